//! The terms to search the output for: names, ids and file names as sequences of words, and withheld texts as every
//! run of ten words.
//!
//! To avoid false alarms, terms that published content also has are left out: a form that a published record has
//! too; a single word that published texts also write in small letters (`Petit` where they have `petit`); words
//! that a published text has as well, as when two papers print one dispatch and one of them is a draft. These are
//! listed, so that no one assumes they were searched for.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::base::yaml_fields::SpannedText;
use crate::base::{Message, SourcePath, Span};
use crate::model::Id;
use crate::model::{Rights, Route};
use crate::parse::{self, Visibility, front_matter};
use crate::registry::{Strength, forms};
use crate::say;
use crate::source::Snapshot;
use crate::text::tokens;
use crate::text::tokens::Token;
use crate::views::{Content, RenderContext};

/// Length of a run of words. Ten words in a row are specific to one author; eight may be the name of a ministry and
/// a preposition.
pub(super) const SHINGLE_LEN: usize = 10;

/// Something withheld.
#[derive(Clone, Debug)]
pub(super) struct WithheldItem {
    /// Where it is written.
    pub(super) span: Span,
    /// Its description: `the hidden record `x``.
    pub(super) what: Message,
    /// Whether texts may not name it either, because initials replace its name.
    pub(super) masked: bool,
}

/// A name, an id or a file name.
#[derive(Clone, Debug)]
pub(super) struct WithheldName {
    /// As written.
    pub(super) text: String,
    /// Hashes of its words.
    pub(super) words: Vec<u64>,
    /// Whether it counts only if it begins with a capital.
    pub(super) capital: bool,
    /// Index of its owner.
    pub(super) owner: usize,
    /// Whether its first word is a key of data, and its second an id.
    pub(super) keyed: bool,
}

/// Everything to search for.
#[derive(Debug, Default)]
pub(super) struct WithheldTerms {
    pub(super) owners: Vec<WithheldItem>,
    /// For each withheld record, in the order of the registry, its index among the owners.
    pub(super) records: Vec<usize>,
    pub(super) names: Vec<WithheldName>,
    /// Names by their first word, the longest first.
    pub(super) by_first: HashMap<u64, Vec<usize>>,
    /// Withheld runs of words, with their owner.
    pub(super) shingles: HashMap<u64, usize>,
    /// Forms that are not searched for.
    pub(super) skipped_forms: BTreeSet<String>,
}

fn draft_called(id: &Id) -> Message {
    say!(en: "the draft `{id}`", fr: "le brouillon `{id}`")
}

impl WithheldTerms {
    /// Collects everything that a dossier withholds. `published` are all its published texts.
    pub(super) fn of(site: &RenderContext, snapshot: &Snapshot, published: &[&str]) -> Self {
        let mut secrets = Self::default();
        secrets.records(&site.content, snapshot);
        secrets.drafts(&site.content, snapshot);
        secrets.excerpts(&site.content, snapshot);
        secrets.media(site, snapshot);
        secrets.skip_ambiguous(&site.content, published);
        let mut order: Vec<usize> = (0..secrets.names.len()).collect();
        order.sort_by_key(|index| usize::MAX - secrets.names[*index].words.len());
        for index in order {
            secrets.by_first.entry(secrets.names[index].words[0]).or_default().push(index);
        }
        secrets
    }

    /// Returns whether initials replace a name wherever a text has it.
    pub(super) fn masked(&self, name: usize) -> bool {
        self.owners[self.names[name].owner].masked
    }

    fn owner(&mut self, span: Span, what: Message) -> usize {
        self.owners.push(WithheldItem { span, what, masked: false });
        self.owners.len() - 1
    }

