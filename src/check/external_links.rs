//! Links to other sites: which are requested, at which rate, and what the answers mean. Opt-in; nothing else in
//! dossier uses the network.
//!
//! One request at a time per host, with a pause; several hosts in parallel. Answers are kept with their date. The
//! HTTP client is a parameter, so this file does no networking itself.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::{Code, Diagnostic, Message};
use crate::build::BuiltSite;
use crate::say;
use crate::source::Snapshot;

/// Result of requesting an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ProbeResult {
    /// The page exists.
    Good,
    /// The page has moved permanently.
    Moved(String),
    /// The page is gone: 404 or 410.
    Gone(u16),
    /// Unknown, with a short reason: no answer, a refusal, a server error.
    Unsure(Message),
}

/// A result and its date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LinkStatus {
    /// The result.
    pub answer: ProbeResult,
    /// The day, in days since 1970-01-01 (UTC).
    pub day: i64,
}

/// Results by address.
pub(crate) type LinkStatusCache = BTreeMap<String, LinkStatus>;

/// How many days a good result is reused. Others are requested again, so that a repaired link is not reported any
/// more.
const BELIEVED_DAYS: i64 = 7;
/// How many hosts are requested in parallel.
const N_HOSTS: usize = 8;
/// Number of results after which they are saved.
const N_KEPT: usize = 20;

/// How to request addresses.
pub(crate) struct ProbeOptions<'a> {
    /// Requests one address.
    pub probe: &'a (dyn Fn(&str) -> ProbeResult + Sync),
    /// Saves the results so far, so that an interruption loses few.
    pub save: &'a (dyn Fn(&LinkStatusCache) + Sync),
    /// Pause between two requests to one host.
    pub pause: Duration,
    /// Today, as in [`LinkStatus::day`].
    pub day: i64,
}

/// Requests the addresses whose result is unknown or too old, and returns the results of all.
#[must_use]
pub(crate) fn probe_links(
    addresses: &BTreeMap<String, Vec<usize>>,
    known: LinkStatusCache,
    asking: &ProbeOptions<'_>,
) -> LinkStatusCache {
    let fresh = |status: &LinkStatus| {
        status.answer == ProbeResult::Good && (0..BELIEVED_DAYS).contains(&(asking.day - status.day))
    };
    let mut by_host: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in addresses.keys().map(|address| without_fragment(address)) {
        if !known.get(address).is_some_and(fresh) {
            by_host.entry(host(address)).or_default().push(address);
        }
    }
    let queue = Mutex::new(by_host.into_values().collect::<Vec<_>>());
    let statuses = Mutex::new((known, 0_usize));
    let note = |address: &str, answer: ProbeResult| {
        let mut statuses = statuses.lock().unwrap_or_else(PoisonError::into_inner);
        statuses.0.insert(address.to_owned(), LinkStatus { answer, day: asking.day });
        statuses.1 += 1;
        if statuses.1.is_multiple_of(N_KEPT) {
            (asking.save)(&statuses.0);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..N_HOSTS {
            scope.spawn(|| {
                while let Some(mut of_host) = queue.lock().ok().and_then(|mut queue| queue.pop()) {
                    of_host.dedup();
                    for (index, address) in of_host.iter().enumerate() {
                        if index > 0 {
                            std::thread::sleep(asking.pause);
                        }
                        note(address, (asking.probe)(address));
                    }
                }
            });
        }
    });
    let (statuses, _) = statuses.into_inner().unwrap_or_else(PoisonError::into_inner);
    (asking.save)(&statuses);
    statuses
}

/// Reports what the results mean for the addresses, each where it is written.
#[must_use]
pub(crate) fn report(
    built: &BuiltSite,
    snapshot: &Snapshot,
    addresses: &BTreeMap<String, Vec<usize>>,
    answers: &LinkStatusCache,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (address, pages) in addresses {
        let Some(status) = answers.get(without_fragment(address)) else { continue };
        let (code, message, help) = match &status.answer {
            ProbeResult::Good => continue,
            ProbeResult::Gone(status) => {
                let message = say!(
                    en: "`{address}` is no longer there (the site answers {status})",
                    fr: "`{address}` n’existe plus (le site répond {status})",
                );
                let help = say!(
                    en: "give a copy under `archived:`, or another address",
                    fr: "indiquez une copie sous `archived:`, ou une autre adresse",
                );
                (Code::OutsideGone, message, help)
            }
            ProbeResult::Moved(to) => (
                Code::OutsideMoved,
                say!(en: "`{address}` has moved to `{to}`", fr: "`{address}` a déménagé à `{to}`"),
                say!(en: "write the new address", fr: "écrivez la nouvelle adresse"),
            ),
            ProbeResult::Unsure(reason) => {
                let message = say!(
                    en: "cannot determine whether `{address}` still exists: {reason}",
                    fr: "on ne peut pas savoir si `{address}` existe encore : {reason}";
                    reason,
                );
                let help = say!(
                    en: "open it in a browser, or check again another day",
                    fr: "ouvrez-la dans un navigateur, ou vérifiez un autre jour",
                );
                (Code::OutsideUnsure, message, help)
            }
        };
        let mut spans = pages
            .iter()
            .map(|page| super::links::external_link_span(built, *page, address, snapshot))
            .collect::<Vec<_>>();
        spans.sort();
        spans.dedup();
        let at = |span| Diagnostic::new(code, span, message.clone()).help(help.clone());
        diagnostics.extend(spans.into_iter().map(at));
    }
    diagnostics
}

/// Returns the host of an address with its port, as written.
fn host(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn without_fragment(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_asked_one_thing_at_a_time_and_good_answers_are_believed_for_a_week() {
        let asked = Mutex::new(Vec::new());
        let busy = Mutex::new(std::collections::BTreeSet::new());
        let ask = |address: &str| {
            assert!(busy.lock().expect("sound").insert(host(address).to_owned()), "two at once: {address}");
            std::thread::sleep(Duration::from_millis(2));
            asked.lock().expect("sound").push(address.to_owned());
            busy.lock().expect("sound").remove(host(address));
            if address.ends_with('9') { ProbeResult::Gone(404) } else { ProbeResult::Good }
        };
        let addresses: BTreeMap<String, Vec<usize>> =
            (0..30).map(|n| (format!("https://{}.example/{n}#a", n % 3), vec![0])).collect();
        let kept = Mutex::new(0);
        let keep = |_: &LinkStatusCache| *kept.lock().expect("sound") += 1;
        let asking = |day| ProbeOptions { probe: &ask, save: &keep, pause: Duration::ZERO, day };
        let first = probe_links(&addresses, LinkStatusCache::new(), &asking(100));
        assert_eq!((first.len(), asked.lock().expect("sound").len()), (30, 30));
        assert!(*kept.lock().expect("sound") >= 2);
        asked.lock().expect("sound").clear();
        let again = probe_links(&addresses, first.clone(), &asking(106));
        assert_eq!(asked.lock().expect("sound").len(), 3, "those that were gone");
        assert_eq!(again["https://0.example/9"].answer, ProbeResult::Gone(404));
        asked.lock().expect("sound").clear();
        let _ = probe_links(&addresses, first, &asking(107));
        assert_eq!(asked.lock().expect("sound").len(), 30);
    }
}
