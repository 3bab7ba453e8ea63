//! Finds photo captions among the passages of a raw document, by the credit at their end.
//!
//! Passages go in and come out, some of them now captions; a line that is only a credit joins the caption it belongs to.
//! Invariant: text moves from one kind to another and is never lost. A passage without a photo credit at its very end, of
//! more than two sentences, or longer than any caption stays a paragraph. What a credit is, is said in `photo_credit`.

use super::photo_credit::credit_start;
use crate::import::clean::Block;
use crate::import::text::lines::{fold, is_longer_than, n_sentences};
use crate::import::text::paragraphs::Passage;

/// The longest caption, in characters.
const MAX_CAPTION: usize = 400;

/// Labels that announce a caption, with or without a credit at its end.
const CAPTION_LABELS: [&str; 4] = ["légende:", "légende de la photo:", "caption:", "file photo:"];

/// Marks the captions among a document's paragraphs.
pub(in crate::import) fn mark_captions(passages: Vec<Passage>) -> Vec<Passage> {
    let mut marked: Vec<Passage> = Vec::with_capacity(passages.len());
    let mut n_before_in_group = 0;
    let mut passages = passages.into_iter().peekable();
    while let Some(Passage { block, group }) = passages.next() {
        if marked.last().is_none_or(|previous| previous.group != group) {
            n_before_in_group = 0;
        }
        let ends_group = passages.peek().is_none_or(|next| next.group != group);
        let block = match block {
            Block::Paragraph(text) => match kind(&text) {
                Kind::Paragraph => Block::Paragraph(text),
                Kind::Caption => Block::Caption(text),
                Kind::Credit => {
                    let is_pair = ends_group && n_before_in_group == 1;
                    match marked.pop_if(|previous| is_described_by(previous, group, is_pair)) {
                        Some(Passage {
                            block: Block::Paragraph(description) | Block::Caption(description), ..
                        }) => Block::Caption(format!("{description} {text}")),
                        _ => Block::Caption(text),
                    }
                }
            },
            other => other,
        };
        marked.push(Passage { block, group });
        n_before_in_group += 1;
    }
    marked
}

/// Returns whether the credit that follows belongs to this passage: a caption right before it, or the one line that
/// stands with the credit between blank lines.
fn is_described_by(previous: &Passage, group: usize, is_pair: bool) -> bool {
    match &previous.block {
        Block::Caption(text) => previous.group.abs_diff(group) <= 1 && !is_longer_than(text, MAX_CAPTION),
        Block::Paragraph(text) => is_pair && previous.group == group && !is_longer_than(text, MAX_CAPTION),
        Block::Marked(_) | Block::Verbatim(_) => false,
    }
}

enum Kind {
    Paragraph,
    Caption,
    /// A credit and nothing else.
    Credit,
}

fn kind(text: &str) -> Kind {
    if is_longer_than(text, MAX_CAPTION) {
        return Kind::Paragraph;
    }
    let folded = fold(text);
    if CAPTION_LABELS.iter().any(|label| folded.starts_with(label)) {
        return Kind::Caption;
    }
    match credit_start(text).and_then(|start| text.get(..start)) {
        Some(description) if !description.contains(char::is_alphanumeric) => Kind::Credit,
        Some(description) if n_sentences(description) <= 2 => Kind::Caption,
        _ => Kind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::lines::lines;
    use crate::import::text::paragraphs::paragraphs;

    fn captions(text: &str) -> Vec<String> {
        let marked = mark_captions(paragraphs(&lines(text)));
        marked
            .into_iter()
            .filter_map(|passage| match passage.block {
                Block::Caption(text) => Some(text),
                Block::Paragraph(_) | Block::Marked(_) | Block::Verbatim(_) => None,
            })
            .collect()
    }

    #[test]
    fn a_description_with_a_credit_is_a_caption() {
        for caption in [
            "Le maire inaugure le phare, le 3 mai. Photo : KCNA",
            "Un pêcheur sur la jetée. Il attend. Crédit photo : Anne Le Goff/AFP",
            "Légende : le phare avant la tempête.",
        ] {
            assert_eq!(captions(&format!("Un paragraphe.\n{caption}\nUn autre.")), [caption]);
        }
    }

    #[test]
    fn a_long_text_with_a_credit_is_a_paragraph() {
        assert_eq!(captions("Le phare brille. La mer monte. Le vent tombe. Photo : KCNA"), [""; 0]);
        assert_eq!(captions(&format!("Le phare {}. Photo : KCNA", "brille encore ".repeat(30))), [""; 0]);
    }

    #[test]
    fn a_credit_on_its_own_line_joins_its_caption() {
        assert_eq!(captions("Le phare. © AFP\nPhoto : Anne Le Goff\nFin."), ["Le phare. © AFP Photo : Anne Le Goff"]);
        assert_eq!(captions("Début.\n\nLe phare en mai\nPhoto : KCNA\n\nFin."), ["Le phare en mai Photo : KCNA"]);
    }

    #[test]
    fn a_credit_takes_no_paragraph_of_the_article_with_it() {
        assert_eq!(captions("Le maire a parlé.\nLa mer monte.\nPhoto : KCNA\nFin."), ["Photo : KCNA"]);
        assert_eq!(captions("Le maire a parlé.\n\nPhoto : KCNA\n\nFin."), ["Photo : KCNA"]);
    }
}