    fn name(&mut self, text: &str, capital: bool, owner: usize) {
        let list = tokens_of(text);
        let words: Vec<u64> = list.iter().map(|token| token.hash).collect();
        // An id often consists of the words of the name.
        if self.names.iter().rev().take_while(|name| name.owner == owner).any(|name| name.words == words) {
            return;
        }
        if words.is_empty() || (words.len() == 1 && list[0].len() < 3) {
            return;
        }
        if words.len() > 1 {
            // An address may join them: `paulkerdaniel`.
            let joined: String = list.iter().map(|token| tokens::fold(token.text(text))).collect();
            if joined.chars().count() >= 8 {
                let words = vec![tokens::hash(&joined)];
                self.names.push(WithheldName { text: text.to_owned(), words, capital: false, owner, keyed: false });
            }
        }
        // A handle is written in small letters, and some scripts have no capitals.
        let capital = capital && words.len() == 1 && list[0].is(Token::CAPITAL);
        self.names.push(WithheldName { text: text.to_owned(), words, capital, owner, keyed: false });
    }

    /// An id occurs in addresses and data: by itself it may be an ordinary word.
    fn id(&mut self, id: &str, owner: usize) {
        if tokens_of(id).len() > 1 {
            return self.name(id, false, owner);
        }
        self.name(&format!("{id}.html"), false, owner);
        for key in ["id", "entity", "speaker", "to", "place", "part_of", "candidates", "participants"] {
            let text = format!("{key} {id}");
            let words = words_of(&text);
            self.names.push(WithheldName { text, words, capital: false, owner, keyed: true });
        }
    }

    fn text(&mut self, text: &str, owner: usize) {
        let list = tokens_of(text);
        for window in list.windows(SHINGLE_LEN) {
            self.shingles.entry(shingle_hash(window)).or_insert(owner);
        }
    }

    fn records(&mut self, site: &Content, snapshot: &Snapshot) {
        for record in &site.registry.withheld {
            let id = &record.id;
            let what = if record.visibility == Visibility::Initials {
                say!(en: "the initialled record `{id}`", fr: "la fiche réduite aux initiales `{id}`")
            } else {
                say!(en: "the hidden record `{id}`", fr: "la fiche cachée `{id}`")
            };
            let owner = self.owner(record.span.clone(), what);
            self.records.push(owner);
            self.owners[owner].masked = record.visibility.masks();
            let personal = site.config.kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
            for form in forms::record_forms(record, personal) {
                if !matches!(form.strength, Strength::Role { .. }) {
                    self.name(&form.text.value, true, owner);
                }
            }
            self.id(record.id.as_str(), owner);
            record.former.iter().for_each(|former| self.id(&former.value, owner));
            match snapshot.text(&record.span.file).filter(|_| record.span.file.extension() == "md") {
                Some(text) => self.text(body_of(&record.span.file, text), owner),
                None => self.text(&record.body.text, owner),
            }
        }
    }

    fn drafts(&mut self, site: &Content, snapshot: &Snapshot) {
        let published: HashSet<&SourcePath> = site.articles.iter().map(|text| &text.document.file).collect();
        for (path, file) in snapshot.below("content/articles/").filter(|(path, _)| path.extension() == "md") {
            if published.contains(path) {
                continue;
            }
            let Some(article) = parse::article::parse(path, &file.bytes).value.filter(|article| article.draft) else {
                continue;
            };
            let owner = self.owner(Span::whole(path), draft_called(&article.id));
            let former: Vec<&SpannedText> = article.former.iter().collect();
            former.iter().for_each(|former| self.id(&former.value, owner));
            self.draft(article.id.as_str(), &article.title, owner);
            self.text(body_of(path, snapshot.text(path).unwrap_or_default()), owner);
            for picture in article.picture.iter() {
                [&picture.caption, &picture.alt].into_iter().for_each(|text| self.text(text, owner));
            }
            let notes = SourcePath::new(&format!("content/notes/{}.yaml", article.id));
            self.text(snapshot.text(&notes).unwrap_or_default(), owner);
        }
        for (path, file) in snapshot.below("content/pages/") {
            let Some(page) = parse::free_page::parse(path, &file.bytes).value.filter(|page| page.draft) else {
                continue;
            };
            let owner = self.owner(Span::whole(path), draft_called(&page.id));
            self.draft(page.id.as_str(), &page.title, owner);
            self.text(body_of(path, snapshot.text(path).unwrap_or_default()), owner);
        }
    }

