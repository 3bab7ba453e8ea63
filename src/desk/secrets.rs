//! The secrets of one run: what a request must have so that it may change something.
//!
//! A page of the desk gets a cookie, which scripts cannot read and which browsers send to this site only, and a token, which
//! its script sends in a header. A page of another site has neither, and cannot read a page that has.

use std::hash::{BuildHasher, RandomState};
use std::time::SystemTime;

use crate::base::Key;

/// The secrets of one run.
pub(super) struct RunSecrets {
    /// Names the cookie, so that two desks on one machine do not overwrite each other's.
    pub(super) run: String,
    /// The token in pages.
    pub(super) token: String,
    cookie: String,
}

impl RunSecrets {
    /// Makes new ones.
    #[must_use]
    pub(super) fn new() -> Self {
        Self { run: random_word()[..8].to_owned(), token: random_word(), cookie: random_word() }
    }

    /// Returns the cookie with its name.
    #[must_use]
    pub(super) fn cookie(&self) -> String {
        format!("dossier-desk-{}={}", self.run, self.cookie)
    }

    /// Returns whether a request has both secrets. Keys are compared, so that the time tells nothing.
    #[must_use]
    pub(super) fn are_in(&self, cookies: &str, token: &str) -> bool {
        let wanted = Key::of(self.cookie().as_bytes());
        let has_cookie = cookies.split(';').any(|one| Key::of(one.trim().as_bytes()) == wanted);
        has_cookie & (Key::of(token.as_bytes()) == Key::of(self.token.as_bytes()))
    }
}

/// Returns 128 bits that nobody can guess. The standard library asks the system for the key of its hash tables.
pub(super) fn random_word() -> String {
    let state = RandomState::new();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_nanos());
    format!("{:016x}{:016x}", state.hash_one((now, 1)), state.hash_one((now, 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_secrets_are_needed() {
        let (one, two) = (RunSecrets::new(), RunSecrets::new());
        assert!(one.are_in(&format!("a=b; {}; c=d", one.cookie()), &one.token));
        assert!(!one.are_in(&one.cookie(), &two.token) && !one.are_in(&two.cookie(), &one.token));
        assert!(!one.are_in("", &one.token) && !one.are_in(&one.cookie(), "") && !one.are_in("", ""));
        assert!(one.token != two.token && one.token.len() == 32 && one.token != one.cookie);
    }
}
