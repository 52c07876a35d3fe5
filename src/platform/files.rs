//! Files in and out. A file that comes in is refused by its size before it is read.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The file that was picked in a file input; the input is emptied, so that the same file can be picked again.
pub(crate) fn picked(event: &web_sys::Event) -> Option<web_sys::File> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The first file that was dropped.
pub(crate) fn dropped(event: &web_sys::DragEvent) -> Option<web_sys::File> {
    event.data_transfer()?.files()?.get(0)
}

/// The bytes of a file of at most `most` bytes.
///
/// # Errors
/// A sentence when it is larger, or cannot be read.
pub(crate) async fn read_bytes(file: &web_sys::File, most: usize) -> Result<Vec<u8>, String> {
    let name = file.name();
    #[expect(clippy::cast_precision_loss, reason = "caps are far below 2^53")]
    if file.size() > most as f64 {
        return Err(format!(
            "{name} is {:.1} MB; at most {:.0} MB can be read. Choose a smaller file.",
            file.size() / 1e6,
            most as f64 / 1e6
        ));
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| format!("{name} could not be read. Was it moved or deleted? Choose it again."))?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Downloads text as a file.
pub(crate) fn download_text(name: &str, mime: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        download_blob(name, &blob);
    }
}

/// Downloads a blob as a file.
pub(crate) fn download_blob(name: &str, blob: &web_sys::Blob) {
    let Ok(url) = web_sys::Url::create_object_url_with_blob(blob) else { return };
    let document = web_sys::window().and_then(|window| window.document());
    let anchor = document.and_then(|document| document.create_element("a").ok());
    if let Some(anchor) = anchor.and_then(|anchor| anchor.dyn_into::<web_sys::HtmlAnchorElement>().ok()) {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    // The browser has taken the blob by the next turn of its loop; a minute is on the safe side.
    super::workers::after(60_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    });
}

/// A file name from what a person called something: plain letters, digits and hyphens.
pub(crate) fn safe_name(title: &str, extension: &str) -> String {
    let mut name = String::new();
    for c in title.to_lowercase().chars() {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
        if name.chars().count() >= 60 {
            break;
        }
    }
    let name = name.trim_matches('-');
    if name.is_empty() { format!("trivium.{extension}") } else { format!("{name}.{extension}") }
}
