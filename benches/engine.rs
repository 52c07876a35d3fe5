//! How fast is the engine? Ratios within one run are what counts; absolute figures depend on the machine.
//!
//! `cargo bench -p trivium-core --bench engine`
//!
//! 1. M/M/3 as a one-step stream, against a bare binary heap that does the same and nothing else: time per customer.
//! 2. The worked example, whole: events in a second, the time to a first figure (10 repetitions of 26 weeks), and a replay.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measurement that cannot run says so, and its figures")]

use std::{
    cmp::Ordering,
    collections::{BinaryHeap, VecDeque},
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use trivium_core::{
    catalog::samples::larkfield,
    engine::{
        random::Generator,
        simulation::{Calibration, Measure, Outcome, Plan, Replay, Run, Settings},
    },
    model::{
        Activity, Calendar, ChangeMix, Demand, Distribution, LifecycleActivity, Scenario, Share, Step, StepId,
        StreamId, StreamKind, ValueStream, Workers, Workspace,
    },
};

/// Rounds of each measurement; the fastest counts, because everything else is other people's work.
const ROUNDS: usize = 7;
const ARRIVALS_PER_HOUR: f64 = 2.4;
const SERVERS: u16 = 3;
const WEEKS: u32 = 520;
const REPLICATIONS: u32 = 4;

fn main() {
    let customers = f64::from(WEEKS) * f64::from(REPLICATIONS) * 168.0 * ARRIVALS_PER_HOUR;
    let queue = Arc::new(Plan::compile(&mm3(), &Scenario::today()).expect("a queue compiles").plan);
    let settings = Settings { seed: 1, replications: REPLICATIONS, weeks: WEEKS, warm_up_weeks: 0, ..Settings::USUAL };
    let mut bare_time = Duration::MAX;
    let mut engine_time = Duration::MAX;
    let mut means = (0.0, 0.0);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let sum: f64 = (0..REPLICATIONS).map(|k| bare_heap(u64::from(k), f64::from(WEEKS) * 168.0)).sum();
        means.0 = black_box(sum) / f64::from(REPLICATIONS);
        bare_time = bare_time.min(start.elapsed());
        let start = Instant::now();
        let outcome = black_box(finish(&queue, settings));
        engine_time = engine_time.min(start.elapsed());
        means.1 = outcome.estimate(Measure::RequestToDone).map_or(0.0, |estimate| estimate.mean * 24.0);
    }
    let per_customer = |time: Duration| time.as_secs_f64() * 1e9 / customers;
    println!("M/M/3, utilisation 0.8, mean time in the system 2.0787 h expected");
    println!("  bare binary heap  {:7.1} ns a customer  (mean {:.4} h)", per_customer(bare_time), means.0);
    println!("  engine            {:7.1} ns a customer  (mean {:.4} h)", per_customer(engine_time), means.1);
    println!("  ratio             {:7.2}  (budget 2.0)", engine_time.as_secs_f64() / bare_time.as_secs_f64());

    let workspace = larkfield();
    let stream = workspace.main_stream().expect("the worked example has a stream of changes").id;
    let calibrating = fastest(|| drop(black_box(Calibration::of(&workspace, stream))));
    let calibration = Calibration::of(&workspace, stream).expect("the worked example calibrates");
    let compiling = fastest(|| drop(black_box(Plan::compile_with(&workspace, &Scenario::today(), &calibration))));
    let plan = Plan::compile_with(&workspace, &Scenario::today(), &calibration).expect("the worked example compiles");
    let plan = Arc::new(plan.plan);
    let ten = Settings { replications: 10, ..Settings::default() };
    let first_figure = fastest(|| drop(black_box(finish(&plan, ten))));
    let hundred = Settings::default();
    let events = finish(&plan, hundred).events;
    let whole = fastest(|| drop(black_box(finish(&plan, hundred))));
    println!("Worked example, 26 weeks after 8");
    println!("  calibration       {:7.2} ms, once for a workspace", calibrating.as_secs_f64() * 1e3);
    println!("  compile           {:7.2} ms", compiling.as_secs_f64() * 1e3);
    println!("  10 repetitions    {:7.2} ms  (budget in the browser 200)", first_figure.as_secs_f64() * 1e3);
    println!(
        "  100 repetitions   {:7.2} ms, {events} events, {:.1} million events a second",
        whole.as_secs_f64() * 1e3,
        f64::from(u32::try_from(events).unwrap_or(u32::MAX)) / whole.as_secs_f64() / 1e6
    );
    replaying(&plan);
}

