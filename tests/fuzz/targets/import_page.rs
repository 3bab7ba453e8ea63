//! Any bytes as a saved web page.
#![no_main]

mod article;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    article::check_without_html("a.html", data);
});
