//! Detects whether a raw document is French or English, by a vote of its function words.
//!
//! Invariant: it does not guess. With few votes, a close result, or few votes per word (a third language) it returns
//! nothing. Of a long text it reads only the beginning.

/// The number of words that are examined.
const MAX_WORDS: usize = 6000;
/// The fewest votes that decide.
const MIN_VOTES: usize = 8;

#[rustfmt::skip] // A list of words, not of lines.
const FRENCH: &[&str] = &[
    "alors", "ainsi", "après", "au", "aussi", "autre", "aux", "avait", "avant", "avec", "avoir", "c", "car",
    "ce", "ces", "cet", "cette", "chez", "comme", "d", "dans", "depuis", "des", "deux", "donc", "dont", "du",
    "elle", "elles", "est", "et", "étaient", "était", "été", "être", "eux", "il", "ils", "j", "je", "l", "la",
    "le", "les", "leur", "leurs", "lors", "lui", "mais", "mois", "même", "n", "ne", "nos", "notre", "nous",
    "ont", "où", "pas", "pour", "qu", "quand", "que", "qui", "sa", "selon", "ses", "sont", "sous", "sur",
    "tous", "très", "une", "vers", "vous", "à",
];

#[rustfmt::skip] // A list of words, not of lines.
const ENGLISH: &[&str] = &[
    "about", "after", "also", "and", "are", "at", "be", "because", "been", "before", "between", "both", "but",
    "by", "can", "could", "did", "do", "during", "each", "for", "from", "had", "has", "have", "he", "her",
    "his", "how", "if", "into", "is", "it", "its", "may", "more", "most", "new", "no", "not", "of", "other",
    "our", "out", "over", "said", "she", "should", "such", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "through", "to", "was", "we", "were", "what", "when", "which",
    "while", "who", "will", "with", "would", "you",
];

/// Returns `"fr"` or `"en"`; `None` if the text is too short, mixed, or in another language.
pub(in crate::import) fn detect_language(text: &str) -> Option<&'static str> {
    let (mut n_words, mut n_french, mut n_english) = (0_usize, 0_usize, 0_usize);
    let words = text.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    // Skip lower-casing words longer than any in the lists: one may be a line of 50 MB.
    for word in words.take(MAX_WORDS) {
        n_words += 1;
        if word.len() > 12 {
            continue;
        }
        let word = word.to_lowercase();
        if FRENCH.contains(&word.as_str()) || has_french_accent(&word) {
            n_french += 1;
        } else if ENGLISH.contains(&word.as_str()) {
            n_english += 1;
        }
    }
    let (winner, votes, others) =
        if n_french > n_english { ("fr", n_french, n_english) } else { ("en", n_english, n_french) };
    // In either language every third word votes. Spanish and Dutch share a few words with them, but never one in six.
    (votes >= MIN_VOTES && votes >= 2 * others && votes * 6 >= n_words).then_some(winner)
}

/// A hint, not a proof: these letters are common in French and, except in names, absent from English.
fn has_french_accent(word: &str) -> bool {
    word.contains(['à', 'ç', 'è', 'é', 'ê', 'ë', 'î', 'ï', 'ô', 'û', 'œ'])
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
    fn a_short_mixed_or_foreign_text_is_undecided() {
        let spanish = "El presidente de la república dijo que la reunión con los ministros se celebrará en la capital y que \
                       no habrá más anuncios hasta el lunes, cuando se conozcan las cifras de la economía del país.";
        let german = "Der Bürgermeister sagte, dass die Arbeiten im Hafen, die zwei Jahre gedauert haben, fertig sind und \
                      dass die Stadt bereit ist, die neuen Schiffe zu empfangen, die im Sommer kommen.";
        let dutch = "De burgemeester zei dat de werken in de haven, die twee jaar hebben geduurd, klaar zijn en dat de stad \
                     of de provincie ze in de zomer over zal nemen, want het is nu de beurt aan de anderen.";
        let italian = "Il sindaco ha detto che i lavori del porto, che durano da due anni, sono finiti e che la città è \
                       pronta ad accogliere le navi, ma non tutti gli abitanti sono contenti della decisione.";
        let mixed = "Le port est dans la ville et les gens sont là pour lui. The port is in the city and they are there for it.";
        for text in ["", "Oslo, Bergen, Trondheim", "Le port est prêt.", spanish, german, dutch, italian, mixed] {
            assert_eq!(detect_language(text), None, "{text}");
        }
    }
}
