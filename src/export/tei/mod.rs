//! TEI P5: a corpus with the registry, then one `TEI` for each article; what other tools of the field read and give back.
//!
//! Written piece by piece, some articles at a time. Pure apart from the writing; `dossier import` reads the same form. `xml` knows
//! how ids and dates are written, `header` the heads, `register` the records, `marks`, `text` and `spans` the text of an
//! article.

mod header;
mod marks;
mod register;
mod spans;
mod text;
mod xml;

use std::io::{self, Write};

use self::header::TeiPeople;
use self::marks::marks;
use self::text::TextWriter;
use self::xml::{TeiXml, name_part, pointer};
use super::in_order::for_articles;
use super::shared::{everything_key, loss};
use super::{ExportInput, FileSink};
use crate::annotate::Annotations;
use crate::base::Message;
use crate::base::message::Words;
use crate::base::{Key, KeyBuilder};
use crate::model::{ArticleIx, Id, Rights};
use crate::parse::{Article, MarkdownNode, Record};
use crate::text::position::CodePoints;

/// The route of the file in the site.
pub(super) const ROUTE: &str = "data/dossier.tei.xml";
const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";
const VERSION: &str = "4.12.0";

/// Where the elements are that others point to: in the same file, or in files of their own.
pub(super) struct Pointers<'a> {
    input: &'a ExportInput<'a>,
    /// The file of the registry, as articles name it; empty if it is the same.
    register: &'static str,
    /// Whether articles have files of their own, and how the one that points names their folder.
    articles: Option<&'static str>,
}

impl Pointers<'_> {
    /// Returns the pointer to something in the head of the corpus or in the registry.
    fn head(&self, name: &str) -> String {
        format!("{}#{name}", self.register)
    }

    /// Returns the pointer to a record; `None` if there is none of this id.
    pub(super) fn entity(&self, id: &str) -> Option<String> {
        let entity = &self.input.registry.entities[self.input.registry.find(id)?];
        Some(self.head(&format!("e-{}", name_part(entity.record.id.as_str()))))
    }

    /// Returns the pointer to an article, or to a paragraph of it if it has it.
    pub(super) fn article(&self, id: &str, fragment: Option<&str>) -> Option<String> {
        let wanted = Id::parse(id).ok()?;
        let index = self.input.articles.binary_search_by(|(article, ..)| article.id.cmp(&wanted)).ok()?;
        let n_paragraphs = self.input.link_index.articles.get(index)?.n_paragraphs;
        let paragraph = fragment.and_then(|fragment| fragment.strip_prefix('p')?.parse::<u32>().ok());
        let name = format!("a-{}", name_part(wanted.as_str()));
        let file = self.articles.map(|folder| pointer(&format!("{folder}{wanted}.xml"))).unwrap_or_default();
        Some(match paragraph.filter(|n| (1..=n_paragraphs).contains(n)) {
            Some(n) => format!("{file}#{name}.p{n}"),
            None => format!("{file}#{name}"),
        })
    }

    /// Returns the pointer to what `[[id]]` names.
    pub(super) fn wiki_link(&self, id: &str, fragment: Option<&str>) -> Option<String> {
        self.entity(id).or_else(|| self.article(id, fragment))
    }
}

/// Returns the key of the whole corpus.
pub(super) fn key(input: &ExportInput<'_>) -> Key {
    let mut key = KeyBuilder::new("tei");
    key.key(everything_key(input));
    for (article, range, note) in &input.notes {
        key.text(article).number(range.end as u64).key(note.body.key()).text(&note.by).add(&note.date);
        key.text(note.verdict.map_or("", |verdict| verdict.as_str())).number(range.start as u64);
        note.tags.iter().for_each(|tag| {
            key.text(tag);
        });
    }
    super::makers::add_key(&mut key, input);
    key.finish()
}

