//! A part of the articles -> lines of JSON that any process may write, and all of them together -> the proposals.
//!
//! A name is recognised by what all articles say: the second pass of the tagger sees the evidence of the first in all of them, and a
//! name found anywhere is searched everywhere. So a part holds the texts as they are annotated, and the evidence of its first
//! pass, which adds up. The articles are put in order of id before the second pass; so the result does not depend on
//! how they were cut. Pure; `cli::suggest_spread` reads and writes.
//!
//! ```text
//! {"dossier-partial": {format, program, names}}   names is the key of the names that the texts were annotated with
//! {"article": …}                                  one for each
//! {"words": […]} {"pairs": […]} {"small": […]}    the evidence, some thousand numbers a line
//! {"end": 2}                                      the number of articles; without it the part is not whole
//! ```

use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::corpus_evidence::{CorpusEvidence, EvidenceTable};
use super::corpus_texts::{ArticleSpans, actors, dates};
use super::events::{EventDate, EventEntity};
use super::model::TwoPassModel;
use super::record_match::{self, RecordNames};
use super::{ArticleText, SuggestInput, SuggestedEntity, name_recognition, suggest_with};
use crate::annotate::Annotations;
use crate::base::Key;
use crate::base::message::Message;
use crate::lang;
use crate::model::{EntityKind, LangTag};
use crate::parse::Article;
use crate::registry::Registry;
use crate::say;

/// The version of the format.
const FORMAT: u32 = 1;
/// How many rows of evidence are on a line.
const ROWS_PER_LINE: usize = 1000;

/// What the search for names needs of one article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct PartialArticle {
    id: String,
    text: String,
    language: String,
    /// The byte ranges in which names may occur, in order.
    blocks: Vec<(usize, usize)>,
    /// Those that need no suggestion, in order.
    covered: Vec<(usize, usize)>,
    /// The mentions of records: byte range, id, kind.
    mentions: Vec<(usize, usize, String, String)>,
    /// The dates: byte range, value.
    dates: Vec<(usize, usize, String)>,
}

#[derive(Serialize, Deserialize)]
enum Line {
    #[serde(rename = "dossier-partial")]
    Head(Head),
    #[serde(rename = "article")]
    Article(PartialArticle),
    #[serde(rename = "words")]
    Words(Vec<u32>),
    #[serde(rename = "pairs")]
    Pairs(Vec<u32>),
    #[serde(rename = "small")]
    Small(Vec<u32>),
    #[serde(rename = "end")]
    End(usize),
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    /// The program that wrote it.
    program: String,
    names: String,
}

impl PartialArticle {
    /// Takes what is needed of an article; `language` is that of the site.
    #[must_use]
    pub(crate) fn new(
        id: &str,
        article: &Article,
        annotated: &Annotations,
        registry: &Registry,
        language: &LangTag,
    ) -> Self {
        let spans = ArticleSpans::new(article, annotated);
        let pairs = |ranges: Vec<Range<usize>>| ranges.into_iter().map(|range| (range.start, range.end)).collect();
        let actors = actors(annotated, registry).into_iter();
        let dates = dates(annotated).into_iter();
        Self {
            id: id.to_owned(),
            text: article.body.main_text().to_owned(),
            language: article.language.as_ref().unwrap_or(language).to_string(),
            blocks: pairs(spans.blocks),
            covered: pairs(spans.covered),
            mentions: actors.map(|one| (one.bytes.start, one.bytes.end, one.id, one.kind)).collect(),
            dates: dates.map(|one| (one.bytes.start, one.bytes.end, one.value)).collect(),
        }
    }

    /// Returns the line of the article.
    #[must_use]
    pub(crate) fn line(self) -> Vec<u8> {
        line(&Line::Article(self))
    }

    /// Returns whether every range is one of the text; a part may be damaged.
    fn is_sound(&self) -> bool {
        let blocks = self.blocks.iter().chain(&self.covered).copied();
        let mentions = self.mentions.iter().map(|(start, end, ..)| (*start, *end));
        let dates = self.dates.iter().map(|(start, end, _)| (*start, *end));
        LangTag::parse(&self.language).is_some()
            && blocks.chain(mentions).chain(dates).all(|(start, end)| self.text.get(start..end).is_some())
    }
}

