//! cargo-deny: licences, bans and sources always, advisories where their database can be reached.

use std::process::Command;
use std::time::Duration;

use super::step::{Outcome, StepName};
use crate::workbench::place::Place;
use crate::workbench::problem::Problem;
use crate::workbench::process::{self, HOUR};
use crate::workbench::say::Step;
use crate::workbench::tools;

/// How long fetching the database may take; a host that swallows requests must not hold up everything else.
const FETCH_LIMIT: Duration = Duration::from_mins(1);

/// Checks the dependencies in Cargo.lock against deny.toml.
pub(super) fn check(place: &Place) -> Result<Outcome, Problem> {
    let program = tools::cargo_deny(place)?;
    let log = super::log(place, StepName::Deny)?;
    let deny = |arguments: &[&str]| -> Command {
        let mut command = process::command(&program);
        command.args(arguments).current_dir(&place.root);
        command
    };

    // The graph holds every system that developers use; a build has fetched the crates of this one only.
    let step = Step::begin("fetch", "the dependencies of all systems");
    process::run(process::cargo().args(["fetch", "--locked"]).current_dir(&place.root), HOUR, &log)?;
    step.done("there");

    let step = Step::begin("deny", "licences, bans and sources of the dependencies");
    let mut offline = deny(&["--locked", "--offline", "check", "licenses", "bans", "sources"]);
    process::run(&mut offline, HOUR, &log)?;
    step.done("good");

    let step = Step::begin("advisories", "known weaknesses of the dependencies");
    let fetched = process::run(&mut deny(&["fetch", "db"]), FETCH_LIMIT, &log);
    if let Err(problem) = fetched {
        step.done("NOT CHECKED");
        println!(
            "    The advisories were not checked, because their database could not be fetched: {}",
            reason(&problem)
        );
        return Ok(Outcome::passed().noting("advisories NOT checked".to_owned()));
    }
    let mut advisories = deny(&["--locked", "check", "--disable-fetch", "advisories"]);
    process::run(&mut advisories, HOUR, &log)?;
    step.done("good");
    Ok(Outcome { passed: 2, failed: 0, note: String::new() })
}

/// Why fetching failed, in one line: the last one cargo-deny printed.
fn reason(problem: &Problem) -> String {
    match problem {
        Problem::TooLong { seconds, .. } => format!("no answer within {seconds} s"),
        Problem::Program { log, status, .. } => {
            log.lines().map(str::trim).rfind(|line| !line.is_empty()).map_or_else(|| status.clone(), str::to_owned)
        }
        other => other.to_string(),
    }
}
