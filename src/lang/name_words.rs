//! The shape of the tables that say whether a word with a capital is a name at all: `Petit à petit`, `In May`, `en France`.
//!
//! Data only, folded like that of [`super::matching`]; `annotate::context` asks it about the words directly beside a name.

use super::matching::WordSet;

/// What the words directly beside a capital say of it. A language that has no such table leaves every set empty.
#[derive(Debug, Default)]
pub struct NameWords {
    /// Ordinary words that are names too. At the start of a sentence their capital proves nothing.
    pub words: WordSet,
    /// Those of them that are the subject of a sentence without an article: `Hope faded`, `Avril sera froid`.
    pub bare_subjects: WordSet,
    /// Family names that have a capital as adjectives too: `French troops`.
    pub capital_adjectives: WordSet,
    /// Family names that have a capital as feasts and the like too: `avec Noël`.
    pub capital_nouns: WordSet,
    /// Ordinary words that are given names too: `Pierre`, `Will`. Before a family name they are given names.
    pub given: WordSet,
    /// Verbs of which a person is the subject: `said`.
    pub person_verbs: WordSet,
    /// Auxiliaries and other verbs of anything: `was`.
    pub verbs: WordSet,
    /// Endings of finite verbs that hardly another word has.
    pub verb_endings: &'static [&'static str],
    /// Short words between a subject and its verb: `ne`, `lui`.
    pub clitics: WordSet,
    /// Words behind a comma that open a clause about a person: `qui`, `who`.
    pub relatives: WordSet,
    /// Prepositions and articles that a bare family name never follows: `en`, `la`.
    pub impersonal: WordSet,
    /// Articles that a family name follows when it describes the next noun: `the Brown years`.
    pub attributive_articles: WordSet,
    /// Nouns that a family name describes even if it is an ordinary word: `the Bush administration`.
    pub attributes: WordSet,
    /// Prepositions of place that persons follow more rarely than places: before a city's name they make it a place.
    pub towards: WordSet,
    /// Prepositions of places and persons: before the name of a city or country nobody can say which.
    pub of_places: WordSet,
    /// Articles before a whole personal name that make it the name of something else: `le Jeanne Morel`.
    pub name_articles: WordSet,
    /// Words before a name that make it a kind of person: `le nouveau Zidane`.
    pub successors: WordSet,
    /// Words directly after a name that make it the name of a thing: `the Morel affair`.
    pub followers: WordSet,
    /// Nouns that with a binder make a person's name that of a thing: `théorème de Fermat`.
    pub eponym_nouns: WordSet,
    /// Words with a capital behind a conjunction that make a name a firm's: `Morel et Fils`.
    pub partners: WordSet,
    /// Words between the parties to a lawsuit: `Roe v. Wade`.
    pub lawsuit: WordSet,
    /// Words for a picture before the name of who made it: `Photo Morel`.
    pub credits: WordSet,
    /// Nouns beside two names joined by a hyphen that are two names: `the Macron-Biden summit`.
    pub pairs: WordSet,
    /// Whether headlines have a capital at each word.
    pub title_case: bool,
    /// Endings of infinitives and participles. A word with one that opens a sentence is hardly a first name: `Battre Morel`.
    pub opening_verb_endings: &'static [&'static str],
    /// Endings of infinitives, which behind a binder go on with the sentence: `le Sénat de voter`.
    pub infinitive_endings: &'static [&'static str],
    /// How words behind a subject agree with its sex.
    pub agreement: SexAgreement,
}

/// The words behind a subject that agree with its sex: `Morel est accusée`, `Morel a lui-même été entendu`, `Morel herself`.
#[derive(Debug, Default)]
pub struct SexAgreement {
    /// Small words after which a subject begins: `que`.
    pub clause_openers: WordSet,
    /// Auxiliaries after which a participle does not agree with the subject: `a`.
    pub having: WordSet,
    /// Verbs after which it does: `est`, `été`.
    pub being: WordSet,
    /// Words that may be between: adverbs, negations.
    pub between: WordSet,
    /// Reflexive words, after which a man's form proves nothing: `s’est demandé`.
    pub reflexive: WordSet,
    /// Endings of a woman's participles, as written, and of a man's.
    pub endings: [&'static [&'static str]; 2],
    /// Endings that nouns have as well, so that they prove nothing without a verb: `qualité`.
    pub noun_endings: &'static [&'static str],
    /// Words with such an ending that are no participles: `malgré`.
    pub no_participles: WordSet,
    /// Further words that are said of a woman, and of a man; folded.
    pub words: [WordSet; 2],
    /// A woman's pronoun before the hyphen of `elle-même`, and a man's.
    pub emphatic: [&'static str; 2],
}
