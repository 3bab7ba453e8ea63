//! Percent encoding in URLs (RFC 3986, 2.1). The only file that uses the crate for it.
//!
//! A percent sign must be followed by two hexadecimal digits: `%+6`, which a number parser would accept, is invalid.
//! Paths are not checked for anything else.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Characters kept in a path: unreserved ASCII (RFC 3986, 2.3) and `/`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Decodes percent encoding; `None` if a sequence is invalid or the bytes are not UTF-8.
#[must_use]
pub(crate) fn decode(text: &str) -> Option<String> {
    let is_whole = |behind: &str| behind.get(..2).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if !text.split('%').skip(1).all(is_whole) {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// Decodes the valid sequences, to search the text that people may see. Invalid ones are kept, and invalid UTF-8
/// becomes U+FFFD.
#[must_use]
pub(crate) fn decode_lossy(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Encodes a path for a URL. `/` is kept, all other delimiters are encoded.
#[must_use]
pub(crate) fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

/// Encodes a path for an attribute of a page. Delimiters and characters that a URL must not contain are encoded (RFC
/// 3986, 2.2; WHATWG URL, 1.3), including the percent sign. Letters of any script are kept, so that the page's source
/// stays readable.
#[must_use]
pub(crate) fn encode_href(path: &str) -> String {
    encoded(path, &HREF_ENCODE_SET)
}

/// Encodes only the characters that a URL must not contain. An existing percent sequence is kept.
#[must_use]
pub(crate) fn encode_invalid(address: &str) -> String {
    encoded(address, &ADDRESS_ENCODE_SET)
}

/// Whether each ASCII character is encoded. A table, because a page has hundreds of addresses and hardly any of them
/// needs encoding.
type PercentEncodeSet = [bool; 128];

const HREF_ENCODE_SET: PercentEncodeSet = table(b" \"#%<>?[\\]^`{|}'");
const ADDRESS_ENCODE_SET: PercentEncodeSet = table(b" \"<>\\^`{|}");

const fn table(signs: &[u8]) -> PercentEncodeSet {
    let mut table = [false; 128];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[0x7f] = true;
    let mut index = 0;
    while index < signs.len() {
        table[signs[index] as usize] = true;
        index += 1;
    }
    table
}

fn encoded(text: &str, table: &PercentEncodeSet) -> String {
    let is_encoded = |byte: u8| table.get(usize::from(byte)).is_some_and(|is_encoded| *is_encoded);
    if !text.bytes().any(is_encoded) {
        return text.to_owned();
    }
    let sign = |c: char| match u8::try_from(c) {
        Ok(byte) if is_encoded(byte) => format!("%{byte:02X}"),
        _ => c.to_string(),
    };
    text.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hexadecimal_digits_follow_a_sign() {
        for (text, decoded) in [
            ("ph%C3%A0re", Some("phàre")),
            ("a%2Fb%2e", Some("a/b.")),
            ("", Some("")),
            ("%+6", None),
            ("%-1", None),
            ("100%", None),
            ("%4", None),
            ("%4é", None),
            ("%zz", None),
            ("%ff", None),
        ] {
            assert_eq!(decode(text).as_deref(), decoded, "{text}");
        }
        assert_eq!(decode_lossy("%+6 %C3%A9 100% %ff"), "%+6 é 100% \u{fffd}");
    }

    #[test]
    fn addresses_in_pages_keep_their_letters() {
        assert_eq!(encode_href("média/vue (1) #2?.png"), "média/vue%20(1)%20%232%3F.png");
        assert_eq!(encode_href("50%25 d'eau"), "50%2525%20d%27eau");
        assert_eq!(encode_invalid("https://example.org/a b?q=\"é\"#%20"), "https://example.org/a%20b?q=%22é%22#%20");
    }

    #[test]
    fn what_is_written_is_read_again() {
        for path in ["a/b.html", "une photo.jpg", "№ 1 #2?x=%41&y", "été~_-", "\u{202e}\\\"'<>"] {
            let encoded = encode_path(path);
            assert_eq!(decode(&encoded).as_deref(), Some(path));
            assert_eq!(decode(&encode_href(path)).as_deref(), Some(path));
            assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)), "{encoded}");
        }
    }
}
