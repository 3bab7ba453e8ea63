//! The YAML keys whose values are prose, in content files, site.yaml and themes.
//!
//! In prose a ` #` may be meant as text, as in `title: Day #3`, although YAML reads a comment; [`crate::base::yaml_fields`]
//! reports it there. After other values, such as a date, a language or an id, a comment is taken for a comment.

/// The keys whose values are prose.
pub(crate) const PROSE_KEYS: &[&str] = &[
    "alt", "as", "author", "caption", "credit", "description", "family", "label", "name", "names", "never", "note",
    "prefix", "publisher", "quote", "section", "suffix", "tags", "text", "title", "weak", "what",
];
