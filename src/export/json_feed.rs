//! The newest articles as a JSON Feed (version 1.1): what the Atom feed has, for readers and programs that prefer JSON.

use crate::base::Message;
use crate::base::message::Words;
use crate::base::web_address::is_web_address;
use serde_json::{Map, Value, json};

use super::ExportInput;
use super::feed::{MAX_ENTRIES, lead};
use super::shared::{address, article_address, certain_day, iso, loss};
use crate::model::{ArticleIx, Edtf, Route, routes};

/// The route of the feed.
pub(super) const ROUTE: &str = "data/feed.json";

/// Counts the articles that are too old for the feed.
pub(super) fn lost(input: &ExportInput<'_>) -> Vec<Message> {
    let n = input.articles.len().saturating_sub(MAX_ENTRIES);
    loss(
        n,
        Words { en: "older article is not in the feed", fr: "article plus ancien n’est pas dans le flux" },
        Words { en: "older articles are not in the feed", fr: "articles plus anciens ne sont pas dans le flux" },
    )
}

/// Prints the feed.
pub(super) fn draw(input: &ExportInput<'_>) -> Vec<u8> {
    let config = input.config;
    let mut feed = Map::new();
    let mut set = |name: &str, value: Value| {
        feed.insert(name.to_owned(), value);
    };
    set("version", json!("https://jsonfeed.org/version/1.1"));
    set("title", json!(config.title));
    set("language", json!(config.language.as_str()));
    if !config.description.is_empty() {
        set("description", json!(config.description));
    }
    if !config.author.is_empty() {
        set("authors", json!([{"name": config.author}]));
    }
    // Addresses must be those of the web.
    if !config.base_url.is_empty() {
        set("home_page_url", json!(address(input, &Route::new(routes::FRONT))));
        set("feed_url", json!(address(input, &Route::new(ROUTE))));
    }
    let newest = input.link_index.by_date.iter().take(MAX_ENTRIES);
    set("items", newest.map(|index| item(input, *index)).collect());
    let mut bytes = serde_json::to_vec_pretty(&feed).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn item(input: &ExportInput<'_>, index: ArticleIx) -> Value {
    let (article, summary) = (input.articles[index].0, &input.link_index.articles[index]);
    let page = article_address(input, index);
    let mut item = Map::new();
    let mut set = |name: &str, value: Value| {
        item.insert(name.to_owned(), value);
    };
    set("id", json!(page));
    if !input.config.base_url.is_empty() {
        set("url", json!(page));
    }
    if let Some(url) = article.url.as_ref().filter(|url| is_web_address(url)) {
        set("external_url", json!(url));
    }
    set("title", json!(article.title));
    // One text is required, so that of an article of which none may be published is empty.
    set("content_text", json!(lead(summary)));
    if let Some(Edtf::At(point)) = &article.date
        && let Some(day) = certain_day(point)
    {
        set("date_published", json!(format!("{}T00:00:00Z", iso(&day))));
    }
    if let Some(author) = &article.author {
        set("authors", json!([{"name": author}]));
    }
    let mut tags: Vec<&str> = Vec::new();
    for tag in &summary.card.tags {
        if !tags.contains(&tag.as_str()) {
            tags.push(tag);
        }
    }
    if !tags.is_empty() {
        set("tags", json!(tags));
    }
    set("language", json!(article.language.as_ref().unwrap_or(&input.config.language).as_str()));
    Value::Object(item)
}
