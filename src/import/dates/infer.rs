//! Infers when a document was published, from the most reliable source that has a date: the user, its front matter, its
//! text, its metadata, its file name, its URL.
//!
//! Invariant: without a source the date stays unknown. The day on which a file was made, saved or printed is not a
//! source.

use crate::base::Message;
use crate::import::cleaned_document::{StatedDate, TextUnit};
use crate::import::extracted_document::MetadataDate;
use crate::import::text::lines::fold;
use crate::lang::in_any;
use crate::model::Edtf;
use crate::say;

/// Everything that may show a document's date.
#[derive(Default)]
pub(in crate::import) struct DateEvidence<'s> {
    /// The date given on the command line.
    pub(in crate::import) given: Option<Edtf>,
    /// The date in the document's own front matter.
    pub(in crate::import) front_matter: Option<Edtf>,
    /// The date stated in its text, with the unit in which its position is counted.
    pub(in crate::import) stated: Option<(&'s StatedDate, TextUnit)>,
    /// The date in its metadata.
    pub(in crate::import) metadata: Option<&'s MetadataDate>,
    /// Its file name without extension.
    pub(in crate::import) stem: &'s str,
    /// Its URL.
    pub(in crate::import) url: Option<&'s str>,
}

/// A date, how it is known, and the value of `date_certainty` in the front matter.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) struct InferredDate {
    /// The date and how it is known, in words; `None` if unknown.
    pub(in crate::import) date: Option<(Edtf, Message)>,
    /// `given`, `inferred` or `unknown`.
    pub(in crate::import) certainty: &'static str,
    /// Why a date that the document has is not known: "line 2 may mean 2021-03-05 or 2021-05-03".
    pub(in crate::import) doubt: Option<Message>,
}

/// Returns the date of the first source that has one.
pub(in crate::import) fn infer(evidence: &DateEvidence<'_>) -> InferredDate {
    let of = |date: Edtf, how: Message, certainty| InferredDate { date: Some((date, how)), certainty, doubt: None };
    let given = |date: Edtf, how: Message| of(date, how, "given");
    let inferred = |date: Edtf, how: Message| of(date, how, "inferred");
    if let Some(date) = evidence.given {
        return given(date, say!(en: "given on the command line", fr: "donnée sur la ligne de commande"));
    }
    if let Some(date) = evidence.front_matter {
        return given(date, say!(en: "stated in the front matter", fr: "écrite dans l’en-tête"));
    }
    let place = |stated: &StatedDate, unit: TextUnit| {
        let unit = unit.message();
        say!(en: "{unit} {n}", fr: "{unit} {n}", n = stated.line; unit)
    };
    if let Some((stated, unit)) = evidence.stated
        && let [day] = stated.days.as_slice()
        && let Ok(date) = Edtf::parse(day)
    {
        let (place, words) = (place(stated, unit), stated.text.trim());
        return given(date, say!(en: "stated in {place}: {words}", fr: "écrite en {place} : {words}"; place));
    }
    if let Some(metadata) = evidence.metadata
        && let Ok(date) = Edtf::parse(&metadata.iso)
    {
        let how = metadata.place.clone();
        return if metadata.is_publication { given(date, how) } else { inferred(date, how) };
    }
    let of_name = name_date(evidence.stem)
        .map(|date| (date, say!(en: "read from the file name", fr: "lue dans le nom du fichier")));
    let of_address = evidence
        .url
        .and_then(address_date)
        .map(|date| (date, say!(en: "read from the address", fr: "lue dans l’adresse")));
    if let Some((stated, unit)) = evidence.stated {
        // The text names several days: one that the name or the address has too is right, another day is none of them.
        let is_stated = |(date, _): &(Edtf, Message)| stated.days.contains(&date.to_string());
        let place = place(stated, unit);
        let days: Vec<Message> = stated.days.iter().map(Message::same).collect();
        let days = Message::joined(&days, " or ", " ou ");
        return match [of_name, of_address].into_iter().flatten().find(is_stated) {
            Some((date, how)) => {
                let words = stated.text.trim();
                given(
                    date,
                    say!(
                        en: "stated in {place}: {words}; which day is {how}",
                        fr: "écrite en {place} : {words} ; quel jour : {how}"; place, how
                    ),
                )
            }
            None => InferredDate {
                date: None,
                certainty: "unknown",
                doubt: Some(say!(
                    en: "the text may state {days} ({place})",
                    fr: "le texte peut dire {days} ({place})";
                    days, place
                )),
            },
        };
    }
    match of_name.or(of_address) {
        Some((date, how)) => inferred(date, how),
        None => InferredDate { date: None, certainty: "unknown", doubt: None },
    }
}

/// Reads a date in the name of a file: at its start, or the only one between `_` and `-` in it, as archives put it after the
/// number of a newspaper (`KB_JB999_1924-03-18_01`). The day of a scan or a download does not count.
fn name_date(stem: &str) -> Option<Edtf> {
    if let Some(date) = opening_date(stem) {
        return Some(date);
    }
    let folded = fold(stem);
    let is_saving = |word: &str| in_any(word, |language| language.import.saving_words);
    if folded.split(|character: char| !character.is_alphabetic()).any(is_saving) {
        return None;
    }
    let starts = stem.match_indices(['_', '-', ' ']).map(|(at, sign)| at + sign.len());
    let dates = starts.filter_map(|start| opening_date(stem.get(start..)?).filter(|_| is_parted(stem, start)));
    let mut dates = dates.take(8);
    let first = dates.next()?;
    dates.all(|date| date == first).then_some(first)
}

