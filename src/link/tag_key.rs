//! A tag as written -> the key that all spellings of the tag share.

use unicode_normalization::UnicodeNormalization;

use crate::model::id::slug;

/// Returns the key of a tag: folds case, blanks and hyphens, kinds of apostrophes, and ligatures. Accents and signs are
/// kept, because they may distinguish words. Empty for a label without a letter or digit.
#[must_use]
pub fn tag_key(label: &str) -> String {
    if slug(label).is_empty() {
        return String::new();
    }
    let mut key = String::with_capacity(label.len());
    for c in label.nfkc().flat_map(char::to_lowercase) {
        match c {
            '’' | '‘' | 'ʼ' | '`' | '´' => key.push('\''),
            '“' | '”' | '«' | '»' | '„' => key.push('"'),
            'œ' => key.push_str("oe"),
            'æ' => key.push_str("ae"),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() || matches!(c, '-' | '‐'..='―' | '_') => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            c => key.push(c),
        }
    }
    key.trim().to_owned()
}
