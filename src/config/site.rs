//! site.yaml -> [`SiteConfig`], with all defaults filled in.
//!
//! Mistakes give diagnostics and defaults; the command line decides whether to stop (exit code 2), because a site built
//! from guesses makes no sense.

use super::days;
use super::output::{base_url, output};
use super::parts::{DataFile, SitePart};
use crate::base::nearest::distance;
use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::base::yaml_fields::{SpannedText, YamlFields, words_of};
use crate::base::{Code, Diagnostic, KeyBuilder, Keyed, Message, SourcePath, Span, StageOutput};
use crate::lang;
use crate::model::kind::BUILT_IN_KINDS;
use crate::model::prose_keys::PROSE_KEYS;
use crate::model::{BaseKind, Edtf, EntityKind, KindIx, LangTag, List, Rights};
use crate::say;

/// The settings in site.yaml, with every default filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteConfig {
    /// Name of the dossier.
    pub title: String,
    /// Language of the interface, and of articles that do not name one.
    pub language: LangTag,
    /// Address of the published site, ending in `/`; empty if unknown. Used only where a standard requires absolute
    /// addresses (feed, sitemap): all links of pages are relative.
    pub base_url: String,
    /// A one-sentence description for the front page and for search engines.
    pub description: String,
    /// The publisher of the dossier.
    pub author: String,
    /// Folder of themes/, or a built-in theme.
    pub theme: String,
    /// Span of the theme's name in site.yaml, if it is set.
    pub theme_span: Option<Span>,
    /// Whether the theme's own fonts are published; else pages use those of the reader's system.
    pub has_own_fonts: bool,
    /// The kinds of records, in the order of menus.
    pub kinds: List<KindIx, EntityKind>,
    /// Which mentions are linked.
    pub link: LinkPolicy,
    /// How much is published of an article without a `rights:` key.
    pub rights: Rights,
    /// What happens to raw HTML in texts.
    pub html: HtmlPolicy,
    /// Output folder, relative to the project.
    pub output: String,
    /// The optional parts that are turned off.
    pub without: Vec<SitePart>,
    /// The files for programs that are published besides the usual ones.
    pub data: Vec<DataFile>,
    /// The days that have a page of what was known then, in order.
    pub as_of: Vec<Edtf>,
}

impl SiteConfig {
    /// Returns a kind of entity.
    #[must_use]
    pub fn kind(&self, kind: KindIx) -> Option<&EntityKind> {
        self.kinds.entry(kind)
    }

    /// Returns whether a part of the site is turned on.
    #[must_use]
    pub fn has(&self, part: SitePart) -> bool {
        !self.without.contains(&part)
    }
}

/// Which mentions of an entity are linked; all of them are indexed in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPolicy {
    /// The first of each entity in each paragraph.
    FirstInParagraph,
    /// The first of each entity in the article.
    First,
    /// Every one.
    All,
}

/// What happens to raw HTML in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtmlPolicy {
    /// Show it as text.
    Escape,
    /// Keep what is harmless, by an allow-list.
    Sanitize,
    /// Publish it unchanged; for dossiers that contain only their author's texts.
    Trust,
}

impl Keyed for SiteConfig {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self {
            title,
            language,
            base_url,
            description,
            author,
            theme,
            theme_span,
            has_own_fonts,
            kinds,
            link,
            rights,
            html,
            output,
            without,
            data,
            as_of,
        } = self;
        key.text(title).add(language).text(base_url).text(description).text(author).text(theme).add(theme_span);
        key.number(u64::from(*has_own_fonts))
            .add(kinds)
            .add(link)
            .add(rights)
            .add(html)
            .text(output)
            .add(without)
            .add(data)
            .add(as_of);
    }
}

impl Keyed for LinkPolicy {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}

impl Keyed for HtmlPolicy {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}

/// Name of the file.
pub const FILE: &str = "site.yaml";

/// Parses site.yaml. Mistakes are reported and replaced by defaults.
#[must_use]
pub fn parse(text: &str) -> StageOutput<SiteConfig> {
    let file = SourcePath::new(FILE);
    let node = match yaml::parse(text, &file, 0) {
        Ok(node) => node,
        Err(diagnostic) => {
            let empty = YamlNode::new(0, 0, YamlValue::Map(Vec::new()));
            let mut checked = from_fields(YamlFields::new(&file, empty, PROSE_KEYS), &file);
            checked.value.rights = Rights::Reference;
            checked.diagnostics = vec![*diagnostic];
            return checked;
        }
    };
    from_fields(YamlFields::new(&file, node, PROSE_KEYS), &file)
}

