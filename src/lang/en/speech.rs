//! English: the words around quotations. Data only.

use crate::lang::speech::{
    ACCORDING, ACCUSATION, ALSO_NOUN, BINDING_PREPOSITION, CLAUSE_OPENER, COMPLEMENTISER, COORDINATOR, DETERMINER,
    DOCUMENT_NOUN, INTERVENING_WORD, OBJECT_PRONOUN, OFFENCE, ORGANISATION_NOUN, PASSIVE_AUXILIARY, PERFECT_AUXILIARY,
    PLURAL_PRONOUN, PREPOSITION, PRONOUN, QUALIFYING_WORD, REFLEXIVE, ROLE_NOUN, SAYING_VERB, SpeechVocabulary,
    TERM_OPENER, TITLED_NOUN,
};

/// The words of English.
pub(super) static SPEECH: SpeechVocabulary = SpeechVocabulary {
    stems: &[
        "add", "claim", "announc", "ask", "insist", "warn", "not", "explain", "remark", "comment", "stress", "describ",
        "call", "accus", "denounc", "condemn", "vow", "pledg", "conclud", "recall", "quipp", "jok", "acknowledg",
        "conced", "suggest", "urg", "tweet", "post", "argu", "declar", "stat", "continu", "respond", "observ",
        "predict", "promis", "recount", "report", "reveal", "confirm", "criticiz", "criticis", "lament", "complain",
        "emphasiz", "emphasis", "assert", "maintain", "boast", "mus", "whisper", "shout", "yell", "exclaim", "prais",
        "dismiss", "brand", "label", "character", "characteriz", "characteris", "express", "question", "estimat",
        "hop", "believ", "contend", "caution", "demand", "propos", "appeal", "signal", "indicat", "mention", "welcom",
        "mock", "retort", "admonish", "alleg", "counter", "testifi", "joke", "guess", "thank",
    ],
    endings: &["ed", "es", "e", "s", "ing", ""],
    words: &[
        (
            SAYING_VERB,
            "said says say saying told tells tell telling wrote writes write writing written replied replies reply \
             thinks think thought admitted admits admit admitting quoted quoting quotes read reads denied denies deny \
             spoke speaks swore swears went insisted saw referred referring",
        ),
        (
            ALSO_NOUN,
            "note notes claim claims call calls report reports post posts comment comments question questions demand \
             demands promise promises tweet tweets state states label labels appeal appeals hope hopes add not stress \
             brand joke jokes character post estimate estimates vow vows pledge pledges",
        ),
        (PERFECT_AUXILIARY, "has had have"),
        (PASSIVE_AUXILIARY, "was were is are been be being"),
        (REFLEXIVE, "himself herself themselves itself"),
        (ACCORDING, "according"),
        (PRONOUN, "he she they"),
        (PLURAL_PRONOUN, "they we i who"),
        (BINDING_PREPOSITION, "of"),
        (
            PREPOSITION,
            "to in on at by with for against from about under over into before after between among during without \
             toward towards upon through near",
        ),
        (
            CLAUSE_OPENER,
            "that which who whom when while where because if as although though but after before since during in at",
        ),
        (
            ROLE_NOUN,
            "president minister prime chief spokesman spokeswoman spokesperson director secretary general mayor senator \
             representative congressman congresswoman lawyer attorney prosecutor leader king queen prince princess pope \
             cardinal bishop judge colonel captain lieutenant commander commissioner governor ambassador chancellor vice \
             adviser advisor candidate professor doctor dr mr mrs ms miss sir lord lady former ex new author writer \
             historian researcher economist analyst expert journalist founder coach player actor actress singer member \
             official ceo chairman chairwoman head officer chair foreign defence defense premier",
        ),
        (DETERMINER, "the a an this that these those his her its their our my some any"),
        (
            DOCUMENT_NOUN,
            "resolution statement report text declaration document law bill decree article motion letter note petition \
             study opinion ruling judgment message memo communique",
        ),
        (
            TITLED_NOUN,
            "newspaper daily weekly magazine journal film movie book novel song album series show title operation project \
             programme program plan label group network site blog documentary play opera painting exhibition restaurant \
             ship boat yacht game app",
        ),
        (
            TERM_OPENER,
            "called titled entitled dubbed nicknamed named known word words term terms phrase so notion concept nickname",
        ),
        (
            ORGANISATION_NOUN,
            "company firm studio organisation organization association federation union foundation charity maker",
        ),
        (ACCUSATION, "charged accused convicted indicted charges charge guilty offence offense suspicion"),
        (
            OFFENCE,
            "fraud robbery theft rape murder assault violence bribery corruption complicity manslaughter conspiracy treason \
             perjury terrorism defamation incitement kidnapping extortion arson battery embezzlement obstruction",
        ),
        (QUALIFYING_WORD, "as a an the of"),
        (COMPLEMENTISER, "that how"),
        (OBJECT_PRONOUN, "him her"),
        (COORDINATOR, "and but then or"),
        (
            INTERVENING_WORD,
            "not never also then later still already always finally thus therefore again repeatedly publicly simply \
             recently previously has had have yesterday monday tuesday wednesday thursday friday saturday sunday today",
        ),
    ],
    participles: &[],
    one_word_reach: 8,
    subject_follows: false,
};
