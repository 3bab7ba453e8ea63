//! `dossier review`: asks about uncertain names, days and speakers one by one and writes the decisions. `review::questions` makes
//! the questions, actions of the desk carry the answers out.
//!
//! At a terminal single keys answer (`review_keys`). Otherwise this file reads lines, which is what programs rely on.

use std::io::BufRead;

use super::args::{GlobalOptions, OutputFormat, ReviewOptions};
use super::keyboard::Keyboard;
use super::sitting::{CommandSitting, action_failure};
use super::{Exit, Failure, print, project, proposals, review_keys, stream};
use crate::base::message::Message;
use crate::build::PipelineOptions;
use crate::desk::{Action, ActionError, DecisionSubject, WordPlace};
use crate::edit::load_decisions;
use crate::model::Edtf;
use crate::parse::ProposedMentions;
use crate::review::questions::ReviewTopic;
use crate::review::{ReviewQuestion, questions};
use crate::say;

pub(super) fn run(global: &GlobalOptions, options: &ReviewOptions) -> Result<Exit, Failure> {
    let is_json = options.format == OutputFormat::Json;
    let has_keys = !is_json && stream::is_conversation();
    let project = if has_keys {
        project::open_to_change(global)?
    } else {
        project::open(global, &PipelineOptions { drafts: true, ..PipelineOptions::default() })?
    };
    let proposed = proposals::load(&project.snapshot);
    let mut list = open_questions(global, &project, &proposed, global.quiet)?;
    if let Some(article) = &options.article {
        list.retain(|question| question.article == *article);
    }
    if is_json {
        for question in &list {
            print::json(&serde_json::to_string(question).unwrap_or_default());
        }
        return Ok(Exit::Done);
    }
    if list.is_empty() {
        print::say(&say!(
            en: "no name, day or speaker awaits a decision",
            fr: "aucun nom, jour ou locuteur n’attend de décision",
        ));
        return Ok(Exit::Done);
    }
    // Cleans up after an interrupted command, then releases the lock: the user may take a long time to answer.
    super::open_edit_session(global, false)?;
    let by = options.by.as_deref().unwrap_or_default();
    let sitting = CommandSitting::new(global, project, by, options.backup);
    match has_keys.then(Keyboard::open).flatten() {
        Some(mut keyboard) => {
            let reopen = |project: &project::Project| open_questions(global, project, &proposed, true);
            review_keys::ask(sitting, list, &mut keyboard, &reopen)
        }
        None => ask(sitting, &list),
    }
}

/// Returns all questions of a project.
fn open_questions(
    global: &GlobalOptions,
    project: &project::Project,
    proposed: &ProposedMentions,
    is_quiet: bool,
) -> Result<Vec<ReviewQuestion>, Failure> {
    let content = &project.built.site.content;
    let decided = load_decisions(&global.root).map_err(super::decision_failure)?;
    let proposed = proposed.all();
    Ok(questions(content, &proposals::placed(content, &decided.mentions, &proposed, is_quiet)))
}

/// Returns the action that answers a question. Without an answer: none of the records, or no date.
pub(super) fn decision(question: &ReviewQuestion, answer: Option<&str>) -> Action {
    let about = match question.asks {
        ReviewTopic::Name => DecisionSubject::Name,
        ReviewTopic::Day => DecisionSubject::Day,
        ReviewTopic::Speaker => DecisionSubject::Speaker,
    };
    let words = WordPlace {
        article: question.article.clone(),
        start: question.start,
        end: question.end,
        quote: question.text.clone(),
    };
    Action::Decide { words, about, answer: answer.map(str::to_owned) }
}

