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
    date_openers: &["el"],
    time_words: &["las", "horas", "hora"],
    bylines: &["por"],
    author_labels: &["autor", "autora", "autores", "texto"],
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
    numbers_day_first: true,
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
