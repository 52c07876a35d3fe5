//! Workspace, undo and redo, save state, theme.

use leptos::prelude::*;

use crate::{
    store::SaveState,
    ui::{
        kit::{Icon, Mark, Menu, icon},
        router::{Page, Router},
        state::{Session, Theme},
    },
};

/// The bar above the page.
#[component]
pub(crate) fn TopBar(router: Router, menu_open: RwSignal<bool>) -> AnyView {
    let session = Session::expect();
    view! {
        <header class="topbar">
            <button type="button" class="button quiet icon menu-button" aria-label="Pages" on:click=move |_| menu_open.update(|open| *open = !*open)>
                {icon(Icon::Menu)}
            </button>
            <span class="menu-button" aria-hidden="true"><Mark/></span>
            {workspace_menu(session, router)}
            {move || session.origin_tag().map(|tag| view! { <span class="tag wide">{tag}</span> })}
            <span class="history">{history_buttons(session)}</span>
            {move || save_state(session.save_state().get())}
            <span class="push"></span>
            {theme_menu(session)}
        </header>
    }
    .into_any()
}

fn workspace_menu(session: Session, router: Router) -> AnyView {
    let face = view! {
        <span class="workspace-name">
            <span class="text">{move || session.workspace().get().map(|workspace| workspace.name.clone())}</span>
            {icon(Icon::ChevronDown)}
        </span>
    }
    .into_any();
    let entries = Signal::derive(move || {
        vec![
            ("Download workspace".to_owned(), Callback::new(move |()| session.download())),
            ("Open another workspace".to_owned(), Callback::new(move |()| router.go(Page::Start))),
        ]
    });
    let label = Signal::derive(move || {
        let name = session.workspace().get().map(|workspace| workspace.name.clone());
        format!("{}, workspace menu", name.unwrap_or_default())
    });
    view! { <Menu face=face label=label class="button quiet" entries=entries/> }.into_any()
}

fn history_buttons(session: Session) -> AnyView {
    let title = |verb: &'static str, label: Option<String>| match label {
        Some(label) => format!("{verb}: {label}"),
        None => format!("{verb}: nothing to {}", verb.to_lowercase()),
    };
    let undo_label = move || title("Undo", session.undo_label());
    let redo_label = move || title("Redo", session.redo_label());
    view! {
        <button type="button" class="button quiet icon" title=undo_label aria-label=undo_label
            disabled=move || session.undo_label().is_none() on:click=move |_| session.undo()>{icon(Icon::Undo)}</button>
        <button type="button" class="button quiet icon" title=redo_label aria-label=redo_label
            disabled=move || session.redo_label().is_none() on:click=move |_| session.redo()>{icon(Icon::Redo)}</button>
    }
    .into_any()
}

fn save_state(state: SaveState) -> AnyView {
    let (class, sign, words) = match state {
        SaveState::Saved { at } => ("save-state", Icon::Check, format!("Saved {at}")),
        SaveState::Saving => ("save-state", Icon::Saving, "Saving".to_owned()),
        SaveState::NotSaved { .. } => ("save-state bad", Icon::Near, "Not saved".to_owned()),
        SaveState::Memory { .. } => ("save-state near", Icon::Near, "In memory only".to_owned()),
    };
    view! { <span class=class>{icon(sign)} <span class="words">{words}</span></span> }.into_any()
}

fn theme_menu(session: Session) -> AnyView {
    let entries = Signal::derive(move || {
        let entry = move |theme: Theme| {
            let now = if session.theme().get() == theme { " (now)" } else { "" };
            (format!("{}{now}", theme.word()), Callback::new(move |()| session.set_theme(theme)))
        };
        Theme::ALL.into_iter().map(entry).collect::<Vec<_>>()
    });
    view! { <Menu face=icon(Icon::Theme) label=Signal::stored("Theme".to_owned()) class="button quiet icon" right=true entries=entries/> }
        .into_any()
}
