//! Values that many pages show, in the form that the template engine takes: made once, not once a page.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};
use tera::Value;

/// A value that many pages show, in the engine's own form beside its own: made once, and taken over as it is.
#[derive(Debug)]
pub struct Ready<T>(Arc<(T, Value)>);

impl<T: Serialize> Ready<T> {
    /// Makes it ready.
    #[must_use]
    pub fn new(value: T) -> Self {
        let seen = Value::from_serializable(&value);
        Self(Arc::new((value, seen)))
    }
}

impl<T> Clone for Ready<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Ready<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The engine takes its own values over without looking into them.
        self.0.1.serialize(serializer)
    }
}

/// A list of values that are made when a page first shows them. Each thread has its own: a count of references on which
/// two processors take turns costs more than the value. For lists that do not grow with the articles.
pub struct Shelf<T>(Vec<Vec<OnceLock<Ready<T>>>>);

impl<T: Serialize> Shelf<T> {
    /// Makes an empty list for `len` values.
    #[must_use]
    pub fn new(len: usize) -> Self {
        let list = || (0..len).map(|_| OnceLock::new()).collect();
        Self((0..rayon::current_num_threads()).map(|_| list()).collect())
    }

    /// Returns the value of a number below the list's length, making it where this thread has not yet.
    pub fn get_or(&self, number: usize, make: impl FnOnce() -> T) -> Ready<T> {
        let own = rayon::current_thread_index().unwrap_or(0) % self.0.len();
        self.0[own][number].get_or_init(|| Ready::new(make())).clone()
    }
}
