//! What nobody has said, and what was probably typed in another unit.

use crate::model::{StepKind, ValueStream};

use super::{ChainChecks, Flaw, LONG_WORK_HOURS, steps_where};

/// Hours of a minute and of a year of 365 days.
const MINUTE: f64 = 1.0 / 60.0;
const YEAR: f64 = 8760.0;

/// Units first, since they spoil every sum; then the gaps.
pub(super) fn look(stream: &ValueStream, checks: &mut ChainChecks) {
    let long = steps_where(stream, |step| step.work.mean() > LONG_WORK_HOURS);
    let work_hours = long.first().and_then(|id| stream.step(*id)).map_or(0.0, |step| step.work.mean());
    checks.add_steps(Flaw::LongWork { work_hours }, long);
    // A machine may well decide in seconds.
    let short = steps_where(stream, |step| {
        let seen = step.observed.is_some_and(|seen| seen.high.hours() < MINUTE);
        seen && !matches!(step.kind, StepKind::Gate { .. })
    });
    checks.add_steps(Flaw::UnderAMinute, short);
    let years = steps_where(stream, |step| step.observed.is_some_and(|seen| seen.high.hours() > YEAR));
    checks.add_steps(Flaw::OverAYear, years);
    checks.add_steps(Flaw::NoObservedTime, steps_where(stream, |step| step.observed.is_none()));
    checks.add_steps(Flaw::NoCompleteAccurate, steps_where(stream, |step| step.complete_accurate.is_none()));
    checks.add_steps(Flaw::NoTeam, steps_where(stream, |step| step.team.is_none()));
    checks.add_steps(Flaw::NoPractice, steps_where(stream, |step| step.practices.is_empty()));
    let rough = steps_where(stream, |step| step.assumed || step.observed.is_some_and(|seen| seen.assumed));
    checks.add_steps(Flaw::Assumed, rough);
}
