//! Messages that stay until their cause is gone: not saved, memory only, kept aside.

use leptos::prelude::*;

use crate::{
    platform::files,
    store::SaveState,
    ui::{
        kit::{Icon, icon},
        state::Session,
    },
};

/// All banners that apply now.
#[component]
pub(crate) fn Banners() -> AnyView {
    let session = Session::expect();
    let saving = move || match session.save_state().get() {
        SaveState::NotSaved { why } => {
            Some(("banner", "Not saved: ", why, "Close the tab and the changes since then are gone."))
        }
        SaveState::Memory { why } => Some((
            "banner near",
            "Nothing is kept in this browser: ",
            why,
            "Download the workspace before you close the tab.",
        )),
        SaveState::Saved { .. } | SaveState::Saving => None,
    };
    let save_banner = move || {
        saving().map(|(class, lead, why, risk)| {
            view! {
                <div class=class role="alert">
                    {icon(Icon::Near)}
                    <p><strong>{lead}{why}</strong>" "{risk}</p>
                    <button type="button" class="button primary" on:click=move |_| session.download()>"Download"</button>
                </div>
            }
        })
    };
    let notices = move || {
        session.notices().get().into_iter().enumerate().map(|(index, notice)| {
            let raw = notice.raw.clone().map(|raw| {
                let save = move |_| files::download_text("trivium-unreadable.txt", "text/plain", &raw);
                view! { <button type="button" class="button" on:click=save>"Download what was found"</button> }
            });
            let ways = notice.ways.iter().map(|(words, address)| {
                view! { <a class="button" href=*address>{*words}</a> }
            });
            view! {
                <div class="banner near" role="status">
                    {icon(Icon::Near)} <p>{notice.sentence.clone()}</p> {raw} {ways.collect_view()}
                    <button type="button" class="button quiet" on:click=move |_| session.drop_notice(index)>"Dismiss"</button>
                </div>
            }
        }).collect_view()
    };
    view! { {save_banner} {notices} }.into_any()
}
