//! What a person sees: a page that can be opened, read and waited for.
//!
//! Every method panics with a sentence when the page does not do what the journey expects: that is the failure
//! of the test, and [`super::journey`] adds a screenshot, the visible text and what the guard found.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::bidi::BidiError;
use super::element::Element;
use super::environment::screenshots;
use super::session::Session;
use super::site::Site;

/// How long a page may take to do what is expected of it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// How long nothing changes in a page that has come to rest.
const REST: Duration = Duration::from_millis(250);

/// Between two looks at the page.
const PAUSE: Duration = Duration::from_millis(40);

/// A tab showing the app or a fixture.
pub(crate) struct Page {
    pub(crate) session: Session,
    /// The server the page came from, if it came from one.
    pub(crate) site: RefCell<Option<Site>>,
    /// The address without fragment.
    pub(crate) home: String,
}

impl Page {
    /// Opens an address and waits until it has loaded.
    pub(crate) fn goto(&self, address: &str) {
        let params = json!({ "context": self.session.context, "url": address, "wait": "complete" });
        self.session
            .command("browsingContext.navigate", &params)
            .unwrap_or_else(|error| panic!("cannot open {address}: {error}"));
    }

    /// Opens a route of the app (`#/dora`) the way a bookmark does, and waits until the app has mounted.
    #[track_caller]
    pub(crate) fn open(&self, route: &str) {
        self.goto(&format!("{}{route}", self.home));
        self.wait_until_ready();
    }

    /// Waits until the app has mounted.
    #[track_caller]
    pub(crate) fn wait_until_ready(&self) {
        self.css("body[data-ready=true]");
    }

    /// Loads the page again, as F5 does.
    pub(crate) fn reload(&self) {
        let params = json!({ "context": self.session.context, "wait": "complete" });
        self.session
            .command("browsingContext.reload", &params)
            .unwrap_or_else(|error| panic!("cannot reload: {error}"));
    }

