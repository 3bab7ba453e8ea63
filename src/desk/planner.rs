//! An action, the site as shown and the files as they are -> the new contents of files. Pure: files are read through a
//! function.
//!
//! `record_plans` has the part about records and proposals, `revision_plans` what changes references to an id, `text_plans` notes,
//! forms and pictures.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::action::{Action, ActionRequest, DecisionSubject, MAX_ACTIONS, WordPlace};
use super::plan::{ActionError, FileStates, Plan};
use super::prepared_import::PreparedImports;
use super::proposals::ProposalList;
use super::refusals::{form_needs_a_letter, not_understood, not_utf8};
use crate::base::yaml_fields::SpannedText;
use crate::base::{Key, Message, Severity, SourcePath, Span};
use crate::build::BuiltSite;
use crate::config::site::FILE as SITE_FILE;
use crate::edit::{DecisionEdit, EditError, FieldEditor, FieldRefusal, IdClaims, NewNote, edit_decisions};
use crate::model::{Edtf, Id};
use crate::parse::collection;
use crate::parse::decisions::{self, DecisionTopic};
use crate::parse::{Article, Decision, Record};
use crate::say;
use crate::source::Snapshot;
use crate::text::selector;

/// What the desk knows when an action comes.
#[derive(Clone, Copy)]
pub struct DeskView<'a> {
    /// The site as shown.
    pub built: &'a BuiltSite,
    /// The files that it was built from.
    pub snapshot: &'a Snapshot,
    /// The suggestions, as they were last found.
    pub proposals: &'a ProposalList,
    /// The uploads that are not written yet.
    pub imports: &'a PreparedImports,
}

/// Reads a file of the project as it is now.
pub type FileReader<'a> = dyn Fn(&SourcePath) -> Result<Option<Vec<u8>>, EditError> + 'a;

/// Plans an action.
///
/// # Errors
/// Why it cannot be done.
pub fn plan_action(view: &DeskView<'_>, read: &FileReader<'_>, request: &ActionRequest) -> Result<Plan, ActionError> {
    plan_signed(view, read, request, "")
}

/// Plans an action; `by` is written into decisions: who made them.
///
/// # Errors
/// Why it cannot be done.
pub fn plan_signed(
    view: &DeskView<'_>,
    read: &FileReader<'_>,
    request: &ActionRequest,
    by: &str,
) -> Result<Plan, ActionError> {
    let mut planner = Planner::new(view, read, by);
    if let Some(base) = &request.base {
        planner.check_base(&request.action, base)?;
    }
    match &request.action {
        Action::Several { actions } if actions.len() > MAX_ACTIONS => {
            return Err(ActionError::Impossible(say!(
                en: "these are more than {MAX_ACTIONS} actions; do them in several goes",
                fr: "cela fait plus de {MAX_ACTIONS} actions ; faites-les en plusieurs fois",
            )));
        }
        Action::Several { actions } if actions.iter().any(|action| matches!(action, Action::SetSource { .. })) => {
            return Err(ActionError::Impossible(say!(
                en: "the text of a file is saved alone; do the rest afterwards",
                fr: "le texte d’un fichier s’enregistre seul ; faites le reste ensuite",
            )));
        }
        Action::Several { actions } if !fit_together(actions) => {
            return Err(ActionError::Impossible(say!(
                en: "what takes a record out of the dossier, or gives it another id or file, is done alone; do the rest afterwards",
                fr: "ce qui retire une fiche du dossier, ou change son identifiant ou son fichier, se fait seul ; faites le reste ensuite",
            )));
        }
        Action::SetSource { .. } if request.base.is_none() => {
            return Err(not_understood());
        }
        Action::Several { actions } => actions.iter().try_for_each(|action| planner.plan(action))?,
        action => planner.plan(action)?,
    }
    planner.finish()
}

/// Returns whether no action of several takes out what another may name. Each is planned for the records as they are now.
fn fit_together(actions: &[Action]) -> bool {
    let is_removal = |action: &Action| {
        matches!(action, Action::Forget { .. } | Action::Delete { .. } | Action::Merge { .. } | Action::SetId { .. })
    };
    let is_refusal = |action: &Action| matches!(action, Action::Refuse { .. });
    let is_of_proposals = |action: &Action| is_refusal(action) || matches!(action, Action::Accept { .. });
    let others = actions.len() > 1;
    // What gets another file is not changed again in the old one.
    let is_moved_and_named_again = |(at, action): (usize, &Action)| {
        let moved = match action {
            Action::Retype { record, .. } => record,
            Action::Accept { proposal, .. } => proposal,
            _ => return false,
        };
        actions.iter().skip(at + 1).any(|later| later.ids().contains(&moved.as_str()))
    };
    let has_other_kinds = actions.iter().any(is_refusal) && !actions.iter().all(is_of_proposals);
    let has_removal = others && actions.iter().any(is_removal);
    let names_again = actions.iter().enumerate().any(is_moved_and_named_again);
    !has_removal && !has_other_kinds && !names_again
}

