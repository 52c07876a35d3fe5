//! What Larkfield promises, and what others promise to Larkfield.

use super::super::parts::{Numbers, agreement, availability, may_fail, percent, skewed_minutes, underpinning};
use crate::model::{CreditStep, IncidentPolicy, Indicator, Service, ServiceHours, Sla, Slo, Weekday};

pub(super) struct Services {
    pub(super) web_shop: Service,
    pub(super) payments: Service,
    pub(super) store_stock: Service,
}

pub(super) fn all(numbers: &mut Numbers) -> Services {
    Services { web_shop: web_shop(numbers), payments: payments(numbers), store_stock: store_stock(numbers) }
}

fn web_shop(numbers: &mut Numbers) -> Service {
    Service {
        id: numbers.service(),
        name: "Web Shop".to_owned(),
        tier: 1,
        hours: ServiceHours::Always,
        sla: Some(Sla {
            target: may_fail(500),
            window_days: 30,
            credits: vec![
                CreditStep { below: may_fail(500), credit: percent(5.0) },
                CreditStep { below: may_fail(1_000), credit: percent(10.0) },
            ],
        }),
        contracts: vec![underpinning(numbers.contract(), "CloudHost", may_fail(50))],
        slos: vec![
            availability(
                numbers.slo(),
                "Requests answered without an error of ours, of all valid requests",
                may_fail(100),
            ),
            Slo {
                id: numbers.slo(),
                indicator: Indicator::Latency { within_ms: 400.0 },
                description: "Requests answered within 400 ms, of all valid requests".to_owned(),
                target: may_fail(5_000),
                window_days: 28,
            },
        ],
        depends_on: Vec::new(),
        events_per_28_days: Some(40_000_000.0),
        budget_policy: None,
        incidents: IncidentPolicy {
            background_per_28_days: 0.5,
            impact: percent(30.0),
            found_by_monitoring: percent(60.0),
            detect_by_monitoring: skewed_minutes(8.0, 16.0),
            detect_by_users: skewed_minutes(45.0, 90.0),
            acknowledge: skewed_minutes(6.0, 12.0),
            repair: skewed_minutes(50.0, 110.0),
            rollback: None,
            // One and a half times as long for a batch of nine: 1 + 0.158 * log2(9) = 1.5.
            batch_repair_factor: 0.158,
            responders: 2,
            ..IncidentPolicy::assumed()
        },
        costs: None,
        note: "Online sales of 1.2 million EUR a week, 7 140 EUR an hour: an incident that hits 30 % of the visitors \
               costs about 2 100 EUR an hour. Nothing happens when the error budget is spent: there is no policy. \
               Releases stop from 15 November to 2 January."
            .to_owned(),
    }
}

fn payments(numbers: &mut Numbers) -> Service {
    Service {
        id: numbers.service(),
        name: "Payments".to_owned(),
        tier: 1,
        hours: ServiceHours::Always,
        sla: Some(agreement(may_fail(100), 30)),
        contracts: vec![underpinning(numbers.contract(), "PayLane", may_fail(100))],
        slos: vec![availability(
            numbers.slo(),
            "Card payments accepted or refused for a reason of the card, of all attempts",
            may_fail(50),
        )],
        depends_on: Vec::new(),
        events_per_28_days: Some(80_000.0),
        budget_policy: None,
        incidents: IncidentPolicy { impact: percent(100.0), ..IncidentPolicy::assumed() },
        costs: None,
        note: "Cannot work without PayLane, the card acquirer.".to_owned(),
    }
}

fn store_stock(numbers: &mut Numbers) -> Service {
    let (trading, _) = Weekday::ALL.split_at(6);
    Service {
        id: numbers.service(),
        name: "Store Stock".to_owned(),
        tier: 2,
        hours: ServiceHours::daily(trading, 7, 21),
        sla: Some(agreement(may_fail(1_000), 28)),
        contracts: Vec::new(),
        slos: vec![availability(
            numbers.slo(),
            "Stock queries answered in service hours, of all valid queries",
            may_fail(500),
        )],
        depends_on: Vec::new(),
        events_per_28_days: None,
        budget_policy: None,
        incidents: IncidentPolicy { impact: percent(100.0), ..IncidentPolicy::assumed() },
        costs: None,
        note: "Promised Monday to Saturday, 07:00 to 21:00. The same outage at 06:00 costs nothing of the budget."
            .to_owned(),
    }
}
