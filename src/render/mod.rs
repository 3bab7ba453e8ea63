//! One planned page -> its bytes. Pure: the same site and page give the same bytes on any machine.

pub mod page;
pub mod typeset;
pub mod typography;

pub use page::{Artifact, render, view};
