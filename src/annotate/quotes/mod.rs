//! Text + the names found in it -> the quotations, each with its speaker where one is certain.
//!
//! `marks` finds what stands between quotation marks; `scene` reads the block around it; `cue` finds the verb or the
//! preposition that attributes it and its subject; `judge` turns away scare quotes, titles and names. Not certain means
//! unattributed: a quotation in the wrong mouth is worse than one without a name.

pub mod cue;
mod english;
mod french;
pub mod judge;
pub mod marks;
pub mod scene;
pub mod words;

use std::sync::LazyLock;

use self::cue::{Cue, Subject};
use self::marks::Marked;
use self::scene::Scene;
use self::words::{Speech, Table};
use crate::model::Id;
use crate::model::lang::Rules;
use crate::parse::Block;

/// What somebody said, word for word. Offsets are bytes of the body's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// First byte of the quoted words, without the mark.
    pub start: usize,
    /// Byte after the last, without the mark.
    pub end: usize,
    /// Who said it; `None` where nobody is certain.
    pub speaker: Option<Id>,
    /// The words that attribute it, as they stand in the text: `a déclaré`; empty where there are none.
    pub cue: String,
}

/// A name in the text, as attribution needs it.
#[derive(Clone, Copy, Debug)]
pub struct Bearer<'a> {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Whose name it is.
    pub entity: &'a Id,
    /// The entity's kind.
    pub kind: &'a str,
}

static FRENCH: LazyLock<Table> = LazyLock::new(|| Table::new(&french::FRENCH));
static ENGLISH: LazyLock<Table> = LazyLock::new(|| Table::new(&english::ENGLISH));
static NEUTRAL: LazyLock<Table> =
    LazyLock::new(|| Table::new(&Speech { stems: &[], endings: &[], words: &[], participles: &[], one_word_reach: 0 }));

/// Returns the words around quotations in a language.
#[must_use]
pub fn table(rules: Rules) -> &'static Table {
    match rules {
        Rules::French => &FRENCH,
        Rules::English => &ENGLISH,
        Rules::Neutral => &NEUTRAL,
    }
}

/// What is known of a mark once it has been looked at.
#[derive(Clone, Debug)]
struct Heard {
    /// `None`: no quotation.
    quote: Option<Said>,
}

#[derive(Clone, Debug)]
struct Said {
    speaker: Option<usize>,
    cue: String,
}

