//! Templates of value streams: chains that many organisations have, to start from.
//!
//! A template brings steps, links, practices, roles, activities and rhythms, and the teams that it needs. Every time in
//! it is a usual value and marked as assumed, but for the Rust release train, whose rhythm comes from records. Nobody's
//! stream looks exactly so: a template is there to be corrected.

mod build;
mod delivery;
mod patterns;
mod recurring;
mod stage;

pub use build::Built;

use self::stage::Chain;
use crate::model::StreamKind;

/// What kind of help a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Streams that come back in every organisation.
    Recurring,
    /// Patterns of the value chain of ITIL (Version 5): one step for each activity.
    Pattern,
    /// Ways in which a change is let into production.
    Delivery,
}

impl Group {
    /// All groups, in the order of telling.
    pub const ALL: [Self; 3] = [Self::Delivery, Self::Recurring, Self::Pattern];

    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recurring => "Streams that come back everywhere",
            Self::Pattern => "Patterns of ITIL (Version 5)",
            Self::Delivery => "From an idea to production",
        }
    }
}

/// A stream to start from.
#[derive(Debug)]
pub struct Template {
    /// Its key: lower-case letters and hyphens, unique.
    pub key: &'static str,
    /// Its name, and that of the stream.
    pub name: &'static str,
    /// Its group.
    pub group: Group,
    /// What runs through the stream.
    pub kind: StreamKind,
    /// What it is for: a sentence.
    pub purpose: &'static str,
    /// Where it comes from: a sentence or two.
    pub source: &'static str,
    chain: Body,
}

#[derive(Debug)]
enum Body {
    Chain(Chain),
    /// Made with the sample of the same records.
    RustTrain,
}

/// All templates, group by group.
pub static ALL: [Template; 15] = [
    delivery::CI_CD,
    delivery::WEEKLY_CAB,
    delivery::EMERGENCY,
    delivery::RUST_TRAIN,
    recurring::INCIDENT,
    recurring::REQUEST,
    recurring::CHANGED_SERVICE,
    recurring::IMPROVEMENT,
    recurring::OPERATION,
    recurring::ONBOARDING,
    patterns::FULL,
    patterns::INTERNAL,
    patterns::INTEGRATOR,
    patterns::VENDOR,
    patterns::CUSTOM,
];

/// The template with this key.
pub fn with_key(key: &str) -> Option<&'static Template> {
    ALL.iter().find(|template| template.key == key)
}
