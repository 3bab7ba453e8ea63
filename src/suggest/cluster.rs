//! Name forms -> clusters: groups the spellings of one name, with a reason for each merge.
//!
//! Merges are made from the certain to the likely: the same sound (`person_merging` for persons), the gazetteer, an acronym
//! that the text explains (`acronym_merging`), the same parts, the only longer form, the last name of the only person who has
//! it. If several names could be meant, the article decides that names only one of them in full; else none is chosen: the
//! form stays a cluster of its own and lists them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::acronym_merging::AcronymEvidence;
use super::form_union::{FormUnionFind, Merge, MergeReason, OpenForm};
use super::forms::NameForm;
use super::labels::{KINDS, N_KINDS};
use super::name_occurrence::{ArticleText, NameOccurrence};
use super::person_merging::{FullNames, merge_by_last_words};
use super::spelling::{distance, gazetteer_identity, sound};
use crate::gazetteer;
use crate::lang::in_any;
use crate::lang::names::ARABIC_ARTICLES;

/// A name in all its spellings.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormCluster {
    /// The indices of its forms, those with more words first.
    pub forms: Vec<usize>,
    /// The indices of its occurrences, in order.
    pub occurrences: Vec<usize>,
    /// The sum of its occurrences' kind scores.
    pub kinds: [f32; N_KINDS],
    /// The merges, in order of form.
    pub merges: Vec<Merge>,
    /// The indices of the clusters that it may belong to, if it is ambiguous.
    pub ambiguous_with: Vec<usize>,
}

