//! A picture from SVG text to a PNG file, through a canvas. Needs no network and no script.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::files;

/// How many device pixels one pixel of the picture gets.
const SCALE: f64 = 2.0;

/// Draws the SVG (an opaque, self-contained one) at twice its size and downloads it. `failed` is called with a sentence
/// when this browser cannot.
pub(crate) fn download_png(name: &str, svg: &str, width: u32, height: u32, failed: impl Fn(&str) + 'static) {
    let name = name.to_owned();
    let sorry = "This browser could not turn the picture into a PNG. Save it as SVG instead.";
    let Ok(image) = web_sys::HtmlImageElement::new() else { return failed(sorry) };
    let source = format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(svg));
    let drawn = image.clone();
    let on_load = Closure::once_into_js(move || {
        if draw(&drawn, &name, f64::from(width) * SCALE, f64::from(height) * SCALE).is_err() {
            failed(sorry);
        }
    });
    image.set_onload(Some(on_load.unchecked_ref()));
    image.set_src(&source);
}

fn draw(image: &web_sys::HtmlImageElement, name: &str, width: f64, height: f64) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let canvas: web_sys::HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pictures are a few thousand pixels wide"
    )]
    {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
    let context: web_sys::CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into().map_err(JsValue::from)?;
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    let name = name.to_owned();
    let save = Closure::once_into_js(move |blob: JsValue| {
        if let Ok(blob) = blob.dyn_into::<web_sys::Blob>() {
            files::download_blob(&name, &blob);
        }
    });
    canvas.to_blob(save.unchecked_ref())
}
