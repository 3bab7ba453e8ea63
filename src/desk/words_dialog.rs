//! What may be done with some words of an article, as HTML: the link that they have and why, another bearer, a new record, no
//! name, the speaker of a quotation, the value of a date, a note. Reads the site as shown.
//!
//! The script of the article's page shows it in a window. Each part has the words that it is about: a quotation is longer than
//! the name in it.

use std::ops::Range;

use serde_json::json;

use super::form_parts::{FormFrame, button, options};
use super::html::{escaped, filled};
use super::record_page::record_address;
use super::word_place::typed_places;
use crate::annotate::Mention;
use crate::annotate::quotes::Quote;
use crate::edit::VERDICTS;
use crate::model::Id;
use crate::parse::Article;
use crate::review::why::{link_origin, word_origin};
use crate::text::position::CodePoints;
use crate::text::tokens::fold;
use crate::theme::dates;
use crate::views::AnnotatedText;

/// The longest words that are offered as the name of a new record, in letters.
const MAX_NAME_CHARS: usize = 80;
/// Most candidates.
const MAX_CANDIDATES: usize = 9;

/// Returns the content of the window for some words, which are bytes of the main text.
pub(super) fn words_dialog(frame: &FormFrame<'_>, text: &AnnotatedText<Article>, range: &Range<usize>) -> String {
    let whole = text.document.body.main_text();
    let quote = &whole[range.clone()];
    let mut out =
        format!("{}<h2 id=\"words-title\">« {} »</h2>\n", opening(frame, text, range), escaped(&short(quote)));
    let origin = word_origin(&frame.built.site.content, frame.snapshot, text, (range.start, range.end));
    out.push_str(&format!("<p class=\"where\">{}</p>\n", escaped(&short(&origin.sentence))));
    let mentions = &text.annotated.mentions;
    let mention = mentions.iter().find(|one| one.start < range.end && one.end > range.start && one.end <= whole.len());
    let is_whole = mention.is_some_and(|one| one.start == range.start && one.end == range.end);
    if let Some(mention) = mention {
        out.push_str(&link_part(frame, text, mention));
    }
    let quotes = &text.annotated.quotes;
    let quotation =
        quotes.iter().find(|one| one.start <= range.start && one.end >= range.end && one.end <= whole.len());
    if let Some(quotation) = quotation.filter(|_| !is_whole) {
        out.push_str(&quotation_part(frame, text, quotation));
    }
    let is_name = mention.is_some() || quote.chars().count() <= MAX_NAME_CHARS;
    if is_name {
        out.push_str(&bearer_part(frame, text, range, is_whole));
        out.push_str(&record_part(frame, text, range));
        if !is_whole {
            out.push_str(&no_name_part(frame, text, range));
        }
        out.push_str(&date_part(frame, text, range));
    }
    out.push_str(&format!(
        "<details data-words=\"{}\"><summary>{}</summary><label for=\"w-note\">{}</label><textarea id=\"w-note\" \
         rows=\"4\"></textarea><p class=\"bar\"><label>{} <select id=\"w-verdict\">{}</select></label> \
         <label>{} <input type=\"text\" id=\"w-by\" maxlength=\"120\" autocomplete=\"name\"></label></p>{}</details>\n",
        words(text, range),
        frame.text("add-note"),
        frame.text("note-text"),
        frame.text("note-verdict"),
        options("", &verdicts(frame)),
        frame.text("note-by"),
        button(&frame.text("write-note"), "data-do=\"note\"")
    ));
    if let Some(quotation) = quotation.filter(|_| is_whole) {
        out.push_str(&quotation_part(frame, text, quotation));
    }
    out.push_str(&format!(
        "<p class=\"bar\"><a href=\"{}article?id={}\">{}</a></p>\n</div>\n",
        frame.page.desk,
        super::lists_page::encoded(text.document.id.as_str()),
        frame.text("front-matter")
    ));
    out
}

