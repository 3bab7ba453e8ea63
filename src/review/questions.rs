//! The questions of `dossier review`: one for each name, date and speaker that the rules could not decide. Pure;
//! `cli` and `desk` ask them, and actions of the desk store the decisions.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::proposals::{PlacedProposals, ProposedPlace};
use crate::annotate::quotes::Quote;
use crate::annotate::{AmbiguousMention, sentences};
use crate::base::Message;
use crate::lang::format::FormatRules;
use crate::lang::{self, matching::MatchingRules};
use crate::link::summary::mention_anchor as anchor_name;
use crate::model::{ArticleIx, Id};
use crate::parse::Article;
use crate::say;
use crate::text::position::{CodePoints, floor_char_boundary};
use crate::theme::dates;
use crate::timex::{DateDoubt, UncertainDate};
use crate::views::Content;

/// A name, a date or a quotation that awaits a decision.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReviewQuestion {
    /// Id of the article.
    pub article: String,
    /// Its headline.
    pub title: String,
    /// The name, the date or the quoted words as written.
    pub text: String,
    /// Number of code points before it; `end` is exclusive.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// Its anchor on the article's page: that of the name, for `dossier why`, or that of the paragraph.
    pub anchor: String,
    /// What precedes it in its sentence; in its paragraph if the question is about a speaker.
    pub before: String,
    /// What follows it there.
    pub after: String,
    /// Why it is not certain; the data has it in English.
    #[serde(serialize_with = "in_english")]
    pub reason: Message,
    /// The records, or the values of a date, that it may mean; the first ones if there are very many.
    pub candidates: Vec<Choice>,
    /// How many further candidates there are; omitted from the data if zero.
    #[serde(rename = "more_candidates", skip_serializing_if = "is_zero")]
    pub n_more: usize,
    /// `name`, `day` or `speaker`: what the question is about.
    pub asks: ReviewTopic,
    /// Who proposed a candidate, see `dossier import --annotations`; omitted from the data if nobody did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposed_by: Vec<String>,
    /// Why the rules are not certain, without what others proposed; empty if only others see a name here.
    #[serde(skip)]
    pub doubt: String,
    /// The name of the record to which the text links, if others propose another one.
    #[serde(skip)]
    pub links_to: Option<String>,
    /// The text of the article, and the byte range of the name in it.
    #[serde(skip)]
    pub place: (Arc<str>, Range<usize>),
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReviewTopic {
    /// Whom or what a name means.
    Name,
    /// Which day, month or year a date means.
    Day,
    /// Who said the quoted words.
    Speaker,
}

/// A candidate: a record, or the value of a date.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Choice {
    /// Its id, or the value of the date.
    pub id: String,
    /// Its name, or the date in words.
    pub name: String,
    /// A short description of who or what it is, or the day of the week.
    pub gloss: String,
}

/// Returns all questions, in order of article and position.
#[must_use]
pub(crate) fn questions(site: &Content, proposals: &PlacedProposals<'_>) -> Vec<ReviewQuestion> {
    let format = lang::data(&site.config.language).format;
    let mut questions = Vec::new();
    for (index, text) in ArticleIx::number(&*site.articles) {
        let article = &text.document;
        let language = article.language.as_ref().unwrap_or(&site.config.language);
        let mut asked = ArticleQuestions::new(article, lang::data(language).matching());
        for review in text.annotated.undecided() {
            let candidates = review.candidates.iter().filter_map(|id| choice(site, id.as_str())).collect();
            asked.ask_name(review, candidates);
        }
        for date in &text.annotated.uncertain_dates {
            asked.ask_day(date, format);
        }
        for quote in text.annotated.quotes.iter().filter(|quote| !quote.candidates.is_empty()) {
            let candidates = quote.candidates.iter().filter_map(|id| choice(site, id.as_str())).collect();
            asked.ask_speaker(quote, candidates);
        }
        let named = asked.name_questions();
        for (place, of_place) in proposals.questions_of(index) {
            asked.ask_proposed(place, &of_place, &named, |id| choice(site, id.as_str()));
        }
        questions.extend(asked.in_order());
    }
    questions
}

