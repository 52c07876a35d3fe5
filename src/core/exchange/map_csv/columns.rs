//! What a column holds, and what stands over it.

use crate::{
    catalog::{
        activities::{about, about_lifecycle},
        roles,
    },
    exchange::sheet_csv::values::bare,
    model::{Ability, Activity, LifecycleActivity, Role, check::LONGEST_NAME},
};

/// What a column holds, over all tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Practice,
    Strand,
    Level(Activity),
    Part(LifecycleActivity),
    /// The columns in which the team has a view of its own.
    Own,
    Devops,
    Sre,
    Roles,
    Row,
    MappingTable,
    /// A cell of a row, from 1.
    Words(usize),
    Note,
    Kind,
    Subject,
    Stream,
    Letter(Role),
    Role,
    Today,
    Planned,
    Becomes,
    Person,
    Team,
    With,
    Mode,
    People,
    PlannedShare,
    Party,
    Ahead,
    Shape,
    Ability(Ability),
    Provided,
    Practices,
    Consumers,
    SelfService,
    Service,
    Supplier,
    Target,
    FulfilledBy,
    TargetLevel,
    /// An answer, 1..=5.
    Votes(usize),
    CriterionLevel,
    Criterion,
    State,
    Evidence,
    Capability,
    Statement,
    Says,
}

/// What stands before a capability of the team's own in a head.
const OWN_ABILITY: &str = "Capability: ";

impl Column {
    /// What stands over it.
    pub(super) fn head(&self) -> String {
        let fixed = match self {
            Self::Level(activity) => about(*activity).name,
            Self::Part(activity) => about_lifecycle(*activity).name,
            Self::Letter(role) => roles::name(*role),
            Self::Words(number) => return format!("Cell {number}"),
            Self::Votes(answer) => return format!("Votes {answer}"),
            Self::Ability(Ability::Own(own)) => return format!("{OWN_ABILITY}{own}"),
            Self::Ability(built_in) => ability(built_in),
            Self::Id => "Id",
            Self::Practice => "Practice",
            Self::Strand => "Strand",
            Self::Own => "Set by the team",
            Self::Devops => "DevOps counterparts",
            Self::Sre => "SRE counterparts",
            Self::Roles => "Roles",
            Self::Row => "Row",
            Self::MappingTable => "Mapping table",
            Self::Note => "How it is done here",
            Self::Kind => "Kind",
            Self::Subject => "Practice or step",
            Self::Stream => "Value stream",
            Self::Role => "Role",
            Self::Today => "Held today by",
            Self::Planned => "Held later by",
            Self::Becomes => "Becomes",
            Self::Person => "Person",
            Self::Team => "Team",
            Self::With => "With team",
            Self::Mode => "Interaction",
            Self::People => "People",
            Self::PlannedShare => "Planned share (%)",
            Self::Party => "Party",
            Self::Ahead => "Clock ahead (min)",
            Self::Shape => "Team type",
            Self::Provided => "Platform service",
            Self::Practices => "Practices",
            Self::Consumers => "Used by",
            Self::SelfService => "Self-service (%)",
            Self::Service => "Service",
            Self::Supplier => "Supplier",
            Self::Target => "Target (%)",
            Self::FulfilledBy => "Fulfilled by team",
            Self::TargetLevel => "Target level",
            Self::CriterionLevel => "Level",
            Self::Criterion => "Criterion",
            Self::State => "State",
            Self::Evidence => "Evidence",
            Self::Capability => "Capability",
            Self::Statement => "Statement",
            Self::Says => "What it says",
        };
        fixed.to_owned()
    }

    /// Whether a file may change it; the others stand there for the reader.
    pub(super) const fn is_read(&self) -> bool {
        !matches!(self, Self::Strand | Self::MappingTable | Self::Says)
    }
}

/// A capability of a team, as the mapping table calls it.
pub(super) const fn ability(ability: &Ability) -> &'static str {
    match ability {
        Ability::Development => "Development",
        Ability::Operations => "Operations",
        Ability::Support => "Support",
        Ability::Security => "Security",
        Ability::Testing => "Testing",
        Ability::Own(_) => "",
    }
}

/// The column of a capability of the team's own; `None` when the head names none.
pub(super) fn own_ability(head: &str) -> Option<Column> {
    let (before, own) = head.split_at_checked(OWN_ABILITY.len())?;
    let named = before.eq_ignore_ascii_case(OWN_ABILITY) && !own.trim().is_empty();
    (named && own.chars().count() <= LONGEST_NAME).then(|| Column::Ability(Ability::Own(own.to_owned())))
}

/// The column of a role; `None` when the head names none.
pub(super) fn letter(head: &str) -> Option<Column> {
    let wanted = bare(head);
    Role::ALL.into_iter().find(|role| bare(roles::name(*role)) == wanted).map(Column::Letter)
}
