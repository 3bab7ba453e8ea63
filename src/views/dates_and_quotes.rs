//! When, and who said what: the chronology, the quotations, and what each article says of an event.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use super::components::{self, ArticleLink, Chrome, EntityLink};
use super::merge_copies::{self, Also, SimilarTextIndex, paragraph_href};
use super::site::Site;
use crate::base::{Key, KeyBuilder};
use crate::lang;
use crate::link::summary::{self, ArticleSummary, DatedSentence, Quotation};
use crate::model::{BaseKind, Route};
use crate::text::position::CodePoints;
use crate::theme::{TemplateValue, dates};

/// A date that an article speaks of.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// The words of the article.
    pub text: String,
    /// What they come to, for people.
    pub date: String,
    /// What they come to, for machines.
    pub value: String,
    /// Why, in the words of the site's language.
    pub rule: String,
    /// Where they stand.
    pub href: String,
}

/// What somebody is quoted as saying.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteView {
    /// The words, without their marks.
    pub text: String,
    /// Who said it; null where that is not certain.
    pub speaker: Option<EntityLink>,
    /// The words that attribute it; may be empty.
    pub cue: String,
    /// Where it stands.
    pub href: String,
    /// The article it stands in.
    pub article: TemplateValue<ArticleLink>,
    /// The other articles that print it, as copies of one dispatch.
    pub also: Vec<Also>,
}

/// What one article says of an event.
#[derive(Clone, Debug, Serialize)]
pub struct Says {
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// The other articles that print the same dispatch; what they alone have stands here too.
    pub also: Vec<TemplateValue<ArticleLink>>,
    /// Numbers that stand in the passages about the event, with what they count.
    pub figures: Vec<FigureView>,
    /// What is quoted in those passages.
    pub quotes: Vec<QuoteView>,
}

/// A number and what it counts.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub href: String,
}

/// All that the chronology may show.
#[derive(Clone, Debug, Serialize)]
pub struct ChronologyView {
    /// The frame.
    pub page: Chrome,
    /// The years, oldest first.
    pub years: Vec<Year>,
    /// How many entries there are in all.
    pub n_entries: u64,
    /// How many passages are left out for the page's size; 0 in all but the largest dossiers.
    pub n_left_out: u64,
}

/// The entries of a year.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    /// The year.
    pub label: String,
    /// Its anchor.
    pub anchor: String,
    /// The days, months and longer times, in order.
    pub days: Vec<ChronologyDay>,
}

/// What happened, or is said to have happened, at one time.
#[derive(Clone, Debug, Serialize)]
pub struct ChronologyDay {
    /// The time, for people.
    pub date: String,
    /// The time, for machines.
    pub value: String,
    /// Events and works of the registry.
    pub events: Vec<EntityLink>,
    /// Passages of articles.
    pub passages: Vec<DatedPassageView>,
}

/// A sentence that speaks of a time.
#[derive(Clone, Debug, Serialize)]
pub struct DatedPassageView {
    /// The sentence before the words that name the time.
    pub before: String,
    /// Those words.
    pub words: String,
    /// The sentence after them.
    pub after: String,
    /// The time, for people.
    pub date: String,
    /// Why they mean this time.
    pub rule: String,
    /// Whether that follows from the article's own date, which may itself be inferred.
    pub inferred: bool,
    /// Where it stands.
    pub href: String,
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// The other articles that print it, as copies of one dispatch.
    pub also: Vec<Also>,
    /// The article and the article that stands for its source, as indexes; no template's concern.
    #[serde(skip)]
    origin: (usize, usize),
}

impl DatedPassageView {
    fn sentence(&self) -> String {
        format!("{}{}{}", self.before, self.words, self.after)
    }
}

/// All that the page of quotations may show.
#[derive(Clone, Debug, Serialize)]
pub struct QuotesView {
    /// The frame.
    pub page: Chrome,
    /// Who said what, those with most first.
    pub speakers: Vec<Speaker>,
    /// What nobody is certain to have said.
    pub unattributed: Vec<QuoteView>,
    /// How many quotations there are in all.
    pub n_quotes: u64,
    /// How many are left out for the page's size.
    pub n_left_out: u64,
}

/// A speaker and what they said.
#[derive(Clone, Debug, Serialize)]
pub struct Speaker {
    /// Who; `n` counts quotations.
    pub entity: EntityLink,
    /// What, newest first.
    pub quotes: Vec<QuoteView>,
}

