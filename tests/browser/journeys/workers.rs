//! Where simulations run: background workers that may die, or the page itself where there are none. The answer is the
//! same to the bit, and the page stays quick. Workers are stopped from outside, through the browser: the app knows no
//! way to do that.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use trivium_core::{
    engine::simulation::{Plan, Run, Settings},
    model::Scenario,
    wire,
};

use crate::kit::{Journey, Page, Source};

use super::simulating::native_fingerprint;

/// A whole run, or the time until somebody is missed, on a machine that is busy with other things.
const LONG: Duration = Duration::from_mins(3);
const REPLACED: &str = "A background worker of the simulation stopped";
const HERE: &str = "simulations run in this page";

/// Milliseconds for 500 repetitions by two workers.
const BUDGET_500: f64 = 5_000.0;
/// Longest task on the page while they run, in milliseconds.
const BUDGET_TASK: f64 = 50.0;
/// How many times as long as native code wasm may take.
const BUDGET_RATIO: f64 = 1.7;

impl Page {
    /// The scripts that run in workers of this page, by the name that the browser gives them.
    fn workers(&self) -> Vec<String> {
        let answer = self.session.command("script.getRealms", &json!({ "type": "dedicated-worker" }));
        let realms = answer.expect("the browser lists its workers")["realms"].take();
        let name = |realm: &Value| realm["realm"].as_str().map(str::to_owned);
        realms.as_array().into_iter().flatten().filter_map(name).collect()
    }

    /// Lets a worker run something that is not the app's.
    #[track_caller]
    fn run_in_worker(&self, worker: &str, expression: &str) {
        let target = json!({ "realm": worker });
        let params = json!({ "expression": expression, "target": target, "awaitPromise": false });
        self.session.command("script.evaluate", &params).unwrap_or_else(|error| panic!("{expression}: {error}"));
    }

    /// How many runs have ended so far, and how long the last one took, in milliseconds.
    fn runs(&self) -> (usize, f64) {
        self.eval(
            "(() => { const all = performance.getEntriesByName('trivium:work');
                return [all.length, all.at(-1)?.duration ?? 0]; })()",
        )
    }

    /// Does something that asks a question nobody has asked before, and waits for its sure answer.
    #[track_caller]
    fn until_the_next_answer(&self, act: impl FnOnce()) {
        let (before, _) = self.runs();
        act();
        self.wait_at_most(LONG, "the next sure answer", || {
            (self.runs().0 > before && !self.has(".bench-progress")).then_some(())
        });
    }

    /// Moves the first lever of the scenario on the bench by one step.
    #[track_caller]
    fn move_a_lever(&self) {
        self.css(".levers input[type=range]").call("(slider) => slider.focus()");
        self.press("ArrowRight");
    }

    /// Puts another scenario of the worked example on the bench; counted from 1.
    #[track_caller]
    fn choose_scenario(&self, number: usize) {
        self.css(&format!(".scenario-tab:nth-of-type({number})")).click();
    }

    /// Opens the worked example's simulator with a result in sight.
    #[track_caller]
    fn open_simulator(&self) {
        self.open_larkfield();
        self.go("Simulator");
        self.skip_and_show();
    }

    /// The answer on the bench is the one that this machine computes natively for this scenario (counted from 0).
    #[track_caller]
    fn check_fingerprint(&self, scenario: usize) {
        let method = self.method();
        assert_eq!(method.replications, 500, "the sure answer");
        let file = self.download_workspace();
        let read = wire::read_file(file.to_string().as_bytes()).expect("what was exported can be read");
        let native = native_fingerprint(&read.workspace, &read.workspace.scenarios[scenario], &method);
        assert_eq!(method.fingerprint, native);
    }

    fn says(&self, sentence: &str) -> usize {
        self.text().matches(sentence).count()
    }
}

/// Ends a worker the way a fault in its program would: an error that nobody catches.
const FAULT: &str = "void setTimeout(() => { throw new Error('stopped by the journey'); })";

/// What the guard saw of [`FAULT`] is what the journey did itself.
#[track_caller]
fn only_our_faults(page: &Page) {
    let others: Vec<String> =
        page.session.findings().into_iter().filter(|finding| !finding.contains("stopped by the journey")).collect();
    assert!(others.is_empty(), "the guard found: {others:?}");
}

