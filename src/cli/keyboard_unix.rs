//! Switches the terminal to single keys, on Unix, and gives it its own settings back: on demand, on Ctrl+C and the signals that
//! end a process, and while the process is stopped by Ctrl+Z. `keyboard` does the rest.
//!
//! Keys that make signals still make them, and output is as always: only echo and waiting for the end of a line are off.

use std::future::poll_fn;
use std::io;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::thread;

use rustix::process::{Signal, getpid, kill_process};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use tokio::signal::unix::{SignalKind, signal};

use super::keyboard::{ModeSwitch, TypedBytes};
use super::stream;

/// Returns what switches the terminal of the standard input; `None` if it cannot be switched. `events` is told when the process
/// goes on after it was stopped.
pub(super) fn mode_switch(events: SyncSender<TypedBytes>) -> Option<ModeSwitch> {
    let modes = Arc::new(TerminalModes { original: tcgetattr(io::stdin()).ok()?, is_single: Mutex::new(false) });
    watch_signals(Arc::clone(&modes), events).ok()?;
    Some(Box::new(move |is_single| modes.set_single(is_single).is_ok()))
}

/// The settings of the terminal as they were, and whether others apply now.
struct TerminalModes {
    original: Termios,
    is_single: Mutex<bool>,
}

impl TerminalModes {
    fn wanted(&self) -> MutexGuard<'_, bool> {
        self.is_single.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Turns single keys on, or gives the terminal its own settings back.
    fn set_single(&self, is_single: bool) -> rustix::io::Result<()> {
        let mut wanted = self.wanted();
        self.apply(is_single)?;
        *wanted = is_single;
        Ok(())
    }

    fn apply(&self, is_single: bool) -> rustix::io::Result<()> {
        let mut modes = self.original.clone();
        if is_single {
            modes.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
            modes.special_codes[SpecialCodeIndex::VMIN] = 1;
            modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        }
        tcsetattr(io::stdin(), OptionalActions::Now, &modes)
    }
}

/// The signals that end or stop the process, or let it go on.
const SIGNALS: [Signal; 5] = [Signal::INT, Signal::TERM, Signal::QUIT, Signal::TSTP, Signal::CONT];

/// Begins to watch for signals; returns when none can be missed any more.
fn watch_signals(modes: Arc<TerminalModes>, events: SyncSender<TypedBytes>) -> io::Result<()> {
    let (is_ready, ready) = sync_channel(1);
    let watch = move || {
        let runtime = match tokio::runtime::Builder::new_current_thread().enable_io().build() {
            Ok(runtime) => runtime,
            Err(error) => return drop(is_ready.send(Err(error))),
        };
        runtime.block_on(async {
            let watched = SIGNALS.map(|one| signal(SignalKind::from_raw(one.as_raw())).map(|stream| (one, stream)));
            let mut watched = match watched.into_iter().collect::<io::Result<Vec<_>>>() {
                Ok(watched) => watched,
                Err(error) => return drop(is_ready.send(Err(error))),
            };
            if is_ready.send(Ok(())).is_err() {
                return;
            }
            loop {
                let next = poll_fn(|context| {
                    let mut came = watched.iter_mut().map(|(one, stream)| (*one, stream.poll_recv(context).is_ready()));
                    came.find(|(_, is_here)| *is_here).map_or(Poll::Pending, |(one, _)| Poll::Ready(one))
                });
                obey(next.await, &modes, &events);
            }
        });
    };
    thread::Builder::new().name("signals".to_owned()).spawn(watch)?;
    ready.recv().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

/// Does what a signal asks for, with the terminal's own settings.
fn obey(signal: Signal, modes: &TerminalModes, events: &SyncSender<TypedBytes>) {
    let wanted = modes.wanted();
    if signal == Signal::CONT {
        let _ = modes.apply(*wanted);
        drop(wanted);
        let _ = events.try_send(None);
        return;
    }
    let _ = modes.apply(false);
    if signal == Signal::TSTP {
        let _ = kill_process(getpid(), Signal::STOP);
        return;
    }
    stream::write_stderr("");
    // As a shell reports a process that a signal has ended.
    std::process::exit(128 + signal.as_raw());
}
