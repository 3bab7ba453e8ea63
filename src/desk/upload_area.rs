//! Files that a page of the desk sends, until the importers have read them: a folder of its own outside of the project, in
//! the system's folder for temporary files. Its end is the end of the files.
//!
//! A request names no path. The name that it gives a file is only a wish: every step of it is cleaned, and the result lies
//! below the folder whatever was sent.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::confined::ConfinedDir;
use crate::base::files::FolderLock;
use crate::base::path::composed;

/// Most files of one upload.
pub(super) const MAX_FILES: usize = 20_000;
/// The longest file, in bytes.
pub(super) const MAX_FILE_BYTES: u64 = 256 << 20;
/// Most bytes of one upload.
pub(super) const MAX_AREA_BYTES: u64 = 512 << 20;
/// The deepest folder; what lies deeper keeps its last folders.
const MAX_STEPS: usize = 12;
/// The longest step of a name, in characters.
const MAX_STEP_CHARS: usize = 100;

/// How the names of the folders begin.
const PREFIX: &str = "dossier-desk-";

/// One file that is being sent.
struct UploadedFile {
    path: PathBuf,
    len: u64,
    /// What its length was said to be.
    wanted: u64,
    file: Option<File>,
}

/// The files of one upload.
pub(super) struct UploadArea {
    folder: PathBuf,
    files: Vec<UploadedFile>,
    n_bytes: u64,
    /// The names that are taken, without case, with the folders above them.
    taken: BTreeSet<String>,
    /// Shows other runs that this one is alive; gone with the process.
    _lock: Option<FolderLock>,
}

/// Why a part of a file was not taken.
#[derive(Debug)]
pub(super) enum UploadRefusal {
    /// There are too many files.
    TooMany,
    /// It is too long.
    TooLong,
    /// All files together are too long.
    Full,
    /// It is not the next part of a file.
    Order,
    /// The disk refused.
    Disk(io::Error),
}

impl UploadArea {
    /// Makes an empty folder whose name ends in a word that nobody else can guess.
    pub(super) fn make(word: &str) -> io::Result<Self> {
        sweep();
        let folder = std::env::temp_dir().join(format!("{PREFIX}{word}"));
        make_private(&folder)?;
        let lock = ConfinedDir::open(&folder)?.lock();
        Ok(Self { folder, files: Vec::new(), n_bytes: 0, taken: BTreeSet::new(), _lock: lock })
    }

    /// Returns the folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Begins a file of a length, and returns its number.
    pub(super) fn begin(&mut self, name: &str, len: u64) -> Result<usize, UploadRefusal> {
        if self.files.len() >= MAX_FILES {
            return Err(UploadRefusal::TooMany);
        }
        if len > MAX_FILE_BYTES {
            return Err(UploadRefusal::TooLong);
        }
        if self.n_bytes + len > MAX_AREA_BYTES {
            return Err(UploadRefusal::Full);
        }
        let name = self.free_name(&clean_steps(name));
        let path = self.folder.join(name);
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        let file = folder.and_then(|()| OpenOptions::new().write(true).create_new(true).open(&path));
        let file = file.map_err(UploadRefusal::Disk)?;
        // The length is counted when the file begins: many files at once cannot be longer than was said.
        self.n_bytes += len;
        self.files.push(UploadedFile { path, len: 0, wanted: len, file: Some(file) });
        Ok(self.files.len() - 1)
    }

    /// Adds the next bytes of a file.
    pub(super) fn add(&mut self, number: usize, at: u64, bytes: &[u8]) -> Result<(), UploadRefusal> {
        let one = self.files.get_mut(number).filter(|one| one.len == at).ok_or(UploadRefusal::Order)?;
        let len = one.len + bytes.len() as u64;
        if len > one.wanted {
            return Err(UploadRefusal::TooLong);
        }
        let file = one.file.as_mut().ok_or(UploadRefusal::Order)?;
        file.write_all(bytes).map_err(UploadRefusal::Disk)?;
        one.len = len;
        if len == one.wanted {
            one.file = None;
        }
        Ok(())
    }

    /// Removes the files that were not sent in full, and returns how many.
    pub(super) fn drop_unfinished(&mut self) -> usize {
        let unfinished: Vec<PathBuf> =
            self.files.extract_if(.., |one| one.len < one.wanted).map(|one| one.path).collect();
        unfinished.iter().for_each(|path| drop(fs::remove_file(path)));
        self.files.iter_mut().for_each(|one| one.file = None);
        unfinished.len()
    }

    /// Reads the first file, with its name, if it was sent in full and has at most so many bytes.
    pub(super) fn first(&mut self, max_bytes: u64) -> io::Result<Option<(String, Vec<u8>)>> {
        self.drop_unfinished();
        let Some(one) = self.files.first().filter(|one| one.len <= max_bytes) else { return Ok(None) };
        let name = one.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Some((name, fs::read(&one.path)?)))
    }

    /// Returns what lies at the top, in the order in which it was sent; one entry, the folder itself, if there are folders.
    pub(super) fn inputs(&self) -> Vec<PathBuf> {
        let is_flat = self.files.iter().all(|one| one.path.parent() == Some(&self.folder));
        if is_flat { self.files.iter().map(|one| one.path.clone()).collect() } else { vec![self.folder.clone()] }
    }

    /// Returns a name that no other file has, and that is no folder.
    fn free_name(&mut self, steps: &[String]) -> String {
        let (last, above) = steps.split_last().map_or(("", &[][..]), |(last, above)| (last.as_str(), above));
        let (stem, ending) = match last.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (last, String::new()),
        };
        let mut folder = String::new();
        for step in above {
            let whole = format!("{folder}{step}");
            // A folder may not have the name of a file.
            let is_file = self.taken.contains(&format!("{}\0", whole.to_lowercase()));
            folder = if is_file { format!("{whole}-/") } else { format!("{whole}/") };
            self.taken.insert(folder.trim_end_matches('/').to_lowercase());
        }
        let mut n = 1;
        loop {
            let name = if n == 1 { format!("{folder}{last}") } else { format!("{folder}{stem}-{n}{ending}") };
            n += 1;
            let folded = name.to_lowercase();
            if !self.taken.contains(&folded) && self.taken.insert(format!("{folded}\0")) {
                return name;
            }
        }
    }
}

