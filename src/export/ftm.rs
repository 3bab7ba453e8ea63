//! The dossier as entities of FollowTheMoney, one JSON object a line, for Aleph, OpenSanctions' tools and other programs that
//! follow money: articles, records, relations, and which article names whom.
//!
//! An uncertain date is in the notes as it is written, because a date of FollowTheMoney would say more than is known.
//! Quotations, dates in texts and names in review have no place in its model; [`lost`] counts them. What the program does
//! to a value is in [`super::ftm_values`].

mod point;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::ExportInput;
use super::ftm_entity::{MoneyEntity, MoneyLines};
use super::ftm_values as values;
use super::in_order::for_articles;
use super::shared::{article_address, count, loss};
use crate::annotate::Annotations;
use crate::base::Message;
use crate::base::message::Words;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Key, percent};
use crate::model::{ArticleIx, BaseKind, Edtf, EntityIx, Id, Rights};
use crate::parse::{Article, DateCertainty, Relation};
use crate::registry::Entity;
use crate::say;

/// The ids of a dossier.
struct MoneyIds<'a> {
    input: &'a ExportInput<'a>,
    slug: String,
}

impl<'a> MoneyIds<'a> {
    fn new(input: &'a ExportInput<'a>) -> Self {
        let slug = values::id_word(&crate::model::id::slug(&input.config.title));
        // An id begins with a letter or a digit.
        let slug = if slug.starts_with(|c: char| c.is_ascii_alphanumeric()) { slug } else { format!("dossier{slug}") };
        Self { input, slug }
    }

    fn article(&self, article: ArticleIx) -> String {
        format!("{}-a-{}", self.slug, values::id_word(self.input.articles[article].0.id.as_str()))
    }

    fn record(&self, entity: EntityIx) -> String {
        format!("{}-e-{}", self.slug, values::id_word(self.input.registry.entities[entity].record.id.as_str()))
    }

    /// Returns the id of what joins things, made of all that it says.
    fn tie(&self, letter: char, parts: &[&str]) -> String {
        let key = Key::of(parts.join("\u{1f}").as_bytes()).to_string();
        format!("{}-{letter}-{}", self.slug, key.get(..20).unwrap_or(&key))
    }
}

/// Writes all entities, one after the other.
pub(super) fn write(input: &ExportInput<'_>, out: &mut dyn Write) -> io::Result<Vec<Message>> {
    let (ids, mut all) = (MoneyIds::new(input), MoneyLines::default());
    for_articles(input, |index| MoneyLines::of(&[article(&ids, index)]), |made| all.write(made, out))?;
    let records = || EntityIx::number(&input.registry.entities);
    let entities: Vec<MoneyEntity> = records().map(|(index, entity)| record(&ids, index, entity)).collect();
    all.write(MoneyLines::of(&entities), out)?;
    let mut seen = BTreeSet::new();
    let ties = records().flat_map(|(index, entity)| ties(&ids, index, entity));
    let ties: Vec<MoneyEntity> = ties.filter(|tie| seen.insert(tie.id.clone())).collect();
    all.write(MoneyLines::of(&ties), out)?;
    for_articles(input, |index| MoneyLines::of(&mentions(&ids, index)), |made| all.write(made, out))?;
    Ok(lost(input, &all))
}

