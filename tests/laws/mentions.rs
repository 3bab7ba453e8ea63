//! Mentions never overlap, are in order, match the text they quote, and never occur where links are not allowed; for any
//! Markdown and any registry.
//!
//! The long run (ten minutes on two cores): `PROPTEST_CASES=400000 cargo test --release --test laws mentions`.

use std::cell::OnceCell;
use std::sync::Arc;

use dossier::annotate::entity_linking::DocumentInput;
use dossier::annotate::{Annotations, LinkReason};
use dossier::annotate::{annotate, find_dates};
use dossier::base::{KeyBuilder, SourcePath};
use dossier::parse::{Article, article, collection};
use dossier::registry;
use dossier::registry::Lexicon;
use dossier::registry::entities::KeyedRecord;
use dossier::text::tokens;
use proptest::prelude::*;

/// Pieces of names and texts, chosen so that names meet, overlap and are split in every way.
const PIECES: [&str; 64] = [
    "Kim", "Jong-un", "Jong Un", "KIM", "Paris", "PARIS", "Poutine", "Vladimir", "Léa", "Lea", "LÉA", "Roux",
    "O’Brien", "l’", "d'", "qu’", "de", "du", "de la", "des", "le", "la", "les", "un", "et", "à", "M.", "V.", "J.-P.",
    "ONU", "O.N.U.", "(ONU)", "(", ")", "Nations unies", "Université", "gare", "journal", "canton", "président",
    "russe", "ancien", "ex-", "l’ex-président russe", "Nord", "sud-", "équatoriale", "3", "24", ",", ".", "…",
    "«\u{a0}", "\u{202f}»", "-", "–", "\u{ad}", "e\u{301}", "ß", "İ", "ﬁ", "漢字", "🦀", "’s",
];

/// The text that Markdown makes of it.
const MARKUP: [&str; 24] = [
    "\n\n", "\n", "  \n", "*", "**", "_", "`", "```\n", "# ", "> ", "- ", "1. ", "[[r1|", "]]", "[", "](x)", "![",
    "<b>", "&nbsp;", "&amp;", "\\", "| a | b |\n|---|---|\n| ", "[^1]", "\n[^1]: ",
];

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{1,6}",
    ];
    let gap = prop::sample::select(vec![" ", " ", " ", "", "-", "\u{a0}", "\u{2011}"]);
    prop::collection::vec((piece, gap), 1..5)
        .prop_map(|parts| parts.into_iter().map(|(piece, gap)| piece + gap).collect::<String>())
}

fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => words(),
        2 => prop::sample::select(MARKUP.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// One record: kind, name, strong, weak, role, family name, whether it is withheld.
type Row = (usize, String, Vec<String>, Vec<String>, Vec<String>, Option<String>, bool);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let list = || prop::collection::vec(words(), 0..3);
    let family = prop::option::weighted(0.2, words());
    prop::collection::vec((0..3_usize, words(), list(), list(), list(), family, prop::bool::weighted(0.1)), 0..8)
}

const KINDS: [(&str, &str); 3] = [("people", "person"), ("places", "place"), ("organisations", "organisation")];

fn lexicon(rows: &[Row]) -> Lexicon {
    let quoted = |text: &str| serde_json::to_string(text).expect("text is JSON");
    let all = |texts: &[String]| texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
    let mut records = Vec::new();
    for (index, (kind, name, names, weak, refer, family, withheld)) in rows.iter().enumerate() {
        let family = family.as_ref().map_or_else(String::new, |family| format!("  family: {}\n", quoted(family)));
        let visibility = if *withheld { "hidden" } else { "public" };
        let yaml = format!(
            "- id: r{index}\n  name: {}\n  names: [{}]\n  weak: [{}]\n{family}  visibility: {visibility}\n  roles: [{{title: t, refer: [{}], from: 2020}}]\n",
            quoted(name),
            all(names),
            all(weak),
            all(refer),
        );
        let (folder, kind) = KINDS[*kind];
        let file = SourcePath::new(&format!("content/{folder}.yaml"));
        records.extend(collection::parse(&file, kind, yaml.as_bytes()).value.into_iter().map(|record| KeyedRecord {
            key: KeyBuilder::new("law").text(record.id.as_str()).finish(),
            record: Arc::new(record),
        }));
    }
    let kinds = dossier::config::site::parse("title: Laws\nlanguage: fr\n").value.kinds;
    let registry = registry::compile_registry(records, &kinds, &[]).value;
    registry::lexicon::compile_lexicon(&registry, &kinds).value
}

/// Only the letters of a text, as matching compares them.
fn letters(text: &str) -> String {
    let mut list = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut list);
    list.iter().map(|token| tokens::fold(token.text(text))).collect()
}

fn check(article: &Article, annotated: &Annotations) -> Result<(), TestCaseError> {
    let text = &article.body.text;
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for mention in &annotated.mentions {
        let quoted = text.get(mention.start..mention.end);
        prop_assert!(quoted.is_some_and(|quoted| !quoted.is_empty()), "{mention:?} is on no text");
        let quoted = quoted.unwrap_or_default();
        if mention.reason != LinkReason::Explicit {
            let (form, quoted) = (letters(&mention.form), letters(quoted));
            // An acronym’s form is `long name (ACRONYM)`; an initial precedes a family name.
            prop_assert!(form.ends_with(&quoted) || quoted.ends_with(&form), "{mention:?} quotes {quoted:?}");
            let closed =
                article.body.unlinkable.iter().any(|zone| zone.start < mention.end && mention.start < zone.end);
            prop_assert!(!closed, "{mention:?} stands in a closed zone");
        }
        spans.push((mention.start, mention.end));
    }
    prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "mentions overlap: {spans:?}");
    for review in &annotated.ambiguous {
        prop_assert!(text.get(review.start..review.end).is_some_and(|quoted| !quoted.is_empty()));
        prop_assert!(!review.candidates.is_empty() && !review.reason.to_string().is_empty());
        spans.push((review.start, review.end));
    }
    prop_assert!(annotated.ambiguous.windows(2).all(|pair| pair[0].end <= pair[1].start), "reviews are out of order");
    spans.sort_unstable();
    prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "a review overlaps a mention: {spans:?}");
    Ok(())
}

proptest! {
    #[test]
    fn mentions_stand_in_order_on_the_text_they_quote(
        text in markdown(),
        rows in rows(),
        pin in prop::option::of(words()),
        unlinked in prop::option::of(words()),
        language in prop::sample::select(vec!["fr", "en", "de"]),
    ) {
        let lexicon = lexicon(&rows);
        let quoted = |text: &str| serde_json::to_string(text).expect("text is JSON");
        let pin = pin.map_or_else(String::new, |pin| format!("as: {{{}: r0}}\n", quoted(&pin)));
        let unlinked = unlinked.map_or_else(String::new, |form| format!("unlinked: [{}]\n", quoted(&form)));
        let file = SourcePath::new("content/articles/law.md");
        let source = format!("---\ntitle: Kim\ndate: 2023-09\nlanguage: {language}\n{pin}{unlinked}---\n{text}");
        let Some(article) = article::parse(&file, source.as_bytes()).value else { return Ok(()) };
        let input = DocumentInput {
            body: &article.body,
            title: &article.title,
            date: article.date,
            language: dossier::lang::by_tag(language),
            local_aliases: &article.local_aliases,
            unlinked: &article.unlinked,
            decided: &[],
            tokens: OnceCell::new(),
        };
        check(&article, &annotate(&input, &find_dates(&input), &lexicon))?;
    }
}
