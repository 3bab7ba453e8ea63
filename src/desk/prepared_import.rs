//! What the importers made of uploaded files: articles that are not written yet, and what there is to say of the rest.
//!
//! It is kept until the page writes it or another upload takes its place. The action that writes it names it and the cells
//! that a person corrected; `file_plans` makes the files.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::uploaded_picture::UploadedPicture;
use crate::base::Message;
use crate::base::csv_table::read_table;
use crate::base::message::cannot_read;
use crate::edit::table_content;
use crate::import::extracted_document::RawIdentity;
use crate::import::inputs::{InputList, list_inputs};
use crate::import::known_articles::KnownArticles;
use crate::import::pipeline::{ImportEvent, ImportSettings, import_documents};
use crate::import::sandbox::SandboxedReader;
use crate::import::store::{NewArticle, RawFile};
use crate::import::{ImportOutcome, Overrides, tei};
use crate::say;

/// Readers recurse into nested elements; this is enough for the deepest nesting that they accept.
const STACK_BYTES: usize = 32 << 20;
/// Most bytes of articles and raw documents that are held.
const MAX_KEPT_BYTES: usize = 768 << 20;
/// How much of a file is read to tell what it is.
const HEAD_BYTES: u64 = 1 << 16;
/// Most sentences about what was not imported; the rest are counted.
const MAX_SAID: usize = 500;

/// How far the importers are.
#[derive(Debug, Default)]
pub struct ImportProgress {
    /// Documents that were read.
    pub done: AtomicUsize,
    /// All files that were found.
    pub all: AtomicUsize,
    /// Whether the result is no longer wanted.
    pub is_cancelled: AtomicBool,
}

/// The articles of an upload.
#[derive(Debug, Default)]
pub struct PreparedImport {
    /// The articles, in order, each with the name of its file and its place there.
    pub(super) rows: Vec<(Message, NewArticle)>,
    /// What was not imported, and why.
    pub(super) said: Vec<Message>,
    /// Further sentences that are not kept.
    pub(super) n_unsaid: usize,
    /// Files that are no documents, such as style sheets.
    pub(super) n_ignored: usize,
    /// The picture, if one was uploaded for a form.
    pub(super) picture: Option<UploadedPicture>,
}

/// The imports that an action may name.
pub type PreparedImports = BTreeMap<String, Arc<PreparedImport>>;

