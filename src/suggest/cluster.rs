//! Forms -> groups: the spellings of one name together, each merge with its reason.
//!
//! Merges go from the certain to the likely: the same letters, the same sound, an acronym that the text explains, a
//! longer form of which only one is known, the last name of the only person who bears it. Where two could be meant, none
//! is taken: the form stays by itself and says who may be meant.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::forms::NameForm;
use super::labels::{KINDS, N_KINDS};
use super::name_recognition::{ArticleText, NameOccurrence};
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
    /// The text sets one in brackets behind the other, or its letters begin the other's words.
    Acronym,
    /// The gazetteer knows both as names of one thing.
    Gazetteer,
    /// It begins the other, and nothing else that was found goes on from there.
    OnlyLongerForm,
    /// They differ only in small words and in names that are one themselves.
    SameParts,
    /// It is the last name of the only one who bears it.
    LastName,
    /// It is the last name of the only one in its article who bears it.
    LastNameInArticle,
}

/// One form merged into a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The form that joined.
    pub form: String,
    /// The form that it joined.
    pub with: String,
    /// Why.
    pub why: MergeReason,
}

/// A name in all its spellings.
#[derive(Clone, Debug, Default)]
pub struct FormCluster {
    /// The numbers of its forms, the ones with more words first.
    pub forms: Vec<usize>,
    /// The numbers of its occurrences, in order.
    pub occurrences: Vec<usize>,
    /// The sum of what its occurrences look like.
    pub kinds: [f32; N_KINDS],
    /// What was merged, in order of form.
    pub merges: Vec<Merge>,
    /// The numbers of the groups that it may belong to, where several could be meant.
    pub ambiguous_with: Vec<usize>,
}

/// Groups forms. Groups are in order of their first form.
#[must_use]
pub fn cluster_forms(
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

/// A union-find over forms that keeps reasons.
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
        // The smaller number, which is the longer form, leads.
        self.parent[a.max(b)] = a.min(b);
        let text = |form: usize| self.forms[form].text.clone();
        let (form_text, with_text) = (text(form), text(with));
        self.merges.push((form, Merge { form: form_text, with: with_text, why }));
    }

    /// Tells whether two forms may be of one kind.
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

/// A key is too coarse for short words, and two names that the gazetteer knows apart are two.
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

/// `Cour pénale internationale (CPI)`, `CPI (Cour pénale internationale)`.
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

/// What the gazetteer knows under both names: `ONU` and `Nations unies`, `Londres` and `London`.
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

/// An acronym whose letters begin the words of one organisation only.
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

/// `Conseil de sécurité de l’ONU` and `Conseil de sécurité des Nations unies`: small words left out, names within them
/// taken for what they are.
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
        // The longest name inside, but not the whole.
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

/// `Conseil de sécurité` where only `Conseil de sécurité de l’ONU` goes on from there; a name that the gazetteer knows by
/// itself (`Afrique`, `Corée`) stands for itself.
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

/// `Braz da Silva` where only Thiago Braz da Silva ends so.
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

/// Tells whether words lengthen a name without making another thing of it.
fn goes_on(kind: &str, words: &[String]) -> bool {
    let first = words[0].as_str();
    match kind {
        "person" => !ties(first) || first == "de" || first == "d",
        "place" => words.len() == 1 && gazetteer::demonym_place_code(first).is_some(),
        _ => ties(first) || gazetteer::demonym_place_code(first).is_some(),
    }
}

/// Tells whether a person's name begins with the family name: one of those that do, before a given name that is none
/// in Europe (`Lee Harvey Oswald` and `Kim Kardashian` do not), or any before `Jong-un`, `Ing-wen`.
#[must_use]
pub fn is_family_first(name: &str, words: &[String]) -> bool {
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

/// People with full names, by the sound of their family name.
struct PeopleByFamilyName(HashMap<String, Vec<usize>>);

/// A last name that several bear: which occurrence belongs where, and who may be meant elsewhere.
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

    /// Gives last names to their bearers; returns those that several bear.
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

/// The tagger may take a last name by itself for anything; what the gazetteer knows as something else stays that.
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
