//! The actions about records and proposals: accepting, refusing, naming, new records. The other half of `planner`.

use super::plan::{ActionError, Plan};
use super::planner::{DeskView, FileReader, Planner};
use super::refusals::no_draft_any_more;
use crate::base::SourcePath;
use crate::base::csv_table::split_list;
use crate::edit::{
    FieldEditor, FieldRefusal, RowOwner, changed_rows_of, csv_dialect, needs_a_name, new_record_text, plan_refusal,
    row_table,
};
use crate::export::registry_tables::RowCells;
use crate::lang;
use crate::model::id::slug;
use crate::model::{BaseKind, EntityKind, Id};
use crate::parse::{Record, article};
use crate::say;
use crate::suggest::SuggestedEntity;
use crate::suggest::draft::{draft, strong_and_weak_forms};
use crate::suggest::labels::KINDS;

/// The longest name of a record, in bytes.
const MAX_NAME_BYTES: usize = 500;
/// How many numbers are tried for an id that is taken.
const MAX_TRIES: usize = 99;

impl<'a> Planner<'a> {
    /// Sets fields of a record.
    pub(super) fn edit_record(
        &mut self,
        record: &str,
        edit: impl FnOnce(&mut FieldEditor<'_>, &str, &Id) -> Result<(), FieldRefusal>,
    ) -> Result<(), ActionError> {
        let record = self.record(record)?;
        let file = record.span.file.clone();
        self.edit_fields(&file, |editor| edit(editor, &record.kind, &record.id))
    }

    /// Sets all roles, relations or figures of a record, in its file and in the table of such rows, if there is one. `table` is
    /// the key of that table as the page was made from it.
    pub(super) fn set_rows(
        &mut self,
        record: &str,
        list: &str,
        rows: &[RowCells],
        table: Option<&str>,
    ) -> Result<(), ActionError> {
        let record = self.record(record)?;
        let file = record.span.file.clone();
        let of_list = row_table(list);
        for row in rows {
            let source = row.get("source").map_or("", String::as_str);
            match list {
                // A role ends in `to`, a relation leads to it.
                "relations" => {
                    row.get("to").map_or(Ok(()), |id| self.check_ids("place", id))?;
                    self.check_sources(record, source)?;
                }
                // Whoever gives a number may be a passage, or words.
                "figures" if names_a_passage(source) => self.check_sources(record, source)?,
                _ => {}
            }
        }
        let text = self.text(&file)?;
        let has_table = of_list.as_ref().map_or(Ok(None), |table| self.bytes(table))?.is_some();
        let rows_text = of_list.as_ref().filter(|_| has_table).map(|table| self.text(table)).transpose()?;
        let owner = RowOwner { file: &file, text: &text, kind: &record.kind, id: &record.id };
        let dialect = csv_dialect(self.view.snapshot);
        let new = changed_rows_of(&owner, list, (rows_text.as_deref(), dialect), rows.to_vec());
        let new = new?;
        if let Some((text, of_list)) = new.table.zip(of_list) {
            let now = self.key_of(&of_list)?;
            if table.is_some_and(|known| known != now) {
                return Err(ActionError::changed(&of_list, rows_text.as_deref().map(str::as_bytes)));
            }
            self.write(&of_list, text)?;
        }
        new.own.map_or(Ok(()), |text| self.write(&file, text))
    }

    pub(super) fn kind(&self, id: &str) -> Result<&'a EntityKind, ActionError> {
        let kinds = &self.view.built.site.content.config.kinds;
        kinds.iter().find(|kind| kind.id == id).ok_or_else(|| ActionError::Unknown(id.to_owned()))
    }

    /// Refuses ids that no record has, in a field that names records.
    pub(super) fn check_ids(&self, field: &str, value: &str) -> Result<(), ActionError> {
        if !matches!(field, "participants" | "place" | "part_of") {
            return Ok(());
        }
        // A place is one id, whatever is in it; participants are a list.
        let ids = value.split(|c| field == "participants" && matches!(c, ';' | '\n'));
        for id in ids.map(str::trim).filter(|id| !id.is_empty()) {
            let is_new = || Id::parse(id).is_ok_and(|id| self.new_ids.contains(&id.folded()));
            if self.record(id).is_err() && !is_new() {
                return Err(ActionError::Impossible(say!(
                    en: "no record has the id `{id}`; choose it in the list, or make the record first",
                    fr: "aucune fiche n’a l’identifiant `{id}` ; choisissez-la dans la liste, ou créez-la d’abord",
                )));
            }
        }
        Ok(())
    }

