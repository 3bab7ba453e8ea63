//! Finds the words between quotation marks, block by block, in one pass.
//!
//! The marks are `« »`, `» «`, `» »`, `“ ”`, `„ “`, `‚ ‘`, `" "`, `‘ ’` and, after a full stop, `' '`. The outermost pair
//! counts. Which way angles point is decided for each block by the majority of its marks. An opening
//! mark without a closing one ends with its paragraph; if the next paragraph begins with a mark, the speech goes on
//! there.

use crate::parse::{Block, BlockKind};

/// Words between two marks. Offsets are bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuotedSpan {
    /// First byte of the opening mark.
    pub open: usize,
    /// First byte of the quoted words.
    pub start: usize,
    /// Byte after the quoted words.
    pub end: usize,
    /// Byte after the closing mark; `end` if there is none.
    pub close: usize,
    /// Whether there is a closing mark.
    pub closed: bool,
    /// Whether it goes on behind a clause inside the marks; see `incise`.
    pub continues: bool,
}

/// A pair of marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum QuoteMarkPair {
    Angle,
    /// `»Ja«`, as in German and Danish.
    InwardAngle,
    /// `»Ja»`, as in Swedish and Finnish.
    SameAngle,
    Curly,
    Low,
    LowSingle,
    Straight,
}

/// Appends the words between marks in a block to `found`, in order and without overlaps.
pub(crate) fn find(text: &str, block: &Block, found: &mut Vec<QuotedSpan>) {
    if block.kind == BlockKind::Code {
        return;
    }
    if find_dialogue(text, block, found) {
        return;
    }
    let bytes = text.as_bytes();
    let mut open: Option<(QuoteMarkPair, usize, usize)> = None;
    let mut depth = 0_usize;
    let mut single_closers: Option<Vec<usize>> = None;
    let mut angles: Option<QuoteMarkPair> = None;
    let mut at = block.start;
    while at < block.end {
        if !matches!(bytes[at], b'"' | b'\'' | 0xc2 | 0xe2) {
            at += 1;
            continue;
        }
        let Some(c) = text[at..block.end].chars().next() else { break };
        let after = at + c.len_utf8();
        match (open, c) {
            (None, '«' | '»') => {
                let pair = *angles.get_or_insert_with(|| direction_of_angles(&text[block.start..block.end]));
                // A closing mark at the start of a paragraph continues the speech of the one before.
                if (c == '«') == (pair == QuoteMarkPair::Angle) || (c == '»' && at == block.start) {
                    open = Some((pair, at, after));
                }
            }
            (None, '‚') => open = Some((QuoteMarkPair::LowSingle, at, after)),
            (None, '“') => open = Some((QuoteMarkPair::Curly, at, after)),
            (None, '„') => open = Some((QuoteMarkPair::Low, at, after)),
            (None, '"') if opens(text, block, at, after) => open = Some((QuoteMarkPair::Straight, at, after)),
            (None, '‘' | '\'') if opens(text, block, at, after) => {
                let closers = single_closers.get_or_insert_with(|| closers(text, block));
                let index = closers.partition_point(|closer| *closer <= after);
                if let Some(end) = closers.get(index) {
                    push(text, found, at, after, *end, Some(*end + mark_len(bytes[*end])));
                    at = *end + mark_len(bytes[*end]);
                    continue;
                }
            }
            (Some((QuoteMarkPair::Angle, ..)), '«') => depth += 1,
            (Some((QuoteMarkPair::InwardAngle, ..)), '»') => depth += 1,
            (Some((QuoteMarkPair::Curly, ..)), '“') => depth += 1,
            (Some((QuoteMarkPair::Angle, ..)), '»')
            | (Some((QuoteMarkPair::InwardAngle, ..)), '«')
            | (Some((QuoteMarkPair::Curly, ..)), '”')
                if depth > 0 =>
            {
                depth -= 1;
            }
            (Some((pair, opened, start)), c) if closes(pair, c) && at > opened => {
                push(text, found, opened, start, at, Some(after));
                (open, depth) = (None, 0);
            }
            _ => {}
        }
        at = after;
    }
    if let Some((pair, opened, start)) = open {
        // A straight mark without a partner may mean inches or be an error, and a low single one may be a comma: they count
        // only at the start of a paragraph.
        if !matches!(pair, QuoteMarkPair::Straight | QuoteMarkPair::LowSingle) || opened == block.start {
            push(text, found, opened, start, block.end, None);
        }
    }
}

