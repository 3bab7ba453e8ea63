//! Parses one record: a file of content/people/ or another kind's folder -> [`Record`], a person, place, organisation,
//! event or work.
//!
//! In doubt a record is withheld, and an unreadable file that may protect someone stops publishing
//! (`decide_protection_unknown`).

use super::body::Body;
use super::date_field::date;
use super::record_figures::{self, RecordFigure};
use super::record_picture::{self, RecordPicture};
use super::suspected_protection::{self, ProtectedFileKind, SuspectedProtections};
use super::{front_matter, markdown};
use crate::base::line_ends::single_line_ends;
use crate::base::nearest::nearest;
use crate::base::yaml::{YamlNode, YamlValue};
use crate::base::yaml_fields::{SpannedText, YamlFields};
use crate::base::{Code, Diagnostic, Key, KeyBuilder, SourcePath, Span, StageOutput};
use crate::model::prose_keys::PROSE_KEYS;
use crate::model::{Coordinates, Edtf, Id};
use crate::say;

/// An authority record as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its id.
    pub id: Id,
    /// The id of its kind.
    pub kind: String,
    /// The record's span.
    pub span: Span,
    /// The displayed name; also a strong form.
    pub name: SpannedText,
    /// The sort key, if the default is wrong.
    pub sort: Option<String>,
    /// The family name, if it is not the last word of `name`.
    pub family: Option<SpannedText>,
    /// Other strong forms.
    pub names: Vec<SpannedText>,
    /// Weak forms, besides the family name.
    pub weak: Vec<SpannedText>,
    /// Forms that must not be linked.
    pub never: Vec<SpannedText>,
    /// The person's roles, with their dates.
    pub roles: Vec<RecordRole>,
    /// Date of birth, or of foundation.
    pub born: Option<Edtf>,
    /// Date of death, or of dissolution.
    pub died: Option<Edtf>,
    /// Where a place is.
    pub coordinates: Option<Coordinates>,
    /// Date of an event or a work.
    pub date: Option<Edtf>,
    /// Place of an event.
    pub place: Option<SpannedText>,
    /// Participants of an event.
    pub participants: Vec<SpannedText>,
    /// What it is a part of.
    pub part_of: Option<SpannedText>,
    /// Relations to other records.
    pub relations: Vec<Relation>,
    /// Numbers that a person collected, to be compared.
    pub figures: Vec<RecordFigure>,
    /// The passages that report it, whether or not they use its name: `article#p3`.
    pub sources: Vec<SpannedText>,
    /// Ids in external authority files, by name of the file.
    pub same_as: Vec<(SpannedText, SpannedText)>,
    /// How much of it is published.
    pub visibility: Visibility,
    /// Whether it was proposed by `dossier suggest` and has not been accepted yet.
    pub proposed: bool,
    /// Former ids, which redirect here.
    pub former: Vec<SpannedText>,
    /// Tags.
    pub tags: Vec<SpannedText>,
    /// Its picture.
    pub picture: Option<RecordPicture>,
    /// Its text.
    pub body: Body,
}

impl Record {
    /// Returns a key of the content and its visibility. The position in the file and the other records of a table do
    /// not affect it, so that no published key reveals anything about them.
    #[must_use]
    pub fn content_key(&self) -> Key {
        // Destructured, so that a new field is not forgotten here.
        let Self {
            id,
            kind,
            span,
            name,
            sort,
            family,
            names,
            weak,
            never,
            roles,
            born,
            died,
            coordinates,
            date,
            place,
            participants,
            part_of,
            relations,
            figures,
            sources,
            same_as,
            visibility,
            proposed,
            former,
            tags,
            picture,
            body,
        } = self;
        let mut key = KeyBuilder::new("record");
        key.text(id.as_str()).text(kind).text(span.file.as_str()).text(&name.value).add(sort);
        let words = |key: &mut KeyBuilder, texts: &[SpannedText]| {
            key.number(texts.len() as u64);
            for text in texts {
                key.text(&text.value);
            }
        };
        for list in [names, weak, never, participants, sources, former, tags] {
            words(&mut key, list);
        }
        for one in [family, place, part_of] {
            words(&mut key, one.as_slice());
        }
        for RecordRole { title, refer, from, to } in roles {
            key.text(title).add(from).add(to);
            words(&mut key, refer);
        }
        for Relation { to, label, from, until, citation: source } in relations {
            key.text(&to.value).text(label).add(from).add(until);
            words(&mut key, source.as_slice());
        }
        key.add(figures);
        for (name, id) in same_as {
            key.text(&name.value).text(&id.value);
        }
        key.add(born).add(died).add(coordinates).add(date).add(visibility).add(proposed).add(picture);
        key.key(body.key()).finish()
    }

