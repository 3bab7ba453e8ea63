//! What a web address is, for every room that reads, checks or writes one: `http` or `https` with its two slashes.
//!
//! Says nothing on whether the address is safe to put in Markdown (`import::runs::safe_address`) or exists
//! (`check::http_probe`).

/// Returns whether a text begins as a web address that may be published: `http://` or `https://`, in any case.
pub(crate) fn is_web_address(text: &str) -> bool {
    let begins = |scheme: &str| {
        text.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)) && text.len() > scheme.len()
    };
    begins("https://") || begins("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_scheme_and_something_after_it() {
        for good in ["https://a.example/b", "http://a", "HTTPS://A.EXAMPLE"] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in ["", "https://", "https:a.example://b", "ftp://a", "www.a.example", " https://a", "é", "httpé://"]
        {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
