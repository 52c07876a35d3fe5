//! Where do governance, velocity and reliability stand? The limits that somebody has set and whether they hold, what
//! costs most, and how much of the model is filled in.
//!
//! Pure functions over a workspace. What the simulation knows comes in as plain numbers ([`Simulated`]), so that this
//! room does not depend on a run; only the limits for every policy ask an outcome itself. Measured figures win over simulated ones. Sentences are made where numbers are
//! formatted: what is here names the element, the amounts and the place to jump to.

mod bounds;
mod chain_checks;
mod coverage;
mod dimensions;
mod findings;
mod hand_overs;
mod limits;
mod map_diff;
mod maturity;
mod practice_coverage;
mod principles;
mod raci;
mod signs;
mod teams;

pub use bounds::{Answer, BoundCheck, BoundKind, BoundVerdict, NotShown, Value, judge_bounds};
pub use chain_checks::{
    ChainChecks, ChainFinding, Flaw, LONG_WAIT_HOURS, LONG_WORK_HOURS, MANY_HANDOVERS, Rule, chain_checks,
};
pub use coverage::{Coverage, CoverageKind, coverage};
pub use dimensions::{DimensionCover, dimensions};
pub use findings::{Cost, Finding, FindingKind, findings};
pub use hand_overs::{Hand, HandOverTotals, LinkHands, Passing, StreamHandOvers, hand_overs, hands_of};
pub use limits::{
    BUSY_LIMIT, Limit, LimitKind, NEAR, NotJudged, Quantity, SetBy, Simulated, Source, Verdict, budget_spent, limits,
};
pub use map_diff::{About, DiffPart, Difference, Kind, MapState, Trait, map_diff};
pub use maturity::{
    CapabilityScore, Constraint, ENOUGH_EVIDENCE, Gap, Gate, HeldBackBy, LevelCount, NoConstraint, Standing, Stop,
    capability_score, constraint, gaps, gate, standings,
};
pub use practice_coverage::{
    ActivityServed, PracticeCoverage, RoleNeed, WEAK_SHARE, activities_served, practice_coverage, practices_in_use,
    roles_in_use,
};
pub use principles::{PrincipleCheck, principles};
pub use raci::{
    FaultyRow, HolderLoad, MANY_DOING, Overload, RaciLoad, RaciReport, RoleLoad, RowFault, RowVerdict, judge_row, raci,
};
pub use signs::{Sign, SignKind, Speaks, sign};
pub use teams::{
    Crossing, FEWEST_ON_CALL, FEWEST_ON_CALL_PUBLISHED, Hint, KindOfWork, MOST_KINDS_OF_WORK, MOST_ON_CALL,
    MOST_SUBJECTS_A_PERSON, Provided, StreamEffect, TeamLoad, TeamsSheet, TraditionalWait, on_call_share,
    open_contracts, provided, teams_sheet,
};
