//! Writes the values of an article's front matter as YAML scalars. `base::yaml` reads YAML.

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
    // JSON strings are YAML double-quoted strings, except that YAML does not allow characters such as U+007F unescaped
    // (YAML 1.2.2, 5.1).
    let quoted = serde_json::Value::from(text).to_string();
    let mut scalar = String::with_capacity(quoted.len());
    for character in quoted.chars() {
        match u32::from(character) {
            code @ (0x7f..=0x9f | 0x2028 | 0x2029 | 0xfeff | 0xfffe | 0xffff) => {
                scalar.push_str(&format!("\\u{code:04x}"));
            }
            _ => scalar.push(character),
        }
    }
    scalar
}
