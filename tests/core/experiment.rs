//! Experiments: on toys whose answer is known, and on the worked example, each driven to its end.

#![expect(clippy::float_cmp, reason = "settings that are whole numbers come back exactly")]

use trivium_core::{
    catalog::samples::larkfield,
    engine::{
        experiment::{
            Answer, Axis, AxisUnit, Bench, BestOf, BreakEven, CannotAsk, Contest, Experiment, Found, HeatMap, Moves,
            NoAxis, Policy, Precision, Side, Standing, Start, Sweep, Tornado, Verdict, WarmUp, Work, axes_of,
            bars_in_order, finish,
        },
        random::{Generator, inverse_normal},
        simulation::{Begin, Bounds, Counted, Measure, Settings},
    },
    model::{Lever, Problem, Release, Scenario, ServiceId, Share, StepId, StreamId, Target, TeamId, Workspace},
};

use super::simulation_models::share;

const FEW: Settings = Settings { seed: 1, replications: 20, weeks: 26, warm_up_weeks: 8, ..Settings::USUAL };

fn scenario<'a>(workspace: &'a Workspace, name: &str) -> &'a Scenario {
    workspace.scenarios.iter().find(|scenario| scenario.name == name).unwrap()
}

fn step(workspace: &Workspace, name: &str) -> StepId {
    let stream = workspace.main_stream().unwrap();
    stream.steps.iter().find(|step| step.name == name).unwrap().id
}

fn cab(workspace: &Workspace) -> Axis {
    let lever = Lever::StopsBad { step: step(workspace, "CAB approval"), share: Share::NONE };
    Axis::of(&lever, workspace).unwrap().between(0.0, 1.0)
}

/// Standard normal noise of a repetition, the same for every policy, plus a little that differs.
fn noise(repetition: u32) -> f64 {
    inverse_normal(Generator::seeded(900 + u64::from(repetition)).unit())
}

/// Answers with a formula of the levers and the repetition instead of a simulation.
fn toy(value: impl Fn(&[Lever], u32) -> f64) -> impl FnMut(&Work) -> Result<Answer, Vec<Problem>> {
    move |work| {
        let values: Vec<Option<f64>> = work.replications.clone().map(|k| Some(value(&work.levers, k))).collect();
        let found = work.measures.iter().map(|measure| Found {
            measure: *measure,
            values: values.clone(),
            counted: Some(Counted { hits: 1, n: 4, share: 0.25, interval: Bounds { low: 0.0, high: 1.0 } }),
        });
        Ok(Answer { found: found.collect() })
    }
}

/// The number of the last lever.
fn number(levers: &[Lever]) -> f64 {
    levers.last().and_then(Axis::number).unwrap_or(0.0)
}

fn contest(first: Policy, second: Policy, axis: Axis, moves: Moves) -> Contest {
    Contest { first, second, axis, moves, measure: Measure::RequestToLive }
}

/// The second policy of a toy is told by a lever that the first does not have.
fn second(workspace: &Workspace) -> Policy {
    let service = workspace.main_service().unwrap().id;
    Policy { name: "B".to_owned(), levers: vec![Lever::Freeze { service, on: true }] }
}

