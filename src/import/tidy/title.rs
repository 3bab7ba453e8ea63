//! Makes a title for a document without a headline, from its first sentence.
//!
//! Invariant: the title is a part of the lead, cut between words; nothing is added, not even an ellipsis.

use crate::import::dates::written_date::is_calendar_word;
use crate::import::text::lines::{fold, is_closing, is_longer_than};
use crate::lang::{self, in_any};

/// The longest title, in characters.
const MAX_TITLE: usize = 110;
/// A shorter clause says too little, so the title is cut between words instead, in characters.
const MIN_CLAUSE: usize = 40;

/// Returns a title taken from the lead; empty if the lead is empty.
pub(in crate::import) fn title_from_lead(lead: &str) -> String {
    // Text beyond this cannot be part of a title.
    let end = lead.char_indices().nth(4 * MAX_TITLE).map_or(lead.len(), |(at, _)| at);
    let lead = after_dateline(lead.get(..end).unwrap_or(lead)).trim();
    let sentence = first_sentence(lead);
    let title = if is_longer_than(sentence, MAX_TITLE) {
        without_function_words(closed(cut(sentence)))
    } else {
        closed(sentence)
    };
    title.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(title).trim().to_owned()
}

/// Skips an agency's dateline: a place in capitals, the agency in brackets or a date, and a dash, as in `PARIS, 3 mai
/// 2021 (AFP) -`.
fn after_dateline(lead: &str) -> &str {
    let dashes = [" - ", " – ", " — ", " -- "];
    let Some((dateline, text)) =
        dashes.iter().filter_map(|dash| lead.split_once(dash)).min_by_key(|(before, _)| before.len())
    else {
        return lead;
    };
    let place = dateline.split('(').next().unwrap_or_default();
    let is_place = |word: &str| !word.contains(char::is_lowercase) || word == "le" || is_calendar_word(word);
    let is_signed = dateline.contains('(') || dateline.contains(|character: char| character.is_ascii_digit());
    let is_opened_by_place =
        place.split_whitespace().next().is_some_and(|word| word.contains(char::is_alphabetic) && is_place(word));
    if is_signed && is_opened_by_place && place.split_whitespace().all(is_place) { text } else { lead }
}

fn first_sentence(text: &str) -> &str {
    let mut word_start = 0;
    for (at, character) in text.char_indices() {
        if !character.is_alphanumeric() && !matches!(character, '.' | '!' | '?' | '…') {
            word_start = at + character.len_utf8();
        }
        let word = text.get(word_start..at).unwrap_or_default();
        let may_end = match character {
            '.' => {
                word.chars().count() > 1
                    && !word.contains('.')
                    && !in_any(&fold(word), |language| language.import.abbreviations)
            }
            '!' | '?' | '…' => true,
            _ => false,
        };
        let rest = text.get(at + character.len_utf8()..).unwrap_or_default();
        let closing =
            rest.trim_start_matches(|character| is_closing(character) || matches!(character, '.' | '!' | '?'));
        let closing = closing.trim_start().strip_prefix('»').unwrap_or(closing);
        let next = closing.trim_start();
        if may_end && next.len() < closing.len() && !next.starts_with(char::is_lowercase) {
            return text.strip_suffix(closing).unwrap_or(text).trim_end();
        }
    }
    text
}

