//! `dossier why`: explains why a link exists or does not, what a page is made of, and what its template receives.

use super::args::{GlobalOptions, WhyOptions};
use super::{Exit, Failure, print, project};
use crate::annotate::LinkReason;
use crate::build::PipelineOptions;
use crate::link::summary::mention_anchor as anchor_name;
use crate::model::ArticleIx;
use crate::pages::KeyedPage;
use crate::pages::PageKind;
use crate::render;
use crate::review::why;
use crate::text::position::CodePoints;
use crate::views::Content;

pub(super) fn run(global: &GlobalOptions, options: &WhyOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions { drafts: true, ..PipelineOptions::default() })?;
    let (path, fragment) =
        options.what.split_once('#').map_or((options.what.as_str(), ""), |(path, fragment)| (path, fragment));
    let route = path.trim_start_matches("./").trim_start_matches("public/");
    let id = route.trim_end_matches(".html").trim_end_matches(".md").rsplit('/').next().unwrap_or(route);
    if options.view {
        // A published page is shown as published; a page of a draft is shown from the build with drafts.
        let published = project::open(global, &PipelineOptions::default())?;
        let is_published = find_page(&published, route, id).is_ok();
        return view(if is_published { &published } else { &project }, route, id);
    }
    let site = &project.built.site.content;
    let is_it = |index: &ArticleIx| site.articles[*index].document.id.as_str() == id;
    let Some(index) = ArticleIx::all(site.articles.len()).find(is_it) else {
        return page(&project, route, id);
    };
    if fragment.is_empty() {
        return Ok(article(site, index));
    }
    mention(&project, index, fragment)
}

/// Lists an article's mentions, each with its anchor.
fn article(site: &Content, index: ArticleIx) -> Exit {
    let text = &site.articles[index];
    let body = &text.document.body;
    let mut points = CodePoints::new(&body.text);
    for mention in text.annotated.mentions.iter().filter(|mention| mention.end <= body.main_len) {
        let name = anchor_name(points.at(mention.start));
        print::result(&format!(
            "{}#{name}  {} -> {} ({})",
            text.document.id,
            &body.text[mention.start..mention.end],
            mention.entity,
            mention.reason.as_str()
        ));
    }
    let mut points = CodePoints::new(&body.text);
    for review in text.annotated.undecided().into_iter().filter(|review| review.end <= body.main_len) {
        let name = anchor_name(points.at(review.start));
        print::result(&format!(
            "{}#{name}  {} -> ? ({})",
            text.document.id,
            &body.text[review.start..review.end],
            review.reason
        ));
    }
    Exit::Done
}

fn mention(project: &project::Project, index: ArticleIx, wanted: &str) -> Result<Exit, Failure> {
    let site = &project.built.site.content;
    let text = &site.articles[index];
    let body = &text.document.body;
    let mut points = CodePoints::new(&body.text);
    let mut named = |start: usize| anchor_name(points.at(start)) == wanted;
    if let Some(mention) = text.annotated.mentions.iter().find(|mention| named(mention.start)) {
        print::result(&format!("`{}` is {}", &body.text[mention.start..mention.end], mention.entity));
        print::result(&format!("  rule      {}: {}", mention.reason.as_str(), meaning(mention.reason)));
        print::result(&format!("  form      {}", mention.form));
        print_location(project, index, mention.start, mention.end);
        let origin = why::link_origin(site, &project.snapshot, text, mention);
        for (by, place) in &origin.decisions {
            let by = if by.is_empty() { "an unnamed person" } else { by };
            print::result(&format!("  decided   by {by}, {place}"));
        }
        if let Some(place) = &origin.record {
            print::result(&format!("  record    {place}"));
        }
        return Ok(Exit::Done);
    }
    let mut points = CodePoints::new(&body.text);
    if let Some(review) =
        text.annotated.undecided().into_iter().find(|review| anchor_name(points.at(review.start)) == wanted)
    {
        print::result(&format!("`{}` is not linked: {}", &body.text[review.start..review.end], review.reason));
        let candidates: Vec<&str> = review.candidates.iter().map(crate::model::Id::as_str).collect();
        let more = if review.n_more > 0 { format!(", and {} more", review.n_more) } else { String::new() };
        print::result(&format!("  perhaps   {}{more}", candidates.join(", ")));
        print_location(project, index, review.start, review.end);
        return Ok(Exit::Done);
    }
    let message = format!("the article `{}` has no mention `{wanted}`", text.document.id);
    Err(Failure::new(Exit::Usage, message, &format!("list its mentions with `dossier why {}`", text.document.id)))
}