#[test]
fn every_lever_with_a_number_has_an_axis_that_reads_what_it_writes() {
    let workspace = larkfield();
    let bench = Bench::new(&workspace, &Policy::today()).unwrap();
    let axes = axes_of(&workspace, workspace.main_stream().unwrap().id);
    assert!(axes.len() >= 15, "{}", axes.len());
    for axis in &axes {
        assert!(axis.low < axis.high && !axis.label.is_empty(), "{axis:?}");
        for number in [axis.low, axis.high, f64::midpoint(axis.low, axis.high)] {
            let read = Axis::number(&axis.at(number)).unwrap();
            let near = if axis.unit.is_whole() { 0.5 } else { 1e-4 };
            assert!((read - number).abs() <= near, "{}: {number} comes back as {read}", axis.label);
            assert_eq!(axis.rounded(number), read);
        }
        // Whatever comes, the lever is one that compiles.
        for wild in [f64::NAN, -1e300, 1e300, 0.0] {
            assert!(bench.plan(&Policy::today().with(axis.at(wild))).is_ok(), "{}: {wild}", axis.label);
        }
    }
    let today = |label: &str| axes.iter().find(|axis| axis.label.contains(label)).unwrap();
    assert_eq!(today("Changes a week").today, Some(9.0));
    assert_eq!((today("releases").low, today("releases").today, today("releases").high), (1.0, Some(7.0), 14.0));
    assert_eq!((today("People at \"Regression").low, today("People at \"Regression").high), (1.0, 3.0));
    let slo = today("objective");
    assert!((slo.low - 99.8).abs() < 1e-9 && (slo.high - 99.95).abs() < 1e-9 && slo.unit == AxisUnit::Percent);
    // A tighter rhythm brings its cut-off along: 46 h of a week are 6.6 h of a day.
    let Lever::ApprovalCadence { cadence: Some(daily), .. } = today("dates of").at(1.0) else {
        unreachable!("the axis of a rhythm writes rhythms")
    };
    assert!((daily.cut_off.hours() - 46.0 / 7.0).abs() < 1e-9);
    assert!(matches!(today("releases").at(0.2), Lever::Release { release: Release::OnDemand, .. }));
}

#[test]
fn a_lever_without_a_number_or_a_target_has_no_axis() {
    let workspace = larkfield();
    let stream = workspace.main_stream().unwrap().id;
    assert_eq!(Axis::of(&Lever::UseStream { stream }, &workspace), Err(NoAxis::NotNumeric));
    assert_eq!(Axis::number(&Lever::UseStream { stream }), None);
    let (stream, step, service, team) =
        (StreamId::new(9_999), StepId::new(9_999), ServiceId::new(9_999), TeamId::new(9_999));
    for lever in [
        Lever::Demand { stream, per_week: 1.0 },
        Lever::People { step, people: 1 },
        Lever::TeamSize { team, people: 1 },
        Lever::SloTarget { service, target: Target::THREE_NINES },
        Lever::StopsBad { step: self::step(&workspace, "Build"), share: Share::NONE },
    ] {
        assert_eq!(Axis::of(&lever, &workspace), Err(NoAxis::Gone), "{lever:?}");
    }
}

#[test]
fn questions_that_make_no_sense_are_refused() {
    let today = Policy::today();
    let one = Settings { replications: 1, ..FEW };
    let measure = Measure::RequestToLive;
    assert_eq!(Precision::new(today.clone(), measure, one, 0.1).unwrap_err(), CannotAsk::OneRepetition);
    assert_eq!(Precision::new(today.clone(), measure, FEW, 0.0).unwrap_err(), CannotAsk::Precision(0.0));
    let none = Settings { weeks: 0, ..FEW };
    assert!(matches!(Tornado::new(&today, Vec::new(), measure, none).unwrap_err(), CannotAsk::Settings(_)));
    assert_eq!(Tornado::new(&today, Vec::new(), measure, FEW).unwrap_err(), CannotAsk::TooFew(1));
    let two = vec![today.clone(), today.clone()];
    let depends = BestOf::new(two, Measure::BatchSize, FEW).unwrap_err();
    assert_eq!(depends, CannotAsk::NoDirection(Measure::BatchSize));
    assert_eq!(BestOf::new(vec![today], measure, FEW).unwrap_err(), CannotAsk::TooFew(1));
    let axis = cab(&larkfield()).between(0.4, 0.4);
    let contest = contest(Policy::today(), Policy::today(), axis, Moves::First);
    assert!(matches!(BreakEven::new(contest, FEW).unwrap_err(), CannotAsk::NoRange(_)));
}

