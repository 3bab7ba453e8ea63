//! English: what press pages leave behind when they are copied. Data only; how a phrase is written is described in
//! `lang::boilerplate`.

use crate::lang::boilerplate::DocumentRegion::{Anywhere, Edges};
use crate::lang::boilerplate::LinePattern::{Is, Opens};
use crate::lang::boilerplate::{
    ADVERTISING, BoilerplateRule, COMMENTS, COOKIES, NEWSLETTER, PAYWALL, READING_TIME, RELATED, RIGHTS, SHARING,
    SOURCE, TAGS, TOOL, rule,
};

/// The leftovers of English pages.
#[rustfmt::skip] // One phrase group a line reads better than one phrase a line.
pub(super) const BOILERPLATE: &[BoilerplateRule] = &[
    rule("ad-marker", ADVERTISING, Anywhere, Is(&[
        "advertisement", "advertisements", "sponsored", "sponsored content", "story continues below advertisement",
        "story continues below", "article continues below advertisement", "article continues below this ad",
        "article continues after advertisement", "continue reading below", "skip advertisement", "end of advertisement",
        "scroll to continue", "scroll down to continue reading", "advertisement scroll to continue", "ad feedback",
        "article content", "advertisement #", "skip advertisement",
    ])),
    rule("newsletter-promo", NEWSLETTER, Anywhere, Opens(&[
        "you are receiving this email because", "you received this email because", "you're receiving this email because",
        "unlock the editor's digest", "unlock editor's digest", "sign up for our newsletter", "sign up to our newsletter",
        "sign up for the newsletter", "sign up to the newsletter", "sign up for our free", "sign up to our free",
        "sign up for our daily", "sign up for our weekly", "sign up to receive our", "subscribe to our newsletter",
        "subscribe to the newsletter", "subscribe to our free", "subscribe to our daily", "subscribe to our weekly",
        "get our newsletter", "get our free newsletter", "stay informed with free updates", "simply sign up to the",
        "receive free", "get the latest news delivered to your inbox",
    ])),
    rule("related-link", RELATED, Anywhere, Opens(&[
        "read also:", "also read:", "also read |", "read more:", "read more |", "see also:", "read next:", "related:",
        "related article:", "related articles:", "related story:", "related stories:", "more on this story:", "don't miss:",
        "you may also like:", "read the full story:", "recommended reading:",
    ])),
    rule("related-link", RELATED, Anywhere, Is(&[
        "read also", "also read", "read more", "see also", "read next", "related", "related articles", "related stories",
        "related topics", "related content", "related news", "more on this story", "you may also like", "you might also like",
        "recommended", "recommended for you", "recommended stories", "most read", "most popular", "more from this author",
        "continue reading", "read the full story", "read full article", "read the original article", "read full story",
    ])),
    rule("comment-counter", COMMENTS, Edges(10), Is(&[
        "comment (#)", "comments (#)", "# comment", "# comments", "(#) comments", "no comments",
        "no comments yet", "leave a comment", "leave a reply", "post a comment", "add a comment", "view comments", "comment now",
        "view all comments", "show comments", "be the first to comment", "join the conversation", "comments are closed",
    ])),
    rule("source-link", SOURCE, Edges(6), Is(&["source link", "link to source", "source url", "original link"])),
    rule("source-link", SOURCE, Edges(6), Opens(&["url of this article:", "article url:", "printed from", "source link:", "link to source:", "source url:"])),
    rule("share-bar", SHARING, Anywhere, Is(&[
        "share this article", "share this story", "share this page", "share this post", "share article", "share full article",
        "share this", "share this with", "click to share", "share with friends",
    ])),
    rule("share-bar", SHARING, Edges(12), Opens(&["click to share on", "click to email a link to a friend", "click to print"])),
    rule("share-bar", SHARING, Edges(12), Is(&["like this", "like loading"])),
    rule("share-bar", SHARING, Edges(3), Is(&["share", "shares", "# shares", "tweet"])),
    rule("paywall", PAYWALL, Anywhere, Is(&[
        "subscribe", "subscribe now", "subscribe today", "subscribers only", "subscriber only", "for subscribers only",
        "this article is for subscribers only", "this article is reserved for subscribers", "subscriber-only content",
        "already a subscriber?", "already a subscriber? log in", "already a subscriber? sign in", "gift this article",
        "give this article", "subscribe to continue reading", "subscribe to read the full article", "premium content",
        "this content is reserved for subscribers only", "this content is reserved for subscribers",
        "register to unlock more articles", "create an account or sign in to continue with your reading experience",
        "don't have an account? create account", "don't have an account? create an account",
        "subscribe to unlock this article", "you have # free articles remaining", "you have # free articles left",
    ])),
    rule("paywall", PAYWALL, Anywhere, Opens(&["subscribe now to read", "subscribe now to access", "subscribe now for"])),
    rule("paywall", PAYWALL, Edges(10), Is(&["log in", "login", "sign in", "sign up", "create an account", "my account"])),
    rule("reading-time", READING_TIME, Edges(12), Is(&[
        "# min read", "# mins read", "# minute read", "# minutes read", "#-minute read", "#-min read", "reading time: # min",
        "reading time: # mins", "reading time: # minutes", "reading time: # minute", "estimated reading time: # minutes",
        "read time: # min", "read time: # mins", "read time: # minutes", "listen # min", "listen (# min)", "# min listen",
        "less than # min read",
    ])),
    rule("rights-notice", RIGHTS, Edges(10), Opens(&["all rights reserved", "reproduction prohibited", "unauthorized reproduction"])),
    rule("page-tool", TOOL, Edges(12), Is(&[
        "print this article", "print article", "print this page", "email this article", "email article", 
        "listen to this article", "listen to article", "save article", "save this article", "save for later", "copy link",
        "add to bookmarks", "back to top", "return to top", "follow us", "skip to content", "skip to main content",
        "report an error", "report a mistake", "next article", "previous article",
        "view more", "show more", "load more", "view in browser", "enlarge image", "open in app",
    ])),
    rule("page-tool", TOOL, Edges(12), Opens(&[
        "follow us on", "find us on", "join us on", "like us on facebook", "download our app", "download the app",
        "get the app", "follow our whatsapp channel",
    ])),
    rule("cookie-banner", COOKIES, Edges(12), Is(&[
        "accept all", "accept cookies", "accept all cookies", "accept and continue", "accept and close", "i accept",
        "reject all", "reject all cookies", "manage cookies", "cookie settings", "manage preferences", "cookie policy",
        "privacy policy", "terms of use", "learn more", "we value your privacy",
    ])),
    // Single words may be subheadings further in.
    rule("page-tool", TOOL, Edges(3), Is(&[
        "menu", "search", "home", "close", "print", "listen", "bookmark", "accept", "reject", "register",
    ])),
    rule("comment-counter", COMMENTS, Edges(3), Is(&["comment", "comments"])),
    rule("tag-line", TAGS, Edges(10), Opens(&["keywords:", "filed under:", "posted in:", "topics:", "category:", "categories:"])),
];
