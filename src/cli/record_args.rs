//! The options of the commands about records: new, suggest, rename, merge, move, forget. `args` has those of the other commands.

use clap::Args;

use super::args::{ListFormat, named};

#[derive(Debug, Args)]
pub(super) struct NewOptions {
    /// Kind of the record: person, place, organisation, event, work, or one defined in site.yaml
    #[arg(value_name = "KIND")]
    pub(super) kind: String,
    /// Its name; the id and the file name are derived from it
    #[arg(value_name = "NAME")]
    pub(super) name: String,
}

#[derive(Debug, Args)]
pub(super) struct SuggestOptions {
    /// Only names with at least N mentions; by default 1, or 2 in a dossier of more than 20 articles
    #[arg(long, value_name = "N")]
    pub(super) min_mentions: Option<usize>,
    /// Write a draft record for each name that is not one of several persons', marked `status: proposed`; never changes an
    /// existing record
    #[arg(long, conflicts_with_all = ["apply", "refuse", "accept", "all_above", "format"])]
    pub(super) write: bool,
    /// Add missing spellings to existing records, keeping their layout
    #[arg(long, conflicts_with_all = ["refuse", "accept", "all_above", "format"])]
    pub(super) apply: bool,
    /// Accept these drafts, by id or name, or write the records of these names
    #[arg(long, value_name = "ID", num_args = 1.., conflicts_with = "format")]
    pub(super) accept: Vec<String>,
    /// Accept all drafts and names that are certain to at least N per cent and not one of several persons'
    #[arg(long, value_name = "N", value_parser = per_cent, conflicts_with = "format")]
    pub(super) all_above: Option<f32>,
    /// Never propose these names again, and delete their drafts if nobody has accepted them; a draft's id will do; recorded
    /// in content/decisions.yaml
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(super) refuse: Vec<String>,
    /// With --accept, --all-above or --refuse: show what would be done and change nothing
    #[arg(long, conflicts_with_all = ["write", "apply"])]
    pub(super) dry_run: bool,
    /// Keep a copy in .backup/ of each file that --apply, --accept, --all-above or --refuse changes
    #[arg(long)]
    pub(super) backup: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

/// Reads a certainty from 0 to 100.
fn per_cent(text: &str) -> Result<f32, String> {
    let number = text.trim_end_matches('%').trim().parse::<f32>().ok();
    number.filter(|n| (0.0..=100.0).contains(n)).ok_or_else(|| "give a number from 0 to 100".to_owned())
}

#[derive(Debug, Args)]
pub(super) struct ForgetOptions {
    /// The record's id
    #[arg(value_name = "ID", value_parser = named)]
    pub(super) id: String,
    /// Show what would be done and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Also delete the raw documents in seeds/ that name the person
    #[arg(long)]
    pub(super) raw: bool,
}

#[derive(Debug, Args)]
pub(super) struct IdPairOptions {
    /// The id to replace
    #[arg(value_name = "FROM", value_parser = named)]
    pub(super) from: String,
    /// The id to keep
    #[arg(value_name = "TO", value_parser = named)]
    pub(super) to: String,
    #[command(flatten)]
    pub(super) change: ChangeOptions,
}

#[derive(Debug, Args)]
pub(super) struct MoveOptions {
    /// The record's id
    #[arg(value_name = "ID", value_parser = named)]
    pub(super) id: String,
    /// Its new kind: person, place, organisation, event, work, or one defined in site.yaml
    #[arg(value_name = "KIND")]
    pub(super) kind: String,
    #[command(flatten)]
    pub(super) change: ChangeOptions,
}

/// How files are changed.
#[derive(Debug, Args)]
pub(super) struct ChangeOptions {
    /// Show what would be done and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Keep a copy in .backup/ of each file that changes
    #[arg(long)]
    pub(super) backup: bool,
}
