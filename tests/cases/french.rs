//! What is wrong with a French sentence of the program, as far as a program can see it: no sentence, an English word, a wrong
//! apostrophe, a wrong space. What stands between backticks is code, and what stands between English quotation marks is quoted:
//! neither is read. It judges neither grammar nor sense. Used by the cases and by the laws.

use dossier::base::Message;

/// Words of English sentences that no French one has.
const ENGLISH: &str = " the is are was were be been has have had this that these those which what who whom whose where when with \
    without of and or not no it its they their them you your write add remove delete rename give name correct save put use choose \
    cannot can may must should would could than then there here from into only other another same more less file folder record \
    page picture article's date's nothing nobody published leads does did ";
/// Words of that list that French has too.
const BOTH: &str = " or file page date on ";

/// Returns what is wrong with the French text of a message, with the text.
pub(crate) fn fault_of(message: &Message) -> Option<String> {
    let prose = prose(&message.fr);
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    let fault = if message.en.is_empty() != message.fr.is_empty() {
        "is missing".to_owned()
    } else if message.en == message.fr && prose.split_whitespace().filter(is_word).count() > 1 {
        "is the English text".to_owned()
    } else {
        fault_of_prose(&prose, ' ')?
    };
    Some(format!("{fault}: {}", message.fr))
}

/// Returns what is wrong with French prose, in which `bad` is no space before a sign: an ordinary one where the spaces are set.
pub(crate) fn fault_of_prose(prose: &str, bad: char) -> Option<String> {
    // An option of the command line is a name.
    let read: Vec<&str> = prose.split_whitespace().filter(|word| !word.starts_with("--")).collect();
    let read = read.join(" ");
    let words = || read.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty());
    let listed = |list: &str, word: &str| list.contains(&format!(" {} ", word.to_lowercase()));
    if let Some(word) = words().find(|word| listed(ENGLISH, word) && !listed(BOTH, word)) {
        return Some(format!("has the English word `{word}`"));
    }
    let letters: Vec<char> = prose.chars().collect();
    for (index, sign) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before)).copied().unwrap_or(' ');
        let after = letters.get(index + 1).copied().unwrap_or(' ');
        match sign {
            '\'' => return Some("has a typewriter’s apostrophe".to_owned()),
            ':' | ';' | '!' | '?' | '»' if before == bad => return Some(format!("has a wrong space before `{sign}`")),
            ';' | '!' | '?' if before.is_alphanumeric() => return Some(format!("has no space before `{sign}`")),
            ':' if before.is_alphabetic() && after.is_whitespace() => {
                return Some("has no space before `:`".to_owned());
            }
            _ => {}
        }
    }
    None
}

/// Returns a text without what stands between backticks or quotation marks, for each of which a sign is left.
pub(crate) fn prose(text: &str) -> String {
    let outside: String = text.split('`').step_by(2).collect::<Vec<_>>().join("\u{fffc}");
    let mut parts = outside.split(['“', '”', '"']).step_by(2);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + "\u{fffc}" + part)
}
