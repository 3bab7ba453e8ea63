//! The arguments of the commands that make files: init, new, import, suggest.

use std::path::PathBuf;

use super::languages::both;
use clap::{Args, ValueEnum};

use super::values::{per_cent, whole_number};

#[derive(Debug, Args)]
pub(in crate::cli) struct InitOptions {
    #[arg(help = both!(
        "Folder to write into; created if missing",
        "Répertoire où écrire ; créé s’il n’existe pas"
    ))]
    #[arg(value_name = "DIR", default_value = ".")]
    pub(in crate::cli) folder: PathBuf,
    #[arg(help = both!(
        "Language of the dossier: fr or en; with --empty any, such as de [default: --lang, else fr]",
        "Langue du dossier : fr ou en ; avec --empty toute langue, comme de [par défaut : --lang, sinon fr]"
    ))]
    #[arg(long, value_name = "LANG")]
    pub(in crate::cli) language: Option<String>,
    #[arg(help = both!(
        "Write a dossier with this title and nothing else",
        "Écrire un dossier qui porte ce titre, et rien d’autre"
    ))]
    #[arg(long, value_name = "TITLE")]
    pub(in crate::cli) empty: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct NewOptions {
    #[arg(help = both!(
        "Kind of the record: person, place, organisation, event, work, or one defined in site.yaml",
        "Type de la fiche : person, place, organisation, event, work, ou un type défini dans site.yaml"
    ))]
    #[arg(value_name = "KIND")]
    pub(in crate::cli) kind: String,
    #[arg(help = both!(
        "Its name; the id and the file name are derived from it",
        "Son nom ; l’identifiant et le nom du fichier en sont tirés"
    ))]
    #[arg(value_name = "NAME")]
    pub(in crate::cli) name: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportOptions {
    #[arg(help = both!(
        "Documents, exports, folders or ZIP archives of them; `-` for standard input, with --name. With --plan: \
         those that it names. With --stream: one a line of standard input. Tables of `dossier export registry` change records and heads of articles instead",
        "Documents, exports, répertoires ou archives ZIP qui en contiennent ; `-` pour l’entrée standard, avec \
         --name. Avec --plan : ceux qu’il nomme. Avec --stream : un par ligne de l’entrée standard. Les tableaux de `dossier export registry` modifient au contraire \
         les fiches et les en-têtes des articles"
    ))]
    #[arg(required_unless_present_any = ["plan", "stream"], value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[arg(help = both!(
        "Date of publication: 2023-09-15, or 2023-09",
        "Date de parution : 2023-09-15, ou 2023-09"
    ))]
    #[arg(long)]
    pub(in crate::cli) date: Option<String>,
    #[arg(help = both!(
        "Title, instead of the one found; in a folder without site.yaml: title of the dossier",
        "Titre, au lieu de celui qui est trouvé ; dans un répertoire sans site.yaml : titre du dossier"
    ))]
    #[arg(long)]
    pub(in crate::cli) title: Option<String>,
    #[arg(help = both!(
        "Newspaper, agency or site",
        "Journal, agence ou site"
    ))]
    #[arg(long)]
    pub(in crate::cli) publisher: Option<String>,
    #[arg(help = both!(
        "Where it was published",
        "Adresse de parution"
    ))]
    #[arg(long)]
    pub(in crate::cli) url: Option<String>,
    #[arg(help = both!(
        "Language of the text: fr, en, …; in a folder without site.yaml: of the dossier too",
        "Langue du texte : fr, en, … ; dans un répertoire sans site.yaml : aussi celle du dossier"
    ))]
    #[arg(long)]
    pub(in crate::cli) language: Option<String>,
    #[arg(help = both!(
        "File name of a document on standard input; its extension gives the format",
        "Nom de fichier d’un document lu sur l’entrée standard ; son extension donne le format"
    ))]
    #[arg(long)]
    pub(in crate::cli) name: Option<String>,
    #[arg(help = both!(
        "Show what would be done and write nothing",
        "Montrer ce qui serait fait et ne rien écrire"
    ))]
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(help = both!(
        "With tables of `dossier export registry`: an empty cell removes its key, a missing role or relation is \
         removed",
        "Avec des tableaux de `dossier export registry` : une cellule vide retire sa clé, une fonction ou une relation \
         qui manque est retirée"
    ))]
    #[arg(long)]
    pub(in crate::cli) remove: bool,
    #[arg(help = both!(
        "With such tables: keep a copy in .backup/ of each file that changes",
        "Avec de tels tableaux : garder dans .backup/ une copie de chaque fichier modifié"
    ))]
    #[arg(long)]
    pub(in crate::cli) backup: bool,
    #[arg(help = both!(
        "Import scans and pictures of text as articles without text that show the picture",
        "Importer les numérisations et images de texte comme articles sans texte qui montrent l’image"
    ))]
    #[arg(long)]
    pub(in crate::cli) as_picture: bool,
    #[arg(help = both!(
        "The files are annotations of these articles, by people or programs: W3C, JSON Lines of dossier, spaCy or \
         doccano, CSV, CoNLL, UIMA CAS JSON, TEI. Their names become proposals for `review` and `suggest`; see \
         `dossier help annotations`",
        "Les fichiers sont des annotations de ces articles, faites par des personnes ou des programmes : W3C, JSON \
         Lines de dossier, spaCy ou doccano, CSV, CoNLL, UIMA CAS JSON, TEI. Leurs noms deviennent des \
         propositions pour `review` et `suggest` ; voir `dossier help annotations`"
    ))]
    #[arg(long, conflicts_with_all = ["title", "date", "publisher", "url", "language", "name", "as_picture", "format", "plan"])]
    pub(in crate::cli) annotations: bool,
    #[arg(help = both!(
        "With --annotations: who made those that do not say so; the name of the file if it is not given",
        "Avec --annotations : auteur de celles qui n’en ont pas ; à défaut, le nom du fichier"
    ))]
    #[arg(long, value_name = "NAME", requires = "annotations")]
    pub(in crate::cli) by: Option<String>,
    #[arg(help = both!(
        "Form of the table of a dry run: csv, or excel for spreadsheets of countries with a decimal comma",
        "Forme du tableau d’un essai (--dry-run) : csv, ou excel pour les tableurs des pays à virgule décimale"
    ))]
    #[arg(long, value_enum, requires = "dry_run")]
    pub(in crate::cli) format: Option<PlanFormat>,
    #[arg(help = both!(
        "Import what this table says: the one of `--dry-run --format csv`, corrected in a spreadsheet",
        "Importer ce que dit ce tableau : celui de `--dry-run --format csv`, corrigé dans un tableur"
    ))]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["title", "date", "publisher", "url", "language", "format"])]
    pub(in crate::cli) plan: Option<PathBuf>,
    #[arg(help = both!(
        "Write the articles to standard output as JSON Lines, for `annotate`, and nothing else; needs no project. Without PATH \
         each line of standard input is a path, or an object with `file` and `text` or `base64`; see `dossier help scale`",
        "Écrire les articles sur la sortie standard en JSON Lines, pour `annotate`, et rien d’autre ; sans projet. Sans CHEMIN, \
         chaque ligne de l’entrée standard est un chemin, ou un objet avec `file` et `text` ou `base64` ; voir `dossier help \
         echelle`"
    ))]
    #[arg(long, conflicts_with_all = ["dry_run", "remove", "backup", "as_picture", "annotations", "format"])]
    pub(in crate::cli) stream: bool,
}

