//! Reads the keys of a YAML mapping one by one; reports wrong types, and every key that was not read.

use super::diagnostic::{Diagnostic, did_you_mean};
use super::key::{KeyBuilder, Keyed};
use super::key_synonyms::meant_key;
use super::message::Message;
use super::path::{SourcePath, Span, composed};
use super::yaml::{YamlComment, YamlNode, YamlValue};
use super::yaml_typos;
use crate::codes::Code;
use crate::say;

/// A scalar with its span.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpannedText {
    /// The scalar.
    pub value: String,
    /// Its span.
    pub span: Span,
}

impl SpannedText {
    /// Normalises an id or a file name to NFC, the Unicode form in which these are compared.
    #[must_use]
    pub fn into_nfc(self) -> Self {
        Self { value: composed(&self.value).into_owned(), span: self.span }
    }
}

impl Keyed for SpannedText {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { value, span } = self;
        key.text(value).add(span);
    }
}

/// The keys of one mapping, each to be read once.
pub(crate) struct YamlFields<'a> {
    file: &'a SourcePath,
    entries: Vec<Option<(YamlNode, YamlNode)>>,
    prose_keys: &'static [&'static str],
    requested_keys: Vec<&'static str>,
    start: usize,
    /// The mistakes found so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> YamlFields<'a> {
    /// Takes the keys of a mapping; any other value is reported and treated as an empty mapping.
    /// A comment after the value of one of the `prose_keys` may be part of the text, and is reported then.
    #[must_use]
    pub(crate) fn new(file: &'a SourcePath, node: YamlNode, prose_keys: &'static [&'static str]) -> Self {
        let mut fields = Self {
            file,
            entries: Vec::new(),
            prose_keys,
            requested_keys: Vec::new(),
            start: node.start,
            diagnostics: Vec::new(),
        };
        match node.value {
            YamlValue::Map(entries) => fields.entries = entries.into_iter().map(Some).collect(),
            YamlValue::Null => {}
            YamlValue::Scalar(text) => match yaml_typos::find_first(&text) {
                // Without a space after it the colon is an ordinary character, and all the keys are one word.
                Some(slip) => {
                    let span = Span::new(file, node.start + slip.start, node.start + slip.end);
                    fields.diagnostics.push(Diagnostic::new(Code::BrokenYaml, span, slip.message).help(slip.help));
                }
                None => fields.wrong_type(node.start, node.end, &keys_and_values()),
            },
            YamlValue::List(_) => fields.wrong_type(node.start, node.end, &keys_and_values()),
        }
        fields
    }

    /// Returns the keys that were not read yet, with their values.
    pub(crate) fn unread(&self) -> impl Iterator<Item = (&YamlNode, &YamlNode)> {
        self.entries.iter().flatten().map(|(name, value)| (name, value))
    }

    /// Removes the key that begins at an offset: its caller has reported it, so `finish` must not.
    pub(crate) fn discard(&mut self, start: usize) {
        for slot in &mut self.entries {
            if slot.as_ref().is_some_and(|(name, _)| name.start == start) {
                *slot = None;
            }
        }
    }

    /// Takes the value of a key; a null value counts as absent.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<YamlNode> {
        // A key may be asked for twice; it is listed once.
        if !self.requested_keys.contains(&key) {
            self.requested_keys.push(key);
        }
        let slot = self.entries.iter_mut().find(|slot| slot.as_ref().is_some_and(|(name, _)| is_scalar(name, key)))?;
        let (_, value) = slot.take()?;
        let is_words = self.prose_keys.contains(&key);
        match &value {
            YamlNode { value: YamlValue::List(items), .. } if is_words => {
                // After a name in a list people do write who that is.
                let comments = items.iter().filter_map(|item| item.comment).filter(|comment| comment.is_at_word);
                let comments: Vec<YamlComment> = comments.collect();
                comments.into_iter().for_each(|comment| self.cut(key, comment));
            }
            YamlNode { value: YamlValue::Scalar(_), comment: Some(comment), .. }
                if is_words && (comment.is_at_word || !comment.is_apart) =>
            {
                self.cut(key, *comment);
            }
            YamlNode { value: YamlValue::Null, comment: Some(comment), .. } if is_words && comment.is_at_word => {
                self.cut(key, *comment);
            }
            _ => {}
        }
        (!matches!(value.value, YamlValue::Null)).then_some(value)
    }

    /// Reports words that YAML took for a comment.
    fn cut(&mut self, key: &str, comment: YamlComment) {
        let span = Span::new(self.file, comment.start, comment.end);
        let message = say!(
            en: "everything after ` #` is a comment and not part of `{key}`",
            fr: "tout ce qui suit ` #` est un commentaire et ne fait pas partie de `{key}`",
        );
        let help = say!(
            en: "put the whole value in quotes; if it is a comment, move it to a line of its own",
            fr: "mettez toute la valeur entre guillemets ; si c’est un commentaire, placez-le sur une ligne à part",
        );
        self.diagnostics.push(Diagnostic::new(Code::CutAtHash, span, message).help(help));
    }

    /// Takes a scalar.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<SpannedText> {
        let node = self.take(key)?;
        self.scalar(node, one_value)
    }

    /// Takes a scalar that is required.
    pub(crate) fn required(&mut self, key: &'static str) -> Option<SpannedText> {
        let text = self.text(key).filter(|text| !text.value.trim().is_empty());
        if text.is_none() && !self.diagnostics.iter().any(|d| matches!(d.code, Code::WrongType | Code::BrokenYaml)) {
            let span = Span::new(self.file, self.start, self.start);
            self.diagnostics.push(
                Diagnostic::new(
                    Code::MissingKey,
                    span,
                    say!(en: "the key `{key}` is missing", fr: "la clé `{key}` manque"),
                )
                .help(say!(en: "add `{key}: …`", fr: "ajoutez `{key}: …`")),
            );
        }
        text
    }

    /// Takes an id.
    pub(crate) fn id(&mut self, key: &'static str) -> Option<SpannedText> {
        self.text(key).map(SpannedText::into_nfc)
    }

    /// Takes a list of ids; a single id counts as a list of one.
    pub(crate) fn ids(&mut self, key: &'static str) -> Vec<SpannedText> {
        self.texts(key).into_iter().map(SpannedText::into_nfc).collect()
    }

    /// Takes a list of scalars; a single scalar counts as a list of one.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<SpannedText> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let words = || say!(en: "a list of words", fr: "une liste de mots");
        let example = || say!(en: "a list of words, `[one, two]`", fr: "une liste de mots, `[un, deux]`");
        match node.value {
            YamlValue::List(items) => items.into_iter().filter_map(|item| self.scalar(item, words)).collect(),
            _ => self.scalar(node, example).into_iter().collect(),
        }
    }

    /// Returns the values of a list under a dynamic key, without taking them.
    #[must_use]
    pub(crate) fn texts_of(&self, key: &str) -> Vec<String> {
        let entry = self.entries.iter().flatten().find(|(name, _)| is_scalar(name, key));
        let words = |node: &YamlNode| if let YamlValue::Scalar(word) = &node.value { Some(word.clone()) } else { None };
        match entry.map(|(_, value)| value) {
            Some(YamlNode { value: YamlValue::List(items), .. }) => items.iter().filter_map(words).collect(),
            Some(node) => words(node).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Takes a list of any values; a single value counts as a list of one.
    pub(crate) fn list(&mut self, key: &'static str) -> Vec<YamlNode> {
        match self.take(key) {
            None => Vec::new(),
            Some(YamlNode { value: YamlValue::List(items), .. }) => items,
            Some(node) => vec![node],
        }
    }

    /// Takes a mapping from scalars to scalars, in the order of the file.
    pub(crate) fn pairs(&mut self, key: &'static str) -> Vec<(SpannedText, SpannedText)> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let YamlValue::Map(entries) = node.value else {
            let pairs = say!(en: "pairs, `{{one: two}}`", fr: "des paires, `{{un: deux}}`");
            self.wrong_type(node.start, node.end, &pairs);
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (name, value) in entries {
            let word = || say!(en: "a word", fr: "un mot");
            if let (Some(name), Some(value)) = (self.scalar(name, word), self.scalar(value, one_value)) {
                pairs.push((name, value));
            }
        }
        pairs
    }

    /// Takes one of several fixed words.
    pub(crate) fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        self.chosen(key, text, choices)
    }

    /// Takes a list of fixed words; a single word counts as a list of one.
    pub(crate) fn choices<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Vec<T> {
        let texts = self.texts(key);
        texts.into_iter().filter_map(|text| self.chosen(key, text, choices)).collect()
    }

    fn chosen<T: Copy>(&mut self, key: &'static str, text: SpannedText, choices: &[(&'static str, T)]) -> Option<T> {
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(*choice);
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let message =
            say!(en: "`{key}` cannot be `{value}`", fr: "`{key}` ne peut pas valoir `{value}`", value = text.value);
        let words = words_of(&words);
        let help = say!(en: "choose one of: {words}", fr: "choisissez parmi : {words}"; words);
        self.diagnostics.push(Diagnostic::new(Code::BadValue, text.span, message).help(help));
        None
    }

    /// Reports every key that was not read, and returns all diagnostics.
    #[must_use]
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        for (name, _) in self.entries.into_iter().flatten() {
            let YamlValue::Scalar(word) = &name.value else { continue };
            if let Some(slip) = yaml_typos::find_in_key(word) {
                let span = Span::new(self.file, name.start, name.end);
                let reason = slip.message;
                let message = say!(
                    en: "the key `{word}` is unknown: {reason}",
                    fr: "la clé `{word}` est inconnue : {reason}";
                    reason,
                );
                self.diagnostics.push(Diagnostic::new(Code::UnknownKey, span, message).help(slip.help));
                continue;
            }
            let asked = words_of(&self.requested_keys);
            let diagnostic = Diagnostic::new(
                Code::UnknownKey,
                Span::new(self.file, name.start, name.end),
                say!(en: "the key `{word}` is unknown", fr: "la clé `{word}` est inconnue"),
            );
            self.diagnostics.push(match meant_key(word, &self.requested_keys) {
                Some(key) => diagnostic.help(did_you_mean(key)),
                None => diagnostic
                    .help(say!(
                        en: "remove it, or use one of: {asked}",
                        fr: "retirez-la, ou employez l’une de celles-ci : {asked}";
                        asked,
                    ))
                    .did_you_mean(word, self.requested_keys.iter().copied()),
            });
        }
        self.diagnostics
    }

    /// Reports a value of the wrong type.
    pub(crate) fn wrong_type(&mut self, start: usize, end: usize, expected: &Message) {
        let span = Span::new(self.file, start, end);
        let help = if expected.en == "one value" {
            say!(en: "write it without brackets and hyphens", fr: "écrivez-la sans crochets ni tirets")
        } else {
            say!(en: "write it in that form", fr: "écrivez-le sous cette forme")
        };
        let message = say!(en: "this should be {expected}", fr: "il faudrait ici {expected}"; expected);
        self.diagnostics.push(Diagnostic::new(Code::WrongType, span, message).help(help));
    }

    /// The form that was expected is only worded for a mistake: nearly every value of a dossier passes here.
    fn scalar(&mut self, node: YamlNode, expected: impl Fn() -> Message) -> Option<SpannedText> {
        match node.value {
            YamlValue::Scalar(value) => Some(SpannedText { value, span: Span::new(self.file, node.start, node.end) }),
            _ => {
                self.wrong_type(node.start, node.end, &expected());
                None
            }
        }
    }
}

fn one_value() -> Message {
    say!(en: "one value", fr: "une seule valeur")
}

fn keys_and_values() -> Message {
    say!(en: "keys and values, `key: value`", fr: "des clés et des valeurs, `clé: valeur`")
}

/// Lists words of the program's own syntax. In French each is between backticks, so that nobody takes it for a word of the
/// sentence.
pub(crate) fn words_of(words: &[&str]) -> Message {
    Message { en: words.join(", "), fr: words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ") }
}

fn is_scalar(node: &YamlNode, word: &str) -> bool {
    matches!(&node.value, YamlValue::Scalar(value) if value == word)
}