/// The questions about one article.
struct ArticleQuestions<'a> {
    article: &'a Article,
    text: Arc<str>,
    sentences: sentences::SentenceFinder<'a>,
    list: Vec<ReviewQuestion>,
}

impl<'a> ArticleQuestions<'a> {
    fn new(article: &'a Article, language: &'a MatchingRules) -> Self {
        let sentences = sentences::SentenceFinder::new(&article.body.text, language);
        Self { article, text: Arc::from(article.body.main_text()), sentences, list: Vec::new() }
    }

    fn ask_name(&mut self, review: &AmbiguousMention, candidates: Vec<Choice>) {
        let context = self.sentence(review.start, review.end);
        if let Some(question) = self.ask(ReviewTopic::Name, review.start..review.end, context, candidates) {
            question.reason = review.reason.message();
            question.doubt = review.reason.to_string();
            question.n_more = review.n_more;
        }
    }

    fn ask_day(&mut self, date: &UncertainDate, format: &FormatRules) {
        let candidates = date.candidates.iter().map(|value| day_choice(value, format)).collect();
        let context = self.sentence(date.start, date.end);
        if let Some(question) = self.ask(ReviewTopic::Day, date.start..date.end, context, candidates) {
            question.reason = day_reason(date.doubt);
            question.doubt.clone_from(&question.reason.en);
        }
    }

    /// A quotation whose probable speakers are all withheld is not asked about: there is nothing to choose.
    fn ask_speaker(&mut self, quote: &Quote, candidates: Vec<Choice>) {
        if candidates.is_empty() {
            return;
        }
        let context = self.passage(quote.start, quote.end);
        if let Some(question) = self.ask(ReviewTopic::Speaker, quote.start..quote.end, context, candidates) {
            question.reason = say!(
                en: "speaker: probable, but not certain",
                fr: "probable, mais pas certain",
            );
            question.doubt.clone_from(&question.reason.en);
        }
    }

    /// Returns the places of the questions about names, in order, each with its position in the list.
    fn name_questions(&self) -> Vec<(Range<usize>, usize)> {
        let questions = self.list.iter().enumerate().filter(|(_, question)| question.asks == ReviewTopic::Name);
        questions.map(|(index, question)| (question.place.1.clone(), index)).collect()
    }

    /// Asks about a place where others see a name; places come in order. If these words are asked about already, it is
    /// the same question. `named` are the questions of the rules about names.
    fn ask_proposed(
        &mut self,
        place: Range<usize>,
        proposed: &ProposedPlace<'_>,
        named: &[(Range<usize>, usize)],
        choice: impl Fn(&Id) -> Option<Choice>,
    ) {
        let mut candidates: Vec<Choice> = proposed.candidates.iter().filter_map(&choice).collect();
        let by = &proposed.by;
        let links_to = proposed.linked.as_ref().and_then(&choice).map(|record| record.name);
        let reason = match &proposed.linked {
            Some(linked) => {
                let by = proposed_by(by);
                say!(
                    en: "{by}, while the text links to {linked}",
                    fr: "{by}, alors que le texte mène à {linked}"; by
                )
            }
            None => proposed_by(by),
        };
        let overlaps = |asked: &Range<usize>| asked.start < place.end && place.start < asked.end;
        let of_rules = named.get(named.partition_point(|(asked, _)| asked.end <= place.start));
        let last = self.list.len().checked_sub(1);
        let is_same = |at: &usize| {
            let question = &self.list[*at];
            question.asks == ReviewTopic::Name && overlaps(&question.place.1)
        };
        let same = of_rules.map(|(_, at)| *at).filter(is_same).or(last.filter(is_same));
        if let Some(question) = same.and_then(|at| self.list.get_mut(at)) {
            candidates.extend(std::mem::take(&mut question.candidates));
            let mut known: HashSet<String> = HashSet::new();
            candidates.retain(|candidate| known.insert(candidate.id.clone()));
            question.candidates = candidates;
            question.reason = Message::joined(&[reason, std::mem::take(&mut question.reason)], "; ", " ; ");
            question.links_to = question.links_to.take().or(links_to);
            question.proposed_by.extend(by.iter().map(|by| (*by).to_owned()));
            return;
        }
        if candidates.is_empty() {
            return;
        }
        let context = self.sentence(place.start, place.end);
        if let Some(question) = self.ask(ReviewTopic::Name, place, context, candidates) {
            question.reason = reason;
            question.links_to = links_to;
            question.proposed_by = by.iter().map(|by| (*by).to_owned()).collect();
        }
    }

