//! Worked examples by sector, with their work and waiting drawn to one scale.

use leptos::prelude::*;
use trivium_core::{
    catalog::samples::{Sample, SampleInfo},
    chart::format,
    model::{Elapsed, Observed, Step, Workspace},
};

use super::open;
use crate::ui::{
    router::{Page, Router},
    state::Session,
};

/// A sample, and its steps as hours of work and of waiting.
struct Example {
    info: SampleInfo,
    ladder: Vec<(f64, f64)>,
}

impl Example {
    fn of(sample: Sample) -> Self {
        Self { info: sample.info(), ladder: ladder(&sample.workspace()) }
    }

    fn days(&self) -> f64 {
        self.ladder.iter().map(|(work, wait)| work + wait).sum::<f64>() / 24.0
    }
}

/// Hours of work and of waiting of each step of the main stream, as people state them.
fn ladder(workspace: &Workspace) -> Vec<(f64, f64)> {
    let stated = |step: &Step| {
        let work = step.work.mean();
        let total = step.observed.as_ref().map_or(Elapsed::clamped_hours(work), Observed::middle).hours();
        (work.min(total), (total - work).max(0.0))
    };
    workspace.main_stream().map(|stream| stream.steps.iter().map(stated).collect()).unwrap_or_default()
}

/// The list; the chosen one tells more.
pub(super) fn view(session: Session, router: Router) -> AnyView {
    let sectors = Sample::ALL.into_iter().filter(|sample| *sample != Sample::RustTrain);
    let all: Vec<Example> = sectors.map(Example::of).collect();
    let longest = all.iter().map(Example::days).fold(1.0, f64::max);
    let larkfield = all.iter().position(|example| example.info.sample == Sample::Larkfield).unwrap_or(0);
    let chosen = RwSignal::new(larkfield);
    let rows = all.iter().enumerate().map(|(index, example)| row(index, example, chosen, longest)).collect_view();
    let choices: Vec<(Sample, String)> =
        all.into_iter().map(|example| (example.info.sample, example.info.name)).collect();
    let names: Vec<String> = choices.iter().map(|(_, name)| name.clone()).collect();
    let open_chosen = move |_| {
        if let Some((sample, _)) = choices.get(chosen.get_untracked()) {
            open(session, router, sample.workspace(), Page::Overview);
        }
    };
    let open_rust = move |_| open(session, router, Sample::RustTrain.workspace(), Page::Dora);
    view! {
        <section aria-labelledby="examples-title">
            <div class="card-head">
                <h2 id="examples-title">"Start from a worked example"</h2>
                <span class="sentence">"Which is closest to you?"</span>
                <span class="side"><span class="swatch work"></span>"work"<span class="swatch wait"></span>"waiting, same scale"</span>
            </div>
            <div class="card flush examples">
                <fieldset>
                    <legend class="visually-hidden">"Which is closest to you?"</legend>
                    {rows}
                </fieldset>
                <div class="card-foot">
                    <span class="second">"Opens a copy; the example itself never changes."</span>
                    <span class="push"></span>
                    <button type="button" class="button" on:click=open_rust>"Open the Rust release train (real records)"</button>
                    <button type="button" class="button primary" on:click=open_chosen>
                        {move || format!("Open {}", names.get(chosen.get()).cloned().unwrap_or_default())}
                    </button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn row(index: usize, example: &Example, chosen: RwSignal<usize>, longest: f64) -> AnyView {
    let info = &example.info;
    let promise = info.promise.as_ref().map(|promise| format!("Promise: {promise}"));
    let days = format::Unit::Days.show(example.days());
    view! {
        <label class="example" class:selected=move || chosen.get() == index>
            <span class="check">
                <input type="radio" name="example" prop:checked=move || chosen.get() == index on:change=move |_| chosen.set(index)/>
            </span>
            <span class="who"><strong>{info.name.clone()}</strong><span class="muted">{info.sector}</span></span>
            <span class="what"><span>{info.summary.clone()}</span><span class="muted">{promise}</span></span>
            <span class="strip">{strip(example, longest)}<span class="small-text"><strong>{days}</strong>" request to live"</span></span>
            <span class="more" hidden=move || chosen.get() != index>
                <span>{format!("\u{201c}{}\u{201d}", info.opening)}</span><span class="muted">{counts(info)}</span>
            </span>
        </label>
    }
    .into_any()
}

fn counts(info: &SampleInfo) -> String {
    let counts = info.counts;
    let count = |number: usize, one: &str, many: &str| format::counted(number as u64, one, many);
    let made_up = if counts.synthetic { " (synthetic, labelled so)" } else { "" };
    let records = (counts.deployments > 0).then(|| {
        format!(", {} of records{made_up}", format::counted(u64::from(counts.weeks_of_records), "week", "weeks"))
    });
    format!(
        "{}, {}, {}{}, {}.",
        count(counts.steps, "step", "steps"),
        count(counts.services, "service", "services"),
        count(counts.teams, "team", "teams"),
        records.unwrap_or_default(),
        count(counts.scenarios, "guided question", "guided questions"),
    )
}

/// Width of the longest strip.
const STRIP: f64 = 230.0;

/// Work in ink and waiting in tint, step by step, true to time.
fn strip(example: &Example, longest: f64) -> AnyView {
    let width = STRIP / (longest * 24.0);
    let mut at = 0.0;
    let mut parts = Vec::new();
    for &(work, wait) in &example.ladder {
        let level = match wait / 24.0 {
            days if days > 3.0 => "w3",
            days if days > 1.5 => "w2",
            _ => "w1",
        };
        // Minutes of work must stay visible beside weeks of waiting.
        let (work, wait) = ((work * width).max(1.5), wait * width);
        parts.push(view! {
            <rect class=level x=at + work y="0.5" width=wait height="11"/>
            <rect class="work" x=at y="0.5" width=work height="11"/>
        });
        at += work + wait;
    }
    view! { <svg class="strip-picture" width="250" height="12" viewBox="0 0 250 12" aria-hidden="true">{parts}</svg> }
        .into_any()
}
