//! Spanish: short lists of words. Data only.

use crate::lang::words::{AgeWords, EventSort, EventWords, FigureWords, WordLists};

/// The short lists of Spanish. No article is left out of alphabetical lists: `Los Ángeles` is filed under L.
pub(super) static WORDS: WordLists = WordLists {
    definite_articles: &["el", "los", "las"],
    singular_articles: &["el"],
    plural_articles: &["los", "las", "unos", "unas"],
    charge_prepositions: &["por"],
    unfiled_articles: &[],
    no_initial: &["del", "el", "los", "las", "y", "para", "por", "con"],
    name_ties: &["del", "el", "los", "las", "y"],
    figures: FigureWords {
        approximators: &[
            "al menos", "mas de", "más de", "cerca de", "menos de", "casi", "unos", "unas", "hasta", "alrededor de",
            "por lo menos",
        ],
        scales: &["millones", "mil", "millon"],
        binders: &[],
        uncounted: &["y", "o", "al", "del", "el", "los", "las", "en", "por", "para", "que", "con", "hasta"],
        day_links: &["y", "al"],
    },
    events: EventWords {
        works: &[
            "tratado", "acuerdo", "resolucion", "ley", "pacto", "convencion", "protocolo", "decreto", "constitucion",
            "informe", "comunicado", "reglamento", "directiva", "manifiesto", "sentencia",
        ],
        events: &[
            "cumbre", "guerra", "batalla", "conferencia", "congreso", "visita", "reunion", "eleccion", "elecciones",
            "referendum", "campeonato", "torneo", "festival", "atentado", "ataque", "tiroteo", "matanza", "terremoto",
            "huracan", "ciclon", "tormenta", "accidente", "manifestacion", "huelga", "golpe", "crisis", "conflicto",
            "ofensiva", "asedio", "pandemia", "epidemia", "juicio", "escandalo", "ceremonia", "campana",
            "negociaciones", "foro", "feria", "maraton",
        ],
        sorts: &[
            EventSort { key: "sommet", nouns: &["cumbre", "reunion", "negociaciones"] },
            EventSort { key: "visite", nouns: &["visita", "viaje", "gira"] },
            EventSort { key: "guerre", nouns: &["guerra", "conflicto", "ofensiva"] },
            EventSort { key: "attentat", nouns: &["atentado", "ataque", "tiroteo"] },
            EventSort { key: "election", nouns: &["eleccion", "elecciones", "comicios"] },
        ],
        announcing: &[
            "anunci", "prev", "prepar", "esper", "prome", "confirm", "propu", "invit", "desea", "quier", "proxim",
            "futur",
        ],
        ranks: &["primer", "primera", "vice"],
    },
    ages: AgeWords {
        years: "anos ano",
        months: "meses mes",
        before_age: "de tiene tenia con solo apenas edad que cumplio cumplira",
        before_name: "llamado llamada el la nino nina joven menor alumno alumna",
        children: "nino nina ninos ninas menor menores chico chica adolescente adolescentes joven jovenes bebe alumno alumna \
            estudiante hermano hermana victima",
        kin: "hijo hija hijos bebe hermano hermana primo prima sobrino sobrina nieto nieta",
        after_time: "de despues antes mas atras durante",
        of_age: "de",
        of_parent: "de del",
        titles: "sr sra don dona",
        openers: "con a",
        numbers: [
            "un uno una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
            "trece", "catorce", "quince", "dieciseis", "diecisiete",
        ],
        number_alone: true,
    },
};
