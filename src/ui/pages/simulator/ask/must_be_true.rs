//! "What must be true?": the value of one number at which today and the scenario tie.

use leptos::prelude::*;
use trivium_core::{
    chart::{
        Axis as ChartAxis, Band, Base, Drawing, Level, LineChart, Measure as ChartMeasure, Point, Range, Role, Series,
        lever_number, sentence,
    },
    engine::{
        experiment::{Axis, AxisUnit, BreakEven, Contest, Experiment, Moves, Policy, Side, Tie, Verdict, axes_of},
        simulation::{Better, Measure, Unit},
    },
    model::Lever,
};

use super::{
    super::{Bench, Wording, save},
    parts::{JUDGED, Trial, judged, measure, needs_a_scenario, scenario, settings, stream_of, today_and_scenario, why},
};
use crate::ui::kit::{Figure, Segmented, Select};

/// Repetitions of each policy at each number that is tried.
const REPLICATIONS: u32 = 300;

/// What is known of the search, and what it was about.
pub(super) struct Found {
    contest: Contest,
    verdict: Verdict,
    /// Number, mean difference today − scenario, half of its 95 % interval.
    tried: Vec<(f64, f64, f64)>,
}

/// The question. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct MustBeTrue {
    trial: Trial<Found>,
    number: RwSignal<usize>,
    moves: RwSignal<usize>,
    judged: RwSignal<usize>,
}

impl MustBeTrue {
    pub(super) fn set_up(bench: Bench) -> Self {
        let budget = JUDGED.iter().position(|measure| *measure == Measure::BudgetUsed).unwrap_or(0);
        let all = Self {
            trial: Trial::set_up(bench),
            number: RwSignal::new(0),
            moves: RwSignal::new(0),
            judged: RwSignal::new(budget),
        };
        // What an approval stops is the number that people quarrel about.
        let stops = |axis: &Axis| matches!(axis.at(0.0), Lever::StopsBad { .. });
        all.number.set(untrack(|| all.axes()).iter().position(stops).unwrap_or(0));
        all
    }

    pub(super) fn view(self) -> AnyView {
        let bench = self.trial.bench;
        let possible = Memo::new(move |_| scenario(bench).is_some());
        let inside = move || {
            if !possible.get() {
                return needs_a_scenario("This question");
            }
            let words = Signal::derive(move || self.axes().into_iter().map(|axis| axis.label).collect::<Vec<_>>());
            let choose = Callback::new(move |index| self.number.set(index));
            let place = Callback::new(move |index| self.moves.set(index));
            view! {
                <div class="ask-controls">
                    <Select label="The number" options=words chosen=self.number choose=choose/>
                    {judged(self.judged)}
                    <div class="field">
                        <div class="label-row"><span>"It moves"</span></div>
                        <Segmented label="Where the number moves" options=vec!["today", "in both"] chosen=self.moves choose=place/>
                    </div>
                </div>
                {self.trial.row("Find the number", Callback::new(move |()| self.ask()), today_and_scenario)}
                {move || self.answer()}
            }
            .into_any()
        };
        view! {
            <section class="ask" aria-labelledby="ask-title">
                <h2 class="verdict-title" id="ask-title">"What would have to be true?"</h2>
                <p class="second">"At which value of one number are today and the scenario equally good? Below and above it, one of them is better. Choose a number that nobody knows for sure, such as what an approval really stops."</p>
                {inside}
            </section>
        }
        .into_any()
    }

    /// The numbers that can move, each over all that it may be.
    fn axes(self) -> Vec<Axis> {
        let workspace = self.trial.bench.session.workspace().get();
        let policy = scenario(self.trial.bench).unwrap_or_else(Policy::today);
        let axes = workspace.as_deref().and_then(|workspace| Some(axes_of(workspace, stream_of(workspace, &policy)?)));
        axes.unwrap_or_default().into_iter().filter(|axis| axis.unit != AxisUnit::Switch).map(widened).collect()
    }

