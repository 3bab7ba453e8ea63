//! The command line as written: commands, options and their help. The options of commands about records are in
//! `record_args`.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::manual::topics_help;
use super::record_args::{ForgetOptions, IdPairOptions, MoveOptions, NewOptions, SuggestOptions};
use crate::base::path::composed;

/// Turns a pile of articles into an annotated, cross-linked static site.
#[derive(Debug, Parser)]
#[command(name = "dossier", version, about, disable_help_subcommand = true, after_help = topics_help())]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: GlobalOptions,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Args)]
pub(super) struct GlobalOptions {
    /// Folder of the dossier, the one with site.yaml
    #[arg(long, global = true, value_name = "DIR", default_value = ".", env = "DOSSIER_ROOT", hide_env = true)]
    pub(super) root: PathBuf,
    /// Print only errors and warnings
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Print notes too, and what was done file by file
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a small, complete, fictional dossier, ready to serve, or with --empty one without content; never overwrites a file
    Init(InitOptions),
    /// Write a record to fill in: `dossier new person "Gaël Rouzic"`; never overwrites a file
    New(NewOptions),
    /// Turn raw documents into articles; reports every line it removes, never overwrites a file
    #[command(after_long_help = formats_help())]
    Import(ImportOptions),
    /// Propose records for names that have none: spellings merged, kind guessed, with the evidence
    Suggest(SuggestOptions),
    /// Read one document on standard input for another process of this program
    #[command(name = crate::import::sandbox::COMMAND, hide = true)]
    ReadDocument {
        /// Its file name
        name: String,
    },
    /// Write the site into public/, ready for any static host
    Build(BuildOptions),
    /// Show the site at http://127.0.0.1:4000; with --watch, rebuild and reload as files change
    Serve(ServeArguments),
    /// Work on the dossier in the browser: review, proposals, undo; changes your files, on this machine only
    Edit(EditArguments),
    /// Report every problem with file, line and fix
    Check(CheckOptions),
    /// Decide about uncertain names, days and speakers one by one; writes content/decisions.yaml
    Review(ReviewOptions),
    /// List links gained and lost since the published build, each with its cause
    Diff(DiffOptions),
    /// Explain why a link or a page exists: articles/ID#m12, an article's id, a page's path
    Why(WhyOptions),
    /// Change the id of an article or a record; rewrites every reference, the old id redirects
    Rename(IdPairOptions),
    /// Merge two records: FROM becomes part of TO
    Merge(IdPairOptions),
    /// Make a record one of another kind; links to its file follow, the old address redirects
    Move(MoveOptions),
    /// Remove a person from everything you wrote: record, decisions, notes, relations, tags; lists what it cannot reach
    Forget(ForgetOptions),
    /// Print the dossier's data for another program: articles, records, references, networks, places, events; or write tables
    #[command(after_help = exports_help())]
    Export(ExportOptions),
    /// Print the help of a command, or a topic of the manual
    Help(HelpOptions),
    /// Write the manual as a site with search: `dossier manual --open`
    Manual(ManualOptions),
}

/// Returns the list of formats, each with what it is and who reads it.
fn exports_help() -> String {
    let named = crate::export::EXPORTS.iter().filter(|export| !export.name.is_empty());
    let folders = crate::export::FOLDER_EXPORTS.iter().map(|export| (export.name, export.about));
    let tables = crate::export::TABLE_EXPORTS.iter().copied().chain([crate::export::TRAINING_EXPORT]);
    let rows = named
        .map(|export| (export.name, export.about))
        .chain(crate::export::BOOK_EXPORTS.iter().map(|book| book.name))
        .chain(folders)
        .chain(tables);
    let lines: Vec<String> = rows.map(|(name, about)| format!("  {name:<18} {about}")).collect();
    format!("Formats:\n{}", lines.join("\n"))
}

/// Returns the help of the whole program, with escape sequences for a terminal.
pub(super) fn program_help() -> String {
    Arguments::command().render_help().ansi().to_string()
}

/// Returns the long help of a command, with escape sequences for a terminal; `None` if there is no such command.
pub(super) fn command_help(name: &str) -> Option<String> {
    let mut program = Arguments::command();
    // Without this the usage line lacks the program's name, and the options that every command has are missing.
    program.build();
    let command = program.find_subcommand_mut(name).filter(|command| !command.is_hide_set())?;
    Some(command.render_long_help().ansi().to_string())
}

/// Returns the names of all commands.
pub(super) fn command_names() -> Vec<String> {
    let program = Arguments::command();
    let shown = program.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).collect()
}

/// Reads an id or a page's path in composed Unicode: on a Mac, the shell completes file names in decomposed form.
pub(super) fn named(name: &str) -> Result<String, std::convert::Infallible> {
    Ok(composed(name).into_owned())
}

