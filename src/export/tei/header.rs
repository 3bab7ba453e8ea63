//! The heads of the corpus and of each article: what they are, where they come from, who decided what. Pure.

use std::collections::BTreeMap;

use super::xml::{Attributes, TeiXml, pointer, when};
use super::{ExportInput, Pointers};
use crate::annotate::LinkReason;
use crate::base::web_address::is_web_address;
use crate::config::SiteConfig;
use crate::export::jsonl::copies;
use crate::export::makers::{ArticleMakers, Maker};
use crate::model::{ArticleIx, Rights};
use crate::parse::EditorialNote;

const PROGRAM: &str = concat!("dossier ", env!("CARGO_PKG_VERSION"));

/// Who decided and who wrote the notes, each with the id in the head.
pub(super) struct TeiPeople<'a>(BTreeMap<&'a str, TeiPerson>);

#[derive(Default)]
struct TeiPerson {
    id: String,
    decided: bool,
    wrote: bool,
}

impl<'a> TeiPeople<'a> {
    /// Numbers them in order of name.
    pub(super) fn of(input: &ExportInput<'a>) -> Self {
        let mut people: BTreeMap<&str, TeiPerson> = BTreeMap::new();
        for (_, _, note) in input.notes.iter().filter(|(_, _, note)| !note.by.trim().is_empty()) {
            people.entry(&note.by).or_default().wrote = true;
        }
        let mut last = "";
        for (id, ..) in &input.decisions {
            // Only those whose decision shows: another one may have replaced it.
            let at = input.articles.binary_search_by(|(article, ..)| article.id.as_str().cmp(id));
            let found = at.ok().and_then(|at| input.articles.get(at));
            let Some((article, annotated, _)) = found.filter(|_| std::mem::replace(&mut last, id) != *id) else {
                continue;
            };
            let makers = ArticleMakers::of(input, id);
            let len = article.body.main_text().len();
            let names = annotated.mentions.iter().filter(|one| one.end <= len).map(|one| makers.of_mention(one));
            let dates = annotated.dates.iter().filter(|one| one.end <= len).map(|one| makers.of_date(one));
            let quotes = annotated.quotes.iter().filter(|one| one.end <= len).map(|one| makers.of_quote(one));
            for maker in names.chain(dates).chain(quotes) {
                if let Maker::Person(name) = maker {
                    people.entry(name).or_default().decided = true;
                }
            }
        }
        people.values_mut().enumerate().for_each(|(index, person)| person.id = format!("resp-{}", index + 1));
        Self(people)
    }

    /// Returns the id of a note's author, of the editors if it names none.
    pub(super) fn of_note(&self, note: &EditorialNote) -> &str {
        self.0.get(note.by.as_str()).map_or("resp-editors", |person| person.id.as_str())
    }

    /// Returns the id of who made something.
    pub(super) fn of_maker(&self, maker: Maker<'_>) -> &str {
        match maker {
            Maker::Program => "resp-rules",
            Maker::Editors => "resp-editors",
            Maker::Person(name) => self.0.get(name).map_or("resp-editors", |person| person.id.as_str()),
        }
    }
}

fn editors(config: &SiteConfig) -> &str {
    if config.author.is_empty() { &config.title } else { &config.author }
}

/// Writes the head of the corpus.
pub(super) fn corpus(xml: &mut TeiXml, input: &ExportInput<'_>, people: &TeiPeople<'_>) {
    let config = input.config;
    let editors = editors(config);
    xml.open("teiHeader", &[]);
    xml.open("fileDesc", &[]);
    xml.open("titleStmt", &[]);
    xml.element("title", &[], &config.title);
    let all = [("resp-rules", "found by rule", PROGRAM), ("resp-editors", "decided", editors)];
    let persons = people.0.iter().map(|(name, person)| {
        let what = match (person.decided, person.wrote) {
            (true, true) => "decided, wrote notes",
            (true, false) => "decided",
            _ => "wrote notes",
        };
        (person.id.as_str(), what, *name)
    });
    for (id, what, name) in all.into_iter().chain(persons) {
        xml.open("respStmt", &[("xml:id", id)]);
        xml.element("resp", &[], what);
        xml.element("name", &[], name);
        xml.close("respStmt");
    }
    xml.close("titleStmt");
    xml.open("publicationStmt", &[]);
    xml.element("publisher", &[], editors);
    if is_web_address(&config.base_url) {
        xml.open("pubPlace", &[]);
        xml.empty("ptr", &[("target", &pointer(&config.base_url))]);
        xml.close("pubPlace");
    }
    xml.close("publicationStmt");
    xml.open("sourceDesc", &[]);
    xml.element("p", &[], "Press articles; the source of each is in its own header.");
    xml.close("sourceDesc");
    xml.close("fileDesc");
    xml.open("encodingDesc", &[]);
    application(xml);
    xml.open("editorialDecl", &[]);
    xml.open("quotation", &[("marks", "all")]);
    xml.element("p", &[], "Quotation marks stay in the text, outside of the quotation.");
    xml.close("quotation");
    xml.close("editorialDecl");
    xml.open("classDecl", &[]);
    xml.open("taxonomy", &[("xml:id", "rules")]);
    for reason in LinkReason::ALL {
        xml.open("category", &[("xml:id", &format!("rule-{}", reason.as_str()))]);
        xml.element("catDesc", &[], reason.as_str());
        xml.close("category");
    }
    xml.close("taxonomy");
    xml.close("classDecl");
    xml.close("encodingDesc");
    xml.open("profileDesc", &[]);
    xml.open("calendarDesc", &[]);
    xml.open("calendar", &[("xml:id", "edtf")]);
    xml.element("p", &[], "EDTF level 1 (ISO 8601-2:2019, annex A)");
    xml.close("calendar");
    xml.close("calendarDesc");
    xml.close("profileDesc");
    xml.close("teiHeader");
    xml.out.push('\n');
}