/// A plan in the making.
pub(super) struct Planner<'a> {
    by: &'a str,
    pub(super) view: DeskView<'a>,
    read: &'a FileReader<'a>,
    /// The files that were read, and what becomes of them.
    files: BTreeMap<SourcePath, FileStates>,
    pub(super) decisions: DecisionEdit,
    /// Names of refused proposals.
    pub(super) refused: Vec<String>,
    /// The files that a refusal leaves to a person; `None` if it must not leave any.
    pub(super) left: Option<Vec<SourcePath>>,
    /// Ids of new records.
    pub(super) new_ids: BTreeSet<String>,
    /// Pictures that it adds, as front matter names them.
    pub(super) new_pictures: BTreeSet<String>,
    claims: OnceCell<IdClaims>,
    pub(super) remarks: Vec<(&'static str, String)>,
    /// Whether the sitting keeps it even if no file differs.
    pub(super) is_kept: bool,
}

impl<'a> Planner<'a> {
    pub(super) fn new(view: &DeskView<'a>, read: &'a FileReader<'a>, by: &'a str) -> Self {
        Planner {
            by,
            view: *view,
            read,
            files: BTreeMap::new(),
            decisions: DecisionEdit::default(),
            refused: Vec::new(),
            left: None,
            new_ids: BTreeSet::new(),
            new_pictures: BTreeSet::new(),
            claims: OnceCell::new(),
            remarks: Vec::new(),
            is_kept: false,
        }
    }

    fn plan(&mut self, action: &Action) -> Result<(), ActionError> {
        match action {
            Action::Decide { words, about, answer } => self.decide(words, *about, answer.as_deref()),
            Action::DecideForm { article, form, answer } => self.decide_form(article, form, answer.as_deref()),
            Action::NeverLink { record, form } => {
                self.edit_record(record, |editor, kind, id| editor.add_to_field(kind, id, "never", form))
            }
            Action::Accept { proposal, name, kind, also } => {
                self.accept(proposal, name.as_deref(), kind.as_deref(), also)
            }
            Action::Split { proposal, forms } => self.split(proposal, forms),
            Action::Refuse { proposal } => self.refuse(proposal),
            Action::Rename { record, name } => self.rename(record, name),
            Action::Retype { record, kind } => self.retype(record, kind),
            Action::SetHead { article, field, value } => {
                let rights = self.view.built.site.content.config.rights;
                let file = self.article_file(article)?;
                self.edit_fields(&file, |editor| editor.set_head(rights, field, value))
            }
            Action::SetField { record, field, value } => {
                self.check_ids(field, value)?;
                if field == "sources" {
                    self.check_sources(self.record(record)?, value)?;
                }
                self.edit_record(record, |editor, kind, id| editor.set_field(kind, id, field, value))
            }
            Action::SetRows { record, list, rows, table } => self.set_rows(record, list, rows, table.as_deref()),
            Action::AddRecord { name, kind, words } => {
                let id = self.add_record(name, kind)?;
                words.as_ref().map_or(Ok(()), |words| self.decide_new(words, &id))
            }
            Action::AddForm { record, form } => {
                self.edit_record(record, |editor, kind, id| editor.add_to_field(kind, id, "names", form))
            }
            Action::NeverName { form } => self.never_name(form),
            Action::AddNote { words, note, verdict, by } => self.add_note(words, &NewNote { note, verdict, by }),
            Action::AddPicture { of, file } => self.add_picture(of, file),
            Action::SetPicture { article, picture } => self.set_picture(article, picture),
            Action::SetId { id, to } => self.set_id(id, to),
            Action::Merge { record, into } => self.merge(record, into),
            Action::Forget { record } => self.forget(record),
            Action::Delete { record } => self.delete(record),
            Action::Begin { title, language } => self.begin(title, language),
            Action::Import { of, rows } => self.import(of, rows),
            Action::SetSource { file, text } => self.set_source(file, text),
            Action::Cure { file, start, end, wrong, right } => self.cure(file, (*start, *end), wrong, right),
            Action::Several { .. } => Err(not_understood()),
        }
    }

