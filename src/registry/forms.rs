//! A record -> its forms: those that it lists, and those that they imply (family name alone, family name first, role
//! without its article).

use std::collections::HashSet;

use super::lexicon::unusable_form;
use super::personal_names;
use super::surface_form::Strength;
use crate::base::yaml_fields::SpannedText;
use crate::lang::in_any;
use crate::parse::Record;
use crate::text::tokens::{self, Token};

/// One form of a record.
#[derive(Clone, Debug)]
pub(crate) struct RecordForm {
    /// Its text and the place in the file.
    pub text: SpannedText,
    /// How firmly it belongs to the record.
    pub strength: Strength,
    /// Whether it is only implied. The same form written in any record takes precedence over it.
    pub derived: bool,
    /// How many of the first words must be in capitals: one in `DUPONT Jean`.
    pub n_in_capitals: usize,
}

/// Returns the forms that a record lists, and those that they imply.
#[must_use]
pub(crate) fn record_forms(record: &Record, personal: bool) -> Vec<RecordForm> {
    let written = |text: &SpannedText, strength: Strength| RecordForm {
        text: text.clone(),
        strength,
        derived: false,
        n_in_capitals: 0,
    };
    let mut forms = vec![written(&record.name, Strength::Strong)];
    forms.extend(record.names.iter().map(|text| written(text, Strength::Strong)));
    forms.extend(record.weak.iter().map(|text| written(text, Strength::Weak)));
    if personal {
        family_names(record, &mut forms);
        inverted_names(record, &mut forms);
        other_articles(&mut forms);
    }
    for role in &record.roles {
        let strength = Strength::Role { from: role.from, to: role.to };
        forms.extend(role.refer.iter().map(|text| written(&without_article(text), strength.clone())));
    }
    if record.never.is_empty() {
        return forms;
    }
    let never: HashSet<String> = record.never.iter().map(|text| tokens::fold(&text.value)).collect();
    forms.retain(|form| !never.contains(&tokens::fold(&form.text.value)));
    forms
}

/// Adds a person's family name, which is a weak form unless the record lists it otherwise. So is the name without the particle
/// that the press drops, and without what says the generation: `Sam Okafor` may be the father of Sam Okafor Jr.
fn family_names(record: &Record, forms: &mut Vec<RecordForm>) {
    // Nobody wrote this form, so nobody is told that it could match nothing: `Jeanne m`.
    let of = |text: &SpannedText| {
        personal_names::family_name(&text.value)
            .filter(|family| unusable_form(family).is_none())
            .map(|family| SpannedText { value: family.to_owned(), span: text.span.clone() })
    };
    let families: Vec<SpannedText> = match &record.family {
        Some(family) => vec![family.clone()],
        None => std::iter::once(&record.name).chain(&record.names).filter_map(of).collect(),
    };
    let mut known: HashSet<String> = forms.iter().map(|form| form.text.value.clone()).collect();
    let within = |text: &SpannedText, part: &str| SpannedText { value: part.to_owned(), span: text.span.clone() };
    let short = families.iter().filter_map(|text| Some(within(text, personal_names::without_particle(&text.value)?)));
    let any_generation = std::iter::once(&record.name).chain(&record.names).filter_map(|text| {
        let (bearer, generation) = personal_names::split_generation(&text.value);
        let is_full = !generation.is_empty() && personal_names::family_name(bearer).is_some();
        is_full.then(|| within(text, bearer))
    });
    let weak: Vec<SpannedText> = families.iter().cloned().chain(short).chain(any_generation).collect();
    for text in weak {
        if known.insert(text.value.clone()) {
            forms.push(RecordForm { text, strength: Strength::Weak, derived: false, n_in_capitals: 0 });
        }
    }
}

/// Adds the other order of each full name. `DUPONT Jean` needs its capitals to be certain; `Jong-un Kim` does not,
/// because the record of Kim Jong-un names the family name.
fn inverted_names(record: &Record, forms: &mut Vec<RecordForm>) {
    for text in std::iter::once(&record.name).chain(&record.names) {
        let Some((given, family, family_first)) = personal_names::split_name(record, &text.value) else { continue };
        let (value, n_in_capitals) = if family_first {
            (format!("{given} {family}"), 0)
        } else {
            (format!("{family} {given}"), n_words(family))
        };
        let text = SpannedText { value, span: text.span.clone() };
        forms.push(RecordForm { text, strength: Strength::Strong, derived: true, n_in_capitals });
    }
}

/// Adds the other transliteration of each name with an Arabic article.
fn other_articles(forms: &mut Vec<RecordForm>) {
    let others: Vec<RecordForm> = forms
        .iter()
        .filter_map(|form| {
            let value = personal_names::with_other_article(&form.text.value)?;
            Some(RecordForm {
                text: SpannedText { value, span: form.text.span.clone() },
                derived: true,
                ..form.clone()
            })
        })
        .collect();
    forms.extend(others);
}

fn n_words(text: &str) -> usize {
    let mut list = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut list);
    list.len()
}

/// Removes the article of `le président russe`, because a text may contract it: `du président russe`. `le tsar` keeps
/// its article: one lower-case word alone would match everywhere.
fn without_article(text: &SpannedText) -> SpannedText {
    let mut list: Vec<Token> = Vec::new();
    tokens::tokenize(&text.value, 0, text.value.len(), &mut list);
    let article = list.first().is_some_and(|first| {
        in_any(&tokens::fold(first.text(&text.value)), |language| language.words.definite_articles)
    });
    match list.get(1) {
        Some(second) if article && (list.len() > 2 || second.is(Token::CAPITAL)) => {
            SpannedText { value: text.value[second.start as usize..].to_owned(), span: text.span.clone() }
        }
        _ => text.clone(),
    }
}
