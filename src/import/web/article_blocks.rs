//! Chooses the blocks of a page that are its article.
//!
//! `main_text` says which words are the main text. Here they are found again in the page's own blocks, with their
//! roles, links and captions, and the choice is corrected by what the page shows: the element that holds the text, blocks
//! built like those of the text, the standfirst under the headline; links to other articles and boxes that are named as
//! such are left out. Linear in the blocks; it changes no block.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::blocks::HtmlBlocks;
use super::dom::{HtmlPage, NodeId, NodeRef, attribute, element_name};
use super::line_kinds::{is_byline, is_clock, is_line_of_the_page, is_pointer, is_request};
use super::main_text::WordSequences;
use super::page_boilerplate::is_named_boilerplate;
use crate::import::extracted_document::{BlockRole, TextBlock};
use crate::import::text::lines::{fold, is_longer_than, sentence_end};

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
            is_pointer: is_pointer(block, origin),
            link_percent: (origin.linked_bytes * 100).checked_div(block.text.len()).unwrap_or_default().min(100),
        })
        .collect();
    let mut choice = BlockChoice::of(&elements, &candidates, title);
    choice.drop_last_headings();
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
    /// It points to another article.
    is_pointer: bool,
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

    /// Returns whether it is nothing but a link.
    fn is_link(&self) -> bool {
        self.link_percent > 85 && !self.is_caption() && (self.is_item() || !is_longer_than(&self.block.text, 200))
    }

    fn is_paragraph(&self) -> bool {
        self.is_prose() && !self.is_heading() && !self.is_caption()
    }

    fn is_prose(&self) -> bool {
        self.link_percent < 30 && is_longer_than(&self.block.text, PARAGRAPH_LEN)
    }
}

/// Returns whether a block is a heading, or a short line in bold that is no sentence.
fn announces(block: &TextBlock) -> bool {
    let is_bold = block.markdown.starts_with("**") && block.markdown.ends_with("**");
    let is_line = block.role == BlockRole::Paragraph && is_bold && sentence_end(&block.text).is_none();
    matches!(block.role, BlockRole::Heading(_)) || (is_line && !is_longer_than(&block.text, 40))
}

/// What the elements around the blocks are.
struct ElementTable<'p> {
    traits: HashMap<NodeId, ElementTraits>,
    page: &'p HtmlPage,
}

/// What one element is.
struct ElementTraits {
    parent: Option<NodeId>,
    /// Its name and classes, hashed; `None` if it only groups others.
    shape: Option<u64>,
    /// It is named as something beside an article.
    is_boilerplate: bool,
    is_headline: bool,
    is_picture: bool,
    /// It is named as what is above a headline.
    is_kicker: bool,
    is_article: bool,
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
        // An element without a class that only groups others says nothing about what it groups.
        let is_plain = class.trim().is_empty() && matches!(name.as_str(), "div" | "section" | "span");
        let mut hasher = DefaultHasher::new();
        (&name, &class).hash(&mut hasher);
        let class = class.to_ascii_lowercase();
        let is_named =
            |words: &[&str]| class.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| words.contains(&part));
        Self {
            parent: node.parent().map(|parent| parent.id),
            shape: (!is_plain).then(|| hasher.finish()),
            is_boilerplate: is_named_boilerplate(node),
            is_headline: name == "h1",
            is_picture: matches!(name.as_str(), "figure" | "figcaption")
                || is_named(&["caption", "credit", "gallery", "lightbox", "slide", "img", "image", "picture", "photo"]),
            is_kicker: is_named(&["kicker", "surtitre", "overline", "topline", "eyebrow", "dachzeile", "antetitulo"]),
            is_article: name == "article",
        }
    }
}

