//! The import as a whole: inputs -> articles in the project, with an event for everything that happens.
//!
//! ```text
//! work_list  opens the inputs and the containers among them, one document at a time   -> WorkItem
//! prepare    reads and composes a batch in parallel                                   -> PreparedDocument
//! store      writes in the order given                                                -> ImportEvent
//!            or article_lines, without a project                                      -> StreamEvent
//! ```
//!
//! A document that was imported before is recognised by the SHA-256 of its file and skipped without being parsed; one of
//! several in a file by its number or place. At most one batch is in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::archive_pages::{is_article, version_key};
use super::article_lines;
use super::compose::{Overrides, compose_extracted};
use super::containers::{Piece, PieceContent};
use super::error::ImportError;
use super::extracted_document::{
    DocumentKey, DroppedContent, ExtractedDocument, ExtractedFile, ExtractedPicture, ExtractionError, RawIdentity,
    UnreadDocument,
};
use super::files_beside::FilesBeside;
use super::inputs::InputDocument;
use super::known_articles::KnownArticles;
use super::lasting_id::lasting_id;
use super::picture;
use super::plan::ImportPlan;
use super::sandbox::SandboxedReader;
use super::store::{ArticleStore, ImportOutcome, KeptArticles, NewArticle, RawFile};
use super::text::charset::sha256_hex;
use super::work_list::{Work, WorkItem, WorkList};
use crate::base::Message;
use crate::say;
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// The most documents in one batch.
const BATCH_DOCUMENTS: usize = 64;
/// A batch ends once it holds this many bytes.
const BATCH_BYTES: usize = 32 << 20;

/// What happened to an input.
pub(crate) enum ImportEvent {
    /// One of its documents became an article, or did not.
    Document {
        /// Where the document is in the input; `None` if the input is one document.
        place: Option<Message>,
        /// Its number or place as a plan names it; empty if the input is one document.
        document: String,
        /// The result.
        result: Result<ImportOutcome, ImportError>,
    },
    /// One of its documents could not be read.
    Unread(UnreadDocument),
    /// One of its documents is a page that is no article.
    NoArticle,
    /// It was read to its end.
    Read(FileSummary),
    /// The plan leaves one of its documents out, or does not name it.
    NotInPlan {
        /// Its number or place as a plan names it.
        document: String,
        /// Whether the plan names it, with `skip`.
        is_skipped: bool,
    },
    /// It lay in a folder and is neither a document nor an export.
    NoDocument,
}

impl ImportEvent {
    /// Returns whether no other event of the same input follows.
    #[must_use]
    pub(crate) fn ends_input(&self) -> bool {
        match self {
            Self::Document { .. } | Self::Unread(_) | Self::NoArticle | Self::NotInPlan { .. } => false,
            Self::Read(_) | Self::NoDocument => true,
        }
    }
}

/// What is said of a file as a whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileSummary {
    /// Whether the file holds several documents.
    pub has_many: bool,
    /// What lies outside of its documents and is left out.
    pub dropped: Vec<DroppedContent>,
    /// What the user should know: a sentence fragment that continues the file's name.
    pub notice: Option<Message>,
}

/// How the documents are read and what is known of them beforehand.
pub(crate) struct ImportSettings<'s> {
    /// What the user gives.
    pub overrides: &'s Overrides,
    /// The corrected table; it says what the articles say, and which documents are imported.
    pub plan: Option<&'s ImportPlan>,
    /// The readers.
    pub readers: &'s SandboxedReader,
    /// Whether nothing is written.
    pub is_dry_run: bool,
    /// How many bytes of articles a dry run keeps and returns, with their raw documents; `None`: none.
    pub keep_limit_bytes: Option<usize>,
    /// Whether each id says by itself which article it is, as no article is compared with others.
    pub has_lasting_ids: bool,
}

