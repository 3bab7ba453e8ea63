//! Infers when a document was published, from the most reliable source that has a date: the user, its front matter, its
//! text, its metadata, its file name, its URL.
//!
//! Invariant: without a source the date stays unknown. The day on which a file was made, saved or printed is not a
//! source.

use crate::import::cleaned_document::{StatedDate, TextUnit};
use crate::import::extracted_document::MetadataDate;
use crate::model::Edtf;

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
    pub(in crate::import) date: Option<(Edtf, String)>,
    /// `given`, `inferred` or `unknown`.
    pub(in crate::import) certainty: &'static str,
}

/// Returns the date of the first source that has one.
pub(in crate::import) fn infer(evidence: &DateEvidence<'_>) -> InferredDate {
    let given = |date: Edtf, how: String| InferredDate { date: Some((date, how)), certainty: "given" };
    let inferred = |date: Edtf, how: String| InferredDate { date: Some((date, how)), certainty: "inferred" };
    if let Some(date) = evidence.given {
        return given(date, "given on the command line".to_owned());
    }
    if let Some(date) = evidence.front_matter {
        return given(date, "stated in the front matter".to_owned());
    }
    if let Some((stated, unit)) = evidence.stated
        && let Ok(date) = Edtf::parse(&stated.iso)
    {
        return given(date, format!("stated in {} {}: {}", unit.as_str(), stated.line, stated.text.trim()));
    }
    if let Some(metadata) = evidence.metadata
        && let Ok(date) = Edtf::parse(&metadata.iso)
    {
        let how = metadata.place.clone();
        return if metadata.is_publication { given(date, how) } else { inferred(date, how) };
    }
    if let Some(date) = opening_date(evidence.stem) {
        return inferred(date, "read from the file name".to_owned());
    }
    if let Some(date) = evidence.url.and_then(address_date) {
        return inferred(date, "read from the address".to_owned());
    }
    InferredDate { date: None, certainty: "unknown" }
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
        let stated = StatedDate { iso: "2021-01-01".to_owned(), line: 2, text: "x".to_owned() };
        let sent = MetadataDate { iso: "2022-01-01".to_owned(), place: "the mail".to_owned(), is_publication: false };
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
}
