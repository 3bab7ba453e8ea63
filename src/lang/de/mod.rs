//! German: all that the program knows of it.

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

/// German.
pub(super) static GERMAN: LanguageData = LanguageData {
    tag: "de",
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
    gazetteer_column: 2,
    words: &words::WORDS,
    quantities: &quantities::QUANTITIES,
    import: &import::IMPORT,
    press: &press::PRESS,
    field_names: field_names::FIELD_NAMES,
    word_clusters: None,
};

/// Articles, prepositions, pronouns, auxiliaries.
const STOP_WORDS: &str = "der die das den dem des ein eine einen einem einer eines und oder aber doch sondern in im an am auf \
    zu zum zur von vom mit bei beim nach aus fur gegen ohne um durch uber unter vor hinter neben zwischen seit bis ins ans \
    er sie es wir ihr ich du man ihm ihn ihnen uns euch mich dich sich sein seine seinen seinem seiner seines ihre ihren \
    ihrem ihrer ihres unser unsere mein meine dein deine kein keine keinen keinem keiner ist sind war waren sei seien ware \
    waren bin bist gewesen hat haben habe hatte hatten hatte gehabt wird werden wurde wurden worden geworden kann konnen \
    konnte konnten soll sollen sollte will wollen wollte muss mussen musste darf durfen nicht auch nur noch schon so wie als \
    dass wenn weil ob da dort hier dann damit dabei dazu davon daruber daran darauf darin dieser diese dieses diesem diesen \
    jener jene jedes jede jeder jeden jedem welche welcher welches was wer wo wann warum sehr mehr alle allem allen aller \
    alles etwa etwas nun immer wieder bereits jedoch allerdings laut zufolge";
