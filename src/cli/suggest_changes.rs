//! What `dossier suggest` writes: `--write` drafts records, `--apply` adds spellings to records; `suggest_decide` accepts and
//! refuses. `suggest::draft_plan` decides what is drafted, `edit` carries the changes out.

use std::collections::BTreeMap;

use super::args::GlobalOptions;
use super::{Exit, Failure, print, project};
use crate::base::SourcePath;
use crate::base::message::Message;
use crate::edit::{self, FileChange, IdClaims, ReviseError, Revision, add_to_list};
use crate::lang;
use crate::say;
use crate::suggest::draft_plan::plan_drafts;
use crate::suggest::{ArticleText, SuggestedEntity};

/// Writes a draft record for each candidate that deserves one.
pub(super) fn write(
    global: &GlobalOptions,
    project: &project::Project,
    candidates: &[SuggestedEntity],
    sources: &[ArticleText<'_>],
) -> Result<Exit, Failure> {
    let site = &project.built.site;
    let config = &site.content.config;
    let claims = IdClaims::of(&project.snapshot);
    let articles: Vec<&str> = sources.iter().map(|source| source.id).collect();
    let session = super::open_edit_session(global, false)?;
    let is_taken = |id: &str, path: &str| session.exists(&SourcePath::new(path)) || claims.find(id).is_some();
    let is_known = |id: &str| site.content.registry.find(id).is_some();
    let plan = plan_drafts(candidates, &articles, &config.kinds, lang::data(&config.language), is_known, is_taken);
    let files: Vec<FileChange> =
        plan.drafts.iter().map(|draft| FileChange::new_file(&draft.path, &draft.text)).collect();
    session.commit(&files).map_err(super::edit_failure)?;
    for file in files.iter().filter(|_| !global.quiet) {
        let name = &file.name;
        print::say(&say!(en: "    written  {name}", fr: "    écrit  {name}"));
    }
    let n = files.len();
    let (s, fr_s) = print::plural(n);
    let mut said = vec![say!(en: "{n} record{s} drafted", fr: "{n} brouillon{fr_s} de fiche écrit{fr_s}")];
    if plan.n_undecided > 0 {
        let names = print::count(plan.n_undecided, "name", "nom");
        said.push(say!(
            en: "; {names} that may be one of several: decide with `dossier review`",
            fr: " ; {names} qui désigne peut-être plusieurs : tranchez avec `dossier review`"; names
        ));
    }
    if plan.n_skipped > 0 {
        let n = plan.n_skipped;
        said.push(say!(
            en: "; {n} skipped: no kind, a common noun, a single letter, or a spelling of an existing record (see `dossier \
                 suggest`)",
            fr: " ; laissés de côté : {n}, sans type, nom commun, lettre seule ou graphie d’une fiche existante (voir `dossier \
                 suggest`)",
        ));
    }
    print::say(&Message::joined(&said, "", ""));
    Ok(Exit::Done)
}

/// Adds missing spellings to existing records.
pub(super) fn apply(
    global: &GlobalOptions,
    project: &project::Project,
    candidates: &[SuggestedEntity],
    backup: bool,
) -> Result<Exit, Failure> {
    let site = &project.built.site.content;
    let mut revision = Revision { files: BTreeMap::new(), n_references: 0, by_hand: Vec::new(), not_taken: Vec::new() };
    let mut n_by_hand = 0;
    for candidate in candidates {
        let certain: Vec<_> = candidate.record_matches.iter().filter(|near| near.why.is_some()).collect();
        let [near] = certain.as_slice() else { continue };
        let Some(record) = site.registry.find(&near.id).map(|index| &site.registry.entities[index].record) else {
            continue;
        };
        let file: &SourcePath = &record.span.file;
        let is_own_file = file.as_str().ends_with(".md");
        let text = revision.files.get(file).cloned().flatten();
        let text = text
            .or_else(|| project.snapshot.files.get(file).map(|file| String::from_utf8_lossy(&file.bytes).into_owned()));
        let Some(text) = text.filter(|_| is_own_file) else {
            let (forms, id) = (quoted(&candidate.forms), &near.id);
            print::say(&say!(
                en: "add {forms} to {id} by hand: the record is in {file}",
                fr: "ajoutez {forms} à {id} à la main : la fiche est dans {file}",
            ));
            n_by_hand += 1;
            continue;
        };
        let (strong, weak): (Vec<String>, Vec<String>) =
            candidate.forms.iter().cloned().partition(|form| candidate.kind != Some("person") || form.contains(' '));
        let added = add_to_list(file, &text, "names", &strong);
        let added = add_to_list(file, &added, "weak", &weak);
        let (forms, id) = (quoted(&candidate.forms), &near.id);
        print::say(&say!(en: "    {forms} added to {id}", fr: "    {forms} ajouté à {id}"));
        revision.files.insert(file.clone(), Some(added));
    }
    let n_files = revision.files.len();
    let session = super::open_edit_session(global, backup)?;
    edit::apply(&session, &revision, &project.snapshot).map_err(|error| match error {
        ReviseError::Edit(error) => super::edit_failure(error),
        error => Failure::new(Exit::Usage, error.message(), super::nothing_changed()),
    })?;
    let (s, fr_s) = print::plural(n_files);
    print::say(&say!(en: "{n_files} record{s} changed", fr: "{n_files} fiche{fr_s} modifiée{fr_s}"));
    Ok(if n_by_hand == 0 { Exit::Done } else { Exit::Content })
}

/// Writes forms one after another.
pub(super) fn quoted(forms: &[String]) -> String {
    forms.iter().map(|form| format!("`{form}`")).collect::<Vec<_>>().join(", ")
}