#[test]
fn precision_runs_until_it_is_reached_or_capped() {
    // Standard deviation 1 around 10: 5 % of the mean are reached after about (1.96 · 1 / 0.5)² = 15 repetitions.
    let ask = |cap, aim| {
        let settings = Settings { replications: cap, ..FEW };
        let mut precision = Precision::new(Policy::today(), Measure::RequestToLive, settings, aim).unwrap();
        let reached = finish(&mut precision, toy(|_, k| 10.0 + noise(k)));
        assert!(precision.is_finished() && precision.next().is_none());
        assert_eq!(precision.progress().replications_done, reached.replications);
        reached
    };
    let reached = ask(1_000, 0.05);
    assert!(reached.reached && (10..60).contains(&reached.replications), "{reached:?}");
    assert!(reached.relative.unwrap() <= 0.05);
    let tight = ask(10_000, 0.005);
    assert!(tight.reached && (1_000..3_000).contains(&tight.replications), "{tight:?}");
    assert!((tight.estimate.unwrap().mean - 10.0).abs() < 0.2);
    let capped = ask(100, 0.005);
    assert!(!capped.reached && capped.replications == 100 && capped.needed.unwrap() > 1_000);
}

#[test]
fn ranges_of_repetitions_join_without_a_gap() {
    let mut asked = Vec::new();
    let settings = Settings { replications: 400, ..FEW };
    let mut precision = Precision::new(Policy::today(), Measure::RequestToLive, settings, 0.001).unwrap();
    let mut answer = toy(|_, k| 10.0 + noise(k));
    finish(&mut precision, |work: &Work| {
        assert!(work.settings.replications >= work.replications.end);
        asked.push(work.replications.clone());
        answer(work)
    });
    assert_eq!(asked.first().unwrap().start, 0);
    assert_eq!(asked.last().unwrap().end, 400);
    assert!(asked.windows(2).all(|pair| pair[0].end == pair[1].start), "{asked:?}");
}

#[test]
fn a_tornado_sorts_its_bars_and_keeps_the_order_of_ties() {
    let workspace = larkfield();
    let axes = axes_of(&workspace, workspace.main_stream().unwrap().id);
    let base = Policy::today();
    let labels: Vec<String> = axes.iter().map(|axis| axis.label.clone()).collect();
    // Only the share of bad changes counts, ten for each whole; everything else ties at nothing.
    let value = |levers: &[Lever], k: u32| match levers.last() {
        Some(Lever::BadChanges { share, .. }) => 5.0 + 10.0 * share.value() + noise(k),
        _ => 5.0 + 10.0 * 0.03 + noise(k),
    };
    let mut tornado = Tornado::new(&base, axes, Measure::RequestToLive, FEW).unwrap();
    let bars = finish(&mut tornado, toy(value));
    let sorted = bars_in_order(&bars);
    assert_eq!(sorted[0].axis.label, "Bad changes");
    assert!((sorted[0].swing() - 0.45).abs() < 1e-9, "{}", sorted[0].swing());
    let low = sorted[0].low.against_base.unwrap();
    assert!((low.difference.mean + 0.15).abs() < 1e-9 && low.is_sure());
    let rest: Vec<&String> = sorted[1..].iter().map(|bar| &bar.axis.label).collect();
    let expected: Vec<&String> = labels.iter().filter(|label| *label != "Bad changes").collect();
    assert_eq!(rest, expected);
}

#[test]
fn a_break_even_finds_a_known_root_from_either_side() {
    let workspace = larkfield();
    for (slope, root) in [(2.0, 0.37), (-2.0, 0.37), (5.0, 0.015), (-0.4, 0.99)] {
        let contest = contest(Policy::today(), second(&workspace), cab(&workspace), Moves::First);
        let mut search = BreakEven::new(contest, FEW).unwrap();
        let value = |levers: &[Lever], k: u32| match levers.last() {
            Some(Lever::StopsBad { share, .. }) => 3.0 + slope * (share.value() - root) + noise(k),
            _ => 3.0 + noise(k),
        };
        let Verdict::Ties(tie) = finish(&mut search, toy(value)) else { unreachable!("a line crosses zero once") };
        assert!((tie.at - root).abs() < 1e-9, "{slope} {root}: {tie:?}");
        // Common noise cancels: the interval is the point.
        assert!((tie.low.unwrap() - root).abs() < 1e-6 && (tie.high.unwrap() - root).abs() < 1e-6, "{tie:?}");
        assert_eq!(tie.less_below, if slope > 0.0 { Side::First } else { Side::Second });
        assert!(!tie.more_than_once && search.is_finished());
        assert!(search.tried().count() <= 40);
    }
}

