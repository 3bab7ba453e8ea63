//! What one line states about its article: newspaper, date, author, agency, title, address.
//!
//! Weighs the parts of the line: a known newspaper, a known place, an agency in brackets. Invariant: where the kind of a
//! name stays in doubt, the name is not stated and the line stays in the text. Where in a document such a line may be is
//! decided by `stated_head`.

use super::line_name::{NameKind, has_capital, is_role_word, is_shouted, name_kind, tidy_name};
use super::line_parts::{DateCue, LineName, LinePart, NameCue, line_parts};
use super::line_tokens::{LineToken, line_tokens};
use crate::import::dates::written_date::NumberOrder;
use crate::lang::in_any;

/// The longest line that states something, in bytes.
const MAX_LINE_BYTES: usize = 220;
/// The most words of a newspaper's name after a label.
const MAX_LABELLED_WORDS: usize = 10;

/// What a line states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HeadLine {
    /// The possible days of publication; two if numbers are ambiguous.
    pub(super) days: Vec<String>,
    /// How good the line is as evidence of the day.
    pub(super) rank: DateRank,
    /// The newspaper.
    pub(super) publisher: Option<String>,
    /// Whether only its form says that it is one.
    pub(super) is_by_form: bool,
    /// The author, with the agencies that are credited beside.
    pub(super) author: Option<String>,
    /// Agencies that the text is from.
    pub(super) agency: Option<String>,
    /// Agencies that are credited, where the line names no author: `avec AFP`.
    pub(super) credit: Option<String>,
    /// The title, after a label.
    pub(super) title: Option<String>,
    /// The web address, after a label or alone.
    pub(super) address: Option<String>,
    /// What the line is, if it is no more than a name.
    pub(super) bare: Option<NameKind>,
    /// It says so little that it counts only beside another line: `Source : mairie`, `Page : 7`.
    pub(super) is_weak: bool,
    /// It has a label, an announced date or author: it cannot be anything else.
    pub(super) is_announced: bool,
    /// It only says when the page was changed.
    pub(super) is_update: bool,
    /// One of its words remains in doubt, so the line stays in the text.
    pub(super) is_doubtful: bool,
}

/// How good a line is as evidence of the day of publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateRank {
    /// A dateline: the day on which the text was written, at a place.
    #[default]
    Dateline,
    /// A newspaper's day, or a day alone.
    Source,
    /// A day that is announced as that of the publication.
    Announced,
}

/// Reads a line; `None` if it states nothing. `evidence` is the file's name, see [`super::line_name::letters`].
pub(super) fn head_line(line: &str, order: NumberOrder, evidence: &str) -> Option<HeadLine> {
    if line.len() > MAX_LINE_BYTES || !line.contains(char::is_alphanumeric) {
        return None;
    }
    let tokens = line_tokens(line);
    let parts = line_parts(&tokens, order)?;
    let has_page = parts.contains(&LinePart::Page);
    let is_labelled = parts.iter().any(|part| matches!(part, LinePart::Name(name) if name.cue == NameCue::TitleLabel));
    // A full stop ends a sentence; the writers of references put one too, after the page, and agencies before their dash.
    let text = line.trim_end_matches(|character: char| character.is_whitespace() || "-–—".contains(character));
    if text.ends_with('.') && !has_page && !is_labelled && (text == line || !has_date(&parts)) {
        return None;
    }
    NameWeigher { line, tokens: &tokens, evidence, stated: HeadLine::default(), found: FoundNames::default() }
        .weigh(&parts)
}

fn has_date(parts: &[LinePart]) -> bool {
    parts.iter().any(|part| matches!(part, LinePart::Date { .. }))
}

/// The names of a line by kind.
#[derive(Default)]
struct FoundNames {
    authors: Vec<String>,
    /// Agencies after `avec` or `selon`, and the word.
    credited: Vec<String>,
    credit_word: Option<String>,
    agencies: Vec<String>,
    n_places: usize,
    unknown: Vec<UnknownName>,
}

struct UnknownName {
    text: String,
    n_words: usize,
    is_bracketed: bool,
    is_before_opener: bool,
}

struct NameWeigher<'l, 't> {
    line: &'t str,
    tokens: &'l [LineToken<'t>],
    evidence: &'l str,
    stated: HeadLine,
    found: FoundNames,
}