/// Counts what has no place in the model, and what the program would change.
fn lost(input: &ExportInput<'_>, made: &MoneyLines) -> Vec<Message> {
    let MoneyLines { n_changed, n_cut, n_languages, .. } = *made;
    let sum = |n: fn(&Annotations) -> usize| input.articles.iter().map(|(_, annotated, _)| n(annotated)).sum::<usize>();
    let words = |en, fr| Words { en, fr };
    let found = [
        (sum(|annotated| annotated.quotes.len()), words("quotation", "citation"), words("quotations", "citations")),
        (sum(|annotated| annotated.dates.len()), words("date", "date"), words("dates", "dates")),
        (
            sum(|annotated| annotated.ambiguous.len()),
            words("doubtful name", "nom douteux"),
            words("doubtful names", "noms douteux"),
        ),
    ];
    let found: Vec<Message> = found.into_iter().flat_map(|(n, one, many)| loss(n, one, many)).collect();
    let relations = input.registry.entities.iter().flat_map(|entity| &entity.record.relations);
    let n_dead = relations.filter(|relation| input.registry.find(&relation.to.value).is_none()).count();
    let mut told = Vec::new();
    if !found.is_empty() {
        let found = Message::joined(&found, ", ", ", ");
        told.push(say!(
            en: "{found} of the texts: FollowTheMoney has no place for such things",
            fr: "{found} des textes : FollowTheMoney n’a pas de place pour cela"; found
        ));
    }
    told.extend(loss(
        n_dead,
        Words {
            en: "relation is left out, because no record has the id that it names",
            fr: "relation est laissée de côté, car aucune fiche n’a l’identifiant qu’elle nomme",
        },
        Words {
            en: "relations are left out, because no record has the ids that they name",
            fr: "relations sont laissées de côté, car aucune fiche n’a les identifiants qu’elles nomment",
        },
    ));
    told.extend(loss(
        n_languages,
        Words {
            en: "article is in a language that FollowTheMoney does not know; the language is in its notes",
            fr: "article est dans une langue que FollowTheMoney ne connaît pas ; la langue est dans ses notes",
        },
        Words {
            en: "articles are in languages that FollowTheMoney does not know; the language is in their notes",
            fr: "articles sont dans des langues que FollowTheMoney ne connaît pas ; la langue est dans leurs notes",
        },
    ));
    told.extend(loss(
        n_changed,
        Words {
            en: "text is written as FollowTheMoney keeps it: without control characters, with plain spaces",
            fr: "texte est écrit comme FollowTheMoney le garde : sans caractères de contrôle, avec des espaces ordinaires",
        },
        Words {
            en: "texts are written as FollowTheMoney keeps them: without control characters, with plain spaces",
            fr: "textes sont écrits comme FollowTheMoney les garde : sans caractères de contrôle, avec des espaces ordinaires",
        },
    ));
    told.extend(loss(
        n_cut,
        Words {
            en: "text is cut, because FollowTheMoney takes no longer one",
            fr: "texte est coupé, car FollowTheMoney n’en prend pas de plus long",
        },
        Words {
            en: "texts are cut, because FollowTheMoney takes no longer ones",
            fr: "textes sont coupés, car FollowTheMoney n’en prend pas de plus longs",
        },
    ));
    told
}

fn article(ids: &MoneyIds<'_>, index: ArticleIx) -> MoneyEntity {
    let (article, _, _) = &ids.input.articles[index];
    let mut out = MoneyEntity::new(ids.article(index), "Article");
    out.text("title", &article.title);
    out.text("author", article.author.as_deref().unwrap_or_default());
    out.text("publisher", article.publisher.as_deref().unwrap_or_default());
    if let Some(url) = &article.url {
        out.address("sourceUrl", url);
    }
    out.push("sourceUrl", article.archived.as_deref().and_then(values::clean_address).unwrap_or_default());
    out.date("publishedAt", "date", article.date.as_ref());
    if article.date.is_some() && article.date_certainty != DateCertainty::Given {
        out.note("date certainty", article.date_certainty.as_str());
    }
    out.date("retrievedAt", "retrieved", article.retrieved.as_ref());
    let language = article.language.as_ref().unwrap_or(&ids.input.config.language);
    match values::language_code(language) {
        Some(code) => out.push("language", code.to_owned()),
        None => out.note("language", language.as_str()),
    }
    out.texts("keywords", &article.tags);
    let file = article.raw_document.as_ref();
    out.text("fileName", file.map_or(article.id.as_str(), |raw| &raw.file));
    out.push("mimeType", file.and_then(|raw| values::media_type(&raw.file)).unwrap_or_default().to_owned());
    out.body("bodyText", article.body.main_text());
    if let Some(raw) = file {
        out.note("SHA-256", &raw.sha256);
        out.note("document", raw.document.as_deref().unwrap_or_default());
    }
    out.note("archived", article.archived.as_deref().unwrap_or_default());
    if article.rights != Rights::Full {
        out.note("rights", article.rights.as_str());
    }
    out
}

/// Returns what a record is in the model.
fn schema_of(entity: &Entity) -> &'static str {
    match entity.behaves_as {
        BaseKind::Person => "Person",
        BaseKind::Organisation => "Organization",
        BaseKind::Place => "Address",
        BaseKind::Event => "Event",
        BaseKind::Work | BaseKind::Other => "Document",
    }
}