    fn ask(self) {
        let (axes, policy) = (untrack(|| self.axes()), untrack(|| scenario(self.trial.bench)));
        let (Some(axis), Some(policy)) = (axes.into_iter().nth(self.number.get_untracked()), policy) else { return };
        let moves = if self.moves.get_untracked() == 0 { Moves::First } else { Moves::Both };
        let measure = measure(self.judged.get_untracked());
        let contest = Contest { first: Policy::today(), second: policy, axis, moves, measure };
        let read = |search: &BreakEven| Found {
            contest: search.contest().clone(),
            verdict: search.result(),
            tried: search.tried().collect(),
        };
        let policies = untrack(|| today_and_scenario(self.trial.bench));
        self.trial.ask(policies, BreakEven::new(contest, settings(self.trial.bench, REPLICATIONS)), read);
    }

    fn answer(self) -> Option<AnyView> {
        let today = untrack(|| self.axes());
        self.trial.known.with(|found| {
            let found = found.as_ref()?;
            let now = today.iter().find(|axis| axis.label == found.contest.axis.label).and_then(|axis| axis.today);
            let (headline, detail) = in_words(found, now);
            let picture = Signal::stored(picture(found, &self.trial.bench.currency()).map(Drawing::from));
            Some(
                view! {
                    <h3 class="verdict-title" aria-live="polite">{headline}</h3>
                    <p class="second">{detail}</p>
                    <div class="card"><Figure chart=picture foot=save::origin_of_many(self.trial.bench, REPLICATIONS)/></div>
                }
                .into_any(),
            )
        })
    }
}

/// The axis over all that the number may be, and not only what is usual: shares from nothing to everything, what counts
/// from half as much to twice as much.
fn widened(axis: Axis) -> Axis {
    let (low, high) = match (axis.unit, axis.at(0.0)) {
        // The rest of the mix are emergencies, which stay.
        (_, Lever::StandardChanges { .. }) => (0.0, axis.high),
        (AxisUnit::Share, Lever::FreezeAt { .. } | Lever::Canary { .. }) => (axis.low, axis.high),
        (AxisUnit::Share, _) => (0.0, 1.0),
        (AxisUnit::PerWeek, _) => (axis.low / 1.5, axis.high * 1.2),
        _ => (axis.low, axis.high),
    };
    axis.between(low, high)
}

/// The sentence, and what stands below it.
fn in_words(found: &Found, today: Option<f64>) -> (String, String) {
    let Contest { first, second, axis, moves, measure } = &found.contest;
    let number = |at: f64| lever_number(axis.unit, at);
    let what = measure.name().to_lowercase();
    let name = |side: Side| match side {
        Side::First => "today".to_owned(),
        Side::Second => format!("\u{201c}{}\u{201d}", second.name),
    };
    let runs = format!("{} paired runs at each of {} numbers.", REPLICATIONS, found.tried.len());
    let now = today.map(|today| format!(" Today it is {}.", number(today))).unwrap_or_default();
    match &found.verdict {
        Verdict::Searching => ("Searching ...".to_owned(), runs),
        Verdict::Unknown(problems) => {
            (format!("n/a, because \u{201c}{}\u{201d} cannot be compared in {what}", second.name), why(problems))
        }
        Verdict::CannotTell => (
            format!(
                "Whatever the number is, nobody can tell {} and {} apart in {what}.",
                first.name,
                name(Side::Second)
            ),
            format!("{}: from {} to {}.{now} {runs}", axis.label, number(axis.low), number(axis.high)),
        ),
        Verdict::NeverTies { less, better, sure } => {
            let better = better
                .map_or_else(|| format!("{} has less {what}", name(*less)), |side| format!("{} is better", name(side)));
            let sure = if *sure { "" } else { " Not everywhere is that sure." };
            (
                sentence::capital(&format!("{better} in {what}, whatever the number is.")),
                format!("{}: from {} to {}.{now}{sure} {runs}", axis.label, number(axis.low), number(axis.high)),
            )
        }
        Verdict::Ties(tie) => {
            let place = if *moves == Moves::First { "today" } else { "in both" };
            let detail = format!(
                "{}, {place}: {}.{now} {}{runs}",
                axis.label,
                sides(tie, *measure, &name),
                if tie.more_than_once { "They tie again at a higher number. " } else { "" },
            );
            (tied(tie, axis, &what, &name(Side::Second)), detail)
        }
    }
}

