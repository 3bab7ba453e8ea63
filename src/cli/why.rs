//! `dossier why`: explains why a link exists or does not, what a page is made of, and what its template receives.

use super::args::{GlobalOptions, WhyOptions};
use super::{Exit, Failure, language, print, project};
use crate::annotate::LinkReason;
use crate::base::message::Message;
use crate::build::PipelineOptions;
use crate::link::summary::mention_anchor as anchor_name;
use crate::model::ArticleIx;
use crate::pages::KeyedPage;
use crate::pages::PageKind;
use crate::render;
use crate::review::why;
use crate::say;
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
            language::said(&rule_name(mention.reason))
        ));
    }
    let mut points = CodePoints::new(&body.text);
    for review in text.annotated.undecided().into_iter().filter(|review| review.end <= body.main_len) {
        let name = anchor_name(points.at(review.start));
        print::result(&format!(
            "{}#{name}  {} -> ? ({})",
            text.document.id,
            &body.text[review.start..review.end],
            language::said(&review.reason.message())
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
        let (words, entity, form) = (&body.text[mention.start..mention.end], &mention.entity, &mention.form);
        let (rule, means) = (rule_name(mention.reason), meaning(mention.reason));
        print::answer(&say!(en: "`{words}` is {entity}", fr: "`{words}` est {entity}"));
        print::answer(&say!(en: "  rule      {rule}: {means}", fr: "  règle     {rule} : {means}"; rule, means));
        print::answer(&say!(en: "  form      {form}", fr: "  graphie   {form}"));
        print_location(project, index, mention.start, mention.end);
        let origin = why::link_origin(site, &project.snapshot, text, mention);
        for (by, place) in &origin.decisions {
            let by = match by.as_str() {
                "" => say!(en: "an unnamed person", fr: "une personne sans nom"),
                by => Message::same(by),
            };
            print::answer(&say!(en: "  decided   by {by}, {place}", fr: "  tranché   par {by}, {place}"; by));
        }
        if let Some(place) = &origin.record {
            print::answer(&say!(en: "  record    {place}", fr: "  fiche     {place}"));
        }
        return Ok(Exit::Done);
    }
    let mut points = CodePoints::new(&body.text);
    if let Some(review) =
        text.annotated.undecided().into_iter().find(|review| anchor_name(points.at(review.start)) == wanted)
    {
        let (words, why) = (&body.text[review.start..review.end], review.reason.message());
        print::answer(&say!(en: "`{words}` is not linked: {why}", fr: "`{words}` n’a pas de lien : {why}"; why));
        let candidates: Vec<&str> = review.candidates.iter().map(crate::model::Id::as_str).collect();
        let more = match review.n_more {
            0 => Message::default(),
            n => say!(en: ", and {n} more", fr: ", et {n} de plus"),
        };
        let candidates = candidates.join(", ");
        print::answer(&say!(en: "  perhaps   {candidates}{more}", fr: "  peut-être {candidates}{more}"; more));
        print_location(project, index, review.start, review.end);
        return Ok(Exit::Done);
    }
    let id = &text.document.id;
    Err(Failure::new(
        Exit::Usage,
        say!(
            en: "the article `{id}` has no mention `{wanted}`",
            fr: "l’article `{id}` n’a pas de mention `{wanted}`",
        ),
        say!(en: "list its mentions with `dossier why {id}`", fr: "`dossier why {id}` énumère ses mentions"),
    ))
}

/// Returns the name of a rule: in English as data have it.
fn rule_name(rule: LinkReason) -> Message {
    let name = rule.as_str();
    match rule {
        LinkReason::Strong => say!(en: "{name}", fr: "graphie sûre"),
        LinkReason::Weak => say!(en: "{name}", fr: "graphie faible"),
        LinkReason::Role => say!(en: "{name}", fr: "fonction"),
        LinkReason::LocalAlias => say!(en: "{name}", fr: "`as:` de l’article"),
        LinkReason::Explicit => say!(en: "{name}", fr: "lien écrit"),
        LinkReason::Decided => say!(en: "{name}", fr: "décision"),
    }
}

fn meaning(rule: LinkReason) -> Message {
    match rule {
        LinkReason::Strong => say!(
            en: "a strong form, which only one record has",
            fr: "une graphie sûre, qu’une seule fiche possède",
        ),
        LinkReason::Weak => say!(
            en: "a weak form, whose owner is named in full in the article or is the only one in the dossier",
            fr: "une graphie faible, dont le porteur est nommé en entier dans l’article ou est le seul dans le dossier",
        ),
        LinkReason::Role => say!(
            en: "an expression for a role that this person held on the article's date",
            fr: "l’expression d’une fonction que cette personne occupait à la date de l’article",
        ),
        LinkReason::LocalAlias => say!(en: "the article's `as:` says so", fr: "la clé `as:` de l’article le dit"),
        LinkReason::Explicit => say!(en: "the text links it by hand", fr: "le lien est écrit dans le texte"),
        LinkReason::Decided => say!(
            en: "decided by a person, in content/decisions.yaml",
            fr: "tranché par une personne, dans content/decisions.yaml",
        ),
    }
}

fn print_location(project: &project::Project, index: ArticleIx, start: usize, end: usize) {
    let content = &project.built.site.content;
    let origin = why::word_origin(content, &project.snapshot, &content.articles[index], (start, end));
    let why::WordOrigin { sentence, place, .. } = &origin;
    print::answer(&Message { en: format!("  sentence  {sentence}"), fr: format!("  phrase    {sentence}") });
    print::answer(&say!(en: "  text      {place}", fr: "  texte     {place}"));
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
            .map(|near| say!(en: "did you mean `{near}`? ", fr: "vouliez-vous dire `{near}` ? "))
            .unwrap_or_default();
        Failure::new(
            Exit::Usage,
            say!(en: "there is no page or article `{route}`", fr: "il n’y a ni page ni article `{route}`"),
            say!(
                en: "{near}give a page, or a mention: `articles/<id>#m12`",
                fr: "{near}indiquez une page, ou une mention : `articles/<id>#m12`"; near
            ),
        )
    })
}

