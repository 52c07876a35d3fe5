//! Long work: what, how many of how many, and Cancel with what it keeps.

use leptos::prelude::*;

/// A bar, never a spinner.
#[component]
pub(crate) fn Progress(
    #[prop(into)] what: Signal<String>,
    /// 0..=100.
    #[prop(into)]
    percent: Signal<f64>,
    #[prop(into)] side: Signal<String>,
    cancel: Callback<()>,
) -> AnyView {
    view! {
        <div class="progress">
            <div class="row">
                <span>{move || what.get()}</span>
                <span class="side">{move || side.get()}</span>
                <button type="button" class="button small quiet" on:click=move |_| cancel.run(())>"Cancel"</button>
            </div>
            <div class="bar" role="progressbar" aria-label=move || what.get() aria-valuemin="0" aria-valuemax="100"
                aria-valuenow=move || format!("{:.0}", percent.get())>
                <div style:--at=move || format!("{:.1}", percent.get())></div>
            </div>
        </div>
    }
    .into_any()
}