/// Clusters forms. Clusters are in the order of their first form.
#[must_use]
pub(crate) fn cluster_forms(
    article_texts: &[ArticleText<'_>],
    occurrences: &[NameOccurrence],
    forms: &[NameForm],
) -> Vec<FormCluster> {
    let mut joined = FormUnionFind::new(forms);
    let people = FullNames::new(forms);
    merge_by_sound(&mut joined);
    people.merge_spellings(&mut joined);
    let acronyms = AcronymEvidence::new(&joined, article_texts, occurrences);
    acronyms.merge_certain(&mut joined, occurrences);
    merge_by_gazetteer(&mut joined, &acronyms);
    merge_by_leading_article(&mut joined);
    merge_by_parts(&mut joined);
    merge_with_only_longer_form(&mut joined);
    merge_by_last_words(&mut joined);
    people.merge_initials(&mut joined);
    let mut open = acronyms.assign_open(&mut joined, occurrences);
    open.append(&mut people.assign_last_names(&mut joined, occurrences));
    groups(&joined, occurrences, &open)
}

/// Returns the clusters in the order of their first form; occurrences of open forms are in the cluster that they belong to.
fn groups(
    joined: &FormUnionFind<'_>,
    occurrences: &[NameOccurrence],
    open: &BTreeMap<usize, OpenForm>,
) -> Vec<FormCluster> {
    let mut groups: BTreeMap<usize, FormCluster> = BTreeMap::new();
    for (number, form) in joined.forms.iter().enumerate() {
        let root = joined.root(number);
        groups.entry(root).or_default().forms.push(number);
        for name in &form.occurrences {
            let home = open.get(&number).and_then(|open| open.root_by_occurrence.get(name)).copied();
            let home = home.map_or(root, |home| joined.root(home));
            groups.entry(home).or_default().occurrences.push(*name);
        }
    }
    let order: Vec<usize> = groups.keys().copied().collect();
    for (form, merge) in &joined.merges {
        if let Some(group) = groups.get_mut(&joined.root(*form)) {
            group.merges.push(merge.clone());
        }
    }
    for (form, open) in open {
        let homes: BTreeSet<usize> = open.root_by_occurrence.values().map(|home| joined.root(*home)).collect();
        for home in homes {
            let text = |form: usize| joined.forms[form].text.clone();
            let merge = Merge { form: text(*form), with: text(home), why: open.why };
            if let Some(group) = groups.get_mut(&home) {
                group.merges.push(merge);
                group.forms.push(*form);
            }
        }
        if let Some(group) = groups.get_mut(&joined.root(*form)) {
            let may_be = open.bearers.iter().filter_map(|bearer| order.binary_search(&joined.root(*bearer)).ok());
            group.ambiguous_with = may_be.collect();
        }
    }
    for group in groups.values_mut() {
        group.occurrences.sort_unstable();
        group.forms.sort_unstable();
        group.forms.dedup();
        for name in &group.occurrences {
            group.kinds.iter_mut().zip(occurrences[*name].kinds).for_each(|(sum, share)| *sum += share);
        }
    }
    groups.into_values().collect()
}

/// Merges transliterations, except those of persons' full names. A sound key is too coarse for short words, and names that
/// the gazetteer lists separately are different.
fn merge_by_sound(joined: &mut FormUnionFind<'_>) {
    const MIN_KEY: usize = 4;
    let mut keys: HashMap<(usize, String), Vec<usize>> = HashMap::new();
    for (number, form) in joined.forms.iter().enumerate() {
        let key = form.words.iter().map(|word| sound(word)).collect::<Vec<_>>().join(" ");
        let is_full_name = joined.is(number, "person") && form.words.len() > 1;
        if key.len() >= MIN_KEY && !form.is_acronym && !is_full_name {
            let alike = keys.entry((form.words.len(), key)).or_default();
            if let Some(other) = alike.iter().copied().find(|other| alike_enough(joined, number, *other)) {
                joined.merge(number, other, MergeReason::Sound);
            }
            alike.push(number);
        }
    }
}

fn alike_enough(joined: &FormUnionFind<'_>, a: usize, b: usize) -> bool {
    let letters = |form: usize| joined.forms[form].words.concat();
    let (x, y) = (letters(a), letters(b));
    let limit = 1 + x.len().max(y.len()) / 4;
    joined.agree(a, b) && distance(&x, &y, limit) <= limit && !listed_apart(joined, a, b)
}

fn listed_apart(joined: &FormUnionFind<'_>, a_form: usize, b_form: usize) -> bool {
    let known = |form: usize| gazetteer::look_up(&joined.forms[form].text);
    let (a, b) = (known(a_form), known(b_form));
    let both_places = !a.places.is_empty() && !b.places.is_empty();
    let both_bodies = a.organisation.is_some() && b.organisation.is_some();
    if (both_places || both_bodies) && !share_bearer(&a, &b) {
        return true;
    }
    // `Martin` and `Martini` are two family names.
    let (x, y) = (&joined.forms[a_form].words, &joined.forms[b_form].words);
    x != y && [x, y].iter().all(|words| matches!(words.as_slice(), [word] if gazetteer::is_family_name(word)))
}

fn share_bearer(a: &gazetteer::GazetteerMatches, b: &gazetteer::GazetteerMatches) -> bool {
    let places = a.places.iter().any(|place| b.places.contains(place));
    places || (a.organisation.is_some() && a.organisation == b.organisation)
}

/// Merges names that the gazetteer lists for one thing: `ONU` and `Nations unies`, `Londres` and `London`.
fn merge_by_gazetteer(joined: &mut FormUnionFind<'_>, evidence: &AcronymEvidence) {
    let mut bearers: HashMap<String, usize> = HashMap::new();
    for (number, form) in joined.forms.iter().enumerate() {
        if form.is_acronym && evidence.contradicts_gazetteer(joined, number) {
            continue;
        }
        let Some(bearer) = gazetteer_identity(&form.text, KINDS[form.kind()]) else { continue };
        match bearers.get(&bearer) {
            Some(other) => joined.merge(number, *other, MergeReason::Gazetteer),
            None => {
                bearers.insert(bearer, number);
            }
        }
    }
}

/// Merges `The Harbour Gazette` with `Harbour Gazette`, and `El Heraldo` with `Heraldo`. The article of a place (`Le Havre`)
/// is a part of its name.
fn merge_by_leading_article(joined: &mut FormUnionFind<'_>) {
    let forms = joined.forms;
    let index: HashMap<&[String], usize> =
        forms.iter().enumerate().map(|(n, form)| (form.words.as_slice(), n)).collect();
    for (number, form) in forms.iter().enumerate().filter(|(_, form)| form.words.len() > 1) {
        let first = form.words[0].as_str();
        let is_article = in_any(first, |language| language.words.definite_articles) || ARABIC_ARTICLES.contains(&first);
        let bare = index.get(&form.words[1..]).copied().filter(|_| is_article);
        let Some(bare) = bare.filter(|bare| !forms[*bare].is_acronym || joined.is(*bare, "organisation")) else {
            continue;
        };
        let has_it = |form: usize, kind: &str| joined.is(form, kind);
        let is_part_of_name = ["person", "place"].iter().any(|kind| has_it(number, kind) || has_it(bare, kind));
        if !is_part_of_name && joined.agree(number, bare) && !listed_apart(joined, number, bare) {
            joined.merge(number, bare, MergeReason::SameParts);
        }
    }
}

/// Merges names that are equal once function words are removed and the names in them are resolved: `Conseil de sécurité
/// de l’ONU` and `Conseil de sécurité des Nations unies`.
fn merge_by_parts(joined: &mut FormUnionFind<'_>) {
    let forms = joined.forms;
    let index: HashMap<&[String], usize> =
        forms.iter().enumerate().map(|(n, form)| (form.words.as_slice(), n)).collect();
    let mut keys: HashMap<Vec<String>, usize> = HashMap::new();
    for (number, form) in forms.iter().enumerate().filter(|(_, form)| form.words.len() > 1) {
        if joined.is(number, "person") {
            continue;
        }
        let key = parts(joined, &index, &form.words);
        if key.len() < 2 {
            continue;
        }
        match keys.get(&key).copied().filter(|other| joined.agree(number, *other)) {
            Some(other) => joined.merge(number, other, MergeReason::SameParts),
            None => {
                keys.insert(key, number);
            }
        }
    }
}

fn ties(word: &str) -> bool {
    in_any(word, |language| language.words.name_ties)
}

fn parts(joined: &FormUnionFind<'_>, index: &HashMap<&[String], usize>, words: &[String]) -> Vec<String> {
    let mut key = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // The longest name within the words, but not all of them.
        let inner = (1..=words.len() - at)
            .rev()
            .filter(|n| *n < words.len())
            .find_map(|n| index.get(&words[at..at + n]).map(|form| (n, joined.root(*form))));
        match inner {
            Some((n, root)) if at > 0 => {
                key.push(format!("#{root}"));
                at += n;
            }
            _ => {
                if !ties(&words[at]) {
                    key.push(words[at].clone());
                }
                at += 1;
            }
        }
    }
    key
}