fn from_fields(mut fields: YamlFields<'_>, file: &SourcePath) -> StageOutput<SiteConfig> {
    let title = fields.required("title").map_or_else(|| "Dossier".to_owned(), |text| text.value);
    let language = language(&mut fields);
    let base_url = base_url(&mut fields);
    let description = value(fields.text("description"));
    let author = value(fields.text("author"));
    let theme = fields.text("theme");
    let html = fields
        .choice(
            "html",
            &[("escape", HtmlPolicy::Escape), ("sanitize", HtmlPolicy::Sanitize), ("trust", HtmlPolicy::Trust)],
        )
        .unwrap_or(HtmlPolicy::Sanitize);
    let has_own_fonts = fields.choice("fonts", &[("own", true), ("system", false)]).unwrap_or(true);
    let (output, data) = output(&mut fields, file);
    let mut without = fields.choices("without", &SitePart::CHOICES);
    if fields.choice("search", &[("true", true), ("false", false)]) == Some(false) {
        without.push(SitePart::Search);
    }
    let as_of = days::as_of(&mut fields);
    let (link, rights) = annotate(&mut fields, file);
    let kinds = kinds(&mut fields, file, &language);
    let theme_span = theme.as_ref().map(|text| text.span.clone());
    let theme = theme.map_or_else(|| "default".to_owned(), |text| text.value);
    let value = SiteConfig {
        title,
        language,
        base_url,
        description,
        author,
        theme,
        theme_span,
        has_own_fonts,
        kinds,
        link,
        rights,
        html,
        output,
        without,
        data,
        as_of,
    };
    StageOutput { value, diagnostics: fields.finish() }
}

fn value(text: Option<SpannedText>) -> String {
    text.map(|text| text.value).unwrap_or_default()
}

fn language(fields: &mut YamlFields<'_>) -> LangTag {
    let Some(text) = fields.required("language") else { return LangTag::french() };
    LangTag::parse(&text.value).unwrap_or_else(|| {
        fields.diagnostics.push(not_a_language(text));
        LangTag::french()
    })
}

/// Reports a text that is no language tag.
#[must_use]
pub(crate) fn not_a_language(text: SpannedText) -> Diagnostic {
    let message = say!(
        en: "`{tag}` is not a language tag",
        fr: "`{tag}` n’est pas un code de langue",
        tag = text.value,
    );
    Diagnostic::new(Code::BadValue, text.span, message).help(say!(
        en: "write a tag such as `fr`, `en` or `fr-CA`",
        fr: "écrivez un code comme `fr`, `en` ou `fr-CA`",
    ))
}

fn annotate(fields: &mut YamlFields<'_>, file: &SourcePath) -> (LinkPolicy, Rights) {
    // `rights: excerpt` without indentation, or `anotate:`: it may have meant to publish less, so publish less.
    let mut is_doubtful = fields.unread().any(|(key, _)| is_near_key(key, "rights") || is_near_key(key, "annotate"));
    let least = |is_doubtful: bool| if is_doubtful { Rights::Reference } else { Rights::Full };
    let Some(node) = fields.take("annotate") else { return (LinkPolicy::FirstInParagraph, least(is_doubtful)) };
    let mut inner = YamlFields::new(file, node, PROSE_KEYS);
    let policies =
        [("first-in-paragraph", LinkPolicy::FirstInParagraph), ("first", LinkPolicy::First), ("all", LinkPolicy::All)];
    let policy = inner.choice("link", &policies).unwrap_or(LinkPolicy::FirstInParagraph);
    let n_before = inner.diagnostics.len();
    let is_empty =
        |(key, value): (&YamlNode, &YamlNode)| is_near_key(key, "rights") && matches!(value.value, YamlValue::Null);
    is_doubtful |= inner.unread().any(is_empty);
    let rights = inner.choice("rights", &Rights::CHOICES);
    // An unreadable value may have meant to publish less.
    is_doubtful |= inner.diagnostics.len() > n_before;
    is_doubtful |= inner.unread().any(|(key, _)| is_near_key(key, "rights"));
    let rights = rights.unwrap_or(least(is_doubtful));
    fields.diagnostics.append(&mut inner.finish());
    (policy, rights)
}

