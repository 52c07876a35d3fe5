//! Up to four scenarios beside today, each with its paired difference; and which of all is best, if that can be told.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;
use trivium_core::{
    chart::{Axis, Drawing, LineChart, Measure as ChartMeasure, Point, Role, Series, format},
    engine::{
        experiment::{Best, BestOf, Experiment, Standing},
        simulation::{Better, Comparison, Measure, Outcome},
    },
    model::{Colour, Scenario, ScenarioId},
};

use super::{
    super::{Bench, Wording, result, save},
    parts::{self, Trial, judged, settings, today_and_seen, why},
};
use crate::ui::{
    kit::{Check, Figure, not_available},
    simulating::{Question, RunState, Sink},
    state::{QUICK, SURE},
};

/// Beside today.
const MOST: usize = 4;
/// Quiet time after a change before anything is asked.
const QUIET: Duration = Duration::from_millis(150);
/// A scenario in the comparison as it is drawn: its name, its look, and the answer once it is there.
struct Side {
    name: String,
    role: Role,
    outcome: Option<Arc<Outcome>>,
}

/// Draws today and the others.
type Draw = fn(&Outcome, &[Side]) -> Option<LineChart>;

/// A scenario in the comparison, and its run.
#[derive(Clone)]
struct Asked {
    id: ScenarioId,
    name: String,
    role: Role,
    run: u64,
    answer: ArcRwSignal<RunState>,
}

/// The question. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Compare {
    bench: Bench,
    /// Who was chosen by hand; `None` for the first ones.
    chosen: RwSignal<Option<Vec<ScenarioId>>>,
    sides: RwSignal<Vec<Asked>>,
    /// Whether the comparison is on the page.
    shown: RwSignal<bool>,
    generation: StoredValue<u64>,
    best: Trial<Best>,
    judged: RwSignal<usize>,
}

impl Compare {
    pub(super) fn set_up(bench: Bench) -> Self {
        let all = Self {
            bench,
            chosen: RwSignal::new(None),
            sides: RwSignal::new(Vec::new()),
            shown: RwSignal::new(false),
            generation: StoredValue::new(0),
            best: Trial::set_up(bench),
            judged: RwSignal::new(0),
        };
        Effect::new(move || {
            bench.session.workspace().track();
            all.chosen.track();
            if all.shown.get() {
                all.ask_soon();
            }
        });
        on_cleanup(move || {
            let pool = bench.simulations.pool();
            all.sides.try_update(std::mem::take).unwrap_or_default().iter().for_each(|side| pool.forget(side.run));
        });
        all
    }

    /// Scenarios whose answer the room has seen.
    fn seen(self) -> Vec<Scenario> {
        let workspace = self.bench.session.workspace().get();
        let scenarios = workspace.iter().flat_map(|workspace| workspace.scenarios.iter());
        scenarios.filter(|scenario| scenario.prediction.revealed).cloned().collect()
    }

    /// Those of them that are compared.
    fn picked(self) -> Vec<Scenario> {
        let chosen = self.chosen.get();
        let is_in = |scenario: &Scenario| chosen.as_ref().is_none_or(|chosen| chosen.contains(&scenario.id));
        self.seen().into_iter().filter(is_in).take(MOST).collect()
    }

    fn ask_soon(self) {
        let generation = self.generation.get_value() + 1;
        self.generation.set_value(generation);
        set_timeout(
            move || {
                if self.generation.try_get_value() == Some(generation) {
                    self.ask();
                }
            },
            QUIET,
        );
    }

    /// Asks for those that are not asked for yet, and forgets the others.
    fn ask(self) {
        let Ok(sheet) = self.bench.simulations.sheet() else { return };
        let pool = self.bench.simulations.pool();
        let old = self.sides.get_untracked();
        let picked = untrack(|| self.picked());
        for side in &old {
            pool.forget(side.run);
        }
        let colours = Colour::of_all(&picked.iter().map(|scenario| scenario.colour).collect::<Vec<_>>());
        let sides = picked.into_iter().zip(colours).map(|(Scenario { id, name, levers, .. }, colour)| {
            let answer = old.iter().find(|side| side.id == id).map(|side| side.answer.clone()).unwrap_or_default();
            let question = Question {
                sheet: std::rc::Rc::clone(&sheet),
                levers,
                settings: settings(self.bench, SURE),
                quick: QUICK,
                patient: true,
            };
            let run = pool.ask(question, Sink { answer: answer.clone(), progress: ArcRwSignal::new(None) });
            Asked { id, name, role: Role::from(colour), run, answer }
        });
        self.sides.set(sides.collect());
    }

