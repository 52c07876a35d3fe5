//! "What matters?": each lever at its low and its high end, and the two that matter most together.

use leptos::prelude::*;
use trivium_core::{
    chart::{self, Drawing, GridAxis, GridCell, HeatGrid, Swing, SwingEnd, lever_number},
    engine::{
        experiment::{Axis, Cell, Effect, Experiment, HeatMap, Policy, Tornado, axes_of, bars_in_order},
        simulation::{Better, Measure},
        statistics::Paired,
    },
    model::Workspace,
};

use super::{
    super::{Bench, result, save},
    parts::{Trial, chart_measure, judged, measure, scenario, settings, stream_of, today_and_scenario, why},
};
use crate::ui::kit::{Figure, Segmented, Select};

/// Repetitions of each end and each cell.
const REPLICATIONS: u32 = 100;
/// Columns and rows of the grid.
const GRID: (u32, u32) = (5, 5);

/// What is known, and what it is about.
struct About<K> {
    measure: Measure,
    base: String,
    /// The measure's mean without any change; `None` when it does not exist.
    level: Option<f64>,
    known: K,
}

/// Cells of a grid with the labels of both levers.
struct Grid {
    across: Axis,
    up: Axis,
    cells: Vec<Cell>,
}

/// The question. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Matters {
    bench: Bench,
    tornado: Trial<Vec<trivium_core::engine::experiment::Bar>>,
    grid: Trial<Vec<Cell>>,
    /// What the picture of each is about.
    about_tornado: RwSignal<Option<About<()>>, LocalStorage>,
    about_grid: RwSignal<Option<About<(Axis, Axis)>>, LocalStorage>,
    /// 0 is today, 1 the scenario.
    base: RwSignal<usize>,
    judged: RwSignal<usize>,
    across: RwSignal<usize>,
    up: RwSignal<usize>,
}

impl Matters {
    pub(super) fn set_up(bench: Bench) -> Self {
        Self {
            bench,
            tornado: Trial::set_up(bench),
            grid: Trial::set_up(bench),
            about_tornado: RwSignal::new_local(None),
            about_grid: RwSignal::new_local(None),
            base: RwSignal::new(0),
            judged: RwSignal::new(0),
            across: RwSignal::new(0),
            up: RwSignal::new(1),
        }
    }

    /// The policy that the levers are moved on.
    fn policy(self) -> Policy {
        match self.base.get() {
            0 => Policy::today(),
            _ => scenario(self.bench).unwrap_or_else(Policy::today),
        }
    }

    fn axes(self) -> Vec<Axis> {
        let workspace = self.bench.session.workspace().get();
        let axes = |workspace: &Workspace| Some(axes_of(workspace, stream_of(workspace, &self.policy())?));
        workspace.as_deref().and_then(axes).unwrap_or_default()
    }

    /// The mean of the measure without any change.
    fn level(self, measure: Measure) -> Option<f64> {
        let side = if self.base.get() == 0 { self.bench.simulations.today() } else { self.bench.simulations.chosen() };
        side.with(|state| state.outcome.as_ref().and_then(|outcome| Some(outcome.estimate(measure)?.mean)))
    }

    pub(super) fn view(self) -> AnyView {
        let bench = self.bench;
        let seen = Memo::new(move |_| scenario(bench).is_some());
        let choose = Callback::new(move |index| self.base.set(index));
        let base = move || {
            seen.get().then(|| {
                view! {
                    <div class="field">
                        <div class="label-row"><span>"Everything else stays as in"</span></div>
                        <Segmented label="What everything else stays as in" options=vec!["today", "the scenario"] chosen=self.base choose=choose/>
                    </div>
                }
            })
        };
        let tornado = Signal::derive(move || self.tornado_picture());
        let ask = Callback::new(move |()| self.ask_tornado());
        view! {
            <section class="ask" aria-labelledby="ask-title">
                <h2 class="verdict-title" id="ask-title">"Which lever matters most?"</h2>
                <p class="second">"Each lever alone at its low and at its high end, around where it stands today; all see the same changes with the same luck. A short bar is a lever that is not worth a meeting."</p>
                <div class="ask-controls">{judged(self.judged)}{base}</div>
                {self.tornado.row("Move every lever", ask, today_and_scenario)}
                <div class="card" hidden=move || tornado.with(Option::is_none)><Figure chart=tornado foot=save::origin_of_many(self.bench, REPLICATIONS)/></div>
                {move || self.tornado.known.with(Option::is_some).then(|| self.grid_view())}
            </section>
        }
        .into_any()
    }

