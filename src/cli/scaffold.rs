//! `dossier init` and `dossier new`: create files; neither overwrites an existing one.

use std::borrow::Cow;

use super::args::NewOptions;
use super::args::{GlobalOptions, InitOptions};
use super::{Exit, Failure, print, project};
use crate::base::message::Message;
use crate::base::yaml::plain_or_quoted;
use crate::build::PipelineOptions;
use crate::config::site::{self, FILE as SITE_FILE};
use crate::edit::{self, EditSession, FileChange, IdClaims};
use crate::lang;
use crate::model::id::slug;
use crate::model::{EntityKind, Id};
use crate::say;
use crate::scaffold;

/// The language of the sample dossier where none is asked for.
const SAMPLE_LANGUAGE: &str = "fr";

pub(super) fn init(global: &GlobalOptions, options: &InitOptions) -> Result<Exit, Failure> {
    let folder = global.root.join(&options.folder);
    let language = options.language.as_ref().or(global.lang.as_ref()).map_or(SAMPLE_LANGUAGE, String::as_str);
    let all: Vec<(&str, Cow<'_, str>)> = match &options.empty {
        Some(title) => vec![(SITE_FILE, Cow::from(empty_site(title, language)?))],
        None => sample(language)?.iter().map(|(name, text)| (*name, Cow::from(*text))).collect(),
    };
    if edit::recover(&folder).map_err(super::edit_failure)? {
        let folder = folder.display();
        print::say(&say!(
            en: "a previous command was interrupted while writing {folder}; the writing is now complete",
            fr: "une commande précédente a été interrompue pendant l’écriture de {folder} ; c’est terminé maintenant",
        ));
        return Ok(Exit::Done);
    }
    if let Some((taken, _)) = all.iter().find(|(name, _)| folder.join(name).symlink_metadata().is_ok()) {
        let taken = folder.join(taken);
        let taken = taken.display();
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "`{taken}` already exists", fr: "`{taken}` existe déjà"),
            say!(
                en: "choose a new folder; nothing was written",
                fr: "choisissez un nouveau répertoire ; rien n’a été écrit",
            ),
        ));
    }
    let file = |(name, text): &(&str, Cow<'_, str>)| FileChange::new_file(name, text);
    let session = EditSession::open(&folder).map_err(super::edit_failure)?;
    session.commit(&all.iter().map(file).collect::<Vec<_>>()).map_err(super::edit_failure)?;
    if global.quiet {
        return Ok(Exit::Done);
    }
    // `./.` becomes an empty path.
    let named: std::path::PathBuf = folder.components().filter(|part| *part != std::path::Component::CurDir).collect();
    let here = named.as_os_str().is_empty();
    let named = named.display();
    let (to, root) = if here {
        (Message::default(), String::new())
    } else {
        (say!(en: " to {named}", fr: " dans {named}"), format!(" --root {named}"))
    };
    let n = all.len();
    let (s, fr_s) = print::plural(n);
    print::say(&say!(en: "{n} file{s} written{to}", fr: "{n} fichier{fr_s} écrit{fr_s}{to}"; to));
    if options.empty.is_some() {
        print::say(&say!(
            en: "add what you have: dossier import PATH{root}",
            fr: "ajoutez ce que vous avez : dossier import CHEMIN{root}",
        ));
    }
    print::say(&say!(
        en: "see it: dossier serve --watch --open{root}",
        fr: "pour le voir : dossier serve --watch --open{root}",
    ));
    Ok(Exit::Done)
}

/// Returns the files of the sample dossier in a language.
fn sample(lang: &str) -> Result<&'static [(&'static str, &'static str)], Failure> {
    let with_sample = || lang::LANGUAGES.iter().filter(|language| !language.records.sample_files.is_empty());
    let found = with_sample().find(|language| language.tag == lang).map(|language| language.records.sample_files);
    found.ok_or_else(|| {
        let message = say!(
            en: "there is no dossier to begin with in `{lang}`",
            fr: "il n’y a pas de dossier d’exemple en `{lang}`",
        );
        let known: Vec<String> = with_sample().map(|language| format!("--language {}", language.tag)).collect();
        let (en, fr) = (known.join(" or "), known.join(" ou "));
        let known = Message { en, fr };
        let help = say!(
            en: "use {known}, or begin without content: --empty TITLE",
            fr: "utilisez {known}, ou commencez sans contenu : --empty TITRE"; known
        );
        Failure::new(Exit::Usage, message, help)
    })
}

/// Returns the site.yaml of a dossier without content.
pub(super) fn empty_site(title: &str, lang: &str) -> Result<String, Failure> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "a dossier needs a title", fr: "un dossier a besoin d’un titre"),
            say!(en: "give one: --empty \"The affair\"", fr: "donnez-en un : --empty \"L’affaire\""),
        ));
    }
    let text = format!("title: {}\nlanguage: {}\n", plain_or_quoted(&title), plain_or_quoted(lang));
    // It is right if it is read as what was meant.
    let read = site::parse(&text);
    let is_meant = read.value.title == title && read.value.language.as_str().eq_ignore_ascii_case(lang);
    if !read.diagnostics.is_empty() || !is_meant {
        let why = read.diagnostics.first().map(|one| one.message.clone());
        let why = why.unwrap_or_else(|| say!(en: "it cannot be written", fr: "il ne peut pas être écrit"));
        let message = say!(
            en: "no site.yaml can be made from this title and this language: {why}",
            fr: "aucun site.yaml ne peut être fait de ce titre et de cette langue : {why}"; why
        );
        return Err(Failure::new(
            Exit::Usage,
            message,
            say!(
                en: "nothing was written; a language is a tag such as fr, en or pt-BR",
                fr: "rien n’a été écrit ; une langue est un code comme fr, en ou pt-BR",
            ),
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
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "no id can be made from `{name}`", fr: "aucun identifiant ne peut être tiré de `{name}`"),
            say!(en: "give a name with letters", fr: "donnez un nom qui contient des lettres"),
        ));
    };
    if let Some(target) = project.built.site.link_resolver.find(id.as_str()) {
        let route = &target.route;
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "the id `{id}` is already used by {route}", fr: "l’identifiant `{id}` est déjà celui de {route}"),
            say!(
                en: "give a fuller name; nothing was written",
                fr: "donnez un nom plus complet ; rien n’a été écrit",
            ),
        ));
    }
    if let Some(file) = IdClaims::of(&project.snapshot).find(id.as_str()) {
        let message = say!(
            en: "the id `{id}` is used in `{file}`, or may be: the file is hidden or has errors",
            fr: "l’identifiant `{id}` est pris dans `{file}`, ou pourrait l’être : le fichier est masqué ou contient des erreurs",
        );
        return Err(Failure::new(
            Exit::Usage,
            message,
            say!(
                en: "give a fuller name, or fix that file first; nothing was written",
                fr: "donnez un nom plus complet, ou corrigez d’abord ce fichier ; rien n’a été écrit",
            ),
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
    print::say(&say!(en: "{file} written; now fill it in", fr: "{file} est écrit ; il reste à le remplir"));
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
        let known = known.join(", ");
        Failure::new(
            Exit::Usage,
            say!(en: "there is no kind `{named}`", fr: "le type `{named}` n’existe pas"),
            say!(en: "use one of: {known}", fr: "choisissez parmi : {known}"),
        )
    })
}
