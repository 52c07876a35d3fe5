//! Signs of the model in words: what is counted, how many of how many, and why nothing can be counted.

use super::{format, map::words};
use crate::engine::governance::{
    Sign,
    SignKind::{self as K},
    Speaks,
};

/// What is counted, as the name of a row; and what is missing where there is nothing to count, as what stands after
/// "because".
pub const fn sign_words(kind: K) -> (&'static str, &'static str) {
    const STREAMS: &str = "no value stream is drawn";
    const STEPS: &str = "no value stream has a step";
    const SERVICES: &str = "there is no service";
    const DECIDED: &str = "nothing has been decided yet";
    const PROVIDED: &str = "no team provides a service to others";
    match kind {
        K::StreamsWithTrigger => ("Value streams that say what starts them", STREAMS),
        K::StreamsWithOutcome => ("Value streams that say what the customer has in the end", STREAMS),
        K::StreamsWithImprove => (
            "Value streams with a step in Improve",
            "no value stream is drawn in ITIL 4; in Version 5 improvement goes around all activities",
        ),
        K::StreamsWithFewHandovers => {
            ("Value streams with fewer than three hand-overs between teams", "no link has a team at both ends")
        }
        K::StreamsWithStandard => ("Streams of changes with pre-approved ones", "no stream of changes is drawn"),
        K::KindsDrawn => ("Kinds of work that are drawn: changes, incidents, requests", STREAMS),
        K::StepsMeasured => ("Steps with measured times", STEPS),
        K::StepsWithCompleteAccurate => ("Steps that know how much of their work comes back", STEPS),
        K::StepsWithTeam => ("Steps that show their team", STEPS),
        K::StepsWithNote => ("Steps with a note", STEPS),
        K::StepsWithPractice => ("Steps that name their practices", STEPS),
        K::DeploysOneByOne => ("Deployments made change by change", "no step deploys"),
        K::DecisionsThatStop => ("Approvals and gates that stop bad changes", "nothing decides on changes"),
        K::DecisionsByMachine => ("Decisions on changes that a machine takes", "nothing decides on changes"),
        K::LinksTaken => ("Links that work takes", "no link is drawn: each step hands on to the next"),
        K::LinksWithinTeam => ("Links along which work stays in its team", "no link has a team at both ends"),
        K::ServicesWithObjective => ("Services that say what their users may expect", SERVICES),
        K::ServicesWithCosts => ("Services whose failure and delay have a price", SERVICES),
        K::ServicesWithRecords => ("Services with delivery records", SERVICES),
        K::LoopsClosed => ("Spent error budgets that change something", "no service has an objective"),
        K::ObjectivesWithRoom => {
            ("Objectives that contracts and dependencies leave room for", "no objective needs anybody else")
        }
        K::FoundByMonitoring => ("Services in which monitoring finds more failures than users do", SERVICES),
        K::UndoneByMachine => ("Services in which a machine undoes failures", SERVICES),
        K::ContractsWithTeam => ("Contracts whose team is drawn", "no service has a contract"),
        K::DecisionsWithBaseline => ("Decisions that say where the measure stood before", DECIDED),
        K::DecisionsWithReview => ("Decisions with a day for looking at them again", DECIDED),
        K::DecisionsOnScenario => ("Decisions made on a scenario", DECIDED),
        K::DecisionsWithOwner => ("Decisions that somebody sees to", DECIDED),
        K::EndedWithResult => ("Ended decisions that say what came of them", "no decision has ended yet"),
        K::TeamsThatSayHow => ("Teams that say how they work with another", "there are not two teams"),
        K::TeamsWithCapabilities => ("Teams that say where their capabilities are at home", "there is no team"),
        K::SupplierTeams => ("Teams of suppliers that name their contracts", "no team is a supplier"),
        K::PlatformUsersKnown => ("Services between teams whose users are known", PROVIDED),
        K::PlatformSelfService => ("Services between teams that users get by themselves", PROVIDED),
        K::RolesHeld => ("Named roles that somebody holds", "no step, no RACI table and no map of roles names a role"),
        K::PracticesWithOneAccountable => {
            ("Practices in use with exactly one accountable role", "no step names a practice")
        }
        K::TargetsWithToday => {
            ("Practices with a target of which something is known today", "no practice has a target of maturity")
        }
    }
}

/// "9 of 18"; nothing where there is nothing to count.
pub fn sign_count(sign: &Sign) -> String {
    if sign.speaks() == Speaks::NotAtAll { String::new() } else { format!("{} of {}", sign.with, sign.of) }
}

/// What belongs to the count, as a whole sentence; `None` for most kinds.
pub fn sign_detail(sign: &Sign) -> Option<String> {
    let amount = sign.amount.filter(|_| sign.of > 0)?;
    match sign.kind {
        K::StreamsWithStandard => Some(format!("Up to {} of the changes.", format::percent(amount))),
        K::FoundByMonitoring => Some(format!("At least {} in each.", format::percent(amount))),
        K::DeploysOneByOne if amount > 1.0 => {
            Some(format!("{} changes go live together on average.", words::short(amount)))
        }
        _ => None,
    }
}

/// The evidence as one sentence: "Steps with measured times: 9 of 18."; or why it cannot be judged.
pub fn sign_sentence(sign: &Sign) -> String {
    let (what, missing) = sign_words(sign.kind);
    match (sign.speaks(), sign_detail(sign)) {
        (Speaks::NotAtAll, _) => format!("{what}: cannot be judged, because {missing}."),
        (_, Some(detail)) => format!("{what}: {}. {detail}", sign_count(sign)),
        (_, None) => format!("{what}: {}.", sign_count(sign)),
    }
}
