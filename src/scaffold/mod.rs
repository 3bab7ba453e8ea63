//! Templates for new content: the small fictional dossier of `dossier init`, and the empty record of `dossier new`.
//! Pure text; the command line writes it.

pub mod record_template;

macro_rules! files {
    ($lang:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("data/", $lang, "/", $name)))),*]
    };
}

/// The files of the French dossier: path in the project's folder, and text.
const FRENCH: &[(&str, &str)] = files![
    "fr":
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
];

/// The files of the English dossier.
const ENGLISH: &[(&str, &str)] = files![
    "en":
    "content/articles/2024-03-04-flood.md",
    "content/articles/2024-03-07-report.md",
    "content/articles/2024-03-12-second-survey.md",
    "content/events/sarvane-flood.md",
    "content/index.md",
    "content/organisations/works-agency.md",
    "content/pages/about.md",
    "content/people/mark-lesquin.md",
    "content/people/odile-tanvier.md",
    "content/places/orlac.md",
    "content/places/sarvane.md",
    "content/places/tanners-bridge.md",
    "site.yaml",
];

/// Returns the files of a small, complete, fictional dossier in French or English.
#[must_use]
pub fn sample_files(is_french: bool) -> &'static [(&'static str, &'static str)] {
    if is_french { FRENCH } else { ENGLISH }
}
