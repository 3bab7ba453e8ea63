//! The id of an article that is not compared with others: what it would be called in a dossier, and a part of a hash.
//!
//! `import --stream` may be cut into any number of processes, so an id cannot be numbered where another article has it. The hash is
//! that of the file if it is one document. Of several in a file it is that of what the article says, so that it is the same
//! in another file, and wherever in it. Two articles with one id are one article twice. Pure.

use super::compose::ComposedArticle;
use super::text::charset::sha256_hex;
use crate::model::Id;

/// How many digits of the hash an id has. Of a million articles of one title, the chance that two share an id is 1 in 560.
const N_DIGITS: usize = 12;
/// The longest beginning, in bytes; the rest of the 120 bytes of an id is for the hash.
const MAX_NAME_BYTES: usize = 100;

/// Returns the id.
pub(super) fn lasting_id(composed: &ComposedArticle) -> Id {
    let hash = match composed.identity().key {
        None => composed.identity().sha256.clone(),
        Some(_) => sha256_hex(composed.said().as_bytes()),
    };
    let name = composed.id.as_str();
    let end = name.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= MAX_NAME_BYTES).last();
    let name = name[..end.unwrap_or_default()].trim_end_matches(['-', '.', '_']);
    let digits = hash.get(..N_DIGITS).unwrap_or_default();
    Id::parse(&format!("{name}-{digits}")).unwrap_or_else(|_| composed.id.clone())
}
