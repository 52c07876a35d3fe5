//! Tables as CSV files that spreadsheets open and that come back unchanged.
//!
//! A cell of text that begins like a formula would be run by a spreadsheet; quoting does not prevent that. Such a cell
//! gets a leading apostrophe (OWASP ASVS 5, 1.2.10), and one that begins with an apostrophe before such a letter gets
//! another, so that reading back is exact. Numbers are written as they are: −12 stays −12.

use crate::chart::{Cell, Table};

/// What spreadsheets take as the beginning of a formula or of a command: also the full-width forms.
const GUARDED: [char; 13] = ['=', '+', '-', '@', '\t', '\0', '\r', '\n', '＝', '＋', '－', '＠', '\u{2212}'];

/// The table as UTF-8 with a byte order mark and CRLF line ends, which is what spreadsheets recognise.
pub fn write(table: &Table) -> String {
    let mut text = String::from("\u{feff}");
    let head: Vec<String> = table.head.iter().map(|name| quoted(&guarded(name))).collect();
    text.push_str(&head.join(","));
    text.push_str("\r\n");
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Number { value, .. } => value.to_string(),
        Cell::Text(words) => quoted(&guarded(words)),
        Cell::Missing => String::new(),
    }
}

/// Text that no spreadsheet runs.
pub fn guarded(text: &str) -> String {
    let mut letters = text.chars();
    let needs = match letters.next() {
        Some(first) if GUARDED.contains(&first) => true,
        Some('\'') => letters.next().is_some_and(|second| second == '\'' || GUARDED.contains(&second)),
        _ => false,
    };
    if needs { format!("'{text}") } else { text.to_owned() }
}

/// What [`guarded`] was given: one leading apostrophe is taken away where it stands before a guarded letter.
pub fn unguarded(text: &str) -> &str {
    let rest = text.strip_prefix('\'');
    let second = rest.and_then(|rest| rest.chars().next());
    match (rest, second) {
        (Some(rest), Some(second)) if second == '\'' || GUARDED.contains(&second) => rest,
        _ => text,
    }
}

/// RFC 4180: quoted when it holds a separator, a quotation mark or a line end.
fn quoted(text: &str) -> String {
    if text.contains([',', ';', '"', '\r', '\n', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_come_back() {
        for text in ["=cmd()", "+1", "-1", "@home", "'+a", "''b", "'s top", "plain", "", "＝x", "a,b", "\tx"] {
            assert_eq!(unguarded(&guarded(text)), text, "{text:?}");
        }
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("'s top"), "'s top");
    }

    #[test]
    fn a_table_becomes_rows() {
        let table = Table {
            head: vec!["Step".into(), "Wait (d)".into()],
            rows: vec![vec![Cell::text("=SUM(A1)"), Cell::number(Some(-1.5), |v| format!("{v} d"))]],
        };
        assert_eq!(write(&table), "\u{feff}Step,Wait (d)\r\n'=SUM(A1),-1.5\r\n");
    }
}
