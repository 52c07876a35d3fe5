//! From bytes to rows of fields, a stretch at a time.

use std::{io::Cursor, sync::Arc};

use csv::StringRecord;

use super::{ImportError, MOST_BYTES};

/// A file whose text is being checked: it must be UTF-8 without zero bytes.
pub(in crate::exchange) struct Text {
    bytes: Arc<[u8]>,
    checked: usize,
}

impl Text {
    pub(in crate::exchange) fn of(bytes: Arc<[u8]>) -> Result<Self, ImportError> {
        if bytes.len() > MOST_BYTES {
            return Err(ImportError::TooLarge);
        }
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        // ZIP (which workbooks are), the older workbook format, gzip.
        if starts(b"PK\x03\x04") || starts(b"\xd0\xcf\x11\xe0") || starts(b"\x1f\x8b") {
            return Err(ImportError::Workbook);
        }
        Ok(Self { bytes, checked: 0 })
    }

    /// Checks the next `most` bytes, 4 at least. `true` once all are checked.
    pub(in crate::exchange) fn check(&mut self, most: usize) -> Result<bool, ImportError> {
        let end = self.checked.saturating_add(most.max(4)).min(self.bytes.len());
        let stretch = self.bytes.get(self.checked..end).unwrap_or_default();
        let sound = match std::str::from_utf8(stretch) {
            Ok(text) => text.len(),
            // A character may go on in the next stretch.
            Err(error) if error.error_len().is_none() && end < self.bytes.len() => error.valid_up_to(),
            Err(error) => return Err(ImportError::NotUtf8(self.line(self.checked + error.valid_up_to()))),
        };
        if let Some(at) = stretch.iter().take(sound).position(|byte| *byte == 0) {
            return Err(ImportError::Binary(self.line(self.checked + at)));
        }
        self.checked += sound;
        Ok(self.checked == self.bytes.len())
    }

    /// The line of a byte.
    fn line(&self, at: usize) -> usize {
        1 + self.bytes.iter().take(at).filter(|byte| **byte == b'\n').count()
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::exchange) struct Record {
    /// Its number: the head is row 1, and lines without any field are not counted.
    pub(in crate::exchange) row: usize,
    /// Its fields.
    pub(in crate::exchange) fields: StringRecord,
}

/// The rows that are not blank.
pub(in crate::exchange) struct Table {
    reader: csv::Reader<Cursor<Arc<[u8]>>>,
    row: usize,
}

impl Table {
    /// `text` must have been checked to its end. Fields are trimmed or left as they stand.
    pub(in crate::exchange) fn of(text: &Text, trim: csv::Trim) -> Result<Self, ImportError> {
        let bytes = Arc::clone(&text.bytes);
        let mark: u8 = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let delimiter = delimiter(bytes.get(usize::from(mark)..).unwrap_or_default()).ok_or(ImportError::Empty)?;
        let mut source = Cursor::new(bytes);
        source.set_position(u64::from(mark));
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .trim(trim)
            .from_reader(source);
        Ok(Self { reader, row: 0 })
    }

    /// A small file at once. Fields are left as they stand.
    pub(in crate::exchange) fn whole(bytes: &[u8]) -> Result<Self, ImportError> {
        let mut text = Text::of(bytes.into())?;
        while !text.check(bytes.len())? {}
        Self::of(&text, csv::Trim::None)
    }

    /// How many bytes have been read.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX)
    }

    /// The next row that is not blank.
    pub(in crate::exchange) fn next(&mut self) -> Option<Record> {
        loop {
            let mut fields = StringRecord::new();
            // The text is UTF-8 and rows may differ in length, so that no record fails.
            if !self.reader.read_record(&mut fields).unwrap_or(false) {
                return None;
            }
            self.row += 1;
            if fields.iter().any(|field| !field.is_empty()) {
                return Some(Record { row: self.row, fields });
            }
        }
    }
}

/// The one of comma, semicolon and tab that the first line holds most of, outside quotation marks; a comma when it
/// holds none. `None` when there is no line at all.
fn delimiter(text: &[u8]) -> Option<u8> {
    let line = text.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty())?;
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in line {
        if *byte == b'"' {
            quoted = !quoted;
        }
        if !quoted {
            for (delimiter, count) in &mut counts {
                *count += usize::from(delimiter == byte);
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
