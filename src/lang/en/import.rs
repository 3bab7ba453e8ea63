//! English: the words that importing a document asks about. Data only.

use crate::lang::import::ImportWords;

/// What importing must know of English.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static IMPORT: ImportWords = ImportWords {
    votes: &[
        "about", "after", "also", "and", "are", "at", "be", "because", "been", "before", "between", "both", "but",
        "by", "can", "could", "did", "do", "during", "each", "for", "from", "had", "has", "have", "he", "her", "his",
        "how", "if", "into", "is", "it", "its", "may", "more", "most", "new", "no", "not", "of", "other", "our",
        "out", "over", "said", "she", "should", "such", "than", "that", "the", "their", "them", "then", "there",
        "these", "they", "this", "those", "through", "to", "was", "we", "were", "what", "when", "which", "while",
        "who", "will", "with", "would", "you",
    ],
    vote_letters: &[],
    open_words: &["a", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"],
    clause_openers: &[
        "that", "who", "which", "where", "when", "while", "as", "after", "before", "amid", "despite", "during",
        "according",
    ],
    no_title_end: &[
        "an", "and", "are", "as", "at", "but", "by", "for", "from", "has", "have", "he", "her", "his", "in", "into",
        "is", "its", "of", "on", "or", "over", "she", "that", "the", "their", "they", "to", "was", "were", "which",
        "who", "with",
    ],
    abbreviations: &["mr", "mrs", "ms", "gen", "sen", "gov", "vs"],
    short_weekdays: &[],
    date_openers: &["on", "the"],
    time_words: &["at", "am", "pm", "a.m", "p.m", "a.m.", "p.m."],
    bylines: &["by"],
    author_labels: &["author", "authors", "writer"],
    pointer_openers: &["read", "see", "watch", "listen", "related", "more"],
    byline_joiners: &["and", "with", "in"],
    publication_cues: &[
        &["originally", "published"],
        &["first", "published"],
        &["publication", "date"],
        &["date", "published"],
        &["published"],
        &["posted"],
        &["issued"],
        &["created"],
        &["date"],
    ],
    update_cues: &[
        &["last", "updated"],
        &["updated"],
        &["last", "modified"],
        &["modified"],
    ],
    numbers_day_first: false,
    share_verbs: &["share", "tweet", "send", "copy", "print"],
    share_fillers: &["on", "by", "link", "this"],
    share_phrases: &["copy link"],
    rights_phrases: &["all rights reserved"],
    front_pages: &["home", "homepage", "news"],
    cookie_openings: &[
        "we use cookies", "we and our partners", "this site uses cookies", "this website uses cookies",
        "our website uses cookies", "by continuing to browse", "by continuing to use",
    ],
    word_joiners: &["and", "or", "to"],
    photo_labels: &["photo", "photos", "photo credit", "photo credits", "photograph"],
    credit_labels: &["image", "images", "credit", "credits", "image credit", "illustration", "picture", "screenshot"],
    credit_holders: &["courtesy", "handout"],
    caption_labels: &["caption:", "file photo:"],
    first_halves: &[
        "ex", "vice", "non", "semi", "self", "well", "long", "short", "high", "low", "co", "north", "south", "east",
        "west", "a", "t",
    ],
    second_halves: &[],
    boilerplate: super::boilerplate::BOILERPLATE,
};
