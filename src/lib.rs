pub mod annotate;
pub mod base;
pub mod config;
pub mod model;
pub mod parse;
pub mod registry;
pub mod source;
