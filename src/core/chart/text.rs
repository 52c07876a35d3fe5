//! How wide a text will be, from a table.
//!
//! Pictures must come out the same on every machine, in a worker, without a document; so text is never measured by a
//! browser. The advances are those of Arial and Liberation Sans in thousandths of the font size; Segoe UI and Roboto
//! are close. The result is a little wide on purpose: a label that has more room than it needs is better than one
//! that is cut.

/// Advances of the printable ASCII characters, from space to tilde, in thousandths of the font size.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
];

/// The allowance for other fonts.
const WIDE: f64 = 1.06;
/// How much wider the semibold weight runs.
const BOLD: f64 = 1.07;
/// The height of a line in font sizes.
const LINE: f64 = 4.0 / 3.0;

/// The width of `text` at font size `size`, in the unit of `size`.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: f64 = text.chars().map(advance).sum();
    thousandths / 1_000.0 * size * WIDE * if bold { BOLD } else { 1.0 }
}

/// The height of one line at font size `size`, in the unit of `size`.
pub fn line_height(size: f64) -> f64 {
    size * LINE
}

fn advance(c: char) -> f64 {
    let code = u32::from(c);
    if let Some(known) = code.checked_sub(32).and_then(|i| ASCII.get(usize::try_from(i).ok()?)) {
        return f64::from(*known);
    }
    match code {
        0x00A0 => 278.0,
        0x2212 => 584.0,
        // Combining marks, zero width spaces and joiners, variation selectors.
        0x0300..=0x036F | 0x200B..=0x200F | 0xFE00..=0xFE0F => 0.0,
        // Latin, Greek, Cyrillic and general punctuation: the mean of capitals and small letters, rounded up.
        0x00A1..=0x10FF | 0x1E00..=0x2211 | 0x2213..=0x22FF => 640.0,
        // East Asian scripts, symbols, emoji: a full square.
        _ => 1_000.0,
    }
}

/// Makes a text safe to draw and to read: no control characters, no characters that turn the direction of writing
/// (they can make a label read as another one), white space folded to single spaces, at most `limit` characters
/// (an ellipsis stands for the rest).
pub fn clean(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit.saturating_mul(4)));
    let mut length = 0;
    let mut gap = false;
    for c in text.chars() {
        if c != '\u{a0}' && (c.is_whitespace() || c.is_control()) {
            gap = length > 0;
            continue;
        }
        if matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') {
            continue;
        }
        if length + usize::from(gap) >= limit {
            out.pop();
            out.push('\u{2026}');
            break;
        }
        if gap {
            out.push(' ');
            length += 1;
            gap = false;
        }
        out.push(c);
        length += 1;
    }
    out
}

/// The longest beginning of `text` that fits into `room` at font size `size`, with an ellipsis if something was left
/// out. Empty if not even one character fits.
pub fn fit(text: &str, room: f64, size: f64, bold: bool) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let room = room - width("\u{2026}", size, bold);
    let mut used = 0.0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        used += width(c.encode_utf8(&mut [0; 4]), size, bold);
        if used > room {
            break;
        }
        end = at + c.len_utf8();
    }
    match text.get(..end).map(str::trim_end) {
        Some(start) if !start.is_empty() => format!("{start}\u{2026}"),
        _ => String::new(),
    }
}

/// `text` in at most `most` lines of width `room` at font size `size`: broken at spaces, inside a word only where the
/// word alone is too wide. What is left after the last line is shown by an ellipsis. No lines for an empty text.
pub fn wrap(text: &str, room: f64, size: f64, bold: bool, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() < most {
        let end = if lines.len() + 1 == most { rest.len() } else { line_end(rest, room, size, bold) };
        let line = fit(rest.get(..end).unwrap_or_default().trim_end(), room, size, bold);
        if line.is_empty() {
            break;
        }
        lines.push(line);
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    lines
}

/// Where the first line of a text ends, in bytes: before the last space that fits, else behind the last character
/// that does, but behind one at least.
fn line_end(text: &str, room: f64, size: f64, bold: bool) -> usize {
    let mut used = 0.0;
    let mut space = None;
    for (at, c) in text.char_indices() {
        if c == ' ' {
            space = Some(at);
        }
        used += width(c.encode_utf8(&mut [0; 4]), size, bold);
        if used > room && at > 0 {
            return space.unwrap_or(at);
        }
    }
    text.len()
}

/// Writes `text` for use inside XML, in an element or an attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            other => out.push(other),
        }
    }
    out
}