/// Returns whether a record is one that the model lets take part in an event.
fn can_take_part(entity: &Entity) -> bool {
    matches!(entity.behaves_as, BaseKind::Person | BaseKind::Organisation)
}

fn record(ids: &MoneyIds<'_>, index: EntityIx, entity: &Entity) -> MoneyEntity {
    let record = &*entity.record;
    let schema = schema_of(entity);
    let mut out = MoneyEntity::new(ids.record(index), schema);
    match schema {
        "Document" => {
            out.text("title", &record.name.value);
            out.text("fileName", record.id.as_str());
            if entity.behaves_as == BaseKind::Other {
                out.note("kind", &record.kind);
            }
        }
        "Address" => {
            out.name("name", &record.name.value);
            out.place("full", &record.name.value);
        }
        _ => out.name("name", &record.name.value),
    }
    if schema != "Document" && !out.properties.contains_key("name") {
        // The model wants a name, and nothing was left of it.
        out.push("name", record.id.as_str().to_owned());
    }
    record.names.iter().for_each(|name| out.name("alias", &name.value));
    record.weak.iter().for_each(|name| out.name("weakAlias", &name.value));
    for role in &record.roles {
        let dates = match (&role.from, &role.to) {
            (None, None) => String::new(),
            (from, to) => format!(" ({}/{})", end_text(from.as_ref()), end_text(to.as_ref())),
        };
        let text = format!("{}{dates}", role.title);
        if schema == "Person" { out.text("position", &text) } else { out.note("role", &text) }
    }
    let (born, died) = match schema {
        "Person" => ("birthDate", "deathDate"),
        "Organization" => ("incorporationDate", "dissolutionDate"),
        _ => ("", ""),
    };
    for (property, label, date) in [(born, "born", &record.born), (died, "died", &record.died)] {
        match date {
            Some(date) if property.is_empty() => out.note(label, &date.to_string()),
            date => out.date(property, label, date.as_ref()),
        }
    }
    match (schema, &record.date) {
        ("Event", date) => out.period(date.as_ref()),
        ("Document", date) => out.date("date", "date", date.as_ref()),
        (_, Some(date)) => out.note("date", &date.to_string()),
        (_, None) => {}
    }
    match &record.coordinates {
        Some(at) if schema == "Address" => point::degrees(&mut out, at),
        Some(_) => out.push("addressEntity", point::id(ids, index)),
        None => {}
    }
    if schema == "Event" {
        event(ids, entity, &mut out);
    }
    out.body("summary", record.body.main_text());
    out.texts("keywords", &record.tags);
    for (authority, id) in &record.same_as {
        match values::wikidata_id(&id.value).filter(|_| authority.value.eq_ignore_ascii_case("wikidata")) {
            Some(id) => out.push("wikidataId", id.to_owned()),
            None => out.note(&authority.value, &id.value),
        }
    }
    out
}

/// Returns an end of a period as EDTF writes it; `..` where it is open.
fn end_text(date: Option<&Edtf>) -> String {
    date.map_or_else(|| "..".to_owned(), Edtf::to_string)
}

/// Writes where an event was and who took part.
fn event(ids: &MoneyIds<'_>, entity: &Entity, out: &mut MoneyEntity) {
    let registry = &ids.input.registry;
    for found in entity.record.participants.iter().filter_map(|id| registry.find(&id.value)) {
        if can_take_part(&registry.entities[found]) {
            out.push("involved", ids.record(found));
        }
    }
    let Some(place) = &entity.record.place else { return };
    match registry.find(&place.value) {
        Some(found) => {
            if schema_of(&registry.entities[found]) == "Address" {
                out.push("addressEntity", ids.record(found));
            }
            out.place("location", &registry.entities[found].record.name.value);
        }
        None => out.place("location", &place.value),
    }
}

