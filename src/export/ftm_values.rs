//! What FollowTheMoney does to a value when it reads it, done before it is written: it drops what it calls unsafe, joins
//! spaces, and takes as addresses and dates only what it knows. What is written is what is read, byte for byte.
//!
//! It knows no record and no article. Measured against followthemoney 4.11.

use unicode_normalization::UnicodeNormalization;

use super::shared::plain_point;
use crate::base::Key;
use crate::base::web_address::is_web_address;
use crate::model::date::{DatePoint, DateQualifier, days_in_month};
use crate::model::{LangTag, id};

/// Languages that FollowTheMoney knows: their codes of two letters and of three.
const LANGUAGES: &str = "af:afr am:amh ar:ara az:aze be:bel bn:ben bs:bos bg:bul ca:cat cs:ces da:dan de:deu el:ell en:eng \
    et:est fa:fas fi:fin fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn kn:kan ka:kat kk:kaz \
    km:khm ky:kir ko:kor lo:lao lv:lav lt:lit lb:ltz mk:mkd mt:mlt mn:mon ms:msa my:mya ne:nep nl:nld no:nor pl:pol pt:por \
    ps:pus ro:ron ru:rus si:sin sk:slk sl:slv es:spa sq:sqi sr:srp sw:swa sv:swe ta:tam te:tel tg:tgk tl:tgl th:tha tk:tuk \
    tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho fil:fil cnr:cnr";

