//! `dossier check`: collects the findings, compares them with the baseline, prints them. What is wrong is decided
//! in `check`.

use super::args::{CheckFormat, CheckOptions, GlobalOptions};
use super::{Exit, Failure, external, findings, print, project};
use crate::base::files::{read_regular_file, write_whole};
use crate::base::{Code, MessageLanguage};
use crate::build::PipelineOptions;
use crate::check::baseline::{self, BaselineComparison, BaselineFinding};
use crate::check::{self, CheckReport};
use crate::codes::examples;
use crate::source::{Snapshot, read_raw};

pub(super) fn run(global: &GlobalOptions, options: &CheckOptions) -> Result<Exit, Failure> {
    if let Some(code) = &options.explain {
        return explain(code);
    }
    if options.leaks {
        return super::leaks::run(global, options);
    }
    let known = if options.write_baseline { None } else { known(options)? };
    let project =
        project::read_and_build(global, &PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() })?;
    let raw_files = read_raw(&global.root, &check::raw_names(&project.built));
    let findings = check::collect_findings(
        &project.built,
        &project.memo,
        &check::LinkCheckCache::default(),
        &project.snapshot,
        &raw_files,
    );
    let mut found = findings.diagnostics;
    if options.external {
        found.extend(external::findings(global, &project, &findings.external)?);
    }
    let report = check::report(found);
    // Errors in site.yaml make every other finding unreliable.
    let site_is_wrong = report.diagnostics.iter().any(project::is_of_site);
    if options.write_baseline {
        return write(options, &report, &project.snapshot);
    }
    let has_baseline = known.is_some();
    let compared = match known {
        Some(known) => baseline::compare(report.diagnostics, &known, &project.snapshot),
        None => BaselineComparison { new: report.diagnostics, ..BaselineComparison::default() },
    };
    let report = check::report(compared.new);
    findings::show(global, options, &report, &project.snapshot);
    if options.format == CheckFormat::Human && !global.quiet && report.diagnostics.is_empty() {
        print::say(if has_baseline { "no new problems found" } else { "no problems found" });
    }
    if options.format == CheckFormat::Human && !global.quiet {
        say_undecided(&project);
    }
    if has_baseline && !global.quiet {
        say_known(compared.n_known, &compared.gone);
    }
    Ok(match report.failed(options.strict) {
        true if site_is_wrong => Exit::Usage,
        true => Exit::Content,
        false => Exit::Done,
    })
}

/// Says how many names, days and speakers `dossier review` would ask about, if any.
fn say_undecided(project: &project::Project) {
    let articles = || project.built.site.content.link_index.articles.iter();
    let n_names = articles().map(|article| article.n_ambiguous_mentions).sum::<usize>();
    let n_days = articles().map(|article| article.n_uncertain_dates).sum::<usize>();
    let n_speakers = articles().map(|article| article.n_uncertain_speakers).sum::<usize>();
    if n_names + n_days + n_speakers > 0 {
        print::say(&format!("{} (`dossier review`)", print::awaiting_decisions(n_names, n_days, n_speakers)));
    }
}

/// A larger file is not a baseline.
const MAX_BASELINE_LEN_BYTES: u64 = 256 << 20;

/// Reads the baseline given on the command line.
fn known(options: &CheckOptions) -> Result<Option<Vec<BaselineFinding>>, Failure> {
    let Some(path) = &options.baseline else { return Ok(None) };
    let unread = |why: &dyn std::fmt::Display| {
        Failure::new(
            Exit::World,
            format!("cannot read the baseline `{}`: {why}", path.display()),
            "write one first: `dossier check --baseline FILE --write-baseline`",
        )
    };
    let bytes = read_regular_file(path, MAX_BASELINE_LEN_BYTES)
        .map_err(|error| unread(&error))?
        .ok_or_else(|| unread(&"there is no such file"))?;
    baseline::read(&String::from_utf8_lossy(&bytes)).map(Some).map_err(|reason| {
        Failure::new(
            Exit::Usage,
            format!("`{}` is not a baseline: {reason}", path.display()),
            "write it again: `dossier check --baseline FILE --write-baseline`",
        )
    })
}

fn write(options: &CheckOptions, report: &CheckReport, snapshot: &Snapshot) -> Result<Exit, Failure> {
    // The argument parser requires `--baseline` here.
    let Some(path) = &options.baseline else { return Ok(Exit::Usage) };
    write_whole(path, baseline::write(&report.diagnostics, snapshot).as_bytes()).map_err(|error| {
        let message = format!("cannot write the baseline `{}`: {error}", path.display());
        Failure::new(Exit::World, message, "check the folder, its permissions and the free space")
    })?;
    print::say(&format!("{}: {} recorded as known", path.display(), print::count(report.diagnostics.len(), "finding")));
    Ok(Exit::Done)
}

fn say_known(n_known: usize, gone: &[BaselineFinding]) {
    let n_gone: usize = gone.iter().map(|finding| finding.times).sum();
    print::say(&format!("{} in the baseline not shown, {n_gone} gone", print::count(n_known, "finding")));
    for finding in gone {
        let times = if finding.times == 1 { String::new() } else { format!(" ({} times)", finding.times) };
        print::say(&format!("  gone: {} {} {}{times}", finding.file, finding.code, finding.message));
    }
    if n_gone > 0 {
        print::say("  remove them from the baseline with --write-baseline");
    }
}

/// The language of the explanations.
const LANGUAGE: MessageLanguage = MessageLanguage::English;

fn explain(name: &str) -> Result<Exit, Failure> {
    if name.eq_ignore_ascii_case("all") {
        for code in Code::ALL {
            print::result(&format!("{code} ({}): {}", code.severity().as_str(), code.headline(LANGUAGE)));
        }
        return Ok(Exit::Done);
    }
    let Some(code) = Code::parse(name) else {
        return Err(Failure::new(
            Exit::Usage,
            format!("there is no code `{name}`"),
            "list them with `dossier check --explain all`",
        ));
    };
    print::result(&format!("{code} ({})\n\n{}", code.severity().as_str(), code.explanation(LANGUAGE)));
    if let Some(example) = examples::find_example(code) {
        let (wrong, right) = example.texts(LANGUAGE);
        let indented = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
        print::result(&format!("\nFor example:\n\n{}", indented(wrong)));
        print::result(&format!("Instead:\n\n{}", indented(right).trim_end_matches('\n')));
    }
    Ok(Exit::Done)
}
