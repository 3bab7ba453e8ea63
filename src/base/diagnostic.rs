//! What is wrong with the content, as plain data. Stages report, the policy judges, the command line prints.
//!
//! A mistake in content is never an `Err`: twenty mistakes are twenty diagnostics, and there is still a site.

use serde::{Deserialize, Serialize};

use super::key::{KeyBuilder, Keyed};
use super::path::{SourcePath, Span};
use crate::codes::{Code, Severity};

/// A place and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DiagnosticLabel {
    /// The place.
    pub span: Span,
    /// A few words shown at the place; may be empty for the primary one.
    pub text: String,
}

/// One thing that is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The place.
    pub primary: DiagnosticLabel,
    /// The row of the table of codes.
    pub code: Code,
    /// One lower-case sentence without a full stop, names in backticks.
    pub message: String,
    /// Other places that take part, in the order of telling.
    pub related: Vec<DiagnosticLabel>,
    /// What to do, starting with a verb; empty where nothing is to be said.
    pub help: String,
}

impl Diagnostic {
    /// Reports `message` at a place.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            primary: DiagnosticLabel { span, text: String::new() },
            code,
            message: message.into(),
            related: Vec::new(),
            help: String::new(),
        }
    }

    /// Reports `message` of a whole file.
    #[must_use]
    pub fn of_file(code: Code, file: &SourcePath, message: impl Into<String>) -> Self {
        Self::new(code, Span::whole(file), message)
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds "did you mean" where a known word is near.
    #[must_use]
    pub fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.meant(super::nearest::nearest(word, known))
    }

    /// Adds "did you mean" where a word of a list that grows with the dossier is near.
    #[must_use]
    pub fn did_you_mean_of(self, word: &str, known: &super::nearest::Vocabulary<'_>) -> Self {
        self.meant(known.nearest(word))
    }

    fn meant(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(DiagnosticLabel { span, text: text.into() });
        self
    }

    /// Returns the weight that the table of codes gives.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl Keyed for DiagnosticLabel {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { span, text } = self;
        key.add(span).text(text);
    }
}

impl Keyed for Diagnostic {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { primary, code, message, related, help } = self;
        key.add(primary).text(code.as_str()).text(message).add(related).text(help);
    }
}

/// Puts the causes before what may follow from them, each in its order: whoever reads from the top mends the right file.
pub fn sort_causes_first(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| !diagnostic.code.is_unreadable_file());
}

/// A value and what was noticed while making it.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The value; always there, however wrong its source.
    pub value: T,
    /// What is wrong, in any order: whoever shows them sorts them.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> From<T> for Checked<T> {
    fn from(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }
}
