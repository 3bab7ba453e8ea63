//! If one input changes the bytes of a page, it changes the key of the page. A key that does not cover an input leaves a
//! stale page in the output folder.
//!
//! Both sites are built from scratch, so that no cache hides a difference.

use std::collections::BTreeMap;

use dossier::build::{Memo, PipelineOptions, build, render_page};
use dossier::pages::PageKind;
use proptest::prelude::*;

use super::project::{Files, apply, edit, snapshot, start};

/// An edit: a name for messages, the file, the text that is replaced, and the replacement. If the text to replace is empty,
/// the whole file is written.
type Perturbation = (&'static str, &'static str, &'static str, &'static str);

const PORT: &str = "content/articles/le-port.md";
const PHARE: &str = "content/articles/le-phare-rallume.md";
const JEANNE: &str = "content/people/jeanne-morvan.md";
const PAUL: &str = "content/people/paul-kerdaniel.md";
const EVENT: &str = "content/events/reouverture.md";
const PLACES: &str = "content/places.yaml";
const SITE: &str = "site.yaml";

const PERTURBATIONS: &[Perturbation] = &[
    ("title of an article", PORT, "title: Le port rouvre", "title: Le port rouvre enfin"),
    ("title of a copy", "content/articles/depeche.md", "title: Une dépêche", "title: Autre titre"),
    ("title of a related article", "content/articles/retour-1.md", "title: Retour 1", "title: Premier retour"),
    ("date of a related article", "content/articles/retour-1.md", "date: 2021-01-20", "date: 2021-01-21"),
    ("a quotation about an event", "content/articles/retour-3.md", "est à tous", "est à nous"),
    ("date of an article", PORT, "date: 2021-05-03", "date: 2021-05-02"),
    ("precision of a date", PHARE, "date: 2021-06", "date: 2021-06-01"),
    ("publisher", PORT, "publisher: L’Écho", "publisher: La Gazette"),
    ("author", PORT, "publisher: L’Écho", "publisher: L’Écho\nauthor: Anne Le Bris"),
    ("address", PORT, "publisher: L’Écho", "publisher: L’Écho\nurl: https://example.org/port"),
    ("language of an article", PORT, "publisher: L’Écho", "publisher: L’Écho\nlanguage: br"),
    ("former id", PORT, "publisher: L’Écho", "publisher: L’Écho\nformer: [ancien-port]"),
    ("rights", "content/articles/depeche-reprise.md", "rights: full", "rights: excerpt"),
    ("caption of the lead picture", PORT, "caption: Le quai", "caption: Le môle"),
    ("file of a picture", "content/media/plan.svg", "width='64'", "width='65'"),
    ("a tag", PORT, "tags: [port, mer]", "tags: [port]"),
    ("another tag", PHARE, "tags: [phare]", "tags: [phare, mer]"),
    ("spelling of a tag", PORT, "tags: [port, mer]", "tags: [port, Mer]"),
    ("a word", PORT, "a souri", "a ri"),
    ("a mention", PORT, "Morvan a souri", "Elle a souri"),
    ("one more mention", PORT, "Morvan a souri", "Morvan a souri à Paul Kerdaniel"),
    ("a footnote", PORT, "Selon Paul Kerdaniel", "Selon Jeanne Morvan"),
    ("a caption in the text", PORT, "Photo : AFP", "Photo : Reuters"),
    ("a link", PHARE, "[[le-port#p1|le premier article]]", "[[depeche#p1|le premier article]]"),
    (
        "a quotation",
        "content/articles/depeche.md",
        "Nous n’avons pas le droit de fermer",
        "Nous avons le droit de fermer",
    ),
    ("a date in a text", "content/articles/depeche.md", "le 14 juillet", "le 15 juillet"),
    ("a number in a text", "content/articles/depeche.md", "1 200 visiteurs", "1 300 visiteurs"),
    (
        "a copy",
        "content/articles/depeche-reprise.md",
        "title: La même, ailleurs",
        "title: La même, ailleurs\ncopy_of: none",
    ),
    (
        "a decision",
        "content/decisions.yaml",
        "",
        "- {article: le-port, quote: Morvan, suffix: \" a souri\", entity: paul-kerdaniel}\n",
    ),
    (
        "a note in the margin",
        "content/notes/le-port.yaml",
        "",
        "- {quote: a rouvert, note: Vraiment ?, verdict: disputed}\n",
    ),
    ("name of a record", JEANNE, "name: Jeanne Morvan", "name: Jeanne Morvan\nsort: Le Morvan, Jeanne"),
    ("a namesake", "content/people/un-autre.md", "", "---\nname: Paul Kerdaniel\n---\nUn cousin.\n"),
    ("name of a speaker", JEANNE, "name: Jeanne Morvan", "name: Jeanne Morvan-Le Goff\nnames: [Jeanne Morvan]"),
    ("alias", JEANNE, "name: Jeanne Morvan", "name: Jeanne Morvan\nnames: [Mme Morvan]"),
    ("alias that articles use", PLACES, "name: Phare d’Armel", "name: Phare d’Armel, names: [vieux quai]"),
    ("gloss", JEANNE, "Maire d’Armel.", "Mairesse d’Armel."),
    ("text of a record", PAUL, "Adjoint.", "Adjoint de [[jeanne-morvan]]."),
    ("birth", JEANNE, "name: Jeanne Morvan", "name: Jeanne Morvan\nborn: 1961"),
    ("role", JEANNE, "title: maire,", "title: ancienne maire,"),
    ("beginning of a role", JEANNE, "from: 2020", "from: 2022"),
    (
        "picture of a record",
        JEANNE,
        "name: Jeanne Morvan",
        "name: Jeanne Morvan\npicture: {file: media/plan.svg, credit: Elle}",
    ),
    ("relation", JEANNE, "as: adjoint", "as: premier adjoint"),
    ("citation of a relation", JEANNE, "source: le-port#p1", "source: depeche#p1"),
    ("tag of a record", PAUL, "tags: [mer]", "tags: [port]"),
    ("date of an event", EVENT, "date: 2021-05-03", "date: 2021-05-04"),
    ("place of an event", EVENT, "place: armel", "place: le-phare"),
    ("participant", EVENT, "participants: [jeanne-morvan]", "participants: [paul-kerdaniel]"),
    ("coordinates", PLACES, "[48.1, -4.2]", "[47.1, -4.2]"),
    ("name of a place", PLACES, "name: Armel,", "name: Armel-sur-Mer, names: [Armel],"),
    ("former id of a record", PLACES, "former: [phare]", "former: [le-feu]"),
    (
        "authority",
        "content/organisations.yaml",
        "name: Société du port",
        "name: Société du port, same_as: {wikidata: Q1}",
    ),
    ("status of a record", PAUL, "name: Paul Kerdaniel", "name: Paul Kerdaniel\nstatus: proposed"),
    ("visibility", PAUL, "name: Paul Kerdaniel", "name: Paul Kerdaniel\nvisibility: hidden"),
    ("text of the front page", "content/index.md", "Le phare d’Armel et", "Le port d’Armel et"),
    ("title of a free page", "content/pages/a-propos.md", "title: À propos", "title: Qui sommes-nous"),
    ("text of a free page", "content/pages/a-propos.md", "Voir", "Lire"),
    ("title of the site", SITE, "title: Essai", "title: Épreuve"),
    ("description of the site", SITE, "title: Essai", "title: Essai\ndescription: Une épreuve"),
    ("author of the site", SITE, "title: Essai", "title: Essai\nauthor: Nous"),
    ("address of the site", SITE, "example.org/a/", "example.org/b/"),
    ("no address", SITE, "base_url: https://example.org/a/\n", ""),
    ("language of the site", SITE, "language: fr", "language: en"),
    ("link policy", SITE, "title: Essai", "title: Essai\nannotate: {link: all}"),
    ("colour of a kind", SITE, "title: Essai", "title: Essai\nkinds: {person: {color: '#123456'}}"),
    ("label of a kind", SITE, "title: Essai", "title: Essai\nkinds: {person: {plural: Gens}}"),
    ("folder of a kind", SITE, "title: Essai", "title: Essai\nkinds: {person: {folder: gens}}"),
    ("parts left out", SITE, "title: Essai", "title: Essai\nwithout: [search, network]"),
    ("a message", "themes/default/lang/fr.yaml", "", "articles: Papiers\n"),
    (
        "a template",
        "themes/default/templates/tag.html",
        "",
        "{% extends \"builtin/tag.html\" %}{% block main %}{{ label }}{% endblock %}",
    ),
    ("a style sheet", "themes/default/static/style.css", "", "a { color: red }\n"),
    (
        "a new article",
        "content/articles/neuf.md",
        "",
        "---\ntitle: Neuf\ndate: 2021-05-03\ntags: [mer]\n---\nJeanne Morvan et Paul Kerdaniel à Armel.\n",
    ),
    (
        "a new record",
        "content/people/anne.md",
        "",
        "---\nname: Anne Le Bris\ncoordinates: [48.2, -4.1]\n---\nGardienne.\n",
    ),
];

