//! The address of a document in a press database, without what belongs to the reader who exported it.
//!
//! Databases print addresses with the session, the account and the proxy of a library. What is left may be published;
//! where the host itself is the reader's, nothing is left.

use crate::base::web_address::is_web_address;
use crate::import::runs::safe_address;
use crate::import::web::page_origin::is_reader_host;

/// Returns the document's own address without what belongs to the reader's session, or nothing.
pub(in crate::import) fn own_address(address: &str) -> Option<String> {
    let address = address.trim().trim_end_matches(['.', ',', ')', '>']);
    let target = ["?url=", "&url=", "?qurl=", "&qurl="].iter().find_map(|key| {
        let (before, target) = address.split_once(key)?;
        before.contains("proxy").then(|| crate::base::percent::decode_lossy(target))
    });
    let address = safe_address(target.as_deref().unwrap_or(address)).filter(|address| is_web_address(address))?;
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    // The host of a proxy is that of the reader's library.
    if is_reader_host(&address) || host.contains('@') || host.is_empty() {
        return None;
    }
    let (path, fragment) = rest.split_once('#').map_or((rest, ""), |(path, fragment)| (path, fragment));
    let Some((path, query)) = path.split_once('?') else { return Some(address) };
    let is_personal = |pair: &&str| {
        let key = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        ["account", "session", "sid", "token", "auth", "user", "ticket", "casa", "proxy", "email", "login", "utm_"]
            .iter()
            .any(|part| key.contains(part))
    };
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_personal(pair)).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
    Some(format!("{scheme}://{path}{query}{fragment}"))
}

/// Returns whether an address is only that of a site.
pub(super) fn is_home_page(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_loses_the_session_of_the_reader() {
        for (address, expected) in [
            ("https://search.example/docview/12?accountid=9", Some("https://search.example/docview/12")),
            ("https://ezproxy.kerpen.example/login?url=https://a.example/x", Some("https://a.example/x")),
            ("https://search-example-com.ezproxy.kerpen.example/x", None),
            ("https://a.example/x?id=4&sessionid=zz#p2", Some("https://a.example/x?id=4#p2")),
            ("javascript:x()", None),
            ("https://univpn.kerpen.example/+CSCO+3175/x", None),
        ] {
            assert_eq!(own_address(address).as_deref(), expected, "{address}");
        }
    }
}
