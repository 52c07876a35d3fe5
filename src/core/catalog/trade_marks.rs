//! Whose names these are, and whom to thank: one line each, shown where the names are used.

/// Stands at the foot of every page about practices.
pub const TRADE_MARK: &str =
    "ITIL is a registered trade mark of the PeopleCert group; this tool is not affiliated or endorsed.";
