//! How big the result is, held against `size-ratchet.json`.
//!
//! Two sums are guarded: what a browser loads first, and the single file. Each may grow by the tolerance unnoticed; more
//! needs `cargo run -- build --raise REASON`, which records the new sizes with the reason for the commit. A record beyond
//! the budget is a debt: its reason must say so, and every build says it again.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::thread;

use serde::{Deserialize, Serialize};

use super::super::place::{self, Place};
use super::super::problem::Problem;
use super::super::say::{self, Step};
use super::{Files, SINGLE};

/// The record, in the repository.
const RECORD: &str = "size-ratchet.json";

/// Growth that needs no reason.
const TOLERANCE_PERCENT: u64 = 3;

/// How the reason of a record beyond the budget begins.
const DEBT: &str = "Over budget: ";

/// The budgets of the first storey, in bytes.
const BUDGET: Guarded = Guarded { first_load_brotli: 350_000, single_file_raw: 1_600_000 };

/// The guarded sums, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Guarded {
    /// wasm, js, css and html of the hosted app, each after brotli at its best.
    first_load_brotli: u64,
    /// `trivium.html` as it lies on the disk.
    single_file_raw: u64,
}

/// What `size-ratchet.json` holds.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    /// Why the sizes last changed.
    reason: String,
    guarded: Guarded,
    /// Bytes after brotli file by file, to see where growth comes from; not guarded.
    files_brotli: BTreeMap<String, u64>,
}

/// The sizes of one file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints all sizes and compares them with the record; false when one is too big. With a `reason` the record is
/// rewritten first.
pub(super) fn judge(place: &Place, files: &Files, reason: Option<&str>) -> Result<bool, Problem> {
    let step = Step::begin("sizes", "compresses every file as a good host does");
    let sizes = measure(files)?;
    step.done("measured");
    let path = place.root.join(RECORD);
    let record = read(&path)?;
    print(&sizes, &record);

    let now = guarded(&sizes);
    if let Some(reason) = reason {
        return raise(&path, reason, now, &sizes);
    }
    let verdicts = verdicts(now, record.guarded);
    for verdict in &verdicts {
        println!("  {}", verdict.sentence);
    }
    let good = verdicts.iter().all(|verdict| verdict.good);
    if !good {
        println!("\n  Find what grew, or accept it with a reason:  cargo run -- build --raise \"why\"\n");
    }
    Ok(good)
}

/// Sizes of all files. Compressing at the best level is slow, so all files at once.
fn measure(files: &Files) -> Result<BTreeMap<String, Size>, Problem> {
    thread::scope(|scope| {
        let running: Vec<_> =
            files.iter().map(|(name, content)| (name, scope.spawn(|| measure_one(content)))).collect();
        let mut sizes = BTreeMap::new();
        for (name, thread) in running {
            let size = thread
                .join()
                .ok()
                .and_then(Result::ok)
                .ok_or_else(|| Problem::Sentence(format!("{name} could not be compressed.")))?;
            sizes.insert(name.clone(), size);
        }
        Ok(sizes)
    })
}

fn measure_one(content: &[u8]) -> std::io::Result<Size> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(content)?;
    let (quality, window) = (11, 22);
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, window);
    brotli.write_all(content)?;
    Ok(Size { raw: content.len() as u64, gzip: gzip.finish()?.len() as u64, brotli: brotli.into_inner().len() as u64 })
}

/// The sums that are guarded.
fn guarded(sizes: &BTreeMap<String, Size>) -> Guarded {
    let first = |name: &str| {
        let ending = name.rsplit('.').next().unwrap_or_default();
        name != SINGLE && matches!(ending, "wasm" | "js" | "css" | "html")
    };
    Guarded {
        first_load_brotli: sizes.iter().filter(|(name, _)| first(name)).map(|(_, size)| size.brotli).sum(),
        single_file_raw: sizes.get(SINGLE).map_or(0, |size| size.raw),
    }
}

/// Whether one sum is small enough, as a sentence.
#[derive(Debug)]
struct Verdict {
    good: bool,
    sentence: String,
}

fn verdicts(now: Guarded, record: Guarded) -> [Verdict; 2] {
    [
        verdict(
            "First load (wasm, js, css, html; brotli)",
            now.first_load_brotli,
            record.first_load_brotli,
            BUDGET.first_load_brotli,
        ),
        verdict("trivium.html (raw)", now.single_file_raw, record.single_file_raw, BUDGET.single_file_raw),
    ]
}

fn verdict(what: &str, now: u64, record: u64, budget: u64) -> Verdict {
    let tolerated = record + record * TOLERANCE_PERCENT / 100;
    // Within the budget there is no tolerance beyond it; a record that is a debt already has its own.
    let most = if record > budget { tolerated } else { tolerated.min(budget) };
    let good = now <= most;
    let against =
        format!("{what}: {} B, record {} B, budget {} B", say::bytes(now), say::bytes(record), say::bytes(budget));
    let sentence = match (good, now > budget) {
        (false, _) => format!("TOO BIG  {against}: {} B more than allowed", say::bytes(now - most)),
        (true, true) => format!("OVER BUDGET  {against}: {} B to win back", say::bytes(now - budget)),
        (true, false) => against,
    };
    Verdict { good, sentence }
}

