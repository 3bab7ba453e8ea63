//! Acronyms that an article explains: `Cour pénale internationale (CPI)` and `CPI (Cour pénale internationale)` make
//! `la CPI` certain in that article, also where several records bear it.

use std::collections::HashSet;

use super::candidates::LocalForm;
use super::look::{Look, Seen, What};
use crate::registry::lexicon::Form;
use crate::registry::tokens::{self, Token};

/// An acronym and what it stands for in one article.
pub(super) struct Bridge {
    /// The acronym as a form.
    pub acronym: LocalForm,
    /// Its meaning.
    pub what: What,
}

/// Returns the acronyms that a text explains, in order.
pub(super) fn of<'a>(look: &Look<'a>, seen: &[Seen], list: &[Token]) -> Vec<Bridge> {
    let text: &'a str = &look.body.text;
    let mut bridges = Vec::new();
    let mut known = HashSet::new();
    for seen in seen.iter().filter(|seen| seen.held.is_none()) {
        let What::Form(form) = seen.what else { continue };
        let sole = look.sole_strong(form);
        let form = &look.lexicon.forms[form as usize];
        let Some(entity) = sole.filter(|_| form.spelling.n_words() > 1) else { continue };
        let first = list.partition_point(|token| (token.start as usize) < seen.start);
        let after = list.partition_point(|token| (token.start as usize) < seen.end);
        for token in [behind(text, seen, list.get(after)), before(text, seen, &list[..first])].into_iter().flatten() {
            let short = token.text(text);
            // A text that explains an acronym again says nothing new.
            if !is_acronym_of(token, short, form) || !known.insert((short, entity)) {
                continue;
            }
            if let Some(acronym) = LocalForm::new(short) {
                bridges.push(Bridge { acronym, what: What::Acronym(entity, format!("{} ({short})", form.text)) });
            }
        }
    }
    bridges
}

/// `Cour pénale internationale (CPI)`.
fn behind<'a>(text: &str, seen: &Seen, token: Option<&'a Token>) -> Option<&'a Token> {
    let token = token?;
    let opened = text[seen.end..token.start as usize].trim() == "(";
    (opened && text[token.end as usize..].trim_start_matches('.').trim_start().starts_with(')')).then_some(token)
}

/// `CPI (Cour pénale internationale)`, also `CPI (la Cour …)`.
fn before<'a>(text: &str, seen: &Seen, list: &'a [Token]) -> Option<&'a Token> {
    if !text[seen.end..].trim_start().starts_with(')') {
        return None;
    }
    let last = list.last()?;
    let article = ["le", "la", "les", "l", "the"].contains(&tokens::fold(last.text(text)).as_str());
    let (token, inner) = if article && !text[last.end as usize..seen.start].contains('(') {
        (list.len().checked_sub(2).and_then(|index| list.get(index))?, last.start as usize)
    } else {
        (last, seen.start)
    };
    (text[token.end as usize..inner].trim_start_matches('.').trim() == "(").then_some(token)
}

/// Tells whether the letters of an acronym begin words of the form, in order: `CPI`, not `(AFP)` after a name.
fn is_acronym_of(token: &Token, short: &str, form: &Form) -> bool {
    let mut words = form.spelling.words();
    token.is(Token::ALL_CAPITALS)
        && tokens::fold(short).chars().all(|letter| words.any(|(folded, _)| folded.starts_with(letter)))
}
