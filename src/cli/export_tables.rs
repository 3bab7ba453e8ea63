//! `dossier export csv` and `dossier export registry`: writes the tables of `export` into a folder, all of them or none.

use std::path::{Path, PathBuf};

use super::args::{ExportOptions, GlobalOptions};
use super::{Exit, Failure, print, project};
use crate::base::confined::{ConfinedDir, FileKind};
use crate::base::csv_table::CsvDialect;
use crate::base::files;
use crate::build::PipelineOptions;
use crate::edit::registry_entries;
use crate::export::data_package;
use crate::export::registry_tables::{self, head_cells};
use crate::export::tables;
use crate::pages::export_input;

pub(super) fn run(global: &GlobalOptions, options: &ExportOptions) -> Result<Exit, Failure> {
    let Some(output) = &options.output else {
        let message = format!("`{}` is several files and needs a folder", options.format);
        return Err(Failure::new(Exit::Usage, message, "add --output DIR"));
    };
    let dialect = if options.excel { CsvDialect::Excel } else { CsvDialect::Rfc4180 };
    let separator = dialect.list_separator();
    let (tables, title, report) = if options.format == "csv" {
        let pipeline = PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() };
        let project = project::open(global, &pipeline)?;
        project::refuse_unknown_protection(&project)?;
        let content = &project.built.site.content;
        let tables = tables::tables(&export_input(content), separator);
        (tables, content.config.title.clone(), crate::check::report(project.built.diagnostics))
    } else {
        let project = project::open_as_written(global)?;
        let content = &project.built.site.content;
        refuse_published_folder(global, &content.config.output, output)?;
        let entries = registry_entries(content, &project.snapshot);
        let heads: Vec<_> = content.articles.iter().map(|text| head_cells(&text.document)).collect();
        let tables = registry_tables::tables(&entries, &heads, separator);
        (tables, content.config.title.clone(), crate::check::report(project.built.diagnostics))
    };
    let files = data_package::files(&title, &tables, dialect);
    write_all(output, &files)?;
    if !global.quiet {
        for table in &tables {
            print::say(&format!("    written  {}.csv: {}", table.name, print::count(table.rows.len(), "row")));
        }
        if options.format == "registry" {
            print::say(
                "this is your working copy, with everything that is hidden or a draft: do not publish it; `dossier import` takes \
                 the tables back",
            );
        }
    }
    if report.failed(false) {
        print::say("files with errors may be missing from the tables: see `dossier check`");
        return Ok(Exit::Content);
    }
    Ok(Exit::Done)
}

/// Refuses a folder from which the working copy could be published, or read as content.
fn refuse_published_folder(global: &GlobalOptions, output: &str, folder: &Path) -> Result<(), Failure> {
    let Some(folder_path) = files::real_path(folder) else {
        let message = format!("it is not clear where `{}` leads", folder.display());
        return Err(Failure::new(Exit::Usage, message, "write it without `..`"));
    };
    for place in [output, "content", "seeds"] {
        if files::real_path(&global.root.join(place)).is_some_and(|place| folder_path.starts_with(&place)) {
            let message = format!("`{}` is inside of `{place}`", folder.display());
            return Err(Failure::new(
                Exit::Usage,
                message,
                "give a folder outside of the content and of the published site: the tables hold hidden people and drafts",
            ));
        }
    }
    Ok(())
}

/// Writes files into a folder, which may hold an earlier export and nothing else with these names. All are written under
/// temporary names before the first is renamed.
fn write_all(path: &Path, all: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        let message = format!("cannot write to `{}`: {error}", path.display());
        Failure::new(Exit::World, message, "check the folder and its permissions; nothing was replaced")
    };
    let folder = make_folder(path).map_err(failed)?;
    let mut staged: Vec<(String, &str)> = Vec::new();
    let written = all.iter().try_for_each(|(name, bytes)| {
        if folder.stat(name)?.is_some_and(|stat| stat.kind != FileKind::File) {
            return Err(std::io::Error::other(format!("`{name}` is not an ordinary file")));
        }
        let temporary = files::temporary_name();
        staged.push((temporary.clone(), name));
        folder.create_durable(&temporary, bytes, name).map(|_| ())
    });
    let done = written.and_then(|()| staged.iter().try_for_each(|(from, to)| folder.rename(from, to)));
    if done.is_err() {
        for (temporary, _) in &staged {
            drop(folder.remove(temporary));
        }
    }
    done.map_err(failed)
}

fn make_folder(path: &Path) -> std::io::Result<ConfinedDir> {
    if let Ok(folder) = ConfinedDir::open(path) {
        return Ok(folder);
    }
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).map_or(PathBuf::from("."), Path::to_owned);
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| std::io::Error::other("it is not the name of a folder"))?;
    ConfinedDir::open(&above)?.make_folder(name, |_| ())
}
