//! Access control: only pages of this machine may send requests. A site that the reader visits elsewhere must not
//! be able to read the dossier through the browser (DNS rebinding), so `Host` must be local, and `Origin`, if
//! present, must be ours.

use std::net::IpAddr;

use crate::base::path::composed;
use crate::base::percent;

/// The host names that requests may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostPolicy {
    /// Names of this machine only.
    ThisMachine,
    /// Also any numeric address, because `--host` was given. Names are still refused, because anyone can point
    /// a name at this machine.
    AnyAddress,
}

/// The parts of a request that decide whether it is allowed.
#[derive(Clone, Copy, Debug)]
pub struct RequestMeta<'a> {
    /// `GET`.
    pub method: &'a str,
    /// The path as written.
    pub path: &'a str,
    /// Number of `Host` headers.
    pub n_hosts: usize,
    /// The host in the request line, if that contains a whole address; otherwise empty.
    pub authority: &'a str,
    /// `Host`; empty if missing.
    pub host: &'a str,
    /// `Origin`; empty if missing.
    pub origin: &'a str,
    /// `Sec-Fetch-Site`; empty if missing.
    pub site: &'a str,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It comes from another site or machine.
    Foreign,
    /// Its method is neither GET nor HEAD.
    Method,
    /// Its path is invalid.
    Path,
    /// It names two hosts (RFC 9112, 3.2 and 3.2.2).
    Host,
}

impl Refusal {
    /// Returns the HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Refusal::Foreign => 403,
            Refusal::Method => 405,
            Refusal::Path | Refusal::Host => 400,
        }
    }

    /// Returns the message for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Refusal::Foreign => "this preview answers to this machine only",
            Refusal::Method => "only GET and HEAD are allowed",
            Refusal::Path => "not a path of this site",
            Refusal::Host => "exactly one Host header is required",
        }
    }
}

/// Returns the decoded path of an allowed request; it begins with `/` and does not climb.
///
/// # Errors
/// Why the request is refused.
pub fn admit(asked: &RequestMeta<'_>, hosts: HostPolicy) -> Result<String, Refusal> {
    if asked.n_hosts > 1 || (!asked.authority.is_empty() && !asked.authority.eq_ignore_ascii_case(asked.host)) {
        return Err(Refusal::Host);
    }
    let ours = host_is_local(asked.host) || (hosts == HostPolicy::AnyAddress && is_address(asked.host));
    // A page of another site may link here, but must not read the answer.
    let embedded = asked.site == "cross-site" && !asked.origin.is_empty();
    if !ours || embedded || (!asked.origin.is_empty() && !origin_is_ours(asked.origin, asked.host)) {
        return Err(Refusal::Foreign);
    }
    if asked.method != "GET" && asked.method != "HEAD" {
        return Err(Refusal::Method);
    }
    decoded_path(asked.path).filter(|path| path.starts_with('/')).ok_or(Refusal::Path)
}

/// Returns the decoded path of a request that may change something: sent with POST by a page of this server. A browser
/// always says where such a request comes from; without `Origin` it is refused.
///
/// # Errors
/// Why the request is refused.
pub fn admit_change(asked: &RequestMeta<'_>) -> Result<String, Refusal> {
    if asked.method != "POST" {
        return Err(Refusal::Method);
    }
    // What is the same for both is checked once.
    let path = admit(&RequestMeta { method: "GET", ..*asked }, HostPolicy::ThisMachine)?;
    let is_own = !asked.origin.is_empty() && matches!(asked.site, "" | "same-origin");
    if is_own { Ok(path) } else { Err(Refusal::Foreign) }
}

/// The path of the reconciliation service, which other programs of this machine use. It is outside of the site.
const RECONCILE_PATH: &str = "/reconcile";

