//! The actions about words of an article and its picture: notes, forms that are no name, the lead picture. A part of `planner`.

use super::action::{PictureChoice, WordPlace};
use super::plan::ActionError;
use super::planner::Planner;
use super::refusals::{form_needs_a_letter, not_utf8};
use super::uploaded_picture::{MEDIA, holder};
use crate::base::SourcePath;
use crate::edit::{NewNote, with_note};
use crate::parse::Record;
use crate::registry::forms::record_forms;
use crate::say;
use crate::text::tokens::fold;

impl Planner<'_> {
    /// Writes a note on words of an article.
    pub(super) fn add_note(&mut self, words: &WordPlace, note: &NewNote<'_>) -> Result<(), ActionError> {
        let (article, range) = self.place(words)?;
        let file = SourcePath::new(&format!("content/notes/{}.yaml", article.id));
        let old = self.bytes(&file)?.map(String::from_utf8).transpose();
        let old = old.map_err(|_| not_utf8(&file))?;
        let new = with_note(&file, old.as_deref(), (article.body.main_text(), range), note);
        self.write(&file, new.map_err(ActionError::Impossible)?)
    }

    /// Keeps a form from being a name of any record, and from being suggested.
    pub(super) fn never_name(&mut self, form: &str) -> Result<(), ActionError> {
        let folded = fold(form.trim());
        if !form.chars().any(char::is_alphanumeric) {
            return Err(form_needs_a_letter());
        }
        let content = &self.view.built.site.content;
        let registry = &content.registry;
        let all = registry.entities.iter().map(|entity| &*entity.record);
        let is_personal =
            |record: &Record| content.config.kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
        let has_form = |record: &&Record| {
            record_forms(record, is_personal(record)).iter().any(|own| fold(&own.text.value) == folded)
        };
        let bearers: Vec<String> = all
            .chain(registry.withheld.iter().map(|record| &**record))
            .filter(has_form)
            .map(|record| record.id.to_string())
            .collect();
        for record in bearers {
            self.edit_record(&record, |editor, kind, id| editor.add_to_field(kind, id, "never", form.trim()))?;
        }
        self.decisions.refuse.push(form.split_whitespace().collect::<Vec<_>>().join(" "));
        Ok(())
    }

    /// Puts an uploaded picture into the folder of pictures.
    pub(super) fn add_picture(&mut self, of: &str, file: &str) -> Result<(), ActionError> {
        let prepared = self.view.imports.get(of).cloned();
        let picture = prepared.as_ref().and_then(|made| made.picture.as_ref());
        let picture = picture.ok_or_else(|| ActionError::Unknown(of.to_owned()))?;
        if !picture.may_be_called(file) {
            return Err(ActionError::Impossible(say!(
                en: "`{file}` cannot be the name of this picture; choose the file again",
                fr: "`{file}` ne peut pas être le nom de cette image ; choisissez de nouveau le fichier",
            )));
        }
        let path = SourcePath::new(&format!("content/{file}"));
        let is_other = holder(self.view.snapshot, file).is_some_and(|(known, _)| *known != path);
        if is_other || self.bytes(&path)?.is_some_and(|bytes| bytes != picture.bytes) {
            return Err(ActionError::Impossible(say!(
                en: "`{file}` is another picture by now; choose the file again",
                fr: "`{file}` est maintenant une autre image ; choisissez de nouveau le fichier",
            )));
        }
        self.set(&path, Some(picture.bytes.clone()))?;
        self.new_pictures.insert(file.to_owned());
        Ok(())
    }

    /// Sets the lead picture of an article: a file of content/media/.
    pub(super) fn set_picture(&mut self, article: &str, picture: &PictureChoice) -> Result<(), ActionError> {
        let file = self.article_file(article)?;
        let PictureChoice { file: name, alt, caption, credit } = picture;
        let path = || SourcePath::new(&format!("content/{name}"));
        let is_new = self.new_pictures.contains(name);
        let is_known = is_new || name.starts_with(MEDIA) && self.view.snapshot.files.contains_key(&path());
        if !name.is_empty() && !is_known {
            return Err(ActionError::Unknown(name.clone()));
        }
        self.edit_fields(&file, |editor| editor.set_picture([name, alt, caption, credit]))
    }
}
