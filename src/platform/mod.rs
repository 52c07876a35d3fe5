//! Browser services.
