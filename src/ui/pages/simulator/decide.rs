//! "We will ..., because ..., owner ..., we will know by ...": what the room makes of the result.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::{Command, NewIds},
    engine::simulation::{Better, Comparison, Measure},
    model::{Improvement, ImprovementId, ImprovementStatus, ScenarioId, WayOfWorking},
};

use super::{Bench, in_unit};
use crate::{
    platform::{clock, page},
    ui::kit::{Field, fresh_dom_id},
};

/// By what a decision is usually judged: the first of these that surely gets better.
const JUDGES: [Measure; 4] =
    [Measure::BudgetUsed, Measure::RequestToLive, Measure::FailedDeployments, Measure::RecoveryTime];

/// Days until a decision is looked at again: one usual window of an objective.
const REVIEW_AFTER: Days = Days::new(28);

/// What is typed and not yet saved. `Copy`.
#[derive(Clone, Copy)]
struct Draft {
    bench: Bench,
    we_will: RwSignal<String>,
    because: RwSignal<String>,
    owner: RwSignal<String>,
    know_by: RwSignal<String>,
    review_on: RwSignal<String>,
    /// The decision that is being changed.
    changing: RwSignal<Option<ImprovementId>>,
    refused: RwSignal<Option<String>>,
}

/// The decision line, and what was decided on this scenario before.
pub(super) fn view(bench: Bench) -> AnyView {
    let text = || RwSignal::new(String::new());
    let draft = Draft {
        bench,
        we_will: text(),
        because: text(),
        owner: text(),
        know_by: text(),
        review_on: text(),
        changing: RwSignal::new(None),
        refused: RwSignal::new(None),
    };
    // Another scenario begins an empty line; the measure is suggested once there is an answer.
    let line_of = Memo::new(move |_| {
        let scenario = bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.id));
        (scenario, bench.comparison.with(Option::is_some))
    });
    Effect::new(move |before: Option<Option<ScenarioId>>| {
        let (scenario, _) = line_of.get();
        if before != Some(scenario) {
            draft.clear();
        } else if draft.know_by.get_untracked().is_empty() {
            draft.suggest();
        }
        scenario
    });
    let decided = Memo::new(move |_| {
        let workspace = bench.session.workspace().get()?;
        let scenario = bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.id))?;
        let of_it = workspace.improvements.iter().filter(|improvement| improvement.scenario == Some(scenario));
        Some(of_it.cloned().collect::<Vec<_>>())
    });
    let list = move || {
        let decisions = decided.get().unwrap_or_default();
        (!decisions.is_empty()).then(|| {
            let rows: Vec<AnyView> = decisions.into_iter().map(|decision| row(draft, decision)).collect();
            view! { <ul class="rows decisions">{rows}</ul> }.into_any()
        })
    };
    view! {
        <section class="card decide" aria-labelledby="decide-title">
            <h3 id="decide-title" tabindex="-1">"What have we decided?"</h3>
            {list}
            {line(draft)}
        </section>
    }
    .into_any()
}

fn line(draft: Draft) -> AnyView {
    let date_id = fresh_dom_id("review");
    let field = |label: &'static str, placeholder: &'static str, text: RwSignal<String>| {
        let commit = Callback::new(move |typed: String| {
            text.set(typed);
            Ok(())
        });
        view! { <Field label=label placeholder=placeholder value=text commit=commit/> }.into_any()
    };
    let save = move || if draft.changing.get().is_some() { "Save change" } else { "Save decision" };
    view! {
        <div class="decision-line">
            {field("We will", "pre-approve changes that pass four gates", draft.we_will)}
            {field("because", "the gates stop what the meeting did not", draft.because)}
            {field("Owner", "a name", draft.owner)}
            {field("We will know by", "error budget used, below 100 %", draft.know_by)}
            <div class="field">
                <div class="label-row"><label for=date_id.clone()>"on"</label></div>
                <div class="box">
                    <input id=date_id type="date" prop:value=move || draft.review_on.get()
                        on:change=move |ev| draft.review_on.set(event_target_value(&ev))/>
                </div>
            </div>
            <button type="button" class="button primary" on:click=move |_| draft.save()>{save}</button>
        </div>
        <p class="help" aria-live="polite">{move || draft.refused.get()}</p>
    }
    .into_any()
}

fn row(draft: Draft, decision: Improvement) -> AnyView {
    let (id, sentence) = (decision.id, in_words(&decision));
    let remove = move |_| draft.bench.session.change(&Command::RemoveImprovement { improvement: id });
    view! {
        <li>
            <span>{sentence}</span>
            <span class="push"></span>
            <button type="button" class="button small" on:click=move |_| draft.load(&decision)>"Change"</button>
            <button type="button" class="button small" on:click=remove>"Remove"</button>
        </li>
    }
    .into_any()
}

