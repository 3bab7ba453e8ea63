#!/usr/bin/env python3
"""word_clusters.py - makes the word clusters of the tagger from word vectors (needs numpy, scikit-learn, msgpack).

  tests/train/word_clusters.py VOCAB_FOLDER OUT [--words N]

VOCAB_FOLDER is the `vocab` folder of a spaCy model package of size md, whose vectors are under CC0:
  French    fr_core_news_md 3.8.0   Explosion fastText Vectors (cbow, OSCAR Common Crawl + Wikipedia)
  English   en_core_web_md 3.8.0    Explosion Vectors (OSCAR 2109 + Wikipedia + OpenSubtitles + WMT News Crawl)
Nothing else of a package is read: `vectors` (20,000 rows), `key2row` (hash of a word -> row), `strings.json` (words).

The rows are clustered by k-means on unit vectors, three times: into 64, 256 and 1,024 clusters. A word has the
clusters of its row. Words of letters and digits only are kept, the most frequent first where the package has an order
(French), and a capitalised word only if its row is not that of the same word in small letters.

File (see src/suggest/word_clusters.rs): `DSK1`; number of rows (u16); for each row its three clusters (u8, u8, u16);
65,536 bucket sizes (u8); the entries by bucket: 16 bits of the word's hash, row (both u16, little endian).
Run twice, it writes the same bytes (one thread, fixed seed).
"""
import argparse, os
os.environ.update(OMP_NUM_THREADS='1', OPENBLAS_NUM_THREADS='1')
import json, struct
import msgpack
import numpy as np
from sklearn.cluster import KMeans

SIZES = (64, 256, 1024)
MASK = (1 << 64) - 1


def key_of(word):
    """The hash under which a package keeps a word: MurmurHash64A with seed 1."""
    data, m = word.encode(), 0xc6a4a7935bd1e995
    h = (1 ^ (len(data) * m)) & MASK
    whole = len(data) // 8 * 8
    for at in range(0, whole, 8):
        k = int.from_bytes(data[at:at + 8], 'little') * m & MASK
        k = (k ^ k >> 47) * m & MASK
        h = (h ^ k) * m & MASK
    if data[whole:]:
        h = (h ^ int.from_bytes(data[whole:], 'little')) * m & MASK
    h = (h ^ h >> 47) * m & MASK
    return h ^ h >> 47


def hash_of(word):
    """The hash of the table: FNV-1a of the letters, mixed to 32 bits."""
    h = 0xcbf29ce484222325
    for byte in word.encode():
        h = (h ^ byte) * 0x100000001b3 & MASK
    return (h * 0x9e3779b97f4a7c15 & MASK) >> 32


def kept_words(folder, limit):
    """[(word, row)] in the order of the package."""
    rows = msgpack.unpackb(open(os.path.join(folder, 'key2row'), 'rb').read(), strict_map_key=False)
    by_key = {key_of(word): word for word in json.load(open(os.path.join(folder, 'strings.json'), encoding='utf-8'))}
    row_of = {by_key[key]: row for key, row in rows.items() if key in by_key}

    def wanted(word):
        if not word.isalnum() or word.isdigit() or len(word) < 2 or len(word) > 24:
            return False
        # Vectors cover other scripts with a few words only.
        if any(ord(c) > 0x24f for c in word):
            return False
        if sum(c.isdigit() for c in word) > 0 and not (word[0].isalpha() and word[0].isupper()):
            return False
        return word == word.lower() or row_of.get(word.lower()) != row_of[word]

    return [(word, row) for word, row in row_of.items() if wanted(word)][:limit]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('folder')
    arguments.add_argument('out')
    arguments.add_argument('--words', type=int, default=200_000)
    given = arguments.parse_args()
    vectors = np.load(os.path.join(given.folder, 'vectors')).astype(np.float64)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    clusters = []
    for size in SIZES:
        fitted = KMeans(size, n_init=1, max_iter=40, random_state=7).fit(vectors)
        clusters.append(fitted.labels_)
    buckets, seen = [[] for _ in range(1 << 16)], set()
    for word, row in kept_words(given.folder, given.words):
        h = hash_of(word)
        # Of two words with one hash the first is kept.
        if h not in seen:
            seen.add(h)
            buckets[h >> 16].append((h & 0xffff, row))
    with open(given.out, 'wb') as out:
        out.write(b'DSK1' + struct.pack('<H', len(vectors)))
        for a, b, c in zip(*clusters):
            out.write(struct.pack('<BBH', a, b, c))
        out.write(bytes(len(bucket) for bucket in buckets))
        for bucket in buckets:
            for entry in sorted(bucket):
                out.write(struct.pack('<HH', *entry))
    print(f'{given.out}: {len(seen)} words, {os.path.getsize(given.out)} bytes')


main()
