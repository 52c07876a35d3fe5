//! How much the page's own thread has worked, in processor time: other people's work on the machine does not count.
//!
//! Chromium only: its metrics come by a bridge to its own protocol, which its driver offers beside WebDriver BiDi.

use serde_json::{Value, json};

use super::page::Page;

/// Milliseconds of processor time of the page's thread since the metrics were switched on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Work {
    /// Everything.
    pub(crate) all: f64,
    /// Of it, running the program.
    pub(crate) script: f64,
    /// Of it, styles and layout.
    pub(crate) layout: f64,
}

impl std::ops::Sub for Work {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self { all: self.all - earlier.all, script: self.script - earlier.script, layout: self.layout - earlier.layout }
    }
}

impl Page {
    /// Switches the metrics on.
    #[track_caller]
    pub(crate) fn measure_work(&self) {
        self.bridge("Performance.enable", &json!({ "timeDomain": "threadTicks" }));
    }

    /// What the page's thread has done so far.
    #[track_caller]
    pub(crate) fn work(&self) -> Work {
        let answer = self.bridge("Performance.getMetrics", &json!({}));
        let metrics = answer["metrics"].as_array().cloned().unwrap_or_default();
        let of = |name: &str| -> f64 {
            let found = metrics.iter().find(|metric| metric["name"] == name);
            found.and_then(|metric| metric["value"].as_f64()).unwrap_or_else(|| panic!("no metric {name} in {answer}"))
                * 1e3
        };
        Work {
            all: of("TaskDuration"),
            script: of("ScriptDuration"),
            layout: of("LayoutDuration") + of("RecalcStyleDuration"),
        }
    }

    fn bridge(&self, method: &str, params: &Value) -> Value {
        let command = |method: &str, params: &Value| {
            self.session.command(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
        };
        let session = command("goog:cdp.getSession", &json!({ "context": self.session.context }));
        let params = json!({ "method": method, "params": params, "session": session["session"] });
        command("goog:cdp.sendCommand", &params)["result"].take()
    }
}
