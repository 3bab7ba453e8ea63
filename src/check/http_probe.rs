//! Requests an address of another site: HEAD, then GET if HEAD is refused. The only file that names the HTTP
//! client, and the only one that opens an outgoing connection.
//!
//! Addresses come from articles, which may come from anyone, so those of this machine and its network are not
//! requested. A host that changes its address between the check and the request could still lead there; all that
//! would be shown is a status code.

use std::net::{IpAddr, ToSocketAddrs};
use std::time::Duration;

use ureq::Agent;
use url::{Host, Url};

use super::external_links::ProbeResult;
use crate::base::Message;
use crate::say;

/// Timeout of one request.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Most redirects that are followed.
const MAX_REDIRECTS: usize = 5;

/// HTTP client for external link checks.
pub(crate) struct HttpProbe {
    agent: Agent,
    allows_private_addresses: bool,
}

impl Default for HttpProbe {
    fn default() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .user_agent(concat!("dossier/", env!("CARGO_PKG_VERSION"), " (checks links)"))
            .build();
        Self { agent: config.new_agent(), allows_private_addresses: false }
    }
}

impl HttpProbe {
    /// Requests an address and follows redirects.
    #[must_use]
    pub(crate) fn probe(&self, address: &str) -> ProbeResult {
        let Ok(mut url) = Url::parse(address) else {
            return ProbeResult::Unsure(say!(en: "it is not a web address", fr: "ce n’est pas une adresse du Web"));
        };
        let mut is_permanent = true;
        for n_moves in 0..=MAX_REDIRECTS {
            if let Some(reason) = self.refusal(&url) {
                return ProbeResult::Unsure(reason);
            }
            let (status, location) = match self.request(&url) {
                Ok(answer) => answer,
                // The words of the library are English.
                Err(error) => return ProbeResult::Unsure(say!(en: "{error}", fr: "pas de réponse (`{error}`)")),
            };
            match (status, location.and_then(|location| url.join(&location).ok())) {
                (200..=299, _) if n_moves > 0 && is_permanent => return ProbeResult::Moved(url.to_string()),
                (200..=299, _) => return ProbeResult::Good,
                (301 | 302 | 303 | 307 | 308, Some(next)) => {
                    is_permanent &= matches!(status, 301 | 308);
                    url = next;
                }
                (404 | 410, _) => return ProbeResult::Gone(status),
                _ => {
                    return ProbeResult::Unsure(say!(
                        en: "the site answers {status}",
                        fr: "le site répond {status}",
                    ));
                }
            }
        }
        ProbeResult::Unsure(say!(
            en: "it redirects more than {MAX_REDIRECTS} times",
            fr: "elle redirige plus de {MAX_REDIRECTS} fois",
        ))
    }

    /// Returns the status, and the target of a redirect. No body is read.
    fn request(&self, url: &Url) -> Result<(u16, Option<String>), ureq::Error> {
        let mut response = self.agent.head(url.as_str()).call()?;
        // Many servers support only GET, and some answer 403 or 404 to anything else.
        if response.status().as_u16() >= 400 && response.status().as_u16() != 410 {
            response = self.agent.get(url.as_str()).call()?;
        }
        let location = response.headers().get("location").and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok((response.status().as_u16(), location))
    }