fn line(line: &Line) -> Vec<u8> {
    // Plain data with text keys always serialises.
    let mut bytes = serde_json::to_vec(line).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Returns the first line of a part.
#[must_use]
pub(crate) fn head(names: Key) -> Vec<u8> {
    line(&Line::Head(Head { format: FORMAT, program: env!("CARGO_PKG_VERSION").to_owned(), names: names.to_string() }))
}

/// Returns the evidence of articles.
#[must_use]
pub(crate) fn evidence(articles: &[PartialArticle]) -> CorpusEvidence {
    let spans = spans(articles);
    name_recognition::first_pass(&texts(articles, &spans), TwoPassModel::built_in())
}

/// Returns the last lines of a part: its evidence, and its number of articles.
pub(crate) fn last_lines(evidence: &CorpusEvidence, n_articles: usize) -> impl Iterator<Item = Vec<u8>> {
    let tables = EvidenceTable::ALL.into_iter().zip(evidence.numbers());
    let lines = tables.flat_map(|(table, rows)| {
        let lines: Vec<Vec<u8>> = rows.chunks(ROWS_PER_LINE).map(|rows| evidence_line(table, rows.concat())).collect();
        lines
    });
    lines.chain(std::iter::once(line(&Line::End(n_articles))))
}

fn evidence_line(table: EvidenceTable, numbers: Vec<u32>) -> Vec<u8> {
    line(&match table {
        EvidenceTable::Words => Line::Words(numbers),
        EvidenceTable::Pairs => Line::Pairs(numbers),
        EvidenceTable::Small => Line::Small(numbers),
    })
}

/// A line that was read and not yet added.
pub(crate) struct PartialLine(Line);

/// Reads a line.
///
/// # Errors
/// Why it is none of a part, as a sentence without its place.
pub(crate) fn read_line(text: &str) -> Result<PartialLine, Message> {
    match serde_json::from_str(text) {
        Ok(Line::Article(article)) if !article.is_sound() => Err(no_line()),
        Ok(line) => Ok(PartialLine(line)),
        Err(_) => Err(no_line()),
    }
}

fn no_line() -> Message {
    say!(
        en: "this is no line of `dossier suggest --partial`",
        fr: "ceci n’est pas une ligne de `dossier suggest --partial`",
    )
}

/// The parts that were read.
pub(crate) struct Partials {
    names: Key,
    articles: Vec<PartialArticle>,
    evidence: CorpusEvidence,
    /// The number of articles before the part that is being read; `None` between two parts.
    n_before: Option<usize>,
}

impl Partials {
    /// Begins without a part. `names` is the key of the names that the texts must be annotated with.
    #[must_use]
    pub(crate) fn new(names: Key) -> Self {
        Self { names, articles: Vec::new(), evidence: CorpusEvidence::default(), n_before: None }
    }

    /// Adds the next line.
    ///
    /// # Errors
    /// Why the parts make no whole, as a sentence without its place.
    pub(crate) fn add(&mut self, line: PartialLine) -> Result<(), Message> {
        let table = |numbers, table| Some((numbers, table));
        let numbers = match (line.0, self.n_before) {
            (Line::Head(head), None) => {
                self.check(&head)?;
                self.n_before = Some(self.articles.len());
                None
            }
            (Line::Head(_), Some(_)) => return Err(not_whole()),
            (_, None) => {
                return Err(
                    say!(en: "this line has no head before it", fr: "cette ligne n’a pas d’en-tête devant elle"),
                );
            }
            (Line::Article(article), Some(_)) => {
                self.articles.push(article);
                None
            }
            (Line::End(n), Some(before)) if n == self.articles.len() - before => {
                self.n_before = None;
                None
            }
            (Line::End(_), Some(_)) => return Err(not_whole()),
            (Line::Words(numbers), Some(_)) => table(numbers, EvidenceTable::Words),
            (Line::Pairs(numbers), Some(_)) => table(numbers, EvidenceTable::Pairs),
            (Line::Small(numbers), Some(_)) => table(numbers, EvidenceTable::Small),
        };
        let Some((numbers, table)) = numbers else { return Ok(()) };
        self.evidence.add_numbers(table, &numbers).ok_or_else(no_line)
    }

    /// Ends a file.
    ///
    /// # Errors
    /// If its last part is not whole.
    pub(crate) fn end_file(&self) -> Result<(), Message> {
        if self.n_before.is_none() { Ok(()) } else { Err(not_whole()) }
    }

    fn check(&self, head: &Head) -> Result<(), Message> {
        let (program, own) = (&head.program, env!("CARGO_PKG_VERSION"));
        if head.format != FORMAT || program != own {
            return Err(say!(
                en: "this part was written by dossier {program}, and this is {own}",
                fr: "cette partie a été écrite par dossier {program}, et ceci est {own}",
            ));
        }
        if head.names != self.names.to_string() {
            return Err(say!(
                en: "this part was made with other records, settings or decisions",
                fr: "cette partie a été faite avec d’autres fiches, réglages ou décisions",
            ));
        }
        Ok(())
    }

    /// Puts the articles in order: what is found does not depend on how they were cut.
    #[must_use]
    pub(crate) fn whole(mut self) -> WholeCorpus {
        self.articles.sort_unstable();
        WholeCorpus { spans: spans(&self.articles), articles: self.articles, evidence: self.evidence }
    }
}

fn not_whole() -> Message {
    say!(en: "the part before this is not whole", fr: "la partie qui précède n’est pas entière")
}

/// All articles, in order of id.
pub(crate) struct WholeCorpus {
    articles: Vec<PartialArticle>,
    spans: Vec<PartSpans>,
    evidence: CorpusEvidence,
}

/// What is known of the names beforehand.
pub(crate) struct PriorNames<'a> {
    /// The records.
    pub(crate) registry: &'a Registry,
    /// The kinds of site.yaml.
    pub(crate) kinds: &'a [EntityKind],
    /// The names that people refused.
    pub(crate) refused: &'a [String],
    /// The site's language.
    pub(crate) language: &'a LangTag,
}

