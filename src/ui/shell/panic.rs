//! When something is badly wrong: say that the data is safe, and offer it for download.
//!
//! A panic ends the WebAssembly instance, so this screen is built without the reactive system, by the hook itself, with
//! all it needs captured beforehand: the last text that was saved or is about to be.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsCast;

/// Shows the screen on the first panic. `backup` answers with the workspace as text, if there is one.
pub(crate) fn install_panic_screen(backup: fn() -> Option<String>) {
    std::panic::set_hook(Box::new(move |info| {
        console_error_panic_hook::hook(info);
        // Nothing more can be done when even this fails; the console has the message.
        let _ = show(info, backup());
    }));
}

fn show(info: &PanicHookInfo<'_>, backup: Option<String>) -> Option<()> {
    let document = web_sys::window()?.document()?;
    if document.get_element_by_id("panic").is_some() {
        return None;
    }
    let screen = document.create_element("div").ok()?;
    screen.set_id("panic");
    screen.set_class_name("panic");
    screen.set_attribute("role", "alertdialog").ok()?;
    screen.set_attribute("aria-labelledby", "panic-title").ok()?;
    let inner = document.create_element("div").ok()?;
    inner.set_class_name("threshold");
    let add = |tag: &str, text: &str| {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        inner.append_child(&element).ok()?;
        Some(element)
    };
    add("h1", "Trivium has stopped. Your data is safe.")?.set_id("panic-title");
    add(
        "p",
        "A fault in Trivium stopped it. What you saved is still in this browser. Download a copy if you like, then reload the page.",
    )?;
    let row = document.create_element("div").ok()?;
    row.set_class_name("row");
    let link = |text: &str, href: &str, primary: bool| {
        let anchor: web_sys::HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
        anchor.set_text_content(Some(text));
        anchor.set_href(href);
        anchor.set_class_name(if primary { "button primary" } else { "button" });
        row.append_child(&anchor).ok()?;
        Some(anchor)
    };
    if let Some(text) = backup {
        let parts = js_sys::Array::of1(&text.into());
        let blob = web_sys::Blob::new_with_str_sequence(&parts).ok()?;
        let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        link("Download workspace", &url, false)?.set_download("trivium-workspace.json");
    }
    // An address without a fragment change would not reload; an empty query does, also from a file.
    link("Reload", "?", true)?;
    inner.append_child(&row).ok()?;
    add("pre", &format!("{}\n{info}", super::version()))?;
    screen.append_child(&inner).ok()?;
    document.body()?.append_child(&screen).ok()?;
    Some(())
}
