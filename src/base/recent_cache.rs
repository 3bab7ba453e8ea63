//! The values that were used last, up to a number of values and a sum of bytes: for values that are large and seldom asked
//! for twice. The memo's tables ([`super::cache_table`]) keep all values of the last build instead.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lru::LruCache;

/// A cache of at most so many values and bytes. A value that is larger alone is kept until the next one comes.
pub(crate) struct RecentCache<K: Hash + Eq, T, const MAX_VALUES: usize, const MAX_BYTES: usize>(
    Mutex<RecentValues<K, T>>,
);

struct RecentValues<K: Hash + Eq, T> {
    /// The values, each with its size.
    values: LruCache<K, (Arc<T>, usize)>,
    n_bytes: usize,
}

impl<K: Hash + Eq, T, const MAX_VALUES: usize, const MAX_BYTES: usize> Default
    for RecentCache<K, T, MAX_VALUES, MAX_BYTES>
{
    fn default() -> Self {
        Self(Mutex::new(RecentValues { values: LruCache::unbounded(), n_bytes: 0 }))
    }
}

impl<K: Hash + Eq, T, const MAX_VALUES: usize, const MAX_BYTES: usize> RecentCache<K, T, MAX_VALUES, MAX_BYTES> {
    /// Returns the value of `key`, making it where it is not kept; `len_bytes` is the size of a value, roughly.
    pub(crate) fn get_or_compute(
        &self,
        key: K,
        len_bytes: impl FnOnce(&T) -> usize,
        make: impl FnOnce() -> T,
    ) -> Arc<T> {
        if let Some(value) = self.get(&key) {
            return value;
        }
        // Made outside the lock: two threads may make one value twice, but they never wait for each other's work.
        let value = Arc::new(make());
        self.put(key, &value, len_bytes(&value));
        value
    }

    /// Returns the value of `key`, if it is kept.
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<Arc<T>>
    where
        K: Borrow<Q>,
    {
        self.kept().values.get(key).map(|(value, _)| Arc::clone(value))
    }

    /// Keeps a value of roughly `len_bytes`, in place of the one that its key had.
    pub(crate) fn put(&self, key: K, value: &Arc<T>, len_bytes: usize) {
        let mut kept = self.kept();
        let replaced = kept.values.put(key, (Arc::clone(value), len_bytes));
        kept.n_bytes += len_bytes;
        kept.n_bytes -= replaced.map_or(0, |(_, len)| len);
        while kept.values.len() > MAX_VALUES || (kept.n_bytes > MAX_BYTES && kept.values.len() > 1) {
            let Some((_, (_, len))) = kept.values.pop_lru() else { break };
            kept.n_bytes -= len;
        }
    }

    fn kept(&self) -> MutexGuard<'_, RecentValues<K, T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns how many values are kept, and the sum of their sizes, which is what it is taken for.
    fn size<const N: usize, const BYTES: usize>(recent: &RecentCache<usize, usize, N, BYTES>) -> (usize, usize) {
        let kept = recent.kept();
        assert_eq!(kept.n_bytes, kept.values.iter().map(|(_, (_, len))| len).sum::<usize>());
        (kept.values.len(), kept.n_bytes)
    }

    #[test]
    fn what_is_asked_for_again_stays_and_the_rest_goes() {
        let recent = RecentCache::<usize, usize, 64, 10_000>::default();
        for number in 0..640_usize {
            recent.get_or_compute(number, |_| number % 7, || number);
            assert_eq!(*recent.get_or_compute(0, |_| 3, || usize::MAX), 0);
        }
        assert_eq!(size(&recent).0, 64);
        assert_eq!(*recent.get_or_compute(1, |_| 1, || 7), 7);
    }

    #[test]
    fn large_values_are_few() {
        let recent = RecentCache::<usize, usize, 64, 100>::default();
        for number in 0..50_usize {
            recent.put(number, &Arc::new(number), 25);
        }
        assert_eq!(size(&recent), (4, 100));
        recent.put(49, &Arc::new(7), 20);
        assert_eq!(size(&recent), (4, 95));
        assert_eq!(recent.get(&49).as_deref(), Some(&7));
        recent.put(1000, &Arc::new(1), 1000);
        assert_eq!(size(&recent), (1, 1000));
        recent.put(1001, &Arc::new(1), 1);
        assert_eq!(size(&recent), (1, 1));
    }
}
