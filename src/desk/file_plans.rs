//! The actions about whole files: beginning a dossier, writing imported articles, saving the text of a file, putting the
//! right word in place of a wrong one. A part of `planner`.

use super::action::ImportRow;
use super::plan::ActionError;
use super::planner::Planner;
use super::prepared_import::is_made_from;
use crate::base::Message;
use crate::base::yaml::plain_or_quoted;
use crate::base::{Key, SourcePath};
use crate::build::BuiltSite;
use crate::config::site::FILE as SITE_FILE;
use crate::import::planned_files::{KnownNames, plan_files};
use crate::model::{Id, LangTag};
use crate::say;
use crate::source::Snapshot;

/// The longest title of a dossier, in bytes.
const MAX_TITLE_BYTES: usize = 500;
/// Endings of files whose text can be changed.
const TEXTS: [&str; 4] = ["md", "yaml", "yml", "csv"];

impl Planner<'_> {
    /// Begins a dossier in a folder that has none.
    pub(super) fn begin(&mut self, title: &str, language: &str) -> Result<(), ActionError> {
        let file = SourcePath::new(SITE_FILE);
        if self.bytes(&file)?.is_some() {
            return Err(ActionError::Impossible(say!(
                en: "this folder holds a dossier already; load the page again",
                fr: "ce répertoire contient déjà un dossier ; rechargez la page",
            )));
        }
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() || title.len() > MAX_TITLE_BYTES {
            return Err(ActionError::Impossible(say!(
                en: "give the dossier a title of one line",
                fr: "donnez au dossier un titre d’une seule ligne",
            )));
        }
        let language = LangTag::parse(language.trim()).ok_or_else(|| {
            ActionError::Impossible(say!(
                en: "`{language}` is no language; write a tag such as `fr` or `en`",
                fr: "`{language}` n’est pas une langue ; écrivez un code comme `fr` ou `en`",
            ))
        })?;
        self.write(&file, format!("title: {}\nlanguage: {language}\n", plain_or_quoted(&title)))
    }

    /// Plans the articles of an upload, with the cells that were corrected.
    pub(super) fn import(&mut self, of: &str, rows: &[ImportRow]) -> Result<(), ActionError> {
        let prepared = self.view.imports.get(of).ok_or_else(|| ActionError::Unknown(of.to_owned()))?.clone();
        if let Some(row) = rows.iter().find(|row| row.n >= prepared.rows.len()) {
            return Err(ActionError::Unknown(format!("{of}/{}", row.n)));
        }
        let known = &self.view.built.site.content.articles;
        let mut articles = Vec::new();
        for (n, (file, new)) in prepared.rows.iter().enumerate() {
            let row = rows.iter().rfind(|row| row.n == n);
            let is_known = known.iter().any(|text| is_made_from(&text.document, new.composed.identity()));
            if is_known || row.is_some_and(|row| row.skip) {
                continue;
            }
            let mut composed = (*new.composed).clone();
            if let Some(row) = row {
                let wrong = |(column, reason): (&'static str, Message)| ActionError::WrongCell {
                    row: n,
                    column,
                    reason: say!(en: "{file}: {reason}", fr: "{file} : {reason}"; file, reason),
                };
                row.cells.apply(&mut composed).map_err(wrong)?;
            }
            articles.push((new, composed));
        }
        // Both functions ask this plan, which sees what it has planned so far.
        let planner = std::cell::RefCell::new(self);
        let files = plan_files(
            &articles,
            &mut KnownNames {
                take_id: &mut |id| planner.borrow_mut().take_article_id(id),
                read: &mut |file| planner.borrow_mut().bytes(file),
            },
        )?;
        let planner = planner.into_inner();
        for (file, bytes) in files {
            planner.set(&file, Some(bytes))?;
        }
        Ok(())
    }

    /// Takes an id for a new article; returns whether it was free.
    fn take_article_id(&mut self, id: &str) -> Result<bool, ActionError> {
        let Ok(parsed) = Id::parse(id) else {
            return Err(ActionError::Impossible(say!(
                en: "`{id}` cannot be the id of an article; correct the title",
                fr: "`{id}` ne peut pas être l’identifiant d’un article ; corrigez le titre",
            )));
        };
        let is_free = self.view.built.site.link_resolver.find(id).is_none()
            && self.claims().find(id).is_none()
            && !self.new_ids.contains(&parsed.folded())
            && self.bytes(&SourcePath::new(&format!("content/articles/{id}.md")))?.is_none();
        Ok(is_free && self.new_ids.insert(parsed.folded()))
    }

    /// Plans the text of a file as it was typed.
    pub(super) fn set_source(&mut self, file: &str, text: &str) -> Result<(), ActionError> {
        let file = self.text_file(file)?;
        let before = self.text(&file)?;
        if text.contains('\0') {
            return Err(ActionError::Impossible(say!(
                en: "a file of text holds no character U+0000; remove it",
                fr: "un fichier de texte ne contient pas de caractère nul (U+0000) ; retirez-le",
            )));
        }
        self.write(&file, with_own_line_ends(&before, text))
    }

    /// Puts a word in place of another, at its place in a file.
    pub(super) fn cure(
        &mut self,
        file: &str,
        place: (usize, usize),
        wrong: &str,
        right: &str,
    ) -> Result<(), ActionError> {
        let file = self.text_file(file)?;
        let text = self.text(&file)?;
        if wrong.is_empty() || right.chars().any(char::is_control) || right.len() > MAX_TITLE_BYTES {
            return Err(ActionError::Impossible(say!(
                en: "these are not words of one line; correct them in the source",
                fr: "ce ne sont pas les mots d’une seule ligne ; corrigez-les dans la source",
            )));
        }
        if text.get(place.0..place.1) != Some(wrong) {
            return Err(ActionError::changed(&file, Some(text.as_bytes())));
        }
        self.write(&file, format!("{}{right}{}", &text[..place.0], &text[place.1..]))
    }

    /// Returns the file of an id, if its text may be changed.
    pub(super) fn text_file(&self, id: &str) -> Result<SourcePath, ActionError> {
        let file = file_of_id(self.view.built, self.view.snapshot, id);
        let file = file.ok_or_else(|| ActionError::Unknown(id.to_owned()))?;
        if is_editable(&file) {
            Ok(file)
        } else {
            Err(ActionError::Impossible(say!(
                en: "{file} is no text of the dossier; change it in an editor",
                fr: "{file} n’est pas un texte du dossier ; modifiez-le dans un éditeur",
            )))
        }
    }
}

