//! PDF bytes -> the glyphs on each page, with their positions. Uses the PDF library, as does `widths`.
//!
//! The library panics on much that is not quite PDF, and follows forms that contain themselves. A panic costs one page,
//! which is reported. Because of endless loops, recursion and memory use, PDFs are always read in a child process
//! (`sandbox`).

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc_page};

use super::{scans, widths};
use crate::import::extracted_document::ExtractionError;
use crate::say;

/// The most pages that are read.
const MAX_SHEETS: usize = 2_000;
/// The most glyphs that are read.
const MAX_GLYPHS: usize = 5_000_000;

/// One glyph: a letter, or a few that share a position.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PdfGlyph {
    /// Its text.
    pub(super) text: String,
    /// Its left edge, in points from the page's left edge.
    pub(super) x: f64,
    /// Its right edge, in points.
    pub(super) end: f64,
    /// Its baseline, in points from the page's lower edge.
    pub(super) y: f64,
    /// Its font size, in points.
    pub(super) size: f64,
}

/// The glyphs of one page, in drawing order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PdfSheet {
    /// The glyphs.
    pub(super) glyphs: Vec<PdfGlyph>,
    /// The page's height, in points.
    pub(super) height: f64,
    /// Whether it shows a picture that may cover it.
    pub(super) has_large_picture: bool,
}

/// The readable contents of a PDF.
pub(super) struct PdfSheets {
    /// The pages.
    pub(super) sheets: Vec<PdfSheet>,
    /// The numbers of the unreadable pages, from 1.
    pub(super) unreadable: Vec<u32>,
    /// The picture that covers the first page, if it is a JPEG.
    pub(super) first_picture: Option<Vec<u8>>,
}

/// Reads the glyphs of a PDF.
///
/// # Errors
/// If it is not a PDF, is encrypted with a password, or exceeds a limit.
pub(super) fn read_sheets(bytes: &[u8]) -> Result<PdfSheets, ExtractionError> {
    let gave_up =
        || ExtractionError::because(say!(en: "the PDF library gave up on it", fr: "la lecture de ce PDF a échoué"));
    let document = catch_unwind(|| Document::load_mem(bytes)).map_err(|_| gave_up())?;
    let mut document = document.map_err(|error| {
        ExtractionError::because(say!(en: "it is damaged or cut off; get it again, or print it to PDF from a viewer that shows it ({error})", fr: "il est abîmé ou incomplet ; téléchargez-le de nouveau, ou imprimez-le en PDF depuis un lecteur qui l’affiche (`{error}`)"))
    })?;
    if document.is_encrypted() {
        let opened = catch_unwind(AssertUnwindSafe(|| document.decrypt(""))).map_err(|_| gave_up())?;
        opened.map_err(|_| {
            ExtractionError::because(say!(en: "it is locked with a password; open it, print it to a new PDF and import that", fr: "il est protégé par un mot de passe ; ouvrez-le, imprimez-le dans un nouveau PDF et importez celui-là"))
        })?;
    }
    widths::repair_widths(&mut document);
    let pages = catch_unwind(AssertUnwindSafe(|| document.get_pages())).map_err(|_| gave_up())?;
    let numbers: Vec<u32> = pages.keys().copied().collect();
    if numbers.len() > MAX_SHEETS {
        return Err(ExtractionError::because(
            say!(en: "it has {n} pages, more than {MAX_SHEETS}", fr: "il a {n} pages, plus que {MAX_SHEETS}", n = numbers.len()),
        ));
    }
    let mut found = PdfSheets { sheets: Vec::new(), unreadable: Vec::new(), first_picture: None };
    let first = pages.values().next().copied();
    found.first_picture = catch_unwind(AssertUnwindSafe(|| scans::page_jpeg(&document, first?))).ok().flatten();
    let mut n_glyphs = 0;
    for number in numbers {
        let mut ink = GlyphCollector { sheet: PdfSheet::default(), n_left: MAX_GLYPHS - n_glyphs };
        let drawn = catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut ink, number)));
        n_glyphs += ink.sheet.glyphs.len();
        if n_glyphs >= MAX_GLYPHS {
            return Err(ExtractionError::because(
                say!(en: "it has more than {MAX_GLYPHS} characters", fr: "il a plus de {MAX_GLYPHS} caractères"),
            ));
        }
        if !matches!(drawn, Ok(Ok(()))) {
            found.unreadable.push(number);
        }
        let has_picture = || pages.get(&number).is_some_and(|page| scans::has_large_picture(&document, *page));
        ink.sheet.has_large_picture = catch_unwind(AssertUnwindSafe(has_picture)).unwrap_or(false);
        found.sheets.push(ink.sheet);
    }
    let is_bare = |sheet: &PdfSheet| sheet.glyphs.is_empty() && !sheet.has_large_picture;
    if found.sheets.iter().all(is_bare) && !found.unreadable.is_empty() {
        return Err(gave_up());
    }
    Ok(found)
}

struct GlyphCollector {
    sheet: PdfSheet,
    n_left: usize,
}

impl OutputDev for GlyphCollector {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.sheet.height = media.ury - media.lly;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let across = place.m11.hypot(place.m12) * font_size;
        let size = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt() * font_size.abs();
        let (x, y) = (place.m31, place.m32);
        let end = x + (width * across).abs();
        // Vertical text belongs to the margin. Values that are not finite would break all comparisons.
        let is_level = place.m12.abs() <= place.m11.abs() * 0.2;
        if is_level && [x, y, end, size].into_iter().all(f64::is_finite) && size > 0.1 && self.n_left > 0 {
            self.n_left -= 1;
            self.sheet.glyphs.push(PdfGlyph { text: text.to_owned(), x, end, y, size });
        }
        if self.n_left == 0 { Err(OutputError::FormatError(std::fmt::Error)) } else { Ok(()) }
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
