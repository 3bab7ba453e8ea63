//! Every French sentence of the sources, read where it is written: `say!(en: …, fr: …)` and the explanations of codes. The cases
//! read those that a finding really says; most sentences are said too rarely for that.

use std::fs;
use std::path::Path;

#[path = "../cases/french.rs"]
mod french_prose;

fn sources(folder: &Path, out: &mut Vec<(String, String)>) {
    for path in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push((path.display().to_string(), fs::read_to_string(&path).expect("a source")));
        }
    }
}

/// Returns the string literal that begins a text of Rust, with its escapes replaced.
fn literal(source: &str) -> Option<String> {
    let mut letters = source.trim_start().strip_prefix('"')?.chars();
    let mut text = String::new();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => match letters.next()? {
                'n' => text.push('\n'),
                'u' => {
                    let code: String = letters.by_ref().skip(1).take_while(|c| *c != '}').collect();
                    text.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                }
                '\n' => {
                    let rest = letters.as_str().trim_start();
                    letters = rest.chars();
                }
                other => text.push(other),
            },
            letter => text.push(letter),
        }
    }
}

/// Replaces the holes of a format string by a sign.
fn without_holes(text: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0_u32);
    for letter in text.replace("{{", "").replace("}}", "").chars() {
        match letter {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                out.push('\u{fffc}');
            }
            letter if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

#[test]
fn no_french_sentence_has_english_words_or_wrong_signs() {
    let mut all = Vec::new();
    sources(Path::new("src"), &mut all);
    let (mut n, mut wrong) = (0, Vec::new());
    for (file, source) in &all {
        for rest in source.split("fr: ").skip(1) {
            let Some(text) = literal(rest) else { continue };
            n += 1;
            // In sources an ordinary space stands before signs: only its lack is wrong.
            if let Some(fault) = french_prose::fault_of_prose(&french_prose::prose(&without_holes(&text)), '\0') {
                wrong.push(format!("{file}: {fault}: {text}"));
            }
        }
    }
    assert!(n > 300, "only {n} sentences were read");
    assert!(wrong.is_empty(), "{} of {n}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_explanation_is_french() {
    let mut wrong = Vec::new();
    for code in dossier::base::Code::ALL {
        let text = code.in_french();
        if text.split_whitespace().count() < 12 || !text.trim_end_matches('.').contains(". ") {
            wrong.push(format!("{code} says too little: {text}"));
        }
        let both = dossier::base::Message { en: code.in_english().to_owned(), fr: text.to_owned() };
        wrong.extend(french_prose::fault_of(&both).map(|fault| format!("{code} {fault}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