/// Returns whether the text of a file can be changed at the desk.
pub(super) fn is_editable(file: &SourcePath) -> bool {
    let name = file.as_str();
    let is_hidden = name.split('/').any(|step| step.starts_with('.'));
    let is_content = name.starts_with("content/") && TEXTS.contains(&file.extension()) && !is_hidden;
    name == SITE_FILE || is_content
}

/// Returns what a request calls a file: a key made of its name, so that no request holds a path.
pub(super) fn file_id(file: &SourcePath) -> String {
    Key::of(file.as_str().as_bytes()).to_string()
}

/// Returns the file of an article, a record or a page by its id, or any file of the project by what a request calls it.
pub(super) fn file_of_id(built: &BuiltSite, snapshot: &Snapshot, id: &str) -> Option<SourcePath> {
    let content = &built.site.content;
    if let Ok(index) = content.articles.binary_search_by(|text| text.document.id.as_str().cmp(id)) {
        return content.articles.get(index).map(|text| text.document.file.clone());
    }
    if let Some(index) = content.registry.find(id) {
        return Some(content.registry.entities[index].record.span.file.clone());
    }
    if let Some(record) = content.registry.withheld.iter().find(|record| record.id.as_str() == id) {
        return Some(record.span.file.clone());
    }
    Key::parse(id)?;
    snapshot.files.keys().find(|file| file_id(file) == id).cloned()
}

/// Gives a text that a browser sent, in which every line ends with LF, the line ends and the byte order mark of the file.
fn with_own_line_ends(before: &str, typed: &str) -> String {
    const MARK: char = '\u{feff}';
    let mark = if before.starts_with(MARK) && !typed.starts_with(MARK) { "\u{feff}" } else { "" };
    let (old, typed) = (lines(before.trim_start_matches(MARK)), typed.trim_start_matches(MARK));
    let typed = typed.replace("\r\n", "\n").replace('\r', "\n");
    let new = lines(&typed);
    let is_same = |pair: &(&(&str, &str), &(&str, &str))| pair.0.0 == pair.1.0;
    let n_start = old.iter().zip(&new).take_while(is_same).count();
    let (old_rest, new_rest) = (&old[n_start..], &new[n_start..]);
    let n_end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(is_same).count();
    // New lines end as most lines of the file do.
    let n_windows = old.iter().filter(|(_, end)| *end == "\r\n").count();
    let usual = if 2 * n_windows > old.len() { "\r\n" } else { "\n" };
    let mut out = mark.to_owned();
    for (at, (line, end)) in new.iter().enumerate() {
        out.push_str(line);
        let from_end = new.len() - at;
        let known = match at {
            at if at < n_start => old.get(at),
            _ if from_end <= n_end => old.get(old.len() - from_end),
            _ => None,
        };
        out.push_str(match (known, *end) {
            (_, "") => "",
            (Some((_, end)), _) if !end.is_empty() => end,
            _ => usual,
        });
    }
    out
}

/// Returns the lines of a text, each with its end: LF, CR LF, CR, or nothing.
fn lines(text: &str) -> Vec<(&str, &str)> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let at = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = if rest[at..].starts_with("\r\n") { 2 } else { usize::from(at < rest.len()) };
        lines.push((&rest[..at], &rest[at..at + end]));
        rest = &rest[at + end..];
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_stay_where_lines_stay() {
        for (before, typed, after) in [
            ("a\r\nb\r\nc\r\n", "a\nX\nc\n", "a\r\nX\r\nc\r\n"),
            ("a\nb\r\nc\rd", "a\nb\nc\nd", "a\nb\r\nc\rd"),
            ("a\nb\r\nc\n", "a\nb\nnew\nc\n", "a\nb\r\nnew\nc\n"),
            ("\u{feff}a\r\n", "a\nb\n", "\u{feff}a\r\nb\r\n"),
            ("a\r\nb", "a\nb\n", "a\r\nb\n"),
            ("", "a\n", "a\n"),
            ("a\n", "", ""),
            ("a\n\n\nb\n", "a\n\nb\n", "a\n\nb\n"),
        ] {
            assert_eq!(with_own_line_ends(before, typed), after, "{before:?} {typed:?}");
        }
    }

    #[test]
    fn only_texts_of_the_content_are_changed() {
        for (name, may) in [
            ("site.yaml", true),
            ("content/articles/a.md", true),
            ("content/people.csv", true),
            ("content/media/a.jpg", false),
            ("content/.hidden/a.md", false),
            ("themes/x/theme.yaml", false),
            ("seeds/a.txt", false),
            (".git/config", false),
        ] {
            assert_eq!(is_editable(&SourcePath::new(name)), may, "{name}");
        }
    }
}