/// Most passages on the chronology and most quotations on their page: about a megabyte of HTML.
const MAX_ENTRIES: usize = 1500;
/// Most quotations on an entity's page.
const MAX_OWN_QUOTES: usize = 100;

/// Most dated sentences on an entity's page.
const MAX_OWN_DATES: usize = 24;

/// Returns the key of the chronology and of the quotations' page: every date and quotation, and the cards they show.
#[must_use]
pub fn key(site: &Site, mut key: KeyBuilder) -> Key {
    for (article, summary) in site.link_index.articles.iter().enumerate() {
        if !summary.dates.is_empty() || !summary.quotes.is_empty() {
            key.key(summary.card_key).key(summary.speech_key);
            merge_copies::add_origin_key(site, article, &mut key);
        }
    }
    for entity in &site.registry.entities {
        key.key(entity.card_key).add(&entity.record.date);
    }
    key.finish()
}

/// Adds to a page's key what it shows of the quotations of an entity and, for an event, of the articles about it.
pub fn entity_key(site: &Site, index: usize, key: &mut KeyBuilder) {
    for (article, quote) in site.link_index.quotes_by[index].iter() {
        let summary = &site.link_index.articles[*article];
        key.key(summary.card_key).key(summary.speech_key).number(*quote as u64);
        merge_copies::add_origin_key(site, *article, key);
    }
    if is_event(site, index) {
        for (article, _) in site.link_index.backlinks[index].iter() {
            let summary = &site.link_index.articles[*article];
            key.key(summary.speech_key);
            for speaker in summary.quotes.iter().filter_map(|quote| quote.speaker.as_ref()) {
                if let Some(entity) = site.registry.find(speaker.as_str()) {
                    key.key(site.registry.entities[entity].card_key);
                }
            }
        }
    }
}

fn is_event(site: &Site, index: usize) -> bool {
    site.registry.entities[index].behaves_as == BaseKind::Event
}

fn one_line_slice(summary: &ArticleSummary, range: (u32, u32)) -> String {
    summary.text[range.0 as usize..range.1 as usize].replace('\n', " ")
}

/// Makes the dates of an article.
#[must_use]
pub fn article_dates(site: &Site, article: usize) -> Vec<DateView> {
    let summary = &site.link_index.articles[article];
    let mut points = CodePoints::new(&summary.text);
    let view = |date: &DatedSentence| DateView {
        text: one_line_slice(summary, date.words),
        date: dates::value(&date.value, site.theme.messages.format()),
        value: date.value.clone(),
        rule: (lang::data(&site.config.language).dates.explain)(date.rule).to_owned(),
        href: format!("#{}", summary::date_anchor(points.at(date.words.0 as usize))),
    };
    summary.dates.iter().map(view).collect()
}

/// Makes the quotations of an article.
#[must_use]
pub fn article_quotes(site: &Site, article: usize) -> Vec<QuoteView> {
    let link = components::article_link(site, article);
    let summary = &site.link_index.articles[article];
    let mut points = CodePoints::new(&summary.text);
    let view = |quote: &Quotation| QuoteView {
        href: format!("{}#{}", link.href, summary::quote_anchor(points.at(quote.words.0 as usize))),
        ..quote_view(site, article, quote, &link)
    };
    summary.quotes.iter().map(view).collect()
}

fn quote_view(site: &Site, article: usize, quote: &Quotation, link: &TemplateValue<ArticleLink>) -> QuoteView {
    let speaker = quote.speaker.as_ref().and_then(|speaker| site.registry.find(speaker.as_str()));
    QuoteView {
        text: one_line_slice(&site.link_index.articles[article], quote.words),
        speaker: speaker.map(|entity| components::entity_link(site, entity, 0)),
        cue: quote.cue.clone(),
        href: paragraph_href(link, quote.paragraph),
        article: link.clone(),
        also: Vec::new(),
    }
}

/// Makes the view of a quotation and of the copies of it.
fn merged_view(site: &Site, printings: &[(usize, usize)]) -> Option<QuoteView> {
    let (article, quote) = *printings.first()?;
    let summary = &site.link_index.articles[article];
    let mut view = quote_view(site, article, &summary.quotes[quote], &components::article_link(site, article));
    let passage = |article: usize, quote: usize| site.link_index.articles[article].quotes[quote].paragraph;
    view.also = printings[1..]
        .iter()
        .map(|(other, quote)| merge_copies::other_printing(site, *other, passage(*other, *quote)))
        .collect();
    Some(view)
}

