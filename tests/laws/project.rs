//! A small dossier in memory, random edits of it, and the complete result of a build.

use std::collections::BTreeMap;

use dossier::build::render_page;
use dossier::build::{BuiltSite, Memo, PipelineOptions, build};
use dossier::source::Snapshot;
use proptest::prelude::*;

/// File name -> content.
pub(crate) type Files = BTreeMap<String, String>;

/// The complete result of a build: the bytes of each route, and each diagnostic as text.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome {
    pub pages: BTreeMap<String, Option<Vec<u8>>>,
    pub diagnostics: Vec<String>,
}

/// Builds the files and renders every page.
pub(crate) fn outcome(files: &Files, memo: &Memo) -> Outcome {
    outcome_of(&build(&snapshot(files), &PipelineOptions::default(), memo), memo)
}

pub(crate) fn outcome_of(built: &BuiltSite, memo: &Memo) -> Outcome {
    let mut diagnostics: Vec<String> = built.diagnostics.iter().map(|d| format!("{d:?}")).collect();
    let mut pages = BTreeMap::new();
    for page in built.pages() {
        let artifact = render_page(built, &page, memo);
        diagnostics.extend(artifact.diagnostics.iter().map(|d| format!("{d:?}")));
        pages.insert(page.route.to_string(), artifact.bytes.clone());
    }
    Outcome { pages, diagnostics }
}

pub(crate) fn snapshot(files: &Files) -> Snapshot {
    Snapshot::from_files(files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())))
}

/// Text that two articles print, and that edits print again elsewhere.
const DISPATCH: &str = "Jeanne Morvan a annoncé mardi que le Phare d’Armel resterait ouvert pendant l’été, malgré les \
travaux du port. « Nous n’avons pas le droit de fermer », a déclaré Jeanne Morvan devant une quarantaine d’habitants.\n\n\
Paul Kerdaniel, son adjoint, attend 1 200 visiteurs le 14 juillet. Les bateaux partiront du vieux quai, deux fois par jour, \
et le prix du billet ne change pas. La mairie cherche encore trois gardiens pour la saison.\n";

/// A dossier with every kind of page and of dependency.
pub(crate) fn start() -> Files {
    let mut files = Files::new();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.to_owned()));
    add(
        "site.yaml",
        "title: Essai\nlanguage: fr\nbase_url: https://example.org/a/\noutput: {data: [corpus, csv, gexf-relations, graphml, lpf, skos, tei]}\n",
    );
    add("content/index.md", "---\ntitle: Le port\n---\nLe phare d’Armel et Jeanne Morvan.\n");
    add(
        "content/pages/a-propos.md",
        "---\ntitle: À propos\n---\nVoir [[le-phare]] et [le port](../articles/le-port.md).\n",
    );
    add(
        "content/articles/le-port.md",
        "---\ntitle: Le port rouvre\npicture: {file: media/plan.svg, caption: Le quai}\ndate: 2021-05-03\npublisher: L’Écho\ntags: [port, mer]\n---\n# Le port rouvre\n\nJeanne Morvan a rouvert le *Phare d’Armel*. Morvan a souri.[^1]\n\n> [!caption] Jeanne Morvan au port. Photo : AFP\n\n[^1]: Selon Paul Kerdaniel.\n",
    );
    add(
        "content/articles/le-phare-rallume.md",
        "---\ntitle: Le phare rallumé\ndate: 2021-06\ntags: [phare]\nas: {Kerdaniel: paul-kerdaniel}\n---\nLe Phare d’Armel brille. Kerdaniel et Jeanne Morvan étaient là, à Armel, avec la Société du port.\n\n```rust\nfn main() {}\n```\n\nVoir [[le-port#p1|le premier article]].\n",
    );
    add(
        "content/people/jeanne-morvan.md",
        "---\nname: Jeanne Morvan\nroles: [{title: maire, refer: [la maire], from: 2020}]\nrelations: [{to: paul-kerdaniel, as: adjoint, source: le-port#p1}]\n---\nMaire d’Armel.\n",
    );
    add(
        "content/articles/depeche.md",
        &format!("---\ntitle: Une dépêche\ndate: 2021-05-04\npublisher: Agence\n---\n{DISPATCH}"),
    );
    let reworded = DISPATCH.replace("annoncé", "fait savoir").replace("pendant l’été", "tout l’été");
    add(
        "content/articles/depeche-reprise.md",
        &format!("---\ntitle: La même, ailleurs\ndate: 2021-05-05\npublisher: L’Écho\nrights: full\n---\n{reworded}"),
    );
    add("content/media/plan.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='48'></svg>");
    add("content/people/paul-kerdaniel.md", "---\nname: Paul Kerdaniel\ntags: [mer]\n---\nAdjoint.\n");
    add(
        "content/places.yaml",
        "- {id: armel, name: Armel, coordinates: [48.1, -4.2]}\n- {id: le-phare, name: Phare d’Armel, former: [phare]}\n",
    );
    add("content/organisations.yaml", "- {id: societe, name: Société du port}\n");
    add(
        "content/events/reouverture.md",
        "---\nname: réouverture du port\ndate: 2021-05-03\nplace: armel\nparticipants: [jeanne-morvan]\n---\n",
    );
    files
}

