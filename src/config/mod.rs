//! site.yaml as written, then as meant. No stage sees the raw file.

pub mod site;

pub use site::{HtmlPolicy, LinkPolicy, SiteConfig, SitePart};
