//! How much of a text may be published.

use crate::base::{KeyBuilder, Keyed};

/// How much of an article is published, everywhere: page, feed, lists, JSON, comparisons. What withholds more is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rights {
    /// All of it.
    Full,
    /// Its beginning.
    Excerpt,
    /// Title and reference only.
    Reference,
}

impl Rights {
    /// The words of files and site.yaml.
    pub const CHOICES: [(&'static str, Rights); 3] =
        [("full", Rights::Full), ("excerpt", Rights::Excerpt), ("reference", Rights::Reference)];

    /// Returns the word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Rights::Full => "full",
            Rights::Excerpt => "excerpt",
            Rights::Reference => "reference",
        }
    }
}

impl Rights {
    /// Reads a word of a file; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::CHOICES.into_iter().find(|(known, _)| *known == word).map(|(_, rights)| rights)
    }
}

impl Keyed for Rights {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.text(self.as_str());
    }
}
