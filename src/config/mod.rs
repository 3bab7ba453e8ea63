//! Parses site.yaml into [`SiteConfig`], the checked settings. No other room reads the file.

mod days;
mod output;
mod parts;
pub mod site;

pub use parts::{DataFile, SitePart};
pub use site::{HtmlPolicy, LinkPolicy, SiteConfig};
