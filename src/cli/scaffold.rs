//! `dossier init` and `dossier new`: create files; neither overwrites an existing one.

use super::args::{GlobalOptions, InitOptions, NewOptions};
use super::{Exit, Failure, print, project};
use crate::build::PipelineOptions;
use crate::edit::{self, EditSession, FileChange, IdClaims};
use crate::lang;
use crate::model::Id;
use crate::model::id::slug;
use crate::scaffold;

pub(super) fn init(global: &GlobalOptions, options: &InitOptions) -> Result<Exit, Failure> {
    let with_sample = || lang::LANGUAGES.iter().filter(|language| !language.records.sample_files.is_empty());
    let Some(language) = with_sample().find(|language| language.tag == options.lang) else {
        let message = format!("there is no dossier to begin with in `{}`", options.lang);
        let known: Vec<String> = with_sample().map(|language| format!("--lang {}", language.tag)).collect();
        return Err(Failure::new(Exit::Usage, message, &format!("use {}", known.join(" or "))));
    };
    let folder = global.root.join(&options.folder);
    let all = language.records.sample_files;
    if edit::recover(&folder).map_err(super::edit_failure)? {
        print::say(&format!(
            "a previous command was interrupted while writing {}; the writing is now complete",
            folder.display()
        ));
        return Ok(Exit::Done);
    }
    if let Some((taken, _)) = all.iter().find(|(name, _)| folder.join(name).symlink_metadata().is_ok()) {
        let message = format!("`{}` already exists", folder.join(taken).display());
        return Err(Failure::new(Exit::Usage, message, "choose a new folder; nothing was written"));
    }
    let file = |(name, text): &(&str, &str)| FileChange::new_file(name, text);
    let session = EditSession::open(&folder).map_err(super::edit_failure)?;
    session.commit(&all.iter().map(file).collect::<Vec<_>>()).map_err(super::edit_failure)?;
    // `./.` becomes an empty path.
    let named: std::path::PathBuf = folder.components().filter(|part| *part != std::path::Component::CurDir).collect();
    let here = named.as_os_str().is_empty();
    let (to, root) = if here {
        (String::new(), String::new())
    } else {
        (format!(" to {}", named.display()), format!(" --root {}", named.display()))
    };
    print::say(&format!("{} files written{to}", all.len()));
    print::say(&format!("see it: dossier serve --watch --open{root}"));
    Ok(Exit::Done)
}

pub(super) fn new(global: &GlobalOptions, options: &NewOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions { drafts: true, ..PipelineOptions::default() })?;
    let site = &project.built.site.content;
    let wanted = options.kind.to_lowercase();
    let kinds = &site.config.kinds;
    let is_wanted = |kind: &&crate::model::EntityKind| {
        let names = [&kind.id, &kind.content, &kind.folder, &kind.label];
        names.iter().any(|name| name.to_lowercase() == wanted)
    };
    let Some(kind) = kinds.iter().find(is_wanted) else {
        let known: Vec<&str> = kinds.iter().map(|kind| kind.id.as_str()).collect();
        let message = format!("there is no kind `{}`", options.kind);
        return Err(Failure::new(Exit::Usage, message, &format!("use one of: {}", known.join(", "))));
    };
    let name = options.name.trim();
    let Ok(id) = Id::parse(&slug(name)) else {
        return Err(Failure::new(Exit::Usage, format!("no id can be made from `{name}`"), "give a name with letters"));
    };
    if let Some(target) = project.built.site.link_resolver.find(id.as_str()) {
        let message = format!("the id `{id}` is already used by {}", target.route);
        return Err(Failure::new(Exit::Usage, message, "give a fuller name; nothing was written"));
    }
    if let Some(file) = IdClaims::of(&project.snapshot).find(id.as_str()) {
        let message = format!("the id `{id}` is used in `{file}`, or may be: the file is hidden or has errors");
        return Err(Failure::new(
            Exit::Usage,
            message,
            "give a fuller name, or fix that file first; nothing was written",
        ));
    }
    let file = format!("content/{}/{id}.md", kind.content);
    let session = super::open_edit_session(global, false)?;
    let text = scaffold::record_template::record_template(
        kind,
        name,
        &project.built.site.interface.theme.messages.language().records.comments,
    );
    session.commit(&[FileChange::new_file(&file, &text)]).map_err(super::edit_failure)?;
    print::say(&format!("{file} written; now fill it in"));
    Ok(Exit::Done)
}
