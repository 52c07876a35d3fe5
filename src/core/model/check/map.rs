//! What the map of practices, its snapshots and the limits of governance must keep.

use std::collections::BTreeSet;

use super::{Findings, MOST_ELEMENTS, MOST_STEPS};
use crate::model::{
    Capability, Criterion, Holder, IntegrationRow, Maturity, Place, Practice, Practices, Role, StepId, Subject,
    Technique, Workspace,
};

/// Most snapshots of a workspace: each holds a copy of the map.
pub const MOST_SNAPSHOTS: usize = 12;
/// Most criteria of a practice.
pub const MOST_CRITERIA: usize = 60;
/// Most pieces of evidence of a criterion.
pub const MOST_EVIDENCE: usize = 20;
/// Most statements about a capability.
pub const MOST_STATEMENTS: u8 = 12;

/// Whether two of a list are about the same thing.
pub(super) fn twice<T>(list: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    list.iter().enumerate().any(|(at, one)| list.iter().take(at).any(|other| same(one, other)))
}

/// Whether a list is longer than it can be when nothing stands in it twice. Asked first: the other rules compare each
/// with each.
fn too_long(practices: &Practices) -> bool {
    let cells = Practice::ALL.len() * 8;
    let Practices {
        levels, parts, techniques, role_links, rows, roles, raci_roles, raci, maturity, capabilities, ..
    } = practices;
    levels.len() > cells
        || parts.len() > cells
        || techniques.len() > Practice::ALL.len() * Technique::ALL.len()
        || role_links.len() > Practice::ALL.len() * Role::ALL.len()
        || rows.len() > IntegrationRow::ALL.len()
        || roles.len() > Role::ALL.len()
        || raci_roles.len() > Role::ALL.len()
        || raci.len() > MOST_STEPS + Practice::ALL.len()
        || raci.iter().any(|row| row.duties.len() > Role::ALL.len())
        || maturity.len() > Practice::ALL.len()
        || capabilities.len() > Capability::ALL.len() * usize::from(MOST_STATEMENTS)
}

impl Findings {
    pub(super) fn map(&mut self, workspace: &Workspace) {
        let practices = &*workspace.practices;
        for person in &practices.people {
            let place = Place::Person(person.id);
            self.id(workspace, person.id.number(), place);
            self.name(place, "person", &person.name);
        }
        self.said(Place::Workspace, practices);
        self.holders(workspace, practices);
        self.subjects(workspace, practices);
        self.snapshots(workspace);
        let bounds = workspace.bounds;
        if bounds.most_failures.is_some_and(|most| !(0.0..=1e6).contains(&most)) {
            self.add(
                Place::Workspace,
                "The most failures that governance allows are not 0 to 1,000,000 in 28 days.",
                "Type how many deployments may fail in 28 days.",
            );
        }
    }

    /// What holds of a map by itself, today's or that of a snapshot: `whole` is what it belongs to.
    fn said(&mut self, whole: Place, practices: &Practices) {
        if too_long(practices) {
            self.add(whole, "The map of practices has more rows than there can be.", "Take some out of the file.");
            return;
        }
        self.levels(whole, practices);
        self.rows(whole, practices);
        self.raci(whole, practices);
        for maturity in &practices.maturity {
            self.maturity(maturity);
        }
    }

    fn levels(&mut self, whole: Place, practices: &Practices) {
        let Practices { levels, parts, techniques, role_links, capabilities, .. } = practices;
        if let Some(edit) = levels.iter().find(|edit| edit.level > 3) {
            let what = format!("A level of the heat map is {}.", edit.level);
            self.add(Place::Practice(edit.practice), what, "Levels are 0 (none) to 3 (high).");
        }
        let doubled = twice(levels, |a, b| a.practice == b.practice && a.activity == b.activity)
            || twice(parts, |a, b| a.practice == b.practice && a.activity == b.activity)
            || twice(techniques, |a, b| a.practice == b.practice && a.technique == b.technique)
            || twice(role_links, |a, b| a.practice == b.practice && a.role == b.role)
            || twice(capabilities, |a, b| a.capability == b.capability && a.statement == b.statement);
        if doubled {
            self.add(whole, "The map of practices says something twice.", "Keep one of both in the file.");
        }
        if capabilities.iter().any(|answers| answers.statement >= MOST_STATEMENTS || answers.votes.count() == 0) {
            self.add(
                whole,
                "Answers about a capability name no statement, or hold no answer.",
                "Take them out of the file.",
            );
        }
    }

    fn rows(&mut self, whole: Place, practices: &Practices) {
        if twice(&practices.rows, |a, b| a.row == b.row) {
            self.add(whole, "A row of the integration table is there twice.", "Keep one in the file.");
        }
        for row in &practices.rows {
            self.note(whole, &row.note);
            for cell in row.cells.iter().flatten() {
                self.note(whole, cell);
            }
            if row.cells.len() > 4 {
                self.add(
                    whole,
                    "A row of the integration table has more than four cells.",
                    "Take the others out of the file.",
                );
            }
        }
    }

