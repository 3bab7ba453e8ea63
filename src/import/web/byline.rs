//! Who wrote a page's article, from what it says to machines and to readers.
//!
//! Metadata come first, then links to pages of authors, then a line that opens with `Par` or `By`. The site itself, its
//! address and a login are no author: then the next source is asked.

use super::dom::{HtmlPage, NodeRef, attribute};
use super::head_lines::HeadLines;
use super::json_ld::LinkedData;
use super::page_boilerplate::is_comment;
use super::page_dates::line_day;
use super::values::value;
use crate::import::dates::written_date::NumberOrder;
use crate::import::text::lines::{fold, is_longer_than};
use crate::lang::in_any;
use crate::lang::names::FAMILY_PARTICLES;

/// Names of `<meta>` that hold the author.
const META_NAMES: [&str; 11] = [
    "author", "article:author", "citation_author", "dc.creator", "dc:creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "byl", "article:author_name", "authors",
];

/// What marks an author among the elements near the headline.
const MARKED: &str = "[rel~=author], [itemprop~=author] [itemprop~=name], .vcard .fn, a[href*=\"/auteur\"], a[href*=\"/author\"], \
    a[href*=\"/autor\"], .author-name, .byline-name, .byline__name, .author__name";

/// What marks an author anywhere in a page, the surest first.
const MARKED_ANYWHERE: [&str; 9] = [
    "[rel~=author]",
    "[itemprop~=author] [itemprop~=name]",
    "[itemprop~=author]",
    ".vcard .fn",
    ".author-name, .byline-name, .byline__name, .author__name",
    "[class*=author-name], [class*=author_name], [class*=auteur-nom], [class*=nom-auteur]",
    ".author a, .auteur a, .byline a, .autor a",
    ".auteur, .byline, .autor",
    ".author",
];

/// The most authors of one article.
const MAX_AUTHORS: usize = 8;

/// Returns the authors of a page. `sites` are names and addresses of the site, which are no authors.
pub(super) fn page_author(page: &HtmlPage, data: &LinkedData, lines: &HeadLines, sites: &[&str]) -> Option<String> {
    let sites: Vec<String> = sites.iter().map(|site| letters(site)).filter(|site| !site.is_empty()).collect();
    let checked = |names: Vec<String>| checked_names(names, &sites);
    checked(data.names("author"))
        .or_else(|| checked(data.names("creator")))
        .or_else(|| META_NAMES.iter().find_map(|name| checked(metas(page, name))))
        .or_else(|| checked(labelled_meta(page)))
        .or_else(|| checked(marked_near(page, lines)))
        .or_else(|| lines.near.iter().find_map(|line| checked(byline_names(line))))
        .or_else(|| lines.near.iter().find_map(|line| checked(names_after_a_date(line))))
        .or_else(|| lines.labelled_names.iter().find_map(|name| checked(labelled_name(name))))
        .or_else(|| MARKED_ANYWHERE.iter().find_map(|selector| checked(marked(page, selector))))
        .or_else(|| checked(signature(page, lines)))
        .or_else(|| lines.end.iter().find_map(|line| checked(byline_names(line))))
}

fn metas(page: &HtmlPage, name: &str) -> Vec<String> {
    let selector = format!("meta[property=\"{name}\" i], meta[name=\"{name}\" i]");
    let nodes = page.select(&selector);
    nodes
        .iter()
        .take(MAX_AUTHORS)
        .filter_map(|node| value(&attribute(node, "content")?))
        .map(|name| natural(&name))
        .collect()
}

/// Reads `<meta name="twitter:label1" content="Written by">` and the name that belongs to it.
fn labelled_meta(page: &HtmlPage) -> Vec<String> {
    let label = metas(page, "twitter:label1").pop().unwrap_or_default();
    let last = fold(label.rsplit(' ').next().unwrap_or_default());
    if in_any(&last, |language| language.import.bylines) { metas(page, "twitter:data1") } else { Vec::new() }
}

