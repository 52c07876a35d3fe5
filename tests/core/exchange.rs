//! Delivery records from CSV files, and tables as CSV files.

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use trivium_core::{
    catalog::samples,
    chart::{Cell, Table},
    edit::check_records,
    exchange::{
        csv_out::{self, Separator},
        delivery_csv::{Choices, Import, ImportError, Kind, Outcome, Reading, read},
    },
};

fn import(text: &str) -> Import {
    read(text.as_bytes(), &Choices::default()).unwrap()
}

/// Reads by slices of so many rows.
fn sliced(text: &str, rows: usize) -> Result<Import, ImportError> {
    let mut reading = Reading::begin(text.as_bytes().into(), Choices::default())?;
    loop {
        if let Some(import) = reading.advance(rows)? {
            return Ok(import);
        }
    }
}

fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn sentences(import: &Import) -> Vec<(usize, String, String, Outcome)> {
    import.remarks.iter().map(|r| (r.row, r.field.clone(), r.sentence.clone(), r.outcome)).collect()
}

/// The shipped files, read by the tolerant reader, give what the sample's strict reader gives.
#[test]
fn the_rust_files_import_as_the_sample_has_them() {
    let deployments = import(include_str!("../../src/core/catalog/data/rust_releases.csv"));
    let incidents = import(include_str!("../../src/core/catalog/data/rust_incidents.csv"));
    assert_eq!((deployments.kind, deployments.rows_read, deployments.usable()), (Kind::Deployments, 133, 133));
    assert_eq!((incidents.kind, incidents.rows_read, incidents.usable()), (Kind::Incidents, 31, 31));
    assert!(deployments.remarks.is_empty() && incidents.remarks.is_empty());
    assert_eq!(deployments.notes, ["Times without a zone are read as UTC."]);
    let records = incidents.records(Some(&deployments.records(None, "rust_releases.csv")), "rust_incidents.csv");
    let workspace = samples::rust_train();
    let sample = workspace.tables.delivery_of(workspace.services[0].id).unwrap();
    assert_eq!((&records.deployments, &records.incidents), (&sample.deployments, &sample.incidents));
    assert_eq!(records.source, "rust_releases.csv and rust_incidents.csv");
    assert_eq!(check_records(&records), Ok(()));
}

#[test]
fn made_up_records_are_never_mixed_with_imported_ones() {
    let workspace = samples::larkfield();
    let earlier = workspace.tables.delivery_of(workspace.services[0].id).unwrap();
    let records = import("opened_at,severity\n2026-04-24,P1\n").records(Some(earlier), "mine.csv");
    assert!(records.deployments.is_empty() && !records.synthetic);
    assert_eq!((records.incidents.len(), records.source.as_str()), (1, "mine.csv"));
}

#[test]
fn a_second_import_of_a_kind_takes_the_place_of_the_first() {
    let first = import("id,finished_at,failed\na,2026-04-24,no\n").records(None, "a.csv");
    let second = import("id,finished_at,failed\nb,2026-04-25,no\n").records(Some(&first), "b.csv");
    assert_eq!(second.deployments.len(), 1);
    assert_eq!((second.deployments[0].id.as_str(), second.source.as_str()), ("b", "b.csv"));
}

