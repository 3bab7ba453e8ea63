//! Finds the forms in a text: looks up folded tokens in the lexicon, then compares letters, case and accents.

use super::bracketed_acronym;
use super::genitive;
use crate::base::FxHashMap;
use crate::lang::matching::MatchingRules;
use crate::registry::surface_form::{FoldedForm, FoldedWord};
use crate::registry::{FormIndex, Lexicon};
use crate::text::tokens::{self, Gap, Token};

/// A form found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// Which form it is.
    pub form: MatchedForm,
    /// Whether the text has it in the genitive.
    pub is_genitive: bool,
}

/// The form that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedForm {
    /// A form of the lexicon.
    Form(FormIndex),
    /// A form defined for this article only: index into the list of local forms.
    Local(usize),
}

/// A form for one article only: from `as:`, from `unlinked:`, or an acronym that the article defines.
#[derive(Clone, Debug)]
pub struct LocalForm {
    /// Its words.
    pub folded_form: FoldedForm,
    /// Hash and gap class of each word.
    pub steps: Vec<(u64, u64)>,
}

impl LocalForm {
    /// Makes a local form of its text; `None` if the text has no word.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut list = Vec::new();
        tokens::tokenize(text, 0, text.len(), &mut list);
        let folded_form = FoldedForm::new(text, &list, 0);
        let steps = list
            .iter()
            .enumerate()
            .map(|(i, token)| (token.hash, if i == 0 { 0 } else { token.gap.class() }))
            .collect();
        (!list.is_empty()).then_some(Self { folded_form, steps })
    }

    fn len_at(&self, list: &[Token], start: usize) -> Option<usize> {
        let fits = self.steps.iter().enumerate().all(|(i, (hash, class))| {
            list.get(start + i).is_some_and(|token| {
                token.hash == *hash && (i == 0 || (token.gap != Gap::Start && token.gap.class() == *class))
            })
        });
        fits.then_some(self.steps.len())
    }
}

/// The forms for one article only.
#[derive(Clone, Debug, Default)]
pub struct LocalForms {
    forms: Vec<LocalForm>,
    /// Numbers of the forms that begin with a word, by its hash, in order.
    by_first: FxHashMap<u64, Vec<usize>>,
}

impl LocalForms {
    /// Adds a form. Its number is the count of forms before it.
    pub fn push(&mut self, form: LocalForm) {
        if let Some((hash, _)) = form.steps.first() {
            self.by_first.entry(*hash).or_default().push(self.forms.len());
        }
        self.forms.push(form);
    }

    /// Returns the forms that begin with a word of this hash, with their numbers.
    fn beginning(&self, hash: u64) -> impl Iterator<Item = (usize, &LocalForm)> {
        let numbers = if self.forms.is_empty() { None } else { self.by_first.get(&hash) };
        numbers.into_iter().flatten().filter_map(|number| Some((*number, self.forms.get(*number)?)))
    }
}

/// What a search for forms needs.
#[derive(Clone, Copy)]
pub struct FormSearch<'a> {
    /// The text.
    pub text: &'a str,
    /// The forms of all records.
    pub lexicon: &'a Lexicon,
    /// The forms for this article only.
    pub local: &'a LocalForms,
    /// The tables of the text's own language.
    pub language: &'a MatchingRules,
}

