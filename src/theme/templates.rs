//! Loads templates and renders views with them. The only file that uses the template engine.
//!
//! A template sees only its view and the context of the site, and its functions are pure. An error in a
//! template of the theme is reported with file, line and column, and the built-in templates are used until it is fixed.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::messages::Messages;
use crate::base::{Code, Diagnostic, Message, SourcePath, Span};
use crate::say;

/// Prefix under which the templates of the default theme are always available: `{% extends "builtin/base.html" %}`.
pub(super) const BUILTIN: &str = "builtin/";

/// Compiled templates and the constants that all of them see.
pub struct Templates {
    tera: Tera,
    /// The path of each template, for messages.
    paths: BTreeMap<String, SourcePath>,
}

/// The context of every template, in addition to its view, in the engine's own form. It is made once for all pages.
#[derive(Clone, Default)]
pub struct GlobalContext(Context);

impl GlobalContext {
    /// Converts the fields of a value.
    #[must_use]
    pub fn new(constants: &impl Serialize) -> Self {
        // Fails only for values that are not structs.
        Self(Context::from_serialize(constants).unwrap_or_default())
    }
}

/// Why a page could not be rendered.
#[derive(Clone, Debug)]
pub struct DrawError {
    /// The template, relative to the theme's folder.
    pub template: String,
    /// Offset in it.
    pub start: usize,
    /// What is wrong: the engine's own words, which are English, or ours.
    pub message: Message,
}

/// A template as written.
pub struct TemplateFile<'a> {
    /// Name below templates/, after the prefix of its theme.
    pub name: String,
    /// File, for diagnostics.
    pub path: SourcePath,
    /// Text.
    pub text: &'a str,
}

impl Templates {
    /// Compiles the templates of all layers, the highest first; a name without a prefix is looked up with each of
    /// `prefixes`, in order.
    ///
    /// All errors of one load are in the diagnostics; then only the templates of the default theme are used.
    pub fn load(
        files: &[TemplateFile<'_>],
        prefixes: &[&str],
        messages: &Messages,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
        let mut paths: BTreeMap<String, SourcePath> = BTreeMap::new();
        for file in files.iter().rev() {
            texts.insert(&file.name, file.text);
            paths.insert(file.name.clone(), file.path.clone());
        }
        let mut tera = engine(messages, prefixes);
        if let Err(error) = tera.add_raw_templates(texts.iter()) {
            diagnostics.push(load_error(&error, &paths));
            tera = engine(messages, &[BUILTIN]);
            // A test compiles the templates of the default theme, so users cannot meet an error in them.
            if let Err(error) = tera.add_raw_templates(texts.iter().filter(|(name, _)| name.starts_with(BUILTIN))) {
                diagnostics.push(load_error(&error, &paths));
            }
        }
        Self { tera, paths }
    }

    /// Renders a view with the template `<name>.html`, which also sees the context in `frame`.
    ///
    /// # Errors
    /// The error of the template, and its location.
    pub fn draw(&self, name: &str, view: &impl Serialize, frame: &GlobalContext) -> Result<String, DrawError> {
        let template = format!("{name}.html");
        let failed = |error: &tera::Error| {
            let (template, start, message) =
                error_location(error).unwrap_or_else(|| (template.clone(), 0, quoted(&error.to_string())));
            DrawError { template, start, message }
        };
        let mut context = frame.0.clone();
        context.extend(Context::from_serialize(view).map_err(|error| failed(&error))?);
        let mut page = LimitedWriter(Vec::new());
        self.tera.render_to(&template, &context, &mut page).map_err(|error| failed(&error))?;
        // The engine writes valid UTF-8, so nothing is lost here.
        Ok(String::from_utf8(page.0).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// Makes the diagnostic of a page that could not be rendered.
    #[must_use]
    pub fn diagnostic(&self, error: &DrawError, route: &str) -> Diagnostic {
        let reason = &error.message;
        Diagnostic::new(
            Code::TemplateFailed,
            Span::new(&path_of(&self.paths, &error.template), error.start, error.start),
            say!(
                en: "the page `{route}` cannot be drawn: {reason}",
                fr: "la page `{route}` ne peut pas être produite : {reason}";
                reason,
            ),
        )
        .help(say!(
            en: "use only the values that this page's view has",
            fr: "n’employez que les valeurs que cette page connaît",
        ))
    }
}

/// Maximum size of a rendered page, so that a template that loops is stopped before memory is full.
const MAX_PAGE_LEN_BYTES: usize = 256 << 20;

/// A page being rendered.
struct LimitedWriter(Vec<u8>);

impl io::Write for LimitedWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_PAGE_LEN_BYTES {
            let limit = MAX_PAGE_LEN_BYTES >> 20;
            return Err(io::Error::other(format!("the template draws more than {limit} MiB")));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn path_of(paths: &BTreeMap<String, SourcePath>, template: &str) -> SourcePath {
    paths.get(template).cloned().unwrap_or_else(|| SourcePath::new(&format!("themes/{template}")))
}

fn engine(messages: &Messages, prefixes: &[&str]) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html"]);
    // Cannot fail: no template has been added yet.
    let _ = tera
        .set_fallback_prefixes(prefixes.iter().filter(|prefix| !prefix.is_empty()).map(|prefix| (*prefix).to_owned()));
    let texts = messages.clone();
    tera.register_function("count", move |arguments: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let n: u64 = arguments.must_get("n")?;
        let noun: &str = arguments.must_get("of")?;
        Ok(texts.count(n, noun))
    });
    tera.global_context().insert_value("t", Value::from_serializable(messages.all()));
    tera
}

/// Returns template, offset and message of an error that has a location.
/// The engine speaks English only: in French its words stand between backticks, like code.
fn quoted(words: &str) -> Message {
    say!(en: "{words}", fr: "`{words}`", words = words.replace('`', "'"))
}

fn error_location(error: &tera::Error) -> Option<(String, usize, Message)> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            Some((report.filename().to_owned(), report.span().range.start, quoted(report.message())))
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = say!(
                en: "it extends `{parent}`, which does not exist",
                fr: "il prolonge `{parent}`, qui n’existe pas",
            );
            Some((current.clone(), 0, message))
        }
        _ => None,
    }
}

