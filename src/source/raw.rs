//! Raw files, as received: read for their SHA-256 alone, when the dossier is checked. No build looks at them.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::base::SourcePath;
use crate::base::confined::ConfinedDir;
use crate::base::disk_names::on_disk;

/// What stands where an article says its raw file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawState {
    /// A file, with this SHA-256 in small hexadecimal digits.
    Read(String),
    /// Nothing, in a folder that is there.
    Missing,
    /// Nothing, nor its folder: the dossier was handed on without raw files.
    FolderMissing,
    /// A device, a pipe, a folder, a link out of the project, or what cannot be read.
    Unreadable,
}

/// Raw files by their name as an article writes it.
pub type RawFiles = BTreeMap<String, RawState>;

/// Reads the raw files that articles name, below `root` and nowhere else: an article may come from anywhere, and must not
/// make us read anything of the reader's machine.
#[must_use]
pub fn read_raw(root: &Path, names: &[&str]) -> RawFiles {
    let Ok(root) = ConfinedDir::open(root) else {
        return names.iter().map(|name| ((*name).to_owned(), RawState::FolderMissing)).collect();
    };
    names.par_iter().map(|name| ((*name).to_owned(), read_one(&root, name))).collect()
}

fn read_one(root: &ConfinedDir, name: &str) -> RawState {
    let name = SourcePath::new(name);
    let name = on_disk(root, &name);
    // A pipe would never end, and a link may lead to anything of the reader's: neither is opened.
    let opened = root.resolve(&name).and_then(|name| root.open_file(&name));
    let mut file = match opened {
        Ok(Some((file, _))) => file,
        Ok(None) => {
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            return if root.folder(folder).is_ok() { RawState::Missing } else { RawState::FolderMissing };
        }
        Err(_) => return RawState::Unreadable,
    };
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return RawState::Read(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            Ok(n) => hash.update(&buffer[..n]),
            Err(_) => return RawState::Unreadable,
        }
    }
}
