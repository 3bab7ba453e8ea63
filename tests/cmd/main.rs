//! The built program, driven as its users drive it: exit codes, messages, what is on disk afterwards.

mod bad_input;
mod bounded;
mod check;
mod copies;
mod crash;
mod decide;
mod forget;
mod formats;
mod hostile_files;
mod import;
mod meta;
mod output;
mod paging;
mod pictures;
mod revise;
mod rights;
mod search;
mod session;
mod start;
mod suggest;
mod unchanged;
mod withheld;
