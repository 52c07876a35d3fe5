//! The five DORA metrics: every figure of the real Rust release records, and made-up rows for the edges.
//!
//! The expected figures were computed from the same files by an independent program in another language.

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use trivium_core::{
    catalog::samples::Sample as Example,
    engine::{
        delivery::{
            DeliveryReport, Durations, FailureMarks, MOST_BUCKETS, Metric, NotKnown, Period, Span, definition, report,
            trend,
        },
        statistics::PercentileMethod,
    },
    model::{DeliveryRecords, Deployment, Incident},
};

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn year(number: i32) -> Span {
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap().into();
    Span::Between { from: first(number), to: first(number + 1) }
}

fn rust_records() -> DeliveryRecords {
    let workspace = Example::RustTrain.workspace();
    let service = workspace.main_service().unwrap().id;
    workspace.tables.delivery_of(service).unwrap().clone()
}

/// A sample of durations has these figures, in days: mean, median, 90th percentile (linear, then nearest rank), least,
/// most, sum.
fn matches(found: Option<&Durations>, n: usize, days: [f64; 7]) {
    let found = found.unwrap();
    let [mean, median, p90_linear, p90_nearest_rank, min, max, sum] = days;
    assert_eq!(found.n(), n);
    close(found.mean() / 24.0, mean, 5e-5);
    close(found.median() / 24.0, median, 1e-9);
    close(found.p90(PercentileMethod::Linear) / 24.0, p90_linear, 1e-9);
    close(found.p90(PercentileMethod::NearestRank) / 24.0, p90_nearest_rank, 1e-9);
    close(found.sample.min() / 24.0, min, 1e-9);
    close(found.sample.max() / 24.0, max, 1e-9);
    close(found.sample.sum() / 24.0, sum, 1e-6);
}

#[expect(clippy::too_many_arguments, reason = "one row of the table of expected figures")]
fn counts_match(
    found: &DeliveryReport,
    [deployments, planned, unplanned, failed, days_with]: [usize; 5],
    days: f64,
    per_week: f64,
    planned_per_week: f64,
    of_all: f64,
    of_planned: f64,
    rework: f64,
) {
    let counts = found.counts;
    assert_eq!(
        [counts.deployments, counts.planned, counts.unplanned, counts.failed, counts.days_with_deployment],
        [deployments, planned, unplanned, failed, days_with]
    );
    close(found.stretch.unwrap().days(), days, 1e-9);
    let frequency = found.frequency.as_ref().unwrap();
    close(frequency.per_week.rate, per_week, 5e-7);
    close(frequency.planned_per_week.unwrap().rate, planned_per_week, 5e-7);
    let rate = found.change_fail_rate.unwrap();
    close(rate.share.share, of_all, 5e-7);
    assert_eq!((rate.share.hits, rate.share.n, rate.unknown), (failed, deployments, 0));
    close(rate.per_28_days.unwrap().rate, f64::from(u32::try_from(failed).unwrap()) / days * 28.0, 1e-9);
    close(found.change_fail_rate_of_planned.unwrap().share.share, of_planned, 5e-7);
    close(found.rework_rate.unwrap().share.share, rework, 5e-7);
}

