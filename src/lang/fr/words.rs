//! French: short lists of words. Data only.

use crate::lang::words::{AgeWords, EventSort, EventWords, FigureWords, WordLists};

/// The short lists of French.
pub(super) static WORDS: WordLists = WordLists {
    definite_articles: &["le", "la", "les", "l"],
    singular_articles: &["le", "la", "l"],
    plural_articles: &["les", "des", "ces", "aux"],
    charge_prepositions: &["pour", "de", "d"],
    unfiled_articles: &["le ", "la ", "les ", "l’", "l'"],
    no_initial: &[
        "de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "pour", "sur", "par", "contre",
    ],
    name_ties: &["de", "du", "des", "d", "la", "le", "les", "l", "et", "a", "au", "aux", "en"],
    figures: FigureWords {
        approximators: &[
            "au moins", "plus de", "pres de", "moins de", "environ", "quelque", "quelques", "jusqu'a", "jusqu’a",
            "autour de", "entre", "au plus",
        ],
        scales: &["million", "millions", "milliard", "milliards", "mille"],
        binders: &["de ", "d’", "d'"],
        uncounted: &[
            "et", "ou", "au", "aux", "du", "des", "le", "la", "les", "en", "sur", "dans", "pour", "par", "que", "qui",
            "avec",
        ],
        day_links: &["et", "ou", "au"],
    },
    events: EventWords {
        works: &[
            "traite", "accord", "accords", "resolution", "loi", "pacte", "convention", "protocole", "charte",
            "declaration", "decret", "constitution", "rapport", "memorandum", "communique", "edit", "directive",
            "reglement", "lettre", "livre", "manifeste", "ordonnance",
        ],
        events: &[
            "sommet", "guerre", "bataille", "conference", "congres", "visite", "rencontre", "election", "elections",
            "referendum", "championnat", "championnats", "jeux", "olympiade", "coupe", "tournoi", "festival",
            "attentat", "attentats", "attaque", "fusillade", "massacre", "seisme", "tremblement", "ouragan", "cyclone",
            "tempete", "typhon", "crash", "accident", "manifestation", "manifestations", "greve", "revolution", "coup",
            "putsch", "crise", "conflit", "invasion", "offensive", "siege", "pandemie", "epidemie", "proces",
            "affaire", "scandale", "concours", "ceremonie", "operation", "campagne", "negociations", "pourparlers",
            "forum", "exposition", "salon", "foire", "marathon", "rallye", "primaire",
        ],
        sorts: &[
            EventSort {
                key: "sommet",
                nouns: &["sommet", "rencontre", "entretien", "entretiens", "pourparlers", "negociations"],
            },
            EventSort { key: "visite", nouns: &["visite", "voyage", "deplacement", "tournee"] },
            EventSort { key: "guerre", nouns: &["guerre", "conflit", "invasion", "offensive"] },
            EventSort { key: "attentat", nouns: &["attentat", "attaque", "fusillade"] },
            EventSort { key: "election", nouns: &["election", "elections", "scrutin"] },
        ],
        announcing: &[
            "annonc", "prev", "prepar", "attend", "program", "promis", "promes", "confirm", "propos", "invit",
            "souhait", "voul", "veut", "esper", "doit", "devr", "devai", "prochain", "futur", "avant", "veille",
            "projet", "eventuel", "possib", "refus", "report", "evoqu",
        ],
        ranks: &["premier", "première", "vice", "général", "générale"],
    },
    ages: AgeWords {
        years: "ans an",
        months: "mois",
        before_age: "age agee ages agees de d a peine tout juste seulement alors qui avait avoir n que qu vient aura fete \
            fetait mort morte decede decedee tue tuee disparu disparue",
        before_name: "nomme nommee prenomme prenommee appele appelee le la petit petite jeune eleve",
        children: "garcon garcons fille filles fillette fillettes garconnet enfant enfants adolescent adolescente \
            adolescents ado ados collegien collegienne lyceen lyceenne ecolier ecoliere eleve bebe nourrisson gamin gamine \
            mineur mineure jeune jeunes frere soeur age agee ages agees victime joueur joueuse fils cousin cousine orphelin \
            orpheline temoin",
        kin: "fils fille filles enfant enfants fillette bebe frere soeur cousin cousine neveu niece petit petite",
        after_time: "de d du apres plus avant durant auparavant plutot",
        of_age: "de d",
        of_parent: "de d du",
        titles: "m mme",
        openers: "a",
        numbers: [
            "un une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
            "treize", "quatorze", "quinze", "seize", "",
        ],
        number_alone: false,
    },
};
