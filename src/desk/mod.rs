//! The desk: changes to a dossier that are made in the browser, over the preview.
//!
//! ```text
//! request as written  -> action     ActionRequest, a value
//! ActionRequest       -> planner    Plan: the new contents of files, made from the site as shown and the files as they are
//! Plan                -> sitting    one transaction of `edit`, with its inverse in a list that can be undone
//! Plan                -> effects    the links that it would gain and lose, from a build that nobody sees
//! site as shown       -> proposals  suggested names and drafts, which may be accepted or refused
//! GET, POST           -> service    pages (review_page, proposals_page, done_page), and actions with the secrets of this run
//! ```
//!
//! The desk adds no format: what it writes is what a person would have written in an editor. It asks the same functions as
//! the commands, and holds nothing that is not in the files, except the list of what can be undone.

mod action;
mod begin_page;
mod checks_page;
mod done_page;
mod effects;
mod file_plans;
mod file_service;
mod html;
mod planner;
mod prepared_import;
mod proposals;
mod proposals_page;
mod publish_page;
mod record_plans;
mod record_search;
mod replies;
mod review_page;
mod secrets;
mod service;
mod site_jobs;
mod sitting;
mod source_page;
mod upload_area;
mod upload_service;

pub use action::{Action, ActionRequest, DecisionSubject, ImportRow, WordPlace};
pub use effects::{LinkEffects, MentionEffect, link_effects};
pub use planner::{ActionError, DeskView, FileStates, Plan, plan_action};
pub use prepared_import::{ImportProgress, PreparedImport, PreparedImports};
pub use proposals::ProposalList;
pub(crate) use service::DeskService;
pub use sitting::{Sitting, UndoEntry};
