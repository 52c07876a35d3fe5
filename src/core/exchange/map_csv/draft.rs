//! A workspace on its way to what a file says, and how its teams, people and steps are called.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    MOST_PROBLEMS,
    index::{Found, Index, folded},
    known,
    sheet::Key,
    words::{self, plain},
};
use crate::{
    edit::{MapEdit, NewIds},
    exchange::capture::measure::cut,
    model::{Holder, Person, PersonId, Practices, Service, StepId, Team, TeamId, Workspace},
};

/// What "nobody" is called where an empty cell means something else.
pub(super) const NOBODY: &str = "nobody";

/// A workspace on its way.
pub(super) struct Draft<'a> {
    pub(super) before: &'a Workspace,
    pub(super) after: Workspace,
    pub(super) ids: NewIds,
    /// The rows that lines have meant, each with the number of its line.
    pub(super) meant: BTreeMap<Key, usize>,
    teams: Index,
    people: Index,
    /// Made when the first step is asked for.
    steps: Option<Steps>,
    /// How many unknown names were told: looking for near ones takes time.
    told: usize,
}

struct Steps {
    ids: Vec<StepId>,
    /// The name of each, as it is looked up.
    called: BTreeMap<StepId, String>,
    names: Index,
}

/// A name that several have.
pub(super) fn several(name: &str) -> String {
    format!("several are called \"{}\". Type the id of the one that is meant.", cut(name))
}

/// Which one of a list a line means, from the place of its id, whether that one has the name that stands beside it, and
/// what the name means. `None`: a new one.
pub(super) fn meant(by_id: Option<usize>, has_name: bool, name: &str, named: Found) -> Result<Option<usize>, String> {
    match (by_id, named) {
        (Some(place), _) if has_name => Ok(Some(place)),
        (_, Found::One(place)) => Ok(Some(place)),
        (_, Found::Several) => Err(several(name)),
        (by_id, Found::Nothing) => Ok(by_id),
    }
}

impl<'a> Draft<'a> {
    pub(super) fn of(before: &'a Workspace) -> Self {
        Self {
            before,
            after: before.clone(),
            ids: NewIds::of(before),
            meant: BTreeMap::new(),
            teams: Index::of(before.teams.iter().map(|team| team.name.as_str())),
            people: Index::of(before.practices.people.iter().map(|person| person.name.as_str())),
            steps: None,
            told: 0,
        }
    }

    /// Changes what is said about practices.
    pub(super) fn edit(&mut self, edit: &MapEdit) {
        edit.run(self.practices());
    }

    pub(super) fn practices(&mut self) -> &mut Practices {
        Arc::make_mut(&mut self.after.practices)
    }

    /// A team, to be changed.
    pub(super) fn team_mut(&mut self, id: TeamId) -> Option<&mut Team> {
        Arc::make_mut(&mut self.after.teams).iter_mut().find(|team| team.id == id)
    }

    /// A service, to be changed.
    pub(super) fn service_mut(&mut self, at: usize) -> Option<&mut Service> {
        Arc::make_mut(&mut self.after.services).get_mut(at)
    }

    /// What a name of a team means.
    pub(super) fn team_named(&self, name: &str) -> Found {
        self.teams.find(name)
    }

    /// What a name of a person means.
    pub(super) fn person_named(&self, name: &str) -> Found {
        self.people.find(name)
    }

    pub(super) fn add_team(&mut self, team: Team) {
        self.teams.add(&team.name, self.after.teams.len());
        Arc::make_mut(&mut self.after.teams).push(team);
    }

    pub(super) fn add_person(&mut self, person: Person) {
        self.people.add(&person.name, self.after.practices.people.len());
        self.practices().people.push(person);
    }

    /// A person, to be changed. New ones stand at the end.
    pub(super) fn person_mut(&mut self, id: PersonId) -> Option<&mut Person> {
        self.practices().people.iter_mut().rfind(|person| person.id == id)
    }

