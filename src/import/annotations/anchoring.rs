//! Names marked in texts elsewhere -> proposed mentions at their places in the articles.
//!
//! The place is certain or there is none: offsets count only where the words stand there, words with their context only
//! where they fit once. White space does not count, since programs change it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::article_match::{self, UnmatchedReason};
use super::record_match::RecordFinder;
use super::squeezed_text::{SqueezedOffsets, SqueezedText, is_blank, squeeze};
use super::{ForeignAnnotations, ForeignMention, MAX_NAME_CHARS};
use crate::base::Message;
use crate::parse::ProposedMention;
use crate::say;
use crate::text::position::CodePoints;
use crate::text::selector::{self, SelectorError, TextQuoteSelector};

pub(crate) use super::article_match::AnnotatedArticle;

/// Code points before and after a name that are kept.
const CONTEXT_CHARS: usize = 24;

/// What was found of a file's annotations.
#[derive(Debug, Default)]
pub(crate) struct AnchoredMentions {
    /// Those that have a place, in order of article and place.
    pub proposals: Vec<ProposedMention>,
    /// Those that have none: the number of the line or annotation, and why.
    pub problems: Vec<(usize, Message)>,
}

/// Finds the places of a file's names. `by` made those that do not say who did.
pub(crate) fn anchor_mentions(
    set: &ForeignAnnotations,
    articles: &[AnnotatedArticle<'_>],
    records: &RecordFinder<'_>,
    base_url: &str,
    by: &str,
) -> AnchoredMentions {
    let mut anchored = AnchoredMentions::default();
    let matches = article_match::match_articles(&set.documents, articles, base_url);
    let mut by_article: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, (document, article)) in set.documents.iter().zip(matches).enumerate() {
        let reason = match article {
            Ok(article) => {
                by_article.entry(article).or_default().push(number);
                continue;
            }
            Err(UnmatchedReason::Unknown) => {
                say!(en: "no article has its id, its address or its text", fr: "aucun article n’a son identifiant, son adresse ou son texte")
            }
            Err(UnmatchedReason::Several) => {
                say!(en: "several articles have its text, and nothing says which is meant", fr: "plusieurs articles ont son texte, et rien ne dit lequel est visé")
            }
        };
        let place = document.mentions.first().map_or(0, |mention| mention.place);
        let n = document.mentions.len();
        let what = document.clues.first().or(document.passages.first()).map(|text| shortened(text));
        let what = match what {
            Some(text) => Message::same(text),
            None => say!(en: "the text", fr: "le texte"),
        };
        anchored.problems.push((place, say!(en: "“{what}”, with {n} of the names: {reason}", fr: "« {what} », avec {n} des noms : {reason}"; what, reason)));
    }
    for (article, documents) in by_article {
        let scene = AnchoringScene::new(&articles[article]);
        let mut places: Vec<(Range<usize>, &ForeignMention)> = Vec::new();
        let mut by_words: Vec<(ForeignMention, &ForeignMention)> = Vec::new();
        for document in documents.into_iter().map(|number| &set.documents[number]) {
            let passages = scene.passages(&document.passages);
            let texts: Vec<PassageText<'_>> = document.passages.iter().map(|text| PassageText::new(text)).collect();
            let mut offsets: Vec<SqueezedOffsets<'_>> =
                document.passages.iter().map(|text| SqueezedOffsets::new(text)).collect();
            for mention in &document.mentions {
                match scene.by_offsets(mention, &texts, &passages, &mut offsets) {
                    Located::At(range) => places.push((range, mention)),
                    Located::ByWords(words) => by_words.push((*words, mention)),
                    Located::Nowhere(reason) => anchored.problems.push((mention.place, reason)),
                }
            }
        }
        let found = scene.by_words(&by_words);
        for ((_, mention), place) in by_words.iter().zip(found) {
            match place {
                Ok(range) => places.push((range, mention)),
                Err(reason) => anchored.problems.push((mention.place, reason)),
            }
        }
        scene.propose(places, records, by, &mut anchored);
    }
    anchored.problems.sort();
    anchored
}

/// Where a name stands, as far as its offsets say.
enum Located {
    At(Range<usize>),
    /// Only its words and the text around them can tell.
    ByWords(Box<ForeignMention>),
    Nowhere(Message),
}

/// One article.
struct AnchoringScene<'a> {
    id: &'a str,
    text: &'a str,
    squeezed: SqueezedText,
    /// The byte of each code point, and the end.
    chars: Vec<u32>,
}

impl<'a> AnchoringScene<'a> {
    fn new(article: &AnnotatedArticle<'a>) -> Self {
        let text = article.text;
        let chars = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self {
            id: article.id,
            text,
            squeezed: SqueezedText::new(text),
            // No article is so long that this fails.
            chars: chars.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect(),
        }
    }

