//! Any bytes as text and as Markdown.
#![no_main]

mod article;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    article::check("2021-05-03-a.txt", data);
    article::check("a.md", data);
});
