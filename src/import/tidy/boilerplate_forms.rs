//! Boilerplate that is recognised by its form and not by a phrase.
//!
//! Each function takes one whole line, folded by `boilerplate_shape::LineShape` (lower case, `#` for every number), and
//! returns whether it is nothing but such boilerplate. The table in `boilerplate_rules` says in which part of a
//! document each applies.

use crate::lang::{self, in_any};

/// Returns whether the line is what is left of an advertising script.
pub(in crate::import) fn ad_script(shape: &str) -> bool {
    ["(adsbygoogle", "adsbygoogle", "window.adsbygoogle", "googletag.", "window.googletag"]
        .iter()
        .any(|opening| shape.starts_with(opening))
}

/// Returns whether the line is the page code of a feed: letters, language, number (`abc-fr-#`).
pub(in crate::import) fn feed_code(shape: &str) -> bool {
    let is_word = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase());
    let parts: Vec<&str> = shape.split('-').collect();
    match parts.as_slice() {
        [feed, language, "#"] => {
            (2..=4).contains(&feed.len()) && is_word(feed) && language.len() == 2 && is_word(language)
        }
        _ => false,
    }
}

#[rustfmt::skip] // A list of words, not of lines.
const PLATFORMS: &[&str] = &[
    "facebook", "twitter", "x", "whatsapp", "linkedin", "pinterest", "reddit", "telegram", "messenger",
    "instagram", "youtube", "tiktok", "threads", "bluesky", "mastodon", "flipboard", "tumblr", "viber", "vk",
    "snapchat", "email", "e-mail", "mail", "courriel", "sms",
];

/// Returns whether the line is only share buttons: at least two, or one with a verb.
pub(in crate::import) fn share_bar(shape: &str) -> bool {
    let (mut n_platforms, mut n_verbs) = (0_usize, 0_usize);
    for word in shape.split([' ', '/', '|', '·', '•', '+']).filter(|word| !word.is_empty()) {
        if PLATFORMS.contains(&word) {
            n_platforms += 1;
        } else if in_any(word, |language| language.import.share_verbs) {
            n_verbs += 1;
        } else if word != "#" && !in_any(word, |language| language.import.share_fillers) {
            return false;
        }
    }
    n_platforms > 0 && n_platforms + n_verbs > 1
}

/// Returns whether the line invites to follow someone on a network: `Follow The Echo on Facebook and Instagram`.
pub(in crate::import) fn follow_line(shape: &str) -> bool {
    const MAX_WORDS: usize = 30;
    let words = || shape.split(|character: char| !(character.is_alphanumeric() || "-'@".contains(character)));
    let is_quoted = shape.contains(['"', '«', '»']);
    let opens = words().next().is_some_and(|word| in_any(word, |language| language.import.follow_openers));
    let names_network = |word: &str| word != "x" && PLATFORMS.contains(&word);
    opens && !is_quoted && words().count() <= MAX_WORDS && words().any(names_network)
}

/// Returns whether the line is a single share button.
pub(in crate::import) fn share_button(shape: &str) -> bool {
    PLATFORMS.contains(&shape)
        || in_any(shape, |language| language.import.share_verbs)
        || in_any(shape, |language| language.import.share_phrases)
}

/// Returns whether the line is a copyright notice with a year or "all rights reserved"; `© AFP` is a photo credit.
pub(in crate::import) fn copyright_notice(shape: &str) -> bool {
    let reserves = lang::all().flat_map(|language| language.import.rights_phrases).any(|phrase| shape.contains(phrase));
    let dated = ["© #", "©#", "copyright ©", "copyright #", "copyright (c)"];
    dated.iter().any(|opening| shape.starts_with(opening)) || (reserves && shape.starts_with(['©', '(']))
}