/// Writes the new sizes and the reason; refuses what is over the budget and does not say so.
fn raise(path: &Path, reason: &str, now: Guarded, sizes: &BTreeMap<String, Size>) -> Result<bool, Problem> {
    let over = verdicts(now, BUDGET);
    if let Some(over) = over.iter().find(|verdict| !verdict.good && !reason.starts_with(DEBT)) {
        return Err(Problem::Sentence(format!(
            "{}. The budget is a decision of the design. A record beyond it is a debt: begin its reason with \"{DEBT}\".",
            over.sentence
        )));
    }
    let record = Record {
        reason: reason.to_owned(),
        guarded: now,
        files_brotli: sizes.iter().map(|(name, size)| (name.clone(), size.brotli)).collect(),
    };
    let mut json = serde_json::to_string_pretty(&record)
        .map_err(|error| Problem::Sentence(format!("{RECORD} could not be written: {error}")))?;
    json.push('\n');
    place::write(path, json.as_bytes())?;
    println!("  {RECORD} has the new sizes. Commit it together with what made them grow.");
    Ok(true)
}

fn read(path: &Path) -> Result<Record, Problem> {
    let text = place::read_text(path)?;
    serde_json::from_str(&text).map_err(|error| {
        Problem::Sentence(format!("{RECORD} is not understood: {error}. Restore it from git, or correct it."))
    })
}

/// Prints a table of all files, with the change since the record.
fn print(sizes: &BTreeMap<String, Size>, record: &Record) {
    println!("\n  {:<20} {:>11} {:>11} {:>11}  since the record", "file", "raw", "gzip", "brotli");
    for (name, size) in sizes {
        let change = match record.files_brotli.get(name) {
            None => "new".to_owned(),
            Some(before) if *before == size.brotli => "same".to_owned(),
            Some(before) if *before < size.brotli => {
                format!("+{}", say::bytes(size.brotli - before))
            }
            Some(before) => format!("\u{2212}{}", say::bytes(before - size.brotli)),
        };
        println!(
            "  {name:<20} {:>11} {:>11} {:>11}  {change}",
            say::bytes(size.raw),
            say::bytes(size.gzip),
            say::bytes(size.brotli)
        );
    }
    println!();
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn both(bytes: u64) -> Guarded {
        Guarded { first_load_brotli: bytes, single_file_raw: bytes }
    }

    fn good(now: Guarded, record: Guarded) -> [bool; 2] {
        verdicts(now, record).map(|verdict| verdict.good)
    }

    #[test]
    fn growth_within_three_percent_passes_and_one_byte_more_fails() {
        assert_eq!(good(both(100_000), both(100_000)), [true, true]);
        assert_eq!(good(both(103_000), both(100_000)), [true, true]);
        assert_eq!(good(both(103_001), both(100_000)), [false, false]);
        assert_eq!(good(both(1), both(100_000)), [true, true]);
    }

    #[test]
    fn the_budget_has_no_tolerance() {
        assert_eq!(good(BUDGET, BUDGET), [true, true]);
        let more =
            Guarded { first_load_brotli: BUDGET.first_load_brotli + 1, single_file_raw: BUDGET.single_file_raw + 1 };
        assert_eq!(good(more, BUDGET), [false, false]);
    }

    #[test]
    fn the_sentence_says_by_how_much() {
        let verdict = verdict("x", 1_042, 1_000, 2_000);
        assert_eq!(verdict.sentence, "TOO BIG  x: 1,042 B, record 1,000 B, budget 2,000 B: 12 B more than allowed");
    }

    #[test]
    fn the_first_load_is_code_style_and_page_without_the_single_file() {
        let size = |brotli| Size { raw: brotli * 3, gzip: brotli * 2, brotli };
        let sizes = [
            ("a.wasm", 1),
            ("b.js", 10),
            ("c.css", 100),
            ("index.html", 1_000),
            ("trivium.html", 10_000),
            ("icon.svg", 100_000),
        ]
        .map(|(name, brotli)| (name.to_owned(), size(brotli)))
        .into();
        assert_eq!(guarded(&sizes), Guarded { first_load_brotli: 1_111, single_file_raw: 30_000 });
    }

    #[test]
    fn compressed_sizes_are_those_of_real_streams() {
        let content = b"trivium ".repeat(1_000);
        let size = measure_one(&content).expect("memory can be written to");
        assert_eq!(size.raw, 8_000);
        assert!(size.brotli > 0 && size.brotli < size.gzip && size.gzip < 100);
    }

    #[test]
    fn a_debt_grows_no_further_than_the_tolerance_and_is_said_each_time() {
        let owed = verdict("x", 2_060, 2_000, 1_000);
        assert!(owed.good);
        assert_eq!(owed.sentence, "OVER BUDGET  x: 2,060 B, record 2,000 B, budget 1,000 B: 1,060 B to win back");
        assert!(!verdict("x", 2_061, 2_000, 1_000).good);
    }

    #[test]
    fn the_record_in_the_repository_is_within_the_budget_or_says_that_it_is_not() {
        let record: Record =
            serde_json::from_str(include_str!("../../../size-ratchet.json")).expect("a record that is understood");
        let within = good(record.guarded, BUDGET) == [true, true];
        assert_ne!(within, record.reason.starts_with(DEBT), "{}", record.reason);
    }
}
