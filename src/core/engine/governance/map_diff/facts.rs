//! A state of the map as a list of facts, in the order of its parts.

use std::collections::BTreeMap;

use super::{
    About, MapState, Trait,
    words::{
        ability, arrangement, holder, level_word, listed, mode_word, part_word, provision_word, shape_word, state_word,
        team,
    },
};
use crate::{
    catalog::{
        activities::{self, ACTIVITIES, LIFECYCLE},
        capabilities,
        integration::cells,
        practices::{about, level, part, roles_of, technique_name, techniques_of},
        roles,
    },
    engine::governance::{Standing, capability_score},
    model::{Ability, Capability, Party, PlatformService, Practice, Role, StepId, Subject, Team},
};

/// Something that is true of a state.
pub(super) struct Fact {
    pub(super) about: About,
    /// What it is about, in words.
    pub(super) what: String,
    /// What is true of it, in words.
    pub(super) value: String,
    /// What is true of it, with the ids of what it names: a team that is called something else is the same team.
    pub(super) truth: String,
}

/// The word of what is true of something that is only there or not.
const THERE: &str = "yes";

/// All facts of a state.
pub(super) fn of(state: &MapState<'_>) -> Vec<Fact> {
    let mut found = List { state, facts: Vec::new() };
    for practice in Practice::ALL {
        found.practice(practice);
    }
    found.steps();
    found.raci();
    for role in Role::ALL {
        found.role(role);
    }
    for person in &state.practices.people {
        let (value, truth) = match person.team {
            None => (person.name.clone(), person.name.clone()),
            Some(id) => (format!("{}, {}", person.name, team(state.teams, id)), format!("{}, {id}", person.name)),
        };
        found.push_as(About::Person(person.id), person.name.clone(), value, truth);
    }
    for team in state.teams {
        found.team(team);
    }
    found.capabilities();
    found.rows();
    found.facts
}

struct List<'a> {
    state: &'a MapState<'a>,
    facts: Vec<Fact>,
}