    /// Returns whether a relation cites a paragraph of an article.
    #[must_use]
    pub fn cites(&self) -> bool {
        self.body.wiki_links.iter().any(|reference| reference.fragment.is_some())
            || !self.sources.is_empty()
            || self.relations.iter().any(|relation| relation.citation.is_some())
    }
}

/// A role held for a time.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordRole {
    /// Its name.
    pub title: String,
    /// Phrases that refer to its holder while the role lasts.
    pub refer: Vec<SpannedText>,
    /// Its start.
    pub from: Option<Edtf>,
    /// Its end.
    pub to: Option<Edtf>,
}

/// A relation to another record.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The other record.
    pub to: SpannedText,
    /// Its label: `dirige`, `membre de`.
    pub label: String,
    /// Its start.
    pub from: Option<Edtf>,
    /// Its end.
    pub until: Option<Edtf>,
    /// The paragraph that supports it: `article#p3`.
    pub citation: Option<SpannedText>,
}

/// How much of a record is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everything.
    Public,
    /// No page and no index entry; published texts show initials instead of its names.
    Initials,
    /// Nothing.
    Hidden,
    /// Nothing, and published texts show initials instead of its names: the value cannot be read and may have meant
    /// either.
    Unclear,
}

impl Visibility {
    /// Returns whether initials replace the names in published texts.
    #[must_use]
    pub fn masks(self) -> bool {
        matches!(self, Visibility::Initials | Visibility::Unclear)
    }
}

/// The keys of a record; a row of a table also has `id` and `text`.
pub(super) const KEYS: [&str; 25] = [
    "id", "text", "name", "sort", "family", "names", "weak", "never", "roles", "born", "died", "date", "coordinates",
    "place", "participants", "part_of", "relations", "figures", "sources", "same_as", "visibility", "status", "former",
    "tags", "picture",
];

/// Parses a file with one record.
#[must_use]
pub fn parse(file: &SourcePath, kind: &str, bytes: &[u8]) -> StageOutput<Option<Record>> {
    let mut checked = super::parse_guarded(file, || match super::decode(file, bytes) {
        Err(diagnostic) => StageOutput { value: None, diagnostics: vec![*diagnostic] },
        Ok(text) => parse_text(file, kind, text),
    });
    decide_protection_unknown(&mut checked.diagnostics, file, bytes);
    checked
}

/// Decides whether mistakes in a file of records stop publishing. They do if the unreadable part may protect someone:
/// if it mentions protection, or if the file may have been cut off.
pub(super) fn decide_protection_unknown(diagnostics: &mut Vec<Diagnostic>, file: &SourcePath, bytes: &[u8]) {
    let lost = [Code::NotUtf8, Code::BrokenYaml, Code::ParserFailed, Code::UnclosedFrontMatter, Code::EmptyFile];
    let is_unknown = |one: &&Diagnostic| one.code == Code::ProtectionUnknown;
    let first = diagnostics.iter().find(|one| lost.contains(&one.code)).map(|one| one.primary.span.clone());
    if diagnostics.iter().find(is_unknown).is_none()
        && let Some(span) = first
    {
        diagnostics.push(suspected_protection::protection_unknown(
            span,
            say!(
                en: "it is unclear whom this file protects: it cannot be read",
                fr: "on ne sait pas qui ce fichier protège : il ne peut pas être lu",
            ),
        ));
    }
    if !diagnostics.iter().any(|one| one.code == Code::ProtectionUnknown) {
        return;
    }
    let is_cut = diagnostics.iter().any(|one| matches!(one.code, Code::UnclosedFrontMatter | Code::EmptyFile))
        || ((file.extension() != "md" || !has_rule(bytes)) && suspected_protection::may_be_truncated(bytes));
    if !is_cut && !suspected_protection::may_mention_protection(bytes) {
        diagnostics.retain(|one| one.code != Code::ProtectionUnknown);
    }
}

/// Returns whether a line of the file closes front matter.
fn has_rule(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|four| four == b"\n---")
}

