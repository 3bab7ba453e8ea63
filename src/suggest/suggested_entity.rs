//! Clusters -> suggested entities, which the user can judge: name, kind and confidence, all occurrences, the reasons
//! for the merges, and the fields of a record.
//!
//! Everything in it comes from the articles, except coordinates, which come from the gazetteer.

use super::cluster::FormCluster;
use super::form_union::{Merge, MergeReason};
use super::forms::NameForm;
use super::labels::{KINDS, N_KINDS};
use super::name_occurrence::{ArticleText, NameOccurrence, NameProposer, best_kind};
use super::person_names::is_family_first;
use super::{kind_nouns, roles};
use crate::annotate::ages;
use crate::gazetteer::{self, PlaceClass};
use crate::lang;
use crate::model::{Coordinates, Id, LangTag};
use crate::text::position::CodePoints;

/// A name that no record covers.
#[derive(Clone, Debug)]
pub struct SuggestedEntity {
    /// The id that its record would get; `None` if none can be made from its name.
    pub id: Option<Id>,
    /// The name that its record would have.
    pub name: String,
    /// Every form found, `name` first, then those with more words.
    pub forms: Vec<String>,
    /// `person`, `place`, `organisation`, `event` or `work`; `None` for a thing, or if unknown.
    pub kind: Option<&'static str>,
    /// The confidence in the kind, from 0 to 1.
    pub confidence: f32,
    /// All its occurrences, in order of article and position.
    pub evidence: Vec<NameEvidence>,
    /// The number of articles that name it.
    pub n_articles: usize,
    /// Why the forms are one name.
    pub merges: Vec<Merge>,
    /// The names of the candidates that it may belong to, if it is ambiguous.
    pub ambiguous_with: Vec<String>,
    /// The records that it may belong to, see [`super::record_match`].
    pub record_matches: Vec<RecordMatch>,
    /// A person's family name, if it is not the last word.
    pub family: Option<String>,
    /// The coordinates of a place.
    pub coordinates: Option<Coordinates>,
    /// The roles that the articles give a person.
    pub roles: Vec<roles::StatedRole>,
    /// The date, participants and place of an event.
    pub event: Option<SuggestedEvent>,
    /// An age under 18 that an article gives next to the person's name.
    pub minor_age: Option<NameEvidence>,
    /// Who proposed it, if others than the tagger did.
    pub proposed_by: Vec<NameProposer>,
}

/// An occurrence of its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameEvidence {
    /// The index of the article.
    pub article: usize,
    /// Its start in code points.
    pub start: usize,
    /// Its end in code points, exclusive.
    pub end: usize,
    /// Its byte range.
    pub bytes: std::ops::Range<usize>,
    /// Its text.
    pub text: String,
}

/// A record that a suggested entity may belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordMatch {
    /// Its id.
    pub id: String,
    /// The reason; `None` if they only share a family name.
    pub why: Option<MergeReason>,
}

/// The fields of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedEvent {
    /// The date in EDTF.
    pub date: Option<String>,
    /// The ids of records, or of those that candidates would get.
    pub participants: Vec<String>,
    /// The id of the place's record, or the one that a candidate would get.
    pub place: Option<String>,
}

