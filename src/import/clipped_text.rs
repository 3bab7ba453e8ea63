//! What web clippers add to the Markdown of a page, besides front matter: marks of highlights, an excerpt before the
//! text, and pictures that stay on their site.
//!
//! The words of a highlight stay, its marks go. Invariant: the lines keep their numbers, code is untouched, and what goes
//! is reported.

use super::cleaned_document::RemovedLine;
use crate::base::Message;
use crate::base::message::Words;

/// The heading that `MarkDownload` puts over its excerpt.
const EXCERPT: &str = "> ## Excerpt";
/// Where it may be, in lines from the top.
const MAX_EXCERPT_LINE: usize = 30;

/// Returns Markdown without the marks of clippers, and what went.
pub(super) fn without_clipper_marks(text: &str) -> (String, Vec<RemovedLine>) {
    let (mut kept, mut removed) = (Vec::new(), Vec::new());
    let mut report = |line: usize, text: &str, rule: &'static str, reason: Words| {
        removed.push(RemovedLine { line, text: Message::same(text.trim()), rule, reason });
    };
    let (mut is_fenced, mut in_excerpt) = (false, false);
    for (index, line) in text.split('\n').enumerate() {
        let number = index + 1;
        in_excerpt |= index < MAX_EXCERPT_LINE && line.trim_end() == EXCERPT;
        if in_excerpt {
            let is_rule = line.trim_end() == "---";
            if line.starts_with('>') || is_rule || line.trim().is_empty() {
                if line.starts_with('>') {
                    report(
                        number,
                        line,
                        "excerpt",
                        Words {
                            en: "is the excerpt that a web clipper puts before the text",
                            fr: "est l’extrait qu’un outil de capture met avant le texte",
                        },
                    );
                }
                in_excerpt = !is_rule;
                kept.push(String::new());
                continue;
            }
            in_excerpt = false;
        }
        is_fenced ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let is_code = is_fenced || line.starts_with("    ") || line.starts_with('\t') || line.contains('`');
        if is_code {
            kept.push(line.to_owned());
            continue;
        }
        let (line, pictures) = without_remote_pictures(line);
        for picture in pictures {
            report(
                number,
                &picture,
                "picture",
                Words {
                    en: "is a picture of another site, which reading would have to ask for",
                    fr: "est une image d’un autre site, à qui la lecture devrait la demander",
                },
            );
        }
        match without_highlights(&line) {
            Some(bare) => {
                report(
                    number,
                    &line,
                    "highlight",
                    Words {
                        en: "has the marks of a highlight, which go; the words stay",
                        fr: "a les marques d’un surlignage, qui partent ; les mots restent",
                    },
                );
                kept.push(bare);
            }
            None => kept.push(line),
        }
    }
    (kept.join("\n"), removed)
}

/// Returns a line without the pictures that are on other sites, and these pictures as they were written. A link around a
/// picture goes with it.
fn without_remote_pictures(line: &str) -> (String, Vec<String>) {
    let (mut kept, mut pictures) = (String::with_capacity(line.len()), Vec::new());
    let mut rest = line;
    while let Some(at) = rest.find("![") {
        let picture = &rest[at..];
        let target = picture.find("](").map(|middle| middle + 2);
        let end = target.and_then(|from| Some(from + picture.get(from..)?.find(')')? + 1));
        let is_remote = target.and_then(|from| picture.get(from..)).is_some_and(|target| {
            let target = target.trim_start().trim_start_matches('<');
            ["http://", "https://", "//", "data:"].iter().any(|start| target.starts_with(start))
        });
        let Some(end) = end.filter(|_| is_remote) else {
            kept.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        kept.push_str(&rest[..at]);
        rest = &picture[end..];
        pictures.push(picture[..end].to_owned());
        let link_end = rest.strip_prefix("](").and_then(|link| link.find(')')).map(|end| end + 3);
        if let Some(link_end) = link_end.filter(|_| kept.ends_with('[')) {
            kept.pop();
            rest = &rest[link_end..];
        }
    }
    kept.push_str(rest);
    if !pictures.is_empty() && kept.trim().is_empty() {
        kept.clear();
    }
    (kept, pictures)
}

/// Returns a line without the marks of highlights, `==so==`; `None` if it has none.
fn without_highlights(line: &str) -> Option<String> {
    let parts: Vec<&str> = line.split("==").collect();
    // Marks come in pairs, so an odd number of parts is left; `a == b` and a row of `=` are no marks.
    let is_inner = |part: &&str| {
        let is_blank = |character: char| character.is_whitespace() && character != '\u{a0}' && character != '\u{202f}';
        !part.is_empty() && !part.starts_with(is_blank) && !part.ends_with(is_blank) && !part.contains('=')
    };
    let is_marked = parts.len() >= 3 && parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(is_inner);
    (is_marked && !line.contains("===")).then(|| parts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (text, expected) in [
            ("Un ==mot== et ==deux==.", "Un mot et deux."),
            ("==« Tout un paragraphe. »==", "« Tout un paragraphe. »"),
            ("si a == b", "si a == b"),
            ("![Le phare](https://a.example/b.jpg)", ""),
            ("Un [![x](https://a.example/b.jpg \"y\")](https://a.example) phare.", "Un  phare."),
            ("![x](phare.jpg) et ![[y.png]] et ![", "![x](phare.jpg) et ![[y.png]] et !["),
            ("si a == b == c", "si a == b == c"),
            ("Titre\n=====", "Titre\n====="),
            ("`==x==`", "`==x==`"),
            ("```\n==x==\n```", "```\n==x==\n```"),
            (
                "# T\n\n> ## Excerpt\n> Un début.\n\n---\nUn texte.\n\n> Une citation.",
                "# T\n\n\n\n\n\nUn texte.\n\n> Une citation.",
            ),
        ] {
            assert_eq!(without_clipper_marks(text).0, expected, "{text}");
        }
    }
}