    /// Refuses passages that no article has. What the record cites already is not its business.
    pub(super) fn check_sources(&self, record: &Record, value: &str) -> Result<(), ActionError> {
        let of_relations = record.relations.iter().filter_map(|relation| relation.citation.as_ref());
        let of_figures = record.figures.iter().filter_map(|figure| figure.source.as_ref());
        let known: Vec<&str> =
            record.sources.iter().chain(of_relations).chain(of_figures).map(|text| text.value.as_str()).collect();
        let mut new = split_list(value, ';').into_iter().filter(|source| !known.contains(&source.as_str()));
        new.try_for_each(|source| self.check_source(&source))
    }

    fn check_source(&self, source: &str) -> Result<(), ActionError> {
        let (id, passage) = source.split_once('#').map_or((source, None), |(id, passage)| (id, Some(passage)));
        let content = &self.view.built.site.content;
        let shown = self.view.built.site.link_resolver.find_article(id);
        let n_paragraphs = match shown {
            Some(article) => content.articles[article].document.body.n_paragraphs(),
            // A draft is not shown.
            None => {
                let unknown = || {
                    ActionError::Impossible(say!(
                        en: "no article has the id `{id}`; write that of an article, such as `article#p3`",
                        fr: "aucun article n’a l’identifiant `{id}` ; écrivez celui d’un article, comme `article#p3`",
                    ))
                };
                let file = Id::parse(id).map(|id| SourcePath::new(&format!("content/articles/{id}.md")));
                let file = file.map_err(|_| unknown())?;
                let bytes = &self.view.snapshot.files.get(&file).ok_or_else(unknown)?.bytes;
                let draft = article::parse(&file, bytes).value;
                draft.map_or(u32::MAX, |article| article.body.n_paragraphs())
            }
        };
        let is_there = |number: u32| (1..=n_paragraphs).contains(&number);
        match passage {
            Some(passage) if !passage_number(passage).is_some_and(is_there) && n_paragraphs == 1 => {
                Err(ActionError::Impossible(say!(
                    en: "`{id}` has no passage `{passage}`; its only passage is p1",
                    fr: "l’article `{id}` n’a pas de passage `{passage}` ; il n’en a qu’un, p1",
                )))
            }
            Some(passage) if !passage_number(passage).is_some_and(is_there) => Err(ActionError::Impossible(say!(
                en: "`{id}` has no passage `{passage}`; its passages are p1 to p{n_paragraphs}",
                fr: "l’article `{id}` n’a pas de passage `{passage}` ; les siens vont de p1 à p{n_paragraphs}",
            ))),
            _ => Ok(()),
        }
    }

    /// Gives a record another name, and keeps the old one as a form.
    pub(super) fn rename(&mut self, record: &str, name: &str) -> Result<(), ActionError> {
        let name = checked_name(name)?;
        self.edit_record(record, |editor, kind, id| {
            let old = editor.value_of(kind, id, "name").unwrap_or_default();
            editor.set_field(kind, id, "name", &name)?;
            if old.is_empty() || old == name { Ok(()) } else { editor.add_to_field(kind, id, "names", &old) }
        })
    }

    /// Accepts a draft, or writes the record of a suggestion.
    pub(super) fn accept(
        &mut self,
        proposal: &str,
        name: Option<&str>,
        kind: Option<&str>,
        also: &[String],
    ) -> Result<(), ActionError> {
        let name = name.map(checked_name).transpose()?;
        let others = self.others(proposal, also)?;
        if let Ok(record) = self.record(proposal) {
            if !record.proposed {
                return Err(no_draft_any_more(proposal));
            }
            if let Some(name) = name {
                self.rename(proposal, &name)?;
            }
            let file = record.span.file.clone();
            self.edit_record(proposal, |editor, kind, id| {
                editor.set_field(kind, id, "status", "")?;
                for other in &others {
                    let (strong, weak) = strong_and_weak_forms(other);
                    let strong = strong.into_iter().chain([other.name.as_str()]);
                    let all = strong.map(|form| ("names", form)).chain(weak.into_iter().map(|form| ("weak", form)));
                    all.into_iter().try_for_each(|(field, form)| editor.add_to_field(kind, id, field, form))?;
                }
                Ok(())
            })?;
            let text = without_head(&self.text(&file)?);
            self.write(&file, text)?;
            return kind.map_or(Ok(()), |kind| self.retype(proposal, kind));
        }
        let found = self.view.proposals.find(proposal).ok_or_else(|| ActionError::Unknown(proposal.to_owned()))?;
        let kind = match kind.or(found.kind) {
            Some(kind) => self.kind(kind)?,
            None => {
                let name = &found.name;
                return Err(ActionError::Impossible(say!(
                    en: "choose a kind for `{name}`",
                    fr: "choisissez un type pour `{name}`",
                )));
            }
        };
        let mut entity = chosen(found, name, kind, &self.view.built.site.content.config.kinds);
        others.iter().for_each(|other| take_forms(&mut entity, other));
        let id = self.free_id(&entity.name, kind, found.id.as_ref().filter(|_| entity.name == found.name))?;
        let content = &self.view.built.site.content;
        let articles: Vec<&str> = self.view.proposals.articles.iter().map(String::as_str).collect();
        let is_known = |id: &str| content.registry.find(id).is_some();
        let text = draft(&entity, &articles, &lang::data(&content.config.language).records.draft, is_known);
        let text = without_head(&text).replacen("status: proposed\n", "", 1);
        self.write(&record_path(kind, &id), text)
    }

