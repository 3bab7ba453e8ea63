//! Where texts may link to, and what is wrong in them once it is known what the dossier holds.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::articles::AnnotatedCorpus;
use super::content_files::ContentFiles;
use super::media::MediaReferences;
use super::memo::{ArticleAnnotation, Memo};
use crate::annotate::decisions::UnappliedReason;
use crate::base::nearest::Vocabulary;
use crate::base::{Code, Diagnostic, Key, KeyBuilder, SourcePath, Span};
use crate::html;
use crate::link::resolver::{LinkTarget, TargetTitle};
use crate::link::{RouteTable, link_checks};
use crate::model::{Id, Route, routes};
use crate::parse::{self, ArticleNotes, Body, Decision};
use crate::registry::Lexicon;
use crate::text::selector;
use crate::text::selector::SelectorError;
use crate::views::{AnnotatedText, Content, PlacedNote, PublishedMedia, RenderContext};

/// Returns the key of the [`Book`]: what everything is called by and where it stands. `articles` is that of the articles.
pub(super) fn route_table_key(site: &Content, media: &PublishedMedia, articles: Key) -> Key {
    let mut key = KeyBuilder::new("book");
    key.key(articles).debug(&site.config.kinds);
    for entity in &site.registry.entities {
        let record = &entity.record;
        key.number(entity.kind as u64)
            .text(record.id.as_str())
            .text(record.span.file.as_str())
            .text(&record.name.value);
    }
    for (old, index) in &site.registry.former {
        key.text(old.as_str()).number(*index as u64);
    }
    for page in &site.pages {
        key.text(page.document.id.as_str()).text(page.document.file.as_str()).text(&page.document.title);
    }
    for route in media.keys() {
        key.text(route.as_str());
    }
    key.finish()
}

/// Returns everything that a text may link to.
pub(super) fn route_table(site: &Content, media: &PublishedMedia) -> RouteTable {
    let mut routes = RouteTable::default();
    for (index, text) in site.articles.iter().enumerate() {
        let article = &text.document;
        let entry = LinkTarget { route: routes::article(&article.id), title: TargetTitle::Article(index) };
        for old in article.former.iter().filter_map(|old| crate::model::Id::parse(&old.value).ok()) {
            routes.add_former(&old, entry.clone());
        }
        routes.add(&article.id, &article.file, entry);
    }
    let entity_entry = |index: usize| {
        let record = &site.registry.entities[index].record;
        LinkTarget { route: site.entity_route(index), title: TargetTitle::Literal(record.name.value.clone()) }
    };
    for (index, entity) in site.registry.entities.iter().enumerate() {
        routes.add(&entity.record.id, &entity.record.span.file, entity_entry(index));
    }
    for (old, index) in &site.registry.former {
        routes.add_former(old, entity_entry(*index));
    }
    for page in &site.pages {
        // A free page has a file to be linked by, and an id only where nothing else bears it.
        let route = routes::free_page(&page.document.id);
        routes.add_file(&page.document.file, route.clone());
        routes.add_former(
            &page.document.id,
            LinkTarget { route, title: TargetTitle::Literal(page.document.title.clone()) },
        );
    }
    for route in media.keys() {
        routes.add_file(&SourcePath::new(&format!("content/{route}")), route.clone());
    }
    routes.add_file(&SourcePath::new("content/index.md"), Route::new(routes::FRONT));
    routes
}

/// Returns what of content/media/ published texts refer to.
pub(super) fn media_references(
    site: &Content,
    corpus: &AnnotatedCorpus,
    mut references: MediaReferences,
) -> MediaReferences {
    for text in corpus.cross_check_indexes.iter().map(|index| &corpus.texts[*index]) {
        references.article(&text.document);
    }
    for entity in &site.registry.entities {
        references.body(&entity.record.span.file, &entity.record.body);
    }
    for page in site.pages.iter().chain(&site.front) {
        references.body(&page.document.file, &page.document.body);
    }
    for note in site.notes.values().flat_map(|(_, notes)| notes) {
        references.body(&note.file, &note.note.body);
    }
    references
}