/// Returns the content of the window where nothing is selected: a field for the words, with the places where they are.
pub(super) fn words_search(frame: &FormFrame<'_>, text: &AnnotatedText<Article>) -> String {
    format!(
        "{}<h2 id=\"words-title\">{}</h2>\n<label for=\"w-find\">{}</label> <input type=\"search\" id=\"w-find\" \
         autocomplete=\"off\"><ul id=\"w-places\" class=\"choices\" aria-live=\"polite\"></ul>\n<p class=\"bar\"><a \
         href=\"{}article?id={}\">{}</a></p>\n</div>\n",
        opening(frame, text, &(0..0)),
        frame.text("which-words"),
        frame.text("type-words"),
        frame.page.desk,
        super::lists_page::encoded(text.document.id.as_str()),
        frame.text("front-matter")
    )
}

/// Returns the places of typed words as a list of buttons.
pub(super) fn word_list(article: &Article, typed: &str) -> String {
    let row = |(place, [before, words, after]): (Range<usize>, [String; 3])| {
        format!(
            "<li><button type=\"button\" data-start=\"{}\" data-end=\"{}\">… {} <mark>{}</mark> {} …</button></li>\n",
            place.start,
            place.end,
            escaped(&before),
            escaped(&words),
            escaped(&after)
        )
    };
    typed_places(article, typed).into_iter().map(row).collect()
}

/// The element around the content, with what the script needs.
fn opening(frame: &FormFrame<'_>, text: &AnnotatedText<Article>, range: &Range<usize>) -> String {
    let words = frame.page.words;
    let source = frame.snapshot.files.get(&text.document.file).map(|file| file.key.to_string()).unwrap_or_default();
    let texts = [
        ("effects", words.effects),
        ("no-effects", words.no_effects),
        ("would-do", words.would_do),
        ("confirm", words.confirm),
        ("cancel", words.cancel),
        ("undo", words.undo),
        ("was-undone", words.was_undone),
        ("wanted", words.wanted),
        ("file-now", words.file_now),
        ("unreachable", words.unreachable),
        ("expired", words.files.expired),
        ("no-answer", frame.texts.say("no-answer")),
    ];
    let texts: String = texts.iter().map(|(name, text)| format!(" data-say-{name}=\"{}\"", escaped(text))).collect();
    format!(
        "<div class=\"words\" lang=\"{}\" data-token=\"{}\" data-base=\"{source}\" data-words=\"{}\"{texts}>\n",
        words.tag,
        frame.page.token,
        self::words(text, range)
    )
}

/// Returns the place of some words as an action names it, escaped.
fn words(text: &AnnotatedText<Article>, range: &Range<usize>) -> String {
    let whole = text.document.body.main_text();
    let mut points = CodePoints::new(whole);
    let (start, end) = (points.at(range.start), points.at(range.end));
    let words = json!({
        "article": text.document.id.as_str(), "start": start, "end": end, "quote": &whole[range.clone()],
    });
    escaped(&words.to_string())
}

/// The link: to whom, why, and the ways to take it away.
fn link_part(frame: &FormFrame<'_>, text: &AnnotatedText<Article>, mention: &Mention) -> String {
    let content = &frame.built.site.content;
    let range = mention.start..mention.end;
    let linked = &text.document.body.main_text()[range.clone()];
    let name = record_name(frame, &mention.entity);
    let id = escaped(mention.entity.as_str());
    let mut out = format!(
        "<section data-words=\"{}\" data-record=\"{id}\" data-form=\"{}\" aria-labelledby=\"w-link\"><h3 id=\"w-link\">{}</h3>\n",
        words(text, &range),
        escaped(&mention.form),
        escaped(&filled(frame.texts.say("linked-to"), &[("words", linked), ("name", &name)]))
    );
    // The name of a record is always one of its forms.
    let is_name = fold(&mention.form) == fold(&name);
    let never = button(&frame.text("unlink-everywhere"), "data-do=\"never\"");
    let never = if is_name { String::new() } else { never };
    let origin = link_origin(content, frame.snapshot, text, mention);
    let why = filled(frame.texts.say(&format!("rule-{}", mention.reason.as_str())), &[("form", &mention.form)]);
    out.push_str(&format!("<p>{}", escaped(&why)));
    for (by, place) in &origin.decisions {
        out.push_str(&format!(" <small>{} {}</small>", escaped(by), escaped(place)));
    }
    if let Some(place) = &origin.record {
        out.push_str(&format!(" <small>{}</small>", escaped(place)));
    }
    out.push_str(&format!(
        " <a href=\"{}\">{}</a></p>\n<p class=\"bar\">{} {} {never}</p></section>\n",
        escaped(&record_address(frame.page.desk, mention.entity.as_str())),
        frame.text("edit-record"),
        button(&frame.text("unlink-here"), "data-do=\"unlink\""),
        button(&frame.text("unlink-article"), "data-do=\"unlink-article\"")
    ));
    out
}

