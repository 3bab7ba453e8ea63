//! The values that the steps of clustering share: which forms are merged, why, and which forms stay open.
//!
//! `cluster` merges forms with `person_merging` and `acronym_merging`; this file only records what they decide.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::NameForm;
use super::labels::KINDS;
use super::name_occurrence::NameOccurrence;

/// Why two forms are one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MergeReason {
    /// Two transliterations: they sound alike.
    Sound,
    /// The text gives one in brackets after the other, or it is made of the initials of the other's words.
    Acronym,
    /// The gazetteer lists both as names of one thing.
    Gazetteer,
    /// The other form begins with it, and it is the only such form found.
    OnlyLongerForm,
    /// They differ only in function words, and in parts that are names of the same thing.
    SameParts,
    /// It is the last name of the only person with that name.
    LastName,
    /// It is the last name of the only person with that name in its article.
    LastNameInArticle,
    /// It has an initial for a part of the other, and no other name fits.
    Initial,
    /// It is the acronym of two names, and its article gives only this one in full.
    AcronymInArticle,
}

/// One form merged into a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The form that was merged.
    pub form: String,
    /// The form into which it was merged.
    pub with: String,
    /// Why.
    pub why: MergeReason,
}

/// A union-find structure over forms that records the reason of each merge.
pub(super) struct FormUnionFind<'a> {
    /// The forms.
    pub(super) forms: &'a [NameForm],
    parent: Vec<usize>,
    /// The merges, each with the form that was merged.
    pub(super) merges: Vec<(usize, Merge)>,
}

impl<'a> FormUnionFind<'a> {
    /// Starts with each form on its own.
    #[must_use]
    pub(super) fn new(forms: &'a [NameForm]) -> Self {
        Self { forms, parent: (0..forms.len()).collect(), merges: Vec::new() }
    }

    /// Returns the form that represents all that a form is merged with.
    #[must_use]
    pub(super) fn root(&self, mut form: usize) -> usize {
        while self.parent[form] != form {
            form = self.parent[form];
        }
        form
    }

    /// Merges two forms.
    pub(super) fn merge(&mut self, form: usize, with: usize, why: MergeReason) {
        let (a, b) = (self.root(form), self.root(with));
        if a == b {
            return;
        }
        // The smaller index, which belongs to the longer form, becomes the root.
        self.parent[a.max(b)] = a.min(b);
        let text = |form: usize| self.forms[form].text.clone();
        let (form_text, with_text) = (text(form), text(with));
        self.merges.push((form, Merge { form: form_text, with: with_text, why }));
    }

    /// Returns whether two forms may be of the same kind.
    #[must_use]
    pub(super) fn agree(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.forms[a], &self.forms[b]);
        a.kind() == b.kind() || a.share(b.kind()) > 0.25 || b.share(a.kind()) > 0.25
    }

    /// Returns whether a form is most probably of a kind.
    #[must_use]
    pub(super) fn is(&self, form: usize, kind: &str) -> bool {
        KINDS[self.forms[form].kind()] == kind
    }
}

/// A form that several names have, a last name or an acronym: the cluster of each occurrence that is clear, and all names
/// that may be meant.
#[derive(Debug)]
pub(super) struct OpenForm {
    /// The cluster of each occurrence that is clear, as a form in it.
    pub(super) root_by_occurrence: BTreeMap<usize, usize>,
    /// All names that may be meant, as forms.
    pub(super) bearers: Vec<usize>,
    /// Why the clear occurrences belong to their clusters.
    pub(super) why: MergeReason,
}

impl OpenForm {
    /// Assigns each occurrence to the only bearer that its article names in full. `bearers` are full forms by root.
    #[must_use]
    pub(super) fn assign(
        joined: &FormUnionFind<'_>,
        occurrences: &[NameOccurrence],
        form: &NameForm,
        bearers: &BTreeMap<usize, Vec<usize>>,
        why: MergeReason,
    ) -> Self {
        let in_article = bearers_in_articles(joined.forms, occurrences, bearers);
        let home = |name: &usize| {
            let here = in_article.get(&occurrences[*name].article)?;
            let only = here.iter().next().filter(|_| here.len() == 1)?;
            Some((*name, *only))
        };
        Self {
            root_by_occurrence: form.occurrences.iter().filter_map(home).collect(),
            bearers: bearers.keys().copied().collect(),
            why,
        }
    }
}

/// Returns the articles that name one of these forms in full, by root.
#[must_use]
pub(super) fn bearers_in_articles(
    forms: &[NameForm],
    occurrences: &[NameOccurrence],
    bearers: &BTreeMap<usize, Vec<usize>>,
) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut in_article: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (root, full) in bearers {
        for name in full.iter().flat_map(|full| &forms[*full].occurrences) {
            in_article.entry(occurrences[*name].article).or_default().insert(*root);
        }
    }
    in_article
}
