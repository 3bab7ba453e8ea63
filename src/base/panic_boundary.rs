//! Catches panics, which are bugs of dossier, so that one does not take the rest of the build down.
//!
//! A panic is never used to report a mistake in the content. Every caught panic becomes a `D0901` diagnostic with its
//! source location, and the build fails. A stack overflow or running out of memory ends the process and cannot be
//! caught; limits on the input guard against those.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Code, Diagnostic, Message, SourcePath};
use crate::say;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`.
///
/// # Errors
/// The message and source location of the panic, in one line.
pub(crate) fn catch_panic<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    DEPTH.with(|depth| depth.set(depth.get() + 1));
    let done = catch_unwind(AssertUnwindSafe(work));
    DEPTH.with(|depth| depth.set(depth.get() - 1));
    done.map_err(|payload| LAST.with(|last| last.borrow_mut().take()).unwrap_or_else(|| panic_message(&*payload)))
}

/// Makes the diagnostic for a file on which dossier panicked; `left` says what happens to it.
#[must_use]
pub(crate) fn panic_diagnostic(file: &SourcePath, left: &Message, panic: &str) -> Diagnostic {
    let message = say!(
        en: "dossier failed on this file, {left} ({panic})",
        fr: "dossier a échoué sur ce fichier, {left} (`{panic}`)";
        left,
    );
    Diagnostic::of_file(Code::ParserFailed, file, message).help(say!(
        en: "this is a mistake in dossier, not in your file: please report it, with the file and the text in brackets",
        fr: "c’est une erreur de dossier, et non de votre fichier : signalez-la, avec le fichier et le texte entre parenthèses",
    ))
}

/// Silences the terminal output of caught panics, which are reported as diagnostics. Other panics are printed as usual.
pub(crate) fn install_panic_hook() {
    let default_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if DEPTH.with(Cell::get) == 0 {
            return default_hook(panic);
        }
        let place = panic.location().map(|place| format!("{}:{}: ", place.file(), place.line())).unwrap_or_default();
        LAST.with(|last| *last.borrow_mut() = Some(format!("{place}{}", panic_message(panic.payload()))));
    }));
}

fn panic_message(payload: &(dyn std::any::Any + Send)) -> String {
    let words = payload.downcast_ref::<&str>().map(|words| (*words).to_owned());
    let words = words.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
    words.lines().next().unwrap_or_default().chars().take(200).collect()
}

/// A point at which a test can inject a panic, for example with `annotate le-phare`. Compiles to nothing in a release
/// build.
#[inline]
pub(crate) fn failpoint(place: &str, name: &str) {
    #[cfg(debug_assertions)]
    assert!(ASKED.get().is_none_or(|asked| *asked != format!("{place} {name}")), "a test asked for this");
    #[cfg(not(debug_assertions))]
    let _ = (place, name);
}

#[cfg(debug_assertions)]
static ASKED: std::sync::OnceLock<String> = std::sync::OnceLock::new();

/// Enables the injected panic of a [`failpoint`]; does nothing in a release build.
pub(crate) fn enable_failpoint(place: Option<String>) {
    #[cfg(debug_assertions)]
    let _ = place.map(|place| ASKED.set(place));
    #[cfg(not(debug_assertions))]
    drop(place);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caught_panic_is_reported_and_work_continues() {
        assert_eq!(catch_panic(|| 7), Ok(7));
        let failed = catch_panic(|| [1, 2].get(5).copied().expect("no fifth"));
        assert!(failed.is_err_and(|panic| panic.contains("no fifth")));
        assert_eq!(catch_panic(|| 8), Ok(8));
    }
}
