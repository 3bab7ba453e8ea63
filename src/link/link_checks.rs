//! The rules for the links of one text: links that lead nowhere, missing pictures, pins without effect.
//!
//! [`super::text_checks`] applies them to the texts of a dossier.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::resolver::{LinkResolver, ResolvedLink, TargetPage};
use crate::annotate::Annotations;
use crate::base::diagnostic::did_you_mean;
use crate::base::nearest::Vocabulary;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, Message, SourcePath, Span};
use crate::model::id_messages;
use crate::parse::{Article, AuthorLink, Body};
use crate::say;

/// Returns whether diagnostics of a text may depend on the rest of the dossier, or may be about its links: only such a text
/// must be checked again when something else changed.
#[must_use]
pub(crate) fn needs_cross_check(file: &SourcePath, body: &Body) -> bool {
    let nowhere = LinkResolver::default();
    let leads_out = |link: &AuthorLink| {
        link.has_alt_text.is_none()
            && matches!(nowhere.resolve(file, &link.href), ResolvedLink::External(_) | ResolvedLink::Fragment(_))
    };
    !body.wiki_links.is_empty() || body.has_html || !body.links.iter().all(leads_out)
}

/// Suggestions for wrong links: the ids and files of a dossier, shared by all its texts.
pub(crate) struct LinkCorrections<'a> {
    ids: Vocabulary<'a>,
    /// Relative to content/.
    files: Vocabulary<'a>,
    file_names: Vocabulary<'a>,
    #[expect(clippy::type_complexity, reason = "a lazy value names what makes it")]
    by_name: LazyCell<HashMap<&'a str, &'a str>, Box<dyn FnOnce() -> HashMap<&'a str, &'a str> + 'a>>,
}

impl<'a> LinkCorrections<'a> {
    /// Keeps the link targets; nothing is computed until a link is wrong.
    #[must_use]
    pub(crate) fn new(targets: &'a LinkResolver) -> Self {
        let files = || targets.files().filter_map(|file| file.as_str().strip_prefix("content/"));
        let by_name = move || {
            let mut by_name = HashMap::new();
            for file in files() {
                by_name.entry(file_name(file)).or_insert(file);
            }
            by_name
        };
        Self {
            ids: Vocabulary::new(targets.ids()),
            files: Vocabulary::new(files()),
            file_names: Vocabulary::new(files().map(file_name)),
            by_name: LazyCell::new(Box::new(by_name)),
        }
    }

    /// Returns the ids in use.
    #[must_use]
    pub(crate) fn ids(&self) -> &Vocabulary<'a> {
        &self.ids
    }

    /// Returns a file with nearly the given address, relative to content/.
    fn near_file(&self, href: &str) -> Option<&'a str> {
        let path = href.split(['#', '?']).next().unwrap_or_default().trim_start_matches(['.', '/']);
        let by_name = || self.by_name.get(self.file_names.nearest(file_name(path))?).copied();
        self.files.nearest(path).or_else(by_name)
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Checks the links of one text.
pub(crate) fn check_links(
    file: &SourcePath,
    body: &Body,
    targets: &LinkResolver,
    hints: &LinkCorrections<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for reference in &body.wiki_links {
        if reference.id.is_empty() {
            continue;
        }
        let Some(target) = targets.find(&reference.id) else {
            let message = id_messages::nothing_has(&reference.id);
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, reference.span.clone(), message)
                    .help(id_messages::correct_or_write())
                    .did_you_mean_of(&reference.id, &hints.ids),
            );
            continue;
        };
        if let Some(fragment) = &reference.fragment {
            diagnostics.extend(unknown_paragraph(&reference.id, fragment, &target, &reference.span));
        }
    }
    for link in &body.links {
        let picture = link.has_alt_text.is_some();
        let resolved = targets.resolve(file, &link.href);
        let diagnostic = match (resolved, picture) {
            (ResolvedLink::Refused, _) => Diagnostic::new(
                Code::RawHtmlDropped,
                link.span.clone(),
                say!(
                    en: "the address `{href}` is not published",
                    fr: "l’adresse `{href}` n’est pas publiée",
                    href = link.href,
                ),
            )
            .help(say!(
                en: "use an address that starts with `https://`, or a file of content/media/",
                fr: "employez une adresse qui commence par `https://`, ou un fichier de content/media/",
            )),
            (ResolvedLink::Dead, true) | (ResolvedLink::Fragment(_), true) => {
                missing_picture(&link.href, &link.span, hints)
            }
            (ResolvedLink::External(_), true) => Diagnostic::new(
                Code::MissingPicture,
                link.span.clone(),
                say!(
                    en: "a picture of another site is not shown: reading must ask no one else",
                    fr: "une image d’un autre site n’est pas montrée : lire ne doit rien demander à personne d’autre",
                ),
            )
            .help(say!(
                en: "put a copy in content/media/, if you may, and name it `media/…`",
                fr: "mettez-en une copie dans content/media/, si vous en avez le droit, et nommez-la `media/…`",
            )),
            (ResolvedLink::Dead, false) => {
                let message = say!(en: "the link `{href}` leads nowhere", fr: "le lien `{href}` ne mène nulle part", href = link.href);
                let help = match hints.near_file(&link.href) {
                    Some(near) => did_you_mean(near),
                    None => say!(
                        en: "name a file of content/, or use `[[id|words]]`",
                        fr: "indiquez un fichier de content/, ou écrivez `[[identifiant|mots]]`",
                    ),
                };
                Diagnostic::new(Code::DeadLink, link.span.clone(), message).help(help)
            }
            (_, true) if link.has_alt_text == Some(false) => {
                Diagnostic::new(Code::NoAlternative, link.span.clone(), no_alternative_text()).help(say!(
                    en: "say what it shows: `![what it shows](…)`",
                    fr: "dites ce qu’elle montre : `![ce qu’elle montre](…)`",
                ))
            }
            _ => continue,
        };
        diagnostics.push(diagnostic);
    }
}