#[derive(Debug, Args)]
pub(super) struct InitOptions {
    /// Folder to write into; created if missing
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
    /// Language of the dossier: fr or en; with --empty any, such as de
    #[arg(long, value_name = "LANG", default_value = "fr")]
    pub(super) lang: String,
    /// Write a dossier with this title and nothing else
    #[arg(long, value_name = "TITLE")]
    pub(super) empty: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ImportOptions {
    /// Documents, exports, folders or ZIP archives of them; `-` for standard input, with --name. With --plan: those that it names.
    /// Tables of `dossier export registry` change records and heads of articles instead
    #[arg(required_unless_present = "plan", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Date of publication: 2023-09-15, or 2023-09
    #[arg(long)]
    pub(super) date: Option<String>,
    /// Title, instead of the one found
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Newspaper, agency or site
    #[arg(long)]
    pub(super) publisher: Option<String>,
    /// Where it was published
    #[arg(long)]
    pub(super) url: Option<String>,
    /// Language of the text: fr, en, …
    #[arg(long)]
    pub(super) language: Option<String>,
    /// File name of a document on standard input; its extension gives the format
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Show what would be done and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// With tables of `dossier export registry`: an empty cell removes its key, a missing role or relation is removed
    #[arg(long)]
    pub(super) remove: bool,
    /// With such tables: keep a copy in .backup/ of each file that changes
    #[arg(long)]
    pub(super) backup: bool,
    /// Import scans and pictures of text as articles without text that show the picture
    #[arg(long)]
    pub(super) as_picture: bool,
    /// The files are annotations of these articles, by people or programs: W3C, JSON Lines of dossier, spaCy or doccano, CSV,
    /// CoNLL, UIMA CAS JSON, TEI. Their names become proposals for `review` and `suggest`; see `dossier help annotations`
    #[arg(long, conflicts_with_all = ["title", "date", "publisher", "url", "language", "name", "as_picture", "format", "plan"])]
    pub(super) annotations: bool,
    /// With --annotations: who made those that do not say so; the name of the file if it is not given
    #[arg(long, value_name = "NAME", requires = "annotations")]
    pub(super) by: Option<String>,
    /// Form of the table of a dry run: csv, or excel for spreadsheets of countries with a decimal comma
    #[arg(long, value_enum, requires = "dry_run")]
    pub(super) format: Option<PlanFormat>,
    /// Import what this table says: the one of `--dry-run --format csv`, corrected in a spreadsheet
    #[arg(long, value_name = "FILE", conflicts_with_all = ["title", "date", "publisher", "url", "language", "format"])]
    pub(super) plan: Option<PathBuf>,
}

/// How the table of a dry run is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PlanFormat {
    /// Commas, UTF-8.
    Csv,
    /// Semicolons and a byte order mark.
    Excel,
}

/// Lists what each format gives, from the table of formats.
fn formats_help() -> String {
    let rows = crate::import::formats::formats_of_files().map(|format| {
        let endings: Vec<String> =
            format.endings.iter().filter(|ending| !ending.is_empty()).map(|ending| format!(".{ending}")).collect();
        let size = match format.limit_bytes {
            u64::MAX => "any size".to_owned(),
            limit_bytes => format!("up to {} MiB", limit_bytes >> 20),
        };
        format!("  {} ({}; {size})\n      {}", endings.join(" "), format.name, format.gives)
    });
    let rows: Vec<String> = rows.collect();
    format!("What each format gives:\n\n{}\n\nNothing is ever fetched.", rows.join("\n"))
}

/// Output format of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Human,
    /// One JSON object per line
    Jsonl,
}

#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    /// Folder to write into, instead of the one in site.yaml (public)
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Publish drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Count warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Print how long each stage and each kind of page took
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "human")]
    pub(super) timings: Option<TimingsFormat>,
}

/// Output format of the timings of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TimingsFormat {
    /// For people
    Human,
    /// One JSON object, on standard output
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// Rebuild when a file changes, and reload the pages that changed
    #[arg(long)]
    pub(super) watch: bool,
    #[command(flatten)]
    pub(super) preview: PreviewOptions,
    /// Listen at this address, so that other machines can connect, instead of on this machine only
    #[arg(long, value_name = "ADDRESS")]
    pub(super) host: Option<std::net::IpAddr>,
    /// Answer OpenRefine at /reconcile: which records the names of a table mean
    #[arg(long)]
    pub(super) reconcile: bool,
}

#[derive(Debug, Args)]
pub(super) struct EditArguments {
    /// Folder of the dossier
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(super) preview: PreviewOptions,
}

