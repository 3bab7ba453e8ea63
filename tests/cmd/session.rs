//! A temporary project folder, and runs of the program in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A project folder that is deleted when dropped.
pub(crate) struct Session {
    folder: tempfile::TempDir,
}

/// The result of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let run =
            Self { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) };
        assert!(!run.err.contains("panicked"), "a panic: {}", run.err);
        run
    }
}

impl Session {
    /// Makes a folder with a two-line site.yaml.
    pub(crate) fn new() -> Self {
        let session = Self { folder: tempfile::tempdir().expect("a folder") };
        session.write("site.yaml", b"title: Essai\nlanguage: fr\n");
        session
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8(fs::read(self.path(name)).unwrap_or_else(|_| panic!("no {name}"))).expect("text")
    }

    /// Runs `dossier` with words separated by spaces, in the project folder.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs `dossier` with environment variables.
    pub(crate) fn run_with(&self, arguments: &str, variables: &[(&str, &str)]) -> Run {
        Run::of(&self.command(arguments).envs(variables.iter().copied()).output().expect("the program"))
    }

    /// Runs `dossier` with something on its standard input, which it need not read.
    pub(crate) fn run_on(&self, arguments: &str, input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program");
        let mut stdin = child.stdin.take().expect("an input");
        std::thread::scope(|scope| {
            // It may write before it has read everything.
            scope.spawn(move || drop(stdin.write_all(input)));
            Run::of(&child.wait_with_output().expect("an end"))
        })
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
        command
            .args(arguments.split(' ').filter(|word| !word.is_empty()))
            .current_dir(self.folder.path())
            .envs([("NO_COLOR", "1"), ("DOSSIER_LANG", "en")]);
        command
    }

    /// Returns every file below a folder with its content, by name.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        fn walk(base: &Path, at: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
            for entry in fs::read_dir(at).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    walk(base, &path, files);
                } else {
                    let name = path.strip_prefix(base).expect("below").display().to_string();
                    files.insert(name, fs::read(&path).expect("a file"));
                }
            }
        }
        let base = self.path(folder);
        let mut files = BTreeMap::new();
        walk(&base, &base, &mut files);
        files
    }

    /// Returns each diagnostic of `check` as `file:line:column CODE`.
    pub(crate) fn diagnostics(&self) -> Vec<String> {
        let run = self.run("check --format json");
        run.out
            .lines()
            .map(|line| {
                let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
                format!(
                    "{}:{}:{} {}",
                    value["file"].as_str().expect("a file"),
                    value["line"],
                    value["column"],
                    value["code"].as_str().expect("a code")
                )
            })
            .collect()
    }
}
