//! Reads a page of the manual: its sections, the marked blocks in them, and the keys that they list.
//!
//! A key is an item of a list that begins with its name in backticks and a colon, and shows a mistake and its code at the end:
//! ``- `date`: a date. Wrong: `date: hier` (D0205).`` Sections without an example of their own belong to the last one.

use std::fs;

/// The folders of the manual.
pub(crate) const LANGUAGES: [&str; 2] = ["en", "fr"];

/// What stands below a heading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    pub title: String,
    pub blocks: Vec<Block>,
    /// The example of an earlier section that this one explains.
    earlier: Option<Block>,
    pub keys: Vec<Key>,
}

/// A fenced block.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// What follows the fence: `yaml article`, `console`.
    pub mark: String,
    /// The file that a reader is told to save it as: `text file=a.txt`.
    pub file: Option<String>,
    pub text: String,
}

/// A key in a list.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub name: String,
    /// Lines with a mistake, and its code.
    pub mistake: Option<(String, String)>,
}

impl Section {
    /// Returns the example whose keys the section lists.
    pub(crate) fn example(&self) -> Option<&Block> {
        self.blocks.iter().find(|block| block.mark.starts_with("yaml ")).or(self.earlier.as_ref())
    }

    /// Returns the mark of that example.
    pub(crate) fn mark(&self) -> Option<&str> {
        self.example().map(|block| block.mark.as_str())
    }
}

/// Returns the names of all pages in a language.
pub(crate) fn pages(language: &str) -> Vec<String> {
    let files = fs::read_dir(format!("src/cli/manual/{language}")).expect("the manual").flatten();
    let mut names: Vec<String> =
        files.filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".md")?.to_owned())).collect();
    names.sort();
    names
}

/// Returns the text of a page.
pub(crate) fn page(language: &str, name: &str) -> String {
    fs::read_to_string(format!("src/cli/manual/{language}/{name}.md")).expect("a page")
}

/// Splits a page into its sections.
pub(crate) fn sections(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let example = sections.last().and_then(Section::example).cloned();
        if let Some(title) = line.strip_prefix('#') {
            let title = title.trim_start_matches('#').trim().to_owned();
            sections.push(Section { title, earlier: example, ..Section::default() });
        } else if let Some(mark) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            let text = inside.iter().map(|line| format!("{line}\n")).collect();
            let (mark, file) =
                mark.split_once(" file=").map_or((mark, None), |(mark, file)| (mark, Some(file.to_owned())));
            last(&mut sections).blocks.push(Block { mark: mark.to_owned(), file, text });
        } else if let Some(item) = line.strip_prefix("- `") {
            let mut item = item.to_owned();
            while let Some(more) = lines.next_if(|line| line.starts_with("  ")) {
                item = format!("{item} {}", more.trim());
            }
            last(&mut sections).keys.extend(key(&item));
        }
    }
    sections
}

fn last(sections: &mut [Section]) -> &mut Section {
    sections.last_mut().expect("there is one from the beginning")
}

fn key(item: &str) -> Option<Key> {
    let (name, rest) = item.split_once('`')?;
    let rest = rest.trim_start_matches(['\u{a0}', ' ']).strip_prefix(':')?;
    let mistake = rest.rsplit_once("` (").and_then(|(before, code)| {
        let lines = before.rsplit_once('`')?.1;
        Some((lines.to_owned(), code.split(')').next()?.to_owned()))
    });
    Some(Key { name: name.to_owned(), mistake })
}