/// Merges `Conseil de sécurité` with `Conseil de sécurité de l’ONU` if no other form begins so. A name that the
/// gazetteer lists (`Afrique`, `Corée`) stays separate.
fn merge_with_only_longer_form(joined: &mut FormUnionFind<'_>) {
    let forms = joined.forms;
    let mut sorted: Vec<usize> = (0..forms.len()).collect();
    sorted.sort_by(|a, b| forms[*a].words.cmp(&forms[*b].words));
    for (place, number) in sorted.iter().enumerate() {
        let form = &forms[*number];
        let kind = KINDS[form.kind()];
        let known = gazetteer::look_up(&form.text);
        if (kind == "person" && form.words.len() < 2)
            || form.is_acronym
            || !known.places.is_empty()
            || known.organisation.is_some()
        {
            continue;
        }
        let begins = |other: &&usize| forms[**other].words.starts_with(&form.words);
        let longer = sorted[place + 1..].iter().take_while(begins).filter(|other| {
            let long = &forms[**other];
            long.kind() == form.kind() && goes_on(kind, &long.words[form.words.len()..])
        });
        let all: BTreeMap<usize, usize> = longer.map(|other| (joined.root(*other), *other)).collect();
        if let (1, Some(long)) = (all.len(), all.values().next().copied()) {
            joined.merge(*number, long, MergeReason::OnlyLongerForm);
        }
    }
}

/// Returns whether words extend a name without naming something else.
fn goes_on(kind: &str, words: &[String]) -> bool {
    let first = words[0].as_str();
    match kind {
        "person" => !ties(first) || first == "de" || first == "d",
        "place" => words.len() == 1 && gazetteer::demonym_place_code(first).is_some(),
        _ => ties(first) || gazetteer::demonym_place_code(first).is_some(),
    }
}
