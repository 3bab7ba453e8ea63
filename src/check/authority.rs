//! Checks the form of ids in authority files, offline: letters, lengths and check digits. It cannot tell whether an
//! id exists.

use crate::base::Message;
use crate::base::nearest::nearest;
use crate::say;

/// The known authority files.
pub(crate) const KNOWN: [&str; 8] = ["wikidata", "viaf", "geonames", "isni", "orcid", "idref", "bnf", "gnd"];

/// Returns the known authority file whose name is closest to a misspelt one.
pub(super) fn near(authority: &str) -> Option<&'static str> {
    let is_known = KNOWN.iter().any(|known| known.eq_ignore_ascii_case(authority));
    // For short names an edit distance of one would accept almost anything.
    nearest(authority, KNOWN.iter().copied().filter(|known| known.len() > 4)).filter(|_| !is_known)
}

/// Returns what is wrong with an id, if anything; ids of unknown authority files are accepted.
pub(super) fn fault(authority: &str, id: &str) -> Option<Message> {
    let id = id.trim();
    let digits = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    let bare: String = id.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    match authority.to_ascii_lowercase().as_str() {
        // https://www.wikidata.org/wiki/Wikidata:Identifiers: Q and a number without leading zeros.
        "wikidata" => (!id.strip_prefix('Q').is_some_and(|rest| digits(rest) && !rest.starts_with('0'))).then(|| {
            say!(
                en: "is not an id of Wikidata: `Q` and a number, such as `Q7747`",
                fr: "n’est pas un identifiant de Wikidata : `Q` et un nombre, comme `Q7747`",
            )
        }),
        "viaf" => (!digits(id) || id.len() > 22).then(
            || say!(en: "is not an id of VIAF: a number", fr: "n’est pas un identifiant du VIAF, qui est un nombre"),
        ),
        "geonames" => (!digits(id) || id.len() > 9).then(|| {
            say!(
                en: "is not an id of GeoNames: a number",
                fr: "n’est pas un identifiant de GeoNames, qui est un nombre",
            )
        }),
        // ISO 27729 and ORCID: 16 digits, the last by ISO 7064 MOD 11-2.
        "isni" | "orcid" => (!mod_11_2(&bare, 16)).then(|| {
            say!(
                en: "is not an ISNI: 16 digits, the last of which is a check digit",
                fr: "n’est pas un ISNI : 16 chiffres, dont le dernier est une clé de contrôle",
            )
        }),
        // IdRef: the PPN of the Sudoc, eight digits and a check character.
        "idref" => (!ppn(&bare)).then(|| {
            say!(
                en: "is not an id of IdRef: 9 characters, the last of which is a check character",
                fr: "n’est pas un identifiant d’IdRef : 9 caractères, dont le dernier est une clé de contrôle",
            )
        }),
        // https://www.bnf.fr/fr/lidentifiant-ark-de-la-bnf: `cb`, eight digits and a check letter, or with `ark:/12148/`.
        "bnf" => {
            let name = id.strip_prefix("ark:/12148/").unwrap_or(id).trim_start_matches("cb");
            (!(name.len() >= 8 && name.is_ascii() && digits(&name[..8]) && name.len() <= 9)).then(|| {
                say!(
                    en: "is not an id of the BnF: eight digits and a letter, such as `cb11863993z`",
                    fr: "n’est pas un identifiant de la BnF : huit chiffres et une lettre, comme `cb11863993z`",
                )
            })
        }
        "gnd" => (!bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X') || !(8..=11).contains(&bare.len()))
            .then(|| {
                say!(
                    en: "is not an id of the GND: 8 to 11 digits, or `X` at the end",
                    fr: "n’est pas un identifiant de la GND : de 8 à 11 chiffres, ou `X` à la fin",
                )
            }),
        _ => None,
    }
}

/// ISO 7064 MOD 11-2.
fn mod_11_2(text: &str, len: usize) -> bool {
    let Some((last, rest)) = split(text, len) else { return false };
    let total = rest.bytes().fold(0_u32, |total, byte| (total + u32::from(byte - b'0')) * 2 % 11);
    last == (12 - total) % 11
}

/// The check character of a PPN: the digits are weighted 9 to 2, and the sum including the check character is a
/// multiple of 11.
fn ppn(text: &str) -> bool {
    let Some((last, rest)) = split(text, 9) else { return false };
    let total: u32 = rest.bytes().zip((2..=9_u32).rev()).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    (total + last).is_multiple_of(11)
}

/// Returns the value of the check character and the digits before it.
fn split(text: &str, len: usize) -> Option<(u32, &str)> {
    let (rest, last) = text.split_at_checked(len - 1)?;
    let last = match last {
        "X" | "x" => 10,
        digit => digit.parse().ok().filter(|_| digit.len() == 1)?,
    };
    rest.bytes().all(|byte| byte.is_ascii_digit()).then_some((last, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_ids_are_good_and_slips_are_found() {
        for (authority, good, slip) in [
            ("wikidata", "Q7747", "7747"),
            ("isni", "0000 0001 2103 2683", "0000 0001 2103 2684"),
            ("orcid", "0000-0002-1825-0097", "0000-0002-1825-0079"),
            ("idref", "027361802", "027361803"),
            ("viaf", "2549036", "VIAF2549036"),
            ("geonames", "524901", "Moscou"),
            ("bnf", "cb11863993z", "118639"),
            ("gnd", "118540238", "1185 402"),
        ] {
            assert_eq!(fault(authority, good), None, "{authority}");
            assert!(fault(authority, slip).is_some(), "{authority}: {slip}");
        }
        assert_eq!(fault("imdb", "nm1"), None);
    }
}
