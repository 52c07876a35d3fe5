//! The Simulator: move levers, predict, then see what another policy would do, and how sure that is.

mod charts;
pub(crate) mod decide;
mod estimate;
mod guided;
mod lever_values;
mod levers;
mod method;
mod mirror;
mod more_levers;
mod predict;
mod result;
mod scenario_form;
mod tabs;

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::simulation::{Comparison, Measure},
    model::{Scenario, ScenarioId, Workspace},
};

use crate::ui::{
    kit::{Icon, Progress, icon},
    router::{Page, Router},
    shell::PageHead,
    state::{RunState, Session, Simulations},
};

/// What all parts of the page need. `Copy`.
#[derive(Clone, Copy)]
pub(crate) struct Bench {
    pub(crate) session: Session,
    pub(crate) simulations: Simulations,
    /// The scenario on the bench, as the workspace has it.
    pub(crate) scenario: Memo<Option<Scenario>>,
    /// The paired comparison, once both sides have an answer.
    pub(crate) comparison: Memo<Option<Comparison>>,
}

impl Bench {
    /// The bench for the chosen scenario; the first one when none is chosen or the chosen one is gone.
    pub(crate) fn set_up() -> Self {
        let session = Session::expect();
        let simulations = Simulations::expect();
        choose_one(session.now().as_deref(), simulations);
        let scenario = Memo::new(move |_| {
            let workspace = session.workspace().get()?;
            simulations.scenario().get().and_then(|id| workspace.scenario(id).cloned())
        });
        let comparison = Memo::new(move |_| {
            let (today, chosen) = (simulations.today().get().outcome?, simulations.chosen().get().outcome?);
            Comparison::between(&today, &chosen)
        });
        Self { session, simulations, scenario, comparison }
    }

    /// Whether the answer may be seen.
    pub(crate) fn revealed(self) -> bool {
        self.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.prediction.revealed))
    }
}

fn choose_one(workspace: Option<&Workspace>, simulations: Simulations) {
    let Some(workspace) = workspace else { return };
    let chosen = simulations.scenario().get_untracked();
    if chosen.is_none_or(|id: ScenarioId| workspace.scenario(id).is_none()) {
        simulations.choose(workspace.scenarios.first().map(|scenario| scenario.id));
    }
}

/// The page.
pub(crate) fn view() -> AnyView {
    let bench = Bench::set_up();
    let router: Router = expect_context();
    // Only its coming and going builds the page anew; a vote or a lever must not take the focus away.
    let empty = Memo::new(move |_| bench.scenario.with(Option::is_none));
    let mirrored = RwSignal::new(false);
    let close = Callback::new(move |()| mirrored.set(false));
    let actions = view! {
        <button type="button" class="button" id="open-mirror" on:click=move |_| mirrored.set(true)>"Does this look like you?"</button>
        <button type="button" class="button" disabled=move || !bench.revealed() || bench.comparison.with(Option::is_none)
            on:click=move |_| router.go(Page::Present)>{icon(Icon::Present)}"Present"</button>
    }
    .into_any();
    view! {
        <PageHead page=Page::Simulator ruled=true actions=actions/>
        <div class="experiment">
            <aside class="levers" aria-label="Levers">{levers::view(bench)}</aside>
            <div class="bench">
                {tabs::view(bench)}
                <div class="bench-body">{move || if empty.get() { nothing_chosen(bench) } else { body(bench) }}</div>
                {progress(bench)}
            </div>
        </div>
        {move || mirrored.get().then(|| mirror::view(bench, close))}
    }
    .into_any()
}

fn body(bench: Bench) -> AnyView {
    let revealed = Memo::new(move |_| bench.revealed());
    view! {
        {callout(bench, "alert", "This cannot be simulated yet.", |state| &state.refused)}
        {callout(bench, "note", "What limits this answer", |state| &state.warnings)}
        {move || if revealed.get() { result::view(bench) } else { predict::view(bench) }}
    }
    .into_any()
}

