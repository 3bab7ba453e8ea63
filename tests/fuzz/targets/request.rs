//! Any request against the access rules: no path climbs, no foreign host name is accepted, no range exceeds the
//! file.
#![no_main]

use dossier::serve::guard::{Asked, Hosts, admit, decoded_path};
use dossier::serve::range::{Part, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (&str, &str, &str, &str, &str, &str, u64)| {
    let (method, path, host, origin, site, range, len_bytes) = data;
    for hosts in [Hosts::ThisMachine, Hosts::AnyAddress] {
        if let Ok(path) = admit(&Asked { method, path, n_hosts: 1, authority: "", host, origin, site }, hosts) {
            assert!(method == "GET" || method == "HEAD");
            assert!(path.starts_with('/') && !path.contains(['\\', '\0']));
            assert!(!path.split('/').any(|part| part == ".." || part == "."));
            assert!(origin.is_empty() || origin.eq_ignore_ascii_case(&format!("http://{host}")));
            let name = host.to_ascii_lowercase();
            let local = name.contains("localhost") || name.contains("127.") || name.contains(":");
            assert!(hosts == Hosts::AnyAddress || local, "{host}");
        }
    }
    let _ = decoded_path(path);
    match parse(range, len_bytes) {
        Part::Bytes(range) => assert!(range.start < range.end && range.end <= len_bytes),
        Part::Whole | Part::Nothing => {}
    }
});
