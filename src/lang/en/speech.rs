//! English: the words around quotations. Data only.

use crate::lang::speech::{
    ACCORDING, ACCUSATION, AGENT_PREPOSITION, ALSO_NOUN, BINDING_PREPOSITION, CLAUSE_OPENER, COMPLEMENTISER, CONDITION,
    CONJUNCTION, COORDINATOR, DETERMINER, DOCUMENT_NOUN, FEMININE, HESITATION, IMPERSONAL, INDEFINITE,
    INFINITIVE_MARKER, INTERVENING_WORD, IRREGULAR_PARTICIPLE, MASCULINE, NEGATION, OBJECT_PRONOUN, OFFENCE, OFFICE,
    ORGANISATION_NOUN, PASSIVE_AUXILIARY, PAST_ENDING, PERFECT_AUXILIARY, PLURAL_PRONOUN, PLURAL_VERB, POSSESSIVE,
    PREPOSITION, PRESENT_ENDING, PRONOUN, QUALIFYING_WORD, QUOTING, RECEIVING, REFLEXIVE, REFUSAL, RELATIVE_OWNER,
    RELATIVE_SUBJECT, REPORTING_VERB, ROLE_NOUN, SAYING_VERB, SpeechVocabulary, TERM_OPENER, TIME_WORD, TITLED_NOUN,
    VIEWPOINT_PREPOSITION,
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
             spoke speaks swore swears insisted saw referred referring",
        ),
        (
            ALSO_NOUN,
            "note notes claim claims call calls report reports post posts comment comments question questions demand \
             demands promise promises tweet tweets state states label labels appeal appeals hope hopes add not stress \
             brand joke jokes character post estimate estimates vow vows pledge pledges",
        ),
        (PERFECT_AUXILIARY, "has had have having"),
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
            "not never also then later still already always finally would will did does can both further too even once sometimes reportedly audibly thus therefore again repeatedly publicly simply \
             recently previously has had have yesterday monday tuesday wednesday thursday friday saturday sunday today",
        ),
        (INDEFINITE, "a an another one"),
        (
            REPORTING_VERB,
            "underlined pointed talked reacted envisioned slam slams slammed slamming blast blasts blasted blasting hail hails hailed hailing decry decries decried decrying \
             deride derides derided deriding tout touts touted laud lauds lauded lauding applaud applauds applauded applauding \
             bemoan bemoans bemoaned bemoaning lambast lambasts lambasted lambasting blame blames blamed deplore deplores deplored \
             deploring rebuke rebukes rebuked reiterate reiterates reiterated reiterating confess confesses confessed reject rejects \
             rejected rejecting reassure reassured",
        ),
        (IMPERSONAL, "is was"),
        (PRESENT_ENDING, "ing"),
        (PAST_ENDING, "ed"),
        (INFINITIVE_MARKER, "to"),
        (
            NEGATION,
            "not never nobody no neither nor none without don doesn didn won wouldn hasn haven hadn couldn isn wasn weren cannot \
             hardly",
        ),
        (CONDITION, "if whether unless"),
        (
            REFUSAL,
            "refuse refuses refused refusing deny denies denied denying decline declines declined declining avoid avoids avoided \
             avoiding fail fails failed stopped might could should regret regrets forgot forget ought unable",
        ),
        (HESITATION, "hesitate hesitated shy cease ceased tire tired only"),
        (RELATIVE_SUBJECT, "who which"),
        (RELATIVE_OWNER, "whose"),
        (POSSESSIVE, "his her its their my our your"),
        (AGENT_PREPOSITION, "by"),
        (
            FEMININE,
            "she mrs ms miss lady madam mum mother sister daughter wife widow aunt niece spokeswoman congresswoman chairwoman \
             queen princess actress businesswoman policewoman councilwoman woman girl",
        ),
        (
            MASCULINE,
            "he mr sir lord father brother son husband widower uncle nephew spokesman congressman chairman king prince pope \
             cardinal actor businessman policeman councilman man boy",
        ),
        (PLURAL_VERB, "have were are"),
        (CONJUNCTION, "and"),
        (RECEIVING, "read reads reading saw heard hears hear"),
        (QUOTING, "quoted quotes quoting quote cited citing cites"),
        (IRREGULAR_PARTICIPLE, "said told written wrote thought spoken sworn read"),
        (
            OFFICE,
            "president minister mayor senator representative congressman congresswoman king queen pope cardinal bishop governor \
             ambassador chancellor ceo chairman chairwoman director prime chief premier secretary candidate coach",
        ),
        (
            TIME_WORD,
            "yesterday monday tuesday wednesday thursday friday saturday sunday today tomorrow morning evening night afternoon \
             january february march april may june july august september october november december last week month year earlier",
        ),
        (VIEWPOINT_PREPOSITION, "for"),
    ],
    participles: &[],
    one_word_reach: 8,
    subject_follows: false,
};
