//! Trains the tagger of `dossier suggest`, and reports its accuracy by cross-validation:
//!
//!     cargo run --release --example train-names -- --articles fr=winer.jsonl --articles en=gum.jsonl \
//!         --columns en=wikigold.conll --folds 5 --predictions found.jsonl --write src/suggest/data
//!
//! `--articles LANGUAGE=FILE` takes annotated articles, one JSON object a line; `--columns LANGUAGE=FILE` words and labels,
//! one a line. With `--folds N` each Nth of the articles of `--test LANGUAGE` (fr), in the order of their files, is tagged
//! by weights that never saw it. `--test-from TEXT` instead tags those whose id begins with TEXT or comes after it, by
//! weights trained on the others. `--predictions FILE` writes what was found, proposed as `dossier suggest` does. With
//! `--write DIR` the weights of both rounds are trained on everything and written.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command for developers")]

mod corpus;
mod crf;

use std::collections::HashSet;
use std::path::PathBuf;

use corpus::Document;
use crf::{Sequence, Settings, train};
use dossier::model::LangTag;
use dossier::suggest::corpus_evidence::CorpusEvidence;
use dossier::suggest::labels::{self, TokenLabel};
use dossier::suggest::model::TwoPassModel;
use dossier::suggest::record_match::RecordNames;
use dossier::suggest::tokenized_text::TokenizedText;
use dossier::suggest::weights::{TrainedWeights, Weights, transition_class};
use dossier::suggest::{ArticleText, SuggestInput, features, suggest, tagger};
use rayon::prelude::*;

#[derive(Default)]
struct Arguments {
    articles: Vec<(String, PathBuf)>,
    columns: Vec<(String, PathBuf)>,
    test: String,
    test_from: Option<String>,
    folds: usize,
    only: usize,
    predictions: Option<PathBuf>,
    write: Option<PathBuf>,
    epochs: usize,
    l1: f32,
    l2: f32,
    alpha: f32,
    count: u32,
}

fn main() {
    let mut given =
        Arguments { epochs: 10, l1: 0.5, l2: 0.5, alpha: 0.1, count: 3, test: "fr".to_owned(), ..Arguments::default() };
    let mut arguments = std::env::args().skip(1);
    while let Some(flag) = arguments.next() {
        if flag == "--help" {
            let head = include_str!("names.rs").lines().map_while(|line| line.strip_prefix("//!"));
            head.for_each(|line| println!("{}", line.strip_prefix(' ').unwrap_or(line)));
            return;
        }
        let value = arguments.next().unwrap_or_else(|| panic!("{flag} needs a value"));
        match flag.as_str() {
            "--articles" => given.articles.push(language_and_path(&value)),
            "--columns" => given.columns.push(language_and_path(&value)),
            "--test" => given.test = value,
            "--test-from" => given.test_from = Some(value),
            "--folds" => given.folds = value.parse().expect("a number"),
            "--only" => given.only = value.parse().expect("a number"),
            "--epochs" => given.epochs = value.parse().expect("a number"),
            "--l1" => given.l1 = value.parse().expect("a number"),
            "--l2" => given.l2 = value.parse().expect("a number"),
            "--alpha" => given.alpha = value.parse().expect("a number"),
            "--count" => given.count = value.parse().expect("a number"),
            "--predictions" => given.predictions = Some(value.into()),
            "--write" => given.write = Some(value.into()),
            _ => panic!("unknown: {flag}"),
        }
    }
    let mut documents: Vec<Document> = Vec::new();
    documents.extend(given.articles.iter().flat_map(|(tag, path)| corpus::articles(path, dossier::lang::by_tag(tag))));
    // Only articles are tested on; columns have no paragraphs.
    let n_articles = documents.len();
    let columns = given.columns.iter();
    documents.extend(columns.flat_map(|(tag, path)| corpus::columns(path, dossier::lang::by_tag(tag))));
    let in_test = |(number, document): (usize, &Document)| {
        (number < n_articles && document.rules.tag == given.test).then_some(number)
    };
    let tested: Vec<usize> = documents.iter().enumerate().filter_map(in_test).collect();
    let settings =
        Settings { epochs: given.epochs, min_count: given.count, alpha: given.alpha, l1: given.l1, l2: given.l2 };
    let folds: Vec<HashSet<usize>> = match &given.test_from {
        Some(first) => vec![tested.iter().copied().filter(|number| documents[*number].id >= *first).collect()],
        None => (0..given.folds)
            .map(|fold| {
                let numbers = tested.iter().enumerate();
                numbers.filter(|(n, _)| n * given.folds / tested.len() == fold).map(|(_, number)| *number).collect()
            })
            .collect(),
    };
    let n_folds = if given.only > 0 { given.only } else { folds.len() };
    cross_validate(&documents, &folds[..n_folds], &given, &settings);
    if let Some(folder) = &given.write {
        let all: Vec<&Document> = documents.iter().collect();
        let (first, second) = both_rounds(&all, &settings);
        for (name, trained) in [("first.weights", first), ("second.weights", second)] {
            let bytes = miniz_oxide::deflate::compress_to_vec_zlib(&trained.write(), 10);
            println!("{name}: {} bytes", bytes.len());
            std::fs::write(folder.join(name), bytes).expect("written");
        }
    }
}

