//! French: the words that importing a document asks about. Data only.

use crate::lang::import::ImportWords;

/// What importing must know of French.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static IMPORT: ImportWords = ImportWords {
    votes: &[
        "alors", "ainsi", "après", "au", "aussi", "autre", "aux", "avait", "avant", "avec", "avoir", "c", "car", "ce",
        "ces", "cet", "cette", "chez", "comme", "d", "dans", "depuis", "des", "deux", "donc", "dont", "du", "elle",
        "elles", "est", "et", "étaient", "était", "été", "être", "eux", "il", "ils", "j", "je", "l", "la", "le",
        "les", "leur", "leurs", "lors", "lui", "mais", "mois", "même", "n", "ne", "nos", "notre", "nous", "ont", "où",
        "pas", "pour", "qu", "quand", "que", "qui", "sa", "selon", "ses", "sont", "sous", "sur", "tous", "très",
        "une", "vers", "vous", "à",
    ],
    vote_letters: &['à', 'ç', 'è', 'é', 'ê', 'ë', 'î', 'ï', 'ô', 'û', 'œ'],
    open_words: &[
        "à", "au", "aux", "de", "des", "du", "en", "et", "la", "le", "les", "ou", "par", "pour", "sur", "un", "une",
    ],
    clause_openers: &[
        "que", "qui", "dont", "où", "lors", "lorsque", "alors", "tandis", "après", "avant", "malgré", "pendant",
        "selon", "afin", "au milieu",
    ],
    no_title_end: &[
        "a", "à", "au", "aux", "avec", "ce", "ces", "cette", "cet", "dans", "de", "des", "du", "d'un", "d'une",
        "elle", "en", "entre", "est", "et", "été", "il", "la", "le", "les", "leur", "leurs", "lors", "mais", "ne",
        "ont", "où", "ou", "par", "pour", "qu'un", "qu'une", "qu'il", "qu'elle", "que", "qui", "sa", "se", "ses",
        "son", "sont", "sous", "sur", "un", "une", "vers", "l'un", "tout", "très", "plus",
    ],
    abbreviations: &["mm", "mme", "mmes", "mlle", "dr", "pr", "me", "mgr", "st", "ste", "no"],
    short_weekdays: &["lun", "mer", "jeu", "ven"],
    date_openers: &["le"],
    time_words: &["à", "h", "heure", "heures", "de", "paris", "locale"],
    bylines: &["par"],
    author_labels: &["auteur", "auteure", "auteurs", "autrice"],
    pointer_openers: &["lire", "voir", "écouter", "relire", "regarder", "découvrir"],
    byline_joiners: &["et", "avec", "à", "de"],
    publication_cues: &[
        &["article", "publié"],
        &["mis", "en", "ligne"],
        &["date", "de", "publication"],
        &["date", "de", "parution"],
        &["publié"],
        &["publiée"],
        &["paru"],
        &["posté"],
        &["créé"],
        &["créée"],
    ],
    update_cues: &[
        &["mis", "à", "jour"],
        &["mise", "à", "jour"],
        &["modifié"],
        &["actualisé"],
    ],
    numbers_day_first: true,
    share_verbs: &["partager", "partagez", "partage", "tweeter", "envoyer", "copier", "imprimer"],
    share_fillers: &["sur", "par", "via", "le", "lien", "cet", "article", "plus"],
    share_phrases: &["copier le lien"],
    rights_phrases: &["tous droits réservés"],
    front_pages: &["accueil", "actualités", "actualité", "actu", "à la une"],
    cookie_openings: &[
        "nous utilisons des cookies", "nous utilisons les cookies", "nous et nos partenaires",
        "ce site utilise des cookies", "notre site utilise des cookies", "en poursuivant votre navigation",
        "en continuant à naviguer", "en continuant votre navigation",
    ],
    word_joiners: &["et", "ou"],
    photo_labels: &[
        "crédit photo", "crédits photo", "crédits photos", "crédit-photo", "photographie", "photographies",
        "photo d'archives", "photo d'illustration", "photo archives", "photo", "photos",
    ],
    credit_labels: &[
        "crédit", "crédits", "crédit image", "crédits image", "visuel", "capture d'écran", "image", "images",
        "illustration",
    ],
    credit_holders: &["archives", "capture d'écran", "dr", "fournie par", "service de presse"],
    caption_labels: &["légende:", "légende de la photo:"],
    first_halves: &[
        "nord", "sud", "est", "ouest", "mi", "demi", "quasi", "contre", "après", "avant", "sous", "porte", "arrière",
        "franco", "anglo", "russo", "sino", "américano", "germano", "israélo", "afro", "euro", "grand", "grands",
        "haut", "rendez", "vis", "peut", "celui", "celle", "ceux", "celles", "lui", "elle", "eux", "soi", "moi",
        "nous", "vous", "vingt", "trente", "quarante", "cinquante", "soixante", "quatre", "dix", "cent", "chef",
        "cessez", "tête", "face", "côte", "bien", "au", "là", "socio", "politico", "militaro", "technico",
        "président", "secrétaire", "gouverneur", "premier", "laissez", "non", "ex", "vice", "semi", "a", "t",
    ],
    second_halves: &[
        "là", "ci", "même", "mêmes", "il", "elle", "on", "ils", "elles", "je", "tu", "nous", "vous", "t", "y", "en",
        "ce", "être",
    ],
    boilerplate: super::boilerplate::BOILERPLATE,
};
