//! How a workspace is written and read: the same back, hostile files refused with a sentence, golden files.
//! `UPDATE_GOLDEN=1 cargo test --test core wire` writes what is missing; what is there stays.

use std::{collections::BTreeMap, path::PathBuf, time::Instant};

use proptest::prelude::*;
use trivium_core::catalog::samples::Sample;
use trivium_core::edit::{Command, History, NewIds};
use trivium_core::model::{ChunkHash, Demand, Flow, FlowKind, Share, Workspace, check};
use trivium_core::wire::{
    APP, MOST_BYTES, ReadError, WriteError, read_chunk, read_document, read_file, write_chunk, write_document,
    write_file,
};

use super::fixture::{self, step, workspace};

const SAVED_AT: &str = "2026-11-20T09:00:00Z";

fn file(workspace: &Workspace) -> String {
    write_file(workspace, SAVED_AT).unwrap()
}

fn refused(text: &str) -> ReadError {
    read_file(text.as_bytes()).unwrap_err()
}

#[test]
fn every_sample_reads_back() {
    for sample in Sample::ALL {
        let workspace = sample.workspace();
        assert_eq!(read_file(file(&workspace).as_bytes()).unwrap().workspace, workspace);
    }
}

/// Files of schema 1 as they were once written: those of the samples, and one that uses the map of practices. They stay as
/// they are while samples change: each must be read for ever, and as long as 1 is the newest schema, written the same
/// again. What is new in the schema gets a file of its own.
#[test]
fn files_of_schema_1_are_read_and_written_as_they_always_were() {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "core", "golden", "wire"].iter().collect();
    let names = Sample::ALL.map(|sample| (sample.workspace().id, sample));
    let mapped = ("larkfield-stores-with-map".to_owned(), Sample::Larkfield);
    for (name, sample) in names.into_iter().chain([mapped]) {
        let path = folder.join(format!("schema-1-{name}.json"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() && !path.exists() {
            std::fs::write(&path, file(&sample.workspace())).unwrap();
        }
        // Checkouts on Windows may turn line ends.
        let kept = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let read = read_file(kept.as_bytes()).unwrap();
        let again = write_file(&read.workspace, &read.saved_at).unwrap();
        let by_this_version = kept.replacen(&format!("\"app\": \"{}\"", read.app), &format!("\"app\": \"{APP}\""), 1);
        assert!(again == by_this_version, "{} is written otherwise now: that is another schema.", path.display());
    }
}

#[test]
fn a_sample_stays_far_below_the_size_of_one_save() {
    for sample in Sample::ALL {
        let document = write_document(&sample.workspace()).unwrap();
        println!("{}: document of {} bytes", sample.workspace().id, document.len());
        assert!(document.len() < 50_000, "{}", document.len());
    }
}

#[test]
fn the_document_and_its_chunks_read_back_apart() {
    let before = workspace();
    let chunks: BTreeMap<ChunkHash, String> =
        before.tables.chunks.iter().map(|(hash, chunk)| (hash.clone(), write_chunk(chunk).unwrap())).collect();
    let text = write_document(&before).unwrap();
    let (after, notices) = read_document(&text, |hash| chunks.get(hash).cloned()).unwrap();
    assert_eq!((after, notices.len()), (before.clone(), 0));
    assert!(!text.contains("deployments"));

    let (without, notices) = read_document(&text, |_| None).unwrap();
    assert!(without.tables.delivery.is_empty());
    assert!(notices[0].contains("without the delivery records of \"Web shop\""), "{notices:?}");

    let (hash, chunk) = chunks.iter().next().unwrap();
    let damaged = chunk.replace("\"d1\"", "\"d9\"");
    assert!(matches!(read_chunk(hash, &damaged), Err(ReadError::WrongChunk { .. })));
    let (_, notices) = read_document(&text, |_| Some(damaged.clone())).unwrap();
    assert!(notices[0].contains("is damaged"), "{notices:?}");
}

#[test]
fn what_cannot_be_read_back_is_never_written() {
    let mut broken = workspace();
    let stream = &mut std::sync::Arc::make_mut(&mut broken.streams)[0];
    stream.demand = Demand { per_week: f64::NAN, ..stream.demand };
    let error = write_document(&broken).unwrap_err();
    assert_eq!(error, WriteError::NoWrittenForm { path: "value_streams[0].demand.per_week".to_owned() });
    assert!(write_file(&broken, SAVED_AT).is_err());
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    let text = format!("\u{feff}{}", file(&workspace()));
    assert_eq!(read_file(text.as_bytes()).unwrap().workspace, workspace());
}

#[test]
fn a_newer_schema_is_told_apart_from_a_broken_file() {
    let newer = r#"{"format":"trivium-workspace","schema":7,"app":"3.1.0","whatever":{"else":1}}"#;
    let error = refused(newer);
    assert_eq!(error, ReadError::Newer { schema: 7, app: "3.1.0".to_owned() });
    assert!(error.to_string().contains("left as it is"));
    for schema in ["0", "-1", "1.5", "\"1\"", "null"] {
        let text = newer.replace(":7,", &format!(":{schema},"));
        assert!(matches!(refused(&text), ReadError::NoSchema { .. }), "{schema}");
    }
}

/// Each hostile change to a good file, and what its sentence must name.
#[test]
fn hostile_files_are_refused_with_a_sentence_that_says_where() {
    let good = file(&workspace());
    let swap = |old: &str, new: &str| {
        assert!(good.contains(old), "the file has no {old}");
        good.replacen(old, new, 1)
    };
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let cases: Vec<(String, &[&str])> = vec![
        (String::new(), &["is empty"]),
        (" \n\t".to_owned(), &["is empty"]),
        (good[..good.len() / 2].to_owned(), &["cut off", "line"]),
        ("id;name\n1;Shop".to_owned(), &["not valid JSON", "line 1, column 1"]),
        (deep, &["nests deeper"]),
        ("[1,2]".to_owned(), &["not a Trivium workspace", "missing"]),
        ("{\"format\":\"openslo/v1\"}".to_owned(), &["not a Trivium workspace", "openslo/v1"]),
        (swap("\"name\": \"Shop\"", "\"name\": \"Shop\", \"name\": \"Other\""), &["\"name\" comes twice", "line"]),
        (swap("\"name\": \"Shop\"", "\"name\": \"Shop\", \"motto\": 1"), &["document", "motto", "line"]),
        (swap("\"kind\": \"work\"", "\"kind\": \"work\", \"extra\": 1"), &["value_streams[0].steps[0].kind.extra"]),
        (swap("\"hours\": 8.0", "\"hours\": \"eight\""), &["value_streams[0].steps[1].work", "in \"Develop\""]),
        (swap("\"hours\": 8.0", "\"hours\": NaN"), &["not valid JSON", "line"]),
        (swap("\"hours\": 8.0", "\"hours\": 1e400"), &["not valid JSON", "number out of range"]),
        (swap("\"hours\": 8.0", "\"hours\": -8.0"), &["\"Develop\"", "do not describe a length of time"]),
        (swap("\"planned_share\": 0.8", "\"planned_share\": 1.8"), &["teams[0].planned_share", "is not a share"]),
        (swap("\"people\": 5", "\"people\": 70000"), &["teams[0].people", "in \"Build\""]),
        (swap("\"people\": 5", "\"people\": 0"), &["contradicts itself", "Build", "0 people"]),
        (swap("\"target\": \"99.9\"", "\"target\": \"100\""), &["target", "is not a target"]),
        (swap("\"id\": \"team-5\"", "\"id\": \"team-x\""), &["\"team-x\" is not an id"]),
        (swap("\"id\": \"team-5\"", "\"id\": \"team-4\""), &["used twice"]),
        (swap("\"team\": \"team-5\"", "\"team\": \"team-77\""), &["\"Deploy\"", "team-77", "does not exist"]),
        (swap("\"next_id\": ", "\"next_id\": 0, \"was\": "), &["was"]),
        (swap("\"d1\"", "\"d8\""), &["damaged"]),
        (swap("\"chunks\": {", "\"chunks\": {\"abc\":{\"kind\":\"secret\"},"), &["chunks.abc", "secret"]),
        (good.clone() + "{}", &["not valid JSON", "trailing"]),
        (swap("\"saved_at\": \"2", &format!("\"saved_at\": \"{}", "2".repeat(100))), &["saved_at"]),
    ];
    for (text, words) in cases {
        let said = refused(&text).to_string();
        for word in words {
            assert!(said.contains(word), "\"{word}\" is not in: {said}");
        }
        assert!(said.len() < 1_500 && said.ends_with(['.', ')']), "{said}");
        for internal in ["f64", "u16", "struct ", "enum ", "trivium_core"] {
            assert!(!said.contains(internal), "{said}");
        }
    }
}

#[test]
fn size_and_encoding_are_looked_at_first() {
    let big = vec![b' '; MOST_BYTES + 1];
    assert_eq!(read_file(&big).unwrap_err(), ReadError::TooLarge { bytes: MOST_BYTES + 1 });
    let latin = [b"{\"format\": \"".as_slice(), &[0xe9], b"\"}"].concat();
    assert_eq!(read_file(&latin).unwrap_err(), ReadError::NotUtf8 { at: 12 });
}

#[test]
fn a_circle_and_a_missing_table_are_contradictions() {
    let mut text = file(&workspace());
    let first = text.find("\"chunks\": {").unwrap();
    text.replace_range(first.., "\"chunks\": {}\n}\n");
    let ReadError::Unsound { problems } = refused(&text) else { unreachable!("it is unsound") };
    assert!(problems[0].what.contains("are missing"), "{problems:?}");
}

#[test]
fn every_kind_of_id_lies_below_the_next_free_number() {
    let good = file(&workspace());
    let next = workspace().next_id;
    for kind in ["service", "contract", "slo", "stream", "step", "flow", "team", "scenario", "improvement"] {
        let field = format!("\"id\": \"{kind}-");
        let at = good.find(&field).unwrap_or_else(|| unreachable!("no {kind} in the file")) + field.len();
        let mut text = good.clone();
        // 1 becomes 1000001, in the id alone or together with what points to it.
        text.insert_str(at, "100000");
        let said = refused(&text).to_string();
        assert!(said.contains(&format!("not below the next free number {next}")), "{kind}: {said}");
    }
}

#[test]
fn a_file_at_the_limits_is_checked_without_quadratic_work() {
    let mut big = workspace();
    let mut ids = NewIds::of(&big);
    let stream = &mut std::sync::Arc::make_mut(&mut big.streams)[0];
    stream.steps.extend((0..9_000).map(|_| step(ids.step(), "S", 1.0)));
    let all: Vec<_> = stream.steps.iter().map(|step| step.id).collect();
    let kind = FlowKind::Next { share: Share::ALL };
    stream.flows = all.windows(2).map(|pair| Flow { id: ids.flow(), from: pair[0], to: pair[1], kind }).collect();
    big.next_id = 1_000_000;
    let began = Instant::now();
    assert_eq!(check::check(&big), vec![]);
    println!("check of {} steps: {:?}", all.len(), began.elapsed());
    assert!(began.elapsed().as_millis() < 1_000);
}

#[test]
fn user_text_survives_literally() {
    let hostile = "</script><img src=x onerror=alert(1)> \u{202e}evil\u{2066} =1+1 \"\\ \u{0} \u{10ffff} 日本";
    let before = Command::Rename { name: hostile.to_owned() }.apply(&workspace()).unwrap();
    assert_eq!(read_file(file(&before).as_bytes()).unwrap().workspace.name, hostile);
}

proptest! {
    #[test]
    fn writing_and_reading_gives_the_same_workspace(rolls in fixture::rolls(60)) {
        let mut history = History::new(workspace());
        for roll in rolls {
            let command = roll.command(history.now());
            let _ = history.apply(&command);
        }
        let text = file(history.now());
        let read = read_file(text.as_bytes()).unwrap();
        prop_assert_eq!(&read.workspace, history.now());
        prop_assert_eq!(file(&read.workspace), text);
    }

    #[test]
    fn no_damage_makes_the_reader_panic_or_accept_nonsense(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..6)
    ) {
        let mut bytes = file(&workspace()).into_bytes();
        for (at, byte, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, byte),
            }
        }
        if let Ok(read) = read_file(&bytes) {
            prop_assert_eq!(check::check(&read.workspace), vec![]);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = read_file(text.as_bytes());
        let _ = read_document(&text, |_| Some(text.clone()));
    }
}

/// Milliseconds are printed, and fail only far beyond the budget of 5 ms for 50 kB.
#[test]
fn a_large_document_is_written_and_proven_in_passing() {
    let start = workspace();
    let mut ids = NewIds::of(&start);
    let steps = (0..110).map(|nr| step(ids.step(), &format!("Step {nr}"), 1.25)).collect();
    let big = Command::AddSteps { stream: start.streams[0].id, at: 5, steps }.apply(&start).unwrap();
    let size = write_document(&big).unwrap().len();
    // The shortest of several: other programs may hold up the rest.
    let time = |_| {
        let began = Instant::now();
        write_document(&big).unwrap();
        began.elapsed()
    };
    let each = (0..20).map(time).min().unwrap();
    println!("one document of {size} bytes: {each:?}");
    assert!(each.as_millis() < 50, "{each:?}");
}