#[test]
fn the_whole_history_of_rust_has_its_figures() {
    let records = rust_records();
    let found = report(&records, Span::All);
    counts_match(&found, [133, 95, 38, 31, 132], 3968.0, 0.234_627, 0.167_591, 0.233_083, 0.326_316, 0.285_714);
    let stretch = found.stretch.unwrap();
    assert_eq!((stretch.from, stretch.to), (at("2015-05-15 00:00"), at("2026-03-26 00:00")));
    matches(found.lead_time.as_ref().ok(), 94, [41.9894, 42.0, 42.0, 42.0, 41.0, 43.0, 3947.0]);
    assert_eq!(found.lead_time.as_ref().unwrap().incomplete, 39);
    matches(found.frequency.as_ref().unwrap().between.as_ref(), 132, [30.0606, 36.5, 42.0, 42.0, 0.0, 43.0, 3968.0]);
    matches(found.recovery.as_ref().ok(), 31, [15.7419, 14.0, 26.0, 26.0, 0.0, 28.0, 488.0]);
    matches(found.recovery_caused_by_change.as_ref().ok(), 29, [15.5517, 14.0, 22.0, 26.0, 0.0, 28.0, 451.0]);
    close(found.change_fail_rate_of_planned_caused_by_change.unwrap().share.share, 0.305_263, 5e-7);
    assert_eq!((found.linking.linked, found.linking.unknown_deployment, found.linking.without), (31, 0, 0));
    assert_eq!(found.failure_marks, FailureMarks::OnDeployments);
    // The interval of the median lead time cannot leave 42 days: three of four releases took exactly that.
    let interval = found.lead_time.as_ref().unwrap().median_interval().unwrap();
    assert_eq!((interval.low, interval.high), (42.0 * 24.0, 42.0 * 24.0));
    // Wilson for 31 of 133.
    let interval = found.change_fail_rate.unwrap().share.interval;
    close(interval.low, 0.169_342, 5e-7);
    close(interval.high, 0.311_809, 5e-7);
}

#[test]
fn calendar_years_of_rust_have_their_figures() {
    let records = rust_records();
    let found = report(&records, year(2018));
    counts_match(&found, [18, 9, 9, 6, 18], 365.0, 0.345_205, 0.172_603, 0.333_333, 0.666_667, 0.5);
    matches(found.lead_time.as_ref().ok(), 9, [42.1111, 42.0, 42.2, 43.0, 42.0, 43.0, 379.0]);
    matches(found.recovery.as_ref().ok(), 6, [15.3333, 14.0, 19.0, 19.0, 12.0, 19.0, 92.0]);
    matches(found.frequency.as_ref().unwrap().between.as_ref(), 17, [20.5882, 16.0, 42.0, 42.0, 7.0, 42.0, 350.0]);
    let found = report(&records, year(2023));
    counts_match(&found, [16, 9, 7, 5, 16], 365.0, 0.306_849, 0.172_603, 0.3125, 0.555_556, 0.4375);
    matches(found.lead_time.as_ref().ok(), 9, [42.0, 42.0, 42.0, 42.0, 42.0, 42.0, 378.0]);
    matches(found.recovery.as_ref().ok(), 5, [19.2, 21.0, 24.0, 26.0, 14.0, 26.0, 96.0]);
    matches(found.frequency.as_ref().unwrap().between.as_ref(), 15, [23.4667, 21.0, 42.0, 42.0, 5.0, 42.0, 352.0]);
    let found = report(&records, year(2025));
    counts_match(&found, [12, 9, 3, 3, 12], 365.0, 0.230_137, 0.172_603, 0.25, 0.333_333, 0.25);
    matches(found.lead_time.as_ref().ok(), 9, [42.0, 42.0, 42.0, 42.0, 42.0, 42.0, 378.0]);
    matches(found.recovery.as_ref().ok(), 3, [19.3333, 21.0, 25.0, 26.0, 11.0, 26.0, 58.0]);
    matches(found.frequency.as_ref().unwrap().between.as_ref(), 11, [30.5455, 31.0, 42.0, 42.0, 11.0, 42.0, 336.0]);
    // Three recoveries are too few for an interval.
    assert_eq!(found.recovery.unwrap().median_interval(), None);
}

fn deployment(id: &str, finished: &str) -> Deployment {
    Deployment {
        id: id.to_owned(),
        finished_at: at(finished),
        commit_time: None,
        failed: None,
        unplanned: None,
        changes: None,
    }
}

fn incident(id: &str, opened: &str, resolved: Option<&str>, deployment: Option<&str>) -> Incident {
    Incident {
        id: id.to_owned(),
        opened_at: at(opened),
        resolved_at: resolved.map(at),
        deployment_id: deployment.map(str::to_owned),
        cause_is_change: None,
        severity: None,
        impact: None,
    }
}