fn parse_text(file: &SourcePath, kind: &str, text: &str) -> StageOutput<Option<Record>> {
    let mut diagnostics = Vec::new();
    let id = super::free_page::id_of(file, &mut diagnostics);
    let parts = match front_matter::split(file, text) {
        Ok(parts) => parts,
        Err(diagnostic) => return StageOutput { value: None, diagnostics: vec![*diagnostic] },
    };
    let fields = front_matter::fields(file, &parts);
    // Front matter that is a list has no keys, and neither has a missing one.
    let is_no_map = fields.diagnostics.iter().any(|one| one.code == Code::WrongType);
    let has_no_head = parts.body_start == parts.yaml_start;
    let body = record_text(file, parts.body, parts.body_start);
    let mut checked = from_fields(fields, id, kind, Span::whole(file), body, |slips| {
        slips.find_in_text(file, text, &parts, ProtectedFileKind::Record);
    });
    if is_no_map || has_no_head {
        let what = say!(
            en: "it is unclear whom this file protects: it has no keys",
            fr: "on ne sait pas qui ce fichier protège : il n’a pas de clés",
        );
        checked.diagnostics.push(suspected_protection::protection_unknown(Span::whole(file), what));
    } else if suspected_protection::conflict_marker_offset(text).is_some() {
        let what = say!(
            en: "it is unclear whom this file protects: it contains two versions",
            fr: "on ne sait pas qui ce fichier protège : il contient deux versions",
        );
        checked.diagnostics.push(suspected_protection::protection_unknown(Span::whole(file), what));
    }
    if checked.value.as_ref().is_some_and(|record| record.visibility != Visibility::Public)
        && suspected_protection::has_yaml_tagged_name(parts.yaml)
    {
        checked
            .diagnostics
            .push(suspected_protection::protection_unknown(Span::whole(file), suspected_protection::tagged()));
    }
    checked.diagnostics.append(&mut diagnostics);
    checked
}

/// Makes a record from its keys; `None` without id or name. `more` finds suspected protections outside the keys.
///
/// Mistakes in a clearly public record protect no one: the site is built without the broken value. In a withheld record
/// a mistake that loses a name stops publishing; an invalid date does not.
pub(super) fn from_fields(
    mut fields: YamlFields<'_>,
    id: Option<Id>,
    kind: &str,
    span: Span,
    body: Body,
    more: impl FnOnce(&mut SuspectedProtections),
) -> StageOutput<Option<Record>> {
    let mut slips = SuspectedProtections::find_in_keys(&span.file, &mut fields, &KEYS, ProtectedFileKind::Record);
    more(&mut slips);
    let broken = fields.diagnostics.iter().any(|d| d.code == Code::BrokenYaml);
    let name = if broken { None } else { fields.required("name").map(tidy) };
    let n_before = fields.diagnostics.len();
    let one = |text: Option<SpannedText>| text.map(tidy).filter(|text| !text.value.is_empty());
    let sort = one(fields.text("sort")).map(|text| text.value);
    let family = one(fields.text("family"));
    let (names, weak, never) = (fields.texts("names"), fields.texts("weak"), fields.texts("never"));
    let [names, weak, never] = [names, weak, never].map(tidy_list);
    let (former, role_nodes) = (tidy_list(fields.ids("former")), fields.list("roles"));
    let misnames = fields.diagnostics.len() > n_before || role_nodes.iter().any(has_misspelled_refer);
    let roles = role_nodes.into_iter().map(|node| role(node, &span.file, &mut fields.diagnostics)).collect();
    let (born, died, event_date) = (date(&mut fields, "born"), date(&mut fields, "died"), date(&mut fields, "date"));
    let coordinates = coordinates(&mut fields, &span.file);
    let (place, part_of) = (one(fields.id("place")), one(fields.id("part_of")));
    let participants = tidy_list(fields.ids("participants"));
    let relations = fields
        .list("relations")
        .into_iter()
        .filter_map(|node| relation(node, &span.file, &mut fields.diagnostics))
        .collect();
    let figures = record_figures::figures(&mut fields, &span.file);
    let sources = tidy_list(fields.ids("sources"));
    let same_as = fields.pairs("same_as").into_iter().map(|(name, id)| (tidy(name), tidy(id)));
    let same_as = same_as.filter(|(_, id)| !id.value.is_empty()).collect();
    let visibility = if slips.hides_all() { Visibility::Unclear } else { visibility(&mut fields) };
    let _ = fields.take("visibility");
    let proposed = fields.choice("status", &[("accepted", false), ("proposed", true)]).unwrap_or(false);
    let tags = tidy_list(fields.texts("tags"));
    let picture = record_picture::picture(&mut fields, &span.file);
    // An unknown key may contain a name.
    let loses = misnames || fields.unread().next().is_some() || id.is_none() || name.is_none();
    let mut diagnostics = fields.finish();
    diagnostics.extend(slips.diagnostics());
    if visibility != Visibility::Public && loses {
        let what = say!(
            en: "this record is withheld, and not all of its names can be read",
            fr: "cette fiche est protégée, et ses noms ne peuvent pas tous être lus",
        );
        diagnostics.push(suspected_protection::protection_unknown(span.clone(), what));
    }
    let value = id.zip(name).map(|(id, name)| Record {
        id,
        kind: kind.to_owned(),
        span,
        name,
        sort,
        family,
        names,
        weak,
        never,
        roles,
        born,
        died,
        coordinates,
        date: event_date,
        place,
        participants,
        part_of,
        relations,
        figures,
        sources,
        same_as,
        visibility,
        proposed,
        former,
        tags,
        picture,
        body,
    });
    StageOutput { value, diagnostics }
}

