//! `dossier review`: asks about uncertain names, days and speakers one by one and writes the decisions. `review::questions` makes
//! the questions.

use std::io::BufRead;

use super::args::{GlobalOptions, OutputFormat, ReviewOptions};
use super::{Exit, Failure, print, project, proposals};
use crate::build::PipelineOptions;
use crate::edit::{DecisionStoreError, EditSession, load_decisions, update_decisions};
use crate::model::Edtf;
use crate::parse::DecisionFile;
use crate::review::questions::{ReviewTopic, decide, undo};
use crate::review::{ReviewQuestion, questions};

pub(super) fn run(global: &GlobalOptions, options: &ReviewOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions { drafts: true, ..PipelineOptions::default() })?;
    let content = &project.built.site.content;
    let decided = load_decisions(&global.root).map_err(decision_failure)?;
    let proposals = proposals::load(&project.snapshot);
    let proposals = proposals.all();
    let mut list = questions(content, &proposals::placed(content, &decided.mentions, &proposals, global.quiet));
    if let Some(article) = &options.article {
        list.retain(|question| question.article == *article);
    }
    if options.format == OutputFormat::Json {
        for question in &list {
            print::json(&serde_json::to_string(question).unwrap_or_default());
        }
        return Ok(Exit::Done);
    }
    if list.is_empty() {
        print::say("no name, day or speaker awaits a decision");
        return Ok(Exit::Done);
    }
    let is_record = |id: &str| content.registry.find(id).is_some();
    ask(global, &list, options, &is_record)
}

/// Asks the questions in turn. Each decision is written at once, so that quitting loses nothing.
fn ask(
    global: &GlobalOptions,
    list: &[ReviewQuestion],
    options: &ReviewOptions,
    is_record: &dyn Fn(&str) -> bool,
) -> Result<Exit, Failure> {
    let by = options.by.as_deref().unwrap_or_default();
    load_decisions(&global.root).map_err(decision_failure)?;
    let mut writer = DecisionWriter { global, backup: options.backup };
    writer.open()?;
    let mut lines = std::io::stdin().lock().lines();
    let mut n_decided = 0_usize;
    let mut history: Vec<usize> = Vec::new();
    let mut index = 0;
    print::say(
        "1-9 choose · a accept the only candidate · r reject: not in this dossier, or no date · s skip · u undo · q quit",
    );
    while let Some(question) = list.get(index) {
        show(question, index + 1, list.len());
        let Some(Ok(line)) = lines.next() else { break };
        match answer(line.trim(), question, is_record) {
            ReviewAnswer::Quit => break,
            ReviewAnswer::Unclear => {
                print::say(&format!("  answer with a number, a, r, s, u or q{}", other_answer(question)));
                continue;
            }
            ReviewAnswer::Skip => {}
            ReviewAnswer::Undo => {
                let Some(last) = history.pop() else {
                    print::say("  nothing to undo");
                    continue;
                };
                writer.change(|decided| undo(&mut decided.mentions, &list[last]))?;
                n_decided -= 1;
                index = last;
                continue;
            }
            ReviewAnswer::Nobody => {
                writer.change(|decided| decide(&mut decided.mentions, question, None, by))?;
                history.push(index);
                n_decided += 1;
            }
            ReviewAnswer::Meaning(meant) => {
                writer.change(|decided| decide(&mut decided.mentions, question, Some(&meant), by))?;
                history.push(index);
                n_decided += 1;
            }
        }
        index += 1;
    }
    print::say(&format!("{n_decided} decided, {} left; see content/decisions.yaml", list.len() - n_decided));
    Ok(Exit::Done)
}

/// Writes decisions. Reads the file again before each change, because others may edit it in the meantime.
struct DecisionWriter<'a> {
    global: &'a GlobalOptions,
    /// Whether a backup is still to be made.
    backup: bool,
}

impl DecisionWriter<'_> {
    /// Cleans up after an interrupted command, then releases the lock: the user may take a long time to answer.
    fn open(&self) -> Result<(), Failure> {
        super::open_edit_session(self.global, false).map(drop)
    }

    fn change(&mut self, change: impl FnOnce(&mut DecisionFile)) -> Result<(), Failure> {
        let session = EditSession::lock(&self.global.root).map_err(super::edit_failure)?;
        let session = if self.backup { session.with_backup() } else { session };
        update_decisions(&session, change).map_err(decision_failure)?;
        self.backup = false;
        Ok(())
    }
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
fn other_answer(question: &ReviewQuestion) -> &'static str {
    match question.asks {
        ReviewTopic::Day => ", or with a date such as 2024-03-31 or 2024-03",
        ReviewTopic::Speaker => ", or with the id of another record",
        ReviewTopic::Name => "",
    }
}

fn show(question: &ReviewQuestion, number: usize, of: usize) {
    print::say("");
    print::say(&format!("{number}/{of}  {} ({}#{})", question.title, question.article, question.anchor));
    print::say_marking(&format!("  {}", question.before), &question.text, &question.after);
    let asks = match question.asks {
        ReviewTopic::Name => "",
        ReviewTopic::Day => "which date? ",
        ReviewTopic::Speaker => "who said this? ",
    };
    print::say(&format!("  {asks}{}", question.reason));
    for (index, candidate) in question.candidates.iter().enumerate() {
        let gloss = if candidate.gloss.is_empty() { String::new() } else { format!(", {}", candidate.gloss) };
        print::say(&format!("  {}  {}{gloss} [{}]", index + 1, candidate.name, candidate.id));
    }
    if question.n_more > 0 {
        print::say(&format!("  and {} more: type the id of the one that is meant", question.n_more));
    }
}

pub(super) fn decision_failure(error: DecisionStoreError) -> Failure {
    match error {
        DecisionStoreError::Edit(error) => super::edit_failure(error),
        DecisionStoreError::Broken(_) | DecisionStoreError::Layout => {
            Failure::new(Exit::Content, error, "fix content/decisions.yaml first: `dossier check` shows where")
        }
        DecisionStoreError::Disk { .. } => {
            Failure::new(Exit::World, error, "check the file and its permissions; it was not changed")
        }
    }
}
