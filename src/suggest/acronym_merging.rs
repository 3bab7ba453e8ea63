//! Acronyms -> merges with the names that they abbreviate. The text says it in brackets, the gazetteer knows it, or the
//! initials fit. If two bodies have one acronym they stay two, and each article decides by the one that it names in full.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::form_union::{FormUnionFind, MergeReason, OpenForm, bearers_in_articles};
use super::name_occurrence::{ArticleText, NameOccurrence};
use super::spelling::{acronyms, gazetteer_identity, is_acronym};
use crate::gazetteer;

/// The long names that each acronym may abbreviate, by index of form, with the evidence.
#[derive(Debug, Default)]
pub(super) struct AcronymEvidence {
    /// Acronym -> names that a text gives next to it: `Cour pénale internationale (CPI)`, `CPI (Cour pénale …)`.
    brackets: BTreeMap<usize, BTreeSet<usize>>,
    /// Acronym that the gazetteer does not list -> names whose initials it is.
    initials: BTreeMap<usize, Vec<usize>>,
}

impl AcronymEvidence {
    /// Reads the evidence from the texts.
    #[must_use]
    pub(super) fn new(
        joined: &FormUnionFind<'_>,
        article_texts: &[ArticleText<'_>],
        occurrences: &[NameOccurrence],
    ) -> Self {
        let forms = joined.forms;
        let mut long_by_initials: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, form) in forms.iter().enumerate().filter(|(_, form)| form.words.len() > 2) {
            for acronym in acronyms(&form.text) {
                long_by_initials.entry(acronym).or_default().push(number);
            }
        }
        let mut initials = BTreeMap::new();
        for (number, form) in forms.iter().enumerate().filter(|(_, form)| form.is_acronym) {
            let is_listed = || gazetteer::look_up(&form.text).organisation.is_some();
            let Some(long) = long_by_initials.get(&form.words[0]).filter(|_| !is_listed()) else { continue };
            let fits: Vec<usize> = long.iter().copied().filter(|long| joined.agree(number, *long)).collect();
            initials.insert(number, fits);
        }
        Self { brackets: bracketed_names(joined, article_texts, occurrences), initials }
    }

    /// Returns whether the texts give an acronym a name that the gazetteer does not list under it: then the gazetteer's
    /// body is only one of those that may be meant.
    #[must_use]
    pub(super) fn contradicts_gazetteer(&self, joined: &FormUnionFind<'_>, form: usize) -> bool {
        let identity = |form: usize| gazetteer_identity(&joined.forms[form].text, "organisation");
        let own = identity(form);
        own.is_some() && self.brackets.get(&form).into_iter().flatten().any(|long| identity(*long) != own)
    }

    /// Merges each acronym that can mean only one name.
    pub(super) fn merge_certain(&self, joined: &mut FormUnionFind<'_>, occurrences: &[NameOccurrence]) {
        for (acronym, bearers) in self.all_bearers(joined, occurrences) {
            if let (1, Some(long)) = (bearers.len(), bearers.values().flatten().next().copied()) {
                joined.merge(acronym, long, MergeReason::Acronym);
            }
        }
    }

    /// Assigns the acronyms that several names have; the names themselves are merged by now.
    pub(super) fn assign_open(
        &self,
        joined: &mut FormUnionFind<'_>,
        occurrences: &[NameOccurrence],
    ) -> BTreeMap<usize, OpenForm> {
        /// With more names than this the initials fit by chance.
        const MAX_BEARERS: usize = 4;
        let mut open = BTreeMap::new();
        for (acronym, bearers) in self.all_bearers(joined, occurrences) {
            match bearers.len() {
                1 => {
                    let long = bearers.values().flatten().next().copied().unwrap_or(acronym);
                    joined.merge(acronym, long, MergeReason::Acronym);
                }
                2..=MAX_BEARERS => {
                    let form = &joined.forms[acronym];
                    let why = MergeReason::AcronymInArticle;
                    open.insert(acronym, OpenForm::assign(joined, occurrences, form, &bearers, why));
                }
                _ => {}
            }
        }
        open
    }

    /// Returns for each acronym the names that it may abbreviate, by root.
    fn all_bearers(
        &self,
        joined: &FormUnionFind<'_>,
        occurrences: &[NameOccurrence],
    ) -> Vec<(usize, BTreeMap<usize, Vec<usize>>)> {
        let mut listed: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, form) in joined.forms.iter().enumerate().filter(|(_, form)| !form.is_acronym) {
            if let Some(identity) = gazetteer_identity(&form.text, "organisation") {
                listed.entry(identity).or_default().push(number);
            }
        }
        let acronyms: BTreeSet<usize> = self.brackets.keys().chain(self.initials.keys()).copied().collect();
        let mut all = Vec::new();
        for acronym in acronyms {
            let mut bearers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            let mut add = |long: usize| {
                let list = bearers.entry(joined.root(long)).or_default();
                if !list.contains(&long) {
                    list.push(long);
                }
            };
            let in_brackets = self.brackets.get(&acronym);
            in_brackets.into_iter().flatten().for_each(|long| add(*long));
            let identity = gazetteer_identity(&joined.forms[acronym].text, "organisation");
            let same = identity.and_then(|identity| listed.get(&identity));
            same.into_iter().flatten().for_each(|long| add(*long));
            let fits = self.initials.get(&acronym).into_iter().flatten();
            if in_brackets.is_none() {
                fits.for_each(|long| add(*long));
            } else {
                // What the text explains is stronger than initials that fit, except in an article that names only the other.
                let explained = bearers_in_articles(joined.forms, occurrences, &bearers);
                let of = |form: usize| joined.forms[form].occurrences.iter().map(|name| occurrences[*name].article);
                let own: BTreeSet<usize> = of(acronym).filter(|article| !explained.contains_key(article)).collect();
                for long in fits.filter(|long| of(**long).any(|article| own.contains(&article))) {
                    let list = bearers.entry(joined.root(*long)).or_default();
                    if !list.contains(long) {
                        list.push(*long);
                    }
                }
            }
            all.push((acronym, bearers));
        }
        all
    }
}

fn bracketed_names(
    joined: &FormUnionFind<'_>,
    article_texts: &[ArticleText<'_>],
    occurrences: &[NameOccurrence],
) -> BTreeMap<usize, BTreeSet<usize>> {
    let forms = joined.forms;
    let mut form_of = vec![0; occurrences.len()];
    for (number, form) in forms.iter().enumerate() {
        form.occurrences.iter().for_each(|name| form_of[*name] = number);
    }
    let mut brackets: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (index, pair) in occurrences.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let text = article_texts[a.article].text;
        let between = a.article == b.article && a.bytes.end <= b.bytes.start;
        if !between || text[a.bytes.end..b.bytes.start].trim() != "(" || !text[b.bytes.end..].starts_with(')') {
            continue;
        }
        let (a, b) = (form_of[index], form_of[index + 1]);
        let (long, short) = if forms[a].is_acronym { (b, a) } else { (a, b) };
        let is_short = forms[short].is_acronym && forms[long].words.len() > 1;
        let letters = &forms[short].words[0];
        let shares_initial = forms[long].words.iter().any(|word| letters.chars().next() == word.chars().next());
        if is_short && (is_acronym(letters, &forms[long].text) || (shares_initial && joined.is(long, "organisation"))) {
            brackets.entry(short).or_default().insert(long);
        }
    }
    brackets
}