#[test]
fn the_interval_of_a_break_even_is_where_the_band_crosses_zero() {
    let workspace = larkfield();
    // A curve with noise of its own: difference (x − 0.4)·(1 + x) + noise/10, mean and half-width fixed by the seeds.
    let value = |levers: &[Lever], k: u32| match levers.last() {
        Some(Lever::StopsBad { share: x, .. }) => (x.value() - 0.4) * (1.0 + x.value()) + 0.1 * noise(k),
        _ => 0.0,
    };
    let ask = |workspace: &Workspace| {
        let contest = contest(Policy::today(), second(workspace), cab(workspace), Moves::First);
        let mut search = BreakEven::new(contest, FEW).unwrap();
        finish(&mut search, toy(value))
    };
    let Verdict::Ties(tie) = ask(&workspace) else { unreachable!("it crosses zero") };
    let noises: Vec<f64> = (0..20).map(|k| 0.1 * noise(k)).collect();
    let mean = trivium_core::engine::statistics::MeanEstimate::of(&noises).unwrap();
    // x² + 0.6x − 0.4 + e = 0 for the mean and both edges.
    let root = |e: f64| -0.3 + (0.09 + 0.4 - e).sqrt();
    assert!((tie.at - root(mean.mean)).abs() < 1e-3, "{tie:?}");
    assert!((tie.low.unwrap() - root(mean.mean + mean.half_width)).abs() < 1e-3, "{tie:?}");
    assert!((tie.high.unwrap() - root(mean.mean - mean.half_width)).abs() < 1e-3, "{tie:?}");
    assert_eq!(ask(&workspace), Verdict::Ties(tie), "the same again");
}

#[test]
fn a_break_even_says_when_there_is_none() {
    let workspace = larkfield();
    let ask = |value: &dyn Fn(f64, u32) -> f64| {
        let contest = contest(Policy::today(), second(&workspace), cab(&workspace), Moves::First);
        let mut search = BreakEven::new(contest, FEW).unwrap();
        let answer = |levers: &[Lever], k: u32| match levers.last() {
            Some(Lever::StopsBad { share, .. }) => value(share.value(), k),
            _ => 10.0,
        };
        finish(&mut search, toy(answer))
    };
    let never = |less, sure| Verdict::NeverTies { less, better: Some(less), sure };
    assert_eq!(ask(&|x, k| 12.0 + x + 0.1 * noise(k)), never(Side::Second, true));
    assert_eq!(ask(&|x, k| 8.0 + x + 0.1 * noise(k)), never(Side::First, true));
    // Close to a tie at one end only.
    assert_eq!(ask(&|x, k| 10.05 + x + 0.5 * (noise(k) - 0.0)).clone(), never(Side::Second, false));
    assert_eq!(ask(&|_, _| 10.0), Verdict::CannotTell);
    // Down to the low end nothing can be told: the interval is open there.
    let Verdict::Ties(open) = ask(&|x, k| 9.95 + x + noise(k) - noise_mean()) else {
        unreachable!("it ties near 0.05")
    };
    assert!(open.low.is_none() && open.high.is_some_and(|high| high > 0.3), "{open:?}");
    let Verdict::Ties(twice) = ask(&|x, _| 10.0 + (x - 0.3) * (x - 0.8)) else { unreachable!("it ties twice") };
    assert!(twice.more_than_once && (twice.at - 0.3).abs() < 1e-2, "{twice:?}");
}

/// Mean noise of the first twenty repetitions.
fn noise_mean() -> f64 {
    (0..20).map(noise).sum::<f64>() / 20.0
}

