//! Name forms -> clusters: groups the spellings of one name, with a reason for each merge.
//!
//! Merges are made from the certain to the likely: the same sound, an acronym that the text explains, the gazetteer,
//! the same parts, the only longer form, the last name of the only person who has it. If several names could be meant,
//! none is chosen: the form stays a cluster of its own and lists them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::forms::NameForm;
use super::labels::{KINDS, N_KINDS};
use super::name_occurrence::{ArticleText, NameOccurrence};
use super::spelling::{acronyms, distance, gazetteer_identity, is_acronym, sound};
use crate::gazetteer;
use crate::lang::in_any;
use crate::lang::names::FAMILY_FIRST;
use crate::registry::personal_names;

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
    merge_by_sound(&mut joined);
    merge_by_brackets(&mut joined, article_texts, occurrences);
    merge_by_gazetteer(&mut joined);
    merge_by_acronym(&mut joined);
    merge_by_parts(&mut joined);
    merge_with_only_longer_form(&mut joined);
    merge_by_last_words(&mut joined);
    let people = PeopleByFamilyName::new(&joined);
    let mut strays = people.assign_last_names(&mut joined, occurrences);
    joined.groups(occurrences, &mut strays)
}

/// A union-find structure over forms that records the reason of each merge.
struct FormUnionFind<'a> {
    forms: &'a [NameForm],
    parent: Vec<usize>,
    merges: Vec<(usize, Merge)>,
}

impl<'a> FormUnionFind<'a> {
    fn new(forms: &'a [NameForm]) -> Self {
        Self { forms, parent: (0..forms.len()).collect(), merges: Vec::new() }
    }

    fn root(&self, mut form: usize) -> usize {
        while self.parent[form] != form {
            form = self.parent[form];
        }
        form
    }

    fn merge(&mut self, form: usize, with: usize, why: MergeReason) {
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
    fn agree(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.forms[a], &self.forms[b]);
        a.kind() == b.kind() || a.share(b.kind()) > 0.25 || b.share(a.kind()) > 0.25
    }

    fn is(&self, form: usize, kind: &str) -> bool {
        KINDS[self.forms[form].kind()] == kind
    }

