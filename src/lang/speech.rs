//! The shape of the words around quotations: what a word may be, and a vocabulary.
//!
//! The words are in the folders of the languages; `annotate::quotes` compiles them for look-up by hash and reads quotations with
//! them.

/// What a word may be around a quotation: bits.
pub(crate) type WordFlags = u64;

/// A verb of saying, in any form.
pub(crate) const SAYING_VERB: WordFlags = 1;
/// A verb of saying that is a noun behind an article: `la note`.
pub(crate) const ALSO_NOUN: WordFlags = 1 << 1;
/// An auxiliary that makes a perfect of a participle.
pub(crate) const PERFECT_AUXILIARY: WordFlags = 1 << 2;
/// A word that makes a passive of a participle.
pub(crate) const PASSIVE_AUXILIARY: WordFlags = 1 << 3;
/// A reflexive pronoun.
pub(crate) const REFLEXIVE: WordFlags = 1 << 4;
/// `selon`, `according`.
pub(crate) const ACCORDING: WordFlags = 1 << 5;
/// A pronoun of the third person.
pub(crate) const PRONOUN: WordFlags = 1 << 6;
/// A preposition that binds a name to the noun before it: `de`, `of`.
pub(crate) const BINDING_PREPOSITION: WordFlags = 1 << 7;
/// Any other preposition: the name behind it is no subject.
pub(crate) const PREPOSITION: WordFlags = 1 << 8;
/// A word that begins another clause.
pub(crate) const CLAUSE_OPENER: WordFlags = 1 << 9;
/// A title or the noun of a role: `ministre`, `porte-parole`.
pub(crate) const ROLE_NOUN: WordFlags = 1 << 10;
/// An article or other determiner.
pub(crate) const DETERMINER: WordFlags = 1 << 11;
/// Something written that speaks for an institution: `résolution`, `communiqué`.
pub(crate) const DOCUMENT_NOUN: WordFlags = 1 << 12;
/// A noun whose name is put in quotation marks, with a capital: `journal`.
pub(crate) const TITLED_NOUN: WordFlags = 1 << 13;
/// A word behind which marked words are spoken of, not said, capital or not: `le mot`, `so-called`.
pub(crate) const TERM_OPENER: WordFlags = 1 << 20;
/// An adjective where it touches the mark and no auxiliary precedes it: `le quai dit « des brumes »`.
pub(crate) const NAMING_PARTICIPLE: WordFlags = 1 << 21;
/// A word for a body of people: `le studio`, which means the only organisation named.
pub(crate) const ORGANISATION_NOUN: WordFlags = 1 << 22;
/// What somebody may be tried for: `escroquerie`.
pub(crate) const OFFENCE: WordFlags = 1 << 23;
/// What separates a verb from the one word that it says: `qualifié de`.
pub(crate) const QUALIFYING_WORD: WordFlags = 1 << 24;
/// What begins indirect speech: `que`.
pub(crate) const COMPLEMENTISER: WordFlags = 1 << 25;
/// `pour` before somebody whose view is reported.
pub(crate) const VIEWPOINT_PREPOSITION: WordFlags = 1 << 26;
/// A pronoun behind a preposition: `selon lui`.
pub(crate) const OBJECT_PRONOUN: WordFlags = 1 << 27;
/// A word that takes a charge or the like in marks: `accusé de`.
pub(crate) const ACCUSATION: WordFlags = 1 << 14;
/// A word that ties two clauses: `et`, `and`.
pub(crate) const COORDINATOR: WordFlags = 1 << 15;
/// An adverb or the like that may separate a subject from its verb.
pub(crate) const INTERVENING_WORD: WordFlags = 1 << 16;
/// A plural pronoun.
pub(crate) const PLURAL_PRONOUN: WordFlags = 1 << 17;
/// The first word of a pair that means `selon`; see [`PAIR_SECOND`].
pub(crate) const PAIR_FIRST: WordFlags = 1 << 18;
/// The second word of such a pair: `d’après`.
pub(crate) const PAIR_SECOND: WordFlags = 1 << 19;

/// A word that is a cue only right behind the mark: the `so` of `„…“, so X`.
pub(crate) const CUE_BEHIND: WordFlags = 1 << 62;

/// The words of one language, folded.
pub struct SpeechVocabulary {
    /// Beginnings of verbs of saying; with each of `endings` they make its forms.
    pub stems: &'static [&'static str],
    /// Endings of the regular conjugation.
    pub endings: &'static [&'static str],
    /// Words by what they are; entries are lists of words divided by spaces.
    pub words: &'static [(WordFlags, &'static str)],
    /// Endings in the text, with their accents, that make a form a participle and no verb by itself.
    pub participles: &'static [&'static str],
    /// How many words may separate a verb from the one word in marks that it says: `called the plan “absurd”`.
    pub one_word_reach: usize,
    /// Whether the subject may follow its verb anywhere: `Am Montag sagte X: „…“`, `Afirmó X: «…»`. Such languages have a comma
    /// between what is said and a verb behind it.
    pub subject_follows: bool,
}
