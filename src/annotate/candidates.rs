//! Finds where forms stand in a text: folded tokens through the lexicon, then letters, case and accents compared.

use crate::base::FxHashMap;
use crate::registry::surface_form::{FoldedForm, FoldedWord};
use crate::registry::{FormIndex, Lexicon};
use crate::text::tokens::{self, Gap, Token};

/// A form that stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// What was found.
    pub form: MatchedForm,
}

/// What stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedForm {
    /// A form of the lexicon.
    Form(FormIndex),
    /// A form that holds in this article only: index into its list of local forms.
    Local(usize),
}

/// A form that holds in one article only: pinned, unlinked, or an acronym explained there.
#[derive(Clone, Debug)]
pub struct LocalForm {
    /// Its words.
    pub folded_form: FoldedForm,
    /// Hash and gap class of each word.
    pub steps: Vec<(u64, u64)>,
}

impl LocalForm {
    /// Makes a local form of its text; `None` where it has no word.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut list = Vec::new();
        tokens::tokenize(text, 0, text.len(), &mut list);
        let spelling = FoldedForm::new(text, &list, 0);
        let steps = list
            .iter()
            .enumerate()
            .map(|(i, token)| (token.hash, if i == 0 { 0 } else { token.gap.class() }))
            .collect();
        (!list.is_empty()).then_some(Self { folded_form: spelling, steps })
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

/// The forms that hold in one article only.
#[derive(Clone, Debug, Default)]
pub struct LocalForms {
    forms: Vec<LocalForm>,
    /// The forms that begin with a word, by its hash, in order.
    by_first: FxHashMap<u64, Vec<usize>>,
}

impl LocalForms {
    /// Adds a form, which is known by its number from then on.
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

/// Where to look for what.
#[derive(Clone, Copy)]
pub struct FormSearch<'a> {
    /// The text.
    pub text: &'a str,
    /// The forms of all records.
    pub lexicon: &'a Lexicon,
    /// The forms that hold in this article only.
    pub local: &'a LocalForms,
    /// The accented letters that the language itself writes.
    pub accents: &'a str,
}

impl FormSearch<'_> {
    /// Returns every longest usable form among `list` from left to right, none overlapping another. At one place the
    /// longest wins; of two equally long a local form wins.
    pub fn find(&self, list: &[Token], usable: impl Fn(FormIndex) -> bool) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut first = 0;
        while first < list.len() {
            let mut best: Option<Candidate> = None;
            self.lexicon.matches(list, first, |after, form| {
                let spelling = &self.lexicon.form(form).folded_form;
                if usable(form) && self.is_spelled_alike(&list[first..after], spelling) {
                    best = Some(Candidate { first, after, form: MatchedForm::Form(form) });
                }
            });
            for (index, form) in self.local.beginning(list[first].hash) {
                let Some(len) = form.len_at(list, first) else { continue };
                let after = first + len;
                if best.is_none_or(|best| after >= best.after)
                    && self.is_spelled_alike(&list[first..after], &form.folded_form)
                {
                    best = Some(Candidate { first, after, form: MatchedForm::Local(index) });
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

    /// Tells whether words of a text may be this form: the same letters, a capital where the name needs one, no accent
    /// that makes another word of it.
    fn is_spelled_alike(&self, list: &[Token], spelling: &FoldedForm) -> bool {
        list.len() == spelling.n_words()
            && capitals_fit(list, spelling)
            && list.iter().zip(spelling.words()).all(|(token, word)| self.letters_fit(token, word, list.len()))
    }

    /// An accent of the form may lack in the text (`Etats-Unis`, `COREE`). An accent of the language that the form
    /// lacks makes another word (`Marché` is not `Marche`), unless the name has other words that bear it out (`Viêt
    /// Nam`); a foreign one does not (`Erdoğan`).
    fn letters_fit(&self, token: &Token, (folded, shape): (&str, u8), n_words: usize) -> bool {
        let text = token.text(self.text);
        // The hash has hit; this is the proof. Plain ASCII takes the short road.
        if !text.eq_ignore_ascii_case(folded) && tokens::fold(text) != folded {
            return false;
        }
        let extra_accent = token.is(Token::ACCENTED) && shape & Token::ACCENTED == 0;
        !extra_accent || n_words > 1 || !tokens::has_letter_of(text, self.accents)
    }
}

/// A name needs a capital where the form has its first one; the other words may be written either way. An acronym
/// needs all of its capitals when it is short: `UE` is no `ue`, `Onu` may be the `ONU`.
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
