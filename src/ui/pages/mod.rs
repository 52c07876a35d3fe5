//! One folder a page; each answers one question.

pub(crate) mod dora;
pub(crate) mod overview;
pub(crate) mod practices;
pub(crate) mod present;
pub(crate) mod records;
pub(crate) mod service_levels;
pub(crate) mod simulator;
pub(crate) mod start;
pub(crate) mod teams;
pub(crate) mod value_chain;