/// Asks the questions in turn. Each decision is written at once, so that quitting loses nothing.
fn ask(mut sitting: CommandSitting<'_>, list: &[ReviewQuestion]) -> Result<Exit, Failure> {
    let mut lines = std::io::stdin().lock().lines();
    // The answered questions, each with whether its answer changed something.
    let mut history: Vec<(usize, bool)> = Vec::new();
    let mut index = 0;
    print::say(&say!(
        en: "1-9 choose · a accept the only candidate · r reject: not in this dossier, or no date · s skip · u undo · q quit",
        fr: "1-9 choisir · a accepter le seul candidat · r rejeter : pas dans ce dossier, ou pas une date · s passer · u annuler \
             · q quitter",
    ));
    while let Some(question) = list.get(index) {
        show(question, index + 1, list.len());
        let Some(Ok(line)) = lines.next() else { break };
        let is_record = |id: &str| sitting.project.built.site.content.registry.find(id).is_some();
        let meant = match answer(line.trim(), question, &is_record) {
            ReviewAnswer::Quit => break,
            ReviewAnswer::Unclear => {
                let other = other_answer(question);
                print::say(&say!(
                    en: "  answer with a number, a, r, s, u or q{other}",
                    fr: "  répondez par un numéro, a, r, s, u ou q{other}"; other
                ));
                continue;
            }
            ReviewAnswer::Skip => {
                index += 1;
                continue;
            }
            ReviewAnswer::Undo => {
                let Some((last, is_change)) = history.last().copied() else {
                    print::say(&say!(en: "  nothing to undo", fr: "  rien à annuler"));
                    continue;
                };
                match if is_change { sitting.undo().map(drop) } else { Ok(()) } {
                    Ok(()) => {
                        history.pop();
                        index = last;
                    }
                    Err(error @ ActionError::Changed { .. }) => {
                        let why = error.message();
                        print::say(&say!(en: "  not undone: {why}", fr: "  pas annulé : {why}"; why));
                    }
                    Err(error) => return Err(action_failure(error)),
                }
                continue;
            }
            ReviewAnswer::Nobody => None,
            ReviewAnswer::Meaning(meant) => Some(meant),
        };
        let done = sitting.perform(decision(question, meant.as_deref())).map_err(action_failure)?;
        history.push((index, done.is_some()));
        index += 1;
    }
    let n_decided = history.len();
    let n_left = list.len() - n_decided;
    print::say(&say!(
        en: "{n_decided} decided, {n_left} left; see content/decisions.yaml",
        fr: "tranchés : {n_decided} ; restants : {n_left} ; voir content/decisions.yaml",
    ));
    Ok(Exit::Done)
}

enum ReviewAnswer {
    /// The id of a record, or the value of a date.
    Meaning(String),
    Nobody,
    Skip,
    Undo,
    Quit,
    Unclear,
}

fn answer(line: &str, question: &ReviewQuestion, is_record: &dyn Fn(&str) -> bool) -> ReviewAnswer {
    match line {
        "r" => ReviewAnswer::Nobody,
        "s" | "" => ReviewAnswer::Skip,
        "u" => ReviewAnswer::Undo,
        "q" => ReviewAnswer::Quit,
        "a" => match question.candidates.as_slice() {
            [only] => ReviewAnswer::Meaning(only.id.clone()),
            _ => ReviewAnswer::Unclear,
        },
        line => {
            let by_number =
                line.parse::<usize>().ok().and_then(|number| question.candidates.get(number.checked_sub(1)?));
            let by_id = question.candidates.iter().find(|candidate| candidate.id == line);
            match by_number.or(by_id) {
                Some(candidate) => ReviewAnswer::Meaning(candidate.id.clone()),
                None if is_other_answer(line, question, is_record) => ReviewAnswer::Meaning(line.to_owned()),
                None => ReviewAnswer::Unclear,
            }
        }
    }
}

/// Returns whether a line is a valid answer that is not among the candidates: any date, or the id of any record where
/// the candidates are only the probable ones, only proposed, or not all of them are listed.
fn is_other_answer(line: &str, question: &ReviewQuestion, is_record: &dyn Fn(&str) -> bool) -> bool {
    match question.asks {
        ReviewTopic::Day => Edtf::check_mention_value(line).is_ok(),
        ReviewTopic::Speaker => is_record(line),
        ReviewTopic::Name => (question.n_more > 0 || !question.proposed_by.is_empty()) && is_record(line),
    }
}

/// Returns what else may be answered.
fn other_answer(question: &ReviewQuestion) -> Message {
    match question.asks {
        ReviewTopic::Day => say!(
            en: ", or with a date such as 2024-03-31 or 2024-03",
            fr: ", ou par une date comme 2024-03-31 ou 2024-03",
        ),
        ReviewTopic::Speaker => say!(
            en: ", or with the id of another record",
            fr: ", ou par l’identifiant d’une autre fiche",
        ),
        ReviewTopic::Name => Message::default(),
    }
}

fn show(question: &ReviewQuestion, number: usize, of: usize) {
    print::line("");
    print::line(&format!("{number}/{of}  {} ({}#{})", question.title, question.article, question.anchor));
    print::say_marking(&format!("  {}", question.before), &question.text, &question.after);
    let asks = match question.asks {
        ReviewTopic::Name => Message::default(),
        ReviewTopic::Day => say!(en: "which date? ", fr: "quelle date ? "),
        ReviewTopic::Speaker => say!(en: "who said this? ", fr: "qui l’a dit ? "),
    };
    let why = &question.reason;
    print::say(&say!(en: "  {asks}{why}", fr: "  {asks}{why}"; asks, why));
    for (index, candidate) in question.candidates.iter().enumerate() {
        let gloss = if candidate.gloss.is_empty() { String::new() } else { format!(", {}", candidate.gloss) };
        print::line(&format!("  {}  {}{gloss} [{}]", index + 1, candidate.name, candidate.id));
    }
    if question.n_more > 0 {
        let n = question.n_more;
        print::say(&say!(
            en: "  and {n} more: type the id of the one that is meant",
            fr: "  et {n} de plus : tapez l’identifiant de celle qui convient",
        ));
    }
}
