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

/// A word that denies the verb beside it: `ne`, `jamais`, `not`, `nobody`.
pub(crate) const NEGATION: WordFlags = 1 << 28;
/// What makes a clause a condition or an open question: `si`, `whether`.
pub(crate) const CONDITION: WordFlags = 1 << 29;
/// A verb of not saying what follows: `refuser de dire`, `denied having called`; also what only may or should be said.
pub(crate) const REFUSAL: WordFlags = 1 << 30;
/// A verb that makes an assertion of its denial: `n’a pas hésité à dire`, `did not hesitate`.
pub(crate) const HESITATION: WordFlags = 1 << 31;
/// A relative pronoun that is a subject: `qui`, `who`.
pub(crate) const RELATIVE_SUBJECT: WordFlags = 1 << 32;
/// A relative pronoun that makes the noun behind it somebody else’s: `dont`, `whose`.
pub(crate) const RELATIVE_OWNER: WordFlags = 1 << 33;
/// A determiner that makes a person somebody’s: `son avocat`, `her lawyer`.
pub(crate) const POSSESSIVE: WordFlags = 1 << 34;
/// A pronoun or determiner that is an object before a verb: `l’avait traité`.
pub(crate) const OBJECT_CLITIC: WordFlags = 1 << 35;
/// The preposition of a passive's agent: `par`, `by`.
pub(crate) const AGENT_PREPOSITION: WordFlags = 1 << 36;
/// A pronoun, title or role of a woman.
pub(crate) const FEMININE: WordFlags = 1 << 37;
/// A pronoun, title or role of a man.
pub(crate) const MASCULINE: WordFlags = 1 << 38;
/// A verb form or auxiliary of several subjects: `ont`.
pub(crate) const PLURAL_VERB: WordFlags = 1 << 39;
/// A word that adds a second subject: `et`, `and`.
pub(crate) const CONJUNCTION: WordFlags = 1 << 40;
/// An auxiliary that precedes its subject in a clause inside the marks: `« …, a déclaré X, … »`.
pub(crate) const INVERTING: WordFlags = 1 << 41;
/// A verb of saying whose object may be a person, so that it opens no clause inside the marks: `a salué X`.
pub(crate) const PERSON_OBJECT: WordFlags = 1 << 42;
/// A verb of reading or hearing words that are another's: `a lu`, `heard`.
pub(crate) const RECEIVING: WordFlags = 1 << 43;
/// A verb that gives the words of whom it names: `citant X`, `quoted X`.
pub(crate) const QUOTING: WordFlags = 1 << 44;
/// A form that is a past tense and a participle, but has no regular ending: `told`, `written`.
pub(crate) const IRREGULAR_PARTICIPLE: WordFlags = 1 << 45;
/// A public office, which a text may use for its holder alone: `la ministre`.
pub(crate) const OFFICE: WordFlags = 1 << 46;
/// A word of time that may precede a subject or separate it from its verb: `last week`.
pub(crate) const TIME_WORD: WordFlags = 1 << 47;
/// Not words but endings: of a present participle (`ant`, `ing`).
pub(crate) const PRESENT_ENDING: WordFlags = 1 << 48;
/// Not words but endings: of an infinitive.
pub(crate) const INFINITIVE_ENDING: WordFlags = 1 << 49;
/// Not words but endings: of a verb with several subjects, where verbs always show their number.
pub(crate) const PLURAL_ENDING: WordFlags = 1 << 50;
/// What precedes an infinitive: `to`.
pub(crate) const INFINITIVE_MARKER: WordFlags = 1 << 51;
/// Not words but endings: of a regular past tense that is also a participle: `ed`.
pub(crate) const PAST_ENDING: WordFlags = 1 << 52;
/// An article before the noun of a woman, where articles show it: `la ministre`.
pub(crate) const FEMININE_ARTICLE: WordFlags = 1 << 53;
/// An article before the noun of a man.
pub(crate) const MASCULINE_ARTICLE: WordFlags = 1 << 54;
/// An article that introduces somebody new: `un`, `a`.
pub(crate) const INDEFINITE: WordFlags = 1 << 55;
/// A verb whose pronoun may mean nobody: `il faut`.
pub(crate) const IMPERSONAL: WordFlags = 1 << 56;
/// A further verb of saying, in any form, for quotations alone: the tagger of `suggest` was trained without it.
pub(crate) const REPORTING_VERB: WordFlags = 1 << 57;
/// A verb that says something only where its subject follows: `», lâche X`.
pub(crate) const INCISE_VERB: WordFlags = 1 << 58;
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
