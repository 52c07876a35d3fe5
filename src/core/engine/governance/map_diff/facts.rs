//! A state of the map as a list of facts, in the order of its parts.

use super::{
    About, MapState,
    words::{ability, arrangement, holder, level_word, listed, mode_word, part_word, provision_word, shape_word, team},
};
use crate::{
    catalog::{
        activities::{self, ACTIVITIES, LIFECYCLE},
        capabilities,
        practices::{about, level, part, roles_of, technique_name, techniques_of},
        roles,
    },
    engine::governance::{Standing, capability_score},
    model::{Capability, Practice, Role, Subject, Team},
};

/// Something that is true of a state.
pub(super) struct Fact {
    pub(super) about: About,
    /// What it is about, in words.
    pub(super) what: String,
    /// What is true of it, in words.
    pub(super) value: String,
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
        let value =
            person.team.map_or_else(|| person.name.clone(), |id| format!("{}, {}", person.name, team(state.teams, id)));
        found.push(About::Person(person.id), person.name.clone(), value);
    }
    for team in state.teams {
        found.team(team);
    }
    found.capabilities();
    found.facts
}

struct List<'a> {
    state: &'a MapState<'a>,
    facts: Vec<Fact>,
}

impl List<'_> {
    fn push(&mut self, about: About, what: String, value: String) {
        self.facts.push(Fact { about, what, value });
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
    }

    fn steps(&mut self) {
        let state = self.state;
        for step in &state.steps {
            let name = format!("{} in {}", step.name, step.stream);
            for practice in &step.practices {
                let what = format!("{name}: {}", about(*practice).name);
                self.there(About::StepPractice(step.step, *practice), what);
            }
            for role in &step.roles {
                self.there(About::StepRole(step.step, *role), format!("{name}: {}", roles::name(*role)));
            }
            self.push(About::Step(step.step), name.clone(), name);
        }
    }

    fn raci(&mut self) {
        let state = self.state;
        for row in &state.practices.raci {
            let subject = match row.subject {
                Subject::Practice(practice) => about(practice).name.to_owned(),
                Subject::Step(id) => {
                    let step = state.steps.iter().find(|step| step.step == id);
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
            self.push(About::Planned(role), format!("{name} later"), value);
        }
        if !used.becomes.is_empty() {
            let names = used.becomes.iter().map(|heir| roles::name(*heir).to_owned());
            let value = listed(&names.collect::<Vec<_>>(), "nothing");
            self.push(About::Becomes(role), format!("{name} becomes"), value);
        }
    }

    fn team(&mut self, of: &Team) {
        let teams = self.state.teams;
        let mut traits: Vec<(String, String)> = Vec::new();
        if let Some(shape) = of.shape {
            traits.push(("kind".to_owned(), shape_word(shape).to_owned()));
        }
        for capability in &of.capabilities {
            traits.push((ability(&capability.ability).to_owned(), arrangement(&capability.arrangement).to_owned()));
        }
        for other in &of.interactions {
            traits.push((format!("with {}", team(teams, other.with)), mode_word(other.mode).to_owned()));
        }
        for service in &of.provides {
            let practices =
                service.practices.iter().map(|practice| about(*practice).name.to_owned()).collect::<Vec<_>>();
            let users = service.consumers.iter().map(|user| team(teams, *user)).collect::<Vec<_>>();
            let share = service.self_service.map(|share| format!(", {:.0} % by self-service", share.percent()));
            let value = format!(
                "{}; serves {}; used by {}{}",
                provision_word(service.kind),
                listed(&practices, "no practice"),
                listed(&users, "no team"),
                share.unwrap_or_default()
            );
            traits.push((format!("provides {}", service.name), value));
        }
        for (of_it, value) in traits {
            let what = format!("{}: {of_it}", of.name);
            self.push(About::TeamTrait(of.id, of_it), what, value);
        }
        self.push(About::Team(of.id), of.name.clone(), of.name.clone());
    }

    fn capabilities(&mut self) {
        for capability in Capability::ALL {
            let Some(found) = capability_score(self.state.practices, capability) else { continue };
            let value = format!("{:.1} of 10 by {} answers", found.score, found.votes.count());
            self.push(About::Score(capability), capabilities::about(capability).name.to_owned(), value);
        }
    }
}
