//! Looks at the words right before and after a name: apostrophes, capitals, numbers, other names.

use super::name_context::{NameContext, NameSpan};
use crate::gazetteer::is_given_name;
use crate::lang::matching::{CapitalMeaning, MatchingRules};
use crate::text::tokens::{Gap, Token};

/// `O’Brien` does not contain the name `Brien`: a word begins after an apostrophe only if the word before is elided.
pub(super) fn inside_word(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if context.tokens[name.first].gap == Gap::Apostrophe && name.first > 0 {
        let before = context.word(name.first - 1);
        if !context.language.elisions.contains(&before) && !context.language.possessives.contains(&before) {
            return Some(name.first - 1);
        }
    }
    let after = context.tokens.get(name.after)?;
    // `Le Monde.fr` is an address.
    let glued = after.start == context.tokens[name.after - 1].end + 1;
    if glued && after.gap == Gap::Dot && !after.is(Token::CAPITAL) {
        return Some(name.after);
    }
    if after.gap != Gap::Apostrophe {
        return None;
    }
    // `the United States’ ports`, `Marx’ Nachfolger`: the apostrophe of a plural or a genitive ends the word.
    if context.text_before(name.after).ends_with(char::is_whitespace) {
        return None;
    }
    let word = context.word(name.after);
    (!context.language.possessives.contains(&word) && after.len() > 1).then_some(name.after)
}

/// `Castel@example.org`, `@Castel`, `castel_2022`: part of an address.
pub(super) fn inside_address(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let joins = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b'@' | b'_'));
    let bytes = context.text.as_bytes();
    let (start, end) = (context.tokens[name.first].start as usize, context.tokens[name.after - 1].end as usize);
    (joins(bytes.get(end)) || joins(start.checked_sub(1).and_then(|at| bytes.get(at)))).then_some(name.first)
}

/// `le Suisse Roger`: the word says where he is from and does not name the place.
pub(super) fn demonym(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let before = context.spaced_before(name.first).filter(|_| name.types.place && name.after == name.first + 1)?;
    MatchingRules::has_pair(&context.language.own_demonyms, &context.word(name.first), &context.word(before))
        .then_some(before)
}

/// `les Dupont`, `la famille Dupont`, `the Dupont family`: several people of that name.
pub(super) fn plural_family(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !name.types.person || name.types.full {
        return None;
    }
    let language = context.language;
    let is_plural = |index: &usize| {
        let word = context.word(*index);
        // `die Brandners`: behind an article the ending is that of a plural.
        let is_ending = name.is_genitive && language.determiners.contains(&word);
        is_ending || language.plural_determiners.contains(&word) || language.family_nouns.contains(&word)
    };
    let follows = |index: &usize| language.family_nouns.contains(&context.word(*index));
    let after = context.spaced_at(name.after).map(|_| name.after).filter(follows);
    context.spaced_before(name.first).filter(is_plural).or(after)
}

/// `avenue Poutine`, `lycée Paris`.
pub(super) fn direct_trigger(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let index = context.spaced_before(name.first).filter(|index| context.name_of_token[*index].is_none())?;
    let word = context.word(index);
    let nature = name.types;
    let only_body = nature.body && !nature.person && !nature.place;
    let table = if only_body { &context.language.direct_triggers_of_bodies } else { &context.language.direct_triggers };
    let gendered = context.spaced_before(index).is_some_and(|before| {
        !only_body && MatchingRules::has_pair(&context.language.gendered_triggers, &word, &context.word(before))
    });
    (table.contains(&word) || gendered).then_some(index)
}

/// Two names with only a space between them are mostly a third one: `François Limoges`. But a full name is a name by
/// itself (`le maire de Lyon Jean Dupont`), and so is the name before it unless that is a person.
pub(super) fn adjacent_name(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let are_apart = |left: &NameSpan, right: &NameSpan| {
        left.types.role
            || left.is_genitive
            || right.types.role
            || (right.types.full && (left.types.full || !left.types.person || left.types.place))
    };
    let capitals =
        |left: usize, right: usize| context.tokens[left].is(Token::CAPITAL) && context.tokens[right].is(Token::CAPITAL);
    if let Some(index) = context.spaced_before(name.first)
        && let Some(left) = context.name_at(index)
        && capitals(index, name.first)
        && !are_apart(left, name)
    {
        return Some(index);
    }
    context.spaced_at(name.after)?;
    let right = context.name_at(name.after)?;
    (capitals(name.after - 1, name.after) && !are_apart(name, right)).then_some(name.after)
}