/// The media types of raw documents, by the ending of their names.
const MEDIA_TYPES: [(&str, &str); 11] = [
    ("txt", "text/plain"),
    ("md", "text/markdown"),
    ("html", "text/html"),
    ("htm", "text/html"),
    ("pdf", "application/pdf"),
    ("rtf", "text/rtf"),
    ("epub", "application/epub+zip"),
    ("eml", "message/rfc822"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("csv", "text/csv"),
];

/// Returns whether a character is deleted from every text.
fn is_deleted(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
        | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Returns whether a character becomes a plain space in every text.
fn is_wide_space(c: char) -> bool {
    matches!(
        c,
        '\u{a00}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Returns a text as it is kept; empty if nothing is left.
pub(super) fn clean_text(text: &str) -> String {
    // Before the first combining character, and from hyphens to dots, nothing changes and nothing is joined.
    let is_kept =
        |c: char| matches!(c, ' '..='~' | '\t' | '\n' | '\r' | '\u{a0}'..='\u{2ff}' | '\u{2010}'..='\u{2027}');
    if text.chars().all(|c| is_kept(c) && c != '\u{ad}') {
        return text.trim().to_owned();
    }
    let kept = text.chars().filter(|c| !is_deleted(*c)).map(|c| if is_wide_space(c) { ' ' } else { c });
    kept.nfc().collect::<String>().trim().to_owned()
}

/// Returns a name as it is kept: on one line, without the quotation marks around it.
pub(super) fn clean_name(text: &str) -> String {
    let joined = clean_text(text).split_whitespace().collect::<Vec<&str>>().join(" ");
    let mut name = joined.as_str();
    let is_quote = |c: char| c == '"' || c == '\'';
    while name.len() > 1 && name.starts_with(is_quote) && name.ends_with(is_quote) {
        name = name[1..name.len() - 1].trim();
    }
    name.to_owned()
}

/// Returns the words for a place as they are kept: on one line, with one comma between parts.
pub(super) fn clean_place(text: &str) -> String {
    let mut place = clean_text(text);
    for line_break in ["\r\n", "\n", "<BR/>", "<BR>", "\t", "ESQ.,", "ESQ,", ";"] {
        place = place.replace(line_break, ", ");
    }
    // A comma before a comma or a full stop takes its place; one pass, so that the same text comes out again.
    let mut out = String::with_capacity(place.len());
    for c in place.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        let after_comma = out.trim_end_matches(' ').ends_with(',');
        match c {
            ',' | '.' if after_comma => {}
            ' ' if out.is_empty() || out.ends_with(' ') => {}
            c => out.push(c),
        }
    }
    let place = out.trim().to_owned();
    // Taking commas away may have made one of the words above.
    if ["<BR/>", "<BR>", "ESQ.,", "ESQ,"].iter().any(|word| place.contains(word)) { String::new() } else { place }
}

/// Returns the beginning of a text that is longer than a value may be, in characters; `None` if it is not.
pub(super) fn cut(text: &str, max_len: usize) -> Option<String> {
    text.char_indices().nth(max_len)?;
    let end = text.char_indices().nth(max_len - 1).map_or(text.len(), |(at, _)| at);
    Some(format!("{}…", text[..end].trim_end()))
}

/// Divides a text into parts that a value may hold, at the end of a line where there is one.
pub(super) fn parts(mut text: &str, max_len: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    while let Some((end, _)) = text.char_indices().nth(max_len) {
        let end = text[..end].rfind('\n').filter(|at| *at > 0).unwrap_or(end);
        parts.push(&text[..end]);
        text = text[end..].trim_start();
    }
    parts.push(text);
    parts
}

/// Returns an address of the web as it is kept; `None` for one that is not certain to be kept unchanged.
pub(super) fn clean_address(text: &str) -> Option<String> {
    let text = clean_text(text);
    if !is_web_address(&text) || text.chars().any(char::is_whitespace) || text.len() > 4096 {
        return None;
    }
    let (scheme, rest) = text.split_once("://")?;
    let (host, behind) = rest.split_at(rest.find(['/', '?', '#', ';']).unwrap_or(rest.len()));
    if !is_host(host) {
        return None;
    }
    let (behind, fragment) = behind.split_once('#').unwrap_or((behind, ""));
    let (path, query) = behind.split_once('?').unwrap_or((behind, ""));
    let last = path.rfind('/').map_or(0, |at| at + 1);
    // A `;` with nothing behind it is dropped.
    let is_empty_part = path[last..].find(';').is_some_and(|at| last + at + 1 == path.len());
    let path = if is_empty_part { &path[..path.len() - 1] } else { path };
    if !path.is_empty() && !path.starts_with('/') {
        return None;
    }
    let mut out = format!("{}://{host}{}", scheme.to_ascii_lowercase(), if path.is_empty() { "/" } else { path });
    for (sign, part) in [('?', query), ('#', fragment)] {
        if !part.is_empty() {
            out.push(sign);
            out.push_str(part);
        }
    }
    Some(out)
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let labels: Vec<&str> = name.split('.').collect();
    let is_label = |label: &&str| {
        (1..64).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            && label.bytes().any(|byte| byte.is_ascii_alphanumeric())
    };
    let last = labels.last().copied().unwrap_or_default();
    let is_name = labels.len() == 1 || last.len() > 1 && !last.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = name.parse::<std::net::Ipv4Addr>().is_ok();
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_port && (is_number || is_name && labels.iter().all(is_label))
}

/// Returns a date of which FollowTheMoney keeps everything: `2021`, `2021-05`, `2021-05-04`.
pub(super) fn clean_date(plain: &str) -> Option<&str> {
    let mut parts = plain.split('-').map(str::parse::<i32>);
    let year = parts.next()?.ok().filter(|year| (1000..3000).contains(year))?;
    let month = parts.next().map_or(Some(1), Result::ok).and_then(|month| u8::try_from(month).ok())?;
    let day = parts.next().map_or(Some(1), Result::ok).and_then(|day| u8::try_from(day).ok())?;
    ((1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day)).then_some(plain)
}

/// Returns a point that is kept as it is.
pub(super) fn plain_day(point: &DatePoint) -> Option<String> {
    let plain = plain_point(point).filter(|_| point.qualifier == DateQualifier::Certain)?;
    clean_date(&plain).map(str::to_owned)
}

/// Returns the code of three letters of a language that FollowTheMoney knows.
pub(super) fn language_code(language: &LangTag) -> Option<&'static str> {
    let tag = language.as_str();
    let primary = tag.split('-').next().unwrap_or(tag);
    let known = LANGUAGES.split_ascii_whitespace().filter_map(|pair| pair.split_once(':'));
    known.filter(|(two, three)| primary == *two || primary == *three).map(|(_, three)| three).next()
}

/// Returns the media type of a raw document, by its name.
pub(super) fn media_type(file: &str) -> Option<&'static str> {
    let ending = file.rsplit_once('.')?.1.to_ascii_lowercase();
    MEDIA_TYPES.iter().find(|(known, _)| *known == ending).map(|(_, media_type)| *media_type)
}

/// Returns a number of Wikidata: `Q` and digits.
pub(super) fn wikidata_id(id: &str) -> Option<&str> {
    let digits = id.strip_prefix('Q')?;
    let is_number = (1..20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(id)
}

/// Returns a word as a part of an id, in which only ASCII letters, digits, `-` and `.` may be; a word of these stays.
pub(super) fn id_word(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let ends_well = word.bytes().next_back().is_some_and(|byte| byte != b'-');
    if word.len() < 80 && ends_well && word.bytes().all(is_plain) {
        return word.to_owned();
    }
    let plain: String = id::slug(word).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    let key = Key::of(word.as_bytes()).to_string();
    // No plain word has a full stop.
    format!("{plain}.{}", key.get(..16).unwrap_or(&key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_clean_stays() {
        for text in [
            "\"'a\"'", "a\u{202f}b\u{1}", " e\u{200d}\u{301} ", "« a »", "a;;b\t,.c", "ESQ,;,x", "\"", "''",
            "👩\u{200d}🚀", "<B;R>",
        ] {
            for clean in [clean_text, clean_name, clean_place] {
                let once = clean(text);
                assert_eq!(clean(&once), once, "{text:?}");
            }
        }
        assert_eq!((clean_name("\"a\" b"), clean_name("\"\"")), ("\"a\" b".to_owned(), String::new()));
        assert_eq!(clean_place("a;b,,c"), "a, b,c");
    }

    #[test]
    fn only_addresses_that_are_kept_are_written() {
        for (text, expected) in [
            ("https://a.example", Some("https://a.example/")),
            ("HTTPS://a.example/b?#", Some("https://a.example/b")),
            ("http://a.example/b;?c=d#e", Some("http://a.example/b?c=d#e")),
            ("http://127.0.0.1:80/", Some("http://127.0.0.1:80/")),
            ("http://1.2/", None),
            ("http://a.b/", None),
            ("http://a b.example/", None),
            ("http://a.example:99999/", None),
            ("http://u@a.example/", None),
            ("javascript:x", None),
        ] {
            assert_eq!(clean_address(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn only_dates_that_are_kept_are_written() {
        for date in ["2021", "2021-05", "2024-02-29", "1000"] {
            assert_eq!(clean_date(date), Some(date));
        }
        for date in ["0999", "3000", "2021-13", "2021-02-29", "", "194X"] {
            assert_eq!(clean_date(date), None, "{date}");
        }
    }

    #[test]
    fn a_long_text_is_cut_or_divided() {
        assert_eq!((cut("abc", 3), cut("abcd", 3).as_deref()), (None, Some("ab…")));
        assert_eq!(parts("ab\ncdefg", 4), ["ab", "cdef", "g"]);
        assert_eq!(parts("", 4), [""]);
    }

    #[test]
    fn ids_are_plain_and_stay_apart() {
        assert_eq!(id_word("le-phare"), "le-phare");
        assert_ne!(id_word("été"), id_word("Été"));
        assert!(id_word("ʼ").is_ascii() && id_word("-").ends_with(|c: char| c.is_ascii_alphanumeric()));
    }
}