    /// Adds a question, unless its words are outside the text that is published.
    fn ask(
        &mut self,
        asks: ReviewTopic,
        range: Range<usize>,
        context: Range<usize>,
        candidates: Vec<Choice>,
    ) -> Option<&mut ReviewQuestion> {
        let body = &self.article.body;
        if range.end > body.main_len {
            return None;
        }
        self.list.push(ReviewQuestion {
            article: self.article.id.to_string(),
            title: self.article.title.clone(),
            text: body.text[range.clone()].to_owned(),
            start: 0,
            end: 0,
            anchor: String::new(),
            before: body.text[context.start.min(range.start)..range.start].to_owned(),
            after: body.text[range.end..context.end.max(range.end)].to_owned(),
            reason: Message::default(),
            candidates,
            n_more: 0,
            asks,
            proposed_by: Vec::new(),
            doubt: String::new(),
            links_to: None,
            place: (Arc::clone(&self.text), range),
        });
        self.list.last_mut()
    }

    /// Returns the questions in order of text, with their places in code points.
    fn in_order(mut self) -> Vec<ReviewQuestion> {
        self.list.sort_by_key(|question| (question.place.1.start, question.place.1.end));
        let body = &self.article.body;
        let mut starts = CodePoints::new(&body.text);
        for question in &mut self.list {
            let (text, range) = &question.place;
            question.start = starts.at(range.start);
            question.end = question.start + text[range.clone()].chars().count();
            question.anchor = match question.asks {
                ReviewTopic::Name => anchor_name(question.start),
                ReviewTopic::Day | ReviewTopic::Speaker => {
                    format!("p{}", body.block_at(range.start).map_or(0, |block| block.paragraph))
                }
            };
        }
        self.list
    }

    fn block(&self, start: usize) -> Range<usize> {
        let body = &self.article.body;
        body.block_at(start).map_or(0..body.main_len, |block| block.start..block.end)
    }

    /// Returns the sentence around a place.
    fn sentence(&mut self, start: usize, end: usize) -> Range<usize> {
        let sentence = self.sentences.sentence_at(self.block(start), start);
        sentence.start.min(start)..sentence.end.max(end)
    }

    /// Returns the part of the paragraph around a place that shows who speaks, cut between words.
    fn passage(&self, start: usize, end: usize) -> Range<usize> {
        const REACH: usize = 240;
        let (text, block) = (&self.article.body.text, self.block(start));
        let from = floor_char_boundary(text, start.saturating_sub(REACH)).max(block.start.min(start));
        let to = floor_char_boundary(text, (end + REACH).min(text.len())).min(block.end.max(end));
        let from = match text[from..start].find(char::is_whitespace) {
            Some(space) if from > block.start => from + space,
            _ => from,
        };
        let to = match text[end..to].rfind(char::is_whitespace) {
            Some(space) if to < block.end => end + space,
            _ => to,
        };
        from..to
    }
}

/// Returns why the value of a date is not certain, as people read it.
fn day_reason(doubt: DateDoubt) -> Message {
    match doubt {
        DateDoubt::Direction => say!(
            en: "direction: it may be before or after publication",
            fr: "ce peut être avant ou après la parution",
        ),
        DateDoubt::Order => say!(
            en: "order: the day or the month may come first",
            fr: "le jour ou le mois peut venir en premier",
        ),
        DateDoubt::Anchor => say!(
            en: "anchor: the passage may count from another day than that of publication",
            fr: "le passage peut partir d’un autre jour que celui de la parution",
        ),
    }
}

