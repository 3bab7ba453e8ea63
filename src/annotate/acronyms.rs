//! Finds the acronyms that an article defines: `Cour pénale internationale (CPI)` and
//! `CPI (Cour pénale internationale)`. They make `la CPI` certain in that article, even if several records have this
//! form.

use std::collections::HashSet;

use super::bracketed_acronym::{acronym_after, is_acronym_of};
use super::candidates::LocalForm;
use super::name_scanner::{HitKind, NameHit, NameScanner};
use crate::lang::in_any;
use crate::text::tokens::{self, Token};

/// An acronym and its meaning in one article.
pub(super) struct AcronymDefinition {
    /// The acronym as a form.
    pub acronym: LocalForm,
    /// Its meaning.
    pub meaning: HitKind,
}

/// Returns the acronyms that a text defines, in order.
pub(super) fn find_definitions<'a>(
    scanner: &NameScanner<'a>,
    hits: &[NameHit],
    list: &[Token],
) -> Vec<AcronymDefinition> {
    let text: &'a str = &scanner.body.text;
    let mut definitions = Vec::new();
    let mut known = HashSet::new();
    for hit in hits.iter().filter(|hit| hit.blocked_by.is_none()) {
        let HitKind::Form(form) = hit.kind else { continue };
        let sole = scanner.sole_strong(form);
        let form = scanner.lexicon.form(form);
        let Some(entity) = sole.filter(|_| form.folded_form.n_words() > 1) else { continue };
        let first = list.partition_point(|token| (token.start as usize) < hit.start);
        let after = list.partition_point(|token| (token.start as usize) < hit.end);
        for token in [acronym_after(text, hit.end, list.get(after)), acronym_before(text, hit, &list[..first])]
            .into_iter()
            .flatten()
        {
            let short = token.text(text);
            // A second definition of the same acronym adds nothing.
            if !is_acronym_of(token, short, &form.folded_form) || !known.insert((short, entity)) {
                continue;
            }
            if let Some(acronym) = LocalForm::new(short) {
                definitions.push(AcronymDefinition {
                    acronym,
                    meaning: HitKind::Acronym(entity, format!("{} ({short})", form.text)),
                });
            }
        }
    }
    definitions
}

/// `CPI (Cour pénale internationale)`, also `CPI (la Cour …)`.
fn acronym_before<'a>(text: &str, hit: &NameHit, list: &'a [Token]) -> Option<&'a Token> {
    if !text[hit.end..].trim_start().starts_with(')') {
        return None;
    }
    let last = list.last()?;
    let article = in_any(&tokens::fold(last.text(text)), |language| language.words.definite_articles);
    let (token, inner) = if article && !text[last.end as usize..hit.start].contains('(') {
        (list.len().checked_sub(2).and_then(|index| list.get(index))?, last.start as usize)
    } else {
        (last, hit.start)
    };
    (text[token.end as usize..inner].trim_start_matches('.').trim() == "(").then_some(token)
}
