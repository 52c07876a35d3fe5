//! Budgets, burn-downs and alert rules against worked figures.

use chrono::NaiveDateTime;
use proptest::prelude::*;
use trivium_core::{
    engine::{
        reliability::{
            Budget, BurnDown, Exhaustion, Outage, Outages, PromiseVerdict, WORKBOOK_TIERS, Window, alert_table,
            availability, burn_down, burn_rate, credit_at, detection_time, each_part_needs, events_budget,
            fewest_failures_to_fire, largest_burn_rate, open_parts, outage_cost, outages_of, promise_check,
            promised_minutes_between, reset_time, sla_margin, time_to_exhaustion,
        },
        statistics::FailureVerdict,
    },
    model::{
        ContractKind, CreditStep, Incident, IncidentPolicy, Indicator, Service, ServiceHours, ServiceId, Share, Sla,
        Slo, SloId, SupplierContract, SupplierId, Target, Weekday, Workspace,
    },
};

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

fn target(percent: &str) -> Target {
    percent.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

pub(crate) fn service(percent: &str, hours: ServiceHours) -> (Service, Slo) {
    let slo = Slo {
        id: SloId::new(2),
        indicator: Indicator::Availability,
        description: String::new(),
        target: target(percent),
        window_days: 28,
    };
    let service = Service {
        id: ServiceId::new(1),
        name: "Web Shop".to_owned(),
        tier: 1,
        hours,
        sla: None,
        contracts: Vec::new(),
        slos: vec![slo.clone()],
        depends_on: Vec::new(),
        events_per_28_days: None,
        budget_policy: None,
        incidents: IncidentPolicy::assumed(),
        costs: None,
        note: String::new(),
    };
    (service, slo)
}

/// Monday to Saturday, 07:00 to 21:00.
fn trading() -> ServiceHours {
    ServiceHours::daily(&Weekday::ALL[..6], 7, 21)
}

fn outage(from: &str, to: &str, impact: f64) -> Outage {
    Outage { from: at(from), to: at(to), impact }
}

fn listed(list: Vec<Outage>) -> Outages {
    Outages { list, ..Outages::default() }
}

#[test]
fn budgets_are_minutes_inside_the_service_hours() {
    let (web, slo) = service("99.9", ServiceHours::Always);
    let budget = Budget::of(&web, &slo);
    close(budget.minutes, 40.0 + 19.2 / 60.0, 1e-9);
    let (stock, slo) = service("99.5", trading());
    let budget = Budget::of(&stock, &slo);
    close(budget.promised_minutes, 336.0 * 60.0, 1e-9);
    close(budget.minutes, 100.0 + 48.0 / 60.0, 1e-9);
    close(Budget::new(target("99.8"), 40_320.0, 28).minutes, 80.64, 1e-9);
    close(Budget::new(target("99.75"), 90.0 * 1440.0, 90).minutes, 324.0, 1e-9);
    close(budget.remaining(151.2).unwrap(), -0.5, 1e-9);
    assert_eq!(Budget::new(target("99.9"), 0.0, 28).consumed(1.0), None);
}

#[test]
fn burn_rates_and_exhaustion_follow_their_formulas() {
    close(burn_rate(0.05, target("99.8")), 25.0, 1e-9);
    for (percent, largest) in [("92", 12.5), ("95", 20.0), ("97.5", 40.0), ("99", 100.0), ("99.9", 1000.0)] {
        close(largest_burn_rate(target(percent)), largest, 1e-9);
    }
    assert_eq!(time_to_exhaustion(1.0, 25.0, 28.0), Exhaustion::AfterDays(1.12));
    assert_eq!(time_to_exhaustion(0.5, 0.0, 28.0), Exhaustion::Never);
    assert_eq!(time_to_exhaustion(-0.1, 3.0, 28.0), Exhaustion::Spent);
}

#[test]
fn overlapping_incidents_count_once() {
    // 2026-10-05 is a Monday. 30 % for two hours, of which one hour with another 80 %: 0.3 + 1 hours.
    let both =
        [outage("2026-10-05 10:00", "2026-10-05 12:00", 0.3), outage("2026-10-05 11:00", "2026-10-05 12:00", 0.8)];
    let day = |outages: &[Outage], hours: &ServiceHours| {
        availability(outages, hours, at("2026-10-05 00:00"), at("2026-10-06 00:00")).unwrap()
    };
    close(day(&both, &ServiceHours::Always).bad_minutes, 78.0, 1e-9);
    close(day(&both, &ServiceHours::Always).share, 1.0 - 78.0 / 1440.0, 1e-12);
    // Two that add up to less than all users add up.
    let light =
        [outage("2026-10-05 10:00", "2026-10-05 12:00", 0.3), outage("2026-10-05 11:00", "2026-10-05 12:00", 0.2)];
    close(day(&light, &ServiceHours::Always).bad_minutes, 48.0, 1e-9);
    // Cut at the edges of the window and of the service hours: 20:00 to 21:00 and 07:00 to 08:00.
    let night = [outage("2026-10-05 20:00", "2026-10-06 08:00", 1.0)];
    let found = availability(&night, &trading(), at("2026-10-05 00:00"), at("2026-10-06 07:30")).unwrap();
    close(found.bad_minutes, 90.0, 1e-9);
    close(found.promised_minutes, 14.0 * 60.0 + 30.0, 1e-9);
    // On a Sunday nothing is promised.
    assert_eq!(availability(&night, &trading(), at("2026-10-04 00:00"), at("2026-10-05 00:00")), None);
}

#[test]
fn decades_of_service_hours_are_counted_without_walking() {
    let (from, to) = (at("1990-01-03 08:15"), at("2030-06-06 11:00"));
    let walked: f64 = open_parts(&trading(), from, to)
        .iter()
        .map(|(a, b)| f64::from(i32::try_from((*b - *a).num_minutes()).unwrap()))
        .sum();
    close(promised_minutes_between(&trading(), from, to), walked, 1e-3);
    close(promised_minutes_between(&trading(), to, from), 0.0, 0.0);
}

#[test]
fn the_same_outage_costs_by_the_hour() {
    let (stock, slo) = service("99.5", trading());
    let early = outage_cost(&stock, &slo, Weekday::Tuesday, 6 * 60, 60).unwrap();
    let late = outage_cost(&stock, &slo, Weekday::Tuesday, 10 * 60, 60).unwrap();
    close(early.minutes, 0.0, 0.0);
    close(early.of_budget, 0.0, 0.0);
    close(late.minutes, 60.0, 1e-9);
    close(late.of_budget, 60.0 / 100.8, 1e-9);
    close(outage_cost(&stock, &slo, Weekday::Sunday, 10 * 60, 60).unwrap().minutes, 0.0, 0.0);
}

fn incident(id: &str, opened: &str, resolved: Option<&str>, impact: Option<f64>) -> Incident {
    Incident {
        id: id.to_owned(),
        opened_at: at(opened),
        resolved_at: resolved.map(at),
        deployment_id: None,
        cause_is_change: None,
        severity: None,
        impact,
    }
}

#[test]
fn records_say_what_they_leave_open() {
    let incidents = [
        incident("a", "2026-10-05 10:00", Some("2026-10-05 11:00"), Some(0.3)),
        incident("still open", "2026-10-20 10:00", None, None),
        incident("ends first", "2026-10-06 10:00", Some("2026-10-05 11:00"), Some(0.3)),
        incident("tomorrow", "2026-10-24 10:00", None, Some(0.3)),
        incident("no share", "2026-10-07 10:00", Some("2026-10-07 10:00"), Some(30.0)),
    ];
    let found = outages_of(&incidents, Share::clamped(0.5), at("2026-10-23 00:00"));
    assert_eq!((found.list.len(), found.still_open, found.impact_assumed, found.left_out), (3, 1, 2, 2));
    assert_eq!(found.list[1], outage("2026-10-20 10:00", "2026-10-23 00:00", 0.5));
}

#[test]
fn a_budget_burns_down_in_exact_corners() {
    let (shop, slo) = service("99.9", ServiceHours::Always);
    let outages = listed(vec![outage("2026-10-05 10:00", "2026-10-05 11:00", 0.3)]);
    let start = at("2026-10-02 00:00");
    let now = at("2026-10-16 00:00");
    let found = burn_down(&shop, &slo, &outages, Window::Since(start), now);
    let left: Vec<f64> = found.points.iter().map(|point| point.minutes_left).collect();
    assert_eq!(
        found.points.iter().map(|point| point.at).collect::<Vec<_>>(),
        vec![start, at("2026-10-05 10:00"), at("2026-10-05 11:00"), now]
    );
    for (found, expected) in left.iter().zip([40.32, 40.32, 22.32, 22.32]) {
        close(*found, expected, 1e-9);
    }
    close(found.consumed.unwrap(), 18.0 / 40.32, 1e-9);
    // Two weeks used 18 minutes: burn (18/20160)/0.001; 22.32 minutes more last 17.36 days.
    close(found.burn_rate.unwrap(), 18.0 / 20.16, 1e-9);
    let Exhaustion::AfterDays(days) = found.exhaustion else { panic!("it burns") };
    close(days, 22.32 / 18.0 * 14.0, 1e-9);
    assert_eq!(found.exhausted_on(now), Some(at("2026-11-02 08:38") + chrono::TimeDelta::seconds(24)));
}

#[test]
fn old_failures_leave_a_rolling_window() {
    let (shop, slo) = service("99.9", ServiceHours::Always);
    let outages = listed(vec![outage("2026-09-10 10:00", "2026-09-10 10:50", 1.0)]);
    let minutes_left = |now: &str| -> BurnDown { burn_down(&shop, &slo, &outages, Window::Rolling, at(now)) };
    let overspent = minutes_left("2026-10-01 00:00");
    close(overspent.points.last().unwrap().minutes_left, 40.32 - 50.0, 1e-9);
    close(overspent.consumed.unwrap(), 50.0 / 40.32, 1e-9);
    assert_eq!(overspent.exhaustion, Exhaustion::Spent);
    // 28 days later the failure leaves, minute by minute.
    close(minutes_left("2026-10-08 10:20").points.last().unwrap().minutes_left, 40.32 - 30.0, 1e-9);
    let over = minutes_left("2026-10-09 00:00");
    close(over.points.last().unwrap().minutes_left, 40.32, 1e-9);
    assert_eq!(over.exhaustion, Exhaustion::Never);
    // The corner at which it began to leave is in the picture, at the level before.
    assert!(
        over.points.iter().any(|point| point.at == at("2026-10-08 10:00") && (point.minutes_left + 9.68).abs() < 1e-9)
    );
}

#[test]
fn a_supplier_can_make_a_promise_impossible() {
    let (mut payments, slo) = service("99.95", ServiceHours::Always);
    let contract = |percent: &str| SupplierContract {
        id: SupplierId::new(3),
        supplier: "PayLane".to_owned(),
        kind: ContractKind::Underpinning,
        target: target(percent),
    };
    payments.contracts = vec![contract("99.9")];
    let workspace = Workspace::empty("test", "Test");
    let found = promise_check(&workspace, &payments, &slo);
    close(found.together, 0.998_500_5, 1e-12);
    close(found.at_worst, 0.9985, 1e-12);
    close(found.bad_minutes, 60.0 + 27.58 / 60.0, 1e-3);
    close(found.budget.minutes, 20.0 + 9.6 / 60.0, 1e-9);
    assert_eq!(found.verdict, PromiseVerdict::CannotBeKept);
    assert_eq!(found.parts.len(), 2);
    payments.contracts = vec![contract("99.98")];
    let PromiseVerdict::OwnPartMustReach(own) = promise_check(&workspace, &payments, &slo).verdict else {
        panic!("99.98 % leaves room");
    };
    close(own, 0.9995 / 0.9998, 1e-12);
    payments.contracts.clear();
    assert_eq!(promise_check(&workspace, &payments, &slo).verdict, PromiseVerdict::OwnPartOnly);
    close(each_part_needs(target("99.95"), 2).unwrap(), 0.999_749_97, 1e-8);
    assert_eq!(each_part_needs(target("99.95"), 0), None);
}

#[test]
fn dependencies_stand_in_series_too() {
    let (mut shop, slo) = service("99", ServiceHours::Always);
    let (mut other, _) = service("99.85", ServiceHours::Always);
    other.id = ServiceId::new(9);
    shop.depends_on = vec![other.id];
    let mut workspace = Workspace::empty("test", "Test");
    workspace.services = vec![shop.clone(), other].into();
    close(promise_check(&workspace, &shop, &slo).together, 0.99 * 0.9985, 1e-12);
}

#[test]
fn few_events_are_not_enough_to_judge() {
    // 3 000 applications in 28 days at 99.9 %: three may fail, and after two nobody can say.
    let found = events_budget(target("99.9"), 3_000, 2);
    assert_eq!(found.whole_failures, 3);
    close(found.allowed, 3.0, 1e-9);
    assert_eq!(found.verdict, Some(FailureVerdict::NotEnoughData));
    assert_eq!(events_budget(target("99.8"), 250_000, 620).verdict, Some(FailureVerdict::Missed));
    assert_eq!(events_budget(target("99.9"), 40_000, 12).verdict, Some(FailureVerdict::Met));
    assert_eq!(events_budget(target("99.9"), 0, 0).verdict, None);
    assert_eq!(events_budget(target("99.5"), 1, 0).events_to_claim, Some(598));
}

#[test]
fn alerts_fire_and_clear_as_the_published_grid_says() {
    // Section 3.1 of the reference grid, 99.9 % over 30 days: error ratio, and minutes to fire and to clear by tier.
    let grid = [
        (1.0, [Some((0.864, 4.928)), Some((2.16, 29.82)), Some((4.32, 119.64)), Some((4.32, 359.64))]),
        (0.1, [Some((8.64, 4.28)), Some((21.6, 28.2)), Some((43.2, 116.4)), Some((43.2, 356.4))]),
        (0.01, [None, Some((216.0, 12.0)), Some((432.0, 84.0)), Some((432.0, 324.0))]),
        (0.002, [None, None, None, Some((2160.0, 180.0))]),
        (0.001, [None, None, None, None]),
    ];
    for (error_ratio, tiers) in grid {
        for (tier, expected) in WORKBOOK_TIERS.iter().zip(tiers) {
            let fires = detection_time(tier, target("99.9"), error_ratio).map(|hours| hours * 60.0);
            let clears = reset_time(tier, target("99.9"), error_ratio).map(|hours| hours * 60.0);
            match expected {
                Some((fire, clear)) => {
                    close(fires.unwrap(), fire, 1e-6);
                    close(clears.unwrap(), clear, 1e-3);
                }
                None => assert_eq!((fires, clears), (None, None)),
            }
        }
    }
}

#[test]
fn the_alert_table_says_what_a_tier_costs() {
    let rows = alert_table(target("99.95"), 28, &WORKBOOK_TIERS);
    for (row, (at_fire, hours, seconds)) in rows.iter().zip([
        (2.142_857, 46.666_667, 25.92),
        (5.357_143, 112.0, 64.8),
        (10.714_286, 224.0, 129.6),
        (10.714_286, 672.0, 129.6),
    ]) {
        close(row.budget_at_fire * 100.0, at_fire, 5e-7);
        close(row.spends_all_in_hours, hours, 5e-7);
        close(row.full_outage_fires_after.unwrap() * 3600.0, seconds, 1e-6);
        assert!(!row.fires_while_met);
    }
    // 14.4 needs a target above 93.056 %.
    assert_eq!(alert_table(target("93.05"), 28, &WORKBOOK_TIERS)[0].full_outage_fires_after, None);
    assert!(alert_table(target("93.06"), 28, &WORKBOOK_TIERS)[0].full_outage_fires_after.is_some());
}

#[test]
fn at_low_traffic_one_failure_pages() {
    let page = &WORKBOOK_TIERS[0];
    assert_eq!(fewest_failures_to_fire(page, target("99.9"), 40.0), 1);
    assert_eq!(fewest_failures_to_fire(page, target("99.9"), 200.0), 3);
    assert_eq!(fewest_failures_to_fire(page, target("99.9"), 2000.0), 29);
    assert_eq!(fewest_failures_to_fire(page, target("99.9"), 69.0), 1);
    assert_eq!(fewest_failures_to_fire(page, target("99.9"), 70.0), 2);
}

#[test]
fn an_agreement_has_a_margin_and_credits() {
    let (_, mut slo) = service("99.75", ServiceHours::Always);
    let credits = vec![
        CreditStep { below: target("99.5"), credit: Share::clamped(0.05) },
        CreditStep { below: target("99"), credit: Share::clamped(0.1) },
    ];
    let sla = Sla { target: target("99.5"), window_days: 30, credits };
    let margin = sla_margin(&slo, &sla);
    close(margin.ratio, 0.0025, 1e-12);
    close(margin.budget_used, 0.5, 1e-12);
    close(margin.full_outage_hours.unwrap() * 60.0, 108.0, 1e-9);
    slo.target = target("99");
    assert_eq!(sla_margin(&slo, &sla).full_outage_hours, None);
    assert_eq!(credit_at(&sla, 0.996), None);
    assert_eq!(credit_at(&sla, 0.994), Some((target("99.5"), Share::clamped(0.05))));
    assert_eq!(credit_at(&sla, 0.98), Some((target("99"), Share::clamped(0.1))));
}

proptest! {
    /// However incidents overlap, the bad time is that of counting minute by minute.
    #[test]
    fn bad_time_is_that_of_counting_minutes(
        spans in prop::collection::vec((0_i64..3000, 0_i64..600, 0..=10_u8), 0..12)
    ) {
        let start = at("2026-10-02 00:00");
        let minute = |minutes: i64| start + chrono::TimeDelta::minutes(minutes);
        let outages: Vec<Outage> = spans.iter().map(|(from, length, tenths)| Outage {
            from: minute(*from),
            to: minute(from + length),
            impact: f64::from(*tenths) / 10.0,
        }).collect();
        let end = 2500;
        let found = availability(&outages, &trading(), start, minute(end));
        let mut bad = 0.0;
        for at in 0..end {
            let now = minute(at);
            if open_parts(&trading(), now, minute(at + 1)).is_empty() {
                continue;
            }
            let sum: f64 = outages.iter().filter(|o| o.from <= now && now < o.to).map(|o| o.impact).sum();
            bad += sum.min(1.0);
        }
        prop_assert!((found.unwrap().bad_minutes - bad).abs() < 1e-6);
    }
}
