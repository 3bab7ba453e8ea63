//! Measures the speakers of quotations on an annotated corpus, and trains the model for those that no rule finds:
//!
//!     cargo run --example train-speakers -- french.jsonl english.jsonl --errors
//!     cargo run --example train-speakers -- french.jsonl english.jsonl --write src/annotate/quotes/ranker_weights.rs
//!
//! The files have an article a line with its text, as `build.py` in tests/train/speakers makes them. The people of the article are
//! given as names; who says what is found by the rules, and compared. With `--errors` every wrong or missing speaker is
//! printed. With `--write` the weights are trained, cross-validated in five parts of whole articles, and written.

#![expect(clippy::print_stdout, reason = "a command for developers")]

use dossier::annotate::quotes::ranker::{Doubtful, N_FEATURES};
use dossier::annotate::quotes::{self, EntityMention};
use dossier::gazetteer;
use dossier::lang;
use dossier::model::{BaseKind, Id, id};
use dossier::parse::{Block, BlockKind};
use serde_json::Value;

/// A name in an article: bytes, and its entity.
struct Person {
    start: usize,
    end: usize,
    id: Id,
    kind: BaseKind,
}

/// A quotation of the corpus: bytes, and who says it.
struct Gold {
    start: usize,
    end: usize,
    speakers: Vec<Id>,
    is_said: bool,
    via: String,
}

/// An article of the corpus.
struct Article {
    text: String,
    language: String,
    name: String,
    people: Vec<Person>,
    quotations: Vec<Gold>,
}

fn read(line: &str) -> Article {
    let row: Value = serde_json::from_str(line).expect("a JSON object");
    let text = row["text"].as_str().expect("a text").to_owned();
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |value: &Value| offsets[usize::try_from(value.as_u64().expect("an offset")).expect("small")];
    let people: Vec<Person> = row["people"]
        .as_array()
        .expect("people")
        .iter()
        .map(|person| {
            let name = person[2].as_str().expect("a name");
            let is_person = looks_like_person(name);
            Person {
                start: byte(&person[0]),
                end: byte(&person[1]),
                id: Id::parse(&id::slug(name)).unwrap_or_else(|_| Id::parse("unnamed").expect("an id")),
                kind: if is_person { BaseKind::Person } else { BaseKind::Organisation },
            }
        })
        .collect();
    let named = |span: &Value| {
        let (start, end) = (byte(&span["start"]), byte(&span["end"]));
        people.iter().find(|person| person.start < end && start < person.end).map(|person| person.id.clone())
    };
    let quotations = row["quotations"].as_array().expect("quotations").iter().map(|quote| Gold {
        start: byte(&quote["start"]),
        end: byte(&quote["end"]),
        speakers: [&quote["speaker"]]
            .into_iter()
            .filter(|speaker| !speaker.is_null())
            .chain(quote["more"].as_array().into_iter().flatten())
            .filter_map(named)
            .collect(),
        is_said: quote["kind"] != "title-or-term",
        via: quote["via"].as_str().unwrap_or("none").to_owned(),
    });
    let quotations = quotations.collect();
    let language = row["language"].as_str().unwrap_or("fr").to_owned();
    let name = row["id"].as_str().unwrap_or_default().to_owned();
    let mut people = people;
    people.sort_by_key(|person| (person.start, std::cmp::Reverse(person.end)));
    let mut end = 0;
    people.retain(|person| {
        let apart = person.start >= end;
        end = end.max(person.end);
        apart
    });
    Article { text, language, name, people, quotations }
}

/// Returns the paragraphs of a text.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let trimmed = line.trim_end();
        if !trimmed.trim().is_empty() {
            let paragraph = u32::try_from(number).unwrap_or(0) + 1;
            let lead = line.len() - line.trim_start().len();
            blocks.push(Block {
                start: start + lead,
                end: start + trimmed.len(),
                kind: BlockKind::Paragraph,
                paragraph,
            });
        }
        start += line.len();
    }
    blocks
}

#[derive(Default)]
struct Count {
    right: u32,
    wrong: u32,
    silent: u32,
    missing: u32,
}

/// A quotation that no rule attributes, and the choice that is right: an index of a candidate, or nobody.
struct Example {
    doubtful: Doubtful,
    right: Option<usize>,
    article: usize,
}

