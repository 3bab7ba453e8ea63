//! The command line as written. The only file that names the argument parser beside the door.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::path::composed;

/// Turns a pile of articles into an annotated, cross-linked static site.
#[derive(Debug, Parser)]
#[command(name = "dossier", version, about, disable_help_subcommand = true)]
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
    /// Say only what is wrong
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say more: notes too, and what was done file by file
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a small complete fictional dossier, ready to serve; never overwrites
    Init(InitOptions),
    /// Write a record to fill in: `dossier new person "Gaël Rouzic"`; never overwrites
    New(NewOptions),
    /// Turn raw documents into articles; reports every line it removes, never overwrites
    #[command(after_long_help = formats_help())]
    Import(ImportOptions),
    /// Propose records for the names that none covers, spellings merged, kind guessed, with the evidence
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
    /// Say everything that is wrong with the dossier, with file, line and cure
    Check(CheckOptions),
    /// Decide about the names that are not certain, one by one; writes content/decisions.yaml
    Review(ReviewOptions),
    /// List the links gained and lost since the published build, each with its cause
    Diff(DiffOptions),
    /// Say why a link or a page is there: articles/ID#m12, an article's id, a page's path
    Why(WhyOptions),
    /// Give an article or a record another id; every reference is rewritten, the old id redirects
    Rename(IdPairOptions),
    /// Make one record of two: FROM becomes part of TO
    Merge(IdPairOptions),
    /// Take a person out of everything you wrote: record, decisions, notes, relations, tags; lists what it cannot reach
    Forget(ForgetOptions),
    /// Print the dossier's data: jsonl (articles), entities (records), bibtex, ris or csl (references)
    Export(ExportOptions),
}

/// Reads the name of an id or a page: what a terminal completes from the disk of a Mac has its accents apart.
fn named(name: &str) -> Result<String, std::convert::Infallible> {
    Ok(composed(name).into_owned())
}

#[derive(Debug, Args)]
pub(super) struct InitOptions {
    /// Folder to write into; made where there is none
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
    /// Language of the dossier: fr or en
    #[arg(long, value_name = "LANG", default_value = "fr")]
    pub(super) lang: String,
}

#[derive(Debug, Args)]
pub(super) struct NewOptions {
    /// Kind of the record: person, place, organisation, event, work, or one of site.yaml
    #[arg(value_name = "KIND")]
    pub(super) kind: String,
    /// Its name, which also makes its id and its file
    #[arg(value_name = "NAME")]
    pub(super) name: String,
}

#[derive(Debug, Args)]
pub(super) struct ImportOptions {
    /// Documents, folders or ZIP archives of them; `-` for standard input, with --name
    #[arg(required = true, value_name = "PATH")]
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
    /// File name of a document on standard input; its ending tells the format
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Show what would be done, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// What each format gives, from the table of formats.
fn formats_help() -> String {
    let rows = crate::import::formats::IMPORTERS.iter().map(|format| {
        let endings: Vec<String> =
            format.endings.iter().filter(|ending| !ending.is_empty()).map(|ending| format!(".{ending}")).collect();
        format!(
            "  {} ({}; up to {} MiB)\n      {}",
            endings.join(" "),
            format.name,
            format.limit_bytes >> 20,
            format.gives
        )
    });
    let rows: Vec<String> = rows.collect();
    format!("What each format gives:\n\n{}\n\nNothing is ever fetched.", rows.join("\n"))
}

#[derive(Debug, Args)]
pub(super) struct SuggestOptions {
    /// Only names with at least so many mentions; without it 1, and 2 in a dossier of more than 20 articles
    #[arg(long, value_name = "N")]
    pub(super) min_mentions: Option<usize>,
    /// Write a draft of a record for each name, marked `status: proposed`; never touches a record that exists
    #[arg(long, conflicts_with_all = ["apply", "refuse", "format"])]
    pub(super) write: bool,
    /// Add the spellings that existing records lack to these records, layout kept
    #[arg(long, conflicts_with_all = ["refuse", "format"])]
    pub(super) apply: bool,
    /// Never propose this name again; may be given several times; noted in content/decisions.yaml
    #[arg(long, value_name = "NAME")]
    pub(super) refuse: Vec<String>,
    /// Keep what --apply and --refuse change as it was, below .backup/
    #[arg(long)]
    pub(super) backup: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

/// How a list is printed.
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
    /// Say how long each stage took, and each kind of page
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "human")]
    pub(super) timings: Option<TimingsFormat>,
}

