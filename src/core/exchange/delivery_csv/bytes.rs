//! From bytes to rows of fields.

use super::{ImportError, MOST_BYTES};

/// The text of a file, without a byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ImportError> {
    if bytes.len() > MOST_BYTES {
        return Err(ImportError::TooLarge);
    }
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    // ZIP (which workbooks are), the older workbook format, gzip.
    if starts(b"PK\x03\x04") || starts(b"\xd0\xcf\x11\xe0") || starts(b"\x1f\x8b") {
        return Err(ImportError::Workbook);
    }
    let line = |upto: usize| 1 + bytes.iter().take(upto).filter(|byte| **byte == b'\n').count();
    let text = std::str::from_utf8(bytes).map_err(|error| ImportError::NotUtf8(line(error.valid_up_to())))?;
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(ImportError::Binary(line(at)));
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// One row with its fields trimmed.
pub(super) struct Record {
    /// Its number: the head is row 1, and lines without any field are not counted.
    pub(super) row: usize,
    /// Its fields.
    pub(super) fields: Vec<String>,
}

/// The rows that are not blank.
pub(super) fn table(text: &str) -> Result<impl Iterator<Item = Record> + '_, ImportError> {
    let delimiter = delimiter(text).ok_or(ImportError::Empty)?;
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    // The text is UTF-8 and rows may differ in length, so that no record fails.
    let rows = reader.into_records().filter_map(Result::ok).enumerate();
    let rows =
        rows.map(|(index, fields)| Record { row: index + 1, fields: fields.iter().map(str::to_owned).collect() });
    Ok(rows.filter(|record| record.fields.iter().any(|field| !field.is_empty())))
}

/// The one of comma, semicolon and tab that the first line holds most of, outside quotation marks; a comma when it
/// holds none. `None` when there is no line at all.
fn delimiter(text: &str) -> Option<u8> {
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in line.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        }
        if !quoted {
            for (delimiter, count) in &mut counts {
                *count += usize::from(*delimiter == byte);
            }
        }
    }
    let mut best = counts[0];
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    Some(best.0)
}
