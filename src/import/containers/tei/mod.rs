//! TEI P5 -> an edition: articles with what was marked in them, and records. Any TEI file, not only dossier's own.
//!
//! Read `TEI` by `TEI`. Nothing is cleaned: an edition is the work of people. `body` and `inline` read texts, `records` registers; the
//! command line compares what the program finds itself with what is marked here, and writes the files. Pure.

mod body;
mod inline;
mod records;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use super::xml_tree::{XmlPart, XmlStep, XmlTree, XmlTrees, root_name};
use crate::base::Message;
use crate::model::id::slug;
use crate::model::{Edtf, Id};
use crate::say;

pub(crate) use self::records::TeiRecord;
pub(crate) use self::text::{TeiSpan, TeiText};
pub(crate) use crate::import::yaml_scalar::yaml_scalar as scalar;

/// The largest file that is read.
pub(crate) const MAX_EDITION_BYTES: u64 = 64 << 20;

/// What files of TEI hold.
#[derive(Debug, Default)]
pub(crate) struct TeiEdition {
    /// The articles, in order.
    pub(crate) articles: Vec<TeiArticle>,
    /// The records, in order.
    pub(crate) records: Vec<TeiRecord>,
    /// Whether dossier wrote it.
    pub(crate) is_own: bool,
    /// What was left out, each with how often.
    pub(crate) told: BTreeMap<Message, usize>,
    /// Pointers with a prefix of their own, from `prefixDef`: the prefix, and what precedes the id in the address.
    prefixes: Vec<(String, String)>,
    /// The people and programs in the heads, by `xml:id`.
    people: BTreeMap<String, String>,
}

/// One article.
#[derive(Debug, Default)]
pub(crate) struct TeiArticle {
    /// Its id.
    pub(crate) id: String,
    /// The keys of its front matter, each with its value as text; lists have several.
    pub(crate) head: Vec<(&'static str, Vec<String>)>,
    /// The raw document that dossier made it from: file, SHA-256, document.
    pub(crate) raw: Option<[String; 3]>,
    /// Its text.
    pub(crate) text: TeiText,
    /// Of dossier's own, if its text is whole: the names that await a decision, by the code points before them.
    pub(crate) review: Option<BTreeSet<usize>>,
}

/// Returns whether a file begins as TEI.
#[must_use]
pub(crate) fn recognises(head: &[u8]) -> bool {
    if crate::import::press::xml::recognises(head) {
        return false;
    }
    let is_tei = matches!(root_name(head).as_deref(), Some("TEI" | "teiCorpus" | "TEI.2"));
    let is_registry = || memchr::memmem::find(head, b"http://www.tei-c.org/ns/1.0").is_some();
    // A document type with definitions hides the root.
    let has_type = || memchr::memmem::find(head, b"<!DOCTYPE TEI").is_some();
    is_tei || has_type() || (root_name(head).is_some() && is_registry())
}

impl TeiEdition {
    /// Adds what a file holds. `stem` names an article that has no other name.
    ///
    /// # Errors
    /// If it is damaged, or may not be read: a sentence fragment that continues "not imported:".
    pub(crate) fn add(&mut self, stem: &str, bytes: &[u8]) -> Result<(), Message> {
        if u64::try_from(bytes.len()).is_ok_and(|len| len > MAX_EDITION_BYTES) {
            return Err(say!(en: "it is larger than {n} MiB", fr: "il dépasse {n} Mio", n = MAX_EDITION_BYTES >> 20));
        }
        if has_entities(bytes) {
            return Err(
                say!(en: "its DTD defines entities, which could expand without end; resolve them first, for example \
                        with `xmllint --noent`", fr: "sa DTD définit des entités, dont l’expansion pourrait ne pas finir ; remplacez-les d’abord, par exemple avec `xmllint --noent`"),
            );
        }
        let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).map_err(
            |_| say!(en: "it is not UTF-8; convert it first", fr: "il n’est pas en UTF-8 ; convertissez-le d’abord"),
        )?;
        let mut language = None;
        for step in XmlTrees::new(text.as_bytes(), |name| name == "teiCorpus") {
            match step {
                XmlStep::Opens(root) => language = root.attribute("lang").map(str::to_owned),
                XmlStep::Lost(reason) => return Err(reason),
                XmlStep::Tree(tree) => self.tree(&tree, stem, language.as_deref()),
            }
        }
        Ok(())
    }

