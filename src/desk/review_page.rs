//! The view of uncertain names, days and speakers: one question after the other, as HTML.
//!
//! The list is made once for a page and stays as it is while a person works through it; `service` keeps the last lists. A
//! question that was decided in the meantime is sent as closed.

use std::collections::HashMap;

use serde_json::json;

use super::html::{PageFrame, escaped, filled};
use crate::base::SourcePath;
use crate::build::BuiltSite;
use crate::lang::desk::DeskWords;
use crate::model::{Edtf, Route};
use crate::parse::{Article, DecisionsByArticle, decisions};
use crate::review::questions::{Choice, ReviewTopic};
use crate::review::{ReviewQuestion, is_decided, place_proposals, questions, read_proposals};
use crate::source::Snapshot;
use crate::views::{AnnotatedText, card};

/// Most candidates with a key of their own.
const MAX_KEYS: usize = 9;

/// Returns all questions of a site and of what others propose, those first whose answer is asked most often.
pub(super) fn ordered_questions(built: &BuiltSite, snapshot: &Snapshot) -> Vec<ReviewQuestion> {
    let content = &built.site.content;
    let foreign = read_proposals(snapshot);
    let mut list = questions(content, &place_proposals(content, &decisions_of(snapshot), &foreign.all()));
    let group = |question: &ReviewQuestion| {
        let candidates: Vec<String> = question.candidates.iter().map(|one| one.id.clone()).collect();
        (question.text.clone(), candidates, question.asks as u8)
    };
    let mut counts = HashMap::new();
    for question in list.iter().filter(|question| question.asks == ReviewTopic::Name) {
        *counts.entry(group(question)).or_insert(0_usize) += 1;
    }
    list.sort_by_cached_key(|question| std::cmp::Reverse(counts.get(&group(question)).copied().unwrap_or_default()));
    list
}

fn decisions_of(snapshot: &Snapshot) -> DecisionsByArticle {
    let file = SourcePath::new(decisions::FILE);
    snapshot.files.get(&file).map(|found| decisions::parse(&file, &found.bytes).value.mentions).unwrap_or_default()
}

/// Returns the page with the first question.
pub(super) fn review_page(
    frame: &PageFrame<'_>,
    list: &[ReviewQuestion],
    built: &BuiltSite,
    snapshot: &Snapshot,
) -> String {
    let words = frame.words;
    let open = (0..list.len()).find_map(|at| question(frame, list, at, built, snapshot));
    let Some(first) = open else {
        return frame.page("review", words.review, &format!("<p>{}</p>\n", escaped(words.no_question)));
    };
    let mut main = format!("<div id=\"review\" data-list=\"{}\" data-all=\"{}\">\n", frame.generation, list.len());
    main.push_str("<p id=\"position\" role=\"status\" aria-live=\"polite\"></p>\n");
    main.push_str(&format!("<div id=\"question\">{first}</div>\n"));
    main.push_str(&format!(
        "<p><label><input type=\"checkbox\" id=\"whole\"> {} <kbd>a</kbd></label></p>\n",
        escaped(words.whole_article)
    ));
    main.push_str(&format!(
        "<div id=\"other\" hidden><label for=\"other-name\">{}</label> <input id=\"other-name\" type=\"search\" \
         autocomplete=\"off\"><ul id=\"other-list\" class=\"choices\"></ul></div>\n",
        escaped(words.other)
    ));
    main.push_str("<p class=\"bar\">");
    for (id, name, key) in [
        ("skip", words.skip, "s"),
        ("undo", words.undo, "u"),
        ("open-other", words.other, "o"),
        ("open-help", words.help, "?"),
    ] {
        main.push_str(&format!("<button type=\"button\" id=\"{id}\">{} <kbd>{key}</kbd></button> ", escaped(name)));
    }
    main.push_str("</p>\n</div>\n");
    main.push_str(&help(words));
    frame.page("review", words.review, &main)
}

fn help(words: &DeskWords) -> String {
    let rows = words.keys.iter().map(|(key, what)| format!("<dt><kbd>{key}</kbd></dt><dd>{}</dd>", escaped(what)));
    format!(
        "<dialog id=\"help\" aria-labelledby=\"help-title\"><h2 id=\"help-title\">{}</h2><dl>{}</dl><p class=\"bar\"><button \
         type=\"button\" id=\"help-close\">{}</button></p></dialog>\n",
        escaped(words.help),
        rows.collect::<String>(),
        escaped(words.close)
    )
}

