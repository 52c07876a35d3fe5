//! The words of Trivium for the journeys: opening, going, choosing, downloading.

use serde_json::Value;

use crate::kit::Page;

/// Every route of the app, by the name its pictures get, with the name that stands in its heading.
pub(super) const ROUTES: [(&str, &str, &str); 7] = [
    ("overview", "#/overview", "Overview"),
    ("value-chain", "#/value-chain", "Value chain"),
    ("practices", "#/practices", "Practices"),
    ("teams", "#/teams", "Teams"),
    ("service-levels", "#/service-levels", "Service levels"),
    ("dora", "#/dora", "DORA metrics"),
    ("simulator", "#/simulator", "Simulator"),
];

/// The colours a person can choose.
pub(super) const THEMES: [&str; 2] = ["Light", "Dark"];

impl Page {
    /// Opens the app at its start screen.
    pub(super) fn start(&self) {
        self.open("#/");
    }

    /// Opens the worked example and waits for its overview.
    #[track_caller]
    pub(super) fn open_larkfield(&self) {
        self.start();
        self.button("Open Larkfield Stores").click();
        self.wait_for_heading("Overview");
    }

    /// Opens the real records and waits for their metrics.
    #[track_caller]
    pub(super) fn open_rust_records(&self) {
        self.start();
        self.button("Open the Rust release train (real records)").click();
        self.wait_for_heading("DORA metrics");
    }

    /// Goes to a page by its link in the rail.
    #[track_caller]
    pub(super) fn go(&self, name: &str) {
        self.role("link", name).click();
        self.wait_for_heading(name);
    }

    /// Waits for a page to show its name.
    #[track_caller]
    pub(super) fn wait_for_heading(&self, name: &str) {
        let mut seen = String::new();
        self.wait_for(&format!("the heading \"{name}\""), || {
            seen = self.heading();
            seen.starts_with(name).then_some(())
        });
    }

    /// Chooses colours from the menu.
    #[track_caller]
    pub(super) fn choose_theme(&self, name: &str) {
        let value = name.to_lowercase();
        if self.has(&format!("html[data-theme=\"{value}\"]")) {
            return;
        }
        self.button("Theme").click();
        self.role("menuitem", name).click();
        self.css(&format!("html[data-theme=\"{value}\"]"));
    }

    /// Waits until the top bar says that everything is saved.
    #[track_caller]
    pub(super) fn wait_until_saved(&self) {
        self.wait_for("the save state \"Saved\"", || {
            self.css(".save-state").text().starts_with("Saved ").then_some(())
        });
    }

    /// Downloads the open workspace from the menu in the top bar and reads the file.
    #[track_caller]
    pub(super) fn download_workspace(&self) -> Value {
        let path = self.download(|| {
            self.css(".topbar .menu > button").click();
            self.role("menuitem", "Download workspace").click();
        });
        let text = std::fs::read_to_string(&path).expect("the downloaded workspace is text");
        serde_json::from_str(&text).expect("the downloaded workspace is JSON")
    }

    /// Offers a file to the start screen.
    #[track_caller]
    pub(super) fn offer_workspace(&self, name: &str, content: &[u8]) {
        let path = self.session.write_file(name, content).unwrap_or_else(|problem| panic!("{problem}"));
        self.css("#main input[type=file]").choose_file(&path);
    }
}
