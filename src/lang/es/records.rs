//! Spanish: what files say that a person fills in. Data only. The names of kinds are part of the interface, which has no Spanish.

use crate::lang::records::{DraftComments, RecordComments, RecordWords};

/// The words of Spanish in files for a person to fill in.
pub(super) static RECORDS: RecordWords = RecordWords {
    kinds: crate::lang::en::RECORDS.kinds,
    sample_files: &[],
    comments: RecordComments {
        head: "Quite el # de las líneas que rellene y borre las demás.",
        names: "otras formas seguras: enlazan en todas partes",
        weak: "formas que solo enlazan junto a una forma segura",
        never: "formas que no deben enlazar nunca",
        family: "el apellido, si no es la última palabra",
        roles: "cargos, y cómo los nombra un texto",
        born: "nacimiento",
        coordinates: "latitud, longitud",
        date: "fecha, o 2024-03",
        place: "la ficha del lugar",
        participants: "las fichas de quienes participan",
        relations: "vínculos, con el pasaje que lo dice",
        same_as: "identificadores en otros sitios",
        tags: "temas",
    },
    draft: DraftComments {
        head: "Propuesto por `dossier suggest`. Corríjalo y borre la línea `status:` para aceptarlo.",
        family: "el apellido va primero",
        roles: "Lo que dicen los artículos; para enlazar «el presidente …», cópielo aquí:",
        times: "veces",
        gazetteer: "según el repertorio geográfico; por comprobar",
        minor: "una edad de menos de 18 años junto al nombre",
        may_be: "Quizá también:",
    },
};
