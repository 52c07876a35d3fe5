//! Files of tables of the map that come from nowhere good: formulas, floods, wrong heads, no text at all.

use std::sync::Arc;

use trivium_core::{
    exchange::map_csv::{
        self, MOST_CHANGES, MOST_COLUMNS, MOST_IN_CELL, MOST_PROBLEMS, MOST_ROWS, MapCsvError, MapTable,
    },
    model::*,
};

use crate::map_csv::{csv, full, imported, read, sentences};

#[test]
fn what_a_spreadsheet_would_run_is_guarded_and_comes_back() {
    let mut workspace = full();
    let names = ["=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "\tx", "'quoted", "＝1"];
    let teams = Arc::make_mut(&mut workspace.teams);
    for (at, name) in names.into_iter().enumerate() {
        teams.push(Team::new(TeamId::new(950 + u64::try_from(at).unwrap()), name.to_owned()));
    }
    teams[0].provides = names
        .map(|name| PlatformService { name: name.to_owned(), consumers: Vec::new(), ..teams[1].provides[0].clone() })
        .to_vec();
    for table in [MapTable::Teams, MapTable::Platform] {
        let text = csv(&workspace, table);
        let runs = |field: &&str| field.trim_start_matches('"').starts_with(['=', '+', '@', '\t', '＝']);
        assert_eq!(text.split(['\n', ',']).find(runs), None, "{text}");
        let import = read(&text, &workspace, table).unwrap();
        assert_eq!((sentences(&import).len(), import.command), (0, None), "{text}");
    }
    // A formula that a file brings is a name and nothing else, and is guarded again on its way out.
    let (_, after) = imported("Team,People\n\"=HYPERLINK(\"\"x\"\")\",2\n", &full(), MapTable::Teams);
    assert_eq!(after.teams[2].name, "=HYPERLINK(\"x\")");
    assert!(csv(&after, MapTable::Teams).contains("'=HYPERLINK"));
}

#[test]
fn files_that_are_no_such_table_are_refused_whole() {
    let workspace = full();
    let error = |text: &[u8], table| map_csv::read(text, &workspace, table, "x.csv").unwrap_err().to_string();
    assert!(error(b"", MapTable::Levels).contains("no rows"));
    assert!(error(b"Practice,Plan\n", MapTable::Levels).contains("no rows"));
    assert!(error(b"PK\x03\x04....", MapTable::Levels).contains("workbook"));
    assert!(error(b"Practice,Plan\nService desk,\xff\n", MapTable::Levels).contains("Line 2 is not UTF-8"));
    assert!(error(b"Practice,Plan\nService desk,\0\n", MapTable::Levels).contains("zero byte"));
    assert_eq!(
        error(b"Step,Work (h)\nTest,4\n", MapTable::Levels),
        "The file has no column \"Practice\", by which the rows of the table \"Heat map, ITIL 4\" are known. Its heads are \"Step\", \"Work (h)\"."
    );
    assert_eq!(
        error(b"Practice,plan,PLAN\nService desk,1,2\n", MapTable::Levels),
        "The columns \"plan\" and \"PLAN\" say the same. Remove one, or call it something else."
    );
    assert!(matches!(
        map_csv::read(&vec![b'a'; map_csv::MOST_BYTES + 1], &workspace, MapTable::Raci, "x"),
        Err(MapCsvError::TooLarge)
    ));
    let rows = format!("Person\n{}", "a\n".repeat(MOST_ROWS + 1));
    assert_eq!(read(&rows, &workspace, MapTable::People), Err(MapCsvError::TooMany));
    let columns = format!("Person{}\na\n", ",x".repeat(MOST_COLUMNS));
    assert_eq!(read(&columns, &workspace, MapTable::People), Err(MapCsvError::TooMany));
    // What only the whole breaks: more teams than a workspace holds.
    let mut many = String::from("Team\n");
    (0..600).for_each(|at| many.push_str(&format!("Team {at}\n")));
    assert!(matches!(read(&many, &workspace, MapTable::Teams), Err(MapCsvError::Refused(_))));
}

#[test]
fn floods_are_counted_not_told_one_by_one() {
    let workspace = full();
    let rows = format!("Person\n{}", (0..400).fold(String::new(), |rows, at| rows + &format!("P{at}\n")));
    let import = read(&rows, &workspace, MapTable::People).unwrap();
    assert_eq!((import.changes.len(), import.more_changes), (MOST_CHANGES, 400 - MOST_CHANGES));
    let rows = format!("Practice or step\n{}", "Nowhere to be found\n".repeat(MOST_ROWS));
    let import = read(&rows, &workspace, MapTable::Raci).unwrap();
    assert_eq!((import.problems.len(), import.problems.len() + import.more_problems), (MOST_PROBLEMS, MOST_ROWS));
    let cell = format!("Role,Held today by\nDeveloper,\"{}\"\n", "x;".repeat(MOST_IN_CELL + 1));
    assert!(sentences(&read(&cell, &workspace, MapTable::Roles).unwrap())[0].contains("more than 100 names"));
    let long = format!("Person\n{}\n", "n".repeat(201));
    assert!(sentences(&read(&long, &workspace, MapTable::People).unwrap())[0].contains("longer than 200"));
    // A line that claims columns which no head names, and one that is too short.
    let import = read("Person,Team\nAna Ruiz,Operations,=1,,,\nBen Osei\n", &workspace, MapTable::People).unwrap();
    assert_eq!((sentences(&import).len(), import.changes.len(), import.same), (0, 1, 1));
}

#[test]
fn columns_that_mean_nothing_here_are_named() {
    let import =
        read("Practice,Plan,Colour,,Strand\nService desk,1,red,x,Velocity\n", &full(), MapTable::Levels).unwrap();
    assert_eq!(import.unread, ["Colour", "Strand"]);
    // The strand of the matrix stands there for the reader.
    let import = read("Practice,Strand\nService desk,Velocity\n", &full(), MapTable::Matrix).unwrap();
    assert_eq!((import.unread.len(), import.command), (0, None));
}
