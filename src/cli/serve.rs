//! `dossier serve`.

use super::args::{Global, ServeOptions};
use super::{Exit, Failure};

pub(super) fn run(_: &Global, _: &ServeOptions) -> Result<Exit, Failure> {
    Err(Failure::new(Exit::Usage, "not yet", ""))
}