/// "Today and "Skip the CAB" tie in error budget used at 38 % (between 30 and 46 %, 95 % sure)."
fn tied(tie: &Tie, axis: &Axis, what: &str, second: &str) -> String {
    let number = |at: f64| lever_number(axis.unit, at);
    let range = match (tie.low, tie.high) {
        (Some(low), Some(high)) if number(low) == number(high) => "95\u{a0}% sure".to_owned(),
        (Some(low), Some(high)) => format!("between {} and {}, 95\u{a0}% sure", number(low), number(high)),
        (Some(low), None) => format!("95\u{a0}% sure: {} or more", number(low)),
        (None, Some(high)) => format!("95\u{a0}% sure: {} or less", number(high)),
        (None, None) => "nobody can tell them apart anywhere in the range".to_owned(),
    };
    format!("Today and {second} tie in {what} at {} ({range}).", number(tie.at))
}

/// Who is better below, who above.
fn sides(tie: &Tie, measure: Measure, name: &dyn Fn(Side) -> String) -> String {
    let other = if tie.less_below == Side::First { Side::Second } else { Side::First };
    let (below, above) = match measure.better() {
        Better::More => (other, tie.less_below),
        Better::Less | Better::Depends => (tie.less_below, other),
    };
    match measure.better() {
        Better::Depends => format!("below it {} has less, above it {}", name(tie.less_below), name(other)),
        _ => format!("below it {} is better, above it {}", name(below), name(above)),
    }
}

/// The difference over the number, with its band; nothing before two numbers are known.
fn picture(found: &Found, currency: &str) -> Option<LineChart> {
    if found.tried.len() < 2 {
        return None;
    }
    let Contest { second, axis, measure, .. } = &found.contest;
    // Shares are drawn in percent, so that a difference reads as points.
    let scale = if measure.unit() == Unit::Share { 100.0 } else { 1.0 };
    let along = match axis.unit {
        AxisUnit::Share => ChartMeasure::Share,
        AxisUnit::Days => ChartMeasure::Days,
        AxisUnit::PerWeek => ChartMeasure::Number("a week".to_owned()),
        AxisUnit::Percent => ChartMeasure::Number("%".to_owned()),
        _ => ChartMeasure::Number(String::new()),
    };
    let line = found
        .tried
        .iter()
        .map(|(at, mean, half)| Point::new(*at, mean * scale).between((mean - half) * scale, (mean + half) * scale));
    let edges = found.tried.iter().map(|(at, mean, half)| (*at, (mean - half) * scale, (mean + half) * scale));
    let mut chart = LineChart::new(
        format!("{}: today minus \u{201c}{}\u{201d}", measure.name(), second.name),
        ChartAxis::free(axis.label.clone(), along).within(axis.low, axis.high),
        ChartAxis::from_zero("Difference", ChartMeasure::Number(unit_word(*measure).to_owned())),
        vec![Series::new("Difference", Role::First, line.collect()).marked()],
    );
    chart.bands =
        vec![Band { name: "95 % sure".to_owned(), role: Role::First, level: Level::Sure, edges: edges.collect() }];
    chart.base = Some(Base { value: 0.0, name: "tie".to_owned() });
    if let Verdict::Ties(tie) = &found.verdict {
        let (from, to) = (tie.low.unwrap_or(axis.low), tie.high.unwrap_or(axis.high));
        chart.ranges = vec![Range { from, to, name: "nobody can tell".to_owned() }];
    }
    let ends = (found.tried.first()?, found.tried.last()?);
    let wording = Wording { measure: *measure, currency };
    chart.says = Some(format!(
        "At {} today stands {} against the scenario, at {} {}.",
        lever_number(axis.unit, ends.0.0),
        wording.signed(ends.0.1),
        lever_number(axis.unit, ends.1.0),
        wording.signed(ends.1.1),
    ));
    Some(chart)
}

/// The unit of a measure as a word beside an axis.
const fn unit_word(measure: Measure) -> &'static str {
    match measure.unit() {
        Unit::Days => "d",
        Unit::Minutes => "min",
        Unit::PerWeek => "a week",
        Unit::Per28Days | Unit::MoneyPer28Days => "per 28 d",
        Unit::Changes => "",
        Unit::Share => "points",
    }
}
