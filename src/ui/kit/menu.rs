//! A button that opens a short list of actions.

use leptos::prelude::*;

use super::fresh_dom_id;

/// Opens with click, Enter or Down; Escape, a choice, or leaving it closes it. Arrow keys move.
#[component]
pub(crate) fn Menu(
    /// What stands on the button.
    face: AnyView,
    /// Spoken name of the button.
    #[prop(into)]
    label: Signal<String>,
    #[prop(optional, into)] class: String,
    #[prop(optional)] right: bool,
    /// Words and what they do.
    #[prop(into)]
    entries: Signal<Vec<(String, Callback<()>)>>,
) -> AnyView {
    let id = fresh_dom_id("menu");
    let open = RwSignal::new(false);
    let (button_id, list_id) = (format!("{id}-button"), format!("{id}-list"));
    let first = format!("{id}-0");
    let show = move || {
        open.set(true);
        crate::platform::page::focus_soon(&first);
    };
    let on_click = {
        let show = show.clone();
        move |_| if open.get_untracked() { open.set(false) } else { show() }
    };
    let on_down = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "ArrowDown" {
            ev.prevent_default();
            show();
        }
    };
    let row = id.clone();
    let back = button_id.clone();
    let button_of_list = button_id.clone();
    let on_list_key = move |ev: web_sys::KeyboardEvent| {
        let count = entries.get_untracked().len().max(1);
        let now = crate::platform::page::focused().rsplit('-').next().and_then(|n| n.parse().ok()).unwrap_or(0_usize);
        match ev.key().as_str() {
            "ArrowDown" => crate::platform::page::focus(&format!("{row}-{}", (now + 1) % count)),
            "ArrowUp" => crate::platform::page::focus(&format!("{row}-{}", (now + count - 1) % count)),
            "Escape" => {
                open.set(false);
                crate::platform::page::focus(&back);
            }
            _ => return,
        }
        ev.prevent_default();
        ev.stop_propagation();
    };
    let on_leave = move |ev: web_sys::FocusEvent| {
        if !crate::platform::page::focus_stays_inside(&ev) {
            let _ = open.try_set(false);
        }
    };
    let list = move || {
        let id = id.clone();
        let list_id = list_id.clone();
        let on_list_key = on_list_key.clone();
        let back = button_of_list.clone();
        open.get().then(move || {
            let entry = |(index, (words, act)): (usize, (String, Callback<()>))| {
                let back = back.clone();
                let choose = move |_| {
                    // What is opened now gives the focus back to where it came from: not to an entry that is gone.
                    crate::platform::page::focus(&back);
                    open.set(false);
                    act.run(());
                };
                view! { <button type="button" role="menuitem" id=format!("{id}-{index}") on:click=choose>{words}</button> }
            };
            view! {
                <div class="menu-list" class:right=right role="menu" id=list_id on:keydown=on_list_key>
                    {entries.get().into_iter().enumerate().map(entry).collect_view()}
                </div>
            }
        })
    };
    view! {
        <div class="menu" on:focusout=on_leave>
            <button type="button" class=class id=button_id aria-label=move || label.get() aria-haspopup="menu"
                aria-expanded=move || if open.get() { "true" } else { "false" } on:click=on_click on:keydown=on_down>
                {face}
            </button>
            {list}
        </div>
    }
    .into_any()
}
