//! What an edition marks in a text and the program does not find itself -> decisions, and its editorial notes -> their file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::annotate::Annotations;
use crate::base::yaml_fields::SpannedText;
use crate::base::{SourcePath, Span};
use crate::import::tei::{TeiArticle, TeiEdition, TeiSpan, scalar};
use crate::model::Id;
use crate::parse::decisions::{Decision, DecisionTopic};
use crate::registry::Registry;
use crate::text::position::CodePoints;
use crate::text::selector::{TextQuoteSelector, find_all, make_selector};

/// Returns where a span of the edition's text is in the text as it was read back.
pub(super) fn place(text: &str, span: &TeiSpan) -> Option<Range<usize>> {
    (span.end <= text.len() && text.is_char_boundary(span.start) && text.is_char_boundary(span.end))
        .then_some(span.start..span.end)
}

/// Returns whether the words of a span name its record already.
pub(super) fn is_linked(annotated: &Annotations, place: Option<&Range<usize>>, entity: &str) -> bool {
    let Some(place) = place else { return true };
    let first = annotated.mentions.partition_point(|mention| mention.start < place.start);
    annotated.mentions.get(first).is_some_and(|mention| {
        mention.start == place.start && mention.end == place.end && mention.entity.as_str() == entity
    })
}

/// An article that was read back, beside what the edition says of it.
pub(super) struct MarkedArticle<'a> {
    pub(super) file: &'a SourcePath,
    /// Its text as it was read back.
    pub(super) text: &'a str,
    /// What the program found in it.
    pub(super) annotated: &'a Annotations,
    pub(super) registry: &'a Registry,
    pub(super) edition: &'a TeiEdition,
    pub(super) article: &'a TeiArticle,
}

