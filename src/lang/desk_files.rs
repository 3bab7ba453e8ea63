//! What the desk says about whole files, in one language: beginning, adding documents, checks, sources, publishing. Data only;
//! `desk` writes pages with it. `{…}` stands for a value.

/// The texts of the desk about files.
pub(crate) struct FileDeskWords {
    /// The view that begins a dossier.
    pub begin: &'static str,
    /// What a dossier is, and what beginning writes.
    pub begin_intro: &'static str,
    /// The folder holds other files.
    pub other_files: &'static str,
    /// The title of the dossier.
    pub site_title: &'static str,
    /// Its language.
    pub language: &'static str,
    /// The languages, by tag, each in itself.
    pub languages: &'static [(&'static str, &'static str)],
    /// The view that adds documents.
    pub add: &'static str,
    /// What happens with documents.
    pub add_intro: &'static str,
    /// The place for files.
    pub drop: &'static str,
    /// Chooses files.
    pub choose_files: &'static str,
    /// Chooses a folder.
    pub choose_folder: &'static str,
    /// Files are being sent: `{n}` of `{all}`, `{size}` MB.
    pub sending: &'static str,
    /// Files are being read: `{n}` of `{all}`.
    pub reading: &'static str,
    /// What was found: `{n}` articles.
    pub found: &'static str,
    /// Nothing was found.
    pub found_nothing: &'static str,
    /// How to correct the table.
    pub correct: &'static str,
    /// The columns: title, date, certainty, publisher, repeats.
    pub columns: [&'static str; 5],
    /// An article is taken: `{name}`.
    pub take: &'static str,
    /// How certain a date is: given, inferred, unknown.
    pub certainties: [&'static str; 3],
    /// How a date is known: `{how}`.
    pub dated: &'static str,
    /// Lines that were removed: `{n}`.
    pub removed: &'static str,
    /// Heads what was not imported.
    pub not_imported: &'static str,
    /// `{n}` more sentences.
    pub and_more: &'static str,
    /// `{n}` files are no documents.
    pub ignored: &'static str,
    /// Writes the articles.
    pub write: &'static str,
    /// Begins without documents.
    pub begin_empty: &'static str,
    /// What was written, and where to go.
    pub written: &'static str,
    /// Goes to the articles.
    pub see_site: &'static str,
    /// A file is too long: `{name}`, `{limit}`.
    pub too_long: &'static str,
    /// All files together are too long: `{name}`, `{limit}`.
    pub too_much: &'static str,
    /// There are too many files: `{limit}`.
    pub too_many: &'static str,
    /// A part of a file came out of order: `{name}`.
    pub out_of_order: &'static str,
    /// A file could not be kept until it is read: `{reason}`, `{folder}`.
    pub disk: &'static str,
    /// Why: the disk is full, the share of this person is used up, no permission, a disk that is read-only, something else: `{n}`.
    pub disk_reasons: [&'static str; 5],
    /// A file is no picture that can be taken: `{name}`, `{limit}`.
    pub no_picture: &'static str,
    /// A picture was taken: `{name}`.
    pub picture_taken: &'static str,
    /// What a picture tells of place, time and camera is published with it: `{name}`.
    pub picture_tells: &'static str,
    /// The upload is no longer there.
    pub upload_gone: &'static str,
    /// A cell is wrong.
    pub wrong_cell: &'static str,
    /// The page is of an earlier run.
    pub expired: &'static str,
    /// What was typed is too long to be sent: `{limit}` MB.
    pub typed_too_long: &'static str,
    /// The view of checks.
    pub checks: &'static str,
    /// Checking is going on.
    pub checking: &'static str,
    /// There is nothing to report.
    pub all_well: &'static str,
    /// How many: `{errors}`, `{warnings}`, `{notes}`.
    pub n_found: &'static str,
    /// The severities: error, warning, note.
    pub severities: [&'static str; 3],
    /// A line: `{n}`.
    pub line: &'static str,
    /// The source of a file.
    pub source: &'static str,
    /// The page in the site.
    pub in_site: &'static str,
    /// Puts `{right}` in place of `{wrong}`.
    pub cure: &'static str,
    /// `{n}` more findings.
    pub more_findings: &'static str,
    /// Which file a source is of.
    pub which_file: &'static str,
    /// The text of a file.
    pub file_text: &'static str,
    /// What is wrong in a file.
    pub findings: &'static str,
    /// Nothing is wrong in it.
    pub no_findings: &'static str,
    /// Saves.
    pub save: &'static str,
    /// It was saved.
    pub saved: &'static str,
    /// Saves over what others wrote.
    pub save_over: &'static str,
    /// Takes what others wrote.
    pub take_theirs: &'static str,
    /// The file was changed: both versions are here.
    pub both: &'static str,
    /// A file cannot be shown: `{file}`, `{reason}`.
    pub not_shown: &'static str,
    /// Why: not text, too long, not of the content.
    pub not_shown_reasons: [&'static str; 3],
    /// The view of publishing.
    pub publish: &'static str,
    /// The site is being made.
    pub making: &'static str,
    /// Why nothing can be published.
    pub not_published: &'static str,
    /// What is published: `{articles}`, `{records}`, `{files}`.
    pub is_published: &'static str,
    /// Heads what is left out.
    pub left_out: &'static str,
    /// Nothing is left out.
    pub nothing_left_out: &'static str,
    /// Drafts: `{n}`.
    pub drafts: &'static str,
    /// Hidden records: `{n}`.
    pub hidden: &'static str,
    /// Records with initials: `{n}`.
    pub initials: &'static str,
    /// Excerpts: `{n}`.
    pub excerpts: &'static str,
    /// References: `{n}`.
    pub references: &'static str,
    /// Heads what is open.
    pub open: &'static str,
    /// Open names, days, speakers: `{names}`, `{days}`, `{speakers}`.
    pub questions: &'static str,
    /// Errors and warnings: `{errors}`, `{warnings}`.
    pub problems: &'static str,
    /// Heads the search for leaks.
    pub leaks: &'static str,
    /// Nothing leaks: `{files}`, `{names}`.
    pub no_leak: &'static str,
    /// Something may leak.
    pub may_leak: &'static str,
    /// Something leaks.
    pub does_leak: &'static str,
    /// Writes into the output folder: `{folder}`.
    pub to_folder: &'static str,
    /// Takes the ZIP file: `{size}`.
    pub as_zip: &'static str,
    /// It was written: `{folder}`, `{written}`, `{unchanged}`, `{deleted}`.
    pub was_published: &'static str,
    /// Files that were kept: `{files}`.
    pub was_kept: &'static str,
    /// Something changed since.
    pub outdated: &'static str,
    /// Makes it again.
    pub make_again: &'static str,
}
