//! `--timings`: the wall time of each stage of a build, and the rendering time by kind of page, as text or JSON.
//!
//! The time of a kind is the sum over all threads, so with two threads it may be twice the wall time. The theme is
//! loaded in parallel with the stages listed before it. Nothing depends on these figures.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Serialize, Serializer};

use super::args::TimingsFormat;
use super::print;
use crate::pages::PageKind;
use crate::render::Artifact;

/// Rendering cost of one kind of page.
#[derive(Clone, Copy, Default, Serialize)]
struct KindTiming {
    pages: u64,
    bytes: u64,
    #[serde(rename = "ms", serialize_with = "as_ms")]
    time: Duration,
}

/// Rendering cost by kind of page.
#[derive(Default)]
pub(super) struct DrawTimings(Mutex<BTreeMap<&'static str, KindTiming>>);

impl DrawTimings {
    /// Renders a page and records how long it took.
    pub(super) fn time(&self, subject: &PageKind, draw: impl FnOnce() -> Arc<Artifact>) -> Arc<Artifact> {
        let start = Instant::now();
        let artifact = draw();
        let time = start.elapsed();
        let mut kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let drawn = kinds.entry(subject.label()).or_default();
        drawn.pages += 1;
        drawn.bytes += artifact.bytes.as_ref().map_or(0, Vec::len) as u64;
        drawn.time += time;
        artifact
    }
}

/// Milliseconds, rounded to a tenth.
fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

fn as_ms<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(ms(*time))
}

/// Prints the time of each stage, and of rendering by kind of page.
pub(super) fn print_timings(stages: &[(&'static str, Duration)], drawing: DrawTimings, format: TimingsFormat) {
    let kinds = drawing.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    if format == TimingsFormat::Json {
        let stages: BTreeMap<&str, f64> = stages.iter().map(|(stage, time)| (*stage, ms(*time))).collect();
        print::json(&serde_json::json!({ "stages_ms": stages, "drawn": kinds }).to_string());
        return;
    }
    for (stage, time) in stages {
        print::line(&format!("{:>10.1} ms  {stage}", ms(*time)));
    }
    let mut kinds: Vec<(&str, KindTiming)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, drawn)| Reverse(drawn.time));
    for (kind, drawn) in kinds {
        print::line(&format!("{:>10.1} ms    {kind} ({}, {} kB)", ms(drawn.time), drawn.pages, drawn.bytes / 1000));
    }
}
