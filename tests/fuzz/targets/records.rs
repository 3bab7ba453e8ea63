//! Any bytes as a record, as a table of records in YAML and in CSV, and matching with the result: ids are safe, spans are
//! inside the file.
#![no_main]

use std::sync::Arc;

use dossier::base::{Key, SourcePath};
use dossier::config::site;
use dossier::parse::{collection, record};
use dossier::registry::entities::KeyedRecord;
use dossier::registry::{self, lexicon};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let kinds = site::parse("title: x\nlanguage: fr\n").value.kinds;
    let alone = record::parse(&SourcePath::new("content/people/a.md"), "person", data);
    let mut records: Vec<_> = alone.value.into_iter().collect();
    let mut diagnostics = alone.diagnostics;
    for name in ["content/people.yaml", "content/people.csv"] {
        let all = collection::parse(&SourcePath::new(name), "person", data);
        diagnostics.extend(all.diagnostics);
        records.extend(all.value);
    }
    for record in &records {
        let id = record.id.as_str();
        assert!(!id.is_empty() && id.len() <= 120 && !id.contains(['/', '\\', '\0', ':']) && id != "." && id != "..", "{id:?}");
        assert!(record.span.end <= data.len() + 3);
    }
    for diagnostic in &diagnostics {
        assert!(diagnostic.primary.span.start <= data.len() + 3, "{diagnostic:?}");
        assert!(diagnostic.code != dossier::base::Code::ParserFailed, "{diagnostic:?}");
    }
    let keyed = |record| KeyedRecord { key: Key::of(data), record: Arc::new(record) };
    let registry = registry::compile_registry(records.into_iter().map(keyed).collect(), &kinds, &[]).value;
    let _ = lexicon::compile_lexicon(&registry, &kinds);
});