/// Reports a passage that an article does not have. If only an excerpt is published, it is unknown.
#[must_use]
pub(crate) fn unknown_paragraph(id: &str, fragment: &str, target: &TargetPage<'_>, span: &Span) -> Option<Diagnostic> {
    let n_passages = target.n_paragraphs.filter(|_| !target.is_excerpt && !target.has_paragraph(fragment))?;
    let message = say!(en: "`{id}` has no passage `{fragment}`", fr: "`{id}` n’a pas de passage `{fragment}`");
    let help = say!(
        en: "its passages are p1 to p{n_passages}: count again, or open the article's page",
        fr: "ses passages vont de p1 à p{n_passages} : comptez de nouveau, ou ouvrez la page de l’article",
    );
    Some(Diagnostic::new(Code::UnknownPassage, span.clone(), message).help(help))
}

/// Says that a picture has no alternative text.
#[must_use]
pub(crate) fn no_alternative_text() -> Message {
    say!(en: "this picture has no alternative text", fr: "cette image n’a pas de texte de remplacement")
}

/// Says that a picture is not in the project.
#[must_use]
pub(crate) fn picture_not_there(href: &str) -> Message {
    say!(en: "the picture `{href}` is not in the project", fr: "l’image `{href}` n’est pas dans le dossier")
}

fn missing_picture(href: &str, span: &Span, hints: &LinkCorrections<'_>) -> Diagnostic {
    let help = match hints.near_file(href) {
        Some(near) => say!(
            en: "did you mean `{near}`? Capitals and accents count",
            fr: "vouliez-vous écrire `{near}` ? Les majuscules et les accents comptent",
        ),
        None => say!(
            en: "put it in content/media/ and name it `media/…`",
            fr: "mettez-la dans content/media/ et nommez-la `media/…`",
        ),
    };
    let message = picture_not_there(href);
    Diagnostic::new(Code::MissingPicture, span.clone(), message).help(help)
}

/// Checks that an article's `picture:` is a file of the project and has an alt text.
pub(crate) fn check_picture(
    article: &Article,
    targets: &LinkResolver,
    hints: &LinkCorrections<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(picture) = &article.picture else { return };
    if check_picture_file(&article.file, &picture.file, targets, hints, diagnostics) && picture.alt.is_empty() {
        diagnostics.push(Diagnostic::new(Code::NoAlternative, picture.file.span.clone(), no_alternative_text()).help(
            say!(
                en: "say what it shows: `picture: {{file: media/…, alt: what it shows}}`",
                fr: "dites ce qu’elle montre : `picture: {{file: media/…, alt: ce qu’elle montre}}`",
            ),
        ));
    }
}

/// Checks that the picture which a file names is a file of the project, and returns whether it is.
pub(crate) fn check_picture_file(
    file: &SourcePath,
    picture: &SpannedText,
    targets: &LinkResolver,
    hints: &LinkCorrections<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let is_there = matches!(targets.resolve(file, &picture.value), ResolvedLink::Internal(..));
    if !is_there {
        diagnostics.push(missing_picture(&picture.value, &picture.span, hints));
    }
    is_there
}

/// Checks an article's `as:` and `unlinked:`; `is_known` returns whether an id exists, published or not.
pub(crate) fn check_pins(
    article: &Article,
    annotated: &Annotations,
    is_known: &dyn Fn(&str) -> bool,
    hints: &LinkCorrections<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (_, id) in &article.local_aliases {
        if !is_known(&id.value) {
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, id.span.clone(), id_messages::nothing_has(&id.value))
                    .help(id_messages::correct_or_write())
                    .did_you_mean_of(&id.value, &hints.ids),
            );
        }
    }
    let mut unused = |text: &SpannedText| {
        let message = say!(
            en: "the form `{form}` does not stand in the text",
            fr: "la graphie `{form}` ne figure pas dans le texte",
            form = text.value,
        );
        let help = say!(en: "correct it, or remove it", fr: "corrigez-la, ou retirez-la");
        diagnostics.push(Diagnostic::new(Code::UnusedPin, text.span.clone(), message).help(help));
    };
    annotated.unused_local_aliases.iter().for_each(|index| unused(&article.local_aliases[*index].0));
    annotated.unused_unlinked.iter().for_each(|index| unused(&article.unlinked[*index]));
}
