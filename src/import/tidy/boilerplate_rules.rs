//! The table of boilerplate: what remains of a press page when an article is copied, in French, English and any
//! language.
//!
//! Only data; `boilerplate` applies it. Phrases are written as `boilerplate_shape::LineShape` folds lines: lower case,
//! straight apostrophes, one space between words and none before a colon, `#` for a number, no bullet before them and
//! no full stop after them. To teach `dossier import` new boilerplate, add its phrase to a row here. A phrase belongs
//! in `Is` unless variable text follows it. Prefer the longer phrase, since a line of an article must never match.

use super::boilerplate_forms as looks;

/// One kind of boilerplate: how it is recognised and where it may occur.
pub(in crate::import) struct BoilerplateRule {
    /// Its name in the report.
    pub(in crate::import) name: &'static str,
    /// Why such a line does not belong to the article, as a sentence fragment.
    pub(in crate::import) reason: &'static str,
    /// The part of the document in which such a line may occur.
    pub(in crate::import) region: DocumentRegion,
    /// How such a line is recognised.
    pub(in crate::import) pattern: LinePattern,
}

/// The part of a document in which a rule applies, counted in non-blank lines that are not boilerplate themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum DocumentRegion {
    /// In the whole document.
    Anywhere,
    /// Among the first lines, this many.
    Head(usize),
    /// Among the last lines, this many.
    Tail(usize),
    /// Among the first or last lines, this many.
    Edges(usize),
}

/// How a whole line is recognised.
pub(in crate::import) enum LinePattern {
    /// It is one of these phrases.
    Is(&'static [&'static str]),
    /// It begins with one of these phrases, followed by no more than a title or the rest of a short sentence.
    Opens(&'static [&'static str]),
    /// It has a form that phrases cannot describe, as this function decides.
    Looks(fn(&str) -> bool),
}

use DocumentRegion::{Anywhere, Edges, Head, Tail};
use LinePattern::{Is, Looks, Opens};

const fn rule(
    name: &'static str,
    reason: &'static str,
    place: DocumentRegion,
    recognised: LinePattern,
) -> BoilerplateRule {
    BoilerplateRule { name, reason, region: place, pattern: recognised }
}

const ADVERTISING: &str = "marks a place for advertising";
const NEWSLETTER: &str = "advertises a newsletter or alerts";
const RELATED: &str = "points to another article";
const COMMENTS: &str = "belongs to the comments under the page";
const SOURCE: &str = "is the label of a link whose address is gone";
const SHARING: &str = "is a button to share the page";
const PAYWALL: &str = "is about access to the page, not part of the article";
const READING_TIME: &str = "states how long reading or listening takes";
const RIGHTS: &str = "is the site's rights notice";
const TOOL: &str = "is a button or menu of the page";
const COOKIES: &str = "belongs to a cookie banner";
const TAGS: &str = "lists the page's keywords";
const SYNDICATION: &str = "names the site that a feed took the page from";

/// All rules; the first that matches a line names it in the report.
pub(in crate::import) const RULES: [&[BoilerplateRule]; 3] = [ANY, FRENCH, ENGLISH];

#[rustfmt::skip] // One phrase group a line reads better than one phrase a line.
const ANY: &[BoilerplateRule] = &[
    rule("ad-marker", ADVERTISING, Anywhere, Is(&[
        "[ad_#]", "[ad-#]", "[ad#]", "[ad]", "[ads]", "[adsense]", "ad_#", "[ad_#] [ad_#]", "[ad_#][ad_#]",
    ])),
    rule("ad-script", ADVERTISING, Anywhere, Looks(looks::ad_script)),
    rule("feed-code", "is the number a feed gave the page", Edges(3), Looks(looks::feed_code)),
    rule("share-bar", SHARING, Anywhere, Looks(looks::share_bar)),
    rule("rights-notice", RIGHTS, Tail(6), Looks(looks::copyright_notice)),
    rule("breadcrumb", "is the path of the page in its site", Head(8), Looks(looks::breadcrumb)),
    rule("cookie-banner", COOKIES, Edges(12), Looks(looks::cookie_banner)),
    rule("newsletter-promo", NEWSLETTER, Anywhere, Looks(looks::editor_promo)),
    rule("syndication-note", SYNDICATION, Tail(6), Looks(looks::syndication_note)),
];

/// A share bar with each button on a line of its own. It takes two such lines to distinguish it from the words of an
/// article.
pub(in crate::import) const BROKEN_SHARE_BAR: BoilerplateRule =
    rule("share-bar", SHARING, Edges(12), Looks(looks::share_button));

