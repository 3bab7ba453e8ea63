//! The card of an entity in an article, shown when a reader points at a mention.

use super::components;
use super::context::RenderContext;
use super::portrait;
use super::shared::Card;
use crate::base::KeyBuilder;
use crate::model::{Edtf, EntityIx};
use crate::parse::record::RecordRole;
use crate::theme::TemplateValue;

/// Adds the content of an entity's card to an article's key.
pub(crate) fn key(context: &RenderContext, entity: EntityIx, key: &mut KeyBuilder) {
    let content = &context.content;
    let (n, is_more) = rounded(content.link_index.backlinks[entity].len() as u64);
    key.key(content.registry.entities[entity].life_key).number(n).number(u64::from(is_more));
    portrait::key(context, entity, key);
}

/// Makes the card of an entity for an article of this date.
#[must_use]
pub(crate) fn view(context: &RenderContext, entity: EntityIx, date: Option<&Edtf>) -> TemplateValue<Card> {
    // An entity without roles has the same card at any date.
    if context.content.registry.entities[entity].record.roles.is_empty() {
        return context.cache.cards.get_or(entity.get(), || at(context, entity, None));
    }
    TemplateValue::new(at(context, entity, date))
}

fn at(context: &RenderContext, entity: EntityIx, date: Option<&Edtf>) -> Card {
    let record = &context.content.registry.entities[entity].record;
    let (n_articles, is_more) = rounded(context.content.link_index.backlinks[entity].len() as u64);
    let personal = context.content.config.kinds[context.content.registry.entities[entity].kind].personal_names;
    let (life_label, life) = match (&record.born, &record.died, &record.date) {
        (Some(born), Some(died), _) => (
            "",
            format!(
                "{} – {}",
                components::date(&context.interface, Some(born)),
                components::date(&context.interface, Some(died))
            ),
        ),
        (Some(born), None, _) => {
            (if personal { "born" } else { "founded" }, components::date(&context.interface, Some(born)))
        }
        (None, Some(died), _) => {
            (if personal { "died" } else { "dissolved" }, components::date(&context.interface, Some(died)))
        }
        (None, None, date) => {
            (if date.is_some() { "date" } else { "" }, components::date(&context.interface, date.as_ref()))
        }
    };
    let held = record.roles.iter().filter(|role| date.is_some_and(|date| is_held(role, date)));
    let roles = held.map(|role| role.title.clone()).collect();
    let sentence = context.content.registry.entities[entity].sentence.clone();
    Card { roles, sentence, face: portrait::face(context, entity), life_label, life, n_articles, is_more }
}

/// Returns whether a role was held on a date: it had begun, and had not ended.
pub(crate) fn is_held(role: &RecordRole, date: &Edtf) -> bool {
    let day = date.earliest();
    role.from.is_none_or(|from| from.earliest() <= day) && role.to.is_none_or(|to| to.latest() >= day)
}

/// Rounds a number of articles down to two significant digits from a hundred on. Otherwise one more article in a large
/// dossier would change the page of every article that names the same entity.
fn rounded(n: u64) -> (u64, bool) {
    let mut unit = 1;
    while n / unit >= 100 {
        unit *= 10;
    }
    (n / unit * unit, !n.is_multiple_of(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_rounded_down_to_two_digits() {
        let cases = [(0, 0, false), (99, 99, false), (100, 100, false), (128, 120, true), (4567, 4500, true)];
        for (n, shown, is_more) in cases {
            assert_eq!(rounded(n), (shown, is_more));
        }
    }

    #[test]
    fn a_role_lasts_from_its_first_day_to_its_last() {
        let date = |text: &str| Edtf::parse(text).expect("a date");
        let role = RecordRole {
            title: "maire".into(),
            refer: Vec::new(),
            from: Some(date("2012")),
            to: Some(date("2014-05")),
        };
        assert!(is_held(&role, &date("2012-01-01")) && is_held(&role, &date("2014-05-31")));
        assert!(!is_held(&role, &date("2011-12-31")) && !is_held(&role, &date("2014-06-01")));
    }
}
