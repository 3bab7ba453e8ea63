//! Spanish: all that the program knows of it.

mod boilerplate;
mod dates;
mod field_names;
mod format;
mod import;
mod matching;
mod press;
mod quantities;
mod records;
mod speech;
mod words;

use crate::lang::language_data::LanguageData;

/// Spanish.
pub(super) static SPANISH: LanguageData = LanguageData {
    tag: "es",
    tagger_number: 2,
    has_interface: false,
    is_tagged: false,
    matching: &matching::MATCHING,
    suggests_like: None,
    dates: &dates::DATES,
    speech: &speech::SPEECH,
    format: &format::FORMAT,
    records: &records::RECORDS,
    stop_words: STOP_WORDS,
    gazetteer_column: 3,
    words: &words::WORDS,
    quantities: &quantities::QUANTITIES,
    import: &import::IMPORT,
    press: &press::PRESS,
    field_names: field_names::FIELD_NAMES,
    word_clusters: None,
};

/// Articles, prepositions, pronouns, auxiliaries.
const STOP_WORDS: &str = "el la los las lo un una unos unas y e o u ni pero sino aunque que quien quienes cual cuales cuyo de del \
    a al en con por para sin sobre entre hasta desde hacia tras ante bajo contra segun durante mediante es son era eran fue \
    fueron ser sido siendo sera seran seria esta estan estaba estaban estar este esta estos estas ese esa esos esas aquel \
    aquella aquello esto eso ha han habia habian haber hay haya he hemos se su sus mi mis tu tus nos nuestro nuestra le les \
    me te yo el ella ellos ellas nosotros usted ustedes no si ya mas menos muy tambien tampoco como cuando donde mientras \
    porque pues asi entonces luego despues antes ahora hoy todo toda todos todas otro otra otros otras mismo misma cada";