#[test]
fn a_break_even_of_people_lies_between_two_whole_numbers() {
    let workspace = larkfield();
    let people = Lever::People { step: step(&workspace, "Regression test"), people: 1 };
    let axis = Axis::of(&people, &workspace).unwrap().between(1.0, 20.0);
    // Both move: 30/people against a wait that as many people as `enough` just beat.
    for enough in 2..=19 {
        let contest = contest(Policy::today(), second(&workspace), axis.clone(), Moves::Both);
        let mut search = BreakEven::new(contest, FEW).unwrap();
        let value = |levers: &[Lever], k: u32| {
            let is_second = levers.iter().any(|lever| matches!(lever, Lever::Freeze { .. }));
            let wait = if is_second { 30.0 / (f64::from(enough) - 0.5) } else { 30.0 / number(levers) };
            wait + noise(k)
        };
        let Verdict::Ties(tie) = finish(&mut search, toy(value)) else { unreachable!("{enough} people are enough") };
        assert!(tie.at > f64::from(enough - 1) && tie.at < f64::from(enough), "{enough}: {tie:?}");
        assert!(search.tried().all(|(at, _, _)| at.fract() == 0.0));
    }
}

#[test]
fn stopping_when_it_looks_precise_costs_little_coverage() {
    // Mean 10, deviation 3, aim 10 %: about 35 repetitions, in rounds of which each is looked at.
    let mut held = 0;
    for trial in 0..2_000_u64 {
        let value = |_: &[Lever], k: u32| {
            10.0 + 3.0 * inverse_normal(Generator::seeded(trial * 1_000_003 + u64::from(k)).unit())
        };
        let settings = Settings { replications: 1_000, ..FEW };
        let mut precision = Precision::new(Policy::today(), Measure::RequestToLive, settings, 0.1).unwrap();
        let estimate = finish(&mut precision, toy(value)).estimate.unwrap();
        held += u32::from(estimate.interval().contains(10.0));
    }
    println!("{held} of 2000 intervals hold the truth");
    // Four standard errors of 95 % are 39; more than that would be a price to name.
    assert!((1_861..=1_939).contains(&held), "{held} of 2000");
}

#[test]
fn what_cannot_run_is_said_and_never_hangs() {
    let workspace = larkfield();
    let problem = || Problem::error(trivium_core::model::Place::Workspace, "No.", "Do something else.");
    let contest = contest(Policy::today(), second(&workspace), cab(&workspace), Moves::First);
    let mut search = BreakEven::new(contest, FEW).unwrap();
    let found = finish(&mut search, |_| Err(vec![problem()]));
    assert_eq!(found, Verdict::Unknown(vec![problem()]));
    let mut precision = Precision::new(Policy::today(), Measure::RequestToLive, FEW, 0.1).unwrap();
    assert_eq!(finish(&mut precision, |_| Err(vec![problem()])).problems, vec![problem()]);
    let two = vec![Policy::today(), second(&workspace)];
    let mut best = BestOf::new(two.clone(), Measure::RequestToLive, FEW).unwrap();
    let found = finish(&mut best, |_| Err(vec![problem()]));
    assert!(!found.sure && found.leader.is_none() && best.is_finished());
    let mut sweep = Sweep::new(two, Measure::RequestToLive, FEW).unwrap();
    assert!(
        finish(&mut sweep, |_| Err(vec![problem()])).iter().all(|one| !one.on_the_front && !one.problems.is_empty())
    );
    // A measure that does not exist is no problem of the policy, and no tie.
    let silent = |_: &Work| Ok(Answer { found: Vec::new() });
    let contest = self::contest(Policy::today(), Policy::today(), cab(&workspace), Moves::First);
    assert_eq!(finish(&mut BreakEven::new(contest, FEW).unwrap(), silent), Verdict::Unknown(Vec::new()));
}