/// Returns the key and bytes of each page, by route.
type Pages = BTreeMap<String, (String, Option<Vec<u8>>)>;

fn pages(files: &Files, is_wanted: impl Fn(&PageKind) -> bool) -> Pages {
    let memo = Memo::default();
    let built = build(&snapshot(files), &PipelineOptions::default(), &memo);
    let wanted = built.pages().into_iter().filter(|page| is_wanted(&page.kind));
    wanted
        .map(|page| (page.route.to_string(), (page.key.to_string(), render_page(&built, &page, &memo).bytes.clone())))
        .collect()
}

/// Returns the routes whose bytes differ, and those of them whose keys do not.
fn changed<'a>(before: &'a Pages, after: &Pages) -> (Vec<&'a str>, Vec<&'a str>) {
    let differ = before.iter().filter(|(route, (_, bytes))| after.get(*route).is_some_and(|(_, other)| other != bytes));
    let routes: Vec<&str> = differ.map(|(route, _)| route.as_str()).collect();
    let stale = routes.iter().copied().filter(|route| before[*route].0 == after[*route].0).collect();
    (routes, stale)
}

fn perturbed(files: &Files, (_, file, from, to): &Perturbation) -> Files {
    let mut files = files.clone();
    let text = files.entry((*file).to_owned()).or_default();
    *text = if from.is_empty() { (*to).to_owned() } else { text.replacen(from, to, 1) };
    files
}

