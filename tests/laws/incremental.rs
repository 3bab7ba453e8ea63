//! A warm build equals a cold one, byte for byte, diagnostics included, after any edit script. Pages are taken from
//! the memo by key too, so that a key that does not cover an input of its page is found here.

use dossier::build::Memo;
use proptest::prelude::*;

use super::project::{apply, edit, outcome, start};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn warm_equals_cold(script in prop::collection::vec(edit(), 1..8)) {
        let mut files = start();
        let memo = Memo::default();
        outcome(&files, &memo);
        for edit in &script {
            apply(&mut files, edit);
            let (warm, cold) = (outcome(&files, &memo), outcome(&files, &Memo::default()));
            prop_assert_eq!(&warm.diagnostics, &cold.diagnostics, "diagnostics after {:?}", edit);
            for (route, bytes) in &cold.pages {
                let shown = |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
                prop_assert_eq!(warm.pages.get(route).map(shown), Some(shown(bytes)), "{} after {:?}", route, edit);
            }
            prop_assert_eq!(warm.pages.len(), cold.pages.len());
        }
    }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(40)
}
