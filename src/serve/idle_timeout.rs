//! A listener that closes a connection when the other side keeps the server waiting: for the rest of a request, for
//! the next request, or for the answer to be read. It knows nothing of HTTP except that the two sides take turns.

use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// How long a request may take to arrive and begin to be answered: the first of a connection and each one after it.
const MAX_ASKING: Duration = Duration::from_secs(20);
/// How long a connection may stay open after an answer without another request. Browsers silently open a new one; a
/// page that listens for events receives one every 15 seconds.
const MAX_IDLE: Duration = Duration::from_secs(30);
/// How long an answer may go unread, for example a film that is paused.
const MAX_UNREAD: Duration = Duration::from_secs(600);

/// The listener.
pub(super) struct IdleTimeoutListener(pub(super) tokio::net::TcpListener);

impl Listener for IdleTimeoutListener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // A small answer must not wait for a larger one (Nagle's algorithm).
        let _ = stream.set_nodelay(true);
        let waiting = Box::pin(tokio::time::sleep(MAX_ASKING));
        (Connection { stream, phase: ConnectionPhase::Asking, waiting }, address)
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// What a connection is waiting for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ConnectionPhase {
    /// A request has begun, or the connection is new.
    Asking,
    /// An answer was sent.
    Answered,
    /// An answer is not being read.
    Unread,
}

/// A connection with a deadline.
pub(super) struct Connection {
    stream: tokio::net::TcpStream,
    phase: ConnectionPhase,
    waiting: Pin<Box<Sleep>>,
}

impl Connection {
    /// Restarts the deadline and wakes the task that reads and writes when it passes.
    fn begin(&mut self, context: &mut Context<'_>, turn: ConnectionPhase, most: Duration) {
        self.phase = turn;
        self.waiting.as_mut().reset(Instant::now() + most);
        let _ = self.waiting.as_mut().poll(context);
    }

    fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        self.waiting.as_mut().poll(context).is_ready() || self.waiting.deadline() <= Instant::now()
    }

    fn wrote(
        &mut self,
        context: &mut Context<'_>,
        wrote: Poll<std::io::Result<usize>>,
    ) -> Poll<std::io::Result<usize>> {
        if wrote.is_ready() {
            self.begin(context, ConnectionPhase::Answered, MAX_IDLE);
        } else if self.phase != ConnectionPhase::Unread {
            self.begin(context, ConnectionPhase::Unread, MAX_UNREAD);
        } else if self.is_over(context) {
            return Poll::Ready(Err(std::io::ErrorKind::TimedOut.into()));
        }
        wrote
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let this = self.get_mut();
        if this.is_over(context) {
            return Poll::Ready(Err(std::io::ErrorKind::TimedOut.into()));
        }
        let n_before = buffer.filled().len();
        let read = Pin::new(&mut this.stream).poll_read(context, buffer);
        if this.phase == ConnectionPhase::Answered && buffer.filled().len() > n_before {
            this.begin(context, ConnectionPhase::Asking, MAX_ASKING);
        }
        read
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        let this = self.get_mut();
        let wrote = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.wrote(context, wrote)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        let this = self.get_mut();
        let wrote = Pin::new(&mut this.stream).poll_write_vectored(context, slices);
        this.wrote(context, wrote)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
