//! Mails (.eml) and web archives (.mhtml, .mht), which are mails that contain a page. The only file that uses the MIME
//! parser.
//!
//! Finds the text, metadata and lead picture of a message. HTML parts are read by `web::page`; plain text is returned
//! as lines.

use crate::base::web_address::is_web_address;
use crate::say;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::extracted_document::{
    DocumentContent, DropReason, ExtractedDocument, ExtractedFile, ExtractedPicture, ExtractionError, MetadataDate,
};
use super::press::{self, PressFile, address_lists};
use super::runs::safe_address;
use super::web::page;

/// The most MIME parts that are examined.
const MAX_PARTS: usize = 5_000;

/// Reads a mail: its text, subject and date; or the articles that a press database sent in it.
///
/// # Errors
/// If it is not a mail, has no text, only lists addresses, or its HTML exceeds a limit.
pub(super) fn read_mail(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    let message = parse(bytes)?;
    match export_in(&message)? {
        Some(export) => Ok(export),
        None => Ok(read_text_mail(&message)?.into()),
    }
}

/// Returns the articles in a mail of a press database: in its page, its text or an attached page.
fn export_in(message: &Message<'_>) -> Result<Option<ExtractedFile>, ExtractionError> {
    let sender =
        message.from().and_then(|from| from.first()).and_then(|from| from.address.as_deref()).unwrap_or_default();
    for part in message.parts.iter().take(MAX_PARTS) {
        let file = match &part.body {
            PartType::Html(html) => {
                if let Some(refusal) = address_lists::refusal_of_alert(html, sender) {
                    return Err(refusal);
                }
                press::read_export_page(html)
            }
            PartType::Text(text) => match press::read_text(text) {
                PressFile::Export(file) => Some(file),
                PressFile::Several(_) | PressFile::Single => None,
            },
            _ => None,
        };
        if file.is_some() {
            return Ok(file);
        }
    }
    Ok(None)
}

/// Reads a mail that is one document.
fn read_text_mail(message: &Message<'_>) -> Result<ExtractedDocument, ExtractionError> {
    let mut extracted = body(message, 0)?;
    extracted.about.title = message.subject().map(without_reply_marks).filter(|subject| !subject.is_empty());
    extracted.about.date = message.date().filter(|date| date.is_valid()).map(|date| MetadataDate {
        iso: format!("{:04}-{:02}-{:02}", date.year, date.month, date.day),
        place: say!(en: "when the mail was sent", fr: "l’envoi du courriel"),
        is_publication: false,
    });
    if let Some(ExtractedPicture::Beside(name)) = extracted.picture.take() {
        extracted.picture = inside(message, &name);
    }
    note_attachments(message, &mut extracted);
    Ok(extracted)
}

/// Reads a web archive: its page and the lead picture.
///
/// # Errors
/// If it contains no page, or the page exceeds a limit.
pub(super) fn read_archive(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    let message = parse(bytes)?;
    let html = message.parts.iter().take(MAX_PARTS).find_map(|part| match &part.body {
        PartType::Html(html) => Some((part, html)),
        _ => None,
    });
    let Some((part, html)) = html else {
        return Err(ExtractionError::because(
            say!(en: "there is no page in this web archive", fr: "cette archive ne contient aucune page"),
        ));
    };
    // The page refers to pictures by web address; those in the archive are stored under the same address.
    let (html, inside_names) = with_local_names(&message, html);
    let mut extracted = page::extract(&html)?;
    extracted.picture = match extracted.picture.take() {
        Some(ExtractedPicture::Beside(name)) => {
            let name =
                inside_names.iter().find(|(local, _)| *local == name).map_or(name, |(_, address)| address.clone());
            inside(&message, &name)
        }
        other => other,
    };
    let address = message.header("Snapshot-Content-Location").and_then(|value| value.as_text());
    let address = address.or_else(|| part.content_location());
    extracted.about.url = extracted.about.url.take().or_else(|| address.and_then(web_address));
    if extracted.about.title.is_none() {
        extracted.about.title = message.subject().map(str::to_owned);
    }
    Ok(extracted)
}

fn parse(bytes: &[u8]) -> Result<Message<'_>, ExtractionError> {
    MessageParser::default()
        .parse(bytes)
        .filter(|message| !message.parts.is_empty() && !message.headers().is_empty())
        .ok_or_else(|| {
            ExtractionError::because(
                say!(en: "it is not a mail: it has no headers", fr: "ce n’est pas un courriel : il n’a pas d’en-têtes"),
            )
        })
}

fn web_address(address: &str) -> Option<String> {
    safe_address(address).filter(|address| is_web_address(address))
}

