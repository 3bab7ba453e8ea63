//! What is wrong with the content, as plain data: a code, a location, a message, a fix. Stages produce diagnostics,
//! `check` and the command line sort and print them. The table of codes is [`crate::codes`].
//!
//! A mistake in the content is never an `Err`: twenty mistakes are twenty diagnostics, and there is still a site.

use serde::{Deserialize, Serialize};

use super::key::{KeyBuilder, Keyed};
use super::message::{Message, MessageLanguage};
use super::path::{SourcePath, Span};
use crate::codes::examples::Example;
use crate::codes::{Code, Severity};
use crate::say;

/// A location with a short text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DiagnosticLabel {
    /// The location.
    pub span: Span,
    /// A few words shown at the location; may be empty for the primary one.
    pub text: Message,
}

/// One mistake: where it is and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The location.
    pub primary: DiagnosticLabel,
    /// The row in the table of codes.
    pub code: Code,
    /// One lower-case sentence without a full stop, names in backticks.
    pub message: Message,
    /// Other locations involved, in the order in which to show them.
    pub related: Vec<DiagnosticLabel>,
    /// What to do, starting with a verb; may be empty.
    pub help: Message,
}

impl Diagnostic {
    /// Reports `message` at a location.
    #[must_use]
    pub fn new(code: Code, span: Span, message: Message) -> Self {
        Self {
            primary: DiagnosticLabel { span, text: Message::default() },
            code,
            message,
            related: Vec::new(),
            help: Message::default(),
        }
    }

    /// Reports `message` about a whole file.
    #[must_use]
    pub fn of_file(code: Code, file: &SourcePath, message: Message) -> Self {
        Self::new(code, Span::whole(file), message)
    }

    /// Adds the help text.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = help;
        self
    }

    /// Adds "did you mean" if a known word is near.
    #[must_use]
    pub fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.meant(super::nearest::nearest(word, known))
    }

    /// As [`Self::did_you_mean`], for lists that grow with the content.
    #[must_use]
    pub fn did_you_mean_of(self, word: &str, known: &super::nearest::Vocabulary<'_>) -> Self {
        self.meant(known.nearest(word))
    }

    fn meant(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.help(did_you_mean(near)),
            None => self,
        }
    }

    /// Adds another location.
    #[must_use]
    pub fn related(mut self, span: Span, text: Message) -> Self {
        self.related.push(DiagnosticLabel { span, text });
        self
    }

    /// Returns the severity given by the table of codes.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Asks whether a known word was meant.
#[must_use]
pub(crate) fn did_you_mean(near: &str) -> Message {
    say!(en: "did you mean `{near}`?", fr: "vouliez-vous écrire `{near}` ?")
}

impl Code {
    /// Returns what the code means and what to do, a few sentences.
    #[must_use]
    pub fn explanation(self, language: MessageLanguage) -> &'static str {
        match language {
            MessageLanguage::English => self.in_english(),
            MessageLanguage::French => self.in_french(),
        }
    }

    /// Returns the first sentence of the explanation, without its full stop.
    #[must_use]
    pub fn headline(self, language: MessageLanguage) -> &'static str {
        self.explanation(language).split(". ").next().unwrap_or_default().trim_end_matches('.')
    }
}

impl Example {
    /// Returns the mistake and its correction in a language.
    #[must_use]
    pub fn texts(&self, language: MessageLanguage) -> (&'static str, &'static str) {
        let index = match language {
            MessageLanguage::English => 0,
            MessageLanguage::French => 1,
        };
        (self.wrong[index], self.right[index])
    }
}

impl Keyed for DiagnosticLabel {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { span, text } = self;
        key.add(span).add(text);
    }
}

impl Keyed for Diagnostic {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { primary, code, message, related, help } = self;
        key.add(primary).text(code.as_str()).add(message).add(related).add(help);
    }
}

/// Moves causes before possible consequences and otherwise keeps the order, so that a reader who starts at the top
/// fixes the right file.
pub(crate) fn sort_causes_first(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| !diagnostic.code.is_unreadable_file());
}

/// A value, and the diagnostics found while making it.
#[derive(Clone, Debug)]
pub struct StageOutput<T> {
    /// The value. It is always present, however broken its source.
    pub value: T,
    /// The diagnostics, in any order; sorted when they are shown.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> From<T> for StageOutput<T> {
    fn from(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }
}
