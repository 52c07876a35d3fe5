//! Larkfield Stores: 180 shops and a web shop, fictional.

mod map;
mod scenarios;
mod services;
mod streams;

use std::sync::Arc;

use super::{
    parts::{Example, Numbers, team},
    records::Files,
};
use crate::model::{Party, Team, TeamId, Workspace};

/// The 26 weeks of the Web Shop, from 24 April to 22 October 2026.
const RECORDS: Files = Files {
    source: "Larkfield Stores, Web Shop: synthetic records of the worked example",
    synthetic: true,
    deployments: include_str!("../../data/larkfield_deployments.csv"),
    incidents: include_str!("../../data/larkfield_incidents.csv"),
};

/// Who is at Larkfield: 40 of the 140 people in IT who touch the three streams.
struct Teams {
    web: TeamId,
    platform: TeamId,
    security: TeamId,
    quality: TeamId,
    operations: TeamId,
    change: TeamId,
    desk: TeamId,
}

/// The worked example, complete: three services, three value streams, seven teams and two suppliers, who does what,
/// guided scenarios, and 26 weeks of made-up delivery records of the Web Shop.
pub fn larkfield() -> Workspace {
    let mut numbers = Numbers::new();
    let (ids, mut teams) = teams(&mut numbers);
    let services = services::all(&mut numbers);
    let web_shop = services.web_shop.id;
    let feature = streams::feature(&mut numbers, &ids, web_shop);
    let scenarios = scenarios::all(&mut numbers, &feature, web_shop);
    let restore = streams::restore(&mut numbers, &ids, web_shop);
    let environment = streams::environment(&mut numbers, &ids);
    let services = vec![services.web_shop, services.payments, services.store_stock];
    let mut streams = vec![feature.stream, restore, environment];
    // Who does what takes its ids last: runs draw their random numbers by the ids of steps.
    map::uses(&mut streams);
    map::teams(&mut teams, &ids);
    teams.extend(map::suppliers(&mut numbers, &services));
    let practices = Arc::new(map::practices(&mut numbers, &ids));
    let example = Example { id: "larkfield-stores", name: "Larkfield Stores", services, streams, teams, scenarios };
    Workspace { practices, bounds: map::bounds(), ..example.workspace(&numbers, &RECORDS) }
}

fn teams(numbers: &mut Numbers) -> (Teams, Vec<Team>) {
    let mut all = Vec::new();
    let mut team =
        |name: &str, people: u16, planned: f64| team(numbers, &mut all, name, people, planned, Party::Internal);
    let (web, quality) = (team("Web product team", 8, 65.0), team("Quality", 2, 75.0));
    let (operations, change) = (team("Operations", 5, 50.0), team("Change & release", 1, 80.0));
    let ids = Teams {
        web,
        quality,
        operations,
        change,
        desk: team("Service desk", 6, 40.0),
        platform: team("Platform", 4, 80.0),
        security: team("Security", 2, 50.0),
    };
    (ids, all)
}
