//! The quotations of the dossier, of an entity and of an article, and a comparison of the articles about an event.

use std::collections::HashSet;

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::merge_copies::{self, Also, SimilarTextIndex, one_line_slice, paragraph_href};
use super::portrait;
use super::shared::{ArticleLink, Chrome, EntityLink, Face};
use crate::base::KeyBuilder;
use crate::config::SitePart;
use crate::link::QuotationIx;
use crate::link::summary::{self, Quotation};
use crate::model::{ArticleIx, BaseKind, EntityIx, Route};
use crate::text::position::CodePoints;
use crate::theme::TemplateValue;

/// A quotation.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteView {
    /// The words, without quotation marks.
    pub text: String,
    /// The speaker; null if uncertain.
    pub speaker: Option<EntityLink>,
    /// Those who said it together with the speaker; usually empty.
    pub more_speakers: Vec<EntityLink>,
    /// The words that attribute it; may be empty.
    pub cue: String,
    /// Its route with anchor.
    pub href: String,
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// The other articles that print it, as copies of one dispatch.
    pub also: Vec<Also>,
}

/// One article's account of an event.
#[derive(Clone, Debug, Serialize)]
pub struct Says {
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// The other articles that print the same dispatch; what only they have is included here.
    pub also: Vec<TemplateValue<ArticleLink>>,
    /// Numbers in the passages about the event, with the nouns that they count.
    pub figures: Vec<FigureView>,
    /// Quotations in those passages.
    pub quotes: Vec<QuoteView>,
}

/// A number and what it counts.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// The words.
    pub text: String,
    /// Route and anchor.
    pub href: String,
}

/// The data of the page of quotations.
#[derive(Clone, Debug, Serialize)]
pub struct QuotesView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The speakers with their quotations, those with most first.
    pub speakers: Vec<Speaker>,
    /// Quotations without a certain speaker.
    pub unattributed: Vec<QuoteView>,
    /// Total number of quotations.
    pub n_quotes: u64,
    /// Number of quotations left out to limit the page's size.
    pub n_left_out: u64,
}

/// A speaker and their quotations.
#[derive(Clone, Debug, Serialize)]
pub struct Speaker {
    /// The speaker; `n` counts quotations.
    pub entity: EntityLink,
    /// Picture or initials.
    pub face: TemplateValue<Face>,
    /// Their quotations, newest first.
    pub quotes: Vec<QuoteView>,
}

/// Maximum number of quotations in a book: about half a megabyte of HTML.
const MAX_ENTRIES: usize = 1500;
/// Length of the quotations on their page, in bytes of HTML; most of it may be that of quotations with a speaker.
const MAX_PAGE_BYTES: usize = 110_000;
const MAX_OF_SPEAKERS: usize = 85_000;
/// Maximum number of quotations on an entity's page, and the length of their HTML in bytes.
const MAX_OWN_QUOTES: usize = 100;
const MAX_OWN_BYTES: usize = 36_000;
/// Maximum length of the accounts of an event, in bytes of HTML.
const MAX_SAID_BYTES: usize = 36_000;
/// Length of what surrounds the words of a quotation or a figure, in bytes of HTML.
const AROUND_QUOTE: usize = 260;
const AROUND_FIGURE: usize = 90;

/// Estimates the length of a quotation on a page, in bytes of HTML.
fn quote_len(quote: &QuoteView) -> usize {
    AROUND_QUOTE + quote.text.len() + quote.article.title.len() + quote.also.len() * AROUND_FIGURE
}

/// Returns whether any article has a quotation.
#[must_use]
pub(crate) fn has_quotes(content: &Content) -> bool {
    content.config.has(SitePart::Quotes) && content.link_index.n_quoting > 0
}

/// Adds the quotations of an entity to a page's key and, for an event, those of the articles about it.
pub(crate) fn entity_key(content: &Content, index: EntityIx, key: &mut KeyBuilder) {
    for at in content.link_index.quotes_by[index].iter() {
        let summary = &content.link_index.articles[at.article];
        key.key(summary.card_key).key(summary.speech_key).add(&at.quote);
        merge_copies::add_origin_key(content, at.article, key);
    }
    if is_event(content, index) {
        for at in content.link_index.backlinks[index].iter() {
            let summary = &content.link_index.articles[at.article];
            key.key(summary.speech_key);
            for speaker in summary.quotes.iter().flat_map(Quotation::speakers) {
                if let Some(entity) = content.registry.find(speaker.as_str()) {
                    key.key(content.registry.entities[entity].card_key);
                }
            }
        }
    }
}

fn is_event(content: &Content, index: EntityIx) -> bool {
    content.registry.entities[index].behaves_as == BaseKind::Event
}