/// The decision as one sentence.
pub(crate) fn in_words(decision: &Improvement) -> String {
    let part = |before: &str, text: &str| if text.is_empty() { String::new() } else { format!("{before}{text}") };
    let review = decision.review_on.map(|day| format!(" on {}", format::date(day))).unwrap_or_default();
    let stands = match (decision.baseline.is_empty(), decision.target.is_empty()) {
        (false, false) => format!(" (today {}, simulated {})", decision.baseline, decision.target),
        _ => String::new(),
    };
    format!(
        "We will {}{}{}{}{review}{stands}.",
        decision.we_will.trim_end_matches('.'),
        part(", because ", decision.because.trim_end_matches('.')),
        part("; owner ", &decision.owner),
        part("; we will know by ", decision.measure.trim_end_matches('.')),
    )
}

impl Draft {
    /// Empties the line; the measure and the day are suggested again.
    fn clear(self) {
        for text in [self.we_will, self.because, self.owner] {
            text.set(String::new());
        }
        self.suggest();
        let review = clock::now_utc().date().checked_add_days(REVIEW_AFTER);
        self.review_on.set(review.map(|day| day.to_string()).unwrap_or_default());
        self.changing.set(None);
        self.refused.set(None);
    }

    fn suggest(self) {
        let judge = untrack(|| self.judge());
        self.know_by.set(judge.map(|(measure, ..)| lower_first(measure.name())).unwrap_or_default());
    }

    fn load(self, decision: &Improvement) {
        self.we_will.set(decision.we_will.clone());
        self.because.set(decision.because.clone());
        self.owner.set(decision.owner.clone());
        self.know_by.set(decision.measure.clone());
        self.review_on.set(decision.review_on.map(|day| day.to_string()).unwrap_or_default());
        self.changing.set(Some(decision.id));
        self.refused.set(None);
    }

    /// The measure that speaks most for the scenario, with today's and the scenario's value in words.
    fn judge(self) -> Option<(Measure, String, String)> {
        self.bench.comparison.with(|comparison| {
            let comparison = comparison.as_ref()?;
            let measure = JUDGES.into_iter().find(|measure| gets_better(comparison, *measure))?;
            let difference = comparison.of(measure)?;
            Some((measure, in_unit(measure, difference.baseline), in_unit(measure, difference.scenario)))
        })
    }

    fn save(self) {
        let bench = self.bench;
        let (Some(workspace), Some(scenario)) = (bench.session.now(), bench.scenario.get_untracked()) else { return };
        let known = self.changing.get_untracked().and_then(|id| workspace.improvement(id).cloned());
        let (baseline, target) = match (&known, untrack(|| self.judge())) {
            (Some(known), _) => (known.baseline.clone(), known.target.clone()),
            // The figures belong to the suggested measure only.
            (None, Some((measure, today, then)))
                if self.know_by.get_untracked().contains(&lower_first(measure.name())) =>
            {
                (today, then)
            }
            (None, _) => Default::default(),
        };
        let improvement = Improvement {
            id: known.as_ref().map_or_else(|| NewIds::of(&workspace).improvement(), |known| known.id),
            we_will: self.we_will.get_untracked().trim().to_owned(),
            because: self.because.get_untracked().trim().to_owned(),
            owner: self.owner.get_untracked().trim().to_owned(),
            measure: self.know_by.get_untracked().trim().to_owned(),
            baseline,
            target,
            review_on: self.review_on.get_untracked().parse::<NaiveDate>().ok(),
            scenario: Some(scenario.id),
            way: known.as_ref().map_or(WayOfWorking::Experiment, |known| known.way),
            status: known.as_ref().map_or(ImprovementStatus::Planned, |known| known.status),
            outcome: known.as_ref().map(|known| known.outcome.clone()).unwrap_or_default(),
        };
        let command = if known.is_some() {
            Command::UpdateImprovement { improvement }
        } else {
            Command::AddImprovement { improvement }
        };
        match bench.session.commit(&command) {
            Ok(()) => {
                self.clear();
                bench.session.say("Decision saved.", true);
                page::after_frame(|| page::focus("decide-title"));
            }
            Err(sentence) => self.refused.set(Some(sentence)),
        }
    }
}

fn gets_better(comparison: &Comparison, measure: Measure) -> bool {
    comparison.of(measure).is_some_and(|difference| {
        difference.sure
            && match measure.better() {
                Better::Less => difference.difference < 0.0,
                Better::More => difference.difference > 0.0,
                Better::Depends => false,
            }
    })
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
