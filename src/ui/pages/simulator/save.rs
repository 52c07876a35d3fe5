//! The answer as a file, and the line that says where every saved figure comes from.

use leptos::prelude::*;
use trivium_core::exchange::{
    csv_out::{self, Separator},
    results::{origin_of_experiment, provenance, results},
};

use super::{Bench, ask::parts::settings};
use crate::{
    platform::files,
    ui::{
        kit::{Icon, icon},
        shell::version,
    },
};

/// Seed, number of runs, version and fingerprints of what stands on the page.
pub(super) fn origin(bench: Bench) -> Signal<Option<String>> {
    Signal::derive(move || {
        let (today, chosen) = (bench.simulations.today().get().outcome?, bench.simulations.chosen().get().outcome?);
        Some(provenance(&today, &chosen, bare_version(&version())))
    })
}

/// The same for figures of many short runs.
pub(super) fn origin_of_many(bench: Bench, replications: u32) -> Signal<Option<String>> {
    Signal::stored(Some(origin_of_experiment(&settings(bench, replications), bare_version(&version()))))
}

fn bare_version(version: &str) -> &str {
    version.trim_start_matches("Version ")
}

/// Saves every measure of today and the scenario, with intervals and counts.
pub(super) fn button(bench: Bench) -> AnyView {
    let origin = origin(bench);
    let save = move |_| {
        let (today, chosen) = (bench.simulations.today().get_untracked(), bench.simulations.chosen().get_untracked());
        let name = bench.scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.name.clone()));
        let (Some(today), Some(chosen), Some(name)) = (today.outcome, chosen.outcome, name) else { return };
        let comparison = bench.comparison.get_untracked();
        let table = results(&today, &chosen, comparison.as_ref(), &name);
        let table = table.footed(&origin.get_untracked().unwrap_or_default());
        let file = files::safe_name(&format!("{name} against today"), "csv");
        files::download_text(&file, "text/csv", &csv_out::write(&table, Separator::Comma));
    };
    view! {
        <div class="result-save">
            <span class="muted">"Rates stand with their counts, the budget with its minutes."</span>
            <button type="button" class="button quiet small" on:click=save>{icon(Icon::Download)}"Save as CSV"</button>
        </div>
    }
    .into_any()
}
