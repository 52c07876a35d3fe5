//! What no page of Trivium may do, whatever the journey is about.
//!
//! The browser reports it as events; each becomes a finding, and a finding fails the journey:
//! a console warning or error, an uncaught exception or rejected promise, a violation of the content security
//! policy, a request to another origin, a request that fails, a dialog the page opens.

use serde_json::Value;

use super::bidi::Event;

/// The channel on which [`PRELOAD`] reports.
pub(crate) const CHANNEL: &str = "trivium-guard";

/// Runs in every document before its own scripts: policy violations are events of the document, not of the browser.
pub(crate) const PRELOAD: &str = "(report) => addEventListener('securitypolicyviolation', (event) =>
    report(`${event.effectiveDirective} forbids ${event.blockedURI || event.sample || 'this'} (${event.sourceFile || document.URL}:${event.lineNumber})`), true)";

/// The events the guard must be told about.
///
/// `responseStarted`, not `responseCompleted`: a body that nobody reads is never completed.
pub(crate) const EVENTS: [&str; 6] = [
    "log.entryAdded",
    "network.beforeRequestSent",
    "network.responseStarted",
    "network.fetchError",
    "script.message",
    "browsingContext.userPromptOpened",
];

/// Collects findings.
#[derive(Debug)]
pub(crate) struct Guard {
    /// The one web origin the page may talk to; `None` for a page from a file.
    own_origin: Option<String>,
    findings: Vec<String>,
}

impl Guard {
    /// A guard of a page that may talk to `own_origin` and to nobody else.
    pub(crate) fn new(own_origin: Option<String>) -> Self {
        Self { own_origin, findings: Vec::new() }
    }

    /// Judges one event.
    pub(crate) fn observe(&mut self, event: &Event) {
        if let Some(finding) = self.judge(event)
            && !self.findings.contains(&finding)
        {
            self.findings.push(finding);
        }
    }

    /// Hands over what was found and starts afresh.
    pub(crate) fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.findings)
    }

    fn judge(&self, event: &Event) -> Option<String> {
        let params = &event.params;
        match event.method.as_str() {
            "log.entryAdded" => {
                let level = params["level"].as_str().unwrap_or_default();
                let what = match params["type"].as_str() {
                    Some("javascript") => "uncaught error",
                    _ => "console message",
                };
                matches!(level, "warn" | "error").then(|| format!("{what} ({level}): {}", text(&params["text"])))
            }
            "script.message" => (params["channel"] == CHANNEL)
                .then(|| format!("content security policy: {}", text(&params["data"]["value"]))),
            "network.beforeRequestSent" => {
                let address = text(&params["request"]["url"]);
                self.is_foreign(&address).then(|| format!("foreign request: {address}"))
            }
            "network.responseStarted" => {
                let status = params["response"]["status"].as_u64().unwrap_or_default();
                (status >= 400).then(|| format!("request answered with {status}: {}", text(&params["request"]["url"])))
            }
            "network.fetchError" => {
                let address = text(&params["request"]["url"]);
                let reason = text(&params["errorText"]);
                // A page that is left behind gives up its requests.
                let given_up = reason.contains("ABORTED") || reason.contains("NS_BINDING_ABORTED");
                (!given_up).then(|| format!("request failed ({reason}): {address}"))
            }
            "browsingContext.userPromptOpened" => (params["type"] != "beforeunload")
                .then(|| format!("the page opened a dialog: {}", text(&params["message"]))),
            _ => None,
        }
    }

    /// Anything that would leave the own origin. `file:`, `blob:`, `data:` and `about:` stay inside the browser.
    fn is_foreign(&self, address: &str) -> bool {
        let scheme = address.split(':').next().unwrap_or_default();
        let inside = matches!(scheme, "file" | "blob" | "data" | "about");
        let own = self
            .own_origin
            .as_ref()
            .is_some_and(|own| address.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with('/')));
        !inside && !own
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
