//! Positions in the lists of a dossier. Each list has a type of its own, so that the number of an article cannot be
//! taken for that of a record: a [`List`] is indexed by positions of one type only.
//!
//! A position is valid for one build: after an edit the same number may mean another article. What outlives a build uses
//! ids.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Index, IndexMut};

use serde::Serialize;

use crate::base::{KeyBuilder, Keyed};

/// A position in one kind of list.
pub trait Position: Copy {
    /// Returns the number of the entry, counted from 0.
    fn index(self) -> usize;
}

/// A list whose entries are found by positions of one type only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<P, T> {
    entries: Vec<T>,
    position: PhantomData<fn(P)>,
}

impl<P, T> List<P, T> {
    /// Returns the entry at a position, if the list is so long.
    pub fn entry(&self, at: P) -> Option<&T>
    where
        P: Position,
    {
        self.entries.get(at.index())
    }

    /// Adds an entry at the end.
    pub fn push(&mut self, entry: T) {
        self.entries.push(entry);
    }
}

impl<P, T> Default for List<P, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<P, T> From<Vec<T>> for List<P, T> {
    fn from(entries: Vec<T>) -> Self {
        Self { entries, position: PhantomData }
    }
}

impl<P, T> FromIterator<T> for List<P, T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self::from(Vec::from_iter(entries))
    }
}

impl<P, T> Deref for List<P, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.entries
    }
}

impl<P, T> IntoIterator for List<P, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a, P, T> IntoIterator for &'a List<P, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<P: Position, T> Index<P> for List<P, T> {
    type Output = T;

    fn index(&self, position: P) -> &T {
        &self.entries[position.index()]
    }
}

impl<P: Position, T> IndexMut<P> for List<P, T> {
    fn index_mut(&mut self, position: P) -> &mut T {
        &mut self.entries[position.index()]
    }
}

impl<P, T: Keyed> Keyed for List<P, T> {
    fn key_into(&self, key: &mut KeyBuilder) {
        self.entries.key_into(key);
    }
}

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

        impl Position for $name {
            fn index(self) -> usize {
                self.0
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
