//! What press pages leave behind when they are copied: the shape of a rule that recognises such a line.
//!
//! Data only; `import::tidy` applies the rules and adds those that hold in any language. A phrase is written as
//! `boilerplate_shape::Shape` makes it: lower case, straight apostrophes, one space between words, no space before a colon, `#`
//! for a number, no bullet before it and no full stop after it. To teach `dossier import` a new leftover, add its phrase to a
//! row of the language. A phrase belongs in `Is` unless something variable follows it; prefer the longer phrase, since a line of
//! an article must never match.

use crate::base::message::Words;

/// One kind of leftover, how it is recognised and where it may be.
pub struct BoilerplateRule {
    /// Its name in the report.
    pub name: &'static str,
    /// Why such a line is no part of the article, as a sentence fragment.
    pub reason: Words,
    /// Where such a line may be.
    pub region: DocumentRegion,
    /// How such a line is recognised.
    pub pattern: LinePattern,
}

/// Where a line must be for a rule to apply, counted in non-blank lines that are not boilerplate themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DocumentRegion {
    /// In any line.
    Anywhere,
    /// Among the first so many.
    Head(usize),
    /// Among the last so many.
    Tail(usize),
    /// Among the first or the last so many.
    Edges(usize),
}

/// How a whole line is recognised.
pub enum LinePattern {
    /// It is one of these phrases.
    Is(&'static [&'static str]),
    /// It begins with one of these phrases and goes on with no more than a title or the rest of one short sentence.
    Opens(&'static [&'static str]),
    /// It has a form that phrases cannot describe.
    Looks(fn(&str) -> bool),
}

/// Makes a rule.
#[must_use]
pub(crate) const fn rule(
    name: &'static str,
    reason: Words,
    place: DocumentRegion,
    recognised: LinePattern,
) -> BoilerplateRule {
    BoilerplateRule { name, reason, region: place, pattern: recognised }
}

/// Why a line is no part of the article.
pub(crate) const ADVERTISING: Words =
    Words { en: "marks a place for advertising", fr: "marque la place d’une publicité" };
/// Why a line is no part of the article.
pub(crate) const NEWSLETTER: Words =
    Words { en: "advertises a newsletter or alerts", fr: "fait la réclame d’une lettre ou d’alertes" };
/// Why a line is no part of the article.
pub(crate) const RELATED: Words = Words { en: "points to another article", fr: "renvoie à un autre article" };
/// Why a line is no part of the article.
pub(crate) const COMMENTS: Words =
    Words { en: "belongs to the comments under the page", fr: "appartient aux commentaires sous la page" };
/// Why a line is no part of the article.
pub(crate) const SOURCE: Words = Words {
    en: "is the label of a link, its address is gone",
    fr: "est le libellé d’un lien, dont l’adresse est perdue",
};
/// Why a line is no part of the article.
pub(crate) const SHARING: Words =
    Words { en: "is a button to share the page", fr: "est un bouton de partage de la page" };
/// Why a line is no part of the article.
pub(crate) const PAYWALL: Words = Words {
    en: "is about access to the page, not part of the article",
    fr: "parle de l’accès à la page, n’est pas de l’article",
};
/// Why a line is no part of the article.
pub(crate) const READING_TIME: Words =
    Words { en: "tells how long reading or listening takes", fr: "dit la durée de lecture ou d’écoute" };
/// Why a line is no part of the article.
pub(crate) const RIGHTS: Words = Words { en: "is the site's rights notice", fr: "est la mention des droits du site" };
/// Why a line is no part of the article.
pub(crate) const TOOL: Words =
    Words { en: "is a button or menu of the page", fr: "est un bouton ou un menu de la page" };
/// Why a line is no part of the article.
pub(crate) const COOKIES: Words = Words { en: "belongs to a cookie banner", fr: "appartient au bandeau des cookies" };
/// Why a line is no part of the article.
pub(crate) const TAGS: Words = Words { en: "lists the page's keywords", fr: "énumère les mots-clés de la page" };
/// Why a line is no part of the article.
pub(crate) const SYNDICATION: Words =
    Words { en: "says where a feed took the page from", fr: "dit d’où un flux a pris la page" };
