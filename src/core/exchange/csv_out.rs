//! A table as a CSV file, safe to open in a spreadsheet, and read back exactly.
//!
//! UTF-8 with a byte order mark and CRLF line ends, as spreadsheets expect; quoting after RFC 4180. A **text** that a
//! spreadsheet would run as a formula gets an apostrophe in front (OWASP ASVS 5, 1.2.10: a leading `=` `+` `-` `@`, tab
//! or NUL; line ends and the full-width forms `＝` `＋` `－` `＠` besides). Numbers are never guarded: −12 stays −12.
//!
//! So that a text that really begins with an apostrophe survives, one that could be mistaken for a guarded one is
//! guarded too: `@home` → `'@home`, `'+a` → `''+a`, `'s top` stays.

use crate::chart::{Cell, Table};

/// What stands between two fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Separator {
    /// A comma; numbers have a decimal point.
    #[default]
    Comma,
    /// A semicolon; numbers have a decimal comma, for places that write numbers so.
    Semicolon,
}

/// The table as the text of a CSV file, byte order mark included. A missing value is an empty field.
pub fn write(table: &Table, separator: Separator) -> String {
    let mut out = String::from('\u{feff}');
    row(&mut out, table.head.iter().map(|name| guard(name)), separator);
    for cells in &table.rows {
        row(&mut out, cells.iter().map(|cell| field(cell, separator)), separator);
    }
    out
}

/// The fields of such a file, heads included, with guards taken off. `None` when it is no CSV text.
pub fn read_back(text: &str, separator: Separator) -> Option<Vec<Vec<String>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Semicolon => b';',
    };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|record| Some(record.ok()?.iter().map(|field| unguard(field).to_owned()).collect())).collect()
}

/// The text with an apostrophe in front when a spreadsheet would run it, or when it could be mistaken for a guarded one.
pub fn guard(text: &str) -> String {
    if runs(text) || text.strip_prefix('\'').is_some_and(|rest| rest.starts_with('\'') || runs(rest)) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text that [`guard`] was given.
pub fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with('\'') || runs(rest)).unwrap_or(text)
}

fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\0', '\r', '\n', '＝', '＋', '－', '＠'])
}

fn field(cell: &Cell, separator: Separator) -> String {
    match cell {
        Cell::Text(words) => guard(words),
        Cell::Number { value, .. } => match separator {
            Separator::Comma => value.to_string(),
            Separator::Semicolon => value.to_string().replace('.', ","),
        },
        Cell::Missing => String::new(),
    }
}

fn row(out: &mut String, fields: impl Iterator<Item = String>, separator: Separator) {
    let between = match separator {
        Separator::Comma => ',',
        Separator::Semicolon => ';',
    };
    let start = out.len();
    for (index, field) in fields.enumerate() {
        if index > 0 {
            out.push(between);
        }
        if field.contains([between, '"', '\r', '\n']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    // A blank line would be no row at all.
    if out.len() == start {
        out.push_str("\"\"");
    }
    out.push_str("\r\n");
}
