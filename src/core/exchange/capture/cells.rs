//! Rows and fields of a text, as people type them and as spreadsheets put them on the clipboard.

/// A row with at least one field that is not blank.
pub(super) struct Row {
    /// Line of the text on which it begins, from 1.
    pub(super) line: usize,
    /// Its fields.
    pub(super) cells: Vec<Cell>,
    /// A quotation mark was opened and never closed.
    pub(super) open_quote: bool,
}

/// One field.
pub(super) struct Cell {
    /// Its text on one line: runs of white space are one space, none at the ends.
    pub(super) text: String,
    /// It stood in quotation marks: words, whatever they look like.
    pub(super) quoted: bool,
}

/// The separators, the strongest first: a spreadsheet puts tabs between cells, and `|` or `;` may be part of one.
const SEPARATORS: [char; 3] = ['\t', '|', ';'];

/// The rows of a text that are not blank.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Row> + '_ {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = SEPARATORS.into_iter().find(|&separator| text.contains(separator)).unwrap_or('|');
    let mut reader = Reader { rest: text, line: 1, separator };
    std::iter::from_fn(move || reader.row())
        .filter(|row| row.open_quote || row.cells.iter().any(|cell| !cell.text.is_empty()))
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    separator: char,
}

/// What ended a field.
enum End {
    Field,
    Row,
    Unclosed,
}

impl<'a> Reader<'a> {
    fn row(&mut self) -> Option<Row> {
        if self.rest.is_empty() {
            return None;
        }
        let mut row = Row { line: self.line, cells: Vec::new(), open_quote: false };
        loop {
            let (cell, end) = self.cell();
            row.cells.push(cell);
            match end {
                End::Field => {}
                End::Row => return Some(row),
                End::Unclosed => {
                    row.open_quote = true;
                    return Some(row);
                }
            }
        }
    }

    fn cell(&mut self) -> (Cell, End) {
        let blank = |c: char| c.is_whitespace() && c != '\n' && c != self.separator;
        let start = self.rest.trim_start_matches(blank);
        match start.strip_prefix('"') {
            Some(inside) => self.quoted(inside),
            None => self.plain(),
        }
    }

    fn plain(&mut self) -> (Cell, End) {
        let stop = self.rest.find(['\n', self.separator]);
        let (text, rest) = stop.map_or((self.rest, ""), |at| self.rest.split_at(at));
        let end = self.after(rest);
        (Cell { text: one_line(text), quoted: false }, end)
    }

    /// Two quotation marks inside quotation marks are one. What stands between the closing mark and the next
    /// separator belongs to the text.
    fn quoted(&mut self, inside: &'a str) -> (Cell, End) {
        let mut text = String::new();
        let mut left = inside;
        loop {
            let Some((before, after)) = left.split_once('"') else {
                self.line += inside.matches('\n').count();
                self.rest = "";
                return (Cell { text: one_line(inside), quoted: true }, End::Unclosed);
            };
            text.push_str(before);
            let Some(more) = after.strip_prefix('"') else {
                self.line += text.matches('\n').count();
                self.rest = after;
                let (tail, end) = self.plain();
                if !tail.text.is_empty() {
                    text.push(' ');
                    text.push_str(&tail.text);
                }
                return (Cell { text: one_line(&text), quoted: true }, end);
            };
            text.push('"');
            left = more;
        }
    }

    /// Steps over the separator or line end at the head of `rest`.
    fn after(&mut self, rest: &'a str) -> End {
        if let Some(next) = rest.strip_prefix(self.separator) {
            self.rest = next;
            End::Field
        } else {
            if let Some(next) = rest.strip_prefix('\n') {
                self.line += 1;
                self.rest = next;
            } else {
                self.rest = "";
            }
            End::Row
        }
    }
}

/// The text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