/// Writes the whole corpus, some articles at a time.
pub(super) fn write(input: &ExportInput<'_>, out: &mut dyn Write) -> io::Result<Vec<Message>> {
    let pointers = Pointers { input, register: "", articles: None };
    let people = TeiPeople::of(input);
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    let mut xml = TeiXml::default();
    xml.open("teiCorpus", &[("xmlns", NAMESPACE), ("xml:lang", input.config.language.as_str()), ("version", VERSION)]);
    xml.out.push('\n');
    header::corpus(&mut xml, input, &people);
    register::write(&mut xml, input, &pointers);
    out.write_all(xml.out.as_bytes())?;
    let one = |index: ArticleIx| {
        let mut xml = TeiXml::default();
        article(&mut xml, input, index, &pointers, &people, false);
        xml.out
    };
    for_articles(input, one, |xml| out.write_all(xml.as_bytes()))?;
    if input.articles.is_empty() {
        // A corpus without a text is not valid.
        out.write_all(EMPTY_TEXT.as_bytes())?;
    }
    out.write_all(b"</teiCorpus>\n")?;
    Ok(lost(input))
}

/// What stands for the texts where there is none.
const EMPTY_TEXT: &str = "<TEI type=\"empty\"><teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt>\
    <p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p/></body></text></TEI>\n";

/// Makes the registry and the articles as files of their own.
pub(super) fn write_files(input: &ExportInput<'_>, _once: bool, files: &dyn FileSink) -> io::Result<Vec<Message>> {
    let people = TeiPeople::of(input);
    let mut xml = TeiXml::default();
    let begin = |xml: &mut TeiXml| xml.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    begin(&mut xml);
    xml.open("TEI", &[("xmlns", NAMESPACE), ("xml:lang", input.config.language.as_str()), ("version", VERSION)]);
    xml.out.push('\n');
    header::corpus(&mut xml, input, &people);
    register::write(&mut xml, input, &Pointers { input, register: "", articles: Some("articles/") });
    xml.close("TEI");
    xml.out.push('\n');
    files.put("register.xml", xml.out.as_bytes())?;
    let pointers = Pointers { input, register: "../register.xml", articles: Some("") };
    let one = |index: ArticleIx| {
        let mut xml = TeiXml::default();
        begin(&mut xml);
        article(&mut xml, input, index, &pointers, &people, true);
        files.put(&format!("articles/{}.xml", input.articles[index].0.id), xml.out.as_bytes())
    };
    for_articles(input, one, |written| written)?;
    Ok(lost(input))
}

/// Counts what TEI does not take, and what it takes in another form.
fn lost(input: &ExportInput<'_>) -> Vec<Message> {
    let of_nodes = |is_lost: fn(&MarkdownNode) -> bool| -> usize {
        let articles = input.articles.iter().map(|(article, ..)| &article.body);
        let bodies = articles.chain(input.registry.entities.iter().map(|entity| &entity.record.body));
        bodies.map(|body| body.nodes.iter().filter(|node| is_lost(node)).count()).sum()
    };
    let of_articles = |count: fn(&Article) -> usize| input.articles.iter().map(|(article, ..)| count(article)).sum();
    let of_records =
        |count: fn(&Record) -> usize| input.registry.entities.iter().map(|entity| count(&entity.record)).sum();
    let words = |en, fr| Words { en, fr };
    let all = [
        (
            of_nodes(|node| matches!(node, MarkdownNode::Html(_))),
            words("HTML tag is left out; its text is kept", "balise HTML est laissée de côté ; son texte est gardé"),
            words(
                "HTML tags are left out; their text is kept",
                "balises HTML sont laissées de côté ; leur texte est gardé",
            ),
        ),
        (
            of_nodes(|node| matches!(node, MarkdownNode::Task(_))),
            words("check mark is left out", "case à cocher est laissée de côté"),
            words("check marks are left out", "cases à cocher sont laissées de côté"),
        ),
        (
            of_articles(|article| usize::from(article.picture.is_some())),
            words("lead picture is left out", "image de tête est laissée de côté"),
            words("lead pictures are left out", "images de tête sont laissées de côté"),
        ),
        (
            of_articles(|article| usize::from(article.copy_of.is_some())),
            words("`copy_of:` key is left out", "champ `copy_of:` est laissé de côté"),
            words("`copy_of:` keys are left out", "champs `copy_of:` sont laissés de côté"),
        ),
        (
            of_articles(|article| article.former.len()),
            words("former article id is left out", "ancien identifiant d’article est laissé de côté"),
            words("former article ids are left out", "anciens identifiants d’articles sont laissés de côté"),
        ),
        (
            of_records(|record| record.former.len()),
            words("former record id is left out", "ancien identifiant de fiche est laissé de côté"),
            words("former record ids are left out", "anciens identifiants de fiches sont laissés de côté"),
        ),
        (
            of_articles(|article| article.unlinked.len()),
            words(
                "`unlinked:` form shows only as words that are no name",
                "graphie de `unlinked:` ne paraît que comme des mots qui ne sont pas un nom",
            ),
            words(
                "`unlinked:` forms show only as words that are no names",
                "graphies de `unlinked:` ne paraissent que comme des mots qui ne sont pas des noms",
            ),
        ),
        (
            of_records(|record| record.never.len()),
            words(
                "`never:` form shows only as words that are no name",
                "graphie de `never:` ne paraît que comme des mots qui ne sont pas un nom",
            ),
            words(
                "`never:` forms show only as words that are no names",
                "graphies de `never:` ne paraissent que comme des mots qui ne sont pas des noms",
            ),
        ),
    ];
    all.into_iter().flat_map(|(n, one, many)| loss(n, one, many)).collect()
}

