//! The page itself: focus, title, attributes of the root.

use wasm_bindgen::{JsCast, closure::Closure};

fn document() -> Option<web_sys::Document> {
    web_sys::window().and_then(|window| window.document())
}

fn element(id: &str) -> Option<web_sys::HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Moves focus to the element with this id, if there is one.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        // An element that cannot take focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Moves focus there after the next frame, when what was just built is in the page.
pub(crate) fn focus_soon(id: &str) {
    let id = id.to_owned();
    after_frame(move || focus(&id));
}

/// Scrolls what has the id `inside` sideways until the element `id` in it can be seen; nothing else moves.
pub(crate) fn reveal_sideways(inside: &str, id: &str) {
    let Some(document) = document() else { return };
    let Some((frame, target)) = document.get_element_by_id(inside).zip(document.get_element_by_id(id)) else { return };
    let (outer, inner) = (frame.get_bounding_client_rect(), target.get_bounding_client_rect());
    let margin = 16.0;
    if inner.left() < outer.left() {
        frame.scroll_by_with_x_and_y(inner.left() - outer.left() - margin, 0.0);
    } else if inner.right() > outer.right() {
        frame.scroll_by_with_x_and_y(inner.right() - outer.right() + margin, 0.0);
    }
}

/// Moves focus to the first element that a selector finds; whether there is one.
pub(crate) fn focus_first(selector: &str) -> bool {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    let found = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|found| found.focus().is_ok())
}

/// Runs once, after the next frame.
pub(crate) fn after_frame(act: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let act = Closure::once_into_js(act);
        let _ = window.request_animation_frame(act.unchecked_ref());
    }
}

/// The id of the element that has focus; empty when it has none.
pub(crate) fn focused() -> String {
    document().and_then(|document| document.active_element()).map(|element| element.id()).unwrap_or_default()
}

/// Moves focus to the heading of the page, without scrolling.
pub(crate) fn focus_heading() {
    let heading = document().and_then(|document| document.query_selector("h1").ok().flatten());
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    }
}

/// Whether focus goes to something inside the element that the listener is on.
pub(crate) fn focus_stays_inside(event: &web_sys::FocusEvent) -> bool {
    let inside = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let goes_to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    match (inside, goes_to) {
        (Some(inside), Some(goes_to)) => inside.contains(Some(&goes_to)),
        _ => false,
    }
}

/// Names the page in the tab and in the history.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets or removes an attribute of the root element.
pub(crate) fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // Both fail only for names that are not attribute names, and ours are constants.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Says on `<body>` that the app has mounted, and takes the static shell away.
pub(crate) fn mark_ready() {
    let Some(document) = document() else { return };
    if let Some(shell) = document.get_element_by_id("boot") {
        shell.remove();
    }
    if let Some(body) = document.body() {
        let _ = body.set_attribute("data-ready", "true");
    }
}

/// Milliseconds since the page began.
pub(crate) fn now_ms() -> f64 {
    // A worker has no window, but the same clock.
    let performance = js_sys::Reflect::get(&js_sys::global(), &"performance".into()).ok();
    let performance = performance.and_then(|performance| performance.dyn_into::<web_sys::Performance>().ok());
    performance.map_or(0.0, |performance| performance.now())
}

/// Whether a media query holds.
pub(crate) fn media_matches(query: &str) -> bool {
    web_sys::window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Whether typing goes into a field, so that single keys and undo belong to it.
pub(crate) fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("range" | "checkbox" | "radio" | "button")),
        _ => false,
    })
}

/// Leaves a measurement that ended now where developer tools and tests can read it. Measuring is never worth an error.
pub(crate) fn measure(name: &str, milliseconds: f64) {
    let Some(performance) = web_sys::window().and_then(|window| window.performance()) else { return };
    let options = js_sys::Object::new();
    let end = performance.now();
    for (key, value) in [("start", (end - milliseconds).max(0.0)), ("end", end)] {
        let _ = js_sys::Reflect::set(&options, &key.into(), &value.into());
    }
    let measure = js_sys::Reflect::get(&performance, &"measure".into());
    if let Some(measure) = measure.ok().and_then(|measure| measure.dyn_into::<js_sys::Function>().ok()) {
        let _ = measure.call2(&performance, &name.into(), &options);
    }
}
