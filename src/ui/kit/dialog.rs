//! A drawer for reports and long forms.

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
