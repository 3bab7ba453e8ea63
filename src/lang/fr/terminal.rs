//! French: what `dossier review` says when it reads single keys. Data only.

use super::DESK;
use crate::lang::terminal::TerminalWords;

/// The texts of the review in a terminal, in French.
pub(in crate::lang) static TERMINAL: TerminalWords = TerminalWords {
    desk: &DESK,
    keys_line: "1–9 choisir · 0 personne · o une autre fiche · a tout l’article · s passer · u annuler · ? touches · q quitter",
    keys: &[
        ("1–9", "choisir"),
        ("0", "personne de ce dossier, ou aucune date"),
        ("o", "une autre fiche, ou une autre date"),
        ("a", "la réponse suivante vaut pour tout l’article"),
        ("s", "passer"),
        ("u", "annuler la dernière réponse"),
        ("?", "cette liste"),
        ("q", "quitter ; tout ce qui est décidé est écrit"),
    ],
    unknown_key: "« {key} » n’est pas une touche ; `?` donne la liste.",
    whole_on: "La réponse suivante vaut pour tout l’article.",
    whole_off: "La réponse suivante ne vaut que pour ce passage.",
    whole_names: "Seul un nom se décide pour tout l’article.",
    ask_record: "Quelques lettres d’un nom ou d’un identifiant, puis Entrée (rien : retour à la question)",
    ask_date: "Une date, comme 2024-03-31 ou 2024-03, puis Entrée (rien : retour à la question)",
    no_record: "Aucune fiche n’a « {typed} » dans un nom ou dans son identifiant.",
    no_such_date: "« {typed} » n’est pas une date comme 2024-03-31, 2024-03 ou 2024.",
    choose: "1–9 choisir · o chercher encore · toute autre touche : retour à la question",
    more: "et {n} de plus : `o` les trouve",
    sure: "Le faire ? o oui · n non",
    yes: 'o',
    not_done: "Rien n’a été fait.",
    at_end: "C’était la dernière question. u annuler · toute autre touche : fin",
    sum: "Décidé : {n}. Restent : {left}. Voir content/decisions.yaml.",
};
