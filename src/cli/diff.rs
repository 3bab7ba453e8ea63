//! `dossier diff`: the links gained and lost since the published build.

use super::args::{DiffOptions, GlobalOptions, OutputFormat};
use super::{Exit, Failure, print, project};
use crate::base::confined::ConfinedDir;
use crate::build::PipelineOptions;
use crate::export::EXPORTS;
use crate::export::link_diff::{LinkChange, PublishedLinks, compare};
use crate::pages::export_input;

/// The largest file of a published build that is read: a million articles need less.
const MAX_LEN_BYTES: u64 = 8 << 30;

pub(super) fn run(global: &GlobalOptions, options: &DiffOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions::default())?;
    let site = &project.built.site.content;
    let output = options.output.clone().unwrap_or_else(|| global.root.join(&site.config.output));
    let folder = ConfinedDir::open(&output).ok();
    let published = |name: &str| folder.as_ref()?.read(&format!("data/{name}"), MAX_LEN_BYTES).ok().flatten();
    let (Some(articles), Some(entities)) = (published("articles.jsonl"), published("entities.jsonl")) else {
        let message = format!("there is no published build in `{}`", output.display());
        return Err(Failure::new(Exit::Usage, message, "run `dossier build` first, or give its folder with --output"));
    };
    let input = export_input(site);
    let now = |name: &str| {
        EXPORTS.iter().find(|export| export.name == name).map(|export| (export.draw)(&input)).unwrap_or_default()
    };
    let changes =
        compare(&PublishedLinks::read(&articles, &entities), &PublishedLinks::read(&now("jsonl"), &now("entities")));
    match options.format {
        OutputFormat::Json => {
            changes.iter().for_each(|change| print::json(&serde_json::to_string(change).unwrap_or_default()));
        }
        OutputFormat::Human => print_changes(&changes),
    }
    Ok(Exit::Done)
}

fn print_changes(changes: &[LinkChange]) {
    let mut article = "";
    for change in changes {
        if change.article != article {
            article = &change.article;
            print::result(article);
        }
        let sign = if change.gained { '+' } else { '-' };
        print::result(&format!(
            "  {sign} {} -> {} ({}) m{}: {}",
            change.text,
            change.entity,
            change.rule,
            change.start + 1,
            change.cause
        ));
    }
    let n_gained = changes.iter().filter(|change| change.gained).count();
    print::say(&format!("{n_gained} links gained, {} lost", changes.len() - n_gained));
}