/// `Ludwig von …`, `Oussama ben …`.
pub(super) fn particle(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let index = context.joined_before(name.first).filter(|index| context.name_of_token[*index].is_none())?;
    let word = context.word(index);
    // `Anna von Quandt`, but `die Pläne von Quandt`.
    let follows_given_name = || {
        let before = context.spaced_before(index).filter(|_| name.types.person && !name.types.full);
        before.is_some_and(|before| is_given_name(context.tokens[before].text(context.text)))
    };
    let binds = context.language.capitals == CapitalMeaning::Noun && context.language.binders.contains(&word);
    (context.language.particles.contains(&word) || (binds && follows_given_name())).then_some(index)
}

/// `J. Dupont`: disambiguation checks whose initial it is. This rule blocks a name whose initial has another name
/// before it, and initials before anything but a family name.
pub(super) fn initial(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let chain = context.initials_before(name)?;
    let before = chain.start.checked_sub(1).filter(|_| context.tokens[chain.start].gap == Gap::Space);
    if let Some(before) =
        before.filter(|before| context.is_unknown_capital(*before) || context.name_of_token[*before].is_some())
    {
        return Some(before);
    }
    (!name.types.person || name.types.full).then_some(chain.start)
}

impl NameContext<'_> {
    /// Returns the tokens of the initials right before a name: `J.-P.`, `V.`.
    #[must_use]
    pub(crate) fn initials_before(&self, name: &NameSpan) -> Option<std::ops::Range<usize>> {
        let is_initial = |index: usize| {
            let token = &self.tokens[index];
            token.is(Token::CAPITAL)
                && (token.text(self.text).chars().filter(|c| c.is_alphabetic()).count() == 1
                    || token.text(self.text).contains('.'))
        };
        let mut first = name.first;
        while first > 0
            && self.tokens[first].gap.is_after_initial()
            && self.name_of_token[first - 1].is_none()
            && is_initial(first - 1)
        {
            // The `M.` of `M. Dupont` is a title.
            if self.language.titles.contains(&self.word(first - 1)) {
                break;
            }
            first -= 1;
        }
        (first < name.first).then_some(first..name.first)
    }

    /// Returns whether an article precedes the capitals that end at token `last`: `l’Américaine …`,
    /// `le Sud-Africain …`. Then none of them is a first name.
    pub(super) fn has_determiner(&self, last: usize) -> bool {
        let mut index = last;
        for _ in 0..3 {
            let Some(before) = self.joined_before(index) else { return false };
            if self.language.determiners.contains(&self.word(before)) {
                return true;
            }
            if !self.tokens[before].is(Token::CAPITAL) {
                return false;
            }
            index = before;
        }
        false
    }

    /// Returns whether a title behind a name is a family name, because no name follows that it could announce:
    /// `Virginia Judge spoke`, `Stephen King wrote it`.
    fn is_name_like_title(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        if self.headline
            || !token.is(Token::CAPITAL)
            || self.is_in_name(index)
            || !self.language.titles.contains(&self.word(index))
        {
            return false;
        }
        let announces = self.tokens.get(index + 1).is_some_and(|next| match next.gap {
            Gap::Space | Gap::Dot => next.is(Token::CAPITAL),
            // `the Georgia Governor’s race`
            Gap::Apostrophe => self.language.possessives.contains(&self.word(index + 1)),
            _ => false,
        });
        !announces
    }

    /// Returns whether a word is a given name here, although it may have its capital from the start of a sentence or be a
    /// month: `Pierre Morel`, `April Morel`.
    fn is_given_word(&self, index: usize) -> bool {
        self.tokens[index].is(Token::CAPITAL)
            && !self.is_in_name(index)
            && !self.is_dated(index)
            && self.language.name_words.given.contains(&self.word(index))
    }

    /// Returns whether a capitalised word is the complement of an office, after which its holder's full name may follow:
    /// `Secretary of State Paul Marsh`, `senator from Vermont Ruth Lee`.
    fn is_office_of(&self, index: usize) -> bool {
        let mut word = index;
        for _ in 0..3 {
            let Some(before) = self.joined_before(word) else { return false };
            let tie = self.word(before);
            if self.language.binders.contains(&tie)
                || self.language.loose_binders.contains(&tie)
                || self.language.locatives.contains(&tie)
            {
                return self.joined_before(before).is_some_and(|office| {
                    let office = self.word(office);
                    self.language.offices.contains(&office) || self.language.titles.contains(&office)
                });
            }
            word = before;
        }
        false
    }

    /// Returns whether the name belongs to an office and its holder's name follows: `la maire de Lyon Jeanne Dupont`.
    fn is_office_before_person(&self, name: &NameSpan) -> bool {
        let two_capitals = self.spaced_at(name.after).is_some_and(|token| token.is(Token::CAPITAL))
            && (name.after + 1..name.after + 3)
                .any(|index| self.joined_at(index).is_some_and(|token| token.is(Token::CAPITAL)));
        if !two_capitals {
            return false;
        }
        let mut index = name.first;
        for _ in 0..5 {
            let Some(before) = self.joined_before(index) else { return false };
            if self.language.offices.contains(&self.word(before)) {
                return true;
            }
            index = before;
        }
        false
    }
}

