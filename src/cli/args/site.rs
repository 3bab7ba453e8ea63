//! The arguments of the commands that make or show the site and its data: build, serve, edit, export.

use std::path::PathBuf;

use super::languages::both;
use clap::{Args, ValueEnum};

use super::values::{address, port};

#[derive(Debug, Default, Args)]
pub(in crate::cli) struct BuildOptions {
    #[arg(help = both!(
        "Folder to write into, instead of the one in site.yaml (public)",
        "Répertoire où écrire, au lieu de celui de site.yaml (public)"
    ))]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(help = both!(
        "Address of the site, instead of the one in site.yaml",
        "Adresse du site, au lieu de celle de site.yaml"
    ))]
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) base_url: Option<String>,
    #[arg(help = both!(
        "Publish drafts too",
        "Publier aussi les brouillons"
    ))]
    #[arg(long)]
    pub(in crate::cli) drafts: bool,
    #[arg(help = both!(
        "Also publish the articles in the files of a folder, as `dossier annotate` writes them",
        "Publier aussi les articles des fichiers d’un répertoire, tels que `dossier annotate` les écrit"
    ))]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) annotated: Vec<PathBuf>,
    #[arg(help = both!(
        "Count warnings as errors",
        "Compter les avertissements comme des erreurs"
    ))]
    #[arg(long)]
    pub(in crate::cli) strict: bool,
    #[arg(help = both!(
        "Print how long each stage and each kind of page took",
        "Afficher la durée de chaque étape et de chaque sorte de page"
    ))]
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "human")]
    pub(in crate::cli) timings: Option<TimingsFormat>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PublishOptions {
    #[arg(help = both!(
        "Write the site as a ZIP file, for hosts that take one",
        "Écrire le site dans un fichier ZIP, pour les hébergements qui en veulent un"
    ))]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) zip: Option<PathBuf>,
    #[arg(help = both!(
        "Copy what differs to a folder, or to a remote of rclone: rclone:REMOTE:PATH; deletes only what an earlier \
         publication wrote there",
        "Copier ce qui diffère dans un répertoire, ou sur un serveur que connaît rclone : rclone:SERVEUR:CHEMIN ; \
         n’y supprime que ce qu’une publication antérieure a écrit"
    ))]
    #[arg(long, value_name = "DIR|rclone:REMOTE:PATH")]
    pub(in crate::cli) to: Option<String>,
    #[arg(help = both!(
        "Build, and only say what would be published",
        "Construire, et dire seulement ce qui serait publié"
    ))]
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(help = both!(
        "Do not ask before sending to a remote",
        "Ne rien demander avant l’envoi à un serveur"
    ))]
    #[arg(short, long)]
    pub(in crate::cli) yes: bool,
    #[arg(help = both!(
        "Also publish the articles in the files of a folder, as `dossier annotate` writes them",
        "Publier aussi les articles des fichiers d’un répertoire, tels que `dossier annotate` les écrit"
    ))]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) annotated: Vec<PathBuf>,
    #[arg(help = both!(
        "Count warnings as errors, and publish nothing then",
        "Compter les avertissements comme des erreurs, et ne rien publier alors"
    ))]
    #[arg(long)]
    pub(in crate::cli) strict: bool,
}

/// Output format of the timings of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TimingsFormat {
    #[value(help = both!(
        "For people",
        "À lire"
    ))]
    Human,
    #[value(help = both!(
        "One JSON object, on standard output",
        "Un objet JSON, sur la sortie standard"
    ))]
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ServeArguments {
    #[arg(help = both!(
        "Rebuild when a file changes, and reload the pages that changed",
        "Reconstruire quand un fichier change, et recharger les pages modifiées"
    ))]
    #[arg(long)]
    pub(in crate::cli) watch: bool,
    #[command(flatten)]
    pub(in crate::cli) preview: PreviewOptions,
    #[arg(help = both!(
        "Listen at this address, so that other machines can connect, instead of on this machine only",
        "Écouter à cette adresse, pour que d’autres ordinateurs aient accès, au lieu de celui-ci seulement"
    ))]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub(in crate::cli) host: Option<std::net::IpAddr>,
    #[arg(help = both!(
        "Answer OpenRefine at /reconcile: which records the names of a table mean",
        "Répondre à OpenRefine sous /reconcile : quelles fiches désignent les noms d’un tableau"
    ))]
    #[arg(long)]
    pub(in crate::cli) reconcile: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct EditArguments {
    #[arg(help = both!(
        "Folder of the dossier",
        "Répertoire du dossier"
    ))]
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) preview: PreviewOptions,
}

