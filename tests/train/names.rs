//! Trains the tagger of `dossier suggest`, and reports its accuracy by cross-validation:
//!
//!     cargo run --release --example train-names -- --french winer.jsonl --english wikigold.conll --folds 5 --write src/suggest/data
//!
//! `--french` takes WiNER's articles (CC BY 4.0, one JSON object a line), `--english` files of words and labels. With
//! `--folds N` each Nth of the French articles, in order of time, is tagged by weights that never saw it; `--predictions
//! FILE` writes what was found there, proposed as `dossier suggest` does. With `--write DIR` the weights of both rounds
//! are trained on everything and written.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command for developers")]

mod corpus;
mod crf;

use std::collections::HashSet;
use std::path::PathBuf;

use corpus::Document;
use crf::{Sequence, Settings, train};
use dossier::model::LangTag;
use dossier::suggest::corpus_evidence::CorpusEvidence;
use dossier::suggest::labels::TokenLabel;
use dossier::suggest::model::TwoPassModel;
use dossier::suggest::record_match::RecordNames;
use dossier::suggest::tokenized_text::TokenizedText;
use dossier::suggest::weights::{TrainedWeights, Weights, transition_class};
use dossier::suggest::{ArticleText, SuggestInput, features, suggest, tagger};
use rayon::prelude::*;

#[derive(Default)]
struct Arguments {
    french: Vec<PathBuf>,
    english: Vec<PathBuf>,
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
    let mut given = Arguments { epochs: 10, l1: 0.3, l2: 0.5, alpha: 0.1, count: 2, ..Arguments::default() };
    let mut arguments = std::env::args().skip(1);
    while let Some(flag) = arguments.next() {
        if flag == "--help" {
            let head = include_str!("names.rs").lines().map_while(|line| line.strip_prefix("//!"));
            head.for_each(|line| println!("{}", line.strip_prefix(' ').unwrap_or(line)));
            return;
        }
        let value = arguments.next().unwrap_or_else(|| panic!("{flag} needs a value"));
        match flag.as_str() {
            "--french" => given.french.push(value.into()),
            "--english" => given.english.push(value.into()),
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
    let french: Vec<Document> = given.french.iter().flat_map(|path| corpus::winer(path)).collect();
    let english: Vec<Document> =
        given.english.iter().flat_map(|path| corpus::columns(path, dossier::lang::by_tag("en"))).collect();
    let settings =
        Settings { epochs: given.epochs, min_count: given.count, alpha: given.alpha, l1: given.l1, l2: given.l2 };
    if given.folds > 1 {
        cross_validate(&french, &english, &given, &settings);
    }
    if let Some(folder) = &given.write {
        let all: Vec<&Document> = french.iter().chain(&english).collect();
        let (first, second) = both_rounds(&all, &settings);
        for (name, trained) in [("first.weights", first), ("second.weights", second)] {
            let bytes = trained.write();
            println!("{name}: {} bytes", bytes.len());
            std::fs::write(folder.join(name), bytes).expect("written");
        }
    }
}

fn cross_validate(french: &[Document], english: &[Document], given: &Arguments, settings: &Settings) {
    let n_folds = if given.only > 0 { given.only } else { given.folds };
    let lines: Vec<String> = (0..n_folds)
        .into_par_iter()
        .flat_map_iter(|fold| {
            let (out, seen): (Vec<_>, Vec<_>) =
                french.iter().enumerate().partition(|(n, _)| n * given.folds / french.len() == fold);
            let out: Vec<&Document> = out.into_iter().map(|(_, document)| document).collect();
            let seen: Vec<&Document> = seen.into_iter().map(|(_, document)| document).chain(english).collect();
            let (first, second) = both_rounds(&seen, settings);
            let (first, second) = (ready(&first), ready(&second));
            let rounds = TwoPassModel { first: &first, second: &second };
            eprintln!("fold {fold} is done");
            predictions(&out, rounds)
        })
        .collect();
    if let Some(path) = &given.predictions {
        std::fs::write(path, lines.concat()).expect("written");
    }
}

fn ready(trained: &TrainedWeights) -> Weights {
    Weights::read(&trained.write()).expect("what was just written")
}

/// Trains both rounds. The second one must learn from results as wrong as those of the first one on new texts: so the
/// first round tags each fifth of the texts with weights trained on the others.
fn both_rounds(documents: &[&Document], settings: &Settings) -> (TrainedWeights, TrainedWeights) {
    const FOLDS: usize = 4;
    let readings: Vec<(TokenizedText<'_>, Vec<TokenLabel>)> = documents
        .iter()
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
fn predictions(documents: &[&Document], rounds: TwoPassModel<'_>) -> Vec<String> {
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
        entities: &vec![Vec::new(); sources.len()],
        dates: &vec![Vec::new(); sources.len()],
        names: &RecordNames::default(),
        refused: &HashSet::new(),
        language: &LangTag::parse("fr").expect("a language"),
        model: rounds,
        taken: HashSet::new(),
    });
    let mut mentions: Vec<Vec<serde_json::Value>> = vec![Vec::new(); sources.len()];
    for candidate in &candidates {
        for evidence in &candidate.evidence {
            let kind = candidate.kind.unwrap_or("product");
            mentions[evidence.article].push(serde_json::json!([evidence.start, evidence.end, kind]));
        }
    }
    let line = |(document, mentions): (&&Document, Vec<serde_json::Value>)| {
        format!("{}\n", serde_json::json!({ "doc": document.id, "mentions": mentions }))
    };
    documents.iter().zip(mentions).map(line).collect()
}