fn records(deployments: Vec<Deployment>, incidents: Vec<Incident>) -> DeliveryRecords {
    DeliveryRecords { source: "made up".to_owned(), synthetic: true, deployments, incidents }
}

#[test]
fn without_a_denominator_there_is_no_metric() {
    let empty = report(&DeliveryRecords::default(), Span::All);
    assert_eq!(empty.stretch, None);
    assert_eq!(empty.lead_time, Err(NotKnown::NoDeployments));
    assert_eq!(empty.frequency, Err(NotKnown::NoDeployments));
    assert_eq!(empty.change_fail_rate, Err(NotKnown::NoDeployments));
    assert_eq!(empty.rework_rate, Err(NotKnown::NoDeployments));
    assert_eq!(empty.recovery, Err(NotKnown::NoFailures));
    assert_eq!(empty.restore_all, Err(NotKnown::NoIncidents));

    let bare = report(&records(vec![deployment("a", "2026-10-05 09:00")], Vec::new()), Span::All);
    assert_eq!(bare.lead_time, Err(NotKnown::NoCommitTimes));
    assert_eq!(bare.frequency, Err(NotKnown::NoTime));
    assert_eq!(bare.change_fail_rate, Err(NotKnown::NoFailureMarks));
    assert_eq!(bare.change_fail_rate_of_planned, Err(NotKnown::NoPlannedDeployments));
    assert_eq!(bare.rework_rate, Err(NotKnown::NoReworkMarks));

    let open = vec![incident("i", "2026-10-05 10:00", None, Some("a"))];
    let open = report(&records(vec![deployment("a", "2026-10-05 09:00")], open), Span::All);
    assert_eq!(open.recovery, Err(NotKnown::NothingResolved { open: 1 }));
    assert_eq!(
        NotKnown::NothingResolved { open: 1 }.to_string(),
        "none of the 1 incidents in this window is resolved yet"
    );
}

#[test]
fn a_deployment_fails_once_however_many_incidents_it_causes() {
    // The worked case of the design rules: three deployments, three incidents, two of them of one deployment.
    let deployments = vec![
        deployment("mon-1", "2026-10-05 09:00"),
        deployment("mon-2", "2026-10-05 15:00"),
        deployment("tue", "2026-10-06 10:00"),
    ];
    let incidents = vec![
        incident("sunday", "2026-10-04 20:00", Some("2026-10-04 21:00"), None),
        incident("first", "2026-10-05 16:00", Some("2026-10-05 17:00"), Some("mon-2")),
        incident("second", "2026-10-05 18:00", Some("2026-10-05 21:00"), Some("mon-2")),
        incident("lost", "2026-10-06 18:00", Some("2026-10-06 20:00"), Some("of another file")),
    ];
    let mut rows = records(deployments, incidents);
    let found = report(&rows, Span::All);
    assert_eq!(found.failure_marks, FailureMarks::ByLinks);
    assert_eq!((found.linking.linked, found.linking.unknown_deployment, found.linking.without), (2, 1, 1));
    close(found.change_fail_rate.unwrap().share.share, 1.0 / 3.0, 1e-12);
    close(found.recovery.as_ref().unwrap().median(), 2.0, 1e-12);
    assert_eq!(found.restore_all.as_ref().unwrap().n(), 4);

    // An incident that no change caused marks no deployment, and is no recovery by a change.
    for row in &mut rows.incidents {
        row.cause_is_change = Some(false);
    }
    let found = report(&rows, Span::All);
    close(found.change_fail_rate.unwrap().share.share, 0.0, 0.0);
    assert_eq!(found.recovery_caused_by_change, Err(NotKnown::NoFailures));

    // Once a deployment carries a mark, marks decide, and those without one are left out and counted.
    rows.deployments[0].failed = Some(false);
    rows.deployments[2].failed = Some(true);
    let found = report(&rows, Span::All);
    let rate = found.change_fail_rate.unwrap();
    assert_eq!((rate.share.hits, rate.share.n, rate.unknown), (1, 2, 1));
}