    fn tree(&mut self, tree: &XmlTree, stem: &str, language: Option<&str>) {
        for element in tree.all() {
            match element.local_name() {
                "application" => self.is_own |= element.attribute("ident") == Some("dossier"),
                "prefixDef" => {
                    let (prefix, pattern) = (element.attribute("ident"), element.attribute("replacementPattern"));
                    if let (Some(prefix), Some(pattern)) = (prefix, pattern) {
                        let before = pattern.split("$1").next().unwrap_or_default();
                        self.prefixes.push((prefix.to_owned(), before.to_owned()));
                    }
                }
                // The id is on the statement, or on the name in it.
                "respStmt" | "editor" => {
                    let names = element.all().into_iter().skip(1);
                    let name =
                        names.into_iter().find(|one| matches!(one.local_name(), "name" | "persName" | "orgName"));
                    let text = name.unwrap_or(element).text();
                    for id in [Some(element), name].into_iter().flatten().filter_map(|one| one.attribute("id")) {
                        self.people.insert(id.to_owned(), text.clone());
                    }
                }
                _ => {}
            }
        }
        self.read_records(tree);
        let is_text =
            matches!(tree.local_name(), "TEI" | "TEI.2") && tree.elements().any(|one| one.local_name() == "text");
        if is_text && tree.attribute("type") != Some("empty") {
            let article = self.article(tree, stem, language);
            self.articles.push(article);
        }
        for inner in tree.elements().filter(|inner| inner.local_name() == "TEI") {
            self.tree(inner, stem, tree.attribute("lang").or(language));
        }
    }

    fn article(&mut self, tree: &XmlTree, stem: &str, language: Option<&str>) -> TeiArticle {
        let header = tree.elements().find(|one| one.local_name() == "teiHeader");
        let none = XmlTree::default();
        let header = header.unwrap_or(&none);
        let source = find(header, "sourceDesc").unwrap_or(&none);
        let mut head: Vec<(&'static str, Vec<String>)> = Vec::new();
        let title = find(header, "titleStmt").and_then(|one| find(one, "title")).map(|one| self.line(&one.text()));
        let own = find(header, "publicationStmt").into_iter().flat_map(XmlTree::all);
        let own_id = own.filter(|one| one.local_name() == "idno" && one.attribute("type") == Some("dossier"));
        let own_id = own_id.map(XmlTree::text).next();
        let title = title.filter(|title| self.is_own || !title.is_empty()).unwrap_or_else(|| stem.to_owned());
        let id = own_id.or_else(|| tree.attribute("id").map(|id| plain_id(id, "a-")));
        let id = id.filter(|id| Id::parse(id).is_ok()).unwrap_or_else(|| {
            let of_title: String = slug(&title).chars().take(60).collect();
            [of_title, slug(stem), "article".to_owned()]
                .into_iter()
                .find(|id| Id::parse(id).is_ok())
                .unwrap_or_default()
        });
        head.push(("title", vec![title]));
        let imprint = find(source, "imprint").and_then(|one| find(one, "date"));
        let date = imprint.or_else(|| find(source, "date")).or_else(|| find(source, "origDate"));
        let written = date.and_then(date_of);
        let certainty =
            date.and_then(|date| date.attribute("type")).filter(|one| ["given", "inferred", "unknown"].contains(one));
        if let Some(date) = &written {
            head.push(("date", vec![date.clone()]));
        }
        head.push((
            "date_certainty",
            vec![certainty.unwrap_or(if written.is_some() { "given" } else { "unknown" }).to_owned()],
        ));
        let journal = find(source, "monogr").and_then(|one| find(one, "title")).map(|one| self.line(&one.text()));
        let house =
            || find(header, "publicationStmt").and_then(|one| find(one, "publisher")).map(|one| self.line(&one.text()));
        let publisher = if self.is_own { journal } else { journal.filter(|one| !one.is_empty()).or_else(house) };
        let author = find(source, "analytic").and_then(|one| find(one, "author"));
        let author = author.or_else(|| find(header, "titleStmt").and_then(|one| find(one, "author")));
        let author = author.map(|one| self.line(&one.text()));
        let mut pick = |key: &'static str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                head.push((key, vec![value]));
            }
        };
        pick("publisher", publisher);
        pick("author", author);
        for one in source.all().into_iter().filter(|one| matches!(one.local_name(), "ref" | "ptr")) {
            let key = match one.attribute("type") {
                Some("url") => "url",
                Some("archived") => "archived",
                _ => continue,
            };
            pick(key, one.attribute("n").or_else(|| one.attribute("target")).map(str::to_owned));
        }
        let notes = source.all().into_iter().filter(|one| one.attribute("type") == Some("retrieved"));
        pick("retrieved", notes.filter_map(|note| find(note, "date").and_then(date_of)).next());
        pick("language", tree.attribute("lang").or(language).map(str::to_owned));
        let rights = find(header, "availability").and_then(|one| one.attribute("n"));
        let rights = rights.filter(|one| ["excerpt", "reference"].contains(one)).map(str::to_owned);
        let open = tree.elements().filter(|one| one.attribute("type") == Some("review")).flat_map(XmlTree::all);
        let open = open.filter(|one| one.local_name() == "annotation");
        let review = open.filter_map(|one| one.attribute("n")?.split('-').next()?.parse().ok()).collect();
        let review = Some(review).filter(|_| self.is_own && rights.is_none());
        // An excerpt is all there is: cut again, it would become shorter.
        if rights.as_deref() == Some("excerpt") {
            self.tell(say!(en: "`rights: excerpt`, as the text is the excerpt", fr: "`rights: excerpt`, car le texte est l’extrait"));
        }
        pick("rights", rights.filter(|rights| rights == "reference"));
        let terms = find(header, "keywords").into_iter().flat_map(XmlTree::elements);
        let tags: Vec<String> =
            terms.filter(|one| one.local_name() == "term").map(|one| self.line(&one.text())).collect();
        if !tags.is_empty() {
            head.push(("tags", tags));
        }
        let raw = source.all().into_iter().find(|one| one.attribute("type") == Some("raw")).map(|bibl| {
            ["file", "sha256", "document"].map(|kind| {
                let idno = bibl.elements().find(|one| one.attribute("type") == Some(kind));
                idno.map(XmlTree::text).unwrap_or_default()
            })
        });
        let text = self.read_text(tree);
        TeiArticle { id, head, raw: raw.filter(|_| self.is_own), text, review }
    }

    /// Returns a text on one line; one of dossier's own as it is.
    fn line(&self, text: &str) -> String {
        if self.is_own { text.to_owned() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
    }

    /// Returns the id that an element points to, and the pointer as written.
    fn target(&self, element: &XmlTree) -> Option<(String, String)> {
        let pointer = ["ref", "key", "corresp"].into_iter().find_map(|key| element.attribute(key))?;
        let pointer = pointer.split_whitespace().next()?;
        Some((self.pointed(pointer).unwrap_or_default(), pointer.to_owned()))
    }

    /// Returns the name of who has an id; empty for nobody in particular.
    pub(crate) fn person(&self, id: &str) -> &str {
        self.people.get(id).map_or("", String::as_str)
    }

    /// Returns the name of the person who decided or wrote something in an edition of dossier's own.
    pub(crate) fn decider(&self, id: &str) -> &str {
        if matches!(id, "resp-rules" | "resp-editors") { "" } else { self.person(id) }
    }

    /// Returns the id in a pointer: `#e-id`, `file.xml#e-id`, `prefix:id`, or the id itself.
    fn pointed(&self, pointer: &str) -> Option<String> {
        let name = match pointer.split_once('#') {
            Some((_, name)) => name,
            None => match pointer.split_once(':') {
                // Addresses of authority files are no records.
                Some((prefix, name)) => {
                    let (_, before) = self.prefixes.iter().find(|(known, _)| known == prefix)?;
                    before.contains('#').then_some(name).filter(|_| !before.starts_with("http"))?
                }
                None => pointer,
            },
        };
        let id = plain_id(name, "e-");
        Id::parse(&id).ok().map(|id| id.to_string())
    }

    fn tell(&mut self, what: Message) {
        *self.told.entry(what).or_default() += 1;
    }
}

