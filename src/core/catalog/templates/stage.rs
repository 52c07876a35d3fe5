//! How the catalogue writes a chain down: stages with usual values, and who usually does them.

use crate::model::{Activity, Cadence, Calendar, LifecycleActivity, Party, Practice, Role, Share, StepKind, Workers};

/// Who does a stage: teams that most organisations have, under the names that most of them use. Sizes are usual values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Crew {
    Product,
    Operations,
    Desk,
    Release,
    Platform,
    Supplier,
}

impl Crew {
    /// In the order in which they are made.
    pub(super) const ALL: [Self; 6] =
        [Self::Product, Self::Operations, Self::Desk, Self::Release, Self::Platform, Self::Supplier];

    /// Name, people, percent of the week for planned work, whose people they are.
    pub(super) const fn about(self) -> (&'static str, u16, f64, Party) {
        match self {
            Self::Product => ("Product team", 8, 65.0, Party::Internal),
            Self::Operations => ("Operations", 5, 50.0, Party::Internal),
            Self::Desk => ("Service desk", 6, 60.0, Party::Internal),
            Self::Release => ("Change and release", 2, 80.0, Party::Internal),
            Self::Platform => ("Platform team", 4, 70.0, Party::Internal),
            Self::Supplier => ("Supplier", 4, 80.0, Party::Supplier),
        }
    }
}

/// A step as the catalogue tells it. Every time in it is a usual value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stage {
    pub(super) name: &'static str,
    pub(super) place: (Activity, LifecycleActivity),
    pub(super) crew: Option<Crew>,
    pub(super) kind: Kind,
    /// Hands-on hours: half within the first, 85 % within the second; 0 for none.
    pub(super) work: (f64, f64),
    /// Hours on the calendar from arriving to leaving, at least and at most; 0 for unknown.
    pub(super) observed: (f64, f64),
    /// %C&A in percent; 0 for unknown.
    pub(super) accurate: u8,
    /// The stage that mends what is not complete and accurate.
    pub(super) back: Option<&'static str>,
    pub(super) calendar: Calendar,
    pub(super) workers: Workers,
    pub(super) practices: &'static [Practice],
    pub(super) roles: &'static [Role],
    pub(super) note: &'static str,
}

/// What a stage does with the work. Shares in percent.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Work,
    Approval { cadence: Option<Cadence>, stops_bad: u8 },
    Gate { stops_bad: u8, stops_good: u8 },
    Deploy { cadence: Option<Cadence> },
}

impl Kind {
    pub(super) const fn of_step(self) -> StepKind {
        match self {
            Self::Work => StepKind::Work,
            Self::Approval { cadence, stops_bad } => {
                StepKind::Approval { cadence, stops_bad: percent(stops_bad), stops_good: Share::NONE }
            }
            Self::Gate { stops_bad, stops_good } => {
                StepKind::Gate { stops_bad: percent(stops_bad), stops_good: percent(stops_good) }
            }
            Self::Deploy { cadence } => StepKind::Deploy { cadence, fails: percent(1) },
        }
    }
}

/// So many percent.
pub(super) const fn percent(percent: u8) -> Share {
    Share::clamped(percent as f64 / 100.0)
}

/// A stage that somebody of a team works on in business hours.
pub(super) const fn stage(
    name: &'static str,
    place: (Activity, LifecycleActivity),
    crew: Crew,
    work: (f64, f64),
    observed: (f64, f64),
) -> Stage {
    Stage {
        name,
        place,
        crew: Some(crew),
        kind: Kind::Work,
        work,
        observed,
        accurate: 0,
        back: None,
        calendar: Calendar::BusinessHours,
        workers: Workers::Team,
        practices: &[],
        roles: &[],
        note: "",
    }
}

impl Stage {
    /// Names the practices it uses and the roles that take part.
    pub(super) const fn by(self, practices: &'static [Practice], roles: &'static [Role]) -> Self {
        Self { practices, roles, ..self }
    }

    /// So many percent can be used as they are; the rest comes back to a stage.
    pub(super) const fn accurate(self, percent: u8, back: Option<&'static str>) -> Self {
        Self { accurate: percent, back, ..self }
    }

    /// Day and night.
    pub(super) const fn always(self) -> Self {
        Self { calendar: Calendar::Always, ..self }
    }

    /// A machine decides; nobody queues for it.
    pub(super) const fn gate(self, stops_bad: u8, stops_good: u8) -> Self {
        let kind = Kind::Gate { stops_bad, stops_good };
        Self { kind, workers: Workers::Unlimited, calendar: Calendar::Always, ..self }
    }

    /// A machine works; nobody queues for it.
    pub(super) const fn by_machine(self) -> Self {
        Self { workers: Workers::Unlimited, calendar: Calendar::Always, ..self }
    }

    /// Somebody decides.
    pub(super) const fn approval(self, cadence: Option<Cadence>, stops_bad: u8) -> Self {
        Self { kind: Kind::Approval { cadence, stops_bad }, ..self }
    }

    /// It is put into production.
    pub(super) const fn deploy(self, cadence: Option<Cadence>) -> Self {
        Self { kind: Kind::Deploy { cadence }, ..self }
    }

    /// What people should know about it.
    pub(super) const fn note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }
}

/// A whole stream as the catalogue tells it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain {
    pub(super) trigger: &'static str,
    pub(super) outcome: &'static str,
    pub(super) per_week: f64,
    /// Percent of standard and of emergency changes.
    pub(super) mix: (u8, u8),
    /// Percent of the changes that would fail when nothing stops them.
    pub(super) bad_changes: u8,
    /// The stage at whose end the DORA clock starts.
    pub(super) clock: Option<&'static str>,
    pub(super) stages: &'static [Stage],
    /// Links in percent, where the work does not simply go down the list.
    pub(super) links: &'static [(&'static str, &'static str, u8)],
}