fn examples(paths: &[&String]) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut number = 0;
    for path in paths {
        for line in std::fs::read_to_string(path).expect("a file").lines().filter(|line| !line.is_empty()) {
            let article = read(line);
            number += 1;
            let mentions = mentions_of(&article);
            let language = lang::by_tag(&article.language);
            quotes::find_with(&article.text, &blocks(&article.text), &mentions, language, |doubtful| {
                let overlap = |gold: &Gold| doubtful.end.min(gold.end).saturating_sub(doubtful.start.max(gold.start));
                let gold = article.quotations.iter().find(|gold| 2 * overlap(gold) > gold.end - gold.start);
                let speakers = gold.map_or(&[][..], |gold| &gold.speakers);
                let right = doubtful.candidates.iter().position(|candidate| speakers.contains(&candidate.entity));
                examples.push(Example { doubtful, right, article: number });
                Vec::new()
            });
        }
    }
    examples
}

/// Fits the weights by gradient descent on the negative logarithm of the probability of the right choices.
fn fit(examples: &[&Example]) -> Vec<f32> {
    const ROUNDS: usize = 400;
    const L2: f32 = 0.02;
    let mut weights = vec![0.0_f32; N_FEATURES];
    for round in 0..ROUNDS {
        let mut gradient = vec![0.0_f32; N_FEATURES];
        for example in examples {
            let probabilities = example.doubtful.probabilities(&weights);
            let nobody = 1.0 - probabilities.iter().sum::<f32>();
            let mut add = |features: &[usize], error: f32| features.iter().for_each(|at| gradient[*at] += error);
            for (index, (candidate, p)) in example.doubtful.candidates.iter().zip(&probabilities).enumerate() {
                add(&candidate.features, f32::from(u8::from(example.right == Some(index))) - p);
            }
            add(&example.doubtful.nobody, f32::from(u8::from(example.right.is_none())) - nobody);
        }
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let (rate, n) = (3.0 / (1.0 + round as f32 / 100.0), examples.len().max(1) as f32);
        weights
            .iter_mut()
            .zip(&gradient)
            .for_each(|(weight, error)| *weight += rate * (error / n - L2 * *weight / 10.0));
    }
    weights
}

/// What the model chose for an example by weights that never saw its article.
struct Choice {
    /// The probability of its first candidate.
    p: f32,
    /// Whether the first is right.
    is_right: bool,
    /// Whether anything would be asked.
    is_asked: bool,
    /// Whether the right one would be among those asked about.
    is_among: bool,
}

fn cross_validate(examples: &[Example]) -> Vec<Choice> {
    const FOLDS: usize = 5;
    let mut choices = Vec::new();
    for fold in 0..FOLDS {
        let seen: Vec<&Example> = examples.iter().filter(|example| example.article % FOLDS != fold).collect();
        let weights = fit(&seen);
        for example in examples.iter().filter(|example| example.article % FOLDS == fold) {
            let probabilities = example.doubtful.probabilities(&weights);
            let best = (0..probabilities.len()).max_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]));
            let asked = example.doubtful.ranked(&weights);
            choices.push(Choice {
                p: best.map_or(0.0, |best| probabilities[best]),
                is_right: best.is_some() && best == example.right,
                is_asked: !asked.is_empty(),
                is_among: asked.iter().any(|(_, index)| Some(*index) == example.right),
            });
        }
    }
    choices
}

fn train(paths: &[&String], target: Option<&str>) {
    let examples = examples(paths);
    let with_speaker = examples.iter().filter(|example| example.right.is_some()).count();
    let choices = cross_validate(&examples);
    let count = |holds: &dyn Fn(&Choice) -> bool| choices.iter().filter(|choice| holds(choice)).count();
    let n = examples.len();
    let mut report =
        format!("{n} quotations that no rule attributes, {with_speaker} of them with a candidate who said it.\n");
    for margin in [0.5, 0.7, 0.8, 0.9, 0.95] {
        let (taken, right) = (count(&|one| one.p >= margin), count(&|one| one.p >= margin && one.is_right));
        report.push_str(&format!("A choice of probability {margin} or more: {right} right of {taken}.\n"));
    }
    let (asked, among) = (count(&|one| one.is_asked), count(&|one| one.is_among));
    report
        .push_str(&format!("Asked about: {asked}; the speaker is among the candidates in {among} of {with_speaker}."));
    println!("{report}");
    if let Some(target) = target {
        let weights = fit(&examples.iter().collect::<Vec<_>>());
        let doc: String = report.lines().map(|line| format!("//! {line}\n")).collect();
        let rows: Vec<String> = weights
            .chunks(8)
            .map(|row| format!("    {},", row.iter().map(|w| format!("{w:.3}")).collect::<Vec<_>>().join(", ")))
            .collect();
        let code = format!(
            "//! The weights of `ranker`, written by tests/train/speakers.rs. Cross-validated in five parts of whole articles:\n//!\n{doc}\n\
             use super::ranker::N_FEATURES;\n\n\
             /// The weights, by feature.\n\
             pub(super) static WEIGHTS: [f32; N_FEATURES] = [\n{}\n];\n",
            rows.join("\n")
        );
        std::fs::write(target, code).expect("a file to write");
    }
}

