//! Spanish: what columns of tables and keys of exports are called. Data only.

use crate::lang::field_names::FieldNames;
use crate::lang::field_names::ItemField::{Author, Date, Language, Publisher, Saved, Summary, Tags, Text, Title, Url};

/// Names of fields.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static FIELD_NAMES: FieldNames = &[
    (Title, &["titulo", "titular", "encabezado"]),
    (Text, &["textocompleto", "texto", "contenido", "cuerpo", "articulo"]),
    (Summary, &["resumen", "extracto", "entradilla"]),
    (Date, &["fechadepublicacion", "fechapublicacion", "publicadoel", "fecha"]),
    (Saved, &["fechadeacceso", "fechadeconsulta", "guardadoel"]),
    (Publisher, &["periodico", "diario", "medio", "fuente", "publicacion", "editorial"]),
    (Author, &["autor", "autora", "autores", "firma", "periodista"]),
    (Url, &["enlace", "direccion", "vinculo"]),
    (Language, &["idioma", "lengua"]),
    (Tags, &["etiquetas", "palabrasclave", "temas"]),
];
