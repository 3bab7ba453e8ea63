//! Chooses the blocks of a page that are its article.
//!
//! `main_text` tells which words are the main text. Here they are found again in the page's own blocks, with their
//! roles, links and captions, and the choice is corrected by what the page shows: the element that holds the text, blocks
//! built like those of the text, the standfirst under the headline; links to other articles and boxes that are named as
//! such are left out. Linear in the blocks; it changes no block.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::blocks::HtmlBlocks;
use super::dom::{HtmlPage, NodeId, NodeRef, attribute, element_name};
use super::main_text::WordSequences;
use super::page_boilerplate::is_named_boilerplate;
use crate::import::extracted_document::{BlockRole, TextBlock};
use crate::import::text::lines::{fold, is_longer_than};

/// A block that is shorter, in characters, is no paragraph that shows where the article is.
const PARAGRAPH_LEN: usize = 60;
/// The least length of a standfirst, in characters.
const STANDFIRST_LEN: usize = 50;
/// How many blocks below the headline may be the standfirst.
const STANDFIRST_REACH: usize = 25;
/// A block whose text is repeated elsewhere is only a repetition if it has so many characters.
const REPETITION_LEN: usize = 120;

/// Returns for each block of a page whether it belongs to the article. `title` is the title in the page's metadata.
pub(super) fn choose_blocks(
    page: &HtmlPage,
    blocks: &HtmlBlocks,
    known: &WordSequences,
    title: Option<&str>,
) -> Vec<bool> {
    let elements = ElementTable::of(page, blocks);
    let candidates: Vec<Candidate<'_>> = blocks
        .parts
        .iter()
        .zip(&blocks.origins)
        .map(|(block, origin)| Candidate {
            block,
            folded: fold(&block.text),
            element: origin.element,
            is_known: known.contains(&block.text),
            link_percent: (origin.linked_bytes * 100).checked_div(block.text.len()).unwrap_or_default().min(100),
        })
        .collect();
    let mut choice = BlockChoice::of(&elements, &candidates, title);
    choice.take_standfirst();
    choice.chosen
}

/// A block that may belong to the article.
struct Candidate<'p> {
    block: &'p TextBlock,
    folded: String,
    element: NodeId,
    /// Its words are in the main text.
    is_known: bool,
    /// How much of its text is links.
    link_percent: usize,
}

impl Candidate<'_> {
    fn is_heading(&self) -> bool {
        matches!(self.block.role, BlockRole::Heading(_))
    }

    fn is_caption(&self) -> bool {
        self.block.role == BlockRole::Caption
    }

    fn is_item(&self) -> bool {
        matches!(self.block.role, BlockRole::Item { .. })
    }

    fn is_prose(&self) -> bool {
        self.link_percent < 30 && is_longer_than(&self.block.text, PARAGRAPH_LEN)
    }
}

/// What the elements around the blocks are.
struct ElementTable<'p> {
    traits: HashMap<NodeId, ElementTraits>,
    page: &'p HtmlPage,
}

/// What one element is.
struct ElementTraits {
    parent: Option<NodeId>,
    /// Its name and classes, hashed.
    shape: u64,
    /// It is named as something beside an article.
    is_boilerplate: bool,
    is_headline: bool,
    is_picture: bool,
}

impl<'p> ElementTable<'p> {
    fn of(page: &'p HtmlPage, blocks: &HtmlBlocks) -> Self {
        let mut table = Self { traits: HashMap::new(), page };
        for origin in &blocks.origins {
            table.add(origin.element);
        }
        table
    }

    fn add(&mut self, element: NodeId) {
        let mut next = self.page.node(element);
        while let Some(node) = next.filter(|node| !self.traits.contains_key(&node.id)) {
            self.traits.insert(node.id, ElementTraits::of(&node));
            next = node.parent();
        }
    }

    /// Returns an element and those around it, the innermost first.
    fn around(&self, element: NodeId) -> impl Iterator<Item = (NodeId, &ElementTraits)> {
        let mut next = Some(element);
        std::iter::from_fn(move || {
            let id = next?;
            let traits = self.traits.get(&id)?;
            next = traits.parent;
            Some((id, traits))
        })
    }

    fn is_headline(&self, candidate: &Candidate<'_>) -> bool {
        self.around(candidate.element).take(3).any(|(_, traits)| traits.is_headline)
    }
}

