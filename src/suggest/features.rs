//! A token and its context -> features: hashes for which the tagger has weights.
//!
//! Training and tagging call the same functions, so their features cannot differ. A feature is the hash of its template
//! and its values; two features with the same hash share a weight, which is rare and harmless.

use super::corpus_evidence::CorpusEvidence;
use super::tokenized_text::{TokenizedText, WordFeatures, mix_hashes, shape};
use super::word_clusters::{COARSE, FINE, MIDDLE};

/// Appends the features of token `index` to `features`. `corpus` is the corpus evidence of the first pass; it is
/// `None` in the first pass itself.
pub fn extract(
    reading: &TokenizedText<'_>,
    block: (usize, usize),
    index: usize,
    corpus: Option<&CorpusEvidence>,
    features: &mut Vec<u32>,
) {
    let at = |offset: isize| -> WordFeatures {
        index
            .checked_add_signed(offset)
            .filter(|at| (block.0..block.1).contains(at))
            .map_or(WordFeatures::default(), |at| reading.words[at])
    };
    let (w, p, n, pp, nn) = (at(0), at(-1), at(1), at(-2), at(2));
    let mut put = |template: u32, a: u32, b: u32| features.push(mix_hashes(mix_hashes(template, a), b));
    let s = |word: &WordFeatures| u32::from(word.shape);
    put(0, 0, 0);
    // Words.
    put(1, w.hash, 0);
    put(2, p.hash, 0);
    put(3, n.hash, 0);
    put(4, pp.hash, 0);
    put(5, nn.hash, 0);
    put(6, p.hash, w.hash);
    put(7, w.hash, n.hash);
    put(8, pp.hash, p.hash);
    put(9, n.hash, nn.hash);
    put(10, w.hash, s(&w));
    // Shapes.
    let (s0, sp, sn) = (s(&w), s(&p), s(&n));
    put(11, s0, 0);
    put(12, sp, s0);
    put(13, s0, sn);
    put(14, sp << 4 | s0, sn);
    put(15, s(&pp) << 8 | sp << 4 | s0, 0);
    put(16, s0 << 8 | sn << 4 | s(&nn), 0);
    put(22, u32::from(w.gap), s0);
    put(23, u32::from(n.gap), s0);
    put(24, u32::from(w.gap) << 4 | u32::from(n.gap), s0 << 8 | sp << 4 | sn);
    put(25, u32::from(w.opening), s0);
    put(43, u32::from(w.is_headline), s0);
    let (cue, distance) = nearest_cue(reading, block, index);
    put(36, cue.cues, distance);
    put(37, cue.hash, s0);
    put(38, cue.cues, s0 << 16 | u32::from(w.gazetteer_flags));
    put(44, reading.language.tagger_number, s0);
    // Letters.
    put(17, w.endings[0], 0);
    put(18, w.endings[1], s0);
    put(19, w.endings[2], s0);
    put(20, w.beginning, s0);
    // Cues.
    put(26, w.cues, s0);
    put(27, p.cues, s0);
    put(28, n.cues, s0);
    put(29, pp.cues, p.cues);
    // The gazetteer.
    put(30, u32::from(w.gazetteer_flags), s0);
    put(31, u32::from(p.gazetteer_flags), u32::from(w.gazetteer_flags));
    put(32, u32::from(w.gazetteer_flags), u32::from(n.gazetteer_flags));
    put(33, u32::from(w.gazetteer_flags), p.cues);
    put(34, u32::from(w.gazetteer_flags), p.hash);
    put(35, u32::from(w.gazetteer_flags), u32::from(w.opening) << 4 | s0);
    around_run(reading, block, index, &w, &mut put);
    put_clusters(&[pp, p, w, n, nn], &cue, &mut put);
    if let Some(corpus) = corpus {
        corpus.add_features(reading, block, index, &mut put);
    }
}

/// Emits features of the clusters of a token (the middle one of five) and of the words around it.
fn put_clusters(around: &[WordFeatures; 5], cue: &WordFeatures, put: &mut impl FnMut(u32, u32, u32)) {
    let [pp, p, w, n, nn] = around;
    let cluster = |word: &WordFeatures, size: usize| u32::from(word.clusters[size]);
    let s0 = u32::from(w.shape);
    for (template, size) in [(100, COARSE), (101, MIDDLE), (102, FINE)] {
        put(template, cluster(w, size), s0);
    }
    put(103, cluster(p, MIDDLE), s0);
    put(104, cluster(n, MIDDLE), s0);
    put(105, cluster(p, FINE), 0);
    put(106, cluster(n, FINE), 0);
    put(107, cluster(pp, MIDDLE), 0);
    put(108, cluster(nn, MIDDLE), 0);
    put(109, cluster(p, MIDDLE), cluster(w, MIDDLE));
    put(110, cluster(w, MIDDLE), cluster(n, MIDDLE));
    put(111, cluster(pp, COARSE), cluster(p, COARSE));
    put(112, cluster(n, COARSE), cluster(nn, COARSE));
    put(113, cluster(p, COARSE) << 16 | cluster(n, COARSE), s0);
    put(114, cluster(w, MIDDLE), u32::from(w.gazetteer_flags));
    put(115, cluster(w, COARSE) << 16 | u32::from(n.gap), p.hash);
    put(116, cluster(w, MIDDLE) << 8 | u32::from(w.opening), u32::from(w.gap) << 4 | s0);
    put(117, cluster(cue, FINE), s0);
}

