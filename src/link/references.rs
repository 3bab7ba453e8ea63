//! Reports links of texts that lead nowhere, pictures that are missing, pins that pin nothing.

use super::targets::{Resolved, Targets};
use crate::annotate::Annotated;
use crate::base::fields::Text;
use crate::base::{Code, Diagnostic, SourcePath};
use crate::parse::{Article, AuthorLink, Body};

/// Tells whether what is wrong in a text may depend on the rest of the dossier, or is to be said of a link at all: only
/// such a text must be checked again when something else changed.
#[must_use]
pub fn leans(file: &SourcePath, body: &Body) -> bool {
    let nowhere = Targets::default();
    let leads_out = |link: &AuthorLink| {
        link.alternative.is_none()
            && matches!(nowhere.resolve(file, &link.href), Resolved::Outside(_) | Resolved::Fragment(_))
    };
    !body.references.is_empty() || body.has_html || !body.links.iter().all(leads_out)
}

/// Checks the links of one text.
pub fn check(file: &SourcePath, body: &Body, targets: &Targets, diagnostics: &mut Vec<Diagnostic>) {
    for reference in &body.references {
        if reference.id.is_empty() {
            continue;
        }
        let Some(target) = targets.find(&reference.id) else {
            let message = format!("nothing has the id `{}`", reference.id);
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, reference.span.clone(), message)
                    .help("correct the id, or write the record")
                    .did_you_mean(&reference.id, targets.ids()),
            );
            continue;
        };
        if let Some(fragment) = reference.fragment.as_deref().filter(|fragment| !target.has_passage(fragment)) {
            let message = format!("`{}` has no passage `{fragment}`", reference.id);
            let help = format!("its passages are p1 to p{}", target.n_passages);
            diagnostics.push(Diagnostic::new(Code::UnknownPassage, reference.span.clone(), message).help(help));
        }
    }
    for link in &body.links {
        let picture = link.alternative.is_some();
        let resolved = targets.resolve(file, &link.href);
        let diagnostic = match (resolved, picture) {
            (Resolved::Refused, _) => Diagnostic::new(
                Code::RawHtmlDropped,
                link.span.clone(),
                format!("the address `{}` is not published", link.href),
            )
            .help("use an address that starts with `https://`, or a file of content/media/"),
            (Resolved::Dead, true) | (Resolved::Fragment(_), true) => Diagnostic::new(
                Code::MissingPicture,
                link.span.clone(),
                format!("the picture `{}` is not in the project", link.href),
            )
            .help("put it in content/media/ and name it `media/…`"),
            (Resolved::Outside(_), true) => Diagnostic::new(
                Code::MissingPicture,
                link.span.clone(),
                "a picture of another site is not shown: reading must ask no one else",
            )
            .help("put a copy in content/media/, if you may, and name it `media/…`"),
            (Resolved::Dead, false) => {
                Diagnostic::new(Code::DeadLink, link.span.clone(), format!("the link `{}` leads nowhere", link.href))
                    .help("name a file of content/, or use `[[id|words]]`")
            }
            (_, true) if link.alternative == Some(false) => {
                Diagnostic::new(Code::NoAlternative, link.span.clone(), "this picture has no alternative text")
                    .help("say what it shows: `![what it shows](…)`")
            }
            _ => continue,
        };
        diagnostics.push(diagnostic);
    }
}

/// Checks that an article's `picture:` is a file of the project.
pub fn check_picture(article: &Article, targets: &Targets, diagnostics: &mut Vec<Diagnostic>) {
    let Some(picture) = &article.picture else { return };
    if !matches!(targets.resolve(&article.file, &picture.file.value), Resolved::Inside(..)) {
        let message = format!("the picture `{}` is not in the project", picture.file.value);
        diagnostics.push(
            Diagnostic::new(Code::MissingPicture, picture.file.span.clone(), message)
                .help("put it in content/media/ and name it `media/…`"),
        );
    }
}

/// Checks an article's `as:` and `unlinked:`; `is_known` tells of an id whether something has it, published or not.
pub fn check_pins(
    article: &Article,
    annotated: &Annotated,
    is_known: &dyn Fn(&str) -> bool,
    targets: &Targets,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (_, id) in &article.pins {
        if !is_known(&id.value) {
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, id.span.clone(), format!("nothing has the id `{}`", id.value))
                    .help("correct the id, or write the record")
                    .did_you_mean(&id.value, targets.ids()),
            );
        }
    }
    let mut unused = |text: &Text| {
        let message = format!("the form `{}` does not stand in the text", text.value);
        diagnostics.push(Diagnostic::new(Code::UnusedPin, text.span.clone(), message).help("correct it, or remove it"));
    };
    annotated.unused_pins.iter().for_each(|index| unused(&article.pins[*index].0));
    annotated.unused_unlinked.iter().for_each(|index| unused(&article.unlinked[*index]));
}
