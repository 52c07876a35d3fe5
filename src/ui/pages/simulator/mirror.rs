//! "Does this look like you?": before any lever is moved, the model is set against what people observe.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::Command,
    engine::{
        experiment::{self, Cause, Reflection},
        flow,
        simulation::{Measure, Outcome},
    },
    model::{Cadence, Share, Step, StepId, StepKind, ValueStream, Weekday, Workers, Workspace},
};

use super::Bench;
use crate::ui::{
    kit::{Drawer, not_available},
    router::Page,
};

/// The drawer.
pub(super) fn view(bench: Bench, close: Callback<()>) -> AnyView {
    let body = move || match (bench.session.workspace().get(), bench.simulations.today().get().outcome) {
        (Some(workspace), Some(outcome)) => match workspace.main_stream() {
            Some(stream) => table(bench, &workspace, stream, &outcome),
            None => not_available("there is no value stream of changes"),
        },
        _ => view! { <p class="second">"Today is being simulated ..."</p> }.into_any(),
    };
    let body = view! {
        <p class="second">"What people observe at each step, beside what the simulation of today gives. A model that does not look like you cannot answer for you: correct it first, then move levers."</p>
        {body}
        <p class="help">"Filled in: observed waiting that work, queues and dates do not explain. It is added to today and stays the same under every lever, so what is filled in can never improve. All times are calendar time of one visit."</p>
    }
    .into_any();
    let foot = view! { <a class="button" href=Page::ValueChain.href()>"Change the steps"</a> }.into_any();
    view! { <Drawer title="Does this look like you?" close=close body=body foot=foot/> }.into_any()
}

fn table(bench: Bench, workspace: &Workspace, stream: &ValueStream, outcome: &Outcome) -> AnyView {
    let rows: Vec<AnyView> = experiment::mirror(workspace, stream.id, outcome)
        .into_iter()
        .map(|reflection| row(bench, workspace, stream, reflection))
        .collect();
    let sheet = flow::sheet(workspace, stream);
    let observed = match sheet.observed_with_rework {
        Ok(hours) => view! { <span>{hours_in_words(hours)}</span> }.into_any(),
        Err(_) => not_available("a step has no observed time"),
    };
    let simulated = match outcome.estimate(Measure::RequestToDone).or(outcome.estimate(Measure::RequestToLive)) {
        Some(estimate) => view! { <span>{hours_in_words(estimate.mean * 24.0)}</span> }.into_any(),
        None => not_available("no change came to its end"),
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Observed and simulated time, step by step">
        <table class="table mirror">
            <thead><tr>
                <th scope="col">"Step"</th>
                <th scope="col" class="number">"Observed"</th>
                <th scope="col" class="number">"Simulated"</th>
                <th scope="col" class="number">"Filled in"</th>
                <th scope="col">"What a gap may mean"</th>
            </tr></thead>
            <tbody>{rows}</tbody>
            <tfoot><tr>
                <th scope="row">"In total, rework included"</th>
                <td class="number">{observed}</td>
                <td class="number">{simulated}</td>
                <td></td>
                <td class="second">"The steps of one change, from request to done."</td>
            </tr></tfoot>
        </table>
        </div>
    }
    .into_any()
}

fn row(bench: Bench, workspace: &Workspace, stream: &ValueStream, found: Reflection) -> AnyView {
    let observed = match found.observed {
        Some((low, high)) if low < high => format!("{} to {}", hours_in_words(low), hours_in_words(high)),
        Some((low, _)) => hours_in_words(low),
        None => "not said".to_owned(),
    };
    let simulated = found.simulated.map_or_else(|| "nothing came".to_owned(), hours_in_words);
    let filled_in = if found.filled_in > 0.0 { hours_in_words(found.filled_in) } else { "nothing".to_owned() };
    let causes: Vec<AnyView> =
        found.causes.iter().map(|cause| cause_view(bench, workspace, stream, found.step, cause)).collect();
    view! {
        <tr>
            <th scope="row">{found.name}</th>
            <td class="number">{observed}</td>
            <td class="number">{simulated}</td>
            <td class="number">{filled_in}</td>
            <td>{causes}</td>
        </tr>
    }
    .into_any()
}

fn cause_view(bench: Bench, workspace: &Workspace, stream: &ValueStream, step: StepId, cause: &Cause) -> AnyView {
    let (sentence, offer) = in_words(workspace, stream, step, cause);
    let button = offer.map(|(name, command)| {
        let apply = move |_| bench.session.change_saying(&command, "Changed. Today is simulated again.");
        view! { <button type="button" class="button small" on:click=apply>{name}</button> }.into_any()
    });
    view! { <p class="cause">{sentence}" "{button}</p> }.into_any()
}

/// A sentence, and the setting that would follow from it.
fn in_words(
    workspace: &Workspace,
    stream: &ValueStream,
    step: StepId,
    cause: &Cause,
) -> (String, Option<(String, Command)>) {
    let team_name = |id| workspace.team(id).map_or_else(|| "another team".to_owned(), |team| team.name.clone());
    let with_step = |change: &dyn Fn(&mut Step)| {
        let mut step = stream.step(step)?.clone();
        change(&mut step);
        Some(Command::UpdateStep { stream: stream.id, step })
    };
    match cause {
        Cause::Busier { team, now, would_explain } => {
            let sentence = format!(
                "{} may be busier with other work: with {} of the week for planned work instead of {}, the queue would explain it.",
                team_name(*team),
                format::share(*would_explain),
                format::share(*now)
            );
            let offer = workspace.team(*team).cloned().map(|mut team| {
                team.planned_share = Share::clamped((would_explain.value() * 100.0).round() / 100.0);
                (format!("Set {}", format::share(team.planned_share)), Command::UpdateTeam { team })
            });
            (sentence, offer)
        }
        Cause::HandOver { from, to } => {
            (format!("A hand-over from {} to {} that nobody measures.", team_name(*from), team_name(*to)), None)
        }
        Cause::Batch { every_days, can_be_set } => {
            let rhythm = if *every_days == 1 { "once a day".to_owned() } else { format!("every {every_days} days") };
            let offer = can_be_set
                .then(|| {
                    let dates = Cadence { every_days: *every_days, ..Cadence::weekly(Weekday::Monday, 10) };
                    with_step(&|step| match &mut step.kind {
                        StepKind::Approval { cadence, .. } | StepKind::Deploy { cadence, .. } => *cadence = Some(dates),
                        _ => {}
                    })
                })
                .flatten();
            let sentence =
                format!("Work may be collected and handled together {rhythm}, which makes it wait half of that.");
            (sentence, offer.map(|command| (format!("Set {rhythm}"), command)))
        }
        Cause::MorePeople { now } => {
            let more = now.saturating_add(1);
            let offer = match stream.step(step).map(|step| step.workers) {
                Some(Workers::Own { .. }) => with_step(&|step| step.workers = Workers::Own { people: more }),
                _ => stream.step(step).and_then(|step| step.team).and_then(|id| workspace.team(id)).cloned().map(
                    |mut team| {
                        team.people = more;
                        Command::UpdateTeam { team }
                    },
                ),
            };
            let sentence = format!(
                "The model waits longer than people do: there may be more than {}, or work takes less.",
                format::counted(u64::from(*now), "person", "people")
            );
            (sentence, offer.map(|command| (format!("Set {more} people"), command)))
        }
    }
}

fn hours_in_words(hours: f64) -> String {
    format::duration(hours * 3600.0, format::Clock::Calendar)
}