    /// From here on the name means this person too.
    pub(super) fn rename_person(&mut self, id: PersonId, name: String) {
        if let Some(place) = self.after.practices.people.iter().rposition(|person| person.id == id) {
            self.people.add(&name, place);
        }
        if let Some(person) = self.person_mut(id) {
            person.name = name;
        }
    }

    /// From here on the name means this team too.
    pub(super) fn rename_team(&mut self, id: TeamId, name: String) {
        if let Some(place) = self.after.teams.iter().position(|team| team.id == id) {
            self.teams.add(&name, place);
        }
        if let Some(team) = self.team_mut(id) {
            team.name = name;
        }
    }

    /// A team that must exist, by its id or name.
    pub(super) fn team(&mut self, text: &str) -> Result<TeamId, String> {
        if let Some(id) = text.parse().ok().filter(|id| self.after.team(*id).is_some()) {
            return Ok(id);
        }
        let found = match self.teams.find(text) {
            Found::One(place) => self.after.teams.get(place).map(|team| team.id),
            Found::Several => return Err(several(text)),
            Found::Nothing => None,
        };
        found.ok_or_else(|| self.unknown(text, "team"))
    }

    /// Teams that must exist, each once.
    pub(super) fn teams(&mut self, text: &str) -> Result<Vec<TeamId>, String> {
        let mut found = Vec::new();
        for part in known::parts(text)? {
            let team = self.team(part)?;
            if found.contains(&team) {
                return Err(known::twice(part));
            }
            found.push(team);
        }
        Ok(found)
    }

    fn unknown(&mut self, text: &str, what: &str) -> String {
        self.told += 1;
        let most = if self.told > MOST_PROBLEMS { 0 } else { usize::MAX };
        let workspace = &self.after;
        let mut teams = workspace.teams.iter().map(|team| team.name.as_str()).take(most);
        let mut steps =
            workspace.streams.iter().flat_map(|stream| &stream.steps).map(|step| step.name.as_str()).take(most);
        let names: &mut dyn Iterator<Item = &str> = if what == "team" { &mut teams } else { &mut steps };
        known::unknown(text, names, what)
    }

    /// Those who hold a role, each once. Who is not known becomes a person, once all are understood.
    pub(super) fn holders(&mut self, text: &str) -> Result<Vec<Holder>, String> {
        let mut found: Vec<(Option<Holder>, String)> = Vec::new();
        for part in known::parts(text)? {
            let holder = self.holder(part)?;
            let again = |(other, name): &(Option<Holder>, String)| match holder {
                Some(_) => *other == holder,
                None => other.is_none() && name.to_lowercase() == part.to_lowercase(),
            };
            if found.iter().any(again) {
                return Err(known::twice(part));
            }
            found.push((holder, words::name(part)?));
        }
        let mut holders = Vec::new();
        for (holder, name) in found {
            holders.push(holder.unwrap_or_else(|| {
                let id = self.ids.person();
                self.add_person(Person { id, name, team: None });
                Holder::Person(id)
            }));
        }
        Ok(holders)
    }

    /// A person or a team; `None` when nobody has that name.
    fn holder(&self, text: &str) -> Result<Option<Holder>, String> {
        let person = text.parse().ok().filter(|id: &PersonId| self.after.practices.person(*id).is_some());
        let team = text.parse().ok().filter(|id: &TeamId| self.after.team(*id).is_some());
        if let Some(holder) = person.map(Holder::Person).or(team.map(Holder::Team)) {
            return Ok(Some(holder));
        }
        let person = |place: usize| self.after.practices.people.get(place).map(|person| Holder::Person(person.id));
        let team = |place: usize| self.after.teams.get(place).map(|team| Holder::Team(team.id));
        match (self.people.find(text), self.teams.find(text)) {
            (Found::Nothing, Found::Nothing) => Ok(None),
            (Found::One(place), Found::Nothing) => Ok(person(place)),
            (Found::Nothing, Found::One(place)) => Ok(team(place)),
            _ => Err(several(text)),
        }
    }