impl WholeCorpus {
    /// Returns the names that no record covers, and the texts that their evidence refers to.
    #[must_use]
    pub(crate) fn suggest(&mut self, known: &PriorNames<'_>) -> (Vec<SuggestedEntity>, Vec<ArticleText<'_>>) {
        let evidence = std::mem::take(&mut self.evidence);
        let sources = texts(&self.articles, &self.spans);
        let covered: Vec<Vec<Range<usize>>> = self.articles.iter().map(|one| ranges(&one.covered)).collect();
        let entities: Vec<Vec<EventEntity>> = self.articles.iter().map(actors_of).collect();
        let dates: Vec<Vec<EventDate>> = self.articles.iter().map(dates_of).collect();
        let records = known.registry.entities.iter().map(|entity| &entity.record).chain(&known.registry.withheld);
        let taken: HashSet<String> = records.map(|record| record.id.as_str().to_lowercase()).collect();
        let found = suggest_with(
            evidence,
            SuggestInput {
                articles: &sources,
                covered: &covered,
                entities: &entities,
                dates: &dates,
                proposed: &[],
                names: &RecordNames::new(known.registry, known.kinds),
                refused: &record_match::refused(known.refused),
                language: known.language,
                model: TwoPassModel::built_in(),
                taken,
            },
        );
        (found, sources)
    }
}

struct PartSpans {
    blocks: Vec<Range<usize>>,
    language: LangTag,
}

fn spans(articles: &[PartialArticle]) -> Vec<PartSpans> {
    let language = |article: &PartialArticle| LangTag::parse(&article.language);
    let read =
        |article: &PartialArticle| Some(PartSpans { blocks: ranges(&article.blocks), language: language(article)? });
    // The language was read when the line was.
    articles.iter().filter_map(read).collect()
}

fn texts<'a>(articles: &'a [PartialArticle], spans: &'a [PartSpans]) -> Vec<ArticleText<'a>> {
    let text = |(article, spans): (&'a PartialArticle, &'a PartSpans)| ArticleText {
        id: &article.id,
        text: &article.text,
        blocks: &spans.blocks,
        language: lang::data(&spans.language),
    };
    articles.iter().zip(spans).map(text).collect()
}

fn ranges(pairs: &[(usize, usize)]) -> Vec<Range<usize>> {
    pairs.iter().map(|(start, end)| *start..*end).collect()
}

fn actors_of(article: &PartialArticle) -> Vec<EventEntity> {
    let actor = |(start, end, id, kind): &(usize, usize, String, String)| EventEntity {
        bytes: *start..*end,
        id: id.clone(),
        kind: kind.clone(),
    };
    article.mentions.iter().map(actor).collect()
}