#[test]
fn heads_of_the_usual_tools_are_known() {
    // ServiceNow change request.
    let servicenow = import(
        "\u{feff}number;type;state;cmdb_ci;work_start;work_end;close_code\r\n\
         CHG1;normal;Closed;web;2026-04-30 21:30:00;2026-04-30 22:00:00;successful\r\n\
         CHG2;normal;Closed;web;2026-05-07 21:30:00;2026-05-07 22:00:00;unsuccessful\r\n\
         CHG3;normal;Closed;web;2026-05-14 21:30:00;2026-05-14 22:00:00;successful_issues\r\n",
    );
    assert_eq!(servicenow.kind, Kind::Deployments);
    let failed: Vec<_> = servicenow.deployments.iter().map(|d| d.failed).collect();
    assert_eq!(failed, [Some(false), Some(true), None]);
    assert_eq!(servicenow.deployments[0].finished_at, at(2026, 4, 30, 22, 0));
    assert_eq!(servicenow.remarks[0].row, 4);
    // ServiceNow incident: its impact is a level.
    let incident = import(
        "number,opened_at,resolved_at,impact,priority,state,close_code,caused_by\n\
         INC1,2026-04-30 22:35:00,2026-05-01 00:11:00,2 - Medium,3 - Moderate,Closed,Solved,CHG1\n\
         INC2,2026-05-30 22:35:00,,1 - High,1 - Critical,New,,\n",
    );
    assert_eq!(incident.kind, Kind::Incidents);
    assert_eq!(incident.incidents[0].severity.as_deref(), Some("3 - Moderate"));
    assert_eq!(incident.incidents[0].deployment_id.as_deref(), Some("CHG1"));
    assert_eq!((incident.incidents[1].resolved_at, incident.incidents[1].impact), (None, None));
    assert!(incident.notes.iter().any(|note| note.contains("levels")));
    // DevLake.
    let devlake = import(
        "id,startedDate,finishedDate,result,environment\n\
         1,2026-04-30T19:30:00Z,2026-04-30T22:00:00+02:00,SUCCESS,PRODUCTION\n\
         2,2026-04-30T19:30:00Z,2026-04-30T22:00:00+02:00,FAILURE,PRODUCTION\n\
         3,2026-04-30T19:30:00Z,2026-04-30T22:00:00+02:00,SUCCESS,STAGING\n",
    );
    assert_eq!((devlake.usable(), devlake.left_out()), (1, 2));
    assert_eq!(devlake.deployments[0].finished_at, at(2026, 4, 30, 20, 0));
    assert_eq!(
        import("issueKey,title,status,createdDate,resolutionDate\nA-1,x,DONE,2026-04-30,2026-05-01\n").usable(),
        1
    );
    // PagerDuty, older export.
    let pagerduty = import("incident_number,created_on,resolved_on,urgency\n7,2026-04-30T22:00:00-04:00,,high\n");
    assert_eq!(pagerduty.incidents[0].opened_at, at(2026, 5, 1, 2, 0));
    assert_eq!(pagerduty.incidents[0].id, "7");
    // fourkeys.
    assert_eq!(
        import("source,deploy_id,time_created,main_commit\ngh,d1,2026-04-30 22:00:00 UTC,abc\n").kind,
        Kind::Deployments
    );
    assert_eq!(
        import("source,incident_id,time_created,time_resolved\ngh,i1,1777586400,1777593600000\n").kind,
        Kind::Incidents
    );
}

/// 1777586400 is 2026-04-30T22:00:00Z.
#[test]
fn times_in_every_form_are_the_same_moment() {
    for text in [
        "2026-04-30T22:00:00Z",
        "2026-04-30 22:00",
        "2026-04-30T22:00",
        "2026-04-30 22:00:00 UTC",
        "2026-04-30T22:00:00.000+00:00",
        "2026-05-01T00:00:00+02:00",
        "2026-05-01 00:00:00 +0200",
        "2026-04-30T17:00:00-05",
        "2026/04/30 22:00",
        "30.04.2026 22:00",
        "1777586400",
        "1777586400000",
    ] {
        let found = import(&format!("finished_at,failed\n{text},no\n"));
        assert_eq!(found.deployments.first().map(|d| d.finished_at), Some(at(2026, 4, 30, 22, 0)), "{text}");
    }
    for text in ["2026-04-30", "20260430", "30.04.2026"] {
        let found = import(&format!("finished_at,failed\n{text},no\n"));
        assert_eq!(found.deployments[0].finished_at, at(2026, 4, 30, 0, 0), "{text}");
    }
    for text in [
        "31/02/2026",
        "2026-02-31",
        "04/05/2026",
        "yesterday",
        "1e400",
        "-1",
        "NaN",
        "9999-01-01",
        "1000-01-01",
        "99999999999999999999",
    ] {
        let found = import(&format!("finished_at,failed\n{text},no\n"));
        assert_eq!((found.usable(), found.left_out()), (0, 1), "{text}");
        assert!(found.remarks[0].sentence.contains(text), "{:?}", found.remarks);
    }
}

#[test]
fn zones_are_mentioned_only_when_one_was_assumed() {
    let about_zones = |text: &str| import(text).notes.iter().filter(|note| note.contains("UTC")).count();
    assert_eq!(about_zones("finished_at,failed\n2026-04-30T22:00Z,no\n"), 0);
    assert_eq!(about_zones("finished_at,failed\n2026-04-30T22:00,no\n2026-05-01,no\n"), 1, "said once");
}

