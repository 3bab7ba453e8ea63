//! German: what press pages leave behind when they are copied. Data only; how a phrase is written is described in
//! `lang::boilerplate`.

use crate::lang::boilerplate::DocumentRegion::{Anywhere, Edges, Tail};
use crate::lang::boilerplate::LinePattern::{Is, Opens};
use crate::lang::boilerplate::{
    ADVERTISING, BoilerplateRule, COMMENTS, COOKIES, NEWSLETTER, PAYWALL, READING_TIME, RELATED, RIGHTS, SHARING,
    SYNDICATION, TOOL, rule,
};

/// The leftovers of German pages.
#[rustfmt::skip] // One phrase group a line reads better than one phrase a line.
pub(super) const BOILERPLATE: &[BoilerplateRule] = &[
    rule("ad-marker", ADVERTISING, Anywhere, Is(&[
        "anzeige", "werbung", "anzeigen", "artikel wird nach der anzeige fortgesetzt", "nach der werbung weiterlesen",
        "weiterlesen nach der anzeige", "- anzeige -",
    ])),
    rule("newsletter-promo", NEWSLETTER, Anywhere, Opens(&[
        "abonnieren sie unseren newsletter", "abonniere unseren newsletter", "jetzt unseren newsletter", "melden sie sich für unseren newsletter",
        "hier geht es zum newsletter", "unser newsletter", "jetzt newsletter abonnieren",
    ])),
    rule("related-link", RELATED, Anywhere, Opens(&[
        "lesen sie auch:", "lesen sie auch |", "lesen sie hier:", "lesen sie mehr:", "mehr zum thema:", "auch interessant:",
        "siehe auch:", "lies auch:", "das könnte sie auch interessieren:", "passend dazu:", "hintergrund:",
    ])),
    rule("related-link", RELATED, Anywhere, Is(&[
        "lesen sie auch", "mehr zum thema", "auch interessant", "das könnte sie auch interessieren", "das könnte dich auch interessieren",
        "weiterlesen", "meistgelesen", "meistgelesene artikel", "verwandte artikel", "ähnliche artikel", "mehr lesen",
    ])),
    rule("comment-counter", COMMENTS, Edges(10), Is(&[
        "# kommentare", "# kommentar", "kommentare (#)", "keine kommentare", "kommentar schreiben", "kommentare anzeigen",
        "kommentieren", "jetzt kommentieren", "diskutieren sie mit", "kommentare lesen",
    ])),
    rule("share-bar", SHARING, Anywhere, Is(&["artikel teilen", "diesen artikel teilen", "beitrag teilen", "seite teilen"])),
    rule("share-bar", SHARING, Edges(3), Is(&["teilen", "drucken", "merken"])),
    rule("paywall", PAYWALL, Anywhere, Is(&[
        "jetzt abonnieren", "nur für abonnenten", "artikel nur für abonnenten", "exklusiv für abonnenten", "sie sind bereits abonnent?",
        "bereits abonnent?", "bereits registriert?", "jetzt weiterlesen", "jetzt testen", "dieser artikel ist für abonnenten",
        "jetzt anmelden", "sie haben bereits ein abo?",
    ])),
    rule("paywall", PAYWALL, Edges(10), Is(&["anmelden", "einloggen", "registrieren", "abo", "mein konto"])),
    rule("reading-time", READING_TIME, Edges(12), Is(&[
        "lesezeit: # min", "lesezeit: # minuten", "lesezeit # min", "lesedauer: # min", "lesedauer: # minuten", "# min lesezeit",
        "# minuten lesezeit", "# min. lesezeit",
    ])),
    rule("rights-notice", RIGHTS, Edges(10), Opens(&["alle rechte vorbehalten", "nachdruck verboten", "vervielfältigung"])),
    // The number of a report of the German agency: `© dpa-infocom, dpa:240512-99-12345/2`.
    rule("syndication", SYNDICATION, Tail(6), Opens(&["© dpa-infocom", "dpa-infocom, dpa:", "© dpa", "(c) dpa", "quelle: dpa"])),
    rule("page-tool", TOOL, Edges(12), Is(&[
        "artikel drucken", "per e-mail versenden", "artikel anhören", "artikel merken", "nach oben", "zum seitenanfang", "zum inhalt",
        "zum inhalt springen", "bild vergrößern", "zur startseite", "mehr anzeigen", "link kopieren", "fehler melden",
    ])),
    rule("page-tool", TOOL, Edges(12), Opens(&["folgen sie uns auf", "folgen sie uns bei", "folge uns auf"])),
    rule("cookie-banner", COOKIES, Edges(12), Is(&[
        "alle akzeptieren", "alles akzeptieren", "cookies akzeptieren", "akzeptieren und weiter", "alle ablehnen", "ablehnen",
        "cookie-einstellungen", "einstellungen verwalten", "datenschutz", "zustimmen und weiter",
    ])),
];
