//! What people's names contain, wherever the people come from: a name keeps its particles in a text of another language, so these
//! lists belong to no single one.

/// Words that belong to the family name that follows them: French, English, other Romance, Germanic and Arabic ones.
pub const FAMILY_PARTICLES: [&str; 25] = [
    "de", "du", "des", "d", "la", "le", "von", "van", "der", "den", "ter", "zu", "da", "dos", "di", "del", "della",
    "al", "el", "bin", "ben", "ibn", "abu", "mac", "st",
];
