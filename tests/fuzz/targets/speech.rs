//! Any text: dates and quotations are in order, on character boundaries, disjoint.
#![no_main]

use dossier::timex;
use dossier::annotate::quotes::{self, EntityMention};
use dossier::lang;
use dossier::model::{BaseKind, Edtf, Id};
use dossier::parse::{Block, BlockKind};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        blocks.push(Block { start, end: start + part.len(), kind: BlockKind::Paragraph, paragraph: 1 });
        start += part.len() + 2;
    }
    let Ok(id) = Id::parse("x") else { return };
    let names = text.match_indices("Kim").map(|(start, name)| EntityMention { start, end: start + name.len(), entity: &id, kind: BaseKind::Person });
    let names: Vec<EntityMention<'_>> = names.collect();
    for rules in ["fr", "en", "de", "es", ""].map(lang::by_tag) {
        for published in [None, Edtf::parse("2023-09-15").ok(), Edtf::parse("2023-09").ok()] {
            let mut last = 0;
            for date in timex::find(&text, &blocks, published, rules).dates {
                assert!(last <= date.start && date.start < date.end && text.get(date.start..date.end).is_some());
                last = date.end;
            }
        }
        let mut last = 0;
        for quote in quotes::find(&text, &blocks, &names, rules) {
            assert!(last <= quote.start && quote.start <= quote.end && text.get(quote.start..quote.end).is_some());
            last = quote.end;
        }
    }
});
