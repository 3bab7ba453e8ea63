//! The arguments of the commands that change records: rename, merge, move, forget.

use super::languages::both;
use clap::Args;

use super::values::named;

#[derive(Debug, Args)]
pub(in crate::cli) struct ForgetOptions {
    #[arg(help = both!(
        "The record's id",
        "L’identifiant de la fiche"
    ))]
    #[arg(value_name = "ID", value_parser = named)]
    pub(in crate::cli) id: String,
    #[arg(help = both!(
        "Show what would be done and change nothing",
        "Montrer ce qui serait fait et ne rien modifier"
    ))]
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(help = both!(
        "Also delete the raw documents in seeds/ that name the person",
        "Supprimer aussi les documents bruts de seeds/ qui nomment la personne"
    ))]
    #[arg(long)]
    pub(in crate::cli) raw: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct IdPairOptions {
    #[arg(help = both!(
        "The id to replace",
        "L’identifiant à remplacer"
    ))]
    #[arg(value_name = "FROM", value_parser = named)]
    pub(in crate::cli) from: String,
    #[arg(help = both!(
        "The id to keep",
        "L’identifiant à garder"
    ))]
    #[arg(value_name = "TO", value_parser = named)]
    pub(in crate::cli) to: String,
    #[command(flatten)]
    pub(in crate::cli) change: ChangeOptions,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct MoveOptions {
    #[arg(help = both!(
        "The record's id",
        "L’identifiant de la fiche"
    ))]
    #[arg(value_name = "ID", value_parser = named)]
    pub(in crate::cli) id: String,
    #[arg(help = both!(
        "Its new kind: person, place, organisation, event, work, or one defined in site.yaml",
        "Son nouveau type : person, place, organisation, event, work, ou un type défini dans site.yaml"
    ))]
    #[arg(value_name = "KIND")]
    pub(in crate::cli) kind: String,
    #[command(flatten)]
    pub(in crate::cli) change: ChangeOptions,
}

/// How files are changed.
#[derive(Debug, Args)]
pub(in crate::cli) struct ChangeOptions {
    #[arg(help = both!(
        "Show what would be done and change nothing",
        "Montrer ce qui serait fait et ne rien modifier"
    ))]
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(help = both!(
        "Keep a copy in .backup/ of each file that changes",
        "Garder dans .backup/ une copie de chaque fichier modifié"
    ))]
    #[arg(long)]
    pub(in crate::cli) backup: bool,
}
