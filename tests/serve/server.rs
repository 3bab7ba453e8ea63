//! A running server on its own folder, and a client that sends arbitrary bytes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::project::Files;

/// A project folder and the server that shows it; both end when dropped.
pub(crate) struct Server {
    pub folder: tempfile::TempDir,
    pub port: u16,
    /// The base path of the site.
    pub prefix: String,
    process: Child,
    said: Receiver<String>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Server {
    /// Writes the files and serves them, with further command line arguments.
    pub(crate) fn start(files: &Files, more: &[&str]) -> Self {
        Self::start_in(Self::folder(files), more)
    }

    /// Writes the files.
    pub(crate) fn folder(files: &Files) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            save(&folder.path().join(name), text.as_bytes());
        }
        folder
    }

    /// Serves a folder.
    pub(crate) fn start_in(folder: tempfile::TempDir, more: &[&str]) -> Self {
        Self::run_in(folder, &["serve", "--watch"], more)
    }

    /// Writes the files and opens the desk over them.
    pub(crate) fn edit(files: &Files) -> Self {
        Self::run_in(Self::folder(files), &["edit"], &[])
    }

    /// Opens the desk over a folder.
    pub(crate) fn edit_in(folder: tempfile::TempDir) -> Self {
        Self::run_in(folder, &["edit"], &[])
    }

    /// Opens the desk where no file may grow beyond 50 KB, as on a disk that is nearly full.
    pub(crate) fn edit_with_full_disk(files: &Files) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_dossier")]);
        Self::run(shell, Self::folder(files), &["edit"], &[])
    }

    /// Ends the process at once.
    pub(crate) fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    /// Takes the folder of a server that has ended.
    pub(crate) fn take_folder(&mut self) -> tempfile::TempDir {
        std::mem::replace(&mut self.folder, tempfile::tempdir().expect("a folder"))
    }

    fn run_in(folder: tempfile::TempDir, command: &[&str], more: &[&str]) -> Self {
        Self::run(Command::new(env!("CARGO_BIN_EXE_dossier")), folder, command, more)
    }

    fn run(mut program: Command, folder: tempfile::TempDir, command: &[&str], more: &[&str]) -> Self {
        let mut process = program
            .args(command)
            .args(if more.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(more)
            .current_dir(folder.path())
            .envs([("NO_COLOR", "1"), ("DOSSIER_LANG", "en")])
            .stderr(Stdio::piped())
            .stdin(Stdio::null())
            .spawn()
            .expect("the program");
        let (send, said) = channel();
        let lines = BufReader::new(process.stderr.take().expect("its words")).lines();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
        let mut server = Self { folder, port: 0, prefix: String::new(), process, said };
        let line = server.line_with("the site is at ");
        let address = line.split_whitespace().find(|word| word.starts_with("http://")).expect("an address");
        let (host, path) = address[7..].trim_end_matches(';').split_once('/').expect("a path");
        server.port = host.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        server.prefix = format!("/{path}");
        server
    }

    /// Waits for a line on the terminal that contains some words, and returns it.
    pub(crate) fn line_with(&mut self, words: &str) -> String {
        let end = Instant::now() + Duration::from_secs(20);
        while let Ok(line) = self.said.recv_timeout(end.saturating_duration_since(Instant::now())) {
            assert!(!line.contains("panicked"), "{line}");
            if line.contains(words) {
                return line;
            }
        }
        panic!("the terminal never said `{words}`");
    }

    /// Returns the process id.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        save(&self.path(name), text.as_bytes());
    }

    /// Replaces words in a file.
    pub(crate) fn replace(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).expect("a file");
        assert!(text.contains(from), "{name} has no `{from}`");
        self.write(name, &text.replacen(from, to, 1));
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Sends a request with further headers; a `Host` among them replaces the right one.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request.push_str(&format!("Host: localhost:{}\r\n", self.port));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        answer(&self.send(request.as_bytes())).expect("an answer")
    }

    /// Sends bytes and returns all that comes back until the connection is closed.
    pub(crate) fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // A server that has read enough may close the connection early.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
        stream
    }

    /// Repeats a request until it succeeds, and returns the response.
    pub(crate) fn until(&self, path: &str, good: impl Fn(&Answer) -> bool) -> Answer {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let answer = self.get(path);
            if good(&answer) {
                return answer;
            }
            assert!(Instant::now() < end, "{path} never became good: {}", answer.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Returns the next event for an open tab on a route.
    pub(crate) fn news(&self, route: &str) -> serde_json::Value {
        let mut stream = self.connect();
        let request = format!(
            "GET {}_dossier/events?route={route} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            self.prefix, self.port
        );
        stream.write_all(request.as_bytes()).expect("a request");
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        let data = lines.filter_map(|line| line.strip_prefix("data: ").map(str::to_owned)).next();
        serde_json::from_str(&data.expect("news")).expect("JSON")
    }
}

/// Sends bytes to a server that may end at any time.
pub(crate) fn send_to(port: u16, bytes: &[u8]) {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return };
    let _ = stream.write_all(bytes);
    let _ = stream.read_to_end(&mut Vec::new());
}

/// Reads a response until the connection is closed.
pub(crate) fn answer(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.into()));
    Some(Answer { status, headers: headers.collect(), body: bytes[end + 4..].to_vec() })
}

/// Writes a file, and creates the folders above it.
pub(crate) fn save(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Removes what `serve --watch` adds to a page.
pub(crate) fn as_published(mut html: Vec<u8>) -> Vec<u8> {
    let begin = b"<script src=\"/";
    let own = b"_dossier/reload.js";
    let found = html.windows(begin.len()).enumerate().filter(|(_, window)| window == begin).map(|(at, _)| at);
    let mut found = found.filter(|at| html[*at..].windows(own.len()).take(200).any(|window| window == own));
    let found = found.next_back();
    let policy = b"; connect-src 'self'";
    if let Some(at) = found {
        let len = html[at..].windows(9).position(|window| window == b"</script>").expect("its end") + 9;
        html.drain(at..at + len);
        if let Some(at) = html.windows(policy.len()).position(|window| window == policy) {
            html.drain(at..at + policy.len());
        }
    }
    html
}
