//! Laws of dates and quotations: spans on character boundaries, in order, disjoint, inside their blocks; no panic and no
//! more than linear time, for any text.

use dossier::annotate::quotes::{self, EntityMention};
use dossier::lang;
use dossier::model::{BaseKind, Edtf, Id};
use dossier::parse::{Block, BlockKind};
use dossier::timex;
use proptest::prelude::*;

#[cfg(unix)]
use super::linear::{now, steep};

const LANGUAGES: [&str; 5] = ["fr", "en", "de", "es", ""];

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        blocks.push(Block { start, end: start + part.len(), kind: BlockKind::Paragraph, paragraph: 1 });
        start += part.len() + 2;
    }
    blocks
}

/// Every `X` of a text is the name of a person.
fn bearers<'a>(text: &str, id: &'a Id) -> Vec<EntityMention<'a>> {
    let names = text.match_indices("Morel");
    names
        .map(|(start, name)| EntityMention { start, end: start + name.len(), entity: id, kind: BaseKind::Person })
        .collect()
}

fn published() -> Option<Edtf> {
    Edtf::parse("2024-06-19").ok()
}

fn check_spans(text: &str, blocks: &[Block], spans: impl Iterator<Item = (usize, usize)>) {
    let mut last = 0;
    for (start, end) in spans {
        assert!(start < end && last <= start, "spans overlap or are empty in {text:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "a span cuts a character in {text:?}");
        assert!(
            blocks.iter().any(|block| block.start <= start && end <= block.end),
            "a span leaves its block in {text:?}"
        );
        last = end;
    }
}

fn check_all(text: &str) {
    let blocks = blocks(text);
    let id = Id::parse("morel").expect("an id");
    for rules in LANGUAGES.map(lang::by_tag) {
        for date in [published(), Edtf::parse("2024-06").ok(), Edtf::parse("9999-12-31").ok(), None] {
            let found = timex::find(text, &blocks, date, rules);
            let mut spans: Vec<(usize, usize)> = found.dates.iter().map(|date| (date.start, date.end)).collect();
            spans.extend(found.uncertain.iter().map(|date| (date.start, date.end)));
            spans.sort_unstable();
            check_spans(text, &blocks, spans.into_iter());
            let values = found.dates.iter().map(|date| &date.value);
            for value in values.chain(found.uncertain.iter().flat_map(|date| &date.candidates)) {
                assert!(value.split('/').all(is_value), "{value} in {text:?}");
            }
            assert!(found.uncertain.iter().all(|date| date.candidates.len() > 1), "no doubt in {text:?}");
        }
        let found = quotes::find(text, &blocks, &bearers(text, &id), rules);
        check_spans(text, &blocks, found.iter().map(|quote| (quote.start, quote.end)));
    }
}

/// `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-Www`.
fn is_value(value: &str) -> bool {
    let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    ["0000", "0000-00", "0000-00-00", "0000-W00"].contains(&shape.as_str())
}

/// Words and marks that are significant to the two stages, combined at random.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "lundi", "mardi", "le", "les", "13", "et", "31", "mars", "Mars", "2020", "98", "à", "18", "h", "30", "18h30",
        "il", "y", "a", "six", "ans", "dans", "dernier", "prochain", "hier", "lendemain", "cette", "semaine", "là",
        "-", "/", ".", ",", ":", "« ", " »", "“", "”", "\"", "'", "’", "‘", "Morel", "a déclaré", "selon", "dit",
        "-il", "que", "d’après", "XIXe", "siècle", "été", "1er", "9999", "0", "last", "week", "June", "6-8", "said",
        "according to", "ago", "he", "\n\n", "\u{a0}", "\u{202f}", "é", "e\u{301}", "🙂", "(", ")", "—", "fin", "mi",
        "années", "1960", "60", "the", "Pour",
    ]);
    let gaps = prop::sample::select(vec![" ", "", "\u{a0}", "-", ", "]);
    prop::collection::vec((words, gaps), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| format!("{word}{gap}")).collect())
}

proptest! {
    #[test]
    fn any_text_has_its_spans_in_order_on_characters_and_inside_blocks(text in any::<String>()) {
        check_all(&text);
    }

    #[test]
    fn any_mixture_of_meaningful_pieces_has_too(text in pieces()) {
        check_all(&text);
    }
}

/// Twice the text takes twice the processor time, in either build profile: quadratic work takes four times as long.
#[cfg(unix)]
#[test]
fn hostile_text_takes_linear_time() {
    let units = [
        "« ", "\"a ", "‘a ", "“", "« a » dit-il ", "« a », selon Morel ", "le le le Morel « ", "« b » : « c » et ",
        "1", "1 ", "12 12/", "2000 ", "lundi ", "à 18 h ", "1998 le lendemain ", "les 1, ", "et 5 mars ", "il y a ",
        "sept ", "avant ", "M. ", "6 June ", "Morel a dit ", "« Morel ", "'a. ", "\n\n«", "dans la nuit ",
        "de mars à ", "»a« ", "»", "am 3. ", "3.–", "„a“, so ", "—a —b", "‚a ",
    ];
    let id = Id::parse("morel").expect("an id");
    let stages: [(&str, Stage); 2] = [
        ("dates", |text, blocks, _, rules| drop(timex::find(text, blocks, published(), rules))),
        ("quotes", |text, blocks, bearers, rules| drop(quotes::find(text, blocks, bearers, rules))),
    ];
    for (unit, (stage, run)) in units.into_iter().flat_map(|unit| stages.map(|stage| (unit, stage))) {
        for rules in ["fr", "en", "de"].map(lang::by_tag) {
            let time = |bytes: usize| {
                let text = unit.repeat(bytes.div_ceil(unit.len()));
                let (blocks, bearers) = (blocks(&text), bearers(&text, &id));
                let start = now();
                run(&text, &blocks, &bearers, rules);
                now() - start
            };
            let steep = steep(time, 60_000, 1_000_000);
            assert!(steep.is_none(), "{stage} of {unit:?}, {rules:?}: bytes, half of them, all: {steep:?}");
        }
    }
}

#[cfg(unix)]
type Stage = fn(&str, &[Block], &[EntityMention<'_>], &'static lang::LanguageData);
