//! Writes pages to the output folder. Files are staged and renamed; only changed ones are written, and only files that
//! dossier wrote are deleted.

pub(crate) mod build_record;
pub(crate) mod finished_site;
pub mod manifest;
mod output;
pub(crate) mod rclone;
pub(crate) mod site_archive;
pub(crate) mod sync;

pub use build_record::{BuildRecord, BuildSummary};
pub use sync::{PublishError, SyncOutcome, is_current, sync};
