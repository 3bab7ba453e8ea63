//! The view that begins a dossier or adds documents to one, and the table of what the importers found, as HTML.

use super::html::{PageFrame, escaped, filled};
use super::prepared_import::PreparedImport;
use crate::base::Message;
use crate::lang::desk::DeskWords;
use crate::lang::desk_files::FileDeskWords;

/// Most rows of a table; the articles after them are written as they were found.
const MAX_ROWS: usize = 3000;

/// What the page knows of the folder.
pub(super) struct BeginState<'a> {
    /// Whether it holds a dossier.
    pub(super) is_begun: bool,
    /// Whether it holds other files.
    pub(super) has_files: bool,
    /// The tag of the language that is proposed.
    pub(super) language: &'a str,
}

/// Returns the page.
pub(super) fn begin_page(frame: &PageFrame<'_>, state: &BeginState<'_>) -> String {
    let words = frame.words.files;
    let mut main = format!("<link rel=\"stylesheet\" href=\"{}files.css\">\n", frame.desk);
    let (view, title) = if state.is_begun { ("add", words.add) } else { ("begin", words.begin) };
    main.push_str(&format!("<div id=\"import\" data-begun=\"{}\"{}>\n", state.is_begun, texts(words)));
    if !state.is_begun {
        main.push_str(&format!("<p>{}</p>\n", escaped(words.begin_intro)));
        if state.has_files {
            main.push_str(&format!("<p>{}</p>\n", escaped(words.other_files)));
        }
        let options: String = words
            .languages
            .iter()
            .map(|(tag, name)| format!("<option value=\"{tag}\">{}</option>", escaped(name)))
            .collect();
        main.push_str(&format!(
            "<p class=\"bar\"><label>{} <input id=\"site-title\" type=\"text\" maxlength=\"200\" autocomplete=\"off\" required>\
             </label> <label>{} <input id=\"site-language\" type=\"text\" list=\"languages\" size=\"6\" value=\"{}\" \
             autocomplete=\"off\" required></label><datalist id=\"languages\">{options}</datalist></p>\n<h2>{}</h2>\n",
            escaped(words.site_title),
            escaped(words.language),
            escaped(state.language),
            escaped(words.add)
        ));
    }
    main.push_str(&format!(
        "<p>{}</p>\n<div id=\"drop\"><p>{}</p>\n<p class=\"bar\"><button type=\"button\" id=\"choose-files\">{}</button> \
         <button type=\"button\" id=\"choose-folder\">{}</button></p>\n<input type=\"file\" id=\"files\" multiple hidden \
         aria-label=\"{}\"><input type=\"file\" id=\"folder\" webkitdirectory hidden aria-label=\"{}\"></div>\n",
        escaped(words.add_intro),
        escaped(words.drop),
        escaped(words.choose_files),
        escaped(words.choose_folder),
        escaped(words.choose_files),
        escaped(words.choose_folder)
    ));
    main.push_str(&format!(
        "<p id=\"progress-line\" hidden><progress id=\"progress\" aria-label=\"{}\"></progress> <span id=\"progress-text\" \
         role=\"status\"></span></p>\n<ul id=\"told\" hidden></ul>\n<div id=\"table\"></div>\n",
        escaped(words.add)
    ));
    if !state.is_begun {
        let begin = escaped(words.begin_empty);
        main.push_str(&format!("<p class=\"bar\"><button type=\"button\" id=\"begin-empty\">{begin}</button></p>\n"));
    }
    main.push_str(&format!(
        "<div id=\"next\" hidden tabindex=\"-1\"><p>{}</p><p class=\"bar\"><a href=\"{}\">{}</a> <a href=\"{}proposals\">{}</a> \
         <a href=\"{}done\">{}</a></p></div>\n</div>\n",
        escaped(words.written),
        frame.prefix,
        escaped(words.see_site),
        frame.desk,
        escaped(frame.words.proposals),
        frame.desk,
        escaped(frame.words.done)
    ));
    main.push_str(&format!("<script src=\"{}begin.js\" defer></script>\n", frame.desk));
    frame.page(view, title, &main)
}

/// The texts that the script shows.
fn texts(words: &FileDeskWords) -> String {
    let texts = [
        ("sending", words.sending),
        ("reading", words.reading),
        ("nothing", words.found_nothing),
        ("written", words.written),
        ("gone", words.upload_gone),
    ];
    texts.iter().map(|(name, text)| format!(" data-{name}=\"{}\"", escaped(text))).collect()
}

