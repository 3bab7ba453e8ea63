//! The words of all articles -> for each term the sentences that contain it. The only step over all articles at once:
//! each thread takes a range of hashes and reads all articles in order, so that nothing has to be merged or sorted
//! afterwards. Words are asked for portion by portion and need not be kept.

use std::collections::HashMap;
use std::panic::resume_unwind;
use std::sync::Arc;

use super::article_words::{ArticleWords, Posting};
use super::encode;
use super::fold;
use super::stems;
use super::{IndexedArticle, WordsOf};
use crate::base::FxHashMap;

/// A term and its postings.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Term {
    /// Its folded letters.
    pub(super) word: String,
    /// Its first occurrence as written, in lower case, for stemming.
    pub(super) first_form: String,
    /// Bit set of the languages it occurs in.
    pub(super) languages: u8,
    /// Its sentences, encoded by [`push_postings`].
    pub(super) postings: String,
}

/// Number of articles whose words are in memory at a time.
const PORTION: usize = 2048;

/// The terms of a range of hashes, each with the number of the last article that has it.
type TermTable = FxHashMap<u64, (Term, u32)>;

/// Returns the terms of all articles by the hash of their letters, using `n_threads` threads.
///
/// It uses threads of its own, not the pool that renders pages: while a pool thread waits here it would render another
/// page, which may request this very index and wait for itself.
pub(super) fn invert(
    articles: &[IndexedArticle<'_>],
    words: &WordsOf<'_>,
    n_threads: usize,
) -> Vec<HashMap<u64, Term>> {
    let bits: Vec<u8> = articles.iter().map(|article| stems::bit(article.language)).collect();
    let n_parts = n_threads.clamp(1, 16);
    let width = u64::MAX / n_parts as u64;
    let mut tables: Vec<TermTable> = (0..n_parts).map(|_| HashMap::default()).collect();
    for start in (0..articles.len()).step_by(PORTION) {
        let numbers: Vec<usize> = (start..(start + PORTION).min(articles.len())).collect();
        let chunks: Vec<&[usize]> = numbers.chunks(numbers.len().div_ceil(n_parts)).collect();
        let portion: Vec<Arc<ArticleWords>> =
            on_threads(chunks, |numbers| numbers.iter().map(|number| words(*number)).collect::<Vec<_>>()).concat();
        on_threads(tables.iter_mut().enumerate().collect(), |(part, table)| {
            let first = part as u64 * width;
            let last = if part + 1 == n_parts { u64::MAX } else { first + width - 1 };
            for (number, words) in numbers.iter().zip(&portion) {
                add(table, (*number, &articles[*number], bits[*number]), words.postings_between(first, last));
            }
        });
    }
    tables.into_iter().map(|terms| terms.into_iter().map(|(hash, (term, _))| (hash, term)).collect()).collect()
}

/// Does the same with each of some values, each on a thread; one value needs none. Returns the results in order.
fn on_threads<T: Send, R: Send>(values: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    if values.len() == 1 {
        return values.into_iter().map(work).collect();
    }
    let work = &work;
    std::thread::scope(|scope| {
        let threads: Vec<_> = values.into_iter().map(|value| scope.spawn(move || work(value))).collect();
        let results = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        results.collect()
    })
}

/// Adds the words of one article, given with its number and the bit of its language, to a table.
fn add<'w>(
    table: &mut TermTable,
    (number, article, bit): (usize, &IndexedArticle<'_>, u8),
    postings: impl Iterator<Item = (&'w Posting, &'w [u16])>,
) {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    for (entry, places) in postings {
        let (term, next) = table.entry(entry.hash).or_insert_with(|| (first_seen(article, entry), 0));
        term.languages |= bit;
        push_postings(number - *next, places.iter().copied().map(u32::from), &mut term.postings);
        *next = number;
    }
}

fn first_seen(article: &IndexedArticle<'_>, entry: &Posting) -> Term {
    let text = if entry.in_title { article.title } else { article.text };
    let start = entry.start as usize;
    let written = &text[start..start + usize::from(entry.len)];
    Term { word: fold::word(written), first_form: written.to_lowercase(), ..Term::default() }
}

/// Appends the sentences of one article. The first number is the distance from the previous article times four, plus
/// the number of sentences less one, at most 3. If it is 3, the rest of the number follows. Then come the sentences as
/// differences.
pub(super) fn push_postings(step: u32, sentences: impl ExactSizeIterator<Item = u32>, out: &mut String) {
    let more = u32::try_from(sentences.len()).unwrap_or(u32::MAX).saturating_sub(1);
    encode::push(step * 4 + more.min(3), out);
    if more >= 3 {
        encode::push(more - 3, out);
    }
    encode::push_increasing(sentences, out);
}

/// Returns the sentences that name an entity, encoded like those of a term.
pub(super) fn entity_postings(occurrences: &[(u32, u32)]) -> String {
    let (mut out, mut next) = (String::new(), 0);
    for article in occurrences.chunk_by(|a, b| a.0 == b.0) {
        push_postings(article[0].0 - next, article.iter().map(|(_, sentence)| *sentence), &mut out);
        next = article[0].0;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LangTag;
    use crate::search::article_words::{ArticleSentences, TITLE};

    #[test]
    fn the_number_of_threads_makes_no_difference() {
        let article = |text: &str| {
            let path = crate::base::SourcePath::new("content/articles/a.md");
            crate::parse::article::parse(&path, format!("---\ntitle: Essai\n---\n{text}\n").as_bytes())
                .value
                .expect("an article")
        };
        let language = LangTag::french();
        let articles = [article("Un navire. Deux navires, un phare."), article("Le phare. Le port. Un phare.")];
        let sentences: Vec<ArticleSentences> =
            articles.iter().map(|article| ArticleSentences::of(article, &language)).collect();
        let words = |number: usize| Arc::new(ArticleWords::of(&articles[number], &sentences[number], &language));
        let indexed: Vec<IndexedArticle<'_>> = (articles.iter().zip(&sentences))
            .map(|(article, sentences)| IndexedArticle {
                sentences,
                text: &article.body.text,
                title: &article.title,
                language: &language,
            })
            .collect();
        let all = |n: usize| {
            let mut terms: Vec<Term> = invert(&indexed, &words, n).into_iter().flat_map(HashMap::into_values).collect();
            terms.sort_by(|a, b| a.word.cmp(&b.word));
            terms
        };
        let terms = all(1);
        assert_eq!(terms, all(3));
        let words: Vec<&str> = terms.iter().map(|term| term.word.as_str()).collect();
        assert_eq!(words, ["deux", "essai", "navire", "navires", "phare", "port"]);
        let mut phare = String::new();
        push_postings(0, [2].into_iter(), &mut phare);
        push_postings(1, [1, 3].into_iter(), &mut phare);
        assert_eq!(terms[4].postings, phare);
        assert_eq!(TITLE, 0);
    }
}
