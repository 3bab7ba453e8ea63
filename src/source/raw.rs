//! Raw files, as received: read only to check their SHA-256, by `check`. No build reads them.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::base::SourcePath;
use crate::base::confined::ConfinedDir;
use crate::base::disk_names::on_disk;

/// The state of the raw file of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawState {
    /// A file with this SHA-256, in lower-case hexadecimal.
    Read(String),
    /// The file is missing, but its folder exists.
    Missing,
    /// The file and its folder are missing: the dossier was passed on without raw files.
    FolderMissing,
    /// A device, a pipe, a folder, a link out of the project, or an unreadable file.
    Unreadable,
}

/// Raw files by the name that articles use.
pub type RawFiles = BTreeMap<String, RawState>;

/// Reads the raw files that articles name, only below `root`: an article may come from a stranger, and must not make dossier
/// read other files of the reader's machine.
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
    // A pipe would never end, and a link may lead to any file of the reader: neither is opened.
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