/// Parses the text of a record, which begins at byte `start` of its file, without the white space behind it: a block of code
/// would keep it, and no cell of a table does.
pub(super) fn record_text(file: &SourcePath, source: &str, start: usize) -> Body {
    markdown::parse(file, source.trim_end_matches([' ', '\t', '\r', '\n']), start)
}

/// Takes away what no key of a record can mean, and what no cell of a table keeps: white space around a value, and which of
/// the two common line ends it has.
pub(super) fn tidy(text: SpannedText) -> SpannedText {
    SpannedText { value: tidy_text(&text.value), span: text.span }
}

fn tidy_text(text: &str) -> String {
    single_line_ends(text.trim())
}

fn tidy_list(texts: Vec<SpannedText>) -> Vec<SpannedText> {
    texts.into_iter().map(tidy).filter(|text| !text.value.is_empty()).collect()
}

/// Anything but a clear `public` withholds: in doubt, nothing is published.
fn visibility(fields: &mut YamlFields<'_>) -> Visibility {
    let n_before = fields.diagnostics.len();
    let choice = fields.choice(
        "visibility",
        &[("public", Visibility::Public), ("initials", Visibility::Initials), ("hidden", Visibility::Hidden)],
    );
    choice.unwrap_or(if fields.diagnostics.len() > n_before { Visibility::Unclear } else { Visibility::Public })
}

/// Returns whether a role has phrases under a misspelling of `refer`.
fn has_misspelled_refer(role: &YamlNode) -> bool {
    let YamlValue::Map(entries) = &role.value else { return matches!(role.value, YamlValue::List(_)) };
    let known = ["title", "refer", "from", "to"];
    entries.iter().any(|(key, value)| match &key.value {
        YamlValue::Scalar(key) if key == "refer" => matches!(value.value, YamlValue::Map(_)),
        YamlValue::Scalar(key) => !known.contains(&key.as_str()) && nearest(key, known) == Some("refer"),
        _ => true,
    })
}

/// Makes a role from its keys, or from its title alone.
pub(super) fn role(node: YamlNode, file: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> RecordRole {
    // `roles: [porte-parole]` is the short form.
    if let YamlValue::Scalar(title) = node.value {
        return RecordRole { title: tidy_text(&title), refer: Vec::new(), from: None, to: None };
    }
    let mut fields = YamlFields::new(file, node, PROSE_KEYS);
    let title = fields.required("title").map(|title| tidy(title).value).unwrap_or_default();
    let refer = tidy_list(fields.texts("refer"));
    let (from, to) = (date(&mut fields, "from"), date(&mut fields, "to"));
    diagnostics.append(&mut fields.finish());
    RecordRole { title, refer, from, to }
}

/// Makes a relation from its keys; `None` if it names no record.
pub(super) fn relation(node: YamlNode, file: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Relation> {
    let mut fields = YamlFields::new(file, node, PROSE_KEYS);
    let to = fields.required("to").map(|to| tidy(to.into_nfc()));
    let label = fields.required("as").map(|label| tidy(label).value).unwrap_or_default();
    let (from, until) = (date(&mut fields, "from"), date(&mut fields, "until"));
    let source = fields.id("source").map(tidy).filter(|source| !source.value.is_empty());
    diagnostics.append(&mut fields.finish());
    to.map(|to| Relation { to, label, from, until, citation: source })
}

fn coordinates(fields: &mut YamlFields<'_>, file: &SourcePath) -> Option<Coordinates> {
    let node = fields.take("coordinates")?;
    let span = Span::new(file, node.start, node.end);
    let numbers: Vec<Option<f64>> = match &node.value {
        YamlValue::List(items) => items.iter().map(number).collect(),
        // The form used in spreadsheets: `55.75, 37.62`.
        YamlValue::Scalar(text) => text.split([',', ';']).map(|part| part.trim().parse().ok()).collect(),
        _ => Vec::new(),
    };
    let point = match numbers.as_slice() {
        [Some(latitude), Some(longitude)] => Coordinates::new(*latitude, *longitude),
        _ => None,
    };
    if point.is_none() {
        fields.diagnostics.push(
            Diagnostic::new(
                Code::BadCoordinates,
                span,
                say!(en: "these are not coordinates", fr: "ce ne sont pas des coordonnées"),
            )
            .help(say!(
                en: "write latitude and longitude in degrees: `[55.75, 37.62]`",
                fr: "écrivez la latitude et la longitude en degrés : `[55.75, 37.62]`",
            )),
        );
    }
    point
}

fn number(node: &YamlNode) -> Option<f64> {
    match &node.value {
        YamlValue::Scalar(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}
