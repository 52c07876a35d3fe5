//! A classic web worker that runs the same program, and the timers that page and worker both have.
//!
//! The boot script keeps the compiled module in `globalThis.trivium` and knows where the worker's script is: an address
//! when hosted, a blob in the single file. The worker is ready when it says so; what is posted before waits here.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// A running worker. Dropping it ends it.
pub(crate) struct WorkerHandle {
    worker: web_sys::Worker,
    state: Rc<RefCell<State>>,
    _listeners: [Closure<dyn FnMut(web_sys::MessageEvent)>; 1],
    _failures: Closure<dyn FnMut(web_sys::Event)>,
}

#[derive(Default)]
struct State {
    ready: bool,
    waiting: Vec<String>,
}

impl WorkerHandle {
    /// Sends a message, or keeps it until the worker is ready.
    pub(crate) fn post(&self, message: &str) {
        let ready = self.state.borrow().ready;
        if ready {
            // A string can always be cloned.
            let _ = self.worker.post_message(&JsValue::from_str(message));
        } else {
            self.state.borrow_mut().waiting.push(message.to_owned());
        }
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Starts a worker. `None` when this browser or page cannot have one.
pub(crate) fn spawn(on_message: impl Fn(String) + 'static, on_failure: impl Fn() + 'static) -> Option<WorkerHandle> {
    let boot = Reflect::get(&js_sys::global(), &"trivium".into()).ok().filter(JsValue::is_object)?;
    let module = Reflect::get(&boot, &"module".into()).ok().filter(JsValue::is_object)?;
    let address: Function = Reflect::get(&boot, &"workerUrl".into()).ok()?.dyn_into().ok()?;
    let address = address.call0(&boot).ok()?.as_string()?;
    let worker = web_sys::Worker::new(&address).ok()?;
    let state = Rc::new(RefCell::new(State::default()));

    let on_failure = Rc::new(on_failure);
    let (of_worker, of_state, not_started) = (worker.clone(), Rc::clone(&state), Rc::clone(&on_failure));
    let listener = Closure::new(move |event: web_sys::MessageEvent| {
        let data = event.data();
        if let Some(text) = data.as_string() {
            on_message(text);
        } else if Reflect::get(&data, &"ready".into()).is_ok_and(|ready| ready.is_truthy()) {
            let waiting = {
                let mut state = of_state.borrow_mut();
                state.ready = true;
                std::mem::take(&mut state.waiting)
            };
            for message in waiting {
                let _ = of_worker.post_message(&JsValue::from_str(&message));
            }
        } else if Reflect::get(&data, &"failed".into()).is_ok_and(|failed| failed.is_truthy()) {
            not_started();
        }
    });
    let of_state = Rc::clone(&state);
    let failure = Closure::new(move |_: web_sys::Event| {
        // Only a worker that never started is a failure to start.
        if !of_state.borrow().ready {
            on_failure();
        }
    });
    worker.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    worker.set_onerror(Some(failure.as_ref().unchecked_ref()));

    let first = js_sys::Object::new();
    Reflect::set(&first, &"trivium_module".into(), &module).ok()?;
    worker.post_message(&first).ok()?;
    Some(WorkerHandle { worker, state, _listeners: [listener], _failures: failure })
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
pub(crate) fn reply(message: &str) {
    if let Some(scope) = worker_scope() {
        // A string can always be cloned.
        let _ = scope.post_message(&JsValue::from_str(message));
    }
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
