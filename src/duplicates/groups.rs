//! Sketches -> groups of articles that print one dispatch: one paper prints it whole, another cuts it, a third rewords it.
//!
//! `copy_of:` takes precedence. Then candidate pairs are found by rare shingles and compared word by word, so the result
//! depends neither on chance nor on the order of files. A group counts as one source.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::candidate_pairs;
use super::sketch::{Likeness, Overlap, Sketch};
use crate::base::nearest::Vocabulary;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, StageOutput};
use crate::model::id_messages;
use crate::model::{ArticleIx, Edtf, List};
use crate::parse::{Article, article::CopyOf};
use crate::say;

/// Maximum number of copies listed for each article; the page of the dispatch lists all of them, once.
pub(crate) const MAX_OTHERS: usize = 20;

/// Groups of articles that print one dispatch. Indices are those of the articles in order of id.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct CopyGroups {
    /// At least two articles each: first the base article for comparison, then by date, undated last, and id.
    pub groups: Vec<Vec<ArticleIx>>,
    /// For each article its group, if it has copies.
    pub group_of: List<ArticleIx, Option<usize>>,
}

impl CopyGroups {
    /// Returns the article that represents an article's source: the first of its group, or itself.
    #[must_use]
    pub fn origin_of(&self, article: ArticleIx) -> ArticleIx {
        self.group(article).map_or(article, |group| group[0])
    }

    /// Returns the articles that print the same dispatch, including this one.
    #[must_use]
    pub fn group(&self, article: ArticleIx) -> Option<&[ArticleIx]> {
        let group = self.group_of.entry(article).copied().flatten()?;
        self.groups.get(group).map(Vec::as_slice)
    }

    /// Returns the articles that print the same dispatch, except this one: the first few in the order of the group, and the
    /// number of further ones.
    pub fn others(&self, article: ArticleIx) -> (impl Iterator<Item = ArticleIx>, usize) {
        let group = self.group(article).unwrap_or_default();
        let others = group.iter().copied().filter(move |other| *other != article).take(MAX_OTHERS);
        (others, group.len().saturating_sub(1 + MAX_OTHERS))
    }

    /// Counts the sources of some distinct articles: copies count once.
    #[must_use]
    pub fn n_origins(&self, articles: impl Iterator<Item = ArticleIx>) -> usize {
        if self.groups.is_empty() {
            return articles.count();
        }
        // Nearly all articles have no copies.
        let (mut n_alone, mut groups) = (0, BTreeSet::new());
        for article in articles {
            match self.group_of[article] {
                None => n_alone += 1,
                Some(group) => drop(groups.insert(group)),
            }
        }
        n_alone + groups.len()
    }
}

/// The article that a text is a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NearestText {
    /// Index into the sketches that were given.
    pub index: usize,
    /// How much of the shorter of the two is in the longer.
    pub overlap: Overlap,
}

/// Finds the known text of which a new one is a copy: the one with most words in common, the first in case of a tie; `None`
/// if there is none. For importers, before an article is written. Takes microseconds for each known text.
#[must_use]
pub(crate) fn nearest_text<'a>(sketch: &Sketch, known: impl IntoIterator<Item = &'a Sketch>) -> Option<NearestText> {
    let mut best: Option<NearestText> = None;
    for (index, other) in known.into_iter().enumerate() {
        let (short, long) = if sketch.n_words() <= other.n_words() { (sketch, other) } else { (other, sketch) };
        if !candidate_pairs::is_candidate_pair(short, long) {
            continue;
        }
        let overlap = short.overlap(long);
        let better = best.is_none_or(|best| best.overlap.n_shared < overlap.n_shared);
        if better && overlap.likeness() == Likeness::Copy {
            best = Some(NearestText { index, overlap });
        }
    }
    best
}

/// The groups, and their inputs: for each article, in order of id, its date, its sketch, its `copy_of:`.
pub struct CopyGroupingState {
    /// The groups; the previous value if they are equal.
    pub copies: Arc<CopyGroups>,
    dates: List<ArticleIx, Option<Edtf>>,
    sketches: List<ArticleIx, Arc<Sketch>>,
    overrides: List<ArticleIx, Option<CopyOverride>>,
}

