//! Positions in the lists of a dossier. Each list has a type of its own, so that the number of an article cannot be
//! taken for that of a record.
//!
//! A position is valid for one build: after an edit the same number may mean another article. What outlives a build uses
//! ids.

use std::fmt;
use std::ops::{Index, IndexMut};

use serde::Serialize;

use crate::base::{KeyBuilder, Keyed};

/// Defines a position in one list.
macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(usize);

        impl $name {
            /// Makes the position of the entry that has this number, counted from 0.
            #[must_use]
            pub const fn new(number: usize) -> Self {
                Self(number)
            }

            /// Returns the number of the entry, counted from 0.
            #[must_use]
            pub fn get(self) -> usize {
                self.0
            }

            /// Returns the positions of a list of `n` entries, in order.
            pub fn all(n: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
                (0..n).map(Self)
            }

            /// Pairs each entry of a whole list with its position.
            pub fn number<T: IntoIterator>(list: T) -> impl Iterator<Item = (Self, T::Item)> {
                list.into_iter().enumerate().map(|(number, entry)| (Self(number), entry))
            }
        }

        impl<T> Index<$name> for [T] {
            type Output = T;

            fn index(&self, position: $name) -> &T {
                &self[position.0]
            }
        }

        impl<T> IndexMut<$name> for [T] {
            fn index_mut(&mut self, position: $name) -> &mut T {
                &mut self[position.0]
            }
        }

        impl<T> Index<$name> for Vec<T> {
            type Output = T;

            fn index(&self, position: $name) -> &T {
                &self[position.0]
            }
        }

        impl<T> IndexMut<$name> for Vec<T> {
            fn index_mut(&mut self, position: $name) -> &mut T {
                &mut self[position.0]
            }
        }

        impl Keyed for $name {
            fn key_into(&self, key: &mut KeyBuilder) {
                self.0.key_into(key);
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
