//! Parses site.yaml into [`SiteConfig`], the checked settings. No other room reads the file.

pub mod site;

pub use site::{HtmlPolicy, LinkPolicy, SiteConfig, SitePart};