/// Reports what is wrong in texts once it is known what the dossier holds.
pub(super) fn check_texts(
    site: &RenderContext,
    corpus: &AnnotatedCorpus,
    memo: &Memo,
    generation: u64,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let leaning = || corpus.cross_check_indexes.iter().map(|index| &corpus.texts[*index]);
    let articles = leaning().map(|text| (text.key, &text.document.file, &text.document.body));
    let records =
        site.content.registry.entities.iter().map(|entity| (entity.key, &entity.record.span.file, &entity.record.body));
    let pages = site
        .content
        .pages
        .iter()
        .chain(&site.content.front)
        .map(|page| (page.key, &page.document.file, &page.document.body));
    let hints = link_checks::LinkCorrections::new(&site.link_resolver);
    for (_, notes) in site.content.notes.values() {
        for note in notes {
            link_checks::check_links(&note.file, &note.note.body, &site.link_resolver, &hints, diagnostics);
        }
    }
    for (key, file, body) in articles.chain(records).chain(pages) {
        link_checks::check_links(file, body, &site.link_resolver, &hints, diagnostics);
        if body.has_html && site.content.config.html == crate::config::HtmlPolicy::Sanitize {
            let dropped = memo.raw_html.get_or_compute(key, generation, || html::raw_html::dropped(&raw_html(body)));
            if !dropped.is_empty() {
                let message = format!("raw HTML was made safe; dropped: {}", dropped.join(", "));
                diagnostics.push(
                    Diagnostic::of_file(Code::RawHtmlDropped, file, message).help("write it in Markdown, or remove it"),
                );
            }
        }
    }
    former_ids(&site.content, diagnostics);
    let withheld: HashSet<&str> = site.content.registry.withheld.iter().map(|record| record.id.as_str()).collect();
    for text in leaning() {
        link_checks::check_picture(&text.document, &site.link_resolver, &hints, diagnostics);
        let is_known = |id: &str| site.link_resolver.find(id).is_some() || withheld.contains(id);
        link_checks::check_pins(&text.document, &text.annotated, &is_known, &hints, diagnostics);
    }
    for entity in &site.content.registry.entities {
        for citation in entity.record.relations.iter().filter_map(|relation| relation.citation.as_ref()) {
            let id = citation.value.split('#').next().unwrap_or_default();
            if site.link_resolver.find(id).is_none() {
                diagnostics.push(
                    Diagnostic::new(Code::UnknownId, citation.span.clone(), format!("nothing has the id `{id}`"))
                        .help("name an article and a passage: `article-id#p3`")
                        .did_you_mean_of(id, hints.ids()),
                );
            }
        }
    }
}

/// Reports old ids of articles that are in use, or that two articles claim: no redirect leads from them.
fn former_ids(site: &Content, diagnostics: &mut Vec<Diagnostic>) {
    let with_former = || site.articles.iter().filter(|text| !text.document.former.is_empty());
    if with_former().next().is_none() {
        return;
    }
    let articles = site.articles.iter().map(|text| (text.document.id.folded(), Span::whole(&text.document.file)));
    let records = site.registry.entities.iter().map(|one| (one.record.id.folded(), one.record.span.clone()));
    let used: HashMap<String, Span> = articles.chain(records).collect();
    let mut claimed: HashMap<String, (&Id, Span)> = HashMap::new();
    for text in with_former() {
        for old in &text.document.former {
            let at = |code, message| Diagnostic::new(code, old.span.clone(), message);
            let Ok(id) = Id::parse(&old.value) else {
                let message = format!("`{}` could never have been an id", old.value);
                diagnostics.push(at(Code::BadId, message).help("remove it"));
                continue;
            };
            if let Some(span) = used.get(&id.folded()) {
                diagnostics.push(
                    at(Code::FormerClash, format!("the former id `{id}` is in use"))
                        .related(span.clone(), "used here")
                        .help("remove it from `former:`"),
                );
                continue;
            }
            let (first, span) = claimed.entry(id.folded()).or_insert((&text.document.id, old.span.clone()));
            if *first != &text.document.id {
                diagnostics.push(
                    at(Code::FormerClash, format!("the former id `{id}` is claimed twice"))
                        .related(span.clone(), "first claimed here")
                        .help("leave it to one of the two"),
                );
            }
        }
    }
}

fn raw_html(body: &Body) -> String {
    let all = body.nodes.iter().chain(body.footnotes.iter().flat_map(|note| &note.nodes));
    all.filter_map(|node| if let parse::MarkdownNode::Html(html) = node { Some(html.as_str()) } else { None }).collect()
}