/// Returns whether a key nearly spells a word; the word itself counts only where it is not read (`rights` at the top
/// level).
fn is_near_key(key: &YamlNode, word: &str) -> bool {
    let YamlValue::Scalar(key) = &key.value else { return false };
    distance(key, word) <= 2 && (key != word || word == "rights")
}

/// The built-in kinds with the changes from site.yaml, then its own kinds in the order of the file.
fn kinds(fields: &mut YamlFields<'_>, file: &SourcePath, language: &LangTag) -> List<KindIx, EntityKind> {
    let words = lang::data(language).records.kinds;
    let mut kinds: Vec<EntityKind> = BUILT_IN_KINDS
        .iter()
        .map(|kind| {
            let words = words.iter().find(|words| words.id == kind.id);
            let (folder, label, plural) =
                words.map_or((kind.content, kind.id, kind.id), |words| (words.folder, words.label, words.plural));
            EntityKind {
                id: kind.id.to_owned(),
                content: kind.content.to_owned(),
                folder: folder.to_owned(),
                label: label.to_owned(),
                plural: plural.to_owned(),
                schema: kind.schema.to_owned(),
                color: String::new(),
                behaves_as: kind.base,
                personal_names: kind.base == BaseKind::Person,
            }
        })
        .collect();
    let Some(node) = fields.take("kinds") else { return kinds.into() };
    let YamlValue::Map(entries) = node.value else {
        let expected = say!(
            en: "a mapping of kinds, `ship: {{label: navire}}`",
            fr: "des types avec leurs clés, `ship: {{label: navire}}`",
        );
        fields.wrong_type(node.start, node.end, &expected);
        return kinds.into();
    };
    for (name, value) in entries {
        let YamlValue::Scalar(id) = &name.value else { continue };
        let span = Span::new(file, name.start, name.end);
        if !is_folder(id) {
            let message = say!(en: "`{id}` cannot name a kind", fr: "`{id}` ne peut pas nommer un type");
            fields.diagnostics.push(Diagnostic::new(Code::BadValue, span, message).help(folder_letters()));
            continue;
        }
        let mut inner = YamlFields::new(file, value, PROSE_KEYS);
        let index = kinds.iter().position(|kind| kind.id == *id).unwrap_or_else(|| {
            kinds.push(new_kind(id));
            kinds.len() - 1
        });
        change_kind(&mut kinds[index], &mut inner);
        fields.diagnostics.append(&mut inner.finish());
    }
    report_shared_folders(&kinds, node.start, node.end, file, &mut fields.diagnostics);
    kinds.into()
}

fn new_kind(id: &str) -> EntityKind {
    EntityKind {
        id: id.to_owned(),
        content: format!("{id}s"),
        folder: format!("{id}s"),
        label: id.to_owned(),
        plural: format!("{id}s"),
        schema: "Thing".to_owned(),
        color: String::new(),
        behaves_as: BaseKind::Other,
        personal_names: false,
    }
}

fn change_kind(kind: &mut EntityKind, fields: &mut YamlFields<'_>) {
    for (key, slot) in [("content", &mut kind.content), ("folder", &mut kind.folder)] {
        let Some(text) = fields.text(key) else { continue };
        if is_folder(&text.value) {
            *slot = text.value;
        } else {
            let message = say!(
                en: "`{name}` cannot be a folder name here",
                fr: "`{name}` ne peut pas être ici le nom d’un répertoire",
                name = text.value,
            );
            fields.diagnostics.push(Diagnostic::new(Code::BadValue, text.span, message).help(folder_letters()));
        }
    }
    for (key, slot) in [("label", &mut kind.label), ("plural", &mut kind.plural), ("schema", &mut kind.schema)] {
        if let Some(text) = fields.text(key) {
            *slot = text.value;
        }
    }
    if let Some(text) = fields.text("behaves_as") {
        if let Some(known) = BUILT_IN_KINDS.iter().find(|known| known.id == text.value) {
            kind.behaves_as = known.base;
            kind.personal_names = known.base == BaseKind::Person;
        } else {
            let known = words_of(&BUILT_IN_KINDS.map(|kind| kind.id));
            let message = say!(
                en: "`{kind}` is not a kind that another can behave as",
                fr: "`{kind}` n’est pas un type dont un autre puisse suivre la conduite",
                kind = text.value,
            );
            let help = say!(en: "write one of: {known}", fr: "écrivez l’un de ceux-ci : {known}"; known);
            fields.diagnostics.push(Diagnostic::new(Code::BadValue, text.span, message).help(help));
        }
    }
    if let Some(text) = fields.text("color") {
        let plain = |c: char| c.is_ascii_alphanumeric() || "#(),.% -".contains(c);
        if text.value.chars().all(plain) {
            kind.color = text.value;
        } else {
            let message =
                say!(en: "`{color}` is not a colour", fr: "`{color}` n’est pas une couleur", color = text.value);
            fields.diagnostics.push(Diagnostic::new(Code::BadValue, text.span, message).help(say!(
                en: "write a CSS colour such as `#8a3b12`",
                fr: "écrivez une couleur de CSS comme `#8a3b12`",
            )));
        }
    }
}

