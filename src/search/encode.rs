//! Numbers -> text that needs no escaping in a JavaScript string, nearly all with one to three characters.
//!
//! The alphabet has 92 printable characters (`#` to `~`, with `!` for the backslash). The first 64 end a number and the
//! other 28 continue it: one character up to 63, two up to 1,791, three up to 50,175. Base64 with a continuation bit
//! (source maps) needs a second character from 32 on. The space is free to separate lists. `numbers` in search.js
//! decodes it.

/// Characters that end a number.
const N_LAST: u32 = 64;
/// Characters that continue a number.
const N_MORE: u32 = 28;

/// Appends a number.
pub(super) fn push(number: u32, out: &mut String) {
    let mut digits = [0_u32; 8];
    let (mut rest, mut n) = (number / N_LAST, 0);
    while rest > 0 && n < digits.len() {
        digits[n] = rest % N_MORE;
        rest /= N_MORE;
        n += 1;
    }
    out.extend(digits[..n].iter().rev().map(|digit| symbol(N_LAST + digit)));
    out.push(symbol(number % N_LAST));
}

fn symbol(value: u32) -> char {
    match char::from_u32(u32::from('#') + value) {
        Some('\\') | None => '!',
        Some(symbol) => symbol,
    }
}

/// Appends increasing numbers: the first, then the differences.
pub(super) fn push_increasing(numbers: impl IntoIterator<Item = u32>, out: &mut String) {
    let mut last = 0;
    for number in numbers {
        push(number - last, out);
        last = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The decoder of search.js.
    fn read(text: &str) -> Vec<u32> {
        let (mut numbers, mut more) = (Vec::new(), 0);
        for c in text.chars() {
            let value = u32::from(if c == '!' { '\\' } else { c }) - 35;
            if value < N_LAST {
                numbers.push(more * N_LAST + value);
                more = 0;
            } else {
                more = more * N_MORE + value - N_LAST;
            }
        }
        numbers
    }

    #[test]
    fn what_is_written_is_read_again_and_needs_no_escape() {
        let numbers = [0, 1, 57, 63, 64, 1_791, 1_792, 50_175, 50_176, 1_000_000, u32::MAX];
        let mut text = String::new();
        for number in numbers {
            push(number, &mut text);
        }
        assert_eq!(read(&text), numbers);
        let mut all = String::new();
        (0..3_000).for_each(|number| push(number, &mut all));
        assert!(all.bytes().all(|b| b.is_ascii_graphic() && !b"\"\\".contains(&b)));
        let mut two = String::new();
        push(1_791, &mut two);
        assert_eq!(two.len(), 2);
    }
}
