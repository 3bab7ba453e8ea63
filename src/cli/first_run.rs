//! `dossier` alone, and `dossier import` where no dossier has begun: what a beginner meets first.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::args::{GlobalOptions, ImportOptions};
use super::{Exit, Failure, language, print, project, scaffold, stream};
use crate::base::Severity;
use crate::base::message::Message;
use crate::build::{BuildMode, PipelineOptions};
use crate::config::site::FILE as SITE_FILE;
use crate::edit::FileChange;
use crate::model::LangTag;
use crate::say;

/// Says what can be done in this folder.
pub(super) fn run(global: &GlobalOptions) -> Result<Exit, Failure> {
    if !has_site(global) {
        begin();
        return Ok(Exit::Done);
    }
    let options = PipelineOptions { drafts: true, mode: BuildMode::Once, ..PipelineOptions::default() };
    let project = project::open(global, &options)?;
    let content = &project.built.site.content;
    let title = &content.config.title;
    let articles = print::count(content.articles.len(), "article", "article");
    let records = print::count(content.registry.entities.len(), "record", "fiche");
    print::answer(&say!(
        en: "“{title}”: {articles}, {records}",
        fr: "« {title} » : {articles}, {records}"; articles, records
    ));
    print::result("");
    for (command, message) in next_steps(&project) {
        print::result(&format!("  {command:<28} {}", language::said(&message)));
    }
    Ok(Exit::Done)
}

fn has_site(global: &GlobalOptions) -> bool {
    global.root.join(SITE_FILE).symlink_metadata().is_ok()
}

/// Says the three things that one can do where there is no dossier.
fn begin() {
    print::answer(&say!(
        en: "There is no dossier in this folder yet. You can:",
        fr: "Il n’y a pas encore de dossier dans ce répertoire. Vous pouvez :",
    ));
    print::result("");
    let steps = [
        (
            say!(en: "dossier init example", fr: "dossier init exemple"),
            say!(en: "write a small example to look at and change", fr: "écrire un petit exemple à regarder et à modifier"),
        ),
        (
            say!(en: "dossier import PATH", fr: "dossier import CHEMIN"),
            say!(
                en: "begin with what you have: articles, exports, folders",
                fr: "commencer avec ce que vous avez : articles, exports, répertoires",
            ),
        ),
        (
            say!(en: "dossier help", fr: "dossier help"),
            say!(en: "list the commands and the manual", fr: "énumérer les commandes et le manuel"),
        ),
    ];
    for (command, message) in steps {
        print::result(&format!("  {:<24} {}", language::said(&command), language::said(&message)));
    }
}

/// Returns the commands that fit a dossier as it is, what is most useful first.
fn next_steps(project: &project::Project) -> Vec<(&'static str, Message)> {
    let content = &project.built.site.content;
    let of = |severity| project.built.diagnostics.iter().filter(|one| one.severity() == severity).count();
    let (n_errors, n_warnings) = (of(Severity::Error), of(Severity::Warning));
    let articles = || content.link_index.articles.iter();
    let n_names: usize = articles().map(|article| article.n_ambiguous_mentions).sum();
    let n_days: usize = articles().map(|article| article.n_uncertain_dates).sum();
    let n_speakers: usize = articles().map(|article| article.n_uncertain_speakers).sum();
    let mut steps = Vec::new();
    if content.articles.is_empty() {
        steps.push((
            "dossier import …",
            say!(en: "add articles, exports, folders", fr: "ajouter des articles, des exports, des répertoires"),
        ));
    }
    if n_errors + n_warnings > 0 {
        let (errors, warnings) =
            (print::count(n_errors, "error", "erreur"), print::count(n_warnings, "warning", "avertissement"));
        steps.push((
            "dossier check",
            say!(
                en: "see where and how to fix: {errors}, {warnings}",
                fr: "voir où et comment corriger : {errors}, {warnings}"; errors, warnings
            ),
        ));
    }
    if n_names + n_days + n_speakers > 0 {
        steps.push(("dossier review", print::awaiting_decisions(n_names, n_days, n_speakers)));
    }
    steps.push((
        "dossier serve --watch --open",
        say!(en: "see the site in your browser", fr: "voir le site dans votre navigateur"),
    ));
    steps.push((
        "dossier edit --open",
        say!(en: "work on it in your browser", fr: "y travailler dans votre navigateur"),
    ));
    let output = &content.config.output;
    steps.push(("dossier build", say!(en: "write the site into {output}/", fr: "écrire le site dans {output}/")));
    steps.push(("dossier help", say!(en: "everything else", fr: "tout le reste")));
    steps
}