/// Makes what an entity is quoted as saying, newest first.
#[must_use]
pub fn quotes_by(site: &Site, index: usize) -> Vec<QuoteView> {
    let quotes = merge_copies::merge_quotes(site, &site.link_index.quotes_by[index]);
    quotes.iter().take(MAX_OWN_QUOTES).filter_map(|printings| merged_view(site, printings)).collect()
}

/// Makes what each article says of an event: figures and quotations of the passages that name it. Empty for others.
#[must_use]
pub fn statements(site: &Site, index: usize) -> Vec<Says> {
    if !is_event(site, index) {
        return Vec::new();
    }
    let all = site.link_index.backlinks[index].iter().map(|(article, slice_index)| {
        let summary = &site.link_index.articles[*article];
        let link = components::article_link(site, *article);
        let paragraphs: HashSet<u32> =
            summary.entity_occurrences[*slice_index].occurrences.iter().map(|passage| passage.paragraph).collect();
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
                .map(|quote| quote_view(site, *article, quote, &link))
                .collect(),
            article: link,
        };
        (*article, says)
    });
    let all = all.filter(|(_, says)| !says.figures.is_empty() || !says.quotes.is_empty());
    merge_copies::group_by_origin(site, all).into_iter().filter_map(merge_statements).collect()
}

/// Makes one of what the printings of a dispatch say: the first, and what others have that it has not.
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

/// Makes the chronology: events and works of the registry, and dated sentences of the articles.
#[must_use]
pub fn chronology(site: &Site, route: &Route) -> ChronologyView {
    let format = site.theme.messages.format();
    let mut days: BTreeMap<(dates::Moment, String), ChronologyDay> = BTreeMap::new();
    let day = |value: &str| ChronologyDay {
        date: dates::value(value, format),
        value: value.to_owned(),
        events: Vec::new(),
        passages: Vec::new(),
    };
    let mut n_entries = 0_u64;
    for (index, entity) in site.registry.entities.iter().enumerate() {
        if let Some(date) = entity.record.date {
            n_entries += 1;
            let value = date.to_string();
            days.entry((dates::moment(&value), value.clone()))
                .or_insert_with(|| day(&value))
                .events
                .push(components::entity_link(site, index, 0));
        }
    }
    let mut n_passages = 0;
    // Newest articles first: what is left out of a very large dossier is the oldest.
    for article in &site.link_index.by_date {
        let summary = &site.link_index.articles[*article];
        let link = components::article_link(site, *article);
        let source = site.link_index.copies.origin_of(*article);
        let has_copies = site.link_index.copies.group(*article).is_some();
        for date in &summary.dates {
            let place = (dates::moment(&date.value), date.value.clone());
            if has_copies
                && let Some(day) = days.get_mut(&place)
                && let Some(known) =
                    find_known_printing(&mut day.passages, (*article, source), &one_line_slice(summary, date.sentence))
            {
                known.also.push(merge_copies::other_printing(site, *article, date.paragraph));
                continue;
            }
            n_entries += 1;
            n_passages += 1;
            if n_passages > MAX_ENTRIES {
                continue;
            }
            let view = dated_view(site, *article, date, &link);
            days.entry(place).or_insert_with(|| day(&date.value)).passages.push(view);
        }
    }
    let mut years: Vec<Year> = Vec::new();
    for ((moment, _), day) in days {
        let label = moment.0.to_string();
        if years.last().is_none_or(|year| year.label != label) {
            years.push(Year { anchor: format!("y{label}"), label, days: Vec::new() });
        }
        if let Some(year) = years.last_mut() {
            year.days.push(day);
        }
    }
    let t = &site.theme.messages;
    let page = components::chrome(site, route, t.text("chronology"), t.text("chronology_lead"), "chronology");
    ChronologyView { page, years, n_entries, n_left_out: n_passages.saturating_sub(MAX_ENTRIES) as u64 }
}

fn dated_view(
    site: &Site,
    article: usize,
    date: &DatedSentence,
    link: &TemplateValue<ArticleLink>,
) -> DatedPassageView {
    let summary = &site.link_index.articles[article];
    DatedPassageView {
        before: one_line_slice(summary, (date.sentence.0, date.words.0)),
        words: one_line_slice(summary, date.words),
        after: one_line_slice(summary, (date.words.1, date.sentence.1)),
        date: dates::value(&date.value, site.theme.messages.format()),
        rule: (lang::data(&site.config.language).dates.explain)(date.rule).to_owned(),
        inferred: summary.card.date_certainty != crate::parse::DateCertainty::Given,
        href: paragraph_href(link, date.paragraph),
        article: link.clone(),
        also: Vec::new(),
        origin: (article, site.link_index.copies.origin_of(article)),
    }
}