/// Sentences of both runs, each once; nothing when there is none.
fn callout(bench: Bench, role: &'static str, lead: &'static str, of: fn(&RunState) -> &Vec<String>) -> AnyView {
    let sentences = Memo::new(move |_| {
        let mut sentences = bench.simulations.today().with(|state| of(state).clone());
        bench.simulations.chosen().with(|state| {
            for sentence in of(state) {
                if !sentences.contains(sentence) {
                    sentences.push(sentence.clone());
                }
            }
        });
        sentences
    });
    let shown = move || {
        let sentences = sentences.get();
        (!sentences.is_empty()).then(|| {
            let paragraphs = sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
            view! { <div class="callout" role=role><strong>{lead}</strong>{paragraphs}</div> }
        })
    };
    shown.into_any()
}

fn nothing_chosen(bench: Bench) -> AnyView {
    view! {
        <div class="empty">
            <h2>"No scenario yet"</h2>
            <p>"A scenario is a question to the room: what if half of our changes were pre-approved? Add one, then move levers at the left. Today stays as it is."</p>
            <button type="button" class="button primary" on:click=move |_| tabs::add(bench)>"Add scenario"</button>
        </div>
    }
    .into_any()
}

/// Shown while something runs, and only when it takes long enough to be noticed.
fn progress(bench: Bench) -> AnyView {
    let now = move || bench.simulations.progress();
    let running = Memo::new(move |_| now().is_some());
    let percent = Signal::derive(move || now().map_or(0.0, |at| f64::from(at.done) / f64::from(at.of.max(1)) * 100.0));
    let what = Signal::derive(move || {
        now().map_or_else(String::new, |at| format!("Simulating in the background, {} of {} runs", at.done, at.of))
    });
    let seconds = |left: f64| format!("about {} s left", format::number((left / 1000.0).ceil().max(1.0)));
    let side = Signal::derive(move || now().and_then(|at| at.left).map(seconds).unwrap_or_default());
    let cancel = Callback::new(move |()| {
        bench.simulations.stop();
        bench.session.speak("Stopped. The runs that are done are kept; intervals are a little wider.");
    });
    let bar = move || {
        running.get().then(|| {
            view! { <div class="bench-progress"><Progress what=what percent=percent side=side cancel=cancel/></div> }
        })
    };
    bar.into_any()
}

/// How a measure is written, and by what its values are multiplied for it.
fn unit_of(measure: Measure) -> (format::Unit, f64) {
    use trivium_core::engine::simulation::Unit;
    match measure.unit() {
        Unit::Days => (format::Unit::Days, 1.0),
        Unit::Minutes => (format::Unit::Seconds(format::Clock::Calendar), 60.0),
        Unit::PerWeek => (format::Unit::Of("a week".to_owned()), 1.0),
        Unit::Per28Days | Unit::MoneyPer28Days => (format::Unit::Of("per 28 d".to_owned()), 1.0),
        Unit::Changes => (format::Unit::Plain, 1.0),
        Unit::Share => (format::Unit::Share, 1.0),
    }
}

/// A measure's value in words and unit.
pub(crate) fn in_unit(measure: Measure, value: f64) -> String {
    let (unit, factor) = unit_of(measure);
    unit.show(value * factor)
}

/// Two ends of an interval of a measure, with the unit once.
pub(crate) fn between(measure: Measure, low: f64, high: f64) -> String {
    let (unit, factor) = unit_of(measure);
    unit.between(low * factor, high * factor)
}

/// A difference in its unit, with its sign; of shares in percentage points.
pub(crate) fn signed(measure: Measure, difference: f64) -> String {
    match unit_of(measure) {
        (format::Unit::Share, _) => format::Unit::Points.signed(difference),
        (unit, factor) => unit.signed(difference * factor),
    }
}

/// Two ends of an interval of a difference, each with its sign; a unit that both share is written once.
pub(crate) fn between_signed(measure: Measure, low: f64, high: f64) -> String {
    let (low, high) = (signed(measure, low), signed(measure, high));
    match (low.split_once(format::NBSP), high.split_once(format::NBSP)) {
        (Some((bare, unit)), Some((_, same))) if unit == same => format!("{bare} to {high}"),
        _ => format!("{low} to {high}"),
    }
}
