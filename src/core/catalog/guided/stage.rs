//! What a workspace has for the questions: its stream, its meeting, its deployments, its objective, its people.

use crate::model::{
    Lever, Place, Problem, Service, Slo, Step, StepKind, Team, TeamId, ValueStream, Workers, Workspace,
};

/// The stream of changes, and who is there.
pub(super) struct Stage<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) stream: &'a ValueStream,
}

/// Where people can be added.
#[derive(Clone, Copy)]
pub(super) struct Post<'a> {
    pub(super) step: &'a Step,
    /// The team whose people they are, when they work on other steps too.
    team: Option<TeamId>,
    people: u16,
    /// Mean hours of work at all of their steps.
    pub(super) work: f64,
    /// The same for each hour a week that they have for it: the busier, the more.
    pub(super) load: f64,
}

impl<'a> Stage<'a> {
    /// # Errors
    /// When nothing carries changes.
    pub(super) fn of(workspace: &'a Workspace) -> Result<Self, Problem> {
        let stream = workspace.main_stream().ok_or_else(|| {
            Problem::error(
                Place::Workspace,
                "There is no value stream of changes.",
                "Add one on the page Value chain, with the steps from request to live.",
            )
        })?;
        Ok(Self { workspace, stream })
    }

    /// What is missing, said of the stream.
    pub(super) fn missing(&self, what: &str, remedy: &str) -> Problem {
        Problem::error(Place::Stream(self.stream.id), format!("\"{}\" {what}.", self.stream.name), remedy)
    }

    /// The first approval that waits for dates: the meeting.
    pub(super) fn meeting(&self) -> Option<&'a Step> {
        self.stream.steps.iter().find(|step| matches!(step.kind, StepKind::Approval { cadence: Some(_), .. }))
    }

    /// Steps that deploy.
    pub(super) fn deploys(&self) -> impl Iterator<Item = &'a Step> {
        self.stream.steps.iter().filter(|step| matches!(step.kind, StepKind::Deploy { .. }))
    }

    /// # Errors
    /// When nothing is deployed.
    pub(super) fn must_deploy(&self) -> Result<(), Problem> {
        match self.deploys().next() {
            Some(_) => Ok(()),
            None => Err(self.missing("deploys nothing", "Say on the page Value chain which step deploys.")),
        }
    }

    /// The service that the deployments change, and its objective.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn promise(&self) -> Result<(&'a Service, &'a Slo), Problem> {
        let service = self
            .stream
            .service
            .and_then(|id| self.workspace.service(id))
            .ok_or_else(|| self.missing("changes no service", "Choose the service on the page Value chain."))?;
        let slo = service.main_slo().ok_or_else(|| {
            Problem::error(
                Place::Service(service.id),
                format!("\"{}\" has no objective, so there is no error budget.", service.name),
                "Add an objective on the page Service levels.",
            )
        })?;
        Ok((service, slo))
    }

    /// Where people work by hand and can be more, in the order of the stream; steps that share people stand once, named
    /// by the one with the most work.
    pub(super) fn posts(&self) -> Vec<Post<'a>> {
        let mut posts: Vec<Post<'a>> = Vec::new();
        for step in &self.stream.steps {
            let team = step.team.and_then(|id| self.workspace.team(id));
            let (people, shared) = match (step.workers, team) {
                (Workers::Own { people }, _) => (people, None),
                (Workers::Team, Some(team)) => (team.people, Some(team.id)),
                _ => continue,
            };
            let work = step.work.mean();
            if work <= 0.0 || matches!(step.kind, StepKind::Deploy { .. }) {
                continue;
            }
            let planned = team.map_or(1.0, |team: &Team| team.planned_share.value());
            let load = work / (f64::from(people) * planned * step.calendar.hours_per_week());
            match posts.iter_mut().find(|post| shared.is_some() && post.team == shared) {
                Some(post) => {
                    if work > post.step.work.mean() {
                        post.step = step;
                    }
                    post.work += work;
                    post.load += load;
                }
                None => posts.push(Post { step, team: shared, people, work, load }),
            }
        }
        posts
    }
}

impl Post<'_> {
    /// So many more people.
    pub(super) fn with(&self, more: u16) -> Lever {
        let people = self.people.saturating_add(more);
        match self.team {
            Some(team) => Lever::TeamSize { team, people },
            None => Lever::People { step: self.step.id, people },
        }
    }
}
