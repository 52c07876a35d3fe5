//! Where are the gaps of the map: practices that no stream uses, steps that no practice covers, roles that nobody holds,
//! activities that the practices in use serve weakly. Counts with what they are counted of, never a grade.
//!
//! Streams that are a wished-for future state are left out: what is wished for is not in use.

use crate::{
    catalog::{
        activities::ACTIVITIES,
        practices::{level, roles_of},
    },
    model::{Activity, Practice, Practices, Role, Step, StepId, StreamId, ValueStream, Workspace},
};

/// An activity is served weakly when the levels of the practices in use add up to less than this share of those of all
/// practices. Ours. Using one more practice can only make the share larger.
pub const WEAK_SHARE: f64 = 1.0 / 3.0;

/// How well an activity is served by the practices in use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ActivityServed {
    /// The activity.
    pub activity: Activity,
    /// Sum of the levels of the practices in use.
    pub sum: u32,
    /// Sum of the levels of all practices.
    pub sum_of_all: u32,
    /// Practices in use that contribute at all.
    pub practices: usize,
    /// Practices that contribute at all.
    pub practices_of_all: usize,
    /// Whether any practice is in use at all.
    pub any_in_use: bool,
}

impl ActivityServed {
    /// Share of all levels that the practices in use bring, 0..=1; `None` when no practice is in use, or none contributes.
    pub fn share(&self) -> Option<f64> {
        (self.any_in_use && self.sum_of_all > 0).then(|| f64::from(self.sum) / f64::from(self.sum_of_all))
    }

    /// Whether it is served weakly: see [`WEAK_SHARE`]. `None` when no practice is in use.
    pub fn is_weak(&self) -> Option<bool> {
        self.share().map(|share| share < WEAK_SHARE)
    }
}

/// A role in use, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleNeed {
    /// The role.
    pub role: Role,
    /// Steps that name it.
    pub steps: usize,
    /// Rows of the RACI table in which it stands; 1 when it has a column there and no letter yet.
    pub rows: usize,
    /// Practices in use that it belongs to.
    pub practices: usize,
    /// Whether something is said of who holds it, today or later, or of what it becomes.
    pub said: bool,
    /// Whether somebody holds it today.
    pub held: bool,
}

impl RoleNeed {
    /// Whether somebody named it: a step, the RACI table, or the map of roles. Only these can be held by nobody; a role
    /// that merely belongs to a practice in use is a proposal of the catalogue.
    pub const fn is_named(&self) -> bool {
        self.steps > 0 || self.rows > 0 || self.said
    }
}

/// The gaps of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct PracticeCoverage {
    /// Practices that no step of a stream names.
    pub unused: Vec<Practice>,
    /// Practices that are looked at: all.
    pub practices: usize,
    /// Steps that name no practice, with their stream.
    pub uncovered: Vec<(StreamId, StepId)>,
    /// Steps of all streams.
    pub steps: usize,
    /// Roles that are named and that nobody holds today.
    pub unheld: Vec<RoleNeed>,
    /// Roles that are named: see [`RoleNeed::is_named`].
    pub roles: usize,
    /// Roles that nobody named and that belong to practices in use; they are counted nowhere else.
    pub belonging: Vec<RoleNeed>,
    /// The six activities.
    pub activities: Vec<ActivityServed>,
}

impl PracticeCoverage {
    /// Activities that are served weakly; none when no practice is in use, and nothing can be said.
    pub fn weak(&self) -> impl Iterator<Item = &ActivityServed> {
        self.activities.iter().filter(|served| served.is_weak() == Some(true))
    }
}

fn streams(workspace: &Workspace) -> impl Iterator<Item = &ValueStream> {
    workspace.streams.iter().filter(|stream| stream.future_of.is_none())
}

fn steps(workspace: &Workspace) -> impl Iterator<Item = &Step> {
    streams(workspace).flat_map(|stream| &stream.steps)
}

/// The practices that steps name, in the order of the catalogue.
pub fn practices_in_use(workspace: &Workspace) -> Vec<Practice> {
    let named = |practice: &Practice| steps(workspace).any(|step| step.practices.contains(practice));
    Practice::ALL.into_iter().filter(named).collect()
}

/// The gaps of the map of a workspace.
pub fn practice_coverage(workspace: &Workspace) -> PracticeCoverage {
    let in_use = practices_in_use(workspace);
    let uncovered = streams(workspace).flat_map(|stream| {
        let bare = stream.steps.iter().filter(|step| step.practices.is_empty());
        bare.map(move |step| (stream.id, step.id))
    });
    let (named, belonging): (Vec<RoleNeed>, Vec<RoleNeed>) =
        needs(workspace, &in_use).into_iter().partition(RoleNeed::is_named);
    PracticeCoverage {
        unused: Practice::ALL.into_iter().filter(|practice| !in_use.contains(practice)).collect(),
        practices: Practice::ALL.len(),
        uncovered: uncovered.collect(),
        steps: steps(workspace).count(),
        roles: named.len(),
        unheld: named.into_iter().filter(|need| !need.held).collect(),
        belonging,
        activities: activities_served(&workspace.practices, &in_use),
    }
}

/// The roles in use, in the order of the catalogue: those that somebody named ([`RoleNeed::is_named`]), and those that
/// only belong to practices in use. Whatever counts roles counts these.
pub fn roles_in_use(workspace: &Workspace) -> Vec<RoleNeed> {
    needs(workspace, &practices_in_use(workspace))
}

fn needs(workspace: &Workspace, in_use: &[Practice]) -> Vec<RoleNeed> {
    Role::ALL.into_iter().filter_map(|role| need(workspace, in_use, role)).collect()
}

/// What a role is used by; `None` when it is not.
fn need(workspace: &Workspace, in_use: &[Practice], role: Role) -> Option<RoleNeed> {
    let practices = &workspace.practices;
    let letters = practices.raci.iter().filter(|row| row.letter(role).is_some()).count();
    let used = practices.role(role);
    let found = RoleNeed {
        role,
        steps: steps(workspace).filter(|step| step.roles.contains(&role)).count(),
        rows: letters.max(usize::from(practices.raci_roles.contains(&role))),
        practices: in_use.iter().filter(|practice| roles_of(practices, **practice).contains(&role)).count(),
        said: used.is_some_and(|used| !used.is_empty()),
        held: used.is_some_and(|used| !used.today.is_empty()),
    };
    (found.is_named() || found.practices > 0).then_some(found)
}

/// How well these practices serve each activity, by the levels that hold in the workspace.
pub fn activities_served(practices: &Practices, in_use: &[Practice]) -> Vec<ActivityServed> {
    let served = |activity: Activity| {
        let sum = |of: &[Practice]| {
            of.iter().fold((0_u32, 0_usize), |(sum, count), practice| {
                let level = level(practices, *practice, activity).level;
                (sum + u32::from(level), count + usize::from(level > 0))
            })
        };
        let (sum_of_all, practices_of_all) = sum(&Practice::ALL);
        let (sum, practices) = sum(in_use);
        ActivityServed { activity, sum, sum_of_all, practices, practices_of_all, any_in_use: !in_use.is_empty() }
    };
    ACTIVITIES.into_iter().map(served).collect()
}
