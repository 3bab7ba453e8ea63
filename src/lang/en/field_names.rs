//! English, and the names that programs give in English: what columns of tables and keys of exports are called. Data only.

use crate::lang::field_names::FieldNames;
use crate::lang::field_names::ItemField::{Author, Date, Language, Publisher, Saved, Summary, Tags, Text, Title, Url};

/// Names of fields.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static FIELD_NAMES: FieldNames = &[
    (Title, &["title", "headline", "heading", "articletitle", "resolvedtitle", "storytitle", "name"]),
    (Text, &[
        "fulltext", "articletext", "articlebody", "cleantext", "maintext", "contenthtml", "htmlcontent", "content",
        "text", "bodytext", "plaintext", "contenttext", "textcontent", "articlecontent", "contentmarkdown", "body",
        "article", "story", "html", "markdown", "paragraphs",
    ]),
    (Summary, &["abstract", "abstractnote", "summary", "description", "excerpt", "snippet", "standfirst", "teaser"]),
    (Date, &[
        "publicationdate", "datepublished", "publisheddate", "publishedat", "publishedon", "publishdate", "published",
        "dateofpublication", "pubdate", "dateissued", "issuedate", "articledate", "publishedtime", "publishtime", "date",
    ]),
    (Saved, &[
        "savedat", "saved", "datesaved", "dateadded", "timeadded", "addedat", "accessdate", "accessed", "dateaccessed",
        "retrieved", "retrievedat", "createdat", "created", "datecreated", "createdtime", "clipped", "timestamp",
        "scrapedat", "crawldate", "downloaddate",
    ]),
    (Publisher, &[
        "newspaper", "publicationtitle", "publicationname", "publication", "publisher", "journal", "medianame", "media",
        "mediaoutlet", "outlet", "sourcename", "sitename", "source", "site", "paper", "website", "containertitle",
    ]),
    (Author, &[
        "author", "authors", "byline", "creator", "creators", "publishedby", "writer", "journalist", "journalists",
        "reporter",
    ]),
    (Url, &[
        "url", "resolvedurl", "canonicalurl", "articleurl", "link", "permalink", "sourceurl", "originalurl", "weburl",
        "href", "givenurl", "uri", "address",
    ]),
    (Language, &["language", "lang", "languagecode", "locale"]),
    (Tags, &["tags", "tag", "keywords", "keyword", "labels", "topics", "manualtags"]),
];
