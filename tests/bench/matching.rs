//! Speed of name matching: `cargo bench --profile dist --bench matching` (profile `dist`, one core, no network, no file).
//!
//! A registry of at least 100,000 forms (people with their implied family names and inverted names, places,
//! organisations) is compiled to a lexicon; then articles of invented French with a name every thirty words or so are
//! read: tokenised and folded, matched against all forms, and annotated with all rules. Medians of several runs.
//! The target (issue 3): built in less than 150 ms, 100 MB/s and more matched, folding included.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dossier::annotate::annotate;
use dossier::annotate::candidates::{FormSearch, LocalForms};
use dossier::annotate::entity_linking::DocumentInput;
use dossier::base::{KeyBuilder, SourcePath};
use dossier::lang;
use dossier::model::Edtf;
use dossier::parse::{Body, collection, markdown};
use dossier::registry::entities::KeyedRecord;
use dossier::registry::{self, Lexicon, Registry};
use dossier::text::tokens;
use dossier::text::tokens::Token;

const N_PEOPLE: usize = 30_000;
const N_PLACES: usize = 15_000;
const N_ORGANISATIONS: usize = 10_000;
const N_WORDS: usize = 2_000_000;
const N_RUNS: usize = 9;

fn main() {
    let mut random = Random(7);
    let names = Names::new(&mut random);
    let registry = names.registry();
    let kinds = dossier::config::site::parse("title: Bench\nlanguage: fr\n").value.kinds;

    let built = median(N_RUNS, || registry::lexicon::compile_lexicon(&registry, &kinds));
    let lexicon = registry::lexicon::compile_lexicon(&registry, &kinds).value;
    println!("{} forms of {} records", lexicon.forms.len(), lexicon.entities.len());
    println!("built in      {:8.1} ms", built.as_secs_f64() * 1000.0);
    let (forms, automaton) = lexicon.heap_bytes();
    println!(
        "memory        {:8.1} MB of forms and {:.1} MB of automaton, counted",
        megabytes(forms),
        megabytes(automaton)
    );

    let bodies = articles(&names, &mut random);
    let n_bytes: usize = bodies.iter().map(|body| body.text.len()).sum();
    println!("text          {:8.1} MB in {} articles", megabytes(n_bytes), bodies.len());
    let rate = |taken: Duration| megabytes(n_bytes) / taken.as_secs_f64();
    println!("cut and fold  {:8.1} MB/s", rate(median(N_RUNS, || cut(&bodies))));
    println!(
        "match         {:8.1} MB/s, cutting and folding included",
        rate(median(N_RUNS, || find(&bodies, &lexicon)))
    );
    println!("annotate      {:8.1} MB/s, all rules", rate(median(3, || rules(&bodies, &lexicon))));
    println!("{} forms found, {} links", find(&bodies, &lexicon), rules(&bodies, &lexicon));
}

fn cut(bodies: &[Body]) -> usize {
    let mut list = Vec::new();
    bodies.iter().map(|body| tokens_of(body, &mut list)).sum()
}

fn tokens_of(body: &Body, list: &mut Vec<Token>) -> usize {
    list.clear();
    for block in &body.blocks {
        tokens::tokenize(&body.text, block.start, block.end, list);
    }
    list.len()
}

fn find(bodies: &[Body], lexicon: &Lexicon) -> usize {
    let mut list = Vec::new();
    let mut n_found = 0;
    for body in bodies {
        tokens_of(body, &mut list);
        let search = FormSearch {
            text: &body.text,
            lexicon,
            local: &LocalForms::default(),
            language: lang::by_tag("fr").matching(),
        };
        n_found += search.find(&list, |_| true).len();
    }
    n_found
}

fn rules(bodies: &[Body], lexicon: &Lexicon) -> usize {
    let date = Edtf::parse("2023-09-15").ok();
    let annotated = bodies.iter().map(|body| {
        annotate(
            &DocumentInput {
                body,
                title: "",
                date,
                language: lang::by_tag("fr"),
                local_aliases: &[],
                unlinked: &[],
                decided: &[],
                tokens: std::cell::OnceCell::new(),
            },
            &dossier::timex::FoundDates::default(),
            lexicon,
        )
    });
    annotated.map(|annotated| annotated.mentions.len()).sum()
}

