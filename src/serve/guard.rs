//! Who may ask: only pages of this machine. A site that a reader visits elsewhere must not be able to read the dossier
//! through its browser (DNS rebinding), so the `Host` must be local and the `Origin`, where there is one, must be ours.

use std::net::IpAddr;

/// Tells whether a `Host` header names this machine.
#[must_use]
pub(super) fn host_is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Tells whether an `Origin` header is that of this server.
#[must_use]
pub(super) fn origin_is_ours(origin: &str, host: &str) -> bool {
    origin.strip_prefix("http://").is_some_and(|name| name.eq_ignore_ascii_case(host))
}

/// Returns the path of a request decoded, or `None` for what no page of ours can be asked by: a climb, a backslash, a
/// NUL, broken percent signs, broken UTF-8.
#[must_use]
pub(super) fn decoded_path(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'%' {
            let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok())?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    let decoded = String::from_utf8(bytes).ok()?;
    let climbs = decoded.split('/').any(|part| part == ".." || part == ".");
    (!climbs && !decoded.contains(['\\', '\0'])).then_some(decoded)
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
    fn no_path_climbs() {
        assert_eq!(decoded_path("/lieux/cor%C3%A9e.html").as_deref(), Some("/lieux/corée.html"));
        for bad in ["/../x", "/%2e%2e/x", "/a/..%2fx", "/a\\..\\x", "/a%5c..", "/%00", "/%zz", "/%"] {
            assert_eq!(decoded_path(bad), None, "{bad}");
        }
    }
}
