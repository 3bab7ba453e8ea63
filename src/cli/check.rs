//! `dossier check`: collects the findings, compares them with the baseline, prints them. What is wrong is decided
//! in `check`.

use super::args::{CheckFormat, CheckOptions, GlobalOptions};
use super::{Exit, Failure, external, findings, language, print, project};
use crate::base::Code;
use crate::base::files::{read_regular_file, write_whole};
use crate::base::message::{Message, io_reason};
use crate::build::PipelineOptions;
use crate::check::baseline::{self, BaselineComparison, BaselineFinding};
use crate::check::{self, CheckReport};
use crate::codes::examples;
use crate::say;
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
        print::say(&match has_baseline {
            true => say!(en: "no new problems found", fr: "aucun nouveau problème"),
            false => say!(en: "no problems found", fr: "aucun problème"),
        });
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
        let open = print::awaiting_decisions(n_names, n_days, n_speakers);
        print::say(&say!(en: "{open} (`dossier review`)", fr: "{open} (`dossier review`)"; open));
    }
}

/// A larger file is not a baseline.
const MAX_BASELINE_LEN_BYTES: u64 = 256 << 20;

/// Reads the baseline given on the command line.
fn known(options: &CheckOptions) -> Result<Option<Vec<BaselineFinding>>, Failure> {
    let Some(path) = &options.baseline else { return Ok(None) };
    let shown = path.display();
    let unread = |why: &Message| {
        Failure::new(
            Exit::World,
            say!(
                en: "cannot read the baseline `{shown}`: {why}",
                fr: "impossible de lire le fichier des constats connus `{shown}` : {why}"; why
            ),
            say!(
                en: "write one first: `dossier check --baseline FILE --write-baseline`",
                fr: "écrivez-en un d’abord : `dossier check --baseline FICHIER --write-baseline`",
            ),
        )
    };
    let bytes = read_regular_file(path, MAX_BASELINE_LEN_BYTES)
        .map_err(|error| unread(&io_reason(&error)))?
        .ok_or_else(|| unread(&say!(en: "there is no such file", fr: "il n’existe pas")))?;
    baseline::read(&String::from_utf8_lossy(&bytes)).map(Some).map_err(|reason| {
        Failure::new(
            Exit::Usage,
            say!(
                en: "`{shown}` is not a baseline: {reason}",
                fr: "`{shown}` n’est pas un fichier de constats connus : {reason}"; reason
            ),
            say!(
                en: "write it again: `dossier check --baseline FILE --write-baseline`",
                fr: "écrivez-le de nouveau : `dossier check --baseline FICHIER --write-baseline`",
            ),
        )
    })
}

fn write(options: &CheckOptions, report: &CheckReport, snapshot: &Snapshot) -> Result<Exit, Failure> {
    // The argument parser requires `--baseline` here.
    let Some(path) = &options.baseline else { return Ok(Exit::Usage) };
    write_whole(path, baseline::write(&report.diagnostics, snapshot).as_bytes()).map_err(|error| {
        let (shown, reason) = (path.display(), io_reason(&error));
        let message = say!(
            en: "cannot write the baseline `{shown}`: {reason}",
            fr: "impossible d’écrire le fichier des constats connus `{shown}` : {reason}"; reason
        );
        Failure::new(Exit::World, message, check_space())
    })?;
    let (n, shown) = (report.diagnostics.len(), path.display());
    let (s, fr_s) = print::plural(n);
    print::say(&say!(
        en: "{shown}: {n} finding{s} recorded as known",
        fr: "{shown} : {n} constat{fr_s} noté{fr_s} comme connu{fr_s}",
    ));
    Ok(Exit::Done)
}

fn say_known(n_known: usize, gone: &[BaselineFinding]) {
    let n_gone: usize = gone.iter().map(|finding| finding.times).sum();
    let (s, fr_s) = print::plural(n_known);
    let (_, fr_gone_s) = print::plural(n_gone);
    print::say(&say!(
        en: "{n_known} finding{s} in the baseline not shown, {n_gone} gone",
        fr: "{n_known} constat{fr_s} connu{fr_s} non montré{fr_s}, {n_gone} disparu{fr_gone_s}",
    ));
    for BaselineFinding { file, code, message, times, .. } in gone {
        let times = match times {
            1 => Message::default(),
            n => say!(en: " ({n} times)", fr: " ({n} fois)"),
        };
        // The baseline holds the English sentence.
        print::say(&say!(
            en: "  gone: {file} {code} {message}{times}",
            fr: "  disparu : {file} {code} {message}{times}"; times
        ));
    }
    if n_gone > 0 {
        print::say(&say!(
            en: "  remove them from the baseline with --write-baseline",
            fr: "  retirez-les des constats connus avec --write-baseline",
        ));
    }
}

/// Says what to do where a file cannot be written.
pub(super) fn check_space() -> Message {
    say!(
        en: "check the folder, its permissions and the free space",
        fr: "vérifiez le répertoire, ses droits d’accès et la place libre",
    )
}

fn explain(name: &str) -> Result<Exit, Failure> {
    if name.eq_ignore_ascii_case("all") {
        for code in Code::ALL {
            let (severity, headline) = (print::severity_name(code.severity()), code.headline(language::chosen()));
            print::answer(&say!(
                en: "{code} ({severity}): {headline}",
                fr: "{code} ({severity}) : {headline}"; severity
            ));
        }
        return Ok(Exit::Done);
    }
    let Some(code) = Code::parse(name) else {
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "there is no code `{name}`", fr: "le code `{name}` n’existe pas"),
            say!(
                en: "list them with `dossier check --explain all`",
                fr: "`dossier check --explain all` énumère les codes",
            ),
        ));
    };
    let severity = print::severity_name(code.severity());
    print::result(&format!("{code} ({})\n\n{}", language::said(&severity), code.explanation(language::chosen())));
    if let Some(example) = examples::find_example(code) {
        let (wrong, right) = example.texts(language::chosen());
        let indented = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
        let (wrong, right) = (indented(wrong), indented(right));
        let right = right.trim_end_matches('\n');
        print::answer(&say!(en: "\nFor example:\n\n{wrong}", fr: "\nPar exemple :\n\n{wrong}"));
        print::answer(&say!(en: "Instead:\n\n{right}", fr: "Plutôt :\n\n{right}"));
    }
    Ok(Exit::Done)
}