/// Tags each fold by weights trained on all other documents.
fn cross_validate(documents: &[Document], folds: &[HashSet<usize>], given: &Arguments, settings: &Settings) {
    let lines: Vec<String> = folds
        .par_iter()
        .flat_map_iter(|fold| {
            let (out, seen): (Vec<_>, Vec<_>) = documents.iter().enumerate().partition(|(n, _)| fold.contains(n));
            let out: Vec<&Document> = out.into_iter().map(|(_, document)| document).collect();
            let seen: Vec<&Document> = seen.into_iter().map(|(_, document)| document).collect();
            let (first, second) = both_rounds(&seen, settings);
            let (first, second) = (ready(&first), ready(&second));
            let rounds = TwoPassModel { first: &first, second: &second };
            eprintln!("a fold of {} is done", out.len());
            predictions(&out, rounds, &given.test)
        })
        .collect();
    if let Some(path) = &given.predictions {
        std::fs::write(path, lines.concat()).expect("written");
    }
}

fn language_and_path(value: &str) -> (String, PathBuf) {
    let (tag, path) = value.split_once('=').unwrap_or_else(|| panic!("{value}: LANGUAGE=FILE"));
    (tag.to_owned(), path.into())
}

fn ready(trained: &TrainedWeights) -> Weights {
    Weights::read(&trained.write()).expect("what was just written")
}

/// Trains both rounds. The second one must learn from results as wrong as those of the first one on new texts: so the
/// first round tags each fifth of the texts with weights trained on the others.
fn both_rounds(documents: &[&Document], settings: &Settings) -> (TrainedWeights, TrainedWeights) {
    const FOLDS: usize = 4;
    let in_title_case = documents.iter().filter(|document| document.rules.tag == "en");
    let headlines: Vec<Document> = in_title_case.map(|document| corpus::headlines(document)).collect();
    let readings: Vec<(TokenizedText<'_>, Vec<TokenLabel>)> = documents
        .iter()
        .copied()
        .chain(&headlines)
        .map(|document| {
            let reading = document.reading();
            let gold = document.gold(&reading);
            (reading, gold)
        })
        .collect();
    let companies: Vec<(Vec<usize>, CorpusEvidence)> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let (out, seen): (Vec<usize>, Vec<usize>) = (0..readings.len()).partition(|n| n % FOLDS == fold);
            let sequences: Vec<Sequence> = seen.iter().flat_map(|n| sequences(&readings[*n], None)).collect();
            let weights = ready(&train(&sequences, settings));
            let mut company = CorpusEvidence::default();
            for n in &out {
                company.add(&readings[*n].0, &tagger::tag(&readings[*n].0, &weights, None));
            }
            (out, company)
        })
        .collect();
    let first: Vec<Sequence> = readings.iter().flat_map(|reading| sequences(reading, None)).collect();
    let mut second: Vec<(usize, Vec<Sequence>)> = companies
        .iter()
        .flat_map(|(out, company)| out.iter().map(|n| (*n, sequences(&readings[*n], Some(company)))))
        .collect();
    second.sort_by_key(|(n, _)| *n);
    let second: Vec<Sequence> = second.into_iter().flat_map(|(_, sequences)| sequences).collect();
    rayon::join(|| train(&first, settings), || train(&second, settings))
}

fn sequences(
    (reading, gold): &(TokenizedText<'_>, Vec<TokenLabel>),
    company: Option<&CorpusEvidence>,
) -> Vec<Sequence> {
    let make = |block: &std::ops::Range<usize>| Sequence {
        features: block
            .clone()
            .map(|index| {
                let mut list = Vec::new();
                if gold[index] == labels::NONE && tagger::is_plain(reading, block, index) {
                    return list;
                }
                features::extract(reading, (block.start, block.end), index, company, &mut list);
                list
            })
            .collect(),
        bonds: block.clone().map(|index| transition_class(&reading.words[index])).collect(),
        gold: gold[block.clone()].to_vec(),
    };
    reading.blocks.iter().map(make).collect()
}

/// Suggests names for texts as one dossier without any record, as `dossier suggest` does.
fn predictions(documents: &[&Document], rounds: TwoPassModel<'_>, language: &str) -> Vec<String> {
    let sources: Vec<ArticleText<'_>> = documents
        .iter()
        .map(|document| ArticleText {
            id: &document.id,
            text: &document.text,
            blocks: &document.blocks,
            language: document.rules,
        })
        .collect();
    let candidates = suggest(SuggestInput {
        articles: &sources,
        covered: &vec![Vec::new(); sources.len()],
        proposed: &[],
        entities: &vec![Vec::new(); sources.len()],
        dates: &vec![Vec::new(); sources.len()],
        names: &RecordNames::default(),
        refused: &HashSet::new(),
        language: &LangTag::parse(language).expect("a language"),
        model: rounds,
        taken: HashSet::new(),
    });
    let mut mentions: Vec<Vec<serde_json::Value>> = vec![Vec::new(); sources.len()];
    let mut confidence: Vec<Vec<f32>> = vec![Vec::new(); sources.len()];
    for candidate in &candidates {
        for evidence in &candidate.evidence {
            let kind = candidate.kind.unwrap_or("product");
            mentions[evidence.article].push(serde_json::json!([evidence.start, evidence.end, kind]));
            confidence[evidence.article].push(candidate.confidence);
        }
    }
    let found = mentions.into_iter().zip(confidence);
    let line = |(document, (mentions, confidence)): (&&Document, (Vec<serde_json::Value>, Vec<f32>))| {
        let row = serde_json::json!({ "doc": document.id, "mentions": mentions, "confidence": confidence });
        format!("{row}\n")
    };
    documents.iter().zip(found).map(line).collect()
}
