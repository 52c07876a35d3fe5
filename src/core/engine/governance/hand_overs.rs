//! Where does work change hands, today and as the roles are planned?
//!
//! The hands of a step are the holders of its roles; where nobody holds any of them, or it names none, its team; else they
//! are unknown. A person counts for the team that they belong to: people of one team plan their work together, so work
//! that stays in a team does not change hands. A link is a hand-over when no hand of one step is a hand of the other.
//!
//! A role that nobody will hold is looked for where its duties go (`becomes`), one step far.
//!
//! Links are weighted by how many of them an item passes on one clean pass: branches by their shares, rework left out.
//! Links of unknown hands are counted and left out of every sum.

use crate::{
    engine::flow::Route,
    model::{Holder, PersonId, Practices, Role, RoleUse, Step, StepId, StreamId, TeamId, ValueStream, Workspace},
};

/// In whose hands work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hand {
    /// A team's, itself or through one of its people.
    Team(TeamId),
    /// Those of a person who belongs to no team.
    Person(PersonId),
}

/// What becomes of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    /// Work stays in the same hands, today and later.
    SameHands,
    /// A hand-over today, and later.
    Stays,
    /// A hand-over later that is none today.
    Created,
    /// A hand-over today that will be none.
    Removed,
    /// Nobody knows who has the work at one of its ends.
    Unknown,
}

/// A link, and in whose hands its two steps are.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkHands {
    /// Where work comes from.
    pub from: StepId,
    /// Where it goes on to.
    pub to: StepId,
    /// How often an item takes it on one clean pass, 0..=1.
    pub per_item: f64,
    /// The hands of its two steps today; empty where they are unknown.
    pub today: (Vec<Hand>, Vec<Hand>),
    /// The hands of its two steps as planned.
    pub later: (Vec<Hand>, Vec<Hand>),
    /// What becomes of it.
    pub passing: Passing,
}

/// Sums over links.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct HandOverTotals {
    /// Links.
    pub links: usize,
    /// Links of which the hands are unknown.
    pub unknown: usize,
    /// Hand-overs that stay.
    pub stays: usize,
    /// Hand-overs that the plan creates.
    pub created: usize,
    /// Hand-overs that the plan removes.
    pub removed: usize,
    /// Hand-overs that an item meets today on one clean pass.
    pub per_item_today: f64,
    /// The same as planned.
    pub per_item_later: f64,
}

impl HandOverTotals {
    /// Links that are a hand-over today.
    pub const fn today(&self) -> usize {
        self.stays + self.removed
    }

    /// Links that will be a hand-over.
    pub const fn later(&self) -> usize {
        self.stays + self.created
    }
}

/// The hand-overs of a stream.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamHandOvers {
    /// The stream.
    pub stream: StreamId,
    /// Its next links, in the order in which work goes through its steps.
    pub links: Vec<LinkHands>,
    /// Their sums.
    pub totals: HandOverTotals,
}

/// The hand-overs of a stream, today and as the roles are planned.
pub fn hand_overs(workspace: &Workspace, stream: &ValueStream) -> StreamHandOvers {
    let route = Route::of(stream);
    let hands = |step: &Step, planned: bool| hands_of(workspace, step, planned);
    let mut found = StreamHandOvers { stream: stream.id, links: Vec::new(), totals: HandOverTotals::default() };
    let mut arriving: Vec<f64> = vec![0.0; stream.steps.len()];
    for (place, (at, from)) in route.forward().enumerate() {
        if place == 0 {
            add(&mut arriving, at, 1.0);
        }
        let here = arriving.get(at).copied().unwrap_or_default();
        for &(next, share) in route.next_of(at) {
            let Some(to) = stream.steps.get(next) else { continue };
            let per_item = here * share;
            add(&mut arriving, next, per_item);
            let today = (hands(from, false), hands(to, false));
            let later = (hands(from, true), hands(to, true));
            let passing = passing(&today, &later);
            found.links.push(LinkHands { from: from.id, to: to.id, per_item, today, later, passing });
        }
    }
    found.totals = totals(&found.links);
    found
}

fn add(values: &mut [f64], at: usize, value: f64) {
    if let Some(place) = values.get_mut(at) {
        *place += value;
    }
}

fn passing(today: &(Vec<Hand>, Vec<Hand>), later: &(Vec<Hand>, Vec<Hand>)) -> Passing {
    match (is_hand_over(today), is_hand_over(later)) {
        (Some(false), Some(false)) => Passing::SameHands,
        (Some(true), Some(true)) => Passing::Stays,
        (Some(false), Some(true)) => Passing::Created,
        (Some(true), Some(false)) => Passing::Removed,
        _ => Passing::Unknown,
    }
}

/// Whether no hand is on both sides; `None` when one side is unknown.
fn is_hand_over((from, to): &(Vec<Hand>, Vec<Hand>)) -> Option<bool> {
    (!from.is_empty() && !to.is_empty()).then(|| !from.iter().any(|hand| to.contains(hand)))
}

fn totals(links: &[LinkHands]) -> HandOverTotals {
    let mut found = HandOverTotals { links: links.len(), ..HandOverTotals::default() };
    for link in links {
        match link.passing {
            Passing::SameHands => {}
            Passing::Unknown => found.unknown += 1,
            Passing::Stays => {
                found.stays += 1;
                found.per_item_today += link.per_item;
                found.per_item_later += link.per_item;
            }
            Passing::Created => {
                found.created += 1;
                found.per_item_later += link.per_item;
            }
            Passing::Removed => {
                found.removed += 1;
                found.per_item_today += link.per_item;
            }
        }
    }
    found
}

/// In whose hands a step is, today or as planned; none twice, empty when nobody knows.
pub fn hands_of(workspace: &Workspace, step: &Step, planned: bool) -> Vec<Hand> {
    let practices = &workspace.practices;
    let mut found = Vec::new();
    for role in &step.roles {
        for holder in holders(practices, *role, planned) {
            let hand = hand(practices, holder);
            if !found.contains(&hand) {
                found.push(hand);
            }
        }
    }
    if found.is_empty() {
        found.extend(step.team.map(Hand::Team));
    }
    found
}

fn holders(practices: &Practices, role: Role, planned: bool) -> Vec<Holder> {
    let Some(used) = practices.role(role) else { return Vec::new() };
    if !planned {
        return used.today.clone();
    }
    let passed_on = used.planned.as_ref().is_some_and(Vec::is_empty);
    if !passed_on {
        return used.later().to_vec();
    }
    let heirs = used.becomes.iter().filter_map(|heir| practices.role(*heir));
    heirs.flat_map(RoleUse::later).copied().collect()
}

fn hand(practices: &Practices, holder: Holder) -> Hand {
    match holder {
        Holder::Team(team) => Hand::Team(team),
        Holder::Person(id) => practices.person(id).and_then(|person| person.team).map_or(Hand::Person(id), Hand::Team),
    }
}