/// Makes an entity of a cluster; `None` if the cluster has no occurrence of its own, or is only a capitalised ordinary
/// word.
#[must_use]
pub(super) fn suggest_entity(
    article_texts: &[ArticleText<'_>],
    occurrences: &[NameOccurrence],
    forms: &[NameForm],
    group: &FormCluster,
    language: &LangTag,
) -> Option<SuggestedEntity> {
    if group.occurrences.is_empty() || is_only_sentence_initial(occurrences, forms, group) {
        return None;
    }
    let (kind, confidence) = decide_kind(forms, group);
    let name = choose_name(forms, group, kind, language);
    let mut texts: Vec<&NameForm> = group.forms.iter().map(|form| &forms[*form]).collect();
    texts.sort_by_key(|form| (form.text != name, std::cmp::Reverse(form.words.len())));
    let words = texts.first().map(|form| form.words.clone()).unwrap_or_default();
    let is_person = kind == Some("person");
    let family = (is_person && is_family_first(&name, &words))
        .then(|| name.split([' ', '-']).next().unwrap_or_default().to_owned());
    let mut list: Vec<String> = Vec::new();
    for form in texts {
        if !list.contains(&form.text) {
            list.push(form.text.clone());
        }
    }
    let evidence = evidence(article_texts, occurrences, &group.occurrences);
    let mut articles: Vec<usize> = evidence.iter().map(|evidence| evidence.article).collect();
    articles.dedup();
    Some(SuggestedEntity {
        id: None,
        confidence,
        n_articles: articles.len(),
        merges: group.merges.clone(),
        ambiguous_with: Vec::new(),
        record_matches: Vec::new(),
        family,
        coordinates: (kind == Some("place")).then(|| coordinates(&list)).flatten(),
        roles: if is_person {
            roles::collect_roles(article_texts, occurrences, &group.occurrences)
        } else {
            Vec::new()
        },
        event: None,
        proposed_by: Vec::new(),
        minor_age: if is_person { minor_age_evidence(article_texts, &evidence) } else { None },
        name,
        forms: list,
        kind,
        evidence,
    })
}

/// Returns whether a word is capitalised only because it begins sentences (`Désormais`): it does so in all of at least
/// three occurrences, and the gazetteer does not list it.
fn is_only_sentence_initial(occurrences: &[NameOccurrence], forms: &[NameForm], group: &FormCluster) -> bool {
    const OFTEN: usize = 3;
    let opens = |number: &usize| occurrences[*number].is_sentence_initial && !occurrences[*number].is_acronym;
    let is_listed = |form: &usize| {
        let known = gazetteer::look_up(&forms[*form].text);
        let word = &forms[*form].text;
        !known.places.is_empty()
            || known.organisation.is_some()
            || gazetteer::is_given_name(word)
            || gazetteer::is_family_name(word)
    };
    group.occurrences.len() >= OFTEN && group.occurrences.iter().all(opens) && !group.forms.iter().any(is_listed)
}

/// Returns whether a form is one short word of capitals.
fn is_in_capitals(text: &str) -> bool {
    (2..=6).contains(&text.chars().count()) && text.chars().all(char::is_uppercase)
}

/// Returns the most probable kind and the confidence in it. A gazetteer entry or an unambiguous head noun overrides the
/// tagger.
fn decide_kind(forms: &[NameForm], group: &FormCluster) -> (Option<&'static str>, f32) {
    let by_last_name =
        group.merges.iter().any(|merge| matches!(merge.why, MergeReason::LastName | MergeReason::LastNameInArticle));
    let mut kinds = group.kinds;
    if by_last_name {
        // Count full names only, as the tagger takes a lone last name for many things.
        kinds = [0.0; N_KINDS];
        for form in group.forms.iter().map(|form| &forms[*form]).filter(|form| form.words.len() > 1) {
            kinds.iter_mut().zip(form.kinds).for_each(|(sum, share)| *sum += share);
        }
    }
    // A last name that several people bear is a person's, whatever the tagger takes it for where it is alone, and an acronym of
    // several bodies an organisation's.
    if !group.ambiguous_with.is_empty() {
        let is_acronym = group.forms.iter().all(|form| is_in_capitals(&forms[*form].text));
        return (Some(if is_acronym { "organisation" } else { "person" }), 0.8);
    }
    let total: f32 = kinds.iter().sum();
    let kind = best_kind(&kinds);
    let confidence = kinds[kind] / total.max(f32::MIN_POSITIVE);
    let listed = group.forms.iter().map(|form| &forms[*form]).find_map(|form| listed_kind(form));
    // Not if the cluster has a last name: it may also be the name of a country.
    if let Some(listed) = listed.filter(|listed| !by_last_name && *listed != KINDS[kind]) {
        return (Some(listed), 0.8);
    }
    let by_head = group.forms.iter().find_map(|form| kind_nouns::kind_by_head_noun(&forms[*form].words, KINDS[kind]));
    match (by_head, KINDS[kind]) {
        (Some(head), tagged) => (Some(head), if head == tagged { confidence } else { 0.7 }),
        (None, "thing") => (None, confidence),
        (None, tagged) => (Some(tagged), confidence),
    }
}

/// Returns the kind that the gazetteer is sure of: a country, or a name of several words that only an organisation has.
fn listed_kind(form: &NameForm) -> Option<&'static str> {
    let known = gazetteer::look_up(&form.text);
    let country = known.places.first().is_some_and(|place| place.class == PlaceClass::Country && !place.common_word);
    let body = known.organisation.filter(|body| !body.common_word && known.places.is_empty() && form.words.len() > 1);
    match (country, body) {
        (true, _) => Some("place"),
        (false, Some(_)) => Some("organisation"),
        (false, None) => None,
    }
}

