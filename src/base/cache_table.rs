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
pub(crate) struct CacheTable<T> {
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
    pub(crate) fn get_or(&self, key: Key, compute: impl FnOnce() -> T) -> Arc<T> {
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
    pub(crate) fn sweep(&self) {
        let generation = self.generation.fetch_add(1, Ordering::Relaxed);
        for shard in &self.shards {
            shard.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, entry| entry.generation == generation);
        }
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
        assert_eq!(*table.get_or(key, || 3), 1, "the value was used since the last sweep");
        table.sweep();
    }
}
