//! The built program, driven as its users drive it: exit codes, messages, what is on disk afterwards.

mod bad_input;
mod copies;
mod decide;
mod formats;
mod import;
mod output;
mod pictures;
mod revise;
mod rights;
mod session;
mod suggest;