    pub(super) fn view(self) -> AnyView {
        self.shown.set(true);
        on_cleanup(move || {
            let _ = self.shown.try_set(false);
        });
        let any = Memo::new(move |_| !self.seen().is_empty());
        let inside = move || {
            if any.get() {
                view! {
                    {self.choice()}
                    <div class="card flush">{move || self.table()}</div>
                    <div class="grid two">
                        <div class="card"><Figure chart=self.picture(lead_times) foot=save::origin_of_many(self.bench, SURE)/></div>
                        <div class="card"><Figure chart=self.picture(budgets) foot=save::origin_of_many(self.bench, SURE)/></div>
                    </div>
                    {self.best_view()}
                }
                .into_any()
            } else {
                parts::needs_a_scenario("A comparison")
            }
        };
        view! {
            <section class="ask" aria-labelledby="ask-title">
                <h2 class="verdict-title" id="ask-title">"How do the scenarios stand to today, and to each other?"</h2>
                <p class="second">"All see the same changes with the same luck. Scenarios whose answer the room has not seen yet stay out."</p>
                {inside}
            </section>
        }
        .into_any()
    }

    /// Who takes part.
    fn choice(self) -> AnyView {
        let boxes = move || {
            let picked: Vec<ScenarioId> = self.picked().iter().map(|scenario| scenario.id).collect();
            let one = |scenario: Scenario| {
                let id = scenario.id;
                let on = picked.contains(&id);
                let others: Vec<ScenarioId> = picked.iter().copied().filter(|other| *other != id).collect();
                let set = Callback::new(move |on: bool| {
                    let mut chosen = others.clone();
                    if on && chosen.len() >= MOST {
                        self.bench.session.say("Four are compared already: take one out first.", false);
                    } else if on {
                        chosen.push(id);
                    }
                    self.chosen.set(Some(chosen));
                });
                view! { <Check label=scenario.name on=Signal::stored(on) set=set/> }
            };
            self.seen().into_iter().map(one).collect_view()
        };
        view! { <div class="ask-choice" role="group" aria-label="Scenarios to compare, at most four">{boxes}</div> }
            .into_any()
    }

    /// Today and the answers that are there.
    fn answers(self) -> Option<(Arc<Outcome>, Vec<Side>)> {
        let today = self.bench.simulations.today().get().outcome?;
        let sides = self.sides.get();
        let side = |asked: Asked| Side { name: asked.name, role: asked.role, outcome: asked.answer.get().outcome };
        Some((today, sides.into_iter().map(side).collect()))
    }