/// One edit that a person makes.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Write(String, String),
    Delete(usize),
    Rename(usize, String),
    /// Replaces the n-th occurrence of some words in a file by others.
    Replace(usize, &'static str, &'static str),
    Append(usize, String),
}

const REPLACEMENTS: [(&str, &str); 39] = [
    ("name: Paul Kerdaniel\n", "name: Paul Kerdaniel\nvisibility: initials\n"),
    ("visibility: initials", "visibility: hidden"),
    ("media/plan.svg", "media/autre.svg"),
    ("width='64'", "width='65'"),
    ("caption: Le quai", "alt: Un quai"),
    ("coordinates: [48.1, -4.2]", "part_of: le-phare"),
    ("name: Phare d’Armel", "name: Phare d’Armel, coordinates: [-17.8, 177.7]"),
    ("date: 2021-05-05", "date: 2021-05-01"),
    ("date: 2021-05-04", "date: 2021-05-04\ncopy_of: none"),
    ("copy_of: none", "copy_of: le-port"),
    ("copy_of: le-port", "copy_of: le-pot"),
    ("tags: [phare]", "tags: [phare]\ncopy_of: depeche"),
    ("rights: full", "rights: excerpt"),
    ("title: Essai", "title: Essai\nannotate: {rights: excerpt}"),
    ("{rights: excerpt}", "{rights: reference}"),
    ("publisher: Agence", "publisher: Autre agence"),
    // The group stays the same, but another of its copies counts.
    ("publisher: Agence", "publisher: Agence\nunlinked: [Jeanne Morvan]"),
    (" l’été", " l’été avec Paul Kerdaniel"),
    ("La mairie cherche encore trois gardiens pour la saison.", "Nul ne sait qui gardera le phare cet hiver."),
    ("date: 2021", "draft: true\ndate: 2021"),
    ("draft: true\n", ""),
    ("title: Le", "title: Un autre"),
    ("name: Jeanne Morvan", "name: Jeanne Morvan\nnames: [Morvan l’Ancienne]"),
    ("name: Paul Kerdaniel", "name: Paul Kerdaniel-Le Goff"),
    ("weak:", "never:"),
    ("tags: [port, mer]", "tags: [mer, Mer, île]"),
    ("Jeanne Morvan", "Paul Kerdaniel"),
    ("[[le-phare]]", "[[le-fare]]"),
    ("language: fr", "language: en"),
    ("title: Essai", "title: Essai\nannotate: {link: all}"),
    ("title: Essai", "title: Essai\nkinds: {ship: {label: navire, plural: Navires}, person: {folder: gens}}"),
    ("date: 2021-05-03", "date: 2021-02-30"),
    ("---\n", "--\n"),
    ("name: Armel", "name: Armel\n  visibility: hidden"),
    ("Adjoint.", "Adjoint et pêcheur.<script>x</script><b>gras</b>"),
    ("Le phare", "La tour"),
    ("rights: full", "rights: reference"),
    ("a souri", "a ri"),
    ("entity: none", "entity: armel"),
];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("---\ntitle: Neuf\ndate: 2022-01-01\n---\nJeanne Morvan, Kerdaniel et la maire à Armel.\n".to_owned()),
        Just("---\nname: Armel\nweak: [Morvan]\n---\nUn lieu de plus, près du Phare d’Armel.\n".to_owned()),
        Just("---\nname: Jeanne Morvan\n---\nUne autre.\n".to_owned()),
        Just(format!("---\ntitle: Encore elle\ndate: 2021-05-06\n---\n{DISPATCH}")),
        Just(format!("---\ntitle: Sa fin\n---\n{}", DISPATCH.split_once("\n\n").map_or("", |(_, end)| end))),
        Just("---\ntitle: [\n---\nx\n".to_owned()),
        Just("sans rien devant, avec [[jeanne-morvan|elle]] et ![](media/a.png)".to_owned()),
        Just(String::new()),
        Just("- {quote: brille, note: Vraiment ?}\n- {quote: absent, note: x}\n".to_owned()),
        Just("- {article: le-port, quote: Morvan, suffix: \" a souri\", entity: paul-kerdaniel}\n- {article: rien, quote: x, entity: y}\n".to_owned()),
        "[ -~éàœ’«»\\n#*\\[\\]|]{0,60}".prop_map(|text| format!("---\ntitle: hasard\n---\n{text}\n")),
    ]
}

