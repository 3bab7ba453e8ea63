//! The names of one article -> who bears each family name in it: entities named in full, strangers, women, men, several.
//!
//! `disambiguation` asks about a family name alone. A stranger counts as much as a person with a record: if the article has
//! `Samir Kaddour`, whom no record has, `Kaddour` is not certainly Hakim Kaddour, before and after.

use super::name_scanner::{HitKind, NameHit};
use crate::base::{FxHashMap, FxHashSet};
use crate::gazetteer::{self, Sex};
use crate::lang::LanguageData;
use crate::model::EntityIx;
use crate::registry::Lexicon;
use crate::text::tokens::{self, Gap, Token};

/// More bearers or strangers of one family name than this make it no less certain.
const MAX_BEARERS: usize = 3;

/// Somebody without a record who bears a family name in the article.
#[derive(Clone, Debug)]
pub(super) struct Stranger {
    /// The folded first letter of the first name.
    pub initial: Option<char>,
    /// Whether it is a woman, if the first name or a civility shows it.
    pub is_female: Option<bool>,
}

/// Who bears a family name in an article.
#[derive(Debug, Default)]
pub(super) struct FamilyBearers {
    /// Entities that the article names in full, or may.
    pub entities: Vec<EntityIx>,
    /// People without a record.
    pub strangers: Vec<Stranger>,
    /// Whether the article has the name for several people at once.
    pub has_several: bool,
    /// Whether it has the name alone after a civility of a man, and of a woman.
    pub civilities: [bool; 2],
}

/// Who bears the family names in an article.
#[derive(Debug, Default)]
pub(super) struct Namesakes {
    /// By the hash of the name's last word.
    families: FxHashMap<u64, FamilyBearers>,
    /// Whether an entity is a woman, by a civility before its full name.
    civilities: FxHashMap<EntityIx, bool>,
    /// Whether the article is in French, where some first names are those of the other sex.
    in_french: bool,
}

impl Namesakes {
    /// Returns who bears the family name with this last word.
    pub(super) fn of_family(&self, last_word: u64) -> Option<&FamilyBearers> {
        self.families.get(&last_word)
    }

    /// Returns whether an entity is a woman, as far as the article or the first name shows it.
    pub(super) fn is_female(&self, entity: EntityIx, lexicon: &Lexicon) -> Option<bool> {
        let by_name = || self.sex_of_name(&lexicon.entity(entity).given_name);
        self.civilities.get(&entity).copied().or_else(by_name)
    }

    fn sex_of_name(&self, name: &str) -> Option<bool> {
        gazetteer::sex_of_given_name(name, self.in_french).map(|sex| sex == Sex::Female)
    }

    /// Collects the bearers of the family names in texts, each with its names.
    pub(super) fn collect(texts: &[(&str, &[NameHit])], lexicon: &Lexicon, language: &LanguageData) -> Self {
        let mut namesakes = Self { in_french: language.gazetteer_column == 0, ..Self::default() };
        for (text, hits) in texts {
            hits.iter().for_each(|hit| namesakes.add(text, hit, lexicon));
        }
        namesakes
    }

    fn add(&mut self, text: &str, hit: &NameHit, lexicon: &Lexicon) {
        let HitKind::Form(form) = hit.kind else { return };
        let (cues, is_alone) = (&hit.cues, !hit.is_full);
        let senses = lexicon.form(form).senses_by_strength();
        let is_full = hit.is_full && hit.blocked_by.is_none();
        if !is_full && cues.stranger.is_none() && !cues.has_several && hit.hint.is_female.is_none() {
            return;
        }
        let initial = |word: &str| tokens::fold(word).chars().next();
        // A word before a full name that links is no first name: `Wczoraj Zofia Kalina`.
        let stranger = cues.stranger.clone().filter(|_| !is_full).map(|range| {
            let name = &text[range];
            Stranger { initial: initial(name), is_female: hit.hint.is_female.or_else(|| self.sex_of_name(name)) }
        });
        if let ([only], Some(is_female), true) = (senses.strong, hit.hint.is_female, is_full) {
            self.civilities.insert(only.entity, is_female);
        }
        let bearers = self.families.entry(hit.last_word).or_default();
        bearers.has_several |= cues.has_several;
        if let Some(is_female) = hit.hint.is_female.filter(|_| is_alone && cues.stranger.is_none()) {
            bearers.civilities[usize::from(is_female)] = true;
        }
        if let Some(stranger) = stranger.filter(|_| bearers.strangers.len() < MAX_BEARERS) {
            bearers.strangers.push(stranger);
        } else if is_full {
            for sense in senses.strong.iter().take(MAX_BEARERS) {
                if bearers.entities.len() < MAX_BEARERS && !bearers.entities.contains(&sense.entity) {
                    bearers.entities.push(sense.entity);
                }
            }
        }
    }

    /// Adds an entity that a person says is meant by words of the text.
    pub(super) fn add_entity(&mut self, last_word: u64, entity: EntityIx) {
        let entities = &mut self.families.entry(last_word).or_default().entities;
        if entities.len() < MAX_BEARERS && !entities.contains(&entity) {
            entities.push(entity);
        }
    }

    /// Finds `the Kaddours` among the words of a text.
    pub(super) fn add_plurals(&mut self, text: &str, list: &[Token], hits: &[NameHit], language: &LanguageData) {
        if language.matching().possessives.iter().next().is_none() {
            return;
        }
        let mut plurals: FxHashMap<u64, u64> = FxHashMap::default();
        let mut known = FxHashSet::<u64>::default();
        let mut tokens = Vec::new();
        for hit in hits.iter().filter(|hit| matches!(hit.kind, HitKind::Form(_)) && hit.is_person) {
            if known.insert(hit.last_word) {
                let name = text[hit.start..hit.end].rsplit(char::is_whitespace).next().unwrap_or_default();
                let plural = format!("{}{}", tokens::fold(name), if name.ends_with('s') { "es" } else { "s" });
                tokens.clear();
                tokens::tokenize(&plural, 0, plural.len(), &mut tokens);
                if let [token] = tokens.as_slice() {
                    plurals.insert(token.hash, hit.last_word);
                }
            }
        }
        if plurals.is_empty() {
            return;
        }
        for (index, token) in list.iter().enumerate().skip(1).filter(|(_, token)| token.is(Token::CAPITAL)) {
            let Some(last_word) = plurals.get(&token.hash).filter(|_| token.gap == Gap::Space) else { continue };
            if language.words.definite_articles.contains(&tokens::fold(list[index - 1].text(text)).as_str()) {
                self.families.entry(*last_word).or_default().has_several = true;
            }
        }
    }
}

/// Returns whether a family name is in no list of names or words. A frequent one that the article introduces in no way is mostly
/// somebody else's: in strangers' English press 20 of 73 such links were right.
pub(super) fn is_rare(name: &str) -> bool {
    let is_listed =
        gazetteer::is_family_name(name) || gazetteer::is_given_name(name) || gazetteer::is_ordinary_name(name);
    name.chars().count() > 3 && !is_listed
}