impl FormSearch<'_> {
    /// Returns the usable forms among the tokens of `list`, from left to right and without overlaps. Of several forms
    /// that begin at one token the longest wins, and a local form wins over another of the same length.
    pub fn find(&self, list: &[Token], usable: impl Fn(FormIndex) -> bool) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut first = 0;
        while first < list.len() {
            let mut best: Option<Candidate> = None;
            self.lexicon.matches(list, first, |after, form| {
                let spelling = &self.lexicon.form(form).folded_form;
                let is_alike = || {
                    self.is_spelled_alike(&list[first..after], spelling)
                        || self.is_in_small(list, first, after, spelling)
                };
                if usable(form) && is_alike() {
                    best = Some(Candidate { first, after, form: MatchedForm::Form(form), is_genitive: false });
                }
            });
            if !self.language.genitive.is_empty() {
                best = genitive::longest(self, list, first, &usable)
                    .filter(|found| best.is_none_or(|best| found.after > best.after))
                    .or(best);
            }
            for (index, form) in self.local.beginning(list[first].hash) {
                let Some(len) = form.len_at(list, first) else { continue };
                let after = first + len;
                if best.is_none_or(|best| after >= best.after)
                    && self.is_spelled_alike(&list[first..after], &form.folded_form)
                {
                    best = Some(Candidate { first, after, form: MatchedForm::Local(index), is_genitive: false });
                }
            }
            match best {
                Some(candidate) => {
                    first = candidate.after;
                    candidates.push(candidate);
                }
                None => first += 1,
            }
        }
        candidates
    }

    /// Returns whether words of a text may be this form: the letters are the same, there is a capital if the name needs
    /// one, and no accent makes it another word.
    pub(super) fn is_spelled_alike(&self, list: &[Token], spelling: &FoldedForm) -> bool {
        list.len() == spelling.n_words()
            && capitals_fit(list, spelling)
            && self.small_word_fits(list, spelling)
            && self.all_letters_fit(list, spelling)
    }

    fn all_letters_fit(&self, list: &[Token], spelling: &FoldedForm) -> bool {
        list.iter().zip(spelling.words()).all(|(token, word)| self.letters_fit(token, word, list.len()))
    }

    /// Returns whether the text has a name of several words with a small letter where the form begins with a capital, and
    /// something else shows that it is this name: a noun for a body, building or the like, and all later capitals (`la
    /// fondation Orvane`), or the acronym behind it (`la cour des marées (CDM)`). `une fondation Orvane` is none.
    fn is_in_small(&self, list: &[Token], first: usize, after: usize, spelling: &FoldedForm) -> bool {
        let (words, head) = (&list[first..after], &list[first]);
        let is_capital = |shape: u8| shape & Token::CAPITAL != 0;
        let mut forms = spelling.words();
        let Some((noun, shape)) = forms.next().filter(|_| words.len() > 1 && words.len() == spelling.n_words()) else {
            return false;
        };
        let begins_small = !head.is(Token::CAPITAL) && is_capital(shape) && shape & Token::ALL_CAPITALS == 0;
        if !begins_small || !self.all_letters_fit(words, spelling) {
            return false;
        }
        let before = first.checked_sub(1).filter(|_| matches!(head.gap, Gap::Space | Gap::Apostrophe));
        let before = before.map(|index| tokens::fold(list[index].text(self.text))).unwrap_or_default();
        if self.language.indefinites.contains(&before) {
            return false;
        }
        let mut later = forms.zip(&words[1..]).filter(|((_, shape), _)| is_capital(*shape)).peekable();
        let is_noun = self.language.may_begin_small(noun, &before) && later.peek().is_some();
        (is_noun && later.all(|(_, token)| token.is(Token::CAPITAL)))
            || bracketed_acronym::follows(self.text, words, list.get(after), spelling)
    }

    /// A name that begins with a small word has a capital at the word behind it too: `Le maire` is not the name `Le Maire`.
    fn small_word_fits(&self, list: &[Token], spelling: &FoldedForm) -> bool {
        let mut words = spelling.words().zip(list);
        let (Some(((first, shape), _)), true) = (words.next(), list.len() > 1) else { return true };
        if shape & Token::CAPITAL == 0 || !self.language.openers.contains(first) {
            return true;
        }
        words.find(|((_, shape), _)| shape & Token::CAPITAL != 0).is_none_or(|(_, token)| token.is(Token::CAPITAL))
    }

    /// The text may omit an accent of the form (`Etats-Unis`, `COREE`). If the text adds an accent of its own language,
    /// it is another word (`Marché` is not `Marche`), unless the name has further words that match (`Viêt Nam`). A
    /// foreign accent does not make another word (`Erdoğan`). Two long words hardly ever differ in an accent alone: a record
    /// without it (`Liberation`) leaves it out.
    fn letters_fit(&self, token: &Token, (folded, shape): (&str, u8), n_words: usize) -> bool {
        let text = token.text(self.text);
        // The hashes are equal; this makes sure that the letters are. ASCII needs no folding.
        if !text.eq_ignore_ascii_case(folded) && tokens::fold(text) != folded {
            return false;
        }
        let extra_accent = token.is(Token::ACCENTED) && shape & Token::ACCENTED == 0;
        let is_long = token.len() > 8 && token.is(Token::CAPITAL) && !token.is(Token::SENTENCE_START);
        !extra_accent || n_words > 1 || is_long || !tokens::has_letter_of(text, self.language.accents)
    }
}

/// Returns whether a name has the capitals that it needs: that of the first word which has one in the form; the other
/// words may be written either way. A short acronym needs all of its capitals: `ue` is not `UE`, but `Onu` is `ONU`.
fn capitals_fit(list: &[Token], spelling: &FoldedForm) -> bool {
    let capital = |shape: u8| shape & (Token::CAPITAL | Token::DIGIT) != 0;
    let mut leading = None;
    for (token, (folded, shape)) in list.iter().zip(spelling.words()) {
        if shape & FoldedWord::IN_CAPITALS != 0 && !token.is(Token::ALL_CAPITALS) {
            return false;
        }
        if list.len() == 1 && shape & Token::ALL_CAPITALS != 0 {
            return token.is(Token::ALL_CAPITALS) || (folded.len() > 3 && token.is(Token::CAPITAL));
        }
        if leading.is_none() && capital(shape) {
            leading = Some(capital(token.shape));
        }
    }
    leading.unwrap_or(true)
}
