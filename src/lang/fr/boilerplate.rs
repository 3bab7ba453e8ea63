//! French: what press pages leave behind when they are copied. Data only; how a phrase is written is described in
//! `lang::boilerplate`.

use crate::lang::boilerplate::DocumentRegion::{Anywhere, Edges};
use crate::lang::boilerplate::LinePattern::{Is, Opens};
use crate::lang::boilerplate::{
    ADVERTISING, BoilerplateRule, COMMENTS, COOKIES, NEWSLETTER, PAYWALL, READING_TIME, RELATED, RIGHTS, SHARING,
    SOURCE, TAGS, TOOL, rule,
};

/// The leftovers of French pages.
#[rustfmt::skip] // One phrase group a line reads better than one phrase a line.
pub(super) const BOILERPLATE: &[BoilerplateRule] = &[
    rule("ad-marker", ADVERTISING, Anywhere, Is(&[
        "publicité", "la suite après la publicité", "la suite après cette publicité", "l'article continue après la publicité",
        "suite de l'article après la publicité", "fin de la publicité", "contenu sponsorisé", "sponsorisé",
        "contenu de l'article", "passer la publicité", "publicité #",
    ])),
    rule("newsletter-promo", NEWSLETTER, Anywhere, Opens(&[
        "vous recevez ce courriel parce", "vous recevez cet e-mail parce", "vous recevez cet email parce", "vous recevez ce mail parce",
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
    rule("source-link", SOURCE, Edges(6), Opens(&["adresse de cet article:", "adresse de l'article:", "url de cet article:", "lien source:", "lien de la source:", "lien vers la source:"])),
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
        "vous avez déjà un compte?", "lecture restreinte", "ce contenu est réservé aux abonnés",
        "ce contenu est réservé à nos abonnés", "vous n'avez pas de compte? créez un compte", "pas encore abonné?",
        "inscrivez-vous pour débloquer d'autres articles", "pas de compte? créez un compte",
    ])),
    rule("paywall", PAYWALL, Anywhere, Opens(&[
        "abonnez-vous pour lire", "abonnez-vous pour accéder", "abonnez-vous dès", "abonnez-vous à partir de",
        "abonnez-vous pour #", "abonnez-vous maintenant pour", "abonnez-vous maintenant et", "inscrivez-vous pour débloquer", "s'abonner pour lire", "s'abonner à partir de", "pour lire la suite, abonnez-vous",
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
    // Single words may be subheadings further in.
    rule("page-tool", TOOL, Edges(3), Is(&["menu", "rechercher", "accueil", "fermer", "imprimer", "accepter", "refuser"])),
    rule("comment-counter", COMMENTS, Edges(3), Is(&["commentaires", "réagir", "commenter"])),
    rule("tag-line", TAGS, Edges(10), Opens(&[
        "mots-clés:", "mots clés:", "mot-clé:", "étiquettes:", "tags:", "classé dans:", "classé sous:", "catégorie:", "catégories:",
    ])),
];
