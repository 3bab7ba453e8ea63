//! French: what files say that a person fills in, and the names of the built-in kinds. Data only.

use crate::lang::records::{DraftComments, KindWords, RecordComments, RecordWords};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("sample/", $name)))),*]
    };
}

/// The words of French in files for a person to fill in.
pub(in crate::lang) static RECORDS: RecordWords = RecordWords {
    kinds: &[
        KindWords { id: "person", folder: "personnes", label: "personne", plural: "Personnes" },
        KindWords { id: "place", folder: "lieux", label: "lieu", plural: "Lieux" },
        KindWords { id: "organisation", folder: "organisations", label: "organisation", plural: "Organisations" },
        KindWords { id: "event", folder: "evenements", label: "événement", plural: "Événements" },
        KindWords { id: "work", folder: "oeuvres", label: "œuvre et texte", plural: "Œuvres et textes" },
    ],
    sample_files: files![
        "content/articles/2024-03-04-crue.md",
        "content/articles/2024-03-07-rapport.md",
        "content/articles/2024-03-12-seconde-expertise.md",
        "content/events/crue-de-sarvane.md",
        "content/index.md",
        "content/organisations/agence-des-ouvrages.md",
        "content/pages/a-propos.md",
        "content/people/marc-lesquin.md",
        "content/people/odile-tanvier.md",
        "content/places/orlac.md",
        "content/places/pont-des-tanneurs.md",
        "content/places/sarvane.md",
        "site.yaml",
    ],
    comments: RecordComments {
        head: "Ôtez le # des lignes que vous remplissez, supprimez les autres.",
        names: "autres formes sûres : elles lient partout",
        weak: "formes qui ne lient qu’auprès d’une forme sûre",
        never: "formes qui ne doivent jamais lier",
        family: "le nom de famille, s’il n’est pas le dernier mot",
        roles: "fonctions, et ce qui les désigne dans un texte",
        born: "naissance",
        coordinates: "latitude, longitude",
        date: "date, ou 2024-03",
        place: "la fiche du lieu",
        participants: "les fiches de qui y prend part",
        relations: "liens, avec le passage qui le dit",
        same_as: "identifiants ailleurs",
        tags: "thèmes",
    },
    draft: DraftComments {
        head: "Proposé par `dossier suggest`. Corrigez, puis supprimez la ligne `status:` pour l’accepter.",
        family: "le nom de famille vient en premier",
        roles: "Ce que les articles en disent ; pour lier « le président … », reprenez ici :",
        times: "fois",
        gazetteer: "d’après le répertoire géographique ; à vérifier",
        minor: "un âge de moins de 18 ans à côté du nom",
        may_be: "Peut-être aussi :",
    },
};