#[test]
fn a_worker_that_fails_is_replaced_and_the_answer_is_the_same() {
    for source in [Source::Web, Source::SingleFile] {
        Journey::named(&format!("worker-fails-{source:?}")).source(source).run(|page| {
            page.open_simulator();
            page.wait_for("a run that has begun", || page.has(".bench-progress").then_some(()));
            let workers = page.workers();
            assert!(!workers.is_empty(), "no worker was started");
            page.run_in_worker(&workers[0], FAULT);
            page.wait_for_text(REPLACED);
            page.wait_until_simulated();
            page.check_fingerprint(0);
            page.wait_for("as many workers as before", || (page.workers().len() == workers.len()).then_some(()));
            assert!(!page.workers().contains(&workers[0]), "the worker that failed is still there");
            assert_eq!((page.says(REPLACED), page.says(HERE)), (1, 0), "said once");
            only_our_faults(page);
        });
    }
}

#[test]
fn a_worker_that_stops_answering_is_replaced_and_the_answer_is_the_same() {
    Journey::named("worker-silent").run(|page| {
        page.open_simulator();
        page.wait_until_simulated();
        let workers = page.workers();
        // It hears nothing more, and no error tells the page.
        page.run_in_worker(&workers[0], "void setTimeout(() => close())");
        page.until_the_next_answer(|| page.choose_scenario(2));
        page.skip_and_show();
        assert_eq!(page.says(REPLACED), 1, "said once");
        page.check_fingerprint(1);
    });
}

#[test]
fn after_three_deaths_the_page_does_it_itself() {
    Journey::named("workers-die").run(|page| {
        page.open_simulator();
        for death in 1..=3 {
            let victim = page.wait_for("a worker", || page.workers().last().cloned());
            page.run_in_worker(&victim, FAULT);
            page.wait_for(&format!("death {death} to be noticed"), || {
                (!page.workers().contains(&victim)).then_some(())
            });
            // A replacement that is still starting is not one that dies.
            page.wait_for("the next worker to be ready", || {
                let ready = |worker: &String| {
                    let target = json!({ "realm": worker });
                    let params = json!({ "expression": "self.onmessage !== null && typeof wasm_bindgen !== 'undefined'",
                        "target": target, "awaitPromise": false });
                    let answer = page.session.command("script.evaluate", &params);
                    answer.is_ok_and(|answer| answer["result"]["value"] == json!(true))
                };
                (death == 3 || page.workers().last().is_some_and(ready)).then_some(())
            });
        }
        page.wait_for_text(HERE);
        page.wait_until_simulated();
        page.check_fingerprint(0);
        assert_eq!((page.says(REPLACED), page.says(HERE)), (1, 1), "each said once");
        page.wait_for("no worker to be left", || page.workers().is_empty().then_some(()));
        only_our_faults(page);
    });
}

#[test]
fn where_no_worker_can_be_had_the_page_does_it_in_slices_that_are_not_felt() {
    Journey::named("no-workers").run(|page| {
        let forbid =
            "() => { globalThis.Worker = class { constructor() { throw new DOMException('no workers here'); } }; }";
        let params = json!({ "functionDeclaration": forbid });
        page.session.command("script.addPreloadScript", &params).expect("a script can be planted");
        page.open_simulator();
        page.wait_for_text(HERE);
        page.wait_until_simulated();
        assert!(page.workers().is_empty());
        page.check_fingerprint(0);
        assert_eq!(page.says(HERE), 1, "said once");

        page.eval::<Value>(WATCH);
        let began = Instant::now();
        page.until_the_next_answer(|| page.choose_scenario(2));
        let (tasks, slices): (Vec<(f64, f64)>, Vec<f64>) = page.eval("[watched.tasks, watched.gaps]");
        let longest = longest(&tasks);
        let whole = began.elapsed().as_secs_f64();
        println!(
            "page alone: 500 repetitions in {whole:.1} s; between two turns of the page {} ms (median), {} ms (95 %); \
             longest task {longest:.0} ms of {BUDGET_TASK:.0} ms",
            quantile(&slices, 0.5),
            quantile(&slices, 0.95),
        );
        assert!(longest <= 3.0 * BUDGET_TASK, "a task of {longest:.0} ms");
    });
}

