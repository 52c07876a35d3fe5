//! A slider with its value, and a tick where today stands.

use leptos::prelude::*;

/// Arrow keys move one step, page keys ten. `moved` is called while it moves: the caller coalesces.
#[component]
pub(crate) fn Slider(
    #[prop(into)] label: String,
    low: f64,
    high: f64,
    step: f64,
    #[prop(into)] value: Signal<f64>,
    /// Today's value; shown as a tick and in words while the value differs.
    #[prop(into)]
    today: Signal<f64>,
    /// Writes a value in words.
    words: fn(f64) -> String,
    moved: Callback<f64>,
) -> AnyView {
    let at = move |value: f64| ((value - low) / (high - low) * 100.0).clamp(0.0, 100.0);
    let changed = move || (value.get() - today.get()).abs() > step * 1e-6;
    let name = label.clone();
    view! {
        <div class="slider">
            <div class="label-row">
                <span>{label}</span>
                <span class="today">{move || changed().then(|| format!("today {}", words(today.get())))}</span>
                <span class="now">{move || words(value.get())}</span>
            </div>
            <div class="track">
                <input type="range" min=low.to_string() max=high.to_string() step=step.to_string() aria-label=name
                    prop:value=move || value.get().to_string()
                    style:--at=move || format!("{:.2}", at(value.get()))
                    aria-valuetext=move || words(value.get())
                    on:input=move |ev| if let Ok(value) = event_target_value(&ev).parse() { moved.run(value) }/>
                <span class="tick" style:left=move || format!("calc(7px + (100% - 14px) * {:.4})", at(today.get()) / 100.0)></span>
            </div>
        </div>
    }
    .into_any()
}
