//! Writes the desk's pages: the frame that all views share, and small helpers. Everything from the content is escaped here.

use crate::base::markup::push_escaped;
use crate::base::{Diagnostic, percent};
use crate::lang::desk::DeskWords;

/// The frame of a page.
pub(super) struct PageFrame<'a> {
    /// The texts.
    pub(super) words: &'a DeskWords,
    /// The site's prefix, encoded for an address.
    pub(super) prefix: &'a str,
    /// The desk's folder, encoded.
    pub(super) desk: &'a str,
    /// The token of this run.
    pub(super) token: &'a str,
    /// The title of the site.
    pub(super) site: &'a str,
    /// The number of the build that the page was made from.
    pub(super) generation: u64,
}

impl PageFrame<'_> {
    /// Returns a whole page. `view` is its path, `title` its heading, `main` its content as HTML.
    pub(super) fn page(&self, view: &str, title: &str, main: &str) -> String {
        let words = self.words;
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width\">\n<title>{} – {}</title>\n<link rel=\"stylesheet\" href=\"{desk}desk.css\">\n\
             <link rel=\"icon\" href=\"data:,\">\n</head>\n<body data-desk=\"{desk}\" data-token=\"{}\" data-view=\"{view}\" \
             data-generation=\"{}\" data-events=\"{}_dossier/events?route=index.html\"{}>\n",
            words.tag,
            escaped(title),
            escaped(self.site),
            self.token,
            self.generation,
            self.prefix,
            self.texts(),
            desk = self.desk,
        );
        out.push_str("<header><nav>");
        let views = [
            ("review", words.review),
            ("proposals", words.proposals),
            ("articles", words.articles),
            ("register", words.records),
            ("add", words.files.add),
            ("checks", words.files.checks),
            ("publish", words.files.publish),
            ("done", words.done),
        ];
        // Before there is a dossier the other views have nothing to show.
        for (path, name) in views.into_iter().filter(|_| view != "begin") {
            let here = if path == view { " aria-current=\"page\"" } else { "" };
            out.push_str(&format!("<a href=\"{}{path}\"{here}>{}</a>", self.desk, escaped(name)));
        }
        if view != "begin" {
            out.push_str(&format!("<a href=\"{}\">{}</a>", self.prefix, escaped(words.site)));
        }
        out.push_str("</nav></header>\n");
        out.push_str(&format!("<main>\n<h1>{}</h1>\n", escaped(title)));
        out.push_str(&format!("<noscript><p>{}</p></noscript>\n", escaped(words.needs_script)));
        out.push_str("<p id=\"status\" role=\"status\" aria-live=\"polite\"></p>\n");
        out.push_str(main);
        out.push_str("</main>\n");
        out.push_str(&format!(
            "<dialog id=\"ask\" aria-labelledby=\"ask-title\"><h2 id=\"ask-title\"></h2><div id=\"ask-text\"></div>\
             <p class=\"bar\"><button type=\"button\" id=\"ask-yes\">{}</button> <button type=\"button\" id=\"ask-no\">{}\
             </button></p></dialog>\n",
            escaped(words.confirm),
            escaped(words.cancel)
        ));
        out.push_str(&format!("<script src=\"{}desk.js\" defer></script>\n</body>\n</html>\n", self.desk));
        out
    }

    /// The texts that the script shows, as attributes.
    fn texts(&self) -> String {
        let words = self.words;
        let texts = [
            ("effects", words.effects),
            ("no-effects", words.no_effects),
            ("would-do", words.would_do),
            ("files", words.n_files),
            ("was-done", words.was_done),
            ("no-change", words.no_change),
            ("was-undone", words.was_undone),
            ("changed", words.changed),
            ("file-now", words.file_now),
            ("wanted", words.wanted),
            ("close", words.close),
            ("select-two", words.select_two),
            ("select-forms", words.form_texts.say("select-forms")),
            ("unreachable", words.unreachable),
            ("expired", words.files.expired),
            ("no-answer", words.form_texts.say("no-answer")),
            ("typed-too-long", words.files.typed_too_long),
            ("position", words.position),
            ("end", words.end_of_list),
        ];
        texts.iter().map(|(name, text)| format!(" data-say-{name}=\"{}\"", escaped(text))).collect()
    }
}

/// Escapes text for HTML and for attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// What a finding says in the language of the desk, as HTML: what is wrong, and what to do below it.
pub(super) fn finding_texts(words: &DeskWords, one: &Diagnostic) -> (String, String) {
    let language = words.language();
    let help = match one.help.text(language) {
        "" => String::new(),
        help => format!("<p class=\"about\">{}</p>", sentence_html(help)),
    };
    (sentence_html(one.message.text(language)), help)
}

/// Returns a message as a sentence in HTML: with a capital and a full stop, and what stands in backticks as code.
fn sentence_html(text: &str) -> String {
    let mut out = String::new();
    for (n, part) in text.split('`').enumerate() {
        let part = escaped(part);
        out.push_str(&if n % 2 == 1 { format!("<code>{part}</code>") } else { part });
    }
    let is_cut = text.split('`').count().is_multiple_of(2);
    let mut letters = out.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if is_cut || out.ends_with(['.', '?', '!', '…', ':']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// Puts values into a text: `{name}`.
pub(crate) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('}') else { break };
        let name = &rest[1..close];
        out.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = &rest[close + 1..];
    }
    out + rest
}

/// Returns a value of a query, decoded.
pub(super) fn query_value(query: &str, name: &str) -> Option<String> {
    let pair = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))?;
    percent::decode(&pair.1.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_a_sentence_with_code() {
        for (message, html) in [
            ("the key `a<b` is unknown", "The key <code>a&lt;b</code> is unknown."),
            ("did you mean `x`?", "Did you mean <code>x</code>?"),
            ("`x` is alone", "<code>x</code> is alone."),
            ("", "."),
        ] {
            assert_eq!(sentence_html(message), html);
        }
    }

    #[test]
    fn values_are_put_in_once_and_queries_are_decoded() {
        assert_eq!(filled("{n} of {all}", &[("n", "{all}"), ("all", "3")]), "{all} of 3");
        assert_eq!(filled("{x} a {", &[]), " a {");
        assert_eq!(query_value("a=1&q=Le+Goff%20%C3%A9", "q").as_deref(), Some("Le Goff é"));
        assert_eq!(query_value("a=1", "q"), None);
        assert_eq!(query_value("q=%ff", "q"), None);
    }
}
