//! Paths of pages and files in the output.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::base::percent;

/// A path in the output folder, with `/` between its parts: `articles/sotchi.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// Makes a route of its path. Its parts come from ids, slugs and checked folder names only, so none is `..`.
    #[must_use]
    pub fn new(path: &str) -> Self {
        debug_assert!(!path.starts_with('/') && !path.split('/').any(|part| part.is_empty() || part == ".."));
        Self(Arc::from(path))
    }

    /// Returns the path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the relative path from the page's folder to the output's root: empty, `../`, `../../`.
    #[must_use]
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// Returns the form that two routes must not share: many file systems do not distinguish case, some not the Unicode
    /// form.
    #[must_use]
    pub fn folded(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        self.0.nfc().flat_map(char::to_lowercase).collect()
    }

    /// Returns the path for an attribute of a page.
    #[must_use]
    pub fn href(&self) -> String {
        percent::encode_href(&self.0)
    }

    /// Returns the path with everything but unreserved ASCII percent-encoded (RFC 3986, 2.3), for feeds and sitemaps.
    #[must_use]
    pub fn encoded(&self) -> String {
        percent::encode_path(&self.0)
    }

    /// Returns the media type of the file, by its extension.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match self.0.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase().as_str() {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "json" => "application/json",
            "jsonl" => "application/jsonl; charset=utf-8",
            "xml" => "application/xml; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "avif" => "image/avif",
            "pdf" => "application/pdf",
            "mp4" => "video/mp4",
            "webm" => "video/webm",
            "mp3" => "audio/mpeg",
            "ogg" => "audio/ogg",
            "woff2" => "font/woff2",
            _ => "application/octet-stream",
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.0)
    }
}