#[rustfmt::skip] // One phrase group a line reads better than one phrase a line.
const FRENCH: &[BoilerplateRule] = &[
    rule("ad-marker", ADVERTISING, Anywhere, Is(&[
        "publicité", "la suite après la publicité", "la suite après cette publicité", "l'article continue après la publicité",
        "suite de l'article après la publicité", "fin de la publicité", "contenu sponsorisé", "sponsorisé",
    ])),
    rule("newsletter-promo", NEWSLETTER, Anywhere, Opens(&[
        "débloquez gratuitement", "débloquer gratuitement", "déverrouillez gratuitement", "s'inscrire à la newsletter",
        "s'inscrire à notre newsletter", "inscrivez-vous à la newsletter", "inscrivez-vous à notre newsletter",
        "inscrivez-vous à nos newsletters", "inscrivez-vous gratuitement à", "abonnez-vous à la newsletter",
        "abonnez-vous à notre newsletter", "abonnez-vous à nos newsletters", "s'abonner à la newsletter",
        "recevez notre newsletter", "recevez nos newsletters", "recevez gratuitement notre", "recevez nos alertes",
        "restez informé grâce à des mises à jour", "restez informé avec des mises à jour", "inscrivez-vous simplement au",
    ])),
    rule("newsletter-promo", NEWSLETTER, Edges(10), Is(&["newsletter", "newsletters", "la newsletter", "infolettre"])),
    rule("related-link", RELATED, Anywhere, Opens(&[
        "lire aussi:", "lire aussi |", "lire aussi article réservé", "à lire aussi:", "à lire aussi |", "a lire aussi:",
        "lire également:", "à lire également:", "a lire également:", "lire encore:", "lire l'article:", "voir aussi:", "à voir aussi:", "écouter aussi:", "à écouter aussi:", "sur le même sujet:",
        "article lié:", "articles liés:", "en lire plus:",
    ])),
    rule("related-link", RELATED, Anywhere, Is(&[
        "lire aussi", "à lire aussi", "a lire aussi", "lire également", "à lire également", "voir aussi", "à voir aussi",
        "lire la suite", "lire plus", "en lire plus", "sur le même sujet", "articles liés", "articles similaires",
        "articles associés", "vous aimerez aussi", "à découvrir aussi", "les plus lus", "les articles les plus lus",
        "lire l'article original", "voir l'article original", "lire l'article complet", "dans la même rubrique",
    ])),
    rule("comment-counter", COMMENTS, Edges(10), Is(&[
        "commentaire (#)", "commentaires (#)", "# commentaire", "# commentaires", "(#) commentaires", 
        "aucun commentaire", "pas de commentaire", "laisser un commentaire", "laissez un commentaire", 
        "ajouter un commentaire", "voir les commentaires", "voir les # commentaires", "lire les commentaires", 
        "soyez le premier à commenter", "soyez le premier à réagir", "commentaires fermés", "poster un commentaire",
    ])),
    rule("source-link", SOURCE, Edges(6), Is(&["lien source", "lien de la source", "lien vers la source", "lien de source"])),
    rule("source-link", SOURCE, Edges(6), Opens(&["lien source:", "lien de la source:", "lien vers la source:"])),
    rule("share-bar", SHARING, Anywhere, Is(&[
        "partager cet article", "partager l'article", "partagez cet article", "partager cette page", "partager cette actualité",
        "cliquez pour partager", "partager avec vos amis", "partager cette publication",
    ])),
    rule("share-bar", SHARING, Edges(12), Opens(&["cliquez pour partager sur", "cliquer pour partager sur"])),
    rule("share-bar", SHARING, Edges(12), Is(&["j'aime ça", "j'aime chargement", "j'aime"])),
    rule("share-bar", SHARING, Edges(3), Is(&["partager", "partagez", "partage", "# partages", "tweeter"])),
    rule("paywall", PAYWALL, Anywhere, Is(&[
        "abonnez-vous", "s'abonner", "je m'abonne", "m'abonner", "article réservé aux abonnés", "réservé aux abonnés",
        "article réservé à nos abonnés", "réservé à nos abonnés", "contenu réservé aux abonnés", "article abonné",
        "cet article est réservé aux abonnés", "cet article est réservé à nos abonnés", "article payant", "contenu payant",
        "la suite est réservée aux abonnés", "il vous reste #% de cet article à lire", "offrir cet article",
        "il vous reste #% de cet article à lire. la suite est réservée aux abonnés", "déjà abonné", "déjà abonné?",
        "déjà abonné? se connecter", "déjà abonné? connectez-vous", "vous êtes déjà abonné?", "offrir l'article",
        "vous avez déjà un compte?", "lecture restreinte",
    ])),
    rule("paywall", PAYWALL, Anywhere, Opens(&[
        "abonnez-vous pour lire", "abonnez-vous pour accéder", "abonnez-vous dès", "abonnez-vous à partir de",
        "abonnez-vous pour #", "s'abonner pour lire", "s'abonner à partir de", "pour lire la suite, abonnez-vous",
    ])),
    rule("paywall", PAYWALL, Edges(10), Is(&["se connecter", "connexion", "connectez-vous", "s'identifier", "mon compte"])),
    rule("reading-time", READING_TIME, Edges(12), Is(&[
        "temps de lecture: # min", "temps de lecture: # minutes", "temps de lecture: # minute", "temps de lecture: #mn",
        "temps de lecture # min", "temps de lecture # minutes", "lecture # min", "lecture: # min", "lecture: # minutes",
        "# min de lecture", "# minutes de lecture", "# mn de lecture", "temps de lecture estimé: # min", "lecture #min",
        "temps de lecture: # mn", "temps de lecture estimé: # minutes", "écouter # min", "temps de lecture: #min",
        "temps de lecture: moins d'une minute", "durée de lecture: # min", "durée de lecture: # minutes",
    ])),
    rule("rights-notice", RIGHTS, Edges(10), Opens(&[
        "tous droits réservés", "toute reproduction interdite", "toute reproduction est interdite", "reproduction interdite",
        "reproduction et diffusion interdites", "droits de reproduction et de diffusion réservés",
    ])),
    rule("page-tool", TOOL, Edges(12), Is(&[
        "imprimer l'article", "imprimer cet article", "envoyer par e-mail", "envoyer par email", "envoyer par mail",
        "envoyer à un ami", "écouter l'article", "écouter cet article", "ajouter à mes favoris", "ajouter aux favoris",
        "ajouter à vos favoris", "copier le lien", "retour en haut", "retour en haut de page", "haut de page", "suivez-nous",
        "aller au contenu", "aller au contenu principal", "passer au contenu", "signaler une erreur", "signaler un contenu",
        "retour à l'accueil", "sauvegarder l'article", "enregistrer l'article",
        "agrandir l'image", "article suivant", "article précédent", "afficher plus", "voir plus", "ajouter à vos sélections", "réutiliser ce contenu", 
    ])),
    rule("page-tool", TOOL, Edges(12), Opens(&[
        "suivez-nous sur", "retrouvez-nous sur", "rejoignez-nous sur", "suivez toute l'actualité", "téléchargez l'application",
        "téléchargez notre application", "suivez notre chaîne whatsapp",
    ])),
    rule("cookie-banner", COOKIES, Edges(12), Is(&[
        "tout accepter", "accepter tout", "accepter les cookies", "accepter tous les cookies", "accepter et fermer",
        "accepter et continuer", "tout refuser", "refuser les cookies", "continuer sans accepter", "gérer les cookies",
        "paramétrer les cookies", "paramètres des cookies", "gérer mes cookies", "gestion des cookies", "en savoir plus",
        "le respect de votre vie privée est notre priorité",
    ])),
    // Further from the edge, single words may be subheadings.
    rule("page-tool", TOOL, Edges(3), Is(&["menu", "rechercher", "accueil", "fermer", "imprimer", "accepter", "refuser"])),
    rule("comment-counter", COMMENTS, Edges(3), Is(&["commentaires", "réagir", "commenter"])),
    rule("tag-line", TAGS, Edges(10), Opens(&[
        "mots-clés:", "mots clés:", "mot-clé:", "étiquettes:", "tags:", "classé dans:", "classé sous:", "catégorie:", "catégories:",
    ])),
];

