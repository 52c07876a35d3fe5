//! How far the model covers the four dimensions: counts of what is filled in, with the first place where it is not.
//!
//! Which count belongs to which dimension is our reading. Covered means drawn: it says nothing of how good it is.

use super::signs::{
    Sign,
    SignKind::{self as K},
    sign,
};
use crate::{catalog::dimensions::Dimension, model::Workspace};

/// A dimension and what the model says about it.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionCover {
    /// The dimension.
    pub dimension: Dimension,
    /// Its counts, always the same ones in the same order.
    pub signs: Vec<Sign>,
}

impl DimensionCover {
    /// Filled, and of how many, over all of its counts.
    pub fn filled(&self) -> (usize, usize) {
        self.signs.iter().fold((0, 0), |(with, of), sign| (with + sign.with, of + sign.of))
    }
}

const fn signs_of(dimension: Dimension) -> &'static [K] {
    match dimension {
        Dimension::OrganizationsAndPeople => {
            &[K::StepsWithTeam, K::TeamsWithCapabilities, K::RolesHeld, K::PracticesWithOneAccountable]
        }
        Dimension::InformationAndTechnology => &[
            K::ServicesWithRecords,
            K::DecisionsByMachine,
            K::FoundByMonitoring,
            K::UndoneByMachine,
            K::PlatformUsersKnown,
        ],
        Dimension::PartnersAndSuppliers => &[K::ContractsWithTeam, K::SupplierTeams, K::ObjectivesWithRoom],
        Dimension::ValueStreamsAndProcesses => {
            &[K::KindsDrawn, K::StreamsWithOutcome, K::StepsWithPractice, K::StepsMeasured]
        }
    }
}

/// All four, in their usual order.
pub fn dimensions(workspace: &Workspace) -> Vec<DimensionCover> {
    let cover = |dimension: Dimension| {
        let signs = signs_of(dimension).iter().map(|kind| sign(workspace, *kind)).collect();
        DimensionCover { dimension, signs }
    };
    Dimension::ALL.into_iter().map(cover).collect()
}