    /// Writes what concerns several actions at once, and returns the plan.
    pub(super) fn finish(&mut self) -> Result<Plan, ActionError> {
        self.refuse_names()?;
        let is_decided = !self.decisions.add.is_empty() || !self.decisions.refuse.is_empty();
        if is_decided || !self.decisions.gone.is_empty() {
            let file = SourcePath::new(decisions::FILE);
            let bytes = self.bytes(&file)?;
            let is_idle = bytes.is_none() && !is_decided;
            if !is_idle {
                let text = edit_decisions(bytes.as_deref(), &self.decisions)?;
                self.write(&file, text)?;
            }
        }
        let mut files = std::mem::take(&mut self.files);
        files.retain(|_, (before, after)| before != after);
        // The journal of an interrupted change never replaces site.yaml.
        let is_of_site =
            |(name, (before, _)): (&SourcePath, &FileStates)| name.as_str() == SITE_FILE && before.is_some();
        if files.len() > 1 && files.iter().any(is_of_site) {
            return Err(ActionError::Impossible(say!(
                en: "{SITE_FILE} is not changed together with other files; save it alone",
                fr: "{SITE_FILE} ne change pas avec d’autres fichiers ; enregistrez-le à part",
            )));
        }
        self.check_tables(&files)?;
        Ok(Plan { files, remarks: std::mem::take(&mut self.remarks), is_kept: self.is_kept })
    }

    /// Refuses a plan after which a table of records has more mistakes: a cell can be read as a protection (a name `hidden`), and
    /// then its row would be withheld.
    fn check_tables(&self, files: &BTreeMap<SourcePath, FileStates>) -> Result<(), ActionError> {
        let kinds = &self.view.built.site.content.config.kinds;
        for (file, (before, after)) in files {
            let folder = file.as_str().strip_prefix("content/").and_then(|name| name.split('.').next());
            let kind = kinds.iter().find(|kind| Some(kind.content.as_str()) == folder);
            let (Some(kind), Some(after)) = (kind.filter(|_| file.extension() == "csv"), after) else { continue };
            let errors = |bytes: &[u8]| {
                let mut found = collection::parse(file, &kind.id, bytes).diagnostics;
                found.retain(|one| one.severity() == Severity::Error);
                found
            };
            let known = before.as_deref().map(errors).unwrap_or_default().len();
            if let Some(mistake) = errors(after).into_iter().nth(known) {
                let mistake = &mistake.message;
                return Err(ActionError::Impossible(say!(
                    en: "{file} would have a mistake: {mistake}",
                    fr: "{file} contiendrait ensuite une erreur : {mistake}"; mistake
                )));
            }
        }
        Ok(())
    }

    /// Returns a file's content, with the changes planned so far.
    pub(super) fn bytes(&mut self, file: &SourcePath) -> Result<Option<Vec<u8>>, ActionError> {
        if let Some((_, now)) = self.files.get(file) {
            return Ok(now.clone());
        }
        let read = (self.read)(file)?;
        self.files.insert(file.clone(), (read.clone(), read.clone()));
        Ok(read)
    }

    /// Returns the files that are planned to be others.
    pub(super) fn edited_files(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.iter().filter(|(_, (before, after))| before != after).map(|(file, _)| file)
    }

    /// Returns the project with the changes planned so far.
    pub(super) fn planned_snapshot(&self) -> Snapshot {
        let edited = self.edited_files().filter_map(|file| Some((file.clone(), self.files.get(file)?.clone())));
        Plan { files: edited.collect(), ..Plan::default() }.snapshot_after(self.view.snapshot)
    }

    pub(super) fn text(&mut self, file: &SourcePath) -> Result<String, ActionError> {
        let bytes = self.bytes(file)?.ok_or_else(|| ActionError::Unknown(file.to_string()))?;
        String::from_utf8(bytes).map_err(|_| not_utf8(file))
    }

    pub(super) fn write(&mut self, file: &SourcePath, text: String) -> Result<(), ActionError> {
        self.set(file, Some(text.into_bytes()))
    }

