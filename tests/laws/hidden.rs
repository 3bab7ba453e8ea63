//! The site with a hidden record is identical to the site without the record: every byte of every page, and every key in the
//! manifest. And no such key depends on the withheld part of a text.

use std::collections::BTreeMap;

use dossier::base::Key;
use dossier::build::render_page;
use dossier::build::{Memo, PipelineOptions, build};
use dossier::source::Snapshot;

type Site = BTreeMap<String, (Key, Vec<u8>)>;

fn site(files: &[(&str, String)], memo: &Memo) -> Site {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes()));
    let built = build(&Snapshot::from_files(files), &PipelineOptions::default(), memo);
    assert!(built.protection.is_known(), "{:?}", built.protection);
    let drawn = built.pages().into_iter().map(|page| {
        let bytes = render_page(&built, &page, memo).bytes.clone().expect("a page");
        (page.route.to_string(), (page.key, bytes))
    });
    drawn.collect()
}

/// Compares two dossiers page by page; `table` is the content of content/people.yaml.
fn alike(one: &[(&str, String)], other: &[(&str, String)]) {
    let memo = Memo::default();
    let (one, other) = (site(one, &memo), site(other, &memo));
    let differing: Vec<&String> =
        one.keys().chain(other.keys()).filter(|route| one.get(*route) != other.get(*route)).collect();
    let bytes: Vec<&&String> = differing
        .iter()
        .filter(|route| one.get(**route).map(|(_, bytes)| bytes) != other.get(**route).map(|(_, bytes)| bytes))
        .collect();
    let first = bytes.first().map(|route| {
        let text = |site: &Site| {
            site.get(**route).map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
        };
        let (one, other) = (text(&one), text(&other));
        one.lines().zip(other.lines()).find(|(a, b)| a != b).map(|(a, b)| format!("{a}\n{b}"))
    });
    assert!(differing.is_empty(), "{first:?} other keys: {differing:?}, other bytes: {bytes:?}");
}

const HIDDEN: &str = "---\nname: Edmée Sarlat\nnames: [la Sarlat]\nvisibility: hidden\nroles:\n  - {title: maire, refer: [la maire de Merval, le port de Brunel]}\nrelations: [{to: merval, as: préside}]\n---\nElle préside.\n";

/// Texts in which names of the hidden record contain names of others; `hidden` is how it is referred to, if at all.
fn dossier(hidden: bool) -> Vec<(&'static str, String)> {
    let refer = |words: &str| if hidden { format!("[[edmee-sarlat|{words}]]") } else { words.to_owned() };
    let relation = if hidden { ", {to: edmee-sarlat, as: voisin}" } else { "" };
    let participants = if hidden { "[edmee-sarlat, paul-brunel]" } else { "[paul-brunel]" };
    let text = format!(
        "---\ntitle: La crue\ndate: 2021-05-03\n---\nLa maire de Merval a parlé à Merval. {} et Paul Brunel ont vu le port de Brunel. Merval dort.\n\n« Tout va bien », a dit la maire de Merval. Le Cercle du vieux Merval (CVM) s’est tu ; le CVM aussi. Brunel est parti.\n",
        refer("Une dame")
    );
    let mut files = vec![
        ("site.yaml", "title: Essai\nlanguage: fr\nbase_url: https://example.org/\n".to_owned()),
        ("content/places/merval.md", "---\nname: Merval\ncoordinates: [48.1, -4.2]\n---\nUne ville.\n".to_owned()),
        (
            "content/people/paul-brunel.md",
            format!(
                "---\nname: Paul Brunel\nrelations: [{{to: merval, as: habite, source: crue#p1}}{relation}]\n---\nPêcheur.\n"
            ),
        ),
        ("content/organisations/cvm.md", "---\nname: Comité des voies maritimes\nnames: [CVM]\n---\n".to_owned()),
        (
            "content/events/fete.md",
            format!("---\nname: Fête de Merval\ndate: 2021-05-01\nparticipants: {participants}\n---\n"),
        ),
        ("content/articles/crue.md", text),
    ];
    if hidden {
        files.push(("content/people/edmee-sarlat.md", HIDDEN.to_owned()));
        let circle = "---\nname: Cercle du vieux Merval\nvisibility: hidden\n---\n";
        files.push(("content/organisations/cercle.md", circle.to_owned()));
    }
    files
}

#[test]
fn a_site_with_a_hidden_record_is_the_site_without_it() {
    alike(&dossier(true), &dossier(false));
}

#[test]
fn a_hidden_row_changes_no_key_of_the_rows_beside_it() {
    let with = |row: &str| {
        let mut files = dossier(false);
        files.push(("content/people.yaml", format!("{row}- {{id: lou-sarre, name: Lou Sarre}}\n")));
        files
    };
    alike(&with("- {id: edmee, name: Edmée Sarlat, visibility: hidden}\n"), &with(""));
    alike(
        &with("- {id: edmee, name: Edmée Sarlat, visibility: hidden}\n"),
        &with("- {id: edmee, name: Rose Sarlat, visibility: hidden, text: x}\n"),
    );
}

#[test]
fn what_is_withheld_of_a_text_changes_no_key() {
    let with = |rights: &str, rest: &str| {
        let mut files = dossier(false);
        let beginning = "Le maire a parlé longuement au port ce matin. ".repeat(20);
        files.push((
            "content/articles/extrait.md",
            format!("---\ntitle: Extrait\ndate: 2021-05-04\nrights: {rights}\n---\n{beginning}\n\n{rest}\n"),
        ));
        files
    };
    for rights in ["excerpt", "reference"] {
        alike(
            &with(rights, "Paul Brunel a tout nié à Merval."),
            &with(rights, "Personne n’a rien avoué au vieux port."),
        );
    }
}

#[test]
fn a_doubt_takes_the_mention_alone() {
    // The family name may be the hidden person's: it is then linked to no one, and everything else is unchanged.
    let mut files = dossier(false);
    files.push(("content/people/rose.md", "---\nname: Rose Brunel\nvisibility: hidden\n---\n".to_owned()));
    let text = "---\ntitle: Vu\ndate: 2021-05-05\n---\nRose Brunel est à Merval. Brunel a ri.\n".to_owned();
    files.push(("content/articles/vu.md", text));
    let pages = site(&files, &Memo::default());
    let page = String::from_utf8_lossy(&pages["articles/vu.html"].1).into_owned();
    assert!(page.contains("lieux/merval.html") && !page.contains("personnes/paul-brunel.html"), "{page}");
}