impl NameWeigher<'_, '_> {
    fn weigh(mut self, parts: &[LinePart]) -> Option<HeadLine> {
        let mut n_dates = 0;
        let (mut has_update, mut has_page, mut has_partial_date) = (false, false, false);
        for part in parts {
            match part {
                LinePart::Date { cue: DateCue::Updated, .. } => has_update = true,
                LinePart::Date { days, cue } => {
                    n_dates += 1;
                    if *cue == DateCue::Published {
                        self.stated.rank = DateRank::Announced;
                        self.stated.is_announced = true;
                    }
                    self.stated.days.clone_from(days);
                }
                LinePart::DayOfYear => has_partial_date = true,
                LinePart::Page => has_page = true,
                LinePart::Address(address) => {
                    // Only one address can be the article's, and only a label says so beside other words.
                    if self.stated.address.replace(address.clone()).is_some() || parts.len() > 1 {
                        return None;
                    }
                    self.stated.is_weak = self.tokens.len() == 1;
                }
                LinePart::Role => {}
                LinePart::Name(name) => self.add_name(name, parts)?,
            }
        }
        if n_dates > 1 {
            return None;
        }
        self.resolve_unknown(n_dates == 1, has_page)?;
        self.name_author();
        let bare = if parts.len() == 1 { self.bare_kind(parts) } else { None };
        let found = &self.found;
        let stated = &mut self.stated;
        let says_who = stated.publisher.is_some() || stated.author.is_some();
        if n_dates == 1 && stated.rank == DateRank::Dateline && (says_who || found.n_places == 0) {
            stated.rank = DateRank::Source;
        }
        let is_dispatch = stated.agency.is_some() && found.n_places > 0 && has_partial_date;
        if has_partial_date && n_dates == 0 && !is_dispatch {
            return None;
        }
        let has_other_label =
            parts.iter().any(|part| matches!(part, LinePart::Name(name) if name.cue == NameCue::OtherLabel));
        let states_more = says_who || n_dates == 1 || stated.title.is_some() || stated.agency.is_some();
        stated.is_weak |= has_other_label && !states_more;
        stated.is_update = has_update && n_dates == 0 && !says_who;
        let names_alone = !stated.is_announced && n_dates == 0 && found.credited.is_empty() && !is_dispatch;
        if names_alone && !stated.is_update && stated.address.is_none() {
            stated.bare = bare;
            // A newspaper with its page or issue needs no day; a name alone may state something beside other lines.
            let is_source = has_page && stated.publisher.is_some() && !stated.is_by_form;
            if stated.bare.is_none() && !is_source {
                return None;
            }
        }
        Some(self.stated)
    }

    fn bare_kind(&self, parts: &[LinePart]) -> Option<NameKind> {
        match parts {
            [LinePart::Name(name)] if !name.is_bracketed || self.kind(name) == NameKind::Agency => {
                Some(self.kind(name))
            }
            _ => None,
        }
    }

    fn text(&self, name: &LineName) -> String {
        let start = self.tokens.get(name.first).map_or(0, |token| token.start);
        let end = self.tokens.get(name.end.saturating_sub(1)).map_or(start, |token| token.end);
        tidy_name(self.line.get(start..end).unwrap_or_default())
    }

    fn kind(&self, name: &LineName) -> NameKind {
        name_kind(&self.text(name), self.tokens.get(name.first..name.end).unwrap_or_default(), self.evidence)
    }

