//! Quotations: `text lang=…` is a small article, `names` the names in it (kind, then forms), `quotes` the expected
//! quotations: speakers with `+` between them (or `-`), cue, words.

use dossier::annotate::quotes::{self, EntityMention};
use dossier::lang;
use dossier::model::{BaseKind, Id, id};

use libtest_mimic::Trial;

use crate::literate::{self, Case};
use crate::texts;

/// A known entity: its id, the name used in cases, its kind, its forms.
struct Known {
    id: Id,
    name: String,
    kind: String,
    forms: Vec<String>,
}

fn known(case: &Case) -> Vec<Known> {
    let names = case.block("names").unwrap_or_default();
    names
        .lines()
        .map(|line| {
            let (kind, forms) = line.split_once(' ').expect("a kind and a name");
            let forms: Vec<String> = forms.split(", ").map(str::to_owned).collect();
            let id = Id::parse(&id::slug(&forms[0])).expect("an id");
            Known { id, name: forms[0].clone(), kind: kind.to_owned(), forms }
        })
        .collect()
}

/// Returns the occurrences of the names, in order; of two with the same start the longer one.
fn bearers<'a>(text: &str, known: &'a [Known]) -> Vec<EntityMention<'a>> {
    let mut found: Vec<EntityMention<'a>> = known
        .iter()
        .flat_map(|one| one.forms.iter().map(move |form| (one, form)))
        .flat_map(|(one, form)| {
            text.match_indices(form.as_str()).map(move |(start, form)| (one, start, start + form.len()))
        })
        .map(|(one, start, end)| EntityMention { start, end, entity: &one.id, kind: BaseKind::of_id(&one.kind) })
        .collect();
    found.sort_by_key(|bearer| (bearer.start, std::cmp::Reverse(bearer.end)));
    let mut end = 0;
    found.retain(|bearer| {
        bearer.start >= end && {
            end = bearer.end;
            true
        }
    });
    found
}

fn check(case: &Case) -> Option<String> {
    let text = case.block("text").expect("a text").trim_end();
    let rules = lang::by_tag(case.option("text", "lang").unwrap_or("fr"));
    let known = known(case);
    let found = quotes::find(text, &texts::paragraphs(text), &bearers(text, &known), rules);
    let name_of = |id: &Id| known.iter().find(|one| one.id == *id).map_or("?", |one| one.name.as_str()).to_owned();
    let found: Vec<String> = found
        .iter()
        .map(|quote| {
            let speakers: Vec<String> = quote.speaker.iter().chain(&quote.more_speakers).map(name_of).collect();
            let speaker = if speakers.is_empty() { "-".to_owned() } else { speakers.join(" + ") };
            format!("{speaker} | {} | {}", quote.cue, &text[quote.start..quote.end])
        })
        .collect();
    let expected: Vec<&str> = case.block("quotes").unwrap_or_default().lines().collect();
    (found != expected).then(|| {
        format!(
            "  {text}\n  expected: {}\n  found:    {}",
            expected.join("\n            "),
            found.join("\n            ")
        )
    })
}

/// Quotations are found with their speakers.
pub(crate) fn trials() -> Vec<Trial> {
    literate::trials("quotes", check)
}
