//! What may stand over the preview: answers requests below one reserved folder, and adds a script to pages. Without a
//! companion no route, header or byte of the preview differs.
//!
//! `access` lets only pages of this server send changes; the companion itself knows their token. The desk is the only one.

use std::sync::{Arc, PoisonError};

use super::served_site::{ServedSite, SharedSite};
use crate::build::{BuiltSite, Memo, PipelineOptions, build};
use crate::pages::PageKind;
use crate::source::Snapshot;

/// Folder of the companion's own pages, below the site's prefix.
pub(crate) const COMPANION_FOLDER: &str = "_dossier/desk/";
/// Largest body of a request.
pub(super) const MAX_BODY_BYTES: usize = 2 << 20;

/// A request below the folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct CompanionRequest {
    /// Whether it asks for a change. Such a request comes from a page of this server, and its token was checked.
    pub(crate) is_change: bool,
    /// Its path below the folder, decoded.
    pub(crate) path: String,
    /// Its query as written.
    pub(crate) query: String,
    /// Its body; empty unless it asks for a change.
    pub(crate) body: Vec<u8>,
}

/// The answer of a companion.
pub(crate) struct CompanionReply {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The media type.
    pub(crate) media_type: &'static str,
    /// Whether it is a page, which gets the cookie.
    pub(crate) is_page: bool,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

/// What stands over the preview.
pub(crate) trait Companion: Send + Sync {
    /// Returns whether a request has the secrets of this run: the `Cookie` header and the token of a page.
    fn knows(&self, cookie: &str, token: &str) -> bool;
    /// Returns the media type that the body of a change must have.
    fn body_type(&self, path: &str) -> &'static str;
    /// Returns the value of `Set-Cookie` for its pages, without attributes.
    fn cookie(&self) -> String;
    /// Returns a word that differs from run to run: pages with its script are others than those of the last run.
    fn run(&self) -> &str;
    /// Answers a request.
    fn answer(&self, request: &CompanionRequest, preview: &Preview) -> CompanionReply;
    /// Returns the scripts that are added to a page, as HTML.
    fn script(&self, prefix: &str, nonce: &str, built: &BuiltSite, page: &PageKind) -> String;
}

/// The preview as its companion sees it.
#[derive(Clone)]
pub(crate) struct Preview {
    pub(super) shared_site: Arc<SharedSite>,
    pub(super) memo: Arc<Memo>,
    pub(super) options: PipelineOptions,
}

impl Preview {
    /// Returns the site that is shown.
    #[must_use]
    pub(crate) fn current(&self) -> Arc<ServedSite> {
        self.shared_site.current()
    }

    /// Returns the files that it was built from; their bytes are shared.
    #[must_use]
    pub(crate) fn snapshot(&self) -> Snapshot {
        self.shared_site.last_valid_snapshot()
    }

    /// Returns the values of the last build.
    #[must_use]
    pub(crate) fn memo(&self) -> &Memo {
        &self.memo
    }

    /// Returns whether drafts are shown.
    #[must_use]
    pub(crate) fn shows_drafts(&self) -> bool {
        self.options.drafts
    }

    /// Builds another project, which nobody sees, with the values of the last build.
    #[must_use]
    pub(crate) fn build(&self, snapshot: &Snapshot) -> BuiltSite {
        let _turn = self.shared_site.builds.lock().unwrap_or_else(PoisonError::into_inner);
        build(snapshot, &self.options, &self.memo)
    }
}
