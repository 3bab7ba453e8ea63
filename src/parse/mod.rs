//! One file -> one value: front matter and Markdown -> articles, records, pages, notes, decisions. Pure functions that
//! accept any input: malformed input gives diagnostics, never a panic.

pub mod article;
mod assemble;
pub(crate) mod attached_rows;
pub(crate) mod body;
pub mod collection;
pub mod corrections;
mod date_field;
pub mod decisions;
pub(crate) mod excerpt;
pub mod free_page;
mod front_choices;
pub(crate) mod front_matter;
mod heading_anchors;
pub(crate) mod ids;
mod keyed;
pub mod markdown;
pub mod notes;
pub mod proposed_mentions;
mod protective_keys;
pub mod record;
mod record_figures;
pub mod record_picture;
pub(crate) mod suspected_protection;
pub(crate) mod text_tokens;
mod yaml_list;

pub use article::{Article, DateCertainty};
pub use body::{AuthorLink, Block, BlockKind, Body, MarkdownElement, MarkdownNode};
pub use decisions::{Decision, DecisionFile, DecisionsByArticle};
pub use free_page::FreePage;
pub use front_choices::{FrontChoices, StateOfMatter};
pub use notes::{ArticleNotes, ClaimVerdict, EditorialNote};
pub use proposed_mentions::{ProposedMention, ProposedMentions};
pub use record::{Record, RecordRole, Relation, Visibility};
pub use record_figures::RecordFigure;
pub use record_picture::{PictureFocus, RecordPicture};

use crate::base::{Code, Diagnostic, SourcePath, StageOutput, panic_boundary};
use crate::say;

/// Runs a parser on one file. A panic becomes a diagnostic of that file, and all other files are still built.
pub fn parse_guarded<T>(file: &SourcePath, parse: impl FnOnce() -> StageOutput<Option<T>>) -> StageOutput<Option<T>> {
    let parse = || {
        panic_boundary::failpoint("parse", file.as_str());
        parse()
    };
    panic_boundary::catch_panic(parse).unwrap_or_else(|panic| StageOutput {
        value: None,
        diagnostics: vec![panic_boundary::panic_diagnostic(
            file,
            &say!(en: "which is left out", fr: "qui est laissé de côté"),
            &panic,
        )],
    })
}

/// Decodes a text file of the project, which must be UTF-8 and not blank.
///
/// # Errors
/// The diagnostic for the whole file.
pub fn decode<'a>(file: &SourcePath, bytes: &'a [u8]) -> Result<&'a str, Box<Diagnostic>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (at, message, help) = if bytes.contains(&0) {
            (
                0,
                say!(en: "this is not a text file", fr: "ce n’est pas un fichier de texte"),
                say!(
                    en: "remove it, or put it in content/media/",
                    fr: "retirez-le, ou mettez-le dans content/media/",
                ),
            )
        } else {
            (
                error.valid_up_to(),
                say!(en: "this file is not UTF-8 from here on", fr: "à partir d’ici, ce fichier n’est pas en UTF-8"),
                say!(
                    en: "save it as UTF-8, or bring it in with `dossier import`, which converts it",
                    fr: "enregistrez-le en UTF-8, ou faites-le entrer par `dossier import`, qui le convertit",
                ),
            )
        };
        let span = crate::base::Span::new(file, at, at);
        Diagnostic::new(Code::NotUtf8, span, message).help(help)
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(Box::new(
            Diagnostic::of_file(
                Code::EmptyFile,
                file,
                say!(
                    en: "this file is empty, and nothing is published for it",
                    fr: "ce fichier est vide, et rien n’en est publié",
                ),
            )
            .help(say!(en: "fill it in, or delete it", fr: "remplissez-le, ou supprimez-le")),
        ));
    }
    Ok(text)
}
