//! Spanish: the words that importing a document asks about. Data only. Most lists are asked of every document, so words that are
//! also French or English are left out.

use crate::lang::import::ImportWords;

/// What importing must know of Spanish.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static IMPORT: ImportWords = ImportWords {
    votes: &[
        "el", "los", "las", "del", "al", "una", "unos", "y", "por", "para", "con", "como", "más", "pero", "su", "sus", "fue",
        "fueron", "era", "eran", "ha", "han", "había", "según", "también", "está", "están", "este", "esta", "estos", "estas",
        "ese", "esa", "sobre", "entre", "desde", "hasta", "cuando", "donde", "aunque", "ya", "muy", "así", "todo", "todos",
        "hay", "sido", "años", "año", "ayer", "hoy", "cada", "sino", "tras", "durante", "mientras", "porque",
    ],
    vote_letters: &['ñ', 'á', 'í', 'ó', 'ú'],
    open_words: &["el", "los", "las", "del", "y", "por", "para", "con", "una"],
    clause_openers: &["cuando", "donde", "mientras", "según", "aunque", "tras"],
    no_title_end: &["el", "los", "las", "del", "al", "y", "por", "para", "con", "una", "su", "sus", "según", "desde", "hasta", "tras"],
    abbreviations: &["sr", "sra", "srta", "dr", "dra", "ud", "gral"],
    short_weekdays: &["lun", "mié", "jue", "vie", "sáb", "dom"],
    date_openers: &["el", "del"],
    date_joiners: &["de", "del"],
    time_words: &["las", "horas", "hora"],
    bylines: &["por"],
    pointer_openers: &["leer", "lea", "lee", "ver", "vea", "mira", "además"],
    byline_joiners: &["y", "con"],
    publication_cues: &[
        &["fecha", "de", "publicación"],
        &["publicado"],
        &["publicada"],
    ],
    update_cues: &[
        &["última", "actualización"],
        &["actualizado"],
        &["actualizada"],
        &["modificado"],
    ],
    publisher_labels: &["diario", "periódico", "medio", "fuente", "publicación", "revista"],
    author_labels: &["autor", "autora", "autores", "periodista", "por", "texto"],
    title_labels: &["título", "titular"],
    address_labels: &["enlace", "dirección"],
    other_labels: &["página", "páginas", "sección", "lugar", "ciudad", "edición", "idioma"],
    publisher_openers: &["en"],
    place_openers: &["desde"],
    agency_openers: &["con", "según"],
    agency_nouns: &["agencia"],
    press_nouns: &[
        "diario", "periódico", "gaceta", "prensa", "noticias", "heraldo", "correo", "vanguardia", "semanario",
        "revista", "voz", "tiempo", "mundo", "país", "razón", "nación", "universal", "noticiero",
    ],
    articles: &["el", "los", "las"],
    role_words: &[
        "redactor", "redactora", "redacción", "corresponsal", "periodista", "enviado", "enviada", "especial",
    ],
    page_words: &["pág", "pág.", "página", "págs.", "páginas"],
    issue_words: &["núm", "núm.", "número"],
    saving_words: &["captura", "copia", "descarga", "guardado"],
    numbers_day_first: true,
    follow_openers: &["sigue", "siga", "síguenos", "sigan"],
    share_verbs: &["compartir", "comparte", "comparta", "tuitear", "enviar", "copiar", "imprimir"],
    share_fillers: &["en", "por", "enlace", "el", "este", "artículo", "más"],
    share_phrases: &["copiar enlace", "copiar el enlace"],
    rights_phrases: &["todos los derechos reservados"],
    front_pages: &["portada", "inicio", "última hora", "noticias"],
    cookie_openings: &[
        "utilizamos cookies", "usamos cookies", "nosotros y nuestros socios", "este sitio web utiliza cookies",
        "esta web utiliza cookies", "si continúa navegando", "si continúas navegando",
    ],
    word_joiners: &["y"],
    photo_labels: &["foto", "fotos", "fotografía", "fotografías", "foto de archivo"],
    credit_labels: &["imagen", "imágenes", "crédito", "créditos", "ilustración", "captura de pantalla"],
    credit_holders: &["cedida", "archivo"],
    caption_labels: &["pie de foto:", "leyenda:"],
    first_halves: &["ex", "norte", "centro", "medio", "socio", "político", "franco", "hispano", "vice"],
    second_halves: &[],
    boilerplate: super::boilerplate::BOILERPLATE,
};
