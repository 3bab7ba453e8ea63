//! Refusals that several actions have in common. Words only: `planner` and its parts decide what is refused.

use super::plan::ActionError;
use crate::base::SourcePath;
use crate::say;

/// Says that a proposal was accepted or is gone.
pub(super) fn no_draft_any_more(id: &str) -> ActionError {
    ActionError::Impossible(say!(
        en: "`{id}` is no draft any more; load the page again",
        fr: "`{id}` n’est plus un brouillon ; rechargez la page",
    ))
}

/// Says that a form cannot stand in a text.
pub(super) fn form_needs_a_letter() -> ActionError {
    ActionError::Impossible(say!(
        en: "a spelling needs a letter; correct it",
        fr: "une graphie doit contenir une lettre ; corrigez-la",
    ))
}

/// Says that a file is no text.
pub(super) fn not_utf8(file: &SourcePath) -> ActionError {
    ActionError::Impossible(say!(
        en: "{file} is not UTF-8 text; save it in that encoding in an editor",
        fr: "{file} n’est pas un texte en UTF-8 ; enregistrez-le ainsi dans un éditeur",
    ))
}

/// Says that a page and the desk are not of the same version.
pub(super) fn not_understood() -> ActionError {
    ActionError::Impossible(say!(
        en: "this page sent a request that the desk does not understand; load it again",
        fr: "cette page a envoyé une demande que la table de travail ne comprend pas ; rechargez-la",
    ))
}
