//! The arguments of the commands that report or ask: check, review, diff, why, help, manual, completions, man.

use std::path::PathBuf;

use super::languages::both;
use clap::{Args, ValueEnum};

use super::values::named;

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckOptions {
    #[arg(help = both!(
        "Output format",
        "Format de sortie"
    ))]
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub(in crate::cli) format: CheckFormat,
    #[arg(help = both!(
        "Count warnings as errors",
        "Compter les avertissements comme des erreurs"
    ))]
    #[arg(long)]
    pub(in crate::cli) strict: bool,
    #[arg(help = both!(
        "Check drafts too",
        "Vérifier aussi les brouillons"
    ))]
    #[arg(long)]
    pub(in crate::cli) drafts: bool,
    #[arg(help = both!(
        "Search the finished output, decompressed and decoded, for every withheld name and text, and do nothing \
         else",
        "Chercher dans le site publié, décompressé et décodé, chaque nom et chaque texte masqué, et ne rien faire \
         d’autre"
    ))]
    #[arg(long)]
    pub(in crate::cli) leaks: bool,
    #[arg(help = both!(
        "Folder of the finished output for --leaks, instead of the one in site.yaml (public)",
        "Répertoire du site publié pour --leaks, au lieu de celui de site.yaml (public)"
    ))]
    #[arg(long, value_name = "DIR", requires = "leaks")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(help = both!(
        "File of known findings, which are counted but not shown",
        "Fichier des constats connus, qui sont comptés mais pas montrés"
    ))]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) baseline: Option<PathBuf>,
    #[arg(help = both!(
        "Write all current findings to the --baseline file as known, and exit with 0",
        "Écrire dans le fichier de --baseline tous les constats actuels comme connus, et finir avec le code 0"
    ))]
    #[arg(long, requires = "baseline")]
    pub(in crate::cli) write_baseline: bool,
    #[arg(help = both!(
        "Check that linked pages of other sites still exist; answers are kept in .dossier/links.json",
        "Vérifier que les pages d’autres sites vers lesquelles mènent des liens existent encore ; les réponses \
         sont gardées dans .dossier/links.json"
    ))]
    #[arg(long)]
    pub(in crate::cli) external: bool,
    #[arg(help = both!(
        "Explain a code such as D0304 and do nothing else; `all` lists the codes",
        "Expliquer un code comme D0304 et ne rien faire d’autre ; `all` énumère les codes"
    ))]
    #[arg(long, value_name = "CODE")]
    pub(in crate::cli) explain: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OutputFormat {
    #[value(help = both!(
        "For people",
        "À lire"
    ))]
    Human,
    #[value(help = both!(
        "One JSON object per line",
        "Un objet JSON par ligne"
    ))]
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CheckFormat {
    #[value(help = both!(
        "For people",
        "À lire"
    ))]
    Human,
    #[value(help = both!(
        "One JSON object per line",
        "Un objet JSON par ligne"
    ))]
    Json,
    #[value(help = both!(
        "Workflow commands of GitHub Actions, shown next to the lines of a pull request",
        "Commandes de GitHub Actions, montrées à côté des lignes d’une demande de fusion"
    ))]
    Github,
    #[value(help = both!(
        "One SARIF 2.1.0 log, for code forges and editors",
        "Un journal SARIF 2.1.0, pour les forges et les éditeurs"
    ))]
    Sarif,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewOptions {
    #[arg(help = both!(
        "Only the mentions of this article",
        "Seulement les mentions de cet article"
    ))]
    #[arg(value_name = "ARTICLE")]
    pub(in crate::cli) article: Option<String>,
    #[arg(help = both!(
        "Output format; json lists the questions and asks none",
        "Format de sortie ; json énumère les questions et n’en pose aucune"
    ))]
    #[arg(long, value_enum, default_value_t = OutputFormat::Human)]
    pub(in crate::cli) format: OutputFormat,
    #[arg(help = both!(
        "Who decides; recorded with each decision",
        "Qui tranche ; noté avec chaque décision"
    ))]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) by: Option<String>,
    #[arg(help = both!(
        "Keep a copy of the decisions in .backup/",
        "Garder une copie des décisions dans .backup/"
    ))]
    #[arg(long)]
    pub(in crate::cli) backup: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DiffOptions {
    #[arg(help = both!(
        "Folder of the published build, instead of the one in site.yaml (public)",
        "Répertoire du site publié, au lieu de celui de site.yaml (public)"
    ))]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(help = both!(
        "Output format",
        "Format de sortie"
    ))]
    #[arg(long, value_enum, default_value_t = OutputFormat::Human)]
    pub(in crate::cli) format: OutputFormat,
    #[arg(help = both!(
        "Add what was published and is another now to content/corrections.yaml, which the page of corrections \
         shows",
        "Ajouter ce qui a été publié et a changé à content/corrections.yaml, que montre la page des corrections"
    ))]
    #[arg(long, conflicts_with = "format")]
    pub(in crate::cli) write: bool,
    #[arg(help = both!(
        "Why it was corrected, for readers; with --write",
        "Motif de la correction, pour les lecteurs ; avec --write"
    ))]
    #[arg(long, value_name = "TEXT", requires = "write")]
    pub(in crate::cli) cause: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct WhyOptions {
    #[arg(help = both!(
        "A mention (articles/ID#m12), an article, a page",
        "Une mention (articles/ID#m12), un article, une page"
    ))]
    #[arg(value_name = "PATH|ANCHOR", value_parser = named)]
    pub(in crate::cli) what: String,
    #[arg(help = both!(
        "Print, as JSON, every value that the page's template receives, for writing your own theme",
        "Afficher en JSON chaque valeur que reçoit le gabarit de la page, pour écrire votre propre thème"
    ))]
    #[arg(long)]
    pub(in crate::cli) view: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HelpOptions {
    #[arg(help = both!(
        "A command, or a topic of the manual; without it, the list of both",
        "Une commande, ou une page du manuel ; à défaut, la liste des unes et des autres"
    ))]
    #[arg(value_name = "COMMAND|TOPIC")]
    pub(in crate::cli) topic: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsOptions {
    #[arg(help = both!("The shell", "L’interpréteur de commandes"))]
    #[arg(value_name = "SHELL", value_enum)]
    pub(in crate::cli) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ManOptions {
    #[arg(help = both!(
        "Folder to write into, such as ~/.local/share/man; created if missing",
        "Répertoire où écrire, par exemple ~/.local/share/man ; créé s’il n’existe pas"
    ))]
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaOptions {
    #[arg(help = both!(
        "Which files; without it, the list",
        "Quels fichiers ; à défaut, la liste"
    ))]
    #[arg(value_enum, value_name = "FILES")]
    pub(in crate::cli) name: Option<SchemaName>,
    #[arg(help = both!(
        "Write all schemas into this folder, created if missing",
        "Écrire tous les schémas dans ce répertoire, créé s’il n’existe pas"
    ))]
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    pub(in crate::cli) to: Option<PathBuf>,
}