/// Groups the articles, or returns the previous groups if no words, dates or `copy_of:` changed.
#[must_use]
pub(crate) fn update_copy_groups(
    previous: Option<&CopyGroupingState>,
    dates: List<ArticleIx, Option<Edtf>>,
    sketches: List<ArticleIx, Arc<Sketch>>,
    pinned: List<ArticleIx, Option<CopyOverride>>,
) -> CopyGroupingState {
    let is_same = |before: &&CopyGroupingState| {
        let mut pairs = before.sketches.iter().zip(&sketches);
        before.sketches.len() == sketches.len()
            && before.dates == dates
            && before.overrides == pinned
            && pairs.all(|(a, b)| Arc::ptr_eq(a, b) || a.has_words_of(b))
    };
    let copies = match previous.filter(is_same) {
        Some(before) => Arc::clone(&before.copies),
        None => {
            let copies = group_copies(&dates, &sketches, &pinned);
            let known = previous.map(|before| &before.copies).filter(|known| ***known == copies);
            known.map_or_else(|| Arc::new(copies), Arc::clone)
        }
    };
    CopyGroupingState { copies, dates, sketches, overrides: pinned }
}

/// Groups the articles, which are in order of id, by their dates, sketches and overrides.
#[must_use]
pub(crate) fn group_copies(
    dates: &List<ArticleIx, Option<Edtf>>,
    sketches: &List<ArticleIx, Arc<Sketch>>,
    pinned: &List<ArticleIx, Option<CopyOverride>>,
) -> CopyGroups {
    let mut sets = DisjointSets::new(dates.len());
    for (article, pin) in ArticleIx::number(pinned) {
        if let Some(CopyOverride::CopyOf(other)) = pin {
            sets.join(article, *other);
        }
    }
    // An article with `copy_of:` is not compared, and does not join other articles.
    let free = |article: ArticleIx| pinned.entry(article).is_none_or(Option::is_none);
    let near = candidate_pairs::candidate_pairs(sketches, free);
    let mut pairs: Vec<ComparedPair> =
        near.into_par_iter().filter_map(|(short, long)| judge(short, long, sketches)).collect();
    // The most similar pairs first: a copy of one form letter resembles all of them, but its original most.
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.per_mille), pair.short, pair.long));
    for pair in pairs.iter().filter(|pair| pair.overlap_kind == OverlapKind::FormLetters) {
        sets.keep_apart(pair.short, pair.long);
    }
    for pair in pairs.iter().filter(|pair| pair.overlap_kind == OverlapKind::Whole) {
        sets.join_unless_apart(pair.short, pair.long);
    }
    join_parts(&mut sets, &pairs, sketches);
    collect(&mut sets, dates, sketches)
}

/// The `copy_of:` of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CopyOverride {
    /// It is a copy of the article at this index.
    CopyOf(ArticleIx),
    /// It is not a copy, whatever its words.
    NotACopy,
}

/// Reads `copy_of:` of all articles, which are in order of id; `withheld` are ids of drafts.
#[must_use]
pub(crate) fn copy_overrides(
    articles: &[&Article],
    withheld: &BTreeSet<String>,
) -> StageOutput<List<ArticleIx, Option<CopyOverride>>> {
    if articles.iter().all(|article| article.copy_of.is_none()) {
        return StageOutput { value: vec![None; articles.len()].into(), diagnostics: Vec::new() };
    }
    let mut by_id: HashMap<&str, ArticleIx> = HashMap::new();
    for (index, article) in ArticleIx::number(articles) {
        for old in &article.former {
            by_id.entry(&old.value).or_insert(index);
        }
    }
    by_id.extend(ArticleIx::number(articles).map(|(index, article)| (article.id.as_str(), index)));
    let mut diagnostics = Vec::new();
    let known = Vocabulary::new(articles.iter().map(|article| article.id.as_str()).chain(["none"]));
    let mut pin = |index: ArticleIx, text: &SpannedText| match by_id.get(text.value.as_str()) {
        Some(other) if *other != index => Some(CopyOverride::CopyOf(*other)),
        Some(_) => {
            let message = say!(
                en: "`{id}` cannot be a copy of itself",
                fr: "`{id}` ne peut pas être une copie de lui-même",
                id = text.value,
            );
            diagnostics.push(Diagnostic::new(Code::BadValue, text.span.clone(), message).help(say!(
                en: "name another article, or write `copy_of: none`",
                fr: "nommez un autre article, ou écrivez `copy_of: none`",
            )));
            None
        }
        // The original is a draft: until it is published the article counts as unique.
        None if withheld.contains(&text.value) => Some(CopyOverride::NotACopy),
        None => {
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, text.span.clone(), id_messages::no_article_has(&text.value))
                    .help(say!(
                        en: "name an article, or write `copy_of: none`",
                        fr: "indiquez un article, ou écrivez `copy_of: none`",
                    ))
                    .did_you_mean_of(&text.value, &known),
            );
            None
        }
    };
    let value = ArticleIx::number(articles).map(|(index, article)| match article.copy_of.as_ref()? {
        CopyOf::None => Some(CopyOverride::NotACopy),
        CopyOf::Article(text) => pin(index, text),
    });
    let value = value.collect();
    StageOutput { value, diagnostics }
}