/// Returns whether the document type defines entities.
fn has_entities(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 20)];
    let root = memchr::memmem::find(head, b"<!DOCTYPE");
    root.is_some_and(|at| memchr::memmem::find(&head[at..], b"<!ENTITY").is_some())
}

/// Returns the id that an `xml:id` stands for.
fn plain_id(name: &str, prefix: &str) -> String {
    let name = name.strip_prefix(prefix).unwrap_or(name);
    let mut out = String::new();
    for (index, part) in name.split('·').enumerate() {
        let sign = u32::from_str_radix(part, 16).ok().and_then(char::from_u32).filter(|_| index % 2 == 1);
        match sign {
            Some(sign) => out.push(sign),
            None => out.push_str(part),
        }
    }
    out
}

/// Returns the first element of a name, at any depth.
fn find<'t>(tree: &'t XmlTree, name: &str) -> Option<&'t XmlTree> {
    tree.all().into_iter().skip(1).find(|one| one.local_name() == name)
}

/// Returns the date that an element states.
fn date_of(element: &XmlTree) -> Option<String> {
    let of = |key: &str| element.attribute(key).filter(|value| Edtf::parse(value).is_ok()).map(str::to_owned);
    let interval = |from: &[&str], to: &[&str]| {
        let end = |keys: &[&str]| keys.iter().find_map(|key| of(key));
        let (from, to) = (end(from), end(to));
        let is_any = from.is_some() || to.is_some();
        let open = || "..".to_owned();
        let text = format!("{}/{}", from.unwrap_or_else(open), to.unwrap_or_else(open));
        (is_any && Edtf::parse(&text).is_ok()).then_some(text)
    };
    of("when-custom")
        .or_else(|| of("when"))
        .or_else(|| of("when-iso"))
        .or_else(|| interval(&["from", "from-iso"], &["to", "to-iso"]))
        .or_else(|| interval(&["notBefore"], &["notAfter"]))
}

/// Returns one end of a time.
fn end_of(element: &XmlTree, keys: [&str; 3]) -> Option<String> {
    keys.iter().find_map(|key| element.attribute(key)).filter(|value| Edtf::parse(value).is_ok()).map(str::to_owned)
}
