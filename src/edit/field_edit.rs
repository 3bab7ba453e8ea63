//! Sets single fields of one article or record in the text of its file, and leaves every other byte as it is. Pure.
//!
//! The same functions as for tables carry it out, so that the result is parsed again and compared with what was meant. A
//! field's value is written as in a cell of a table: lists are joined by `;`.

use std::collections::BTreeMap;

use super::field_refusal::{FieldRefusal, has_mistakes, has_no_record};
use super::record_changes::{is_list, record_file};
use super::record_files::{RecordChanges, changed_record_file, rows_of};
use super::table_changes::changed_head;
use super::table_input::cell_changes;
use super::yaml_set::{YamlEditor, entry, scalar};
use crate::base::csv_table::{join_list, split_list};
use crate::base::line_ends::single_line_ends;
use crate::base::yaml::{self, YamlNode, YamlValue, plain_or_quoted};
use crate::base::{Message, SourcePath};
use crate::export::registry_tables::{
    HEAD_COLUMNS, RECORD_COLUMNS, RecordRows, RowCells, SAME_AS, head_cells, markdown_text,
};
use crate::model::{Id, Rights};
use crate::parse::{article, front_matter};
use crate::say;

/// The text of one file, whose fields are set one after another.
pub(crate) struct FieldEditor<'f> {
    file: &'f SourcePath,
    text: String,
}

/// The longest value of a field.
const MAX_VALUE_BYTES: usize = 1 << 20;

impl<'f> FieldEditor<'f> {
    /// Starts with the text of a file.
    #[must_use]
    pub(crate) fn new(file: &'f SourcePath, text: String) -> Self {
        Self { file, text }
    }

    /// Returns the text with all changes.
    #[must_use]
    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Sets a field of an article's front matter; an empty value removes it.
    ///
    /// # Errors
    /// Why that cannot be done.
    pub(crate) fn set_head(&mut self, rights: Rights, field: &str, value: &str) -> Result<(), FieldRefusal> {
        if field == "id" || !HEAD_COLUMNS.contains(&field) {
            return Err(FieldRefusal::Because(say!(
                en: "the field `{field}` of an article is not changed here; change it in the source",
                fr: "le champ `{field}` d’un article ne se modifie pas ici ; modifiez-le dans la source",
            )));
        }
        let value = normal_value(field, value)?;
        if field == "title" && value.is_empty() {
            return Err(FieldRefusal::Because(say!(
                en: "an article needs a title; write it",
                fr: "un article doit avoir un titre ; écrivez-le",
            )));
        }
        if self.front_matter_is_empty() {
            return self.begin_front_matter(field, &value);
        }
        let known = self.head(rights)?;
        let changes = cell_changes([field].into_iter(), &row(field, value), &known, true);
        if !changes.is_empty() {
            self.text = changed_head((self.file, Some(&self.text)), rights, &known, &changes)?;
        }
        Ok(())
    }

    /// Adds a value to a list in an article's front matter.
    ///
    /// # Errors
    /// Why that cannot be done.
    pub(crate) fn add_to_head_list(&mut self, rights: Rights, field: &str, value: &str) -> Result<(), FieldRefusal> {
        let known = self.head(rights)?;
        self.set_head(rights, field, &with_value(known.get(field), value))
    }

    /// Sets the record that a form means in this article, `as:`.
    ///
    /// # Errors
    /// Why that cannot be done.
    pub(crate) fn set_meaning(&mut self, form: &str, id: &str) -> Result<(), FieldRefusal> {
        let form = normal_value("form", form)?;
        if self.front_matter_is_empty() {
            let pair = format!("{{{}: {}}}", plain_or_quoted(&form), plain_or_quoted(id));
            self.text = self.with_front_matter(&format!("as: {pair}"));
            return Ok(());
        }
        let node = self.front_matter()?;
        let mut editor = YamlEditor::new(&self.text);
        let done = match entry(&node, "as") {
            Some((_, meanings)) if matches!(&meanings.value, YamlValue::Map(pairs) if !pairs.is_empty()) => {
                let known = entry(meanings, &form).is_some();
                let key = if known { &form } else { &plain_or_quoted(&form) };
                editor.set_text(meanings, key, id)
            }
            _ => editor.set_raw(&node, "as", &format!("{{{}: {}}}", plain_or_quoted(&form), scalar(id))),
        };
        let new = editor.finish();
        // The result is right if it is read as what was meant.
        let read = article::parse(self.file, new.as_bytes()).value;
        let is_meant = |article: &article::Article| {
            article.local_aliases.iter().any(|(name, meaning)| name.value == form && meaning.value == id)
        };
        if done.is_none() || !read.as_ref().is_some_and(is_meant) {
            return Err(FieldRefusal::by_hand("as:", self.file));
        }
        self.text = new;
        Ok(())
    }