/// Says which program wrote it, by which `dossier import` knows its own.
fn application(xml: &mut TeiXml) {
    xml.open("appInfo", &[]);
    xml.open("application", &[("ident", "dossier"), ("version", env!("CARGO_PKG_VERSION"))]);
    xml.element("label", &[], "dossier");
    xml.close("application");
    xml.close("appInfo");
}

/// Writes the head of an article.
pub(super) fn article(
    xml: &mut TeiXml,
    input: &ExportInput<'_>,
    index: ArticleIx,
    pointers: &Pointers<'_>,
    is_file: bool,
) {
    let (article, ..) = input.articles[index];
    xml.open("teiHeader", &[]);
    xml.open("fileDesc", &[]);
    xml.open("titleStmt", &[]);
    xml.element("title", &[], &article.title);
    xml.close("titleStmt");
    xml.open("publicationStmt", &[]);
    xml.element("publisher", &[], editors(input.config));
    xml.element("idno", &[("type", "dossier")], article.id.as_str());
    let status = if article.rights == Rights::Full { "free" } else { "restricted" };
    xml.open("availability", &[("status", status), ("n", article.rights.as_str())]);
    xml.element("p", &[], article.rights.as_str());
    xml.close("availability");
    xml.close("publicationStmt");
    xml.open("sourceDesc", &[]);
    source(xml, input, index, pointers);
    if let Some(raw) = &article.raw_document {
        xml.open("bibl", &[("type", "raw")]);
        xml.element("idno", &[("type", "file")], &raw.file);
        xml.element("idno", &[("type", "sha256")], &raw.sha256);
        if let Some(document) = &raw.document {
            xml.element("idno", &[("type", "document")], document);
        }
        xml.close("bibl");
    }
    xml.close("sourceDesc");
    xml.close("fileDesc");
    if is_file {
        xml.open("encodingDesc", &[]);
        application(xml);
        xml.close("encodingDesc");
    }
    if !article.tags.is_empty() {
        xml.open("profileDesc", &[]);
        xml.open("textClass", &[]);
        xml.open("keywords", &[]);
        article.tags.iter().for_each(|tag| xml.element("term", &[], &tag.value));
        xml.close("keywords");
        xml.close("textClass");
        xml.close("profileDesc");
    }
    xml.close("teiHeader");
    xml.out.push('\n');
}

/// Writes where and when an article was published.
fn source(xml: &mut TeiXml, input: &ExportInput<'_>, index: ArticleIx, pointers: &Pointers<'_>) {
    let (article, ..) = input.articles[index];
    xml.open("biblStruct", &[("type", "newspaperArticle")]);
    xml.open("analytic", &[]);
    xml.element("title", &[("level", "a")], &article.title);
    if let Some(author) = &article.author {
        xml.element("author", &[], author);
    }
    xml.close("analytic");
    xml.open("monogr", &[]);
    xml.element("title", &[("level", "j")], article.publisher.as_deref().unwrap_or_default());
    xml.open("imprint", &[]);
    let certainty = article.date_certainty.as_str();
    let certain = match certainty {
        "given" => "high",
        "inferred" => "medium",
        _ => "low",
    };
    let dated = article.date.as_ref().map(when).unwrap_or_default();
    let mut all: Vec<(&str, &str)> = vec![("type", certainty)];
    if !dated.iter().any(|(key, _)| *key == "cert") {
        all.push(("cert", certain));
    }
    all.extend(own_calendar(&dated, pointers));
    xml.empty("date", &all);
    xml.close("imprint");
    xml.close("monogr");
    for (kind, address) in [("url", &article.url), ("archived", &article.archived)] {
        if let Some(address) = address {
            let target = pointer(address);
            let exact = if target == *address { "" } else { address.as_str() };
            xml.empty("ref", &[("type", kind), ("target", &target), ("n", exact)]);
        }
    }
    for copy in copies(input, index).0 {
        if let Some(target) = pointers.article(copy, None) {
            xml.empty("ref", &[("type", "copy"), ("target", &target)]);
        }
    }
    if let Some(day) = &article.retrieved {
        xml.open("note", &[("type", "retrieved")]);
        let dated = when(day);
        xml.empty("date", &own_calendar(&dated, pointers));
        xml.close("note");
    }
    xml.close("biblStruct");
}

/// Borrows attributes; the calendar is in the head of the corpus, which may be another file.
pub(super) fn own_calendar<'a>(attributes: &'a Attributes, pointers: &Pointers<'_>) -> Vec<(&'static str, &'a str)> {
    let borrow = |(key, value): &'a (&'static str, String)| match *key {
        "datingMethod" if !pointers.register.is_empty() => (*key, "../register.xml#edtf"),
        _ => (*key, value.as_str()),
    };
    attributes.iter().map(borrow).collect()
}
