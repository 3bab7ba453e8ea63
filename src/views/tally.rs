//! Quantities of several articles about one event -> those that count one thing and do not agree.
//!
//! Two numbers are compared only if the same noun is counted and the same became of it: of twenty marins saved and twelve
//! on board neither is wrong. Where a sentence does not say what became of it, it must share two other words with one
//! that does. In doubt a number is left out: what is shown here is called a contradiction.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::annotate::quantities::Quantity;
use crate::annotate::quantity_table::is_content_word;
use crate::lang::LanguageData;
use crate::model::{Count, Exactness};
use crate::text::tokens::fold;

/// A quantity as it is compared. What its sentence says is read only if another source counts the same noun: few do.
pub(crate) struct ComparedQuantity<'a> {
    /// Who says so: a number of the article.
    pub source: usize,
    /// How many.
    pub count: Count,
    /// Stems of the words behind the number.
    nouns: Vec<String>,
    /// Stem of what a unit is of, or of what the noun is of; empty if the text does not say.
    complement: String,
    /// Whether the noun is a unit of mass.
    is_mass: bool,
    /// The text, its language, and where in it the clause and the sentence are.
    text: &'a str,
    language: &'static LanguageData,
    clause: (u32, u32),
    sentence: (u32, u32),
    said: OnceCell<SourceWords>,
}

/// What a sentence says of the quantity in it.
struct SourceWords {
    /// What became of it: a set of bits.
    fates: u32,
    /// Beginnings of the other words of the sentence.
    context: BTreeSet<String>,
}

/// Words of a sentence that two quantities must share if one of them does not say what became of it.
const MIN_SHARED_WORDS: usize = 2;
/// A number that is this many times larger or smaller than the middle one counts something else.
const MAX_FACTOR: f64 = 5.0;
/// Letters of a word of the context that are compared.
const N_CONTEXT_LETTERS: usize = 6;

impl<'a> ComparedQuantity<'a> {
    /// Prepares a quantity of an article's text in a language.
    #[must_use]
    pub(crate) fn new(source: usize, text: &'a str, quantity: &Quantity, language: &'static LanguageData) -> Self {
        let slice = |range: (u32, u32)| text.get(range.0 as usize..range.1 as usize).unwrap_or_default();
        let first = quantity.nouns.first().map(|noun| fold(slice(*noun))).unwrap_or_default();
        Self {
            source,
            count: quantity.count,
            is_mass: language.quantities.masses.contains(&first.as_str()),
            nouns: quantity.nouns.iter().map(|noun| stem(slice(*noun))).collect(),
            complement: quantity.complement.map(|range| stem(slice(range))).unwrap_or_default(),
            text,
            language,
            clause: quantity.clause,
            sentence: quantity.sentence,
            said: OnceCell::new(),
        }
    }

    fn said(&self) -> &SourceWords {
        self.said.get_or_init(|| {
            let slice = |range: (u32, u32)| self.text.get(range.0 as usize..range.1 as usize).unwrap_or_default();
            let fates_of = |part: (u32, u32)| {
                let mut fates = 0;
                for word in slice(part).split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(fold) {
                    let all = self.language.quantities.fates.iter();
                    let meant = all.filter(|(_, starts)| starts.iter().any(|start| word.starts_with(start)));
                    meant.for_each(|(fate, _)| fates |= fate.bit());
                }
                fates
            };
            let clause_fates = fates_of(self.clause);
            let context = slice(self.sentence)
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.chars().count() > 3 && word.starts_with(char::is_lowercase))
                .map(|word| (fold(word), stem(word)))
                .filter(|(word, stem)| {
                    is_content_word(word, self.language) && !self.nouns.contains(stem) && *stem != self.complement
                })
                .map(|(_, stem)| stem.chars().take(N_CONTEXT_LETTERS).collect());
            SourceWords {
                fates: if clause_fates == 0 { fates_of(self.sentence) } else { clause_fates },
                context: context.collect(),
            }
        })
    }

    fn fates(&self) -> u32 {
        self.said().fates
    }

    fn n_shared(&self, other: &Self) -> usize {
        self.said().context.intersection(&other.said().context).count()
    }

    fn fits(&self, other: &Self) -> bool {
        self.complement == other.complement || self.complement.is_empty() || other.complement.is_empty()
    }
}

/// Returns the stem of a noun: without the endings of plural and feminine.
#[must_use]
pub(crate) fn stem(word: &str) -> String {
    let folded = fold(word);
    let bare = folded.trim_end_matches(['s', 'x', 'e']);
    if bare.chars().count() < 3 { folded } else { bare.to_owned() }
}

