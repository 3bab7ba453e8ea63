//! The last step of parsing Markdown: appends the text of footnotes and captions to the main text, and shifts all
//! ranges into it.

use std::ops::Range;

use super::body::{Block, Body, MarkdownElement, MarkdownNode};

/// Added to offsets into the text of footnotes and captions, until that text is appended to the main one.
pub(super) const ASIDE_BASE: usize = 1 << 40;

/// The marker that opens a caption, `> [!caption] …`, as `import` writes it and Obsidian displays it.
pub(super) const CAPTION_MARK: &str = "[!caption]";

/// Text that is shown and linked but is not part of the article's own: footnotes, captions, alt texts.
#[derive(Default)]
pub(super) struct AsideText {
    /// The text.
    pub(super) text: String,
    /// See [`Body::file_offsets`].
    pub(super) file_offsets: Vec<(u32, u32)>,
    /// See [`Body::blocks`].
    pub(super) blocks: Vec<Block>,
    /// See [`Body::unlinkable`].
    pub(super) unlinkable: Vec<Range<usize>>,
}

/// Joins the main text and the aside text of a document.
pub(super) fn assemble(mut body: Body, main: String, aside: AsideText) -> Body {
    let mut text = main;
    text.truncate(text.trim_end_matches(['\n', ' ']).len());
    body.main_len = text.len();
    let shift = body.main_len + 2;
    if !aside.text.is_empty() {
        text.push_str("\n\n");
        text.push_str(&aside.text);
    }
    body.text = text.into();
    let clamp = body.main_len;
    let moved = |at: &std::ops::Range<usize>| {
        if at.start >= ASIDE_BASE {
            at.start - ASIDE_BASE + shift..at.end - ASIDE_BASE + shift
        } else {
            at.start.min(clamp)..at.end.min(clamp)
        }
    };
    for node in body.nodes.iter_mut().chain(body.footnotes.iter_mut().flat_map(|note| &mut note.nodes)) {
        if let MarkdownNode::Text(at) | MarkdownNode::Code(at) = node {
            *at = moved(at);
        }
    }
    let shift_u32 = u32::try_from(shift).unwrap_or(u32::MAX);
    body.file_offsets.extend(aside.file_offsets.into_iter().map(|(text, file)| (text.saturating_add(shift_u32), file)));
    for block in &mut body.blocks {
        // A last paragraph with only a picture has no text, and began in white space that was trimmed.
        block.start = block.start.min(clamp);
        block.end = block.end.min(clamp);
    }
    body.blocks.extend(aside.blocks.into_iter().map(|block| {
        let at = moved(&(block.start..block.end));
        Block { start: at.start, end: at.end, ..block }
    }));
    body.unlinkable = body.unlinkable.iter().chain(&aside.unlinkable).map(moved).collect();
    body.unlinkable.sort_by_key(|at| at.start);
    // Code in a link gives nested ranges. Merged, so that one look-up is enough.
    body.unlinkable.dedup_by(|next, last| {
        let inside = next.start < last.end;
        last.end = if inside { last.end.max(next.end) } else { last.end };
        inside
    });
    for reference in &mut body.wiki_links {
        reference.text = moved(&reference.text);
    }
    strip_caption_marks(&mut body);
    body.nodes.shrink_to_fit();
    body
}

/// Strips the caption marker from the text of captions.
fn strip_caption_marks(body: &mut Body) {
    let mut skipping: Option<usize> = None;
    let mut last_opened_caption = false;
    for node in &mut body.nodes {
        match node {
            MarkdownNode::Open(MarkdownElement::Caption) => last_opened_caption = true,
            MarkdownNode::Text(at) if last_opened_caption || skipping.is_some() => {
                let text = &body.text[at.clone()];
                // The library may split the marker: `[`, `!caption`, `]`.
                let mut left = skipping.unwrap_or(CAPTION_MARK.len());
                let cut = left.min(text.len());
                at.start += cut;
                left -= cut;
                at.start += body.text[at.clone()].len() - body.text[at.clone()].trim_start().len();
                skipping = (left > 0 || at.start == at.end).then_some(left);
                last_opened_caption = false;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::base::SourcePath;
    use crate::parse::markdown;

    #[test]
    fn no_block_begins_behind_the_text() {
        for source in ["Un mot. <!-- x -->\n\n![a](b.png)\n", "Un mot.\n\n![](b.png) \n\n![](c.png)\n", "![](b.png)\n"]
        {
            let body = markdown::parse(&SourcePath::new("a.md"), source, 0);
            for block in body.blocks.iter().filter(|block| block.paragraph > 0) {
                assert!(block.start <= block.end && block.end <= body.main_len, "{block:?} of {source}");
            }
        }
    }
}
