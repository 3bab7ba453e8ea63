//! The language in which the program speaks to the person at the terminal.

use crate::base::message::MessageLanguage;

/// Returns the language that DOSSIER_LANG names, else English.
pub(super) fn chosen() -> MessageLanguage {
    std::env::var("DOSSIER_LANG").ok().and_then(|set| MessageLanguage::of_locale(&set)).unwrap_or_default()
}