impl PreparedImport {
    /// Reads the files and folders `paths`, which lie in `folder`, for the project `root`.
    ///
    /// # Errors
    /// If the project cannot be read.
    pub fn read(root: &Path, folder: &Path, paths: &[PathBuf], progress: &ImportProgress) -> Result<Self, Message> {
        let mut inputs = InputList::default();
        let (own, documents): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|path| is_own_export(path));
        documents.into_iter().for_each(|path| list_inputs(path, &mut inputs));
        progress.all.store(inputs.documents.len(), Ordering::Relaxed);
        let mut known = KnownArticles::open(root).map_err(|error| error.message())?;
        let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("dossier"));
        let readers = SandboxedReader::new(&program);
        let overrides = Overrides::default();
        let keep_limit_bytes = Some(MAX_KEPT_BYTES);
        let settings = ImportSettings {
            overrides: &overrides,
            plan: None,
            readers: &readers,
            is_dry_run: true,
            keep_limit_bytes,
            has_lasting_ids: false,
        };
        let pool =
            rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().map_err(|error| no_threads(&error))?;
        let inside = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
        let mut made = Self { n_ignored: inputs.n_ignored, ..Self::default() };
        for path in own {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            made.say(say!(
                en: "{name}: this is an export of a dossier; take it in with `dossier import`",
                fr: "{name} : c’est une exportation d’un dossier ; reprenez-la avec `dossier import`",
            ));
        }
        let mut names = Vec::new();
        let articles = pool.install(|| {
            import_documents(&mut known, &inputs.documents, &settings, |input, event| {
                let shown = input.display_name.strip_prefix(&inside).unwrap_or(&input.name).to_owned();
                progress.done.fetch_add(usize::from(event.ends_input()), Ordering::Relaxed);
                if let Some(name) = made.note(&shown, event, root, &inside) {
                    names.push(name);
                }
                !progress.is_cancelled.load(Ordering::Relaxed)
            })
        });
        made.rows = names.into_iter().zip(articles).collect();
        made.hold_containers()?;
        Ok(made)
    }

    /// Takes a picture that was uploaded for a form; `None` if it is none that may be published.
    #[must_use]
    pub fn of_picture(name: &str, bytes: Vec<u8>) -> Option<Self> {
        let picture = UploadedPicture::of(name, bytes)?;
        Some(Self { picture: Some(picture), ..Self::default() })
    }

    /// Notes what became of a document, and returns its name if it became an article.
    fn note(&mut self, shown: &str, event: ImportEvent, root: &Path, inside: &str) -> Option<Message> {
        let at = |place: Option<&Message>| match place {
            Some(place) => say!(en: "{shown}, {place}", fr: "{shown}, {place}"; place),
            None => Message::same(shown),
        };
        let said =
            |place: Message, reason: Message| say!(en: "{place}: {reason}", fr: "{place} : {reason}"; place, reason);
        match event {
            ImportEvent::Document { place, result, .. } => match result {
                Ok(ImportOutcome::WouldWrite(_)) => return Some(at(place.as_ref())),
                Ok(ImportOutcome::AlreadyImported(article)) => {
                    let article = article.strip_prefix(root).unwrap_or(&article).display().to_string();
                    let reason = say!(en: "already imported as {article}", fr: "déjà importé, voir {article}");
                    self.say(said(at(place.as_ref()), reason));
                }
                Ok(ImportOutcome::Written { .. }) => {}
                // A message about the disk names the file where it lies for the moment.
                Err(error) => {
                    let Message { en, fr } = error.message();
                    let reason = Message { en: en.replace(inside, ""), fr: fr.replace(inside, "") };
                    self.say(said(at(place.as_ref()), reason));
                }
            },
            ImportEvent::Unread(unread) => self.say(said(at(Some(&unread.place)), unread.reason)),
            ImportEvent::Read(summary) => {
                if let Some(notice) = summary.notice {
                    self.say(said(at(None), notice));
                }
            }
            ImportEvent::NoArticle | ImportEvent::NotInPlan { .. } => {}
            ImportEvent::NoDocument => self.n_ignored += 1,
        }
        None
    }

    /// Adds a sentence.
    pub(super) fn say(&mut self, sentence: Message) {
        if self.said.len() < MAX_SAID { self.said.push(sentence) } else { self.n_unsaid += 1 }
    }

    /// Reads the containers whole, because their files end with the upload.
    fn hold_containers(&mut self) -> Result<(), Message> {
        let mut held: BTreeMap<String, Arc<RawFile>> = BTreeMap::new();
        for (_, article) in &mut self.rows {
            let raw = &article.raw;
            if raw.bytes.is_some() {
                continue;
            }
            if !held.contains_key(&raw.sha256) {
                let path = raw.path.as_deref().unwrap_or(Path::new(""));
                let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
                let whole = RawFile { path: None, bytes: Some(bytes.into()), ..(**raw).clone() };
                held.insert(raw.sha256.clone(), Arc::new(whole));
            }
            if let Some(whole) = held.get(&raw.sha256) {
                article.raw = Arc::clone(whole);
            }
        }
        Ok(())
    }

    /// Returns how many articles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

fn no_threads(error: &rayon::ThreadPoolBuildError) -> Message {
    say!(
        en: "there are not enough resources to read the files: `{error}`; close other programs and try again",
        fr: "les ressources manquent pour lire les fichiers : `{error}` ; fermez d’autres programmes et recommencez",
    )
}

/// Returns whether a file is a table or an edition that dossier itself writes: it changes what is there, and holds no documents.
fn is_own_export(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let head = || {
        let mut head = Vec::new();
        let file = fs::File::open(path).ok()?;
        file.take(HEAD_BYTES).read_to_end(&mut head).ok()?;
        Some(head)
    };
    match ending.as_str() {
        "xml" | "tei" => head().is_some_and(|head| tei::recognises(&head)),
        "csv" | "tsv" => head().is_some_and(|head| {
            let text = String::from_utf8_lossy(&head);
            let table = text.lines().next().and_then(|line| read_table(line.trim_start_matches('\u{feff}')).ok());
            table.is_some_and(|table| table_content(&table.columns).is_some())
        }),
        _ => false,
    }
}

/// Returns whether an article was made from a document.
pub(super) fn is_made_from(article: &crate::parse::Article, identity: &RawIdentity) -> bool {
    let document = identity.key.as_ref().map(crate::import::extracted_document::DocumentKey::written);
    article.raw_document.as_ref().is_some_and(|raw| raw.sha256 == identity.sha256 && raw.document == document)
}
