//! [`SuggestedEntity`] -> the text of a draft record, which the user corrects. Pure: the command line writes the file.
//!
//! Everything uncertain is a comment: a draft states nothing about a person that no article states.

use super::form_union::MergeReason;
use super::suggested_entity::SuggestedEntity;
use crate::base::yaml::plain_or_quoted;
use crate::lang::records::DraftComments;
use crate::registry::lexicon::unusable_form;

/// Returns the draft record of a suggested entity. `articles` are the ids of the articles that its evidence refers to
/// by index, `words` the comments. Records that do not exist, by `has_record`, are not referred to.
#[must_use]
pub(crate) fn draft(
    candidate: &SuggestedEntity,
    articles: &[&str],
    words: &DraftComments,
    has_record: impl Fn(&str) -> bool,
) -> String {
    let mut out = format!("---\n# {}\nstatus: proposed\nname: {}\n", words.head, plain_or_quoted(&candidate.name));
    if let Some(family) = &candidate.family {
        out.push_str(&format!("family: {}  # {}\n", plain_or_quoted(family), words.family));
    }
    let (strong, weak) = strong_and_weak_forms(candidate);
    for (key, list) in [("names", strong), ("weak", weak)] {
        if !list.is_empty() {
            let list: Vec<String> = list.iter().map(|form| plain_or_quoted(form)).collect();
            out.push_str(&format!("{key}: [{}]\n", list.join(", ")));
        }
    }
    if let Some(age) = &candidate.minor_age {
        let article = articles.get(age.article).copied().unwrap_or_default();
        // A comment ends with its line.
        let age = age.text.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&format!("visibility: initials  # {}: {age} ({article})\n", words.minor));
    }
    if let Some(point) = &candidate.coordinates {
        out.push_str(&format!("coordinates: [{}, {}]  # {}\n", point.latitude, point.longitude, words.gazetteer));
    }
    if let Some(event) = &candidate.event {
        if let Some(date) = &event.date {
            out.push_str(&format!("date: {date}\n"));
        }
        if let Some(place) = event.place.as_ref().filter(|id| has_record(id)) {
            // An id may be a word that YAML reads otherwise: `null`, `no`.
            out.push_str(&format!("place: {}\n", plain_or_quoted(place)));
        }
        let participants: Vec<String> =
            event.participants.iter().filter(|id| has_record(id)).map(|id| plain_or_quoted(id)).collect();
        if !participants.is_empty() {
            out.push_str(&format!("participants: [{}]\n", participants.join(", ")));
        }
    }
    if !candidate.roles.is_empty() {
        out.push_str(&format!("# {}\n# roles:\n", words.roles));
        for role in &candidate.roles {
            let title = plain_or_quoted(&role.text);
            let article = articles.get(role.article).copied().unwrap_or_default();
            let times = if role.count > 1 { format!(", {} {}", role.count, words.times) } else { String::new() };
            out.push_str(&format!("#   - {{title: {title}}}  # {article}{times}\n"));
        }
    }
    let near: Vec<&str> = candidate
        .record_matches
        .iter()
        .map(|near| near.id.as_str())
        .chain(candidate.ambiguous_with.iter().map(String::as_str))
        .collect();
    if !near.is_empty() {
        out.push_str(&format!("# {} {}\n", words.may_be, near.join(", ")));
    }
    out.push_str("---\n");
    out
}

/// Returns the forms that link everywhere, and those that link only near a strong form. A person's single words are
/// weak. The last name, which is weak by default, a last name of several persons and what would match everywhere are left
/// out.
#[must_use]
pub(crate) fn strong_and_weak_forms(candidate: &SuggestedEntity) -> (Vec<&str>, Vec<&str>) {
    let is_person = candidate.kind == Some("person");
    let shared = |form: &str| {
        candidate.merges.iter().any(|merge| merge.why == MergeReason::LastNameInArticle && merge.form == form)
    };
    let family = candidate
        .family
        .clone()
        .or_else(|| crate::registry::personal_names::family_name(&candidate.name).map(str::to_owned));
    // Two bodies have this acronym: it links only where the article names one of them in full.
    let shared_acronym = |form: &str| {
        candidate.merges.iter().any(|merge| merge.why == MergeReason::AcronymInArticle && merge.form == form)
    };
    let is_new = |form: &&str| *form != candidate.name && !shared(form) && unusable_form(form).is_none();
    let others = candidate.forms.iter().map(String::as_str).filter(is_new);
    let (mut strong, mut weak) = (Vec::new(), Vec::new());
    for form in others {
        if shared_acronym(form) {
            weak.push(form);
        } else if !is_person || form.contains(' ') {
            strong.push(form);
        } else if family.as_deref() != Some(form) {
            weak.push(form);
        }
    }
    (strong, weak)
}
