//! An entity of FollowTheMoney that is being made, and the lines that entities are written as. It knows no record and no
//! article; [`super::ftm`] makes entities of these.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::ftm_values as values;
use crate::base::yaml_fields::SpannedText;
use crate::model::Edtf;
use crate::model::date::IntervalEnd;

/// One entity; the properties are in order of their names.
#[derive(Serialize)]
pub(super) struct MoneyEntity {
    pub(super) id: String,
    pub(super) schema: &'static str,
    pub(super) properties: BTreeMap<&'static str, Vec<String>>,
    /// How many values are not as the dossier has them.
    #[serde(skip)]
    n_changed: usize,
    /// How many are cut.
    #[serde(skip)]
    n_cut: usize,
}

/// How many characters a long text may have in one value.
const MAX_TEXT: usize = 65_000;

impl MoneyEntity {
    pub(super) fn new(id: String, schema: &'static str) -> Self {
        Self { id, schema, properties: BTreeMap::new(), n_changed: 0, n_cut: 0 }
    }

    pub(super) fn push(&mut self, property: &'static str, value: String) {
        if !value.is_empty() {
            let values = self.properties.entry(property).or_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }

    pub(super) fn cleaned(&mut self, property: &'static str, text: &str, clean: fn(&str) -> String, max_len: usize) {
        let kept = clean(text);
        self.n_changed += usize::from(kept != text);
        let kept = match values::cut(&kept, max_len) {
            None => kept,
            Some(cut) => {
                self.n_cut += 1;
                clean(&cut)
            }
        };
        self.push(property, kept);
    }

    pub(super) fn text(&mut self, property: &'static str, text: &str) {
        let is_long = matches!(property, "notes" | "summary" | "description");
        self.cleaned(property, text, values::clean_text, if is_long { MAX_TEXT } else { 1_024 });
    }

    pub(super) fn name(&mut self, property: &'static str, text: &str) {
        self.cleaned(property, text, values::clean_name, 384);
    }

    pub(super) fn place(&mut self, property: &'static str, text: &str) {
        self.cleaned(property, text, values::clean_place, 250);
    }

    /// Writes a text of any length, as several values where it is too long for one.
    pub(super) fn body(&mut self, property: &'static str, text: &str) {
        let kept = values::clean_text(text);
        self.n_changed += usize::from(kept != text);
        for part in values::parts(&kept, MAX_TEXT) {
            self.push(property, values::clean_text(part));
        }
    }

    pub(super) fn texts(&mut self, property: &'static str, texts: &[SpannedText]) {
        texts.iter().for_each(|text| self.text(property, &text.value));
    }

    /// Writes an address; one that the program does not know goes into the notes.
    pub(super) fn address(&mut self, property: &'static str, address: &str) {
        match values::clean_address(address) {
            Some(kept) => self.push(property, kept),
            None => self.note(property, address),
        }
    }

    pub(super) fn note(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            self.text("notes", &format!("{label}: {value}"));
        }
    }

    /// Writes a date where that says the same, else a note with the date as written.
    pub(super) fn date(&mut self, property: &'static str, label: &str, date: Option<&Edtf>) {
        let Some(date) = date else { return };
        let plain = match date {
            Edtf::At(point) => values::plain_day(point),
            Edtf::Interval(..) => None,
        };
        match plain {
            Some(plain) => self.push(property, plain),
            None => self.note(label, &date.to_string()),
        }
    }

    /// Writes a date that may have two ends.
    pub(super) fn period(&mut self, date: Option<&Edtf>) {
        let Some(Edtf::Interval(from, until)) = date else { return self.date("date", "date", date) };
        let end = |end: &IntervalEnd| match end {
            IntervalEnd::At(point) => values::plain_day(point).map(Some),
            IntervalEnd::Open => Some(None),
            IntervalEnd::Unknown => None,
        };
        match end(from).zip(end(until)) {
            Some((from, until)) => {
                self.push("startDate", from.unwrap_or_default());
                self.push("endDate", until.unwrap_or_default());
            }
            None => self.note("date", &date.map(Edtf::to_string).unwrap_or_default()),
        }
    }
}

/// Lines of the file, and what the program would change in them.
#[derive(Default)]
pub(super) struct MoneyLines {
    lines: Vec<u8>,
    pub(super) n_changed: usize,
    pub(super) n_cut: usize,
    /// How many articles have no language that the model knows.
    pub(super) n_languages: usize,
}

impl MoneyLines {
    pub(super) fn add(&mut self, entity: &MoneyEntity) -> io::Result<()> {
        self.n_changed += entity.n_changed;
        self.n_cut += entity.n_cut;
        self.n_languages += usize::from(entity.schema == "Article" && !entity.properties.contains_key("language"));
        serde_json::to_writer(&mut self.lines, &entity)?;
        self.lines.push(b'\n');
        Ok(())
    }

    pub(super) fn of(entities: &[MoneyEntity]) -> io::Result<Self> {
        let mut made = Self::default();
        entities.iter().try_for_each(|entity| made.add(entity)).map(|()| made)
    }

    /// Writes the lines of others and counts with them.
    pub(super) fn write(&mut self, made: io::Result<Self>, out: &mut dyn Write) -> io::Result<()> {
        let made = made?;
        self.n_changed += made.n_changed;
        self.n_cut += made.n_cut;
        self.n_languages += made.n_languages;
        out.write_all(&made.lines)
    }
}
