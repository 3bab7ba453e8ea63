//! Proposed mentions -> where they stand in the articles, and what becomes of each: nothing, a question of
//! `dossier review`, or a row of `dossier suggest`.
//!
//! Pure. A proposed mention never links. What a person decided, and a link that exists, say more than a proposal that
//! names no record.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::annotate::annotations::Mention;
use crate::model::{ArticleIx, EntityIx, Id};
use crate::parse::decisions::DecisionTopic;
use crate::parse::{
    Article, BlockKind, Decision, DecisionsByArticle, ProposedMention, ProposedMentions, proposed_mentions,
};
use crate::registry::{Registry, forms};
use crate::source::Snapshot;
use crate::text::selector::{self, SelectorError, TextQuoteSelector};
use crate::text::tokens;
use crate::views::{AnnotatedText, Content};

/// What becomes of a proposed mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ProposalFate {
    /// A link, a decision or the front matter says the same or more.
    Agrees,
    /// It is asked which record is meant.
    Question {
        /// The records, the proposed one first.
        candidates: Vec<Id>,
        /// The record to which the text links here, if it is another one.
        linked: Option<Id>,
    },
    /// No record has the name.
    UnknownName,
}

/// A proposed mention at its place.
#[derive(Debug)]
pub(crate) struct PlacedProposal<'p> {
    /// The proposed mention.
    pub proposed: &'p ProposedMention,
    /// Its place, in bytes of the article's text.
    pub range: Range<usize>,
    /// What becomes of it.
    pub fate: ProposalFate,
}

/// Why a proposed mention has no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LostReason {
    /// There is no such article.
    NoArticle,
    /// Its words are not in the article, or in several places.
    Selector(SelectorError),
}

/// The proposed mentions of a project at their places.
#[derive(Debug, Default)]
pub(crate) struct PlacedProposals<'p> {
    /// Those of each article, in order of place.
    pub articles: BTreeMap<ArticleIx, Vec<PlacedProposal<'p>>>,
    /// Those without a place.
    pub lost: Vec<(&'p ProposedMention, LostReason)>,
}

/// What others propose about one place.
#[derive(Debug, Default)]
pub(crate) struct ProposedPlace<'p> {
    /// The records, the first one first.
    pub candidates: Vec<Id>,
    /// Who proposes them.
    pub by: Vec<&'p str>,
    /// The record to which the text links, if it is another one.
    pub linked: Option<Id>,
}

impl<'p> PlacedProposals<'p> {
    /// Returns the proposed names that no record has, in order of article and place.
    pub(crate) fn unknown_names(&self) -> impl Iterator<Item = (ArticleIx, &PlacedProposal<'p>)> {
        let is_unknown = |placed: &&PlacedProposal<'p>| placed.fate == ProposalFate::UnknownName;
        self.articles.iter().flat_map(move |(at, list)| list.iter().filter(is_unknown).map(|placed| (*at, placed)))
    }

    /// Returns the places of an article that need a question, in order.
    pub(crate) fn questions_of(&self, article: ArticleIx) -> Vec<(Range<usize>, ProposedPlace<'p>)> {
        let mut places: BTreeMap<(usize, usize), ProposedPlace<'p>> = BTreeMap::new();
        for placed in self.articles.get(&article).into_iter().flatten() {
            let ProposalFate::Question { candidates, linked } = &placed.fate else { continue };
            let place = places.entry((placed.range.start, placed.range.end)).or_default();
            for candidate in candidates {
                if !place.candidates.contains(candidate) {
                    place.candidates.push(candidate.clone());
                }
            }
            let by = placed.proposed.by.as_str();
            if !by.is_empty() && !place.by.contains(&by) {
                place.by.push(by);
            }
            place.linked = place.linked.take().or_else(|| linked.clone());
        }
        places.into_iter().map(|((start, end), place)| (start..end, place)).collect()
    }
}

/// Reads the proposed mentions of a project.
#[must_use]
pub(crate) fn read_proposals(snapshot: &Snapshot) -> ProposedMentions {
    let mut read = ProposedMentions::default();
    for (path, _) in snapshot.below(proposed_mentions::FOLDER) {
        if let Some(text) = snapshot.text(path).filter(|_| proposed_mentions::is_file(path.as_str())) {
            read.add_file(path.as_str(), text);
        }
    }
    read
}

/// Returns whether people have decided about words that overlap a place.
#[must_use]
pub(crate) fn is_decided(text: &str, decisions: &[Decision], range: &Range<usize>) -> bool {
    has_overlap(&decided_places(text, decisions), range, |place| (place.start, place.end))
}

