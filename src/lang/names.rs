//! What people's names contain, wherever the people come from: a name keeps its particles in a text of another language, so these
//! lists belong to no single one.

/// Words that belong to the family name that follows them: French, English, other Romance, Germanic and Arabic ones.
pub(crate) const FAMILY_PARTICLES: [&str; 25] = [
    "de", "du", "des", "d", "la", "le", "von", "van", "der", "den", "ter", "zu", "da", "dos", "di", "del", "della",
    "al", "el", "bin", "ben", "ibn", "abu", "mac", "st",
];

/// The Arabic article in a name: `al-Assad`, `El Khoury`. Newspapers leave it out, or write it in either way.
pub(crate) const ARABIC_ARTICLES: [&str; 2] = ["al", "el"];

/// Family names that come first, as in Korean, Chinese and Vietnamese names; separated by spaces.
pub(crate) const FAMILY_FIRST: &str = "kim lee park choe choi jang jong yoon moon ri pak han kang cho jo roh shin oh song seo kwon \
    hwang ahn yun lim ryu xi li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng \
    liang xie tang deng mao hua jiang wen tsai chang hsu hsieh chiang chu lai nguyen tran pham hoang phan vu vo dang bui \
    ho ngo duong";
