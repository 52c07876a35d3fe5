//! Widgets over semantic HTML, each once. They know nothing of the workspace: they take values and callbacks.
//!
//! Widgets are not generic and hand out [`AnyView`](leptos::prelude::AnyView), which keeps compile time and download small.

mod adder;
mod capture;
mod choice;
mod dialog;
mod drop_zone;
mod field;
mod figure;
mod grid;
mod icon;
mod menu;
mod progress;
mod slider;
mod words;

pub(crate) use adder::Adder;
pub(crate) use capture::LineCapture;
pub(crate) use choice::{Check, Segmented, Select, Tabs};
pub(crate) use dialog::Drawer;
pub(crate) use drop_zone::DropZone;
pub(crate) use field::{Field, TextArea};
pub(crate) use figure::{Figure, measured_width};
pub(crate) use grid::Cursor;
pub(crate) use icon::{Icon, Mark, icon, strand, strand_class};
pub(crate) use menu::Menu;
pub(crate) use progress::Progress;
pub(crate) use slider::Slider;
pub(crate) use trivium_core::catalog::activities::Strand;
pub(crate) use words::{Verdict, key, not_available, verdict};

use std::sync::atomic::{AtomicU32, Ordering};

/// A fresh id for linking a label, a help text and a control.
pub(crate) fn fresh_dom_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