    /// Plans the new content of a file; `None` deletes it.
    pub(super) fn set(&mut self, file: &SourcePath, bytes: Option<Vec<u8>>) -> Result<(), ActionError> {
        self.bytes(file)?;
        if let Some((_, after)) = self.files.get_mut(file) {
            *after = bytes;
        }
        Ok(())
    }

    /// Sets fields in a file.
    pub(super) fn edit_fields(
        &mut self,
        file: &SourcePath,
        edit: impl FnOnce(&mut FieldEditor<'_>) -> Result<(), FieldRefusal>,
    ) -> Result<(), ActionError> {
        let mut editor = FieldEditor::new(file, self.text(file)?);
        edit(&mut editor)?;
        self.write(file, editor.finish())
    }

    /// Returns the key of a file as it is, without the changes planned so far; empty if there is no file.
    pub(super) fn key_of(&mut self, file: &SourcePath) -> Result<String, ActionError> {
        self.bytes(file)?;
        let before = self.files.get(file).and_then(|(before, _)| before.as_deref());
        Ok(before.map(|bytes| Key::of(bytes).to_string()).unwrap_or_default())
    }

    /// Returns which file of the content claims an id.
    pub(super) fn claims(&self) -> &IdClaims {
        self.claims.get_or_init(|| IdClaims::of(self.view.snapshot))
    }

    pub(super) fn article(&self, id: &str) -> Result<&'a Article, ActionError> {
        let articles = &self.view.built.site.content.articles;
        let index = articles.binary_search_by(|text| text.document.id.as_str().cmp(id));
        let found = index.ok().and_then(|index| articles.get(index));
        found.map(|text| &*text.document).ok_or_else(|| ActionError::Unknown(id.to_owned()))
    }

    /// Returns the file of an article, also of a draft that is not shown.
    pub(super) fn article_file(&self, id: &str) -> Result<SourcePath, ActionError> {
        if let Ok(article) = self.article(id) {
            return Ok(article.file.clone());
        }
        let known = Id::parse(id).map(|id| SourcePath::new(&format!("content/articles/{id}.md"))).ok();
        let known = known.filter(|file| self.view.snapshot.files.contains_key(file));
        known.ok_or_else(|| ActionError::Unknown(id.to_owned()))
    }

