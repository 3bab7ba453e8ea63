//! Any bytes as a PDF. The PDF library panics often; `understand` turns a panic into a refusal, so it does not end the run.
//! Endless recursion or loops in it do end the run: that is why `dossier` reads a PDF in a separate process.
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
