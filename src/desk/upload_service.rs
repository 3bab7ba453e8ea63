//! Uploads: files arrive in parts, the importers read them on a thread of their own, and what they made of them waits for the
//! page that writes it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::html::{filled, query_value};
use super::prepared_import::{ImportProgress, PreparedImport, PreparedImports};
use super::replies::{json_reply, locked, sentence_of};
use super::secrets::random_word;
use super::upload_area::{MAX_AREA_BYTES, MAX_FILE_BYTES, MAX_FILES, UploadArea, UploadRefusal};
use super::uploaded_picture::{MAX_PICTURE_BYTES, UploadedPicture};
use crate::base::Message;
use crate::lang::desk::DeskWords;
use crate::lang::desk_files::FileDeskWords;
use crate::say;
use crate::serve::companion::CompanionReply;
use crate::source::Snapshot;

/// How many uploads are kept: one for each tab that is at work.
const MAX_UPLOADS: usize = 3;

/// What the importers made of an upload, or why they made nothing.
type ImportResult = Result<Arc<PreparedImport>, Message>;

/// One upload.
struct Upload {
    id: String,
    /// The files, until they are read.
    area: Option<UploadArea>,
    progress: Arc<ImportProgress>,
    result: Arc<Mutex<Option<ImportResult>>>,
    is_reading: bool,
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.progress.is_cancelled.store(true, Ordering::Relaxed);
    }
}

/// All uploads of a run.
#[derive(Default)]
pub(super) struct UploadService {
    uploads: Mutex<VecDeque<Upload>>,
}

impl UploadService {
    /// Begins an upload, and ends the oldest if there are too many.
    pub(super) fn begin(&self, words: &FileDeskWords) -> CompanionReply {
        let id = random_word();
        let area = match UploadArea::make(&random_word()) {
            Ok(area) => area,
            Err(error) => return disk(words, &error),
        };
        let mut uploads = locked(&self.uploads);
        let upload = Upload {
            id: id.clone(),
            area: Some(area),
            progress: Arc::default(),
            result: Arc::default(),
            is_reading: false,
        };
        uploads.push_back(upload);
        while uploads.len() > MAX_UPLOADS {
            uploads.pop_front();
        }
        json_reply(200, &json!({"upload": id}))
    }

    /// Takes a part of a file: the first with the file's name and length, the others with its number.
    pub(super) fn take(&self, desk_words: &DeskWords, query: &str, bytes: &[u8]) -> CompanionReply {
        let words = desk_words.files;
        let value = |name: &str| query_value(query, name);
        let number = |name: &str| value(name).and_then(|text| text.parse::<u64>().ok());
        let mut uploads = locked(&self.uploads);
        let id = value("upload").unwrap_or_default();
        let area = uploads.iter_mut().find(|one| one.id == id).and_then(|one| one.area.as_mut());
        let Some(area) = area else { return gone(words) };
        let (name, len) = (value("name").unwrap_or_default(), number("len"));
        let taken = match (number("file").and_then(|file| usize::try_from(file).ok()), number("at"), len) {
            (Some(file), Some(at), None) => area.add(file, at, bytes).map(|()| file),
            (None, None, Some(len)) => area.begin(&name, len).and_then(|file| area.add(file, 0, bytes).map(|()| file)),
            _ => {
                let message = desk_words.form_texts.say("malformed");
                return json_reply(400, &json!({"error": "malformed", "message": message}));
            }
        };
        let mib = |bytes: u64| (bytes >> 20).to_string();
        let said = |status, text: &str, limit: String| {
            let message = filled(text, &[("name", &name), ("limit", &limit)]);
            json_reply(status, &json!({"error": "upload", "message": message}))
        };
        match taken {
            Ok(file) => json_reply(200, &json!({"file": file})),
            Err(UploadRefusal::TooLong) => said(413, words.too_long, mib(MAX_FILE_BYTES)),
            Err(UploadRefusal::Full) => said(413, words.too_much, mib(MAX_AREA_BYTES)),
            Err(UploadRefusal::TooMany) => said(413, words.too_many, MAX_FILES.to_string()),
            Err(UploadRefusal::Order) => said(409, words.out_of_order, String::new()),
            Err(UploadRefusal::Disk(error)) => disk(words, &error),
        }
    }