impl Drop for UploadArea {
    fn drop(&mut self) {
        // What cannot be removed stays in the system's folder for temporary files.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Removes the folders of runs that were killed. Those of other people cannot be opened.
fn sweep() {
    let entries = fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
    let is_ours = |entry: &fs::DirEntry| {
        entry.file_name().to_string_lossy().starts_with(PREFIX) && entry.file_type().is_ok_and(|kind| kind.is_dir())
    };
    for folder in entries.filter(is_ours).map(|entry| entry.path()) {
        let Some(_lock) = ConfinedDir::open(&folder).ok().and_then(|folder| folder.lock()) else { continue };
        let _ = fs::remove_dir_all(&folder);
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().create(folder)
}

/// Returns the steps of a name that any system accepts, none of which leads upwards; at least one.
fn clean_steps(name: &str) -> Vec<String> {
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let clean = |step: &str| -> String {
        let step = composed(step);
        let safe = step.chars().filter(|letter| !letter.is_control() && !"<>:\"|?*\\/".contains(*letter));
        let step: String = safe.take(MAX_STEP_CHARS).collect();
        let step = step.trim_matches(['.', ' ']).to_owned();
        let stem = step.split('.').next().unwrap_or_default().to_lowercase();
        let is_port = ["com", "lpt"].iter().any(|port| stem.strip_prefix(port).is_some_and(|n| n.len() == 1));
        if RESERVED.contains(&stem.as_str()) || is_port { format!("_{step}") } else { step }
    };
    // The ending tells the format; a long name keeps it.
    let steps: Vec<&str> = name.split(['/', '\\']).collect();
    let mut clean: Vec<String> = steps
        .iter()
        .enumerate()
        .map(|(at, step)| match step.rsplit_once('.').filter(|_| at + 1 == steps.len()) {
            Some((stem, ending)) if !clean(stem).is_empty() && ending.len() < 10 => {
                format!("{}.{}", clean(stem), clean(ending)).trim_end_matches('.').to_owned()
            }
            _ => clean(step),
        })
        .filter(|step| !step.is_empty())
        .collect();
    clean.drain(..clean.len().saturating_sub(MAX_STEPS));
    if clean.is_empty() { vec!["document".to_owned()] } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let shown = |name: &str| clean_steps(name).join("/");
        for (name, clean) in [
            ("a.txt", "a.txt"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("..\\..\\x.txt", "x.txt"),
            ("C:\\x\\y.html", "C/x/y.html"),
            ("a/./b/../c.md", "a/b/c.md"),
            ("\0\u{7}..", "document"),
            (".htaccess", "htaccess"),
            ("nul.txt", "_nul.txt"),
            ("COM1", "_COM1"),
            ("e\u{301}te\u{301}.txt", "été.txt"),
            ("a<b>|c?.txt", "abc.txt"),
            ("", "document"),
        ] {
            assert_eq!(shown(name), clean, "{name:?}");
        }
        assert!(clean_steps(&"a/".repeat(10_000)).len() <= MAX_STEPS);
        let long = shown(&format!("{}.html", "x".repeat(5000)));
        assert!(long.ends_with(".html") && long.len() <= MAX_STEP_CHARS + 5, "{long}");
    }

    #[test]
    fn files_stay_apart_and_lengths_are_kept() {
        let name = format!("dossier-test-{}-{:?}", std::process::id(), std::time::Instant::now());
        let mut area =
            UploadArea::make(&name.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-")).expect("a folder");
        let folder = area.folder().to_owned();
        let send = |area: &mut UploadArea, name: &str, bytes: &[u8]| {
            let number = area.begin(name, bytes.len() as u64).expect("a file");
            area.add(number, 0, bytes).expect("bytes");
        };
        for (name, bytes) in [("a.txt", "1"), ("A.TXT", "2"), ("a.txt/b.txt", "3"), ("c/d", "4"), ("c", "5")] {
            send(&mut area, name, bytes.as_bytes());
        }
        let mut texts: Vec<String> =
            area.files.iter().map(|one| fs::read_to_string(&one.path).expect("a file")).collect();
        texts.sort();
        assert_eq!(texts, ["1", "2", "3", "4", "5"]);
        let number = area.begin("e", 3).expect("a file");
        assert!(matches!(area.add(number, 1, b"x"), Err(UploadRefusal::Order)));
        assert!(matches!(area.add(number, 0, b"four"), Err(UploadRefusal::TooLong)));
        assert!(matches!(area.add(99, 0, b""), Err(UploadRefusal::Order)));
        assert!(matches!(area.begin("f", MAX_FILE_BYTES + 1), Err(UploadRefusal::TooLong)));
        assert_eq!(area.drop_unfinished(), 1);
        drop(area);
        assert!(!folder.exists());
    }
}