    /// Returns a record, published or withheld.
    pub(super) fn record(&self, id: &str) -> Result<&'a Record, ActionError> {
        let registry = &self.view.built.site.content.registry;
        if let Some(index) = registry.find(id) {
            return Ok(&registry.entities[index].record);
        }
        let withheld = registry.withheld.iter().find(|record| record.id.as_str() == id);
        withheld.map(|record| &**record).ok_or_else(|| ActionError::Unknown(id.to_owned()))
    }

    /// Compares the file that an action is about with what the page was made from.
    fn check_base(&mut self, action: &Action, base: &str) -> Result<(), ActionError> {
        let file = match action {
            Action::Decide { words, .. } | Action::AddNote { words, .. } => self.article_file(&words.article)?,
            Action::DecideForm { article, .. }
            | Action::SetHead { article, .. }
            | Action::SetPicture { article, .. } => self.article_file(article)?,
            Action::NeverLink { record, .. }
            | Action::Rename { record, .. }
            | Action::Retype { record, .. }
            | Action::SetField { record, .. }
            | Action::SetRows { record, .. }
            | Action::AddForm { record, .. }
            | Action::Merge { record, .. }
            | Action::Forget { record }
            | Action::Delete { record } => self.record(record)?.span.file.clone(),
            Action::SetId { id, .. } => match self.record(id) {
                Ok(record) => record.span.file.clone(),
                Err(_) => self.article_file(id)?,
            },
            Action::AddRecord { words: Some(words), .. } => self.article_file(&words.article)?,
            Action::Accept { proposal, .. } | Action::Split { proposal, .. } | Action::Refuse { proposal } => {
                match self.record(proposal) {
                    Ok(record) => record.span.file.clone(),
                    Err(_) => return Ok(()),
                }
            }
            // A form sends the changes of one file together.
            Action::Several { actions } => match actions.iter().find(|one| !matches!(one, Action::AddPicture { .. })) {
                Some(Action::Several { .. }) | None => return Ok(()),
                Some(first) => return self.check_base(first, base),
            },
            Action::SetSource { file, .. } | Action::Cure { file, .. } => self.text_file(file)?,
            Action::AddRecord { words: None, .. }
            | Action::NeverName { .. }
            | Action::AddPicture { .. }
            | Action::Begin { .. }
            | Action::Import { .. } => return Ok(()),
        };
        let now = self.bytes(&file)?;
        if now.as_deref().map(|bytes| Key::of(bytes).to_string()).as_deref() == Some(base) {
            Ok(())
        } else {
            Err(ActionError::changed(&file, now.as_deref()))
        }
    }

    /// Plans a decision about words.
    fn decide(&mut self, words: &WordPlace, about: DecisionSubject, answer: Option<&str>) -> Result<(), ActionError> {
        let answer = match (about, answer) {
            (_, None) => None,
            (DecisionSubject::Day, Some(value)) => {
                let wrong = |reason: Message| {
                    ActionError::Impossible(say!(en: "`{value}` {reason}", fr: "`{value}` {reason}"; reason))
                };
                Edtf::check_mention_value(value).map_err(wrong)?;
                Some(value.to_owned())
            }
            (DecisionSubject::Name | DecisionSubject::Speaker, Some(id)) => Some(self.linkable(id)?),
        };
        self.add_decision(words, about, answer)
    }

    /// Returns the id of a record that may be linked.
    fn linkable(&self, id: &str) -> Result<String, ActionError> {
        let registry = &self.view.built.site.content.registry;
        let found = registry.find(id).map(|index| registry.entities[index].record.id.to_string());
        found.ok_or_else(|| ActionError::Unknown(id.to_owned()))
    }

    fn decide_new(&mut self, words: &WordPlace, id: &str) -> Result<(), ActionError> {
        self.add_decision(words, DecisionSubject::Name, Some(id.to_owned()))
    }

    /// Returns the article of some words, and where in its text they are.
    pub(super) fn place(&mut self, words: &WordPlace) -> Result<(&'a Article, Range<usize>), ActionError> {
        let article = self.article(&words.article)?;
        let text = article.body.main_text();
        let range = byte_range(text, words.start, words.end).filter(|range| text[range.clone()] == words.quote);
        if let Some(range) = range {
            return Ok((article, range));
        }
        let file = article.file.clone();
        let now = self.bytes(&file)?;
        Err(ActionError::changed(&file, now.as_deref()))
    }

    fn add_decision(
        &mut self,
        words: &WordPlace,
        about: DecisionSubject,
        answer: Option<String>,
    ) -> Result<(), ActionError> {
        let (article, range) = self.place(words)?;
        let text = article.body.main_text();
        let span = Span::whole(&SourcePath::new(decisions::FILE));
        let spanned = |value: String| SpannedText { value, span: span.clone() };
        let (topic, is_day) = match about {
            DecisionSubject::Name => (DecisionTopic::Name, false),
            DecisionSubject::Speaker => (DecisionTopic::Speech, false),
            DecisionSubject::Day => (DecisionTopic::Day, true),
        };
        let (entity, day) = if is_day { (None, answer) } else { (answer.map(spanned), None) };
        let decision = Decision {
            article: spanned(article.id.to_string()),
            selector: selector::make_selector(text, range),
            topic,
            entity,
            day,
            by: self.by.to_owned(),
            span: span.clone(),
        };
        // Of several decisions about one place, the last applies.
        let is_same = |old: &Decision| {
            old.article.value == decision.article.value
                && old.selector == decision.selector
                && old.topic == decision.topic
        };
        self.decisions.add.retain(|old| !is_same(old));
        self.decisions.add.push(decision);
        Ok(())
    }

    /// Plans what a form means in a whole article.
    fn decide_form(&mut self, article: &str, form: &str, answer: Option<&str>) -> Result<(), ActionError> {
        if !form.chars().any(char::is_alphanumeric) {
            return Err(form_needs_a_letter());
        }
        let rights = self.view.built.site.content.config.rights;
        let file = self.article(article)?.file.clone();
        let answer = answer.map(|id| self.linkable(id)).transpose()?;
        self.edit_fields(&file, |editor| match &answer {
            Some(id) => editor.set_meaning(form, id),
            None => editor.add_to_head_list(rights, "unlinked", form),
        })
    }
}

/// Returns the bytes of a range of code points that is not empty.
pub(super) fn byte_range(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let n = end.checked_sub(start).filter(|n| *n > 0)?;
    let from = text.char_indices().nth(start)?.0;
    let last = text[from..].char_indices().nth(n - 1).map(|(at, letter)| from + at + letter.len_utf8())?;
    Some(from..last)
}