/// Two texts with words in common.
struct ComparedPair {
    short: ArticleIx,
    long: ArticleIx,
    /// Words of the shorter text that are in the longer, per thousand.
    per_mille: u32,
    overlap_kind: OverlapKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OverlapKind {
    /// Each contains the other.
    Whole,
    /// The longer contains the shorter, and more.
    Part,
    /// Two different texts made from one form letter.
    FormLetters,
}

fn judge(short: ArticleIx, long: ArticleIx, sketches: &List<ArticleIx, Arc<Sketch>>) -> Option<ComparedPair> {
    let (of_short, of_long) = (&sketches[short], &sketches[long]);
    let overlap = of_short.overlap(of_long);
    let bond = match overlap.likeness() {
        Likeness::Different => return None,
        Likeness::FormLetter => OverlapKind::FormLetters,
        Likeness::Copy if of_long.overlap(of_short).likeness() == Likeness::Copy => OverlapKind::Whole,
        Likeness::Copy => OverlapKind::Part,
    };
    Some(ComparedPair { short, long, per_mille: overlap.per_mille(), overlap_kind: bond })
}

/// Joins each text to the longer text that contains it, longest first, if all texts that contain it are in one group. A
/// notice that two different articles quote belongs to neither, and does not join them.
fn join_parts(sets: &mut DisjointSets, pairs: &[ComparedPair], sketches: &List<ArticleIx, Arc<Sketch>>) {
    let mut holders: BTreeMap<ArticleIx, BTreeSet<ArticleIx>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.overlap_kind == OverlapKind::Part) {
        holders.entry(sets.find(pair.short)).or_default().insert(pair.long);
    }
    let mut longest: BTreeMap<ArticleIx, usize> = BTreeMap::new();
    for (article, sketch) in ArticleIx::number(sketches) {
        let slot = longest.entry(sets.find(article)).or_default();
        *slot = sketch.n_words().max(*slot);
    }
    let mut order: Vec<(ArticleIx, BTreeSet<ArticleIx>)> = holders.into_iter().collect();
    order.sort_by_key(|(set, _)| (std::cmp::Reverse(longest.get(set).copied()), *set));
    for (set, holders) in order {
        let own = sets.find(set);
        let others: BTreeSet<ArticleIx> =
            holders.iter().map(|holder| sets.find(*holder)).filter(|other| *other != own).collect();
        if let (Some(other), 1) = (others.first(), others.len()) {
            sets.join_unless_apart(own, *other);
        }
    }
}

fn collect(
    sets: &mut DisjointSets,
    dates: &List<ArticleIx, Option<Edtf>>,
    sketches: &List<ArticleIx, Arc<Sketch>>,
) -> CopyGroups {
    let mut by_set: BTreeMap<ArticleIx, Vec<ArticleIx>> = BTreeMap::new();
    for article in ArticleIx::all(dates.len()) {
        by_set.entry(sets.find(article)).or_default().push(article);
    }
    let mut copies = CopyGroups { groups: Vec::new(), group_of: vec![None; dates.len()].into() };
    for mut group in by_set.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|article| (dates[*article].is_none(), dates[*article], *article));
        // The earliest article that is not much shorter than the longest.
        let most = group.iter().map(|article| sketches[*article].n_words()).max().unwrap_or(0);
        let base = group.iter().position(|article| sketches[*article].n_words() * 2 >= most).unwrap_or(0);
        group[..=base].rotate_right(1);
        for article in &group {
            copies.group_of[*article] = Some(copies.groups.len());
        }
        copies.groups.push(group);
    }
    copies
}

/// Disjoint sets, each named by its smallest member; some pairs must never be joined.
struct DisjointSets {
    parent: List<ArticleIx, ArticleIx>,
    /// For each set, by name, the sets that it must not be joined with; a name may be outdated after a join.
    apart: HashMap<ArticleIx, BTreeSet<ArticleIx>>,
}

impl DisjointSets {
    fn new(n: usize) -> Self {
        Self { parent: ArticleIx::all(n).collect(), apart: HashMap::new() }
    }

