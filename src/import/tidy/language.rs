//! The language of a raw document, by a vote of its function words among the languages of `lang`.
//!
//! Invariant: it does not guess. With few votes, a close result, or few votes per word (a third language) it returns
//! nothing. Of a long text it reads only the beginning.

use crate::lang;
use crate::lang::import::ImportWords;

/// How many words of a text are asked.
const MAX_WORDS: usize = 6000;
/// The fewest votes that decide.
const MIN_VOTES: usize = 8;

/// Returns the tag of a language that has a folder in `lang`; `None` if the text is too short, mixed, or in another one.
pub(in crate::import) fn detect_language(text: &str) -> Option<&'static str> {
    let mut n_words = 0_usize;
    let mut votes = lang::LANGUAGES.map(|_| 0_usize);
    let words = text.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    // Skip lower-casing words longer than any in the lists: one may be a line of 50 MB.
    for word in words.take(MAX_WORDS) {
        n_words += 1;
        if word.len() > 12 {
            continue;
        }
        let word = word.to_lowercase();
        // The letters are a hint, not a proof: they are common in one language and, names apart, unknown in the others.
        let votes_for = |words: &ImportWords| words.votes.contains(&word.as_str()) || word.contains(words.vote_letters);
        if let Some(index) = lang::LANGUAGES.iter().position(|language| votes_for(language.import)) {
            votes[index] += 1;
        }
    }
    let (language, n_votes) = lang::LANGUAGES.into_iter().zip(votes).max_by_key(|(_, n_votes)| *n_votes)?;
    let others = votes.iter().sum::<usize>() - n_votes;
    // In each of these languages every third word votes; Dutch or Italian share a few words with them, never one in six. A word of
    // several languages votes for the first, which hardly matters: the others have enough words of their own.
    (n_votes >= MIN_VOTES && n_votes >= 2 * others && n_votes * 6 >= n_words).then_some(language.tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vote_decides_between_french_and_english() {
        for (text, expected) in [
            (
                "Le maire a dit que les travaux du port, qui durent depuis deux ans, sont finis et que la ville est prête.",
                Some("fr"),
            ),
            (
                "The mayor said that the works in the harbour, which took two years, have been finished and are paid for.",
                Some("en"),
            ),
            ("LES OUVRIERS DE LA MINE ONT VOTÉ POUR LA GRÈVE, MAIS ILS NE SONT PAS TOUS D’ACCORD", Some("fr")),
        ] {
            assert_eq!(detect_language(text), expected, "{text}");
        }
    }

    #[test]
    fn german_and_spanish_are_known() {
        let spanish = "El presidente de la república dijo que la reunión con los ministros se celebrará en la capital y que \
                       no habrá más anuncios hasta el lunes, cuando se conozcan las cifras de la economía del país.";
        let german = "Der Bürgermeister sagte, dass die Arbeiten im Hafen, die zwei Jahre gedauert haben, fertig sind und \
                      dass die Stadt bereit ist, die neuen Schiffe zu empfangen, die im Sommer kommen.";
        assert_eq!((detect_language(spanish), detect_language(german)), (Some("es"), Some("de")));
    }

    #[test]
    fn a_short_mixed_or_foreign_text_is_undecided() {
        let dutch = "De burgemeester zei dat de werken in de haven, die twee jaar hebben geduurd, klaar zijn en dat de stad \
                     of de provincie ze in de zomer over zal nemen, want het is nu de beurt aan de anderen.";
        let italian = "Il sindaco ha detto che i lavori del porto, che durano da due anni, sono finiti e che la città è \
                       pronta ad accogliere le navi, ma non tutti gli abitanti sono contenti della decisione.";
        let mixed = "Le port est dans la ville et les gens sont là pour lui. The port is in the city and they are there for it.";
        for text in ["", "Oslo, Bergen, Trondheim", "Le port est prêt.", dutch, italian, mixed] {
            assert_eq!(detect_language(text), None, "{text}");
        }
    }
}