/// Returns the nearest cue word among the five tokens before this one (an office, an institution, a territory) and its
/// distance. A comma or full stop ends the search.
fn nearest_cue(reading: &TokenizedText<'_>, block: (usize, usize), index: usize) -> (WordFeatures, u32) {
    use super::cues::{HEAD_NOUN, OFFICE, TERRITORY, TITLE, TRIGGER};
    let mut at = index;
    for distance in 1..=5 {
        if at == block.0 || !matches!(reading.words[at].gap, 1..=3) {
            break;
        }
        at -= 1;
        let word = reading.words[at];
        if word.cues & (HEAD_NOUN | OFFICE | TERRITORY | TITLE | TRIGGER) != 0 {
            return (word, distance);
        }
    }
    (WordFeatures::default(), 0)
}

/// Emits features of the words before and after the run of capitals that contains the token: `le ministre`, `a
/// déclaré`.
fn around_run(
    reading: &TokenizedText<'_>,
    block: (usize, usize),
    index: usize,
    w: &WordFeatures,
    put: &mut impl FnMut(u32, u32, u32),
) {
    let (start, end) = (w.run.0 as usize, w.run.1 as usize);
    if start == end {
        return;
    }
    let word = |at: Option<usize>| -> WordFeatures {
        at.filter(|at| (block.0..block.1).contains(at)).map_or(WordFeatures::default(), |at| reading.words[at])
    };
    let before = word(start.checked_sub(1));
    let before_that = word(start.checked_sub(2));
    let (after, after_that) = (word(Some(end)), word(Some(end + 1)));
    let (first, last) = (reading.words[start], reading.words[end - 1]);
    #[expect(clippy::cast_possible_truncation, reason = "a run has few words")]
    let (place, length) = ((index - start).min(3) as u32, (end - start).min(4) as u32);
    let gap = u32::from(first.gap);
    put(50, before.hash, place);
    put(51, before_that.hash, before.hash);
    put(52, after.hash, place);
    put(53, after.hash, after_that.hash);
    put(54, first.hash, place);
    put(55, last.hash, place);
    put(56, place, length);
    put(57, before.cues, gap);
    put(58, after.cues, u32::from(after.gap));
    put(59, u32::from(first.gazetteer_flags), u32::from(last.gazetteer_flags));
    put(60, before.cues, u32::from(w.gazetteer_flags));
    put(61, after.cues, u32::from(w.gazetteer_flags));
    put(62, u32::from(first.gazetteer_flags) << 16 | u32::from(last.gazetteer_flags), place << 4 | length);
    let head = head_before(reading, block, start);
    put(63, head.hash, 0);
    put(64, head.cues, before.cues);
    put(65, u32::from(first.shape) << 4 | u32::from(last.shape), length);
    put(66, u32::from(after.shape), u32::from(after.gap));
    let cluster = |word: &WordFeatures, size: usize| u32::from(word.clusters[size]);
    put(120, cluster(&before, MIDDLE), place);
    put(121, cluster(&after, MIDDLE), place);
    put(122, cluster(&before_that, MIDDLE), cluster(&before, MIDDLE));
    put(123, cluster(&after, MIDDLE), cluster(&after_that, MIDDLE));
    put(124, cluster(&first, MIDDLE), place << 4 | length);
    put(125, cluster(&last, MIDDLE), place << 4 | length);
    put(126, cluster(&first, COARSE), cluster(&last, COARSE));
    put(127, cluster(&head, FINE), 0);
    put(128, cluster(&head, MIDDLE), cluster(&last, COARSE));
}

/// Returns the noun before a run, skipping prepositions and articles: `université` in `l’université de la Sorbonne`.
fn head_before(reading: &TokenizedText<'_>, block: (usize, usize), start: usize) -> WordFeatures {
    use super::cues::{ARTICLE, BINDER, ELISION};
    let mut at = start;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= block.0) else {
            return WordFeatures::default();
        };
        let word = reading.words[before];
        if word.cues & (ARTICLE | BINDER | ELISION) == 0 && word.shape != shape::NUMBER {
            return word;
        }
        at = before;
    }
    WordFeatures::default()
}