/// One repetition to look at: making it, and a look at a moment.
fn replaying(plan: &Arc<Plan>) {
    let record = || Replay::of(Arc::clone(plan), Settings::default(), 0).expect("settings are in range");
    let recording = fastest(|| drop(black_box(record())));
    let one = Settings { replications: 1, ..Settings::default() };
    let running = fastest(|| drop(black_box(finish(plan, one))));
    let replay = record();
    let looks = 1_000;
    let looking = fastest(|| {
        for look in 0..looks {
            black_box(replay.at(replay.hours() * f64::from(look) / f64::from(looks)));
        }
    });
    println!(
        "  replay            {:7.2} ms ({:.2} without a listener), {} events, {} kB; a look {:.1} µs",
        recording.as_secs_f64() * 1e3,
        running.as_secs_f64() * 1e3,
        replay.events().len(),
        replay.kept_bytes() / 1_000,
        looking.as_secs_f64() * 1e6 / f64::from(looks)
    );
}

fn finish(plan: &Arc<Plan>, settings: Settings) -> Outcome {
    let mut run = Run::new(Arc::clone(plan), settings).expect("settings are in range");
    run.finish();
    run.outcome().expect("a finished run has an outcome")
}

fn fastest(mut work: impl FnMut()) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed());
    }
    best
}

/// The same queue with nothing around it: one heap, one queue, two exponential draws for a customer. Mean time in the
/// system.
fn bare_heap(seed: u64, until: f64) -> f64 {
    let mut random = Generator::seeded(seed);
    let mut draw = |mean: f64| -mean * libm::log(1.0 - random.unit());
    let mut heap = BinaryHeap::new();
    let mut waiting: VecDeque<f64> = VecDeque::new();
    let (mut free, mut sum, mut done, mut planned) = (SERVERS, 0.0, 0.0, 1);
    heap.push(Happening { time: draw(1.0 / ARRIVALS_PER_HOUR), order: 0, came: None });
    while let Some(Happening { time, came, .. }) = heap.pop() {
        if time > until {
            break;
        }
        let next = if let Some(came) = came {
            sum += time - came;
            done += 1.0;
            free += 1;
            waiting.pop_front()
        } else {
            heap.push(Happening { time: time + draw(1.0 / ARRIVALS_PER_HOUR), order: planned, came: None });
            planned += 1;
            if free > 0 {
                Some(time)
            } else {
                waiting.push_back(time);
                None
            }
        };
        if let Some(came) = next {
            free -= 1;
            heap.push(Happening { time: time + draw(1.0), order: planned, came: Some(came) });
            planned += 1;
        }
    }
    sum / done
}

/// An arrival, or the departure of a customer who came at a time.
struct Happening {
    time: f64,
    order: u64,
    came: Option<f64>,
}

impl Ord for Happening {
    fn cmp(&self, other: &Self) -> Ordering {
        other.time.total_cmp(&self.time).then(other.order.cmp(&self.order))
    }
}

impl PartialOrd for Happening {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Happening {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Happening {}

/// Three servers around the clock, 2.4 customers an hour, one hour of service.
fn mm3() -> Workspace {
    let mut workspace = Workspace::empty("mm3", "M/M/3");
    workspace.next_id = 10;
    workspace.streams = Arc::new(vec![ValueStream {
        id: StreamId::new(1),
        name: "Customers".to_owned(),
        kind: StreamKind::Change,
        service: None,
        trigger: String::new(),
        outcome: String::new(),
        demand: Demand::of(ARRIVALS_PER_HOUR * 168.0, ChangeMix { standard: Share::NONE, emergency: Share::NONE }),
        steps: vec![Step {
            activity: Activity::DeliverAndSupport,
            lifecycle: LifecycleActivity::Deliver,
            work: Distribution::Exponential { mean: 1.0 },
            workers: Workers::Own { people: SERVERS },
            calendar: Calendar::Always,
            assumed: false,
            ..Step::new(StepId::new(2), "Serve")
        }],
        flows: Vec::new(),
        clock_starts_after: None,
        bad_changes: Share::NONE,
        rework_effort: Share::ALL,
        future_of: None,
    }]);
    workspace
}
