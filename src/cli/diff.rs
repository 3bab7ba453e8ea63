//! `dossier diff`: the links gained and lost since the published build; with `--write`, an entry of content/corrections.yaml of what
//! was published and is another now.

use std::time::SystemTime;

use super::args::{DiffOptions, GlobalOptions, OutputFormat};
use super::{Exit, Failure, clock, print, project};
use crate::base::confined::ConfinedDir;
use crate::base::{Code, SourcePath};
use crate::build::PipelineOptions;
use crate::edit::{EditAction, FileChange};
use crate::export::EXPORTS;
use crate::export::fact_diff::corrected_facts;
use crate::export::link_diff::{LinkChange, PublishedLinks, compare};
use crate::model::Edtf;
use crate::model::date::IntervalEnd;
use crate::pages::export_input;
use crate::parse::corrections::{self, CorrectedFact, Correction};
use crate::say;

/// The largest file of a published build that is read: a million articles need less.
const MAX_LEN_BYTES: u64 = 8 << 30;

pub(super) fn run(global: &GlobalOptions, options: &DiffOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions::default())?;
    let site = &project.built.site.content;
    let output = options.output.clone().unwrap_or_else(|| global.root.join(&site.config.output));
    let folder = ConfinedDir::open(&output).ok();
    let published = |name: &str| folder.as_ref()?.read(&format!("data/{name}"), MAX_LEN_BYTES).ok().flatten();
    let (Some(articles), Some(entities)) = (published("articles.jsonl"), published("entities.jsonl")) else {
        let output = output.display();
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "there is no published build in `{output}`", fr: "il n’y a pas de site publié dans `{output}`"),
            say!(
                en: "run `dossier build` first, or give its folder with --output",
                fr: "lancez d’abord `dossier build`, ou indiquez son répertoire avec --output",
            ),
        ));
    };
    let input = export_input(site);
    let now = |name: &str| {
        EXPORTS.iter().find(|export| export.name == name).map(|export| (export.draw)(&input)).unwrap_or_default()
    };
    let (articles_now, entities_now) = (now("jsonl"), now("entities"));
    let changes =
        compare(&PublishedLinks::read(&articles, &entities), &PublishedLinks::read(&articles_now, &entities_now));
    if options.write {
        let changes = corrected_facts([&articles, &articles_now], [&entities, &entities_now], &changes);
        return write(global, options, changes);
    }
    match options.format {
        OutputFormat::Json => {
            changes.iter().for_each(|change| print::json(&serde_json::to_string(change).unwrap_or_default()));
        }
        OutputFormat::Human => print_changes(&changes),
    }
    Ok(Exit::Done)
}

/// Adds an entry with today's day to content/corrections.yaml; the rest of the file stays.
fn write(global: &GlobalOptions, options: &DiffOptions, changes: Vec<CorrectedFact>) -> Result<Exit, Failure> {
    if changes.is_empty() {
        print::say(&say!(
            en: "nothing that was published is corrected; what is only new is no correction",
            fr: "rien de ce qui a été publié n’est corrigé ; ce qui est seulement nouveau n’est pas une correction",
        ));
        return Ok(Exit::Done);
    }
    let n = changes.len();
    let cause = options.cause.clone().unwrap_or_default();
    let entry = corrections::write(&Correction { date: today(), cause, changes });
    let session = super::open_edit_session(global, false)?;
    let name = SourcePath::new(corrections::FILE);
    let previous = session.read(&name).map_err(super::edit_failure)?;
    let mut text = match &previous {
        None => corrections::head().to_owned(),
        Some(bytes) => {
            let read = corrections::parse(&name, bytes);
            if let Some(mistake) = read.diagnostics.iter().find(|one| one.code != Code::EmptyFile) {
                let (file, mistake) = (corrections::FILE, &mistake.message);
                return Err(Failure::new(
                    Exit::Content,
                    say!(en: "{file} has mistakes: {mistake}", fr: "{file} contient des fautes : {mistake}"; mistake),
                    say!(
                        en: "fix them first: `dossier check` shows where",
                        fr: "corrigez-les d’abord : `dossier check` montre où",
                    ),
                ));
            }
            String::from_utf8_lossy(bytes).into_owned()
        }
    };
    if !text.ends_with('\n') && !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&entry);
    let change = FileChange { name, previous_bytes: previous, action: EditAction::Write(text.into_bytes()) };
    session.commit(&[change]).map_err(super::edit_failure)?;
    let ((s, fr_s), file) = (print::plural(n), corrections::FILE);
    print::say(&say!(
        en: "{n} change{s} written to {file}",
        fr: "{n} modification{fr_s} écrite{fr_s} dans {file}",
    ));
    Ok(Exit::Done)
}

/// Returns the day at the prime meridian.
fn today() -> Edtf {
    Edtf::parse(&clock::day(SystemTime::now())).unwrap_or(Edtf::Interval(IntervalEnd::Open, IntervalEnd::Open))
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
    let n_lost = changes.len() - n_gained;
    let (_, fr_s) = print::plural(n_gained);
    let (_, fr_lost_s) = print::plural(n_lost);
    print::say(&say!(
        en: "{n_gained} links gained, {n_lost} lost",
        fr: "{n_gained} lien{fr_s} gagné{fr_s}, {n_lost} perdu{fr_lost_s}",
    ));
}