/// Returns a question as HTML; `None` if it is decided already, or its text is another by now.
pub(super) fn question(
    frame: &PageFrame<'_>,
    list: &[ReviewQuestion],
    at: usize,
    built: &BuiltSite,
    snapshot: &Snapshot,
) -> Option<String> {
    let question = list.get(at)?;
    let text = article(built, &question.article).filter(|text| is_open(question, text, snapshot))?;
    let words = frame.words;
    let base = snapshot.files.get(&text.document.file).map(|file| file.key.to_string()).unwrap_or_default();
    let request = json!({
        "words": {
            "article": question.article, "start": question.start, "end": question.end, "quote": question.text,
        },
        "about": question.asks,
    });
    let mut out = format!(
        "<section class=\"question\" data-at=\"{at}\" data-request=\"{}\" data-base=\"{base}\">\n",
        escaped(&request.to_string())
    );
    let route = Route::new(&format!("articles/{}.html", question.article)).encoded();
    let details: Vec<String> = [text.document.publisher.clone(), text.document.date.map(|date| date.to_string())]
        .into_iter()
        .flatten()
        .collect();
    out.push_str(&format!(
        "<p class=\"where\"><a href=\"{}{route}#{}\">{}</a> {}</p>\n",
        frame.prefix,
        escaped(&question.anchor),
        escaped(&question.title),
        escaped(&details.join(", "))
    ));
    let language = text.document.language.as_ref().unwrap_or(&built.site.content.config.language);
    out.push_str(&format!(
        "<blockquote lang=\"{}\" dir=\"auto\"><p>{}<mark>{}</mark>{}</p></blockquote>\n",
        escaped(language.as_str()),
        escaped(&question.before),
        escaped(&question.text),
        escaped(&question.after)
    ));
    let (asks, none) = match question.asks {
        ReviewTopic::Name => (words.asks_name, words.nobody),
        ReviewTopic::Day => (words.asks_day, words.no_date),
        ReviewTopic::Speaker => (words.asks_speaker, words.nobody),
    };
    out.push_str(&format!(
        "<h2 id=\"asks-{at}\">{}</h2>\n<p class=\"reason\">{}</p>\n<ol class=\"choices\" aria-labelledby=\"asks-{at}\">\n",
        escaped(asks),
        escaped(&plain_reasons(words, question))
    ));
    for (index, candidate) in question.candidates.iter().enumerate() {
        let key = if index < MAX_KEYS { format!("<kbd>{}</kbd> ", index + 1) } else { String::new() };
        let gloss = escaped(&about_candidate(built, candidate, text.document.date.as_ref()));
        out.push_str(&format!(
            "<li><button type=\"button\" data-answer=\"{}\">{key}<b>{}</b> <small>{gloss}</small></button></li>\n",
            escaped(&candidate.id),
            escaped(&candidate.name)
        ));
    }
    out.push_str(&format!(
        "<li><button type=\"button\" data-none><kbd>0</kbd> {}</button></li>\n</ol>\n</section>\n",
        escaped(none)
    ));
    Some(out)
}

fn article<'a>(built: &'a BuiltSite, id: &str) -> Option<&'a AnnotatedText<Article>> {
    let articles = &built.site.content.articles;
    let index = articles.binary_search_by(|text| text.document.id.as_str().cmp(id)).ok()?;
    articles.get(index).map(|text| &**text)
}

/// Returns whether a question still awaits a decision in the text as it is now.
fn is_open(question: &ReviewQuestion, text: &AnnotatedText<Article>, snapshot: &Snapshot) -> bool {
    let (whole, range) = &question.place;
    if **whole != *text.document.body.main_text() {
        return false;
    }
    let is_here = |start: usize, end: usize| start == range.start && end == range.end;
    match question.asks {
        // Only others see a name there.
        ReviewTopic::Name if question.doubt.is_empty() => {
            let decided = decisions_of(snapshot);
            let list = decided.get(text.document.id.as_str()).map_or(&[][..], Vec::as_slice);
            !is_decided(whole, list, range)
        }
        ReviewTopic::Name => text.annotated.undecided().iter().any(|one| is_here(one.start, one.end)),
        ReviewTopic::Day => text.annotated.uncertain_dates.iter().any(|one| is_here(one.start, one.end)),
        ReviewTopic::Speaker => {
            let open = text.annotated.quotes.iter().filter(|quote| !quote.candidates.is_empty());
            open.into_iter().any(|quote| is_here(quote.start, quote.end))
        }
    }
}

/// Returns who or what a candidate is, and the roles that it held on a date.
#[must_use]
pub(crate) fn about_candidate(built: &BuiltSite, candidate: &Choice, date: Option<&Edtf>) -> String {
    let roles = roles_then(built, &candidate.id, date);
    // Who somebody is today may be what he was then.
    let gloss = Some(candidate.gloss.as_str()).filter(|gloss| !roles.contains(gloss));
    let about: Vec<&str> = gloss.into_iter().chain([roles.as_str()]).filter(|text| !text.is_empty()).collect();
    about.join(" · ")
}

/// Returns the roles that a candidate held on a date.
fn roles_then(built: &BuiltSite, id: &str, date: Option<&Edtf>) -> String {
    let registry = &built.site.content.registry;
    let Some((entity, date)) = registry.find(id).zip(date) else { return String::new() };
    let roles = registry.entities[entity].record.roles.iter().filter(|role| card::is_held(role, date));
    roles.map(|role| role.title.as_str()).collect::<Vec<_>>().join(", ")
}

/// Returns who proposes a candidate and why a question is asked, in the language of the desk.
#[must_use]
pub(crate) fn plain_reasons(words: &DeskWords, question: &ReviewQuestion) -> String {
    let mut sentences = Vec::new();
    if !question.proposed_by.is_empty() {
        let by = filled(words.proposed_by, &[("by", &question.proposed_by.join(", "))]);
        sentences.push(format!("{by}."));
    } else if question.doubt.is_empty() {
        sentences.push(format!("{}.", words.proposed));
    }
    if let Some(name) = &question.links_to {
        sentences.push(filled(words.links_to, &[("name", name)]));
    }
    if !question.doubt.is_empty() {
        sentences.push(plain_reason(words, &question.doubt));
    }
    sentences.join(" ")
}

/// Returns why the rules ask, in the language of the desk.
fn plain_reason(words: &DeskWords, reason: &str) -> String {
    let (code, rest) = reason.split_once(": ").unwrap_or(("", reason));
    let known = words.reasons.iter().find(|(known, _)| *known == code);
    let text = known.or_else(|| words.reasons.iter().find(|(known, _)| known.is_empty())).map_or("", |(_, text)| text);
    filled(text, &[("word", rest.trim_matches('`'))])
}
