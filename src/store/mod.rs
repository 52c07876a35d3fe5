//! How a workspace survives.