fn in_english<S: Serializer>(reason: &Message, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&reason.en)
}

/// Says who proposes a candidate.
fn proposed_by(by: &[&str]) -> Message {
    let names = by.join(", ");
    match by {
        [] => say!(en: "proposed by an imported annotation", fr: "proposé par une annotation importée"),
        _ => say!(en: "proposed by {names}", fr: "proposé par {names}"),
    }
}

fn day_choice(value: &str, format: &FormatRules) -> Choice {
    let weekday = dates::weekday(value).map(|number| format.weekdays[number]).unwrap_or_default();
    Choice { id: value.to_owned(), name: dates::value(value, format), gloss: weekday.to_owned() }
}

fn choice(site: &Content, id: &str) -> Option<Choice> {
    let entity = &site.registry.entities[site.registry.find(id)?];
    Some(Choice {
        id: entity.record.id.to_string(),
        name: entity.record.name.value.clone(),
        gloss: entity.gloss.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;

    const ARTICLE: &str = "---\ntitle: Le phare\n---\nLe phare rouvrira dimanche. La mairie le dit.\n\nJeanne \
        Morvan a reçu Paul Adam. « Nous tiendrons parole », lit-on.\n";

    fn asked() -> Vec<ReviewQuestion> {
        let file = SourcePath::new("content/articles/phare.md");
        let article = crate::parse::article::parse(&file, ARTICLE.as_bytes()).value.expect("an article");
        let place = |words: &str| {
            let start = article.body.text.find(words).expect("the words");
            start..start + words.len()
        };
        let (day, words) = (place("dimanche"), place("Nous tiendrons parole"));
        let id = |id: &str| Id::parse(id).expect("an id");
        let quote = Quote {
            start: words.start,
            end: words.end,
            speaker: None,
            more_speakers: Vec::new(),
            candidates: vec![id("jeanne-morvan"), id("paul-adam")],
            cue: String::new(),
        };
        let date = UncertainDate {
            start: day.start,
            end: day.end,
            candidates: vec!["2024-03-31".to_owned(), "2024-03-24".to_owned()],
            doubt: DateDoubt::Direction,
        };
        let french = lang::by_tag("fr");
        let mut asked = ArticleQuestions::new(&article, french.matching());
        let choice = |id: &Id| Choice { id: id.to_string(), name: id.to_string(), gloss: String::new() };
        asked.ask_speaker(&quote, quote.candidates.iter().map(choice).collect());
        asked.ask_speaker(&quote, Vec::new());
        asked.ask_day(&date, french.format);
        asked.in_order()
    }

    #[test]
    fn a_day_is_asked_with_its_dates_in_words_and_a_speaker_with_the_paragraph() {
        let asked = asked();
        let lines: Vec<String> = asked
            .iter()
            .map(|question| {
                let ReviewQuestion { before, text, after, anchor, .. } = question;
                let choices =
                    question.candidates.iter().map(|choice| format!("{}={} {}", choice.id, choice.name, choice.gloss));
                format!("{anchor} {before}[{text}]{after} | {}", choices.collect::<Vec<_>>().join("; "))
            })
            .collect();
        assert_eq!(
            lines,
            [
                "p1 Le phare rouvrira [dimanche]. | 2024-03-31=31 mars 2024 dimanche; 2024-03-24=24 mars 2024 dimanche",
                "p2 Jeanne Morvan a reçu Paul Adam. « [Nous tiendrons parole] », lit-on. | jeanne-morvan=jeanne-morvan ; \
                 paul-adam=paul-adam ",
            ]
        );
        assert_eq!((asked[0].start, asked[0].end), (18, 26));
        let json = serde_json::to_value(&asked[0]).expect("JSON");
        assert_eq!((json["asks"].as_str(), json["candidates"][0]["id"].as_str()), (Some("day"), Some("2024-03-31")));
    }
}
