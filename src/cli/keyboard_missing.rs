//! Stands for `keyboard_unix` on other systems: the terminal is not switched to single keys there, and questions are answered
//! line by line.

use std::sync::mpsc::SyncSender;

use super::keyboard::{ModeSwitch, TypedBytes};

/// Returns nothing.
pub(super) fn mode_switch(_events: SyncSender<TypedBytes>) -> Option<ModeSwitch> {
    None
}
