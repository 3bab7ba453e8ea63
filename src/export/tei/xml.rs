//! XML as text, and what the ids and dates of a dossier are in TEI. Pure values; nothing here knows an article or a record.
//!
//! Elements are not indented: white space in a text counts, and it is the text's own.

use crate::model::Edtf;
use crate::model::date::{DatePoint, DateQualifier, IntervalEnd, days_in_month};

/// XML that is being written.
#[derive(Default)]
pub(super) struct TeiXml {
    /// What was written.
    pub(super) out: String,
}

/// Attributes with their values.
pub(super) type Attributes = Vec<(&'static str, String)>;

impl TeiXml {
    /// Opens an element. An attribute without a value is left out.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push('>');
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            push_text(&mut self.out, value, true);
            self.out.push('"');
        }
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        push_text(&mut self.out, text, false);
    }

    /// Writes an element with a text.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Writes an empty element with a date.
    pub(super) fn date(&mut self, name: &str, kind: &str, date: &Edtf) {
        let when = when(date);
        let mut all = vec![("type", kind)];
        all.extend(when.iter().map(|(key, value)| (*key, value.as_str())));
        self.empty(name, &all);
    }
}

/// Writes text, in runs up to the next character that may need [`push_char`]: nine of ten texts have none.
fn push_text(out: &mut String, text: &str, is_attribute: bool) {
    let may_change = |byte: &u8| matches!(byte, 0..b' ' | b'&' | b'<' | b'>' | b'"' | 0xef);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| may_change(&byte)) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = from.chars();
        chars.by_ref().take(1).for_each(|c| push_char(out, c, is_attribute));
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Writes a character. What XML 1.0 forbids becomes U+FFFD, one for one, so that offsets hold; line breaks that a reader
/// of XML would change are references.
fn push_char(out: &mut String, c: char, is_attribute: bool) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' if is_attribute => out.push_str("&quot;"),
        '\t' | '\n' if is_attribute => out.push_str(&format!("&#{};", u32::from(c))),
        '\r' => out.push_str("&#13;"),
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
        c => out.push(c),
    }
}

/// Returns an id as the end of an `xml:id`. What validators do not take there is written as `·B2·`; U+00B7 is in no id.
/// So is a full stop that would make it look like the id of a passage.
pub(super) fn name_part(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for (at, c) in id.char_indices() {
        let is_kept = match c {
            '.' => !is_anchor(&id[at + 1..]),
            _ => is_name_char(c),
        };
        if is_kept {
            out.push(c);
        } else {
            out.push_str(&format!("·{:X}·", u32::from(c)));
        }
    }
    out
}

/// Returns whether a word is an anchor in an article: `p3`.
fn is_anchor(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && !letters.as_str().is_empty()
        && letters.all(|c| c.is_ascii_digit())
}

/// Returns whether a character may be part of a name in all editions of XML 1.0; later editions take more, but validators
/// know the first.
fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '_')
        || matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{131}' | '\u{134}'..='\u{13e}'
            | '\u{141}'..='\u{148}' | '\u{14a}'..='\u{17e}' | '\u{180}'..='\u{1c3}' | '\u{1cd}'..='\u{1f0}'
            | '\u{300}'..='\u{345}' | '\u{388}'..='\u{38a}' | '\u{38e}'..='\u{3a1}' | '\u{3a3}'..='\u{3ce}'
            | '\u{401}'..='\u{40c}' | '\u{40e}'..='\u{44f}' | '\u{451}'..='\u{45c}' | '\u{531}'..='\u{556}'
            | '\u{561}'..='\u{586}' | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{652}'
            | '\u{905}'..='\u{939}' | '\u{93e}'..='\u{94d}' | '\u{e01}'..='\u{e2e}' | '\u{e30}'..='\u{e3a}'
            | '\u{e40}'..='\u{e4e}' | '\u{10d0}'..='\u{10f6}' | '\u{1e00}'..='\u{1e9b}' | '\u{1ea0}'..='\u{1ef9}'
            | '\u{3041}'..='\u{3094}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fa5}' | '\u{ac00}'..='\u{d7a3}')
}

/// Returns a text as one word, as many attributes of TEI want it, and the text itself where it is no word.
pub(super) fn word(text: &str) -> (String, &str) {
    let word: String =
        text.chars().map(|c| if c.is_whitespace() || c.is_control() || !is_plain(c) { '_' } else { c }).collect();
    match word == text && !text.is_empty() {
        true => (word, ""),
        false => (if word.is_empty() { "_".to_owned() } else { word }, text),
    }
}

/// Returns whether a character is a letter, a digit or usual punctuation; formats and unassigned ones are not.
fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() || c.is_alphanumeric() && is_name_char(c)
}