    /// Returns the suggestions that are the same one as a proposal.
    fn others(&self, proposal: &str, also: &[String]) -> Result<Vec<&'a SuggestedEntity>, ActionError> {
        let found = also.iter().map(|key| {
            if key == proposal {
                return Err(ActionError::Impossible(say!(
                    en: "`{key}` is chosen twice; load the page again and choose anew",
                    fr: "`{key}` est choisi deux fois ; rechargez la page et choisissez de nouveau",
                )));
            }
            if self.record(key).is_ok() {
                return Err(ActionError::Impossible(say!(
                    en: "`{key}` has a record; merge it on the page of that record",
                    fr: "`{key}` a déjà une fiche ; fusionnez-le sur la page de cette fiche",
                )));
            }
            self.view.proposals.find(key).ok_or_else(|| ActionError::Unknown(key.clone()))
        });
        found.collect()
    }

    /// Refuses a draft or a suggestion; `finish` plans the deletion of drafts.
    pub(super) fn refuse(&mut self, proposal: &str) -> Result<(), ActionError> {
        let name = match self.record(proposal) {
            Ok(record) if record.proposed => record.name.value.clone(),
            Ok(_) => return Err(no_draft_any_more(proposal)),
            Err(_) => {
                let found = self.view.proposals.find(proposal);
                found.ok_or_else(|| ActionError::Unknown(proposal.to_owned()))?.name.clone()
            }
        };
        self.refused.push(name);
        Ok(())
    }

    /// Plans the refusal of all names at once: the drafts of these names are deleted, and references to them.
    pub(super) fn refuse_names(&mut self) -> Result<(), ActionError> {
        if self.refused.is_empty() {
            return Ok(());
        }
        let (site, snapshot) = (&self.view.built.site, self.view.snapshot);
        let plan = plan_refusal(site, snapshot, &self.refused);
        if let Some(left) = &mut self.left {
            left.extend(plan.by_hand);
        } else if let Some(file) = plan.by_hand.first() {
            return Err(ActionError::Impossible(say!(
                en: "{file} holds more than a draft; change it there first",
                fr: "{file} contient plus qu’un brouillon ; modifiez-le d’abord",
            )));
        }
        for (file, (text, _)) in plan.files {
            let planned_from = snapshot.files.get(&file).map(|file| file.bytes.to_vec());
            let now = self.bytes(&file)?;
            if now != planned_from {
                return Err(ActionError::changed(&file, now.as_deref()));
            }
            if text.is_none() {
                self.decisions.gone.insert(file.stem().to_owned());
            }
            self.set(&file, text.map(String::into_bytes))?;
        }
        self.decisions.refuse.append(&mut self.refused);
        Ok(())
    }

    /// Plans a new record, and returns its id.
    pub(super) fn add_record(&mut self, name: &str, kind: &str) -> Result<String, ActionError> {
        let (name, kind) = (checked_name(name)?, self.kind(kind)?);
        let id = self.free_id(&name, kind, None)?;
        self.write(&record_path(kind, &id), new_record_text(&name))?;
        Ok(id)
    }

    /// Returns an id that nothing has.
    pub(super) fn free_id(
        &mut self,
        name: &str,
        kind: &EntityKind,
        wanted: Option<&Id>,
    ) -> Result<String, ActionError> {
        let base = wanted.map_or_else(|| slug(name), ToString::to_string);
        let numbered = |n: usize| if n == 1 { base.clone() } else { format!("{base}-{n}") };
        for id in (1..=MAX_TRIES).map(numbered) {
            let Ok(id) = Id::parse(&id) else { break };
            let is_page = self.view.built.site.link_resolver.find(id.as_str()).is_some();
            let is_claimed = is_page || self.claims().find(id.as_str()).is_some();
            if !is_claimed
                && !self.new_ids.contains(&id.folded())
                && self.bytes(&record_path(kind, id.as_str()))?.is_none()
            {
                self.new_ids.insert(id.folded());
                return Ok(id.to_string());
            }
        }
        Err(ActionError::Impossible(say!(
            en: "no id can be made from `{name}`; choose a name with letters",
            fr: "aucun identifiant ne peut être tiré de `{name}` ; choisissez un nom qui contient des lettres",
        )))
    }
}