/// Reads the names in `4 mai 2023 | Anne Le Goff`: the line is a date and names, and nothing else.
fn names_after_a_date(line: &str) -> Vec<String> {
    if line_day(line, NumberOrder::DayFirst).is_none() {
        return Vec::new();
    }
    let parts = line.split(['|', '•', '·', ',']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
    let names = parts.map(str::trim).filter(|part| {
        let is_capital = |word: &str| word.starts_with(char::is_uppercase) || is_particle(word);
        (2..=4).contains(&part.split_whitespace().count())
            && looks_like_names(part)
            && part.split_whitespace().all(is_capital)
            && part.chars().any(char::is_lowercase)
            && line_day(part, NumberOrder::DayFirst).is_none()
    });
    names.take(2).map(str::to_owned).collect()
}

/// Returns the name below a label such as `Auteur :`, if it is one of a person.
fn labelled_name(text: &str) -> Vec<String> {
    let name = text.split(['/', '|', '(']).next().unwrap_or_default().trim();
    let is_one = (2..=4).contains(&name.split(' ').count()) && looks_like_names(name);
    is_one.then(|| name.to_owned()).into_iter().collect()
}

/// Returns `Anne Le Goff` for `Le Goff, Anne`.
fn natural(name: &str) -> String {
    match name.split(',').map(str::trim).collect::<Vec<_>>().as_slice() {
        [last, first] if !last.contains(' ') && !first.contains(' ') && !first.is_empty() => format!("{first} {last}"),
        _ => name.to_owned(),
    }
}

fn marked_near(page: &HtmlPage, lines: &HeadLines) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for id in lines.elements.iter().take(20) {
        let Some(element) = page.node(*id) else { continue };
        let scope = element.descendants_it().filter(NodeRef::is_element).take(60);
        let inside = scope.filter(is_author_mark).filter_map(|node| value(&node.text()));
        names.extend(inside.filter(|name| looks_like_names(name)));
        if !names.is_empty() {
            break;
        }
    }
    names
}

/// Returns whether an element is marked as an author by one of [`MARKED`].
fn is_author_mark(node: &NodeRef<'_>) -> bool {
    node.is(MARKED)
}

fn marked(page: &HtmlPage, selector: &str) -> Vec<String> {
    let nodes = page.select(selector);
    let node = nodes.iter().take(40).find(|node| {
        !is_comment(node) && value(&node.text()).is_some_and(|text| looks_like_names(&without_opener(&text)))
    });
    node.and_then(|node| value(&node.text())).map(|text| without_opener(&text)).into_iter().collect()
}

/// Returns the names in the last block of the text, if that is a signature: its links lead to pages of authors.
fn signature(page: &HtmlPage, lines: &HeadLines) -> Vec<String> {
    let Some(last) = lines.last.and_then(|id| page.node(id)) else { return Vec::new() };
    if is_longer_than(&last.text(), 120) {
        return Vec::new();
    }
    let links = last.descendants_it().filter(NodeRef::is_element).take(40).filter(is_author_mark);
    links.filter_map(|node| value(&node.text())).filter(|name| looks_like_names(name)).collect()
}

/// Reads the names in `Par Anne Le Goff et Luc Le Bihan, à Brest` or `4 mai 2023, par Anne Le Goff`.
pub(super) fn byline_names(line: &str) -> Vec<String> {
    let spaced = line.replace([',', ';', '|', '•', '·', '(', ':'], " , ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let opener = words.iter().enumerate().position(|(index, word)| {
        let word = fold(word);
        let opens = in_any(&word, |language| language.import.bylines)
            || (in_any(&word, |language| language.import.author_labels) && line.contains(':'));
        let follows_a_day = |word: &str| word == "," || word.ends_with(|last: char| last.is_ascii_digit());
        opens && (index <= 2 || words.get(index - 1).is_some_and(|word| follows_a_day(word)))
    });
    let Some(opener) = opener else { return Vec::new() };
    // `Posted by Anne`: with a word before it, a name alone is a name; `Par Brest` may be anything.
    let may_be_one_word = opener > 0 && words.len() <= 10;
    let mut names: Vec<String> = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    let opens_with_mark = words.get(opener + 1) == Some(&",");
    let words = words.get(opener + 1 + usize::from(opens_with_mark)..).unwrap_or_default();
    for word in words {
        let folded = fold(word);
        let is_capital = word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit());
        let joins = *word == "," || *word == "&" || in_any(&folded, |language| language.import.word_joiners);
        if is_capital || (!name.is_empty() && is_particle(&folded) && !joins) {
            name.push(word);
        } else if joins && !name.is_empty() {
            names.push(name.join(" "));
            name.clear();
        } else {
            break;
        }
    }
    names.push(name.join(" "));
    names
        .iter()
        .map(|name| without_particles(name))
        .filter(|name| name.contains(' ') || (may_be_one_word && !name.is_empty()))
        .collect()
}

