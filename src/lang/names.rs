//! What people's names contain, wherever the people come from: a name keeps its particles in a text of another language, so these
//! lists belong to no single one.

/// Words that belong to the family name that follows them: French, English, other Romance, Germanic and Arabic ones.
pub(crate) const FAMILY_PARTICLES: [&str; 25] = [
    "de", "du", "des", "d", "la", "le", "von", "van", "der", "den", "ter", "zu", "da", "dos", "di", "del", "della",
    "al", "el", "bin", "ben", "ibn", "abu", "mac", "st",
];

/// The Arabic article in a name: `al-Assad`, `El Khoury`. Newspapers leave it out, or write it in either way.
pub(crate) const ARABIC_ARTICLES: [&str; 2] = ["al", "el"];
/// Particles that the press leaves out before a family name alone: `Villecourt` for Armand de Villecourt.
pub(crate) const DROPPED_PARTICLES: [&str; 6] = ["de", "d", "el", "al", "ben", "bin"];

/// Transliterations of the Arabic article, each with the one that other papers write; lower case.
pub(crate) const INTERCHANGEABLE_ARTICLES: [(&str, &str); 2] = [("el", "al"), ("al", "el")];

/// Words after a family name that say which generation is meant and are no part of it; folded.
pub(crate) const GENERATIONS: [&str; 15] = [
    "jr", "jnr", "junior", "sr", "snr", "senior", "pere", "mere", "fils", "aine", "ainee", "cadet", "cadette", "hijo",
    "padre",
];

/// Nouns for all who bear one family name, of whom an article mostly means one; folded.
pub(crate) const HOUSES: [&str; 5] = ["famille", "clan", "dynastie", "family", "dynasty"];

/// Words before the name of a man; folded.
pub(crate) const MALE_CIVILITIES: [&str; 9] =
    ["m", "mm", "mr", "monsieur", "messieurs", "messrs", "sir", "herr", "senor"];

/// Words before the name of a woman; folded.
pub(crate) const FEMALE_CIVILITIES: [&str; 10] =
    ["mme", "mmes", "mlle", "mlles", "mrs", "ms", "miss", "madame", "frau", "senora"];

/// Family names that come first, as in Korean, Chinese and Vietnamese names; separated by spaces.
pub(crate) const FAMILY_FIRST: &str = "kim lee park choe choi jang jong yoon moon ri pak han kang cho jo roh shin oh song seo kwon \
    hwang ahn yun lim ryu xi li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng \
    liang xie tang deng mao hua jiang wen tsai chang hsu hsieh chiang chu lai nguyen tran pham hoang phan vu vo dang bui \
    ho ngo duong";
