//! Sketches -> the pairs of texts worth comparing word by word: those that share rare shingles in many places.
//!
//! Uses an inverted index over the sampled shingles; each text counts its hits in the posting lists (ScanCount: Li, Lu and
//! Lu, ICDE 2008). The count is not of shared shingles but of shared thirty-seconds of the shorter text: a borrowed
//! sentence, however long, is in one place, while a copy agrees everywhere. All work is linear in the texts: a shingle of
//! many texts pairs each of them with a few others only. [`super::groups`] decides whether a pair is a copy.

use crate::model::{ArticleIx, List};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::sketch::{PART_BITS, Shingle, Sketch};

/// Minimum number of parts that two texts must share, and minimum percentage of the sampled shingles. A copy with 35 % of
/// its words changed keeps 3 shingles in 10, in half of its parts.
const MIN_SHARED: usize = 4;
const SHARED_PERCENT: usize = 12;
/// A text this many times as long is not a copy, even if it contains all of the other: a notice of sixty words is in half
/// the articles about an affair.
const MAX_TIMES: usize = 5;
/// Up to this many texts that share a shingle are all paired; if there are more, each is paired with the next few by length.
/// Copies share many shingles, so none is lost, and the cost of a common phrase is linear in its articles.
const MAX_ALL_PAIRS: usize = 24;
const N_FOLLOWING: usize = 4;
/// The shingles are sorted in this many ranges of hashes, each by one thread and within its cache.
const RANGE_BITS: u32 = 5;
const N_RANGES: usize = 1 << RANGE_BITS;
/// If there are more texts than this, a quarter of the ranges is sorted at a time: all ranges at once would be a
/// twentieth of what a large build holds.
const MAX_IN_ONE_TURN: usize = 1 << 15;
/// Number of texts that one thread takes at a time.
const N_AT_ONCE: usize = 512;

/// Returns whether a text may be a copy of a text at least as long, if `n_shared` of its parts have shingles in common
/// with it.
fn is_enough(short: &Sketch, long: &Sketch, n_shared: usize) -> bool {
    let needed = short.n_sampled_as(long) * SHARED_PERCENT / 100;
    n_shared >= needed.max(MIN_SHARED) && long.n_words() <= short.n_words() * MAX_TIMES
}

/// Returns whether the shorter of two texts may be a copy of the longer one. The rule of [`candidate_pairs`] for a single
/// pair.
pub(crate) fn is_candidate_pair(short: &Sketch, long: &Sketch) -> bool {
    let (mut a, mut b) = (short.shingles(), long.shingles());
    let mut shared = 0_u32;
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
        match x.hash().cmp(&y.hash()) {
            std::cmp::Ordering::Less => a = rest_a,
            std::cmp::Ordering::Greater => b = rest_b,
            std::cmp::Ordering::Equal => (shared, a, b) = (shared | 1 << x.part(), rest_a, rest_b),
        }
    }
    is_enough(short, long, shared.count_ones() as usize)
}

/// Returns the pairs of texts that may be copies, the shorter first; of equal length, the first one first. Each pair is
/// unique.
pub(crate) fn candidate_pairs(
    sketches: &List<ArticleIx, Arc<Sketch>>,
    free: impl Fn(ArticleIx) -> bool,
) -> Vec<(ArticleIx, ArticleIx)> {
    let mut ranked: Vec<ArticleIx> = ArticleIx::all(sketches.len()).filter(|article| free(*article)).collect();
    ranked.sort_by_key(|article| sketches[*article].n_words());
    let by_rank: Vec<&Sketch> = ranked.iter().map(|article| &*sketches[*article]).collect();
    let index = ShingleIndex::of(&by_rank);
    let ranks: Vec<usize> = (0..by_rank.len()).collect();
    let found = ranks.par_chunks(N_AT_ONCE).map(|ranks| {
        let mut met = SharedPartCounter::new(by_rank.len());
        let mut found: Vec<(ArticleIx, ArticleIx)> = Vec::new();
        for short in ranks.iter().copied() {
            index.meet(short, &mut met);
            // Most other texts share only a phrase or two; skip them.
            for (long, n_shared) in met.drain().filter(|(_, n_shared)| *n_shared >= MIN_SHARED) {
                if is_enough(by_rank[short], by_rank[long], n_shared) {
                    found.push((ranked[short], ranked[long]));
                }
            }
        }
        found
    });
    found.flatten_iter().collect()
}

