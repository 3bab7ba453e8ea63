//! Values that many pages show, converted for the template engine, and caches for them.
//!
//! A value is converted once, not once per page.

use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::{Serialize, Serializer};
use tera::Value;

/// A value with its converted form. Pages share it, and the engine uses it without converting it again.
#[derive(Debug)]
pub struct TemplateValue<T>(Arc<(T, Value)>);

impl<T: Serialize> TemplateValue<T> {
    /// Converts the value.
    #[must_use]
    pub fn new(value: T) -> Self {
        let serialised = Value::from_serializable(&value);
        Self(Arc::new((value, serialised)))
    }
}

impl<T> Clone for TemplateValue<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for TemplateValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T> Serialize for TemplateValue<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The engine recognises its own values and does not traverse them.
        self.0.1.serialize(serializer)
    }
}

/// A list of values, each computed when a page first shows it. Each thread has its own list, because a reference count
/// shared by two processors costs more than the value. For lists that do not grow with the number of articles.
pub struct PerThreadCache<T>(Vec<Vec<OnceLock<TemplateValue<T>>>>);

impl<T: Serialize> PerThreadCache<T> {
    /// Makes an empty list for `len` values.
    #[must_use]
    pub fn new(len: usize) -> Self {
        let list = || (0..len).map(|_| OnceLock::new()).collect();
        Self((0..rayon::current_num_threads()).map(|_| list()).collect())
    }

    /// Returns the value at an index, computing it if this thread has not yet.
    pub fn get_or(&self, number: usize, make: impl FnOnce() -> T) -> TemplateValue<T> {
        let own = rayon::current_thread_index().unwrap_or(0) % self.0.len();
        self.0[own][number].get_or_init(|| TemplateValue::new(make())).clone()
    }
}

/// Maximum number of values in a [`BoundedPerThreadCache`] for all threads together: some forty megabytes of links to
/// articles.
const MAX_SLOTS: usize = 1 << 15;

/// A long list of values like a [`PerThreadCache`], of which each thread keeps only the latest. All links of a hundred
/// thousand articles would be a twelfth of the memory of a build. A value has one slot, its number modulo the number of
/// slots, and replaces the previous value there.
pub struct BoundedPerThreadCache<T>(Vec<Mutex<CacheSlots<T>>>);

type CacheSlots<T> = Vec<Option<(usize, TemplateValue<T>)>>;

impl<T: Serialize> BoundedPerThreadCache<T> {
    /// Makes an empty list for `len` values.
    #[must_use]
    pub fn new(len: usize) -> Self {
        let n_threads = rayon::current_num_threads();
        let n_slots = len.min(MAX_SLOTS / n_threads).max(1);
        let places = || Mutex::new((0..n_slots).map(|_| None).collect());
        Self((0..n_threads).map(|_| places()).collect())
    }

    /// Returns the value at an index, computing it if this thread does not have it.
    pub fn get_or(&self, number: usize, make: impl FnOnce() -> T) -> TemplateValue<T> {
        // Threads of the pool never wait here; threads outside the pool share the slots of the first.
        let own = &self.0[rayon::current_thread_index().unwrap_or(0) % self.0.len()];
        let places = || own.lock().unwrap_or_else(PoisonError::into_inner);
        let place = |places: &CacheSlots<T>| number % places.len();
        {
            let places = places();
            if let Some((_, known)) = places[place(&places)].as_ref().filter(|(known, _)| *known == number) {
                return known.clone();
            }
        }
        let made = TemplateValue::new(make());
        let mut places = places();
        let at = place(&places);
        places[at] = Some((number, made.clone()));
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bounded_cache_gives_each_number_its_own_value() {
        let shelf = BoundedPerThreadCache::new(4 * MAX_SLOTS);
        let n_places = shelf.0[0].lock().expect("a lock").len();
        assert!(n_places * rayon::current_num_threads() <= MAX_SLOTS);
        let mut n_made = 0;
        let mut get = |number: usize| {
            let made = || {
                n_made += 1;
                number.to_string()
            };
            assert_eq!(*shelf.get_or(number, made), number.to_string());
        };
        for number in [7, 7, 7 + n_places, 8, 7, 8, 4 * MAX_SLOTS - 1] {
            get(number);
        }
        assert_eq!(n_made, 5, "7 goes for the other and comes again; 8 stays");
    }
}