    /// Lets the importers read an upload.
    pub(super) fn read(&self, words: &FileDeskWords, root: &Path, body: &[u8]) -> CompanionReply {
        let Some(id) = asked_upload(body) else { return malformed(words) };
        let mut uploads = locked(&self.uploads);
        let Some(upload) = uploads.iter_mut().find(|one| one.id == id) else { return gone(words) };
        if upload.is_reading {
            return json_reply(200, &json!({}));
        }
        let Some(mut area) = upload.area.take() else { return gone(words) };
        let (root, progress) = (PathBuf::from(root), Arc::clone(&upload.progress));
        let result = Arc::clone(&upload.result);
        let work = move || {
            let n_unfinished = area.drop_unfinished();
            let paths = area.inputs();
            // A bug of a reader must not leave the page waiting.
            let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                PreparedImport::read(&root, area.folder(), &paths, &progress)
            }));
            let read = read.unwrap_or_else(|_| {
                Err(say!(
                    en: "the importers gave up on these files; send them in several goes to find the one that cannot be read",
                    fr: "ces fichiers n’ont pas pu être lus ; envoyez-les en plusieurs fois pour trouver celui qui pose problème",
                ))
            });
            let read = read.map(|mut made| {
                if n_unfinished > 0 {
                    made.say(say!(
                        en: "files that did not arrive in full: {n_unfinished}",
                        fr: "fichiers incomplets : {n_unfinished}",
                    ));
                }
                Arc::new(made)
            });
            *locked(&result) = Some(read);
        };
        upload.is_reading = std::thread::Builder::new().name("import".to_owned()).spawn(work).is_ok();
        let status = if upload.is_reading { 200 } else { 500 };
        json_reply(status, &json!({}))
    }

    /// Takes the first file of an upload as a picture for a form, and says what its file will be called.
    pub(super) fn picture(&self, words: &FileDeskWords, snapshot: &Snapshot, body: &[u8]) -> CompanionReply {
        let Some(id) = asked_upload(body) else { return malformed(words) };
        let mut uploads = locked(&self.uploads);
        let Some(upload) = uploads.iter_mut().find(|one| one.id == id) else { return gone(words) };
        let Some(mut area) = upload.area.take() else { return gone(words) };
        let sent = match area.first(MAX_PICTURE_BYTES) {
            Ok(sent) => sent,
            Err(error) => return disk(words, &error),
        };
        let (name, bytes) = sent.unwrap_or_default();
        let picture = UploadedPicture::of(&name, bytes);
        let named = picture.and_then(|picture| picture.free_file(snapshot).map(|file| (picture, file)));
        let limit = (MAX_PICTURE_BYTES >> 20).to_string();
        let Some((picture, file)) = named else {
            let message = filled(words.no_picture, &[("name", &name), ("limit", &limit)]);
            return json_reply(422, &json!({"error": "picture", "message": message}));
        };
        let said = if picture.revealing.is_some() { words.picture_tells } else { words.picture_taken };
        let message = filled(said, &[("name", &file)]);
        let made = PreparedImport { picture: Some(picture), ..PreparedImport::default() };
        *locked(&upload.result) = Some(Ok(Arc::new(made)));
        json_reply(200, &json!({"file": file, "message": message}))
    }

    /// Says how far an upload is.
    pub(super) fn state(&self, words: &DeskWords, id: &str) -> CompanionReply {
        let uploads = locked(&self.uploads);
        let Some(upload) = uploads.iter().find(|one| one.id == id) else { return gone(words.files) };
        let done = upload.progress.done.load(Ordering::Relaxed);
        let all = upload.progress.all.load(Ordering::Relaxed);
        match &*locked(&upload.result) {
            None => json_reply(200, &json!({"ready": false, "done": done, "all": all})),
            Some(Ok(made)) => {
                json_reply(200, &json!({"ready": true, "done": done, "all": all, "articles": made.len()}))
            }
            Some(Err(reason)) => json_reply(500, &json!({"error": "import", "message": sentence_of(words, reason)})),
        }
    }

    /// Returns what was made of an upload.
    pub(super) fn prepared(&self, id: &str) -> Option<Arc<PreparedImport>> {
        let uploads = locked(&self.uploads);
        let upload = uploads.iter().find(|one| one.id == id)?;
        let result = locked(&upload.result);
        result.as_ref()?.as_ref().ok().map(Arc::clone)
    }

    /// Returns all that may be written.
    pub(super) fn all_prepared(&self) -> PreparedImports {
        let ids: Vec<String> = locked(&self.uploads).iter().map(|one| one.id.clone()).collect();
        ids.into_iter().filter_map(|id| Some((id.clone(), self.prepared(&id)?))).collect()
    }
}

/// Returns the upload that a request names.
fn asked_upload(body: &[u8]) -> Option<String> {
    let asked = serde_json::from_slice::<Value>(body).ok()?;
    let fields = asked.as_object().filter(|fields| fields.len() == 1)?;
    fields.get("upload").and_then(Value::as_str).map(str::to_owned)
}

fn malformed(words: &FileDeskWords) -> CompanionReply {
    json_reply(400, &json!({"error": "malformed", "message": words.upload_gone}))
}

fn gone(words: &FileDeskWords) -> CompanionReply {
    json_reply(410, &json!({"error": "vanished", "message": words.upload_gone}))
}

fn disk(words: &FileDeskWords, error: &std::io::Error) -> CompanionReply {
    use std::io::ErrorKind;
    let [full, quota, denied, read_only, other] = words.disk_reasons;
    let number = error.raw_os_error().map_or_else(|| "?".to_owned(), |number| number.to_string());
    let reason = match error.kind() {
        ErrorKind::StorageFull => full.to_owned(),
        ErrorKind::QuotaExceeded => quota.to_owned(),
        ErrorKind::PermissionDenied => denied.to_owned(),
        ErrorKind::ReadOnlyFilesystem => read_only.to_owned(),
        _ => filled(other, &[("n", &number)]),
    };
    let folder = std::env::temp_dir().display().to_string();
    let message = filled(words.disk, &[("reason", &reason), ("folder", &folder)]);
    json_reply(507, &json!({"error": "disk", "message": message}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::desk_words;
    use crate::model::LangTag;

    #[test]
    fn the_reason_of_the_disk_is_said_in_the_language_of_the_desk() {
        for (error, french, english) in [
            (std::io::ErrorKind::StorageFull.into(), "le disque est plein", "the disk is full"),
            (std::io::ErrorKind::PermissionDenied.into(), "le droit d’écrire", "you may not write"),
            (std::io::Error::from_raw_os_error(5), "l’erreur n°\u{a0}5", "error 5"),
        ] {
            for (tag, said) in [("fr", french), ("en", english)] {
                let reply = disk(desk_words(&LangTag::parse(tag).expect("a tag")).files, &error);
                assert!(String::from_utf8_lossy(&reply.bytes).contains(said), "{said}");
            }
        }
    }
}