/// Finds every quotation in the blocks of a text, in order, never overlapping. `bearers` are the names found in the text,
/// in order.
#[must_use]
pub fn find(text: &str, blocks: &[Block], bearers: &[Bearer<'_>], rules: Rules) -> Vec<Quote> {
    let table = table(rules);
    let mut quotes = Vec::new();
    let mut marks: Vec<Marked> = Vec::new();
    let mut last = Last::default();
    for (index, block) in blocks.iter().enumerate() {
        marks.clear();
        marks::find(text, block, &mut marks);
        if marks.is_empty() {
            last = Last::default();
            continue;
        }
        let scene = Scene::new(text, (block.start, block.end), &marks, bearers, table);
        let previous = index.checked_sub(1).map(|before| &blocks[before]);
        let mut heard = hear(&scene, &marks, block, previous, &last);
        let signed = blocks.get(index + 1).and_then(|next| signature(text, next, bearers));
        sign(&marks, &mut heard, block, signed);
        last = Last::of(&marks, &heard, block, bearers);
        quotes.extend(marks.iter().zip(heard).filter_map(|(mark, heard)| {
            heard.quote.map(|said| Quote {
                start: mark.start,
                end: mark.end,
                speaker: said.speaker.map(|bearer| bearers[bearer].entity.clone()),
                cue: said.cue,
            })
        }));
    }
    quotes
}

/// A paragraph that is a dash and a name signs the quotation before it.
fn signature(text: &str, block: &Block, bearers: &[Bearer<'_>]) -> Option<usize> {
    let inside = &text[block.start..block.end];
    let rest = inside.strip_prefix(['—', '–'])?.trim_start();
    let start = block.end - rest.len();
    let index = bearers.partition_point(|bearer| bearer.start < start);
    bearers.get(index).filter(|bearer| bearer.start == start && bearer.end <= block.end).map(|_| index)
}

/// Gives a quotation that ends its paragraph, and has no speaker yet, to whoever signs it.
fn sign(marks: &[Marked], heard: &mut [Heard], block: &Block, signed: Option<usize>) {
    let (Some(mark), Some(Heard { quote: Some(said) })) = (marks.last(), heard.last_mut()) else { return };
    if said.speaker.is_none() && said.cue.is_empty() && mark.close == block.end && signed.is_some() {
        *said = Said { speaker: signed, cue: "—".to_owned() };
    }
}

/// What the block before leaves behind: a speech that goes on.
#[derive(Clone, Debug, Default)]
struct Last {
    /// The speech that goes on.
    said: Option<Said>,
    /// Who spoke last, unless somebody else was named since.
    speaker: Option<usize>,
}

impl Last {
    /// A speech goes on where its mark was never closed, or where the paragraph is nothing but the speech.
    fn of(marks: &[Marked], heard: &[Heard], block: &Block, bearers: &[Bearer<'_>]) -> Self {
        let (Some(mark), Some(heard)) = (marks.last(), heard.last()) else { return Self::default() };
        let whole = mark.open == block.start && mark.close + 1 >= block.end;
        let speaker = heard.quote.as_ref().and_then(|said| said.speaker);
        let since = bearers.partition_point(|bearer| bearer.start < mark.end);
        let mut after = bearers[since..].iter().take_while(|bearer| bearer.start < block.end);
        let alone = speaker
            .filter(|speaker| after.all(|bearer| bearer.kind != "person" || bearer.entity == bearers[*speaker].entity));
        Self { said: heard.quote.clone().filter(|_| !mark.closed || whole), speaker: alone }
    }
}

fn hear(scene: &Scene<'_>, marks: &[Marked], block: &Block, previous: Option<&Block>, last: &Last) -> Vec<Heard> {
    let mut heard: Vec<Heard> = Vec::with_capacity(marks.len());
    let mut spoken: Vec<Option<Option<usize>>> = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let (first, _) = scene.spans[index];
        let start = scene.sentence_start(first);
        let opens_sentence = first == start;
        let own = cue::behind(scene, mark, index).or_else(|| cue::before(scene, mark, index, start));
        let said = match own {
            Some(cue) => {
                let speaker = resolve(scene, last.speaker, &cue, &spoken);
                judge::stands(scene, mark, index, Some(&cue)).then_some(Said { speaker, cue: cue.words })
            }
            None if !judge::stands(scene, mark, index, None) && !opens_sentence => None,
            None => {
                let goes_on = opens_sentence
                    .then(|| continued(scene, marks, index, &heard, &spoken, (block, previous), last))
                    .flatten();
                let alone = judge::stands(scene, mark, index, None);
                match goes_on {
                    Some(said) if alone || judge::may_go_on(scene, index) => Some(said),
                    _ => alone.then(|| Said { speaker: None, cue: String::new() }),
                }
            }
        };
        spoken.push(said.as_ref().map(|said| said.speaker));
        heard.push(Heard { quote: said });
    }
    heard
}

/// Attributes a quotation that opens a sentence and has no cue in it, by what stands before.
fn continued(
    scene: &Scene<'_>,
    marks: &[Marked],
    index: usize,
    heard: &[Heard],
    spoken: &[Option<Option<usize>>],
    (block, previous): (&Block, Option<&Block>),
    last: &Last,
) -> Option<Said> {
    let (first, _) = scene.spans[index];
    if first == 0 {
        // The paragraph begins with it: the speech of the one before goes on, or it ended with a colon.
        let previous = previous?;
        let ends = scene.text[previous.start..previous.end].trim_end();
        if ends.ends_with(':') {
            return colon_before(scene, previous);
        }
        return last.said.clone().filter(|_| marks[index].open == block.start);
    }
    let sentence = scene.sentences[first];
    // The quotation before it, in the sentence before.
    if let Some(before) = index.checked_sub(1) {
        let (last_first, last_after) = scene.spans[before];
        let near = sentence.saturating_sub(scene.sentences[last_after.saturating_sub(1).max(last_first)]) <= 1;
        if near && let Some(said) = &heard[before].quote {
            return Some(said.clone());
        }
    }
    // The sentence before says who speaks: `X a répondu. « … »`.
    let floor = scene.sentence_start(first - 1);
    let cue = cue::before(scene, &marks[index], index, floor)?;
    let speaker = resolve(scene, last.speaker, &cue, spoken);
    Some(Said { speaker, cue: cue.words })
}

fn colon_before(scene: &Scene<'_>, previous: &Block) -> Option<Said> {
    let mut marks = Vec::new();
    marks::find(scene.text, previous, &mut marks);
    let before = Scene::new(scene.text, (previous.start, previous.end), &marks, scene.bearers, scene.table);
    let n_tokens = before.tokens.len();
    let floor = before.sentence_start(n_tokens.checked_sub(1)?);
    let subject = cue::colon_subject(&before, floor, n_tokens);
    let speaker =
        resolve(&before, None, &Cue { subject, words: String::new(), direct: true, behind: false, after: 0 }, &[]);
    Some(Said { speaker, cue: ":".to_owned() })
}

/// Returns the bearer of a name whom a cue means, where one is certain.
fn resolve(scene: &Scene<'_>, carried: Option<usize>, cue: &Cue, spoken: &[Option<Option<usize>>]) -> Option<usize> {
    match cue.subject {
        Subject::Named(bearer) => Some(bearer),
        Subject::Pronoun(at) => cue::antecedent(scene, at, spoken, carried),
        Subject::Described(at) => only_one(scene, at, "person"),
        Subject::Body(at) => only_one(scene, at, "organisation"),
        Subject::Document(at) => institution(scene, at),
        Subject::Unnamed => None,
    }
}

/// `Le président a déclaré`: the only person, or organisation, that the article has named so far.
fn only_one(scene: &Scene<'_>, at: usize, kind: &str) -> Option<usize> {
    let end = scene.tokens.get(at)?.start as usize;
    let before = &scene.bearers[..scene.bearers.partition_point(|bearer| bearer.start < end)];
    let mut people = before.iter().enumerate().rev().filter(|(_, bearer)| bearer.kind == kind);
    let (last, bearer) = people.next()?;
    // An article that names many people is not read to its beginning.
    people.take(200).all(|(_, one)| one.entity == bearer.entity).then_some(last)
}

/// A document without an author: the last institution before it that did something, not far away.
fn institution(scene: &Scene<'_>, at: usize) -> Option<usize> {
    const FAR_BYTES: usize = 900;
    let end = scene.tokens.get(at)?.start as usize;
    let before = scene.bearers.partition_point(|bearer| bearer.end <= end);
    let near = (0..before).rev().take(30).take_while(|index| end - scene.bearers[*index].end < FAR_BYTES);
    let mut acting = near.filter(|index| {
        let bearer = &scene.bearers[*index];
        bearer.kind == "organisation" && judge::acts(scene, bearer)
    });
    let first = acting.next()?;
    acting.all(|index| scene.bearers[index].entity == scene.bearers[first].entity).then_some(first)
}
