//! The small network on the page of a record: the records that share most paragraphs with it, and the lines between
//! them.
//!
//! The names are in two columns with the record between them, so that each has its own row and none overlap. With
//! fewer than three names no picture is drawn, because the list next to it has the same information.

use serde::Serialize;

use super::drawing::SignLabel;
use crate::base::KeyBuilder;
use crate::geometry::labels;
use crate::geometry::labels::LINE_HEIGHT;
use crate::geometry::path::px;
use crate::model::EntityIx;
use crate::views::components;
use crate::views::content::Content;
use crate::views::shared::EntityLink;

/// The network around a record. Lengths are pixels of the picture.
#[derive(Clone, Debug, Serialize)]
pub struct CircleView {
    /// Height of the picture; it is 340 wide.
    pub height: String,
    /// Vertical position of the record, which is in the middle.
    pub y: String,
    /// Lines between the others, thinnest first: stroke width and path.
    pub between: Vec<(String, String)>,
    /// Lines from the record, in the same form.
    pub own: Vec<(String, String)>,
    /// The others.
    pub members: Vec<Member>,
}

/// A record around the centre.
#[derive(Clone, Debug, Serialize)]
pub struct Member {
    /// The record; `n` counts shared paragraphs.
    pub entity: EntityLink,
    /// Horizontal position.
    pub x: String,
    /// Vertical position.
    pub y: String,
    /// Its name.
    pub label: SignLabel,
}

const MAX_MEMBERS: usize = 12;
const MIN_MEMBERS: usize = 3;
/// Maximum number of lines between the others.
const MAX_BETWEEN: usize = 18;
const WIDTH_PX: f64 = 340.0;
/// Distance of the columns from the middle.
const COLUMN_PX: f64 = 52.0;
/// Minimum height of a row: links that are closer are hard to hit (WCAG 2.2, 2.5.8).
const ROW_PX: f64 = 26.0;
/// Letters in a line of a name: what fits beside a column.
const LINE_LETTERS: usize = 17;
const LABEL_SIZE_PX: f64 = 12.0;

/// Two neighbours, by index in the list, and the number of paragraphs that they share.
type MemberPair = (usize, usize, u32);

/// Returns the neighbours in the picture, and the pairs of them (by index in the list) that share paragraphs, most first.
fn members(content: &Content, entity: EntityIx) -> (Vec<(EntityIx, u32)>, Vec<MemberPair>) {
    let near = content.link_index.neighbours[entity].iter().take(MAX_MEMBERS);
    let members: Vec<(EntityIx, u32)> = near.map(|near| (near.entity, near.n_paragraphs)).collect();
    let mut pairs = Vec::new();
    for (a, (one, _)) in members.iter().enumerate() {
        for (b, (other, _)) in members.iter().enumerate().skip(a + 1) {
            let n = content.link_index.n_shared_paragraphs(*one, *other);
            if n > 0 {
                pairs.push((a, b, n));
            }
        }
    }
    pairs.sort_by_key(|(a, b, n)| (std::cmp::Reverse(*n), *a, *b));
    pairs.truncate(MAX_BETWEEN);
    (members, pairs)
}

/// Adds the content of the picture to a page's key, except the neighbours, which the page lists anyway.
pub(crate) fn key(content: &Content, entity: EntityIx, key: &mut KeyBuilder) {
    key.add(&members(content, entity).1);
}