impl List<'_> {
    fn push(&mut self, about: About, what: String, value: String) {
        let truth = value.clone();
        self.push_as(about, what, value, truth);
    }

    fn push_as(&mut self, about: About, what: String, value: String, truth: String) {
        self.facts.push(Fact { about, what, value, truth });
    }

    fn there(&mut self, about: About, what: String) {
        self.push(about, what, THERE.to_owned());
    }

    fn practice(&mut self, practice: Practice) {
        let said = self.state.practices;
        let name = about(practice).name;
        for activity in ACTIVITIES {
            let what = format!("{name} in {}", activities::about(activity).name);
            let value = level_word(level(said, practice, activity).level);
            self.push(About::Level(practice, activity), what, value);
        }
        for activity in LIFECYCLE {
            if let Some((part, _)) = part(said, practice, activity) {
                let what = format!("{name} in {}", activities::about_lifecycle(activity).name);
                self.push(About::Part(practice, activity), what, part_word(part).to_owned());
            }
        }
        for technique in techniques_of(said, practice) {
            let what = format!("{name}: {}", technique_name(technique));
            self.there(About::Technique(practice, technique), what);
        }
        for role in roles_of(said, practice) {
            self.there(About::RoleLink(practice, role), format!("{name}: {}", roles::name(role)));
        }
        let standing = Standing::of(said, practice);
        if let Some(now) = standing.now() {
            let voted = if standing.is_voted() { ", voted" } else { "" };
            self.push(About::Now(practice), format!("{name}: level"), format!("{now}{voted}"));
        }
        if let Some(target) = standing.target {
            self.push(About::Target(practice), format!("{name}: target"), target.to_string());
        }
        let criteria = said.maturity_of(practice).map(|maturity| maturity.criteria.as_slice()).unwrap_or_default();
        for criterion in criteria {
            let what = format!("{name}, level {}: {}", criterion.level, criterion.text);
            let evidence = match criterion.evidence.len() {
                0 => String::new(),
                1 => ", 1 piece of evidence".to_owned(),
                many => format!(", {many} pieces of evidence"),
            };
            let value = format!("{}{evidence}", state_word(criterion.state));
            let truth = format!("{:?} {:?}", criterion.state, criterion.evidence);
            self.push_as(About::Criterion(practice, criterion.level, criterion.text.clone()), what, value, truth);
        }
    }

    fn steps(&mut self) {
        let state = self.state;
        for step in &state.steps {
            let name = format!("{} in {}", step.name, step.stream);
            self.push(About::Step(step.step), name.clone(), name.clone());
            for practice in &step.practices {
                let what = format!("{name}: {}", about(*practice).name);
                self.there(About::StepPractice(step.step, *practice), what);
            }
            for role in &step.roles {
                self.there(About::StepRole(step.step, *role), format!("{name}: {}", roles::name(*role)));
            }
        }
    }

    fn raci(&mut self) {
        let state = self.state;
        let mut names: BTreeMap<StepId, usize> = BTreeMap::new();
        names.extend(state.steps.iter().enumerate().map(|(at, step)| (step.step, at)));
        for role in &state.practices.raci_roles {
            self.there(About::Column(*role), format!("Column {}", roles::name(*role)));
        }
        for row in &state.practices.raci {
            let subject = match row.subject {
                Subject::Practice(practice) => about(practice).name.to_owned(),
                Subject::Step(id) => {
                    let step = names.get(&id).and_then(|at| state.steps.get(*at));
                    step.map_or_else(|| id.to_string(), |step| format!("{} in {}", step.name, step.stream))
                }
            };
            for duty in &row.duties {
                let what = format!("{subject}: {}", roles::name(duty.role));
                self.push(About::Duty(row.subject, duty.role), what, duty.letter.sign().to_owned());
            }
        }
    }

    fn role(&mut self, role: Role) {
        let state = self.state;
        let Some(used) = state.practices.role(role) else { return };
        let name = roles::name(role);
        for held_by in &used.today {
            let what = format!("{name} today: {}", holder(state.practices, state.teams, *held_by));
            self.there(About::Holds(role, *held_by), what);
        }
        if let Some(planned) = &used.planned {
            let names = planned.iter().map(|held_by| holder(state.practices, state.teams, *held_by));
            let value = listed(&names.collect::<Vec<_>>(), "nobody");
            self.push_as(About::Planned(role), format!("{name} later"), value, format!("{planned:?}"));
        }
        if !used.becomes.is_empty() {
            let names = used.becomes.iter().map(|heir| roles::name(*heir).to_owned());
            let value = listed(&names.collect::<Vec<_>>(), "nothing");
            self.push(About::Becomes(role), format!("{name} becomes"), value);
        }
    }

    fn team(&mut self, of: &Team) {
        let teams = self.state.teams;
        // Whoever reads that a team is new reads so before what it is like.
        self.push(About::Team(of.id), of.name.clone(), of.name.clone());
        let mut say = |of_it: Trait, words: &str, value: String, truth: Option<String>| {
            let truth = truth.unwrap_or_else(|| value.clone());
            self.push_as(About::TeamTrait(of.id, of_it), format!("{}: {words}", of.name), value, truth);
        };
        say(Trait::People, "people", of.people.to_string(), None);
        say(Trait::Planned, "time for planned work", format!("{:.0} %", of.planned_share.percent()), None);
        let party = match of.party {
            Party::Internal => "our own",
            Party::Supplier => "a supplier's",
        };
        say(Trait::Party, "whose people", party.to_owned(), None);
        if let Some(shape) = of.shape {
            say(Trait::Kind, "kind", shape_word(shape).to_owned(), None);
        }
        for capability in &of.capabilities {
            let built_in = Ability::BUILT_IN.iter().position(|built_in| *built_in == capability.ability);
            let key = match built_in.and_then(|at| u8::try_from(at).ok()) {
                Some(at) => Trait::Ability(at),
                None => Trait::OwnAbility(ability(&capability.ability).to_owned()),
            };
            say(key, ability(&capability.ability), arrangement(&capability.arrangement).to_owned(), None);
        }
        for other in &of.interactions {
            let words = format!("with {}", team(teams, other.with));
            say(Trait::With(other.with), &words, mode_word(other.mode).to_owned(), None);
        }
        for service in &of.provides {
            let (value, truth) = provided(teams, service);
            say(Trait::Provides(service.name.clone()), &format!("provides {}", service.name), value, Some(truth));
        }
        for contract in &of.contracts {
            say(Trait::Contract(*contract), &format!("fulfils {contract}"), THERE.to_owned(), None);
        }
    }

    /// Rows of the integration tables that are in own words.
    fn rows(&mut self) {
        for edit in &self.state.practices.rows {
            let name = cells(edit.row).first().copied().unwrap_or_default();
            for (at, words) in (0_u8..).zip(&edit.cells) {
                if let Some(words) = words {
                    self.push(About::Row(edit.row, at), format!("{name}: cell {}", at + 1), words.clone());
                }
            }
            if !edit.note.is_empty() {
                self.push(About::Row(edit.row, u8::MAX), format!("{name}: note"), edit.note.clone());
            }
        }
    }

    fn capabilities(&mut self) {
        for capability in Capability::ALL {
            let Some(found) = capability_score(self.state.practices, capability) else { continue };
            let value = format!("{:.1} of 10 by {} answers", found.score, found.votes.count());
            self.push(About::Score(capability), capabilities::about(capability).name.to_owned(), value);
        }
    }
}

/// A service of a team in words, and with the ids of what it names.
fn provided(teams: &[Team], service: &PlatformService) -> (String, String) {
    let practices = service.practices.iter().map(|practice| about(*practice).name.to_owned()).collect::<Vec<_>>();
    let users = service.consumers.iter().map(|user| team(teams, *user)).collect::<Vec<_>>();
    let share = service.self_service.map(|share| format!(", {:.0} % by self-service", share.percent()));
    let share = share.unwrap_or_default();
    let head = format!("{}; serves {}", provision_word(service.kind), listed(&practices, "no practice"));
    let truth = format!("{head}; used by {:?}{share}", service.consumers);
    (format!("{head}; used by {}{share}", listed(&users, "no team")), truth)
}