/// What `serve` and `edit` have in common.
#[derive(Debug, Args)]
pub(in crate::cli) struct PreviewOptions {
    #[arg(help = both!(
        "Port to listen on; if it is busy, the next free one",
        "Port d’écoute ; s’il est pris, le suivant qui est libre"
    ))]
    #[arg(long, value_name = "PORT", default_value_t = 4000, value_parser = port)]
    pub(in crate::cli) port: u16,
    #[arg(help = both!(
        "Open it in the browser",
        "Ouvrir le navigateur"
    ))]
    #[arg(long)]
    pub(in crate::cli) open: bool,
    #[arg(help = both!(
        "Show drafts too",
        "Montrer aussi les brouillons"
    ))]
    #[arg(long)]
    pub(in crate::cli) drafts: bool,
    #[arg(help = both!(
        "Check the files every half second instead of relying on the system's change notifications",
        "Vérifier les fichiers toutes les demi-secondes, au lieu de se fier aux avis du système"
    ))]
    #[arg(long)]
    pub(in crate::cli) poll: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportOptions {
    #[arg(help = both!(
        "What to print; the formats are listed below",
        "Ce qu’il faut fournir ; les formats sont énumérés ci-dessous"
    ))]
    #[arg(value_name = "FORMAT")]
    pub(in crate::cli) format: String,
    #[arg(help = both!(
        "With gexf and graphml: the relations that records state, not who is named with whom",
        "Avec gexf et graphml : les relations que disent les fiches, et non qui est nommé avec qui"
    ))]
    #[arg(long)]
    pub(in crate::cli) relations: bool,
    #[arg(help = both!(
        "With corpus: of the copies of one dispatch only one, so that its words count once",
        "Avec corpus : des copies d’une même dépêche une seule, pour que ses mots comptent une fois"
    ))]
    #[arg(long)]
    pub(in crate::cli) once: bool,
    #[arg(help = both!(
        "Include drafts",
        "Inclure les brouillons"
    ))]
    #[arg(long)]
    pub(in crate::cli) drafts: bool,
    #[arg(help = both!(
        "Folder for a format of several files, or the file of epub. The folder of corpus must not exist yet; csv, \
         registry and epub replace their earlier files",
        "Répertoire d’un format à plusieurs fichiers, ou fichier de epub. Le répertoire de corpus ne doit pas \
         encore exister ; csv, registry et epub remplacent leurs fichiers antérieurs"
    ))]
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(help = both!(
        "Write tables for spreadsheets of countries with a decimal comma: semicolons, a byte order mark, lists \
         joined by `|`",
        "Écrire les tableaux pour les tableurs des pays à virgule décimale : points-virgules, marque d’ordre des \
         octets, listes jointes par `|`"
    ))]
    #[arg(long, requires = "output")]
    pub(in crate::cli) excel: bool,
    #[arg(help = both!(
        "With ner: the form of the training data; `cas` needs --output",
        "Avec ner : forme des données d’entraînement ; `cas` demande --output"
    ))]
    #[arg(long = "format", value_enum, value_name = "FORM")]
    pub(in crate::cli) training: Option<TrainingForm>,
    #[arg(help = both!(
        "With ner: events and works have labels of their own, EVENT and WORK, instead of MISC",
        "Avec ner : les événements et les œuvres ont leurs propres étiquettes, EVENT et WORK, au lieu de MISC"
    ))]
    #[arg(long)]
    pub(in crate::cli) fine: bool,
    #[arg(help = both!(
        "With ner: keep sentences with a name that is undecided or has no record",
        "Avec ner : garder les phrases dont un nom n’est pas tranché ou n’a pas de fiche"
    ))]
    #[arg(long)]
    pub(in crate::cli) all: bool,
    #[arg(help = both!(
        "With lexicon: write it although it holds names or words that the dossier withholds; keep the file private",
        "Avec lexicon : l’écrire bien qu’il contienne des noms ou des mots que le dossier cache ; gardez le fichier pour vous"
    ))]
    #[arg(long)]
    pub(in crate::cli) with_withheld: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AnnotateOptions {
    #[arg(help = both!(
        "The names to find, a file of `dossier export lexicon`; without it those of the dossier in --root",
        "Les noms à trouver, un fichier de `dossier export lexicon` ; sans elle, ceux du dossier de --root"
    ))]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) lexicon: Option<PathBuf>,
}

/// How training data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TrainingForm {
    #[value(help = both!(
        "A token and its label a line (CoNLL 2003, IOB2)",
        "Un mot et son étiquette par ligne (CoNLL 2003, IOB2)"
    ))]
    Conll,
    #[value(help = both!(
        "CoNLL-U, with the label and the record in the last column",
        "CoNLL-U, l’étiquette et la fiche dans la dernière colonne"
    ))]
    Conllu,
    #[value(help = both!(
        "JSON Lines with spans, for spaCy and prodigy",
        "JSON Lines avec des intervalles, pour spaCy et prodigy"
    ))]
    Spacy,
    #[value(help = both!(
        "JSON Lines for doccano",
        "JSON Lines pour doccano"
    ))]
    Doccano,
    #[value(help = both!(
        "UIMA CAS JSON for INCEpTION, a file for each article",
        "UIMA CAS JSON pour INCEpTION, un fichier par article"
    ))]
    Cas,
}
