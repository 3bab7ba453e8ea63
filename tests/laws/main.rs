//! Laws of the whole program, as properties: what must hold for any dossier after any edits.
//!
//! More cases: `PROPTEST_CASES=2000 cargo test --release --test laws`.

mod annotations;
mod canaries;
mod confinement;
mod deltas;
mod desk;
mod desk_dice;
mod determinism;
mod folders;
mod french;
mod gazetteer;
mod hidden;
mod hostile;
mod incremental;
mod keys;
mod language;
mod layers;
#[cfg(unix)]
mod linear;
mod mentions;
mod names;
mod project;
mod slips;
mod syntax;
mod tables;
mod views;
mod withheld;
