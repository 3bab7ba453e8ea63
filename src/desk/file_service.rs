//! Answers the requests about whole files: uploads, sources, checks, publishing. The other half of `service`.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::begin_page::{BeginState, begin_page, import_table};
use super::checks_page::checks_page;
use super::file_plans::file_of_id;
use super::html::{PageFrame, filled, query_value};
use super::prepared_import::PreparedImports;
use super::publish_page::publish_page;
use super::replies::{json_reply, missing_page, page, text, with_cure};
use super::site_jobs::{CheckedSite, ReadySite, SiteJob, as_on_disk, check_site, ready_site};
use super::source_page::{ShownSource, source_page};
use super::upload_service::UploadService;
use crate::base::SourcePath;
use crate::base::confined::ConfinedDir;
use crate::base::disk_names::on_disk;
use crate::build::render_page;
use crate::config::site::FILE as SITE_FILE;
use crate::lang::desk::DeskWords;
use crate::publish::sync;
use crate::say;
use crate::serve::companion::{CompanionReply, CompanionRequest, Preview};
use crate::source::Snapshot;
use crate::source::limits::MAX_TEXT_LEN_BYTES;

const BEGIN_SCRIPT: &str = include_str!("static/begin.js");
const FILES_SCRIPT: &str = include_str!("static/files.js");
const FILES_STYLE: &str = include_str!("static/files.css");

/// The path of the request with a part of a file as its body.
const UPLOAD: &str = "upload";

/// What the desk keeps about whole files during a run. All of it can be made again.
pub(super) struct FileService {
    root: PathBuf,
    uploads: UploadService,
    /// What `check` found, with the number of the build before it.
    checked: SiteJob<(u64, CheckedSite)>,
    ready: SiteJob<(u64, ReadySite)>,
}