/// For one text: the parts of it that each longer text shares.
struct SharedPartCounter {
    /// By rank, one bit for each part.
    parts: Vec<u32>,
    /// The ranks seen, each once, with one spare slot for the branchless write.
    ranks: Vec<u32>,
    n: usize,
}

impl SharedPartCounter {
    fn new(n: usize) -> Self {
        Self { parts: vec![0; n], ranks: vec![0; n + 1], n: 0 }
    }

    /// Branchless: a mispredicted branch would wait for memory.
    fn add(&mut self, rank: u32, part: u8) {
        let parts = &mut self.parts[rank as usize];
        self.ranks[self.n] = rank;
        self.n += usize::from(*parts == 0);
        *parts |= 1 << part;
    }

    /// Returns the ranks with their numbers of parts, and resets the counter.
    fn drain(&mut self) -> impl Iterator<Item = (usize, usize)> {
        let Self { parts, ranks, n } = self;
        let ranks = &ranks[..std::mem::take(n)];
        ranks.iter().map(|rank| (*rank as usize, std::mem::take(&mut parts[*rank as usize]).count_ones() as usize))
    }
}

/// One text in the posting list of a shingle.
#[derive(Clone, Copy)]
struct ShinglePosting {
    /// The rank and, in the lowest bits, the part of the text that contains the shingle.
    place: u32,
    /// How many of the following entries in the list are paired with it.
    reach: u8,
}

impl ShinglePosting {
    fn rank(self) -> usize {
        (self.place >> PART_BITS) as usize
    }

    fn part(self) -> u8 {
        (self.place & ((1 << PART_BITS) - 1)) as u8
    }
}

/// The texts to pair with one text because of one shingle. Holds their number, so that the processor can prefetch many lists
/// at once; they are scattered in memory.
#[derive(Clone, Copy, Default)]
struct PostingRange {
    /// Index of the first one in [`ShingleIndex::ranks`].
    first: u32,
    /// Their number.
    n: u8,
    /// The part of the text that contains the shingle.
    part: u8,
}

/// The posting lists of shingles that occur in at least two texts, and for each text its ranges in these lists.
struct ShingleIndex {
    /// The lists, one after another, each in order of rank.
    ranks: Vec<u32>,
    /// For each rank the start of its ranges in `meetings`, and the end of the last.
    starts: Vec<u32>,
    meetings: Vec<PostingRange>,
}

impl ShingleIndex {
    fn of(by_rank: &[&Sketch]) -> Self {
        let n_in_turn = if by_rank.len() > MAX_IN_ONE_TURN { N_RANGES / 4 } else { N_RANGES };
        let ranges: Vec<Vec<ShinglePosting>> =
            (0..N_RANGES).step_by(n_in_turn).flat_map(|first| postings_of_ranges(by_rank, first, n_in_turn)).collect();
        let mut starts = vec![0_u32; by_rank.len() + 1];
        for holder in ranges.iter().flatten().filter(|holder| holder.reach > 0) {
            starts[holder.rank() + 1] += 1;
        }
        for rank in 0..by_rank.len() {
            starts[rank + 1] += starts[rank];
        }
        let mut next = starts.clone();
        let mut meetings = vec![PostingRange::default(); starts.last().map_or(0, |n| *n as usize)];
        for (first, holder) in (1_u32..).zip(ranges.iter().flatten()).filter(|(_, holder)| holder.reach > 0) {
            let slot = &mut next[holder.rank()];
            meetings[*slot as usize] = PostingRange { first, n: holder.reach, part: holder.part() };
            *slot += 1;
        }
        let ranks = ranges.iter().flatten().map(|holder| holder.place >> PART_BITS).collect();
        Self { ranks, starts, meetings }
    }

    /// Adds the texts that follow `rank` in its lists.
    fn meet(&self, rank: usize, met: &mut SharedPartCounter) {
        for meeting in &self.meetings[self.starts[rank] as usize..self.starts[rank + 1] as usize] {
            let first = meeting.first as usize;
            for other in &self.ranks[first..first + usize::from(meeting.n)] {
                met.add(*other, meeting.part);
            }
        }
        // Two shingles of one text may have the same short hash.
        met.parts[rank] = 0;
    }
}

