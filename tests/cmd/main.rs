//! The built program, driven as its users drive it: exit codes, messages, what is on disk afterwards.

mod bad_input;
mod check;
mod copies;
mod crash;
mod decide;
mod echoes;
mod file_names;
mod forget;
mod formats;
mod front_matter;
mod hostile_files;
mod import;
mod meta;
mod output;
mod paging;
mod pictures;
mod revise;
mod rights;
mod scripts;
mod search;
mod session;
mod start;
mod suggest;
mod terminal;
mod unchanged;
mod withheld;
