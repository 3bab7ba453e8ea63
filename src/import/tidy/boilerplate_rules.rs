//! The leftovers of press pages that are recognised in any language; those that are phrases of one language are data of `lang`.
//!
//! Data only; `boilerplate` applies it.

use super::boilerplate_forms as looks;
use crate::base::message::Words;
use crate::lang;
use crate::lang::boilerplate::DocumentRegion::{Anywhere, Edges, Head, Tail};
use crate::lang::boilerplate::LinePattern::{Is, Looks};
use crate::lang::boilerplate::{ADVERTISING, BoilerplateRule, COOKIES, NEWSLETTER, RIGHTS, SHARING, SYNDICATION, rule};

/// Returns every rule, those of the languages last; the first that recognises a line names it.
pub(in crate::import) fn rules() -> impl Iterator<Item = &'static BoilerplateRule> {
    ANY.iter().chain(lang::all().flat_map(|language| language.import.boilerplate))
}

#[rustfmt::skip] // One phrase group a line reads better than one phrase a line.
const ANY: &[BoilerplateRule] = &[
    rule("ad-marker", ADVERTISING, Anywhere, Is(&[
        "[ad_#]", "[ad-#]", "[ad#]", "[ad]", "[ads]", "[adsense]", "ad_#", "[ad_#] [ad_#]", "[ad_#][ad_#]",
    ])),
    rule("ad-script", ADVERTISING, Anywhere, Looks(looks::ad_script)),
    rule("feed-code", Words { en: "is the number a feed gave the page", fr: "est le numéro qu’un flux a donné à la page" }, Edges(3), Looks(looks::feed_code)),
    rule("share-bar", SHARING, Anywhere, Looks(looks::share_bar)),
    rule("follow-line", SHARING, Tail(6), Looks(looks::follow_line)),
    rule("rights-notice", RIGHTS, Tail(6), Looks(looks::copyright_notice)),
    rule("breadcrumb", Words { en: "is the path of the page in its site", fr: "est le chemin de la page dans son site" }, Head(8), Looks(looks::breadcrumb)),
    rule("cookie-banner", COOKIES, Edges(12), Looks(looks::cookie_banner)),
    rule("newsletter-promo", NEWSLETTER, Anywhere, Looks(looks::editor_promo)),
    rule("syndication-note", SYNDICATION, Tail(6), Looks(looks::syndication_note)),
];

/// A share bar with each button on a line of its own. It takes two such lines to distinguish it from the words of an
/// article.
pub(in crate::import) const BROKEN_SHARE_BAR: BoilerplateRule =
    rule("share-bar", SHARING, Edges(12), Looks(looks::share_button));