/// Returns the posting lists of `n` ranges of hashes.
fn postings_of_ranges(by_rank: &[&Sketch], first: usize, n: usize) -> Vec<Vec<ShinglePosting>> {
    let chunks = by_rank.par_chunks(N_AT_ONCE).enumerate();
    let parted: Vec<Vec<Vec<u64>>> =
        chunks.map(|(at, sketches)| part(at * N_AT_ONCE, sketches, first..first + n)).collect();
    (0..n).into_par_iter().map(|range| holders(range, &parted)).collect()
}

/// Partitions the shingles with hashes in `wanted` by range; the first sketch has the rank `first`. An entry is 32 bits of
/// the hash, then rank and part. If short hashes collide, a pair is compared needlessly.
fn part(first: usize, sketches: &[&Sketch], wanted: Range<usize>) -> Vec<Vec<u64>> {
    let n: usize = sketches.iter().map(|sketch| sketch.shingles().len()).sum();
    let mut ranges: Vec<Vec<u64>> = wanted.clone().map(|_| Vec::with_capacity(n / N_RANGES * 9 / 8)).collect();
    for (rank, sketch) in (first as u64..).zip(sketches) {
        for shingle in sketch.shingles() {
            let (range, short) = short_hash(*shingle);
            if wanted.contains(&range) {
                ranges[range - wanted.start].push(short | rank << PART_BITS | u64::from(shingle.part()));
            }
        }
    }
    ranges
}

fn short_hash(shingle: Shingle) -> (usize, u64) {
    let hash = shingle.hash();
    ((hash >> (64 - RANGE_BITS)) as usize, (hash << RANGE_BITS) & !u64::from(u32::MAX))
}

/// Returns the posting lists of a range of the partitioned shingles, without those that occur in one text only.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is rank and part; a reach is below 25")]
fn holders(range: usize, parted: &[Vec<Vec<u64>>]) -> Vec<ShinglePosting> {
    let entries = || parted.iter().flat_map(|ranges| &ranges[range]).copied();
    let mut seen = RepeatFilter::new(entries().count());
    entries().for_each(|entry| seen.add(entry));
    let mut sorted: Vec<u64> = entries().filter(|entry| seen.twice(*entry)).collect();
    sorted.sort_unstable();
    let mut holders = Vec::with_capacity(sorted.len());
    for list in sorted.chunk_by(|a, b| a >> 32 == b >> 32).filter(|list| list.len() > 1) {
        let most = if list.len() <= MAX_ALL_PAIRS { MAX_ALL_PAIRS } else { N_FOLLOWING };
        let reach = (0..list.len()).rev().map(|n_after| n_after.min(most) as u8);
        holders.extend(list.iter().zip(reach).map(|(entry, reach)| ShinglePosting { place: *entry as u32, reach }));
    }
    holders
}

/// Filters out most shingles that occur in one article only (nine in ten in news), so that they need not be sorted.
struct RepeatFilter {
    once: Vec<u64>,
    again: Vec<u64>,
    shift: u32,
}

impl RepeatFilter {
    /// Has about eight bits for each of `n` entries.
    fn new(n: usize) -> Self {
        let n_words = (n / 8).next_power_of_two();
        Self { once: vec![0; n_words], again: vec![0; n_words], shift: 64 - n_words.ilog2() - 6 }
    }

    fn place(&self, entry: u64) -> (usize, u64) {
        let bit = entry >> self.shift;
        (usize::try_from(bit >> 6).unwrap_or(0), 1 << (bit & 63))
    }

    fn add(&mut self, entry: u64) {
        let (word, bit) = self.place(entry);
        self.again[word] |= self.once[word] & bit;
        self.once[word] |= bit;
    }

