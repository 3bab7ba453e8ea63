//! The only file that names the template engine: loads templates, draws views.
//!
//! A template gets the data of its page and the constants of the site, nothing else; its functions are pure. Templates
//! that the theme breaks are reported with file, line and column, and the built-in ones draw the site meanwhile.

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::messages::Messages;
use crate::base::{Code, Diagnostic, SourcePath, Span};

/// Prefix under which the built-in templates are always there: `{% extends "builtin/base.html" %}`.
const BUILTIN: &str = "builtin/";

/// Compiled templates and the constants that each of them sees.
pub struct Templates {
    tera: Tera,
    folder: String,
}

/// Why a page could not be drawn.
#[derive(Clone, Debug)]
pub struct DrawError {
    /// The template, relative to the theme's folder.
    pub template: String,
    /// Where in it.
    pub start: usize,
    /// What the engine says.
    pub message: String,
}

/// A template as written.
pub struct TemplateFile<'a> {
    /// Name below templates/.
    pub name: &'a str,
    /// File, for diagnostics.
    pub path: SourcePath,
    /// Text.
    pub text: &'a str,
}

impl Templates {
    /// Compiles the built-in templates and `own` over them. `folder` is where `own` stands, for messages.
    ///
    /// All mistakes of one load are in the diagnostics; the built-in templates alone are used then.
    pub fn load(
        own: &[TemplateFile<'_>],
        folder: &str,
        messages: &Messages,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let builtin: Vec<(String, &str)> = super::builtin::FILES
            .iter()
            .filter_map(|(name, bytes)| Some((name.strip_prefix("templates/")?, std::str::from_utf8(bytes).ok()?)))
            .map(|(name, text)| (format!("{BUILTIN}{name}"), text))
            .collect();
        if !own.is_empty() {
            let mut tera = engine(messages);
            let all = builtin
                .iter()
                .map(|(name, text)| (name.clone(), *text))
                .chain(own.iter().map(|file| (file.name.to_owned(), file.text)));
            match tera.add_raw_templates(all) {
                Ok(()) => return Self { tera, folder: folder.to_owned() },
                Err(error) => diagnostics.push(load_error(&error, own, folder)),
            }
        }
        let mut tera = engine(messages);
        if let Err(error) = tera.add_raw_templates(builtin) {
            // The built-in templates are compiled by a test, so this is out of a user's reach.
            diagnostics.push(load_error(&error, &[], "themes/default"));
        }
        Self { tera, folder: folder.to_owned() }
    }

    /// Draws a view with the template `<name>.html`, which also sees the constants.
    ///
    /// # Errors
    /// What the template did wrong, and where.
    pub fn draw(&self, name: &str, view: &impl Serialize, constants: &impl Serialize) -> Result<String, DrawError> {
        let template = format!("{name}.html");
        let failed = |error: &tera::Error| {
            let (template, start, message) = place(error).unwrap_or_else(|| (template.clone(), 0, error.to_string()));
            DrawError { template, start, message }
        };
        let mut context = Context::from_serialize(constants).map_err(|error| failed(&error))?;
        context.extend(Context::from_serialize(view).map_err(|error| failed(&error))?);
        self.tera.render(&template, &context).map_err(|error| failed(&error))
    }

    /// Makes the diagnostic of a page that could not be drawn.
    #[must_use]
    pub fn diagnostic(&self, error: &DrawError, route: &str) -> Diagnostic {
        let folder = if error.template.starts_with(BUILTIN) { "themes/default" } else { &self.folder };
        let path = SourcePath::new(&format!("{folder}/templates/{}", error.template.trim_start_matches(BUILTIN)));
        Diagnostic::new(
            Code::TemplateFailed,
            Span::new(&path, error.start, error.start),
            format!("the page `{route}` cannot be drawn: {}", error.message),
        )
        .help("use only the values that this page's view has")
    }
}

fn engine(messages: &Messages) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html"]);
    // Cannot fail: no template has been added yet.
    let _ = tera.set_fallback_prefixes([BUILTIN]);
    let texts = messages.clone();
    tera.register_function("count", move |arguments: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let n: u64 = arguments.must_get("n")?;
        let noun: String = arguments.must_get("of")?;
        Ok(texts.count(n, &noun))
    });
    tera.global_context().insert_value("t", Value::from_serializable(messages.all()));
    tera
}

/// Returns template, offset and message of an error that knows its place.
fn place(error: &tera::Error) -> Option<(String, usize, String)> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            Some((report.filename().to_owned(), report.span().range.start, report.message().to_owned()))
        }
        ErrorKind::MissingParent { current, parent } => {
            Some((current.clone(), 0, format!("it extends `{parent}`, which does not exist")))
        }
        _ => None,
    }
}

fn load_error(error: &tera::Error, own: &[TemplateFile<'_>], folder: &str) -> Diagnostic {
    let (name, start, message) = place(error).unwrap_or_else(|| (String::new(), 0, error.to_string()));
    let path = own
        .iter()
        .find(|file| file.name == name)
        .map_or_else(|| SourcePath::new(&format!("{folder}/templates")), |file| file.path.clone());
    Diagnostic::new(
        Code::TemplateBroken,
        Span::new(&path, start, start),
        format!("the theme's templates cannot be used: {message}"),
    )
    .help("mend the template; until then the built-in theme draws the pages")
}
