//! "What is possible?": every combination of the scenario's levers, how fast each is and at which risk.

use leptos::prelude::*;
use trivium_core::{
    chart::{Axis, Drawing, LineChart, Measure as ChartMeasure, Point, Role, Series, format, lever_in_words},
    edit::{Command, NewIds},
    engine::{
        experiment::{Experiment, Policy, Sweep, Swept},
        simulation::Measure,
    },
    model::{Lever, Scenario, Workspace},
};

use super::{
    super::{Bench, between, in_unit, save},
    parts::{Trial, needs_a_scenario, scenario, settings, today_and_scenario, why},
};
use crate::ui::kit::{Figure, not_available};

/// Repetitions of each combination.
const REPLICATIONS: u32 = 100;
/// Levers that are combined: 2 to this power policies.
const MOST_LEVERS: usize = 6;

/// The question. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct TradeOffs {
    trial: Trial<Vec<Swept>>,
}

impl TradeOffs {
    pub(super) fn set_up(bench: Bench) -> Self {
        Self { trial: Trial::set_up(bench) }
    }

    pub(super) fn view(self) -> AnyView {
        let bench = self.trial.bench;
        let levers = Memo::new(move |_| scenario(bench).map(|policy| policy.levers.len()));
        let inside = move || {
            let Some(levers) = levers.get() else { return needs_a_scenario("This question") };
            let too_many = (levers > MOST_LEVERS).then(|| {
                format!(
                    "The scenario moves {levers} levers; the last {MOST_LEVERS} are combined, the others stay moved."
                )
            });
            let chart = Signal::derive(move || {
                self.trial.known.with(|known| known.as_ref().and_then(|swept| picture(swept))).map(Drawing::from)
            });
            view! {
                {too_many.map(|sentence| view! { <p class="second">{sentence}</p> })}
                {self.trial.row("Try every combination", Callback::new(move |()| self.ask()), today_and_scenario)}
                {move || self.trial.known.with(|known| known.as_ref().map(|swept| {
                    view! { <h3 class="verdict-title" aria-live="polite">{sentence(swept)}</h3> }
                }))}
                <div class="card" hidden=move || chart.with(Option::is_none)><Figure chart=chart height=320 foot=save::origin_of_many(bench, REPLICATIONS)/></div>
                {move || self.trial.known.with(|known| known.as_ref().map(|swept| table(bench, swept)))}
            }
            .into_any()
        };
        view! {
            <section class="ask" aria-labelledby="ask-title">
                <h2 class="verdict-title" id="ask-title">"Which of these levers do the work, and what do they cost?"</h2>
                <p class="second">"Every combination of the scenario's levers: how soon changes are live, against the chance to be out of SLO. What no other combination beats in both lies on the front; choosing among those is a matter of taste, all others are never better."</p>
                {inside}
            </section>
        }
        .into_any()
    }

    fn ask(self) {
        let bench = self.trial.bench;
        let (Some(policy), Some(workspace)) = (untrack(|| scenario(bench)), bench.session.now()) else { return };
        let policies = combinations(&workspace, &policy);
        let sweep = Sweep::new(policies, Measure::RequestToLive, settings(bench, REPLICATIONS));
        self.trial.ask(untrack(|| today_and_scenario(bench)), sweep, Sweep::result);
    }
}

/// All combinations of the last levers, today's first; each is named by what it moves.
fn combinations(workspace: &Workspace, policy: &Policy) -> Vec<Policy> {
    let (kept, moved) = policy.levers.split_at(policy.levers.len().saturating_sub(MOST_LEVERS));
    let words: Vec<String> = moved.iter().map(|lever| lever_in_words(workspace, lever)).collect();
    let policies = (0..1_u32 << moved.len()).map(|mask| {
        let taken = |at: usize| mask & (1 << at) != 0;
        let mut levers: Vec<Lever> = kept.to_vec();
        let mut names: Vec<&str> = Vec::new();
        for (at, (lever, words)) in moved.iter().zip(&words).enumerate() {
            if taken(at) {
                levers.push(lever.clone());
                names.push(words);
            }
        }
        let name = match names.len() {
            0 if kept.is_empty() => "Today".to_owned(),
            0 => "None of the last six".to_owned(),
            n if n == moved.len() => policy.name.clone(),
            _ => names.join(" + "),
        };
        Policy { name, levers }
    });
    policies.collect()
}

/// Points of the front, the fastest first.
fn front(swept: &[Swept]) -> Vec<&Swept> {
    let mut front: Vec<&Swept> = Vec::new();
    for one in swept.iter().filter(|one| one.on_the_front && one.time.is_some()) {
        let days = |swept: &Swept| swept.time.as_ref().map_or(0.0, |time| time.mean);
        let at = front.iter().position(|other| days(other) > days(one)).unwrap_or(front.len());
        front.insert(at, one);
    }
    front
}

fn sentence(swept: &[Swept]) -> String {
    let known = swept.iter().filter(|one| one.time.is_some() && one.chance.is_some()).count();
    let front = front(swept);
    match front.as_slice() {
        [] if known == 0 => "Running ...".to_owned(),
        [] => "None of these policies has both a lead time and an objective to miss.".to_owned(),
        [only] => format!("Of {known} combinations one is never beaten: {}.", only.policy.name),
        [fastest, .., safest] => format!(
            "Of {known} combinations {} are never beaten: from {} ({}) to {} ({}).",
            front.len(),
            fastest.policy.name,
            at(fastest),
            safest.policy.name,
            at(safest)
        ),
    }
}