/// `Paris Hilton`, `Kim Basinger`: an unknown word with a capital follows.
pub(super) fn capital_after(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    context.spaced_at(name.after)?;
    // `Paris Saint-Germain`: `Saint` with a hyphen is not a title.
    let hyphen = context.tokens.get(name.after + 1).is_some_and(|token| token.gap == Gap::Hyphen);
    let compound =
        hyphen && context.tokens[name.after].is(Token::CAPITAL) && context.name_of_token[name.after].is_none();
    if !compound && !context.is_unknown_capital(name.after) && !context.is_name_like_title(name.after) {
        return None;
    }
    let free = (!name.types.person && context.is_office_before_person(name))
        || (!compound && context.language.capitals == CapitalMeaning::Noun && context.may_precede_noun(name));
    (!free).then_some(name.after)
}

/// `Roman Poutine`: a word with a capital precedes that is not a title and does not begin a sentence. `France 3 Bretagne`: such a
/// word and a number.
pub(super) fn capital_before(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if let Some(number) = context.spaced_before(name.first).filter(|_| !name.types.person)
        && context.tokens[number].is(Token::DIGIT)
        && context.tokens[number].len() < 3
        && context.spaced_before(number).is_some_and(|before| {
            let is_month = context.language.openers.contains(&context.word(before));
            context.is_capital(before) && !context.tokens[before].is(Token::SENTENCE_START) && !is_month
        })
    {
        return Some(number);
    }
    let given = |index: usize| name.types.person && !name.types.full && context.is_given_word(index);
    let index =
        context.spaced_before(name.first).filter(|index| context.is_unknown_capital(*index) || given(*index))?;
    // `In April Keller spoke`
    if context.is_dated(index) {
        return None;
    }
    let word = context.word(index);
    // `Le Monde`, `La Courneuve`: an article is not another name.
    let free = context.language.articles.contains(&word)
        || (name.types.full && (context.has_determiner(index) || context.is_office_of(index)))
        || (name.types.place && context.language.is_apposition(&word))
        || match context.language.capitals {
            CapitalMeaning::Name => false,
            CapitalMeaning::NameWithoutOpeners => {
                context.is_long(name)
                    && context.opens(index)
                    && !is_given_name(context.tokens[index].text(context.text))
            }
            CapitalMeaning::Noun => context.may_follow_noun(name, index),
        };
    (!free).then_some(index)
}

/// `France 24`, `Europe 1`: a small number follows that counts nothing.
pub(super) fn number_after(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let number = context.spaced_at(name.after).filter(|_| name.types.place || name.types.body)?;
    let digits = number.text(context.text);
    if digits.len() > 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // `une Renault 5`
    if let Some(before) = context.spaced_before(name.first)
        && name.types.body
        && context.language.indefinites.contains(&context.word(before))
    {
        return Some(name.after);
    }
    let counts = context.tokens.get(name.after + 1).is_some_and(|next| {
        let word = context.word(name.after + 1);
        let language = context.language;
        let elided = context.tokens.get(name.after + 2).is_some_and(|token| token.gap == Gap::Apostrophe);
        let function_word = language.stop_words.contains(&word)
            || language.openers.contains(&word)
            || (elided && language.elisions.contains(&word));
        // `4 à 0`, `60 à 80 %`: a range.
        let range = matches!(word.as_str(), "a" | "to" | "ou" | "or")
            && context.tokens.get(name.after + 2).is_some_and(|token| token.is(Token::DIGIT));
        let parted = matches!(next.gap, Gap::Start | Gap::Dot) || punctuates(context, name.after + 1);
        !parted && !next.is(Token::CAPITAL) && (range || !function_word)
    });
    (!counts).then_some(name.after)
}

/// Returns whether a comma, bracket or the like is between a token and the one before.
fn punctuates(context: &NameContext<'_>, index: usize) -> bool {
    let (before, token) = (&context.tokens[index - 1], &context.tokens[index]);
    let gap = &context.text[before.end as usize..token.start as usize];
    gap.contains([',', ';', ')', '»', '”', '"', '!', '?', '.', '«', '“', ':']) && gap.ends_with(char::is_whitespace)
}