/// From now on: the tasks above 50 ms (when each began, and how long it took), and the times between two turns of the
/// page while something runs.
const WATCH: &str = "(() => {
    const watched = globalThis.watched = { tasks: [], gaps: [] };
    const start = performance.now();
    new PerformanceObserver((list) => {
        for (const task of list.getEntries()) {
            if (task.startTime >= start) { watched.tasks.push([Math.round(task.startTime - start), task.duration]); }
        }
    }).observe({ type: 'longtask' });
    const channel = new MessageChannel();
    let last = start;
    channel.port1.onmessage = () => {
        const now = performance.now();
        if (document.querySelector('.bench-progress')) { watched.gaps.push(Math.round(now - last)); }
        last = now;
        setTimeout(() => { last = performance.now(); channel.port2.postMessage(0); });
    };
    channel.port2.postMessage(0);
    return true;
})()";

fn longest(tasks: &[(f64, f64)]) -> f64 {
    tasks.iter().map(|(_, duration)| *duration).fold(0.0, f64::max)
}

fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a rank")]
    let place = (sorted.len().saturating_sub(1) as f64 * p).round() as usize;
    sorted.get(place).copied().unwrap_or_default()
}

#[test]
fn five_hundred_repetitions_are_soon_done_and_the_page_stays_quick() {
    Journey::named("figures").run(|page| {
        page.open_simulator();
        page.wait_until_simulated();
        page.settle();
        // Once with the result in sight, which is drawn anew with each answer.
        page.eval::<Value>(WATCH);
        page.until_the_next_answer(|| page.move_a_lever());
        let drawn: Vec<(f64, f64)> = page.eval("watched.tasks");
        println!("with a result in sight, tasks on the page above 50 ms (began after, took): {drawn:?} ms");
        // Once while people still say what they expect.
        page.settle();
        page.eval::<Value>(WATCH);
        page.eval::<Value>("performance.clearMeasures()");
        page.until_the_next_answer(|| page.choose_scenario(2));
        let hidden: Vec<(f64, f64)> = page.eval("watched.tasks");
        let times: Vec<f64> =
            page.eval("performance.getEntriesByName('trivium:simulate').map((entry) => entry.duration)");
        let [ten, whole] = times[..] else { panic!("a first answer and a sure one; measured were {times:?}") };
        let longest = longest(&hidden).max(longest(&drawn));
        let (_, worked) = page.runs();
        let workers = page.workers().len();

        page.skip_and_show();
        // The same plan and settings natively, by this test's own build of the core.
        let method = page.method();
        let file = page.download_workspace();
        let read = wire::read_file(file.to_string().as_bytes()).expect("what was exported can be read");
        let (events, native) = natively(&read.workspace, &read.workspace.scenarios[1], &method);
        let ratio = worked / native;
        let cores: u32 = page.eval("navigator.hardwareConcurrency");
        println!("{workers} workers on {cores} cores");
        println!("10 repetitions after {ten:.0} ms, 500 after {whole:.0} ms of {BUDGET_500:.0} ms");
        println!("longest task on the page meanwhile {longest:.0} ms of {BUDGET_TASK:.0} ms (0: none above 50 ms)");
        println!("{:.1} million events a second and worker, {events} events", events / worked / 1e3);
        println!("wasm takes {ratio:.2} times as long as this test's native code (budget {BUDGET_RATIO})");
        assert!(whole <= 3.0 * BUDGET_500, "500 repetitions took {whole:.0} ms");
        assert!(longest <= 3.0 * BUDGET_TASK, "a task of {longest:.0} ms");
        assert!(ratio <= 3.0 * BUDGET_RATIO, "wasm takes {ratio:.2} times as long as native code");
        assert!(workers >= 2 || cores == 1, "{workers} workers on {cores} cores");
    });
}

/// Events of a run, and the milliseconds it takes here; the fastest of three, because the machine may be busy.
fn natively(
    workspace: &trivium_core::model::Workspace,
    scenario: &Scenario,
    method: &super::simulating::Method,
) -> (f64, f64) {
    let settings = Settings {
        seed: method.seed,
        replications: method.replications,
        weeks: method.weeks,
        warm_up_weeks: method.warm_up_weeks,
        ..Settings::default()
    };
    let plan = std::sync::Arc::new(Plan::compile(workspace, scenario).expect("the worked example compiles").plan);
    let mut fastest = f64::INFINITY;
    let mut events = 0;
    for _ in 0..3 {
        let mut run = Run::new(std::sync::Arc::clone(&plan), settings).expect("the settings are the page's");
        let began = Instant::now();
        events = run.finish().events;
        fastest = fastest.min(began.elapsed().as_secs_f64() * 1e3);
    }
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let events = events as f64;
    (events, fastest)
}