#[test]
fn answers_may_come_in_any_order_and_twice() {
    let workspace = larkfield();
    let ask = || {
        let contest = contest(Policy::today(), second(&workspace), cab(&workspace), Moves::First);
        BreakEven::new(contest, FEW).unwrap()
    };
    let value = |levers: &[Lever], k: u32| number(levers) * 2.0 + 0.3 * noise(k + 7 * u32::from(levers.len() > 1));
    let mut in_order = ask();
    let expected = finish(&mut in_order, toy(value));
    let mut backwards = ask();
    let mut answer = toy(value);
    loop {
        let works: Vec<Work> = std::iter::from_fn(|| backwards.next()).collect();
        if works.is_empty() {
            break;
        }
        for work in works.iter().rev().chain(&works) {
            backwards.take(work.ticket, answer(work));
        }
    }
    assert_eq!(backwards.result(), expected);
    backwards.take(77_777, answer(&Work { ticket: 77_777, ..in_order_work() }));
    assert_eq!(backwards.result(), expected);
}

fn in_order_work() -> Work {
    let measures = vec![Measure::RequestToLive];
    Work { ticket: 0, levers: Vec::new(), settings: FEW, replications: 0..20, measures }
}

/// Policies that a toy tells apart by the bad changes that their gates stop, in percent.
fn numbered(workspace: &Workspace, numbers: &[f64]) -> Vec<Policy> {
    let stream = workspace.main_stream().unwrap().id;
    let policy = |number: &f64| Policy {
        name: format!("{number}"),
        levers: vec![Lever::BadChanges { stream, share: share(number / 100.0) }],
    };
    numbers.iter().map(policy).collect()
}

#[test]
fn the_best_of_several_is_found_or_nobody_can_tell() {
    let workspace = larkfield();
    let settings = Settings { replications: 320, ..FEW };
    // Own noise beside the common one: standard deviation 1 for each.
    let value = |levers: &[Lever], k: u32| {
        let number = number(levers) * 100.0;
        let own = Generator::seeded(u64::from(k) * 1_000 + number.to_bits() % 997).unit();
        number + 3.0 * noise(k) + inverse_normal(own)
    };
    let ask = |numbers: &[f64]| {
        let mut best = BestOf::new(numbered(&workspace, numbers), Measure::RequestToLive, settings).unwrap();
        let mut works = 0;
        let mut answer = toy(value);
        let found = finish(&mut best, |work: &Work| {
            works += 1;
            answer(work)
        });
        assert!(best.is_finished());
        (found, works)
    };
    let (clear, works) = ask(&[5.0, 2.0, 9.0, 4.0]);
    assert!(clear.sure && clear.leader == Some(1) && clear.replications == 20, "{clear:?}");
    assert_eq!(works, 4, "one look is enough");
    assert_eq!(clear.candidates[2].standing, Standing::Out);
    assert!((clear.candidates[2].behind.unwrap().difference.mean - 7.0).abs() < 1.0);
    let (close, works) = ask(&[2.0, 2.0 + 1e-9, 8.0]);
    assert!(!close.sure && close.replications == 320);
    let standings: Vec<Standing> = close.candidates.iter().map(|one| one.standing).collect();
    assert_eq!(standings, [Standing::In, Standing::In, Standing::Out]);
    assert_eq!(works, 3 + 4 * 2, "who is out is not run any more");
}

#[test]
fn the_best_is_put_out_no_more_often_than_promised() {
    // Ten candidates that tie: each look may put out the "best" (any one of them); all but one out is a false claim.
    let workspace = larkfield();
    let settings = Settings { replications: 40, ..FEW };
    let numbers: Vec<f64> = (1..=6).map(f64::from).collect();
    let mut claims = 0;
    for trial in 0..200_u64 {
        let value = |levers: &[Lever], k: u32| {
            let who = (number(levers) * 100.0).round().to_bits() >> 40;
            inverse_normal(Generator::seeded(trial * 7_919 + u64::from(k) * 104_729 + who * 1_299_709).unit())
        };
        let mut best = BestOf::new(numbered(&workspace, &numbers), Measure::RequestToLive, settings).unwrap();
        let found = finish(&mut best, toy(value));
        // One of them is the truly best by decree: it must not be out.
        claims += u32::from(found.candidates[0].standing == Standing::Out);
    }
    // 5 % of 200 are 10; four standard errors more are 22.
    assert!(claims <= 22, "{claims} of 200");
}