/// Finds the speech of a paragraph of Spanish dialogue, `—Nos vamos —dijo Ana—. Mañana.`: the dash touches the word behind it, and
/// what the narrator says is between dashes that touch it. Without such words nothing says that it is speech.
fn find_dialogue(text: &str, block: &Block, found: &mut Vec<QuotedSpan>) -> bool {
    const DASH: char = '—';
    let touches = |offset: usize| {
        text[offset..block.end].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '¿' | '¡' | '…'))
    };
    let speech = block.start + DASH.len_utf8();
    if !text[block.start..block.end].starts_with(DASH) || !touches(speech) {
        return false;
    }
    let narrated = |from: usize| {
        let dashes = text[from..block.end].match_indices(DASH).map(|(at, _)| from + at);
        let mut opening = dashes.filter(|at| text[..*at].ends_with(char::is_whitespace));
        opening.find(|at| text[*at + DASH.len_utf8()..block.end].starts_with(char::is_lowercase))
    };
    let (mut open, mut start) = (block.start, speech);
    let Some(mut dash) = narrated(start) else { return false };
    loop {
        push(text, found, open, start, dash, Some(dash));
        let told = dash + DASH.len_utf8();
        let Some(closing) = text[told..block.end].find(DASH).map(|at| told + at) else { return true };
        open = closing;
        let rest = closing + DASH.len_utf8();
        start = rest + text[rest..block.end].len()
            - text[rest..block.end].trim_start_matches(['.', ',', ';', ':', ' ']).len();
        match narrated(start) {
            Some(next) => dash = next,
            None => {
                push(text, found, open, start, block.end, Some(block.end));
                return true;
            }
        }
    }
}

fn mark_len(byte: u8) -> usize {
    if byte < 0x80 { 1 } else { 3 }
}

fn closes(pair: QuoteMarkPair, c: char) -> bool {
    match pair {
        QuoteMarkPair::Angle | QuoteMarkPair::SameAngle => c == '»',
        QuoteMarkPair::InwardAngle => c == '«',
        QuoteMarkPair::Curly => c == '”',
        // Keyboards close `„` with a straight mark.
        QuoteMarkPair::Low => matches!(c, '“' | '”' | '"'),
        QuoteMarkPair::LowSingle => c == '‘',
        QuoteMarkPair::Straight => c == '"',
    }
}

/// Returns which way the angles of a block point. A mark votes if it touches a word on one side only; French ones have
/// spaces inside, do not vote, and need no vote.
fn direction_of_angles(block: &str) -> QuoteMarkPair {
    let (mut n_outward, mut n_inward, mut n_left) = (0_usize, 0_usize, 0_usize);
    for (at, mark) in block.match_indices(['«', '»']) {
        let before = block[..at].chars().next_back().filter(|c| !c.is_whitespace());
        let after = block[at + mark.len()..].chars().next().filter(|c| !c.is_whitespace());
        let is_left = mark == "«";
        n_left += usize::from(is_left);
        let opens = before.is_none_or(|c| matches!(c, '(' | '[' | '—' | '–' | '-' | ':' | '/'))
            && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '…' | '¿' | '¡' | '‘' | '‚' | '›' | '‹'));
        let closes =
            before.is_some_and(|c| !matches!(c, '(' | '[' | '’' | '\'')) && after.is_none_or(|c| !c.is_alphanumeric());
        match (opens, closes) {
            (true, _) if is_left => n_outward += 1,
            (true, _) => n_inward += 1,
            (_, true) if is_left => n_inward += 1,
            (_, true) => n_outward += 1,
            _ => {}
        }
    }
    match n_inward.cmp(&n_outward) {
        _ if n_left == 0 && n_inward > 0 => QuoteMarkPair::SameAngle,
        std::cmp::Ordering::Greater => QuoteMarkPair::InwardAngle,
        _ => QuoteMarkPair::Angle,
    }
}