/// Returns the groups of quantities that count one thing and do not agree, by index; of each source one at most, in order
/// of value. The widest group comes first.
#[must_use]
pub(crate) fn tallies(all: &[&ComparedQuantity<'_>]) -> Vec<Vec<usize>> {
    let mut by_noun: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let sources = sources_by_noun(all);
    for (index, one) in all.iter().enumerate() {
        if let Some(noun) = noun_of(one, &sources) {
            by_noun.entry(noun).or_default().push(index);
        }
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    let has_several = |group: &&Vec<usize>| group.iter().any(|index| all[*index].source != all[group[0]].source);
    for group in by_noun.values().filter(has_several) {
        for cluster in clusters(group, all) {
            let tally = agreed_upon(&cluster, all);
            let is_new = |known: &Vec<usize>| !tally.iter().all(|index| known.contains(index));
            if disagrees(&tally, all) && found.iter().all(is_new) {
                found.push(tally);
            }
        }
    }
    found.sort_by(|a, b| breadth(b, all).total_cmp(&breadth(a, all)).then(b.len().cmp(&a.len())).then(a.cmp(b)));
    found
}

/// Returns for each noun that is counted, not weighed, the first source that counts it and whether others do too.
fn sources_by_noun<'a>(all: &[&'a ComparedQuantity<'_>]) -> HashMap<&'a str, (usize, bool)> {
    let mut sources = HashMap::new();
    for one in all.iter().filter(|one| !one.is_mass) {
        if let Some(noun) = one.nouns.first() {
            let known: &mut (usize, bool) = sources.entry(noun.as_str()).or_insert((one.source, false));
            known.1 |= known.0 != one.source;
        }
    }
    sources
}

/// Returns what a quantity counts: the first of its words that another source counts too. A unit counts what it is of.
fn noun_of(one: &ComparedQuantity<'_>, sources: &HashMap<&str, (usize, bool)>) -> Option<String> {
    let first = one.nouns.first()?;
    if one.is_mass {
        return (!one.complement.is_empty()).then(|| format!("{first} {}", one.complement));
    }
    let is_counted =
        |noun: &&String| sources.get(noun.as_str()).is_some_and(|(source, several)| *several || *source != one.source);
    Some(one.nouns.iter().find(is_counted).unwrap_or(first).clone())
}

/// Splits quantities of one noun by what became of it.
fn clusters(group: &[usize], all: &[&ComparedQuantity<'_>]) -> Vec<Vec<usize>> {
    let fates = group.iter().fold(0, |fates, index| fates | all[*index].fates());
    let joins = |one: usize, to: &[usize]| {
        to.iter()
            .any(|other| all[*other].source != all[one].source && all[one].n_shared(all[*other]) >= MIN_SHARED_WORDS)
    };
    if fates == 0 {
        // Each with the first that it fits, and those that fit it.
        return group
            .iter()
            .map(|first| {
                let near = group.iter().filter(|one| **one == *first || joins(**one, &[*first]));
                fitting(*first, near.copied(), all)
            })
            .collect();
    }
    let bits = (0..u32::BITS).map(|bit| 1 << bit).filter(|bit| fates & bit != 0);
    let mut clusters = Vec::new();
    for bit in bits {
        let sure: Vec<usize> = group.iter().copied().filter(|index| all[*index].fates() & bit != 0).collect();
        let more = group.iter().copied().filter(|index| all[*index].fates() == 0 && joins(*index, &sure));
        let members: Vec<usize> = sure.iter().copied().chain(more).collect();
        clusters.push(fitting(sure[0], members.into_iter(), all));
    }
    clusters
}

fn fitting(first: usize, members: impl Iterator<Item = usize>, all: &[&ComparedQuantity<'_>]) -> Vec<usize> {
    members.filter(|index| all[first].fits(all[*index])).collect()
}

/// Keeps one quantity of each source, in order of value; a source that says several things of it is left out.
fn agreed_upon(cluster: &[usize], all: &[&ComparedQuantity<'_>]) -> Vec<usize> {
    let mut by_source: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in cluster {
        by_source.entry(all[*index].source).or_default().push(*index);
    }
    let agrees = |list: &[usize]| {
        let pairs = |a: &usize| list.iter().any(|b| all[*a].count.contradicts(&all[*b].count));
        !list.iter().any(pairs)
    };
    let anchors: Vec<usize> =
        by_source.values().filter(|list| agrees(list)).filter_map(|list| most_exact(list, all)).collect();
    let same = |a: usize, b: usize| all[a].count == all[b].count;
    let mut kept = anchors.clone();
    for list in by_source.values().filter(|list| !agrees(list)) {
        let known: Vec<usize> =
            list.iter().copied().filter(|index| anchors.iter().any(|anchor| same(*index, *anchor))).collect();
        if let Some(first) = known.first().filter(|first| known.iter().all(|other| same(**first, *other))) {
            kept.push(*first);
        }
    }
    let middle = |index: usize| (all[index].count.low + all[index].count.high) / 2.0;
    kept.sort_by(|a, b| middle(*a).total_cmp(&middle(*b)).then(a.cmp(b)));
    let median = kept.get(kept.len() / 2).map_or(0.0, |index| middle(*index));
    kept.retain(|index| (median / MAX_FACTOR..=median * MAX_FACTOR).contains(&middle(*index)));
    kept
}

fn most_exact(list: &[usize], all: &[&ComparedQuantity<'_>]) -> Option<usize> {
    let rank = |index: &&usize| match all[**index].count.exactness {
        Exactness::Exact => 0,
        Exactness::Range => 1,
        Exactness::AtLeast | Exactness::AtMost => 2,
        Exactness::About => 3,
    };
    list.iter().min_by_key(rank).copied()
}

fn disagrees(tally: &[usize], all: &[&ComparedQuantity<'_>]) -> bool {
    let (Some(first), Some(last)) = (tally.first(), tally.last()) else { return false };
    all[*first].count.contradicts(&all[*last].count)
        || tally.iter().any(|a| tally.iter().any(|b| all[*a].count.contradicts(&all[*b].count)))
}

/// Returns by how much the largest number exceeds the smallest.
fn breadth(tally: &[usize], all: &[&ComparedQuantity<'_>]) -> f64 {
    match (tally.first(), tally.last()) {
        (Some(first), Some(last)) => all[*last].count.high / all[*first].count.low.max(1.0),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotations;
    use crate::annotate::quantities;
    use crate::lang;
    use crate::parse::text_tokens::TextTokens;
    use crate::parse::{Block, BlockKind};

    /// Returns the numbers of each tally of some sentences, each of another source.
    fn shown(sentences: &[&str], tag: &str) -> Vec<Vec<f64>> {
        let language = lang::by_tag(tag);
        let mut all = Vec::new();
        for (source, text) in sentences.iter().enumerate() {
            let blocks = [Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, paragraph: 1 }];
            let tokens = TextTokens::tokenize(text, &blocks);
            let found = quantities::find(text, &blocks, &Annotations::default(), language, &tokens);
            all.extend(found.iter().map(|one| ComparedQuantity::new(source, text, one, language)));
        }
        let numbers = |tally: Vec<usize>| tally.into_iter().map(|index| all[index].count.low).collect();
        tallies(&all.iter().collect::<Vec<_>>()).into_iter().map(numbers).collect()
    }

    #[test]
    fn one_thing_counted_differently_is_a_tally() {
        assert_eq!(
            shown(
                &[
                    "Le cargo a perdu 42 caisses dans la nuit.",
                    "Une soixantaine de caisses sont tombées à la mer.",
                    "Quarante-deux caisses ont disparu, selon le port.",
                ],
                "fr"
            ),
            [[42.0, 42.0, 60.0]]
        );
        assert_eq!(
            shown(&["Two dozen patients were hospitalised.", "At least 40 patients fell sick on Monday."], "en"),
            [[24.0, 40.0]]
        );
        assert_eq!(
            shown(&["Le cargo a perdu 26 tonnes de sable.", "Il a perdu 40 tonnes de sable."], "fr"),
            [[26.0, 40.0]]
        );
    }

    #[test]
    fn what_may_be_another_thing_is_left_out() {
        for sentences in [
            ["Douze marins ont été sauvés.", "Vingt marins se trouvaient à bord."],
            ["Le cargo a perdu 26 tonnes de sable.", "Il a perdu 40 tonnes de fioul."],
            ["Le cargo a perdu 42 caisses.", "Le cargo a perdu une quarantaine de caisses."],
            ["Le cargo a perdu 42 caisses.", "La flotte perd 3 000 caisses en mer."],
            ["Le port compte 40 grues.", "Il y avait 60 grues."],
            ["Six des caisses ont été perdues.", "Le cargo a perdu 42 caisses."],
            ["Le cargo a perdu 42 caisses, puis a perdu 12 caisses.", "Il a perdu 60 caisses."],
        ] {
            assert_eq!(shown(&sentences, "fr"), Vec::<Vec<f64>>::new(), "{sentences:?}");
        }
    }
}
