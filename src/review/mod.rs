//! Uncertain mentions as questions, and the decisions that people make about them.

pub(crate) mod proposals;
pub(crate) mod questions;
pub(crate) mod why;

pub(crate) use proposals::{PlacedProposals, ProposalFate, is_decided, place_proposals, read_proposals};
pub(crate) use questions::{ReviewQuestion, questions};