/// Returns whether a word is a part of a name that is written small.
fn is_particle(word: &str) -> bool {
    FAMILY_PARTICLES.contains(&word)
}

fn without_particles(name: &str) -> String {
    let mut name = name.trim_end_matches('.');
    while let Some((before, _)) = name.rsplit_once(' ').filter(|(_, last)| is_particle(last)) {
        name = before;
    }
    name.to_owned()
}

/// Removes `Par`, `By` and the like from the start of a text.
fn without_opener(text: &str) -> String {
    let mut text = text.trim();
    while let Some((first, rest)) = text.split_once(char::is_whitespace) {
        if !in_any(&fold(first.trim_end_matches(':')), |language| language.import.bylines) {
            break;
        }
        text = rest.trim();
    }
    text.trim_end_matches([',', '|', ' ', '\u{a0}']).to_owned()
}

/// Returns whether a text is nothing but a few names.
fn looks_like_names(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_of_a_name = |word: &&&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || !bare.starts_with(char::is_lowercase)
            || is_particle(bare)
            || in_any(&fold(bare), |language| language.import.byline_joiners)
    };
    (1..=12).contains(&words.len())
        && !is_longer_than(text, 100)
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '?' | '!'))
        && words.iter().all(|word| is_of_a_name(&word))
}

/// Returns the names as one text, without those that are no person's; `None` if none is left.
fn checked_names(names: Vec<String>, sites: &[String]) -> Option<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        let name = once(&without_opener(&name));
        if is_name(&name, sites) && !kept.contains(&name) && kept.len() < MAX_AUTHORS {
            kept.push(name);
        }
    }
    (!kept.is_empty()).then(|| kept.join(", "))
}

/// Returns `Anne Le Goff` for `Anne Le GoffAnne Le Goff`: elements of a page that follow without a blank.
fn once(name: &str) -> String {
    let (half, rest) = name.split_at_checked(name.len() / 2).unwrap_or((name, ""));
    if half == rest { half.to_owned() } else { name.to_owned() }
}

fn is_name(name: &str, sites: &[String]) -> bool {
    let plain = letters(name);
    let is_address = name.contains("://") || name.contains('@') || name.split_whitespace().any(is_domain);
    let is_login = !name.contains(' ')
        && (name.starts_with(char::is_lowercase) || name.contains(|c: char| c.is_ascii_digit() || c == '_'));
    plain.chars().nth(1).is_some()
        && !is_longer_than(name, 120)
        && !is_address
        && !is_login
        && !in_any(&fold(name), |language| language.import.author_labels)
        && !sites.contains(&plain)
}

/// Returns whether a word is a host: `journal.example`.
fn is_domain(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.rsplit_once('.').is_some_and(|(name, end)| {
        name.chars().count() > 2 && (2..=7).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

/// Returns the letters and digits of a name, to compare it with that of a site.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_names_its_authors() {
        for (line, expected) in [
            ("Par Anne Le Goff et Luc Le Bihan, à Brest", vec!["Anne Le Goff", "Luc Le Bihan"]),
            ("4 mai 2023, par Anne Le Goff", vec!["Anne Le Goff"]),
            ("By Anne Le Goff and Luc Le Bihan | May 4, 2023", vec!["Anne Le Goff", "Luc Le Bihan"]),
            ("Propos recueillis par Anne Le Goff", vec!["Anne Le Goff"]),
            ("Publié le 4 mai 2023 par Anne Le Goff", vec!["Anne Le Goff"]),
            ("Posted on May 4, 2023 by Anne Le Goff", vec!["Anne Le Goff"]),
            ("Par décret, le phare est classé", vec![]),
            ("Un phare vu par la mer", vec![]),
            ("Par Brest", vec![]),
        ] {
            assert_eq!(byline_names(line), expected, "{line}");
        }
    }

    #[test]
    fn the_site_an_address_and_a_login_are_no_authors() {
        let sites = ["lécho".to_owned(), "lechoexample".to_owned()];
        for (name, expected) in [
            ("L’Écho", None),
            ("lecho.example", None),
            ("anne78", None),
            ("https://lecho.example/anne", None),
            ("Par Anne Le Goff", Some("Anne Le Goff")),
        ] {
            assert_eq!(checked_names(vec![name.to_owned()], &sites).as_deref(), expected, "{name}");
        }
        assert_eq!(natural("Morvan, Jeanne"), "Jeanne Morvan");
    }
}