/// Cuts at the last clause boundary before the limit, or else between words.
fn cut(sentence: &str) -> &str {
    let limit = sentence.char_indices().nth(MAX_TITLE).map_or(sentence.len(), |(at, _)| at);
    let minimum = sentence.char_indices().nth(MIN_CLAUSE).map_or(sentence.len(), |(at, _)| at);
    let (mut clause_end, mut word_end) = (None, None);
    for (at, _) in sentence.char_indices().filter(|(at, character)| *at <= limit && character.is_whitespace()) {
        let (before, after) =
            (sentence.get(..at).unwrap_or_default(), sentence.get(at..).unwrap_or_default().trim_start());
        word_end = Some(before);
        let opens_clause = lang::all()
            .flat_map(|language| language.import.clause_openers)
            .any(|word| after.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
        if at >= minimum && (opens_clause || before.ends_with([',', ';', ':', '–', '—'])) {
            clause_end = Some(before);
        }
    }
    clause_end.or(word_end).or(sentence.get(..limit)).unwrap_or(sentence)
}

fn without_function_words(text: &str) -> &str {
    let mut title = without_end_mark(text);
    while let Some((rest, last)) = title.rsplit_once(char::is_whitespace) {
        if !in_any(&fold(last), |language| language.import.no_title_end) {
            break;
        }
        title = without_end_mark(rest);
    }
    title
}

fn without_end_mark(text: &str) -> &str {
    text.trim_end_matches(|character: char| {
        character.is_whitespace() || matches!(character, ',' | ';' | ':' | '-' | '–' | '—' | '(' | '«' | '“')
    })
}

/// Drops a quotation or bracket that the cut left open, or only its opening mark if it is the whole title.
fn closed(title: &str) -> &str {
    [('«', '»'), ('“', '”'), ('(', ')')].into_iter().fold(title, |title, (open, close)| {
        match title.rfind(open).filter(|at| title.get(*at..).is_some_and(|rest| !rest.contains(close))) {
            Some(at) => match without_end_mark(title.get(..at).unwrap_or_default()) {
                before if is_longer_than(before, MIN_CLAUSE) => before,
                _ => title.strip_prefix(open).map_or(title, str::trim_start),
            },
            None => title,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lead: &str, title: &str) {
        assert_eq!(title_from_lead(lead), title);
    }

    #[test]
    fn a_short_first_sentence_is_the_title() {
        check("Le maire a parlé. La mer monte.", "Le maire a parlé");
        check(
            "M. Le Goff a rallumé le phare du Dr. Morvan. La mer monte.",
            "M. Le Goff a rallumé le phare du Dr. Morvan",
        );
        check("Qui paiera ? La mairie.", "Qui paiera ?");
        check("« Le phare brillera. » Le maire a parlé.", "« Le phare brillera. »");
        check("Le phare coûte 3.5 millions, dit-on", "Le phare coûte 3.5 millions, dit-on");
        check("", "");
    }

    #[test]
    fn a_dateline_is_no_part_of_the_title() {
        check("BREST, 3 mai 2021 (AFP) - Le maire a parlé.", "Le maire a parlé");
        check("NEW YORK (Reuters) — The mayor spoke.", "The mayor spoke");
        check("Le phare - en mai (2021) - brille.", "Le phare - en mai (2021) - brille");
        check("UE - le sommet s’ouvre.", "UE - le sommet s’ouvre");
    }

    #[test]
    fn a_long_sentence_is_cut_at_a_clause() {
        check(
            "Le maire de la commune a promis de rallumer le vieux phare de la pointe, éteint depuis la grande tempête de l’hiver dernier.",
            "Le maire de la commune a promis de rallumer le vieux phare de la pointe",
        );
        check(
            "The mayor of the small harbour town promised to light the old lighthouse after a storm that nobody along the coast had foreseen.",
            "The mayor of the small harbour town promised to light the old lighthouse after a storm",
        );
    }

    #[test]
    fn without_a_clause_it_is_cut_at_a_word_and_ends_in_no_function_word() {
        check(
            "Hier, le maire de la commune a promis aux pêcheurs du port de rallumer dès la fin du printemps prochain la lampe du vieux phare.",
            "Hier, le maire de la commune a promis aux pêcheurs du port de rallumer dès la fin du printemps prochain",
        );
        let word = "x".repeat(300);
        assert_eq!(title_from_lead(&word), "x".repeat(MAX_TITLE));
    }

    #[test]
    fn no_quotation_is_left_open() {
        check(
            "Le maire de la commune littorale a promis de « rallumer dès le printemps, avec tous les pêcheurs, la lampe du vieux phare ».",
            "Le maire de la commune littorale a promis",
        );
    }
}
