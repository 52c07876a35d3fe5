//! A place for one file: dropped there, or chosen.

use leptos::prelude::*;

use super::{Icon, fresh_dom_id, icon};
use crate::platform::files;

/// Hands out the file; what becomes of it is the caller's business. The same file can be given again.
#[component]
pub(crate) fn DropZone(
    /// What to drop: "Drop a CSV file, or choose one".
    label: &'static str,
    /// Which files the picker offers, as the attribute of that name.
    accept: &'static str,
    take: Callback<web_sys::File>,
    /// What such a file is; may be left out.
    #[prop(optional)]
    help: &'static str,
) -> AnyView {
    let id = fresh_dom_id("file");
    let over = RwSignal::new(false);
    let hand_on = move |file: Option<web_sys::File>| {
        over.set(false);
        if let Some(file) = file {
            take.run(file);
        }
    };
    let on_drop = move |ev: web_sys::DragEvent| {
        ev.prevent_default();
        hand_on(files::dropped(&ev));
    };
    let on_over = move |ev: web_sys::DragEvent| {
        ev.prevent_default();
        over.set(true);
    };
    view! {
        <div class="drop" class:over=move || over.get() on:dragover=on_over on:dragleave=move |_| over.set(false) on:drop=on_drop>
            {icon(Icon::File)}
            <div>
                <label class="drop-label" for=id.clone()><strong>{label}</strong></label>
                {(!help.is_empty()).then(|| view! { <p class="muted small-text">{help}</p> })}
                <input id=id type="file" accept=accept on:change=move |ev| hand_on(files::picked(&ev))/>
            </div>
        </div>
    }
    .into_any()
}