/// What `serve` and `edit` have in common.
#[derive(Debug, Args)]
pub(super) struct PreviewOptions {
    /// Port to listen on; if it is busy, the next free one
    #[arg(long, default_value_t = 4000)]
    pub(super) port: u16,
    /// Open it in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Check the files every half second instead of relying on the system's change notifications
    #[arg(long)]
    pub(super) poll: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// Output format
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub(super) format: CheckFormat,
    /// Count warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Check drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Search the finished output, decompressed and decoded, for every withheld name and text, and do nothing else
    #[arg(long)]
    pub(super) leaks: bool,
    /// Folder of the finished output for --leaks, instead of the one in site.yaml (public)
    #[arg(long, value_name = "DIR", requires = "leaks")]
    pub(super) output: Option<PathBuf>,
    /// File of known findings, which are counted but not shown
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all current findings to the --baseline file as known, and exit with 0
    #[arg(long, requires = "baseline")]
    pub(super) write_baseline: bool,
    /// Check that linked pages of other sites still exist; answers are kept in .dossier/links.json
    #[arg(long)]
    pub(super) external: bool,
    /// Explain a code such as D0304 and do nothing else; `all` lists the codes
    #[arg(long, value_name = "CODE")]
    pub(super) explain: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// For people
    Human,
    /// One JSON object per line
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people
    Human,
    /// One JSON object per line
    Json,
    /// Workflow commands of GitHub Actions, shown next to the lines of a pull request
    Github,
    /// One SARIF 2.1.0 log, for code forges and editors
    Sarif,
}

#[derive(Debug, Args)]
pub(super) struct ExportOptions {
    /// What to print; the formats are listed below
    #[arg(value_name = "FORMAT")]
    pub(super) format: String,
    /// With gexf and graphml: the relations that records state, not who is named with whom
    #[arg(long)]
    pub(super) relations: bool,
    /// With corpus: of the copies of one dispatch only one, so that its words count once
    #[arg(long)]
    pub(super) once: bool,
    /// Include drafts
    #[arg(long)]
    pub(super) drafts: bool,
    /// Folder for a format of several files, or the file of epub. The folder of corpus must not exist yet; csv, registry and
    /// epub replace their earlier files
    #[arg(long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// Write tables for spreadsheets of countries with a decimal comma: semicolons, a byte order mark, lists joined by `|`
    #[arg(long, requires = "output")]
    pub(super) excel: bool,
    /// With ner: the form of the training data; `cas` needs --output
    #[arg(long = "format", value_enum, value_name = "FORM")]
    pub(super) training: Option<TrainingForm>,
    /// With ner: events and works have labels of their own, EVENT and WORK, instead of MISC
    #[arg(long)]
    pub(super) fine: bool,
    /// With ner: keep sentences with a name that is undecided or has no record
    #[arg(long)]
    pub(super) all: bool,
}

/// How training data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TrainingForm {
    /// A token and its label a line (CoNLL 2003, IOB2).
    Conll,
    /// CoNLL-U, with the label and the record in the last column.
    Conllu,
    /// JSON Lines with spans, for spaCy and prodigy.
    Spacy,
    /// JSON Lines for doccano.
    Doccano,
    /// UIMA CAS JSON for INCEpTION, a file for each article.
    Cas,
}

#[derive(Debug, Args)]
pub(super) struct ReviewOptions {
    /// Only the mentions of this article
    #[arg(value_name = "ARTICLE")]
    pub(super) article: Option<String>,
    /// Output format; json lists the questions and asks none
    #[arg(long, value_enum, default_value_t = OutputFormat::Human)]
    pub(super) format: OutputFormat,
    /// Who decides; recorded with each decision
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
    /// Keep a copy of the decisions in .backup/
    #[arg(long)]
    pub(super) backup: bool,
}

#[derive(Debug, Args)]
pub(super) struct DiffOptions {
    /// Folder of the published build, instead of the one in site.yaml (public)
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = OutputFormat::Human)]
    pub(super) format: OutputFormat,
    /// Add what was published and is another now to content/corrections.yaml, which the page of corrections shows
    #[arg(long, conflicts_with = "format")]
    pub(super) write: bool,
    /// Why it was corrected, for readers; with --write
    #[arg(long, value_name = "TEXT", requires = "write")]
    pub(super) cause: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct WhyOptions {
    /// A mention (articles/ID#m12), an article, a page
    #[arg(value_name = "PATH|ANCHOR", value_parser = named)]
    pub(super) what: String,
    /// Print, as JSON, every value that the page's template receives, for writing your own theme
    #[arg(long)]
    pub(super) view: bool,
}

#[derive(Debug, Args)]
pub(super) struct HelpOptions {
    /// A command, or a topic of the manual; without it, the list of both
    #[arg(value_name = "COMMAND|TOPIC")]
    pub(super) topic: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ManualOptions {
    /// Open it in the browser; without --to it is written into the system's folder for temporary files
    #[arg(long, required_unless_present = "to")]
    pub(super) open: bool,
    /// Folder to write it into, which does not exist yet
    #[arg(long, value_name = "DIR")]
    pub(super) to: Option<PathBuf>,
}