impl ElementTraits {
    fn of(node: &NodeRef<'_>) -> Self {
        let name = element_name(node);
        let class = attribute(node, "class").unwrap_or_default();
        let mut hasher = DefaultHasher::new();
        (&name, &class).hash(&mut hasher);
        let class = class.to_ascii_lowercase();
        let is_picture = matches!(name.as_str(), "figure" | "figcaption")
            || ["caption", "credit", "gallery", "lightbox", "slide", "img", "image", "picture", "photo"]
                .iter()
                .any(|word| class.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == *word));
        Self {
            parent: node.parent().map(|parent| parent.id),
            shape: hasher.finish(),
            is_boilerplate: is_named_boilerplate(node),
            is_headline: name == "h1",
            is_picture,
        }
    }
}

/// Where a block stands in relation to the element that holds most of the text.
struct BlockPlace {
    /// It is inside of that element.
    is_inside: bool,
    /// The elements below that element, hashed.
    shape: u64,
    /// One of these is named as boilerplate and holds little of the text.
    is_boilerplate: bool,
    /// The element around the block's own.
    parent: Option<NodeId>,
}

struct BlockChoice<'c, 'p> {
    elements: &'c ElementTable<'p>,
    candidates: &'c [Candidate<'c>],
    places: Vec<BlockPlace>,
    titles: Vec<String>,
    chosen: Vec<bool>,
}

impl<'c, 'p> BlockChoice<'c, 'p> {
    fn of(elements: &'c ElementTable<'p>, candidates: &'c [Candidate<'c>], title: Option<&str>) -> Self {
        let weights = TextWeights::of(elements, candidates);
        let places: Vec<BlockPlace> =
            candidates.iter().map(|candidate| weights.place(elements, candidate.element)).collect();
        let headlines = candidates.iter().filter(|candidate| elements.is_headline(candidate));
        let mut titles: Vec<String> = headlines.map(|candidate| candidate.folded.clone()).collect();
        titles.extend(title.map(fold));
        titles.retain(|title| is_longer_than(title, 15));
        titles.truncate(8);
        let mut choice = Self { elements, candidates, places, titles, chosen: Vec::new() };
        choice.take_text();
        choice
    }

    fn take_text(&mut self) {
        let mut shapes = HashSet::new();
        let mut parents = HashSet::new();
        for (candidate, place) in self.candidates.iter().zip(&self.places) {
            if candidate.is_known && place.is_inside && candidate.is_prose() {
                shapes.insert(place.shape);
                parents.extend(place.parent);
            }
        }
        let last = self.candidates.iter().rposition(|candidate| candidate.is_known).unwrap_or_default();
        let mut seen: HashMap<&str, HashSet<Option<NodeId>>> = HashMap::new();
        for (index, (candidate, place)) in self.candidates.iter().zip(&self.places).enumerate() {
            let is_like_the_text = place.is_inside && candidate.link_percent < 30 && {
                let is_between = candidate.is_heading() && place.parent.is_some_and(|parent| parents.contains(&parent));
                let is_caption = candidate.is_caption() && index <= last;
                let is_alike = !candidate.is_heading() && shapes.contains(&place.shape);
                is_between || is_caption || (is_alike && is_longer_than(&candidate.block.text, 40))
            };
            let is_far =
                !place.is_inside && (!is_longer_than(&candidate.block.text, 80) || candidate.link_percent > 30);
            let is_link = candidate.link_percent > 85
                && !candidate.is_caption()
                && (candidate.is_item() || !is_longer_than(&candidate.block.text, 200));
            let mut is_chosen = ((candidate.is_known && !is_far) || is_like_the_text)
                && !is_link
                && !place.is_boilerplate
                && !self.repeats_the_title(candidate)
                && candidate.folded.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some();
            if is_chosen && is_longer_than(&candidate.block.text, 30) {
                let places = seen.entry(&candidate.folded).or_default();
                let is_repetition = !places.is_empty()
                    && (candidate.is_caption()
                        || is_longer_than(&candidate.block.text, REPETITION_LEN)
                        || !places.contains(&place.parent));
                is_chosen = !is_repetition;
                places.insert(place.parent);
            }
            self.chosen.push(is_chosen);
        }
    }

    /// Returns whether a block is the headline, or a heading that holds it: the headline is put before the text later.
    fn repeats_the_title(&self, candidate: &Candidate<'_>) -> bool {
        let is_heading = candidate.is_heading() || self.elements.is_headline(candidate);
        self.titles.iter().any(|title| {
            let text = &candidate.folded;
            text == title
                || (is_heading
                    && (text.contains(title.as_str())
                        || (title.contains(text.as_str()) && text.len() * 10 >= title.len() * 6)))
        })
    }

    /// Adds the standfirst: what stands between the headline and the text, is no link, and is long enough.
    fn take_standfirst(&mut self) {
        let all = || self.candidates.iter().zip(&self.places).zip(&self.chosen);
        let first = all().position(|((candidate, place), chosen)| *chosen && place.is_inside && candidate.is_prose());
        let Some(first) = first else { return };
        let before = self.candidates.get(..first).unwrap_or_default();
        let headline = before
            .iter()
            .rposition(|candidate| self.elements.is_headline(candidate) || self.titles.contains(&candidate.folded));
        let Some(headline) = headline.filter(|headline| first - headline <= STANDFIRST_REACH) else { return };
        let mut seen = HashSet::new();
        for (candidate, chosen) in self.candidates.iter().zip(&self.chosen).skip(first) {
            if *chosen {
                seen.insert(candidate.folded.as_str());
            }
        }
        let mut added = Vec::new();
        for (index, candidate) in self.candidates.iter().enumerate().take(first).skip(headline + 1) {
            let is_elsewhere = || {
                let mut around = self.elements.around(candidate.element).take(4);
                around.any(|(_, traits)| traits.is_boilerplate || traits.is_picture)
            };
            let is_standfirst = !candidate.is_caption()
                && !candidate.is_item()
                && candidate.link_percent < 20
                && is_longer_than(&candidate.block.text, STANDFIRST_LEN)
                && !self
                    .titles
                    .iter()
                    .any(|title| candidate.folded.contains(title) || title.contains(&candidate.folded))
                && !is_line_of_the_page(&candidate.folded)
                && !seen.contains(candidate.folded.as_str())
                && !is_elsewhere();
            if is_standfirst && seen.insert(candidate.folded.as_str()) {
                added.push(index);
            }
        }
        for index in added {
            if let Some(chosen) = self.chosen.get_mut(index) {
                *chosen = true;
            }
        }
    }
}