    fn holders(&mut self, workspace: &Workspace, practices: &Practices) {
        let mut known: BTreeSet<Holder> = BTreeSet::new();
        known.extend(workspace.teams.iter().map(|team| Holder::Team(team.id)));
        known.extend(practices.people.iter().map(|person| Holder::Person(person.id)));
        for used in &practices.roles {
            let planned = used.planned.as_deref().unwrap_or_default();
            if used.today.iter().chain(planned).any(|holder| !known.contains(holder)) {
                let remedy = "Choose who holds it again.";
                self.add(Place::Workspace, "A role is held by somebody who does not exist.", remedy);
            }
        }
        for person in &practices.people {
            if person.team.is_some_and(|team| !known.contains(&Holder::Team(team))) {
                let what = format!("\"{}\" belongs to a team that does not exist.", person.name);
                self.add(Place::Person(person.id), what, "Choose a team for them.");
            }
        }
    }

    /// The rows of the RACI table are about steps that are there.
    fn subjects(&mut self, workspace: &Workspace, practices: &Practices) {
        let mut steps: BTreeSet<StepId> = BTreeSet::new();
        if practices.raci.iter().any(|row| matches!(row.subject, Subject::Step(_))) {
            steps.extend(workspace.streams.iter().flat_map(|stream| &stream.steps).map(|step| step.id));
        }
        for row in &practices.raci {
            if let Subject::Step(step) = row.subject
                && !steps.contains(&step)
            {
                let what = format!("A row of the RACI table is about {step}, which does not exist.");
                self.add(Place::Workspace, what, "Take it out of the file.");
            }
        }
    }

    fn raci(&mut self, whole: Place, practices: &Practices) {
        let Practices { raci, raci_roles, roles, maturity, .. } = practices;
        let mut seen = BTreeSet::new();
        for row in raci {
            if !seen.insert(row.subject) {
                self.add(whole, "A row of the RACI table is there twice.", "Keep one of both in the file.");
            }
            let stray = row.duties.iter().any(|duty| !raci_roles.contains(&duty.role));
            if stray || row.duties.is_empty() || twice(&row.duties, |a, b| a.role == b.role) {
                self.add(
                    whole,
                    "A row of the RACI table is empty, or fills a cell twice or outside of the columns.",
                    "Take the cell out of the file, or add its role to raci_roles.",
                );
            }
        }
        for used in roles {
            let planned = used.planned.as_deref().unwrap_or_default();
            let same = |list: &[Holder]| list.iter().collect::<BTreeSet<_>>().len() < list.len();
            if same(&used.today) || same(planned) || twice(&used.becomes, |a, b| a == b) {
                self.add(whole, "A role names the same holder twice.", "Name each once.");
            }
        }
        let doubled = twice(raci_roles, |a, b| a == b)
            || twice(roles, |a, b| a.role == b.role)
            || twice(maturity, |a, b| a.practice == b.practice);
        if doubled {
            self.add(whole, "A role or a practice is listed twice.", "Keep one of both in the file.");
        }
    }

    fn maturity(&mut self, maturity: &Maturity) {
        let place = Place::Practice(maturity.practice);
        if maturity.target.is_some_and(|target| !(1..=5).contains(&target)) {
            self.add(place, "A target of maturity is not 1 to 5.", "Choose a level of 1 to 5.");
        }
        if maturity.criteria.len() > MOST_CRITERIA {
            let what = format!("A practice has more than {MOST_CRITERIA} criteria of maturity.");
            self.add(place, what, "Keep those that matter.");
        }
        for criterion in &maturity.criteria {
            self.criterion(place, criterion);
        }
    }

    fn criterion(&mut self, place: Place, criterion: &Criterion) {
        if criterion.text.trim().is_empty() {
            self.add(place, "A criterion of maturity says nothing.", "Write what must be true.");
        }
        self.note(place, &criterion.text);
        if !(2..=5).contains(&criterion.level) {
            self.add(place, "A criterion of maturity belongs to no level of 2 to 5.", "Choose a level: 1 needs none.");
        }
        if criterion.evidence.len() > MOST_EVIDENCE {
            let what = format!("A criterion has more than {MOST_EVIDENCE} pieces of evidence.");
            self.add(place, what, "Three good ones are enough.");
        }
        for evidence in &criterion.evidence {
            self.note(place, evidence);
        }
    }

    fn snapshots(&mut self, workspace: &Workspace) {
        if workspace.snapshots.len() > MOST_SNAPSHOTS {
            let what = format!("There are more than {MOST_SNAPSHOTS} snapshots.");
            self.add(Place::Workspace, what, "Remove the ones that nobody looks at any more.");
        }
        for snapshot in workspace.snapshots.iter() {
            let place = Place::Snapshot(snapshot.id);
            self.id(workspace, snapshot.id.number(), place);
            self.name(place, "snapshot", &snapshot.name);
            self.said(place, &snapshot.practices);
            for person in &snapshot.practices.people {
                self.name(place, "person", &person.name);
            }
            if snapshot.teams.len() > MOST_ELEMENTS || snapshot.practices.people.len() > MOST_ELEMENTS {
                let what = format!("A snapshot holds more than {MOST_ELEMENTS} teams or people.");
                self.add(place, what, "Take the snapshot out of the file.");
            }
            for team in snapshot.teams.iter() {
                self.name(place, "team", &team.name);
                self.capabilities(place, team);
            }
            if snapshot.steps.len() > MOST_STEPS {
                let what = format!("A snapshot holds more than {MOST_STEPS} steps.");
                self.add(place, what, "Take the snapshot out of the file.");
            }
            for step in snapshot.steps.iter() {
                self.name(place, "step", &step.name);
                self.name(place, "value stream", &step.stream);
                if twice(&step.practices, |a, b| a == b) || twice(&step.roles, |a, b| a == b) {
                    self.add(place, "A step of a snapshot names something twice.", "Name it once in the file.");
                }
            }
        }
    }
}