/// Where a block is in relation to the element that holds most of the text.
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
    /// Boxes of teasers, and of requests to subscribe or to consent.
    boxes: HashSet<NodeId>,
    /// The element that holds the text is the page's only article, so what is outside of it is not the text.
    is_certain: bool,
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
        let boxes = boxes_beside(elements, candidates, &weights);
        let is_certain = weights.is_certain;
        let mut choice = Self { elements, candidates, places, boxes, is_certain, titles, chosen: Vec::new() };
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
        let known = || self.candidates.iter().zip(&self.places);
        let last = known().rposition(|(candidate, _)| candidate.is_known).unwrap_or_default();
        // The standfirst may come before the byline.
        let is_prose = |(_, (one, place)): &(usize, (&Candidate<'_>, &BlockPlace))| {
            one.is_known && place.is_inside && one.is_paragraph()
        };
        let second_prose = known().enumerate().filter(is_prose).nth(1).map_or(0, |(index, _)| index);
        let n_clocks = (0..self.candidates.len()).filter(|index| self.is_lone_clock(*index)).count();
        let headline = self.headline_before(second_prose);
        let mut seen: HashMap<&str, HashSet<Option<NodeId>>> = HashMap::new();
        for (index, (candidate, place)) in self.candidates.iter().zip(&self.places).enumerate() {
            let is_like_the_text = place.is_inside && candidate.link_percent < 30 && {
                let opens_text = || {
                    let below = self.candidates.get(index + 1).zip(self.places.get(index + 1));
                    below.is_some_and(|(next, place)| next.is_prose() && shapes.contains(&place.shape))
                };
                let is_between = candidate.is_heading()
                    && (place.parent.is_some_and(|parent| parents.contains(&parent)) || opens_text());
                let is_caption = candidate.is_caption() && index <= last;
                let is_alike = !candidate.is_heading() && shapes.contains(&place.shape);
                let is_sentence =
                    is_longer_than(&candidate.block.text, 40) || sentence_end(&candidate.block.text).is_some();
                is_between || is_caption || (is_alike && is_sentence)
            };
            let is_far = !place.is_inside
                && (self.is_certain || !is_longer_than(&candidate.block.text, 80) || candidate.link_percent > 30);
            let is_lone_clock = self.is_lone_clock(index);
            let is_post_time = is_lone_clock && place.is_inside && n_clocks > 1 && index <= last;
            let is_post_time = is_post_time && !shapes.is_empty();
            let mut is_chosen = ((candidate.is_known && !is_far) || is_like_the_text || is_post_time)
                && !candidate.is_link()
                && !candidate.is_pointer
                && !self.is_in_box(candidate)
                && (index >= second_prose || !is_byline(&candidate.block.text))
                && (index >= headline || candidate.is_prose() || candidate.is_caption())
                && (candidate.is_heading() || !is_line_of_the_page(&candidate.block.text))
                && (is_lone_clock || !self.is_clock_alone(index))
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

    /// Returns the place of the headline above the text, or 0: a short line before it is no text.
    fn headline_before(&self, text: usize) -> usize {
        let before = self.candidates.get(..text).unwrap_or_default();
        before.iter().rposition(|candidate| self.titles.contains(&candidate.folded)).unwrap_or_default()
    }

    /// Leaves out what is last and only announces what follows: headings, and short lines in bold.
    fn drop_last_headings(&mut self) {
        while let Some(last) = self.chosen.iter().rposition(|chosen| *chosen) {
            let Some(candidate) = self.candidates.get(last).filter(|candidate| announces(candidate.block)) else {
                return;
            };
            if candidate.is_prose() || !self.chosen.get(..last).unwrap_or_default().contains(&true) {
                return;
            }
            self.chosen.truncate(last);
            self.chosen.resize(self.candidates.len(), false);
        }
    }

    /// Returns whether a block is a time of day alone. Two in a row are the time and length of a recording.
    fn is_lone_clock(&self, index: usize) -> bool {
        let is_before = index.checked_sub(1).is_some_and(|before| self.is_clock_alone(before));
        self.is_clock_alone(index) && !is_before && !self.is_clock_alone(index + 1)
    }

    fn is_clock_alone(&self, index: usize) -> bool {
        let text = self.candidates.get(index).map(|candidate| candidate.block.text.as_str());
        text.is_some_and(|text| text.len() <= 8 && is_clock(text))
    }

    /// Returns whether a block is in a box beside the text, or is named as what is above a headline.
    fn is_in_box(&self, candidate: &Candidate<'_>) -> bool {
        let is_short = !is_longer_than(&candidate.block.text, 80);
        let mut around = self.elements.around(candidate.element).enumerate();
        around.any(|(index, (id, traits))| self.boxes.contains(&id) || (is_short && index < 2 && traits.is_kicker))
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

    /// Adds the standfirst: what is between the headline and the text, is no link, and is long enough.
    fn take_standfirst(&mut self) {
        let all = || self.candidates.iter().zip(&self.places).zip(&self.chosen);
        let is_text = |((candidate, place), chosen): ((&Candidate<'_>, &BlockPlace), &bool)| {
            *chosen && place.is_inside && candidate.is_paragraph()
        };
        let first = all().position(is_text);
        let Some(first) = first else { return };
        let before = self.candidates.get(..first).unwrap_or_default();
        let reach = first.saturating_sub(STANDFIRST_REACH);
        let near = || before.iter().skip(reach);
        let is_headline =
            |candidate: &Candidate<'_>| self.elements.is_headline(candidate) || self.titles.contains(&candidate.folded);
        let headline = near().position(is_headline).map(|headline| headline + reach);
        let last_headline = near().rposition(is_headline).map(|headline| headline + reach);
        let Some((headline, last_headline)) = headline.zip(last_headline) else { return };
        // A heading may be the standfirst. Below it only what is with the text is one: there may be boxes between.
        let is_opening = |((candidate, place), chosen): ((&Candidate<'_>, &BlockPlace), &bool)| {
            *chosen && place.is_inside && candidate.is_prose()
        };
        let opening = all().position(is_opening).unwrap_or(first);
        let around_text: HashSet<NodeId> = self
            .candidates
            .get(first)
            .map_or(HashSet::new(), |text| self.elements.around(text.element).map(|(id, _)| id).collect());
        let is_with_text = |candidate: &Candidate<'_>| {
            self.elements.around(candidate.element).nth(1).is_some_and(|(parent, _)| around_text.contains(&parent))
        };
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
            let is_below_headline = index > last_headline && index < opening;
            let may_be_heading = is_below_headline || !candidate.is_heading();
            let is_standfirst = !candidate.is_caption()
                && may_be_heading
                && (index < opening || is_with_text(candidate))
                && (is_below_headline || !is_request(&candidate.block.text))
                && !candidate.is_item()
                && candidate.link_percent < 20
                && is_longer_than(&candidate.block.text, STANDFIRST_LEN)
                && !self
                    .titles
                    .iter()
                    .any(|title| candidate.folded.contains(title) || title.contains(&candidate.folded))
                && !is_line_of_the_page(&candidate.block.text)
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

/// Returns the elements that hold two or more requests to subscribe or to consent, or two or more headings that are links
/// to other articles and no long paragraph, and little of the text.
fn boxes_beside(elements: &ElementTable<'_>, candidates: &[Candidate<'_>], weights: &TextWeights) -> HashSet<NodeId> {
    const LONG: usize = 250;
    let mut signs: HashMap<NodeId, [usize; 4]> = HashMap::new();
    for candidate in candidates {
        let sign = match () {
            () if candidate.is_heading() && candidate.is_link() => 0,
            () if is_request(&candidate.block.text) => 1,
            () if candidate.is_prose() && is_longer_than(&candidate.block.text, LONG) => 2,
            () => 3,
        };
        for (id, _) in elements.around(candidate.element).take_while(|(id, _)| Some(*id) != weights.holder) {
            signs.entry(id).or_default()[sign] += 1;
        }
    }
    let is_box = |(id, [n_links, n_requests, n_long, n_others]): &(NodeId, [usize; 4])| {
        let share = |parts: usize| weights.of_element(*id) * parts <= weights.whole;
        let is_request = *n_requests > 1
            && *n_long <= *n_requests
            && (share(4) || (share(2) && n_requests * 2 >= *n_others + n_links));
        is_request || (share(4) && *n_links > 1 && *n_long == 0)
    };
    signs.into_iter().filter(is_box).map(|(id, _)| id).collect()
}

/// How much of the main text each element holds.
struct TextWeights {
    weights: HashMap<NodeId, usize>,
    whole: usize,
    /// The innermost element that holds most of it.
    holder: Option<NodeId>,
    /// The holder is the only article of the page.
    is_certain: bool,
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
        let mut found = Self { weights, whole, holder, is_certain: false };
        if let Some(article) = only_article(elements, candidates) {
            found.whole = found.of_element(article);
            found.is_certain = true;
            found.holder = Some(article);
        }
        found
    }

    fn of_element(&self, id: NodeId) -> usize {
        self.weights.get(&id).copied().unwrap_or_default()
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
            if let Some(shape) = traits.shape {
                shape.hash(&mut hasher);
            }
            place.is_boilerplate |= traits.is_boilerplate && self.of_element(id) * 4 <= self.whole;
        }
        place.shape = hasher.finish();
        place
    }
}

/// Returns the only `<article>` of a page, if the headline and several paragraphs of the main text are in it.
fn only_article(elements: &ElementTable<'_>, candidates: &[Candidate<'_>]) -> Option<NodeId> {
    const MIN_BYTES: usize = 300;
    let mut articles = elements.traits.iter().filter(|(_, traits)| traits.is_article).map(|(id, _)| *id);
    let only = articles.next().filter(|_| articles.next().is_none())?;
    let is_inside = |candidate: &&Candidate<'_>| elements.around(candidate.element).any(|(id, _)| id == only);
    let inside = || candidates.iter().filter(is_inside);
    let has_headline = inside().any(|candidate| elements.is_headline(candidate));
    let prose: Vec<usize> =
        inside().filter(|one| one.is_known && one.is_prose()).map(|one| one.block.text.len()).collect();
    (has_headline && prose.len() > 1 && prose.iter().sum::<usize>() >= MIN_BYTES).then_some(only)
}
