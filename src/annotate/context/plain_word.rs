//! Looks whether a word with a capital is a name at all. At the start of a sentence a capital proves nothing: `Petit à
//! petit`, `Brown bears`. There a name that is an ordinary word links only before a word that a person precedes.

use super::block_shape::BlockShape;
use super::name_context::{NameContext, NameSpan};
use crate::text::tokens::{Gap, Token};

impl NameContext<'_> {
    /// Returns whether a form is the bare family name of people and nothing else.
    pub(crate) fn is_bare_family(&self, name: &NameSpan) -> bool {
        let types = name.types;
        types.person && !types.strong && !types.place && !types.body && name.after == name.first + 1
    }

    /// Returns whether a sentence begins with a token, so that its capital proves nothing. After a comma and a closing mark
    /// (`“Yes,” May said`) and in brackets none begins.
    pub(super) fn opens_sentence(&self, index: usize) -> bool {
        if index == 0 {
            return true;
        }
        if !self.tokens[index].is(Token::SENTENCE_START) {
            return false;
        }
        let gap = self.text_before(index);
        let ends = gap.contains(['.', '!', '?', '…', ':', '—', '–', '•', '\n']);
        let opening = !gap.ends_with(' ') && !gap.ends_with('(') && !gap.ends_with('[');
        ends || gap.contains('«') || (opening && gap.contains(['"', '“', '„']))
    }

    /// Returns whether the words from `after` on follow a person as their subject. `any_verb` says whether a verb of anything
    /// is enough.
    pub(super) fn follows_person(&self, after: usize, any_verb: bool) -> bool {
        let Some(next) = self.tokens.get(after) else { return false };
        let words = &self.language.name_words;
        match next.gap {
            Gap::Apostrophe => self.language.possessives.contains(&self.word(after)),
            Gap::Space if (!next.is(Token::CAPITAL) || self.headline) && !next.is(Token::DIGIT) => {
                let word = self.word(after);
                // `à` is no form of `avoir`.
                let preposition = next.is(Token::ACCENTED) && next.len() == 2;
                let ends = || word.len() > 4 && words.verb_endings.iter().any(|ending| word.ends_with(ending));
                words.person_verbs.contains(&word)
                    || words.clitics.contains(&word)
                    || (any_verb && !preposition && (words.verbs.contains(&word) || ends()))
            }
            Gap::Other(_) => {
                self.text_before(after).trim() == ","
                    && (next.is(Token::DIGIT) || words.relatives.contains(&self.word(after)))
            }
            _ => false,
        }
    }
}

/// `Petit à petit`, `Bon, soupire un élu`, `May I come in`, `French troops`.
pub(super) fn plain_word(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if name.after != name.first + 1 || name.types.full {
        return None;
    }
    let words = &context.language.name_words;
    let word = context.word(name.first);
    let any_verb = !words.bare_subjects.contains(&word);
    let family = context.is_bare_family(name);
    if family
        && words.capital_adjectives.contains(&word)
        && context.spaced_at(name.after).is_some_and(|next| !next.is(Token::CAPITAL))
        && !context.follows_person(name.after, any_verb)
    {
        return Some(name.after);
    }
    if family && words.capital_nouns.contains(&word) && !context.follows_person(name.after, false) {
        let before = context.spaced_before(name.first).map(|index| context.word(index));
        let meant = before
            .is_some_and(|before| context.language.titles.contains(&before) || words.person_verbs.contains(&before));
        if !meant {
            return Some(name.first);
        }
    }
    // `Nice : la plage est fermée`: the name of a place before a colon, first in its block, says where.
    let is_label = name.first == 0
        && context.tokens.get(name.after).is_some_and(|_| context.text_before(name.after).trim() == ":");
    if is_label && name.types.place && name.types.strong {
        return None;
    }
    let token = &context.tokens[name.first];
    let headline = context.shape == BlockShape::Headline;
    if headline {
        // `Hope Fades for Miners`: the word may go with the one after it.
        context.spaced_at(name.after).filter(|_| !context.is_in_name(name.after))?;
    } else if token.is(Token::ALL_CAPITALS) || !context.opens_sentence(name.first) {
        // A word in capitals, such as an acronym, is no ordinary one.
        return None;
    }
    if context.initials_before(name).is_some() {
        return None;
    }
    let ordinary = ((family || (!headline && !name.types.place)) && words.words.contains(&word))
        || (!headline && context.language.common_names.contains(&word))
        || context.is_small_elsewhere(name.first);
    (ordinary && !context.follows_person(name.after, any_verb)).then_some(name.first)
}

/// In a list of names a family name alone is somebody's whose first name or role is missing.
pub(super) fn list_member(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if context.shape != BlockShape::NameList || !context.is_bare_family(name) {
        return None;
    }
    let before = name.first.checked_sub(1).filter(|_| matches!(context.tokens[name.first].gap, Gap::Space | Gap::Dot));
    let titled = before.is_some_and(|index| context.language.titles.contains(&context.word(index)));
    (!titled).then_some(name.first)
}

/// In a table of figures only a certain name of several words is a name by itself.
pub(super) fn figures(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let long = name.types.strong && name.after > name.first + 1;
    (context.shape == BlockShape::FigureList && !long).then(|| {
        let figure = context.tokens.iter().position(|token| token.is(Token::DIGIT));
        figure.unwrap_or(name.first)
    })
}

/// `Noël approche`: the word alone is a date. Names within longer dates are not even found.
pub(super) fn date(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let single = name.after == name.first + 1;
    (single && context.is_dated(name.first) && !context.follows_person(name.after, false)).then_some(name.first)
}
