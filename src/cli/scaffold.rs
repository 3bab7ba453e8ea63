//! `dossier init` and `dossier new`: create files; neither overwrites an existing one.

use std::borrow::Cow;

use super::args::{GlobalOptions, InitOptions};
use super::record_args::NewOptions;
use super::{Exit, Failure, print, project};
use crate::base::yaml::plain_or_quoted;
use crate::build::PipelineOptions;
use crate::config::site::{self, FILE as SITE_FILE};
use crate::edit::{self, EditSession, FileChange, IdClaims};
use crate::lang;
use crate::model::id::slug;
use crate::model::{EntityKind, Id};
use crate::scaffold;

pub(super) fn init(global: &GlobalOptions, options: &InitOptions) -> Result<Exit, Failure> {
    let folder = global.root.join(&options.folder);
    let all: Vec<(&str, Cow<'_, str>)> = match &options.empty {
        Some(title) => vec![(SITE_FILE, Cow::from(empty_site(title, &options.lang)?))],
        None => sample(&options.lang)?.iter().map(|(name, text)| (*name, Cow::from(*text))).collect(),
    };
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
    let file = |(name, text): &(&str, Cow<'_, str>)| FileChange::new_file(name, text);
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
    print::say(&format!("{} written{to}", print::count(all.len(), "file")));
    if options.empty.is_some() {
        print::say(&format!("add what you have: dossier import PATH{root}"));
    }
    print::say(&format!("see it: dossier serve --watch --open{root}"));
    Ok(Exit::Done)
}

/// Returns the files of the sample dossier in a language.
fn sample(lang: &str) -> Result<&'static [(&'static str, &'static str)], Failure> {
    let with_sample = || lang::LANGUAGES.iter().filter(|language| !language.records.sample_files.is_empty());
    let found = with_sample().find(|language| language.tag == lang).map(|language| language.records.sample_files);
    found.ok_or_else(|| {
        let message = format!("there is no dossier to begin with in `{lang}`");
        let known: Vec<String> = with_sample().map(|language| format!("--lang {}", language.tag)).collect();
        let help = format!("use {}, or begin without content: --empty TITLE", known.join(" or "));
        Failure::new(Exit::Usage, message, &help)
    })
}

/// Returns the site.yaml of a dossier without content.
fn empty_site(title: &str, lang: &str) -> Result<String, Failure> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Failure::new(Exit::Usage, "a dossier needs a title", "give one: --empty \"The affair\""));
    }
    let text = format!("title: {}\nlanguage: {}\n", plain_or_quoted(&title), plain_or_quoted(lang));
    // It is right if it is read as what was meant.
    let read = site::parse(&text);
    let is_meant = read.value.title == title && read.value.language.as_str().eq_ignore_ascii_case(lang);
    if !read.diagnostics.is_empty() || !is_meant {
        let why = read.diagnostics.first().map_or("it cannot be written", |one| one.message.en.as_str());
        let message = format!("no site.yaml can be made from this title and this language: {why}");
        return Err(Failure::new(
            Exit::Usage,
            message,
            "nothing was written; a language is a tag such as fr, en or pt-BR",
        ));
    }
    Ok(text)
}

pub(super) fn new(global: &GlobalOptions, options: &NewOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions { drafts: true, ..PipelineOptions::default() })?;
    let site = &project.built.site.content;
    let kind = find_kind(&site.config.kinds, &options.kind)?;
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

/// Returns the kind that a person names by its id, its folder or its label.
pub(super) fn find_kind<'k>(kinds: &'k [EntityKind], named: &str) -> Result<&'k EntityKind, Failure> {
    let wanted = named.to_lowercase();
    let is_wanted = |kind: &&EntityKind| {
        let names = [&kind.id, &kind.content, &kind.folder, &kind.label];
        names.iter().any(|name| name.to_lowercase() == wanted)
    };
    kinds.iter().find(is_wanted).ok_or_else(|| {
        let known: Vec<&str> = kinds.iter().map(|kind| kind.id.as_str()).collect();
        Failure::new(Exit::Usage, format!("there is no kind `{named}`"), &format!("use one of: {}", known.join(", ")))
    })
}
