//! The Simulator for the journeys: predict, show, read the answer from the table.

use std::collections::BTreeMap;
use std::time::Duration;

use trivium_core::engine::simulation::{Plan, Run, Settings};
use trivium_core::model::{Scenario, Workspace};

use crate::kit::Page;

/// A whole run, on a machine that is busy with other things.
const LONG: Duration = Duration::from_mins(2);

/// What the page says of how its answer was computed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Method {
    pub(super) replications: u32,
    pub(super) weeks: u32,
    pub(super) warm_up_weeks: u32,
    pub(super) seed: u64,
    /// Sixteen hexadecimal digits.
    pub(super) fingerprint: String,
}

impl Page {
    /// Shows the result of the scenario on the bench without asking the room.
    #[track_caller]
    pub(super) fn skip_and_show(&self) {
        self.button("Skip and show").click();
        self.css(".result-table");
    }

    /// Waits until nothing runs any more.
    #[track_caller]
    pub(super) fn wait_until_simulated(&self) {
        self.wait_at_most(LONG, "the simulation to end", || {
            (self.has(".result-table tbody tr") && !self.has(".bench-progress")).then_some(())
        });
    }

    /// The result, row by row: the measure's name, then its cells from left to right.
    pub(super) fn result_rows(&self) -> BTreeMap<String, Vec<String>> {
        let rows: Vec<(String, Vec<String>)> = self.eval(
            "[...document.querySelectorAll('.result-table tbody tr')].map((row) => [
                row.querySelector('th').innerText.trim(),
                [...row.querySelectorAll('td')].map((cell) => cell.innerText.replace(/\\s+/g, ' ').trim()),
            ])",
        );
        rows.into_iter().collect()
    }

    /// Reads "How is this computed?".
    #[track_caller]
    pub(super) fn method(&self) -> Method {
        let line: String = self.eval("document.querySelector('details.method summary').textContent");
        let number = |words: &str| -> u64 {
            let (before, after) = line.split_once(words).unwrap_or_else(|| panic!("\"{words}\" is not in: {line}"));
            let digits =
                if words.starts_with(' ') { before.rsplit(' ').next() } else { after.split([' ', ',']).next() };
            digits
                .and_then(|digits| digits.parse().ok())
                .unwrap_or_else(|| panic!("no number beside \"{words}\" in: {line}"))
        };
        let small = |words: &str| u32::try_from(number(words)).expect("a small number");
        let fingerprint =
            line.split_once("fingerprint ").map(|(_, hex)| hex.chars().filter(char::is_ascii_hexdigit).collect());
        Method {
            replications: small(" paired runs"),
            weeks: small(" weeks after"),
            warm_up_weeks: small(" weeks of warm-up"),
            seed: number("seed "),
            fingerprint: fingerprint.unwrap_or_else(|| panic!("no fingerprint in: {line}")),
        }
    }
}

/// The fingerprint this machine computes natively for the same question.
pub(super) fn native_fingerprint(workspace: &Workspace, scenario: &Scenario, method: &Method) -> String {
    let settings = Settings {
        seed: method.seed,
        replications: method.replications,
        weeks: method.weeks,
        warm_up_weeks: method.warm_up_weeks,
        ..Settings::default()
    };
    let compiled = Plan::compile(workspace, scenario).expect("the worked example can be simulated");
    let mut run = Run::new(compiled.plan, settings).expect("the settings are the page's");
    run.finish();
    format!("{:016x}", run.outcome().expect("a finished run has an outcome").fingerprint)
}