#[test]
fn windows_are_half_open() {
    let rows = records(
        vec![
            deployment("before", "2026-09-30 23:59"),
            deployment("first", "2026-10-01 00:00"),
            deployment("last", "2026-10-31 23:59"),
            deployment("after", "2026-11-01 00:00"),
        ],
        vec![incident("after", "2026-11-01 00:00", None, None)],
    );
    let found = report(&rows, Span::Between { from: at("2026-10-01 00:00"), to: at("2026-11-01 00:00") });
    assert_eq!((found.counts.deployments, found.counts.incidents), (2, 0));
    close(found.frequency.unwrap().per_week.rate, 2.0 / (31.0 / 7.0), 1e-12);
    // A window that runs backwards holds nothing.
    let backwards = report(&rows, Span::Between { from: at("2026-11-01 00:00"), to: at("2026-10-01 00:00") });
    assert_eq!(backwards.frequency, Err(NotKnown::NoDeployments));
    // The present moment is inside the last weeks.
    let weeks = Span::weeks_until(4, at("2026-11-01 00:00")).unwrap();
    assert_eq!(report(&rows, weeks).counts.deployments, 2);
}

#[test]
fn durations_that_run_backwards_are_counted_and_left_out() {
    let mut good = deployment("good", "2026-10-05 09:00");
    good.commit_time = Some(at("2026-10-04 09:00"));
    let mut backwards = deployment("backwards", "2026-10-06 09:00");
    backwards.commit_time = Some(at("2026-10-07 09:00"));
    let incidents = vec![
        incident("zero", "2026-10-05 10:00", Some("2026-10-05 10:00"), Some("good")),
        incident("backwards", "2026-10-05 10:00", Some("2026-10-05 09:00"), Some("good")),
        incident("open", "2026-10-05 10:00", None, Some("good")),
    ];
    let found = report(&records(vec![good, backwards, deployment("blank", "2026-10-07 09:00")], incidents), Span::All);
    let lead = found.lead_time.unwrap();
    assert_eq!((lead.n(), lead.backwards, lead.incomplete), (1, 1, 1));
    let recovery = found.recovery.unwrap();
    assert_eq!((recovery.n(), recovery.backwards, recovery.incomplete), (1, 1, 1));
    close(recovery.median(), 0.0, 0.0);
    assert_eq!(found.counts.open_incidents, 1);
}

#[test]
fn a_trend_has_no_gaps_and_flags_its_ends() {
    let mut rows = records(
        vec![deployment("a", "2026-10-07 09:00"), deployment("b", "2026-10-27 09:00")],
        vec![incident("i", "2026-10-28 09:00", Some("2026-10-28 11:00"), Some("b"))],
    );
    rows.deployments[0].commit_time = Some(at("2026-10-05 09:00"));
    let weeks = trend(&rows, Span::All, Period::Week).unwrap();
    assert_eq!(weeks.iter().map(|week| week.counts.deployments).collect::<Vec<_>>(), vec![1, 0, 0, 1]);
    assert_eq!(weeks.iter().map(|week| week.complete).collect::<Vec<_>>(), vec![false, true, true, false]);
    assert_eq!(weeks[0].from, at("2026-10-05 00:00"));
    assert_eq!(weeks[0].lead_time, Some(48.0));
    // A week without a deployment has no lead time and no fail rate; its counts are 0.
    assert_eq!((weeks[1].lead_time, weeks[1].failed, weeks[1].recovery), (None, None, None));
    assert_eq!(weeks[3].recovery, Some(2.0));
    assert_eq!(weeks[3].failed.unwrap().hits, 1);

    let asked = Span::Between { from: at("2026-10-01 00:00"), to: at("2027-01-01 00:00") };
    let months = trend(&rows, asked, Period::Month).unwrap();
    assert_eq!(months.len(), 3);
    assert!(months.iter().all(|month| month.complete));
    let quarters = trend(&rows, asked, Period::Quarter).unwrap();
    assert_eq!((quarters.len(), quarters[0].from, quarters[0].to), (1, at("2026-10-01 00:00"), at("2027-01-01 00:00")));
    assert_eq!(trend(&DeliveryRecords::default(), Span::All, Period::Month), Ok(Vec::new()));

    rows.deployments.push(deployment("far", "9999-12-31 23:59"));
    assert_eq!(trend(&rows, Span::All, Period::Week), Err(NotKnown::TooManyPeriods { most: MOST_BUCKETS }));
}