/// How the table of a dry run is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PlanFormat {
    #[value(help = both!(
        "Commas, UTF-8",
        "Virgules, UTF-8"
    ))]
    Csv,
    #[value(help = both!(
        "Semicolons and a byte order mark",
        "Points-virgules et marque d’ordre des octets"
    ))]
    Excel,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SuggestOptions {
    #[arg(help = both!(
        "Only names with at least N mentions; by default 1, or 2 in a dossier of more than 20 articles",
        "Seulement les noms d’au moins N mentions ; par défaut 1, ou 2 dans un dossier de plus de 20 articles"
    ))]
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub(in crate::cli) min_mentions: Option<usize>,
    #[arg(help = both!(
        "Write a draft record for each name that is not one of several persons', marked `status: proposed`; never \
         changes an existing record",
        "Écrire un brouillon de fiche pour chaque nom qui n’est pas celui de plusieurs personnes, marqué `status: \
         proposed` ; aucune fiche existante n’est modifiée"
    ))]
    #[arg(long, conflicts_with_all = ["apply", "refuse", "accept", "all_above", "format"])]
    pub(in crate::cli) write: bool,
    #[arg(help = both!(
        "Add missing spellings to existing records, keeping their layout",
        "Ajouter aux fiches existantes les graphies qui leur manquent, sans toucher à leur présentation"
    ))]
    #[arg(long, conflicts_with_all = ["refuse", "accept", "all_above", "format"])]
    pub(in crate::cli) apply: bool,
    #[arg(help = both!(
        "Accept these drafts, by id or name, or write the records of these names",
        "Accepter ces brouillons, par identifiant ou par nom, ou écrire les fiches de ces noms"
    ))]
    #[arg(long, value_name = "ID", num_args = 1.., conflicts_with = "format")]
    pub(in crate::cli) accept: Vec<String>,
    #[arg(help = both!(
        "Accept all drafts and names that are certain to at least N per cent and not one of several persons'",
        "Accepter tous les brouillons et tous les noms sûrs à N pour cent au moins et qui ne sont pas ceux de \
         plusieurs personnes"
    ))]
    #[arg(long, value_name = "N", value_parser = per_cent, conflicts_with = "format")]
    pub(in crate::cli) all_above: Option<f32>,
    #[arg(help = both!(
        "Never propose these names again, and delete their drafts if nobody has accepted them; a draft's id will \
         do; recorded in content/decisions.yaml",
        "Ne plus jamais proposer ces noms, et supprimer leurs brouillons si personne ne les a acceptés ; \
         l’identifiant d’un brouillon suffit ; noté dans content/decisions.yaml"
    ))]
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(in crate::cli) refuse: Vec<String>,
    #[arg(help = both!(
        "With --accept, --all-above or --refuse: show what would be done and change nothing",
        "Avec --accept, --all-above ou --refuse : montrer ce qui serait fait et ne rien modifier"
    ))]
    #[arg(long, conflicts_with_all = ["write", "apply"])]
    pub(in crate::cli) dry_run: bool,
    #[arg(help = both!(
        "Keep a copy in .backup/ of each file that --apply, --accept, --all-above or --refuse changes",
        "Garder dans .backup/ une copie de chaque fichier que modifie --apply, --accept, --all-above ou --refuse"
    ))]
    #[arg(long)]
    pub(in crate::cli) backup: bool,
    #[arg(help = both!(
        "Output format",
        "Format de sortie"
    ))]
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(in crate::cli) format: ListFormat,
    #[arg(help = both!(
        "Read articles from standard input, as `annotate` does, and print what `--merge` needs of them: one part of \
         any number; needs no project; see `dossier help scale`",
        "Lire des articles sur l’entrée standard, comme `annotate`, et afficher ce qu’il en faut à `--merge` : une partie \
         parmi d’autres ; sans projet ; voir `dossier help echelle`"
    ))]
    #[arg(long, group = "spread", conflicts_with_all = ["write", "apply", "accept", "all_above", "refuse", "dry_run", "backup", "min_mentions", "format"])]
    pub(in crate::cli) partial: bool,
    #[arg(help = both!(
        "Propose the names of all these parts together, of `--partial`; `-` for standard input",
        "Proposer les noms de toutes ces parties ensemble, de `--partial` ; `-` pour l’entrée standard"
    ))]
    #[arg(long, value_name = "FILE", num_args = 1.., group = "spread", conflicts_with_all = ["write", "apply", "accept", "all_above", "refuse", "dry_run", "backup"])]
    pub(in crate::cli) merge: Vec<PathBuf>,
    #[arg(help = both!(
        "With --partial and --merge: the names that are known, a file of `dossier export lexicon`; without it those of the \
         dossier in --root",
        "Avec --partial et --merge : les noms qui sont connus, un fichier de `dossier export lexicon` ; sans elle, ceux du \
         dossier de --root"
    ))]
    #[arg(long, value_name = "FILE", requires = "spread")]
    pub(in crate::cli) lexicon: Option<PathBuf>,
}

/// Output format of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    #[value(help = both!(
        "For people",
        "À lire"
    ))]
    Human,
    #[value(help = both!(
        "One JSON object per line",
        "Un objet JSON par ligne"
    ))]
    Jsonl,
}