/// Returns the table of what was found, as a part of the page.
pub(super) fn import_table(frame_words: &DeskWords, made: &PreparedImport) -> String {
    let words = frame_words.files;
    let n = made.len().to_string();
    let mut out = if made.is_empty() {
        format!("<h2>{}</h2>\n", escaped(words.found_nothing))
    } else {
        let found = escaped(&filled(words.found, &[("n", &n)]));
        format!("<h2 tabindex=\"-1\" id=\"found\">{found}</h2>\n<p>{}</p>\n", escaped(words.correct))
    };
    if !made.said.is_empty() {
        out.push_str(&format!("<h3>{}</h3>\n<ul class=\"told\" tabindex=\"0\">\n", escaped(words.not_imported)));
        for said in &made.said {
            out.push_str(&format!("<li>{}</li>\n", escaped(said.text(frame_words.language()))));
        }
        if made.n_unsaid > 0 {
            let more = filled(words.and_more, &[("n", &made.n_unsaid.to_string())]);
            out.push_str(&format!("<li>{}</li>\n", escaped(&more)));
        }
        out.push_str("</ul>\n");
    }
    if made.n_ignored > 0 {
        let ignored = filled(words.ignored, &[("n", &made.n_ignored.to_string())]);
        out.push_str(&format!("<p>{}</p>\n", escaped(&ignored)));
    }
    if made.is_empty() {
        return out;
    }
    out.push_str("<ul id=\"articles\">\n");
    for (n, (file, new)) in made.rows.iter().enumerate().take(MAX_ROWS) {
        out.push_str(&row(frame_words, n, file, &new.composed));
    }
    out.push_str("</ul>\n");
    if made.len() > MAX_ROWS {
        let more = filled(words.and_more, &[("n", &(made.len() - MAX_ROWS).to_string())]);
        out.push_str(&format!("<p>{}</p>\n", escaped(&more)));
    }
    out.push_str(&format!(
        "<p class=\"bar\"><button type=\"button\" id=\"write\">{}</button></p>\n",
        escaped(words.write)
    ));
    out
}

fn row(desk_words: &DeskWords, n: usize, file: &Message, composed: &crate::import::ComposedArticle) -> String {
    let (words, language) = (desk_words.files, desk_words.language());
    let [title, date, certainty, publisher, copy_of] = words.columns.map(escaped);
    let (day, how) =
        composed.date.as_ref().map_or((String::new(), ""), |(date, how)| (date.to_string(), how.text(language)));
    let input = |head: &str, name: &str, value: &str, more: &str| {
        format!(
            "<label class=\"cell {name}\"><span>{head}</span> <input type=\"text\" name=\"{name}\" value=\"{0}\" \
             data-found=\"{0}\" autocomplete=\"off\" aria-describedby=\"from-{n}\"{more}></label> ",
            escaped(value)
        )
    };
    let mut out = format!(
        "<li data-n=\"{n}\"><div class=\"cells\"><input type=\"checkbox\" checked aria-label=\"{}\"> ",
        escaped(&filled(words.take, &[("name", &composed.title)]))
    );
    out.push_str(&input(&title, "title", &composed.title, " maxlength=\"500\""));
    out.push_str(&input(&date, "date", &day, " placeholder=\"2023-09-15\""));
    out.push_str(&format!(
        "<label class=\"cell certainty\"><span>{certainty}</span> <select name=\"certainty\" data-found=\"{}\">",
        composed.date_certainty
    ));
    for (id, name) in ["given", "inferred", "unknown"].iter().zip(words.certainties) {
        let chosen = if *id == composed.date_certainty { " selected" } else { "" };
        out.push_str(&format!("<option value=\"{id}\"{chosen}>{}</option>", escaped(name)));
    }
    out.push_str("</select></label> ");
    out.push_str(&input(
        &publisher,
        "publisher",
        composed.publisher.as_deref().unwrap_or_default(),
        " maxlength=\"500\"",
    ));
    let original = composed.duplicate_of.as_ref().map(ToString::to_string).unwrap_or_default();
    out.push_str(&input(&copy_of, "copy_of", &original, ""));
    let mut about = vec![file.text(language).to_owned()];
    if !how.is_empty() {
        about.push(filled(words.dated, &[("how", how)]));
    }
    if !composed.removed.is_empty() {
        about.push(filled(words.removed, &[("n", &composed.removed.len().to_string())]));
    }
    out.push_str(&format!(
        "</div><p class=\"about\" id=\"from-{n}\">{}</p><p class=\"wrong\" role=\"alert\"></p></li>\n",
        escaped(&about.join(" · "))
    ));
    out
}
