//! Positions in the lists of one build, each with a type of its own, so that an article's cannot be taken for an
//! entity's. They are only valid for the lists of the build that made them.

/// Position of an entity in its registry or lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityIx(u32);

/// Position of an article in the list of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleIx(u32);

/// Position of a kind in the site's list of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindIx(u32);

macro_rules! index_methods {
    ($($index:ident)*) => {
        $(impl $index {
            /// Makes it of a position in the list. No list has as many as 2^32 entries.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Returns the position in the list.
            #[must_use]
            pub fn get(self) -> usize {
                self.0 as usize
            }
        })*
    };
}

index_methods!(EntityIx ArticleIx KindIx);