impl FileService {
    /// Starts with nothing.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            uploads: UploadService::default(),
            checked: SiteJob::default(),
            ready: SiteJob::default(),
        }
    }

    /// Returns the media type that the body of a change must have.
    pub(super) fn body_type(path: &str) -> &'static str {
        if path == UPLOAD { "application/octet-stream" } else { "application/json" }
    }

    /// Returns the uploads that may be written.
    pub(super) fn imports(&self) -> PreparedImports {
        self.uploads.all_prepared()
    }

    /// Returns whether the folder holds a dossier. The disk is asked, because the preview shows a site before there is one.
    pub(super) fn is_begun(&self) -> bool {
        ConfinedDir::open(&self.root).is_ok_and(|root| !matches!(root.stat(SITE_FILE), Ok(None)))
    }

    /// Answers a request for a page; `None` if the path is another's.
    pub(super) fn page(
        &self,
        request: &CompanionRequest,
        frame: &PageFrame<'_>,
        preview: &Preview,
    ) -> Option<CompanionReply> {
        let value = |name: &str| query_value(&request.query, name).unwrap_or_default();
        let words = frame.words;
        Some(match request.path.as_str() {
            "begin.js" => text(200, "text/javascript; charset=utf-8", BEGIN_SCRIPT),
            "files.js" => text(200, "text/javascript; charset=utf-8", FILES_SCRIPT),
            "files.css" => text(200, "text/css; charset=utf-8", FILES_STYLE),
            "import/state" => self.uploads.state(words, &value("upload")),
            "import/table" => match self.uploads.prepared(&value("upload")) {
                Some(made) => text(200, "text/html; charset=utf-8", &import_table(words, &made)),
                None => json_reply(410, &json!({"error": "vanished", "message": words.files.upload_gone})),
            },
            _ if !self.is_begun() && !request.path.contains('.') => page(self.begin(frame, preview, false)),
            "begin" | "add" => page(self.begin(frame, preview, true)),
            "checks" => page(self.checks(frame, preview)),
            "checks/state" => json_reply(200, &json!({"running": self.checked.is_running()})),
            "publish" => page(self.publish(frame, preview)),
            "publish/state" => json_reply(200, &json!({"running": self.ready.is_running()})),
            "site.zip" => self.archive(frame),
            "source" => page(self.source(frame, preview, &value("of"), value("line").parse().ok())),
            _ => return None,
        })
    }

    fn begin(&self, frame: &PageFrame<'_>, preview: &Preview, is_begun: bool) -> String {
        let entries = ConfinedDir::open(&self.root).and_then(|root| root.entries()).unwrap_or_default();
        let site = preview.current();
        let language = site.built.site.content.config.language.as_str();
        begin_page(frame, &BeginState { is_begun, has_files: !entries.is_empty(), language })
    }

    fn checks(&self, frame: &PageFrame<'_>, preview: &Preview) -> String {
        let site = preview.current();
        let known = self.checked.result().filter(|known| known.0 == site.generation);
        if known.is_none() {
            let (root, preview, generation) = (self.root.clone(), preview.clone(), site.generation);
            self.checked.start(move || (generation, check_site(&root, &preview)));
        }
        checks_page(frame, known.as_ref().map(|known| &known.1), &site.built)
    }

    fn publish(&self, frame: &PageFrame<'_>, preview: &Preview) -> String {
        let known = self.ready.result();
        let generation = preview.current().generation;
        if known.is_none() {
            let (root, preview) = (self.root.clone(), preview.clone());
            self.ready.start(move || (generation, ready_site(&root, &preview)));
        }
        let is_outdated = known.as_ref().is_some_and(|known| known.0 != generation);
        publish_page(frame, known.as_ref().map(|known| &known.1), is_outdated)
    }

    fn archive(&self, frame: &PageFrame<'_>) -> CompanionReply {
        match self.ready.result().filter(|ready| ready.1.is_good()) {
            Some(ready) => {
                let bytes = ready.1.archive.clone();
                CompanionReply { status: 200, media_type: "application/zip", is_page: false, bytes }
            }
            None => missing_page(frame, frame.words.files.not_published),
        }
    }

    fn source(&self, frame: &PageFrame<'_>, preview: &Preview, id: &str, line: Option<usize>) -> String {
        let site = preview.current();
        let snapshot = self.with_file(preview, id);
        let file = file_of_id(&site.built, &snapshot, id);
        let found = file.and_then(|file| self.bytes(&file).map(|bytes| (file, bytes)));
        let Some((file, bytes)) = found else { return source_page(frame, None) };
        // Checks find more than a build, but only a page of their own waits for them.
        let checked = self.checked.result().filter(|known| known.0 == site.generation);
        let all = checked.as_ref().map_or(site.diagnostics(), |known| &known.1.report.diagnostics);
        let found = all.iter().filter(|one| one.primary.span.file == file).collect();
        source_page(frame, Some(&ShownSource { file: &file, id, bytes: &bytes, found, line }))
    }

    /// Reads a file as it is; a link is followed within the project.
    fn bytes(&self, file: &SourcePath) -> Option<Vec<u8>> {
        let root = ConfinedDir::open(&self.root).ok()?;
        let name = root.resolve(&on_disk(&root, file)).ok()?;
        root.read(&name, MAX_TEXT_LEN_BYTES).ok()?
    }

    /// Returns the project that an action is about: for the text of a file as it is, because the preview does not show a file
    /// that cannot be read.
    pub(super) fn project(&self, request: &CompanionRequest, preview: &Preview) -> Snapshot {
        let asked = serde_json::from_slice::<Value>(&request.body).unwrap_or_default();
        match asked["action"]["file"].as_str() {
            Some(id) => self.with_file(preview, id),
            None => preview.snapshot(),
        }
    }

    /// Returns the project as it is shown if that has the file of an id, and else as it is on disk: reading the names of 10,000
    /// files takes longer than looking for one.
    fn with_file(&self, preview: &Preview, id: &str) -> Snapshot {
        let shown = preview.snapshot();
        let is_shown = file_of_id(&preview.current().built, &shown, id).is_some();
        if is_shown { shown } else { as_on_disk(&self.root, preview) }
    }

    fn publish_to_folder(&self, words: &DeskWords, preview: &Preview) -> CompanionReply {
        let files = words.files;
        let refused = |status, message: &str| json_reply(status, &json!({"error": "publish", "message": message}));
        let Some(ready) = self.ready.result() else { return refused(409, files.outdated) };
        let ready = &ready.1;
        if as_on_disk(&self.root, preview).key() != ready.snapshot.key() {
            return refused(409, files.outdated);
        }
        if !ready.is_good() {
            return refused(422, files.not_published);
        }
        let folder = &ready.built.site.content.config.output;
        let pages = ready.built.pages();
        let draw = |page: &crate::pages::KeyedPage| render_page(&ready.built, page, preview.memo());
        match sync(&self.root.join(folder), &self.root, &pages, &draw) {
            Ok(outcome) => {
                let counts = [outcome.n_written, outcome.n_unchanged, outcome.n_deleted].map(|n| n.to_string());
                let [written, unchanged, deleted] = &counts;
                let values =
                    [("folder", folder.as_str()), ("written", written), ("unchanged", unchanged), ("deleted", deleted)];
                let mut message = filled(files.was_published, &values);
                if !outcome.unowned_files.is_empty() {
                    let kept: Vec<String> =
                        outcome.unowned_files.iter().map(|path| path.display().to_string()).collect();
                    message.push(' ');
                    message.push_str(&filled(files.was_kept, &[("files", &kept.join(", "))]));
                }
                json_reply(200, &json!({"message": message}))
            }
            Err(error) => {
                let option = say!(en: "`output:` in site.yaml", fr: "`output:` dans site.yaml");
                let said = with_cure(words, error.message(), error.cure(&option));
                refused(500, &format!("{} {said}", words.failed))
            }
        }
    }

    /// Answers a request for a change; `None` if the path is another's.
    pub(super) fn change(
        &self,
        request: &CompanionRequest,
        words: &'static DeskWords,
        preview: &Preview,
    ) -> Option<CompanionReply> {
        Some(match request.path.as_str() {
            "upload/begin" => self.uploads.begin(words.files),
            UPLOAD => self.uploads.take(words, &request.query, &request.body),
            "import/read" => self.uploads.read(words.files, &self.root, &request.body),
            "picture/read" => self.uploads.picture(words.files, &preview.snapshot(), &request.body),
            "publish/folder" | "publish/again" | "checks/again" if request.body != b"{}" => {
                json_reply(400, &json!({"error": "malformed", "message": words.form_texts.say("malformed")}))
            }
            "publish/folder" => self.publish_to_folder(words, preview),
            "publish/again" => {
                self.ready.forget();
                json_reply(200, &json!({}))
            }
            "checks/again" => {
                self.checked.forget();
                json_reply(200, &json!({}))
            }
            _ => return None,
        })
    }
}