fn dates_of(article: &PartialArticle) -> Vec<EventDate> {
    let date = |(start, end, value): &(usize, usize, String)| EventDate { bytes: *start..*end, value: value.clone() };
    article.dates.iter().map(date).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PARAGRAPHS: [&str; 9] = [
        "La maire Jeanne Morvan a promis de rallumer le phare de Brest, à Anne Kerval.",
        "Morvan n’a rien dit. Le sommet d’Armel du 4 mai est annulé, selon Kerval.",
        "Yann Kerval, 12 ans, habite Londres avec Paul Morvan.",
        "L’Association des pêcheurs du Ponant (APP) a salué le geste.",
        "L’APP et l’Agence du Ponant se taisent sur la visite de Jeanne Morvan à Londres.",
        "Les pêcheurs ne disent rien de plus.",
        "In London, Peter Ashdown met Jeanne Morvan. Ashdown declined to comment.",
        "Selon le ministre Paul Ashdown, Kerval reviendra en mai.",
        "Armel, port de la Mer du Ponant, attend. Brest aussi.",
    ];

    fn article(id: usize, language: &str, paragraphs: &[usize]) -> PartialArticle {
        let text = paragraphs.iter().map(|n| PARAGRAPHS[*n]).collect::<Vec<_>>().join("\n\n");
        let blocks = name_recognition::paragraphs(&text).into_iter().map(|block| (block.start, block.end)).collect();
        PartialArticle {
            id: format!("a{id}"),
            text,
            language: language.to_owned(),
            blocks,
            covered: Vec::new(),
            mentions: Vec::new(),
            dates: Vec::new(),
        }
    }

    fn proposals(parts: &[Vec<PartialArticle>]) -> String {
        let names = Key::of(b"");
        let mut partials = Partials::new(names);
        for part in parts {
            let articles = part.iter().map(|article| article.clone().line());
            let evidence = evidence(part);
            let lines = std::iter::once(head(names)).chain(articles).chain(last_lines(&evidence, part.len()));
            for line in lines {
                let line = read_line(std::str::from_utf8(&line).expect("UTF-8")).expect("a line");
                partials.add(line).expect("a part");
            }
            partials.end_file().expect("a whole part");
        }
        let (registry, language) = (Registry::default(), LangTag::parse("fr").expect("a language"));
        let known = PriorNames { registry: &registry, kinds: &[], refused: &[], language: &language };
        let mut corpus = partials.whole();
        let (found, _) = corpus.suggest(&known);
        format!("{found:#?}")
    }

    #[test]
    fn parts_have_proposals() {
        let found = proposals(&[vec![article(1, "fr", &[0, 3])], vec![article(2, "fr", &[1])]]);
        assert!(found.contains("name: \"Jeanne Morvan\"") && found.contains("\"APP\""), "{found}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The same ids may come twice, with other texts or the same.
        #[test]
        fn the_proposals_do_not_depend_on_the_parts(
            articles in prop::collection::vec((0_usize..12, 0_usize..3, prop::collection::vec(0_usize..9, 1..4), 0_usize..4), 1..14),
            order in any::<u64>(),
        ) {
            let languages = ["fr", "en", "de"];
            let articles: Vec<(PartialArticle, usize)> = articles
                .iter()
                .map(|(id, language, paragraphs, part)| (article(*id, languages[*language], paragraphs), *part))
                .collect();
            let whole: Vec<PartialArticle> = articles.iter().map(|(article, _)| article.clone()).collect();
            let mut parts: Vec<Vec<PartialArticle>> = vec![Vec::new(); 4];
            let mut shuffled = articles;
            shuffled.sort_by_key(|(article, _)| Key::of(format!("{order}{}{}", article.id, article.text).as_bytes()));
            shuffled.into_iter().for_each(|(article, part)| parts[part].push(article));
            parts.rotate_left(usize::try_from(order % 4).unwrap_or(0));
            prop_assert_eq!(proposals(&[whole]), proposals(&parts));
        }

        #[test]
        fn evidence_reads_back_as_it_is(paragraphs in prop::collection::vec(0_usize..9, 0..9)) {
            let found = evidence(&[article(1, "fr", &paragraphs)]);
            let mut read = CorpusEvidence::default();
            for (table, rows) in EvidenceTable::ALL.into_iter().zip(found.numbers()) {
                prop_assert_eq!(read.add_numbers(table, &rows.concat()), Some(()));
            }
            prop_assert_eq!(read.numbers(), found.numbers());
        }
    }
}
