//! What a team must keep.

use super::{Findings, map::twice};
use crate::model::{Ability, Arrangement, Place, Share, Team, Workspace};

/// Most services that a team provides.
pub const MOST_PROVIDED: usize = 100;
/// Most capabilities that a team lists.
pub const MOST_ABILITIES: usize = 40;

impl Findings {
    pub(super) fn team(&mut self, workspace: &Workspace, team: &Team) {
        let place = Place::Team(team.id);
        self.id(workspace, team.id.number(), place);
        self.name(place, "team", &team.name);
        if !(1..=1000).contains(&team.people) {
            self.add(
                place,
                format!("Team \"{}\": {} people is not 1 to 1000.", team.name, team.people),
                "Type how many people are in it.",
            );
        }
        if !(-840..=840).contains(&team.ahead_minutes) {
            self.add(
                place,
                format!("Team \"{}\": a clock {} minutes ahead exists nowhere.", team.name, team.ahead_minutes),
                "Type -840 to 840.",
            );
        }
        if team.planned_share == Share::NONE {
            self.add(place, format!("Team \"{}\" has no time for planned work.", team.name), "Type a share above 0 %.");
        }
        self.capabilities(place, team);
        self.others(workspace, place, team);
    }

    pub(super) fn capabilities(&mut self, place: Place, team: &Team) {
        let name = &team.name;
        if team.capabilities.len() > MOST_ABILITIES || twice(&team.capabilities, |a, b| a.ability == b.ability) {
            let what = format!("Team \"{name}\" lists a capability twice, or more than {MOST_ABILITIES} of them.");
            self.add(place, what, "List each capability once.");
        }
        for capability in &team.capabilities {
            if let Ability::Own(own) = &capability.ability {
                self.name(place, "capability", own);
            }
            if let Arrangement::Own(own) = &capability.arrangement {
                self.name(place, "arrangement of a capability", own);
            }
        }
    }

    /// What it says of other teams and of contracts.
    fn others(&mut self, workspace: &Workspace, place: Place, team: &Team) {
        let name = &team.name;
        let unknown = |other| workspace.team(other).is_none() || other == team.id;
        if team.interactions.iter().any(|other| unknown(other.with))
            || twice(&team.interactions, |a, b| a.with == b.with)
        {
            let what =
                format!("Team \"{name}\" works with itself, with a team that does not exist, or with one twice.");
            self.add(place, what, "Name each other team once.");
        }
        if team.provides.len() > MOST_PROVIDED {
            let what = format!("Team \"{name}\" provides more than {MOST_PROVIDED} services.");
            self.add(place, what, "Keep those that others know by name.");
        }
        for service in &team.provides {
            self.name(place, "service of a team", &service.name);
            if service.consumers.iter().any(|consumer| unknown(*consumer)) || twice(&service.consumers, |a, b| a == b) {
                let what = format!(
                    "\"{}\" of team \"{name}\" is used by that team itself, by one that does not exist, or by one twice.",
                    service.name
                );
                self.add(place, what, "Name each consumer once.");
            }
            if twice(&service.practices, |a, b| a == b) {
                let what = format!("\"{}\" of team \"{name}\" names a practice twice.", service.name);
                self.add(place, what, "Name each practice once.");
            }
        }
        let contracts = || workspace.services.iter().flat_map(|service| &service.contracts);
        if team.contracts.iter().any(|id| contracts().all(|contract| contract.id != *id))
            || twice(&team.contracts, |a, b| a == b)
        {
            let what = format!("Team \"{name}\" fulfils a contract that does not exist, or one twice.");
            self.add(place, what, "Choose its contracts again.");
        }
    }
}
