//! Journeys of users, in real browsers, through what was built.

use super::step::{Outcome, StepName};
use crate::workbench::place::Place;
use crate::workbench::problem::Problem;
use crate::workbench::{process, tools};

/// Runs the tests of `tests/browser` against `dist/` and `dist/trivium.html`.
///
/// They find both through `TRIVIUM_DIST`, the browsers through `CHROMIUM`, `CHROMEDRIVER` and `FIREFOX` (absent when
/// there is none), axe-core through `AXE_JS`, and must not skip anything when `E2E` is 1.
pub(super) fn travel(place: &Place, filter: Option<&str>) -> Result<Outcome, Problem> {
    if !place.dist.join("trivium.html").is_file() {
        return Err(Problem::Sentence(
            "There is no dist/trivium.html to travel through. Run `cargo run -- build` first.".to_owned(),
        ));
    }
    let browsers = tools::browsers(place)?;
    let axe = tools::axe(place)?;
    let mut command = process::cargo();
    command
        .args(["test", "--test", "browser", "--locked", "--", "--test-threads=1"])
        .args(filter)
        .env("E2E", "1")
        .env("TRIVIUM_DIST", &place.dist)
        .env("CHROMIUM", &browsers.chromium)
        .env("CHROMEDRIVER", &browsers.chromedriver)
        .env("AXE_JS", axe)
        .env_remove("FIREFOX");
    if let Some(firefox) = &browsers.firefox {
        command.env("FIREFOX", firefox);
    }
    let why = "users' journeys in real browsers";
    let outcome = super::tests(place, StepName::Journeys, &mut command, why)?;
    if browsers.firefox.is_none() {
        let note = format!("{} without Firefox", outcome.note);
        return Ok(outcome.noting(note.trim_start().to_owned()));
    }
    Ok(outcome)
}
