//! Answers the desk's requests: pages with GET, which changes nothing, and actions with POST, whose secrets were checked.
//!
//! All that it keeps besides the sitting can be made again: lists of questions, and suggestions.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::action::ActionRequest;
use super::action_names::ActionNames;
use super::done_page::{done_page, sentence};
use super::effects::link_effects;
use super::file_service::FileService;
use super::form_parts::FormFrame;
use super::form_routes::{self, FormReply};
use super::html::{PageFrame, filled, query_value};
use super::page_scripts::page_scripts;
use super::plan::ActionError;
use super::planner::{DeskView, plan_action};
use super::proposals::ProposalList;
use super::proposals_page::{ProposalFilter, proposals_page};
use super::record_search::matching_records;
use super::replies::{
    field_labels, field_sentence, json_reply, locked, missing_page, page, quoted, sentence_of, text, with_cure,
};
use super::review_page::{ordered_questions, question, review_page};
use super::secrets::RunSecrets;
use super::sitting::Sitting;
use crate::base::{Key, percent};
use crate::build::BuiltSite;
use crate::edit::EditError;
use crate::lang;
use crate::lang::desk::DeskWords;
use crate::pages::PageKind;
use crate::review::ReviewQuestion;
use crate::serve::companion::{COMPANION_FOLDER, Companion, CompanionReply, CompanionRequest, Preview};
use crate::source::Snapshot;

const SCRIPT: &str = include_str!("static/desk.js");
const STYLE: &str = include_str!("static/desk.css");
const BAR: &str = include_str!("static/bar.js");
const FORMS: &str = include_str!("static/forms.js");
const WORDS: &str = include_str!("static/words.js");

/// How many lists of questions are kept: one for each tab that is at work.
const MAX_LISTS: usize = 4;

/// The desk of one run.
pub(crate) struct DeskService {
    secrets: RunSecrets,
    sitting: Mutex<Sitting>,
    /// Lists of questions, each with the number of the build that it was made from; newest last.
    lists: Mutex<VecDeque<(u64, Arc<Vec<ReviewQuestion>>)>>,
    proposals: Arc<Mutex<ProposalSearch>>,
    files: FileService,
}

/// The suggestions, or the search for them.
#[derive(Default)]
struct ProposalSearch {
    list: Option<Arc<ProposalList>>,
    is_running: bool,
}