/// Returns whether a name is that of an archive's page: only codes in capitals and a date, `KB_JB999_1924-03-18_01-00003`.
pub(in crate::import) fn is_archive_name(stem: &str) -> bool {
    let n_parts = stem.split(['_', '-']).filter(|part| !part.is_empty()).count();
    n_parts >= 5 && stem.contains(char::is_uppercase) && !stem.contains(char::is_lowercase) && name_date(stem).is_some()
}

/// Returns whether the date at `start` has signs between its parts: eight digits in a row may be any number.
fn is_parted(stem: &str, start: usize) -> bool {
    stem.as_bytes().get(start + 4).is_some_and(|byte| matches!(byte, b'-' | b'_'))
}

/// Reads a date at the start of a name, not followed by another letter or digit: `2023-09-15-un-titre`, `2023_09_15`,
/// `20230915-un-titre`.
pub(in crate::import) fn opening_date(stem: &str) -> Option<Edtf> {
    let (iso, len) = match stem.as_bytes() {
        [_, _, _, _, mark @ (b'-' | b'_'), _, _, other, ..] if mark == other => (stem.get(..10)?.replace('_', "-"), 10),
        _ => {
            let digits = stem.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
            (format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]), 8)
        }
    };
    let is_whole = stem.as_bytes().get(len).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    plausible(&iso).filter(|_| is_whole)
}

/// Reads `/2023/09/15/` or `/2023-09-15-` in a URL.
fn address_date(url: &str) -> Option<Edtf> {
    let path = url.split(['?', '#']).next()?;
    let steps: Vec<&str> = path.split('/').skip(3).collect();
    let of_steps = steps.windows(3).find_map(|window| match window {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            plausible(&format!("{year}-{month}-{day}"))
        }
        _ => None,
    });
    of_steps
        .or_else(|| steps.iter().find_map(|step| opening_date(step).filter(|_| step.as_bytes().get(4) == Some(&b'-'))))
}

fn plausible(iso: &str) -> Option<Edtf> {
    let year: u32 = iso.get(..4)?.parse().ok()?;
    let is_day = iso.len() == 10 && iso.bytes().enumerate().all(|(at, byte)| (byte == b'-') == matches!(at, 4 | 7));
    Edtf::parse(iso).ok().filter(|_| is_day && (1500..=2199).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sources: &DateEvidence<'_>, expected: &str) {
        let found = infer(sources);
        let date = found.date.map(|(date, _)| date.to_string()).unwrap_or_default();
        assert_eq!(format!("{date} {}", found.certainty).trim(), expected);
    }

    #[test]
    fn a_file_name_or_an_address_infers_a_date() {
        for (stem, expected) in [
            ("2023-09-15-un-titre", "2023-09-15 inferred"),
            ("2023_09_15", "2023-09-15 inferred"),
            ("20230915 Le phare", "2023-09-15 inferred"),
            ("2023-09-155", "unknown"),
            ("2023-02-30-x", "unknown"),
            ("20231515", "unknown"),
            ("00012345", "unknown"),
            ("été", "unknown"),
            ("2023-09", "unknown"),
            ("KB_JB999_1924-03-18_01-00003", "1924-03-18 inferred"),
            ("Le_Phare_2023-09-15_une", "2023-09-15 inferred"),
            ("export_2023-09-15", "unknown"),
            ("Capture d’écran 2023-09-15", "unknown"),
            ("du 2023-09-15 au 2023-09-17", "unknown"),
            ("tome_20230915", "unknown"),
        ] {
            check(&DateEvidence { stem, ..DateEvidence::default() }, expected);
        }
        for (url, expected) in [
            ("https://a.org/monde/2023/09/15/x.html", "2023-09-15 inferred"),
            ("https://a.org/2023-09-15-x", "2023-09-15 inferred"),
            ("https://a.org/article-20230915.html", "unknown"),
            ("https://a.org/x?d=2023/09/15", "unknown"),
        ] {
            check(&DateEvidence { url: Some(url), ..DateEvidence::default() }, expected);
        }
    }

    #[test]
    fn the_surest_source_wins() {
        let stated = StatedDate { days: vec!["2021-01-01".to_owned()], line: 2, text: "x".to_owned() };
        let sent =
            MetadataDate { iso: "2022-01-01".to_owned(), place: Message::same("the mail"), is_publication: false };
        let stem = "2023-01-01-x";
        check(
            &DateEvidence {
                stem,
                metadata: Some(&sent),
                stated: Some((&stated, TextUnit::Line)),
                ..DateEvidence::default()
            },
            "2021-01-01 given",
        );
        check(&DateEvidence { stem, metadata: Some(&sent), ..DateEvidence::default() }, "2022-01-01 inferred");
    }

    #[test]
    fn of_several_stated_days_the_name_or_the_address_decides() {
        let stated = StatedDate {
            days: vec!["2021-03-05".to_owned(), "2021-05-03".to_owned()],
            line: 2,
            text: "05/03/2021".to_owned(),
        };
        for (stem, expected) in [("2021-05-03-x", "2021-05-03 given"), ("x", "unknown"), ("2022-01-01-x", "unknown")] {
            check(&DateEvidence { stem, stated: Some((&stated, TextUnit::Line)), ..DateEvidence::default() }, expected);
        }
    }
}
