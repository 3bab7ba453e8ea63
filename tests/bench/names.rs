//! Speed of finding names without a record: `cargo bench --profile dist --bench names` (profile `dist`, one core).
//!
//! Articles of invented French, a name every ten words or so, are read as one dossier without any record: both rounds of
//! the tagger, spellings merged, events. The target (issue 6): 500,000 words a second and more.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::collections::HashSet;
use std::time::Instant;

use dossier::lang;
use dossier::model::LangTag;
use dossier::suggest::model::TwoPassModel;
use dossier::suggest::record_match::RecordNames;
use dossier::suggest::{ArticleText, SuggestInput, name_recognition, suggest};

const N_ARTICLES: usize = 1500;
const N_RUNS: usize = 5;

const SENTENCES: [&str; 8] = [
    "Le ministre {p} a déclaré mardi que les négociations avec {o} reprendraient à {l} avant la fin du mois.",
    "Selon {p}, porte-parole de {o}, les discussions sur la frontière ont duré trois heures et n’ont rien donné.",
    "« Nous n’accepterons pas cet accord », a répondu {p} devant les journalistes réunis dans la capitale.",
    "À {l}, des milliers de personnes ont manifesté dans le calme pour demander de l’eau, du pain et des écoles.",
    "La visite de {p} à {l} a été reportée sans explication, tandis que l’armée renforçait ses positions.",
    "Le gouvernement de {l} estime que la sécurité de la population ne peut plus être garantie par les seuls soldats.",
    "Hier, {o} a publié un rapport de deux cents pages qui met en cause plusieurs entreprises de la région.",
    "{p} et {p} se sont rencontrés en secret près de {l}, d’après deux sources qui ont demandé à ne pas être nommées.",
];

const SYLLABLES: [&str; 24] = [
    "ba", "ké", "li", "mo", "nu", "ra", "sé", "ti", "vo", "zan", "ber", "dou", "fla", "gri", "jan", "kor", "lin",
    "mar", "ner", "ost", "pel", "rin", "sol", "tor",
];

/// A linear congruential generator (Knuth’s MMIX): the same text on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn name(&mut self, n_syllables: usize) -> String {
        let word: String = (0..n_syllables).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect();
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
    }

    /// Picks a name; a few are frequent and most are rare, as in a press folder.
    fn pick<'a>(&mut self, all: &'a [String]) -> &'a str {
        let limit = self.below(all.len()) + 1;
        &all[self.below(limit)]
    }
}

fn articles() -> Vec<String> {
    let mut random = Random(7);
    let people: Vec<String> = (0..2000).map(|_| format!("{} {}", random.name(2), random.name(3))).collect();
    let places: Vec<String> = (0..600).map(|_| random.name(3)).collect();
    let bodies: Vec<String> =
        (0..400).map(|_| format!("l’Union des {} du {}", random.name(2), random.name(2))).collect();
    let mut article = || {
        let mut text = String::new();
        for n in 0..32 {
            let mut sentence = SENTENCES[random.below(SENTENCES.len())].to_owned();
            for (hole, all) in [("{p}", &people), ("{l}", &places), ("{o}", &bodies)] {
                while sentence.contains(hole) {
                    sentence = sentence.replacen(hole, random.pick(all), 1);
                }
            }
            text.push_str(&sentence);
            text.push_str(if n % 4 == 3 { "\n\n" } else { " " });
        }
        text
    };
    (0..N_ARTICLES).map(|_| article()).collect()
}

fn main() {
    let texts = articles();
    let blocks: Vec<_> = texts.iter().map(|text| name_recognition::paragraphs(text)).collect();
    let sources: Vec<ArticleText<'_>> = texts
        .iter()
        .zip(&blocks)
        .map(|(text, blocks)| ArticleText { id: "a", text, blocks, language: lang::by_tag("fr") })
        .collect();
    let n_words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let start = Instant::now();
    one_core.install(|| name_recognition::recognise_names(&sources[..1], TwoPassModel::built_in()));
    println!("opened in     {:8.1} ms (lists, weights)", start.elapsed().as_secs_f64() * 1000.0);
    let mut taken: Vec<(f64, f64)> = (0..N_RUNS)
        .map(|_| {
            one_core.install(|| {
                let start = Instant::now();
                let found = name_recognition::recognise_names(&sources, TwoPassModel::built_in()).len();
                let names = start.elapsed().as_secs_f64();
                let start = Instant::now();
                let candidates = propose(&sources);
                let all = start.elapsed().as_secs_f64();
                println!("              {found} names, {candidates} candidates");
                (names, all)
            })
        })
        .collect();
    let rate = |seconds: f64| n_words as f64 / seconds;
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    println!("found         {:8.0} words/s, both rounds, median of {N_RUNS}", rate(taken[N_RUNS / 2].0));
    taken.sort_by(|a, b| a.1.total_cmp(&b.1));
    println!("proposed      {:8.0} words/s, all in all, median of {N_RUNS}", rate(taken[N_RUNS / 2].1));
}

fn propose(sources: &[ArticleText<'_>]) -> usize {
    let nothing: Vec<_> = sources.iter().map(|_| Vec::new()).collect();
    let question = SuggestInput {
        articles: sources,
        covered: &nothing,
        proposed: &[],
        entities: &sources.iter().map(|_| Vec::new()).collect::<Vec<_>>(),
        dates: &sources.iter().map(|_| Vec::new()).collect::<Vec<_>>(),
        names: &RecordNames::default(),
        refused: &HashSet::new(),
        language: &LangTag::parse("fr").expect("a language"),
        model: TwoPassModel::built_in(),
        taken: HashSet::new(),
    };
    suggest(question).len()
}
