//! A classic web worker that runs the same program, and the timers that page and worker both have.
//!
//! The boot script keeps the compiled module in `globalThis.trivium` and knows where the worker's script is: an address
//! when hosted, a blob in the single file. The worker is ready when it says so; what is posted before is lost.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// A running worker. Dropping it ends it.
pub(crate) struct WorkerHandle {
    worker: web_sys::Worker,
    _on_message: Closure<dyn Fn(web_sys::MessageEvent)>,
    _on_error: Closure<dyn Fn(web_sys::Event)>,
}

/// What is heard from a worker.
pub(crate) enum Heard {
    /// It has started, and listens.
    Ready,
    /// It said something, perhaps with bytes.
    Said(String, Vec<u8>),
    /// It failed, before it was ready or after: the browser's words.
    Broken(String),
}

impl WorkerHandle {
    /// Sends a message. Only a worker that is ready hears it.
    pub(crate) fn post(&self, message: &str) {
        // A string can always be cloned.
        let _ = self.worker.post_message(&JsValue::from_str(message));
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Starts a worker. `None` when this browser or page cannot have one.
pub(crate) fn spawn(hear: impl Fn(Heard) + Clone + 'static) -> Option<WorkerHandle> {
    let boot = Reflect::get(&js_sys::global(), &"trivium".into()).ok().filter(JsValue::is_object)?;
    let module = Reflect::get(&boot, &"module".into()).ok().filter(JsValue::is_object)?;
    let address: Function = Reflect::get(&boot, &"workerUrl".into()).ok()?.dyn_into().ok()?;
    let address = address.call0(&boot).ok()?.as_string()?;
    let worker = web_sys::Worker::new(&address).ok()?;

    let say = hear.clone();
    let on_message = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let data = event.data();
        let text_of = |name: &str| Reflect::get(&data, &name.into()).ok().filter(JsValue::is_truthy);
        if let Some((text, bytes)) = said(&data) {
            say(Heard::Said(text, bytes));
        } else if text_of("ready").is_some() {
            say(Heard::Ready);
        } else if let Some(failed) = text_of("failed") {
            say(Heard::Broken(failed.as_string().unwrap_or_default()));
        }
    });
    let on_error = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        // It is mended here, so the page need not fail with it.
        event.prevent_default();
        let message = event.dyn_ref::<web_sys::ErrorEvent>().map(web_sys::ErrorEvent::message);
        hear(Heard::Broken(message.unwrap_or_default()));
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    let handle = WorkerHandle { worker, _on_message: on_message, _on_error: on_error };

    let first = js_sys::Object::new();
    Reflect::set(&first, &"trivium_module".into(), &module).ok()?;
    handle.worker.post_message(&first).ok()?;
    Some(handle)
}

/// A message of [`reply`]: a text, or a text and bytes.
fn said(data: &JsValue) -> Option<(String, Vec<u8>)> {
    match data.dyn_ref::<Array>() {
        Some(pair) => Some((pair.get(0).as_string()?, pair.get(1).dyn_into::<Uint8Array>().ok()?.to_vec())),
        None => Some((data.as_string()?, Vec::new())),
    }
}

/// Whether this program runs in a worker.
pub(crate) fn in_worker() -> bool {
    worker_scope().is_some()
}

fn worker_scope() -> Option<web_sys::DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// In a worker: hands every message to `hear`, for as long as the worker lives.
pub(crate) fn serve(hear: impl Fn(String) + 'static) {
    let Some(scope) = worker_scope() else { return };
    let listener = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        if let Some(text) = event.data().as_string() {
            hear(text);
        }
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
}

/// In a worker: answers the page.
pub(crate) fn reply(message: &str, bytes: &[u8]) {
    if let Some(scope) = worker_scope() {
        let text = JsValue::from_str(message);
        let message = if bytes.is_empty() { text } else { Array::of2(&text, &Uint8Array::from(bytes)).into() };
        // Texts and bytes can always be cloned.
        let _ = scope.post_message(&message);
    }
}

/// How many things this machine can do at once; 0 when the browser does not say.
pub(crate) fn cores() -> u32 {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok();
    let cores = navigator.and_then(|navigator| Reflect::get(&navigator, &"hardwareConcurrency".into()).ok()?.as_f64());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
    cores.map_or(0, |cores| cores as u32)
}

/// Runs `act` after what waits already.
pub(crate) fn later(act: impl FnOnce() + 'static) {
    after(0, act);
}

/// Runs `act` after so many milliseconds, on the page and in a worker alike.
pub(crate) fn after(milliseconds: i32, act: impl FnOnce() + 'static) {
    let global = js_sys::global();
    let timer = Reflect::get(&global, &"setTimeout".into()).ok().and_then(|timer| timer.dyn_into::<Function>().ok());
    if let Some(timer) = timer {
        let act = Closure::once_into_js(act);
        let _ = timer.call2(&global, &act, &JsValue::from(milliseconds));
    }
}

/// Says in the console what no person can mend: a fault of the program itself.
pub(crate) fn complain(sentence: &str) {
    let console = Reflect::get(&js_sys::global(), &"console".into());
    let error = console.as_ref().ok().and_then(|console| Reflect::get(console, &"error".into()).ok());
    if let (Ok(console), Some(error)) = (console, error.and_then(|error| error.dyn_into::<Function>().ok())) {
        let _ = error.call1(&console, &JsValue::from_str(sentence));
    }
}