/// The dossier of the other laws, with an event about which several articles quote a person: these are related to each
/// other, and not all of them are adjacent in time.
fn rich() -> Files {
    let mut files = start();
    for n in 1..=6 {
        files.insert(
            format!("content/articles/retour-{n}.md"),
            format!(
                "---\ntitle: Retour {n}\ndate: 2021-0{n}-20\ntags: [retour]\n---\nLa réouverture du port a réuni {n}00 personnes autour de Paul Kerdaniel et de la Société du port. « Le quai numéro {n} est à tous », a déclaré Jeanne Morvan.\n"
            ),
        );
    }
    files
}

#[test]
fn an_input_that_changes_a_page_changes_its_key() {
    check(&rich(), PERTURBATIONS, |_| true);
}

fn check(files: &Files, perturbations: &[Perturbation], is_wanted: impl Fn(&PageKind) -> bool) {
    let before = pages(files, &is_wanted);
    let mut wrong = Vec::new();
    for perturbation in perturbations {
        let name = perturbation.0;
        let after = pages(&perturbed(files, perturbation), &is_wanted);
        let (routes, stale) = changed(&before, &after);
        if routes.is_empty() && after.keys().all(|route| before.contains_key(route)) {
            wrong.push(format!("{name}: nothing changes"));
        }
        if !stale.is_empty() {
            wrong.push(format!("{name}: same key, other bytes: {stale:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    /// The same from any dossier, and for edits that break something.
    #[test]
    fn any_edit_that_changes_a_page_changes_its_key(script in prop::collection::vec(edit(), 0..4), last in edit()) {
        let mut files = start();
        for edit in &script {
            apply(&mut files, edit);
        }
        let before = pages(&files, |_| true);
        apply(&mut files, &last);
        let after = pages(&files, |_| true);
        let (_, stale) = changed(&before, &after);
        prop_assert!(stale.is_empty(), "same key, other bytes: {:?} after {:?}", stale, last);
    }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24)
}

/// Number of articles of the long dossier: enough for older pages of each list.
const N_LONG: usize = 620;

/// A dossier whose lists take several pages. One dispatch in ten is printed twice.
fn long() -> Files {
    let mut files = Files::new();
    files.insert(SITE.to_owned(), "title: Long\nlanguage: fr\n".to_owned());
    files.insert(JEANNE.to_owned(), "---\nname: Jeanne Morvan\n---\nMaire.\n".to_owned());
    files.insert(PAUL.to_owned(), "---\nname: Paul Kerdaniel\n---\nAdjoint.\n".to_owned());
    for n in 0..N_LONG {
        let (year, month) = (2000 + n / 12, 1 + n % 12);
        files.insert(
            format!("content/articles/a{n:03}.md"),
            format!("---\ntitle: Article {n}\ndate: {year}-{month:02}\npublisher: L’Écho\ntags: [mer]\n---\nJeanne Morvan parle, la fois {n}.\n"),
        );
    }
    files
}

#[test]
fn an_input_that_changes_a_page_of_a_long_list_changes_its_key() {
    const OLD: &str = "content/articles/a003.md";
    const LAST_OF_PAGE: &str = "content/articles/a199.md";
    let perturbations: &[Perturbation] = &[
        ("title", OLD, "title: Article 3", "title: Autre"),
        ("date", LAST_OF_PAGE, "date: 2016-08", "date: 2016-09"),
        ("date that the page before shows", "content/articles/a399.md", "date: 2033-04", "date: 2033-05"),
        ("publisher", OLD, "publisher: L’Écho", "publisher: La Gazette"),
        ("language", OLD, "publisher: L’Écho", "publisher: L’Écho\nlanguage: br"),
        ("tag", OLD, "tags: [mer]", "tags: [terre]"),
        ("label of the tag", "content/articles/a000.md", "tags: [mer]", "tags: [Mer]"),
        ("text around a mention", OLD, "parle", "se tait"),
        ("second mention", OLD, "parle", "parle de Jeanne Morvan"),
        ("other mention", OLD, "parle", "parle de Paul Kerdaniel"),
        ("no mention", OLD, "Jeanne Morvan", "Elle"),
        ("name", JEANNE, "name: Jeanne Morvan", "name: Jeanne Morvan-Le Goff\nnames: [Jeanne Morvan]"),
        ("gloss", JEANNE, "Maire.", "Ancienne maire."),
        ("kind", SITE, "title: Long", "title: Long\nkinds: {person: {label: quidam}}"),
        ("copy", "content/articles/a002.md", "publisher: L’Écho", "publisher: L’Écho\ncopy_of: a003"),
        (
            "new article",
            "content/articles/neuf.md",
            "",
            "---\ntitle: Neuf\ndate: 2099\ntags: [mer]\n---\nJeanne Morvan.\n",
        ),
        (
            "new old article",
            "content/articles/neuf.md",
            "",
            "---\ntitle: Neuf\ndate: 1999\ntags: [mer]\n---\nJeanne Morvan.\n",
        ),
    ];
    // The pages of articles have few words; the others contain lists.
    let is_list = |kind: &PageKind| !matches!(kind, PageKind::Article(_));
    let before = pages(&long(), is_list);
    for route in ["articles/pages/2.html", "tags/mer/2.html", "personnes/jeanne-morvan/2.html", "search/d1.js"] {
        assert!(before.contains_key(route), "{route} is missing from {:?}", before.keys().collect::<Vec<_>>());
    }
    check(&long(), perturbations, is_list);
}