#[rustfmt::skip] // One phrase group a line reads better than one phrase a line.
const ENGLISH: &[BoilerplateRule] = &[
    rule("ad-marker", ADVERTISING, Anywhere, Is(&[
        "advertisement", "advertisements", "sponsored", "sponsored content", "story continues below advertisement",
        "story continues below", "article continues below advertisement", "article continues below this ad",
        "article continues after advertisement", "continue reading below", "skip advertisement", "end of advertisement",
        "scroll to continue", "scroll down to continue reading", "advertisement scroll to continue", "ad feedback",
    ])),
    rule("newsletter-promo", NEWSLETTER, Anywhere, Opens(&[
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
    rule("source-link", SOURCE, Edges(6), Opens(&["source link:", "link to source:", "source url:"])),
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
        "subscribe to unlock this article", "you have # free articles remaining", "you have # free articles left",
    ])),
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
    // Further from the edge, single words may be subheadings.
    rule("page-tool", TOOL, Edges(3), Is(&[
        "menu", "search", "home", "close", "print", "listen", "bookmark", "accept", "reject", "register",
    ])),
    rule("comment-counter", COMMENTS, Edges(3), Is(&["comment", "comments"])),
    rule("tag-line", TAGS, Edges(10), Opens(&["keywords:", "filed under:", "posted in:", "topics:", "category:", "categories:"])),
];