#[test]
fn each_row_that_is_not_plain_gets_its_sentence() {
    let found = import(
        "id,finished_at,commit_time,failed,unplanned,changes\n\
         a,2026-04-30T22:00Z,2026-05-01T00:00Z,Y,0,9\n\
         b,31/02/2026,,no,no,\n\
         c,,,no,no,\n\
         d,2026-05-07T22:00Z,soon,maybe,TRUE,many\n\
         a,2026-05-14T22:00Z,,No,false,3\n\
         e,2026-05-21T22:00Z,,no,no,3,7\n",
    );
    assert_eq!((found.rows_read, found.usable(), found.left_out()), (6, 2, 4));
    let expected = [
        (2, "id", "\"a\" comes again in row 6, and the last one counts. Left out.", Outcome::LeftOut),
        (
            3,
            "finished_at",
            "\"31/02/2026\" is not a date and time. Write 2026-04-24 or 2026-04-24T22:00Z. Left out.",
            Outcome::LeftOut,
        ),
        (4, "finished_at", "The time is missing. Left out.", Outcome::LeftOut),
        (
            5,
            "commit_time",
            "\"soon\" is not a date and time. Write 2026-04-24 or 2026-04-24T22:00Z. Kept as unknown.",
            Outcome::Kept,
        ),
        (5, "failed", "\"maybe\" is neither yes nor no. Kept as unknown.", Outcome::Kept),
        (5, "changes", "\"many\" is not a count. Kept as unknown.", Outcome::Kept),
        (
            7,
            "",
            "The row has 7 fields, the head names 6. Put texts that hold the separator in quotation marks. Left out.",
            Outcome::LeftOut,
        ),
    ];
    let mut found_sentences = sentences(&found);
    found_sentences.sort_by_key(|(row, ..)| *row);
    let mut wanted: Vec<_> = expected
        .iter()
        .map(|(row, field, text, outcome)| (*row, (*field).to_owned(), (*text).to_owned(), *outcome))
        .collect();
    wanted.sort_by(|a, b| (a.0, &a.2).cmp(&(b.0, &b.2)));
    found_sentences.sort_by(|a, b| (a.0, &a.2).cmp(&(b.0, &b.2)));
    assert_eq!(found_sentences, wanted);
    assert_eq!(found.deployments[0].unplanned, Some(true));
    assert_eq!(found.deployments[1].changes, Some(3));
}

#[test]
fn negative_times_are_kept_and_said() {
    let deployments = import("id,finished_at,commit_time,failed\na,2026-04-30T22:00Z,2026-05-01T00:30Z,no\n");
    assert_eq!(
        deployments.deployments[0].commit_time,
        Some(at(2026, 5, 1, 0, 30)),
        "the metrics leave it out and count it"
    );
    assert_eq!(deployments.remarks[0].sentence, "Committed 2 h after it was live. Kept, lead time n/a.");
    let incidents = import("id,opened_at,resolved_at\na,2026-04-30T22:00Z,2026-04-30T21:55Z\n");
    assert_eq!(incidents.remarks[0].sentence, "Resolved 5 min before it was opened. Kept, recovery time n/a.");
    assert_eq!(incidents.usable(), 1);
}

#[test]
fn texts_may_hold_separators_line_ends_and_quotation_marks() {
    let found = import("id\tfinished_at\tfailed\n\"a\n\"\"b\"\"\tc\"\t2026-04-30T22:00Z\tno\n");
    assert_eq!(found.deployments[0].id, "a\n\"b\"\tc");
}

#[test]
fn a_share_of_users_is_a_share_and_a_level_is_none() {
    let shares = import("opened_at,severity,impact\n2026-04-30,P1,30%\n2026-05-01,P1,0.5\n2026-05-02,P1,1\n");
    let found: Vec<_> = shares.incidents.iter().map(|incident| incident.impact).collect();
    assert_eq!(found, [Some(0.3), Some(0.5), Some(1.0)]);
    let levels = import("opened_at,severity,impact\n2026-04-30,P1,1\n2026-05-01,P1,1\n");
    assert!(levels.incidents.iter().all(|incident| incident.impact.is_none()));
}

