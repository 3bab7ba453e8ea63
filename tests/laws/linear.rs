//! Twice the input takes twice the work: shapes of input as data, each built at a size and at twice that size.
//!
//! A shape is a line of `shapes/*.jsonl`: its name, a size `n`, and its files. In a file's list, a text occurs once, and
//! a list of one text occurs n times, where `{i}` is the number; a file with `{i}` in its name is n files. `least` is the
//! size from which it is linear. The test measures the processor time of one thread, at sizes that grow until there is
//! something to measure: quadratic work takes four times as long, and a busy machine at worst half as long again, once.
//! `tests/bench/linear.py` counts instructions of the same shapes at their full size, also for commands other than
//! `build`.

use std::collections::BTreeMap;
use std::time::Duration;

use dossier::build::render_page;
use dossier::build::{Memo, PipelineOptions, build};
use dossier::import::compose::{Overrides, compose};
use rustix::time::{ClockId, clock_gettime};
use serde_json::Value;

use super::project::{Files, snapshot};

/// Maximum factor for twice the input.
const LIMIT: f64 = 3.0;
/// A shorter time is not significant.
const ENOUGH: Duration = Duration::from_millis(8);
/// How often a shape is measured again before it fails.
const TRIES: usize = 4;

struct Shape {
    name: String,
    n: usize,
    /// Minimum size that is measured: where a bound takes effect.
    least: usize,
    run: String,
    /// File name -> its parts: a text, and whether it is repeated n times.
    files: Vec<(String, Vec<(String, bool)>)>,
}

fn shapes() -> Vec<Shape> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/laws/shapes");
    let mut names: Vec<_> =
        std::fs::read_dir(folder).expect("shapes").map(|entry| entry.expect("a file").path()).collect();
    names.sort();
    let texts = names.iter().map(|path| std::fs::read_to_string(path).expect("a file"));
    texts.flat_map(|text| text.lines().map(shape).collect::<Vec<_>>()).collect()
}

fn shape(line: &str) -> Shape {
    let value: Value = serde_json::from_str(line).expect("JSON");
    let part = |part: &Value| match part {
        Value::Array(repeated) => (repeated[0].as_str().expect("a text").to_owned(), true),
        once => (once.as_str().expect("a text").to_owned(), false),
    };
    let parts = |parts: &Value| parts.as_array().expect("a list").iter().map(part).collect();
    let files = value["files"].as_object().expect("files").iter();
    Shape {
        name: value["name"].as_str().expect("a name").to_owned(),
        n: usize::try_from(value["n"].as_u64().expect("a size")).expect("a size"),
        least: usize::try_from(value["least"].as_u64().unwrap_or(2)).expect("a size"),
        run: value["run"].as_str().unwrap_or("build").to_owned(),
        files: files.map(|(name, value)| (name.clone(), parts(value))).collect(),
    }
}

impl Shape {
    fn files(&self, n: usize) -> Files {
        let numbered =
            |text: &str, i: usize| text.replace("{i+1}", &(i + 1).to_string()).replace("{i}", &i.to_string());
        let mut files: Files = BTreeMap::from([("site.yaml".into(), "title: Essai\nlanguage: fr\n".into())]);
        for (name, parts) in &self.files {
            if name.contains("{i") {
                for i in 0..n {
                    files.insert(numbered(name, i), parts.iter().map(|(text, _)| numbered(text, i)).collect());
                }
                continue;
            }
            let repeated = |text: &str| match text.contains("{i") {
                true => (0..n).map(|i| numbered(text, i)).collect(),
                false => text.repeat(n),
            };
            let text = parts.iter().map(|(text, times)| if *times { repeated(text) } else { text.clone() }).collect();
            files.insert(name.clone(), text);
        }
        files
    }

    /// Returns the processor time for size n.
    fn time(&self, n: usize) -> Duration {
        let files = self.files(n);
        // Everything in one thread, since its clock does not count other threads.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        if self.run == "import raw" {
            let name = files.keys().find(|name| name.starts_with("raw/")).expect("a document");
            let bytes = files[name].as_bytes();
            return pool.install(|| {
                let start = now();
                let composed = compose(name, bytes, &Overrides::default());
                drop(composed.map(|composed| composed.to_file("seeds/a", None)));
                now() - start
            });
        }
        let snapshot = snapshot(&files);
        pool.install(|| {
            let (start, memo) = (now(), Memo::default());
            let built = build(&snapshot, &PipelineOptions::default(), &memo);
            for page in built.pages() {
                drop(render_page(&built, &page, &memo));
            }
            now() - start
        })
    }
}

/// Returns the processor time of this thread.
pub(crate) fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).expect("below a second"))
}

/// Measures at sizes that grow from `from` to `to` until there is something to measure. Returns the size at which it took
/// longer than allowed, and the times for that size and for half of it.
pub(crate) fn steep(time: impl Fn(usize) -> Duration, from: usize, to: usize) -> Option<(usize, Duration, Duration)> {
    let floor = time(1);
    let mut n = from;
    let mut once = time(n).saturating_sub(floor);
    while once < ENOUGH && n < to {
        n *= 2;
        once = time(n).saturating_sub(floor);
    }
    for _ in 0..TRIES {
        let twice = time(2 * n).saturating_sub(floor);
        if twice.as_secs_f64() <= LIMIT * once.max(ENOUGH).as_secs_f64() {
            return None;
        }
        once = once.max(time(n).saturating_sub(floor));
    }
    Some((2 * n, once, time(2 * n).saturating_sub(floor)))
}

#[test]
fn twice_the_input_takes_twice_the_work() {
    let shapes = shapes();
    assert!(shapes.len() >= 130, "{}", shapes.len());
    let measured: Vec<&Shape> =
        shapes.iter().filter(|shape| matches!(shape.run.as_str(), "build" | "import raw")).collect();
    let judge = |shape: &Shape| {
        let (n, once, twice) = steep(|n| shape.time(n), (shape.n / 16).max(shape.least), shape.n)?;
        Some(format!("{}: {twice:?} for {n}, {once:?} for half of it", shape.name))
    };
    let (first, second) = measured.split_at(measured.len() / 2);
    let is_steep = |shape: &&Shape| judge(shape).is_some();
    let doubtful: Vec<&Shape> = std::thread::scope(|scope| {
        let other = scope.spawn(|| second.iter().copied().filter(is_steep).collect::<Vec<_>>());
        let own: Vec<&Shape> = first.iter().copied().filter(is_steep).collect();
        own.into_iter().chain(other.join().expect("the other half")).collect()
    });
    // On a disturbed machine other shapes fail each time; one that is steep fails each time. Each is measured alone then.
    let steep: Vec<String> = doubtful
        .into_iter()
        .filter_map(|shape| (0..4).map(|_| judge(shape)).collect::<Option<Vec<_>>>()?.pop())
        .collect();
    assert!(steep.is_empty(), "{}", steep.join("\n"));
}

#[test]
fn what_is_quadratic_is_steep_and_what_is_linear_is_not() {
    let nanoseconds = |n: usize| Duration::from_nanos(u64::try_from(n).expect("a time"));
    assert!(steep(|n| nanoseconds(40 * n), 1_000, 1_000_000).is_none());
    assert!(steep(|n| nanoseconds(40 * n * n.ilog2() as usize), 1_000, 1_000_000).is_none());
    assert!(steep(|n| nanoseconds(n * n), 1_000, 1_000_000).is_some());
    // Usually linear at the first size that takes long enough, as in a program that is not optimised.
    assert!(steep(|n| nanoseconds(100 * n + n * n / 100), 60_000, 1_000_000).is_some());
}
