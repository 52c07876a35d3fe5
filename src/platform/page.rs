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
    // An element that cannot take focus leaves it where it is.
    if let Some(element) = element(id) {
        let _ = element.focus();
    } else if let Some(drawn) = document().and_then(|document| document.get_element_by_id(id)) {
        let _ = drawn.dyn_into::<web_sys::SvgElement>().map(|drawn| drawn.focus());
    }
}

/// Moves focus there after the next frame, when what was just built is in the page.
pub(crate) fn focus_soon(id: &str) {
    let id = id.to_owned();
    after_frame(move || focus(&id));
}

/// Moves focus after the next frame to the first element that matches the selector, and selects what is written in it.
pub(crate) fn focus_first_soon(selector: &'static str) {
    after_frame(move || {
        let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
        if let Some(input) = found.and_then(|found| found.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            let _ = input.focus();
            input.select();
        }
    });
}

/// Scrolls what has this id sideways until the part of its content from `low` to `high` can be seen, both as shares of
/// the width of the content, 0..=1; nothing else moves.
pub(crate) fn reveal_sideways(id: &str, low: f64, high: f64) {
    let Some(frame) = element(id) else { return };
    let content = f64::from(frame.scroll_width());
    let (start, end) = (low * content, high * content);
    let (left, width) = (f64::from(frame.scroll_left()), f64::from(frame.client_width()));
    let margin = 16.0;
    if start < left {
        frame.scroll_by_with_x_and_y(start - left - margin, 0.0);
    } else if end > left + width {
        frame.scroll_by_with_x_and_y(end - left - width + margin, 0.0);
    }
}

/// The width and height of what can be seen of the content of an element, in pixels.
pub(crate) fn inner_size(id: &str) -> Option<(f64, f64)> {
    let frame = element(id)?;
    Some((f64::from(frame.client_width()), f64::from(frame.client_height())))
}

/// Where a place of the window lies in an element, as shares of its width and height; `None` when it has no size.
pub(crate) fn point_in(id: &str, x: i32, y: i32) -> Option<(f64, f64)> {
    let frame = document()?.get_element_by_id(id)?.get_bounding_client_rect();
    let (width, height) = (frame.width(), frame.height());
    (width > 0.0 && height > 0.0)
        .then(|| ((f64::from(x) - frame.left()) / width, (f64::from(y) - frame.top()) / height))
}

/// How far the content of an element is scrolled.
pub(crate) fn scrolled(id: &str) -> (i32, i32) {
    element(id).map(|frame| (frame.scroll_left(), frame.scroll_top())).unwrap_or_default()
}

/// Scrolls the content of an element to there.
pub(crate) fn scroll_to(id: &str, (left, top): (i32, i32)) {
    if let Some(frame) = element(id) {
        frame.set_scroll_left(left);
        frame.set_scroll_top(top);
    }
}

/// Scrolls an element a little when a place of the window lies near one of its edges: so that what is dragged there can
/// go on.
pub(crate) fn nudge(id: &str, x: i32, y: i32) {
    let Some(frame) = element(id) else { return };
    let edges = frame.get_bounding_client_rect();
    let (x, y) = (f64::from(x), f64::from(y));
    let push = |at: f64, low: f64, high: f64| match at {
        at if at < low + 32.0 => -24.0,
        at if at > high - 32.0 => 24.0,
        _ => 0.0,
    };
    let (right, down) = (push(x, edges.left(), edges.right()), push(y, edges.top(), edges.bottom()));
    if right != 0.0 || down != 0.0 {
        frame.scroll_by_with_x_and_y(right, down);
    }
}

/// Puts text on the clipboard, where the browser allows it; nothing else depends on that.
pub(crate) fn write_clipboard(text: &str) {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else { return };
    // Outside secure contexts there is no clipboard; asking for it by name tells that without an error.
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| !found.is_undefined());
    if there {
        let written = navigator.clipboard().write_text(text);
        let ignore = Closure::<dyn FnMut(wasm_bindgen::JsValue)>::new(|_| ());
        let _ = written.catch(&ignore);
        ignore.forget();
    }
}

/// Lets an element have all moves of a pointer until it is released, wherever it goes.
pub(crate) fn capture_pointer(id: &str, pointer: i32) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        // A pointer that is gone already cannot be held, and needs not be.
        let _ = element.set_pointer_capture(pointer);
    }
}

/// Whether something happened inside an element that matches the selector.
pub(crate) fn is_inside(event: &web_sys::Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.and_then(|target| target.closest(selector).ok().flatten()).is_some()
}

/// The part of an element that lies in the window, as shares of its width (left, right) and of its height (top, bottom);
/// below 0 and above 1 where the window goes on. `None` when it has no size.
pub(crate) fn shown_part(id: &str) -> Option<[f64; 4]> {
    let window = web_sys::window()?;
    let frame = document()?.get_element_by_id(id)?.get_bounding_client_rect();
    let (width, height) = (window.inner_width().ok()?.as_f64()?, window.inner_height().ok()?.as_f64()?);
    (frame.width() > 0.0 && frame.height() > 0.0).then(|| {
        [
            -frame.left() / frame.width(),
            (width - frame.left()) / frame.width(),
            -frame.top() / frame.height(),
            (height - frame.top()) / frame.height(),
        ]
    })
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

/// The id of the nearest element around where an event happened that matches the selector; empty when there is none.
/// One listener on a list does the work of one on each of its rows.
pub(crate) fn id_around(event: &web_sys::Event, selector: &str) -> String {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let around = target.and_then(|target| target.closest(selector).ok().flatten());
    around.map(|element| element.id()).unwrap_or_default()
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

/// Opens the browser's own dialog for printing the page as it stands.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // A browser that cannot print says so itself.
        let _ = window.print();
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

/// Whether something was typed that has not been taken yet, so that undo belongs to the text.
pub(crate) fn has_untaken_text(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target();
    let input = target.and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    input.is_none_or(|input| input.has_attribute(EDITED))
}

/// The mark of an input with text that has not been taken yet.
pub(crate) const EDITED: &str = "data-edited";

/// Marks an input while what is typed in it has not been taken yet.
pub(crate) fn mark_edited(event: &web_sys::Event, edited: bool) {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(input) = input {
        // Fails only for a name that is no name of an attribute.
        let _ = if edited { input.set_attribute(EDITED, "") } else { input.remove_attribute(EDITED) };
    }
}

/// The same for the input with this id.
pub(crate) fn set_edited(id: &str, edited: bool) {
    if let Some(input) = element(id) {
        let _ = if edited { input.set_attribute(EDITED, "") } else { input.remove_attribute(EDITED) };
    }
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
