//! Keys of parsed articles, texts and decisions. They cover everything, including positions in the file, because
//! diagnostics point at them. [`Record`](super::Record) and [`Body`] also have narrower keys of their own.

use super::article::{ArticlePicture, CopyOf, RawFileReference};
use super::body::WikiLink;
use super::body::{ColumnAlignment, Footnote};
use super::decisions::DecisionTopic;
use super::{
    Article, AuthorLink, Block, BlockKind, Body, DateCertainty, Decision, MarkdownElement, MarkdownNode, Visibility,
};
use crate::base::{KeyBuilder, Keyed};

impl Keyed for Article {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self {
            id,
            file,
            title,
            date,
            date_certainty,
            publisher,
            author,
            url,
            archived,
            retrieved,
            language,
            rights,
            tags,
            picture,
            raw_document,
            local_aliases,
            unlinked,
            copy_of,
            former,
            draft,
            body,
        } = self;
        key.add(id).add(file).text(title).add(date).add(date_certainty).add(publisher).add(author).add(url);
        key.add(archived).add(retrieved).add(language).add(rights).add(tags).add(picture).add(raw_document);
        key.add(local_aliases).add(unlinked).add(copy_of).add(former).add(draft).add(body);
    }
}

impl Keyed for DateCertainty {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.text(self.as_str());
    }
}

impl Keyed for ArticlePicture {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { file, alt, caption, credit } = self;
        key.add(file).text(alt).text(caption).text(credit);
    }
}

impl Keyed for RawFileReference {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { file, sha256, document, span } = self;
        key.text(file).text(sha256).add(document).add(span);
    }
}

impl Keyed for CopyOf {
    fn key_into(&self, key: &mut KeyBuilder) {
        match self {
            Self::Article(id) => key.number(1).add(id),
            Self::None => key.number(0),
        };
    }
}

impl Keyed for Body {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self {
            text,
            main_len,
            nodes,
            footnotes,
            blocks,
            unlinkable,
            wiki_links,
            links,
            file_offsets,
            has_html,
            has_code,
        } = self;
        key.text(text).add(main_len).add(nodes).add(footnotes).add(blocks).add(unlinkable);
        key.add(wiki_links).add(links).add(file_offsets).add(has_html).add(has_code);
    }
}

impl Keyed for Footnote {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { label, nodes } = self;
        key.text(label).add(nodes);
    }
}

impl Keyed for Block {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { start, end, kind, paragraph } = self;
        key.add(start).add(end).add(kind).add(paragraph);
    }
}

impl Keyed for BlockKind {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}

impl Keyed for WikiLink {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { id, fragment, text, has_link_text, span } = self;
        key.text(id).add(fragment).add(text).add(has_link_text).add(span);
    }
}

impl Keyed for AuthorLink {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { href, title, span, has_alt_text } = self;
        key.text(href).text(title).add(span).add(has_alt_text);
    }
}

impl Keyed for MarkdownNode {
    fn key_into(&self, key: &mut KeyBuilder) {
        match self {
            Self::Open(element) => key.number(0).add(element),
            Self::Close => key.number(1),
            Self::Text(range) => key.number(2).add(range),
            Self::Code(range) => key.number(3).add(range),
            Self::SoftBreak => key.number(4),
            Self::HardBreak => key.number(5),
            Self::Html(html) => key.number(6).text(html),
            Self::FootnoteReference(label) => key.number(7).text(label),
            Self::Rule => key.number(8),
            Self::Task(done) => key.number(9).add(done),
        };
    }
}

impl Keyed for MarkdownElement {
    fn key_into(&self, key: &mut KeyBuilder) {
        match self {
            Self::Paragraph(number) => key.number(0).add(number),
            Self::Heading { level, anchor } => key.number(1).add(level).text(anchor),
            Self::Quote => key.number(2),
            Self::Caption => key.number(3),
            Self::List(first) => key.number(4).add(first),
            Self::Item(number) => key.number(5).add(number),
            Self::CodeBlock(language) => key.number(6).text(language),
            Self::Table => key.number(7),
            Self::TableHead => key.number(8),
            Self::TableRow => key.number(9),
            Self::TableCell(is_head, alignment) => key.number(10).add(is_head).add(alignment),
            Self::Definitions => key.number(11),
            Self::Term => key.number(12),
            Self::Definition(number) => key.number(13).add(number),
            Self::Emphasis => key.number(14),
            Self::Strong => key.number(15),
            Self::Strike => key.number(16),
            Self::Link(index) => key.number(17).add(index),
            Self::WikiLink(index) => key.number(18).add(index),
            Self::Image(index) => key.number(19).add(index),
        };
    }
}

impl Keyed for ColumnAlignment {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}

impl Keyed for Visibility {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}

impl Keyed for Decision {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { article, selector, topic, entity, day, by, span } = self;
        key.add(article).add(selector).add(topic).add(entity).add(day).text(by).add(span);
    }
}

impl Keyed for DecisionTopic {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}
