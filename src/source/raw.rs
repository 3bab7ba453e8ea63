//! Raw files, as received: read for their SHA-256 alone, when the dossier is checked. No build looks at them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::base::{SourcePath, files};

/// What stands where an article says its raw file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawState {
    /// A file, with this SHA-256 in small hexadecimal digits.
    Read(String),
    /// Nothing, in a folder that is there.
    Missing,
    /// Nothing, nor its folder: the dossier was handed on without raw files.
    Away,
    /// A device, a pipe, a folder, a link out of the project, or what cannot be read.
    Strange,
}

/// Raw files by their name as an article writes it.
pub type RawFiles = BTreeMap<String, RawState>;

/// Reads the raw files that articles name, below `root` and nowhere else: an article may come from anywhere, and must not
/// make us read anything of the reader's machine.
#[must_use]
pub fn read_raw(root: &Path, names: &[&str]) -> RawFiles {
    names.par_iter().map(|name| ((*name).to_owned(), read_one(root, name))).collect()
}

fn read_one(root: &Path, name: &str) -> RawState {
    let path = files::on_disk(root, &SourcePath::new(name));
    let (Ok(real), Ok(real_root)) = (path.canonicalize(), root.canonicalize()) else {
        let has_folder = path.parent().is_some_and(Path::is_dir);
        return if has_folder { RawState::Missing } else { RawState::Away };
    };
    // A pipe would never end: only what is a file before it is opened is opened.
    if !real.starts_with(&real_root) || !real.is_file() {
        return RawState::Strange;
    }
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let Ok(mut file) = File::open(&real) else { return RawState::Strange };
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return RawState::Read(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            Ok(n) => hash.update(&buffer[..n]),
            Err(_) => return RawState::Strange,
        }
    }
}