/// Imports documents. Calls `report` for each event, in the order given; `report` returns whether to go on. Returns the
/// articles of a dry run if they are to be kept, in the order of their events.
pub(crate) fn import_documents(
    known: &mut KnownArticles,
    inputs: &[InputDocument],
    settings: &ImportSettings<'_>,
    mut report: impl FnMut(&InputDocument, ImportEvent) -> bool,
) -> Vec<NewArticle> {
    let mut kept_raw = std::collections::BTreeMap::new();
    let mut kept = settings.keep_limit_bytes.map(KeptArticles::up_to);
    each_batch(&[inputs], |batch| {
        let articles = &*known;
        let prepared: Vec<(&InputDocument, Vec<PreparedEvent>)> =
            batch.into_par_iter().map(|item| (item.input, prepare(item, settings, articles))).collect();
        let mut store = ArticleStore {
            known: &mut *known,
            is_dry_run: settings.is_dry_run,
            kept_raw: std::mem::take(&mut kept_raw),
            kept: kept.take(),
        };
        let mut goes_on = true;
        for (input, events) in prepared {
            for event in events {
                let event = match event {
                    PreparedEvent::New { place, article } => {
                        let document = article.composed.document.clone();
                        ImportEvent::Document { place, document, result: store.add(*article) }
                    }
                    PreparedEvent::Final(event) => event,
                };
                goes_on &= report(input, event);
            }
        }
        (kept_raw, kept) = (store.kept_raw, store.kept);
        goes_on
    });
    kept.unwrap_or_default().articles
}

/// What becomes of a document that is read without a project.
pub(crate) enum StreamEvent {
    /// It is an article.
    Article {
        /// Its line, as `article_lines` reads it.
        line: Vec<u8>,
        /// Whether its date is known.
        is_dated: bool,
    },
    /// Something else is to be said of it; never that it was written.
    Other(ImportEvent),
}

/// Reads documents as [`import_documents`] does, and writes nothing. Calls `report` for each event, in the order given, with the
/// index of the group of its input; `report` returns whether to go on. Nothing is compared between documents, and nothing is known
/// of one group in another, so that the groups may be read by any number of processes.
pub(crate) fn stream_documents(
    groups: &[&[InputDocument]],
    settings: &ImportSettings<'_>,
    mut report: impl FnMut(usize, &InputDocument, StreamEvent) -> bool,
) {
    let none = KnownArticles::default();
    each_batch(groups, |batch| {
        let read = batch.into_par_iter().map(|item| {
            let (group, input) = (item.group, item.input);
            let events = prepare(item, settings, &none).into_iter().map(|event| match event {
                PreparedEvent::New { place, article } => streamed(input, place, &article),
                PreparedEvent::Final(event) => StreamEvent::Other(event),
            });
            (group, input, events.collect::<Vec<_>>())
        });
        let read: Vec<_> = read.collect();
        let mut events = read
            .into_iter()
            .flat_map(|(group, input, events)| events.into_iter().map(move |event| (group, input, event)));
        events.all(|(group, input, event)| report(group, input, event))
    });
}

fn streamed(input: &InputDocument, place: Option<Message>, article: &NewArticle) -> StreamEvent {
    let NewArticle { composed, picture, .. } = article;
    // Its caption goes with it, as in an import.
    let picture = picture.as_deref().and_then(picture::ending).map(|ending| format!("media/{}.{ending}", composed.id));
    match article_lines::line_of(composed, picture.as_deref(), &input.display_name) {
        Some(line) => StreamEvent::Article { line, is_dated: composed.date.is_some() },
        None => {
            let reason = say!(en: "its text cannot be read back", fr: "son texte ne se relit pas");
            let result = Err(ExtractionError::because(reason).into());
            StreamEvent::Other(ImportEvent::Document { place, document: composed.document.clone(), result })
        }
    }
}

/// Takes the documents of inputs in batches; `each` returns whether to go on.
fn each_batch<'d>(groups: &'d [&'d [InputDocument]], mut each: impl FnMut(Vec<WorkItem<'d>>) -> bool) {
    let mut work = WorkList::new(groups);
    loop {
        let mut batch: Vec<WorkItem<'_>> = Vec::new();
        let mut n_bytes = 0;
        while batch.len() < BATCH_DOCUMENTS && n_bytes < BATCH_BYTES {
            let Some(item) = work.next() else { break };
            n_bytes += item.work.n_bytes();
            batch.push(item);
        }
        if batch.is_empty() || !each(batch) {
            return;
        }
    }
}

/// What becomes of a document before anything is written.
enum PreparedEvent {
    New { place: Option<Message>, article: Box<NewArticle> },
    Final(ImportEvent),
}

fn prepare(item: WorkItem<'_>, settings: &ImportSettings<'_>, known: &KnownArticles) -> Vec<PreparedEvent> {
    let beside = FilesBeside::of(&item.input.origin);
    let reader = DocumentReader { settings, known, input: item.input, beside: &beside };
    match item.work {
        Work::Final(ImportEvent::Document { place: None, result, .. }) => single(result),
        Work::Final(event) => vec![PreparedEvent::Final(event)],
        Work::File(raw, bytes) => reader.file(&raw, &item.input.name, &bytes),
        Work::Piece(raw, piece) => reader.piece(&raw, *piece),
    }
}