/// Returns an address as a pointer: TEI takes no white space in it, and `%` only before two digits.
pub(super) fn pointer(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let next = address.as_bytes().get(at + 1..at + 3).unwrap_or_default();
        let is_escape = next.len() == 2 && next.iter().all(u8::is_ascii_hexdigit);
        let is_kept = match c {
            '%' => is_escape,
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            c => !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'),
        };
        if is_kept {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

/// Returns the attributes of a date.
pub(super) fn when(date: &Edtf) -> Attributes {
    let custom = |attributes: &mut Attributes| {
        attributes.push(("when-custom", date.to_string()));
        attributes.push(("datingMethod", "#edtf".to_owned()));
    };
    let mut attributes = Vec::new();
    match date {
        Edtf::At(point) => {
            let is_custom = at(point, &mut attributes);
            if is_custom {
                custom(&mut attributes);
            }
        }
        Edtf::Interval(from, to) => {
            let mut is_custom = matches!((from, to), (IntervalEnd::Unknown, _) | (_, IntervalEnd::Unknown));
            for (end, plain, iso) in [(from, "from", "from-iso"), (to, "to", "to-iso")] {
                let IntervalEnd::At(point) = end else { continue };
                match (plain_point(point), point.unspecified_digits) {
                    (Some(text), _) if point.year >= 1 => attributes.push((plain, text)),
                    (Some(text), _) => attributes.push((iso, text)),
                    (None, _) => is_custom = true,
                }
            }
            if is_custom {
                custom(&mut attributes);
            }
        }
    }
    attributes
}

/// Writes the attributes of a point; returns whether they do not say it all.
fn at(point: &DatePoint, attributes: &mut Attributes) -> bool {
    let certain = DatePoint { qualifier: DateQualifier::Certain, ..*point };
    let key = if point.year >= 1 { "when" } else { "when-iso" };
    match plain_point(&certain) {
        Some(text) => {
            attributes.push((key, text));
            let (about, unsure) = match point.qualifier {
                DateQualifier::Certain => (false, false),
                DateQualifier::Uncertain => (false, true),
                DateQualifier::Approximate => (true, false),
                DateQualifier::Both => (true, true),
            };
            if about {
                attributes.push(("precision", "low".to_owned()));
            }
            if unsure {
                attributes.push(("cert", "low".to_owned()));
            }
            about || unsure
        }
        None => {
            let (first, last) = (Edtf::At(certain).earliest(), Edtf::At(certain).latest());
            if first.0 >= 1 {
                let bound = |(year, month, day): (i32, u8, u8)| match point.month {
                    Some(_) => {
                        format!("{year:04}-{month:02}-{:02}", day.clamp(1, days_in_month(year, month.clamp(1, 12))))
                    }
                    None => format!("{year:04}"),
                };
                attributes.push(("notBefore", bound(first)));
                attributes.push(("notAfter", bound(last)));
            }
            true
        }
    }
}

/// Returns the text of a point without a qualifier, of a year, a month or a day.
fn plain_point(point: &DatePoint) -> Option<String> {
    let is_plain = point.unspecified_digits == 0
        && point.month.is_none_or(|month| month <= 12)
        && point.qualifier == DateQualifier::Certain;
    is_plain.then(|| point.to_string())
}

/// Returns the attributes of a start and an end.
pub(super) fn from_to(from: Option<&Edtf>, to: Option<&Edtf>) -> Attributes {
    let mut attributes = Vec::new();
    let mut is_custom = false;
    for (date, [plain, iso, custom]) in
        [(from, ["from", "from-iso", "from-custom"]), (to, ["to", "to-iso", "to-custom"])]
    {
        let Some(date) = date else { continue };
        match date {
            Edtf::At(point) if plain_point(point).is_some() => {
                attributes.push((if point.year >= 1 { plain } else { iso }, date.to_string()));
            }
            _ => {
                attributes.push((custom, date.to_string()));
                is_custom = true;
            }
        }
    }
    if is_custom {
        attributes.push(("datingMethod", "#edtf".to_owned()));
    }
    attributes
}

/// Returns the attributes of a date in a text: like [`when`], and weeks, which only ISO 8601 has.
pub(super) fn when_in_text(value: &str) -> Attributes {
    if let Ok(date) = Edtf::parse(value) {
        return when(&date);
    }
    match value.split_once('/') {
        Some((from, to)) => vec![("from-iso", from.to_owned()), ("to-iso", to.to_owned())],
        None => vec![("when-iso", value.to_owned())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_and_come_back() {
        for (id, name) in [
            ("le-phare", "le-phare"),
            ("m²", "m·B2·"),
            ("a.p3", "a·2E·p3"),
            ("a.b", "a.b"),
            ("été", "été"),
            ("①", "·2460·"),
        ] {
            assert_eq!(name_part(id), name);
        }
    }

    #[test]
    fn a_date_says_what_tei_can_say_and_keeps_the_rest() {
        let written = |date: &str| {
            let when = when(&Edtf::parse(date).expect("a date"));
            let words: Vec<String> = when.iter().map(|(key, value)| format!("{key}={value}")).collect();
            words.join(" ")
        };
        for (date, attributes) in [
            ("2023-09", "when=2023-09"),
            ("1952~", "when=1952 precision=low when-custom=1952~ datingMethod=#edtf"),
            ("1952%", "when=1952 precision=low cert=low when-custom=1952% datingMethod=#edtf"),
            ("194X", "notBefore=1940 notAfter=1949 when-custom=194X datingMethod=#edtf"),
            ("0000", "when-iso=0000"),
            ("-0043-03", "when-iso=-0043-03"),
            ("2023/..", "from=2023"),
            ("2023/", "from=2023 when-custom=2023/ datingMethod=#edtf"),
            ("2023-01-02/2023-02", "from=2023-01-02 to=2023-02"),
        ] {
            assert_eq!(written(date), attributes, "{date}");
        }
    }

    #[test]
    fn what_xml_forbids_is_replaced_one_for_one() {
        let mut xml = TeiXml::default();
        xml.element("p", &[("n", "a\"\n<")], "\0]]>\r\u{202f}");
        assert_eq!(xml.out, "<p n=\"a&quot;&#10;&lt;\">\u{fffd}]]&gt;&#13;\u{202f}</p>");
    }
}