fn meaning(rule: LinkReason) -> &'static str {
    match rule {
        LinkReason::Strong => "a strong form, which only one record has",
        LinkReason::Weak => {
            "a weak form, whose owner is named in full in the article or is the only one in the dossier"
        }
        LinkReason::Role => "an expression for a role that this person held on the article's date",
        LinkReason::LocalAlias => "the article's `as:` says so",
        LinkReason::Explicit => "the text links it by hand",
        LinkReason::Decided => "decided by a person, in content/decisions.yaml",
    }
}

fn print_location(project: &project::Project, index: ArticleIx, start: usize, end: usize) {
    let content = &project.built.site.content;
    let origin = why::word_origin(content, &project.snapshot, &content.articles[index], (start, end));
    print::result(&format!("  sentence  {}", origin.sentence));
    print::result(&format!("  text      {}", origin.place));
}

/// Finds a page by its route, or by its id.
fn find_page(project: &project::Project, route: &str, id: &str) -> Result<KeyedPage, Failure> {
    let places = &project.built.planned_pages;
    let stem = |route: &str| route.trim_end_matches(".html").rsplit('/').next() == Some(id);
    let found = places.iter().find(|place| place.route.as_str() == route);
    let found = found.or_else(|| places.iter().find(|place| stem(place.route.as_str())));
    found.map(|place| crate::pages::keyed_page(&project.built.site, place)).ok_or_else(|| {
        let known = places.iter().map(|place| place.route.as_str());
        let near = crate::base::nearest::nearest(route, known)
            .map(|near| format!("did you mean `{near}`? "))
            .unwrap_or_default();
        Failure::new(
            Exit::Usage,
            format!("there is no page or article `{route}`"),
            &format!("{near}give a page, or a mention: `articles/<id>#m12`"),
        )
    })
}

/// Prints what the template of a page receives.
fn view(project: &project::Project, route: &str, id: &str) -> Result<Exit, Failure> {
    let page = find_page(project, route, id)?;
    let Some((template, view)) = render::view(&project.built.site, &page) else {
        let message = format!("`{}` is not made by a template", page.route);
        return Err(Failure::new(Exit::Usage, message, "give a page whose path ends in .html"));
    };
    print::say(&format!(
        "{} is rendered by {template} of the theme `{}` from:",
        page.route, project.built.site.content.config.theme
    ));
    print::json(&format!("{view:#}"));
    Ok(Exit::Done)
}

fn page(project: &project::Project, route: &str, id: &str) -> Result<Exit, Failure> {
    let site = &project.built.site.content;
    let page = find_page(project, route, id)?;
    print::result(&format!("{} ({})", page.route, page.key));
    match &page.kind {
        PageKind::Entity(index) | PageKind::OlderBacklinks(index, _) => {
            let record = &site.registry.entities[*index].record;
            print::result(&format!("  record    {}", record.span.file));
            for at in site.link_index.backlinks[*index].iter() {
                let summary = &site.link_index.articles[at.article];
                print::result(&format!(
                    "  article   {}: {} mentions",
                    summary.card.id,
                    site.link_index.occurrences(*at).occurrences.len()
                ));
            }
        }
        PageKind::FreePage(index) => print::result(&format!("  text      {}", site.pages[*index].document.file)),
        PageKind::Front => print::result("  text      content/index.md, and figures from all articles and records"),
        other => print::result(&format!("  made of   {other:?}, and the theme `{}`", site.config.theme)),
    }
    Ok(Exit::Done)
}