    fn draft(&mut self, id: &str, title: &str, owner: usize) {
        self.id(id, owner);
        if tokens_of(title).len() > 2 {
            self.name(title, false, owner);
        }
    }

    /// The parts of articles that may not be quoted.
    fn excerpts(&mut self, site: &Content, snapshot: &Snapshot) {
        for text in site.articles.iter().filter(|text| text.document.rights != Rights::Full) {
            let article = &text.document;
            let Some(source) = snapshot.text(&article.file) else { continue };
            let Ok(parts) = front_matter::split(&article.file, source) else { continue };
            let span = Span::new(&article.file, parts.body_start, parts.body_start);
            let what = say!(
                en: "the part of `{id}` that may not be quoted",
                fr: "la partie de `{id}` qui ne peut pas être citée",
                id = article.id,
            );
            let owner = self.owner(span, what);
            self.text(parts.body, owner);
        }
    }

    /// The names of files that are not published.
    fn media(&mut self, site: &RenderContext, snapshot: &Snapshot) {
        const FOLDER: &str = "content/media/";
        for (path, _) in snapshot.below(FOLDER) {
            let name = &path.as_str()[FOLDER.len()..];
            if !site.media.contains_key(&Route::new(&format!("media/{name}"))) {
                let owner = self.owner(Span::whole(path), say!(en: "the file `{path}`", fr: "le fichier `{path}`"));
                self.name(&format!("media/{name}"), false, owner);
            }
        }
    }

    /// Removes the terms that published content also has.
    fn skip_ambiguous(&mut self, site: &Content, published: &[&str]) {
        let mut public: HashSet<Vec<u64>> = HashSet::new();
        for entity in &site.registry.entities {
            let personal = site.config.kind(entity.kind).is_some_and(|kind| kind.personal_names);
            public.extend(forms::record_forms(&entity.record, personal).iter().map(|form| words_of(&form.text.value)));
        }
        let mut small: HashSet<u64> = HashSet::new();
        let single: HashSet<u64> = self.names.iter().filter(|name| name.capital).map(|name| name.words[0]).collect();
        for text in published {
            let list = tokens_of(text);
            for token in &list {
                if single.contains(&token.hash) && !token.is(Token::CAPITAL) {
                    small.insert(token.hash);
                }
            }
            if !self.shingles.is_empty() {
                for window in list.windows(SHINGLE_LEN) {
                    self.shingles.remove(&shingle_hash(window));
                }
            }
        }
        let (kept, spared): (Vec<WithheldName>, Vec<WithheldName>) =
            std::mem::take(&mut self.names).into_iter().partition(|name| {
                let is_word = name.capital && small.contains(&name.words[0]);
                !is_word && !public.contains(&words_of(&name.text))
            });
        self.names = kept;
        // Names replaced by initials are also searched letter by letter, even if a published record has the
        // same name.
        let is_lost = |name: &WithheldName| !self.owners[name.owner].masked;
        self.skipped_forms = spared.into_iter().filter(is_lost).map(|name| name.text).collect();
    }
}

/// Returns the text below the front matter: sequences of keys and tags look alike in all files.
fn body_of<'a>(path: &SourcePath, text: &'a str) -> &'a str {
    front_matter::split(path, text).map_or(text, |parts| parts.body)
}

/// Cuts a text into words.
pub(super) fn tokens_of(text: &str) -> Vec<Token> {
    let mut list = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut list);
    list
}

fn words_of(text: &str) -> Vec<u64> {
    tokens_of(text).iter().map(|token| token.hash).collect()
}

/// Returns the hash of a run of words.
pub(super) fn shingle_hash(window: &[Token]) -> u64 {
    window
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, token| (hash ^ token.hash).wrapping_mul(0x0000_0100_0000_01b3))
}
