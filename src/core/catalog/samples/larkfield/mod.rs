//! Larkfield Stores: 180 shops and a web shop, fictional.

mod scenarios;
mod services;
mod streams;

use std::sync::Arc;

use super::{
    parts::{Numbers, percent},
    records::{self, Files},
};
use crate::model::{ChangePolicy, Edition, Origin, Party, Team, TeamId, Workspace};

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
    quality: TeamId,
    operations: TeamId,
    change: TeamId,
    desk: TeamId,
}

/// The worked example, complete: three services, three value streams, seven teams, guided scenarios, and 26 weeks of
/// made-up delivery records of the Web Shop.
pub fn larkfield() -> Workspace {
    let mut numbers = Numbers::new();
    let (ids, teams) = teams(&mut numbers);
    let services = services::all(&mut numbers);
    let web_shop = services.web_shop.id;
    let feature = streams::feature(&mut numbers, &ids, web_shop);
    let scenarios = scenarios::all(&mut numbers, &feature, web_shop);
    let restore = streams::restore(&mut numbers, &ids, web_shop);
    let environment = streams::environment(&mut numbers, &ids);
    Workspace {
        id: "larkfield-stores".to_owned(),
        name: "Larkfield Stores".to_owned(),
        edition: Edition::Itil4,
        origin: Origin::WorkedExample,
        next_id: numbers.next_free(),
        services: Arc::new(vec![services.web_shop, services.payments, services.store_stock]),
        streams: Arc::new(vec![feature.stream, restore, environment]),
        teams: Arc::new(teams),
        change_policy: ChangePolicy::default(),
        scenarios: Arc::new(scenarios),
        improvements: Arc::default(),
        tables: Arc::new(records::tables(web_shop, &RECORDS)),
    }
}

fn teams(numbers: &mut Numbers) -> (Teams, Vec<Team>) {
    let mut all = Vec::new();
    let mut team = |name: &str, people: u16, planned: f64| {
        let id = numbers.team();
        let planned_share = percent(planned);
        all.push(Team { id, name: name.to_owned(), people, planned_share, party: Party::Internal, ahead_minutes: 0 });
        id
    };
    let ids = Teams {
        web: team("Web product team", 8, 65.0),
        quality: team("Quality", 2, 75.0),
        operations: team("Operations", 5, 50.0),
        change: team("Change & release", 1, 80.0),
        desk: team("Service desk", 6, 40.0),
    };
    team("Platform", 4, 80.0);
    team("Security", 2, 50.0);
    (ids, all)
}
