//! The activities of both editions, and the way from one to the other.
//!
//! Names are those of ITIL 4 and ITIL (Version 5); purposes are told in our own words. Which strand an activity belongs
//! to and the crosswalk are our reading, not a publication: six activities do not map one to one on eight.

use crate::model::{
    Activity, Edition,
    LifecycleActivity::{self, Acquire, Build, Deliver, Design, Discover, Operate, Support, Transition},
    Step,
};

/// One of the three roads: which layer of the work something serves most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strand {
    /// ITIL: direction, agreement, control.
    Governance,
    /// DevOps: getting a change to its users.
    Velocity,
    /// SRE: keeping what runs running.
    Reliability,
}

impl Strand {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Governance => "Governance",
            Self::Velocity => "Velocity",
            Self::Reliability => "Reliability",
        }
    }
}

/// What the catalogue says of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in our own words: a phrase without a full stop.
    pub purpose: &'static str,
    /// The strand it serves most.
    pub strand: Strand,
}

/// The six activities of the ITIL 4 service value chain, in the usual order of telling.
pub const ACTIVITIES: [Activity; 6] = [
    Activity::Plan,
    Activity::Improve,
    Activity::Engage,
    Activity::DesignAndTransition,
    Activity::ObtainBuild,
    Activity::DeliverAndSupport,
];

/// The eight lifecycle activities of ITIL (Version 5).
pub const LIFECYCLE: [LifecycleActivity; 8] = [Discover, Design, Acquire, Build, Transition, Operate, Deliver, Support];

/// An activity of ITIL 4. Source of the names: ITIL 4 Foundation.
pub const fn about(activity: Activity) -> About {
    let (name, purpose, strand) = match activity {
        Activity::Plan => (
            "Plan",
            "Everybody shares one picture of where we want to go, where we are and what comes next",
            Strand::Governance,
        ),
        Activity::Improve => {
            ("Improve", "Products, services and the way we work get better all the time", Strand::Governance)
        }
        Activity::Engage => (
            "Engage",
            "We know what the people outside need, and every contact with them goes this way",
            Strand::Governance,
        ),
        Activity::DesignAndTransition => (
            "Design and transition",
            "New and changed services are as good, as cheap and as early as expected",
            Strand::Velocity,
        ),
        Activity::ObtainBuild => (
            "Obtain/build",
            "The parts a service is made of are there when and where they are needed",
            Strand::Velocity,
        ),
        Activity::DeliverAndSupport => {
            ("Deliver and support", "Services run, and people are helped with them, as agreed", Strand::Reliability)
        }
    };
    About { name, purpose, strand }
}

/// A lifecycle activity of ITIL (Version 5). Source of the names: the Foundation (Version 5) syllabus.
pub const fn about_lifecycle(activity: LifecycleActivity) -> About {
    let (name, purpose, strand) = match activity {
        Discover => {
            ("Discover", "Needs, signals and chances are found and weighed against strategy", Strand::Governance)
        }
        Design => ("Design", "The solution and how it feels to use are specified and tried out", Strand::Velocity),
        Acquire => ("Acquire", "Resources and parts made by others are obtained", Strand::Governance),
        Build => ("Build", "Parts are made, put together and tested", Strand::Velocity),
        Transition => ("Transition", "What was built moves safely into live use", Strand::Velocity),
        Operate => ("Operate", "What is live runs, and is watched, day by day", Strand::Reliability),
        Deliver => ("Deliver", "People get the access and the services they ask for, as agreed", Strand::Reliability),
        Support => ("Support", "What fails is restored, learned from and fed back", Strand::Reliability),
    };
    About { name, purpose, strand }
}

/// What the edition in use says of a step's activity.
pub const fn of_step(step: &Step, edition: Edition) -> About {
    match edition {
        Edition::Itil4 => about(step.activity),
        Edition::Itil5 => about_lifecycle(step.lifecycle),
    }
}

/// From ITIL 4 to Version 5: where the work of an activity is found, the usual place first.
///
/// Plan also goes to governance and strategy, outside the lifecycle; Improve goes around all eight.
pub const fn lifecycle_of(activity: Activity) -> &'static [LifecycleActivity] {
    match activity {
        Activity::Plan => &[Discover],
        Activity::Engage => &[Discover, Deliver, Support],
        Activity::DesignAndTransition => &[Design, Transition],
        Activity::ObtainBuild => &[Build, Acquire],
        Activity::DeliverAndSupport => &[Operate, Deliver, Support],
        Activity::Improve => &LIFECYCLE,
    }
}

/// From Version 5 to ITIL 4: the activities whose work is found in it, the usual one first. Improve is always last.
pub const fn activities_of(activity: LifecycleActivity) -> &'static [Activity] {
    use Activity::{DeliverAndSupport, DesignAndTransition, Engage, Improve, ObtainBuild, Plan};
    match activity {
        Discover => &[Engage, Plan, Improve],
        Design | Transition => &[DesignAndTransition, Improve],
        Acquire | Build => &[ObtainBuild, Improve],
        Operate => &[DeliverAndSupport, Improve],
        Deliver | Support => &[DeliverAndSupport, Engage, Improve],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both directions say the same pairs.
    #[test]
    fn the_crosswalk_is_one_relation() {
        for four in ACTIVITIES {
            for five in LIFECYCLE {
                let there = lifecycle_of(four).contains(&five);
                let back = activities_of(five).contains(&four);
                assert_eq!(there, back, "{four:?} {five:?}");
            }
        }
    }

    #[test]
    fn each_activity_has_its_own_name_and_purpose() {
        let all: Vec<About> =
            ACTIVITIES.into_iter().map(about).chain(LIFECYCLE.into_iter().map(about_lifecycle)).collect();
        for (index, one) in all.iter().enumerate() {
            assert!(!one.purpose.ends_with('.') && one.purpose.len() > 20, "{}", one.name);
            for other in all.iter().skip(index + 1) {
                assert!(one.name != other.name && one.purpose != other.purpose, "{}", one.name);
            }
        }
    }
}
