//! The lines of a document -> what they state about it, and which of them go out of the text.
//!
//! Only the first and last lines count, up to the text. A line goes out if all that it states is in the front matter
//! afterwards; place, page and office of a journalist have no key there and go with it. Invariant: nothing is guessed.
//! Lines that name two days leave the date open, and a document with such lines between its texts is a collection, of
//! which none dates the whole.

use super::head_line::{DateRank, HeadLine, head_line};
use super::line_name::{NameKind, letters};
use crate::base::message::Words;
use crate::import::cleaned_document::{StatedDate, StatedHead};
use crate::import::dates::dateline::dateline;
use crate::import::dates::written_date::NumberOrder;
use crate::import::text::lines::{NumberedLine, is_longer_than, sentence_end};
use crate::import::tidy::headline::is_text;
use crate::lang;

/// How many lines from the top may state something.
const HEAD: usize = 12;
/// How many of them may do so without a word that announces it.
const TOP: usize = 8;
/// How many lines of text end the head.
const MAX_TEXT_LINES: usize = 2;
/// How many lines from the end may state something.
const TAIL: usize = 6;
/// How many lines between head and end are looked at, to tell a collection of articles.
const MAX_MIDDLE_LINES: usize = 2000;
/// The longest such line, in bytes.
const MAX_MIDDLE_BYTES: usize = 120;

/// What is known of a document besides its lines.
#[derive(Clone, Copy, Default)]
pub(in crate::import) struct HeadEvidence<'e> {
    /// The name of its file without the ending.
    pub(in crate::import) stem: &'e str,
    /// Its language, if its words show it.
    pub(in crate::import) language: Option<&'static str>,
    /// The newspaper in its metadata.
    pub(in crate::import) publisher: Option<&'e str>,
    /// The author in its metadata.
    pub(in crate::import) author: Option<&'e str>,
    /// Whether its metadata have its address.
    pub(in crate::import) has_address: bool,
    /// Whether its metadata have a title.
    pub(in crate::import) has_title: bool,
    /// Whether its source keeps all this in fields of their own, so that its lines state nothing.
    pub(in crate::import) is_record: bool,
    /// Whether the part with this index is a line that may state something; all are if there is no such function.
    pub(in crate::import) is_line: Option<&'e dyn Fn(usize) -> bool>,
}

/// What the lines state, and those that go out of the text.
#[derive(Debug, Default)]
pub(in crate::import) struct HeadReading {
    /// What the lines state.
    pub(in crate::import) stated: StatedHead,
    /// The lines that go out.
    pub(in crate::import) gone: Vec<HeadRemoval>,
}

/// A line that goes out of the text.
#[derive(Debug)]
pub(in crate::import) struct HeadRemoval {
    /// Its index among the lines.
    pub(in crate::import) index: usize,
    /// The rule, in kebab case.
    pub(in crate::import) rule: &'static str,
    /// Why, as a sentence fragment.
    pub(in crate::import) reason: Words,
}

/// Reads what the first and last lines state.
pub(in crate::import) fn read_head(lines: &[NumberedLine<'_>], evidence: &HeadEvidence<'_>) -> HeadReading {
    if evidence.is_record {
        return HeadReading::default();
    }
    let is_day_first = evidence.language.is_some_and(|language| lang::by_tag(language).import.numbers_day_first);
    let reader = HeadReader {
        order: if is_day_first { NumberOrder::DayFirst } else { NumberOrder::Either },
        stem: letters(evidence.stem),
        written: lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()).collect(),
        evidence,
    };
    let mut found = reader.head();
    let n_head = found.last().map_or(0, |last| last.at + 1);
    let tail = reader.tail(n_head);
    found.extend(tail);
    reader.drop_unlikely(&mut found);
    reader.drop_collection(&mut found);
    reader.conclude(&found)
}

/// A line that may state something.
struct FoundLine {
    /// Its place among the lines that are not blank.
    at: usize,
    says: HeadLine,
    is_in_tail: bool,
}

struct HeadReader<'l, 't, 'e> {
    order: NumberOrder,
    /// The letters of the file's name.
    stem: String,
    /// The lines that are not blank, with their indices.
    written: Vec<(usize, &'l NumberedLine<'t>)>,
    evidence: &'e HeadEvidence<'e>,
}