    fn find(&mut self, mut member: ArticleIx) -> ArticleIx {
        while self.parent[member] != member {
            self.parent[member] = self.parent[self.parent[member]];
            member = self.parent[member];
        }
        member
    }

    fn join(&mut self, a: ArticleIx, b: ArticleIx) {
        let (a, b) = (self.find(a), self.find(b));
        let (kept, gone) = (a.min(b), a.max(b));
        self.parent[gone] = kept;
        if kept != gone
            && let Some(others) = self.apart.remove(&gone)
        {
            self.apart.entry(kept).or_default().extend(others);
        }
    }

    fn keep_apart(&mut self, a: ArticleIx, b: ArticleIx) {
        let (a, b) = (self.find(a), self.find(b));
        self.apart.entry(a).or_default().insert(b);
        self.apart.entry(b).or_default().insert(a);
    }

    fn join_unless_apart(&mut self, a: ArticleIx, b: ArticleIx) {
        let (a, b) = (self.find(a), self.find(b));
        let others: Vec<ArticleIx> = self.apart.get(&a).into_iter().flatten().copied().collect();
        if !others.into_iter().any(|other| self.find(other) == b) {
            self.join(a, b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;

    fn sketch(name: &str, n: usize) -> Arc<Sketch> {
        let words: Vec<String> = (0..n).map(|n| format!("{name}{}", "o".repeat(n))).collect();
        let file = SourcePath::new("content/articles/a.md");
        Arc::new(Sketch::of(&crate::parse::markdown::parse(&file, &words.join(" "), 0)))
    }

    #[test]
    fn groups_are_the_same_value_until_words_dates_or_pins_change_them() {
        let sketches = vec![sketch("a", 90), sketch("a", 80), sketch("b", 90)].into();
        let dates = [Edtf::parse("2021-05-04").ok(), None, None];
        let pins = [None; 3];
        let first = update_copy_groups(None, dates.into_iter().collect(), sketches, pins.into_iter().collect());
        let groups = |copies: &CopyGroups| -> Vec<Vec<usize>> {
            copies.groups.iter().map(|group| group.iter().map(|article| article.get()).collect()).collect()
        };
        assert_eq!(groups(&first.copies), [[0, 1]]);
        let now = |sketches: &[Arc<Sketch>], dates: &[Option<Edtf>], pins: &[Option<CopyOverride>]| {
            update_copy_groups(Some(&first), dates.to_vec().into(), sketches.to_vec().into(), pins.to_vec().into())
                .copies
        };
        let again = [sketch("a", 90), sketch("a", 80), sketch("b", 90)];
        assert!(Arc::ptr_eq(&now(&again, &dates, &pins), &first.copies), "other values, the same words");
        let longer = [sketch("a", 90), sketch("a", 80), sketch("b", 95)];
        assert!(Arc::ptr_eq(&now(&longer, &dates, &pins), &first.copies), "other words, the same groups");
        assert_eq!(groups(&now(&again, &[None, dates[0], None], &pins)), [[1, 0]]);
        assert!(now(&again, &dates, &[Some(CopyOverride::NotACopy), None, None]).groups.is_empty());
        let all = [sketch("a", 90), sketch("a", 80), sketch("a", 85)];
        assert_eq!(groups(&now(&all, &dates, &pins)), [[0, 1, 2]]);
        assert_eq!(groups(&now(&all[..2], &dates[..2], &pins[..2])), [[0, 1]]);
    }

    /// Sentences without two words in common.
    fn sentences(name: &str, n: usize) -> Sketch {
        let words = (0..12 * n)
            .map(|number| format!("{name}{}{}", char::from(b'a' + (number % 26) as u8), "x".repeat(number / 26)));
        let file = SourcePath::new("content/articles/a.md");
        Sketch::of(&crate::parse::markdown::parse(&file, &words.collect::<Vec<_>>().join(" "), 0))
    }

    #[test]
    fn the_nearest_known_text_is_found_and_a_notice_is_no_copy_of_a_long_article() {
        let known = [sentences("b", 8), sentences("a", 20), sentences("a", 9)];
        assert_eq!(nearest_text(&sentences("a", 10), &known).map(|near| near.index), Some(1));
        assert_eq!(nearest_text(&sentences("c", 10), &known), None);
        assert_eq!(nearest_text(&sentences("a", 3), &known[1..2]), None);
        assert_eq!(nearest_text(&sentences("a", 0), &known), None);
    }
}