#[test]
fn the_front_holds_what_nothing_beats() {
    let workspace = larkfield();
    let points = [(5.0, 0.4), (3.0, 0.6), (6.0, 0.5), (5.0, 0.4), (3.0, 0.7)];
    let mut sweep = Sweep::new(numbered(&workspace, &[0.0, 1.0, 2.0, 3.0, 4.0]), Measure::RequestToLive, FEW).unwrap();
    let swept = finish(&mut sweep, |work: &Work| {
        let (time, chance) = points[usize::try_from(work.ticket).unwrap()];
        let interval = Bounds { low: chance - 0.1, high: chance + 0.1 };
        let found = |measure, value, counted| Found { measure, values: vec![Some(value); 20], counted };
        let counted = Some(Counted { hits: 0, n: 0, share: chance, interval });
        let found = vec![found(Measure::RequestToLive, time, None), found(Measure::OutOfSlo, chance, counted)];
        Ok(Answer { found })
    });
    let front: Vec<bool> = swept.iter().map(|one| one.on_the_front).collect();
    assert_eq!(front, [true, true, false, true, false], "two that tie are both on it");
}

#[test]
fn larkfield_tornado_and_heat_map_run_to_their_end() {
    let workspace = larkfield();
    let bench = Bench::new(&workspace, &Policy::today()).unwrap();
    let axes = axes_of(&workspace, workspace.main_stream().unwrap().id);
    let run = |measure| {
        let settings = Settings { replications: 10, ..FEW };
        let mut tornado = Tornado::new(&Policy::today(), axes.clone(), measure, settings).unwrap();
        finish(&mut tornado, |work| bench.run(work))
    };
    let bars = run(Measure::RequestToLive);
    assert_eq!(bars, run(Measure::RequestToLive), "the same again");
    assert!(bars.iter().all(|bar| bar.low.problems.is_empty() && bar.high.problems.is_empty()));
    let top = bars_in_order(&bars)[0];
    assert!(top.axis.label.contains("dates of") || top.axis.label.contains("Regression"), "{}", top.axis.label);
    let no_effect = bars.iter().find(|bar| bar.axis.label == "Time to repair by hand").unwrap();
    assert_eq!(no_effect.swing(), 0.0, "repair has no part in the lead time while nothing freezes");
    let find = |label: &str| axes.iter().find(|axis| axis.label.contains(label)).unwrap();
    let (people, demand) = (find("Regression"), find("Changes a week"));
    let mut map = HeatMap::new(&Policy::today(), people, demand, (5, 3), Measure::RequestToLive, FEW).unwrap();
    let cells = finish(&mut map, |work| bench.run(work));
    // One to three testers are three numbers, not five.
    assert_eq!(cells.len(), 9);
    let at = |row: usize, column: usize| cells[row * 3 + column].estimate.unwrap().mean;
    assert!(at(2, 0) > at(2, 2), "more testers are faster");
    assert!(at(2, 0) > at(0, 0), "more work is slower");
    assert_eq!(map.progress().replications_done, 10 * FEW.replications);
}

#[test]
fn larkfield_what_must_the_cab_stop() {
    // Question 1c: how many bad changes must the CAB stop before it is worth its wait, against gates without it?
    let workspace = larkfield();
    let bench = Bench::new(&workspace, &Policy::today()).unwrap();
    for measure in [Measure::FailedDeployments, Measure::BudgetUsed] {
        let gates = scenario(&workspace, "With four gates").into();
        let contest = Contest { measure, ..contest(Policy::today(), gates, cab(&workspace), Moves::First) };
        let mut search = BreakEven::new(contest, Settings { replications: 60, ..FEW }).unwrap();
        let Verdict::Ties(tie) = finish(&mut search, |work| bench.run(work)) else {
            unreachable!("a CAB that stops everything has fewer failures than gates that stop half")
        };
        println!("{}: {tie:?} after {} numbers", measure.name(), search.tried().count());
        assert_eq!(tie.less_below, Side::Second, "today's CAB is worse than the gates");
        assert!(tie.at > 0.1 && tie.at < 0.8, "it must stop more than today: {tie:?}");
        assert!(tie.low.is_none_or(|low| low <= tie.at) && tie.high.is_none_or(|high| tie.at <= high));
        assert!(search.tried().count() <= 40);
    }
}

