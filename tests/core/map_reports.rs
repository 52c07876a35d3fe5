//! What follows from the map, as tables for a file: the figures are those of the engine, and nothing a spreadsheet would run.

use trivium_core::{
    chart::{Cell, Table},
    edit::{Command, MapEdit},
    engine::governance::{MapState, map_diff},
    exchange::{
        csv_out::{self, Separator},
        map_reports,
    },
    model::*,
};

use crate::map_csv::full;

/// Cells as a reader sees them.
fn shown(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.iter().map(Cell::shown).collect()).collect()
}

#[test]
fn the_gap_list_shows_how_its_order_comes_about() {
    let table = map_reports::gap_list(&full());
    // Level 2 holds; of level 3 the one criterion is not met. The target is 4, so two levels are missing; the step that
    // holds the stream back belongs to an activity to which change enablement contributes as the third last cell says.
    let rows = shown(&table);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0][..4], ["Change enablement", "2", "4", "2"]);
    let number = |at: usize| rows[0][at].parse::<u8>().unwrap_or(1);
    assert_eq!(number(6), 2 * number(5));
    assert_eq!(table.head.len(), rows[0].len());
}

#[test]
fn the_load_counts_rows_of_roles_and_holders() {
    let table = map_reports::raci_load(&full());
    let rows = shown(&table);
    // R of a step, A/R of a practice; nobody holds it today.
    assert_eq!(rows[0], ["role", "Developer", "2", "1", "0", "0", "2", "2", "0"]);
    assert!(rows.contains(&vec!["person", "Ana Ruiz", "0", "0", "1", "0", "1", "2", "1"]), "{rows:?}");
    assert!(rows.contains(&vec!["team", "Operations", "0", "0", "1", "0", "1", "2", "1"]), "{rows:?}");
    assert!(rows.iter().all(|row| row.len() == table.head.len()));
}

#[test]
fn coverage_lists_what_is_missing() {
    let workspace = full();
    let table = map_reports::coverage(&workspace);
    let of = |what: &str| shown(&table).into_iter().filter(|row| row[0] == what).count();
    // No step of this workspace names a practice.
    assert_eq!((of("practice that no step names"), of("step without a practice"), of("activity")), (34, 5, 6));
    // Developer and service owner stand in the RACI table and nobody holds them; the change manager is held.
    assert_eq!(of("role that nobody holds"), 2);
}

#[test]
fn differences_are_told_with_both_values() {
    let before = full();
    let edit = MapEdit::SetLevel { practice: Practice::ServiceDesk, activity: Activity::Plan, level: Some(3) };
    let mut after = Command::EditMap { edit }.apply(&before).unwrap();
    std::sync::Arc::make_mut(&mut after.teams)[0].name = "=Build()".to_owned();
    let table = map_reports::differences(&map_diff(&MapState::now(&before), &MapState::now(&after)));
    let rows = shown(&table);
    assert_eq!((rows[0][0], rows[0][2]), ("Heat map", "changed"), "{rows:?}");
    assert!(rows.iter().any(|row| row[0] == "Teams" && row[4].contains("=Build()")), "{rows:?}");
    let text = csv_out::write(&table, Separator::Comma);
    assert!(!text.contains(",=") && text.contains("'=Build()"), "{text}");
}