fn median<T>(n_runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let mut taken: Vec<Duration> = (0..n_runs)
        .map(|_| {
            let start = Instant::now();
            let made = black_box(run());
            let taken = start.elapsed();
            // Freeing the memory is not measured.
            drop(made);
            taken
        })
        .collect();
    taken.sort();
    taken[n_runs / 2]
}

#[expect(clippy::cast_precision_loss, reason = "megabytes with one decimal")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// A linear congruential generator (Knuth’s MMIX): the same text on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    /// Picks a name; a few are frequent and most are rare, as in a press folder.
    fn pick_name<'a>(&mut self, all: &'a [String]) -> &'a str {
        let limit = self.below(all.len()) + 1;
        &all[self.below(limit)]
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const SYLLABLES: [&str; 40] = [
    "ba", "ké", "li", "mo", "nu", "ra", "sé", "ti", "vo", "zan", "ber", "dou", "fla", "gri", "jan", "kor", "lin",
    "mar", "ner", "ost", "pel", "qua", "rin", "sol", "tor", "val", "wil", "xan", "yor", "ziv", "bou", "cha", "del",
    "far", "gan", "hel", "jor", "kra", "lev", "mir",
];

const WORDS: [&str; 48] = [
    "le", "la", "les", "de", "des", "et", "à", "il", "que", "dans", "pour", "sur", "avec", "une", "négociation",
    "armée", "frontière", "hier", "déclaré", "selon", "gouvernement", "économie", "coopération", "militaire", "après",
    "rencontre", "pays", "porte-parole", "été", "élection", "premier", "journalistes", "annoncé", "soldats", "qu’il",
    "d’une", "l’accord", "n’a", "ministres", "européenne", "population", "étranger", "sécurité", "discussions",
    "depuis", "milliers", "question", "reconnaître",
];

struct Names {
    people: Vec<String>,
    places: Vec<String>,
    organisations: Vec<String>,
}

impl Names {
    fn new(random: &mut Random) -> Self {
        let mut word = |n_syllables: usize| {
            let word: String = (0..n_syllables).map(|_| *random.pick(&SYLLABLES)).collect();
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
        };
        let people = (0..N_PEOPLE).map(|_| format!("{} {}", word(2), word(4))).collect();
        let places = (0..N_PLACES).map(|i| if i % 4 == 0 { format!("{}-sur-{}", word(3), word(2)) } else { word(4) });
        let places = places.collect();
        let organisations = (0..N_ORGANISATIONS).map(|_| format!("Comité {} du {}", word(3), word(4))).collect();
        Self { people, places, organisations }
    }

    fn registry(&self) -> Registry {
        let mut records = Vec::new();
        let all = [("person", &self.people), ("place", &self.places), ("organisation", &self.organisations)];
        for (kind, names) in all {
            let yaml: String =
                names.iter().enumerate().map(|(i, name)| format!("- {{id: {kind}-{i}, name: {name}}}\n")).collect();
            // Parsed in portions, because the size of a file of records is limited.
            for portion in yaml.lines().collect::<Vec<_>>().chunks(1000) {
                let file = SourcePath::new("content/records.yaml");
                let checked = collection::parse(&file, kind, (portion.join("\n") + "\n").as_bytes());
                assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics.first());
                records.extend(checked.value.into_iter().map(|record| KeyedRecord {
                    key: KeyBuilder::new("bench").text(record.id.as_str()).finish(),
                    record: Arc::new(record),
                }));
            }
        }
        let kinds = dossier::config::site::parse("title: Bench\nlanguage: fr\n").value.kinds;
        registry::compile_registry(records, &kinds, &[]).value
    }
}

fn articles(names: &Names, random: &mut Random) -> Vec<Body> {
    let mut bodies = Vec::new();
    let mut text = String::new();
    for n in 1..=N_WORDS {
        match random.below(120) {
            0 | 1 => text.push_str(random.pick_name(&names.people)),
            2 => text.push_str(random.pick_name(&names.places)),
            3 => text.push_str(random.pick_name(&names.organisations)),
            _ => text.push_str(random.pick::<&str>(&WORDS)),
        }
        text.push_str(match n % 400 {
            0 => ".\n\n",
            n if n % 20 == 0 => ". Hier ",
            n if n % 7 == 0 => ", ",
            _ => " ",
        });
        if n % 2000 == 0 {
            bodies.push(markdown::parse(&SourcePath::new("content/articles/bench.md"), &text, 0));
            text.clear();
        }
    }
    bodies
}