fn names() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "content/articles/neuf.md",
        "content/articles/Neuf.md",
        "content/articles/le-port.md",
        "content/articles/2022-01.md",
        "content/articles/depeche.md",
        "content/articles/autre-depeche.md",
        "content/people/armel.md",
        "content/people/neuf.md",
        "content/people.yaml",
        "content/ships/neuf.md",
        "content/pages/neuf.md",
        "content/media/a.png",
        "content/index.md",
        "content/oubli.txt",
        "content/decisions.yaml",
        "content/notes/le-phare-rallume.yaml",
        "themes/default/templates/tag.html",
        "themes/default/static/style.css",
        "themes/default/lang/fr.yaml",
    ])
    .prop_map(str::to_owned)
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        2 => (names(), texts()).prop_map(|(name, text)| Edit::Write(name, text)),
        1 => any::<usize>().prop_map(Edit::Delete),
        1 => (any::<usize>(), names()).prop_map(|(index, name)| Edit::Rename(index, name)),
        5 => (any::<usize>(), prop::sample::select(REPLACEMENTS.to_vec())).prop_map(|(index, (from, to))| Edit::Replace(index, from, to)),
        1 => (any::<usize>(), "[a-zA-Zé ’.]{1,20}").prop_map(|(index, text)| Edit::Append(index, text)),
    ]
}

pub(crate) fn apply(files: &mut Files, edit: &Edit) {
    let name_at = |files: &Files, index: usize| files.keys().nth(index % files.len().max(1)).cloned();
    match edit {
        Edit::Write(name, text) => drop(files.insert(name.clone(), text.clone())),
        Edit::Delete(index) => {
            if let Some(name) = name_at(files, *index).filter(|name| name != "site.yaml") {
                files.remove(&name);
            }
        }
        Edit::Rename(index, to) => {
            if let Some(text) =
                name_at(files, *index).filter(|name| name != "site.yaml").and_then(|name| files.remove(&name))
            {
                files.insert(to.clone(), text);
            }
        }
        Edit::Replace(index, from, to) => {
            let holders: Vec<String> =
                files.iter().filter(|(_, text)| text.contains(from)).map(|(name, _)| name.clone()).collect();
            if let Some(text) = holders.get(index % holders.len().max(1)).and_then(|name| files.get_mut(name)) {
                *text = text.replacen(from, to, 1);
            }
        }
        Edit::Append(index, more) => {
            if let Some(text) = name_at(files, *index).and_then(|name| files.get_mut(&name)) {
                text.push_str(more);
            }
        }
    }
}
