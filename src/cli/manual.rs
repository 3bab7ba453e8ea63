//! The manual: the Markdown files in `manual/en` and `manual/fr`, which the READMEs link to, compiled into the program. `help`
//! prints them, and `manual_site` makes a site of them.
//!
//! Each topic has the same file name in both folders, and a name for `dossier help` in each language. A topic refers to another
//! in the words that a reader would type, `dossier help TOPIC`.

use std::borrow::Cow;

use super::print::severity_name;
use crate::base::message::MessageLanguage;
use crate::codes::Code;
use crate::say;

/// A text of the manual. The arrays hold English and French, in this order.
pub(super) struct ManualTopic {
    /// What follows `dossier help`, in each language. A topic may share its name with a command: then both are printed. The
    /// first is also the name of its files.
    names: [&'static str; 2],
    /// One line for the list of topics.
    abouts: [&'static str; 2],
    /// The texts, in Markdown.
    texts: [&'static str; 2],
}

/// A topic whose texts are the files with its English name.
macro_rules! topic {
    ($en:literal, $fr:literal, $about_en:literal, $about_fr:literal) => {
        ManualTopic {
            names: [$en, $fr],
            abouts: [$about_en, $about_fr],
            texts: [include_str!(concat!("manual/en/", $en, ".md")), include_str!(concat!("manual/fr/", $en, ".md"))],
        }
    };
}

/// The topic that ends with the table of codes.
const CODES_TOPIC: &str = "troubleshooting";

/// All topics, in the order of the list.
pub(super) const TOPICS: [ManualTopic; 22] = [
    topic!(
        "tutorial-journalist",
        "tutoriel-journaliste",
        "A dossier from an export of Europresse, step by step",
        "Un dossier à partir d’un export d’Europresse, pas à pas"
    ),
    topic!(
        "tutorial-archivist",
        "tutoriel-archiviste",
        "Four hundred names in a spreadsheet, and the texts they are in",
        "Quatre cents noms dans un tableur, et les textes où ils sont"
    ),
    topic!(
        "tutorial-teacher",
        "tutoriel-enseignant",
        "A class works on one affair and publishes without its names",
        "Une classe travaille sur une affaire et publie sans ses noms"
    ),
    topic!("from-obsidian", "depuis-obsidian", "What becomes of a vault", "Ce que devient un coffre"),
    topic!(
        "from-zotero",
        "depuis-zotero",
        "References and their texts, there and back",
        "Les références et leurs textes, aller et retour"
    ),
    topic!(
        "from-a-spreadsheet",
        "depuis-un-tableur",
        "Tables of articles and of names",
        "Des tableaux d’articles et de noms"
    ),
    topic!(
        "content",
        "contenu",
        "Folders and files, languages, marks in texts, decisions, excerpts",
        "Répertoires et fichiers, langues, signes, décisions, extraits"
    ),
    topic!("article-keys", "cles-article", "Every key of an article", "Toutes les clés d’un article"),
    topic!("record-keys", "cles-fiche", "Every key of a record", "Toutes les clés d’une fiche"),
    topic!(
        "site-keys",
        "cles-site",
        "Every key of site.yaml, of the front page, of pages",
        "Toutes les clés de site.yaml, de l’accueil, des pages"
    ),
    topic!(
        "notes-decisions-tables",
        "notes-decisions-tableaux",
        "Every key of notes, decisions, corrections and tables",
        "Toutes les clés des notes, décisions, corrections et tableaux"
    ),
    topic!("import", "importer", "What each format gives, dates, limits", "Ce que donne chaque format, dates, limites"),
    topic!(
        "annotations",
        "annotations",
        "Names that other people or programs marked: in and out",
        "Les noms que d’autres ont marqués : les reprendre, donner les vôtres"
    ),
    topic!(
        "preview",
        "apercu",
        "The site in your browser while you write",
        "Le site dans votre navigateur pendant que vous écrivez"
    ),
    topic!(
        "edit",
        "table-de-travail",
        "The desk: review, proposals and undo in your browser",
        "La table de travail : relire, proposer et annuler dans le navigateur"
    ),
    topic!(
        "check",
        "verifier",
        "What is checked, known findings, corrections, other sites",
        "Ce qui est vérifié, constats connus, corrections, autres sites"
    ),
    topic!(
        "privacy",
        "vie-privee",
        "Hidden people, initials, drafts, pictures, leaks, the law",
        "Personnes cachées, initiales, brouillons, images, fuites, le droit"
    ),
    topic!(
        "site",
        "site",
        "Copies of a dispatch, search, citing, files for programs, licences",
        "Copies d’une dépêche, recherche, citation, fichiers, licences"
    ),
    topic!("hosting", "hebergement", "Where to put the finished site, and how", "Où déposer le site fini, et comment"),
    topic!(
        "security",
        "securite",
        "What is trusted, what is read and written, limits, crashes",
        "Ce qui est digne de confiance, ce qui est lu et écrit, limites, pannes"
    ),
    topic!(
        "troubleshooting",
        "depannage",
        "What to do when something does not work, and every code",
        "Que faire quand quelque chose ne va pas, et tous les codes"
    ),
    topic!(
        "scale",
        "echelle",
        "Millions of texts: a filter for Spark, Dask, GNU parallel",
        "Des millions de textes : un filtre pour Spark, Dask, GNU parallel"
    ),
];

impl ManualTopic {
    /// Returns the topic with a name in either language.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.names.contains(&name))
    }

    /// Returns the name of the topic in a language.
    pub(super) fn name(&self, language: MessageLanguage) -> &'static str {
        self.names[index(language)]
    }

    /// Returns the line for the list of topics.
    pub(super) fn about(&self, language: MessageLanguage) -> &'static str {
        self.abouts[index(language)]
    }

    /// Returns its title.
    pub(super) fn title(&self, language: MessageLanguage) -> &'static str {
        self.texts[index(language)].lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// Returns the text, in Markdown.
    pub(super) fn text(&self, language: MessageLanguage) -> Cow<'static, str> {
        let text = self.texts[index(language)];
        if self.names[0] == CODES_TOPIC { format!("{text}{}", codes(language)).into() } else { text.into() }
    }
}

fn index(language: MessageLanguage) -> usize {
    match language {
        MessageLanguage::English => 0,
        MessageLanguage::French => 1,
    }
}

/// Returns every code with its explanation, in Markdown.
fn codes(language: MessageLanguage) -> String {
    let rows = Code::ALL.iter().map(|code| {
        let (severity, text) = (severity_name(code.severity()), code.explanation(language));
        let row =
            say!(en: "\n- **{code}** ({severity}): {text}\n", fr: "\n- **{code}** ({severity}) : {text}\n"; severity);
        row.text(language).to_owned()
    });
    rows.collect()
}

/// Returns the list of topics that follows the list of commands.
pub(super) fn topics_help(language: MessageLanguage) -> String {
    let rows: Vec<String> =
        TOPICS.iter().map(|topic| format!("  {:<24} {}", topic.name(language), topic.about(language))).collect();
    let head = match language {
        MessageLanguage::English => "Topics of the manual, for `dossier help TOPIC`:",
        MessageLanguage::French => "Sujets du manuel, pour `dossier help SUJET`\u{a0}:",
    };
    format!("{head}\n{}", rows.join("\n"))
}
