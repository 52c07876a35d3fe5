//! What one repetition counts besides times and failures: who is where, what the work is about, what it costs.

use super::{
    tape::Tape,
    typed::{StepKey, Table},
};
use crate::model::WorkType;

/// Most points of a cumulative flow diagram: more days share a point.
pub(super) const MOST_POINTS: u32 = 200;

/// A step, in the measured time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Presence {
    /// Hours that changes were at the step, summed.
    pub(super) present: f64,
    /// Hours of them that done work waited to be let in at the next step.
    pub(super) blocked: f64,
}

/// Counts of one repetition; all of the measured time, unless said otherwise.
#[derive(Debug, Clone)]
pub(super) struct Ledger {
    pub(super) steps: Table<StepKey, Presence>,
    /// Changes of each work type that went live.
    pub(super) live_of: [u64; WorkType::ALL.len()],
    pub(super) curve: Curve,
    /// Hours of full failure inside the service hours that changes caused, of incidents that are over: each on its own.
    pub(super) change_failure_hours: f64,
    /// Working hours of planned work's people that incidents took.
    pub(super) unplanned_hours: f64,
    /// Incidents that somebody acknowledged, the hours until then, and those of them that reached the last level.
    pub(super) acknowledged: u64,
    pub(super) acknowledge_hours: f64,
    pub(super) last_level: u64,
}

impl Ledger {
    pub(super) fn new(steps: usize, curve: Curve) -> Self {
        Self {
            steps: (0..steps).map(|_| Presence::default()).collect(),
            live_of: [0; WorkType::ALL.len()],
            curve: curve.with(steps),
            change_failure_hours: 0.0,
            unplanned_hours: 0.0,
            acknowledged: 0,
            acknowledge_hours: 0.0,
            last_level: 0,
        }
    }

    /// Done work waited at a step to be let in at the next.
    pub(super) fn blocked(&mut self, at: StepKey, hours: f64) {
        self.steps[at].blocked += hours;
    }

    /// Counts a change that went live.
    pub(super) fn count_live(&mut self, work: WorkType) {
        if let Some(count) = self.live_of.get_mut(work as usize) {
            *count += 1;
        }
    }
}

/// How many have come, and have passed each stage, in each stretch of the measured time. A stage is a step in the order
/// of the flow; who skips a stage passes it with the next. Stretch 0 is all that was before.
#[derive(Debug, Clone, Default)]
pub(super) struct Curve {
    /// Stretch of the present moment.
    now: usize,
    stretches: usize,
    pub(super) arrived: Vec<u32>,
    /// Stage by stage.
    pub(super) passed: Vec<u32>,
}

impl Curve {
    /// For so many measured days.
    pub(super) fn over(days: u32) -> Self {
        let stretches = usize::try_from(days.div_ceil(days_a_point(days))).unwrap_or(0) + 1;
        Self { now: 0, stretches, arrived: vec![0; stretches], passed: Vec::new() }
    }

    fn with(mut self, stages: usize) -> Self {
        self.passed = vec![0; self.stretches * stages];
        self
    }

    /// The next stretch begins.
    pub(super) fn turn(&mut self) {
        self.now = (self.now + 1).min(self.stretches.saturating_sub(1));
    }

    /// A change has come.
    #[inline]
    pub(super) fn arrive(&mut self) {
        if let Some(count) = self.arrived.get_mut(self.now) {
            *count += 1;
        }
    }

    /// A change passes all stages from `first` to `last`.
    #[inline]
    pub(super) fn pass(&mut self, first: u16, last: u16) {
        for stage in first..=last {
            if let Some(count) = self.passed.get_mut(usize::from(stage) * self.stretches + self.now) {
                *count += 1;
            }
        }
    }

    /// Writes or reads what was counted; where it stands belongs to a repetition that is under way.
    pub(super) fn pass_counts(&mut self, tape: &mut Tape) {
        let Self { now: _, stretches: _, arrived, passed } = self;
        tape.counts(arrived);
        tape.counts(passed);
    }

    /// Counts of a stage, stretch by stretch.
    #[cfg(test)]
    pub(super) fn of(&self, stage: usize) -> &[u32] {
        self.passed.get(stage * self.stretches..(stage + 1) * self.stretches).unwrap_or_default()
    }
}

/// Days that share a point.
pub(super) const fn days_a_point(days: u32) -> u32 {
    let points = days.div_ceil(MOST_POINTS);
    if points == 0 { 1 } else { points }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_bounded_and_stages_are_passed_in_order() {
        assert_eq!((days_a_point(182), days_a_point(200), days_a_point(201), days_a_point(3640)), (1, 1, 2, 19));
        let mut curve = Curve::over(3).with(2);
        curve.arrive();
        curve.turn();
        curve.pass(0, 0);
        curve.turn();
        curve.pass(1, 1);
        curve.pass(0, 1);
        assert_eq!(curve.arrived, [1, 0, 0, 0]);
        assert_eq!((curve.of(0), curve.of(1)), (&[0, 1, 1, 0][..], &[0, 0, 2, 0][..]));
    }
}
