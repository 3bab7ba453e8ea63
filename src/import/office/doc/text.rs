//! The text of an old Word document with its marks -> paragraphs, cells and links.

use crate::import::extracted_document::BlockRole;
use crate::import::office::hyperlink_target;
use crate::import::runs::RunStyle;
use crate::import::styled_paragraph::{ParagraphCollector, ParagraphLayout};

/// The longest instruction of a field, in bytes.
const MAX_INSTRUCTION_BYTES: usize = 4096;
/// The most fields within each other.
const MAX_FIELDS: usize = 64;

/// A field whose end has not come yet.
#[derive(Default)]
struct OpenField {
    instruction: String,
    is_result: bool,
    address: Option<String>,
}

/// Collects the paragraphs of a text.
pub(super) fn paragraphs_of(text: &str) -> ParagraphCollector {
    let mut collector = ParagraphCollector::default();
    let mut fields: Vec<OpenField> = Vec::new();
    let (role, layout) = (BlockRole::Paragraph, ParagraphLayout::default());
    let mut run = String::new();
    for character in text.chars() {
        let is_mark = matches!(character, '\u{7}' | '\t' | '\u{b}'..='\r' | '\u{13}'..='\u{15}');
        if is_mark && !run.is_empty() {
            collector.push(&std::mem::take(&mut run), &style(&fields));
        }
        match character {
            '\u{13}' if fields.len() < MAX_FIELDS => fields.push(OpenField::default()),
            '\u{14}' => {
                if let Some(field) = fields.last_mut() {
                    field.is_result = true;
                    field.address = hyperlink_target(&field.instruction);
                }
            }
            '\u{15}' => {
                fields.pop();
            }
            _ if fields.iter().any(|field| !field.is_result) => {
                if let Some(field) = fields.last_mut().filter(|field| field.instruction.len() < MAX_INSTRUCTION_BYTES) {
                    field.instruction.push(character);
                }
            }
            '\r' | '\u{7}' => collector.end_paragraph(role, layout),
            '\u{b}' => {
                collector.end_line(role, layout);
            }
            '\u{c}' => {
                collector.end_paragraph(role, layout);
                collector.begin_page();
            }
            '\t' => collector.push_tab(&style(&fields)),
            '\u{1e}' => run.push('\u{2011}'),
            '\u{1f}' => run.push('\u{ad}'),
            character if character.is_control() => {}
            character => run.push(character),
        }
    }
    collector.push(&run, &style(&fields));
    collector.end_line(role, layout);
    collector
}

fn style(fields: &[OpenField]) -> RunStyle {
    let address = fields.iter().rev().find_map(|field| field.address.clone());
    RunStyle { address, ..RunStyle::default() }
}