    /// Evaluates a JavaScript expression in the page, waits for it if it is a promise, and reads the result.
    pub(crate) fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        let result = self.try_eval(expression).unwrap_or_else(|problem| panic!("`{expression}`: {problem}"));
        serde_json::from_value(result)
            .unwrap_or_else(|error| panic!("`{expression}` has an unexpected result: {error}"))
    }

    /// As [`Page::eval`], with the failure as a sentence.
    pub(crate) fn try_eval(&self, expression: &str) -> Result<Value, String> {
        self.evaluate(&format!("(async () => JSON.stringify(await ({expression})) ?? 'null')()"), None)
    }

    /// Evaluates an expression that gives JSON text, in a sandbox of its own if one is named.
    pub(crate) fn evaluate(&self, expression: &str, sandbox: Option<&str>) -> Result<Value, String> {
        let mut target = json!({ "context": self.session.context });
        if let Some(name) = sandbox {
            target["sandbox"] = json!(name);
        }
        let params = json!({ "expression": expression, "target": target, "awaitPromise": true });
        let answer = self.session.command("script.evaluate", &params).map_err(|error| error.to_string())?;
        if answer["type"] == "exception" {
            return Err(answer["exceptionDetails"]["text"].as_str().unwrap_or("an exception").to_owned());
        }
        let text = answer["result"]["value"].as_str().unwrap_or("null");
        serde_json::from_str(text).map_err(|error| format!("the result is not JSON: {error}"))
    }

    /// Looks again and again until `look` finds something; panics with `what` after [`PATIENCE`].
    #[track_caller]
    pub(crate) fn wait_for<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        self.wait_at_most(PATIENCE, what, look)
    }

    /// As [`Page::wait_for`] with a patience of its own.
    #[track_caller]
    pub(crate) fn wait_at_most<T>(&self, patience: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(start.elapsed() < patience, "waited {} s in vain for {what}", patience.as_secs());
            std::thread::sleep(PAUSE);
            self.session.listen(Duration::ZERO).unwrap_or_else(|error| panic!("{error}"));
        }
    }

    /// The first element a CSS selector finds, as soon as there is one.
    #[track_caller]
    pub(crate) fn css(&self, selector: &str) -> Element<'_> {
        self.locate(&json!({ "type": "css", "value": selector }), &format!("an element `{selector}`"))
    }

    /// The first element with this role and accessible name, as a screen reader would announce it.
    #[track_caller]
    pub(crate) fn role(&self, role: &str, name: &str) -> Element<'_> {
        self.locate(&accessible(role, name), &format!("a {role} named \"{name}\""))
    }

    /// Shorthand for the most common role.
    #[track_caller]
    pub(crate) fn button(&self, name: &str) -> Element<'_> {
        self.role("button", name)
    }

    /// True when a CSS selector finds something now.
    pub(crate) fn has(&self, selector: &str) -> bool {
        !self.find_all(&json!({ "type": "css", "value": selector })).is_empty()
    }

    /// True when there is an element with this role and accessible name now.
    pub(crate) fn has_role(&self, role: &str, name: &str) -> bool {
        !self.find_all(&accessible(role, name)).is_empty()
    }

    #[track_caller]
    fn locate(&self, locator: &Value, what: &str) -> Element<'_> {
        self.wait_for(what, || self.find_all(locator).into_iter().next())
    }

    fn find_all(&self, locator: &Value) -> Vec<Element<'_>> {
        let params = json!({ "context": self.session.context, "locator": locator });
        let nodes = match self.session.command("browsingContext.locateNodes", &params) {
            Ok(mut answer) => answer["nodes"].take(),
            // The document was replaced while the browser looked.
            Err(BidiError::Refused { error, .. }) if error != "invalid argument" && error != "invalid selector" => {
                Value::Null
            }
            Err(error) => panic!("{error}"),
        };
        let nodes = nodes.as_array().cloned().unwrap_or_default();
        nodes.iter().filter_map(|node| Some(Element::new(self, node["sharedId"].as_str()?))).collect()
    }

    /// Waits until the page has come to rest: nothing has changed in it for a quarter of a second.
    #[track_caller]
    pub(crate) fn settle(&self) {
        let mut last = String::new();
        let mut since = Instant::now();
        self.wait_for("the page to come to rest", || {
            let now: String = self.eval("document.body?.innerHTML ?? ''");
            if now != last {
                (last, since) = (now, Instant::now());
            }
            (since.elapsed() > REST).then_some(())
        });
    }

    /// The visible text of the whole page. Spaces that do not break are spaces.
    pub(crate) fn text(&self) -> String {
        self.eval::<String>("document.body?.innerText ?? ''").replace('\u{a0}', " ")
    }

    /// Waits until the visible text contains `part`.
    #[track_caller]
    pub(crate) fn wait_for_text(&self, part: &str) {
        self.wait_for(&format!("the text \"{part}\""), || self.text().contains(part).then_some(()));
    }

    /// The name of the page: its first heading.
    #[track_caller]
    pub(crate) fn heading(&self) -> String {
        self.css("h1").text()
    }

    /// Sets the size of the viewport in CSS pixels.
    pub(crate) fn set_viewport(&self, width: u32, height: u32) {
        let params = json!({ "context": self.session.context, "viewport": { "width": width, "height": height } });
        self.session
            .command("browsingContext.setViewport", &params)
            .unwrap_or_else(|error| panic!("cannot set the viewport to {width} x {height}: {error}"));
    }

    /// Saves what the viewport shows as `target/screenshots/NAME.png` and says where.
    pub(crate) fn screenshot(&self, name: &str) -> PathBuf {
        self.try_screenshot(name).unwrap_or_else(|problem| panic!("cannot take the screenshot {name}: {problem}"))
    }

    fn try_screenshot(&self, name: &str) -> Result<PathBuf, String> {
        let params = json!({ "context": self.session.context, "origin": "viewport" });
        let answer =
            self.session.command("browsingContext.captureScreenshot", &params).map_err(|error| error.to_string())?;
        let data = answer["data"].as_str().unwrap_or_default();
        let png = base64::engine::general_purpose::STANDARD.decode(data).map_err(|error| error.to_string())?;
        let path = screenshots().join(format!("{name}.png"));
        std::fs::create_dir_all(screenshots()).map_err(|error| error.to_string())?;
        std::fs::write(&path, png).map_err(|error| error.to_string())?;
        Ok(path)
    }

    /// Does something that starts a download and waits until the file is complete.
    #[track_caller]
    pub(crate) fn download(&self, act: impl FnOnce()) -> PathBuf {
        let present = || -> Vec<PathBuf> {
            let entries = std::fs::read_dir(self.session.downloads()).expect("the folder for downloads exists");
            entries.flatten().map(|entry| entry.path()).collect()
        };
        let before = present();
        act();
        self.wait_for("a download", || {
            let now = present();
            // While a download runs, the browsers keep a file of their own beside it.
            let unfinished = |path: &PathBuf| {
                path.extension().is_some_and(|kind| kind == "crdownload" || kind == "part" || kind == "tmp")
            };
            let running = now.iter().any(unfinished);
            now.into_iter().find(|path| {
                !running && !before.contains(path) && std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
            })
        })
    }

    /// Stops the server: from here on the page is alone.
    pub(crate) fn stop_server(&self) {
        self.site.borrow_mut().take().expect("this page did not come from a server").stop();
    }

    /// Everything that helps to understand a failure: address, screenshot, visible text, findings.
    pub(crate) fn evidence(&self, name: &str) -> String {
        let mut evidence = String::new();
        let address = self.try_eval("location.href").unwrap_or_default();
        // Writing to a string cannot fail.
        writeln!(evidence, "address: {}", address.as_str().unwrap_or("unknown")).ok();
        match self.try_screenshot(&format!("failed-{name}")) {
            Ok(path) => writeln!(evidence, "screenshot: {}", path.display()).ok(),
            Err(problem) => writeln!(evidence, "no screenshot: {problem}").ok(),
        };
        for finding in self.session.findings() {
            writeln!(evidence, "the guard found: {finding}").ok();
        }
        let text = self.try_eval("(document.body?.innerText ?? '').slice(0, 1500)").unwrap_or_default();
        writeln!(evidence, "visible text: {}", text.as_str().unwrap_or_default().replace('\n', "\n  | ")).ok();
        evidence
    }
}

fn accessible(role: &str, name: &str) -> Value {
    json!({ "type": "accessibility", "value": { "role": role, "name": name } })
}
