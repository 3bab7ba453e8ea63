//! What the first and last lines of an imported text state. `text` holds a document, in which `HEADLINE` and `…` stand for
//! what the blocks `headline` and `article` of the file hold; `head` lists the keys that its article has, besides title,
//! language and source; `stays` the other lines that its body has. `text name=x.md` names its file.

use dossier::import::Overrides;
use dossier::import::compose::compose;

use libtest_mimic::Trial;

use crate::literate::{self, Case};

/// Keys that are not compared, unless the case has them.
const OTHER_KEYS: [&str; 4] = ["title", "date_certainty", "language", "source"];

fn check(case: &Case) -> Option<String> {
    let (article, headline) = (case.block("article")?.trim(), case.block("headline")?.trim());
    let raw = case.block("text")?.replace("HEADLINE", headline).replace('…', article);
    let name = case.option("text", "name").unwrap_or("a.txt");
    let composed = compose(name, raw.as_bytes(), &Overrides::default()).expect("an article");
    let file = composed.to_file("seeds/a.txt", None);
    let (head, body) = file.strip_prefix("---\n")?.split_once("\n---\n")?;
    let expected = case.block("head").unwrap_or_default();
    let is_wanted = |line: &&str| {
        let key = line.split(':').next().unwrap_or_default();
        !OTHER_KEYS.contains(&key) || expected.lines().any(|line| line.starts_with(&format!("{key}:")))
    };
    let found: Vec<String> = head.lines().filter(is_wanted).map(|line| line.replace('"', "")).collect();
    let stays: Vec<&str> = body
        .lines()
        .filter(|line| !line.is_empty() && !article.contains(*line) && line.strip_prefix("# ") != Some(headline))
        .collect();
    let wanted: Vec<&str> = expected.lines().collect();
    let wanted_stays: Vec<&str> = case.block("stays").unwrap_or_default().lines().collect();
    let lost = article.lines().find(|line| !line.is_empty() && !body.contains(*line));
    let is_right = found == wanted && stays == wanted_stays && lost.is_none();
    (!is_right).then(|| format!("found:\n{found:#?}\nstays:\n{stays:#?}\nlost: {lost:?}\nin\n{file}"))
}

/// A line that states newspaper, day or author goes into the head; a sentence stays.
pub(crate) fn trials() -> Vec<Trial> {
    literate::trials("heads", check)
}
