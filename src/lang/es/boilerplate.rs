//! Spanish: what press pages leave behind when they are copied. Data only; how a phrase is written is described in
//! `lang::boilerplate`.

use crate::lang::boilerplate::DocumentRegion::{Anywhere, Edges};
use crate::lang::boilerplate::LinePattern::{Is, Opens};
use crate::lang::boilerplate::{
    ADVERTISING, BoilerplateRule, COMMENTS, COOKIES, NEWSLETTER, PAYWALL, READING_TIME, RELATED, RIGHTS, SHARING, TOOL,
    rule,
};

/// The leftovers of Spanish pages.
#[rustfmt::skip] // One phrase group a line reads better than one phrase a line.
pub(super) const BOILERPLATE: &[BoilerplateRule] = &[
    rule("ad-marker", ADVERTISING, Anywhere, Is(&[
        "publicidad", "contenido patrocinado", "la noticia continúa después de la publicidad", "continúa después de la publicidad",
        "cerrar anuncio",
    ])),
    rule("newsletter-promo", NEWSLETTER, Anywhere, Opens(&[
        "suscríbete a nuestra newsletter", "suscríbete a nuestro boletín", "suscríbase a nuestro boletín", "recibe nuestra newsletter",
        "apúntate a nuestra newsletter", "recibe las noticias en tu correo",
    ])),
    rule("related-link", RELATED, Anywhere, Opens(&[
        "lea también:", "lee también:", "leer también:", "te puede interesar:", "le puede interesar:", "más información:",
        "noticia relacionada:", "noticias relacionadas:", "ver también:",
    ])),
    rule("related-link", RELATED, Anywhere, Is(&[
        "lea también", "lee también", "leer más", "más información", "noticias relacionadas", "te puede interesar", "lo más leído",
        "lo más visto", "seguir leyendo", "artículos relacionados",
    ])),
    rule("comment-counter", COMMENTS, Edges(10), Is(&[
        "# comentarios", "# comentario", "comentarios (#)", "sin comentarios", "ver comentarios", "deja un comentario",
        "comentar la noticia", "escribir un comentario",
    ])),
    rule("share-bar", SHARING, Anywhere, Is(&["compartir esta noticia", "comparte esta noticia", "compartir este artículo"])),
    rule("share-bar", SHARING, Edges(3), Is(&["compartir", "comparte"])),
    rule("paywall", PAYWALL, Anywhere, Is(&[
        "contenido exclusivo para suscriptores", "exclusivo para suscriptores", "solo para suscriptores", "hazte suscriptor",
        "ya soy suscriptor", "¿ya eres suscriptor?", "¿ya es suscriptor?", "suscríbete para seguir leyendo", "artículo solo para suscriptores",
    ])),
    rule("paywall", PAYWALL, Edges(10), Is(&["iniciar sesión", "inicia sesión", "suscríbete", "regístrate"])),
    rule("reading-time", READING_TIME, Edges(12), Is(&[
        "tiempo de lectura: # min", "tiempo de lectura: # minutos", "tiempo de lectura # min", "# min de lectura", "# minutos de lectura",
        "lectura: # min",
    ])),
    rule("rights-notice", RIGHTS, Edges(10), Opens(&["todos los derechos reservados", "prohibida la reproducción", "queda prohibida la reproducción"])),
    rule("page-tool", TOOL, Edges(12), Is(&[
        "imprimir artículo", "enviar por correo", "escuchar noticia", "guardar artículo", "volver arriba", "ir al contenido",
        "ampliar imagen", "copiar enlace", "ver más", "cargar más",
    ])),
    rule("page-tool", TOOL, Edges(12), Opens(&["síguenos en", "síguenos en nuestro", "únete a nuestro canal", "descarga la aplicación"])),
    rule("cookie-banner", COOKIES, Edges(12), Is(&[
        "aceptar todo", "aceptar cookies", "aceptar todas las cookies", "rechazar todo", "rechazar cookies", "configurar cookies",
        "gestionar cookies", "política de cookies", "aceptar y continuar",
    ])),
];
