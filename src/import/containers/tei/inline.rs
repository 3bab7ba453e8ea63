//! What is in a line of an edition's text: names, speech, dates, notes, emphasis and links -> Markdown and places.

use super::body::BodyReader;
use super::text::{TeiNote, TeiSpan, TextPiece};
use super::{XmlTree, date_of, find, plain_id};
use crate::base::web_address::is_web_address;
use crate::say;

const NAMES: &[&str] =
    &["persName", "placeName", "orgName", "name", "rs", "eventName", "objectName", "title", "geogName", "settlement"];

impl BodyReader<'_> {
    pub(super) fn inline(&mut self, element: &XmlTree) {
        let is_own = self.edition.is_own;
        let name = element.local_name();
        match name {
            "choice" => {
                let inner = ["reg", "expan", "corr"]
                    .into_iter()
                    .find_map(|name| element.elements().find(|one| one.local_name() == name));
                if let Some(inner) = inner.or_else(|| element.elements().next()) {
                    self.children(inner);
                }
            }
            "app" => {
                let lemma =
                    element.elements().find(|one| one.local_name() == "lem").or_else(|| element.elements().next());
                if let Some(lemma) = lemma {
                    self.children(lemma);
                }
                self.edition.tell(say!(en: "reading of another witness", fr: "leçon d’un autre témoin"));
            }
            "del" => self.edition.tell(say!(en: "deletion", fr: "suppression")),
            "pb" => self.edition.tell(say!(en: "page break", fr: "saut de page")),
            "fw" => self.edition.tell(say!(en: "running head", fr: "titre courant")),
            "milestone" if is_own && element.attribute("unit") == Some("rule") => self.rule(),
            "anchor" if is_own && element.attribute("type") == Some("note") => {
                let here = self.here();
                if let Some(id) = element.attribute("id") {
                    self.anchors.insert(id.to_owned(), here);
                }
            }
            "ptr" if is_own && element.attribute("type") == Some("note") => {
                let target = element.attribute("target").and_then(|target| target.strip_prefix('#'));
                if let Some(label) = target.and_then(|id| self.footnote_ids.get(id)) {
                    let mark = format!("[^{label}]");
                    self.begin_block();
                    self.text.push(&mark);
                }
            }
            "cb" | "milestone" | "anchor" | "ptr" | "graphic" => {}
            "gap" if element.attribute("reason") == Some("rights") => {}
            "gap" => self.literal("[…]"),
            "lb" if is_own => self.line_break(),
            "lb" if element.attribute("break") == Some("no") => {
                // The halves of a word are joined.
                let end = self.text.plain.trim_end_matches(['-', ' ']).len();
                if self.text.plain[end..].trim().is_empty() && end < self.text.plain.len() {
                    self.after_blank = true;
                }
            }
            "lb" => self.words(" "),
            "note" => self.note(element),
            "hi" if is_own && element.attribute("rend") == Some("code") => self.code_words(&element.text()),
            "hi" | "emph" => {
                let rend = element.attribute("rend").unwrap_or("italic");
                let mark = match rend {
                    _ if rend.contains("bold") => "**",
                    _ if rend.contains("strike") => "~~",
                    _ if rend.contains("ital") => "*",
                    _ => "",
                };
                self.marked(mark, mark, element);
            }
            "ref" => self.link(element),
            "date" => {
                let value = date_of(element).or_else(|| element.attribute("when-iso").map(str::to_owned));
                let span = TeiSpan {
                    value: value.or_else(|| iso_interval(element)).unwrap_or_default(),
                    rule: element.attribute("type").unwrap_or_default().to_owned(),
                    ..self.marked_by(element)
                };
                self.span(element, |text| &mut text.dates, span);
                if !is_own {
                    self.edition
                        .tell(say!(en: "date, as dates are found again", fr: "date, car les dates sont retrouvées"));
                }
            }
            "said" | "q" | "seg" if name != "seg" || (is_own && element.attribute("type") == Some("said")) => {
                let who = element.attribute("who").or_else(|| element.attribute("corresp").filter(|_| is_own));
                let who = who.and_then(|who| who.split_whitespace().next());
                let value = who.and_then(|who| self.edition.pointed(who)).unwrap_or_default();
                let span = TeiSpan { value, ..self.marked_by(element) };
                self.span(element, |text| &mut text.speech, span);
            }
            _ if NAMES.contains(&name) => {
                let (value, pointer) = self.edition.target(element).unwrap_or_default();
                let number = self.text.names.len();
                let start = self.here();
                let kind = element.attribute("type").filter(|_| matches!(name, "name" | "rs")).unwrap_or(name);
                let rule = element.attribute("ana").and_then(|rule| rule.rsplit_once("#rule-")).map(|(_, rule)| rule);
                self.text.names.push(TeiSpan {
                    start,
                    value,
                    pointer,
                    kind: kind.to_owned(),
                    rule: rule.unwrap_or_default().to_owned(),
                    form: element.attribute("n").filter(|_| is_own).unwrap_or_default().to_owned(),
                    ..self.marked_by(element)
                });
                self.text.pieces.push(TextPiece::NameStart(number, self.in_cell));
                self.children(element);
                self.text.pieces.push(TextPiece::NameEnd(number));
                self.text.names[number].end = self.text.plain.len();
            }
            _ => self.children(element),
        }
    }

    /// Returns a mark of whoever made an element.
    fn marked_by(&self, element: &XmlTree) -> TeiSpan {
        let by = element.attribute("resp").and_then(|resp| resp.split_whitespace().next()).unwrap_or_default();
        TeiSpan { by: person_id(by), ..TeiSpan::default() }
    }

    /// Reads what is within a date or somebody's words. One that was cut goes on.
    fn span(&mut self, element: &XmlTree, list: fn(&mut super::TeiText) -> &mut Vec<TeiSpan>, span: TeiSpan) {
        let start = self.here();
        let number = list(&mut self.text).len();
        let is_rest = element.attribute("prev").is_some() && number > 0;
        if !is_rest {
            list(&mut self.text).push(TeiSpan { start, ..span });
        }
        self.children(element);
        let end = self.text.plain.len();
        let at = if is_rest { number - 1 } else { number };
        if let Some(span) = list(&mut self.text).get_mut(at) {
            span.end = end;
        }
    }

    fn link(&mut self, element: &XmlTree) {
        let target = element.attribute("target").unwrap_or_default();
        let is_own = self.edition.is_own;
        let own = target.split_once('#').map(|(_, name)| name).filter(|_| is_own && !is_web_address(target));
        if let Some(name) = own {
            let article = name.starts_with("a-");
            let exact = element.attribute("n").filter(|link| !link.contains(['[', ']', '|', '\n']));
            let link = exact.map_or_else(|| linked_id(name, if article { "a-" } else { "e-" }), str::to_owned);
            let bar = if self.in_cell { "\\|" } else { "|" };
            self.marked(&format!("[[{link}{bar}"), "]]", element);
        } else if is_web_address(target) && !target.contains(['(', ')', '<', '>']) {
            self.marked("[", &format!("]({target})"), element);
        } else if is_own && (is_web_address(target) || target.starts_with("mailto:")) && !target.contains(['<', '>']) {
            self.marked("[", &format!("](<{target}>)"), element);
        } else {
            self.children(element);
        }
    }

    /// Reads an element between two marks. Of one that was cut, only the ends have them.
    fn marked(&mut self, open: &str, close: &str, element: &XmlTree) {
        self.begin_block();
        let is_own = self.edition.is_own;
        if !(is_own && element.attribute("prev").is_some()) {
            self.text.pieces.push(TextPiece::Mark(open.to_owned()));
        }
        self.children(element);
        if !(is_own && element.attribute("next").is_some()) {
            self.text.pieces.push(TextPiece::Mark(close.to_owned()));
        }
    }

    /// Writes words between backticks.
    fn code_words(&mut self, words: &str) {
        let words = words.replace('\n', " ");
        if words.trim().is_empty() {
            return self.literal(&words);
        }
        let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let needs_blank = words.starts_with(['`', ' ']) || words.ends_with(['`', ' ']);
        let blank = if needs_blank { " " } else { "" };
        let written = if self.in_cell { words.replace('|', "\\|") } else { words.clone() };
        self.here();
        self.text.push(&format!("{fence}{blank}{written}{blank}{fence}"));
        self.text.plain.push_str(&words);
    }

    fn note(&mut self, note: &XmlTree) {
        match note.attribute("type") {
            Some("picture") => {
                if let Some(figure) = find(note, "figure") {
                    self.figure(figure);
                }
            }
            Some("editorial") if self.edition.is_own => self.editorial_note(note),
            Some("editorial") => self.edition.tell(say!(en: "editorial note", fr: "note éditoriale")),
            _ => {
                let text = self.edition.read_blocks(&[note]);
                let label = self.label(note);
                self.begin_block();
                self.text.push(&format!("[^{label}]"));
                if let Some(id) = note.attribute("id") {
                    self.footnote_ids.insert(id.to_owned(), label.clone());
                }
                self.footnotes.push((label, text));
            }
        }
    }

    /// Returns the label of a footnote: its own if it is a word that is free, else the next number.
    fn label(&self, note: &XmlTree) -> String {
        let is_free = |label: &str| self.footnotes.iter().all(|(known, _)| known != label);
        let is_word = |label: &&str| {
            (1..=40).contains(&label.len()) && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        };
        let own = note.attribute("n").filter(|_| self.edition.is_own).filter(is_word);
        own.filter(|label| is_free(label)).map_or_else(
            || {
                let mut number = self.footnotes.len() + 1;
                while !is_free(&number.to_string()) {
                    number += 1;
                }
                number.to_string()
            },
            str::to_owned,
        )
    }

    /// Reads a note of dossier's own on the passage that ends here.
    fn editorial_note(&mut self, note: &XmlTree) {
        let target = note.attribute("target").and_then(|target| target.strip_prefix('#'));
        let start = target.and_then(|id| self.anchors.get(id)).copied();
        let is_tag = |one: &&XmlTree| one.local_name() == "note" && one.attribute("type") == Some("tag");
        let is_date = |one: &&XmlTree| one.local_name() == "date";
        let blocks: Vec<&XmlTree> = note.elements().filter(|one| !is_tag(one) && !is_date(one)).collect();
        let text = self.edition.read_elements(&blocks).markdown(&[], true);
        let made = TeiNote {
            start,
            end: self.text.plain.len(),
            text,
            by: person_id(note.attribute("resp").unwrap_or_default()),
            date: note.elements().find(is_date).and_then(date_of),
            verdict: note.attribute("subtype").unwrap_or_default().to_owned(),
            tags: note.elements().filter(is_tag).map(XmlTree::text).collect(),
        };
        self.text.notes.push(made);
    }
}

/// Returns the id in a pointer to a person: `#resp-1`, `register.xml#resp-1`.
fn person_id(pointer: &str) -> String {
    pointer.rsplit_once('#').map_or(pointer, |(_, id)| id).to_owned()
}

/// Returns what a link of dossier's own links to: a record, an article or a passage of it.
fn linked_id(name: &str, prefix: &str) -> String {
    let id = plain_id(name, prefix);
    match id.rsplit_once(".p").filter(|_| prefix == "a-") {
        Some((id, n)) if n.bytes().all(|b| b.is_ascii_digit()) => format!("{id}#p{n}"),
        _ => id,
    }
}

/// Returns a time of weeks, which only ISO 8601 has.
fn iso_interval(element: &XmlTree) -> Option<String> {
    Some(format!("{}/{}", element.attribute("from-iso")?, element.attribute("to-iso")?))
}
