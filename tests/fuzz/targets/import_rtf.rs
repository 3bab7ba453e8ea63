//! Any bytes as an RTF file: groups, code pages, tables, and what the databases have in them.
#![no_main]

mod article;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let file = [b"{\\rtf1\\ansi ", data].concat();
    article::check_without_html("a.rtf", &file);
});