fn article(
    xml: &mut TeiXml,
    input: &ExportInput<'_>,
    index: ArticleIx,
    pointers: &Pointers<'_>,
    people: &TeiPeople<'_>,
    is_file: bool,
) {
    let (article, annotated, _) = input.articles[index];
    let id = format!("a-{}", name_part(article.id.as_str()));
    let language = article.language.as_ref().unwrap_or(&input.config.language).as_str();
    let (space, version) = if is_file { (NAMESPACE, VERSION) } else { ("", "") };
    xml.open("TEI", &[("xmlns", space), ("xml:id", &id), ("xml:lang", language), ("version", version)]);
    xml.out.push('\n');
    header::article(xml, input, index, pointers, is_file);
    review(xml, article, annotated, pointers, &id);
    let marks = marks(input, article, annotated, pointers, people, &id);
    xml.out.push_str("<text><body><div type=\"article\">");
    let before = xml.out.len();
    TextWriter::new(xml, &article.body, pointers, &marks, &id).write(true);
    if xml.out.len() == before || article.rights != Rights::Full {
        // The mark stands in a paragraph of its own, which has no text.
        xml.open("p", &[]);
        if article.rights != Rights::Full {
            xml.empty("gap", &[("reason", "rights")]);
        }
        xml.close("p");
    }
    xml.out.push_str("</div></body></text>");
    xml.close("TEI");
    xml.out.push('\n');
}

fn review(xml: &mut TeiXml, article: &Article, annotated: &Annotations, pointers: &Pointers<'_>, id: &str) {
    let text = article.body.main_text();
    let mut points = CodePoints::new(text);
    let doubtful: Vec<_> = annotated.ambiguous.iter().filter(|name| name.end <= text.len()).collect();
    if doubtful.is_empty() {
        return;
    }
    xml.open("standOff", &[("type", "review")]);
    xml.open("listAnnotation", &[]);
    for name in doubtful {
        let (start, end) = (points.at(name.start), points.at(name.end));
        let paragraph = article.body.block_at(name.start).map_or(0, |block| block.paragraph);
        let target = if paragraph > 0 { format!("#{id}.p{paragraph}") } else { format!("#{id}") };
        let place = format!("{start}-{end}");
        xml.open("annotation", &[("xml:id", &format!("{id}.r{}", start + 1)), ("target", &target), ("n", &place)]);
        for candidate in name.candidates.iter().filter_map(|candidate| pointers.entity(candidate.as_str())) {
            xml.empty("ptr", &[("type", "candidate"), ("target", &candidate)]);
        }
        xml.element("note", &[("type", "reason")], &name.reason.to_string());
        xml.close("annotation");
    }
    xml.close("listAnnotation");
    xml.close("standOff");
    xml.out.push('\n');
}
