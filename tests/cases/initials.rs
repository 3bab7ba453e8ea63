//! Initials in place of names: `people` and `places` hold records, `article` a text, `published` its published text. An
//! invisible character is written as its code point: `⟨200B⟩`.

use dossier::build::{Memo, PipelineOptions, build};
use dossier::source::Snapshot;

use libtest_mimic::Trial;

use crate::literate::{self, Case};

/// Replaces `⟨200B⟩` by the character.
fn with_signs(text: &str) -> String {
    let mut parts = text.split('⟨');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('⟩').expect("a closed ⟨");
        out.extend(char::from_u32(u32::from_str_radix(code, 16).expect("hexadecimal")));
        out.push_str(rest);
    }
    out
}

fn check(case: &Case) -> Option<String> {
    let article = format!("---\ntitle: T\ndate: 2021-05-03\n---\n{}", with_signs(case.block("article")?));
    let mut files = vec![
        ("site.yaml".to_owned(), b"title: T\nlanguage: fr\n".to_vec()),
        ("content/articles/a.md".to_owned(), article.into_bytes()),
    ];
    for kind in ["people", "places"] {
        let records =
            case.block(kind).map(|records| (format!("content/{kind}.yaml"), with_signs(records).into_bytes()));
        files.extend(records);
    }
    let snapshot = Snapshot::from_files(files);
    let built = build(&snapshot, &PipelineOptions::default(), &Memo::default());
    let found = built
        .site
        .content
        .articles
        .iter()
        .next()
        .map(|text| text.document.body.text.trim().to_owned())
        .unwrap_or_default();
    let expected = with_signs(case.block("published").unwrap_or_default());
    (found != expected.trim()).then(|| format!("expected:\n{expected}\nfound:\n{found}"))
}

/// A text that names a withheld person has initials there, and nowhere else.
pub(crate) fn trials() -> Vec<Trial> {
    literate::trials("initials", check)
}
