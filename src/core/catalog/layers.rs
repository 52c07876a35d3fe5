//! Which practices of the three layers work in which lane: governance sets the bounds, velocity automates the way of a
//! change, reliability says how well what runs has to run.
//!
//! Marks of lifecycle activities are told second-hand, from the page "DevOps and SRE Integration with ITIL v5" of the ITIL
//! v5 Compass (2 April 2026), in our own words. On the activities of ITIL 4 they come by our crosswalk, so there they are
//! ours. A mark says what usually works in a lane, never that somebody does it: whether it does is for the model to say.

use super::activities::Strand::{self, Governance, Reliability, Velocity};
use crate::model::{
    Activity::{self, DeliverAndSupport, DesignAndTransition, Engage, Improve, ObtainBuild, Plan},
    LifecycleActivity::{self, Acquire, Build, Deliver, Design, Discover, Operate, Support, Transition},
};

/// Where a mark comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkSource {
    /// Named for this activity by the source.
    Sourced,
    /// Our reading.
    Ours,
}

/// A practice of a layer that works in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayerMark {
    /// The layer.
    pub strand: Strand,
    /// What people call it.
    pub name: &'static str,
    /// What it does there: a phrase without a full stop.
    pub does: &'static str,
    /// Where that comes from.
    pub source: MarkSource,
}

/// A lane of either edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaneActivity {
    /// Of the ITIL 4 service value chain.
    Chain(Activity),
    /// Of the lifecycle of ITIL (Version 5).
    Life(LifecycleActivity),
}

/// One of the things that work in lanes.
struct Known {
    mark: LayerMark,
    /// Lifecycle activities that the source names.
    sourced: &'static [LifecycleActivity],
    /// Lifecycle activities by our reading.
    ours: &'static [LifecycleActivity],
    /// Activities of ITIL 4, by our crosswalk.
    chain: &'static [Activity],
}

const fn known(
    (strand, name, does): (Strand, &'static str, &'static str),
    sourced: &'static [LifecycleActivity],
    ours: &'static [LifecycleActivity],
    chain: &'static [Activity],
) -> Known {
    Known { mark: LayerMark { strand, name, does, source: MarkSource::Ours }, sourced, ours, chain }
}

/// Layer by layer.
const ALL: [Known; 10] = [
    known(
        (Governance, "Portfolio decisions", "say what is worth doing, and in which order"),
        &[],
        &[Discover],
        &[Plan],
    ),
    known((Governance, "Service level management", "agrees what customers may expect"), &[], &[Deliver], &[Engage]),
    known(
        (Governance, "Change enablement", "judges the risk of a change, and lets low risk pass"),
        &[],
        &[Transition],
        &[DesignAndTransition],
    ),
    known((Governance, "Continual improvement", "turns what was learned into the next change"), &[], &[], &[Improve]),
    known(
        (Velocity, "CI/CD", "builds, tests and deploys each change by itself"),
        &[Build, Transition],
        &[],
        &[ObtainBuild, DesignAndTransition],
    ),
    known(
        (Velocity, "Infrastructure as code", "makes environments from a text, the same each time"),
        &[Acquire, Operate],
        &[],
        &[ObtainBuild, DeliverAndSupport],
    ),
    known((Velocity, "Cross-functional team", "designs, builds and runs without hand-overs"), &[], &[Design], &[]),
    known(
        (Reliability, "SLOs and error budget", "say how much may fail before speed has to wait"),
        &[Operate, Deliver],
        &[],
        &[DeliverAndSupport],
    ),
    known(
        (Reliability, "Toil reduction", "takes repeated work by hand away from those who run it"),
        &[Operate],
        &[],
        &[DeliverAndSupport],
    ),
    known(
        (Reliability, "Blameless post-mortem", "finds what let it fail, and who will see to it"),
        &[],
        &[Support],
        &[DeliverAndSupport, Improve],
    ),
];

/// What the three layers usually do in a lane: governance first, then velocity, then reliability.
pub fn layer_marks(lane: LaneActivity) -> Vec<LayerMark> {
    let here = |known: &Known| {
        let source = match lane {
            LaneActivity::Chain(activity) => known.chain.contains(&activity).then_some(MarkSource::Ours),
            LaneActivity::Life(activity) if known.sourced.contains(&activity) => Some(MarkSource::Sourced),
            LaneActivity::Life(activity) => known.ours.contains(&activity).then_some(MarkSource::Ours),
        };
        source.map(|source| LayerMark { source, ..known.mark })
    };
    ALL.iter().filter_map(here).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::activities::{ACTIVITIES, LIFECYCLE, activities_of};

    fn names(lane: LaneActivity, source: MarkSource) -> Vec<&'static str> {
        layer_marks(lane).into_iter().filter(|mark| mark.source == source).map(|mark| mark.name).collect()
    }

    #[test]
    fn what_the_source_names_stands_where_it_names_it() {
        let sourced = |activity| names(LaneActivity::Life(activity), MarkSource::Sourced);
        assert_eq!(sourced(Build), ["CI/CD"]);
        assert_eq!(sourced(Transition), ["CI/CD"]);
        assert_eq!(sourced(Acquire), ["Infrastructure as code"]);
        assert_eq!(sourced(Operate), ["Infrastructure as code", "SLOs and error budget", "Toil reduction"]);
        assert_eq!(sourced(Deliver), ["SLOs and error budget"]);
        assert!(ACTIVITIES.into_iter().all(|one| names(LaneActivity::Chain(one), MarkSource::Sourced).is_empty()));
    }

    #[test]
    fn the_lanes_of_itil_4_follow_from_the_crosswalk() {
        for known in ALL.iter().filter(|known| !known.sourced.is_empty()) {
            for activity in known.sourced {
                let four = activities_of(*activity).first().copied();
                assert!(four.is_some_and(|four| known.chain.contains(&four)), "{} {activity:?}", known.mark.name);
            }
        }
    }

    #[test]
    fn layers_come_in_their_order_and_every_lane_has_one() {
        let lanes =
            ACTIVITIES.into_iter().map(LaneActivity::Chain).chain(LIFECYCLE.into_iter().map(LaneActivity::Life));
        for lane in lanes {
            let marks = layer_marks(lane);
            assert!(!marks.is_empty(), "{lane:?}");
            assert!(marks.is_sorted_by_key(|mark| mark.strand), "{lane:?}");
            assert!(marks.iter().all(|mark| !mark.does.ends_with('.')));
        }
    }
}
