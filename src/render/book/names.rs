//! Names of files and anchors in a book: plain ASCII, so that no reader of books and no file system changes them.

use crate::base::{Key, percent};
use crate::model::id::slug;

/// Returns an anchor as an id of XML. An id that is one already stays.
pub(super) fn xml_id(id: &str) -> String {
    let is_plain = id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.bytes().all(is_plain) && id.len() < 120;
    if is_plain { id.to_owned() } else { format!("x-{}", hashed(id)) }
}

/// Returns an id of the site as a part of a file name or an anchor. An id of small letters, digits and `-` stays.
pub(super) fn book_word(id: &str) -> String {
    let is_small = id.bytes().all(|byte| is_plain(byte) && !byte.is_ascii_uppercase()) && id.len() <= 100;
    if is_small { id.to_owned() } else { hashed(id) }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// What is left of a name in ASCII, and a dot, which no plain name has, before what makes it unique.
fn hashed(id: &str) -> String {
    let plain: String = slug(id).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    let key = Key::of(id.as_bytes()).to_string();
    format!("{plain}.{}", key.get(..16).unwrap_or(&key))
}

/// Returns an address of the web that any reader of books accepts; `None` for one that is not certain to be valid.
pub(super) fn web_address(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let is_label = |label: &str| {
        let ends_well = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        ends_well(label.chars().next())
            && ends_well(label.chars().next_back())
            && label.len() < 64
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            && !label.starts_with("xn--")
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_host = name.split('.').all(is_label) && !last.starts_with(|c: char| c.is_ascii_digit());
    let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
    let mut behind = String::new();
    for c in percent::encode_invalid(&rest[host.len()..]).chars() {
        // Letters of other scripts are for browsers; a book has addresses in ASCII.
        if c.is_ascii() { behind.push(c) } else { behind.push_str(&percent::encode_path(c.encode_utf8(&mut [0; 4]))) }
    }
    (is_host && is_port && is_valid(&behind)).then(|| format!("{scheme}://{host}{behind}"))
}

fn is_valid(path: &str) -> bool {
    let bytes = path.as_bytes();
    let is_good = |(at, byte): (usize, &u8)| match byte {
        b'%' => bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
        byte => byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(byte),
    };
    bytes.iter().enumerate().all(is_good) && path.matches('#').count() < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_stay_apart() {
        assert_eq!((xml_id("p3"), book_word("le-phare")), ("p3".to_owned(), "le-phare".to_owned()));
        assert_ne!(book_word("Été"), book_word("été"));
        assert_ne!(book_word("A"), book_word("a"));
        assert!(xml_id("3").starts_with("x-") && xml_id("é à").is_ascii());
    }

    #[test]
    fn only_a_certain_address_is_a_link() {
        assert_eq!(web_address("https://a.example/é?b=c d").as_deref(), Some("https://a.example/%C3%A9?b=c%20d"));
        for bad in
            ["javascript:x", "http://", "https://a b/", "http://1.2.3.999/", "http://a:99999/", "//a", "https://a/%zz"]
        {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }
}
