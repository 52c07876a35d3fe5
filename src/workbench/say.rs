//! What the developer reads meanwhile: one line per step with what, why and how long.

use std::io::Write as _;
use std::time::{Duration, Instant};

/// A step that is under way. Dropped without [`Step::done`] it counts as failed.
pub(crate) struct Step {
    started: Instant,
    ended: bool,
}

impl Step {
    /// Prints `what` and `why`; the line stays open until the step ends.
    pub(crate) fn begin(what: &str, why: &str) -> Self {
        print!("  {what:<26} {why} ... ");
        flush();
        Self { started: Instant::now(), ended: false }
    }

    /// Closes the line with the result and the time it took.
    pub(crate) fn done(mut self, result: &str) {
        self.end(result);
    }

    fn end(&mut self, result: &str) {
        self.ended = true;
        println!("{result}, {}", seconds(self.started.elapsed()));
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        if !self.ended {
            self.end("failed");
        }
    }
}

/// A duration as people read it: `0.4 s`, `12.3 s`, `4 min 07 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let tenths = (duration.as_millis() + 50) / 100;
    if tenths < 600 {
        return format!("{}.{} s", tenths / 10, tenths % 10);
    }
    let whole = (duration.as_millis() + 500) / 1000;
    format!("{} min {:02} s", whole / 60, whole % 60)
}

/// A count of bytes with thousands set apart: `1,234,567`.
pub(crate) fn bytes(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Shows what was printed so far; a closed pipe is no reason to fail.
fn flush() {
    drop(std::io::stdout().flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        let cases = [(0, "0.0 s"), (449, "0.4 s"), (59_949, "59.9 s"), (59_950, "1 min 00 s"), (247_400, "4 min 07 s")];
        for (milliseconds, text) in cases {
            assert_eq!(seconds(Duration::from_millis(milliseconds)), text);
        }
    }

    #[test]
    fn bytes_have_thousands_set_apart() {
        let cases = [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")];
        for (count, text) in cases {
            assert_eq!(bytes(count), text);
        }
    }
}
