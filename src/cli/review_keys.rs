//! `dossier review` at a terminal: a single key answers. In the language of the person.
//!
//! Lines are only added below, never redrawn: so it works in every terminal, with a screen reader, and what was answered
//! stays to be read. For letters of a name, the terminal edits a line as it does elsewhere.

use std::collections::HashSet;

use super::keyboard::{KeyPress, Keyboard};
use super::project::Project;
use super::sitting::{CommandSitting, action_failure};
use super::{Exit, Failure, language, print, review};
use crate::desk::{Action, ActionError, LinkEffects, about_candidate, filled, find_records, plain_reasons};
use crate::edit::EditError;
use crate::lang;
use crate::lang::terminal::TerminalWords;
use crate::model::Edtf;
use crate::review::ReviewQuestion;
use crate::review::questions::{Choice, ReviewTopic};

/// Most candidates with a key of their own.
const MAX_KEYS: usize = 9;
/// Most links that are shown of what an answer would change.
const MAX_EFFECTS: usize = 6;

/// What a key asks for.
enum KeyCommand {
    /// The candidate with this index.
    Choose(usize),
    Nobody,
    Other,
    Whole,
    Skip,
    Undo,
    Help,
    Quit,
    /// The question is shown again.
    Show,
    /// A letter without a meaning.
    Unknown(char),
    Nothing,
}

impl KeyCommand {
    fn of(key: &KeyPress) -> Self {
        match key {
            KeyPress::Letter('0' | 'r') => Self::Nobody,
            KeyPress::Letter(digit @ '1'..='9') => {
                Self::Choose(digit.to_digit(10).map_or(0, |digit| digit as usize - 1))
            }
            KeyPress::Letter('o') => Self::Other,
            KeyPress::Letter('a') => Self::Whole,
            KeyPress::Letter('s') => Self::Skip,
            KeyPress::Letter('u') => Self::Undo,
            KeyPress::Letter('?' | 'h') => Self::Help,
            KeyPress::Letter('q') | KeyPress::End => Self::Quit,
            KeyPress::Letter(letter) => Self::Unknown(*letter),
            KeyPress::Resumed => Self::Show,
            KeyPress::Escape | KeyPress::Other => Self::Nothing,
        }
    }
}

/// What is left to do with a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum QuestionState {
    Open,
    /// Answered here.
    Answered,
    /// Another answer or another program has decided it.
    Closed,
}

/// An answer that can be taken back.
struct GivenAnswer {
    at: usize,
    /// Whether it changed a file.
    is_change: bool,
    /// Whether it was one for a whole article.
    is_whole: bool,
}

/// Finds the questions of a project as it is now.
type QuestionFinder<'a> = dyn Fn(&Project) -> Result<Vec<ReviewQuestion>, Failure> + 'a;

/// The review in progress.
struct KeyReview<'a> {
    sitting: CommandSitting<'a>,
    list: Vec<ReviewQuestion>,
    states: Vec<QuestionState>,
    history: Vec<GivenAnswer>,
    at: usize,
    /// Whether the next answer is for the whole article.
    is_whole: bool,
    words: &'static TerminalWords,
    reopen: &'a QuestionFinder<'a>,
}

/// Asks the questions in turn. Each decision is written at once, so that quitting loses nothing.
pub(super) fn ask(
    sitting: CommandSitting<'_>,
    list: Vec<ReviewQuestion>,
    keyboard: &mut Keyboard,
    reopen: &QuestionFinder<'_>,
) -> Result<Exit, Failure> {
    let words = lang::terminal_words(language::chosen().tag());
    let states = vec![QuestionState::Open; list.len()];
    let mut review = KeyReview { sitting, list, states, history: Vec::new(), at: 0, is_whole: false, words, reopen };
    print::line(words.keys_line);
    loop {
        let goes_on = if review.reaches_open() {
            review.show();
            review.one_question(keyboard)?
        } else {
            review.goes_back(keyboard)?
        };
        if !goes_on {
            break;
        }
    }
    let left = review.states.iter().filter(|state| **state == QuestionState::Open).count();
    let n = review.history.len().to_string();
    print::line("");
    print::line(&filled(words.sum, &[("n", &n), ("left", &left.to_string())]));
    Ok(Exit::Done)
}

