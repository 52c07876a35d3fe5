//! What people see.

/// Entry of the browser binary.
pub(crate) fn main() {}
