//! Inputs -> the documents in them, one at a time: opens files, archives and the containers among them.
//!
//! `pipeline` reads and composes what comes from here. Inputs are in groups, in which one may claim others as its parts, as an
//! issue in METS claims its pages. Nothing is compared across groups.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::slice;
use std::sync::Arc;

use super::containers::{ContainerPart, Piece, PieceContent, Pieces};
use super::extracted_document::{ExtractionError, UnreadDocument};
use super::files_beside::FilesBeside;
use super::inputs::InputDocument;
use super::open_input::{ArchiveCache, OpenInput, open_input};
use super::pipeline::{FileSummary, ImportEvent};
use super::store::RawFile;
use crate::base::Message;
use crate::say;

/// One document to be read, or an event that needs no reading.
pub(super) struct WorkItem<'d> {
    /// The index of the group of its input.
    pub(super) group: usize,
    /// Its input.
    pub(super) input: &'d InputDocument,
    /// The document.
    pub(super) work: Work,
}

/// A document that is not read yet.
pub(super) enum Work {
    /// A file that is read whole.
    File(Arc<RawFile>, Arc<[u8]>),
    /// A piece of a container.
    Piece(Arc<RawFile>, Box<Piece>),
    /// Nothing to be read.
    Final(ImportEvent),
}

impl Work {
    /// Returns about how much memory it takes, in bytes.
    pub(super) fn n_bytes(&self) -> usize {
        match self {
            Self::File(_, bytes) => bytes.len(),
            Self::Piece(_, piece) => match &piece.content {
                PieceContent::Bytes(bytes) => bytes.len(),
                PieceContent::Document(document) => document.content.n_bytes(),
            },
            Self::Final(_) => 0,
        }
    }
}

/// A container that is being read.
struct OpenContainer<'d> {
    input: &'d InputDocument,
    raw: Arc<RawFile>,
    pieces: Pieces,
    /// Whether it had no piece so far.
    is_empty: bool,
}

/// Opens the inputs one after the other.
#[derive(Default)]
pub(super) struct WorkList<'d> {
    groups: slice::Iter<'d, &'d [InputDocument]>,
    /// Those of the current group.
    inputs: slice::Iter<'d, InputDocument>,
    /// The number of groups that were begun.
    n_groups: usize,
    archives: ArchiveCache,
    /// The container that is being read.
    open: Option<OpenContainer<'d>>,
    /// What is to be said of it as a whole.
    notices: Vec<Message>,
    /// Files of the current group that were read as a part of a container.
    claimed: BTreeSet<PathBuf>,
}

impl<'d> Iterator for WorkList<'d> {
    type Item = WorkItem<'d>;

    fn next(&mut self) -> Option<WorkItem<'d>> {
        loop {
            if let Some(item) = self.next_of_container() {
                return Some(item);
            }
            let Some(input) = self.inputs.next() else {
                self.inputs = self.groups.next()?.iter();
                self.n_groups += 1;
                self.claimed.clear();
                continue;
            };
            if !self.claimed.is_empty()
                && input.origin.identity().is_some_and(|identity| self.claimed.contains(&identity))
            {
                continue;
            }
            let work = match open_input(input, &mut self.archives) {
                Ok(OpenInput::Whole(raw, bytes)) => Work::File(Arc::new(raw), bytes),
                Ok(OpenInput::Container(raw, pieces)) => {
                    self.open = Some(OpenContainer { input, raw: Arc::new(raw), pieces, is_empty: true });
                    continue;
                }
                Ok(OpenInput::NoDocument) => Work::Final(ImportEvent::NoDocument),
                Err(error) => {
                    Work::Final(ImportEvent::Document { place: None, document: String::new(), result: Err(error) })
                }
            };
            return Some(WorkItem { group: self.n_groups.saturating_sub(1), input, work });
        }
    }
}

impl<'d> WorkList<'d> {
    /// Begins with the first of several groups of inputs.
    pub(super) fn new(groups: &'d [&'d [InputDocument]]) -> Self {
        Self { groups: groups.iter(), ..Self::default() }
    }

    /// Returns the next document of the open container, or what there is to say at its end; `None` without one.
    fn next_of_container(&mut self) -> Option<WorkItem<'d>> {
        while let Some(container) = &mut self.open {
            let input = container.input;
            let next = next_part(&mut container.pieces);
            let is_document = matches!(&next, Some(ContainerPart::Piece(_) | ContainerPart::Unread(_)));
            container.is_empty &= !is_document;
            let work = match next {
                Some(ContainerPart::Piece(piece)) => Work::Piece(container.raw.clone(), piece),
                Some(ContainerPart::Unread(unread)) => Work::Final(ImportEvent::Unread(unread)),
                Some(ContainerPart::Notice(notice)) => {
                    self.notices.push(notice);
                    continue;
                }
                Some(ContainerPart::Claim(name)) => {
                    self.claimed.extend(FilesBeside::of(&input.origin).identity_of(&name));
                    continue;
                }
                None if container.is_empty && self.notices.is_empty() => {
                    self.open = None;
                    let result = Err(ExtractionError::because(
                        say!(en: "there is no document in it", fr: "il ne contient aucun document"),
                    )
                    .into());
                    Work::Final(ImportEvent::Document { place: None, document: String::new(), result })
                }
                None => {
                    self.open = None;
                    let notices = std::mem::take(&mut self.notices);
                    let notice = Message::clauses(&notices);
                    Work::Final(ImportEvent::Read(FileSummary { has_many: true, notice, ..FileSummary::default() }))
                }
            };
            return Some(WorkItem { group: self.n_groups.saturating_sub(1), input, work });
        }
        None
    }
}

/// Takes the next part of a container. A panic of its reader ends the container.
fn next_part(pieces: &mut Pieces) -> Option<ContainerPart> {
    let next = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pieces.next()));
    next.unwrap_or_else(|_| {
        *pieces = Box::new(std::iter::empty());
        let reason = say!(en: "the reader gave up on it; what follows is not imported", fr: "sa lecture a échoué ; la suite n’est pas importée");
        Some(ContainerPart::Unread(UnreadDocument { place: say!(en: "the rest", fr: "le reste"), reason, is_loss: true }))
    })
}
