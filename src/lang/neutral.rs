//! Any other language: what holds for most languages in Latin script.
//!
//! Dates are read in digits only, and words around quotations are unknown. Of names it knows little more than what they share
//! everywhere, so that a name links where it is exact; articles, prepositions and nouns of one language would be other words
//! in another.

use std::sync::LazyLock;

use super::dates::{DateGrammar, TenseLexicon};
use super::format::{FormatRules, Spacing};
use super::import::ImportWords;
use super::language_data::LanguageData;
use super::matching::{CapitalMeaning, MatchingRules, WordSet};
use super::quantities::QuantityWords;
use super::speech::SpeechVocabulary;
use super::words::{AgeWords, EventWords, FigureWords, WordLists};

/// The tables for a language without a folder.
pub(super) static NEUTRAL: LanguageData = LanguageData {
    tag: "",
    tagger_number: 2,
    has_interface: false,
    is_tagged: false,
    matching: &MATCHING,
    suggests_like: Some(&super::fr::FRENCH),
    dates: &DATES,
    speech: &SPEECH,
    format: &FORMAT,
    records: &super::en::RECORDS,
    stop_words: "",
    gazetteer_column: 1,
    word_clusters: None,
    words: &WORDS,
    quantities: &QUANTITIES,
    import: &IMPORT,
    press: &super::press::INTERNATIONAL,
    field_names: &[],
};

/// Dates and numbers as in English; a space is never set.
static FORMAT: FormatRules = FormatRules { locale: "", spacing: Spacing::AS_WRITTEN, ..super::en::FORMAT };

/// Titles and particles that keep their form in the press of many languages.
static MATCHING: LazyLock<MatchingRules> = LazyLock::new(|| MatchingRules {
    capitals: CapitalMeaning::NameWithoutOpeners,
    elisions: WordSet::new("d l dell nell all sull dall un dall quell sant qu"),
    possessives: WordSet::new("s"),
    prefixes: WordSet::new("pro anti ex euro ultra neo post pre inter trans vice"),
    titles: WordSet::new(
        "dr dra prof mr mrs ms sir sr sra dott sig mgr drs ing dhr mevr mw pan pani herr fru don dona dom",
    ),
    // Words for `according to`; some are given names too.
    openers: WordSet::new("secondo segundo segons volgens ifolge enligt wedlug podle potrivit"),
    particles: WordSet::new("von bin ibn"),
    particles_after: WordSet::new("von van bin ibn"),
    abbreviations: WordSet::new(
        "dr dra prof mr mrs ms st sr sra dott sig mgr drs ing ir dhr mevr mw nr art etc vs p pp tel jr",
    ),
    accents: "",
    ..MatchingRules::default()
});

pub(super) static SPEECH: SpeechVocabulary = SpeechVocabulary {
    stems: &[],
    endings: &[],
    words: &[],
    participles: &[],
    one_word_reach: 0,
    subject_follows: false,
};

/// The grammar of no language.
pub(super) static DATES: DateGrammar = DateGrammar {
    words: &[],
    patterns: &[],
    doubtful_months: &[],
    short_months: &[],
    month_openers: &[],
    month_capitals: false,
    clock_openers: &[],
    duration_openers: &[],
    range_openers: &[],
    number_openers: &[],
    year_followers: &[],
    counted: &[],
    articles: &[],
    number_links: &[],
    day_articles: &[],
    links: &[],
    day_first: true,
    ordinal_stop: false,
    noun_capitals: false,
    tense: TenseLexicon {
        future: &[],
        future_endings: &[],
        no_future: &[],
        past: &[],
        past_endings: &[],
        no_past: &[],
        auxiliaries: &[],
        participle_endings: &[],
        infinitive_endings: &[],
        be: &[],
        infinitive_marks: &[],
        planning: &[],
        since: &[],
        until: &[],
        relatives: &[],
        abbreviations: &[],
    },
    explain: super::en::explain,
};

/// Numbers in digits are read in any language; what they count is not compared.
static QUANTITIES: QuantityWords = QuantityWords {
    ones: &[],
    joiners: &[],
    scales: &[],
    bare_scales: &[],
    rounds: &[],
    articles: &[],
    binders: &[],
    range_openers: &[],
    range_links: &[],
    range_joints: &[],
    at_least: &[],
    at_most: &[],
    about: &[],
    subsets: &[],
    incomparable: &[],
    masses: &[],
    fates: &[],
    capital_nouns: false,
};

/// Ages are read in some languages that have no folder.
static WORDS: WordLists = WordLists {
    definite_articles: &[],
    singular_articles: &[],
    plural_articles: &[],
    charge_prepositions: &[],
    unfiled_articles: &[],
    no_initial: &[],
    name_ties: &[],
    figures: FigureWords { approximators: &[], scales: &[], binders: &[], uncounted: &[], day_links: &[] },
    events: EventWords { works: &[], events: &[], sorts: &[], announcing: &[], ranks: &[] },
    ages: AgeWords {
        years: "jahre jahren anos anni jaar",
        months: "monate monaten meses mesi maanden",
        before_age: "alt erst tiene tenia ha di",
        before_name: "",
        children: "",
        kin: "",
        after_time: "",
        of_age: "",
        of_parent: "von di",
        titles: "",
        openers: "",
        numbers: [""; 17],
        number_alone: true,
    },
};

static IMPORT: ImportWords = ImportWords {
    votes: &[],
    vote_letters: &[],
    open_words: &[],
    clause_openers: &[],
    no_title_end: &[],
    abbreviations: &[],
    short_weekdays: &[],
    date_openers: &[],
    date_joiners: &[],
    time_words: &[],
    bylines: &[],
    pointer_openers: &[],
    byline_joiners: &[],
    publication_cues: &[],
    update_cues: &[],
    publisher_labels: &[],
    author_labels: &[],
    title_labels: &[],
    address_labels: &[],
    other_labels: &[],
    publisher_openers: &[],
    place_openers: &[],
    agency_openers: &[],
    agency_nouns: &[],
    press_nouns: &[],
    articles: &[],
    role_words: &[],
    page_words: &[],
    issue_words: &[],
    saving_words: &[],
    numbers_day_first: false,
    follow_openers: &[],
    share_verbs: &[],
    share_fillers: &[],
    share_phrases: &[],
    rights_phrases: &[],
    front_pages: &[],
    cookie_openings: &[],
    word_joiners: &["und"],
    photo_labels: &[],
    credit_labels: &[],
    credit_holders: &[],
    caption_labels: &[],
    first_halves: &[],
    second_halves: &[],
    boilerplate: &[],
};
