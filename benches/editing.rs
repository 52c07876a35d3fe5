//! What does one edit of a long chain cost, before anything is drawn? And the reading of a large file of records?
//!
//! `cargo bench -p trivium-core --bench editing`
//!
//! The chain has 200 steps and 600 links, as the budget of typing is stated; the file has 100 000 rows.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot run says so, and its figures"
)]

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use trivium_core::{
    edit::{Command, History},
    engine::flow,
    exchange::delivery_csv::{Choices, Reading},
    model::{Workspace, check},
    wire,
};

#[path = "../tests/core/long_chain.rs"]
mod long_chain;

use long_chain::{LINKS, STEPS, long_chain};

/// Rounds of each measurement; the fastest counts, because everything else is other people's work.
const ROUNDS: usize = 7;

fn main() {
    let workspace = long_chain();
    let stream = workspace.main_stream().expect("the chain is the main stream");
    println!("One edit of a chain of {STEPS} steps and {LINKS} links");
    let say = |what: &str, time: Duration| println!("  {what:<34}{:8.3} ms", time.as_secs_f64() * 1e3);
    let mut step = stream.steps[100].clone();
    step.name.push('s');
    let command = Command::UpdateStep { stream: stream.id, step };
    say("check", fastest(|| drop(black_box(check::check(&workspace)))));
    say("apply", fastest(|| drop(black_box(command.apply(&workspace)))));
    say("apply, with history", fastest(|| drop(black_box(History::new(workspace.clone()).apply(&command)))));
    say("sheet", fastest(|| drop(black_box(flow::sheet(&workspace, stream)))));
    say("write the document", fastest(|| drop(black_box(wire::write_document(&workspace)))));
    say("name the document", fastest(|| drop(black_box(named(&workspace)))));

    let bytes: Arc<[u8]> = deployments(100_000).into_bytes().into();
    println!("A file of 100 000 deployments, {} kB", bytes.len() / 1_000);
    let mut longest = Duration::ZERO;
    let start = Instant::now();
    let mut reading = Reading::begin(Arc::clone(&bytes), Choices::default()).expect("the file is sound");
    loop {
        let slice = Instant::now();
        let over = reading.advance(200).expect("the file is sound").is_some();
        longest = longest.max(slice.elapsed());
        if over {
            break;
        }
    }
    say("read", start.elapsed());
    say("longest slice of 200 rows", longest);
}

fn named(workspace: &Workspace) -> Option<String> {
    wire::write_document(workspace).ok().map(|text| trivium_core::edit::sha256_hex(text.as_bytes()))
}

fn deployments(rows: u32) -> String {
    let mut text = "id,finished_at,commit_time,failed,unplanned,changes\n".to_owned();
    for row in 0..rows {
        let (day, hour, minute) = (1 + row / 1440 % 28, row / 60 % 24, row % 60);
        let line = format!(
            "deployment-{row},2026-03-{day:02}T{hour:02}:{minute:02}:00Z,2026-02-{day:02} 09:30,{},no,{}\n",
            if row.is_multiple_of(9) { "yes" } else { "no" },
            row % 7
        );
        text.push_str(&line);
    }
    text
}

fn fastest(mut work: impl FnMut()) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed());
    }
    best
}