/// Returns the first of many errors, and their number: one wrong template may cause one for each built-in template.
fn first_of(report: &str) -> Message {
    let mut complaints = report.split("\n\n").map(|complaint| {
        let mut lines = complaint.lines();
        let what = lines.next().unwrap_or_default().trim_start_matches("error: ");
        let place = lines.find_map(|line| line.trim().strip_prefix("--> ")).unwrap_or_default();
        if place.is_empty() { what.to_owned() } else { format!("{what} ({place})") }
    });
    let first = quoted(&complaints.next().unwrap_or_default());
    match complaints.count() {
        0 => first,
        n => say!(en: "{first}, and {n} more of the kind", fr: "{first}, et {n} autres erreurs du même genre"; first),
    }
}

/// Returns the name of the site's first own template, the most likely cause of templates that do not fit together.
fn first_own(paths: &BTreeMap<String, SourcePath>) -> String {
    let own = paths.keys().find(|name| !name.starts_with(BUILTIN));
    own.cloned().unwrap_or_default()
}

fn load_error(error: &tera::Error, paths: &BTreeMap<String, SourcePath>) -> Diagnostic {
    let (name, start, message) =
        error_location(error).unwrap_or_else(|| (first_own(paths), 0, first_of(&error.to_string())));
    Diagnostic::new(
        Code::TemplateBroken,
        Span::new(&path_of(paths, &name), start, start),
        say!(
            en: "the theme's templates cannot be used: {message}",
            fr: "les gabarits du thème ne peuvent pas servir : {message}";
            message,
        ),
    )
    .help(say!(
        en: "fix the template; until then the default theme draws the pages",
        fr: "corrigez le gabarit ; d’ici là, le thème par défaut produit les pages",
    ))
}