fn mentions_of(article: &Article) -> Vec<EntityMention<'_>> {
    let people = article.people.iter();
    people.map(|one| EntityMention { start: one.start, end: one.end, entity: &one.id, kind: one.kind }).collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let print_errors = arguments.iter().any(|argument| argument == "--errors");
    let target = arguments.iter().position(|argument| argument == "--write").and_then(|at| arguments.get(at + 1));
    let paths: Vec<&String> =
        arguments.iter().filter(|argument| !argument.starts_with("--") && Some(*argument) != target).collect();
    if target.is_some() || arguments.iter().any(|argument| argument == "--train") {
        return train(&paths, target.map(String::as_str));
    }
    for path in paths {
        let content = std::fs::read_to_string(path).expect("a file");
        let mut counts: std::collections::BTreeMap<String, Count> = std::collections::BTreeMap::new();
        for line in content.lines().filter(|line| !line.is_empty()) {
            let article = read(line);
            let mentions = mentions_of(&article);
            let found = quotes::find(&article.text, &blocks(&article.text), &mentions, lang::by_tag(&article.language));
            for gold in &article.quotations {
                let group = if gold.is_said { gold.via.clone() } else { "no quotation".to_owned() };
                let count = counts.entry(group.clone()).or_default();
                let overlap = |start: usize, end: usize| end.min(gold.end).saturating_sub(start.max(gold.start));
                let quote = found.iter().max_by_key(|quote| overlap(quote.start, quote.end));
                let quote = quote.filter(|quote| 2 * overlap(quote.start, quote.end) > gold.end - gold.start);
                let said = quote.and_then(|quote| quote.speaker.clone());
                let (sign, field) = match &said {
                    None if gold.speakers.is_empty() => ("ok", &mut count.right),
                    None if quote.is_none() => ("MISSING", &mut count.missing),
                    None => ("silent", &mut count.silent),
                    Some(id) if gold.speakers.contains(id) => ("ok", &mut count.right),
                    Some(_) => ("WRONG", &mut count.wrong),
                };
                *field += 1;
                if print_errors && sign != "ok" {
                    let from = article.text.floor_char_boundary(gold.start.saturating_sub(260));
                    let to = article.text.ceil_char_boundary((gold.end + 130).min(article.text.len()));
                    let (before, after) = (&article.text[from..gold.start], &article.text[gold.end..to]);
                    let words =
                        &article.text[gold.start..article.text.floor_char_boundary(gold.end.min(gold.start + 60))];
                    let tidy = |text: &str| text.replace('\n', " ¶ ");
                    let cue = quote.map_or("", |quote| quote.cue.as_str());
                    let gold_names: Vec<&str> = gold.speakers.iter().map(Id::as_str).collect();
                    println!("{sign} {} {group} {gold_names:?} found {said:?} cue `{cue}`", article.name);
                    println!("    …{}[[{}]]{}…", tidy(before), tidy(words), tidy(after));
                }
            }
        }
        println!("{path}");
        for (group, Count { right, wrong, silent, missing }) in counts {
            println!("  {group:14} right {right:4} wrong {wrong:3} silent {silent:3} not found {missing:3}");
        }
    }
}

/// Returns whether a name of the corpus, which has no kinds, looks like that of a person.
fn looks_like_person(name: &str) -> bool {
    const BODIES: &str = "ministry ministère center centre office court department union party parti council guard university agency \
        committee organization organisation company times post institute house association group press forces church commission \
        bank reuters politico gouvernement government fédération federation fund team police service services authority";
    let folded = name.to_lowercase();
    let is_body = folded.split(' ').any(|word| BODIES.split_whitespace().any(|body| body == word));
    let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let first_is_given = name.split(' ').next().is_some_and(gazetteer::is_given_name);
    first_is_given
        || !is_body && !capitals && name.chars().next().is_some_and(char::is_uppercase) && name.split(' ').count() <= 3
}