/// Reports decisions that could not be applied, and those about articles that do not exist; those about drafts wait.
pub(super) fn report_unapplied_decisions(
    annotations: &[Arc<ArticleAnnotation>],
    content_files: &ContentFiles,
    lexicon: &Lexicon,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let decided =
        content_files.decisions.iter().filter(|(article, _)| !content_files.articles.drafts.contains(*article));
    let mut unheard: BTreeMap<&str, &Vec<Decision>> = decided.map(|(article, list)| (article.as_str(), list)).collect();
    if unheard.is_empty() {
        return;
    }
    let known = Vocabulary::new(lexicon.entities.iter().map(|named| named.id.as_str()));
    for annotation in annotations {
        let Some(list) = unheard.remove(annotation.text.document.id.as_str()) else { continue };
        for orphan in &annotation.result.unapplied_decisions {
            diagnostics.push(orphaned(&list[orphan.index], orphan.why, &known));
        }
    }
    let ids = Vocabulary::new(annotations.iter().map(|told| told.text.document.id.as_str()));
    for (article, list) in unheard {
        for decision in list {
            let message = format!("there is no article `{article}`");
            let diagnostic = Diagnostic::new(Code::OrphanDecision, decision.article.span.clone(), message);
            diagnostics.push(diagnostic.help("correct the id, or remove the decision").did_you_mean_of(article, &ids));
        }
    }
}

fn orphaned(decision: &Decision, why: UnappliedReason, known: &Vocabulary<'_>) -> Diagnostic {
    let quote = &decision.selector.quote;
    let message = match why {
        UnappliedReason::Selector(SelectorError::NotFound) => {
            format!("the mention `{quote}` is no longer where it was decided")
        }
        UnappliedReason::Selector(SelectorError::Ambiguous(n)) => {
            format!("the mention `{quote}` stands in {n} places that this could mean")
        }
        UnappliedReason::UnknownEntity => {
            let (id, span) =
                decision.entity.as_ref().map_or(("", &decision.span), |entity| (entity.value.as_str(), &entity.span));
            let diagnostic = Diagnostic::new(Code::UnknownId, span.clone(), format!("nothing has the id `{id}`"));
            return diagnostic.help("correct the id, or remove the decision").did_you_mean_of(id, known);
        }
    };
    Diagnostic::new(Code::OrphanDecision, decision.span.clone(), message)
        .help("decide again with `dossier review`, and remove this")
}

/// Puts editorial notes at their passages; those that find none are reported and not shown, those on
/// drafts wait with them.
pub(super) fn notes(
    files: &[(Key, Arc<ArticleNotes>)],
    articles: &[Arc<AnnotatedText<parse::Article>>],
    drafts: &BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Id, (Key, Vec<PlacedNote>)> {
    let mut placed = BTreeMap::new();
    let ids = Vocabulary::new(articles.iter().map(|text| text.document.id.as_str()));
    for (key, notes) in files.iter().filter(|(_, notes)| !drafts.contains(&notes.article)) {
        // Articles stand in order of id.
        let found = articles.binary_search_by(|text| text.document.id.as_str().cmp(&notes.article));
        let Ok(article) = found.map(|index| &articles[index].document) else {
            let diagnostic =
                Diagnostic::of_file(Code::OrphanNote, &notes.file, format!("there is no article `{}`", notes.article));
            diagnostics
                .push(diagnostic.help("name the file after the article's id").did_you_mean_of(&notes.article, &ids));
            continue;
        };
        let mut list = Vec::new();
        let anchors: Vec<_> = notes.notes.iter().map(|note| &note.selector).collect();
        let places = selector::find_all(article.body.main_text(), &anchors);
        for (note, place) in notes.notes.iter().zip(places) {
            match place {
                Ok(range) => list.push(PlacedNote { target: range, file: notes.file.clone(), note: note.clone() }),
                Err(adrift) => {
                    let message = match adrift {
                        SelectorError::NotFound => "the quoted words do not stand in the article".to_owned(),
                        SelectorError::Ambiguous(n) => format!("the quoted words stand in the article {n} times"),
                    };
                    let help = "quote the article letter by letter, and add `prefix:` or `suffix:` where the words stand more than once";
                    diagnostics.push(Diagnostic::new(Code::OrphanNote, note.span.clone(), message).help(help));
                }
            }
        }
        list.sort_by_key(|note| note.target.start);
        placed.insert(article.id.clone(), (*key, list));
    }
    placed
}