/// Makes the chronology of an entity, in order of time: the dated sentences of the newest articles that name it, copies
/// put together; and how many more there are.
#[must_use]
pub fn entity_chronology(site: &Site, index: usize) -> (Vec<DatedPassageView>, u64) {
    let mut found: Vec<((dates::Moment, String), DatedPassageView)> = Vec::new();
    let mut n_more = 0;
    for (article, slice_index) in site.link_index.backlinks[index].iter() {
        let summary = &site.link_index.articles[*article];
        let passages = &summary.entity_occurrences[*slice_index].occurrences;
        let link = components::article_link(site, *article);
        let sentences: HashSet<(u32, u32)> = passages.iter().map(|passage| passage.sentence).collect();
        let names_it = |date: &&DatedSentence| sentences.contains(&date.sentence);
        for date in summary.dates.iter().filter(names_it) {
            if found.len() >= MAX_OWN_DATES {
                n_more += 1;
                continue;
            }
            let place = (dates::moment(&date.value), date.value.clone());
            let view = dated_view(site, *article, date, &link);
            let is_copy = |(at, known): &&mut (_, DatedPassageView)| {
                *at == place
                    && known.origin.1 == view.origin.1
                    && known.origin.0 != *article
                    && merge_copies::is_same(&known.sentence(), &view.sentence())
            };
            match found.iter_mut().find(is_copy) {
                Some((_, known)) => known.also.push(merge_copies::other_printing(site, *article, date.paragraph)),
                None => found.push((place, view)),
            }
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    (found.into_iter().map(|(_, view)| view).collect(), n_more)
}

/// Finds the same sentence in a copy of the dispatch.
fn find_known_printing<'a>(
    passages: &'a mut [DatedPassageView],
    (article, source): (usize, usize),
    sentence: &str,
) -> Option<&'a mut DatedPassageView> {
    passages.iter_mut().find(|known| {
        known.origin.1 == source && known.origin.0 != article && merge_copies::is_same(&known.sentence(), sentence)
    })
}

/// Makes the page of quotations.
#[must_use]
pub fn quotes(site: &Site, route: &Route) -> QuotesView {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut shown = 0;
    let mut n_quotes = 0;
    for (index, quotes) in site.link_index.quotes_by.iter().enumerate().filter(|(_, quotes)| !quotes.is_empty()) {
        let n = merge_copies::merge_quotes(site, quotes).len();
        n_quotes += n;
        speakers
            .push(Speaker { entity: components::entity_link(site, index, n as u64), quotes: quotes_by(site, index) });
    }
    speakers.sort_by(|a, b| {
        (std::cmp::Reverse(a.entity.n), &a.entity.id).cmp(&(std::cmp::Reverse(b.entity.n), &b.entity.id))
    });
    for speaker in &mut speakers {
        speaker.quotes.truncate(MAX_ENTRIES.saturating_sub(shown));
        shown += speaker.quotes.len();
    }
    let of_nobody = merge_copies::merge_quotes(site, &unattributed(site));
    n_quotes += of_nobody.len();
    let room = MAX_ENTRIES.saturating_sub(shown);
    let unattributed: Vec<QuoteView> =
        of_nobody.iter().take(room).filter_map(|printings| merged_view(site, printings)).collect();
    shown += unattributed.len();
    let t = &site.theme.messages;
    let page = components::chrome(site, route, t.text("quotations"), t.text("quotations_lead"), "quotes");
    QuotesView {
        page,
        speakers,
        unattributed,
        n_quotes: n_quotes as u64,
        n_left_out: n_quotes.saturating_sub(shown) as u64,
    }
}

/// Returns the quotations that nobody is certain to have said, newest article first.
fn unattributed(site: &Site) -> Vec<(usize, usize)> {
    let of = |article: &usize| {
        let quotes = site.link_index.articles[*article].quotes.iter().enumerate();
        quotes.filter(|(_, quote)| quote.speaker.is_none()).map(|(quote, _)| (*article, quote)).collect::<Vec<_>>()
    };
    site.link_index.by_date.iter().flat_map(of).collect()
}
