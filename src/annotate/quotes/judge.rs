//! Tells quotations from scare quotes, titles and names in marks.

use super::Bearer;
use super::cue::Cue;
use super::marks::Marked;
use super::scene::{FREE, Scene};
use super::words::{
    ACCORDING, BE, BETWEEN, CHARGE, DETERMINER, HAVE, NAMES, OFFENCE, PRONOUN, QUALIFIES, SAY, SECOND, SELF, SO_SAID,
    TERMS, THAT,
};
use crate::registry::tokens::{self, Token};

/// From how many words on marked words are a quotation without a cue.
const LONG: usize = 7;

/// Tells whether marked words are a quotation; `cue` is what attributes them, if anything does.
#[must_use]
pub fn stands(scene: &Scene<'_>, mark: &Marked, index: usize, cue: Option<&Cue>) -> bool {
    let (first, after) = scene.spans[index];
    let n_words = after - first;
    if n_words == 0 {
        return false;
    }
    let direct = cue.is_some_and(|cue| cue.direct);
    let stopped = scene.text[mark.start..mark.end].ends_with(['.', '!', '?', '…']);
    if is_borne(scene, first, after) || is_name(scene, mark, first, after) && !direct {
        return false;
    }
    let introduced = names_follow(scene, mark, first) && n_words <= LONG + 1 && !direct;
    let plural = n_words <= 2 && !direct && plural_before(scene, mark, first);
    if introduced || plural || charged(scene, first) || is_offence(scene, first) {
        return false;
    }
    if n_words == 1 && cue.is_some_and(|cue| !is_one_word_said(scene, cue, first)) {
        return false;
    }
    let in_brackets = scene.text[..mark.open].trim_end().ends_with('(');
    if in_brackets && !direct {
        return false;
    }
    if cue.is_some() {
        return true;
    }
    n_words >= LONG || n_words >= 4 && (stopped || !mark.closed || first == scene.sentence_start(first))
}

/// One word is said only where the verb touches it, or speech is reported: `qualifie de « … »`, `affirme que … « … »`.
fn is_one_word_said(scene: &Scene<'_>, cue: &Cue, first: usize) -> bool {
    if cue.direct || cue.behind || cue.after > first {
        return true;
    }
    let reach = scene.table.one_word_reach;
    let touches =
        first - cue.after <= reach && (reach > 1 || (cue.after..first).all(|at| scene.is(at, QUALIFIES | BETWEEN)));
    let qualified =
        first > 0 && scene.is(first - 1, QUALIFIES) && first - cue.after <= 14 && !scene.is(first - 1, DETERMINER);
    touches || qualified || (cue.after..first).any(|at| scene.is(at, THAT)) || is_according(scene, cue)
}

fn is_according(scene: &Scene<'_>, cue: &Cue) -> bool {
    cue.after
        .checked_sub(1)
        .is_some_and(|at| scene.is(at, ACCORDING | SECOND) || scene.is(at.saturating_sub(1), ACCORDING))
}

/// `pour « escroquerie en bande organisée »`.
fn is_offence(scene: &Scene<'_>, first: usize) -> bool {
    let offence = scene.tokens.get(first).is_some_and(|token| scene.table.kind(token.hash) & OFFENCE != 0);
    let Some(before) = first.checked_sub(1).filter(|_| offence) else { return false };
    matches!(scene.tokens[before].text(scene.text), "pour" | "de" | "d" | "for" | "with" | "of")
        && !super::cue::says(scene, before)
        && !(1..=3).filter_map(|n| first.checked_sub(n)).any(|at| super::cue::says(scene, at))
}

/// Tells whether marked words that open a sentence may go on with the speech before them, short as they are.
#[must_use]
pub fn may_go_on(scene: &Scene<'_>, index: usize) -> bool {
    let (first, after) = scene.spans[index];
    // `« Oui. »` is the whole sentence; in `« Libération » a écrit` the words are its subject.
    let ends = scene.tokens.get(after).is_none_or(|_| scene.sentences[after] != scene.sentences[first]);
    ends && scene.named[first] == FREE
}

/// Words that a record bears.
fn is_borne(scene: &Scene<'_>, first: usize, after: usize) -> bool {
    let borne = (first..after).filter(|at| scene.named[*at] != FREE).count();
    borne > 0 && borne * 10 >= (after - first) * 8
}

/// A name: every long word with a capital.
fn is_name(scene: &Scene<'_>, mark: &Marked, first: usize, after: usize) -> bool {
    if after - first > 6 || scene.text[mark.start..mark.end].ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let long = |at: &usize| scene.tokens[*at].end - scene.tokens[*at].start > 3;
    let capital = |at: usize| scene.tokens[at].is(Token::CAPITAL) || scene.tokens[at].is(Token::DIGIT);
    capital(first) && (first..after).filter(long).all(capital)
}

/// `le journal « … »`, `intitulé « … »`, `le mot « … »`, `le quai dit « … »`.
fn names_follow(scene: &Scene<'_>, mark: &Marked, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let touches = scene.text[scene.tokens[before].end as usize..mark.open].chars().all(char::is_whitespace);
    if !touches {
        return false;
    }
    if scene.is(before, SO_SAID) {
        let spoken = before
            .checked_sub(1)
            .is_some_and(|one| scene.is(one, HAVE | BE | SELF | PRONOUN | BETWEEN) || scene.named[one] != FREE);
        return !spoken;
    }
    if scene.is(before, SAY) && super::cue::says(scene, before) {
        return false;
    }
    scene.is(before, TERMS) || scene.is(before, NAMES) && scene.tokens[first].is(Token::CAPITAL)
}

/// `les « gilets jaunes »`: a class of people or things under its usual name.
fn plural_before(scene: &Scene<'_>, mark: &Marked, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let touches = scene.text[scene.tokens[before].end as usize..mark.open].chars().all(char::is_whitespace);
    touches && matches!(tokens::fold(scene.tokens[before].text(scene.text)).as_str(), "les" | "des" | "ces" | "aux")
}

/// `accusés de « … »`, also further on in the list.
fn charged(scene: &Scene<'_>, first: usize) -> bool {
    let start = scene.sentence_start(first);
    for at in (start.max(first.saturating_sub(30))..first).rev() {
        if super::cue::says(scene, at) {
            return false;
        }
        if scene.is(at, CHARGE) {
            return true;
        }
    }
    false
}

/// Tells whether a name is the subject of a verb right behind it.
#[must_use]
pub fn acts(scene: &Scene<'_>, bearer: &Bearer<'_>) -> bool {
    let rest = scene.text[bearer.end..].chars().take(60).collect::<String>();
    let mut list = Vec::new();
    tokens::tokenize(&rest, 0, rest.len(), &mut list);
    list.first().is_some_and(|token| {
        let kinds = scene.table.kind(token.hash);
        token.text(&rest) != "à"
            && kinds & (HAVE | SAY) != 0
            && token.gap == tokens::Gap::Start
            && rest.starts_with(' ')
    })
}