/// Files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaName {
    #[value(help = both!(
        "The keys of an article, content/articles/*.md",
        "Les clés d’un article, content/articles/*.md"
    ))]
    Article,
    #[value(help = both!(
        "The keys of a record, content/people/*.md",
        "Les clés d’une fiche, content/people/*.md"
    ))]
    Record,
    #[value(help = both!(
        "A table of records, content/people.yaml",
        "Un tableau de fiches, content/people.yaml"
    ))]
    Records,
    #[value(help = both!(
        "Settings, site.yaml",
        "Les réglages, site.yaml"
    ))]
    Site,
    #[value(help = both!(
        "Notes on an article, content/notes/*.yaml",
        "Les notes sur un article, content/notes/*.yaml"
    ))]
    Notes,
    #[value(help = both!(
        "Decisions, content/decisions.yaml",
        "Les décisions, content/decisions.yaml"
    ))]
    Decisions,
}

impl SchemaName {
    /// Returns all of them, in the order of the help.
    pub(in crate::cli) fn all() -> &'static [Self] {
        Self::value_variants()
    }

    /// Returns the word for it on the command line.
    pub(in crate::cli) fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ManualOptions {
    #[arg(help = both!(
        "Open it in the browser; without --to it is written into the system's folder for temporary files",
        "L’ouvrir dans le navigateur ; sans --to il est écrit dans le répertoire temporaire du système"
    ))]
    #[arg(long, required_unless_present = "to")]
    pub(in crate::cli) open: bool,
    #[arg(help = both!(
        "Folder to write it into, which does not exist yet",
        "Répertoire où l’écrire, qui n’existe pas encore"
    ))]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) to: Option<PathBuf>,
}
