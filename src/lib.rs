//! dossier turns a pile of articles into an annotated, cross-linked static site.
//!
//! One idea: every stage is a function from values to a value, and every value knows its own key. An incremental build
//! is then an ordinary build in which some answers are already known. Nothing classifies file events, nothing is marked
//! dirty, no template can reach what it was not given, and `serve` calls the same build again.
//!
//! # The way of the data
//!
//! ```text
//! content/ themes/ site.yaml --source::read--> Snapshot     path -> bytes, each with its key; nothing else is ever read
//!    parse::{article, record, page}  (one file)  --> Article, Record, Page     text once, nodes that point into it
//!    registry::compile (fold over records)       --> Registry --> Lexicon      lives; names only
//!    annotate::{annotate, decide, enrich}        --> Annotated   mentions and review entries, each with its reason; what
//!       (one text + Lexicon + decisions)                         people decided beats rules; then dates and quotations
//!    link::summarise (one article)               --> Summary     what the rest of the site may know of it
//!    link::Sketch::of_article (one article)      --> Sketch      its words as numbers
//!    link::regroup (fold over sketches)          --> Copies      which articles are one dispatch
//!    link::relink (fold over summaries)          --> Dossier     backlinks, neighbours, tags, order; what changed, exchanged
//!    plan::plan (values only)                    --> Places      routes; key and view of a page are made when asked for
//!    render::render (one page, pure, parallel)   --> Artifact    bytes
//!    publish::sync (stage, rename, prune what is ours, manifest last) | serve (draws on demand) | check (reads pages)
//! ```
//!
//! # The house
//!
//! One package; the folders below are in the order of the flow, and each names only those under it. `tests/laws/layers.rs`
//! reads the sources and says which line breaks the order.
//!
//! ```text
//! cli        arguments as written -> as meant; the only owner of stdout, stderr, exit codes
//! serve      watch, the loop, HTTP, live reload
//! publish  check  suggest  import  review  revise  compare  start      each takes finished values; none knows another
//! pipeline   the one place that knows every stage, the only caller of the memo
//! render     one page -> bytes: body, notes, code, raw HTML
//! plan       the dossier -> pages; one file per kind of page
//! export     JSON Lines, references, feed, sitemap: a table of formats
//! search     texts and names -> the files of an index that a page reads without a server
//! theme      templates, assets, interface texts: themes that stand on each other
//! link       summaries -> backlinks, neighbours, tags; sketches -> copies; where links may lead
//! annotate   candidates, context, resolution, decisions, quotations
//! timex      expressions of time -> dates
//! registry   records -> entities, lexicon
//! parse      front matter, records, Markdown -> values
//! source     the only reader of the disk in a build
//! config     site.yaml as written -> as meant
//! draw       geometry of maps and networks: projection, outlines, labels, layout; knows no record
//! gazetteer  what the world knows of names: places, organisations, given names; for suggestions, never for links
//! media      what a file may be; of pictures, what they tell beside what they show is taken out
//! lang       all that is known of single languages, as data: a folder each
//! model      ids, kinds, dates, coordinates, languages, routes: data
//! base       paths, spans, keys, memo, diagnostics, YAML: would serve any program that turns files into files
//! ```
//!
//! # A million articles
//!
//! What grows with the articles, and how, so that whoever comes with a hundred times the largest dossier knows where to begin.
//!
//! - Linear, and made of one text alone: `parse`, `annotate`, `link::summarise`, `Sketch::of_article`, an article's own page. They may
//!   run anywhere, in any order: a shard is a list of files, and what it hands on is the [`link::Summary`] and the sketch, a
//!   few kilobytes each. Nothing else of an article is needed to draw the pages of others.
//! - Linear folds over summaries: `link` (lists of places by entity and tag), `regroup` (an index over samples of sketches).
//!   Both merge: the fold of two shards is the fold of their lists, because articles are numbered in order of id. `relink`
//!   already exchanges single articles in such a fold.
//! - Bounded whatever grows: related articles (those that share a name which at most 200 others have), the network (its most
//!   named), the chronology and the quotations (their first thousands, the rest counted), the feed, neighbours, the map.
//! - Cut into pages: the list of articles, those of a tag, the passages that name an entity. A page has at most 399 entries
//!   and, once it is an older one, never changes; `search/` grows in files, of which a query reads a few.
//! - Memory: all texts, mentions and summaries are held while pages are drawn. With shards on disk only summaries need be; the
//!   views of `plan` ask for nothing else of another article.

#![forbid(unsafe_code)]

pub mod annotate;
pub mod base;
pub mod build;
pub mod check;
pub mod cli;
pub mod codes;
pub mod config;
pub mod duplicates;
pub mod edit;
pub mod export;
pub mod gazetteer;
pub mod geometry;
pub mod html;
pub mod import;
pub mod lang;
pub mod link;
pub mod media;
pub mod model;
pub mod pages;
pub mod parse;
pub mod publish;
pub mod redact;
pub mod registry;
pub mod render;
pub mod review;
pub mod scaffold;
pub mod search;
pub mod serve;
pub mod source;
pub mod suggest;
pub mod text;
pub mod theme;
pub mod timex;
pub mod views;
