//! The root: makes the long-lived state, and puts the shell around the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{
    pages,
    router::{Page, Router},
    shell::{Banners, Rail, ToastView, TopBar},
    state::{Session, Simulations},
};
use crate::platform::{lifecycle, page};

/// The whole app.
#[component]
pub(crate) fn App() -> AnyView {
    let session = Session::start();
    let router = Router::start();
    provide_context(router);
    provide_context(Simulations::start(session));
    lifecycle::on_hidden(move || session.flush());
    window_event_listener(leptos::ev::keydown, move |ev| shortcuts(session, &ev));
    follow_system_theme(session);

    let here = Memo::new(move |_| match router.page().get() {
        // Every other page is about a workspace; without one there is only the start.
        page if page != Page::Start && session.workspace().with(Option::is_none) => Page::Start,
        page => page,
    });
    Effect::new(move || {
        let name = session.workspace().with(|workspace| workspace.as_ref().map(|workspace| workspace.name.clone()));
        page::set_title(&match (here.get(), name) {
            (Page::Start, _) | (_, None) => "Trivium".to_owned(),
            (page, Some(name)) => format!("{}, {name} · Trivium", page.title()),
        });
    });
    Effect::new(move || {
        if let Some(unknown) = router.take_unknown() {
            session.notify(format!("There is no page at \"{unknown}\". Here is the start."), None);
        }
    });

    let menu_open = RwSignal::new(false);
    let frame = move || match here.get() {
        Page::Start => view! { <div class="app bare">{pages::start::view()}</div> }.into_any(),
        Page::Present => view! { <div class="app bare present">{pages::present::view()}</div> }.into_any(),
        Page::PresentChain => view! { <div class="app bare present">{pages::present::chain()}</div> }.into_any(),
        _ => framed(here, router, menu_open),
    };
    view! {
        <a class="skip-link" href="#main" on:click=skip_to_main>"Skip to the page"</a>
        {frame}
        <ToastView/>
    }
    .into_any()
}

/// Focus moves; the address stays, since the router owns what stands after `#`.
fn skip_to_main(ev: web_sys::MouseEvent) {
    ev.prevent_default();
    page::focus("main");
}

/// A page with rail and top bar. Only the page inside is built anew on navigation.
fn framed(here: Memo<Page>, router: Router, menu_open: RwSignal<bool>) -> AnyView {
    let inside = move || match here.get() {
        Page::Overview => pages::overview::view(),
        Page::ValueChain => pages::value_chain::view(),
        Page::Practices => pages::practices::view(),
        Page::Teams => pages::teams::view(),
        Page::ServiceLevels => pages::service_levels::view(),
        Page::Dora => pages::dora::view(),
        Page::Simulator => pages::simulator::view(),
        _ => ().into_any(),
    };
    let folded = move || here.get() == Page::ValueChain;
    view! {
        <div class="app has-primary" class:folded=folded class:open=move || menu_open.get()>
            <Rail router=router open=menu_open/>
            <div class="scrim" on:click=move |_| menu_open.set(false)></div>
            <TopBar router=router menu_open=menu_open/>
            <main class="content" id="main" tabindex="-1">
                <Banners/>
                {inside}
            </main>
        </div>
    }
    .into_any()
}

/// Undo and redo from anywhere but a field in which something was typed: there they belong to the text.
fn shortcuts(session: Session, ev: &web_sys::KeyboardEvent) {
    if !(ev.ctrl_key() || ev.meta_key()) || ev.alt_key() || (page::is_typing(ev) && page::has_untaken_text(ev)) {
        return;
    }
    match (ev.key().to_lowercase().as_str(), ev.shift_key()) {
        ("z", false) => session.undo(),
        ("y", false) | ("z", true) => session.redo(),
        _ => return,
    }
    ev.prevent_default();
}

/// When the system changes between light and dark, "as the system" follows.
fn follow_system_theme(session: Session) {
    for query in ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"] {
        let Some(list) = window().match_media(query).ok().flatten() else { continue };
        let follow = wasm_bindgen::closure::Closure::<dyn Fn()>::new(move || {
            if let Some(theme) = session.theme().try_get_untracked() {
                session.set_theme(theme);
            }
        });
        list.set_onchange(Some(follow.as_ref().unchecked_ref()));
        // The listener lives as long as the app; so must the list, or the browser may collect both.
        std::mem::forget(list);
        follow.forget();
    }
}
