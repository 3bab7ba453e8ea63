//! The key `picture:` of a record -> [`RecordPicture`]: the portrait of a person, or what shows a place or a thing.
//!
//! Reads the key alone. Whether the file exists is checked once all files are known, and whether a person's picture may be
//! shown at all is decided where pages are made.

use crate::base::yaml::{YamlNode, YamlValue};
use crate::base::yaml_fields::{SpannedText, YamlFields};
use crate::base::{Code, Diagnostic, KeyBuilder, Keyed, SourcePath, Span};
use crate::model::prose_keys::PROSE_KEYS;
use crate::say;

/// The picture of a record: `picture: media/a.jpg`, or a mapping with `file`, `alt`, `credit` and `focus`.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordPicture {
    /// A file of content/media/, as written.
    pub file: SpannedText,
    /// Alt text; may be empty.
    pub alt: String,
    /// The credit; may be empty.
    pub credit: String,
    /// What must stay visible when the picture is cropped; `None` if the author did not say.
    pub focus: Option<PictureFocus>,
}

/// A point of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureFocus {
    /// How far it is from the left edge, in percent of the width.
    pub x_percent: u8,
    /// How far it is from the upper edge, in percent of the height.
    pub y_percent: u8,
}

impl Keyed for RecordPicture {
    fn key_into(&self, key: &mut KeyBuilder) {
        // Where it is written does not affect a page.
        let Self { file, alt, credit, focus } = self;
        key.text(&file.value).text(alt).text(credit).add(focus);
    }
}

impl Keyed for PictureFocus {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { x_percent, y_percent } = self;
        key.add(x_percent).add(y_percent);
    }
}

/// Takes `picture:`.
pub(super) fn picture(fields: &mut YamlFields<'_>, file: &SourcePath) -> Option<RecordPicture> {
    let node = fields.take("picture")?;
    let picture = if let YamlValue::Scalar(name) = &node.value {
        let file = SpannedText { value: name.trim().to_owned(), span: Span::new(file, node.start, node.end) };
        Some(RecordPicture { file, alt: String::new(), credit: String::new(), focus: None })
    } else {
        let mut inner = YamlFields::new(file, node, PROSE_KEYS);
        let name = inner.required("file");
        let mut words = |key| inner.text(key).map(|text: SpannedText| text.value.trim().to_owned()).unwrap_or_default();
        let (alt, credit) = (words("alt"), words("credit"));
        let focus = inner.take("focus").and_then(|node| focus(&node, file, &mut inner.diagnostics));
        fields.diagnostics.append(&mut inner.finish());
        name.map(|file| RecordPicture { file, alt, credit, focus })
    };
    picture.filter(|picture| !picture.file.value.trim().is_empty())
}

/// Reads a point: `left`, `top right`, `[30, 20]` or `30 20`.
fn focus(node: &YamlNode, file: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<PictureFocus> {
    let parts: Vec<&str> = match &node.value {
        YamlValue::Scalar(text) => text.split([' ', ',', ';']).filter(|part| !part.is_empty()).collect(),
        YamlValue::List(items) => items.iter().map(|item| scalar(item).unwrap_or_default()).collect(),
        _ => Vec::new(),
    };
    let point = side_point(&parts).or_else(|| number_point(&parts));
    if point.is_none() {
        let span = Span::new(file, node.start, node.end);
        diagnostics.push(
            Diagnostic::new(
                Code::BadValue,
                span,
                say!(en: "this is no point of a picture", fr: "ce n’est pas un point d’une image"),
            )
            .help(say!(
                en: "write `left`, `right`, `top`, `bottom` or `center`, or how far it is from left and top in percent: `[30, 20]`",
                fr: "écrivez `left`, `right`, `top`, `bottom` ou `center`, ou sa distance à la gauche et au haut, en pour cent : `[30, 20]`",
            )),
        );
    }
    point
}

fn scalar(node: &YamlNode) -> Option<&str> {
    match &node.value {
        YamlValue::Scalar(text) => Some(text.trim()),
        _ => None,
    }
}

/// Reads one or two names of sides.
fn side_point(parts: &[&str]) -> Option<PictureFocus> {
    let mut point = PictureFocus { x_percent: 50, y_percent: 50 };
    if parts.is_empty() || parts.len() > 2 {
        return None;
    }
    for part in parts {
        match part.to_ascii_lowercase().as_str() {
            "left" => point.x_percent = 0,
            "right" => point.x_percent = 100,
            "top" => point.y_percent = 0,
            "bottom" => point.y_percent = 100,
            "center" | "centre" => {}
            _ => return None,
        }
    }
    Some(point)
}

/// Reads two percentages.
fn number_point(parts: &[&str]) -> Option<PictureFocus> {
    let [x, y] = parts else { return None };
    let percent = |text: &str| {
        let number: f64 = text.trim_end_matches('%').parse().ok()?;
        (0.0..=100.0).contains(&number).then(|| number.round() as u8)
    };
    Some(PictureFocus { x_percent: percent(x)?, y_percent: percent(y)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::yaml;

    fn read(value: &str) -> (Option<PictureFocus>, usize) {
        let file = SourcePath::new("content/people/a.md");
        let text = format!("picture: {{file: media/a.png, focus: {value}}}\n");
        let mut fields = YamlFields::new(&file, yaml::parse(&text, &file, 0).expect("YAML"), PROSE_KEYS);
        let picture = picture(&mut fields, &file).expect("a picture");
        (picture.focus, fields.finish().len())
    }

    #[test]
    fn a_focus_is_a_side_or_two_percentages() {
        let point = |x_percent, y_percent| (Some(PictureFocus { x_percent, y_percent }), 0);
        for (value, expected) in [
            ("left", point(0, 50)),
            ("top right", point(100, 0)),
            ("center", point(50, 50)),
            ("[30, 20]", point(30, 20)),
            ("30% 12.4%", point(30, 12)),
            ("[30, 120]", (None, 1)),
            ("[30]", (None, 1)),
            ("nose", (None, 1)),
            ("{x: 1}", (None, 1)),
        ] {
            assert_eq!(read(value), expected, "{value}");
        }
    }
}