    /// Sets the lead picture of an article: its file, alternative text, caption and credit. Without a file it is removed.
    ///
    /// # Errors
    /// Why that cannot be done.
    pub(crate) fn set_picture(&mut self, texts: [&str; 4]) -> Result<(), FieldRefusal> {
        const KEYS: [&str; 4] = ["file", "alt", "caption", "credit"];
        let texts = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        if texts.iter().any(|text| text.len() > MAX_VALUE_BYTES) {
            return Err(too_long("picture").into());
        }
        let picture_of = |text: &str| {
            let article = article::parse(self.file, text.as_bytes()).value;
            let picture = article.and_then(|article| article.picture);
            picture.map(|one| [one.file.value.trim().to_owned(), one.alt, one.caption, one.credit]).unwrap_or_default()
        };
        let wanted = if texts[0].is_empty() { <[String; 4]>::default() } else { texts };
        let known = picture_of(&self.text);
        if known == wanted {
            return Ok(());
        }
        let cells = KEYS.iter().zip(&wanted).filter(|(_, text)| !text.is_empty());
        let cells: Vec<String> = cells.map(|(key, text)| format!("{key}: {}", scalar(text))).collect();
        let whole = format!("{{{}}}", cells.join(", "));
        let new = if self.front_matter_is_empty() {
            self.with_front_matter(&format!("picture: {whole}"))
        } else {
            let node = self.front_matter()?;
            let mut editor = YamlEditor::new(&self.text);
            let done = match entry(&node, "picture") {
                _ if wanted[0].is_empty() => editor.remove(&node, "picture"),
                Some((_, map)) if matches!(&map.value, YamlValue::Map(pairs) if !pairs.is_empty()) => {
                    let changed = KEYS.iter().zip(&wanted).zip(&known).filter(|((_, text), old)| text != old);
                    changed.map(|(pair, _)| pair).try_for_each(|(key, text)| match (entry(map, key), text.as_str()) {
                        (None, "") => Some(()),
                        (Some(_), "") => editor.remove(map, key),
                        (_, text) => editor.set_text(map, key, text),
                    })
                }
                _ => editor.set_raw(&node, "picture", &whole),
            };
            done.map(|()| editor.finish()).unwrap_or_default()
        };
        if picture_of(&new) != wanted || new.is_empty() {
            return Err(FieldRefusal::by_hand("picture:", self.file));
        }
        self.text = new;
        Ok(())
    }

    /// Sets a field of a record; an empty value removes it. `kind` is the kind of the records of the file.
    ///
    /// # Errors
    /// Why that cannot be done.
    pub(crate) fn set_field(&mut self, kind: &str, id: &Id, field: &str, value: &str) -> Result<(), FieldRefusal> {
        let is_own = (field != "id" && RECORD_COLUMNS.contains(&field)) || matches!(field, "tags" | "text");
        if !is_own && field.strip_prefix(SAME_AS).is_none_or(str::is_empty) {
            return Err(FieldRefusal::Because(say!(
                en: "the field `{field}` of a record is not changed here; change it in the source",
                fr: "le champ `{field}` d’une fiche ne se modifie pas ici ; modifiez-le dans la source",
            )));
        }
        let value = normal_value(field, value)?;
        if field == "name" && value.is_empty() {
            return Err(needs_a_name().into());
        }
        // What is no pair of numbers cannot even be written as one.
        if field == "coordinates" && !value.is_empty() && !is_pair_of_numbers(&value) {
            return Err(FieldRefusal::WrongValue { id: Some(id.to_string()), field: field.to_owned(), value });
        }
        let known = self.records(kind);
        let rows = known.get(id.as_str()).ok_or_else(|| has_no_record(self.file, id))?;
        let cells = cell_changes([field].into_iter(), &row(field, value), &rows.cells, true);
        if cells.is_empty() {
            return Ok(());
        }
        self.change_record(kind, id, RecordChanges { cells, ..RecordChanges::default() })
    }

