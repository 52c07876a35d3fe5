//! A drawer for reports and long forms; a dialog only where something would be lost.

use leptos::prelude::*;

use super::{Icon, fresh_dom_id, icon};

/// A panel at the right. Escape closes it; focus moves in when it opens and back when it closes.
#[component]
pub(crate) fn Drawer(
    #[prop(into)] title: String,
    close: Callback<()>,
    /// What can be scrolled.
    body: AnyView,
    /// One primary action at most.
    foot: AnyView,
) -> AnyView {
    let id = fresh_dom_id("drawer");
    let title_id = id.clone();
    let close_id = format!("{id}-close");
    let came_from = crate::platform::page::focused();
    crate::platform::page::focus_soon(&close_id);
    on_cleanup(move || crate::platform::page::focus_soon(&came_from));
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Escape" {
            ev.stop_propagation();
            close.run(());
        }
    };
    view! {
        <section class="drawer" role="dialog" aria-labelledby=id on:keydown=on_key>
            <header>
                <h2 id=title_id>{title}</h2>
                <button type="button" class="button quiet icon" id=close_id aria-label="Close" on:click=move |_| close.run(())>
                    {icon(Icon::Close)}
                </button>
            </header>
            <div class="drawer-body">{body}</div>
            <footer>{foot}</footer>
        </section>
    }
    .into_any()
}

/// Asks before something would be lost. The safe choice has focus; a way out (download first) stands left.
#[component]
pub(crate) fn Confirm(
    #[prop(into)] title: String,
    #[prop(into)] sentence: String,
    #[prop(into)] keep: String,
    #[prop(into)] go_on: String,
    /// Called with true to go on, false to keep.
    answer: Callback<bool>,
    #[prop(optional)] first: Option<(&'static str, Callback<()>)>,
) -> AnyView {
    let id = fresh_dom_id("confirm");
    let title_id = id.clone();
    let keep_id = format!("{id}-keep");
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move || {
        if let Some(element) = dialog.get() {
            // A dialog that cannot be shown as modal (very old engine) is still in the page, and operable.
            let _ = element.show_modal();
        }
    });
    crate::platform::page::focus_soon(&keep_id);
    let on_cancel = move |ev: web_sys::Event| {
        ev.prevent_default();
        answer.run(false);
    };
    let way_out = first.map(|(words, act)| {
        view! { <button type="button" class="button quiet" on:click=move |_| act.run(())>{words}</button> }
    });
    view! {
        <dialog node_ref=dialog aria-labelledby=id on:cancel=on_cancel>
            <h2 id=title_id>{title}</h2>
            <p class="second">{sentence}</p>
            <div class="dialog-actions">
                {way_out}
                <span class="push"></span>
                <button type="button" class="button" id=keep_id on:click=move |_| answer.run(false)>{keep}</button>
                <button type="button" class="button danger" on:click=move |_| answer.run(true)>{go_on}</button>
            </div>
        </dialog>
    }
    .into_any()
}
