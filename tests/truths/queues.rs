//! Queues, by simulation.

use std::sync::Arc;

use trivium_core::{
    engine::simulation::Measure,
    model::{
        Arrivals, ChangeMix, Distribution, Flow, FlowId, FlowKind, Party, Share, Step, StepId, StepKind, Team, TeamId,
        Workers, Workspace,
    },
};

use super::{
    kit::{Claim, NUMBER_IN_SYSTEM, TIME_IN_SYSTEM, assert_truths, hours, measured, settings},
    simulation_models::{deploy, rework, server, share, step, stream, workspace},
};

/// A queue of `people` servers, work times lengthened by `off`.
fn queue(per_hour: f64, people: u16, work: Distribution) -> impl Fn(f64) -> Workspace {
    move |off| workspace(stream(per_hour, vec![server(2, people, work.scaled(off))]), None)
}

#[test]
fn a1_one_server() {
    let claims = [Claim("W", 5.0, TIME_IN_SYSTEM), Claim("L", 4.0, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 400), queue(0.8, 1, Distribution::Exponential { mean: 1.0 }), &claims);
}

#[test]
fn a2_three_servers() {
    let claims = [Claim("W", 2.078_652, TIME_IN_SYSTEM), Claim("L", 4.988_764, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 80), queue(2.4, 3, Distribution::Exponential { mean: 1.0 }), &claims);
}

#[test]
fn a6_constant_work() {
    let claims = [Claim("W", 3.0, TIME_IN_SYSTEM), Claim("L", 2.4, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 150), queue(0.8, 1, Distribution::Fixed { hours: 1.0 }), &claims);
}

#[test]
fn a8_lognormal_work() {
    // Mean 1, sigma 1: median exp(-1/2), 85 % point median · exp(1.0364...). A heavy tail: 5 % wide is enough.
    let median = (-0.5_f64).exp();
    let work = Distribution::Lognormal { median, p85: median * 1.036_433_389_493_79_f64.exp() };
    let claims = [Claim("W", 6.436_564, TIME_IN_SYSTEM), Claim("L", 5.149_251, NUMBER_IN_SYSTEM)];
    assert_truths(0.05, settings(40, 400), queue(0.8, 1, work), &claims);
}

#[test]
fn series_of_queues_is_a_product_of_queues() {
    // Burke: what leaves an M/M/1 is Poisson, so two of them in series add up: 1/(1 − 0.6) + 1/(0.8 − 0.6).
    let case = |off: f64| {
        let serve = |number, mean| server(number, 1, Distribution::Exponential { mean: mean * off });
        workspace(stream(0.6, vec![serve(2, 1.0), serve(3, 1.25)]), None)
    };
    assert_truths(0.02, settings(40, 250), case, &[Claim("W", 7.5, TIME_IN_SYSTEM)]);
}

