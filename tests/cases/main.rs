//! Behaviour as data: `tests/cases/<stage>/*.md`, read and written by people who know French, not Rust.
//!
//! A file is prose. Each `## heading` names one behaviour; the fenced blocks under it are its case. The module of the stage
//! and the top of each file describe the names and meaning of the blocks.
//!
//! Each case is a separate test, named `stage/file/heading`: `cargo test --test cases dates/french-relative` runs those
//! of one file. This file collects the tests and runs them; it has no cases itself.

mod annotate;
mod check;
mod dates;
mod french;
mod gazetteer;
mod heads;
mod initials;
mod literate;
mod pages;
mod quotes;
mod suggest;
mod texts;
mod transcripts;
mod typography;

use std::collections::BTreeSet;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

/// The number of cases when each became a separate test. Fewer means that files are no longer found or read.
const LEAST: usize = 816;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let stages = [
        annotate::trials(),
        check::trials(),
        dates::trials(),
        gazetteer::trials(),
        heads::trials(),
        initials::trials(),
        pages::trials(),
        quotes::trials(),
        suggest::trials(),
        typography::trials(),
    ];
    let trials: Vec<Trial> = stages.into_iter().flatten().collect();
    assert!(trials.len() >= LEAST, "only {} cases were read", trials.len());
    let mut names = BTreeSet::new();
    for trial in &trials {
        assert!(names.insert(trial.name()), "two cases are called {}", trial.name());
    }
    drop(names);
    libtest_mimic::run(&arguments, trials).exit_code()
}