    /// Returns why an address must not be requested, if so.
    fn refusal(&self, url: &Url) -> Option<Message> {
        if !["http", "https"].contains(&url.scheme()) || !url.username().is_empty() || url.password().is_some() {
            return Some(say!(
                en: "it is not a plain web address, or it contains a password, so it was not requested",
                fr: "ce n’est pas une simple adresse du Web, ou elle contient un mot de passe, et n’a donc pas été demandée",
            ));
        }
        let is_near = match url.host() {
            None => true,
            Some(Host::Ipv4(ip)) => is_private(&IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => is_private(&IpAddr::V6(ip)),
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                let is_local =
                    [".localhost", ".local", ".internal", ".lan"].iter().any(|ending| name.ends_with(ending));
                let port = url.port_or_known_default().unwrap_or(443);
                // A name that cannot be resolved here may be resolved by a proxy.
                let found = || (name, port).to_socket_addrs().into_iter().flatten().any(|at| is_private(&at.ip()));
                !name.contains('.') || is_local || found()
            }
        };
        (is_near && !self.allows_private_addresses).then(|| {
            say!(
                en: "it points to this machine or its network, so it was not requested",
                fr: "elle désigne cette machine ou son réseau, et n’a donc pas été demandée",
            )
        })
    }
}

/// Returns whether an address is not on the public internet (the common ranges of IANA's special-purpose registries).
fn is_private(ip: &IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_broadcast()
                || ip.is_multicast()
                || a == 0
                || (a == 100 && (64..128).contains(&b))
                || a >= 240
        }
        IpAddr::V6(ip) => {
            let mapped = ip.to_ipv4_mapped().is_some_and(|ip| is_private(&IpAddr::V4(ip)));
            let first = ip.segments()[0];
            mapped
                || ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_multicast()
                || first & 0xfe00 == 0xfc00
                || first & 0xffc0 == 0xfe80
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;

    /// A site on this machine: answers each request by its method and path.
    fn site() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut buffer = [0; 2048];
                let n = stream.read(&mut buffer).unwrap_or_default();
                let request = String::from_utf8_lossy(&buffer[..n]).into_owned();
                let polite = request.to_lowercase().contains("user-agent: dossier/");
                let answer = match request.split(' ').take(2).collect::<Vec<_>>().join(" ").as_str() {
                    _ if !polite => "400 Bad",
                    "HEAD /good" | "HEAD /new" | "GET /get-only" => "200 OK",
                    "HEAD /get-only" => "405 No",
                    "HEAD /old" => "301 Moved\r\nLocation: /new",
                    "HEAD /today" => "302 Found\r\nLocation: /new",
                    "HEAD /round" => "301 Moved\r\nLocation: /round",
                    "HEAD /file" => "302 Found\r\nLocation: file:///etc/passwd",
                    "HEAD /broken" | "GET /broken" => "503 Busy",
                    _ => "404 Not Found",
                };
                let _ = stream.write_all(
                    format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes(),
                );
            }
        });
        address
    }

    #[test]
    fn a_site_is_asked_as_it_can_be_asked() {
        let client = HttpProbe { allows_private_addresses: true, ..HttpProbe::default() };
        let site = site();
        let ask = |path: &str| client.probe(&format!("{site}/{path}"));
        assert_eq!(ask("good"), ProbeResult::Good);
        assert_eq!(ask("get-only"), ProbeResult::Good);
        assert_eq!(ask("today"), ProbeResult::Good);
        assert_eq!(ask("old"), ProbeResult::Moved(format!("{site}/new")));
        assert_eq!(ask("nothing"), ProbeResult::Gone(404));
        for (path, words) in [("broken", "503"), ("round", "more than 5 times"), ("file", "not requested")] {
            assert!(matches!(ask(path), ProbeResult::Unsure(reason) if reason.en.contains(words)), "{path}");
        }
    }

    #[test]
    fn this_machine_and_its_network_are_not_asked() {
        let client = HttpProbe::default();
        for address in [
            "http://localhost/",
            "http://127.0.0.1:8080/",
            "http://[::1]/",
            "http://192.168.1.1/admin",
            "http://router/",
            "http://169.254.169.254/latest",
            "http://[::ffff:10.0.0.1]/",
            "https://a:b@example.org/",
            "ftp://example.org/",
            "http://0x7f.1/",
            "http://printer.local/",
        ] {
            assert!(
                matches!(client.probe(address), ProbeResult::Unsure(reason) if reason.en.contains("not requested")),
                "{address}"
            );
        }
    }
}
