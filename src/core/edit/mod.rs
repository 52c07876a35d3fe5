//! Room edit.
