//! A saved web page -> what it says.

use std::collections::HashSet;

use super::blocks::{Blocks, blocks};
use super::dom::Page;
use super::{furniture, metadata};
use crate::base::percent;
use crate::import::text::lines::fold;
use crate::import::understood::{Content, DropKind, Dropped, Part, Picture, Role, Understood, Unreadable};

/// An article of fewer characters is no article, if the page has three times as many.
const MIN_ARTICLE_LEN: usize = 200;

/// Reads a page: the article in it, and what it says of itself.
///
/// # Errors
/// Which bound it exceeds.
pub(in crate::import) fn understand(html: &str) -> Result<Understood, Unreadable> {
    let page = Page::parse(html)?;
    let mut understood = Understood { about: metadata::about(&page), ..Understood::default() };
    furniture::note_unsafe(&page, &mut understood);
    let whole = blocks(&page.body());
    furniture::remove(&page);
    let rest = blocks(&page.body());
    let found = page.article().map(|article| blocks(&article.root()));
    let len = |blocks: &Blocks| blocks.parts.iter().map(|part| part.text.chars().count()).sum::<usize>();
    let article = match found {
        Some(found) if len(&found) >= MIN_ARTICLE_LEN || len(&found) * 3 >= len(&rest) => found,
        _ => rest,
    };
    understood.picture = lead_picture(&article.pictures, &mut understood);
    let parts = with_headline(article.parts, &whole.parts, understood.about.title.as_deref());
    note_furniture(&whole.parts, &parts, &mut understood);
    understood.content = Content::Parts(parts);
    Ok(understood)
}

/// Reads the HTML of a mail or the like: all of it is the text.
///
/// # Errors
/// Which bound it exceeds.
pub(in crate::import) fn understand_whole(html: &str) -> Result<Understood, Unreadable> {
    let page = Page::parse(html)?;
    let mut understood = Understood::default();
    furniture::note_unsafe(&page, &mut understood);
    let Blocks { parts, pictures } = blocks(&page.body());
    understood.picture = lead_picture(&pictures, &mut understood);
    understood.content = Content::Parts(parts);
    Ok(understood)
}

/// Puts the headline before the article, where the page shows it: extraction takes it for a part of the page.
fn with_headline(mut parts: Vec<Part>, whole: &[Part], title: Option<&str>) -> Vec<Part> {
    let Some(title) = title.map(fold) else { return parts };
    let is_headline =
        |part: &Part| matches!(part.role, Role::Heading(_) | Role::Paragraph) && fold(&part.text) == title;
    let shown = whole.iter().find(|part| is_headline(part)).cloned();
    parts.retain(|part| !is_headline(part) || matches!(part.role, Role::Paragraph));
    if let Some(paragraph) = parts.iter_mut().take(4).find(|part| is_headline(part)) {
        paragraph.role = Role::Title;
    } else if let Some(headline) = shown.filter(|part| matches!(part.role, Role::Heading(_))) {
        parts.insert(0, Part { role: Role::Title, ..headline });
    }
    parts
}

/// Says what of the page's text is not in the article.
fn note_furniture(whole: &[Part], article: &[Part], understood: &mut Understood) {
    let kept: HashSet<&str> = article.iter().map(|part| part.text.as_str()).collect();
    for part in whole.iter().filter(|part| !kept.contains(part.text.as_str())) {
        let dropped = Dropped { kind: DropKind::Furniture, what: part.text.clone(), count: 1 };
        understood.dropped.push(dropped);
    }
}

/// Returns the first picture that is a file beside the page, and notes the others: nothing is ever fetched.
fn lead_picture(pictures: &[String], understood: &mut Understood) -> Option<Picture> {
    let mut lead = None;
    for source in pictures {
        match local_name(source) {
            Some(name) if lead.is_none() => lead = Some(Picture::Beside(name)),
            _ => {
                let shown: String = source.chars().filter(|character| !character.is_control()).take(120).collect();
                understood.drop_one(DropKind::Picture, format!("<img> {shown}"));
            }
        }
    }
    lead
}

/// `page_files/phare.jpg` or `cid:part1`: the name as it may be looked for beside or inside the document.
fn local_name(source: &str) -> Option<String> {
    let source = source.trim();
    let decoded = percent::decode_lossy(source.strip_prefix("./").unwrap_or(source));
    let has_scheme = decoded.split('/').next().is_some_and(|head| head.contains(':')) && !decoded.starts_with("cid:");
    let is_climbing = decoded.starts_with('/') || decoded.contains('\\') || decoded.split('/').any(|step| step == "..");
    let is_odd =
        decoded.is_empty() || decoded.len() > 500 || decoded.contains(char::is_control) || decoded.contains('?');
    (!has_scheme && !is_climbing && !is_odd).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_local_or_left_out() {
        for (source, name) in [
            ("./page_files/ph%C3%A0re.jpg", Some("page_files/phàre.jpg")),
            ("cid:part1@x", Some("cid:part1@x")),
            ("https://a.org/x.gif", None),
            ("//a.org/x.gif", None),
            ("../x.jpg", None),
            ("a/%2e%2e/x.jpg", None),
            ("data:image/png;base64,xx", None),
            ("x.php?track=1", None),
            ("", None),
        ] {
            assert_eq!(local_name(source).as_deref(), name, "{source}");
        }
    }
}
