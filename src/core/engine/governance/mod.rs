//! Where do governance, velocity and reliability stand? The limits that somebody has set and whether they hold, what
//! costs most, and how much of the model is filled in.
//!
//! Pure functions over a workspace. What the simulation knows comes in as plain numbers ([`Simulated`]), so that this
//! room does not depend on a run; measured figures win over simulated ones. Sentences are made where numbers are
//! formatted: what is here names the element, the amounts and the place to jump to.

mod chain_checks;
mod coverage;
mod findings;
mod limits;
mod teams;

pub use chain_checks::{
    ChainChecks, ChainFinding, Flaw, LONG_WAIT_HOURS, LONG_WORK_HOURS, MANY_HANDOVERS, Rule, chain_checks,
};
pub use coverage::{Coverage, CoverageKind, coverage};
pub use findings::{Cost, Finding, FindingKind, findings};
pub use limits::{
    BUSY_LIMIT, Limit, LimitKind, NEAR, NotJudged, Quantity, SetBy, Simulated, Source, Verdict, budget_spent, limits,
};
pub use teams::{
    Crossing, FEWEST_ON_CALL, FEWEST_ON_CALL_PUBLISHED, Hint, KindOfWork, MOST_KINDS_OF_WORK, MOST_ON_CALL,
    MOST_SUBJECTS_A_PERSON, Provided, StreamEffect, TeamLoad, TeamsSheet, TraditionalWait, on_call_share,
    open_contracts, provided, teams_sheet,
};