#[test]
fn j2_rework_to_the_same_step() {
    let case = |off: f64| {
        let mut step = server(2, 1, Distribution::Exponential { mean: 2.0 * off });
        step.complete_accurate = Some(share(0.75));
        workspace(stream(0.3, vec![step]), None)
    };
    let claims = [Claim("sojourn", 13.333_333, TIME_IN_SYSTEM), Claim("L", 4.0, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(50, 520), case, &claims);
}

#[test]
fn jackson_network_with_a_way_back() {
    // γ 0.4 → 1 → 2, from 2 a quarter back to 1; rates 1 and 0.7: L 1.142857 + 3.2, W 10.857143.
    let case = |off: f64| {
        let mut second = server(3, 1, Distribution::Exponential { mean: off / 0.7 });
        second.complete_accurate = Some(share(0.75));
        let mut flow = stream(0.4, vec![server(2, 1, Distribution::Exponential { mean: off }), second]);
        flow.flows = vec![
            rework(4, 3, 2),
            Flow {
                id: FlowId::new(5),
                from: StepId::new(2),
                to: StepId::new(3),
                kind: FlowKind::Next { share: Share::ALL },
            },
        ];
        workspace(flow, None)
    };
    assert_truths(0.02, settings(40, 400), case, &[Claim("W", 10.857_143, TIME_IN_SYSTEM)]);
}

#[test]
fn p1_emergencies_go_first_and_interrupt_nobody() {
    // Cobham, λ 0.2 and 0.5, μ 1: waits 0.875 and 2.916667, and the work takes 1.
    let case = |off: f64| {
        let mut flow = stream(0.7, vec![server(2, 1, Distribution::Exponential { mean: off }), deploy(3)]);
        flow.demand.mix = ChangeMix { standard: Share::NONE, emergency: share(2.0 / 7.0) };
        workspace(flow, None)
    };
    let claims = [
        Claim("urgent", 1.875, &|outcome| hours(outcome, Measure::EmergencyToLive)),
        Claim("normal", 3.916_667, &|outcome| hours(outcome, Measure::NormalToLive)),
        Claim("both", 3.333_333, &|outcome| hours(outcome, Measure::RequestToLive)),
    ];
    assert_truths(0.02, settings(40, 250), case, &claims);
}

#[test]
fn batch_arrivals_make_a_queue_of_batches() {
    // M^[3]/M/1, batches 0.2 an hour, rate 1: L = ρ(1 + b)/2/(1 − ρ) = 3.
    let case = |off: f64| {
        let mut flow = stream(0.6, vec![server(2, 1, Distribution::Exponential { mean: off })]);
        flow.demand.arrivals = Arrivals::InBatches { size: 3 };
        workspace(flow, None)
    };
    let claims = [Claim("L", 3.0, NUMBER_IN_SYSTEM), Claim("W", 5.0, TIME_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 250), case, &claims);
}

#[test]
fn erlang_work_waits_by_its_variation() {
    // M/E₂/1, λ 0.8, mean 1, CV² ½: Wq = 0.8·1.5/(2·0.2) = 3.
    let work = Distribution::Gamma { mean: 1.0, shape: 2.0 };
    assert_truths(0.02, settings(40, 250), queue(0.8, 1, work), &[Claim("W", 4.0, TIME_IN_SYSTEM)]);
}

/// Steps of one after the other.
fn in_a_row(steps: Vec<Step>) -> (Vec<Step>, Vec<Flow>) {
    let ids: Vec<StepId> = steps.iter().map(|step| step.id).collect();
    let links = ids.windows(2).zip(11..).map(|(pair, number)| Flow {
        id: FlowId::new(number),
        from: pair[0],
        to: pair[1],
        kind: FlowKind::Next { share: Share::ALL },
    });
    (steps, links.collect())
}

#[test]
fn urgent_work_at_two_servers() {
    // M/M/2, λ 0.5 urgent and 0.9 others, μ 1, not interrupted: waits 0.384314 and 1.281046.
    let case = |off: f64| {
        let mut flow = stream(1.4, vec![server(2, 2, Distribution::Exponential { mean: off }), deploy(3)]);
        flow.demand.mix = ChangeMix { standard: Share::NONE, emergency: share(0.5 / 1.4) };
        workspace(flow, None)
    };
    let claims = [
        Claim("urgent", 1.384_314, &|outcome| hours(outcome, Measure::EmergencyToLive)),
        Claim("normal", 2.281_046, &|outcome| hours(outcome, Measure::NormalToLive)),
    ];
    assert_truths(0.02, settings(40, 250), case, &claims);
}

#[test]
fn a_shared_team_serves_two_steps() {
    // One person for both steps of every change, each exponential with mean 1, first come first served: a queue of
    // several classes with the same work time keeps the product form (Baskett, Chandy, Muntz, Palacios, 1975), so
    // ρ = 2·0.4, L = ρ/(1 − ρ) = 4 and W = L/λ = 10.
    let case = |off: f64| {
        let team = TeamId::new(800);
        let work = |number: u64| Step {
            team: Some(team),
            workers: Workers::Team,
            ..server(number, 1, Distribution::Exponential { mean: off })
        };
        let mut workspace = workspace(stream(0.4, vec![work(2), work(3)]), None);
        workspace.teams = Arc::new(vec![Team {
            people: 1,
            planned_share: Share::ALL,
            party: Party::Internal,
            ..Team::new(team, "One".to_owned())
        }]);
        workspace
    };
    let claims = [Claim("W", 10.0, TIME_IN_SYSTEM), Claim("L", 4.0, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 400), case, &claims);
}

#[test]
fn people_whom_nobody_waits_for() {
    // M/G/∞: L = λ·E[S], whatever the distribution; W = E[S]. Weibull with shape 0.8 and scale 10: mean 11.330031 (D1).
    let case = |off: f64| {
        let serve = Step { work: Distribution::Weibull { shape: 0.8, scale: 10.0 * off }, ..step(2, StepKind::Work) };
        workspace(stream(2.0, vec![serve]), None)
    };
    let claims = [Claim("W", 11.330_031, TIME_IN_SYSTEM), Claim("L", 22.660_062, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 100), case, &claims);
}

#[test]
fn a_limit_moves_waiting_outside_and_takes_none_away() {
    // A1 with room for one at the step: the same queue, of which all but one waits before it.
    let case = |off: f64| {
        let mut serve = server(2, 1, Distribution::Exponential { mean: off });
        serve.wip_limit = Some(1);
        workspace(stream(0.8, vec![serve]), None)
    };
    let claims = [
        Claim("W", 5.0, TIME_IN_SYSTEM),
        // What is at the step is worked on: ρ.
        Claim("at the step", 0.8, &|outcome| {
            let present = outcome.steps[0].work_in_progress.unwrap();
            (present.mean, (present.interval.unwrap().high - present.mean) / 2.0)
        }),
    ];
    assert_truths(0.02, settings(40, 400), case, &claims);
}

#[test]
fn two_steps_without_room_between_them_block_each_other() {
    // Two exponential servers of rate 1 in a row, no place between them, always work before the first: 2/3 an hour get
    // through (blocking after service; Hunt, 1956).
    let case = |off: f64| {
        let full =
            |number: u64| Step { wip_limit: Some(1), ..server(number, 1, Distribution::Exponential { mean: off }) };
        let (steps, links) = in_a_row(vec![full(2), full(3), deploy(4)]);
        let mut flow = stream(0.9, steps);
        flow.flows = links;
        workspace(flow, None)
    };
    let claims = [Claim("through", 2.0 / 3.0 * 168.0, &|outcome| measured(outcome, Measure::ChangesPerWeek))];
    assert_truths(0.02, settings(30, 100), case, &claims);
}

#[test]
fn work_that_comes_back_takes_less_each_time() {
    // Nobody waits; a quarter of what is done comes back, and takes half: 1 + 0.5·(1/0.75 − 1) times the work.
    let case = |off: f64| {
        let mut again = Step { work: Distribution::Exponential { mean: 3.0 * off }, ..step(2, StepKind::Work) };
        again.complete_accurate = Some(share(0.75));
        let mut flow = stream(2.0, vec![again]);
        flow.rework_effort = share(0.5);
        workspace(flow, None)
    };
    let claims = [Claim("W", 3.0 * (1.0 + 0.5 / 3.0), TIME_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 60), case, &claims);
}