    /// Finds passages in the article, in bytes of the text without white space.
    fn passages(&self, passages: &[String]) -> Vec<Result<usize, SelectorError>> {
        let wanted: Vec<TextQuoteSelector> = passages
            .iter()
            .map(|passage| TextQuoteSelector { quote: squeeze(passage), ..TextQuoteSelector::default() })
            .collect();
        let found = selector::find_all(&self.squeezed.text, &wanted.iter().collect::<Vec<_>>());
        found.into_iter().map(|place| place.map(|range| range.start)).collect()
    }

    /// Locates a name by its offsets, in the article or in a passage of it.
    fn by_offsets(
        &self,
        mention: &ForeignMention,
        texts: &[PassageText<'_>],
        passages: &[Result<usize, SelectorError>],
        offsets: &mut [SqueezedOffsets<'_>],
    ) -> Located {
        let Some(passage) = mention.passage else { return self.in_article(mention) };
        let (Some(text), Some(place), Some(offsets)) =
            (texts.get(passage), passages.get(passage), offsets.get_mut(passage))
        else {
            return Located::Nowhere(say!(en: "its text is missing", fr: "son texte manque"));
        };
        let Some((start, end)) = mention.range else { return Located::ByWords(Box::new(mention.clone())) };
        let (Some(from), Some(to)) = (offsets.at(start), offsets.at(end)) else {
            return Located::Nowhere(
                say!(en: "{start} to {end} is not in its text", fr: "de {start} à {end}, c’est hors de son texte"),
            );
        };
        if start >= end || from >= to {
            return Located::Nowhere(
                say!(en: "from {start} to {end} there are no words", fr: "de {start} à {end}, il n’y a aucun mot"),
            );
        }
        // Offsets in the article decide where the passage is not unique, or changed.
        let stated = mention.stated.filter(|_| place.is_err()).and_then(|stated| self.place(stated));
        if let Some(range) = stated.filter(|range| self.has_words(range, text.slice(start, end))) {
            return Located::At(range);
        }
        match place {
            Ok(at) => match self.squeezed.original(&(at + from..at + to)) {
                Some(range) if self.has_words(&range, &mention.quote) => Located::At(self.whole_chars(range)),
                _ => Located::Nowhere(
                    say!(en: "“{quote}” is not at {start} to {end} of its text", fr: "« {quote} » n’est pas de {start} à {end} dans son texte", quote = shortened(&mention.quote)),
                ),
            },
            Err(SelectorError::Ambiguous(n)) => Located::Nowhere(
                say!(en: "“{quote}” stands in a passage that the article `{id}` has in {n} places", fr: "« {quote} » est dans un passage que l’article `{id}` contient à {n} endroits", quote = shortened(text.slice(start, end)), id = self.id),
            ),
            Err(SelectorError::NotFound) => Located::ByWords(Box::new(ForeignMention {
                quote: text.slice(start, end).to_owned(),
                prefix: text.slice(start.saturating_sub(CONTEXT_CHARS), start).to_owned(),
                suffix: text.slice(end, end.saturating_add(CONTEXT_CHARS)).to_owned(),
                range: None,
                ..mention.clone()
            })),
        }
    }

    fn in_article(&self, mention: &ForeignMention) -> Located {
        if mention.quote.trim().is_empty() {
            return Located::Nowhere(
                say!(en: "it has offsets, but no words to verify them", fr: "il a des positions, mais pas de mots pour les vérifier"),
            );
        }
        let place = mention.range.and_then(|range| self.place(range));
        match place.filter(|range| self.has_words(range, &mention.quote)) {
            Some(range) => Located::At(range),
            None => Located::ByWords(Box::new(mention.clone())),
        }
    }

    /// Returns the bytes of a place of the article in code points; `None` if it is empty or beyond the end.
    fn place(&self, (start, end): (usize, usize)) -> Option<Range<usize>> {
        let at = |code_point: usize| self.chars.get(code_point).map(|at| *at as usize);
        let range = at(start)?..at(end)?;
        (range.start < range.end).then_some(range)
    }

    /// Returns whether a place has these words; without words every place is right.
    fn has_words(&self, range: &Range<usize>, words: &str) -> bool {
        let here = self.text.get(self.whole_chars(range.clone())).unwrap_or_default();
        words.is_empty()
            || here == words
            || here.chars().filter(|c| !is_blank(*c)).eq(words.chars().filter(|c| !is_blank(*c)))
    }

    /// Extends a range to the end of its last character.
    fn whole_chars(&self, mut range: Range<usize>) -> Range<usize> {
        while range.end < self.text.len() && !self.text.is_char_boundary(range.end) {
            range.end += 1;
        }
        range
    }

    /// Locates names by their words and the text around them: as written, then without white space, then the words alone.
    fn by_words(&self, mentions: &[(ForeignMention, &ForeignMention)]) -> Vec<Result<Range<usize>, Message>> {
        let selectors = mentions.iter().map(|(words, _)| TextQuoteSelector {
            quote: words.quote.clone(),
            prefix: words.prefix.clone(),
            suffix: words.suffix.clone(),
            code_point_offset: words.range.map(|(start, _)| start),
        });
        let selectors: Vec<TextQuoteSelector> = selectors.collect();
        let mut places = selector::find_all(self.text, &selectors.iter().collect::<Vec<_>>());
        for with_context in [true, false] {
            let missing: Vec<usize> =
                (0..places.len()).filter(|at| places[*at] == Err(SelectorError::NotFound)).collect();
            let squeezed: Vec<TextQuoteSelector> = missing
                .iter()
                .map(|at| &selectors[*at])
                .map(|whole| {
                    let context = |text: &str| if with_context { squeeze(text) } else { String::new() };
                    let (prefix, suffix) = (context(&whole.prefix), context(&whole.suffix));
                    TextQuoteSelector { quote: squeeze(&whole.quote), prefix, suffix, code_point_offset: None }
                })
                .collect();
            let found = selector::find_all(&self.squeezed.text, &squeezed.iter().collect::<Vec<_>>());
            for (at, place) in missing.into_iter().zip(found) {
                places[at] = place.and_then(|range| self.squeezed.original(&range).ok_or(SelectorError::NotFound));
            }
        }
        let told = |(place, (words, _)): (Result<Range<usize>, SelectorError>, &(ForeignMention, &ForeignMention))| {
            let quote = shortened(&words.quote);
            match place {
                Ok(range) => Ok(self.whole_chars(range)),
                Err(SelectorError::NotFound) => Err(
                    say!(en: "“{quote}” is not in the article `{id}`", fr: "« {quote} » n’est pas dans l’article `{id}`", id = self.id),
                ),
                Err(SelectorError::Ambiguous(n)) => Err(
                    say!(en: "“{quote}” fits {n} places of the article `{id}`", fr: "« {quote} » convient à {n} endroits de l’article `{id}`", id = self.id),
                ),
            }
        };
        places.into_iter().zip(mentions).map(told).collect()
    }

    /// Makes proposed mentions of names at their places.
    fn propose(
        &self,
        mut places: Vec<(Range<usize>, &ForeignMention)>,
        records: &RecordFinder<'_>,
        by: &str,
        anchored: &mut AnchoredMentions,
    ) {
        places.sort_by_key(|(range, mention)| (range.start, range.end, mention.place));
        let mut points = CodePoints::new(self.text);
        for (range, mention) in places {
            let words = &self.text[range.clone()];
            let range = range.start + (words.len() - words.trim_start().len())
                ..range.end - (words.len() - words.trim_end().len());
            let words = words.trim();
            if words.is_empty() || words.contains("\n\n") || words.chars().count() > MAX_NAME_CHARS {
                let reason = say!(en: "“{words}” is empty, too long or more than a paragraph: no name", fr: "« {words} » est vide, trop long ou dépasse un paragraphe : ce n’est pas un nom", words = shortened(words));
                anchored.problems.push((mention.place, reason));
                continue;
            }
            let before = self.text[..range.start].char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
            let after = &self.text[range.end..];
            let after_len = after.char_indices().nth(CONTEXT_CHARS).map_or(after.len(), |(at, _)| at);
            let named = super::plain_name(&mention.by);
            anchored.proposals.push(ProposedMention {
                article: self.id.to_owned(),
                at: points.at(range.start),
                quote: words.to_owned(),
                prefix: self.text[before..range.start].to_owned(),
                suffix: after[..after_len].to_owned(),
                entity: if mention.entity.is_empty() { String::new() } else { records.id(&mention.entity) },
                kind: mention.kind.clone(),
                by: if named.is_empty() { by.to_owned() } else { named },
            });
        }
    }
}

/// A passage, cut by code points.
struct PassageText<'a> {
    text: &'a str,
    /// The byte of each code point, and the end; made for the first cut.
    starts: OnceCell<Vec<usize>>,
}

impl<'a> PassageText<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, starts: OnceCell::new() }
    }

    /// Returns the code points from one number to another, as far as there are so many.
    fn slice(&self, start: usize, end: usize) -> &'a str {
        let starts =
            self.starts.get_or_init(|| self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect());
        let at = |number: usize| starts.get(number).copied().unwrap_or(self.text.len());
        self.text.get(at(start)..at(end)).unwrap_or_default()
    }
}

/// Cuts a text for a message.
fn shortened(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    let plain: String = text.chars().take(MAX_CHARS).collect();
    if plain.len() < text.len() { plain + "…" } else { plain }
}