#[test]
fn one_of_several_services_can_be_chosen() {
    let text = "finished_at,failed,service\n2026-04-30,no,web\n2026-05-01,no,stock\n2026-05-02,no,web\n";
    let all = import(text);
    assert_eq!(
        all.services.iter().map(|(name, count)| (name.as_str(), *count)).collect::<Vec<_>>(),
        [("stock", 1), ("web", 2)]
    );
    assert!(all.notes.iter().any(|note| note.contains("2 services")));
    let choices = Choices { service: Some("web".to_owned()), kind: None };
    let web = read(text.as_bytes(), &choices).unwrap();
    assert_eq!((web.usable(), web.left_out(), web.services.len()), (2, 0, 2));
}

#[test]
fn whole_files_are_refused_with_a_sentence() {
    let refused = |bytes: &[u8]| read(bytes, &Choices::default()).unwrap_err();
    assert_eq!(refused(b""), ImportError::Empty);
    assert_eq!(refused(b"finished_at,failed\n"), ImportError::Empty);
    assert_eq!(refused(b"PK\x03\x04rest"), ImportError::Workbook);
    assert_eq!(refused(b"finished_at,failed\n\xff,no\n"), ImportError::NotUtf8(2));
    assert_eq!(refused(b"finished_at,failed\n\n\0,no\n"), ImportError::Binary(3));
    assert!(matches!(refused(b"a,b\n1,2\n"), ImportError::UnknownHeads(heads) if heads == "\"a\", \"b\""));
    assert!(matches!(refused(b"id,failed\n1,no\n"), ImportError::NoTime { kind: Kind::Deployments, .. }));
    assert_eq!(
        refused(b"severity,id\nP1,1\n").to_string(),
        "The file holds incidents, but no column says when they began. Name one opened_at."
    );
    assert_eq!(refused(&vec![b'a'; 50_000_001]), ImportError::TooLarge);
    let many = format!("finished_at,failed\n{}", "2026-04-30,no\n".repeat(100_001));
    assert_eq!(refused(many.as_bytes()), ImportError::TooManyRows);
}

/// Nobody waits for a large file: a slice reads the rows it is asked for, and the file says how far it is.
#[test]
fn a_slice_reads_no_more_rows_than_it_is_asked_for() {
    let row = |row: u32| format!("r{},2026-04-{:02}T10:00Z,\"zwölf, {row}\"\n", row % 900, 1 + row % 30);
    let text = format!("\u{feff}id,finished_at,note\n{}", (0..1_000).map(row).collect::<String>());
    let mut reading = Reading::begin(text.as_bytes().into(), Choices::default()).unwrap();
    let (mut slices, mut done) = (0, 0.0);
    let found = loop {
        slices += 1;
        if let Some(import) = reading.advance(10).unwrap() {
            break import;
        }
        assert!(reading.done() >= done && reading.done() < 1.0, "{} after {done}", reading.done());
        done = reading.done();
    };
    assert!(slices >= 200, "1 000 rows are read and settled by tens, not in {slices} slices");
    assert!(done > 0.9);
    assert_eq!(found, import(&text));
    assert_eq!((found.usable(), found.left_out()), (900, 100));
    // A file that is over stays over.
    assert_eq!((reading.advance(10), reading.done().to_bits()), (Ok(None), 1.0_f64.to_bits()));
    // A character of two bytes across two stretches is one character; a fault in a later stretch is still found.
    let long = format!("finished_at,note\n2026-04-30,{}\n", "ü".repeat(4_000));
    assert_eq!(sliced(&long, 1).unwrap(), import(&long));
    let broken = [long.as_bytes(), b"2026-04-30,\xff\n"].concat();
    assert_eq!(read(&broken, &Choices::default()), Err(ImportError::NotUtf8(3)));
}

#[test]
fn rows_left_out_come_back_as_a_file_to_correct() {
    let found = import("id,finished_at,failed\n=1+1,soon,no\nb,2026-04-30T22:00Z,no\n");
    let text = found.left_out_csv();
    assert!(text.contains("'=1+1"), "{text}");
    let rows = csv_out::read_back(&text, Separator::Comma).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0], ["id", "finished_at", "failed", "reason"]);
    assert_eq!(rows[1][..3], ["=1+1", "soon", "no"]);
    assert!(rows[1][3].ends_with("Left out."));
}

