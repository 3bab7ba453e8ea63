//! Works around a defect of the PDF library: it misreads glyph widths that a font gives for a range.
//!
//! ISO 32000-1, 9.7.4.3: `/W [first [w w …]  first last w …]`. The library (0.12.1) treats the second form as an empty
//! range, so all glyphs in it get the font's default width, and every word after them is misplaced. Browsers write that
//! form. It is rewritten here to the first form, which the library reads.

use pdf_extract::{Document, Object, ObjectId};

/// The longest range that is expanded; codes have two bytes.
const MAX_RANGE: i64 = 65_536;

/// Rewrites the glyph widths of all fonts in a document.
pub(super) fn repair_widths(document: &mut Document) {
    let mut arrays: Vec<ObjectId> = Vec::new();
    for object in document.objects.values_mut() {
        let Ok(font) = object.as_dict_mut() else { continue };
        match font.get_mut(b"W") {
            Ok(Object::Array(widths)) => *widths = listed(std::mem::take(widths)),
            Ok(Object::Reference(id)) => arrays.push(*id),
            _ => {}
        }
    }
    for id in arrays {
        if let Some(Object::Array(widths)) = document.objects.get_mut(&id) {
            *widths = listed(std::mem::take(widths));
        }
    }
}

fn listed(widths: Vec<Object>) -> Vec<Object> {
    let mut listed = Vec::with_capacity(widths.len());
    let mut widths = widths.into_iter();
    while let (Some(first), Some(next)) = (widths.next(), widths.next()) {
        match (first.as_i64(), next.as_i64()) {
            (Ok(from), Ok(to)) => {
                let Some(width) = widths.next() else { break };
                let n = to.saturating_sub(from).saturating_add(1).clamp(0, MAX_RANGE);
                listed.push(first);
                listed.push(Object::Array((0..n).map(|_| width.clone()).collect()));
            }
            _ => listed.extend([first, next]),
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_becomes_a_list() {
        let n = Object::Integer;
        let list = |numbers: &[i64]| Object::Array(numbers.iter().copied().map(Object::Integer).collect());
        let widths = vec![n(0), list(&[365]), n(3), n(5), n(250), n(9), list(&[1, 2])];
        assert_eq!(listed(widths), [n(0), list(&[365]), n(3), list(&[250, 250, 250]), n(9), list(&[1, 2])]);
        assert_eq!(listed(vec![n(3), n(9)]), []);
        assert_eq!(listed(vec![n(9), n(3), n(250)]), [n(9), list(&[])]);
    }
}
