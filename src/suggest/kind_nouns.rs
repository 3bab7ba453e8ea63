//! The kind of a name by its first noun, if the noun is unambiguous: a treaty is a work, a summit an event.

use std::sync::LazyLock;

use crate::base::FxHashSet;

/// Nouns of works: what has a text.
const WORKS: &str = "traite treaty accord accords agreement resolution loi law act bill pacte pact convention protocole \
    protocol charte charter declaration decret decree constitution rapport report memorandum communique edit edict \
    directive reglement regulation lettre letter livre manifeste manifesto ordonnance";

/// Nouns of events.
const EVENTS: &str = "sommet summit guerre war bataille battle conference congres visite visit rencontre meeting \
    election elections referendum championnat championnats championship championships jeux olympiade coupe tournoi \
    tournament festival attentat attentats attaque attack fusillade shooting massacre seisme earthquake tremblement \
    ouragan hurricane cyclone tempete storm typhon crash accident manifestation manifestations protest greve strike \
    revolution coup putsch crise crisis conflit conflict invasion offensive siege pandemie pandemic epidemie epidemic \
    proces trial affaire scandale scandal concours contest ceremonie ceremony operation campagne campaign negociations \
    pourparlers talks forum exposition salon foire marathon rallye primaire";

/// Returns the kind that the first noun of a name shows, for names that the tagger often confuses.
#[must_use]
pub(super) fn kind_by_head_noun(words: &[String], tagged: &str) -> Option<&'static str> {
    let head = words.first().filter(|_| words.len() > 1)?;
    let has = |list: &str| list.split_whitespace().any(|word| word == head);
    match tagged {
        "thing" | "event" if has(WORKS) => Some("work"),
        "thing" if has(EVENTS) => Some("event"),
        _ => None,
    }
}

/// Returns whether a word is an event noun, by the hash of its token.
#[must_use]
pub(super) fn is_event_noun(hash: u64) -> bool {
    static NOUNS: LazyLock<FxHashSet<u64>> =
        LazyLock::new(|| EVENTS.split_whitespace().map(crate::text::tokens::hash).collect());
    NOUNS.contains(&hash)
}