/// Returns whether a short text has a year and a time of day: it says when the page was published or changed.
fn is_line_of_the_page(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let has_year =
        numbers.iter().any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    let is_time = |at: usize| {
        let digit =
            |index: Option<usize>| index.and_then(|index| text.as_bytes().get(index)).is_some_and(u8::is_ascii_digit);
        digit(at.checked_sub(1)) && digit(at.checked_add(1))
    };
    let has_time = text.match_indices([':', 'h']).any(|(at, _)| is_time(at));
    has_year && has_time && !is_longer_than(text, 110)
}

/// How much of the main text each element holds.
struct TextWeights {
    weights: HashMap<NodeId, usize>,
    whole: usize,
    /// The innermost element that holds most of it.
    holder: Option<NodeId>,
}

impl TextWeights {
    fn of(elements: &ElementTable<'_>, candidates: &[Candidate<'_>]) -> Self {
        let mut weights: HashMap<NodeId, usize> = HashMap::new();
        let mut whole = 0;
        let known = || candidates.iter().filter(|candidate| candidate.is_known && candidate.link_percent < 50);
        for candidate in known() {
            whole += candidate.block.text.len();
            for (id, _) in elements.around(candidate.element) {
                *weights.entry(id).or_default() += candidate.block.text.len();
            }
        }
        // The holders of most of the text are one within the other: the first that is met is the innermost.
        let holds_most = |id: &NodeId| weights.get(id).is_some_and(|weight| weight * 5 >= whole * 4);
        let holder = known().find_map(|candidate| {
            let mut around = elements.around(candidate.element).map(|(id, _)| id).filter(holds_most);
            around.next()
        });
        Self { weights, whole, holder }
    }

    fn place(&self, elements: &ElementTable<'_>, element: NodeId) -> BlockPlace {
        let mut hasher = DefaultHasher::new();
        let mut place = BlockPlace { is_inside: self.holder.is_none(), shape: 0, is_boilerplate: false, parent: None };
        for (index, (id, traits)) in elements.around(element).enumerate() {
            if Some(id) == self.holder {
                place.is_inside = true;
                place.parent = place.parent.or(Some(id).filter(|_| index <= 1));
                break;
            }
            if index == 1 {
                place.parent = Some(id);
            }
            traits.shape.hash(&mut hasher);
            let weight = self.weights.get(&id).copied().unwrap_or_default();
            place.is_boilerplate |= traits.is_boilerplate && weight * 4 <= self.whole;
        }
        place.shape = hasher.finish();
        place
    }
}