    /// Returns the value of a field of a record.
    #[must_use]
    pub(crate) fn value_of(&self, kind: &str, id: &Id, field: &str) -> Option<String> {
        self.records(kind).get(id.as_str())?.cells.get(field).cloned()
    }

    /// Adds a value to a list of a record.
    ///
    /// # Errors
    /// Why that cannot be done.
    pub(crate) fn add_to_field(&mut self, kind: &str, id: &Id, field: &str, value: &str) -> Result<(), FieldRefusal> {
        let known = self.records(kind);
        let old = known.get(id.as_str()).and_then(|rows| rows.cells.get(field));
        self.set_field(kind, id, field, &with_value(old, value))
    }

    fn change_record(&mut self, kind: &str, id: &Id, changes: RecordChanges) -> Result<(), FieldRefusal> {
        let changes = [(id.clone(), changes)].into();
        let new = changed_record_file(self.file, Some(&self.text), kind, &changes);
        self.text = new.map_err(|refusals| FieldRefusal::first(refusals, id, self.file))?;
        Ok(())
    }

    /// Returns the cells of an article's front matter.
    fn head(&self, rights: Rights) -> Result<RowCells, FieldRefusal> {
        let article = article::parse_with(self.file, self.text.as_bytes(), rights).value;
        article.map(|article| head_cells(&article)).ok_or_else(|| has_mistakes(self.file).into())
    }

    /// Returns the records of the file by id.
    fn records(&self, kind: &str) -> BTreeMap<String, RecordRows> {
        rows_of(self.file, kind, &self.text).into_iter().map(|(id, rows)| (id.to_string(), rows)).collect()
    }

    fn front_matter_is_empty(&self) -> bool {
        front_matter::split(self.file, &self.text).is_ok_and(|parts| parts.yaml.trim().is_empty())
    }

    fn front_matter(&self) -> Result<YamlNode, FieldRefusal> {
        let parts = front_matter::split(self.file, &self.text).map_err(|_| has_mistakes(self.file))?;
        yaml::parse(parts.yaml, self.file, parts.yaml_start).map_err(|_| has_mistakes(self.file).into())
    }

    /// Writes the first field of a file without front matter.
    fn begin_front_matter(&mut self, field: &str, value: &str) -> Result<(), FieldRefusal> {
        if value.is_empty() {
            return Ok(());
        }
        let written = if is_list(field) {
            let values: Vec<String> = split_list(value, ';').iter().map(|value| plain_or_quoted(value)).collect();
            format!("[{}]", values.join(", "))
        } else {
            scalar(value)
        };
        let new = self.with_front_matter(&format!("{field}: {written}"));
        let read = article::parse(self.file, new.as_bytes()).value.map(|article| head_cells(&article));
        if read.and_then(|cells| cells.get(field).cloned()).as_deref() != Some(value) {
            return Err(FieldRefusal::WrongValue { id: None, field: field.to_owned(), value: value.to_owned() });
        }
        self.text = new;
        Ok(())
    }

    /// Returns the text with one line of front matter before it.
    fn with_front_matter(&self, line: &str) -> String {
        let newline = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        match front_matter::split(self.file, &self.text) {
            // There are two fences with nothing between them.
            Ok(parts) if parts.body_start > parts.yaml_start => {
                format!("{}{line}{newline}{}", &self.text[..parts.yaml_start], &self.text[parts.yaml_start..])
            }
            Ok(parts) => {
                let (before, rest) = self.text.split_at(parts.yaml_start);
                format!("{before}---{newline}{line}{newline}---{newline}{rest}")
            }
            Err(_) => self.text.clone(),
        }
    }
}

