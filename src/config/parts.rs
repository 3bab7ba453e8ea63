//! What a site may leave out, and the files for programs that it may publish besides the usual ones. Names only; the rest of
//! site.yaml is in site.rs.

use crate::base::{KeyBuilder, Keyed};

/// An optional part of the site: an overview page, or files for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitePart {
    /// The chronology.
    Chronology,
    /// The machine-readable files: the folder data/.
    Data,
    /// The map, and the small maps on records.
    Map,
    /// The index of names.
    Names,
    /// The network, and a page for each of its edges.
    Network,
    /// The list of quotations.
    Quotes,
    /// The search.
    Search,
}

/// A file for programs that is published only where site.yaml asks for it: `output: {data: [lpf]}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// Names, dates, quotations and notes as W3C annotations.
    Annotations,
    /// The texts as a corpus, packed.
    Corpus,
    /// The dossier as a book.
    Epub,
    /// The dossier in the model FollowTheMoney.
    FollowTheMoney,
    /// The relations as GEXF.
    GexfRelations,
    /// Who is named with whom, as GraphML.
    GraphMl,
    /// The relations as GraphML.
    GraphMlRelations,
    /// The dossier as a book to print.
    Print,
    /// The places for gazetteers.
    LinkedPlaces,
    /// The records as linked data.
    Skos,
    /// The tables, packed.
    Tables,
    /// The texts and the records as TEI.
    Tei,
}

impl DataFile {
    /// The names used in site.yaml: those of the formats.
    pub const CHOICES: [(&'static str, Self); 12] = [
        ("annotations", Self::Annotations),
        ("corpus", Self::Corpus),
        ("csv", Self::Tables),
        ("epub", Self::Epub),
        ("ftm", Self::FollowTheMoney),
        ("gexf-relations", Self::GexfRelations),
        ("graphml", Self::GraphMl),
        ("graphml-relations", Self::GraphMlRelations),
        ("lpf", Self::LinkedPlaces),
        ("print", Self::Print),
        ("skos", Self::Skos),
        ("tei", Self::Tei),
    ];
}

impl Keyed for DataFile {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}

impl SitePart {
    /// The names used in site.yaml.
    pub const CHOICES: [(&'static str, Self); 7] = [
        ("chronology", Self::Chronology),
        ("data", Self::Data),
        ("map", Self::Map),
        ("names", Self::Names),
        ("network", Self::Network),
        ("quotes", Self::Quotes),
        ("search", Self::Search),
    ];
}

impl Keyed for SitePart {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}