    fn ask_tornado(self) {
        let measure = measure(self.judged.get_untracked());
        let (policy, axes) = (untrack(|| self.policy()), untrack(|| self.axes()));
        let about = About { measure, base: base_name(&policy), level: untrack(|| self.level(measure)), known: () };
        self.about_tornado.set(Some(about));
        let tornado = Tornado::new(&policy, axes, measure, settings(self.bench, REPLICATIONS));
        self.tornado.ask(untrack(|| today_and_scenario(self.bench)), tornado, Tornado::result);
    }

    fn tornado_picture(self) -> Option<Drawing> {
        let currency = self.bench.currency();
        self.about_tornado.with(|about| {
            let about = about.as_ref()?;
            let level = about.level?;
            self.tornado.known.with(|bars| {
                let rows: Vec<Swing> = bars_in_order(bars.as_ref()?)
                    .into_iter()
                    .map(|bar| Swing {
                        name: bar.axis.label.clone(),
                        low: swing_end(&bar.axis, &bar.low, level),
                        high: swing_end(&bar.axis, &bar.high, level),
                    })
                    .collect();
                let name = about.measure.name();
                let picture = chart::Tornado {
                    title: format!("What moves \u{201c}{name}\u{201d}"),
                    says: None,
                    what: name.to_lowercase(),
                    measure: chart_measure(about.measure, &currency),
                    base: level,
                    base_name: about.base.clone(),
                    rows,
                };
                Some(Drawing::from(picture))
            })
        })
    }

    /// Two levers at once.
    fn grid_view(self) -> AnyView {
        self.suggest();
        let words = Signal::derive(move || self.axes().into_iter().map(|axis| axis.label).collect::<Vec<_>>());
        let across = Callback::new(move |index| self.across.set(index));
        let up = Callback::new(move |index| self.up.set(index));
        let picture = Signal::derive(move || self.grid_picture());
        let ask = Callback::new(move |()| self.ask_grid());
        view! {
            <div class="card ask-card">
                <h3>"What do two levers do together?"</h3>
                <p class="second">"One at a time hides what two do together. Those that matter most are suggested."</p>
                <div class="ask-controls">
                    <Select label="Across" options=words chosen=self.across choose=across/>
                    <Select label="Down" options=words chosen=self.up choose=up/>
                </div>
                {self.grid.row("Show the grid", ask, today_and_scenario)}
                <div hidden=move || picture.with(Option::is_none)><Figure chart=picture foot=save::origin_of_many(self.bench, REPLICATIONS)/></div>
            </div>
        }
        .into_any()
    }

    /// The two longest bars, until somebody chooses others.
    fn suggest(self) {
        let labels = self.tornado.known.with_untracked(|bars| {
            let sorted = bars.as_ref().map(|bars| bars_in_order(bars)).unwrap_or_default();
            sorted.iter().take(2).map(|bar| bar.axis.label.clone()).collect::<Vec<_>>()
        });
        let axes = untrack(|| self.axes());
        let place = |label: &String| axes.iter().position(|axis| axis.label == *label);
        if let [first, second] = labels.as_slice()
            && let (Some(first), Some(second)) = (place(first), place(second))
            && self.about_grid.with_untracked(Option::is_none)
        {
            self.across.set(first);
            self.up.set(second);
        }
    }

