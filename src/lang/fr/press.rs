//! French: the words of press databases. Data only.

use crate::lang::press::{PressField, PressWords};

/// What press databases print in French.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static PRESS: PressWords = PressWords {
    labels: &[
        (PressField::Title, &["titre", "titre de l'article", "titre du document", "titre original", "headline fr"]),
        (PressField::Paper, &[
            "titre de la publication", "titre de publication", "nom de la publication", "journal", "média", "support",
            "périodique", "titre du journal", "titre du périodique", "nom du journal",
        ]),
        (PressField::Source, &[
            "source", "infos sur la publication", "informations sur la publication", "info sur la publication",
            "informations de publication", "publication", "références", "référence",
        ]),
        (PressField::Date, &[
            "date", "date de publication", "date de parution", "publié le", "paru le", "date d'édition", "jour",
        ]),
        (PressField::Author, &["auteur", "auteurs", "auteur(s)", "journaliste", "signature", "par"]),
        (PressField::Standfirst, &["encart", "chapeau", "chapô", "accroche", "sous-titre"]),
        (PressField::Abstract, &["résumé", "sommaire"]),
        (PressField::Text, &["texte intégral", "texte complet", "texte", "corps", "corps de l'article", "contenu"]),
        (PressField::Caption, &[
            "illustration", "illustrations", "illustration(s)", "graphique", "légende", "légendes", "photo(s)",
        ]),
        (PressField::Correction, &["correction", "rectificatif", "erratum"]),
        (PressField::Language, &["langue", "langues", "langue de publication", "langue de la publication"]),
        (PressField::Number, &[
            "numéro de document", "numéro du document", "no de document", "identifiant du document",
            "id du document proquest", "id de document proquest", "identifiant du document proquest",
            "identifiant proquest", "numéro d'accès",
        ]),
        (PressField::Address, &["url du document", "url", "lien", "adresse", "permalien", "lien permanent"]),
        (PressField::Other, &[
            "liens", "sujet", "sujets", "sujet(s)", "thème", "thèmes", "mots-clés", "mots clés", "rubrique", "section",
            "longueur", "lieu", "lieux", "personne", "personnes", "entreprise", "entreprises", "société",
            "entreprise / organisation", "organisation", "organisations", "page", "pages", "première page", "volume", "numéro",
            "année de publication", "année", "éditeur", "lieu de publication", "pays de publication",
            "sujet de publication", "sujet de la publication", "issn", "issn électronique", "type de source",
            "type de document", "copyright", "dernière mise à jour", "mise à jour", "base de données", "date-chargement",
            "date de chargement", "type-publication", "type de publication", "code-revue", "code de journal",
            "date de mise en ligne", "note", "note(s)", "notes", "droits", "format", "type", "notice du catalogue",
            "provenance", "description", "classification", "crédit", "nombre de pages", "nombre de mots", "édition",
            "document lié", "mention de droits", "industrie", "région", "pays", "ville", "distribution", "encadré(s)",
            "format de téléchargement", "notice complète", "identifiant", "numéro d'édition", "supplément", "code",
        ]),
    ],
    length_units: &["mots", "mot", "caractères", "signes"],
    document_words: &["document", "documents"],
    language_names: &[
        ("français", "fr"), ("francais", "fr"), ("anglais", "en"), ("allemand", "de"), ("espagnol", "es"), ("italien", "it"),
        ("portugais", "pt"), ("néerlandais", "nl"), ("russe", "ru"), ("chinois", "zh"), ("arabe", "ar"), ("japonais", "ja"),
        ("polonais", "pl"), ("roumain", "ro"), ("turc", "tr"), ("suédois", "sv"), ("danois", "da"), ("norvégien", "no"),
        ("catalan", "ca"), ("grec", "el"), ("grec moderne", "el"), ("coréen", "ko"),
    ],
    no_authors: &["inconnu", "auteur inconnu", "anonyme", "non renseigné", "s.n.", "[s.n.]", "sans auteur"],
    paper_remarks: &["site web", "site internet", "blog", "web", "réf. site web", "tweets", "version numérique"],
    issue_words: &["no", "no.", "n°", "nº", "numéro", "num", "num.", "édition"],
    not_shown: &[
        "ne peut être affiché", "ne peut pas être affiché", "ne peut être visualisé", "n'est pas disponible",
        "n'est plus disponible", "le document demandé est introuvable", "accès au document refusé", "ne peut être consulté",
    ],
    original_links: &[
        "cet article est paru dans", "cet article a été publié dans", "lien vers l'article original", "voir l'article original",
        "consulter l'article original", "lien vers le document original", "cet article provient de",
    ],
    months: &[],
};
