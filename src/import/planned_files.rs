//! Articles of a dry run, with the cells that a person corrected -> the contents of new files. Pure: what the project has
//! already is asked through functions.
//!
//! `store` writes the same files one by one, for `dossier import`; the desk writes them as one change, which can be undone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compose::ComposedArticle;
use super::plan::read_day;
use super::store::NewArticle;
use super::{known_articles::ARTICLES, picture};
use crate::base::Message;
use crate::base::SourcePath;
use crate::model::Id;
use crate::say;

/// The longest title or publisher, in bytes.
const MAX_CELL_BYTES: usize = 1000;

/// The cells of one row of the table that a person corrected; the others stay as they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CorrectedCells {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The date; empty if it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How certain the date is: `given`, `inferred` or `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<String>,
    /// The newspaper, agency or site; empty if it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The id of the article that it repeats; empty if it repeats none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
}

impl CorrectedCells {
    /// Makes an article say what the cells say.
    ///
    /// # Errors
    /// The column of the first wrong cell, and what is wrong with it.
    pub(crate) fn apply(&self, composed: &mut ComposedArticle) -> Result<(), (&'static str, Message)> {
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let short = |column, text: &str| {
            let text = line(text);
            let wrong = || {
                (
                    column,
                    say!(en: "this is longer than {MAX_CELL_BYTES} bytes", fr: "cela dépasse {MAX_CELL_BYTES} octets"),
                )
            };
            (text.len() <= MAX_CELL_BYTES).then_some(text).ok_or_else(wrong)
        };
        if let Some(title) = &self.title {
            let title = short("title", title)?;
            if title.is_empty() {
                return Err(("title", say!(en: "an article needs a title", fr: "un article a besoin d’un titre")));
            }
            composed.title = title;
        }
        if let Some(publisher) = &self.publisher {
            composed.publisher = Some(short("publisher", publisher)?).filter(|text| !text.is_empty());
        }
        if let Some(date) = &self.date {
            composed.date = match date.trim() {
                "" => None,
                date => Some((
                    read_day(date).map_err(|reason| ("date", reason))?,
                    say!(en: "from the table", fr: "du tableau"),
                )),
            };
            composed.date_certainty = if composed.date.is_some() { "given" } else { "unknown" };
        }
        if let Some(certainty) = &self.certainty {
            let known = ["given", "inferred", "unknown"].into_iter().find(|known| known == certainty);
            let known =
                known.ok_or_else(|| ("certainty", say!(en: "`{certainty}` is not given, inferred or unknown", fr: "`{certainty}` n’est ni `given`, ni `inferred`, ni `unknown`")))?;
            if composed.date.is_some() && known != "unknown" {
                composed.date_certainty = known;
            }
        }
        if let Some(other) = &self.copy_of {
            match other.trim() {
                "" if composed.duplicate_of.is_some() => composed.set_copy_of("none"),
                "" => composed.set_copy_of(""),
                other if Id::parse(other).is_ok() => composed.set_copy_of(other),
                other => {
                    return Err((
                        "copy_of",
                        say!(en: "`{other}` is not the id of an article", fr: "`{other}` n’est pas l’identifiant d’un article"),
                    ));
                }
            }
        }
        Ok(())
    }
}

/// Reads a file of the project; `None` if there is none.
pub(crate) type NewFileReader<'n, E> = dyn FnMut(&SourcePath) -> Result<Option<Vec<u8>>, E> + 'n;

/// What a plan of new files must know of the project.
pub(crate) struct KnownNames<'n, E> {
    /// Returns whether something has the id of an article, and takes it if not.
    pub(crate) take_id: &'n mut dyn FnMut(&str) -> Result<bool, E>,
    /// Reads a file as it is.
    pub(crate) read: &'n mut NewFileReader<'n, E>,
}

/// Returns the new files of some articles: each article, its raw document, its picture.
///
/// # Errors
/// If the project cannot be read.
pub(crate) fn plan_files<E>(
    articles: &[(&NewArticle, ComposedArticle)],
    known: &mut KnownNames<'_, E>,
) -> Result<BTreeMap<SourcePath, Vec<u8>>, E> {
    let mut planned = PlannedFiles::default();
    let mut kept_raw: BTreeMap<&str, SourcePath> = BTreeMap::new();
    for (new, composed) in articles {
        let raw = match kept_raw.get(new.raw.sha256.as_str()) {
            Some(kept) => kept.clone(),
            None => {
                let bytes = new.raw.bytes.as_deref().unwrap_or_default();
                let kept = keep(&mut planned, known, &format!("seeds/{}", new.raw.name), bytes)?;
                kept_raw.entry(&new.raw.sha256).or_insert(kept).clone()
            }
        };
        let mut n = 1;
        let id = loop {
            let id = if n == 1 { composed.id.to_string() } else { format!("{}-{n}", composed.id) };
            if (known.take_id)(&id)? {
                break id;
            }
            n += 1;
        };
        let picture = match new.picture.as_deref().and_then(|bytes| Some((bytes, picture::ending(bytes)?))) {
            Some((bytes, ending)) => Some(keep(&mut planned, known, &format!("content/media/{id}.{ending}"), bytes)?),
            None => None,
        };
        let picture = picture.as_ref().map(|path| path.as_str().trim_start_matches("content/"));
        let text = composed.to_file(raw.as_str(), picture);
        planned.insert(SourcePath::new(&format!("{ARTICLES}/{id}.md")), text.into_bytes());
    }
    Ok(planned.files)
}

/// Files that are planned, also by names whose case makes no difference: some disks do not distinguish them.
#[derive(Default)]
struct PlannedFiles {
    files: BTreeMap<SourcePath, Vec<u8>>,
    folded: BTreeMap<String, SourcePath>,
}

impl PlannedFiles {
    fn insert(&mut self, path: SourcePath, bytes: Vec<u8>) {
        self.folded.insert(path.as_str().to_lowercase(), path.clone());
        self.files.insert(path, bytes);
    }
}

/// Plans a file under a name, or a numbered name if it is taken. A file with the same bytes is used as it is.
fn keep<E>(
    planned: &mut PlannedFiles,
    known: &mut KnownNames<'_, E>,
    name: &str,
    bytes: &[u8],
) -> Result<SourcePath, E> {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut n = 1;
    loop {
        let path = SourcePath::new(&if n == 1 { format!("{stem}{ending}") } else { format!("{stem}-{n}{ending}") });
        n += 1;
        if let Some(taken) = planned.folded.get(&path.as_str().to_lowercase()) {
            if planned.files.get(taken).is_some_and(|known| known == bytes) {
                return Ok(taken.clone());
            }
            continue;
        }
        match (known.read)(&path)? {
            None => {
                planned.insert(path.clone(), bytes.to_vec());
                return Ok(path);
            }
            Some(found) if found == bytes => return Ok(path),
            Some(_) => {}
        }
    }
}
