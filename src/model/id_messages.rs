//! What several stages say about ids that lead nowhere or are in use: registry, links, decisions, copies. Words only; each
//! stage decides itself what it reports.

use crate::base::Message;
use crate::say;

/// Says that neither an article nor a record has an id.
#[must_use]
pub(crate) fn nothing_has(id: &str) -> Message {
    say!(en: "nothing has the id `{id}`", fr: "rien n’a l’identifiant `{id}`")
}

/// Says that no record has an id.
#[must_use]
pub(crate) fn no_record_has(id: &str) -> Message {
    say!(en: "no record has the id `{id}`", fr: "aucune fiche n’a l’identifiant `{id}`")
}

/// Says that no article has an id.
#[must_use]
pub(crate) fn no_article_has(id: &str) -> Message {
    say!(en: "there is no article `{id}`", fr: "il n’y a pas d’article `{id}`")
}

/// Advises on the id of a record.
#[must_use]
pub(crate) fn correct_or_write() -> Message {
    say!(en: "correct the id, or write the record", fr: "corrigez l’identifiant, ou écrivez la fiche")
}

/// Says that a text cannot have been an id.
#[must_use]
pub(crate) fn never_an_id(text: &str) -> Message {
    say!(en: "`{text}` could never have been an id", fr: "`{text}` n’a jamais pu être un identifiant")
}

/// Advises to remove an entry.
#[must_use]
pub(crate) fn remove_it() -> Message {
    say!(en: "remove it", fr: "retirez cette valeur")
}

/// Says that an article or a record has the id that was another's.
#[must_use]
pub(crate) fn former_id_in_use(id: &str) -> Message {
    say!(en: "the former id `{id}` is in use", fr: "l’ancien identifiant `{id}` est employé ailleurs")
}

/// Labels the place where a former id or address is in use.
#[must_use]
pub(crate) fn used_here() -> Message {
    say!(en: "used here", fr: "employé ici")
}

/// Advises on a former id or address that is in use.
#[must_use]
pub(crate) fn remove_from_former() -> Message {
    say!(en: "remove it from `former:`", fr: "retirez cette valeur de `former:`")
}

/// Says that two articles or records name the same former id.
#[must_use]
pub(crate) fn former_id_claimed_twice(id: &str) -> Message {
    say!(en: "the former id `{id}` is claimed twice", fr: "l’ancien identifiant `{id}` est revendiqué deux fois")
}

/// Labels the first claim to a former id or address.
#[must_use]
pub(crate) fn first_claimed_here() -> Message {
    say!(en: "first claimed here", fr: "revendiqué d’abord ici")
}

/// Advises on a former id or address that is claimed twice.
#[must_use]
pub(crate) fn leave_to_one() -> Message {
    say!(en: "leave it to one of the two", fr: "laissez cette valeur à l’un des deux")
}

/// Says why a text cannot be an id.
#[must_use]
pub(crate) fn bad_id(text: &str, reason: &Message) -> Message {
    say!(en: "the id `{text}` {reason}", fr: "l’identifiant `{text}` {reason}"; reason)
}
