//! The map of practices, roles and teams as one Markdown document: for a wiki, a pull request, a mail.
//!
//! Tables are those of the CSV files; rows in which nothing is said are left out. What people typed is escaped, so that no
//! name becomes a heading, a link, a row or a tag.

use std::fmt::Write;

use super::{
    map_csv::{self, MapTable},
    map_reports,
};
use crate::{
    catalog::{capabilities, trade_marks::TRADE_MARK},
    chart::{Cell, Table, sign_sentence},
    engine::governance::{Speaks, dimensions, principles},
    model::Workspace,
};

/// Longest text of a cell, in characters: a report is read, not stored.
const LONGEST: usize = 300;

/// A table with the number of columns that only say what a row is about.
type Part = (MapTable, usize);

/// The tables of the report, in their order.
const PARTS: [Part; 11] = [
    (MapTable::Levels, 1),
    (MapTable::Parts, 1),
    (MapTable::Matrix, 1),
    (MapTable::Raci, 3),
    (MapTable::Roles, 1),
    (MapTable::People, 1),
    (MapTable::Teams, 1),
    (MapTable::Interactions, 1),
    (MapTable::Platform, 1),
    (MapTable::Contracts, 1),
    (MapTable::Maturity, 1),
];

/// The document. `foot` says which version made it, and when.
pub fn markdown(workspace: &Workspace, foot: &str) -> String {
    let mut out = format!("# {}: practices, roles and teams\n\n", escaped(&workspace.name));
    section(&mut out, "Gaps of maturity", &map_reports::gap_list(workspace), 1);
    section(&mut out, "Coverage", &map_reports::coverage(workspace), 1);
    evidence(&mut out, workspace);
    for (which, keys) in PARTS {
        section(&mut out, which.name(), &map_csv::table(workspace, which), keys);
    }
    section(&mut out, "Load of the RACI table", &map_reports::raci_load(workspace), 2);
    let _ = write!(out, "---\n\n{}\n\n{TRADE_MARK}\n\n{}\n", escaped(foot), capabilities::CREDIT);
    out
}

/// Principles and dimensions with the counts that speak for and against them.
fn evidence(out: &mut String, workspace: &Workspace) {
    out.push_str("## Guiding principles\n\n");
    for check in principles(workspace) {
        let count = |speaks: Speaks| check.count(speaks);
        let _ = writeln!(
            out,
            "- **{}**: {} for, {} in part, {} against, {} cannot be judged",
            check.principle.about().name,
            count(Speaks::For),
            count(Speaks::InPart),
            count(Speaks::Against),
            count(Speaks::NotAtAll)
        );
        for sign in &check.signs {
            let _ = writeln!(out, "  - {}", escaped(&sign_sentence(sign)));
        }
    }
    out.push_str("\n## Four dimensions\n\n");
    for cover in dimensions(workspace) {
        let (with, of) = cover.filled();
        let _ = writeln!(out, "- **{}**: {with} of {of}", cover.dimension.name());
    }
    out.push('\n');
}

/// A heading and a table, without the rows that say nothing beside their first `keys` columns; nothing without rows.
fn section(out: &mut String, title: &str, table: &Table, keys: usize) {
    let says = |row: &&Vec<Cell>| row.len() <= keys || row.iter().skip(keys).any(|cell| *cell != Cell::Missing);
    let rows: Vec<&Vec<Cell>> = table.rows.iter().filter(says).collect();
    if rows.is_empty() {
        return;
    }
    let _ = write!(out, "## {}\n\n", escaped(title));
    line(out, table.head.iter().map(|name| escaped(name)));
    line(out, table.head.iter().map(|_| "---".to_owned()));
    for row in rows {
        let shown = |cell: &Cell| match cell {
            Cell::Missing => String::new(),
            cell => escaped(cell.shown()),
        };
        line(out, row.iter().map(shown));
    }
    out.push('\n');
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for cell in cells {
        out.push(' ');
        out.push_str(&cell);
        out.push_str(" |");
    }
    out.push('\n');
}

/// The text on one line, with every sign that Markdown or HTML would read marked as a plain one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, sign) in text.trim().chars().enumerate() {
        if at == LONGEST {
            out.push_str(" ...");
            break;
        }
        match sign {
            '\n' | '\r' | '\t' => out.push(' '),
            sign if sign.is_control() => {}
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(sign);
            }
            '+' | '-' | '=' | '>' if at == 0 => {
                out.push('\\');
                out.push(sign);
            }
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::samples::larkfield;

    #[test]
    fn what_people_typed_stays_text() {
        assert_eq!(escaped("a | b\nc"), "a \\| b c");
        assert_eq!(escaped("<script>&"), "&lt;script>&amp;");
        assert_eq!(escaped("# [x](y) `z` *b*"), "\\# \\[x\\](y) \\`z\\` \\*b\\*");
        assert_eq!(escaped("- item"), "\\- item");
        assert_eq!(escaped(&"x".repeat(400)).len(), LONGEST + 4);
    }

    #[test]
    fn the_report_holds_what_is_said_and_no_empty_table() {
        let report = markdown(&larkfield(), "Trivium");
        for part in [
            "# Larkfield Stores: practices, roles and teams",
            "## Gaps of maturity",
            "| Deployment management |",
            "## Guiding principles",
            "## RACI",
            "## Team interactions",
            "ITIL is a registered trade mark",
            "CC-BY-4.0",
        ] {
            assert!(report.contains(part), "{part}");
        }
        let rows = report.lines().filter(|line| line.starts_with('|'));
        for line in rows {
            assert!(line.ends_with('|'), "{line}");
        }
        let empty = markdown(&Workspace::empty("e", "Empty"), "Trivium");
        assert!(!empty.contains("## RACI") && !empty.contains("## Teams"), "{empty}");
    }

    /// Each table has as many cells in each row as in its head, whatever names hold.
    #[test]
    fn rows_keep_their_columns_with_hostile_names() {
        let mut workspace = larkfield();
        for team in std::sync::Arc::make_mut(&mut workspace.teams) {
            team.name = format!("{} | \"<b>\\|\n# x", team.name);
        }
        let report = markdown(&workspace, "Trivium");
        let columns = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
        let mut expected = None;
        for line in report.lines() {
            if line.starts_with('|') {
                let now = columns(line);
                assert_eq!(*expected.get_or_insert(now), now, "{line}");
            } else {
                expected = None;
            }
        }
        assert!(!report.contains("<b>"));
    }
}