    fn table(self) -> AnyView {
        let Some((today, sides)) = self.answers() else {
            return view! { <p class="second pad">"The first figures come in a moment."</p> }.into_any();
        };
        let heads = sides.iter().map(|side| {
            view! { <th scope="col" class="number"><span class=key_class(side.role) aria-hidden="true"></span>{side.name.clone()}</th> }
        });
        let comparisons: Vec<Option<Comparison>> = sides
            .iter()
            .map(|side| side.outcome.as_ref().and_then(|outcome| Comparison::between(&today, outcome)))
            .collect();
        let row = |(layer, measure): &(crate::ui::kit::Strand, Measure)| {
            let cells = sides.iter().zip(&comparisons).map(|(Side { outcome, .. }, comparison)| {
                let value = outcome.as_ref().map(|outcome| result::value(*measure, outcome));
                let difference = comparison.as_ref().and_then(|comparison| comparison.of(*measure));
                let words = match difference {
                    None => String::new(),
                    Some(difference) if !difference.sure => "no difference we can be sure of".to_owned(),
                    Some(difference) => {
                        let wording = Wording { measure: *measure, currency: &today.currency };
                        let tidy = |value: f64| result::tidied(value, difference.baseline);
                        let (low, high) = (tidy(difference.interval.low), tidy(difference.interval.high));
                        format!(
                            "{} ({})",
                            wording.signed(tidy(difference.difference)),
                            wording.between_signed(low, high)
                        )
                    }
                };
                let waits = outcome.is_none().then_some("simulating ...");
                view! { <td class="number">{value}{waits}<span class="sub wrap">{words}</span></td> }
            });
            view! {
                <tr>
                    <th scope="row"><span class="measure-name">{crate::ui::kit::strand(*layer)}{measure.name()}</span></th>
                    <td class="number">{result::value(*measure, &today)}</td>
                    {cells.collect_view()}
                </tr>
            }
        };
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label="Today and the scenarios, measure by measure">
            <table class="table result-table">
                <thead><tr>
                    <th scope="col">"Measure"</th>
                    <th scope="col" class="number"><span class="line-key today" aria-hidden="true"></span>"Today"</th>
                    {heads.collect_view()}
                </tr></thead>
                <tbody>{result::ROWS.iter().map(row).collect_view()}</tbody>
            </table>
            </div>
            <p class="help pad">"Below each value: its paired difference to today, in brackets the 95 % interval."</p>
        }
        .into_any()
    }

    fn picture(self, draw: Draw) -> Signal<Option<Drawing>> {
        Signal::derive(move || {
            let (today, sides) = self.answers()?;
            draw(&today, &sides).map(Drawing::from)
        })
    }

    fn best_view(self) -> AnyView {
        let ask = Callback::new(move |()| {
            let policies = untrack(|| today_and_seen(self.bench));
            let measure = parts::measure(self.judged.get_untracked());
            self.best.ask(
                policies.clone(),
                BestOf::new(policies, measure, settings(self.bench, SURE * 2)),
                BestOf::result,
            );
        });
        let measure = Memo::new(move |_| parts::measure(self.judged.get()));
        view! {
            <div class="card ask-card">
                <h3>"Which one is best?"</h3>
                <p class="second">"All scenarios that were seen, and today, in rounds: who is clearly worse drops out early, until one is left or nobody can tell."</p>
                <div class="ask-controls">{judged(self.judged)}</div>
                {self.best.row("Find the best", ask, today_and_seen)}
                {move || self.best.known.with(|best| best.as_ref().map(|best| best_words(best, measure.get(), &self.bench.currency())))}
            </div>
        }
        .into_any()
    }
}

/// The key of a line, as in the charts.
fn key_class(role: Role) -> &'static str {
    match role {
        Role::Second => "line-key second-series",
        Role::Third => "line-key third-series",
        Role::Fourth => "line-key fourth-series",
        _ => "line-key scenario",
    }
}