#[test]
fn the_trend_of_rust_adds_up_to_its_history() {
    let records = rust_records();
    for period in [Period::Week, Period::Month, Period::Quarter, Period::Year] {
        let found = trend(&records, Span::All, period).unwrap();
        let sum = |count: fn(&trivium_core::engine::delivery::Counts) -> usize| -> usize {
            found.iter().map(|bucket| count(&bucket.counts)).sum()
        };
        assert_eq!(
            (sum(|c| c.deployments), sum(|c| c.failed), sum(|c| c.unplanned), sum(|c| c.incidents)),
            (133, 31, 38, 31)
        );
        assert!(found.windows(2).all(|pair| pair[0].to == pair[1].from));
    }
    let years = trend(&records, Span::All, Period::Year).unwrap();
    assert_eq!(years.len(), 12);
    assert_eq!(years[3].counts.deployments, 18);
    assert_eq!((years[0].complete, years[3].complete, years[11].complete), (false, true, false));
}

#[test]
fn each_metric_explains_itself() {
    for metric in Metric::ALL {
        let definition = definition(metric);
        assert!(!definition.name.is_empty() && definition.formula.len() > 20 && !definition.interval.is_empty());
    }
}

proptest! {
    /// Whatever the records, rates stay between 0 and 100 % and the trend loses no deployment.
    #[test]
    fn records_of_any_kind_give_sound_metrics(
        rows in prop::collection::vec((0_i64..500_000, any::<Option<bool>>(), any::<Option<bool>>(), any::<Option<i16>>()), 0..40),
        linked in prop::collection::vec((0_i64..500_000, any::<Option<i16>>(), 0_usize..45), 0..20)
    ) {
        let start = at("2026-01-01 00:00");
        let minute = |minutes: i64| start + chrono::TimeDelta::minutes(minutes);
        let deployments = rows.iter().enumerate().map(|(id, (finished, failed, unplanned, lead))| Deployment {
            id: id.to_string(),
            finished_at: minute(*finished),
            commit_time: lead.map(|lead| minute(*finished - i64::from(lead))),
            failed: *failed,
            unplanned: *unplanned,
            changes: None,
        }).collect();
        let incidents = linked.iter().map(|(opened, lasted, to)| Incident {
            id: String::new(),
            opened_at: minute(*opened),
            resolved_at: lasted.map(|lasted| minute(opened + i64::from(lasted))),
            deployment_id: Some(to.to_string()),
            cause_is_change: None,
            severity: None,
            impact: None,
        }).collect();
        let rows = records(deployments, incidents);
        let found = report(&rows, Span::All);
        for rate in [found.change_fail_rate, found.change_fail_rate_of_planned, found.rework_rate].into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&rate.share.share) && rate.share.n + rate.unknown <= rows.deployments.len());
        }
        if let Ok(lead) = &found.lead_time {
            prop_assert!(lead.sample.min() >= 0.0);
            prop_assert_eq!(lead.n() + lead.backwards + lead.incomplete, rows.deployments.len());
        }
        let buckets = trend(&rows, Span::All, Period::Week).unwrap();
        prop_assert_eq!(buckets.iter().map(|bucket| bucket.counts.deployments).sum::<usize>(), rows.deployments.len());
        prop_assert_eq!(buckets.iter().map(|bucket| bucket.counts.incidents).sum::<usize>(), rows.incidents.len());
    }
}
