//! What the desk says on the forms of articles and records, in one language: texts by key. Data only; `desk` writes pages with
//! it. `{…}` stands for a value.

/// The texts of forms.
pub(crate) struct DeskFormTexts {
    /// The texts, each with its key.
    pub list: &'static [(&'static str, &'static str)],
}

impl DeskFormTexts {
    /// Returns a text; empty if the key is unknown, which a test excludes.
    #[must_use]
    pub(crate) fn say(&self, key: &str) -> &'static str {
        self.list.iter().find(|(known, _)| *known == key).map_or("", |(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{en, fr};

    #[test]
    fn both_languages_say_the_same_things() {
        let keys = |list: &'static [(&str, &str)]| list.iter().map(|(key, _)| *key).collect::<BTreeSet<_>>();
        let (french, english) = (fr::DESK_FORMS.list, en::DESK_FORMS.list);
        assert_eq!(keys(french), keys(english));
        assert_eq!((keys(french).len(), keys(english).len()), (french.len(), english.len()), "a key is there twice");
        assert!(french.iter().chain(english).all(|(_, text)| !text.is_empty()));
    }
}
