//! Any bytes as a PDF. The PDF library panics on much; `understand` turns that into a refusal, and so must not end the run.
//! What recurses or loops in it without end does end the run: it is why `dossier` reads a PDF in a process of its own.
#![no_main]

mod article;

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: {
        std::panic::set_hook(Box::new(|_| {}));
    },
    |data: &[u8]| {
        let checked = std::panic::catch_unwind(|| article::check_without_html("a.pdf", data));
        if checked.is_err() {
            std::process::abort();
        }
    }
);