/// Prints what the template of a page receives.
fn view(project: &project::Project, route: &str, id: &str) -> Result<Exit, Failure> {
    let page = find_page(project, route, id)?;
    let Some((template, view)) = render::view(&project.built.site, &page) else {
        let route = &page.route;
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "`{route}` is not made by a template", fr: "`{route}` n’est pas fait par un gabarit"),
            say!(
                en: "give a page whose path ends in .html",
                fr: "indiquez une page dont le chemin finit par .html",
            ),
        ));
    };
    let (route, theme) = (&page.route, &project.built.site.content.config.theme);
    print::say(&say!(
        en: "{route} is rendered by {template} of the theme `{theme}` from:",
        fr: "{route} est rendu par {template} du thème `{theme}` à partir de :",
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
            let file = &record.span.file;
            print::answer(&say!(en: "  record    {file}", fr: "  fiche     {file}"));
            for at in site.link_index.backlinks[*index].iter() {
                let summary = &site.link_index.articles[at.article];
                let (id, n) = (&summary.card.id, site.link_index.occurrences(*at).occurrences.len());
                let (_, fr_s) = print::plural(n);
                print::answer(&say!(
                    en: "  article   {id}: {n} mentions",
                    fr: "  article   {id} : {n} mention{fr_s}",
                ));
            }
        }
        PageKind::FreePage(index) => {
            let file = &site.pages[*index].document.file;
            print::answer(&say!(en: "  text      {file}", fr: "  texte     {file}"));
        }
        PageKind::Front => print::answer(&say!(
            en: "  text      content/index.md, and figures from all articles and records",
            fr: "  texte     content/index.md, et des chiffres de tous les articles et de toutes les fiches",
        )),
        other => {
            let theme = &site.config.theme;
            print::answer(&say!(
                en: "  made of   {other:?}, and the theme `{theme}`",
                fr: "  fait de   {other:?}, et du thème `{theme}`",
            ));
        }
    }
    Ok(Exit::Done)
}