impl DeskService {
    /// Opens the desk over a project's folder.
    #[must_use]
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            secrets: RunSecrets::new(),
            sitting: Mutex::new(Sitting::new(root)),
            lists: Mutex::default(),
            proposals: Arc::default(),
            files: FileService::new(root),
        }
    }

    /// Returns the questions of a build, made now if they are not kept.
    fn questions(&self, generation: u64, preview: &Preview) -> Arc<Vec<ReviewQuestion>> {
        let mut lists = locked(&self.lists);
        if let Some((_, list)) = lists.iter().find(|(known, _)| *known == generation) {
            return Arc::clone(list);
        }
        let list = Arc::new(ordered_questions(&preview.current().built, &preview.snapshot()));
        lists.push_back((generation, Arc::clone(&list)));
        while lists.len() > MAX_LISTS {
            lists.pop_front();
        }
        list
    }

    /// Returns the suggestions, and begins to search for them if nobody has yet.
    fn proposals(&self, preview: &Preview) -> Option<Arc<ProposalList>> {
        let mut search = locked(&self.proposals);
        // Articles that came since are searched too.
        let articles = &preview.current().built.site.content.articles;
        let is_current =
            |list: &Arc<ProposalList>| articles.iter().map(|text| text.document.id.as_str()).eq(list.articles.iter());
        if !search.is_running {
            search.list = search.list.take().filter(is_current);
        }
        if search.list.is_none() && !search.is_running {
            let (site, snapshot, result) = (preview.current(), preview.snapshot(), Arc::clone(&self.proposals));
            let find = move || {
                let list = ProposalList::of(&site.built, &snapshot);
                *locked(&result) = ProposalSearch { list: Some(Arc::new(list)), is_running: false };
            };
            search.is_running = std::thread::Builder::new().name("proposals".to_owned()).spawn(find).is_ok();
        }
        search.list.clone()
    }

    fn known_proposals(&self) -> Arc<ProposalList> {
        locked(&self.proposals).list.clone().unwrap_or_default()
    }

    fn page(&self, request: &CompanionRequest, preview: &Preview) -> CompanionReply {
        let site = preview.current();
        let prefix = percent::encode_path(&site.prefix);
        let desk = format!("{prefix}{COMPANION_FOLDER}");
        let config = &site.built.site.content.config;
        let frame = PageFrame {
            words: lang::desk_words(&config.language),
            prefix: &prefix,
            desk: &desk,
            token: &self.secrets.token,
            site: &config.title,
            generation: site.generation,
        };
        let value = |name: &str| query_value(&request.query, name);
        let number = |name: &str| value(name).and_then(|text| text.parse::<u64>().ok());
        if let Some(reply) = self.files.page(request, &frame, preview) {
            return reply;
        }
        match request.path.as_str() {
            "" | "review" => {
                let list = self.questions(site.generation, preview);
                page(review_page(&frame, &list, &site.built, &preview.snapshot()))
            }
            "review/question" => {
                let kept = locked(&self.lists).iter().find(|(known, _)| Some(*known) == number("list")).cloned();
                let at = number("at").and_then(|at| usize::try_from(at).ok());
                let Some((list, at)) = kept.map(|(_, list)| list).zip(at).filter(|(list, at)| *at < list.len()) else {
                    return text(410, "text/plain; charset=utf-8", frame.words.form_texts.say("malformed"));
                };
                let open = question(&frame, &list, at, &site.built, &preview.snapshot());
                text(200, "text/html; charset=utf-8", &open.unwrap_or_default())
            }
            "proposals" => {
                let filter = ProposalFilter {
                    kind: value("kind").unwrap_or_default(),
                    least: value("least").and_then(|least| least.parse().ok()).unwrap_or_default(),
                    page: number("page").and_then(|page| usize::try_from(page).ok()).unwrap_or_default(),
                };
                let list = self.proposals(preview);
                let sitting = locked(&self.sitting);
                let list = list.as_deref().map(|list| sitting.divided(list));
                page(proposals_page(&frame, &site.built, list.as_deref(), sitting.entries(), &filter))
            }
            "proposals/state" => json_reply(200, &json!({"searching": locked(&self.proposals).list.is_none()})),
            "done" => page(done_page(&frame, &locked(&self.sitting))),
            "records" => {
                let found = matching_records(&site.built, &value("q").unwrap_or_default());
                json_reply(200, &Value::from(found))
            }
            "desk.js" => text(200, "text/javascript; charset=utf-8", SCRIPT),
            "bar.js" => text(200, "text/javascript; charset=utf-8", BAR),
            "desk.css" => text(200, "text/css; charset=utf-8", STYLE),
            "forms.js" => text(200, "text/javascript; charset=utf-8", FORMS),
            "words.js" => text(200, "text/javascript; charset=utf-8", WORDS),
            path => {
                let (texts, snapshot) = (lang::desk_form_texts(&config.language), preview.snapshot());
                let frame = FormFrame { page: &frame, texts, built: &site.built, snapshot: &snapshot };
                form_reply(&frame, form_routes::answer(&frame, path, &request.query))
            }
        }
    }

    fn change(&self, request: &CompanionRequest, preview: &Preview) -> CompanionReply {
        let site = preview.current();
        let words = lang::desk_words(&site.built.site.content.config.language);
        if let Some(reply) = self.files.change(request, words, preview) {
            return reply;
        }
        let (snapshot, proposals, imports) =
            (self.files.project(request, preview), self.known_proposals(), self.files.imports());
        let proposals = locked(&self.sitting).divided(&proposals);
        let view = DeskView { built: &site.built, snapshot: &snapshot, proposals: &proposals, imports: &imports };
        let read = || {
            serde_json::from_slice::<ActionRequest>(&request.body).map_err(|error| {
                let said = words.form_texts.say("malformed");
                json_reply(400, &json!({"error": "malformed", "message": said, "cause": error.to_string()}))
            })
        };
        match request.path.as_str() {
            "do" => {
                let asked = match read() {
                    Ok(asked) => asked,
                    Err(reply) => return reply,
                };
                let names = ActionNames::of(&view, &asked.action);
                let said = sentence(words, &asked.action, &names);
                let mut sitting = locked(&self.sitting);
                match sitting.perform(&view, &asked) {
                    Ok(number) => {
                        let entry = sitting.entries().last().filter(|entry| Some(entry.number) == number);
                        let n_files = entry.map_or(0, |entry| entry.files().count());
                        json_reply(200, &json!({"number": number, "message": said, "files": n_files}))
                    }
                    Err(error) => refused(words, &error, &said),
                }
            }
            "effects" => {
                let asked = match read() {
                    Ok(asked) => asked,
                    Err(reply) => return reply,
                };
                match effects(&view, &snapshot, &asked, preview) {
                    Ok(effects) => json_reply(200, &effects),
                    Err(error) => {
                        let names = ActionNames::of(&view, &asked.action);
                        refused(words, &error, &sentence(words, &asked.action, &names))
                    }
                }
            }
            "undo" => {
                let number = match serde_json::from_slice::<Value>(&request.body) {
                    Ok(Value::Object(fields)) if fields.keys().all(|key| key == "number") => {
                        fields.get("number").map_or(Some(None), |number| number.as_u64().map(Some))
                    }
                    _ => None,
                };
                let Some(number) = number else {
                    return json_reply(
                        400,
                        &json!({"error": "malformed", "message": words.form_texts.say("malformed")}),
                    );
                };
                match locked(&self.sitting).undo(number) {
                    Ok(entry) => json_reply(200, &json!({"message": sentence(words, &entry.action, &entry.names)})),
                    Err(error) => refused(words, &error, ""),
                }
            }
            "proposals/again" => {
                let mut search = locked(&self.proposals);
                if !search.is_running {
                    search.list = None;
                }
                json_reply(200, &json!({}))
            }
            _ => json_reply(404, &json!({"error": "unknown", "message": words.form_texts.say("malformed")})),
        }
    }
}