    fn ask_grid(self) {
        let measure = measure(self.judged.get_untracked());
        let (policy, axes) = (untrack(|| self.policy()), untrack(|| self.axes()));
        let (Some(across), Some(up)) = (axes.get(self.across.get_untracked()), axes.get(self.up.get_untracked()))
        else {
            return;
        };
        if across.label == up.label {
            return self.bench.session.say("Choose two different levers for the grid.", false);
        }
        let known = (across.clone(), up.clone());
        let level = untrack(|| self.level(measure));
        self.about_grid.set(Some(About { measure, base: base_name(&policy), level, known }));
        let grid = HeatMap::new(&policy, across, up, GRID, measure, settings(self.bench, REPLICATIONS));
        self.grid.ask(untrack(|| today_and_scenario(self.bench)), grid, HeatMap::result);
    }

    fn grid_picture(self) -> Option<Drawing> {
        let currency = self.bench.currency();
        self.about_grid.with(|about| {
            let About { measure, base, level, known: (across, up) } = about.as_ref()?;
            self.grid.known.with(|cells| {
                let grid = Grid { across: across.clone(), up: up.clone(), cells: cells.clone()? };
                let name = measure.name();
                Some(Drawing::from(HeatGrid {
                    title: format!("{name}, by two levers"),
                    says: None,
                    what: name.to_lowercase(),
                    measure: chart_measure(*measure, &currency),
                    x: steps(&grid.across, grid.cells.iter().map(|cell| cell.across)),
                    y: steps(&grid.up, grid.cells.iter().map(|cell| cell.up)),
                    cells: grid.cells.iter().map(|cell| grid_cell(cell, (*level).unwrap_or(0.0))).collect(),
                    base: (*level)?,
                    base_name: base.clone(),
                    base_at: None,
                    better: if measure.better() == Better::More { chart::Better::More } else { chart::Better::Less },
                    limit: None,
                }))
            })
        })
    }
}

fn base_name(policy: &Policy) -> String {
    if policy.levers.is_empty() { "today".to_owned() } else { policy.name.clone() }
}

/// What was found; below a thousandth of the level it is nothing that anybody could measure.
fn effect(paired: &Paired, level: f64) -> chart::Effect {
    let (mean, half) = (paired.difference.mean, paired.difference.half_width);
    let tidy = |value: f64| result::tidied(value, level);
    let sure = paired.difference.interval().excludes_zero() && tidy(mean) != 0.0;
    chart::Effect { difference: tidy(mean), interval: (tidy(mean - half), tidy(mean + half)), sure }
}

fn swing_end(axis: &Axis, end: &Effect, level: f64) -> SwingEnd {
    let words = lever_number(axis.unit, end.number);
    match &end.against_base {
        Some(paired) => SwingEnd::ran(words, effect(paired, level)),
        None if end.problems.is_empty() => SwingEnd::cannot(words, "it has not run yet"),
        None => SwingEnd::cannot(words, &why(&end.problems)),
    }
}

fn grid_cell(cell: &Cell, level: f64) -> GridCell {
    match (&cell.estimate, &cell.against_base) {
        (Some(estimate), Some(paired)) => GridCell::ran(estimate.mean, effect(paired, level)),
        _ if cell.problems.is_empty() => GridCell::cannot("it has not run yet"),
        _ => GridCell::cannot(&why(&cell.problems)),
    }
}

/// The numbers of a lever, each once, in order.
fn steps(axis: &Axis, numbers: impl Iterator<Item = f64>) -> GridAxis {
    let mut steps: Vec<(f64, String)> = Vec::new();
    for number in numbers {
        if steps.iter().all(|(known, _)| (known - number).abs() > 1e-12) {
            steps.push((number, lever_number(axis.unit, number)));
        }
    }
    GridAxis { name: axis.label.clone(), steps }
}