/// Plans to accept and to refuse proposals, all as one. Any name may be refused, also one that nobody proposed. Returns the
/// files with a refused name that are left to a person, too.
///
/// # Errors
/// Why it cannot be done.
pub(crate) fn plan_proposals(
    view: &DeskView<'_>,
    read: &FileReader<'_>,
    accept: &[String],
    refuse: &[String],
) -> Result<(Plan, Vec<SourcePath>), ActionError> {
    let mut planner = Planner::new(view, read, "");
    planner.left = Some(Vec::new());
    accept.iter().try_for_each(|proposal| planner.accept(proposal, None, None, &[]))?;
    planner.refused = refuse.to_vec();
    let plan = planner.finish()?;
    Ok((plan, planner.left.unwrap_or_default()))
}

/// Returns the number of a passage as links name it: `p3`.
fn passage_number(passage: &str) -> Option<u32> {
    let number = passage.strip_prefix('p').filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    number.parse().ok()
}

/// Returns whether a source is meant as a passage, `article#p3`, and not as words.
fn names_a_passage(source: &str) -> bool {
    source.split_once('#').is_some_and(|(id, passage)| Id::parse(id).is_ok() && passage_number(passage).is_some())
}

pub(super) fn record_path(kind: &EntityKind, id: &str) -> SourcePath {
    SourcePath::new(&format!("content/{}/{id}.md", kind.content))
}

fn checked_name(name: &str) -> Result<String, ActionError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(ActionError::Impossible(needs_a_name()));
    }
    if name.len() > MAX_NAME_BYTES {
        return Err(ActionError::Impossible(say!(
            en: "this name is too long (limit: {MAX_NAME_BYTES} bytes); shorten it",
            fr: "ce nom est trop long (limite : {MAX_NAME_BYTES} octets) ; raccourcissez-le",
        )));
    }
    Ok(name)
}

/// Returns the text of a draft without the comment that says how to accept it.
fn without_head(text: &str) -> String {
    let mut text = text.to_owned();
    for language in lang::all() {
        let comment = format!("# {}", language.records.draft.head);
        for newline in ["\r\n", "\n"] {
            text = text.replacen(&format!("{newline}{comment}{newline}"), newline, 1);
        }
    }
    text
}

/// Gives a suggestion the spellings of another.
fn take_forms(entity: &mut SuggestedEntity, other: &SuggestedEntity) {
    for form in std::iter::once(&other.name).chain(&other.forms) {
        if !entity.forms.contains(form) {
            entity.forms.push(form.clone());
        }
    }
    entity.ambiguous_with.retain(|name| *name != other.name);
}

/// Returns a suggestion with the name and the kind that a person chose.
fn chosen(found: &SuggestedEntity, name: Option<String>, kind: &EntityKind, kinds: &[EntityKind]) -> SuggestedEntity {
    let mut entity = found.clone();
    let base = BaseKind::among(kinds, &kind.id);
    let built_in =
        KINDS.into_iter().find(|id| *id == kind.id || (base != BaseKind::Other && BaseKind::of_id(id) == base));
    if built_in != entity.kind {
        // What was found out about a person says nothing about a place.
        (entity.family, entity.coordinates, entity.event) = (None, None, None);
        entity.roles.clear();
        entity.minor_age = entity.minor_age.filter(|_| base == BaseKind::Person);
    }
    entity.kind = built_in;
    if let Some(name) = name.filter(|name| *name != entity.name) {
        entity.family = None;
        entity.name = name;
    }
    entity
}
