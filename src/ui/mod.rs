//! What people see.
//!
//! `main` mounts the app on a page; in a worker it only answers simulation requests. Pages read the workspace through
//! [`state::Session`] and change it through commands alone. Nothing here computes a result: that is the core's work.

mod app;
mod kit;
mod pages;
mod router;
mod shell;
mod simulating;
mod state;

/// Entry of the browser binary, on the page and in the worker alike.
pub(crate) fn main() {
    if crate::platform::workers::in_worker() {
        simulating::serve();
    } else {
        shell::install_panic_screen(state::backup);
        leptos::mount::mount_to_body(app::App);
        crate::platform::page::mark_ready();
    }
}