/// Returns whether the line is a breadcrumb path from the site's front page.
pub(in crate::import) fn breadcrumb(shape: &str) -> bool {
    let pieces: Vec<&str> = shape.split(['>', '›', '»', '→', '/', '|']).map(str::trim).collect();
    let is_arrowed = shape.contains(['>', '›', '»', '→']);
    let is_label = |piece: &&str| !piece.is_empty() && piece.split(' ').count() <= 6;
    match pieces.as_slice() {
        [first, inner @ .., last] => {
            in_any(first, |language| language.import.front_pages)
                && inner.iter().all(is_label)
                && !last.ends_with('.')
                && (is_arrowed || !inner.is_empty())
        }
        _ => false,
    }
}

/// Returns whether the line is a request to accept cookies.
pub(in crate::import) fn cookie_banner(shape: &str) -> bool {
    shape.contains("cookie")
        && lang::all().flat_map(|language| language.import.cookie_openings).any(|opening| shape.starts_with(opening))
}

/// Returns whether the line is the Financial Times' promotion of the newsletter with its editor's choice of articles.
pub(in crate::import) fn editor_promo(shape: &str) -> bool {
    let selects = ["sélectionne", "choisit", "selects", "picks"].iter().any(|verb| shape.contains(verb));
    selects
        && (shape.starts_with("roula khalaf,") || (shape.contains("editor of the ft") && shape.contains("newsletter")))
}

/// Returns whether the line is the note that a blog adds to the articles in its feed.
pub(in crate::import) fn syndication_note(shape: &str) -> bool {
    (shape.starts_with("the post ") && shape.contains(" appeared first on "))
        || (shape.starts_with("l'article ") && shape.contains(" est apparu en premier sur "))
        || (shape.starts_with("cet article est apparu en premier sur "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(looks: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for shape in yes {
            assert!(looks(shape), "{shape}");
        }
        for shape in no {
            assert!(!looks(shape), "{shape}");
        }
    }

    #[test]
    fn a_feed_code_has_three_short_parts() {
        check(feed_code, &["abc-fr-#", "ttn-en-#"], &["mi-#", "avion-de-#", "a-fr-#", "arrière-fr-#", "abc-fr-x", ""]);
    }

    #[test]
    fn a_share_bar_holds_buttons_only() {
        check(
            share_bar,
            &[
                "facebook twitter whatsapp", "partager sur facebook", "share on x", "facebook | linkedin | e-mail",
                "tweet share email",
            ],
            &["facebook", "partager", "facebook, twitter", "partager le pain", "share the link", "il tweete sur x", ""],
        );
    }

    #[test]
    fn a_breadcrumb_starts_at_the_front_page() {
        check(
            breadcrumb,
            &["accueil > monde > asie", "home › world", "accueil / monde / asie", "news | world | europe"],
            &[
                "accueil",
                "home / away",
                "monde > asie",
                "lyon > paris",
                "accueil > monde. et la suite de l'article vint.",
                "",
            ],
        );
    }

    #[test]
    fn a_copyright_notice_is_told_from_a_photo_credit() {
        check(
            copyright_notice,
            &["© # le phare", "copyright # le phare", "© le phare. tous droits réservés"],
            &["© afp", "© jean dupont/le phare", "copyright law changed in #", "tous droits réservés, dit-il"],
        );
    }

    #[test]
    fn banners_and_notes_are_known_by_opening_and_content() {
        check(cookie_banner, &["we use cookies to improve this site. learn more."], &["le cookie est un biscuit"]);
        check(
            editor_promo,
            &["roula khalaf, editor of the ft, selects her favourite stories"],
            &["roula khalaf, who runs the paper, resigned"],
        );
        check(
            follow_line,
            &["follow the carrick echo on facebook and instagram", "suivez-nous sur facebook"],
            &["facebook follows its users", "suivez le guide", "suivez \"la criée\" sur facebook"],
        );
        check(syndication_note, &["the post grève au port appeared first on le phare"], &["the post office closed"]);
        check(ad_script, &["(adsbygoogle = window.adsbygoogle || []).push({});"], &["(ads by a shop in lyon)"]);
    }
}