/// Makes the quotations of an article.
#[must_use]
pub(crate) fn article_quotes(context: &RenderContext, article: ArticleIx) -> Vec<QuoteView> {
    let link = components::article_link(context, article);
    let summary = &context.content.link_index.articles[article];
    let mut points = CodePoints::new(&summary.text);
    let view = |quote: &Quotation| QuoteView {
        href: format!("{}#{}", link.href, summary::quote_anchor(points.at(quote.words.0 as usize))),
        ..quote_view(&context.content, article, quote, &link)
    };
    summary.quotes.iter().map(view).collect()
}

fn quote_view(
    content: &Content,
    article: ArticleIx,
    quote: &Quotation,
    link: &TemplateValue<ArticleLink>,
) -> QuoteView {
    let mut speakers = quote
        .speakers()
        .filter_map(|speaker| content.registry.find(speaker.as_str()))
        .map(|entity| components::entity_link(content, entity, 0));
    QuoteView {
        text: one_line_slice(&content.link_index.articles[article], quote.words),
        speaker: speakers.next(),
        more_speakers: speakers.collect(),
        // A colon attributes too, but is no verb.
        cue: if quote.cue.contains(char::is_alphabetic) { quote.cue.clone() } else { String::new() },
        href: paragraph_href(link, quote.paragraph),
        article: link.clone(),
        also: Vec::new(),
    }
}

/// Makes the view of a quotation and its copies.
fn merged_view(context: &RenderContext, printings: &[QuotationIx]) -> Option<QuoteView> {
    let (first, others) = printings.split_first()?;
    let link = components::article_link(context, first.article);
    let link_index = &context.content.link_index;
    let mut view = quote_view(&context.content, first.article, link_index.quotation(*first), &link);
    let other =
        |at: &QuotationIx| merge_copies::other_printing(context, at.article, link_index.quotation(*at).paragraph);
    view.also = others.iter().map(other).collect();
    Some(view)
}

/// Makes the quotations of an entity, newest first.
fn quotes_by(context: &RenderContext, index: EntityIx) -> Vec<QuoteView> {
    let quotes = merge_copies::merge_quotes(&context.content, &context.content.link_index.quotes_by[index]);
    quotes.iter().take(MAX_OWN_QUOTES).filter_map(|printings| merged_view(context, printings)).collect()
}

/// Returns how many quotations have room in a number of bytes.
fn n_in_room(quotes: &[QuoteView], room: usize) -> usize {
    let starts = quotes.iter().scan(0, |len, quote| {
        let start = *len;
        *len += quote_len(quote);
        Some(start)
    });
    starts.take_while(|start| *start < room).count()
}

/// Makes the quotations on an entity's page, newest first.
#[must_use]
pub(crate) fn own_quotes(context: &RenderContext, index: EntityIx) -> Vec<QuoteView> {
    let mut quotes = quotes_by(context, index);
    quotes.truncate(n_in_room(&quotes, MAX_OWN_BYTES));
    quotes
}

/// Makes the accounts of an event: figures and quotations of the passages that name it, newest first. Also returns how many
/// more there are. Empty for other kinds.
#[must_use]
pub(crate) fn statements(context: &RenderContext, index: EntityIx) -> (Vec<Says>, u64) {
    if !is_event(&context.content, index) {
        return (Vec::new(), 0);
    }
    let all = context.content.link_index.backlinks[index].iter().map(|at| {
        let summary = &context.content.link_index.articles[at.article];
        let link = components::article_link(context, at.article);
        let occurrences = &context.content.link_index.occurrences(*at).occurrences;
        let paragraphs: HashSet<u32> = occurrences.iter().map(|passage| passage.paragraph).collect();
        let figures = summary.figures.iter().filter(|(_, passage)| paragraphs.contains(passage));
        let says = Says {
            also: Vec::new(),
            figures: figures
                .map(|(words, passage)| FigureView {
                    text: one_line_slice(summary, *words),
                    href: paragraph_href(&link, *passage),
                })
                .collect(),
            quotes: summary
                .quotes
                .iter()
                .filter(|quote| paragraphs.contains(&quote.paragraph))
                .map(|quote| quote_view(&context.content, at.article, quote, &link))
                .collect(),
            article: link,
        };
        (at.article, says)
    });
    let all = all.filter(|(_, says)| !says.figures.is_empty() || !says.quotes.is_empty());
    let mut all: Vec<Says> =
        merge_copies::group_by_origin(&context.content, all).into_iter().filter_map(merge_statements).collect();
    let lengths = all.iter().scan(0, |len, one| {
        let start = *len;
        let figures = one.figures.iter().map(|figure| AROUND_FIGURE + figure.text.len());
        *len += AROUND_QUOTE + figures.chain(one.quotes.iter().map(quote_len)).sum::<usize>();
        Some(start)
    });
    let n_shown = lengths.take_while(|start| *start < MAX_SAID_BYTES).count();
    let n_more = all.len() - n_shown;
    all.truncate(n_shown);
    (all, n_more as u64)
}

