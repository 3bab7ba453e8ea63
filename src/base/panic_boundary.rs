//! Work whose panic must not take the rest down: a mistake of ours, which is told with its place and never hidden.
//!
//! A panic is never a way to say something; whoever catches one reports it as `D0901`, and the build fails. What ends the
//! process at once, an overrun stack or exhausted memory, cannot be caught: against these, inputs have limits.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Code, Diagnostic, SourcePath};

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does the work, or says in a line what it panicked with, and where in dossier.
///
/// # Errors
/// When it panics.
pub fn catch_panic<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    DEPTH.with(|depth| depth.set(depth.get() + 1));
    let done = catch_unwind(AssertUnwindSafe(work));
    DEPTH.with(|depth| depth.set(depth.get() - 1));
    done.map_err(|payload| LAST.with(|last| last.borrow_mut().take()).unwrap_or_else(|| panic_message(&*payload)))
}

/// Makes the diagnostic of a file on which dossier failed; `left` says what has become of the rest.
#[must_use]
pub fn panic_diagnostic(file: &SourcePath, left: &str, panic: &str) -> Diagnostic {
    Diagnostic::of_file(Code::ParserFailed, file, format!("dossier failed on this file, {left} ({panic})")).help(
        "this is a mistake in dossier, not in your file: please report it, with the file and what stands in brackets",
    )
}

/// Keeps panics of guarded work off the terminal: they are told as diagnostics. Others are told as ever.
pub fn install_panic_hook() {
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

/// A place at which a test may ask for a panic, `annotate le-phare`: how else would one know that a panic is survived?
/// Nothing at all in a program that is optimised.
#[inline]
pub fn failpoint(place: &str, name: &str) {
    #[cfg(debug_assertions)]
    assert!(ASKED.get().is_none_or(|asked| *asked != format!("{place} {name}")), "a test asked for this");
    #[cfg(not(debug_assertions))]
    let _ = (place, name);
}

#[cfg(debug_assertions)]
static ASKED: std::sync::OnceLock<String> = std::sync::OnceLock::new();

/// Asks for a panic at a [`fault`]; does nothing in a program that is optimised.
pub fn enable_failpoint(place: Option<String>) {
    #[cfg(debug_assertions)]
    let _ = place.map(|place| ASKED.set(place));
    #[cfg(not(debug_assertions))]
    drop(place);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_and_the_rest_goes_on() {
        assert_eq!(catch_panic(|| 7), Ok(7));
        let failed = catch_panic(|| [1, 2].get(5).copied().expect("no fifth"));
        assert!(failed.is_err_and(|panic| panic.contains("no fifth")));
        assert_eq!(catch_panic(|| 8), Ok(8));
    }
}
