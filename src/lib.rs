//! dossier turns a pile of articles into an annotated, cross-linked static site.
//!
//! A build is one function from files to a site ([`build`](mod@build)). Every stage is a function from values to a value, and
//! most values have a key, a hash of their inputs. A warm build runs the same stages: it takes values from caches by key, and
//! five stages that depend on all articles at once update their previous result. With no cache the result is the same, byte
//! for byte; `tests/laws/incremental.rs` and `tests/laws/deltas.rs` check that after random edits. A template sees only its
//! view, and `serve` builds with the same function.
//!
//! # Data flow
//!
//! ```text
//! content/ themes/ site.yaml --source--> Snapshot                 path -> bytes, each with its key; nothing else is read
//!    config, theme                       --> SiteConfig, Theme
//!    parse (one file)                    --> Article, Record, FreePage, ArticleNotes, DecisionFile
//!    redact (what is withheld -> files)  --> the same, parsed again if a file named something withheld
//!    registry (all records)              --> Registry, Lexicon    entities; their names alone
//!    annotate, timex (one text)          --> Annotations          mentions, dates, quotations, each with its reason
//!    link::summarise (one article)       --> ArticleSummary       what the rest of the site may use of it
//!    duplicates (all articles)           --> CopyGroups           which articles print one dispatch
//!    link (all summaries)                --> LinkIndex            backlinks, neighbours, tags, order by date
//!    build (assembles the parts)         --> RenderContext        Content, published media, LinkResolver, Interface, RenderCache
//!    pages (values only)                 --> PlannedPage          routes; the key of a page, on demand
//!    pages, views, html (one page)       --> PageView             all that its template may show, HTML of texts included
//!    render (one page)                   --> Artifact             bytes
//!    publish (stage, rename, delete, manifest last) | serve (renders on demand) | check (reads pages)
//! ```
//!
//! # One article, from disk to page
//!
//! 1. [`source::read_project`] reads the file: bytes, a key of the bytes, a key of name and bytes.
//! 2. [`build::incremental::articles`] finds no article with that key and calls [`parse::article`] to parse it.
//! 3. `redact::redaction::Redaction` replaces masked names and references to hidden records in its bytes, if it has any.
//! 4. It is then parsed again: the only step that goes back up. `build/parse_content.rs` says why.
//! 5. [`build::incremental::annotator`] finds dates, names and quotations in it, in this order, and applies the decisions of people.
//! 6. [`link::summarise`] makes its summary, and `duplicates::Sketch` holds its words as numbers.
//! 7. `duplicates` and [`link`](mod@link) relate it to the others: copies, backlinks, neighbours, tags, order by date.
//! 8. [`pages::plan_pages`] gives it a route, and [`pages::keyed_page`] a key made from the keys of what its page shows.
//! 9. `pages::page_content` makes its view, including its text as HTML. [`render::render`] fills the template with the view, and
//!    sets spaces and text direction.
//! 10. [`publish::sync()`] stages the bytes and renames the file, unless the manifest lists them already.
//!
//! The spans of diagnostics about a redacted file are mapped back to the file on disk once, at the end of the build.
//!
//! # One edit in the preview
//!
//! 1. The watcher of `serve` passes on the paths that may have changed, once 50 ms have passed without another event.
//! 2. [`source::reread_paths`] reads only these paths, and returns those whose bytes differ.
//! 3. [`build::build`] runs with the memo of the last build. Redaction, if anything is withheld, looks up each file by key.
//! 4. Articles: the previous list is copied, one entry replaced; one file is parsed.
//! 5. Annotations: one text is annotated, or those that a change of names can affect.
//! 6. Copies and links: kept if no words changed; otherwise one summary is subtracted from the index and one added.
//! 7. Plan: kept if ids, files, tags, groups and the number of pages of each list are the same; no page is rendered.
//! 8. If a file is now unreadable, the site is built a second time with the last valid version of that file. This is the only
//!    step that goes back, in `serve/mod.rs`; the diagnostics are those of the first build.
//! 9. The new site replaces the old one in a handle that requests share; an event stream notifies browsers.
//! 10. A browser requests its page, which is rendered unless a page with the same key is cached. A background thread compares
//!     the keys of all pages to count those that changed, and renders them to find errors.
//!
//! # Caches
//!
//! Everything that is kept between steps. "Session" means the end of a build: a table drops what that build did not read.
//!
//! | Cache | Maps | Key | Bound, and how it is emptied | Law |
//! |---|---|---|---|---|
//! | [`publish::BuildRecord`] in `.dossier/` | last build -> its report | all files, options, program | one record; each build replaces it | `tests/cmd/unchanged.rs` |
//! | [`publish::manifest`] in the output | route -> key, length | route | the files there; each build rewrites it | `tests/cmd/crash.rs`, `output.rs` |
//! | `check::external_links::LinkStatusCache` in `.dossier/` | address -> status, day | address | good ones are valid for 7 days, others are checked again | `tests/cmd/addresses.rs` |
//! | previous [`source::Snapshot`] | file -> bytes, keys | size, times, inode | the files; replaced by each reading | test in `source/snapshot.rs` |
//! | `CacheTables` of [`build::Memo`], eleven | file or text -> value | hash of the input | session | `tests/laws/incremental.rs` |
//! | annotations in [`build::incremental::articles::ArticleFile`] | article -> annotations, summary | lexicon, language, decisions | one; dropped with its file | `tests/laws/deltas.rs` |
//! | sketch, footprint, search words, form fingerprints | article or lexicon -> derived value | none: made once for a value | dropped with its value | `tests/laws/incremental.rs` |
//! | `PreviousBuild` of [`build::Memo`] | the last results of the five deltas | none: compared by the deltas | one; each build replaces it | `tests/laws/deltas.rs` |
//! | pages in [`build::Memo`] | page -> bytes | the page's key | 128 pages, 32 MiB; the least recently used goes first | `tests/laws/incremental.rs` |
//! | links, cards, faces, maps, figures and pages of passages in `views::context::RenderCache` | entity or article -> template value | its position | one per entity and thread; 32,768 links to articles; dropped with the site | `tests/laws/determinism.rs` |
//! | dated records, passages of events in `views::context::RenderCache` | the dossier -> its dates | none: made once for a build | dropped with the site | `tests/laws/keys.rs` |
//! | content keys in `views::context::RenderCache` | page of a kind with few pages -> hash of its view | route | dropped with the site | `tests/laws/keys.rs` |
//! | form look-ups in `annotate/name_scanner.rs` | form -> whether it holds on a date | form | dropped after the text | `tests/cases` |
//! | [`check::LinkCheckCache`] | page -> links, diagnostics | the page's key | none: dropped with the check | `tests/cases/check.rs` |
//! | recent pages in `serve/fallback_page.rs` | route -> page as last shown | route | 64 pages, 16 MiB | `tests/serve/broken.rs` |
//!
//! Tables of the program's own data (gazetteer, outlines of maps) are decoded once per process and are not caches.
//!
//! # Deltas
//!
//! [`build::incremental`] holds the five stages that update their last result: the list of articles, annotations, what new
//! names affect, groups of copies, the link index. All are `update(previous, input)`, and `tests/laws/deltas.rs` has the law
//! of each: after any edit the same as `update(None, input)`.
//!
//! # Folders
//!
//! One package; the folders below are in the order of the flow, and each names only those under it. `tests/laws/layers.rs`
//! reads the sources and reports lines that break the order.
//!
//! ```text
//! cli         arguments as written -> as meant; the only owner of stdout, stderr and exit codes
//! desk        what is changed in the browser: actions, their plans, effects and inverses
//! serve       watching, the loop, HTTP, live reload
//! import  review  suggest               foreign documents -> articles; doubtful mentions; entities to record
//! publish  check  edit  scaffold        output folder; findings; the only way to change a user's files; init
//! build       the only place that knows every stage, the only caller of the memo
//! render      one page -> bytes: view, template, typography
//! pages       routes and keys of all pages
//! views       what each kind of page shows: the data of its template
//! html        annotated text as HTML: body, notes, code, raw HTML
//! export  search                        a table of formats; an index that a page reads without a server
//! theme       templates, assets, messages: the site's theme over the built-in one
//! link        summaries -> link index, tags, related articles; where links may lead
//! duplicates  sketches -> groups of copies, differences of two texts
//! annotate    names, quotations, quantities in one text
//! timex  redact                         dates in texts; what is withheld, removed from files
//! registry    records -> entities, lexicon
//! parse       front matter, records, Markdown -> values
//! source      the only reader of the disk in a build
//! config      site.yaml as written -> as meant
//! gazetteer   known names of places, organisations and people; none of them links. What words may be given names, of whom
//!             (for pronouns), family names or places may only keep a name from linking
//! geometry    projection, outlines, labels and layout of maps and networks
//! media       which files may be published, and pictures without their metadata
//! lang        all data about single languages, a folder for each
//! model       ids, kinds, dates, coordinates, languages, routes
//! text        tokens, positions, text quote selectors
//! base        paths, spans, keys, cache tables, diagnostics, YAML, confined folders
//! codes       the codes of diagnostics, each with its explanation
//! ```
//!
//! # A million articles
//!
//! What grows with the number of articles, for a dossier a hundred times as large as the largest so far.
//!
//! - Linear, and computed from one text alone: `parse`, `annotate`, `link::summarise`, `Sketch::of_article`, an article's own page. They
//!   may run anywhere, in any order: a shard is a list of files, and its result is the [`link::ArticleSummary`] and the
//!   sketch, a few kilobytes each. Pages of other articles need nothing else of an article. `build::annotate_batch` does the part up
//!   to the annotations for texts that are in no dossier, `import --stream` the part before.
//! - Linear, and computed from all texts: `suggest`. Its first pass merges (`suggest::partial`); the second needs all texts again.
//! - Linear in the summaries: `link` (lists of occurrences by entity and tag), `duplicates` (an index of sampled sketches). Both
//!   merge: the result for two shards is the merge of their lists, because articles are numbered in order of id.
//!   [`link::update_links`] already replaces single articles in such a result.
//! - Bounded for any size: related articles (those that share a name which at most 200 others have), the network (its most
//!   named entities), the chronology and the quotations (their first thousands, the rest counted), the feed, neighbours, the
//!   map.
//! - Cut into pages: the list of articles, those of a tag, the occurrences of an entity. A page has at most 399 entries, or
//!   passages of about 60 kB, and never changes once it is an older one; `search/` grows in files, of which a query reads a
//!   few.
//! - Memory: all texts, mentions and summaries are held while pages are rendered. With shards on disk only summaries need be;
//!   `views` reads nothing else of another article.

#![forbid(unsafe_code)]

pub mod annotate;
pub mod base;
pub mod build;
pub mod check;
pub mod cli;
pub mod codes;
pub mod config;
pub mod desk;
pub(crate) mod duplicates;
pub mod edit;
pub(crate) mod export;
pub mod gazetteer;
pub(crate) mod geometry;
pub mod html;
pub mod import;
pub mod lang;
pub mod link;
pub(crate) mod media;
pub mod model;
pub mod pages;
pub mod parse;
pub mod publish;
pub(crate) mod redact;
pub mod registry;
pub mod render;
pub(crate) mod review;
pub(crate) mod scaffold;
pub(crate) mod search;
pub mod serve;
pub mod source;
pub mod suggest;
pub mod text;
pub mod theme;
pub mod timex;
pub(crate) mod views;
