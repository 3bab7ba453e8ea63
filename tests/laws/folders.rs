//! Dossiers damaged by a person or a bad disk: the whole pipeline runs, including writes to disk, with the checks of the
//! fuzz target `project`. `DOSSIER_FUZZ=5000 cargo test --release --test laws folders` runs more than a few.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::project;

#[path = "../fuzz/targets/folder.rs"]
mod folder;

/// Content that causes trouble for parsers, by itself or in the middle of something else.
const PIECES: [&str; 44] = [
    "---",
    "\n---\n",
    ": ",
    "- ",
    "[[",
    "]]",
    "[^1]",
    "[^1]: ",
    "{{",
    "{%",
    "<script>",
    "<!--",
    "&",
    "*x",
    "&x ",
    "!!x ",
    "«",
    "»",
    "\u{202e}",
    "\u{0}",
    "\u{feff}",
    "\u{301}",
    "'",
    "\"",
    "```",
    "> ",
    "|",
    "# ",
    "../",
    "2023-13-45",
    "9999999999999",
    "1e400",
    "~",
    "null",
    "{a: [",
    "javascript:",
    "data:text/html,",
    "\r\n",
    "\t",
    "Jeanne Morvan",
    "le 13 septembre",
    "\n=== content/articles/CON.md\n---\ntitle: x\n---\n",
    "\n=== content/people/../../a.md\n",
    "\n=== themes/default/templates/base.html\n{{",
];

/// Numbers from a seed, the same on any machine (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap_or(0) % limit.max(1)
    }
}

/// A dossier that touches every kind of page, as the bytes that the fuzz target reads.
fn seed() -> Vec<u8> {
    let mut files = project::start();
    let mut bytes = files.remove("site.yaml").unwrap_or_default().into_bytes();
    for (name, text) in files {
        bytes.extend(format!("\n=== {name}\n{text}").bytes());
    }
    bytes
}

fn maul(seed: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(bytes.len());
        let len = numbers.below(60).min(bytes.len() - at);
        match numbers.below(7) {
            0 => drop(bytes.drain(at..at + len)),
            1 => bytes[at] ^= 1 << numbers.below(8),
            2 => {
                let copy = bytes[at..at + len].repeat(1 + numbers.below(200));
                bytes.splice(at..at, copy);
            }
            3 => {
                let from = numbers.below(seed.len());
                let stretch = seed[from..seed.len().min(from + numbers.below(400))].to_vec();
                bytes.splice(at..at + len, stretch);
            }
            4 => bytes.truncate(at.max(40)),
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())].repeat(1 + numbers.below(3));
                bytes.splice(at..at, piece.bytes());
            }
        }
        if bytes.is_empty() {
            bytes.push(b'x');
        }
    }
    bytes
}

#[test]
fn a_mauled_dossier_is_built() {
    let n_cases: u64 = std::env::var("DOSSIER_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let (seed, own) = (seed(), tempfile::tempdir().expect("a folder"));
    folder::check(&seed, own.path());
    for case in 1..=n_cases {
        let bytes = maul(&seed, &mut Numbers(case.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        let done = catch_unwind(AssertUnwindSafe(|| folder::check(&bytes, own.path())));
        assert!(done.is_ok(), "case {case}:\n{}", String::from_utf8_lossy(&bytes));
    }
}
