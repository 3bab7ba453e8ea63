//! What a language says in files that the program writes for a person to fill in: sample dossiers, records, drafts; and the names
//! of the built-in kinds.
//!
//! Data only. `scaffold` and `suggest::draft` write the files, `config` reads the kinds.

/// The words of one language in files for a person to fill in.
pub struct RecordWords {
    /// The built-in kinds, by id.
    pub kinds: &'static [KindWords],
    /// The files of a small complete dossier, invented: path below the project's folder, and text. Empty if the language does not have such files.
    pub sample_files: &'static [(&'static str, &'static str)],
    /// Comments of a record to fill in.
    pub comments: RecordComments,
    /// Comments of the draft of a record.
    pub draft: DraftComments,
}

/// The names of a built-in kind.
pub struct KindWords {
    /// Its id: `person`.
    pub id: &'static str,
    /// Folder of its pages in the output.
    pub folder: &'static str,
    /// Name of one, inside a sentence.
    pub label: &'static str,
    /// Name of many, as a heading.
    pub plural: &'static str,
}

/// What a record to fill in says about its keys.
#[derive(Clone, Copy, Debug)]
pub struct RecordComments {
    /// What to do with the comments.
    pub head: &'static str,
    /// `names:`.
    pub names: &'static str,
    /// `weak:`.
    pub weak: &'static str,
    /// `never:`.
    pub never: &'static str,
    /// `family:`.
    pub family: &'static str,
    /// `roles:`.
    pub roles: &'static str,
    /// `born:`.
    pub born: &'static str,
    /// `coordinates:`.
    pub coordinates: &'static str,
    /// `date:`.
    pub date: &'static str,
    /// `place:`.
    pub place: &'static str,
    /// `participants:`.
    pub participants: &'static str,
    /// `relations:`.
    pub relations: &'static str,
    /// `same_as:`.
    pub same_as: &'static str,
    /// `tags:`.
    pub tags: &'static str,
}

/// Sentences for the person who corrects the draft of a record.
#[derive(Clone, Copy, Debug)]
pub struct DraftComments {
    /// What to do with the draft.
    pub head: &'static str,
    /// The family name comes first.
    pub family: &'static str,
    /// Precedes the roles that were found.
    pub roles: &'static str,
    /// Follows a count.
    pub times: &'static str,
    /// The coordinates come from the gazetteer.
    pub gazetteer: &'static str,
    /// An age under 18 was found.
    pub minor: &'static str,
    /// Precedes the ids of records that may be the same.
    pub may_be: &'static str,
}
