//! A key below a picture: samples with their words, set in rows.

use super::backend::Size;
use super::text;

/// Room for a sample before its words, in pixels at a label size of 12.
pub(super) const SAMPLE: f64 = 24.0;

/// Left end and middle of each entry, set from left to right in as many rows as the width asks for, from height 0 on;
/// and the height of all rows.
pub(super) fn flow(words: &[String], size: Size) -> (Vec<(f64, f64)>, f64) {
    let u = size.text / 12.0;
    let line = text::line_height(size.text) + 2.0 * u;
    let (mut x, mut y) = (0.0, 6.0 * u + line / 2.0);
    let mut spots = Vec::with_capacity(words.len());
    for entry in words {
        let wide = SAMPLE * u + text::width(entry, size.text, false);
        if x > 0.0 && x + wide > f64::from(size.width) {
            (x, y) = (0.0, y + line);
        }
        spots.push((x, y));
        x += wide + 14.0 * u;
    }
    (spots, if words.is_empty() { 0.0 } else { y + line / 2.0 })
}
