//! The only code that touches browser services: storage, files, workers, the page. Nothing here knows what a workspace is.

pub(crate) mod clock;
pub(crate) mod files;
pub(crate) mod lifecycle;
pub(crate) mod page;
pub(crate) mod picture;
pub(crate) mod random;
pub(crate) mod storage;
pub(crate) mod workers;
