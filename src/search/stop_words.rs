//! Stop words: articles, prepositions, pronouns, auxiliaries. The index leaves them out, and a query with other words
//! ignores them. Words in capitals (`UN`, `US`) are different words and are kept.
//!
//! The French and English lists were made by hand; other languages have none.

use std::sync::LazyLock;

use crate::base::FxHashSet;
use crate::model::LangTag;
use crate::model::lang::Language;
use crate::text::tokens;

/// Folded.
const FRENCH: &str = "au aux avec ce ces cet cette ceci cela ca dans de des du elle elles en et eux il ils je la le les \
    leur leurs lui ma mais me meme mes moi mon ne ni nos notre nous on or ou par pas pour qu que qui quoi dont sa se ses \
    si son sur ta te tes toi ton tu un une vos votre vous est sont etait etaient ete etre fut furent sera seront serait \
    seraient soit soient ai as avons avez ont avait avaient aura auront aurait auraient avoir eu ait aient ayant etant \
    ainsi alors apres aussi autre autres avant car chez comme contre depuis donc entre jusqu lors lorsqu lorsque moins \
    plus puis puisque quand sans selon sous tandis tout toute tous toutes tres vers cependant pendant encore deja ici y \
    celui celle ceux celles ci quel quelle quels quelles notamment quelqu";
/// Folded.
const ENGLISH: &str = "an the and or but nor of in on at to from by with without for as into onto over under about after \
    before between during since until than then that this these those there here it its he she they them his her hers \
    him their theirs we us our ours you your yours me my mine is are was were be been being am has have had having do \
    does did will would shall should can could may might must not no if so such which who whom whose what when where \
    why how also all any some more most other only own same too very just while because against out up down off again \
    further once both each few";

/// Stop words, by the hash of their letters.
pub(super) struct StopWords(FxHashSet<u64>);

impl StopWords {
    fn new(words: &str) -> Self {
        Self(words.split_whitespace().map(tokens::hash).collect())
    }

    pub(super) fn contains(&self, hash: u64) -> bool {
        self.0.contains(&hash)
    }
}

static TABLES: LazyLock<[StopWords; 3]> =
    LazyLock::new(|| [StopWords::new(FRENCH), StopWords::new(ENGLISH), StopWords::new("")]);

/// Returns the stop words of a language.
pub(super) fn stop_words(language: &LangTag) -> &'static StopWords {
    match language.language() {
        Language::French => &TABLES[0],
        Language::English => &TABLES[1],
        Language::Other => &TABLES[2],
    }
}

/// Returns the list that queries ignore.
pub(super) fn list(language: &LangTag) -> impl Iterator<Item = &'static str> {
    let list = match language.language() {
        Language::French => FRENCH,
        Language::English => ENGLISH,
        Language::Other => "",
    };
    list.split_whitespace()
}