/// Makes the relations of a record, and what the properties of its schema cannot say.
fn ties(ids: &MoneyIds<'_>, index: EntityIx, entity: &Entity) -> Vec<MoneyEntity> {
    let (registry, record) = (&ids.input.registry, &*entity.record);
    let is_event = entity.behaves_as == BaseKind::Event;
    let plain = |to: EntityIx, role: &str| {
        let (subject, object) = (ids.record(index), ids.record(to));
        let mut out = MoneyEntity::new(ids.tie('r', &[&subject, role, &object]), "UnknownLink");
        out.push("subject", subject);
        out.push("object", object);
        out.text("role", role);
        out
    };
    let find = |text: &SpannedText| registry.find(&text.value);
    let mut found = Vec::new();
    found.extend(point::of_record(ids, index, entity));
    found.extend(record.part_of.as_ref().and_then(find).map(|to| plain(to, "part of")));
    // An event has its place and most of those who took part as properties.
    let place = record.place.as_ref().and_then(find);
    let is_property = |to: &EntityIx| is_event && schema_of(&registry.entities[*to]) == "Address";
    found.extend(place.filter(|to| !is_property(to)).map(|to| plain(to, "place")));
    let others = record.participants.iter().filter_map(find);
    let others = others.filter(|to| !(is_event && can_take_part(&registry.entities[*to])));
    found.extend(others.map(|to| plain(to, "participant")));
    for relation in &record.relations {
        let Some(to) = registry.find(&relation.to.value) else { continue };
        let mut out = plain(to, &relation.label);
        let citation = relation.citation.as_ref().map_or("", |citation| citation.value.as_str());
        let Relation { from, until, .. } = relation;
        let (start, end) = (end_text(from.as_ref()), end_text(until.as_ref()));
        out.id = ids.tie('r', &[&ids.record(index), &relation.label, &ids.record(to), &start, &end, citation]);
        link_date(&mut out, "startDate", "from", from.as_ref());
        link_date(&mut out, "endDate", "until", until.as_ref());
        proof(ids, citation, &mut out);
        found.push(out);
    }
    found
}

/// Writes an end of a relation; a link has no notes, so a date that is not plain is in its description.
fn link_date(out: &mut MoneyEntity, property: &'static str, label: &str, date: Option<&Edtf>) {
    let plain = match date {
        Some(Edtf::At(point)) => values::plain_day(point),
        _ => None,
    };
    match (plain, date) {
        (Some(plain), _) => out.push(property, plain),
        (None, Some(date)) => out.text("description", &format!("{label}: {date}")),
        (None, None) => {}
    }
}

/// Writes the passage that supports a relation, `article#p3`.
fn proof(ids: &MoneyIds<'_>, citation: &str, out: &mut MoneyEntity) {
    let (id, part) = citation.split_once('#').unwrap_or((citation, ""));
    // The articles are in order of id.
    let found = Id::parse(id)
        .ok()
        .and_then(|id| ids.input.articles.binary_search_by(|(article, _, _)| article.id.cmp(&id)).ok());
    let Some(article) = found.and_then(|at| ArticleIx::all(ids.input.articles.len()).nth(at)) else {
        return out.text("description", citation);
    };
    out.push("proof", ids.article(article));
    if part.is_empty() {
        return;
    }
    let address = format!("{}#{}", article_address(ids.input, article), percent::encode_path(part));
    match values::clean_address(&address) {
        Some(address) => out.push("sourceUrl", address),
        None => out.text("recordId", part),
    }
}

/// Makes one entity for each record that an article names.
fn mentions(ids: &MoneyIds<'_>, index: ArticleIx) -> Vec<MoneyEntity> {
    let (article, annotated, _): &(&Article, &Annotations, Key) = &ids.input.articles[index];
    let text = article.body.main_text();
    let mut by_entity: BTreeMap<EntityIx, (BTreeSet<&str>, usize)> = BTreeMap::new();
    for mention in annotated.mentions.iter().filter(|mention| mention.end <= text.len()) {
        if let Some(entity) = ids.input.registry.find(mention.entity.as_str()) {
            let (forms, n) = by_entity.entry(entity).or_default();
            forms.insert(&text[mention.start..mention.end]);
            *n += 1;
        }
    }
    let document = ids.article(index);
    let made = by_entity.into_iter().map(|(entity, (forms, n))| {
        let record = ids.record(entity);
        let mut out = MoneyEntity::new(ids.tie('d', &[&document, &record]), "Documentation");
        out.push("document", document.clone());
        out.push("entity", record);
        out.push("role", "mention".to_owned());
        forms.into_iter().for_each(|form| out.name("namesMentioned", form));
        out.push("summary", count(n, "mention"));
        out
    });
    made.collect()
}
