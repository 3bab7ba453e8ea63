//! `dossier annotate`: articles as JSON Lines on standard input -> the same with their annotations on standard output.
//!
//! Reads and writes in batches, each annotated on all cores, so that memory does not grow with the input. A line that is no
//! article is reported with its number and has no output; all others do. Nothing is compared between articles: a stream
//! may be cut anywhere and run on many machines.

use super::annotated_lines::{AnnotatedInput, AnnotatedLine};
use super::args::{AnnotateOptions, GlobalOptions};
use super::lines::unreadable;
use super::{Exit, Failure, lexicon, stream};
use crate::export::jsonl;
use crate::say;

pub(super) fn run(global: &GlobalOptions, options: &AnnotateOptions) -> Result<Exit, Failure> {
    if stream::stdin_is_terminal() {
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "`dossier annotate` reads articles on its standard input, one JSON object a line",
                fr: "`dossier annotate` lit les articles sur son entrée standard, un objet JSON par ligne",
            ),
            say!(
                en: "write `dossier annotate < articles.jsonl > annotated.jsonl`; `dossier help scale` shows more",
                fr: "écrivez `dossier annotate < articles.jsonl > annotes.jsonl` ; `dossier help echelle` en montre plus",
            ),
        ));
    }
    let lexicon = lexicon::open(global, options.lexicon.as_deref())?;
    let mut input = AnnotatedInput::new(&lexicon);
    let mut failure = None;
    stream::write_stdout_pieces(|out| {
        loop {
            match input.next_batch(written) {
                Ok(None) => return Ok(()),
                Ok(Some(lines)) => lines.iter().try_for_each(|line| out.write_all(line))?,
                Err(error) => {
                    failure = Some(error);
                    return Ok(());
                }
            }
            out.flush()?;
        }
    });
    if let Some(error) = failure {
        let cure = say!(
            en: "what was read until then is annotated; begin again after its last line",
            fr: "ce qui a été lu jusque-là est annoté ; reprenez après sa dernière ligne",
        );
        return Err(unreadable(&error, cure));
    }
    Ok(if input.n_refused == 0 { Exit::Done } else { Exit::Content })
}

fn written(line: &AnnotatedLine<'_>) -> Vec<u8> {
    let AnnotatedLine { id, article, annotated, rights, batch } = *line;
    let mut bytes = Vec::with_capacity(article.body.text.len() * 2);
    let text = jsonl::SingleArticle { id, article, annotated, rights };
    jsonl::push_single_article(&mut bytes, &text, &batch.registry, &batch.config.language);
    bytes
}