    /// Adds a name to those of its kind; `None` if the line cannot state anything with it.
    fn add_name(&mut self, name: &LineName, parts: &[LinePart]) -> Option<()> {
        let (text, kind) = (self.text(name), self.kind(name));
        let n_words = name.end - name.first;
        let is_announced = matches!(
            name.cue,
            NameCue::Author | NameCue::PublisherLabel | NameCue::TitleLabel | NameCue::OtherLabel | NameCue::Publisher
        );
        // `© Anne Le Goff` and `Source : mairie` without a day credit a picture or a figure.
        let is_weak_label = name.cue == NameCue::PublisherLabel
            && !has_date(parts)
            && !matches!(kind, NameKind::Paper | NameKind::PaperByForm | NameKind::Agency);
        self.stated.is_announced |= is_announced && !is_weak_label;
        match name.cue {
            NameCue::OtherLabel => {}
            NameCue::TitleLabel => self.stated.title = Some(text),
            NameCue::PublisherLabel if is_weak_label && self.line.contains('©') => return None,
            NameCue::PublisherLabel if n_words <= MAX_LABELLED_WORDS && is_nominal(&text) => {
                self.stated.is_by_form |= is_weak_label;
                self.stated.is_weak |= is_weak_label;
                self.stated.is_announced = true;
                self.set_publisher(text)?;
            }
            NameCue::PublisherLabel => return None,
            // Without brackets only a known agency is one: `un risotto avec Parmesan`.
            NameCue::Agency
                if !name.is_bracketed && !matches!(kind, NameKind::Agency | NameKind::Acronym | NameKind::Paper) =>
            {
                return None;
            }
            NameCue::Agency if kind == NameKind::Person && self.found.authors.is_empty() => return None,
            NameCue::Agency => {
                let before = name.first.checked_sub(1).and_then(|before| self.tokens.get(before));
                if self.found.credit_word.is_none() {
                    self.found.credit_word = before.map(|token| token.raw.to_owned());
                }
                self.found.credited.push(text);
            }
            NameCue::Publisher if kind == NameKind::Place => self.found.n_places += 1,
            // `am 3. Mai 2021 in Kervran` is an event: a name that nothing explains needs the cue of a publication.
            NameCue::Publisher
                if matches!(kind, NameKind::Unknown | NameKind::Acronym | NameKind::Person)
                    && has_plain_date(parts) =>
            {
                return None;
            }
            NameCue::Publisher => self.set_publisher(text)?,
            NameCue::Place if matches!(kind, NameKind::Paper | NameKind::PaperByForm) => self.set_publisher(text)?,
            NameCue::Place => self.found.n_places += 1,
            // `Par Anne Le Goff, Le Phare`: the comma goes on, the newspaper does not.
            NameCue::Author if kind == NameKind::Unknown && !is_author(self.tokens.get(name.first..name.end)?) => {
                return None;
            }
            NameCue::Author if self.found.authors.is_empty() || kind == NameKind::Person => {
                self.found.authors.push(tidy_author(&text));
            }
            NameCue::Author | NameCue::None => self.add_plain_name(name, text, kind)?,
        }
        Some(())
    }

    fn add_plain_name(&mut self, name: &LineName, text: String, kind: NameKind) -> Option<()> {
        match kind {
            NameKind::Body if name.is_bracketed => self.found.agencies.push(text),
            NameKind::Paper | NameKind::PaperByForm | NameKind::Body => {
                self.stated.is_by_form |= kind != NameKind::Paper;
                self.set_publisher(text)?;
            }
            NameKind::Agency => self.found.agencies.push(text),
            NameKind::Acronym if name.is_bracketed => self.found.agencies.push(text),
            NameKind::Place => self.found.n_places += 1,
            NameKind::Person => self.found.authors.push(text),
            NameKind::Acronym | NameKind::Unknown => self.found.unknown.push(UnknownName {
                n_words: name.end - name.first,
                text,
                is_bracketed: name.is_bracketed,
                is_before_opener: name.is_before_opener,
            }),
        }
        Some(())
    }

    fn set_publisher(&mut self, text: String) -> Option<()> {
        match &self.stated.publisher {
            Some(known) if *known != text => None,
            _ => {
                self.stated.publisher = Some(text);
                Some(())
            }
        }
    }