fn row(field: &str, value: String) -> RowCells {
    if value.is_empty() { RowCells::new() } else { [(field.to_owned(), value)].into() }
}

/// Returns the value of a list with one more.
fn with_value(list: Option<&String>, value: &str) -> String {
    let mut values = list.map(|list| split_list(list, ';')).unwrap_or_default();
    if !values.iter().any(|known| known == value.trim()) {
        values.push(value.trim().to_owned());
    }
    join_list(values.iter().map(String::as_str), ';')
}

/// Returns a value as a file would give it back.
pub(super) fn normal_value(field: &str, value: &str) -> Result<String, Message> {
    if value.len() > MAX_VALUE_BYTES {
        return Err(too_long(field));
    }
    if field == "text" {
        return Ok(markdown_text(value));
    }
    let value = single_line_ends(value.trim());
    if is_list(field) {
        return Ok(join_list(split_list(&value, ';').iter().map(String::as_str), ';'));
    }
    Ok(value)
}

fn is_pair_of_numbers(value: &str) -> bool {
    let numbers: Vec<&str> = value.split([',', ';']).map(str::trim).collect();
    numbers.len() == 2 && numbers.iter().all(|text| text.parse::<f64>().is_ok_and(f64::is_finite))
}

fn too_long(field: &str) -> Message {
    say!(
        en: "the field `{field}` would be longer than a mebibyte; shorten it",
        fr: "le champ `{field}` dépasserait un mébioctet ; raccourcissez-le",
    )
}

/// Says that a record has no name.
pub(crate) fn needs_a_name() -> Message {
    say!(en: "a record needs a name; write it", fr: "une fiche doit avoir un nom ; écrivez-le")
}