impl<'l, 't> HeadReader<'l, 't, '_> {
    fn line(&self, at: usize) -> Option<&'l NumberedLine<'t>> {
        self.written.get(at).map(|(_, line)| *line)
    }

    fn says(&self, at: usize) -> Option<HeadLine> {
        let (index, line) = self.written.get(at)?;
        let may_state = self.evidence.is_line.is_none_or(|is_line| is_line(*index));
        let next = self.line(at + 1).filter(|next| next.number == line.number + 1);
        let is_continued = next.is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let says = head_line(line.text, self.order, &self.stem).filter(|_| may_state)?;
        (!is_continued || says.is_announced).then_some(says)
    }

    fn head(&self) -> Vec<FoundLine> {
        let (mut found, mut n_text) = (Vec::new(), 0);
        for at in 0..self.written.len().min(HEAD) {
            match self.says(at).filter(|says| at < TOP || says.is_announced) {
                Some(says) => found.push(FoundLine { at, says, is_in_tail: false }),
                None => n_text += usize::from(self.is_text(at)),
            }
            if n_text == MAX_TEXT_LINES {
                break;
            }
        }
        found
    }

    fn tail(&self, n_head: usize) -> Vec<FoundLine> {
        let mut found = Vec::new();
        for at in (n_head.max(1)..self.written.len()).rev().take(TAIL) {
            match self.says(at) {
                Some(says) => found.push(FoundLine { at, says, is_in_tail: true }),
                None if self.is_text(at) => break,
                None => {}
            }
        }
        found.reverse();
        found
    }

    fn is_text(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| is_text(line.text))
    }

    /// Drops lines that are rather the title, a subheading or text.
    fn drop_unlikely(&self, found: &mut Vec<FoundLine>) {
        // The first line is the title unless another can be.
        let may_be_title = |at: usize| {
            !self.evidence.has_title
                && at == 0
                && found.iter().all(|line| line.says.title.is_none())
                && !(1..TOP).any(|next| {
                    let is_found = found.iter().any(|line| line.at == next && !line.is_in_tail);
                    self.line(next).is_some() && !is_found && !self.is_text(next)
                })
        };
        let is_title = found.first().is_some_and(|first| {
            let says = &first.says;
            let is_sure = says.is_announced || says.bare.is_none() && !says.is_by_form;
            may_be_title(first.at) && !is_sure
        });
        if is_title {
            found.remove(0);
        }
        let full: Vec<usize> = found.iter().filter(|line| line.says.bare.is_none()).map(|line| line.at).collect();
        let strong: Vec<usize> =
            found.iter().filter(|line| line.says.bare.is_none() && !line.says.is_weak).map(|line| line.at).collect();
        let n_written = self.written.len();
        found.retain(|line| {
            let says = &line.says;
            let is_edge = line.at == 0 || line.at + 1 == n_written;
            let is_beside = strong.iter().any(|other| other.abs_diff(line.at) == 1);
            // A day alone at the end belongs to something else, or was the day of a letter.
            let is_lone_day =
                !says.days.is_empty() && !says.is_announced && says.publisher.is_none() && says.author.is_none();
            let is_address = says.address.is_some();
            !(is_address && self.evidence.has_address)
                && (!says.is_weak || if is_address { is_edge } else { is_beside && !line.is_in_tail })
                && !(line.is_in_tail && is_lone_day && says.agency.is_none())
        });
        let papers: Vec<usize> =
            found.iter().filter(|line| self.names_paper(line, &full)).map(|line| line.at).collect();
        let persons: Vec<usize> =
            found.iter().filter(|line| line.says.bare == Some(NameKind::Person)).map(|line| line.at).collect();
        found.retain_mut(|line| {
            let is_beside = |others: &[usize]| others.iter().any(|other| other.abs_diff(line.at) == 1);
            match line.says.bare {
                None => true,
                Some(NameKind::Agency) => {
                    // An agency's name alone may be a label above the title.
                    line.at > 0 && (line.is_in_tail || is_beside(&full))
                }
                Some(NameKind::Person) => {
                    let is_near = is_beside(&full) || is_beside(&papers);
                    persons.len() == 1 && if line.is_in_tail { is_near || self.is_signature(line.at) } else { is_near }
                }
                Some(_) => papers.contains(&line.at),
            }
        });
    }

    /// Returns whether a line that is only a name is a newspaper's: above the title, or beside a line that states more.
    fn names_paper(&self, line: &FoundLine, full: &[usize]) -> bool {
        let Some(name) = line.says.publisher.as_deref() else { return false };
        let is_known = self.evidence.publisher.is_some_and(|publisher| letters(publisher) == letters(name))
            || (name.len() >= 4 && self.stem.contains(&letters(name)));
        let is_paper = line.says.bare == Some(NameKind::Paper) || is_known;
        let is_by_form = line.says.bare == Some(NameKind::PaperByForm);
        let is_beside = full.iter().any(|other| other.abs_diff(line.at) == 1);
        let is_above_title = line.at <= 1 && self.line(line.at + 1).is_some() && !self.is_text(line.at + 1);
        let is_headed = !line.is_in_tail && full.iter().any(|other| *other < TOP);
        (is_paper && (is_known || !line.is_in_tail) && (is_beside || is_above_title))
            || (is_by_form && line.at == 0 && is_above_title && is_headed)
    }

    /// Returns whether a name at the very end, after a full stop, signs the text; after a quotation it is the speaker.
    fn is_signature(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.line(before)).map(|line| line.text);
        at + 1 == self.written.len()
            && before
                .is_some_and(|text| sentence_end(text) == Some('.') && text.ends_with('.') && is_longer_than(text, 60))
    }

    /// Drops days that are above several texts: a chronology, or a collection of articles.
    fn drop_collection(&self, found: &mut Vec<FoundLine>) {
        let is_plain = |says: &HeadLine| !says.is_announced && !says.days.is_empty();
        let is_found: Vec<usize> = found.iter().map(|line| line.at).collect();
        let between = (1..self.written.len())
            .filter(|at| !is_found.contains(at))
            .filter(|at| {
                self.line(*at).is_some_and(|line| {
                    line.text.len() <= MAX_MIDDLE_BYTES && line.text.bytes().filter(u8::is_ascii_digit).count() >= 5
                })
            })
            .take(MAX_MIDDLE_LINES);
        let others: Vec<HeadLine> = between.filter_map(|at| self.says(at)).filter(is_plain).collect();
        let is_lone = |says: &HeadLine| is_plain(says) && says.publisher.is_none() && says.author.is_none();
        let n_lone = found.iter().filter(|line| is_lone(&line.says)).count()
            + others.iter().filter(|says| is_lone(says)).count();
        let n_others = others.iter().filter(|says| !is_lone(says)).count();
        found.retain(|line| {
            let is_of_chronology = is_lone(&line.says) && n_lone > 1;
            let is_of_collection = is_plain(&line.says) && n_others > 1;
            !is_of_chronology && !is_of_collection
        });
    }

    fn conclude(&self, found: &[FoundLine]) -> HeadReading {
        let says = || found.iter().map(|line| &line.says);
        let sure = says().find(|says| says.publisher.is_some() && !says.is_by_form);
        let paper =
            sure.or_else(|| says().find(|says| says.publisher.is_some())).and_then(|says| says.publisher.clone());
        let agency = says().find_map(|says| says.agency.clone());
        let author = says().find_map(|says| says.author.clone()).or_else(|| {
            found.iter().find(|line| line.says.bare == Some(NameKind::Person)).map(|line| self.text(line.at))
        });
        let has_paper = paper.is_some() || self.evidence.publisher.is_some();
        let stated = StatedHead {
            title: says().find_map(|says| says.title.clone()),
            date: self.date(found),
            author: author
                .or_else(|| agency.clone().filter(|_| has_paper))
                .or_else(|| says().find_map(|says| says.credit.clone())),
            publisher: paper.or(agency),
            url: says().find_map(|says| says.address.clone()),
        };
        let gone = found.iter().filter_map(|line| self.gone(line, &stated)).collect();
        HeadReading { stated, gone }
    }

    fn text(&self, at: usize) -> String {
        self.line(at).map(|line| super::line_name::tidy_name(line.text)).unwrap_or_default()
    }

    /// Returns the days of the best lines: one, or several if they contradict each other.
    fn date(&self, found: &[FoundLine]) -> Option<StatedDate> {
        let dated = || found.iter().filter(|line| !line.says.days.is_empty());
        let rank = dated().map(|line| line.says.rank).max();
        let mut best = dated().filter(|line| Some(line.says.rank) == rank);
        let Some(first) = best.next() else {
            let mut top =
                self.written.iter().filter(|(index, _)| self.evidence.is_line.is_none_or(|is_line| is_line(*index)));
            return top.by_ref().take(TOP).find_map(|(_, line)| dateline(line));
        };
        let mut days = first.says.days.clone();
        for other in best {
            let common: Vec<String> = days.iter().filter(|day| other.says.days.contains(day)).cloned().collect();
            if common.is_empty() {
                days.extend(other.says.days.iter().cloned());
            } else {
                days = common;
            }
        }
        let line = self.line(first.at)?;
        Some(StatedDate { days, line: line.number, text: line.text.to_owned() })
    }

    /// Returns why a line goes out; `None` if it states what the head does not hold.
    fn gone(&self, line: &FoundLine, stated: &StatedHead) -> Option<HeadRemoval> {
        let says = &line.says;
        let (index, _) = *self.written.get(line.at)?;
        let day = stated.date.as_ref().filter(|date| date.days.len() == 1).map(|date| &date.days);
        let holds_day = says.days.is_empty() || day.is_some_and(|day| day.iter().all(|day| says.days.contains(day)));
        let holds = |value: &Option<String>, held: [&Option<String>; 2]| {
            value.is_none() || held.into_iter().any(|held| held.is_some() && held == value)
        };
        // What the metadata say comes first, so a line that says otherwise stays.
        let agrees = |value: &Option<String>, known: Option<&str>| {
            let (Some(value), Some(known)) = (value.as_deref().map(letters), known.map(letters)) else { return true };
            value.contains(&known) || known.contains(&value)
        };
        let name = (says.bare == Some(NameKind::Person)).then(|| self.text(line.at));
        let holds_all = holds_day
            && agrees(&says.publisher, self.evidence.publisher)
            && agrees(&says.author, self.evidence.author)
            && agrees(&name, self.evidence.author)
            && holds(&says.publisher, [&stated.publisher, &None])
            && holds(&says.author, [&stated.author, &None])
            && holds(&says.agency, [&stated.publisher, &stated.author])
            && holds(&says.credit, [&stated.author, &None])
            && holds(&says.title, [&stated.title, &None])
            && holds(&says.address, [&stated.url, &None])
            && (name.is_none() || name == stated.author);
        if !holds_all || says.is_doubtful {
            return None;
        }
        let states_name = [&says.publisher, &says.author, &says.agency, &says.credit].iter().any(|name| name.is_some());
        let (rule, reason) = if says.rank == DateRank::Dateline && !says.days.is_empty() {
            (
                "dateline",
                Words {
                    en: "is a dateline on a line of its own; its day belongs to the front matter",
                    fr: "est une ligne de lieu et de date ; son jour va dans l’en-tête",
                },
            )
        } else if !says.days.is_empty() && !states_name {
            (
                "publication-date",
                Words {
                    en: "states the publication date, which belongs to the front matter",
                    fr: "donne la date de publication, qui va dans l’en-tête",
                },
            )
        } else if says.days.is_empty() && (says.author.is_some() || says.bare == Some(NameKind::Person)) {
            (
                "byline",
                Words {
                    en: "names the author, who belongs to the front matter",
                    fr: "nomme l’auteur, qui va dans l’en-tête",
                },
            )
        } else {
            (
                "source-line",
                Words {
                    en: "states where the article is from, which belongs to the front matter",
                    fr: "dit d’où vient l’article, ce qui va dans l’en-tête",
                },
            )
        };
        Some(HeadRemoval { index, rule, reason })
    }
}
