//! Values of arguments that are more than text, and what is said of wrong ones. The parser calls these while the language is
//! known already.

use std::net::IpAddr;

use crate::base::message::Message;
use crate::base::path::composed;
use crate::cli::language;
use crate::say;

/// Reads an id or a page's path in composed Unicode: on a Mac, the shell completes file names in decomposed form.
pub(in crate::cli) fn named(name: &str) -> Result<String, std::convert::Infallible> {
    Ok(composed(name).into_owned())
}

/// Reads a certainty from 0 to 100.
pub(super) fn per_cent(text: &str) -> Result<f32, String> {
    let number = text.trim_end_matches('%').trim().parse::<f32>().ok();
    let wrong = || say!(en: "give a number from 0 to 100", fr: "donnez un nombre de 0 à 100");
    number.filter(|n| (0.0..=100.0).contains(n)).ok_or_else(|| said(&wrong()))
}

/// Reads a number of things.
pub(super) fn whole_number(text: &str) -> Result<usize, String> {
    let wrong = |_| say!(en: "give a whole number such as 2", fr: "donnez un nombre entier, par exemple 2");
    text.parse().map_err(|error| said(&wrong(error)))
}

/// Reads the number of a port.
pub(super) fn port(text: &str) -> Result<u16, String> {
    let wrong = |_| say!(en: "give a number from 0 to 65535", fr: "donnez un nombre de 0 à 65535");
    text.parse().map_err(|error| said(&wrong(error)))
}

/// Reads an address of a machine.
pub(super) fn address(text: &str) -> Result<IpAddr, String> {
    let wrong = |_| say!(en: "give an address such as 0.0.0.0", fr: "donnez une adresse, par exemple 0.0.0.0");
    text.parse().map_err(|error| said(&wrong(error)))
}

fn said(wrong: &Message) -> String {
    language::said(wrong).to_owned()
}