/// "13.2 d, out of SLO in about 4 of 10 windows".
fn at(swept: &Swept) -> String {
    let days = swept.time.as_ref().map(|time| in_unit(Measure::RequestToLive, time.mean)).unwrap_or_default();
    let odds = swept.chance.and_then(|chance| format::odds(chance.share)).unwrap_or_default();
    format!("{days}, out of SLO in {odds} windows")
}

fn picture(swept: &[Swept]) -> Option<LineChart> {
    let point = |one: &&Swept| {
        let (time, chance) = (one.time.as_ref()?, one.chance?);
        let point = Point::new(time.mean, chance.share).between(chance.interval.low, chance.interval.high);
        Some(point.counted(Some(chance.hits), chance.n).named(one.policy.name.clone()))
    };
    let on: Vec<Point> = front(swept).iter().filter_map(point).collect();
    let (now, mut off): (Vec<&Swept>, Vec<&Swept>) =
        swept.iter().filter(|one| !one.on_the_front).partition(|one| one.policy.levers.is_empty());
    let now: Vec<Point> = now.iter().filter_map(point).collect();
    let mut off: Vec<Point> = off.drain(..).filter_map(|one| point(&one)).collect();
    trivium_core::model::order::sort_by(&mut off, |a, b| a.x.total_cmp(&b.x));
    let most = on.iter().chain(&off).chain(&now).map(|point| point.x).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let mut front = Series::new("Never beaten", Role::First, on).stepped().marked();
    "windows".clone_into(&mut front.noun);
    let mut series = vec![front];
    for (name, role, points) in [("Beaten by another", Role::Fourth, off), ("Today", Role::Today, now)] {
        if !points.is_empty() {
            let mut rest = Series::new(name, role, points).dotted();
            "windows".clone_into(&mut rest.noun);
            series.push(rest);
        }
    }
    let mut chart = LineChart::new(
        "Chance of being out of SLO, by days from request to live",
        Axis::from_zero("Request to live", ChartMeasure::Days).within(0.0, most * 1.05),
        Axis::from_zero("Out of SLO", ChartMeasure::Share),
        series,
    );
    chart.says = Some(format!(
        "Each of {} marks is a combination with its 95 % interval: further left is faster, lower is safer.",
        swept.iter().filter(|one| one.time.is_some() && one.chance.is_some()).count()
    ));
    Some(chart)
}

/// The front, with a way to take one of it as a scenario.
fn table(bench: Bench, swept: &[Swept]) -> AnyView {
    let failed = swept.iter().filter(|one| !one.problems.is_empty()).count();
    let rows = front(swept).into_iter().map(|one| row(bench, one)).collect_view();
    let sorry = swept.iter().find(|one| !one.problems.is_empty()).map(|one| {
        view! { <p class="na">{format!("{failed} of the combinations cannot run: {}", why(&one.problems))}</p> }
    });
    view! {
        {sorry}
        <div class="scroll-x card flush" tabindex="0" role="region" aria-label="Combinations that are never beaten">
        <table class="table">
            <caption class="muted">{format!("Never beaten in both, the fastest first; {REPLICATIONS} runs each, the same luck for all.")}</caption>
            <thead><tr>
                <th scope="col">"What is moved"</th>
                <th scope="col" class="number">"Request to live"<span class="sub">"95 % sure, between"</span></th>
                <th scope="col" class="number">"Out of SLO"<span class="sub">"windows"</span></th>
                <th scope="col"><span class="visually-hidden">"Actions"</span></th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        </div>
    }
    .into_any()
}

fn row(bench: Bench, one: &Swept) -> AnyView {
    let time = one.time.as_ref().map_or_else(
        || not_available("nothing went live"),
        |time| {
            let spread = between(Measure::RequestToLive, time.mean - time.half_width, time.mean + time.half_width);
            view! { <span>{in_unit(Measure::RequestToLive, time.mean)}</span><span class="sub">{spread}</span> }
                .into_any()
        },
    );
    let chance = one.chance.map_or_else(
        || not_available("there is no objective"),
        |chance| {
            let count = format!("{} of {}", format::count(chance.hits), format::count(chance.n));
            view! { <span>{format::percent(chance.share)}</span><span class="sub">{count}</span> }.into_any()
        },
    );
    let policy = one.policy.clone();
    let take = (!policy.levers.is_empty()).then(|| {
        let name = policy.name.clone();
        let take = move |_| adopt(bench, &policy);
        view! { <button type="button" class="button small" aria-label=format!("Make a scenario of {name}") on:click=take>"Make a scenario"</button> }
    });
    view! {
        <tr>
            <th scope="row" class="wrap">{one.policy.name.clone()}</th>
            <td class="number">{time}</td>
            <td class="number">{chance}</td>
            <td>{take}</td>
        </tr>
    }
    .into_any()
}

/// Most letters of the name of a scenario made here; its levers say the rest.
const LONGEST_NAME: usize = 60;

/// A scenario with these levers, ready to predict.
fn adopt(bench: Bench, policy: &Policy) {
    let Some(workspace) = bench.session.now() else { return };
    let id = NewIds::of(&workspace).scenario();
    let name: String = policy.name.chars().take(LONGEST_NAME).collect();
    let scenario = Scenario { id, name, levers: policy.levers.clone(), ..Scenario::today() };
    bench.session.change_saying(&Command::AddScenario { scenario }, "Scenario added; it stands in the row above.");
}