impl KeyReview<'_> {
    /// Goes to the next open question; `false` if there is none.
    fn reaches_open(&mut self) -> bool {
        while self.states.get(self.at).is_some_and(|state| *state != QuestionState::Open) {
            self.at += 1;
        }
        self.at < self.list.len()
    }

    /// Reads keys until another question is to be shown; `false` if that was all.
    fn one_question(&mut self, keyboard: &mut Keyboard) -> Result<bool, Failure> {
        loop {
            match KeyCommand::of(&keyboard.next()) {
                KeyCommand::Quit => return Ok(false),
                KeyCommand::Nothing => {}
                KeyCommand::Show => return Ok(true),
                KeyCommand::Unknown(key) => {
                    self.say(&filled(self.words.unknown_key, &[("key", &key.to_string())]));
                }
                KeyCommand::Help => {
                    self.words.keys.iter().for_each(|(key, what)| self.say(&format!("{key:<4} {what}")));
                }
                KeyCommand::Whole => self.toggle_whole(),
                KeyCommand::Skip => {
                    self.say(self.words.desk.skip);
                    self.at += 1;
                    self.is_whole = false;
                    return Ok(true);
                }
                KeyCommand::Undo => {
                    if self.undo()? {
                        return Ok(true);
                    }
                }
                KeyCommand::Nobody => return self.answer(None, keyboard),
                KeyCommand::Choose(index) => {
                    if let Some(choice) = self.list[self.at].candidates.get(index).cloned() {
                        return self.answer(Some(&choice), keyboard);
                    }
                    self.say(&filled(self.words.unknown_key, &[("key", &(index + 1).to_string())]));
                }
                KeyCommand::Other => {
                    return match self.other(keyboard) {
                        Some(choice) => self.answer(Some(&choice), keyboard),
                        None => Ok(true),
                    };
                }
            }
        }
    }

    /// After the last question: `true` if its answer is taken back.
    fn goes_back(&mut self, keyboard: &mut Keyboard) -> Result<bool, Failure> {
        if self.history.is_empty() {
            return Ok(false);
        }
        print::line("");
        self.say(self.words.at_end);
        match KeyCommand::of(&keyboard.next()) {
            KeyCommand::Undo => self.undo(),
            KeyCommand::Show | KeyCommand::Nothing => Ok(true),
            _ => Ok(false),
        }
    }

    fn say(&self, line: &str) {
        print::line(&format!("  {line}"));
    }

    fn toggle_whole(&mut self) {
        if self.list[self.at].asks != ReviewTopic::Name {
            return self.say(self.words.whole_names);
        }
        self.is_whole = !self.is_whole;
        self.say(if self.is_whole { self.words.whole_on } else { self.words.whole_off });
    }

    /// Writes an answer. Returns `true`: there is a question to show, the next one or the same again.
    fn answer(&mut self, choice: Option<&Choice>, keyboard: &mut Keyboard) -> Result<bool, Failure> {
        let question = &self.list[self.at];
        let answer = choice.map(|choice| choice.id.as_str());
        let is_whole = std::mem::take(&mut self.is_whole) && question.asks == ReviewTopic::Name;
        let action = if is_whole {
            Action::DecideForm {
                article: question.article.clone(),
                form: question.text.clone(),
                answer: answer.map(str::to_owned),
            }
        } else {
            review::decision(question, answer)
        };
        let desk = self.words.desk;
        let none = if question.asks == ReviewTopic::Day { desk.no_date } else { desk.nobody };
        let told = choice.map_or_else(|| none.to_owned(), |choice| format!("{} [{}]", choice.name, choice.id));
        if is_whole {
            self.say(&format!("→ {told}"));
            match self.sitting.effects(&action) {
                Ok(effects) => self.tell_effects(&effects),
                Err(error) => return self.not_done(error),
            }
            if !self.agrees(keyboard) {
                self.say(self.words.not_done);
                return Ok(true);
            }
        }
        match self.sitting.perform(action) {
            Ok(done) => {
                let said = if is_whole { desk.was_done.to_owned() } else { format!("→ {told}") };
                self.say(&said);
                self.history.push(GivenAnswer { at: self.at, is_change: done.is_some(), is_whole });
                self.states[self.at] = QuestionState::Answered;
                self.at += 1;
                if is_whole {
                    self.refresh()?;
                }
                Ok(true)
            }
            Err(error) => self.not_done(error),
        }
    }

    /// Says why an answer was not written. The command ends if no other answer could be written either.
    fn not_done(&mut self, error: ActionError) -> Result<bool, Failure> {
        let desk = self.words.desk;
        match &error {
            ActionError::Changed { file, .. } | ActionError::Edit(EditError::Changed(file)) => {
                self.say(&filled(desk.changed, &[("file", file.as_str())]));
            }
            ActionError::Unknown(id) => self.say(&filled(desk.vanished, &[("id", id)])),
            ActionError::Impossible(_) | ActionError::Field(_) => {
                self.say(&format!("{} {}", desk.failed, error.message().text(desk.language())));
            }
            ActionError::NothingToUndo => self.say(desk.nothing_done),
            _ => return Err(action_failure(error)),
        }
        self.refresh()?;
        // The text is another by now: the question has no place in it.
        if self.states.get(self.at) == Some(&QuestionState::Open) && !self.is_as_asked() {
            self.states[self.at] = QuestionState::Closed;
        }
        Ok(true)
    }

    /// Returns whether the article still has the text that the question is about.
    fn is_as_asked(&self) -> bool {
        let question = &self.list[self.at];
        let articles = &self.sitting.project.built.site.content.articles;
        let text = articles.iter().find(|text| text.document.id.as_str() == question.article);
        text.is_some_and(|text| *text.document.body.main_text() == *question.place.0)
    }

    /// Takes the last answer back; `false` if the question on the screen stays.
    fn undo(&mut self) -> Result<bool, Failure> {
        let desk = self.words.desk;
        let Some(last) = self.history.last() else {
            self.say(desk.nothing_done);
            return Ok(false);
        };
        if last.is_change
            && let Err(error) = self.sitting.undo()
        {
            return self.not_done(error);
        }
        self.say(desk.was_undone);
        if let Some(last) = self.history.pop() {
            if last.is_whole {
                self.refresh()?;
            }
            self.at = last.at;
            self.states[self.at] = QuestionState::Open;
        }
        self.is_whole = false;
        Ok(true)
    }

    /// Reads the project again, and finds out which questions are still open.
    fn refresh(&mut self) -> Result<(), Failure> {
        self.sitting.refresh()?;
        let key =
            |question: &ReviewQuestion| (question.article.clone(), question.start, question.end, question.asks as u8);
        let open: HashSet<_> = (self.reopen)(&self.sitting.project)?.iter().map(key).collect();
        for (question, state) in self.list.iter().zip(&mut self.states) {
            if *state != QuestionState::Answered {
                *state = if open.contains(&key(question)) { QuestionState::Open } else { QuestionState::Closed };
            }
        }
        Ok(())
    }

    /// Lets a person find another record, or type another date.
    fn other(&self, keyboard: &mut Keyboard) -> Option<Choice> {
        if self.list[self.at].asks == ReviewTopic::Day {
            let typed = keyboard.line(|| self.say(self.words.ask_date)).filter(|typed| !typed.is_empty())?;
            if Edtf::check_mention_value(&typed).is_ok() {
                return Some(Choice { id: typed.clone(), name: typed, gloss: String::new() });
            }
            self.say(&filled(self.words.no_such_date, &[("typed", &typed)]));
            return None;
        }
        loop {
            let typed = keyboard.line(|| self.say(self.words.ask_record)).filter(|typed| !typed.is_empty())?;
            let mut found: Vec<Choice> = self.records(&typed);
            found.truncate(MAX_KEYS);
            if found.is_empty() {
                self.say(&filled(self.words.no_record, &[("typed", &typed)]));
                continue;
            }
            self.list_choices(&found);
            self.say(self.words.choose);
            let key = loop {
                match keyboard.next() {
                    KeyPress::Resumed => self.list_choices(&found),
                    key => break key,
                }
            };
            match KeyCommand::of(&key) {
                KeyCommand::Choose(index) if index < found.len() => return Some(found.swap_remove(index)),
                KeyCommand::Other => {}
                _ => return None,
            }
        }
    }

    fn records(&self, typed: &str) -> Vec<Choice> {
        let found = find_records(&self.sitting.project.built, typed);
        let choice = |entity: &crate::registry::Entity| Choice {
            id: entity.record.id.to_string(),
            name: entity.record.name.value.clone(),
            gloss: entity.gloss.clone(),
        };
        found.into_iter().map(choice).collect()
    }

    fn agrees(&self, keyboard: &mut Keyboard) -> bool {
        self.say(self.words.sure);
        loop {
            match keyboard.next() {
                KeyPress::Letter(letter) => return letter.to_lowercase().eq([self.words.yes]),
                KeyPress::Resumed => self.say(self.words.sure),
                KeyPress::Escape | KeyPress::End => return false,
                KeyPress::Other => {}
            }
        }
    }

    fn tell_effects(&self, effects: &LinkEffects) {
        let desk = self.words.desk;
        if effects.gained + effects.lost == 0 {
            return self.say(desk.no_effects);
        }
        let (gained, lost, articles) =
            (effects.gained.to_string(), effects.lost.to_string(), effects.articles.to_string());
        self.say(&filled(desk.effects, &[("gained", &gained), ("lost", &lost), ("articles", &articles)]));
        for one in effects.examples.iter().take(MAX_EFFECTS) {
            let sign = if one.gained { '+' } else { '-' };
            print::say_marking(&format!("  {sign} {} ‹", one.before), &one.text, &format!("› {}", one.after));
        }
    }

    fn show(&self) {
        let (question, words) = (&self.list[self.at], self.words);
        let (n, all) = ((self.at + 1).to_string(), self.list.len().to_string());
        print::line("");
        print::line(&format!(
            "{}  {} ({}#{})",
            filled(words.desk.position, &[("n", &n), ("all", &all)]),
            question.title,
            question.article,
            question.anchor
        ));
        // Without colours, and for a screen reader, the words stand between marks.
        print::say_marking(&format!("  {}‹", question.before), &question.text, &format!("›{}", question.after));
        let asks = match question.asks {
            ReviewTopic::Name => words.desk.asks_name,
            ReviewTopic::Day => words.desk.asks_day,
            ReviewTopic::Speaker => words.desk.asks_speaker,
        };
        self.say(format!("{asks} {}", plain_reasons(words.desk, question)).trim_end());
        self.list_choices(&question.candidates);
        let n_more = question.candidates.len().saturating_sub(MAX_KEYS) + question.n_more;
        if n_more > 0 {
            self.say(&filled(words.more, &[("n", &n_more.to_string())]));
        }
        if self.is_whole {
            self.say(words.whole_on);
        }
    }

    /// Lists records or dates with their keys: who they are, and what they were on the article's date.
    fn list_choices(&self, choices: &[Choice]) {
        let article = &self.list[self.at].article;
        let built = &self.sitting.project.built;
        let articles = built.site.content.articles.iter();
        let date = articles.map(|text| &text.document).find(|one| one.id.as_str() == article).and_then(|one| one.date);
        for (index, choice) in choices.iter().enumerate().take(MAX_KEYS) {
            let about = about_candidate(built, choice, date.as_ref());
            let about = if about.is_empty() { about } else { format!(", {about}") };
            self.say(&format!("{}  {}{about} [{}]", index + 1, choice.name, choice.id));
        }
    }
}
