//! What press pages leave behind when they are copied: the shape of a rule that recognises such a line.
//!
//! Data only; `import::tidy` applies the rules and adds those that hold in any language. A phrase is written as
//! `boilerplate_shape::Shape` makes it: lower case, straight apostrophes, one space between words, no space before a colon, `#`
//! for a number, no bullet before it and no full stop after it. To teach `dossier import` a new leftover, add its phrase to a
//! row of the language. A phrase belongs in `Is` unless something variable follows it; prefer the longer phrase, since a line of
//! an article must never match.

/// One kind of leftover, how it is recognised and where it may be.
pub struct BoilerplateRule {
    /// Its name in the report.
    pub name: &'static str,
    /// Why such a line is no part of the article, as a sentence fragment.
    pub reason: &'static str,
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
    reason: &'static str,
    place: DocumentRegion,
    recognised: LinePattern,
) -> BoilerplateRule {
    BoilerplateRule { name, reason, region: place, pattern: recognised }
}

/// Why a line is no part of the article.
pub(crate) const ADVERTISING: &str = "marks a place for advertising";
/// Why a line is no part of the article.
pub(crate) const NEWSLETTER: &str = "advertises a newsletter or alerts";
/// Why a line is no part of the article.
pub(crate) const RELATED: &str = "points to another article";
/// Why a line is no part of the article.
pub(crate) const COMMENTS: &str = "belongs to the comments under the page";
/// Why a line is no part of the article.
pub(crate) const SOURCE: &str = "is the label of a link, its address is gone";
/// Why a line is no part of the article.
pub(crate) const SHARING: &str = "is a button to share the page";
/// Why a line is no part of the article.
pub(crate) const PAYWALL: &str = "is about access to the page, not part of the article";
/// Why a line is no part of the article.
pub(crate) const READING_TIME: &str = "tells how long reading or listening takes";
/// Why a line is no part of the article.
pub(crate) const RIGHTS: &str = "is the site's rights notice";
/// Why a line is no part of the article.
pub(crate) const TOOL: &str = "is a button or menu of the page";
/// Why a line is no part of the article.
pub(crate) const COOKIES: &str = "belongs to a cookie banner";
/// Why a line is no part of the article.
pub(crate) const TAGS: &str = "lists the page's keywords";
/// Why a line is no part of the article.
pub(crate) const SYNDICATION: &str = "says where a feed took the page from";