/// Finds the places of proposed mentions, and what becomes of each.
#[must_use]
pub(crate) fn place_proposals<'p>(
    site: &Content,
    decisions: &DecisionsByArticle,
    proposals: &[&'p ProposedMention],
) -> PlacedProposals<'p> {
    let mut placed = PlacedProposals::default();
    if proposals.is_empty() {
        return placed;
    }
    let mut by_id: HashMap<&str, ArticleIx> = HashMap::new();
    for (index, text) in ArticleIx::number(&*site.articles) {
        by_id.insert(text.document.id.as_str(), index);
        for former in &text.document.former {
            by_id.entry(former.value.as_str()).or_insert(index);
        }
    }
    let mut by_article: BTreeMap<ArticleIx, Vec<&'p ProposedMention>> = BTreeMap::new();
    for proposed in proposals {
        match by_id.get(proposed.article.as_str()) {
            Some(article) => by_article.entry(*article).or_default().push(proposed),
            None => placed.lost.push((proposed, LostReason::NoArticle)),
        }
    }
    let names = KnownForms::new(site);
    for (article, list) in by_article {
        let text = &site.articles[article];
        let main_text = text.document.body.main_text();
        let decided = decisions.get(text.document.id.as_str()).map_or(&[][..], Vec::as_slice);
        let scene = ArticleScene { text, names: &names, decided: decided_places(main_text, decided) };
        let places = places(main_text, &list);
        let mut of_article: Vec<PlacedProposal<'p>> = Vec::new();
        for (proposed, place) in list.into_iter().zip(places) {
            match place {
                Ok(range) => of_article.push(PlacedProposal { proposed, fate: scene.fate(proposed, &range), range }),
                Err(error) => placed.lost.push((proposed, LostReason::Selector(error))),
            }
        }
        of_article.sort_by_key(|placed| (placed.range.start, placed.range.end));
        placed.articles.insert(article, of_article);
    }
    placed
}

/// Finds the words of proposed mentions. Words that stand once in the text are found when the text around them changed.
fn places(text: &str, proposals: &[&ProposedMention]) -> Vec<Result<Range<usize>, SelectorError>> {
    let selectors: Vec<TextQuoteSelector> = proposals.iter().map(|proposed| proposed.selector()).collect();
    let mut places = selector::find_all(text, &selectors.iter().collect::<Vec<_>>());
    let missing: Vec<usize> = (0..places.len()).filter(|at| places[*at] == Err(SelectorError::NotFound)).collect();
    let bare: Vec<TextQuoteSelector> = missing
        .iter()
        .map(|at| TextQuoteSelector { quote: selectors[*at].quote.clone(), ..TextQuoteSelector::default() })
        .collect();
    let found = selector::find_all(text, &bare.iter().collect::<Vec<_>>());
    for (at, place) in missing.into_iter().zip(found) {
        places[at] = place;
    }
    places
}

/// Returns the places about which people have decided, in order.
fn decided_places(text: &str, decisions: &[Decision]) -> Vec<Range<usize>> {
    let of_names: Vec<&TextQuoteSelector> = decisions
        .iter()
        .filter(|decision| decision.topic == DecisionTopic::Name)
        .map(|decision| &decision.selector)
        .collect();
    let mut places: Vec<Range<usize>> = selector::find_all(text, &of_names).into_iter().flatten().collect();
    places.sort_by_key(|range| (range.start, range.end));
    // Overlapping ones become one, so that they can be searched by halving.
    places.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        last.end = if overlaps { last.end.max(next.end) } else { last.end };
        overlaps
    });
    places
}

/// What is known about one article.
struct ArticleScene<'a> {
    text: &'a AnnotatedText<Article>,
    names: &'a KnownForms<'a>,
    decided: Vec<Range<usize>>,
}

