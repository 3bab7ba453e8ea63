//! Elements in a line of text, cut so that they nest. Pure.

use super::xml::Attributes;
use crate::text::position::CodePoints;

/// An element around a range of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct InlineSpan {
    /// First byte.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    /// How firm it is: where two cross, the lesser is cut. 0 a link, 1 emphasis, then [`LEVELS`].
    pub(super) level: u8,
    /// Its element.
    pub(super) element: &'static str,
    /// Its attributes.
    pub(super) attributes: Attributes,
    /// Code points before it, for its id.
    pub(super) code_point: Option<usize>,
}

/// The levels of quotations, dates and names.
pub(super) const LEVELS: [u8; 3] = [2, 3, 4];
/// The letters of their ids.
const LETTERS: [char; 3] = ['q', 'd', 'm'];

impl InlineSpan {
    /// Makes an element without an id.
    pub(super) fn new(start: usize, end: usize, level: u8, element: &'static str, attributes: Attributes) -> Self {
        Self { start, end, level, element, attributes, code_point: None }
    }
}

/// Cuts what crosses, gives ids, and sorts by opening. Those of one level from 2 on must not overlap, those of 0 and 1 must
/// nest. `n_cut` counts the pieces of what has no other id.
pub(super) fn cut_crossing(spans: Vec<InlineSpan>, text: &str, id: &str, n_cut: &mut usize) -> Vec<InlineSpan> {
    let mut levels: [Vec<InlineSpan>; 5] = Default::default();
    for span in spans.into_iter().filter(|span| span.start < span.end) {
        if let Some(level) = levels.get_mut(usize::from(span.level)) {
            level.push(span);
        }
    }
    levels.iter_mut().for_each(|level| level.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end))));
    let mut done: [Vec<InlineSpan>; 5] = Default::default();
    for level in (0..5).rev() {
        let mut points = CodePoints::new(text);
        for span in std::mem::take(&mut levels[level]) {
            let mut cuts: Vec<usize> = done[level.max(1) + 1..].iter().flat_map(|firm| cuts_of(&span, firm)).collect();
            cuts.sort_unstable();
            cuts.dedup();
            pieces(&span, &cuts, &mut points, id, n_cut, &mut done[level]);
        }
    }
    for level in 2..4 {
        let (lesser, firmer) = done.split_at_mut(level + 1);
        if level == 2 {
            for span in &mut lesser[level] {
                // TEI has no quotation within a date or a name.
                let is_inside = firmer.iter().any(|firm| holder(span, firm).is_some());
                if is_inside {
                    span.element = "seg";
                    span.attributes = std::mem::take(&mut span.attributes)
                        .into_iter()
                        .map(|(key, value)| (if key == "who" { "corresp" } else { key }, value))
                        .collect();
                    span.attributes.push(("type", "said".to_owned()));
                }
            }
        }
    }
    let mut all: Vec<InlineSpan> = done.into_iter().flatten().collect();
    all.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end), span.level));
    all
}

/// Returns the element of a sorted list that holds a range and is longer.
fn holder<'s>(span: &InlineSpan, firm: &'s [InlineSpan]) -> Option<&'s InlineSpan> {
    let index = firm.partition_point(|one| one.start <= span.start).checked_sub(1)?;
    firm.get(index).filter(|one| one.end >= span.end && one.end - one.start > span.end - span.start)
}

/// Returns where a range is cut by those of a sorted list that cross it: at most at one behind its start, at one before
/// its end.
fn cuts_of(span: &InlineSpan, firm: &[InlineSpan]) -> impl Iterator<Item = usize> + use<> {
    let around = |at: usize| {
        let index = firm.partition_point(|one| one.start < at).checked_sub(1)?;
        firm.get(index).filter(|one| one.end > at)
    };
    let first = around(span.start).filter(|one| one.end < span.end).map(|one| one.end);
    let last = around(span.end).filter(|one| one.start > span.start).map(|one| one.start);
    [first, last].into_iter().flatten()
}

/// Adds the pieces of an element, which name each other.
fn pieces(
    span: &InlineSpan,
    cuts: &[usize],
    points: &mut CodePoints<'_>,
    id: &str,
    n_cut: &mut usize,
    out: &mut Vec<InlineSpan>,
) {
    let mut starts = vec![span.start];
    starts.extend(cuts.iter().copied().filter(|cut| (span.start + 1..span.end).contains(cut)));
    let letter = usize::from(span.level).checked_sub(2).map(|index| LETTERS[index]);
    let ids: Vec<String> = starts
        .iter()
        .enumerate()
        .map(|(number, start)| match (letter, span.code_point) {
            _ if id.is_empty() => String::new(),
            (Some(letter), Some(code_point)) => {
                let at = if number == 0 { code_point } else { points.at(*start) };
                format!("{id}.{letter}{}", at + 1)
            }
            _ if starts.len() > 1 => {
                *n_cut += 1;
                format!("{id}.h{n_cut}")
            }
            _ => String::new(),
        })
        .collect();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(span.end);
        let link = |at: Option<usize>| at.and_then(|at| ids.get(at)).filter(|id| !id.is_empty());
        let mut attributes = vec![("xml:id", ids[number].clone())];
        attributes.extend(link(Some(number + 1)).map(|id| ("next", format!("#{id}"))));
        attributes.extend(link(number.checked_sub(1)).map(|id| ("prev", format!("#{id}"))));
        attributes.extend(span.attributes.iter().cloned());
        out.push(InlineSpan { start: *start, end, attributes, ..span.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_crosses_is_cut_and_a_name_never() {
        let text = "0123456789";
        let spans = vec![
            InlineSpan::new(0, 5, 1, "hi", Vec::new()),
            InlineSpan { code_point: Some(3), ..InlineSpan::new(3, 8, 2, "said", Vec::new()) },
            InlineSpan { code_point: Some(4), ..InlineSpan::new(4, 6, 4, "name", Vec::new()) },
        ];
        let cut = cut_crossing(spans, text, "a-x", &mut 0);
        let places: Vec<(usize, usize, &str)> = cut.iter().map(|span| (span.start, span.end, span.element)).collect();
        assert_eq!(places, [(0, 3, "hi"), (3, 8, "said"), (3, 4, "hi"), (4, 6, "name"), (4, 5, "hi")]);
        assert_eq!(
            cut[2].attributes,
            [("xml:id", "a-x.h2".to_owned()), ("next", "#a-x.h3".to_owned()), ("prev", "#a-x.h1".to_owned())]
        );
    }
}
