//! Cost of the gazetteer: `cargo bench --profile dist --bench gazetteer` (profile `dist`, one core).
//!
//! Three figures: the first look-up (opening every table), look-ups per second once open, with a mixture typical of texts
//! (one third known, two thirds unknown), and memory. The targets (issue 6): less than 30 ms, 2 million and more, less
//! than 25 MB.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use dossier::gazetteer::{demonym_place_code, is_family_name, is_given_name, look_up};

const N_LOOK_UPS: usize = 3_000_000;

/// Typical look-ups, apart from invented sentences: names of places and organisations, people, and capitalised words.
const NAMES: [&str; 18] = [
    "Saint-Pétersbourg", "ONU", "Corée du Nord", "Londres", "Nations unies", "Vostotchny", // known
    "Jeanne Morvan", "Le Maire", "Armel", "Conseil municipal", "Hier", "Après la tempête", "Morvan", "Phare d’Armel",
    "Selon", "Compagnie des phares", "Présidente du conseil", "Entre-temps",
];

fn main() {
    let before = resident_kilobytes();
    let (start, processor) = (Instant::now(), processor_nanoseconds());
    black_box((look_up("Londres"), demonym_place_code("russe"), is_given_name("Vladimir"), is_family_name("Kim")));
    println!("opened in     {:8.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    if let (Some(before), Some(after)) = (processor, processor_nanoseconds()) {
        println!("of these      {:8.1} ms on the processor", (after.saturating_sub(before)) as f64 / 1e6);
    }
    if let (Some(before), Some(after)) = (before, resident_kilobytes()) {
        println!("resident      {:8.1} MB", (after.saturating_sub(before)) as f64 / 1024.0);
    }
    let per_second = |n: usize, start: Instant| n as f64 / start.elapsed().as_secs_f64() / 1e6;
    let start = Instant::now();
    let mut n_known = 0;
    for round in 0..N_LOOK_UPS {
        let known = look_up(black_box(NAMES[round % NAMES.len()]));
        n_known += usize::from(!known.places.is_empty() || known.organisation.is_some());
    }
    println!("looked up     {:8.2} M names/s ({n_known} of {N_LOOK_UPS} known)", per_second(N_LOOK_UPS, start));
    let start = Instant::now();
    for round in 0..N_LOOK_UPS {
        black_box(is_given_name(black_box(NAMES[round % NAMES.len()])));
    }
    println!("given names   {:8.2} M words/s", per_second(N_LOOK_UPS, start));
    let start = Instant::now();
    for round in 0..N_LOOK_UPS {
        black_box(demonym_place_code(black_box(NAMES[round % NAMES.len()])));
    }
    println!("demonyms      {:8.2} M words/s", per_second(N_LOOK_UPS, start));
}

/// Memory of the process; `None` if the system does not provide it in `/proc`.
fn resident_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
}

/// Processor time of the process so far: on a busy machine more accurate than the wall clock.
fn processor_nanoseconds() -> Option<u64> {
    std::fs::read_to_string("/proc/self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
}