impl ArticleScene<'_> {
    fn fate(&self, proposed: &ProposedMention, range: &Range<usize>) -> ProposalFate {
        let article = &*self.text.document;
        let words = folded(&proposed.quote);
        let is_unlinked = article.unlinked.iter().any(|form| folded(&form.value) == words);
        let is_code = article.body.block_at(range.start).is_some_and(|block| block.kind == BlockKind::Code);
        let is_withheld = self.names.withheld.contains(&words) || self.names.withheld_ids.contains(&*proposed.entity);
        let is_decided = has_overlap(&self.decided, range, |place| (place.start, place.end));
        if is_unlinked || is_code || is_withheld || is_decided {
            return ProposalFate::Agrees;
        }
        let entity = Some(proposed.entity.as_str()).filter(|id| !id.is_empty());
        let entity = entity.and_then(|id| self.names.registry.find(id));
        let linked = self.mentions(range);
        let id = |at: EntityIx| self.names.registry.entities[at].record.id.clone();
        match entity {
            Some(at) if linked.iter().any(|mention| mention.entity == id(at)) => ProposalFate::Agrees,
            Some(at) if self.names.never(at, &words) => ProposalFate::Agrees,
            Some(at) => {
                let others: Vec<Id> = linked.iter().map(|mention| mention.entity.clone()).collect();
                let linked = others.first().cloned();
                ProposalFate::Question { candidates: std::iter::once(id(at)).chain(others).collect(), linked }
            }
            None if !linked.is_empty() || self.is_asked(range) => ProposalFate::Agrees,
            None => match self.names.by_form.get(&words) {
                None => ProposalFate::UnknownName,
                Some(known) => {
                    let mut candidates: Vec<EntityIx> =
                        known.iter().copied().filter(|at| !self.names.never(*at, &words)).collect();
                    candidates.sort_by_key(|at| self.names.registry.entities[*at].record.kind != proposed.kind);
                    if candidates.is_empty() {
                        return ProposalFate::Agrees;
                    }
                    ProposalFate::Question { candidates: candidates.into_iter().map(id).collect(), linked: None }
                }
            },
        }
    }

    /// Returns the mentions that overlap a place; mentions never overlap each other.
    fn mentions(&self, range: &Range<usize>) -> &[Mention] {
        let all = &self.text.annotated.mentions;
        let first = all.partition_point(|mention| mention.end <= range.start);
        let n = all[first..].iter().take_while(|mention| mention.start < range.end).count();
        &all[first..first + n]
    }

    /// Returns whether the rules ask about a place already.
    fn is_asked(&self, range: &Range<usize>) -> bool {
        let annotated = &self.text.annotated;
        let mut lists = [&annotated.ambiguous, &annotated.ambiguous_by_withheld].into_iter();
        lists.any(|list| has_overlap(list, range, |review| (review.start, review.end)))
    }
}

/// Returns whether a place overlaps one of a list in order, whose places do not overlap each other.
fn has_overlap<T>(list: &[T], range: &Range<usize>, place: impl Fn(&T) -> (usize, usize)) -> bool {
    let first = list.partition_point(|one| place(one).1 <= range.start);
    list.get(first).is_some_and(|one| place(one).0 < range.end)
}

/// The forms of all records.
struct KnownForms<'a> {
    registry: &'a Registry,
    /// The published records that have a form.
    by_form: HashMap<String, Vec<EntityIx>>,
    /// The forms that must not mean a record.
    never: HashSet<(EntityIx, String)>,
    /// The forms and the ids of withheld records, about which nothing may be asked.
    withheld: HashSet<String>,
    withheld_ids: HashSet<&'a str>,
}

impl<'a> KnownForms<'a> {
    fn new(site: &'a Content) -> Self {
        let registry = &*site.registry;
        let mut names = Self {
            registry,
            by_form: HashMap::new(),
            never: HashSet::new(),
            withheld: HashSet::new(),
            withheld_ids: registry.withheld.iter().map(|record| record.id.as_str()).collect(),
        };
        let personal = |kind: &str| site.config.kinds.iter().any(|known| known.id == kind && known.personal_names);
        for (index, entity) in EntityIx::number(&registry.entities) {
            for form in forms::record_forms(&entity.record, personal(&entity.record.kind)) {
                let bearers = names.by_form.entry(folded(&form.text.value)).or_default();
                if !bearers.contains(&index) {
                    bearers.push(index);
                }
            }
            names.never.extend(entity.record.never.iter().map(|form| (index, folded(&form.value))));
        }
        for record in &registry.withheld {
            let forms = forms::record_forms(record, personal(&record.kind));
            names.withheld.extend(forms.into_iter().map(|form| folded(&form.text.value)));
        }
        names
    }

    fn never(&self, entity: EntityIx, words: &str) -> bool {
        !self.never.is_empty() && self.never.contains(&(entity, words.to_owned()))
    }
}

/// Returns the words of a name, folded, with one space between them.
fn folded(name: &str) -> String {
    let mut list = Vec::new();
    tokens::tokenize(name, 0, name.len(), &mut list);
    list.iter().map(|token| tokens::fold(token.text(name))).collect::<Vec<_>>().join(" ")
}
