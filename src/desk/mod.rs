//! The desk: changes to a dossier that are made in the browser, over the preview.
//!
//! ```text
//! request as written  -> action     ActionRequest, a value
//! ActionRequest       -> planner    Plan: the new contents of files, made from the site as shown and the files as they are
//! Plan                -> sitting    one transaction of `edit`, with its inverse in a list that can be undone
//! Plan                -> effects    the links that it would gain and lose, from a build that nobody sees
//! site as shown       -> proposals  suggested names and drafts, which may be accepted, refused or split (split_proposals)
//! GET, POST           -> service    pages (review_page, proposals_page, done_page), and actions with the secrets of this run
//! GET                 -> form_routes  forms (article_page, record_page, lists_page), and the window for words of an article
//! ```
//!
//! The desk adds no format: what it writes is what a person would have written in an editor. It asks the same functions as
//! the commands, and holds nothing that is not in the files, except the list of what can be undone: a suggestion is split there.

mod action;
mod action_names;
mod article_page;
mod begin_page;
mod checks_page;
mod done_page;
mod effects;
mod file_plans;
mod file_service;
mod form_parts;
mod form_routes;
mod html;
mod lists_page;
mod map_picker;
mod page_scripts;
mod passage_search;
mod plan;
mod planner;
mod prepared_import;
mod proposals;
mod proposals_page;
mod publish_page;
mod record_page;
mod record_plans;
mod record_rows;
mod record_search;
mod refusals;
mod replies;
mod review_page;
mod revision_plans;
mod secrets;
mod service;
mod site_jobs;
mod sitting;
mod source_page;
mod split_proposals;
mod text_plans;
mod upload_area;
mod upload_service;
mod uploaded_picture;
mod word_place;
mod words_dialog;

pub use action::{Action, ActionRequest, DecisionSubject, ImportRow, PictureChoice, WordPlace};
pub use effects::{LinkEffects, MentionEffect, link_effects};
pub(crate) use html::filled;
pub use plan::{ActionError, FileStates, Plan};
pub use planner::{DeskView, FileReader, plan_action, plan_signed};
pub use prepared_import::{ImportProgress, PreparedImport, PreparedImports};
pub use proposals::ProposalList;
pub(crate) use proposals::proposal_key;
pub(crate) use record_plans::plan_proposals;
pub(crate) use record_search::find_records;
pub(crate) use review_page::{about_candidate, plain_reasons};
pub(crate) use service::DeskService;
pub use sitting::{Sitting, UndoEntry};
