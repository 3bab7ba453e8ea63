//! The questions of `dossier review`: one for each mention that the rules could not decide. Pure; `cli::review`
//! asks them and `edit` stores the decisions.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::annotate::sentences;
use crate::base::yaml_fields::SpannedText;
use crate::base::{SourcePath, Span};
use crate::lang;
use crate::link::summary::mention_anchor as anchor_name;
use crate::parse::{Decision, DecisionsByArticle, decisions};
use crate::text::position::CodePoints;
use crate::text::selector;
use crate::text::selector::TextQuoteSelector;
use crate::views::Content;

/// A mention that awaits a decision.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReviewQuestion {
    /// Id of the article.
    pub article: String,
    /// Its headline.
    pub title: String,
    /// The name as written.
    pub text: String,
    /// Code points before it; `end` is exclusive.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// Its anchor, for `dossier why`.
    pub anchor: String,
    /// The part of the sentence before the name.
    pub before: String,
    /// The part of the sentence after it.
    pub after: String,
    /// Why it is not certain.
    pub reason: String,
    /// The records that it may mean; the first ones if there are very many.
    pub candidates: Vec<Choice>,
    /// How many further candidates there are; omitted from the data if zero.
    #[serde(rename = "more_candidates", skip_serializing_if = "is_zero")]
    pub n_more: usize,
    /// The text of the article, and the byte range of the name in it.
    #[serde(skip)]
    pub place: (Arc<str>, Range<usize>),
}

impl ReviewQuestion {
    /// Returns the selector by which a stored decision finds the name again. It searches the whole text, so it
    /// is made only for decided questions.
    #[must_use]
    pub(crate) fn selector(&self) -> TextQuoteSelector {
        let (text, range) = &self.place;
        selector::make_selector(text, range.clone())
    }
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// A candidate record.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Choice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A short description of who or what it is.
    pub gloss: String,
}

/// Returns all questions, in order of article and position.
#[must_use]
pub(crate) fn questions(site: &Content) -> Vec<ReviewQuestion> {
    let mut questions = Vec::new();
    for text in site.articles.iter() {
        let article = &text.document;
        let body = &article.body;
        let language_data = lang::data(article.language.as_ref().unwrap_or(&site.config.language)).matching();
        let main: Arc<str> = Arc::from(body.main_text());
        let mut points = CodePoints::new(&body.text);
        let mut asked = sentences::SentenceFinder::new(&body.text, language_data);
        for review in text.annotated.undecided().into_iter().filter(|review| review.end <= body.main_len) {
            let block = body.block_at(review.start).map_or(0..body.main_len, |block| block.start..block.end);
            let sentence = asked.sentence_at(block, review.start);
            let (start, end) = (points.at(review.start), points.at(review.end));
            questions.push(ReviewQuestion {
                article: article.id.to_string(),
                title: article.title.clone(),
                text: body.text[review.start..review.end].to_owned(),
                start,
                end,
                anchor: anchor_name(start),
                before: body.text[sentence.start.min(review.start)..review.start].to_owned(),
                after: body.text[review.end..sentence.end.max(review.end)].to_owned(),
                reason: review.reason.to_string(),
                candidates: review.candidates.iter().filter_map(|id| choice(site, id.as_str())).collect(),
                n_more: review.n_more,
                place: (Arc::clone(&main), review.start..review.end),
            });
        }
    }
    questions
}

fn choice(site: &Content, id: &str) -> Option<Choice> {
    let entity = &site.registry.entities[site.registry.find(id)?];
    Some(Choice {
        id: entity.record.id.to_string(),
        name: entity.record.name.value.clone(),
        gloss: entity.gloss.clone(),
    })
}

/// Records a decision about a question, replacing an earlier one about the same place. `entity` is the record that
/// is meant; `None` means none of this dossier's.
pub(crate) fn decide(decisions: &mut DecisionsByArticle, question: &ReviewQuestion, entity: Option<&str>, by: &str) {
    undo(decisions, question);
    let span = Span::whole(&SourcePath::new(decisions::FILE));
    let text = |value: &str| SpannedText { value: value.to_owned(), span: span.clone() };
    decisions.entry(question.article.clone()).or_default().push(Decision {
        article: text(&question.article),
        selector: question.selector(),
        topic: decisions::DecisionTopic::Name,
        entity: entity.map(text),
        by: by.to_owned(),
        span: span.clone(),
    });
}

/// Removes the decision about a question.
pub(crate) fn undo(decisions: &mut DecisionsByArticle, question: &ReviewQuestion) {
    if let Some(list) = decisions.get_mut(&question.article) {
        let place = question.selector();
        list.retain(|decision| decision.selector != place);
        if list.is_empty() {
            decisions.remove(&question.article);
        }
    }
}
