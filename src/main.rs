//! Entry point of the program: chooses the allocator and calls [`dossier::cli::main`]. Everything else is in the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

#[cfg(all(feature = "jemalloc", not(target_env = "msvc")))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    dossier::cli::main()
}