    /// A step, by its name and what is said of its stream; its id says which of several that have the name.
    pub(super) fn step(&mut self, name: &str, stream: &str, id: &str) -> Result<StepId, String> {
        let before = self.before;
        let steps = self.steps.get_or_insert_with(|| Steps::of(before));
        let by_id = id.parse().ok().and_then(|id| steps.called.get(&id).map(|name| (id, name)));
        if let Some((id, _)) = by_id.filter(|(_, called)| **called == folded(name)) {
            return Ok(id);
        }
        let place = if stream.is_empty() { steps.names.find(name) } else { steps.names.find(&within(name, stream)) };
        match place {
            Found::One(place) => steps.ids.get(place).copied().ok_or_else(String::new),
            Found::Several => Err(several(name)),
            Found::Nothing if stream.is_empty() => Err(self.unknown(name, "practice or step")),
            Found::Nothing => {
                Err(format!("the value stream \"{}\" has no step \"{}\". Look up both.", cut(stream), cut(name)))
            }
        }
    }
}

/// A step in a stream, as one name.
fn within(step: &str, stream: &str) -> String {
    format!("{}\n{}", step.trim(), stream.trim())
}

impl Steps {
    fn of(workspace: &Workspace) -> Self {
        let mut steps = Self { ids: Vec::new(), called: BTreeMap::new(), names: Index::default() };
        for stream in workspace.streams.iter() {
            for step in &stream.steps {
                steps.names.add(&step.name, steps.ids.len());
                steps.names.add(&within(&step.name, &stream.name), steps.ids.len());
                steps.ids.push(step.id);
                steps.called.insert(step.id, folded(&step.name));
            }
        }
        steps
    }
}

/// How teams and people are written: by name, or by id where the name would not be understood as them and nothing else.
pub(super) struct References<'a> {
    workspace: &'a Workspace,
    teams: Index,
    people: Index,
}

impl<'a> References<'a> {
    pub(super) fn of(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            teams: Index::of(workspace.teams.iter().map(|team| team.name.as_str())),
            people: Index::of(workspace.practices.people.iter().map(|person| person.name.as_str())),
        }
    }

    /// A team where only teams can stand.
    pub(super) fn team(&self, id: TeamId) -> String {
        let name = self.workspace.team(id).map_or("", |team| team.name.as_str());
        let alone = matches!(self.teams.find(name), Found::One(_));
        if alone && is_plain_name(name) { name.to_owned() } else { id.to_string() }
    }

    /// Several of them.
    pub(super) fn teams(&self, ids: &[TeamId]) -> String {
        listed(&mut ids.iter().map(|id| self.team(*id)))
    }

    /// Those who hold a role.
    pub(super) fn holders(&self, holders: &[Holder]) -> String {
        listed(&mut holders.iter().map(|holder| self.holder(*holder)))
    }

    fn holder(&self, holder: Holder) -> String {
        let (id, name) = match holder {
            Holder::Person(id) => {
                (id.to_string(), self.workspace.practices.person(id).map_or("", |person| &person.name))
            }
            Holder::Team(id) => (id.to_string(), self.workspace.team(id).map_or("", |team| &team.name)),
        };
        let alone = matches!(
            (self.people.find(name), self.teams.find(name)),
            (Found::One(_), Found::Nothing) | (Found::Nothing, Found::One(_))
        );
        let understood = alone && is_plain_name(name) && !name.eq_ignore_ascii_case(NOBODY);
        if understood { name.to_owned() } else { id }
    }
}

fn listed(names: &mut dyn Iterator<Item = String>) -> String {
    let mut all = String::new();
    for name in names {
        all.push_str(if all.is_empty() { "" } else { "; " });
        all.push_str(&name);
    }
    all
}

/// Whether a name in a list is read as this name and nothing else.
fn is_plain_name(name: &str) -> bool {
    let is_id = name.parse::<TeamId>().is_ok() || name.parse::<PersonId>().is_ok();
    !is_id && !name.contains(';') && !plain(name).is_empty() && plain(name).trim() == name
}