/// Returns the name for the record: the gazetteer's name in the site's language if the articles use it, else the most
/// frequent form of several words that is not an acronym and has no initial, else the most frequent form.
fn choose_name(forms: &[NameForm], group: &FormCluster, kind: Option<&str>, language: &LangTag) -> String {
    let own: Vec<&NameForm> = group.forms.iter().map(|form| &forms[*form]).collect();
    let listed = own.iter().find_map(|form| usual_name(&form.text, kind, language)).and_then(|usual| {
        own.iter().find(|form| crate::text::tokens::fold(&form.text) == crate::text::tokens::fold(usual))
    });
    if let Some(form) = listed {
        return form.text.clone();
    }
    let rank = |form: &&&NameForm| {
        // A family name with an apostrophe (`O’Brien`, `N’Diaye`) is one word of a person's name.
        let is_person = kind == Some("person");
        let n_words = if is_person { form.text.split_whitespace().count() } else { form.words.len() };
        let is_full = n_words > 1 && !form.is_acronym;
        let is_initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
        let has_initial = is_person && form.text.split_whitespace().any(is_initial);
        let has_article = lang::in_any(&form.words[0], |language| language.words.definite_articles);
        // Among equals the longer one: `Conseil de sécurité de l’ONU` before the bare form.
        let length = (!has_article, form.words.len(), std::cmp::Reverse(form.words.clone()));
        (is_full, !has_initial, form.occurrences.len(), length)
    };
    own.iter().max_by_key(rank).map(|form| form.text.clone()).unwrap_or_default()
}

fn usual_name(form: &str, kind: Option<&str>, language: &LangTag) -> Option<&'static str> {
    let known = gazetteer::look_up(form);
    let column = lang::data(language).gazetteer_column;
    match kind {
        Some("organisation") => known.organisation.map(|body| if column == 0 { body.french } else { body.english }),
        Some("place") => known.places.first().and_then(|place| {
            let name = [place.french, place.english, place.german, place.spanish][column];
            Some(name).filter(|name| !name.is_empty())
        }),
        _ => None,
    }
}

/// Returns the coordinates of a place if it is clear which one is meant: a country, a region, a capital, the only city
/// of that name, or a city with four fifths of the population of all cities of that name. `Brest` lies in Brittany and
/// in Belarus.
fn coordinates(forms: &[String]) -> Option<Coordinates> {
    forms.iter().find_map(|form| {
        let places = gazetteer::look_up(form).places;
        let first = places.first()?;
        let total: u64 = places.iter().map(|place| u64::from(place.population)).sum();
        let is_clear =
            first.class != PlaceClass::City || u64::from(first.population) * 5 > total * 4 || places.len() == 1;
        is_clear.then_some(first.coordinates).flatten()
    })
}

/// Returns the first age under 18 next to one of the occurrences.
fn minor_age_evidence(article_texts: &[ArticleText<'_>], evidence: &[NameEvidence]) -> Option<NameEvidence> {
    evidence.iter().find_map(|name| {
        let article_text = article_texts.get(name.article)?;
        let block =
            article_text.blocks.iter().find(|block| block.start <= name.bytes.start && name.bytes.end <= block.end)?;
        let bytes = ages::minor_beside(article_text.text, block, &name.bytes, article_text.language)?;
        let mut points = CodePoints::new(article_text.text);
        let (start, end) = (points.at(bytes.start), points.at(bytes.end));
        Some(NameEvidence {
            article: name.article,
            start,
            end,
            text: article_text.text[bytes.clone()].to_owned(),
            bytes,
        })
    })
}

fn evidence(article_texts: &[ArticleText<'_>], occurrences: &[NameOccurrence], numbers: &[usize]) -> Vec<NameEvidence> {
    let mut list = Vec::with_capacity(numbers.len());
    let mut article = usize::MAX;
    let mut points = CodePoints::new("");
    for number in numbers {
        let name = &occurrences[*number];
        let text = article_texts[name.article].text;
        if name.article != article {
            article = name.article;
            points = CodePoints::new(text);
        }
        list.push(NameEvidence {
            article,
            start: points.at(name.bytes.start),
            end: points.at(name.bytes.end),
            bytes: name.bytes.clone(),
            text: text[name.bytes.clone()].to_owned(),
        });
    }
    list
}
