//! Any Markdown with a registry whose names meet and overlap: mentions are in order, on character boundaries, disjoint,
//! and outside unlinkable ranges.
#![no_main]

use std::sync::{Arc, LazyLock};

use dossier::annotate::entity_linking::DocumentInput;
use dossier::annotate::{annotate, enrich, find_dates};
use dossier::base::{KeyBuilder, SourcePath};
use dossier::lang;
use dossier::parse::{article, collection};
use dossier::registry::entities::KeyedRecord;
use dossier::registry::{self, Lexicon};
use libfuzzer_sys::fuzz_target;

const PEOPLE: &str = "
- {id: kim, name: Kim Jong-un, family: Kim, roles: [{title: x, refer: [le dirigeant nord-coréen, the leader]}]}
- {id: kim2, name: Kim Yo-jong, family: Kim, weak: [Yo]}
- {id: poutine, name: Vladimir Poutine, names: [Putin, V. V. Poutine], roles: [{title: x, refer: [le président russe], from: 2012}]}
- {id: obrien, name: James O’Brien}
- {id: paris, name: Paris, names: [Ville de Paris, PARIS]}
- {id: onu, name: Organisation des Nations unies, names: [ONU, Nations unies, O.N.U.]}
- {id: secret, name: Paul Secret, visibility: hidden}
";

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let records = collection::parse(&SourcePath::new("content/people.yaml"), "person", PEOPLE.as_bytes()).value;
    let keyed = records.into_iter().map(|record| KeyedRecord { key: KeyBuilder::new("f").text(record.id.as_str()).finish(), record: Arc::new(record) });
    let kinds = dossier::config::site::parse("title: x\nlanguage: fr\n").value.kinds;
    registry::lexicon::compile_lexicon(&registry::compile_registry(keyed.collect(), &kinds, &[]).value, &kinds).value
});

fuzz_target!(|data: &[u8]| {
    let Some(article) = article::parse(&SourcePath::new("content/articles/a.md"), data).value else { return };
    let body = &article.body;
    for language in ["fr", "en", "de", "es", ""].map(lang::by_tag) {
        let input = DocumentInput { body, title: &article.title, date: article.date, language, local_aliases: &article.local_aliases, unlinked: &article.unlinked, decided: &[], tokens: std::cell::OnceCell::new() };
        let dates = find_dates(&input);
        let annotated = enrich(annotate(&input, &dates, &LEXICON), dates, &input, &LEXICON);
        let mut last = 0;
        for mention in &annotated.mentions {
            assert!(last <= mention.start && mention.start < mention.end, "in order and apart");
            assert!(body.text.get(mention.start..mention.end).is_some(), "on characters");
            assert!(mention.entity.as_str() != "secret", "what is withheld is never shown");
            last = mention.end;
        }
        for doubt in &annotated.ambiguous {
            assert!(body.text.get(doubt.start..doubt.end).is_some() && !doubt.candidates.is_empty());
        }
    }
});
