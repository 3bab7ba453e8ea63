//! `dossier export csv` and `dossier export registry`: writes the tables of `export` into a folder, all of them or none.

use std::path::{Path, PathBuf};

use super::args::{ExportOptions, GlobalOptions};
use super::{Exit, Failure, print, project};
use crate::base::confined::{ConfinedDir, FileKind};
use crate::base::csv_table::CsvDialect;
use crate::base::files;
use crate::base::message::{Message, cannot_write};
use crate::build::PipelineOptions;
use crate::edit::registry_entries;
use crate::export::data_package::{self, PackageFile};
use crate::export::registry_tables::{self, head_cells};
use crate::export::tables;
use crate::pages::export_input;
use crate::say;

pub(super) fn run(global: &GlobalOptions, options: &ExportOptions) -> Result<Exit, Failure> {
    let Some(output) = &options.output else {
        let format = &options.format;
        let message = say!(
            en: "`{format}` is several files and needs a folder",
            fr: "`{format}` se compose de plusieurs fichiers et veut un répertoire",
        );
        return Err(Failure::new(Exit::Usage, message, add_output()));
    };
    let project = if options.format == "csv" {
        let pipeline = PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() };
        let project = project::open_and_release(global, &pipeline)?;
        project::refuse_unknown_protection(&project)?;
        project
    } else {
        project::open_as_written(global)?
    };
    write_tables(global, options, output, &project)?;
    let exit = project.into_exit();
    if exit == Exit::Content {
        print::say(&say!(
            en: "files with errors may be missing from the tables: see `dossier check`",
            fr: "des fichiers avec des erreurs manquent peut-être dans les tableaux : voir `dossier check`",
        ));
    }
    Ok(exit)
}

/// Says how a folder is given.
pub(super) fn add_output() -> Message {
    say!(en: "add --output DIR", fr: "ajoutez --output RÉPERTOIRE")
}

fn write_tables(
    global: &GlobalOptions,
    options: &ExportOptions,
    output: &Path,
    project: &project::Project,
) -> Result<(), Failure> {
    let dialect = if options.excel { CsvDialect::Excel } else { CsvDialect::Rfc4180 };
    let separator = dialect.list_separator();
    let content = &project.built.site.content;
    let input = export_input(content);
    let tables = if options.format == "csv" {
        tables::tables(&input, separator)
    } else {
        refuse_published_folder(global, &content.config.output, output)?;
        let entries = registry_entries(content, &project.snapshot);
        let heads: Vec<_> = content.articles.iter().map(|text| head_cells(&text.document)).collect();
        registry_tables::tables(&entries, &heads, separator)
    };
    let n_rows = write_all(output, |put| data_package::write(&content.config.title, &tables, dialect, put))?;
    if !global.quiet {
        for (table, n_rows) in tables.iter().zip(n_rows) {
            let (name, rows) = (&table.name, print::count(n_rows, "row", "ligne"));
            print::say(&say!(en: "    written  {name}.csv: {rows}", fr: "    écrit  {name}.csv : {rows}"; rows));
        }
        if options.format == "registry" {
            print::say(&say!(
                en: "this is your working copy, with everything that is hidden or a draft: do not publish it; `dossier \
                     import` takes the tables back",
                fr: "c’est votre copie de travail, avec tout ce qui est masqué ou en brouillon : ne la publiez pas ; `dossier \
                     import` reprend les tableaux",
            ));
        }
    }
    Ok(())
}

/// Refuses a folder from which the working copy could be published, or read as content.
fn refuse_published_folder(global: &GlobalOptions, output: &str, folder: &Path) -> Result<(), Failure> {
    let Some(folder_path) = files::real_path(folder) else {
        let folder = folder.display();
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "it is not clear where `{folder}` leads", fr: "on ne sait pas où mène `{folder}`"),
            say!(en: "write it without `..`", fr: "écrivez-le sans `..`"),
        ));
    };
    for place in [output, "content", "seeds"] {
        if files::real_path(&global.root.join(place)).is_some_and(|place| folder_path.starts_with(&place)) {
            let folder = folder.display();
            return Err(Failure::new(
                Exit::Usage,
                say!(en: "`{folder}` is inside of `{place}`", fr: "`{folder}` se trouve dans `{place}`"),
                say!(
                    en: "give a folder outside of the content and of the published site: the tables hold hidden people and \
                         drafts",
                    fr: "indiquez un répertoire en dehors du contenu et du site publié : les tableaux contiennent des \
                         personnes masquées et des brouillons",
                ),
            ));
        }
    }
    Ok(())
}

/// Writes files into a folder, which may hold an earlier export and nothing else with these names. All are written under
/// temporary names before the first is renamed.
fn write_all<T>(path: &Path, write: impl FnOnce(&mut PackageFile<'_>) -> std::io::Result<T>) -> Result<T, Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(
            Exit::World,
            cannot_write(path, &error),
            say!(
                en: "check the folder and its permissions; nothing was replaced",
                fr: "vérifiez le répertoire et ses droits d’accès ; rien n’a été remplacé",
            ),
        )
    };
    let folder = make_folder(path).map_err(failed)?;
    let mut staged: Vec<(String, String)> = Vec::new();
    let written = write(&mut |name, pieces| {
        if folder.stat(name)?.is_some_and(|stat| stat.kind != FileKind::File) {
            return Err(std::io::Error::other(format!("`{name}` is not an ordinary file")));
        }
        let temporary = files::temporary_name();
        staged.push((temporary.clone(), name.to_owned()));
        files::create_durable_pieces(&folder, &temporary, name, pieces)
    });
    let done = written.and_then(|made| {
        staged.iter().try_for_each(|(from, to)| folder.rename(from, to))?;
        Ok(made)
    });
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