/// Which record the words mean: those that may be meant, and a search among all.
fn bearer_part(frame: &FormFrame<'_>, text: &AnnotatedText<Article>, range: &Range<usize>, is_linked: bool) -> String {
    let undecided = text.annotated.undecided();
    let review = undecided.iter().find(|one| one.start < range.end && one.end > range.start);
    let candidates: Vec<&Id> = review.into_iter().flat_map(|one| one.candidates.iter().take(MAX_CANDIDATES)).collect();
    let title = frame.text(if is_linked { "other-bearer" } else { "link-record" });
    format!(
        "<details data-words=\"{}\"{}><summary>{title}</summary>{}<p><label><input type=\"radio\" name=\"w-scope\" value=\"here\" \
         checked> {}</label> <label><input type=\"radio\" name=\"w-scope\" value=\"article\"> {}</label> <label><input \
         type=\"radio\" name=\"w-scope\" value=\"everywhere\"> {}</label></p></details>\n",
        words(text, range),
        if is_linked { "" } else { " open" },
        search(frame, "w-record", "search-record", "link", &candidates),
        frame.text("scope-here"),
        frame.text("scope-article"),
        frame.text("scope-everywhere")
    )
}

/// A field that searches records; its choices do something.
fn search(frame: &FormFrame<'_>, id: &str, label: &str, what: &str, candidates: &[&Id]) -> String {
    let rows = candidates.iter().map(|id| {
        let name = escaped(&record_name(frame, id));
        format!("<li><button type=\"button\" data-answer=\"{}\"><b>{name}</b></button></li>", escaped(id.as_str()))
    });
    format!(
        "<p><label for=\"{id}\">{}</label> <input type=\"search\" id=\"{id}\" data-search=\"{what}\" autocomplete=\"off\" \
         aria-controls=\"{id}-list\"></p><ul id=\"{id}-list\" class=\"choices\" data-choices=\"{what}\" \
         aria-live=\"polite\">{}</ul>",
        frame.text(label),
        rows.collect::<String>()
    )
}

/// A new record that the words name.
fn record_part(frame: &FormFrame<'_>, text: &AnnotatedText<Article>, range: &Range<usize>) -> String {
    let kinds = &frame.built.site.content.config.kinds;
    let kinds: Vec<(String, String)> = kinds.iter().map(|kind| (kind.id.clone(), kind.label.clone())).collect();
    let quote = &text.document.body.main_text()[range.clone()];
    let name = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "<details data-words=\"{}\"><summary>{}</summary><p class=\"bar\"><label for=\"w-name\">{}</label> <input type=\"text\" \
         id=\"w-name\" value=\"{}\" maxlength=\"250\"> <label for=\"w-kind\">{}</label> <select id=\"w-kind\">{}</select> \
         {}</p></details>\n",
        words(text, range),
        frame.text("new-record"),
        escaped(frame.page.words.name),
        escaped(&name),
        escaped(frame.page.words.kind),
        options("person", &kinds),
        button(&frame.text("write-record"), "data-do=\"new-record\"")
    )
}

/// That the words are no name: here, in this article, never.
fn no_name_part(frame: &FormFrame<'_>, text: &AnnotatedText<Article>, range: &Range<usize>) -> String {
    format!(
        "<details data-words=\"{}\"><summary>{}</summary><p class=\"bar\">{} {} {}</p></details>\n",
        words(text, range),
        frame.text("no-name"),
        button(&frame.text("scope-here"), "data-do=\"unlink\""),
        button(&frame.text("scope-article"), "data-do=\"unlink-article\""),
        button(&frame.text("scope-never"), "data-do=\"never-name\"")
    )
}

