//! Where the server listens: this machine, unless somebody asks for more.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

/// How many ports after the one asked for are tried.
const MAX_PORTS: u16 = 20;

/// Listens at `host`, or at both addresses of this machine, on the first port from `port` on that is free. The first
/// listener is the one to tell people of.
///
/// # Errors
/// What the system said of the last port that was tried.
pub(super) fn listen(host: Option<IpAddr>, port: u16) -> io::Result<Vec<TcpListener>> {
    let mut last = io::Error::other("no port was tried");
    for candidate in port..=port.saturating_add(MAX_PORTS) {
        match at(host, candidate) {
            Ok(listeners) => return Ok(listeners),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn at(host: Option<IpAddr>, port: u16) -> io::Result<Vec<TcpListener>> {
    let Some(host) = host else {
        let four = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        let port = four.local_addr()?.port();
        return match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))) {
            Ok(six) => Ok(vec![four, six]),
            // Somebody else's page must not stand at the other `localhost`.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
            // A machine without IPv6.
            Err(_) => Ok(vec![four]),
        };
    };
    TcpListener::bind(SocketAddr::from((host, port))).map(|listener| vec![listener])
}
