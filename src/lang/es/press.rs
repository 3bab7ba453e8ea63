//! Spanish: the words of press databases. Data only.

use crate::lang::press::{PressField, PressWords};

/// What press databases print in Spanish.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static PRESS: PressWords = PressWords {
    labels: &[
        (PressField::Title, &["título", "titular", "título del artículo"]),
        (PressField::Paper, &[
            "periódico", "título de publicación", "título de la publicación", "publicación", "diario", "medio",
            "nombre de la publicación",
        ]),
        (PressField::Source, &["fuente", "información de publicación", "información de la publicación"]),
        (PressField::Date, &["fecha", "fecha de publicación", "publicado"]),
        (PressField::Author, &["autor", "autores", "autora", "autor(es)", "firma", "por"]),
        (PressField::Standfirst, &["entradilla", "subtítulo", "destacado"]),
        (PressField::Abstract, &["resumen"]),
        (PressField::Text, &["texto completo", "texto", "cuerpo"]),
        (PressField::Caption, &["gráfico", "leyenda", "pie de foto", "ilustración"]),
        (PressField::Correction, &["corrección", "rectificación"]),
        (PressField::Language, &["idioma", "lengua", "idioma de la publicación", "idioma de publicación"]),
        (PressField::Number, &[
            "id del documento de proquest", "id de documento de proquest", "número de documento", "número de acceso",
        ]),
        (PressField::Address, &["url del documento", "enlace", "url", "dirección"]),
        (PressField::Other, &[
            "enlaces", "materia", "materias", "tema", "temas", "sección", "longitud", "lugar", "ubicación", "personas",
            "empresa", "empresa / organización", "página", "páginas", "volumen", "número", "año de publicación", "editorial",
            "lugar de publicación", "país de publicación", "materia de la publicación", "tipo de fuente", "tipo de documento",
            "última actualización", "base de datos", "fecha-carga", "fecha de carga", "tipo-publicación", "tipo de publicación",
            "palabras clave", "edición", "derechos", "clasificación", "copyright", "issn", "nota", "notas",
        ]),
    ],
    length_units: &["palabras", "palabra", "caracteres"],
    document_words: &["documento", "documentos"],
    language_names: &[
        ("español", "es"), ("castellano", "es"), ("francés", "fr"), ("inglés", "en"), ("alemán", "de"), ("italiano", "it"),
        ("portugués", "pt"), ("catalán", "ca"), ("ruso", "ru"), ("chino", "zh"), ("árabe", "ar"),
    ],
    no_authors: &["desconocido", "anónimo", "sin autor"],
    paper_remarks: &["sitio web", "página web", "web"],
    issue_words: &["núm.", "núm", "nº", "número", "edición"],
    not_shown: &["no se puede mostrar", "no está disponible"],
    original_links: &["este artículo apareció en", "enlace al documento original"],
    months: &[],
};
