//! Any request against the access rules: no path climbs, no foreign host name is accepted, no range exceeds the
//! file.
#![no_main]

use dossier::serve::access::{HostPolicy, RequestMeta, admit, decoded_path};
use dossier::serve::range::{RequestedRange, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (&str, &str, &str, &str, &str, &str, u64)| {
    let (method, path, host, origin, site, range, len_bytes) = data;
    for hosts in [HostPolicy::ThisMachine, HostPolicy::AnyAddress] {
        if let Ok(path) = admit(&RequestMeta { method, path, n_hosts: 1, authority: "", host, origin, site }, hosts) {
            assert!(method == "GET" || method == "HEAD");
            assert!(path.starts_with('/') && !path.contains(['\\', '\0']));
            assert!(!path.split('/').any(|part| part == ".." || part == "."));
            assert!(origin.is_empty() || origin.eq_ignore_ascii_case(&format!("http://{host}")));
            let name = host.to_ascii_lowercase();
            let local = name.contains("localhost") || name.contains("127.") || name.contains(":");
            assert!(hosts == HostPolicy::AnyAddress || local, "{host}");
        }
    }
    let _ = decoded_path(path);
    match parse(range, len_bytes) {
        RequestedRange::Bytes(range) => assert!(range.start < range.end && range.end <= len_bytes),
        RequestedRange::Whole | RequestedRange::Unsatisfiable => {}
    }
});
