//! Any bytes as each of the containers: tables, feeds, exports in JSON, notes, web archives, references, digitised pages.
#![no_main]

mod article;

use libfuzzer_sys::fuzz_target;

/// Names whose endings give the format of what no first bytes show.
const NAMES: [&str; 14] = [
    "a.csv", "a.tsv", "a.xlsx", "a.xls", "a.json", "a.rss", "a.enex", "a.warc", "a.wacz", "a.ris", "a.bib", "a.rdf",
    "a.mets", "a.alto",
];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    article::check_all(name, rest);
    article::check_all("a.mbox", rest);
});
