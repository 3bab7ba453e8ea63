//! The picture of a record, and what stands in its place: initials in a tile.
//!
//! The only place that decides whether a picture of a record may be shown. Records that are hidden or reduced to initials
//! have no entity and so no picture; here also the pictures of people who were under age when the dossier ends are withheld.

use super::content::Content;
use super::context::RenderContext;
use super::picture;
use super::shared::{Face, Portrait};
use crate::base::KeyBuilder;
use crate::link::ResolvedLink;
use crate::model::{BaseKind, EntityIx, Route};
use crate::parse::RecordPicture;
use crate::registry::personal_names;
use crate::theme::TemplateValue;

/// Age from which a picture of a person may be shown.
const MAJORITY: i32 = 18;

/// Returns the picture of a record if it may be shown.
#[must_use]
pub(crate) fn shown_picture(content: &Content, index: EntityIx) -> Option<&RecordPicture> {
    let picture = content.registry.entities[index].record.picture.as_ref()?;
    may_show(content, index).then_some(picture)
}

/// Returns whether pictures of an entity may be shown: not of a person who was or may have been under age at the end of
/// their life or, if they live, at the date of the newest article. Nothing else tells when the dossier was written.
fn may_show(content: &Content, index: EntityIx) -> bool {
    let entity = &content.registry.entities[index];
    let record = &entity.record;
    let Some(born) = record.born.filter(|_| is_person(content, index)) else { return true };
    let (year, month, day) = born.latest();
    let of_age = (year.saturating_add(MAJORITY), month, day);
    let link_index = &content.link_index;
    let newest = link_index.by_date.first().and_then(|article| link_index.articles[*article].card.date);
    let until = record.died.or(newest).map(|date| date.earliest());
    until.is_some_and(|until| of_age <= until)
}

fn is_person(content: &Content, index: EntityIx) -> bool {
    let entity = &content.registry.entities[index];
    entity.behaves_as == BaseKind::Person || content.config.kinds[entity.kind].personal_names
}

fn route(context: &RenderContext, index: EntityIx) -> Option<(Route, &RecordPicture)> {
    let picture = shown_picture(&context.content, index)?;
    let file = &context.content.registry.entities[index].record.span.file;
    let ResolvedLink::Internal(route, _) = context.link_resolver.resolve(file, &picture.file.value) else {
        return None;
    };
    context.media.contains_key(&route).then_some((route, picture))
}

/// Adds the picture of a record to a key. Its texts and its focus are part of the record.
pub(crate) fn key(context: &RenderContext, index: EntityIx, key: &mut KeyBuilder) {
    match route(context, index) {
        Some((route, _)) => key.text(route.as_str()).key(picture::key(&context.media, &route)),
        None => key.number(0),
    };
}

/// Makes the picture of a record; `None` if it has none, or none that may be shown.
#[must_use]
pub(crate) fn portrait(context: &RenderContext, index: EntityIx) -> Option<Portrait> {
    let (route, picture) = route(context, index)?;
    let [width, height] = picture::size(&context.media, &route).unwrap_or_default();
    let name = || context.content.registry.entities[index].record.name.value.clone();
    Some(Portrait {
        address: context.content.address(&route),
        href: route.href(),
        width,
        height,
        alt: if picture.alt.is_empty() { name() } else { picture.alt.clone() },
        credit: picture.credit.clone(),
        focus: picture
            .focus
            .map(|focus| {
                // How much wider, and how much higher, than the frame it is.
                let wider = f64::from(width.max(1)) / f64::from(height.max(1)) * 4.0 / 3.0;
                format!("fx-{} fy-{}", quarters(focus.x_percent, wider), quarters(focus.y_percent, 1.0 / wider))
            })
            .unwrap_or_default(),
    })
}

/// Returns in quarters how a picture is shifted within a frame so that a point is in the middle; `times` says how many times
/// as long as the frame it is.
fn quarters(percent: u8, times: f64) -> u8 {
    if times <= 1.01 {
        return 2;
    }
    let shift = (f64::from(percent) / 100.0 * times - 0.5) / (times - 1.0);
    (shift.clamp(0.0, 1.0) * 4.0).round() as u8
}

/// Returns what a list shows beside the name of an entity.
#[must_use]
pub(crate) fn face(context: &RenderContext, index: EntityIx) -> TemplateValue<Face> {
    context.cache.faces.get_or(index.get(), || Face {
        picture: portrait(context, index),
        initials: if is_person(&context.content, index) { initials(&context.content, index) } else { String::new() },
    })
}

/// Returns the initials of a record: of a person those of the first and the family name, of anything else those of its first
/// two words that have a capital. Scripts without capitals give one letter: two would join to a syllable.
#[must_use]
pub(crate) fn initials(content: &Content, index: EntityIx) -> String {
    let entity = &content.registry.entities[index];
    let name = entity.record.name.value.as_str();
    let is_personal = content.config.kind(entity.kind).is_some_and(|kind| kind.personal_names);
    let first_letter = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let upper = |words: &str| {
        words.split(|c: char| c.is_whitespace() || c == '-').filter_map(first_letter).find(|c| c.is_uppercase())
    };
    let letters = match personal_names::split_name(&entity.record, name).filter(|_| is_personal) {
        // The order is that of the name: Kim Jong-un is KJ.
        Some((given, family, true)) => [upper(family), upper(given)],
        Some((given, family, false)) => [upper(given), upper(family)],
        None => {
            let mut capitals = name.split_whitespace().filter_map(first_letter).filter(|c| c.is_uppercase());
            [capitals.next(), capitals.next()]
        }
    };
    let letters: String = letters.into_iter().flatten().collect();
    if letters.is_empty() { first_letter(name).into_iter().flat_map(char::to_uppercase).collect() } else { letters }
}