    /// Decides what a name of unknown kind is by its place in the line.
    fn resolve_unknown(&mut self, has_date: bool, has_page: bool) -> Option<()> {
        let [unknown] = self.found.unknown.as_slice() else {
            return self.found.unknown.is_empty().then_some(());
        };
        // `Anne Morvan (selon Iroise)`: whoever credits an agency is the author.
        if !self.found.credited.is_empty() && self.found.authors.is_empty() && !has_date && unknown.n_words <= 4 {
            let text = unknown.text.clone();
            self.found.authors.push(text);
            return Some(());
        }
        let has_publisher = self.stated.publisher.is_some();
        let is_short = unknown.n_words <= 3;
        let is_place = (unknown.is_bracketed && (has_publisher || self.found.n_places > 0))
            || (!self.found.agencies.is_empty() && is_short && !has_publisher)
            || (unknown.is_before_opener && unknown.n_words <= 2 && !has_page && !has_publisher)
            || (is_shouted(&unknown.text) && is_short && !has_page && (has_date || !self.found.authors.is_empty()));
        // One word beside newspaper and day is a section or a place; two or three may be the author.
        let is_section = has_date && has_publisher && unknown.n_words == 1;
        if is_place || is_section {
            self.found.n_places += usize::from(is_place);
        } else if has_date && !has_publisher && !unknown.is_bracketed && (unknown.n_words >= 2 || has_page) {
            self.stated.publisher = Some(unknown.text.clone());
            self.stated.is_by_form = true;
        } else {
            // A name alone is for the caller to weigh.
            self.stated.is_doubtful = has_date || self.stated.is_announced || !self.found.credited.is_empty();
        }
        Some(())
    }

    /// Puts authors and agencies together: `Anne Morvan (avec AFP)`.
    fn name_author(&mut self) {
        let found = &self.found;
        let authors = found.authors.join(", ");
        let credited = found.credited.join(", ");
        self.stated.author = match (authors.is_empty(), credited.is_empty()) {
            (true, _) => None,
            (false, true) => Some(authors),
            (false, false) => {
                let word = found.credit_word.as_deref().unwrap_or_default();
                Some(format!("{authors} ({word} {credited})").replace("( ", "("))
            }
        };
        let is_alone = found.authors.is_empty() && !credited.is_empty();
        self.stated.credit = is_alone.then_some(credited);
        self.stated.agency = Some(found.agencies.join(", ")).filter(|agencies| !agencies.is_empty());
    }
}

/// Returns whether a date without a cue is in the line.
fn has_plain_date(parts: &[LinePart]) -> bool {
    parts.iter().any(|part| matches!(part, LinePart::Date { cue: DateCue::None, .. }))
}

/// Returns whether words without a known given name may name an author: no number, no small words but those of names.
fn is_author(tokens: &[LineToken<'_>]) -> bool {
    let is_small_of_name = |word: &str| {
        in_any(word, |language| language.import.byline_joiners)
            || in_any(word, |language| language.import.articles)
            || word.len() <= 3
    };
    // After a label, what a comma or bracket adds is no part of the name.
    let name: Vec<&LineToken<'_>> = tokens.iter().take_while(|token| !token.is_boundary()).collect();
    let is_of_office = tokens.iter().any(|token| is_role_word(&token.folded));
    let is_of_name = |token: &LineToken<'_>| {
        !token.raw.contains(|character: char| character.is_ascii_digit())
            && (has_capital(token.raw) || is_small_of_name(&token.folded))
    };
    let is_name = name.iter().all(|token| is_of_name(token)) && !name.iter().any(|token| is_preposition(&token.folded));
    is_of_office || is_name
}

/// Returns whether a word joins things, never the parts of a name: those that end no title, without those of names.
fn is_preposition(word: &str) -> bool {
    in_any(word, |language| language.import.no_title_end)
        && !in_any(word, |language| language.import.byline_joiners)
        && !in_any(word, |language| language.import.articles)
        && !in_any(word, |language| language.import.date_joiners)
        && !in_any(word, |language| language.import.date_openers)
        && word != "von"
}

/// Returns the authors after a label without their office and firm: `Anne Morvan, maire de Kervran (PS)`.
fn tidy_author(text: &str) -> String {
    let text = text.split(['(', '[']).next().unwrap_or(text);
    let mut names = text.split(", ").map(tidy_name).filter(|name| !name.is_empty());
    let first = names.next().unwrap_or_default();
    let others = names.take_while(|name| name_kind(name, &line_tokens(name), "") == NameKind::Person);
    std::iter::once(first).chain(others).collect::<Vec<_>>().join(", ")
}

/// Returns whether the text after a label may be a name: not a sentence.
fn is_nominal(text: &str) -> bool {
    !text.is_empty() && !text.ends_with(['.', '!', '?', '…', ':']) && !text.contains(". ")
}
