//! What people see.

/// Entry of the browser binary.
pub(crate) fn main() {
    console_error_panic_hook::set_once();
}