#[test]
fn larkfield_precision_best_and_front() {
    let workspace = larkfield();
    let bench = Bench::new(&workspace, &Policy::today()).unwrap();
    let settings = Settings { replications: 200, ..FEW };
    let mut precision = Precision::new(Policy::today(), Measure::RequestToLive, settings, 0.02).unwrap();
    let reached = finish(&mut precision, |work| bench.run(work));
    assert!(reached.reached && reached.relative.unwrap() <= 0.02, "{reached:?}");
    let names = ["Two more developers", "One more tester", "With four gates", "Approval within a day"];
    let policies: Vec<Policy> = names.iter().map(|name| Policy::from(scenario(&workspace, name))).collect();
    let mut best = BestOf::new(policies.clone(), Measure::RequestToLive, settings).unwrap();
    let found = finish(&mut best, |work| bench.run(work));
    assert!(found.sure, "{found:?}");
    assert_eq!(found.candidates[found.leader.unwrap()].policy.name, "Approval within a day");
    let mut sweep = Sweep::new(policies, Measure::RequestToLive, FEW).unwrap();
    let swept = finish(&mut sweep, |work| bench.run(work));
    assert!(swept.iter().any(|one| one.on_the_front));
    assert!(!swept[0].on_the_front, "two developers buy nothing: {:?}", swept[0]);
    let chance = swept[3].chance.unwrap();
    assert!(chance.interval.low <= chance.share && chance.share <= chance.interval.high && chance.n == 20 * 6);
}

#[test]
fn larkfield_settles_within_weeks() {
    let workspace = larkfield();
    let bench = Bench::new(&workspace, &Policy::today()).unwrap();
    let WarmUp::Weeks { weeks, by_queues, by_budget } = WarmUp::of(&bench.plan(&Policy::today()).unwrap(), 1) else {
        unreachable!("nobody is busier than they can be")
    };
    assert!((2..=12).contains(&by_queues), "{by_queues}");
    assert_eq!((weeks, by_budget), (by_queues, 0));
    let freeze = Policy::from(scenario(&workspace, "Freeze when spent"));
    let WarmUp::Weeks { by_budget: 4, .. } = WarmUp::of(&bench.plan(&freeze).unwrap(), 1) else {
        unreachable!("a freeze looks back over four weeks")
    };
    // Twice the work never settles.
    let stream = workspace.main_stream().unwrap().id;
    let swamped = Policy::today().with(Lever::Demand { stream, per_week: 18.0 });
    assert_eq!(WarmUp::of(&bench.plan(&swamped).unwrap(), 1), WarmUp::NotSettled);
    assert_eq!(WarmUp::of_days(&[], None), WarmUp::NothingFlows);
}

#[test]
fn the_start_in_use_has_a_name() {
    let workspace = larkfield();
    let bench = Bench::new(&workspace, &Policy::today()).unwrap();
    let plan = bench.plan(&Policy::today()).unwrap();
    assert_eq!(Start::of(&plan, &FEW), Start::AfterWarmUp { weeks: 8 });
    let terminating = Start::of(&plan, &Settings { warm_up_weeks: 0, ..FEW });
    assert_eq!(terminating, Start::FromEmpty);
    assert!(terminating.sentence().contains("empty queues") && Start::of(&plan, &FEW).sentence().contains("8 weeks"));
    let today = Start::of(&plan, &Settings { warm_up_weeks: 0, begin: Begin::Backlog, ..FEW });
    let Start::FromBacklog { budget_spent: Some(percent) } = today else { unreachable!("{today:?}") };
    assert!(today.sentence().contains(&format!("{percent} % of the error budget spent")), "{}", today.sentence());
    let unknown = Start::FromBacklog { budget_spent: None };
    assert!(unknown.sentence().contains("full error budget, because"), "{}", unknown.sentence());
}
