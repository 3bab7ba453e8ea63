//! Spanish: words around quantities. Data only.

use crate::lang::quantities::{Fate, QuantityWords};

/// The words around quantities of Spanish.
pub(super) static QUANTITIES: QuantityWords = QuantityWords {
    ones: &["un", "una", "uno"],
    joiners: &["y"],
    scales: &[("cien", 100), ("ciento", 100), ("mil", 1000), ("millon", 1_000_000), ("millones", 1_000_000)],
    bare_scales: &["cien", "mil"],
    rounds: &[
        ("decena", 10),
        ("docena", 12),
        ("docenas", 12),
        ("quincena", 15),
        ("veintena", 20),
        ("treintena", 30),
        ("centenar", 100),
        ("millar", 1000),
    ],
    articles: &["un", "una"],
    binders: &["de"],
    range_openers: &["entre", "de"],
    range_links: &["y", "a"],
    range_joints: &["a", "o"],
    at_least: &["al menos", "mas de", "como minimo"],
    at_most: &["menos de", "hasta", "como maximo"],
    about: &["cerca de", "unos", "unas", "alrededor de", "casi", "aproximadamente"],
    subsets: &["entre ellos", "entre ellas", "otros", "otras"],
    incomparable: &[
        "ano", "anos", "mes", "meses", "semana", "semanas", "dia", "dias", "noche", "noches", "hora", "horas",
        "minuto", "minutos", "segundos", "siglo", "siglos", "decadas", "veces", "vez", "puntos", "grados", "metro",
        "metros", "kilometro", "kilometros", "km", "cm", "millas", "nudos", "hectareas", "otros", "otras", "nuevos",
        "nuevas", "primeros", "primeras", "ultimos", "ultimas", "por", "paginas", "casos", "grandes",
    ],
    masses: &["tonelada", "toneladas", "kilo", "kilos", "kilogramos", "kg", "gramos", "litro", "litros", "barriles"],
    fates: &[
        (Fate::Lost, &["perd", "pierd", "cay", "caid", "desaparec", "hund"]),
        (Fate::Dead, &["muert", "muri", "fallec", "victim"]),
        (Fate::Hurt, &["herid", "hospitaliz", "intoxic", "enferm", "contamin", "infect"]),
        (Fate::Saved, &["salv", "rescat", "recuper", "encontr", "recog"]),
        (Fate::Aboard, &["bordo", "transport", "tripulaci", "pasajer"]),
        (Fate::Held, &["deten", "arrest", "encarcel", "conden"]),
        (Fate::Moved, &["evacu", "desplaz", "expuls", "refugi", "deport"]),
        (Fate::Gathered, &["manifest", "concentr", "reuni", "huelg"]),
        (Fate::Paid, &["pago", "pagar", "pagad", "cost", "indemniz", "financ"]),
        (Fate::Sent, &["envi", "entreg"]),
    ],
    capital_nouns: false,
};
