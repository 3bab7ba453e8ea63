//! French: all that the program knows of it.

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

pub(super) use desk::DESK;
pub(super) use desk_forms::DESK_FORMS;
pub(super) use terminal::TERMINAL;

use crate::lang::language_data::LanguageData;

/// French.
pub(super) static FRENCH: LanguageData = LanguageData {
    tag: "fr",
    tagger_number: 0,
    has_interface: true,
    is_tagged: true,
    matching: &matching::MATCHING,
    suggests_like: None,
    dates: &dates::DATES,
    speech: &speech::SPEECH,
    format: &format::FORMAT,
    records: &records::RECORDS,
    stop_words: STOP_WORDS,
    gazetteer_column: 0,
    word_clusters: Some(include_bytes!("word.clusters")),
    words: &words::WORDS,
    quantities: &quantities::QUANTITIES,
    import: &import::IMPORT,
    press: &press::PRESS,
    field_names: field_names::FIELD_NAMES,
};

/// Articles, prepositions, pronouns, auxiliaries. In capitals they are other words (`UN`, `US`), which the search keeps.
const STOP_WORDS: &str = "au aux avec ce ces cet cette ceci cela ca dans de des du elle elles en et eux il ils je la le les \
    leur leurs lui ma mais me meme mes moi mon ne ni nos notre nous on or ou par pas pour qu que qui quoi dont sa se ses \
    si son sur ta te tes toi ton tu un une vos votre vous est sont etait etaient ete etre fut furent sera seront serait \
    seraient soit soient ai as avons avez ont avait avaient aura auront aurait auraient avoir eu ait aient ayant etant \
    ainsi alors apres aussi autre autres avant car chez comme contre depuis donc entre jusqu lors lorsqu lorsque moins \
    plus puis puisque quand sans selon sous tandis tout toute tous toutes tres vers cependant pendant encore deja ici y \
    celui celle ceux celles ci quel quelle quels quelles notamment quelqu";