impl MarkedArticle<'_> {
    /// Returns whether the text came back as the edition has it.
    fn is_same(&self) -> bool {
        *self.text == *self.article.text.plain
    }

    /// Decides what the program finds otherwise than the edition says; of dossier's own also what it finds beyond it, and
    /// again what was decided.
    pub(super) fn decisions(&self) -> Vec<Decision> {
        let mut made = Vec::new();
        let is_own = self.edition.is_own;
        if is_own && !self.is_same() {
            return made;
        }
        self.names(&mut made);
        self.speech(&mut made);
        if is_own {
            self.days(&mut made);
        }
        made
    }

    fn is_known(&self, id: &str) -> bool {
        self.registry.find(id).is_some()
    }

    fn names(&self, made: &mut Vec<Decision>) {
        let is_own = self.edition.is_own;
        let names = &self.article.text.names;
        for span in names.iter().filter(|span| self.is_known(&span.value)) {
            let place = place(self.text, span);
            let is_decided = is_own && span.rule == "decided";
            if is_decided || !is_linked(self.annotated, place.as_ref(), &span.value) {
                self.add(made, place, DecisionTopic::Name, Some(&span.value), &span.by);
            }
        }
        if !is_own {
            return;
        }
        let starts: BTreeSet<usize> = names.iter().map(|span| span.start).collect();
        for mention in self.annotated.mentions.iter().filter(|mention| !starts.contains(&mention.start)) {
            self.add(made, Some(mention.start..mention.end), DecisionTopic::Name, None, "");
        }
        // An excerpt may leave open what the whole text decides.
        let Some(review) = self.article.review.as_ref() else { return };
        let mut points = CodePoints::new(self.text);
        for open in self.annotated.ambiguous.iter().filter(|open| open.end <= self.text.len()) {
            if !review.contains(&points.at(open.start)) && !starts.contains(&open.start) {
                self.add(made, Some(open.start..open.end), DecisionTopic::Name, None, "");
            }
        }
    }

    fn speech(&self, made: &mut Vec<Decision>) {
        let is_own = self.edition.is_own;
        for span in &self.article.text.speech {
            let Some(place) = place(self.text, span) else { continue };
            let is_decided = is_own && !span.by.is_empty();
            let quote =
                self.annotated.quotes.iter().find(|quote| quote.start <= place.start && place.start < quote.end);
            let who = Some(span.value.as_str()).filter(|who| self.is_known(who));
            let Some(quote) = quote else {
                // A person said that these words are somebody's.
                if is_own && !place.is_empty() {
                    self.add(made, Some(place), DecisionTopic::Speech, who, &span.by);
                }
                continue;
            };
            let found = quote.speaker.as_ref().map(Id::as_str);
            let words = Some(quote.start..quote.end);
            if who.is_some() && (is_decided || found != who) {
                self.add(made, words, DecisionTopic::Speech, who, &span.by);
            } else if is_own && span.value.is_empty() && found.is_some() {
                self.add(made, words, DecisionTopic::Speech, None, "");
            }
        }
    }

    fn days(&self, made: &mut Vec<Decision>) {
        let dates: BTreeMap<usize, &TeiSpan> = self.article.text.dates.iter().map(|span| (span.start, span)).collect();
        for date in &self.annotated.dates {
            match dates.get(&date.start) {
                Some(span) if span.value == date.value && span.rule != "decided" => {}
                Some(span) => {
                    self.push(made, span.start..span.end, DecisionTopic::Day, None, Some(&span.value), &span.by);
                }
                None => self.push(made, date.start..date.end, DecisionTopic::Day, None, None, ""),
            }
        }
        for span in &self.article.text.dates {
            if !self.annotated.dates.iter().any(|date| date.start == span.start) {
                self.push(made, span.start..span.end, DecisionTopic::Day, None, Some(&span.value), &span.by);
            }
        }
    }

    fn add(
        &self,
        made: &mut Vec<Decision>,
        place: Option<Range<usize>>,
        topic: DecisionTopic,
        entity: Option<&str>,
        by: &str,
    ) {
        if let Some(place) = place {
            self.push(made, place, topic, entity, None, by);
        }
    }

    fn push(
        &self,
        made: &mut Vec<Decision>,
        place: Range<usize>,
        topic: DecisionTopic,
        entity: Option<&str>,
        day: Option<&str>,
        by: &str,
    ) {
        // Notes and captions follow the text; nothing is decided in them.
        if place.end > self.text.len() || place.is_empty() {
            return;
        }
        let span = Span::new(self.file, 0, 0);
        let spanned = |value: &str| SpannedText { value: value.to_owned(), span: span.clone() };
        let by = if self.edition.is_own { self.edition.decider(by) } else { "" };
        made.push(Decision {
            article: spanned(self.file.stem()),
            selector: make_selector(self.text, place),
            topic,
            entity: entity.map(spanned),
            day: day.map(str::to_owned),
            by: by.to_owned(),
            span: span.clone(),
        });
    }

    /// Returns the file of the editorial notes, empty if there are none, and how many notes have no certain place.
    pub(super) fn notes(&self) -> (String, usize) {
        let mut yaml = String::new();
        let notes = &self.article.text.notes;
        if !self.is_same() {
            return (yaml, notes.len());
        }
        let mut n_lost = 0;
        for note in notes {
            let words = note.start.map(|start| start..note.end);
            let words = words.filter(|words| !self.text.get(words.clone()).unwrap_or_default().trim().is_empty());
            let selector = words.map(|words| make_selector(self.text, words)).filter(|made| {
                let bare = TextQuoteSelector { code_point_offset: None, ..made.clone() };
                find_all(self.text, &[&bare]).iter().all(Result::is_ok)
            });
            let Some(selector) = selector else {
                n_lost += 1;
                continue;
            };
            let mut line = |key: &str, value: &str| {
                if !value.is_empty() {
                    yaml.push_str(&format!("{} {key}: {}\n", if key == "quote" { "-" } else { " " }, scalar(value)));
                }
            };
            line("quote", &selector.quote);
            line("prefix", &selector.prefix);
            line("suffix", &selector.suffix);
            line("note", if note.text.is_empty() { " " } else { &note.text });
            line("by", self.edition.decider(&note.by));
            line("date", note.date.as_deref().unwrap_or_default());
            line("verdict", &note.verdict);
            if !note.tags.is_empty() {
                let tags: Vec<String> = note.tags.iter().map(|tag| scalar(tag)).collect();
                yaml.push_str(&format!("  tags: [{}]\n", tags.join(", ")));
            }
        }
        (yaml, n_lost)
    }
}
