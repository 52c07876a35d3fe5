//! Applying a command: the only way from one workspace to the next.

use std::sync::Arc;

use super::{Command, flows, ids, improvements, practices, records, scenarios, services, streams, teams};
use crate::model::{Place, Problem, Workspace, check};

/// What a command did.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The workspace afterwards.
    pub workspace: Workspace,
    /// Sentences about what else was changed, so that nothing points to nothing. Usually empty.
    pub also: Vec<String>,
}

impl Command {
    /// The workspace after this command.
    ///
    /// # Errors
    /// A [`Problem`] when the command names an element that does not exist, brings an id that was used before, or
    /// would break a rule of [`check::check`]. The workspace given stays as it was in any case.
    pub fn apply(&self, before: &Workspace) -> Result<Workspace, Problem> {
        self.change(before).map(|change| change.workspace)
    }

    /// The workspace after this command, and what else it had to change.
    ///
    /// # Errors
    /// As for [`Command::apply`].
    pub fn change(&self, before: &Workspace) -> Result<Change, Problem> {
        let mut draft = Draft { workspace: before.clone(), also: Vec::new() };
        draft.run(self)?;
        let Draft { mut workspace, also } = draft;
        if !matches!(self, Self::Replace { .. }) {
            ids::adopt(before, &mut workspace)?;
        }
        match check::check(&workspace).into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(Change { workspace, also }),
        }
    }
}

impl Command {
    /// Several commands as one step of the history: each is applied to what the one before it made.
    ///
    /// # Errors
    /// What the first refused one of them is refused for.
    pub fn together(before: &Workspace, commands: &[Self], label: String) -> Result<Self, Problem> {
        let mut workspace = before.clone();
        for command in commands {
            workspace = command.apply(&workspace)?;
        }
        Ok(Self::Replace { workspace: Box::new(workspace), label })
    }
}

/// A workspace on its way to the next one.
pub(super) struct Draft {
    pub(super) workspace: Workspace,
    pub(super) also: Vec<String>,
}

impl Draft {
    fn run(&mut self, command: &Command) -> Result<(), Problem> {
        match command {
            Command::Rename { name } => {
                self.workspace.name.clone_from(name);
                Ok(())
            }
            Command::SetEdition { edition } => {
                self.workspace.edition = *edition;
                Ok(())
            }
            Command::SetChangePolicy { policy } => {
                self.workspace.change_policy.clone_from(policy);
                Ok(())
            }
            Command::Replace { workspace, .. } => {
                self.workspace.clone_from(workspace);
                Ok(())
            }
            Command::AddStream { stream } => {
                Arc::make_mut(&mut self.workspace.streams).push(stream.clone());
                Ok(())
            }
            Command::UpdateStream { stream, details } => streams::update(self, *stream, details),
            Command::RemoveStream { stream } => streams::remove(self, *stream),
            Command::MoveStream { stream, to } => streams::move_to(self, *stream, *to),
            Command::AddSteps { stream, at, steps } => streams::add_steps(self, *stream, *at, steps),
            Command::AddPart { stream, at, steps, flows } => streams::add_part(self, *stream, *at, steps, flows),
            Command::UpdateStep { stream, step } => streams::update_step(self, *stream, step),
            Command::RemoveStep { stream, step } => streams::remove_step(self, *stream, *step),
            Command::RemoveSteps { stream, steps } => {
                steps.iter().try_for_each(|step| streams::remove_step(self, *stream, *step))
            }
            Command::MoveStep { stream, step, to } => streams::move_step(self, *stream, *step, *to),
            Command::PinSteps { stream, pins } => streams::pin_steps(self, *stream, pins),
            Command::SetClock { stream, after } => streams::set_clock(self, *stream, *after),
            Command::AddFlow { stream, flow } => flows::add(self, *stream, *flow),
            Command::UpdateFlow { stream, flow } => flows::update(self, *stream, *flow),
            Command::RemoveFlow { stream, flow } => flows::remove(self, *stream, *flow),
            Command::AddService { service } => {
                Arc::make_mut(&mut self.workspace.services).push(service.clone());
                Ok(())
            }
            Command::UpdateService { service } => services::update(self, service),
            Command::RemoveService { service } => services::remove(self, *service),
            Command::AddSlo { service, slo } => services::add_slo(self, *service, slo),
            Command::UpdateSlo { service, slo } => services::update_slo(self, *service, slo),
            Command::RemoveSlo { service, slo } => services::remove_slo(self, *service, *slo),
            Command::PutDelivery { service, records } => records::put(self, *service, records),
            Command::RemoveDelivery { service } => records::remove(self, *service),
            Command::AddTeam { team } => {
                Arc::make_mut(&mut self.workspace.teams).push(team.clone());
                Ok(())
            }
            Command::UpdateTeam { team } => teams::update(self, team),
            Command::RemoveTeam { team } => teams::remove(self, *team),
            Command::AddScenario { scenario } => scenarios::add(self, scenario),
            Command::DuplicateScenario { scenario, copy } => scenarios::duplicate(self, *scenario, *copy),
            Command::UpdateScenario { scenario } => scenarios::update(self, scenario),
            Command::MoveScenario { scenario, to } => scenarios::move_to(self, *scenario, *to),
            Command::RemoveScenario { scenario } => scenarios::remove(self, *scenario),
            Command::SetLever { scenario, lever } => scenarios::set_lever(self, *scenario, lever),
            Command::RemoveLever { scenario, lever } => scenarios::remove_lever(self, *scenario, lever),
            Command::SetPrediction { scenario, prediction } => scenarios::set_prediction(self, *scenario, prediction),
            Command::EditMap { edit } => practices::edit(self, edit),
            Command::AddSnapshot { snapshot } => {
                Arc::make_mut(&mut self.workspace.snapshots).push(snapshot.clone());
                Ok(())
            }
            Command::RenameSnapshot { snapshot, name } => practices::rename(self, *snapshot, name),
            Command::RemoveSnapshot { snapshot } => practices::remove(self, *snapshot),
            Command::SetBounds { bounds } => {
                self.workspace.bounds = *bounds;
                Ok(())
            }
            Command::AddImprovement { improvement } => {
                improvements::add(self, improvement);
                Ok(())
            }
            Command::UpdateImprovement { improvement } => improvements::update(self, improvement),
            Command::RemoveImprovement { improvement } => improvements::remove(self, *improvement),
        }
    }
}

/// The element is not there: it was removed meanwhile, or never was.
pub(super) fn gone(place: Place, what: &str, id: impl std::fmt::Display) -> Problem {
    Problem::error(
        place,
        format!("There is no {what} {id} in this workspace."),
        "It may have been removed: look at the list again.",
    )
}

/// `1 link`, `3 links`: a count with its word in the right number, for sentences.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