/// Makes the picture; `None` if there is too little to show.
pub(crate) fn view(content: &Content, entity: EntityIx) -> Option<CircleView> {
    let (members, pairs) = members(content, entity);
    if members.len() < MIN_MEMBERS {
        return None;
    }
    let names: Vec<Vec<String>> = members.iter().map(|(entity, _)| name_lines(content, *entity)).collect();
    let (positions, height) = positions(&names);
    let middle = (WIDTH_PX / 2.0, height / 2.0);
    let most = f64::from(members.first().map_or(1, |(_, n)| (*n).max(1)));
    let width = |n: u32| px(1.0 + 5.0 * (f64::from(n) / most).min(1.0).sqrt());
    let line = |from: (f64, f64), to: (f64, f64)| {
        // Bent towards the middle, so that lines within one column do not overlap.
        format!(
            "M{} {}Q{} {} {} {}",
            px(from.0),
            px(from.1),
            px((from.0 + to.0) / 4.0 + middle.0 / 2.0),
            px((from.1 + to.1) / 2.0),
            px(to.0),
            px(to.1)
        )
    };
    let member = |index: usize| {
        let ((entity, n), (x, y), lines) = (&members[index], &positions[index], &names[index]);
        let is_left = *x < middle.0;
        let n_more = f64::from(u32::try_from(lines.len().saturating_sub(1)).unwrap_or(0));
        Member {
            entity: components::entity_link(content, *entity, u64::from(*n)),
            x: px(*x),
            y: px(*y),
            label: SignLabel {
                text: lines.join(" "),
                lines: lines.clone(),
                line_height: px(LABEL_SIZE_PX * LINE_HEIGHT),
                x: px(if is_left { x - 9.0 } else { x + 9.0 }),
                y: px(y + 4.0 - n_more * LABEL_SIZE_PX * LINE_HEIGHT / 2.0),
                anchor: if is_left { "end" } else { "start" },
            },
        }
    };
    Some(CircleView {
        height: px(height),
        y: px(middle.1),
        between: pairs.iter().rev().map(|(a, b, n)| (width(*n), line(positions[*a], positions[*b]))).collect(),
        own: members.iter().zip(&positions).rev().map(|((_, n), place)| (width(*n), line(middle, *place))).collect(),
        members: (0..members.len()).map(member).collect(),
    })
}

/// Returns the lines of a name; what tells namesakes apart stands under it.
fn name_lines(content: &Content, entity: EntityIx) -> Vec<String> {
    let link = components::entity_link(content, entity, 0);
    let mut lines = labels::wrapped(&link.name, LINE_LETTERS);
    if !link.apart.is_empty() {
        lines.extend(labels::wrapped(&format!("({})", labels::short(&link.apart, 2 * LINE_LETTERS)), LINE_LETTERS));
    }
    lines
}

/// Returns the positions of the members, alternating left and right from the top, and the height of the picture. A row is as
/// high as the longer of its two names.
fn positions(names: &[Vec<String>]) -> (Vec<(f64, f64)>, f64) {
    let mut top = 7.0;
    let mut places = Vec::with_capacity(names.len());
    for row in names.chunks(2) {
        let n_lines = row.iter().map(Vec::len).max().unwrap_or(1);
        let height = (f64::from(u32::try_from(n_lines).unwrap_or(1)) * LABEL_SIZE_PX * LINE_HEIGHT + 12.0).max(ROW_PX);
        let sides = [-COLUMN_PX, COLUMN_PX];
        places.extend(row.iter().zip(sides).map(|(_, side)| (WIDTH_PX / 2.0 + side, top + height / 2.0)));
        top += height;
    }
    (places, top + 7.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_has_a_row_of_its_own() {
        let names: Vec<Vec<String>> = (0..MAX_MEMBERS)
            .map(|index| labels::wrapped(&"Conseil général ".repeat(1 + index % 4), LINE_LETTERS))
            .collect();
        let (places, height) = positions(&names);
        for (index, place) in places.iter().enumerate() {
            let apart = |other: &(f64, f64)| (place.0 - other.0).abs() > 50.0 || (place.1 - other.1).abs() >= ROW_PX;
            assert!(places[index + 1..].iter().all(apart) && place.1 < height, "{places:?}");
        }
        assert!(labels::width(&"n".repeat(LINE_LETTERS), LABEL_SIZE_PX) < WIDTH_PX / 2.0 - COLUMN_PX);
    }
}