impl Companion for DeskService {
    fn knows(&self, cookie: &str, token: &str) -> bool {
        self.secrets.are_in(cookie, token)
    }

    fn body_type(&self, path: &str) -> &'static str {
        FileService::body_type(path)
    }

    fn cookie(&self) -> String {
        self.secrets.cookie()
    }

    fn run(&self) -> &str {
        &self.secrets.run
    }

    fn answer(&self, request: &CompanionRequest, preview: &Preview) -> CompanionReply {
        if request.is_change { self.change(request, preview) } else { self.page(request, preview) }
    }

    fn script(&self, prefix: &str, nonce: &str, built: &BuiltSite, page: &PageKind) -> String {
        page_scripts(&format!("{prefix}{COMPANION_FOLDER}"), nonce, built, page)
    }
}

/// Returns what an action would do to the links, from a build that nobody sees.
fn effects(
    view: &DeskView<'_>,
    snapshot: &Snapshot,
    asked: &ActionRequest,
    preview: &Preview,
) -> Result<Value, ActionError> {
    let read =
        |name: &crate::base::SourcePath| Ok::<_, EditError>(snapshot.files.get(name).map(|file| file.bytes.to_vec()));
    let plan = plan_action(view, &read, asked)?;
    let after = preview.build(&plan.snapshot_after(snapshot));
    let effects = link_effects(view.built, &after);
    let files: Vec<&str> = plan.files.keys().map(|name| name.as_str()).collect();
    let texts = lang::desk_form_texts(&view.built.site.content.config.language);
    let remarks = plan.remarks.iter().map(|(key, value)| {
        let value = if *key == "remark-not-taken" { field_labels(texts, value) } else { value.clone() };
        filled(texts.say(key), &[("a", &value)])
    });
    Ok(json!({"effects": effects, "files": files, "remarks": remarks.collect::<Vec<_>>()}))
}

/// Says why something was not done.
fn refused(words: &DeskWords, error: &ActionError, wanted: &str) -> CompanionReply {
    let (status, code, message, now) = match error {
        ActionError::Changed { file, now } => {
            (409, "changed", filled(words.changed, &[("file", file.as_str())]), now.as_str())
        }
        ActionError::Unknown(id) => (410, "vanished", filled(words.vanished, &[("id", id)]), ""),
        ActionError::NothingToUndo => (404, "nothing", words.nothing_done.to_owned(), ""),
        ActionError::WrongCell { row, column, reason } => {
            let message = format!("{} {}", words.files.wrong_cell, quoted(words, reason));
            return json_reply(422, &json!({"error": "cell", "message": message, "row": row, "column": column}));
        }
        ActionError::Impossible(reason) => {
            (422, "impossible", format!("{} {}", words.failed, sentence_of(words, reason)), "")
        }
        ActionError::Field(refusal) => {
            (422, "impossible", format!("{} {}", words.failed, field_sentence(words, refusal)), "")
        }
        ActionError::Decisions(error) => {
            let said = with_cure(words, error.message(), error.cure());
            (422, "decisions", format!("{} {said}", words.failed), "")
        }
        ActionError::Edit(EditError::Changed(file) | EditError::Taken(file)) => {
            (409, "changed", filled(words.changed, &[("file", file.as_str())]), "")
        }
        ActionError::Edit(error) => {
            let said = with_cure(words, error.message(), error.cure());
            (500, "disk", format!("{} {said}", words.failed), "")
        }
    };
    let base = if now.is_empty() { String::new() } else { Key::of(now.as_bytes()).to_string() };
    json_reply(status, &json!({"error": code, "message": message, "now": now, "base": base, "wanted": wanted}))
}

fn form_reply(frame: &FormFrame<'_>, answer: Option<FormReply>) -> CompanionReply {
    match answer {
        Some(FormReply::Page(html)) => page(html),
        Some(FormReply::Part(html)) => text(200, "text/html; charset=utf-8", &html),
        Some(FormReply::Values(value)) => json_reply(200, &value),
        Some(FormReply::Nothing(why)) => missing_page(frame.page, &why),
        Some(FormReply::NoWords(why)) => text(404, "text/plain; charset=utf-8", &why),
        None => missing_page(frame.page, frame.texts.say("no-page-here")),
    }
}
