//! Any bytes as a mail and as a web archive.
#![no_main]

mod article;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    article::check_without_html("a.eml", data);
    article::check_without_html("a.mhtml", data);
});