    fn twice(&self, entry: u64) -> bool {
        let (word, bit) = self.place(entry);
        self.again[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;

    fn sketch(text: &str) -> Arc<Sketch> {
        let file = SourcePath::new("content/articles/a.md");
        Arc::new(Sketch::of(&crate::parse::markdown::parse(&file, text, 0)))
    }

    /// Words of a small vocabulary, always the same for a seed.
    fn words(seed: usize, n: usize) -> Vec<String> {
        let mut state = seed as u64 + 1;
        let mut word = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("mot{}", (state >> 33) % 5000)
        };
        (0..n).map(|_| word()).collect()
    }

    fn everything(_: ArticleIx) -> bool {
        true
    }

    #[test]
    fn the_index_finds_what_comparing_all_with_all_finds() {
        let text = |article: usize| {
            let mut all = words(article / 3, 60 + article * 31 % 400);
            all.splice(10..10 + article % 3 * 12, words(100 + article, 20));
            all.join(" ")
        };
        let sketches: List<ArticleIx, Arc<Sketch>> = (0..MAX_ALL_PAIRS).map(|article| sketch(&text(article))).collect();
        let order =
            |a: ArticleIx, b: ArticleIx| if sketches[a].n_words() <= sketches[b].n_words() { (a, b) } else { (b, a) };
        let mut expected: Vec<(ArticleIx, ArticleIx)> = ArticleIx::all(sketches.len())
            .flat_map(|a| ArticleIx::all(sketches.len()).filter(move |b| *b > a).map(move |b| (a, b)))
            .map(|(a, b)| order(a, b))
            .filter(|(short, long)| is_candidate_pair(&sketches[*short], &sketches[*long]))
            .collect();
        expected.sort_unstable();
        let mut found = candidate_pairs(&sketches, everything);
        found.sort_unstable();
        assert_eq!(found, expected);
        assert!((8..=24).contains(&found.len()), "{}", found.len());
        assert!(candidate_pairs(&sketches, |article| article.get() % 3 == 0).is_empty());
    }

    #[test]
    fn sorting_in_turns_gives_what_sorting_at_once_gives() {
        let sketches: Vec<Arc<Sketch>> =
            (0..40).map(|article| sketch(&words(article / 2, 90 + article).join(" "))).collect();
        let by_rank: Vec<&Sketch> = sketches.iter().map(|sketch| &**sketch).collect();
        let listed = |n_in_turn: usize| -> Vec<Vec<(u32, u8)>> {
            let ranges =
                (0..N_RANGES).step_by(n_in_turn).flat_map(|first| postings_of_ranges(&by_rank, first, n_in_turn));
            ranges.map(|holders| holders.iter().map(|holder| (holder.place, holder.reach)).collect()).collect()
        };
        assert_eq!(listed(N_RANGES / 4), listed(N_RANGES));
        assert!(listed(N_RANGES).iter().flatten().count() > 1000);
    }

    #[test]
    fn a_sentence_from_elsewhere_is_no_reason_to_compare_and_a_cut_reworded_text_is() {
        let own = words(1, 400);
        let other = [&words(2, 360)[..], &own[..40]].concat();
        assert!(!is_candidate_pair(&sketch(&other.join(" ")), &sketch(&own.join(" "))));
        let every_fourth = |(at, word): (usize, &String)| if at % 4 == 0 { format!("autre{at}") } else { word.clone() };
        let reworded: Vec<String> = own[100..360].iter().enumerate().map(every_fourth).collect();
        assert!(is_candidate_pair(&sketch(&reworded.join(" ")), &sketch(&own.join(" "))));
    }

    #[test]
    fn paragraphs_that_thousands_of_articles_share_make_few_pairs() {
        let notice = words(0, 80).join(" ");
        let text = |article: usize| format!("{}\n\n{notice}", words(article + 1, 80).join(" "));
        let sketches: List<ArticleIx, Arc<Sketch>> = (0..2000).map(|article| sketch(&text(article))).collect();
        let n = candidate_pairs(&sketches, everything).len();
        assert!((1000..=N_FOLLOWING * 2000).contains(&n), "{n}");
    }

    #[test]
    fn a_dispatch_that_many_papers_print_holds_together() {
        let dispatch = words(0, 300);
        let text = |paper: usize| [&dispatch[..300 - paper % 7 * 20], &words(paper + 1, 30)].concat().join(" ");
        let sketches: List<ArticleIx, Arc<Sketch>> = (0..90).map(|paper| sketch(&text(paper))).collect();
        let mut reached: List<ArticleIx, bool> = vec![false; sketches.len()].into();
        reached[ArticleIx::new(0)] = true;
        let pairs = candidate_pairs(&sketches, everything);
        for _ in 0..sketches.len() {
            for (a, b) in &pairs {
                let either = reached[*a] || reached[*b];
                (reached[*a], reached[*b]) = (either, either);
            }
        }
        assert!(reached.iter().all(|reached| *reached));
    }
}
