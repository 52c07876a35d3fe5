//! Choosing one of few: segmented control, select, tabs; and a check box.

use leptos::prelude::*;

use super::fresh_dom_id;

/// Up to four words; the chosen one is tinted and underlined.
#[component]
pub(crate) fn Segmented(
    /// Spoken name of the group.
    #[prop(into)]
    label: String,
    options: Vec<&'static str>,
    /// Index of the chosen word; beyond the end when none is.
    #[prop(into)]
    chosen: Signal<usize>,
    choose: Callback<usize>,
    #[prop(optional)] full: bool,
) -> AnyView {
    let buttons = options.into_iter().enumerate().map(|(index, word)| {
        view! {
            <button type="button" aria-pressed=move || if chosen.get() == index { "true" } else { "false" }
                on:click=move |_| choose.run(index)>{word}</button>
        }
    });
    view! {
        <div class="segmented" class:full=full role="group" aria-label=label>{buttons.collect_view()}</div>
    }
    .into_any()
}

/// One of many.
#[component]
pub(crate) fn Select(
    #[prop(into)] label: String,
    /// Words, in order.
    #[prop(into)]
    options: Signal<Vec<String>>,
    #[prop(into)] chosen: Signal<usize>,
    choose: Callback<usize>,
    #[prop(optional, into)] help: String,
    /// The label is spoken but not shown.
    #[prop(optional)]
    bare: bool,
    /// The id of the control, for those who move focus to it.
    #[prop(default = fresh_dom_id("select"), into)]
    id: String,
) -> AnyView {
    let entries = move || {
        let chosen = chosen.get();
        let entry = |(index, word): (usize, String)| {
            view! { <option value=index.to_string() selected=index == chosen>{word}</option> }
        };
        options.get().into_iter().enumerate().map(entry).collect_view()
    };
    let on_change = move |ev: web_sys::Event| {
        if let Ok(index) = event_target_value(&ev).parse() {
            choose.run(index);
        }
        // A list to add from shows its first entry again, although the browser has kept what was picked.
        let select = event_target::<web_sys::HtmlSelectElement>(&ev);
        crate::platform::page::after_frame(move || {
            if let Some(chosen) = chosen.try_get_untracked() {
                select.set_value(&chosen.to_string());
            }
        });
    };
    view! {
        <div class="field">
            <div class="label-row" class:visually-hidden=bare><label for=id.clone()>{label}</label></div>
            <div class="box select-box">
                <select id=id on:change=on_change prop:value=move || chosen.get().to_string()>{entries}</select>
            </div>
            {(!help.is_empty()).then(|| view! { <p class="help">{help}</p> })}
        </div>
    }
    .into_any()
}

/// Words with counts; arrow keys move between them.
#[component]
pub(crate) fn Tabs(
    #[prop(into)] label: String,
    #[prop(into)] options: Signal<Vec<String>>,
    chosen: RwSignal<usize>,
) -> AnyView {
    let id = fresh_dom_id("tabs");
    let row = id.clone();
    let on_key = move |ev: web_sys::KeyboardEvent| {
        let count = options.get_untracked().len();
        let now = chosen.get_untracked();
        let next = match ev.key().as_str() {
            "ArrowRight" => (now + 1) % count.max(1),
            "ArrowLeft" => (now + count.max(1) - 1) % count.max(1),
            "Home" => 0,
            "End" => count.saturating_sub(1),
            _ => return,
        };
        ev.prevent_default();
        chosen.set(next);
        crate::platform::page::focus(&format!("{row}-{next}"));
    };
    let words = move || {
        let id = id.clone();
        let tab = move |(index, word): (usize, String)| {
            view! {
                <button type="button" role="tab" id=format!("{id}-{index}")
                    aria-selected=move || if chosen.get() == index { "true" } else { "false" }
                    tabindex=move || if chosen.get() == index { "0" } else { "-1" }
                    on:click=move |_| chosen.set(index)>{word}</button>
            }
        };
        options.get().into_iter().enumerate().map(tab).collect_view()
    };
    view! { <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>{words}</div> }.into_any()
}

/// On or off, with an optional value at the right.
#[component]
pub(crate) fn Check(
    #[prop(into)] label: String,
    #[prop(into)] on: Signal<bool>,
    set: Callback<bool>,
    #[prop(optional, into)] value: Signal<String>,
) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || on.get() on:change=move |ev| set.run(event_target_checked(&ev))/>
            <span>{label}</span>
            <span class="value">{move || value.get()}</span>
        </label>
    }
    .into_any()
}
