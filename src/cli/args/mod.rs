//! The command line as written: commands, options and their help, each in English and in French.
//!
//! Help is a pair of texts beside its argument, made with `both!`; [`languages`] takes one of them when the language is chosen.
//! What clap says by itself is said there and in `usage_error` in French.

mod changes;
mod documents;
mod french_formats;
mod help_texts;
pub(in crate::cli) mod languages;
mod reports;
mod site;
mod values;

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::base::message::MessageLanguage;
use languages::both;

pub(in crate::cli) use changes::{ChangeOptions, ForgetOptions, IdPairOptions, MoveOptions};
pub(in crate::cli) use documents::{ImportOptions, InitOptions, ListFormat, NewOptions, PlanFormat, SuggestOptions};
pub(in crate::cli) use reports::{
    CheckFormat, CheckOptions, CompletionsOptions, DiffOptions, HelpOptions, ManOptions, ManualOptions, OutputFormat,
    ReviewOptions, SchemaName, SchemaOptions, WhyOptions,
};
pub(in crate::cli) use site::{
    AnnotateOptions, BuildOptions, EditArguments, ExportOptions, PublishOptions, ServeArguments, TimingsFormat,
    TrainingForm,
};

#[derive(Debug, Parser)]
#[command(name = "dossier", version, disable_help_subcommand = true)]
#[command(about = both!(
    "Turns a pile of articles into an annotated, cross-linked static site",
    "Fait d’une pile d’articles un site statique annoté, aux liens croisés"
))]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    pub(in crate::cli) global: GlobalOptions,
    /// Without a command the program says what can be done here.
    #[command(subcommand)]
    pub(in crate::cli) command: Option<Command>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct GlobalOptions {
    #[arg(help = both!(
        "Folder of the dossier, the one with site.yaml",
        "Répertoire du dossier, celui qui contient site.yaml"
    ))]
    #[arg(long, global = true, value_name = "DIR", default_value = ".", env = "DOSSIER_ROOT", hide_env = true)]
    pub(in crate::cli) root: PathBuf,
    #[arg(help = both!(
        "Print only errors and warnings",
        "N’afficher que les erreurs et les avertissements"
    ))]
    #[arg(short, long, global = true)]
    pub(in crate::cli) quiet: bool,
    #[arg(help = both!(
        "Print notes too, and what was done file by file",
        "Afficher aussi les remarques, et ce qui a été fait fichier par fichier"
    ))]
    #[arg(short, long, global = true)]
    pub(in crate::cli) verbose: bool,
    #[arg(help = both!(
        "Language of help and messages: en or fr; for `init` that of the dossier too",
        "Langue de l’aide et des messages : en ou fr ; pour `init`, aussi celle du dossier"
    ))]
    #[arg(long, global = true, value_name = "LANG")]
    pub(in crate::cli) lang: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    #[command(about = both!(
        "Write a small, complete, fictional dossier, ready to serve, or with --empty one without content; never \
         overwrites a file",
        "Écrire un petit dossier fictif et complet, prêt à être montré, ou avec --empty un dossier sans contenu ; \
         aucun fichier n’est jamais écrasé"
    ))]
    Init(InitOptions),
    #[command(about = both!(
        "Write a record to fill in: `dossier new person \"Gaël Rouzic\"`; never overwrites a file",
        "Écrire une fiche à remplir : `dossier new person \"Gaël Rouzic\"` ; aucun fichier n’est jamais écrasé"
    ))]
    New(NewOptions),
    #[command(about = both!(
        "Turn raw documents into articles; reports every line it removes, never overwrites a file",
        "Faire des documents bruts des articles ; chaque ligne retirée est indiquée, aucun fichier n’est jamais \
         écrasé"
    ))]
    Import(ImportOptions),
    #[command(about = both!(
        "Propose records for names that have none: spellings merged, kind guessed, with the evidence",
        "Proposer des fiches pour les noms qui n’en ont pas : graphies réunies, type deviné, passages à l’appui"
    ))]
    Suggest(SuggestOptions),
    #[command(about = both!(
        "Read one document on standard input for another process of this program",
        "Lire un document sur l’entrée standard pour un autre processus de ce programme"
    ))]
    #[command(name = crate::import::sandbox::COMMAND, hide = true)]
    ReadDocument {
        #[arg(help = both!(
            "Its file name",
            "Son nom de fichier"
        ))]
        name: String,
    },
    #[command(about = both!(
        "Write the site into public/, ready for any static host",
        "Écrire le site dans public/, prêt pour tout hébergement statique"
    ))]
    Build(BuildOptions),
    #[command(about = both!(
        "Build the site and bring it to where it is published: a folder, a ZIP file, a remote of rclone",
        "Construire le site et l’apporter là où il est publié : un répertoire, un fichier ZIP, un serveur que \
         connaît rclone"
    ))]
    Publish(PublishOptions),
    #[command(about = both!(
        "Show the site at http://127.0.0.1:4000; with --watch, rebuild and reload as files change",
        "Montrer le site à l’adresse http://127.0.0.1:4000 ; avec --watch, le reconstruire et le recharger quand \
         un fichier change"
    ))]
    Serve(ServeArguments),
    #[command(about = both!(
        "Work on the dossier in the browser: review, proposals, undo; changes your files, on this machine only",
        "Travailler au dossier dans le navigateur : relecture, propositions, annulation ; modifie vos fichiers, \
         sur cet ordinateur seulement"
    ))]
    Edit(EditArguments),
    #[command(about = both!(
        "Report every problem with file, line and fix",
        "Indiquer chaque problème avec le fichier, la ligne et le remède"
    ))]
    Check(CheckOptions),
    #[command(about = both!(
        "Decide about uncertain names, days and speakers one by one; writes content/decisions.yaml",
        "Trancher un par un les noms, jours et locuteurs incertains ; écrit content/decisions.yaml"
    ))]
    Review(ReviewOptions),
    #[command(about = both!(
        "List links gained and lost since the published build, each with its cause",
        "Énumérer les liens gagnés et perdus depuis le site publié, chacun avec sa cause"
    ))]
    Diff(DiffOptions),
    #[command(about = both!(
        "Explain why a link or a page exists: articles/ID#m12, an article's id, a page's path",
        "Expliquer pourquoi un lien ou une page existe : articles/ID#m12, l’identifiant d’un article, le chemin \
         d’une page"
    ))]
    Why(WhyOptions),
    #[command(about = both!(
        "Change the id of an article or a record; rewrites every reference, the old id redirects",
        "Changer l’identifiant d’un article ou d’une fiche ; chaque renvoi est récrit, l’ancien identifiant \
         redirige"
    ))]
    Rename(IdPairOptions),
    #[command(about = both!(
        "Merge two records: FROM becomes part of TO",
        "Fusionner deux fiches : ANCIEN est versé dans NOUVEAU"
    ))]
    Merge(IdPairOptions),
    #[command(about = both!(
        "Make a record one of another kind; links to its file follow, the old address redirects",
        "Changer le type d’une fiche ; les liens vers son fichier suivent, l’ancienne adresse redirige"
    ))]
    Move(MoveOptions),
    #[command(about = both!(
        "Remove a person from everything you wrote: record, decisions, notes, relations, tags; lists what it \
         cannot reach",
        "Retirer une personne de tout ce que vous avez écrit : fiche, décisions, notes, relations, mots-clés ; \
         énumère ce qui reste hors d’atteinte"
    ))]
    Forget(ForgetOptions),
    #[command(about = both!(
        "Print the dossier's data for another program: articles, records, references, networks, places, events; or \
         write tables",
        "Fournir les données du dossier à un autre programme : articles, fiches, références, réseaux, lieux, \
         événements ; ou écrire des tableaux"
    ))]
    Export(ExportOptions),
    #[command(about = both!(
        "Annotate articles of any number: JSON Lines on standard input, the same with their names, dates and quotations on \
         standard output",
        "Annoter des articles en nombre quelconque : JSON Lines sur l’entrée standard, les mêmes avec leurs noms, dates et \
         citations sur la sortie standard"
    ))]
    Annotate(AnnotateOptions),
    #[command(about = both!(
        "Print the help of a command, or a topic of the manual",
        "Afficher l’aide d’une commande, ou une page du manuel"
    ))]
    Help(HelpOptions),
    #[command(about = both!(
        "Write the manual as a site with search: `dossier manual --open`",
        "Écrire le manuel en un site avec recherche : `dossier manual --open`"
    ))]
    Manual(ManualOptions),
    #[command(about = both!(
        "Print the completions of a shell, for its settings",
        "Afficher le fichier de complétion d’un interpréteur de commandes, pour ses réglages"
    ))]
    Completions(CompletionsOptions),
    #[command(about = both!(
        "Write the man pages: English in man1, French in fr/man1",
        "Écrire les pages de manuel : en anglais dans man1, en français dans fr/man1"
    ))]
    Man(ManOptions),
    #[command(about = both!(
        "Print a JSON Schema of your files, so that an editor completes and checks their keys",
        "Afficher un schéma JSON de vos fichiers, pour qu’un éditeur complète et vérifie leurs clés"
    ))]
    Schema(SchemaOptions),
}

/// Returns the names of all commands.
pub(in crate::cli) fn command_names() -> Vec<String> {
    let program = Arguments::command();
    let shown = program.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).collect()
}

/// Returns the help of the whole program, with escape sequences for a terminal.
pub(in crate::cli) fn program_help(language: MessageLanguage) -> String {
    languages::command(language).render_help().ansi().to_string()
}

/// Returns the long help of a command, with escape sequences for a terminal; `None` if there is no such command.
pub(in crate::cli) fn command_help(name: &str, language: MessageLanguage) -> Option<String> {
    let mut program = languages::command(language);
    // Without this the usage line lacks the program's name, and the options that every command has are missing.
    program.build();
    let command = program.find_subcommand_mut(name).filter(|command| !command.is_hide_set())?;
    Some(command.render_long_help().ansi().to_string())
}