    fn groups(
        self,
        occurrences: &[NameOccurrence],
        strays: &mut BTreeMap<usize, AmbiguousLastName>,
    ) -> Vec<FormCluster> {
        let mut groups: BTreeMap<usize, FormCluster> = BTreeMap::new();
        for (number, form) in self.forms.iter().enumerate() {
            let root = self.root(number);
            groups.entry(root).or_default().forms.push(number);
            for name in &form.occurrences {
                let home = strays.get(&number).and_then(|stray| stray.root_by_occurrence.get(name)).copied();
                let home = home.map_or(root, |home| self.root(home));
                groups.entry(home).or_default().occurrences.push(*name);
            }
        }
        let order: Vec<usize> = groups.keys().copied().collect();
        for (form, merge) in &self.merges {
            if let Some(group) = groups.get_mut(&self.root(*form)) {
                group.merges.push(merge.clone());
            }
        }
        for (form, stray) in strays.iter() {
            let homes: BTreeSet<usize> = stray.root_by_occurrence.values().map(|home| self.root(*home)).collect();
            for home in homes {
                let text = |form: usize| self.forms[form].text.clone();
                let merge = Merge { form: text(*form), with: text(home), why: MergeReason::LastNameInArticle };
                if let Some(group) = groups.get_mut(&home) {
                    group.merges.push(merge);
                    group.forms.push(*form);
                }
            }
            if let Some(group) = groups.get_mut(&self.root(*form)) {
                let may_be = stray.bearers.iter().filter_map(|bearer| order.binary_search(&self.root(*bearer)).ok());
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
}

/// Merges transliterations. A sound key is too coarse for short words, and names that the gazetteer lists separately
/// are different.
fn merge_by_sound(joined: &mut FormUnionFind<'_>) {
    const MIN_KEY: usize = 4;
    let mut keys: HashMap<(usize, String), Vec<usize>> = HashMap::new();
    for (number, form) in joined.forms.iter().enumerate() {
        let key = form.words.iter().map(|word| sound(word)).collect::<Vec<_>>().join(" ");
        if key.len() >= MIN_KEY && !form.is_acronym {
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

fn listed_apart(joined: &FormUnionFind<'_>, a: usize, b: usize) -> bool {
    let known = |form: usize| gazetteer::look_up(&joined.forms[form].text);
    let (a, b) = (known(a), known(b));
    let both_places = !a.places.is_empty() && !b.places.is_empty();
    let both_bodies = a.organisation.is_some() && b.organisation.is_some();
    (both_places || both_bodies) && !share_bearer(&a, &b)
}

fn share_bearer(a: &gazetteer::GazetteerMatches, b: &gazetteer::GazetteerMatches) -> bool {
    let places = a.places.iter().any(|place| b.places.contains(place));
    places || (a.organisation.is_some() && a.organisation == b.organisation)
}

/// Merges an acronym with the name next to it in the text: `Cour pénale internationale (CPI)`, `CPI (Cour pénale
/// internationale)`.
fn merge_by_brackets(
    joined: &mut FormUnionFind<'_>,
    article_texts: &[ArticleText<'_>],
    occurrences: &[NameOccurrence],
) {
    let mut form_of = vec![0; occurrences.len()];
    for (number, form) in joined.forms.iter().enumerate() {
        form.occurrences.iter().for_each(|name| form_of[*name] = number);
    }
    for (index, pair) in occurrences.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let text = article_texts[a.article].text;
        let between = a.article == b.article && a.bytes.end <= b.bytes.start;
        if !between || text[a.bytes.end..b.bytes.start].trim() != "(" || !text[b.bytes.end..].starts_with(')') {
            continue;
        }
        let (a, b) = (form_of[index], form_of[index + 1]);
        let (long, short) = if joined.forms[a].is_acronym { (b, a) } else { (a, b) };
        let is_short = joined.forms[short].is_acronym && joined.forms[long].words.len() > 1;
        let letters = &joined.forms[short].words[0];
        let shares_initial = joined.forms[long].words.iter().any(|word| letters.chars().next() == word.chars().next());
        if is_short
            && (is_acronym(letters, &joined.forms[long].text) || (shares_initial && joined.is(long, "organisation")))
        {
            joined.merge(short, long, MergeReason::Acronym);
        }
    }
}

/// Merges names that the gazetteer lists for one thing: `ONU` and `Nations unies`, `Londres` and `London`.
fn merge_by_gazetteer(joined: &mut FormUnionFind<'_>) {
    let mut bearers: HashMap<String, usize> = HashMap::new();
    for (number, form) in joined.forms.iter().enumerate() {
        let Some(bearer) = gazetteer_identity(&form.text, KINDS[form.kind()]) else { continue };
        match bearers.get(&bearer) {
            Some(other) => joined.merge(number, *other, MergeReason::Gazetteer),
            None => {
                bearers.insert(bearer, number);
            }
        }
    }
}

/// Merges an acronym with a name whose initials it is, if there is only one such name.
fn merge_by_acronym(joined: &mut FormUnionFind<'_>) {
    let forms = joined.forms;
    let mut long: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, form) in forms.iter().enumerate().filter(|(_, form)| form.words.len() > 2) {
        for acronym in acronyms(&form.text) {
            long.entry(acronym).or_default().push(number);
        }
    }
    for (number, form) in forms.iter().enumerate().filter(|(_, form)| form.is_acronym) {
        if gazetteer::look_up(&form.text).organisation.is_some() {
            continue;
        }
        let fits = long.get(&form.words[0]).into_iter().flatten().filter(|long| joined.agree(number, **long));
        let all: BTreeMap<usize, usize> = fits.map(|long| (joined.root(*long), *long)).collect();
        if let (1, Some(long)) = (all.len(), all.values().next().copied()) {
            joined.merge(number, long, MergeReason::Acronym);
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

/// Merges `Braz da Silva` with `Thiago Braz da Silva` if only one person's name ends so.
fn merge_by_last_words(joined: &mut FormUnionFind<'_>) {
    let forms = joined.forms;
    let mut ends: HashMap<&[String], Vec<usize>> = HashMap::new();
    let people = |number: &usize| KINDS[forms[*number].kind()] == "person";
    for number in (0..forms.len()).filter(people) {
        let words = &forms[number].words;
        (1..words.len().saturating_sub(1)).for_each(|from| ends.entry(&words[from..]).or_default().push(number));
    }
    for number in (0..forms.len()).filter(people) {
        let longer = ends.get(forms[number].words.as_slice()).into_iter().flatten();
        let all: BTreeMap<usize, usize> = longer.map(|long| (joined.root(*long), *long)).collect();
        if let (1, Some(long)) = (all.len(), all.values().next().copied()) {
            joined.merge(number, long, MergeReason::LastName);
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

/// Returns whether a person's name begins with the family name: it is in the list and the given name is not European
/// (unlike `Lee Harvey Oswald` and `Kim Kardashian`), or the given name has the form `Jong-un`, `Ing-wen`.
#[must_use]
pub(crate) fn is_family_first(name: &str, words: &[String]) -> bool {
    let hyphened = name.split_once(' ').is_some_and(|(_, given)| {
        let mut parts = given.split(['-', '\u{2010}', '\u{2011}']);
        let (first, second) = (parts.next(), parts.next());
        let is_one_word = parts.next().is_none() && !given.contains(' ');
        let begins =
            |part: Option<&str>, test: fn(char) -> bool| part.and_then(|part| part.chars().next()).is_some_and(test);
        is_one_word && begins(first, char::is_uppercase) && begins(second, char::is_lowercase)
    });
    let known = words.first().is_some_and(|first| FAMILY_FIRST.split_whitespace().any(|family| family == first));
    let european = |word: &String| word.len() > 4 && gazetteer::is_given_name(word);
    hyphened || (known && (2..=3).contains(&words.len()) && !words[1..].iter().any(european))
}

/// Persons with full names, by the sound of their family name.
struct PeopleByFamilyName(HashMap<String, Vec<usize>>);

/// A last name that several persons have: the cluster of each occurrence that is clear, and all persons who may be
/// meant.
#[derive(Debug, Default)]
struct AmbiguousLastName {
    root_by_occurrence: BTreeMap<usize, usize>,
    bearers: Vec<usize>,
}

impl PeopleByFamilyName {
    fn new(joined: &FormUnionFind<'_>) -> Self {
        let mut people: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, form) in joined.forms.iter().enumerate().filter(|(_, form)| form.words.len() > 1) {
            if !joined.is(number, "person") {
                continue;
            }
            let family = if is_family_first(&form.text, &form.words) {
                sound(&form.words[0])
            } else {
                let family = personal_names::family_name(&form.text).unwrap_or(&form.text);
                family.split(|c: char| !c.is_alphanumeric()).map(sound).collect()
            };
            people.entry(family).or_default().push(number);
        }
        Self(people)
    }

    /// Assigns last names to the persons who have them; returns those that several persons have.
    fn assign_last_names(
        &self,
        joined: &mut FormUnionFind<'_>,
        occurrences: &[NameOccurrence],
    ) -> BTreeMap<usize, AmbiguousLastName> {
        let mut strays = BTreeMap::new();
        let forms = joined.forms;
        for (number, form) in forms.iter().enumerate() {
            let key: String = form.words.iter().map(|word| sound(word)).collect();
            let Some(all) = self.0.get(&key).filter(|_| may_be_last_name(form)) else { continue };
            let mut bearers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for bearer in all.iter().filter(|bearer| **bearer != number) {
                bearers.entry(joined.root(*bearer)).or_default().push(*bearer);
            }
            match bearers.len() {
                0 => {}
                1 => {
                    let bearer = bearers.keys().next().copied().unwrap_or(number);
                    joined.merge(number, bearer, MergeReason::LastName);
                }
                _ => {
                    strays.insert(number, ambiguous_last_name(joined, occurrences, form, &bearers));
                }
            }
        }
        strays
    }
}

/// Returns whether a form may be a last name. The tagger may take a lone last name for anything, but what the gazetteer
/// lists as something else is not a last name.
fn may_be_last_name(form: &NameForm) -> bool {
    let known = gazetteer::look_up(&form.text);
    let is_known = !known.places.is_empty() || known.organisation.is_some();
    KINDS[form.kind()] == "person" || (!form.is_acronym && !is_known) || form.share(0) > 0.25
}

fn ambiguous_last_name(
    joined: &FormUnionFind<'_>,
    occurrences: &[NameOccurrence],
    form: &NameForm,
    bearers: &BTreeMap<usize, Vec<usize>>,
) -> AmbiguousLastName {
    let mut in_article: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (root, full) in bearers {
        for name in full.iter().flat_map(|full| &joined.forms[*full].occurrences) {
            in_article.entry(occurrences[*name].article).or_default().insert(*root);
        }
    }
    let home = |name: &usize| {
        let here = in_article.get(&occurrences[*name].article)?;
        let only = here.iter().next().filter(|_| here.len() == 1)?;
        Some((*name, *only))
    };
    AmbiguousLastName {
        root_by_occurrence: form.occurrences.iter().filter_map(home).collect(),
        bearers: bearers.keys().copied().collect(),
    }
}
