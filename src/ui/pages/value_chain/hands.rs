//! Where work changes hands, today and as the roles are planned: what links and steps of the drawing say of it.

use trivium_core::{
    engine::governance::{LinkHands, Passing},
    model::StepId,
};

/// What becomes of the hand-overs to a step; of several the one that changes most.
pub(super) fn arriving(links: &[LinkHands], step: StepId) -> Option<Passing> {
    let rank = |passing: Passing| match passing {
        Passing::Created => 4,
        Passing::Removed => 3,
        Passing::Stays => 2,
        Passing::Unknown => 1,
        Passing::SameHands => 0,
    };
    links.iter().filter(|link| link.to == step).map(|link| link.passing).max_by_key(|passing| rank(*passing))
}

/// One word for the box of a step.
pub(super) const fn word(passing: Option<Passing>) -> &'static str {
    match passing {
        None => "first",
        Some(Passing::SameHands) => "same",
        Some(Passing::Stays) => "change",
        Some(Passing::Created) => "+ change",
        Some(Passing::Removed) => "\u{d7} change",
        Some(Passing::Unknown) => "unknown",
    }
}

/// The ground of a step.
pub(super) const fn ground(passing: Option<Passing>) -> &'static str {
    match passing {
        Some(Passing::Stays) => "tint-2",
        Some(Passing::Created) => "tint-3",
        Some(Passing::Removed) => "tint-1",
        Some(Passing::SameHands | Passing::Unknown) | None => "tint-0",
    }
}

/// The look of a link; each differs without colour.
pub(super) const fn line(passing: Option<Passing>) -> &'static str {
    match passing {
        Some(Passing::Stays) => "link line-stays",
        Some(Passing::Created) => "link line-created",
        Some(Passing::Removed) => "link line-removed",
        Some(Passing::SameHands | Passing::Unknown) | None => "link",
    }
}
