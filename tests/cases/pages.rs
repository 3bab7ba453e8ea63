//! Import of saved web pages: the `page` block is the HTML, the `head` block lines of the article's front matter that must
//! be there, the `body` block its whole text. `{A}` to `{E}` are paragraphs, the same on either side; `{nul}` is a NUL.

use dossier::import::compose::{Overrides, compose};
use libtest_mimic::Trial;

use crate::literate::{self, Case};

/// Paragraphs of invented French and English articles.
const PARAGRAPHS: [(&str, &str); 8] = [
    (
        "{A}",
        "Les pêcheurs de Kermor ont bloqué jeudi matin l’entrée du vieux port avec une trentaine de bateaux, pour protester contre la fermeture de la criée que la région prévoit à l’automne.",
    ),
    (
        "{B}",
        "« Sans criée, il faudra vendre à soixante kilomètres d’ici », a expliqué leur porte-parole, Yann Tanguy, qui demande à rencontrer le président du conseil régional avant la fin de la semaine.",
    ),
    (
        "{C}",
        "La région répond que le bâtiment, construit en 1962, n’est plus aux normes, et que sa remise en état coûterait plus de trois millions d’euros.",
    ),
    (
        "{D}",
        "Une réunion publique est annoncée pour le mois prochain dans la salle des fêtes, en présence des élus et des services de l’État.",
    ),
    (
        "{E}",
        "Le maire, lui, propose de confier la criée à une coopérative, comme l’ont fait deux autres ports de la côte il y a dix ans.",
    ),
    (
        "{F}",
        "The harbour board of Port Carrick decided on Thursday to close its fish market in the autumn, although three in four members of the local fleet had asked it to wait for another year.",
    ),
    (
        "{G}",
        "“Nobody will drive forty miles to sell two boxes of crab,” said Moira Kessock, who speaks for the boats and wants to meet the minister before the end of the week.",
    ),
    (
        "{H}",
        "The board answers that the hall, built in 1962, no longer meets the rules, and that to repair it would cost more than three million pounds.",
    ),
];

fn filled(text: &str) -> String {
    let filled = PARAGRAPHS.iter().fold(text.to_owned(), |text, (mark, paragraph)| text.replace(mark, paragraph));
    filled.replace("{nul}", "\0")
}

fn check(case: &Case) -> Option<String> {
    let page = filled(case.block("page").expect("a page"));
    let composed = match compose("page.html", page.as_bytes(), &Overrides::default()) {
        Ok(composed) => composed,
        Err(error) => return Some(format!("  refused: {error}")),
    };
    let file = composed.to_file("seeds/page.html", None);
    let (_, rest) = file.split_once("---\n")?;
    let (head, body) = rest.split_once("---\n")?;
    let mut wrong = Vec::new();
    for line in case.block("head").unwrap_or_default().lines() {
        let is_there = match line.strip_prefix("no ") {
            Some(key) => !head.lines().any(|known| known.starts_with(&format!("{key}:"))),
            None => head.lines().any(|known| known.replace('"', "") == line),
        };
        if !is_there {
            wrong.push(format!("  the head lacks `{line}`:\n{head}"));
        }
    }
    if let Some(expected) = case.block("body").map(filled)
        && body.trim() != expected.trim()
    {
        wrong.push(format!("  the text is\n{}\n  and not\n{}", body.trim(), expected.trim()));
    }
    (!wrong.is_empty()).then(|| wrong.join("\n"))
}

/// The article and its metadata are found in a page.
pub(crate) fn trials() -> Vec<Trial> {
    literate::trials("pages", check)
}