/// Returns the text of a mail. Its HTML is preferred, because it marks paragraphs, unless the plain text is much
/// longer.
fn body(message: &Message<'_>, depth: usize) -> Result<ExtractedDocument, ExtractionError> {
    let plain: Vec<&str> = message
        .parts
        .iter()
        .take(MAX_PARTS)
        .filter_map(|part| match &part.body {
            PartType::Text(text) if is_shown(part) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    let plain = plain.join("\n\n");
    let html = message.parts.iter().take(MAX_PARTS).find_map(|part| match &part.body {
        PartType::Html(html) if is_shown(part) => Some(html),
        _ => None,
    });
    if let Some(html) = html {
        let extracted = page::extract_whole(html)?;
        let DocumentContent::Parts(parts) = &extracted.content else { return Ok(extracted) };
        let len: usize = parts.iter().map(|part| part.text.len()).sum();
        if len * 2 >= plain.trim().len() && len > 0 {
            return Ok(extracted);
        }
    }
    if !plain.trim().is_empty() {
        let mut extracted = ExtractedDocument::default();
        let text = without_signature(&plain.replace("\r\n", "\n"), &mut extracted);
        extracted.content = DocumentContent::Lines(text);
        return Ok(extracted);
    }
    // A mail may consist of a forwarded mail only.
    let inner = message.parts.iter().take(MAX_PARTS).find_map(|part| match &part.body {
        PartType::Message(inner) => Some(inner),
        _ => None,
    });
    match inner.filter(|_| depth < 3) {
        Some(inner) => body(inner, depth + 1),
        None => {
            Err(ExtractionError::because(say!(en: "there is no text in this mail", fr: "ce courriel n’a pas de texte")))
        }
    }
}

fn is_shown(part: &mail_parser::MessagePart<'_>) -> bool {
    !part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment)
}

/// Removes the signature, which follows a line `-- ` (RFC 3676, 4.3).
fn without_signature(text: &str, extracted: &mut ExtractedDocument) -> String {
    match text.rfind("\n-- \n") {
        Some(at) if text[at..].lines().count() <= 12 => {
            for line in text[at + 5..].lines().filter(|line| !line.trim().is_empty()) {
                extracted.record_dropped(DropReason::Margin, crate::base::Message::same(line.trim()));
            }
            text[..=at].to_owned()
        }
        _ => text.to_owned(),
    }
}

fn without_reply_marks(subject: &str) -> String {
    let mut subject = subject.trim();
    while let Some((mark, rest)) = subject.split_once(':') {
        if !matches!(mark.trim().to_lowercase().as_str(), "re" | "fw" | "fwd" | "tr" | "rép" | "rif" | "aw") {
            break;
        }
        subject = rest.trim();
    }
    subject.to_owned()
}

/// Gives every picture of the archive a name without a scheme, so that the page's reader treats it as a local file.
fn with_local_names(message: &Message<'_>, html: &str) -> (String, Vec<(String, String)>) {
    let mut html = html.to_owned();
    let mut names = Vec::new();
    let pictures = message.parts.iter().take(MAX_PARTS).filter(|part| binary(part).is_some());
    for (index, address) in pictures.filter_map(|part| part.content_location()).enumerate().take(64) {
        let local = format!("archive-picture-{index}");
        for quoted in [address.to_owned(), address.replace('&', "&amp;")] {
            html = html.replace(&format!("src=\"{quoted}\""), &format!("src=\"{local}\""));
        }
        names.push((local, address.to_owned()));
    }
    (html, names)
}

/// Returns the picture that has this address, `cid:` or file name.
fn inside(message: &Message<'_>, name: &str) -> Option<ExtractedPicture> {
    let id = name.strip_prefix("cid:").unwrap_or(name);
    let part = message.parts.iter().take(MAX_PARTS).find(|part| {
        part.content_location() == Some(name) || part.content_id().is_some_and(|own| own.trim_matches(['<', '>']) == id)
    })?;
    Some(ExtractedPicture::Inside(binary(part)?.to_vec()))
}

fn binary<'p>(part: &'p mail_parser::MessagePart<'_>) -> Option<&'p [u8]> {
    match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Some(bytes.as_ref()),
        _ => None,
    }
}

fn note_attachments(message: &Message<'_>, extracted: &mut ExtractedDocument) {
    for part in message.attachments().take(MAX_PARTS) {
        let what = match part.attachment_name() {
            Some(name) => say!(en: "attachment {name}", fr: "pièce jointe {name}"),
            None => say!(en: "attachment without a name", fr: "pièce jointe sans nom"),
        };
        extracted.record_dropped(DropReason::Margin, what);
    }
}
