//! Two faces of one binary.
//!
//! In the browser (`wasm32`) it mounts Trivium; started in a worker it only serves simulation runs.
//! On the host it is the workbench: `cargo run` builds and serves the app, `cargo run -- test` proves it.

#[cfg(not(target_arch = "wasm32"))]
mod workbench;

#[cfg(target_arch = "wasm32")]
#[expect(dead_code, reason = "the store and the pages that use these come next")]
mod platform;
#[cfg(target_arch = "wasm32")]
#[expect(dead_code, unused_imports, reason = "the pages that use it come next")]
mod store;
#[cfg(target_arch = "wasm32")]
mod ui;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    workbench::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    ui::main();
}
