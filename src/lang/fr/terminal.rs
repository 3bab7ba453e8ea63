//! French: what `dossier review` says when it reads single keys. Data only.

use super::DESK;
use crate::lang::terminal::TerminalWords;

/// The texts of the review in a terminal, in French.
pub(in crate::lang) static TERMINAL: TerminalWords = TerminalWords {
    desk: &DESK,
    keys_line: "1–9 choisir · 0 aucune fiche · o une autre fiche · a tout l’article · s passer · u annuler · ? raccourcis · q quitter",
    keys: &[
        ("1–9", "choisir"),
        ("0", "aucune fiche de ce dossier, ou aucune date"),
        ("o", "une autre fiche, ou une autre date"),
        ("a", "la réponse suivante vaut pour tout l’article"),
        ("s", "passer"),
        ("u", "annuler la dernière réponse"),
        ("?", "cette liste"),
        ("q", "quitter\u{a0}; tout ce qui est décidé est écrit"),
    ],
    unknown_key: "«\u{a0}{key}\u{a0}» n’est pas une touche\u{a0}; `?` donne la liste.",
    whole_on: "La réponse suivante vaut pour tout l’article.",
    whole_off: "La réponse suivante ne vaut que pour ce passage.",
    whole_names: "Seul un nom se décide pour tout l’article.",
    ask_record: "Quelques lettres d’un nom ou d’un identifiant, puis Entrée (rien\u{a0}: retour à la question)",
    ask_date: "Une date, comme 2024-03-31 ou 2024-03, puis Entrée (rien\u{a0}: retour à la question)",
    no_record: "Aucune fiche n’a «\u{a0}{typed}\u{a0}» dans un nom ou dans son identifiant.",
    no_such_date: "«\u{a0}{typed}\u{a0}» n’est pas une date comme 2024-03-31, 2024-03 ou 2024.",
    choose: "1–9 choisir · o chercher encore · toute autre touche\u{a0}: retour à la question",
    more: "et {n} de plus\u{a0}: `o` les trouve",
    sure: "Confirmer\u{a0}? o oui · n non",
    yes: 'o',
    not_done: "Rien n’a été fait.",
    at_end: "C’était la dernière question. u annuler · toute autre touche\u{a0}: fin",
    sum: "Décidé\u{a0}: {n}. Restent\u{a0}: {left}. Voir content/decisions.yaml.",
};
