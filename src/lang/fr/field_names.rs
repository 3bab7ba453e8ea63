//! French: what columns of tables and keys of exports are called. Data only.

use crate::lang::field_names::FieldNames;
use crate::lang::field_names::ItemField::{Author, Date, Language, Publisher, Saved, Summary, Tags, Text, Title, Url};

/// Names of fields.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static FIELD_NAMES: FieldNames = &[
    (Title, &["titre", "titredelarticle", "titrearticle", "intitule", "grostitre"]),
    (Text, &[
        "texteintegral", "textecomplet", "textedelarticle", "textearticle", "texte", "contenu", "contenudelarticle",
        "corps", "corpsdutexte", "corpsdelarticle",
    ]),
    (Summary, &["resume", "chapo", "chapeau", "extrait"]),
    (Date, &[
        "datedepublication", "datepublication", "datedeparution", "dateparution", "parution", "publiele", "parule",
        "datedelarticle",
    ]),
    (Saved, &[
        "enregistrele", "ajoutele", "datedajout", "dateajout", "consultele", "datedeconsultation", "creele",
        "datedecollecte",
    ]),
    (Publisher, &[
        "journal", "titredujournal", "nomdujournal", "titredepresse", "support", "nomdusupport", "nomdumedia", "editeur",
        "organedepresse",
    ]),
    (Author, &["auteur", "auteurs", "autrice", "signature", "journaliste", "journalistes", "redacteur"]),
    (Url, &["lien", "adresse", "adresseweb", "urlarticle", "liendelarticle", "lienurl"]),
    (Language, &["langue"]),
    (Tags, &["motscles", "motsclefs", "etiquettes", "themes", "sujets"]),
];
