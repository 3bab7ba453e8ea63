//! English: all that the program knows of it.

mod boilerplate;
mod date_patterns;
mod dates;
mod desk;
mod desk_files;
mod desk_forms;
mod field_names;
mod format;
mod import;
mod matching;
mod name_words;
mod press;
mod quantities;
mod records;
mod speech;
mod tense;
mod terminal;
mod words;

pub(super) use self::dates::explain;
pub(super) use self::format::FORMAT;
pub(super) use self::records::RECORDS;
pub(super) use desk::DESK;
pub(super) use desk_forms::DESK_FORMS;
pub(super) use terminal::TERMINAL;

use crate::lang::language_data::LanguageData;

/// English.
pub(super) static ENGLISH: LanguageData = LanguageData {
    tag: "en",
    tagger_number: 1,
    has_interface: true,
    is_tagged: true,
    matching: &matching::MATCHING,
    suggests_like: None,
    dates: &dates::DATES,
    speech: &speech::SPEECH,
    format: &format::FORMAT,
    records: &records::RECORDS,
    stop_words: STOP_WORDS,
    gazetteer_column: 1,
    word_clusters: Some(include_bytes!("word.clusters")),
    words: &words::WORDS,
    quantities: &quantities::QUANTITIES,
    import: &import::IMPORT,
    press: &press::PRESS,
    field_names: field_names::FIELD_NAMES,
};

/// Articles, prepositions, pronouns, auxiliaries. In capitals they are other words (`UN`, `US`), which the search keeps.
const STOP_WORDS: &str = "an the and or but nor of in on at to from by with without for as into onto over under about after \
    before between during since until than then that this these those there here it its he she they them his her hers \
    him their theirs we us our ours you your yours me my mine is are was were be been being am has have had having do \
    does did will would shall should can could may might must not no if so such which who whom whose what when where \
    why how also all any some more most other only own same too very just while because against out up down off again \
    further once both each few";