/// Returns the events of an input of which there is only one thing to say.
fn single(result: Result<ImportOutcome, ImportError>) -> Vec<PreparedEvent> {
    let events = [
        ImportEvent::Document { place: None, document: String::new(), result },
        ImportEvent::Read(FileSummary::default()),
    ];
    events.into_iter().map(PreparedEvent::Final).collect()
}

/// Reads and composes the documents of one input.
struct DocumentReader<'r> {
    settings: &'r ImportSettings<'r>,
    known: &'r KnownArticles,
    input: &'r InputDocument,
    beside: &'r FilesBeside,
}

impl DocumentReader<'_> {
    /// Reads a file of one document or several.
    fn file(&self, raw: &Arc<RawFile>, name: &str, bytes: &[u8]) -> Vec<PreparedEvent> {
        let whole = RawIdentity { sha256: raw.sha256.clone(), key: None };
        if let Some(article) = self.known.find(&whole) {
            let result = Ok(ImportOutcome::AlreadyImported(article.clone()));
            return single(result);
        }
        let ExtractedFile { documents, unread, dropped, notice } = match self.settings.readers.read(name, bytes) {
            Ok(file) => file,
            Err(reason) => {
                return single(Err(reason.into()));
            }
        };
        let has_many = documents.len() + unread.len() > 1;
        // A document that could not be read counts among the others.
        let taken: BTreeSet<&str> = unread.iter().map(|unread| unread.place.en.as_str()).collect();
        let places = (1..)
            .map(|n| (n, say!(en: "document {n}", fr: "document {n}")))
            .filter(|(_, place)| !taken.contains(place.en.as_str()));
        let mut events: Vec<PreparedEvent> = documents
            .into_iter()
            .zip(places)
            .map(|(mut document, (n, place))| {
                if has_many && document.key.is_none() {
                    document.key = Some(DocumentKey::Place(n));
                }
                self.document(raw, name, has_many.then_some(place), document)
            })
            .collect();
        events.extend(unread.into_iter().map(|unread| PreparedEvent::Final(ImportEvent::Unread(unread))));
        let summary = FileSummary { has_many, dropped, notice };
        events.push(PreparedEvent::Final(ImportEvent::Read(summary)));
        events
    }

    /// Reads a piece of a container: a document, or a mail in which a database sent several.
    fn piece(&self, raw: &Arc<RawFile>, piece: Piece) -> Vec<PreparedEvent> {
        let Piece { place, name, key, content, about, is_page } = piece;
        let written_key = key.written();
        let file = match content {
            PieceContent::Document(document) => Ok((*document).into()),
            PieceContent::Bytes(bytes) => self.settings.readers.read(&name, &bytes),
        };
        let failed = |reason: ExtractionError| {
            PreparedEvent::Final(ImportEvent::Document {
                place: Some(place.clone()),
                document: written_key.clone(),
                result: Err(reason.into()),
            })
        };
        let ExtractedFile { documents, unread, .. } = match file {
            Ok(file) => file,
            Err(reason) => return vec![failed(reason)],
        };
        if documents.is_empty() && unread.is_empty() {
            return vec![failed(ExtractionError::because(
                say!(en: "it holds no document", fr: "il ne contient aucun document"),
            ))];
        }
        let has_many = documents.len() + unread.len() > 1;
        let mut events: Vec<PreparedEvent> = Vec::new();
        for (index, mut document) in documents.into_iter().enumerate() {
            if is_page && !is_article(&document, about.url.as_deref()) {
                events.push(PreparedEvent::Final(ImportEvent::NoArticle));
                continue;
            }
            // A date in a field of its own is the date of publication, whatever the text says.
            document.is_record |= about.date.as_ref().is_some_and(|date| date.is_publication);
            document.key = Some(match document.key {
                Some(DocumentKey::Number(number)) if has_many => DocumentKey::Number(number),
                _ if has_many => DocumentKey::Number(format!("{written_key}/{}", index + 1)),
                _ if is_page => version_key(&document, about.url.as_deref(), key.clone()),
                _ => key.clone(),
            });
            document.about = about.clone().or(document.about);
            let place = match has_many {
                true => say!(en: "{place}, document {n}", fr: "{place}, document {n}", n = index + 1; place),
                false => place.clone(),
            };
            events.push(self.document(raw, &name, Some(place), document));
        }
        events.extend(unread.into_iter().map(|unread| {
            let place = Message::joined(&[place.clone(), unread.place], ", ", ", ");
            PreparedEvent::Final(ImportEvent::Unread(UnreadDocument { place, ..unread }))
        }));
        events
    }

    /// Composes a document, with the text of the first of its attachments that can be read.
    fn document(
        &self,
        raw: &Arc<RawFile>,
        name: &str,
        place: Option<Message>,
        mut document: ExtractedDocument,
    ) -> PreparedEvent {
        let mut raw = raw.clone();
        let written_key = document.key.as_ref().map(DocumentKey::written).unwrap_or_default();
        let attachments = std::mem::take(&mut document.attachments);
        if let Some((attached, text)) = attachments.iter().find_map(|path| self.attachment(path)) {
            document.content = text.content;
            document.about.is_reference = false;
            document.about = document.about.or(text.about);
            document.dropped.extend(text.dropped);
            if document.picture.is_none() {
                document.picture = text.picture;
                document.picture_text = text.picture_text;
            }
            document.converted_from = text.converted_from;
            document.key = None;
            raw = Arc::new(attached);
        }
        let identity = RawIdentity { sha256: raw.sha256.clone(), key: document.key.clone() };
        if let Some(article) = self.known.find(&identity) {
            let result = Ok(ImportOutcome::AlreadyImported(article.clone()));
            return PreparedEvent::Final(ImportEvent::Document { place, document: written_key, result });
        }
        match compose_extracted(name, document, identity, self.settings.overrides) {
            Ok(mut composed) => {
                composed.document = written_key.clone();
                if self.settings.has_lasting_ids {
                    composed.id = lasting_id(&composed);
                }
                if let Some(plan) = self.settings.plan {
                    let row = plan.row(&self.input.display_name, &composed.document);
                    let Some(row) = row.filter(|row| !row.is_skipped) else {
                        let event = ImportEvent::NotInPlan { document: written_key, is_skipped: row.is_some() };
                        return PreparedEvent::Final(event);
                    };
                    plan.apply(row, &mut composed);
                }
                let picture = composed.picture.as_ref().and_then(|picture| self.picture(picture));
                let article = NewArticle { raw, composed: Box::new(composed), picture };
                PreparedEvent::New { place, article: Box::new(article) }
            }
            Err(error) => {
                PreparedEvent::Final(ImportEvent::Document { place, document: written_key, result: Err(error.into()) })
            }
        }
    }

    fn attachment(&self, path: &str) -> Option<(RawFile, ExtractedDocument)> {
        let bytes: Arc<[u8]> = self.beside.read(path, MAX_MEDIA_LEN_BYTES)?.into();
        let document = self.settings.readers.read(path, &bytes).and_then(only_document).ok()?;
        let raw = RawFile {
            path: self.beside.path_of(path),
            name: path.rsplit('/').next().unwrap_or(path).to_owned(),
            sha256: sha256_hex(&bytes),
            bytes: Some(bytes),
        };
        Some((raw, document))
    }

    /// Returns the bytes of a picture; `None` if it is unavailable or not a safe picture.
    fn picture(&self, picture: &ExtractedPicture) -> Option<Vec<u8>> {
        let limit = u64::try_from(picture::MAX_PICTURE_BYTES).ok()?;
        let bytes = match picture {
            ExtractedPicture::Inside(bytes) => bytes.clone(),
            ExtractedPicture::Beside(name) => self.beside.read(name, limit)?,
        };
        picture::ending(&bytes).map(|_| bytes)
    }
}

/// Returns the document of a file that holds only one.
fn only_document(file: ExtractedFile) -> Result<ExtractedDocument, ExtractionError> {
    let ExtractedFile { mut documents, .. } = file;
    match (documents.pop(), documents.is_empty()) {
        (Some(document), true) => Ok(document),
        (Some(_), false) => Err(ExtractionError::because(
            say!(en: "it holds several documents; import it by itself", fr: "il contient plusieurs documents ; importez-le seul"),
        )),
        (None, _) => {
            Err(ExtractionError::because(say!(en: "it holds no document", fr: "il ne contient aucun document")))
        }
    }
}
