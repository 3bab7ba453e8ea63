//! Throughput of the date and quotation stages on running text, and their time on hostile text. `cargo bench --profile
//! dist`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::time::Instant;

use dossier::annotate::quotes::{self, EntityMention};
use dossier::lang;
use dossier::model::{BaseKind, Edtf, Id};
use dossier::parse::{Block, BlockKind};
use dossier::timex;

/// An invented paragraph with the usual density of press articles: about one date and one quotation in 200 bytes.
const FRENCH: &str = "Le port de Valmer a rouvert mardi après six mois de travaux, a annoncé la mairie. « Nous avons tenu \
    les délais, malgré les tempêtes de décembre », a déclaré Jeanne Morel, directrice du chantier. Les trois quais avaient \
    été fermés le 13 septembre 2023, quand une grue s’était effondrée sur un entrepôt vide. Personne n’avait été blessé, mais \
    l’enquête, ouverte la semaine suivante, dure encore. Selon Paul Adam, les réparations ont coûté « près de deux fois le \
    prix prévu », et la région devra payer la différence d’ici la fin de l’année. Les pêcheurs, qui vendaient leur poisson \
    dans une halle provisoire à l’entrée de la ville, retrouveront leur place à partir de lundi ; les ferries, eux, attendront \
    le printemps prochain. Une fête est prévue le 14 juillet sur la jetée.";

const ENGLISH: &str = "The port of Valmer reopened on Tuesday after six months of work, the town said. “We kept to the \
    schedule in spite of the December storms,” said Jeanne Morel, who led the works. The three quays had been closed on \
    September 13, 2023, when a crane fell on an empty warehouse. Nobody was hurt, but the inquiry, opened the following week, \
    goes on. According to Paul Adam, repairs cost “almost twice what was planned”, and the region will have to pay the \
    difference by the end of the year. Fishermen who sold their catch in a temporary hall will be back next Monday; ferries \
    must wait until spring. A fair is planned for July 14 on the pier.";

fn main() {
    let id = Id::parse("jeanne-morel").unwrap_or_else(|_| unreachable!("a good id"));
    for (name, paragraph, rules) in [("French", FRENCH, lang::by_tag("fr")), ("English", ENGLISH, lang::by_tag("en"))] {
        let (text, blocks) = repeated(paragraph, 20_000_000);
        let names: Vec<EntityMention<'_>> = text
            .match_indices("Jeanne Morel")
            .map(|(start, name)| EntityMention { start, end: start + name.len(), entity: &id, kind: BaseKind::Person })
            .collect();
        let published = Edtf::parse("2024-06-19").ok();
        let megabytes = text.len() as f64 / 1e6;
        let start = Instant::now();
        let n_dates = timex::find(&text, &blocks, published, rules).dates.len();
        let dates_s = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let n_quotes = quotes::find(&text, &blocks, &names, rules).len();
        let quotes_s = start.elapsed().as_secs_f64();
        println!(
            "{name}: {megabytes:.0} MB, dates {:.0} MB/s ({n_dates}), quotations {:.0} MB/s ({n_quotes}), both {:.0} MB/s",
            megabytes / dates_s,
            megabytes / quotes_s,
            megabytes / (dates_s + quotes_s)
        );
    }
    for unit in ["« ", "1", "1 ", "lundi ", "« a » dit-il "] {
        let text = unit.repeat(10_000_000 / unit.len());
        let blocks = [Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, paragraph: 1 }];
        let start = Instant::now();
        drop(timex::find(&text, &blocks, Edtf::parse("2024-06-19").ok(), lang::by_tag("fr")));
        drop(quotes::find(&text, &blocks, &[], lang::by_tag("fr")));
        println!("10 MB of {unit:?}: {:.2} s", start.elapsed().as_secs_f64());
    }
}

fn repeated(paragraph: &str, len: usize) -> (String, Vec<Block>) {
    let mut text = String::with_capacity(len + paragraph.len());
    let mut blocks = Vec::new();
    while text.len() < len {
        let start = text.len();
        text.push_str(paragraph);
        blocks.push(Block { start, end: text.len(), kind: BlockKind::Paragraph, paragraph: 1 });
        text.push_str("\n\n");
    }
    (text, blocks)
}
