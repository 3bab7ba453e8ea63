//! One table of known answers per stage: `Key -> Arc<T>`. An incremental build is an ordinary build in which some
//! answers are already known.
//!
//! Called from the pipeline only. Entries that a build did not ask for are dropped when the build ends, so memory
//! follows the dossier, not the number of edits ([`super::recent_cache`] is for values of which few are kept). It never decides what is stale: a changed input has another key.

use std::sync::{Arc, Mutex, PoisonError};

use super::FxHashMap;
use super::key::Key;

const N_SHARDS: usize = 16;

type Shard<T> = Mutex<FxHashMap<Key, CachedValue<T>>>;

struct CachedValue<T> {
    value: Arc<T>,
    generation: u64,
}

/// The cached values of one stage.
pub struct CacheTable<T> {
    shards: [Shard<T>; N_SHARDS],
}

impl<T> Default for CacheTable<T> {
    fn default() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::default()) }
    }
}

impl<T> CacheTable<T> {
    /// Returns the value for `key`, computes it if it is missing, and marks it as used by `generation`.
    pub fn get_or_compute(&self, key: Key, generation: u64, make: impl FnOnce() -> T) -> Arc<T> {
        let shard = &self.shards[key.upper_bits() % N_SHARDS];
        {
            let mut entries = shard.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(entry) = entries.get_mut(&key) {
                entry.generation = generation;
                return Arc::clone(&entry.value);
            }
        }
        // Computed outside the lock: two threads may compute the same value twice, but never wait for each other's
        // work.
        let value = Arc::new(make());
        let mut entries = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = entries.entry(key).or_insert(CachedValue { value, generation });
        entry.generation = generation;
        Arc::clone(&entry.value)
    }

    /// Drops every value that `generation` did not use.
    pub fn sweep(&self, generation: u64) {
        for shard in &self.shards {
            shard.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, entry| entry.generation == generation);
        }
    }

    /// Returns the number of cached values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.lock().unwrap_or_else(PoisonError::into_inner).len()).sum()
    }

    /// Returns whether the table is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_made_once_and_swept_when_unused() {
        let table = CacheTable::default();
        let key = Key::of(b"a");
        assert_eq!(*table.get_or_compute(key, 1, || 1), 1);
        assert_eq!(*table.get_or_compute(key, 1, || 2), 1);
        table.sweep(1);
        assert_eq!(table.len(), 1);
        table.sweep(2);
        assert!(table.is_empty());
    }
}