/// Merges the accounts in copies of a dispatch: the first, plus what only the others have.
fn merge_statements(printings: Vec<Says>) -> Option<Says> {
    let mut printings = printings.into_iter();
    let mut first = printings.next()?;
    let mut known_figures: HashSet<String> = first.figures.iter().map(|known| known.text.clone()).collect();
    let mut known_quotes = SimilarTextIndex::default();
    first.quotes.iter().for_each(|known| known_quotes.push(&known.text));
    for other in printings {
        let new_figure = |one: &FigureView| !known_figures.contains(&one.text);
        let figures: Vec<FigureView> = other.figures.into_iter().filter(new_figure).collect();
        let new_quote = |one: &QuoteView| known_quotes.find(&one.text, |_| true).is_none();
        let quotes: Vec<QuoteView> = other.quotes.into_iter().filter(new_quote).collect();
        known_figures.extend(figures.iter().map(|one| one.text.clone()));
        quotes.iter().for_each(|one| known_quotes.push(&one.text));
        first.figures.extend(figures);
        first.quotes.extend(quotes);
        first.also.push(other.article);
    }
    Some(first)
}

/// Makes the page of quotations: as many as a page may have, of each speaker the newest.
#[must_use]
pub(crate) fn quotes(context: &RenderContext, route: &Route) -> QuotesView {
    let mut view = whole(context, route);
    let len = |view: &QuotesView, max: usize| -> usize {
        view.speakers.iter().flat_map(|speaker| speaker.quotes.iter().take(max)).map(quote_len).sum()
    };
    if len(&view, usize::MAX) + view.unattributed.iter().map(quote_len).sum::<usize>() <= MAX_PAGE_BYTES {
        return view;
    }
    let n_shown = |view: &QuotesView| {
        view.speakers.iter().map(|speaker| speaker.quotes.len()).sum::<usize>() + view.unattributed.len()
    };
    let n_all = n_shown(&view);
    let max = [32, 16, 8, 4, 2].into_iter().find(|max| len(&view, *max) <= MAX_OF_SPEAKERS).unwrap_or(1);
    let mut room = MAX_PAGE_BYTES;
    for speaker in &mut view.speakers {
        speaker.quotes.truncate(n_in_room(&speaker.quotes, room).min(max));
        room = room.saturating_sub(speaker.quotes.iter().map(quote_len).sum());
    }
    view.speakers.retain(|speaker| !speaker.quotes.is_empty());
    view.unattributed.truncate(n_in_room(&view.unattributed, room));
    view.n_left_out += (n_all - n_shown(&view)) as u64;
    view
}

/// Makes the page of quotations without bounds but [`MAX_ENTRIES`].
#[must_use]
pub(crate) fn whole(context: &RenderContext, route: &Route) -> QuotesView {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut shown = 0;
    let mut n_quotes = 0;
    for (index, quotes) in
        EntityIx::number(&context.content.link_index.quotes_by).filter(|(_, quotes)| !quotes.is_empty())
    {
        let n = merge_copies::merge_quotes(&context.content, quotes).len();
        // A quotation with two speakers belongs to both, and counts once.
        let shared = quotes.iter().filter(|at| {
            let first = context.content.link_index.quotation(**at).speaker.as_ref();
            first.and_then(|first| context.content.registry.find(first.as_str())) != Some(index)
        });
        n_quotes += n.saturating_sub(shared.count());
        speakers.push(Speaker {
            entity: components::entity_link(&context.content, index, n as u64),
            face: portrait::face(context, index),
            quotes: quotes_by(context, index),
        });
    }
    speakers.sort_by(|a, b| {
        (std::cmp::Reverse(a.entity.n), &a.entity.id).cmp(&(std::cmp::Reverse(b.entity.n), &b.entity.id))
    });
    for speaker in &mut speakers {
        speaker.quotes.truncate(MAX_ENTRIES.saturating_sub(shown));
        shown += speaker.quotes.len();
    }
    let of_nobody = merge_copies::merge_quotes(&context.content, &unattributed(&context.content));
    n_quotes += of_nobody.len();
    let room = MAX_ENTRIES.saturating_sub(shown);
    let unattributed: Vec<QuoteView> =
        of_nobody.iter().take(room).filter_map(|printings| merged_view(context, printings)).collect();
    shown += unattributed.len();
    let t = &context.interface.theme.messages;
    let page = components::chrome(&context.content, route, t.text("quotations"), t.text("quotations_lead"), "quotes");
    QuotesView {
        page,
        speakers,
        unattributed,
        n_quotes: n_quotes as u64,
        n_left_out: n_quotes.saturating_sub(shown) as u64,
    }
}

/// Returns the quotations without a certain speaker, newest article first.
fn unattributed(content: &Content) -> Vec<QuotationIx> {
    let of = |article: &ArticleIx| {
        let quotes = content.link_index.articles[*article].quotes.iter().enumerate();
        let unattributed = quotes.filter(|(_, quote)| quote.speaker.is_none());
        unattributed.map(|(quote, _)| QuotationIx { article: *article, quote }).collect::<Vec<_>>()
    };
    content.link_index.by_date.iter().flat_map(of).collect()
}
