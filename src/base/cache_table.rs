//! Tables of cached values, `Key -> Arc<T>`: one for each stage of a build.
//!
//! A table never decides what is stale: a changed input has another key. It is swept at the end of each build, and then
//! loses every value that the build did not ask for, so memory follows the dossier and not the number of edits.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::FxHashMap;
use super::key::Key;

const N_SHARDS: usize = 16;

type Shard<T> = Mutex<FxHashMap<Key, CachedValue<T>>>;

struct CachedValue<T> {
    value: Arc<T>,
    /// The generation that asked for it last.
    generation: u64,
}

/// The cached values of one stage.
pub struct CacheTable<T> {
    shards: [Shard<T>; N_SHARDS],
    /// How often the table was swept.
    generation: AtomicU64,
}

impl<T> Default for CacheTable<T> {
    fn default() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::default()), generation: AtomicU64::new(0) }
    }
}

impl<T> CacheTable<T> {
    /// Returns the value for `key`, computing it if it is not cached. The value survives the next sweep.
    pub fn get_or(&self, key: Key, compute: impl FnOnce() -> T) -> Arc<T> {
        let generation = self.generation.load(Ordering::Relaxed);
        let shard = &self.shards[key.upper_bits() % N_SHARDS];
        {
            let mut entries = shard.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(entry) = entries.get_mut(&key) {
                entry.generation = generation;
                return Arc::clone(&entry.value);
            }
        }
        // Computed outside the lock: two threads may compute one value twice, but never wait for each other's work.
        let value = Arc::new(compute());
        let mut entries = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = entries.entry(key).or_insert(CachedValue { value, generation });
        entry.generation = generation;
        Arc::clone(&entry.value)
    }

    /// Drops every value that nothing has asked for since the last sweep.
    pub fn sweep(&self) {
        let generation = self.generation.fetch_add(1, Ordering::Relaxed);
        for shard in &self.shards {
            shard.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, entry| entry.generation == generation);
        }
    }

    /// Returns how many values are cached.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.lock().unwrap_or_else(PoisonError::into_inner).len()).sum()
    }

    /// Tells whether nothing is cached.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The answers that were asked for lately, for a stage whose answers are large and seldom asked for twice: two halves,
/// and when the younger is full it becomes the elder, whose answers go.
pub struct RecentCache<T> {
    halves: Mutex<[CacheHalf<T>; 2]>,
}

struct CacheHalf<T> {
    values: FxHashMap<Key, Arc<T>>,
    n_bytes: usize,
}

impl<T> Default for CacheHalf<T> {
    fn default() -> Self {
        Self { values: FxHashMap::default(), n_bytes: 0 }
    }
}

/// With so many answers a half of a [`Recent`] is full.
const MAX_RECENT: usize = 64;
/// With so many bytes it is full too: some exports of a large dossier have tens of millions, and every edit makes others.
const MAX_RECENT_BYTES: usize = 16 << 20;

impl<T> Default for RecentCache<T> {
    fn default() -> Self {
        Self { halves: Mutex::default() }
    }
}

impl<T> RecentCache<T> {
    /// Returns the answer for `key`, making it where it is not known; `len_bytes` is the size of an answer, roughly.
    pub fn get_or_compute(&self, key: Key, len_bytes: impl FnOnce(&T) -> usize, make: impl FnOnce() -> T) -> Arc<T> {
        let known = {
            let halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
            halves.iter().find_map(|half| half.values.get(&key)).map(Arc::clone)
        };
        // Made outside the lock, as in a table.
        let value = known.unwrap_or_else(|| Arc::new(make()));
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        let [younger, elder] = &mut *halves;
        if !younger.values.contains_key(&key) {
            if younger.values.len() >= MAX_RECENT || younger.n_bytes >= MAX_RECENT_BYTES {
                *elder = std::mem::take(younger);
            }
            younger.n_bytes += len_bytes(&value);
            younger.values.insert(key, Arc::clone(&value));
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_computed_once_and_swept_when_unused() {
        let table = CacheTable::default();
        let key = Key::of(b"a");
        assert_eq!(*table.get_or(key, || 1), 1);
        assert_eq!(*table.get_or(key, || 2), 1);
        table.sweep();
        assert_eq!(table.len(), 1);
        table.sweep();
        assert!(table.is_empty());
    }

    #[test]
    fn what_is_asked_for_again_stays_and_the_rest_goes() {
        let recent = RecentCache::default();
        let key = |number: usize| Key::of(&number.to_le_bytes());
        for number in 0..10 * MAX_RECENT {
            recent.get_or_compute(key(number), |_| 1, || number);
            assert_eq!(*recent.get_or_compute(key(0), |_| 1, || usize::MAX), 0);
        }
        assert_eq!(*recent.get_or_compute(key(1), |_| 1, || 7), 7);
        let halves = recent.halves.lock().expect("no panic");
        assert!(halves.iter().map(|half| half.values.len()).sum::<usize>() <= 2 * MAX_RECENT);
    }

    #[test]
    fn large_answers_are_few() {
        let recent = RecentCache::default();
        for number in 0..100_usize {
            recent.get_or_compute(Key::of(&number.to_le_bytes()), |_| MAX_RECENT_BYTES / 4, || number);
        }
        let halves = recent.halves.lock().expect("no panic");
        assert!(halves.iter().map(|half| half.values.len()).sum::<usize>() <= 8);
    }
}