/// A dossier that an import begins: its site.yaml is written once there is something in it.
pub(super) struct Beginning {
    title: String,
    /// `None` if the articles decide.
    language: Option<LangTag>,
}

impl Beginning {
    /// Asks for title and language at a terminal, unless options give them; elsewhere the folder's name is the title. `None` if
    /// the folder has a site.yaml.
    pub(super) fn of(global: &GlobalOptions, options: &ImportOptions) -> Result<Option<Self>, Failure> {
        if has_site(global) {
            return Ok(None);
        }
        let asks = stream::is_conversation() && !options.dry_run && !global.quiet;
        let name = folder_name(global);
        let title = match &options.title {
            Some(title) => title.clone(),
            None if asks => {
                ask(&say!(en: "Title of the new dossier [{name}]: ", fr: "Titre du nouveau dossier [{name}] : "), &name)
            }
            None => name,
        };
        let language = match &options.language {
            Some(tag) => Some(tag.clone()),
            None if asks => {
                let default = language::chosen().tag();
                Some(ask(
                    &say!(en: "Its language, such as en or fr [{default}]: ", fr: "Sa langue, comme fr ou en [{default}] : "),
                    default,
                ))
            }
            None => None,
        };
        // Refused before anything is imported.
        scaffold::empty_site(&title, language.as_deref().unwrap_or("fr"))?;
        Ok(Some(Self { title, language: language.as_deref().and_then(LangTag::parse) }))
    }

    /// Writes site.yaml, in the language of the articles if none was given, and says so.
    pub(super) fn write(&self, global: &GlobalOptions, found: Option<&str>) -> Result<(), Failure> {
        let given = self.language.as_ref().map(LangTag::as_str);
        let language = given.or(found).unwrap_or_else(|| language::chosen().tag());
        let text = scaffold::empty_site(&self.title, language)?;
        let session = super::open_edit_session(global, false)?;
        session.commit(&[FileChange::new_file(SITE_FILE, &text)]).map_err(super::edit_failure)?;
        if !global.quiet {
            let title = &self.title;
            print::say(&say!(
                en: "site.yaml written: title “{title}”, language {language}; change it there",
                fr: "site.yaml est écrit : titre « {title} », langue {language} ; vous pouvez l’y changer",
            ));
        }
        Ok(())
    }
}

/// Returns the most frequent language, the first of the alphabet if several are.
pub(super) fn most_frequent(languages: &BTreeMap<String, usize>) -> Option<&str> {
    let most = languages.values().max()?;
    languages.iter().find(|(_, n)| *n == most).map(|(language, _)| language.as_str())
}

fn folder_name(global: &GlobalOptions) -> String {
    let folder = global.root.canonicalize().unwrap_or_else(|_| global.root.clone());
    let name = folder.file_name().map(|name| name.to_string_lossy().trim().to_owned()).unwrap_or_default();
    if name.is_empty() { "dossier".to_owned() } else { name }
}

/// Asks for a line; an empty one means what stands in the question.
fn ask(question: &Message, default: &str) -> String {
    stream::prompt(language::said(question));
    let line = std::io::stdin().lock().lines().next().and_then(Result::ok).unwrap_or_default();
    let line = line.trim();
    if line.is_empty() { default.to_owned() } else { line.to_owned() }
}
