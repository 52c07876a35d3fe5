//! Does everything hold? Every step runs, the cheap ones first, whatever happened to the one before; then a table and one
//! line say how it went.

mod dependencies;
mod journeys;
mod step;
mod tally;

pub(crate) use step::StepName;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::arguments::{BuildOptions, TestOptions};
use super::build;
use super::place::Place;
use super::problem::Problem;
use super::process::{self, HOUR};
use super::say::{self, Step};
use super::tools;
use step::{Outcome, Row};
use tally::Tally;

/// Runs the steps; true when nothing failed.
pub(crate) fn run(place: &Place, options: &TestOptions) -> bool {
    println!("Trivium: proving everything.");
    let mut rows: Vec<Row> = Vec::new();
    for name in &options.steps {
        let started = Instant::now();
        let build_failed = rows.iter().any(|row| row.name == StepName::Build && row.outcome.is_failure());
        let outcome = if *name == StepName::Journeys && build_failed {
            Outcome::failed("there is no build to travel through")
        } else {
            run_step(place, *name, options.filter.as_deref())
        };
        rows.push(Row { name: *name, outcome, time: started.elapsed() });
    }
    conclude(&rows)
}

/// Prints the table and the closing line.
fn conclude(rows: &[Row]) -> bool {
    println!("\n  {:<12} {:<44} time", "step", "result");
    for row in rows {
        let time = say::seconds(row.time);
        println!("  {:<12} {:<44} {time}", row.name.word(), row.outcome.shown());
    }
    let (passed, failed) = step::sum(rows);
    println!("\n{passed} passed, {failed} failed");
    failed == 0
}

fn run_step(place: &Place, name: StepName, filter: Option<&str>) -> Outcome {
    let result = match name {
        StepName::Format => cargo(place, name, &["fmt", "--all", "--check"], "is it formatted?"),
        StepName::Clippy => cargo(
            place,
            name,
            &["clippy", "--keep-going", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"],
            "lints, for the host",
        ),
        StepName::ClippyWeb => tools::wasm_target(place).and_then(|()| {
            let web = ["--target", "wasm32-unknown-unknown", "--locked", "--", "-D", "warnings"];
            let mut arguments = vec!["clippy", "--keep-going", "--workspace", "--lib", "--bins"];
            arguments.extend(web);
            cargo(place, name, &arguments, "lints, for the browser")
        }),
        StepName::Docs => docs(place),
        StepName::Deny => dependencies::check(place),
        StepName::Native => native(place, filter),
        StepName::Bpmn => bpmn(place),
        StepName::Build => build::run(place, &BuildOptions::default())
            .map(|good| if good { Outcome::passed() } else { Outcome::failed("bigger than size-ratchet.json allows") }),
        StepName::Journeys => journeys::travel(place, filter),
    };
    result.unwrap_or_else(|problem| {
        println!("\n{problem}\n");
        Outcome::failed("see above")
    })
}

/// A cargo command that passes or fails as a whole.
fn cargo(place: &Place, name: StepName, arguments: &[&str], why: &str) -> Result<Outcome, Problem> {
    let mut command = process::cargo();
    command.args(arguments);
    whole(place, name, &mut command, why)
}

fn whole(place: &Place, name: StepName, command: &mut Command, why: &str) -> Result<Outcome, Problem> {
    let step = Step::begin(name.word(), why);
    command.current_dir(&place.root);
    process::run(command, HOUR, &log(place, name)?)?;
    step.done("good");
    Ok(Outcome::passed())
}

fn docs(place: &Place) -> Result<Outcome, Problem> {
    let mut command = process::cargo();
    command
        .args(["doc", "--no-deps", "--workspace", "--document-private-items", "--locked"])
        .env("RUSTDOCFLAGS", "-D warnings");
    whole(place, StepName::Docs, &mut command, "is the documentation sound?")
}

fn native(place: &Place, filter: Option<&str>) -> Result<Outcome, Problem> {
    let mut command = process::cargo();
    command.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    if let Some(filter) = filter {
        command.args(["--", filter]);
    }
    tests(place, StepName::Native, &mut command, "the tests that need no browser")
}

/// The processes that the native tests hold to the byte, read by a program that BPMN tools are made with; and broken ones,
/// which it must refuse.
fn bpmn(place: &Place) -> Result<Outcome, Problem> {
    let (node, moddle) = tools::bpmn_moddle(place)?;
    let mut command = process::command(node);
    command.arg("tests/bpmn/validate.mjs").arg(moddle).arg("tests/core/golden/bpmn");
    tests(place, StepName::Bpmn, &mut command, "do BPMN tools read what is exported?")
}

/// A command that runs tests: they are counted one by one.
fn tests(place: &Place, name: StepName, command: &mut Command, why: &str) -> Result<Outcome, Problem> {
    let log = log(place, name)?;
    let step = Step::begin(name.word(), why);
    // Call stacks of failing tests would bury what the tests say.
    command.current_dir(&place.root).env("RUST_BACKTRACE", "0");
    let finished = process::finish(command, HOUR, Some(&log))?;
    let tally = Tally::of(&finished.text);
    let outcome = tally.outcome(finished.status.success());
    if outcome.is_failure() {
        drop(step);
        println!("\n{}\n  All of it: {}\n", tally::failures(&finished.text), log.display());
    } else {
        step.done(&outcome.shown());
    }
    Ok(outcome)
}

/// Where a step's output is kept.
fn log(place: &Place, name: StepName) -> Result<PathBuf, Problem> {
    let file = Path::new(name.word()).with_extension("log");
    Ok(place.scratch("logs")?.join(file))
}
