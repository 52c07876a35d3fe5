//! JSON as text: where a value stands in it, and how it is laid out for people. For text that is known to be JSON.

use super::reader::Segment;

/// The bytes of the value that a path leads to, as a range of `text`; `None` when the path leads nowhere.
pub(super) fn span(text: &str, path: &[&Segment]) -> Option<std::ops::Range<usize>> {
    let mut cursor = Cursor { bytes: text.as_bytes(), at: 0 };
    for segment in path {
        cursor.skip_space();
        match segment {
            Segment::Field(name) => cursor.enter_field(text, name)?,
            Segment::Item(index) => cursor.enter_item(*index)?,
        }
    }
    cursor.skip_space();
    let from = cursor.at;
    cursor.skip_value()?;
    Some(from..cursor.at)
}

/// Line and column, both from 1, of a byte of `text`; the column counts characters.
pub(super) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line_start..).map_or(0, |line| line.chars().count());
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, column + 1)
}

/// The same JSON with one field or element a line, indented by two spaces a level.
pub(super) fn laid_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut level = 0_usize;
    let mut cursor = Cursor { bytes: text.as_bytes(), at: 0 };
    while let Some(byte) = cursor.peek() {
        let from = cursor.at;
        match byte {
            b'"' => {
                if cursor.skip_string().is_none() {
                    cursor.at = text.len();
                }
                out.push_str(text.get(from..cursor.at).unwrap_or_default());
                continue;
            }
            b'{' | b'[' => {
                out.push(char::from(byte));
                if matches!(cursor.bytes.get(from + 1), Some(b'}' | b']')) {
                    cursor.at += 1;
                    out.push(if byte == b'{' { '}' } else { ']' });
                } else {
                    level += 1;
                    new_line(&mut out, level);
                }
            }
            b'}' | b']' => {
                level = level.saturating_sub(1);
                new_line(&mut out, level);
                out.push(char::from(byte));
            }
            b',' => {
                out.push(',');
                new_line(&mut out, level);
            }
            b':' => out.push_str(": "),
            b' ' | b'\n' | b'\r' | b'\t' => {}
            // Outside strings JSON is ASCII.
            _ => out.push(char::from(byte)),
        }
        cursor.at += 1;
    }
    out
}

fn new_line(out: &mut String, level: usize) {
    out.push('\n');
    for _ in 0..level {
        out.push_str("  ");
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        self.skip_space();
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    /// Past a string, from its opening quote.
    fn skip_string(&mut self) -> Option<()> {
        self.take(b'"')?;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(())
    }

    /// Past a value: a string, a bracket with all that is in it, or a word.
    fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            self.skip_space();
            match self.peek()? {
                b'"' => self.skip_string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' => self.at += 1,
                _ => {
                    while self.peek().is_some_and(|byte| !b" \n\r\t,:]}".contains(&byte)) {
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn enter_field(&mut self, text: &str, name: &str) -> Option<()> {
        self.take(b'{')?;
        loop {
            self.skip_space();
            let from = self.at;
            self.skip_string()?;
            let key: String = serde_json::from_str(text.get(from..self.at)?).ok()?;
            self.take(b':')?;
            if key == name {
                return Some(());
            }
            self.skip_space();
            self.skip_value()?;
            self.take(b',')?;
        }
    }

    fn enter_item(&mut self, index: usize) -> Option<()> {
        self.take(b'[')?;
        for _ in 0..index {
            self.skip_space();
            self.skip_value()?;
            self.take(b',')?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Segment {
        Segment::Field(name.to_owned())
    }

    #[test]
    fn a_path_leads_to_the_bytes_of_its_value() {
        let text = "{ \"a\\u0062\": [1, {\"x}\": \"]\\\"\"}, -2.5e3 ],\n \"é\": null}";
        let at = |path: &[Segment]| span(text, &path.iter().collect::<Vec<_>>()).map(|span| &text[span]);
        assert_eq!(at(&[field("ab"), Segment::Item(0)]), Some("1"));
        assert_eq!(at(&[field("ab"), Segment::Item(1)]), Some("{\"x}\": \"]\\\"\"}"));
        assert_eq!(at(&[field("ab"), Segment::Item(1), field("x}")]), Some("\"]\\\"\""));
        assert_eq!(at(&[field("ab"), Segment::Item(2)]), Some("-2.5e3"));
        assert_eq!(at(&[field("é")]), Some("null"));
        assert_eq!(at(&[]), Some(text));
        assert_eq!(at(&[field("no")]), None);
        assert_eq!(at(&[field("ab"), Segment::Item(3)]), None);
        assert_eq!(at(&[field("é"), field("x")]), None);
        let null = span(text, &[&field("é")]).unwrap();
        assert_eq!(position(text, null.start), (2, 7));
    }

    #[test]
    fn text_that_is_no_json_leads_nowhere() {
        for text in ["", "{", "{\"a", "{\"a\":", "[1,", "]", "\"\\"] {
            assert_eq!(span(text, &[&field("a")]), None, "{text}");
            let _ = (span(text, &[]), laid_out(text));
        }
    }

    #[test]
    fn laid_out_is_what_the_usual_writer_lays_out() {
        for text in [
            "[]",
            "{}",
            "[[],{}]",
            "{\"a\":1,\"b\":[true,null,-2.5,\"x,{[:\\\"é\"],\"c\":{\"d\":{}}}",
            "{ \"a\" : [ 1 , 2 ] }",
        ] {
            let tree: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(laid_out(text), serde_json::to_string_pretty(&tree).unwrap());
        }
    }
}
