//! Positions in the lists of a dossier. Each list has a type of its own, so that the number of an article cannot be
//! taken for that of a record.
//!
//! A position is valid for one build: after an edit the same number may mean another article. What outlives a build uses
//! ids.

use std::fmt;

/// Defines a position in one list.
macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl $name {
            /// Makes the position of the entry that has this number, counted from 0.
            #[must_use]
            pub fn new(number: usize) -> Self {
                Self(number)
            }

            /// Returns the number of the entry, counted from 0.
            #[must_use]
            pub fn get(self) -> usize {
                self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    };
}

position! {
    /// An article, by its position in the list of articles.
    ArticleIx
}

position! {
    /// An entity, by its position in the registry.
    EntityIx
}

position! {
    /// A kind of entity, by its position in the list of kinds of the configuration.
    KindIx
}
