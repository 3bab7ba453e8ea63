//! English: the words of press databases. Data only.

use crate::lang::press::{PressField, PressWords};

/// What press databases print in English.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static PRESS: PressWords = PressWords {
    labels: &[
        (PressField::Title, &["title", "headline", "article title", "document title", "item title"]),
        (PressField::Paper, &[
            "publication title", "publication name", "publication", "newspaper", "journal", "journal title", "paper",
            "newspaper name", "media", "outlet", "source title",
        ]),
        (PressField::Source, &["source", "publication info", "publication information", "publication details", "citation"]),
        (PressField::Date, &[
            "publication date", "date", "date published", "published", "publish date", "issue date", "pub date",
            "date of publication",
        ]),
        (PressField::Author, &["author", "authors", "author(s)", "byline", "by", "writer", "reporter"]),
        (PressField::Standfirst, &["highlight", "subtitle", "standfirst", "deck", "subheadline"]),
        (PressField::Abstract, &["abstract", "summary"]),
        (PressField::Text, &["full text", "body", "text", "article text", "content", "full-text"]),
        (PressField::Caption, &["graphic", "graphics", "illustration", "caption", "captions", "illustration(s)"]),
        (PressField::Correction, &["correction", "corrections", "correction-text"]),
        (PressField::Language, &["language", "languages", "language of publication", "publication language"]),
        (PressField::Number, &[
            "proquest document id", "document id", "accession number", "document number", "gale document number", "an",
            "acc-no", "record number", "article id",
        ]),
        (PressField::Address, &["document url", "url", "link", "permalink", "persistent link to this record (permalink)",
            "persistent url", "web address"]),
        (PressField::Other, &[
            "links", "subject", "subjects", "subject terms", "subject heading", "section", "section name", "length", "dateline",
            "load-date", "load date", "publication-type", "publication type", "type", "series", "column", "location",
            "locations", "people", "person", "company", "companies", "company / organization", "company/organization",
            "organization", "organizations", "ticker", "industry", "business indexing term", "identifier / keyword",
            "identifier", "keywords", "classification", "city", "state", "country", "geographic", "geographic terms", "region",
            "journal-code", "journal code", "correction-date", "notes", "note", "distribution", "copyright", "pages", "page",
            "first page", "start page", "volume", "issue", "number of pages", "publication year", "year", "publisher",
            "place of publication", "country of publication", "publication subject", "issn", "issn electronic", "e-issn",
            "source type", "document type", "document feature", "last updated", "database", "update", "edition", "credit",
            "word count", "words", "lexile measure", "proquest document link", "source attribution",
            "online publication date", "publication history", "rights", "related articles", "slug", "name", "doi",
            "linked documents", "entry date", "accession date", "index terms", "topics", "isbn", "dewey", "code",
            "milestone dates", "first posting date", "column name", "library", "provider", "copyright notice",
        ]),
    ],
    length_units: &["words", "word", "characters"],
    document_words: &["document", "documents"],
    language_names: &[
        ("english", "en"), ("french", "fr"), ("german", "de"), ("spanish", "es"), ("italian", "it"), ("portuguese", "pt"),
        ("dutch", "nl"), ("dutch; flemish", "nl"), ("russian", "ru"), ("chinese", "zh"), ("arabic", "ar"), ("japanese", "ja"),
        ("polish", "pl"), ("romanian", "ro"), ("turkish", "tr"), ("swedish", "sv"), ("danish", "da"), ("norwegian", "no"),
        ("catalan", "ca"), ("greek", "el"), ("korean", "ko"), ("finnish", "fi"), ("hungarian", "hu"), ("czech", "cs"),
        ("ukrainian", "uk"), ("hebrew", "he"), ("persian", "fa"), ("indonesian", "id"), ("chinese - simplified", "zh"),
        ("chinese - traditional", "zh-TW"), ("traditional chinese", "zh-TW"), ("simplified chinese", "zh"),
    ],
    no_authors: &["unknown", "anonymous", "none", "n/a", "not available", "no author", "unknown author", "null", "nan"],
    paper_remarks: &["web site", "website", "web site only", "blog", "online", "web", "web edition", "tweets"],
    issue_words: &["no", "no.", "issue", "edition", "vol", "vol.", "iss", "iss."],
    not_shown: &[
        "this document cannot be shown", "cannot be displayed", "is not available", "is no longer available",
        "could not be retrieved", "document could not be found", "document is unavailable", "cannot be shown",
    ],
    original_links: &[
        "link to original document", "this article appeared in", "this article was published in", "view original article",
        "click here to see the original", "view the original article", "read the original article",
    ],
    months: &[],
};