/// Returns the text of the file of a new record.
#[must_use]
pub(crate) fn new_record_text(name: &str) -> String {
    record_file(&row("name", name.trim().to_owned()), &["name"], &[], &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(
        text: &str,
        change: impl Fn(&mut FieldEditor<'_>) -> Result<(), FieldRefusal>,
    ) -> Result<String, FieldRefusal> {
        let file = SourcePath::new("content/articles/le-port.md");
        let mut editor = FieldEditor::new(&file, text.to_owned());
        change(&mut editor).map(|()| editor.finish())
    }

    #[test]
    fn a_field_of_front_matter_changes_and_the_rest_stays() {
        let set = |text: &str, field: &str, value: &str| article(text, |one| one.set_head(Rights::Full, field, value));
        let old = "---\r\ntitle: 'Le port' # titre\r\ndate: 2021-05\r\n---\r\nTexte.\r\n";
        assert_eq!(set(old, "date", "2021-06-01").as_deref(), Ok(&*old.replace("2021-05", "2021-06-01")));
        assert_eq!(set(old, "date", "").as_deref(), Ok(&*old.replace("date: 2021-05\r\n", "")));
        assert_eq!(
            set(old, "tags", "mer; a\\;b").as_deref(),
            Ok(&*old.replace("date: 2021-05\r\n", "date: 2021-05\r\ntags: [mer, \"a;b\"]\r\n"))
        );
        assert_eq!(set("Texte.\n", "title", "Un: deux").as_deref(), Ok("---\ntitle: \"Un: deux\"\n---\nTexte.\n"));
        assert!(set(old, "date", "hier").is_err() && set(old, "id", "x").is_err() && set(old, "autre", "x").is_err());
    }

    #[test]
    fn a_picture_is_set_changed_and_removed() {
        let set = |text: &str, picture: [&str; 4]| article(text, |one| one.set_picture(picture));
        let bare = "---\ntitle: A # t\n---\nB\n";
        let one = "---\ntitle: A # t\npicture: {file: \"media/a.jpg\", alt: \"Un: pont\"}\n---\nB\n";
        assert_eq!(set(bare, ["media/a.jpg", "Un: pont", "", ""]).as_deref(), Ok(one));
        assert_eq!(set(one, ["", "", "", ""]).as_deref(), Ok(bare));
        let block = "---\npicture: # p\n  file: media/a.jpg # f\n  alt: x\ntitle: A\n---\n";
        assert_eq!(
            set(block, ["media/a.jpg", "y", "", "Elle"]).as_deref(),
            Ok("---\npicture: # p\n  file: media/a.jpg # f\n  alt: y\n  credit: Elle\ntitle: A\n---\n")
        );
        assert_eq!(set(block, ["media/a.jpg", "x", "", ""]).as_deref(), Ok(block));
        assert_eq!(
            set("B\n", ["media/a.jpg", "", "", ""]).as_deref(),
            Ok("---\npicture: {file: \"media/a.jpg\"}\n---\nB\n")
        );
    }

    #[test]
    fn a_form_gets_a_meaning_in_an_article() {
        let set = |text: &str, form: &str| article(text, |one| one.set_meaning(form, "paul-le-goff"));
        assert_eq!(
            set("---\ntitle: A\n---\nB\n", "Le Goff: maire").as_deref(),
            Ok("---\ntitle: A\nas: {\"Le Goff: maire\": paul-le-goff}\n---\nB\n")
        );
        assert_eq!(
            set("---\ntitle: A\nas:\n  Morvan: m # c\n---\nB\n", "Le Goff").as_deref(),
            Ok("---\ntitle: A\nas:\n  Morvan: m # c\n  Le Goff: paul-le-goff\n---\nB\n")
        );
        assert_eq!(
            set("---\nas: {Le Goff: m, B: b}\n---\n", "Le Goff").as_deref(),
            Ok("---\nas: {Le Goff: paul-le-goff, B: b}\n---\n")
        );
    }

    #[test]
    fn a_field_of_a_record_changes_in_its_own_file_and_in_a_file_of_many() {
        let id = Id::parse("brest").expect("an id");
        let set = |file: &str, text: &str, field: &str, value: &str| {
            let file = SourcePath::new(file);
            let mut editor = FieldEditor::new(&file, text.to_owned());
            editor.set_field("place", &id, field, value).map(|()| editor.finish())
        };
        let own = "---\nname: Brest # ville\n---\nPort.\n";
        assert_eq!(
            set("content/places/brest.md", own, "coordinates", "48.4, -4.5").as_deref(),
            Ok("---\nname: Brest # ville\ncoordinates: [48.4, -4.5]\n---\nPort.\n")
        );
        let noted = "---\nname: Brest\ncoordinates: [48.0, -4.0]  # vague\n---\n";
        assert_eq!(
            set("content/places/brest.md", noted, "coordinates", "48.4, -4.5").as_deref(),
            Ok("---\nname: Brest\ncoordinates: [48.4, -4.5]  # vague\n---\n")
        );
        let many = "- {id: brest, name: Brest} # un\n- {id: armel, name: Armel}\n";
        assert_eq!(
            set("content/places.yaml", many, "weak", "la ville;le port").as_deref(),
            Ok("- {id: brest, name: Brest, weak: [la ville, le port]} # un\n- {id: armel, name: Armel}\n")
        );
        let cited =
            "---\nname: Brest\nsources: # où\n  - x#p1 # un\n  - 'y#p2' # deux\n  - z # trois\nborn: 1900\n---\n";
        for (sources, expected) in [
            ("x#p1;w#p4;z", cited.replace("'y#p2'", "\"w#p4\"")),
            ("x#p1;y#p2;z;w", cited.replace("# trois\n", "# trois\n  - w\n")),
            ("x#p1;z", cited.replace("  - 'y#p2' # deux\n", "")),
            ("", cited.replace("sources: # où\n  - x#p1 # un\n  - 'y#p2' # deux\n  - z # trois\n", "")),
        ] {
            assert_eq!(set("content/places/brest.md", cited, "sources", sources).as_deref(), Ok(&*expected));
        }
        assert!(set("content/places/brest.md", own, "born", "jamais").is_err());
        assert_eq!(set("content/places/brest.md", own, "name", ""), Err(needs_a_name().into()));
        for nowhere in ["à Brest", "48.4", "48.4, -4.5, 3", "48.4, inf"] {
            let refused = set("content/places/brest.md", own, "coordinates", nowhere);
            assert!(
                matches!(refused, Err(FieldRefusal::WrongValue { field, .. }) if field == "coordinates"),
                "{nowhere}"
            );
        }
    }
}
