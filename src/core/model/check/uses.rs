//! What a step says of the practices and roles it uses.

use super::{Findings, MOST_ROLES};
use crate::model::{Place, Step};

impl Findings {
    /// A practice or a role that is there twice says no more than once.
    pub(super) fn uses(&mut self, place: Place, step: &Step) {
        let name = &step.name;
        if repeats(&step.practices) {
            self.add(place, format!("Step \"{name}\" names a practice twice."), "Name each practice once.");
        }
        if repeats(&step.roles) {
            self.add(place, format!("Step \"{name}\" names a role twice."), "Name each role once.");
        }
        if step.roles.len() > MOST_ROLES {
            let what = format!("Step \"{name}\" names {} roles; at most {MOST_ROLES} are allowed.", step.roles.len());
            self.add(place, what, "Split the step, or keep the roles that matter.");
        }
    }
}

/// Whether something is in the list twice.
fn repeats<T: PartialEq>(list: &[T]) -> bool {
    list.iter().enumerate().any(|(at, one)| list.iter().take(at).any(|other| other == one))
}
