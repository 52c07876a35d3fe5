//! What the cut of the teams costs the streams: computed from steps, teams and observed times.

use leptos::prelude::*;
use trivium_core::{
    catalog::teams::ability,
    chart::{
        format,
        map::words::{calendar, counted, short},
        teams::words::{busy_in_words, effect_in_words, hint_in_words, kinds_in_words},
    },
    engine::governance::{Crossing, Hint, StreamEffect, TeamLoad, TeamsSheet, TraditionalWait},
    model::{StepId, TeamId, ValueStream, Workspace},
};

use super::{
    Desk,
    list::{dash, dashes},
};
use crate::ui::kit::not_available;

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let body = move || {
        let (workspace, sheet) = (desk.workspace()?, desk.sheet.get()?);
        Some(all(&workspace, &sheet))
    };
    view! { <div class="teams-main">{body}</div> }.into_any()
}

fn all(workspace: &Workspace, sheet: &TeamsSheet) -> AnyView {
    let streams =
        sheet.streams.iter().filter_map(|effect| Some(stream(workspace, workspace.stream(effect.stream)?, effect)));
    let streams: Vec<AnyView> = streams.collect();
    let none = streams.is_empty().then(|| {
        view! { <p class="second">"No stream has steps yet, so nothing can be computed. Type the steps on the page Value chain."</p> }
    });
    view! {
        <section class="card"><h2>"Hand-overs and waiting"</h2>{none}{streams}{method()}</section>
        {loads(workspace, sheet)}
        {traditional(workspace, sheet)}
        <div class="grid two">
            {hints(workspace, sheet, "What teams carry", true)}
            {hints(workspace, sheet, "Who would be missing", false)}
        </div>
    }
    .into_any()
}

fn team(workspace: &Workspace, id: TeamId) -> String {
    workspace.team(id).map(|team| team.name.clone()).unwrap_or_default()
}

fn step(stream: &ValueStream, id: StepId) -> String {
    stream.step(id).map(|step| step.name.clone()).unwrap_or_default()
}

fn stream(workspace: &Workspace, stream: &ValueStream, effect: &StreamEffect) -> AnyView {
    let future = stream.future_of.map(|_| view! { <span class="tag">"future state"</span> });
    let row = |crossing: &Crossing| {
        let wait = match crossing.wait {
            Ok(wait) => view! { {calendar(wait)} }.into_any(),
            Err(missing) => not_available(missing.to_string()),
        };
        view! {
            <tr>
                <th scope="row">{step(stream, crossing.from)}<span class="sub">{team(workspace, crossing.giver)}</span></th>
                <td>{step(stream, crossing.to)}<span class="sub">{team(workspace, crossing.receiver)}</span></td>
                <td class="number">{format::percent(crossing.per_item)}</td>
                <td class="number wrap">{wait}</td>
            </tr>
        }
    };
    let rows = effect.crossings.iter().map(row).collect_view();
    let table = (!effect.crossings.is_empty()).then(|| {
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label=format!("Hand-overs of {}", stream.name)><table class="table">
                <thead><tr><th scope="col">"Gives"</th><th scope="col">"Receives"</th><th scope="col" class="number">"Of all items"</th>
                    <th scope="col" class="number">"Waits at the receiver"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        }
    });
    view! { <section class="teams-stream"><h3>{stream.name.clone()}" "{future}</h3><p>{effect_in_words(effect)}</p>{table}</section> }
        .into_any()
}

fn loads(workspace: &Workspace, sheet: &TeamsSheet) -> AnyView {
    let row = |load: &TeamLoad| {
        let busy = match busy_in_words(load) {
            Ok(busy) => view! { {busy} }.into_any(),
            Err(why) => dash(why),
        };
        let hours = match (load.load_per_week, load.unlimited_per_week) {
            (limited, 0.0) => format!("{} h", short(limited)),
            (limited, unlimited) => format!("{} h, and {} h where nobody waits", short(limited), short(unlimited)),
        };
        view! {
            <tr>
                <th scope="row">{team(workspace, load.team)}<span class="sub">{counted(usize::from(load.people), "person", "people")}</span></th>
                <td class="number">{load.streams.len().to_string()}</td>
                <td class="number">{hours}</td>
                <td class="number wrap">{busy}</td>
                <td>{kinds_in_words(load)}</td>
                <td class="number">{format!("{}, {} each", load.subjects(), short(load.subjects_a_person()))}</td>
            </tr>
        }
    };
    view! {
        <section class="card flush">
            <div class="card-head"><h2>"What each team carries, over all streams of today"</h2></div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="What each team carries"><table class="table">
                <thead><tr><th scope="col">"Team"</th><th scope="col" class="number">"Streams"</th><th scope="col" class="number">"Work a week"</th>
                    <th scope="col" class="number">"Busy"</th><th scope="col">"Kinds of work"</th><th scope="col" class="number">"To know about"</th></tr></thead>
                <tbody>{sheet.teams.iter().map(row).collect_view()}</tbody>
            </table></div>
            {dashes(sheet.teams.iter().filter_map(|load| busy_in_words(load).err()))}
        </section>
    }
    .into_any()
}

fn traditional(workspace: &Workspace, sheet: &TeamsSheet) -> AnyView {
    let row = |wait: &TraditionalWait| {
        let stream = workspace.stream(wait.stream)?;
        let waits = match wait.wait {
            Ok(hours) => format!("waits {}", calendar(hours)),
            Err(missing) => format!("n/a, because {missing}"),
        };
        let of = format!("{} of {}, {}", ability(&wait.ability), team(workspace, wait.team), stream.name);
        Some(
            view! { <li><span>{step(stream, wait.step)}<span class="sub-line">{of}</span></span><span class="value">{waits}</span></li> },
        )
    };
    let rows: Vec<_> = sheet.traditional.iter().filter_map(row).collect();
    let body = if rows.is_empty() {
        view! { <p class="second">"No step of another team is waited for that a traditional capability explains. Say in the tab Teams where capabilities are at home."</p> }.into_any()
    } else {
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! { <section class="card"><h2>"What waits for a traditional capability"</h2>{body}</section> }.into_any()
}

fn hints(workspace: &Workspace, sheet: &TeamsSheet, title: &'static str, load: bool) -> AnyView {
    let lines: Vec<_> = sheet
        .hints
        .iter()
        .filter(|hint: &&Hint| hint.is_load() == load)
        .map(|hint| view! { <li>{hint_in_words(workspace, *hint)}</li> })
        .collect();
    let none = lines.is_empty().then(|| view! { <p class="second">"Nothing to say, as far as the model knows."</p> });
    view! { <section class="card"><h2>{title}</h2>{none}<ul class="teams-lines">{lines}</ul></section> }.into_any()
}

fn method() -> AnyView {
    view! {
        <details class="teams-method">
            <summary>"How is this computed?"</summary>
            <p>"Hand-overs: the links between steps of two teams that a normal change goes along, each weighted by the share of items that take it. Waiting: observed time less work of the step that receives, whatever it waits for there; its share is of the observed time of the whole stream. Busy: demand times work, rework included, over people, share for planned work, and working hours, summed over all streams of today; futures take nobody's time."</p>
            <p>"To know about: streams, services, practices of its steps, and capabilities that it has inside. Limits of the hints are ours, but for being on call: chapter 11 of the SRE book asks for at most a quarter of each one's time, which takes eight people on one site. Which step needs which capability is our reading of its practices and its kind."</p>
        </details>
    }
    .into_any()
}