/// How the times of a build are told.
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
    /// Port to listen on; the next free one if it is busy
    #[arg(long, default_value_t = 4000)]
    pub(super) port: u16,
    /// Listen at this address, for other machines too, instead of at this machine's own
    #[arg(long, value_name = "ADDRESS")]
    pub(super) host: Option<std::net::IpAddr>,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Look at the files every half second instead of asking the system to tell of changes
    #[arg(long)]
    pub(super) poll: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// How to print
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub(super) format: CheckFormat,
    /// Count warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Check drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Read the finished output, decompressed and decoded, for every name and text that is withheld, and do nothing else
    #[arg(long)]
    pub(super) leaks: bool,
    /// Folder of the finished output for --leaks, instead of the one in site.yaml (public)
    #[arg(long, value_name = "DIR", requires = "leaks")]
    pub(super) output: Option<PathBuf>,
    /// Findings known before, which are counted and not shown
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Take everything that is found now as known: write it to the --baseline file, and fail on nothing
    #[arg(long, requires = "baseline")]
    pub(super) write_baseline: bool,
    /// Ask other sites whether the pages linked there still stand; the answers are kept in .dossier/links.json
    #[arg(long)]
    pub(super) external: bool,
    /// Explain a code such as D0304, and do nothing else; `all` lists them
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
    /// Workflow commands of GitHub Actions, shown beside the lines of a pull request
    Github,
    /// One SARIF 2.1.0 log, for code forges and editors
    Sarif,
}

#[derive(Debug, Args)]
pub(super) struct ExportOptions {
    /// What to print: jsonl, entities, bibtex, ris, csl
    #[arg(value_name = "FORMAT")]
    pub(super) format: String,
    /// Drafts too
    #[arg(long)]
    pub(super) drafts: bool,
}

#[derive(Debug, Args)]
pub(super) struct ReviewOptions {
    /// Only the mentions of this article
    #[arg(value_name = "ARTICLE")]
    pub(super) article: Option<String>,
    /// How to print; json lists the questions and asks nothing
    #[arg(long, value_enum, default_value_t = OutputFormat::Human)]
    pub(super) format: OutputFormat,
    /// Who decides, noted with each decision
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
    /// Keep the decisions as they were, below .backup/
    #[arg(long)]
    pub(super) backup: bool,
}

#[derive(Debug, Args)]
pub(super) struct DiffOptions {
    /// Folder of the published build, instead of the one in site.yaml (public)
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = OutputFormat::Human)]
    pub(super) format: OutputFormat,
}

#[derive(Debug, Args)]
pub(super) struct WhyOptions {
    /// A mention (articles/ID#m12), an article, a page
    #[arg(value_name = "PATH|ANCHOR", value_parser = named)]
    pub(super) what: String,
    /// Print, as JSON, all that the theme's template of a page sees: what a theme of your own can show
    #[arg(long)]
    pub(super) view: bool,
}

#[derive(Debug, Args)]
pub(super) struct ForgetOptions {
    /// The record's id
    #[arg(value_name = "ID", value_parser = named)]
    pub(super) id: String,
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Delete the raw documents of seeds/ that name the person too
    #[arg(long)]
    pub(super) raw: bool,
}

#[derive(Debug, Args)]
pub(super) struct IdPairOptions {
    /// The id that goes
    #[arg(value_name = "FROM", value_parser = named)]
    pub(super) from: String,
    /// The id that stays
    #[arg(value_name = "TO", value_parser = named)]
    pub(super) to: String,
    /// Keep every file that changes as it was, below .backup/
    #[arg(long)]
    pub(super) backup: bool,
}
