//! Typed, opaque ids. Each kind has its own type and its own prefix in writing (`step-12`), so that a link to the
//! wrong kind of thing does not compile, and does not parse.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a written id was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{found}\" is not an id of this kind: expected \"{prefix}-\" and a whole number above 0")]
pub struct IdError {
    found: String,
    prefix: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u64);

        impl $name {
            /// The id with this number. Numbers come from `Workspace::next_id`, which all kinds share.
            pub const fn new(number: u64) -> Self {
                Self(number)
            }

            /// The number in the id: unique over all kinds in one workspace.
            pub const fn number(self) -> u64 {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "-{}"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.strip_prefix(concat!($prefix, "-"))
                    .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
                    .and_then(|digits| digits.parse().ok())
                    .filter(|number| *number > 0)
                    .map(Self)
                    .ok_or_else(|| IdError { found: text.chars().take(80).collect(), prefix: $prefix })
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    )*};
}

ids! {
    /// A service.
    ServiceId = "service";
    /// A service level objective of a service.
    SloId = "slo";
    /// A contract with a supplier.
    SupplierId = "contract";
    /// A value stream.
    StreamId = "stream";
    /// A step of a value stream.
    StepId = "step";
    /// A link between two steps.
    FlowId = "flow";
    /// A team.
    TeamId = "team";
    /// A scenario.
    ScenarioId = "scenario";
    /// An improvement.
    ImprovementId = "improvement";
    /// Somebody who holds roles.
    PersonId = "person";
    /// How things stood at a time.
    SnapshotId = "snapshot";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_writing_and_reading() {
        let id = StepId::new(12);
        assert_eq!(id.to_string(), "step-12");
        assert_eq!("step-12".parse(), Ok(id));
    }

    #[test]
    fn another_kind_is_refused() {
        for text in ["team-12", "step-", "step-0", "step--1", "step-+1", "12", "step-99999999999999999999999"] {
            assert!(text.parse::<StepId>().is_err(), "{text}");
        }
    }
}