#[test]
fn numbers_stay_numbers_and_formulas_become_text() {
    let table = Table {
        head: vec!["Name".to_owned(), "Wait (h)".to_owned()],
        rows: vec![
            vec![Cell::text("@home"), Cell::number(Some(-12.5), |v| format!("{v} h"))],
            vec![Cell::text("'s top; \"quoted\", twice\r\n"), Cell::Missing],
        ],
    };
    let text = csv_out::write(&table, Separator::Comma);
    assert_eq!(text, "\u{feff}Name,Wait (h)\r\n'@home,-12.5\r\n\"'s top; \"\"quoted\"\", twice\r\n\",\r\n");
    assert!(csv_out::write(&table, Separator::Semicolon).contains("'@home;-12,5\r\n"));
}

/// The examples of the rule, and the characters it names.
#[test]
fn guards_follow_the_rule() {
    for (text, guarded) in
        [("@home", "'@home"), ("'+a", "''+a"), ("'s top", "'s top"), ("''", "'''"), ("", ""), ("'", "'")]
    {
        assert_eq!(csv_out::guard(text), guarded);
        assert_eq!(csv_out::unguard(guarded), text);
    }
    for first in ["=", "+", "-", "@", "\t", "\0", "\r", "\n", "＝", "＋", "－", "＠"] {
        assert_eq!(csv_out::guard(&format!("{first}1")), format!("'{first}1"));
    }
}

proptest! {
    #[test]
    fn any_table_of_texts_reads_back(
        rows in proptest::collection::vec(proptest::collection::vec("['=+@;,\"\r\n\ta-c＝-]{0,6}|\\PC{0,8}", 3), 0..6),
        semicolon in any::<bool>(),
    ) {
        let separator = if semicolon { Separator::Semicolon } else { Separator::Comma };
        let head = vec!["=a".to_owned(), "b,c".to_owned(), "d;e".to_owned()];
        let cells = rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        let text = csv_out::write(&Table { head: head.clone(), rows: cells }, separator);
        let mut expected = vec![head];
        expected.extend(rows);
        prop_assert_eq!(csv_out::read_back(&text, separator), Some(expected));
    }

    /// No spreadsheet sees a formula: whatever the text, the field on file does not begin with a character that starts one.
    #[test]
    fn no_field_begins_a_formula(text in any::<String>()) {
        let guarded = csv_out::guard(&text);
        prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\0', '\r', '\n']));
        prop_assert_eq!(csv_out::unguard(&guarded), text);
    }

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, &Choices::default());
        let _ = read(&bytes, &Choices { kind: Some(Kind::Incidents), service: Some(String::new()) });
    }

    /// Files with sound heads and any rows: every row is usable or left out, what is usable can be applied, and left-out
    /// rows come back.
    #[test]
    fn any_rows_are_usable_or_left_out(
        deployments in any::<bool>(),
        rows in proptest::collection::vec(
            proptest::collection::vec(prop_oneof![
                "[0-9TZ: .+/-]{0,20}",
                "yes|no|1|0|a|b|prod|staging|30%|0\\.5|\"x",
                (1960i32..2210, 0u32..14, 0u32..33).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
                any::<String>(),
            ], 0..9),
            1..8,
        ),
    ) {
        let head = if deployments {
            "id,finished_at,commit_time,failed,unplanned,changes,environment,status"
        } else {
            "id,opened_at,resolved_at,deployment_id,cause_is_change,severity,impact,service"
        };
        let body: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        let text = format!("{head}\n{}\n", body.join("\n"));
        prop_assert_eq!(sliced(&text, 1), read(text.as_bytes(), &Choices::default()));
        if let Ok(found) = read(text.as_bytes(), &Choices::default()) {
            prop_assert_eq!(found.usable() + found.left_out(), found.rows_read);
            let refused = found.remarks.iter().filter(|remark| remark.outcome == Outcome::LeftOut).count();
            prop_assert_eq!(refused, found.left_out());
            prop_assert!(found.remarks.windows(2).all(|pair| pair[0].row <= pair[1].row));
            prop_assert_eq!(check_records(&found.records(None, "x.csv")), Ok(()));
            let back = csv_out::read_back(&found.left_out_csv(), Separator::Comma).unwrap();
            prop_assert_eq!(back.len(), found.left_out() + 1);
        }
    }
}
