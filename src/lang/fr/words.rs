//! French: short lists of words. Data only.

use crate::lang::words::{AgeWords, FigureWords, WordLists};

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