/// Returns whether a mark that looks the same on both sides is an opening one: a word begins behind it.
fn opens(text: &str, block: &Block, at: usize, after: usize) -> bool {
    let before = text[block.start..at].chars().next_back();
    let next = text[after..block.end].chars().next();
    let free =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '’' | '\'' | '—' | '–' | '-' | ':' | '/'));
    free && next.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit() && c != ')')
}

/// Returns the offsets of single marks that may be closing ones: after a full stop or the like, and not before a
/// letter.
fn closers(text: &str, block: &Block) -> Vec<usize> {
    let inside = &text[block.start..block.end];
    inside
        .match_indices(['’', '\''])
        .map(|(at, mark)| (at, at + mark.len()))
        .filter(|(at, after)| {
            let stopped = inside[..*at].ends_with(['.', ',', '!', '?', '…']);
            stopped && !inside[*after..].starts_with(char::is_alphanumeric)
        })
        .map(|(at, _)| block.start + at)
        .collect()
}

/// Adds the words between two marks, without the spaces next to the marks, unless there are none.
fn push(text: &str, found: &mut Vec<QuotedSpan>, open: usize, start: usize, end: usize, close: Option<usize>) {
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
    let inside = &text[start..end];
    let start = start + (inside.len() - inside.trim_start_matches(is_space).len());
    let end = start + inside.trim_matches(is_space).len();
    if end > start && inside.contains(char::is_alphanumeric) {
        found.push(QuotedSpan {
            open,
            start,
            end,
            close: close.unwrap_or(end),
            closed: close.is_some(),
            continues: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Vec<&str> {
        let block = Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, paragraph: 1 };
        let mut found = Vec::new();
        find(text, &block, &mut found);
        found.into_iter().map(|one| &text[one.start..one.end]).collect()
    }

    #[test]
    fn every_kind_of_mark_is_found_without_its_spaces() {
        assert_eq!(marked("« Oui », dit-il, “no”, \"bof\", «\u{202f}non\u{202f}»."), ["Oui", "no", "bof", "non"]);
        assert_eq!(marked("« Il a dit « viens » hier »."), ["Il a dit « viens » hier"]);
        assert_eq!(marked("‘It’s the workers’ day,’ he said."), ["It’s the workers’ day,"]);
    }

    #[test]
    fn angles_point_either_way() {
        assert_eq!(marked("»Wir gehen«, sagte sie. »Morgen.«"), ["Wir gehen", "Morgen."]);
        assert_eq!(marked("Er sagte: »Das Wort »nie« fehlt.«"), ["Das Wort »nie« fehlt."]);
        assert_eq!(marked("»Jag går», sade han. »I morgon.»"), ["Jag går", "I morgon."]);
        assert_eq!(marked("«Vamos», dijo. «Mañana.»"), ["Vamos", "Mañana."]);
        assert_eq!(marked("» La suite » et « la fin »."), ["La suite", "la fin"]);
        assert_eq!(marked("—Nos vamos —dijo Ana—. Mañana mismo."), ["Nos vamos", "Mañana mismo."]);
        assert_eq!(marked("—¿Cuándo? —preguntó él."), ["¿Cuándo?"]);
        assert_eq!(marked("— Nous partons, dit-elle."), [""; 0]);
        assert_eq!(marked("„So nicht“, „niemals\", ‚nie‘."), ["So nicht", "niemals", "nie"]);
    }

    #[test]
    fn an_open_mark_ends_with_its_paragraph() {
        assert_eq!(marked("Il dit : « Je pars. Demain."), ["Je pars. Demain."]);
        assert_eq!(marked("un écran de 13\" et demi"), [""; 0]);
    }
}
