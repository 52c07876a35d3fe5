//! "Are these runs enough?": as many runs as a wanted precision takes, and not more.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::{
        experiment::{Experiment, Policy, Precision, Reached},
        simulation::Measure,
    },
};

use super::{
    super::{Bench, Wording},
    parts::{self, Trial, judged, settings, why},
};
use crate::ui::kit::Segmented;

/// Words and shares of the mean that half of the interval may be.
const AIMS: [(&str, f64); 3] = [("5 %", 0.05), ("2 %", 0.02), ("1 %", 0.01)];
/// No more runs than this.
const CAP: u32 = 5_000;

/// The scenario on the bench.
fn about(bench: Bench) -> Vec<Policy> {
    parts::scenario(bench).into_iter().collect()
}

/// The question, for the fold about the method.
pub(in super::super) fn view(bench: Bench) -> AnyView {
    let trial: Trial<Reached> = Trial::set_up(bench);
    let (chosen, aim) = (RwSignal::new(0), RwSignal::new(0));
    let choose = Callback::new(move |index| aim.set(index));
    let asked = RwSignal::new((Measure::RequestToLive, 0.05));
    let ask = Callback::new(move |()| {
        let Some(policy) = untrack(|| parts::scenario(bench)) else { return };
        let measure = parts::measure(chosen.get_untracked());
        let share = AIMS.get(aim.get_untracked()).map_or(0.05, |(_, share)| *share);
        asked.set((measure, share));
        trial.ask(
            vec![policy.clone()],
            Precision::new(policy, measure, settings(bench, CAP), share),
            Precision::result,
        );
    });
    let says = move || {
        let (measure, share) = asked.get();
        trial.known.with(|reached| reached.as_ref().map(|reached| in_words(reached, measure, share, &bench.currency())))
    };
    let possible = Memo::new(move |_| parts::scenario(bench).is_some());
    let inside = move || {
        possible.get().then(|| {
            view! {
                <h3>"Are these runs enough?"</h3>
                <div class="ask-controls">
                    {judged(chosen)}
                    <div class="field">
                        <div class="label-row"><span>"Half of the interval at most"</span></div>
                        <Segmented label="Half of the interval, as a share of the mean" options=AIMS.map(|(word, _)| word).to_vec() chosen=aim choose=choose/>
                    </div>
                </div>
                {trial.row("Run until that is reached", ask, about)}
                <p aria-live="polite">{says}</p>
            }
        })
    };
    view! { <div class="ask-card">{inside}</div> }.into_any()
}

fn in_words(reached: &Reached, measure: Measure, aim: f64, currency: &str) -> String {
    let wording = Wording { measure, currency };
    let runs = format::count(reached.replications.into());
    let Some(estimate) = &reached.estimate else {
        return format!("n/a, because {} has no value: {}", measure.name().to_lowercase(), why(&reached.problems));
    };
    let spread = wording.between(estimate.mean - estimate.half_width, estimate.mean + estimate.half_width);
    let known = format!("{}: {}, {spread}, after {runs} runs", measure.name(), wording.value(estimate.mean));
    let share =
        reached.relative.map(|share| format!(", half of the interval is {} of the mean", format::percent(share)));
    let verdict = if reached.reached {
        format!("That is within {}.", format::percent(aim))
    } else {
        match reached.needed {
            Some(needed) => format!(
                "Not within {} yet; it would take about {} runs.",
                format::percent(aim),
                format::count(u64::try_from(needed).unwrap_or(u64::MAX))
            ),
            None => format!("Not within {}.", format::percent(aim)),
        }
    };
    format!("{known}{}. {verdict}", share.unwrap_or_default())
}