/// Returns whether a path as written is one of the reconciliation service.
#[must_use]
pub fn is_reconcile_path(path: &str) -> bool {
    path.strip_prefix(RECONCILE_PATH).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns the decoded path of an allowed request to the reconciliation service. Other pages of this machine may read its
/// answers, because OpenRefine is such a page; POST is admitted, because a table's names do not fit in an address.
///
/// # Errors
/// Why the request is refused.
pub fn admit_reconcile(asked: &RequestMeta<'_>) -> Result<String, Refusal> {
    if asked.n_hosts > 1 || (!asked.authority.is_empty() && !asked.authority.eq_ignore_ascii_case(asked.host)) {
        return Err(Refusal::Host);
    }
    if !host_is_local(asked.host) || (!asked.origin.is_empty() && !origin_is_local(asked.origin)) {
        return Err(Refusal::Foreign);
    }
    let is_allowed = match asked.method {
        "GET" | "HEAD" => true,
        "POST" => asked.path.strip_suffix('/').unwrap_or(asked.path) == RECONCILE_PATH,
        // Only a page asks before it asks.
        "OPTIONS" => !asked.origin.is_empty(),
        _ => false,
    };
    if !is_allowed {
        return Err(Refusal::Method);
    }
    decoded_path(asked.path).filter(|path| is_reconcile_path(path)).ok_or(Refusal::Path)
}

/// Returns whether an `Origin` header is that of a page of this machine. It holds a scheme, a host and a port, nothing else.
fn origin_is_local(origin: &str) -> bool {
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    let is_plain = |host: &str| host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    host.is_some_and(|host| is_plain(host) && host_is_local(host))
}

/// Returns the name of a `Host` header without its port.
fn name_of(host: &str) -> &str {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name)
}

fn is_address(host: &str) -> bool {
    name_of(host).parse::<IpAddr>().is_ok()
}

/// Returns whether a `Host` header names this machine.
#[must_use]
fn host_is_local(host: &str) -> bool {
    let name = name_of(host).to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Returns whether an `Origin` header is that of this server.
#[must_use]
fn origin_is_ours(origin: &str, host: &str) -> bool {
    origin.strip_prefix("http://").is_some_and(|name| name.eq_ignore_ascii_case(host))
}

/// Returns the decoded path of a request, or `None` if it cannot be a path of ours: it climbs, or contains a
/// backslash, a NUL, a broken percent escape or broken UTF-8.
#[must_use]
pub fn decoded_path(path: &str) -> Option<String> {
    let decoded = percent::decode(path)?;
    let climbs = decoded.split('/').any(|part| part == ".." || part == ".");
    // A name copied from a Mac's disk is in decomposed Unicode; our routes are composed.
    (!climbs && !decoded.contains(['\\', '\0'])).then(|| composed(&decoded).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_may_ask() {
        for good in ["localhost:4000", "127.0.0.1:4000", "[::1]:4000", "dossier.localhost", "LOCALHOST"] {
            assert!(host_is_local(good), "{good}");
        }
        for bad in ["example.org", "localhost.example.org:4000", "192.168.1.2", "", "127.0.0.1.example.org"] {
            assert!(!host_is_local(bad), "{bad}");
        }
        assert!(origin_is_ours("http://localhost:4000", "localhost:4000"));
        assert!(!origin_is_ours("http://example.org", "localhost:4000") && !origin_is_ours("null", "localhost:4000"));
    }

    #[test]
    fn other_pages_of_this_machine_may_reconcile() {
        for good in ["http://127.0.0.1:3333", "http://localhost:3333", "https://[::1]", "http://openrefine.localhost:1"]
        {
            assert!(origin_is_local(good), "{good}");
        }
        for bad in ["null", "http://example.org", "http://127.0.0.1.example.org", "http://x@localhost", "file://", ""] {
            assert!(!origin_is_local(bad), "{bad}");
        }
        assert!(is_reconcile_path("/reconcile") && is_reconcile_path("/reconcile/x"));
        assert!(!is_reconcile_path("/reconciled") && !is_reconcile_path("/a/reconcile"));
    }

    #[test]
    fn no_path_climbs() {
        assert_eq!(decoded_path("/lieux/cor%C3%A9e.html").as_deref(), Some("/lieux/corée.html"));
        for bad in ["/../x", "/%2e%2e/x", "/a/..%2fx", "/a\\..\\x", "/a%5c..", "/%00", "/%zz", "/%", "/%+41", "/%ff"] {
            assert_eq!(decoded_path(bad), None, "{bad}");
        }
    }
}