fn folder_letters() -> Message {
    say!(
        en: "use lower-case letters, digits and `-`",
        fr: "n’employez que des lettres minuscules sans accent, des chiffres et `-`",
    )
}

fn is_folder(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 60
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Output folders that are used by pages other than records.
pub const RESERVED_FOLDERS: [&str; 9] =
    ["articles", "copies", "network", "tags", "data", "assets", "pages", "media", "search"];

fn report_shared_folders(
    kinds: &[EntityKind],
    start: usize,
    end: usize,
    file: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (index, kind) in kinds.iter().enumerate() {
        let shared = kinds[..index].iter().any(|other| other.folder == kind.folder || other.content == kind.content);
        if shared
            || RESERVED_FOLDERS.contains(&kind.folder.as_str())
            || ["articles", "pages", "media", "notes"].contains(&kind.content.as_str())
        {
            let message = say!(
                en: "the kind `{id}` uses a folder that is already taken",
                fr: "le type `{id}` emploie un répertoire déjà pris",
                id = kind.id,
            );
            diagnostics.push(Diagnostic::new(Code::RouteClash, Span::new(file, start, end), message).help(say!(
                en: "give it another `folder:` or `content:`",
                fr: "donnez-lui un autre `folder:` ou `content:`",
            )));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_are_enough() {
        let site = parse("title: Essai\nlanguage: fr\n");
        assert!(site.diagnostics.is_empty(), "{:?}", site.diagnostics);
        assert_eq!(site.value.kinds[KindIx::new(0)].folder, "personnes");
        assert_eq!(site.value.output, "public");
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let site = parse(
            "titel: x\nlanguage: klingon!\nbase_url: example.org\nannotate: {link: sometimes}\nkinds: {Ship: {}}\noutput: ../x\n",
        );
        let codes: Vec<Code> = site.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes.len(), 7, "{:#?}", site.diagnostics);
        assert!(
            codes.contains(&Code::UnknownKey) && codes.contains(&Code::MissingKey) && codes.contains(&Code::BadValue)
        );
    }

    #[test]
    fn a_site_may_withhold_by_default_and_a_wrong_word_withholds_most() {
        let rights = |value: &str| {
            let site = parse(&format!("title: x\nlanguage: fr\nannotate: {{rights: {value}}}\n"));
            (site.value.rights, site.diagnostics.len())
        };
        assert_eq!(rights("excerpt"), (Rights::Excerpt, 0));
        assert_eq!(rights("exerpt"), (Rights::Reference, 1));
        assert_eq!(parse("title: x\nlanguage: fr\n").value.rights, Rights::Full);
    }

    #[test]
    fn a_kind_of_the_site_may_behave_as_a_built_in_one() {
        let read = parse(
            "title: A\nlanguage: fr\nkinds:\n  commune: {behaves_as: place}\n  prison: {}\n  king: {behaves_as: queen}\n",
        );
        let base = |id: &str| read.value.kinds.iter().find(|kind| kind.id == id).map(|kind| kind.behaves_as);
        assert_eq!(base("commune"), Some(BaseKind::Place));
        assert_eq!(base("prison"), Some(BaseKind::Other));
        assert_eq!(base("king"), Some(BaseKind::Other));
        assert_eq!(read.diagnostics.len(), 1, "{:?}", read.diagnostics);
    }

    #[test]
    fn a_user_may_add_a_kind_and_change_a_folder() {
        let site = parse(
            "title: x\nlanguage: en\nkinds: {ship: {label: ship, plural: Ships, schema: Vehicle}, person: {folder: persons}}\n",
        );
        assert!(site.diagnostics.is_empty(), "{:?}", site.diagnostics);
        assert_eq!(site.value.kinds.last().map(|kind| kind.content.as_str()), Some("ships"));
        assert_eq!(site.value.kinds[KindIx::new(0)].folder, "persons");
    }
}