fn best_words(best: &Best, measure: Measure, currency: &str) -> AnyView {
    let wording = Wording { measure, currency };
    let name = |at: usize| best.candidates.get(at).map_or("", |candidate| candidate.policy.name.as_str());
    let what = measure.name().to_lowercase();
    let still: Vec<String> = best
        .candidates
        .iter()
        .filter(|candidate| candidate.standing == Standing::In)
        .map(|candidate| format!("\u{201c}{}\u{201d}", candidate.policy.name))
        .collect();
    let headline = match best.leader {
        Some(leader) if best.sure => {
            format!("\u{201c}{}\u{201d} is best in {what}, {} sure.", name(leader), format::percent(best.confidence))
        }
        Some(_) => format!("Nobody can tell which is best in {what}: {}.", still.join(", ")),
        None => format!("None of them has a value for {what}."),
    };
    let rows = best.candidates.iter().enumerate().map(|(at, candidate)| {
        let value = candidate.estimate.as_ref().map_or_else(
            || not_available(why(&candidate.problems)),
            |estimate| {
                let (low, high) = (estimate.mean - estimate.half_width, estimate.mean + estimate.half_width);
                let spread = wording.between(low, high);
                view! { <span>{wording.value(estimate.mean)}</span><span class="sub">{spread}</span> }.into_any()
            },
        );
        let behind = candidate.behind.as_ref().map_or_else(String::new, |behind| {
            let (mean, half) = (behind.difference.mean, behind.difference.half_width);
            format!("{} ({})", wording.signed(mean), wording.between_signed(mean - half, mean + half))
        });
        let stands = match candidate.standing {
            Standing::In if best.leader == Some(at) && best.sure => "best",
            Standing::In if best.leader == Some(at) => "leads, not for sure",
            Standing::In => "may be the best",
            Standing::Out => "out",
            Standing::NotComparable => "cannot be compared",
        };
        view! {
            <tr>
                <th scope="row">{candidate.policy.name.clone()}</th>
                <td class="number">{value}</td>
                <td class="number">{behind}</td>
                <td>{stands}</td>
            </tr>
        }
    });
    let less = if measure.better() == Better::More { "more is better" } else { "less is better" };
    view! {
        <p class="subject" aria-live="polite">{headline}</p>
        <div class="scroll-x" tabindex="0" role="region" aria-label="Candidates">
        <table class="table">
            <caption class="muted">{format!("{}, {less}; {} runs each of those that are in. Screening by paired t tests with Bonferroni's correction.", measure.name(), best.replications)}</caption>
            <thead><tr>
                <th scope="col">"Policy"</th>
                <th scope="col" class="number">"Value, 95 % sure between"</th>
                <th scope="col" class="number">"Behind the leader"</th>
                <th scope="col">"Stands"</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        </div>
    }
    .into_any()
}

/// Points on one curve are enough at this many.
const CURVE_POINTS: usize = 120;

fn lead_times(today: &Outcome, sides: &[Side]) -> Option<LineChart> {
    let all = || std::iter::once(today).chain(sides.iter().filter_map(|side| side.outcome.as_deref()));
    let end = all()
        .filter_map(|outcome| outcome.lead_times.iter().find(|point| point.share >= 0.99))
        .map(|point| point.hours / 24.0)
        .fold(0.0, f64::max);
    let line = |outcome: &Outcome| {
        let every = outcome.lead_times.len().div_ceil(CURVE_POINTS).max(1);
        let points = outcome.lead_times.iter().step_by(every);
        points
            .map(|point| Point::new(point.hours / 24.0, point.share))
            .filter(|point| point.x <= end)
            .collect::<Vec<_>>()
    };
    (end > 0.0).then(|| {
        LineChart::new(
            "Share of changes live, by days since request",
            Axis::from_zero("Days since request", ChartMeasure::Days).within(0.0, end),
            Axis::from_zero("Share of changes live", ChartMeasure::Share).within(0.0, 1.0),
            series(today, sides, line),
        )
    })
}

fn budgets(today: &Outcome, sides: &[Side]) -> Option<LineChart> {
    let fan = today.budget.as_ref()?;
    let line = |outcome: &Outcome| {
        let days = outcome.budget.iter().flat_map(|fan| &fan.days);
        days.map(|day| Point::new(f64::from(day.day), day.mean)).collect::<Vec<_>>()
    };
    let mut chart = LineChart::new(
        "Minutes of error budget left, mean",
        Axis::from_zero("Day of the window", ChartMeasure::DayOf).within(0.0, f64::from(fan.window_days)),
        Axis::from_zero("Minutes left", ChartMeasure::Number("min".to_owned())),
        series(today, sides, line),
    );
    chart.limit = Some(trivium_core::chart::Limit { value: 0.0, name: "budget spent".to_owned() });
    Some(chart)
}

fn series(today: &Outcome, sides: &[Side], line: impl Fn(&Outcome) -> Vec<Point>) -> Vec<Series> {
    let mut all = vec![Series::new("Today", Role::Today, line(today))];
    for side in sides {
        if let Some(outcome) = &side.outcome {
            all.push(Series::new(side.name.clone(), side.role, line(outcome)));
        }
    }
    all
}
