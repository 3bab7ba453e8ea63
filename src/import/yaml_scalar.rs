//! Writes the values of an article's front matter as YAML scalars. `base::yaml` reads YAML.

use crate::base::yaml::quoted;

/// Writes a YAML scalar. It is plain unless it could be read as syntax or another type, also inside `[]` or `{}`.
#[must_use]
pub(crate) fn yaml_scalar(text: &str) -> String {
    let plain_char = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '’' | '-' | '_' | '/' | '.' | '(' | ')' | '«' | '»' | '\u{a0}' | '\u{202f}')
    };
    let word = text.to_lowercase();
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"].contains(&word.as_str());
    let starts_plain = text.starts_with(|c: char| c.is_alphabetic())
        || (text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(|c: char| c.is_alphabetic()));
    if !reserved && starts_plain && text.chars().all(plain_char) && text.trim() == text {
        return text.to_owned();
    }
    quoted(text)
}
