//! A piece of a file for each article: all cores make pieces, some at a time, and they are written in order. So a large
//! dossier is never in memory as a whole, and the bytes do not depend on the number of cores. It knows no format.

use std::io;

use rayon::prelude::*;

use super::{ExportInput, StreamWriter};
use crate::model::ArticleIx;

/// How many pieces are in memory. Of 10,000 articles the largest kind, UIMA CAS, has 90 KB each.
const BATCH: usize = 128;

/// Makes something of each article and takes it in order.
///
/// # Errors
/// The first error of `take`.
pub(super) fn for_articles<T: Send>(
    input: &ExportInput<'_>,
    make: impl Fn(ArticleIx) -> T + Sync,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let all: Vec<ArticleIx> = ArticleIx::all(input.articles.len()).collect();
    for batch in all.chunks(BATCH) {
        let made: Vec<T> = batch.par_iter().map(|article| make(*article)).collect();
        made.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

/// Returns what a writer writes.
pub(super) fn bytes(input: &ExportInput<'_>, write: StreamWriter) -> Vec<u8> {
    let mut out = Vec::new();
    // Memory takes everything that is written to it.
    let _ = write(input, &mut out);
    out
}
