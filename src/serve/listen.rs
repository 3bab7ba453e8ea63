//! Opens the listening sockets: on this machine only, unless a host is given.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

/// How many ports after the requested one are tried.
const MAX_PORTS: u16 = 20;

/// Listens at `host`, or at both loopback addresses, on the first free port starting from `port`. The first
/// listener is the one to print.
///
/// # Errors
/// The system's error for the last port that was tried.
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
            // No other program may own the other `localhost` address of the same port.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
            // This machine has no IPv6.
            Err(_) => Ok(vec![four]),
        };
    };
    TcpListener::bind(SocketAddr::from((host, port))).map(|listener| vec![listener])
}