/// Which date the words mean.
fn date_part(frame: &FormFrame<'_>, text: &AnnotatedText<Article>, range: &Range<usize>) -> String {
    let is_here = |start: usize, end: usize| start < range.end && end > range.start;
    let known = text.annotated.dates.iter().find(|one| is_here(one.start, one.end));
    let doubtful = text.annotated.uncertain_dates.iter().find(|one| is_here(one.start, one.end));
    let place = known.map(|one| one.start..one.end).or_else(|| doubtful.map(|one| one.start..one.end));
    let is_date = place.is_some();
    let place = place.unwrap_or_else(|| range.clone());
    let value = known.map(|one| one.value.clone()).unwrap_or_default();
    let messages = &frame.built.site.interface.theme.messages;
    let says = if value.is_empty() { String::new() } else { dates::value(&value, messages.format()) };
    let choices = doubtful.iter().flat_map(|one| &one.candidates).map(|value| {
        let says = dates::value(value, messages.format());
        format!("<li><button type=\"button\" data-day=\"{}\">{}</button></li>", escaped(value), escaped(&says))
    });
    format!(
        "<details data-words=\"{}\"{}><summary>{}</summary><ul class=\"choices\">{}</ul><p class=\"bar\"><label \
         for=\"w-date\">{}</label> <input type=\"text\" id=\"w-date\" data-check=\"day\" value=\"{}\" autocomplete=\"off\" \
         aria-describedby=\"w-date-says\"> <small id=\"w-date-says\" aria-live=\"polite\">{}</small> {} {}</p></details>\n",
        words(text, &place),
        if is_date { " open" } else { "" },
        frame.text(if is_date { "date-of-words" } else { "make-date" }),
        choices.collect::<String>(),
        frame.text("date-value"),
        escaped(&value),
        escaped(&says),
        button(&frame.text("set-date"), "data-do=\"day\""),
        button(&escaped(frame.page.words.no_date), "data-do=\"no-day\"")
    )
}

/// Who said the words.
fn quotation_part(frame: &FormFrame<'_>, text: &AnnotatedText<Article>, quote: &Quote) -> String {
    let speakers: Vec<String> =
        quote.speaker.iter().chain(&quote.more_speakers).map(|id| record_name(frame, id)).collect();
    let says = if speakers.is_empty() { frame.texts.say("no-speaker").to_owned() } else { speakers.join(", ") };
    let candidates: Vec<&Id> = quote.candidates.iter().take(MAX_CANDIDATES).collect();
    format!(
        "<details data-words=\"{}\" open><summary>{}</summary><p>{} <b>{}</b> <small>{}</small></p>{}<p class=\"bar\">{}</p></details>\n",
        words(text, &(quote.start..quote.end)),
        frame.text("speaker-of-words"),
        frame.text("said-by"),
        escaped(&says),
        escaped(&quote.cue),
        search(frame, "w-speaker", "search-speaker", "speaker", &candidates),
        button(&frame.text("nobody-said"), "data-do=\"no-speaker\"")
    )
}

/// The verdicts that a note may have.
fn verdicts(frame: &FormFrame<'_>) -> Vec<(String, String)> {
    let said = |verdict: &str| (verdict.to_owned(), frame.texts.say(&format!("verdict-{verdict}")).to_owned());
    let none = (String::new(), frame.texts.say("no-verdict").to_owned());
    std::iter::once(none).chain(VERDICTS.into_iter().map(said)).collect()
}

fn record_name(frame: &FormFrame<'_>, id: &Id) -> String {
    let registry = &frame.built.site.content.registry;
    registry
        .find(id.as_str())
        .map_or_else(|| id.to_string(), |entity| registry.entities[entity].record.name.value.clone())
}

fn short(text: &str) -> String {
    const MAX_CHARS: usize = 220;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX_CHARS { line } else { line.chars().take(MAX_CHARS).chain(['…']).collect() }
}
