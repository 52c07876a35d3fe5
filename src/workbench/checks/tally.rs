//! Counts tests in what `cargo test` prints.

use super::step::Outcome;

/// Sums over all test programs of one run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Tally {
    /// Adds up all lines like `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; ...`.
    pub(super) fn of(text: &str) -> Self {
        let mut tally = Self::default();
        for line in text.lines() {
            // Nothing keeps a test from printing without a line break before the result.
            let Some((_, counts)) = line.split_once("test result: ") else {
                continue;
            };
            for part in counts.split([';', '.']) {
                let mut words = part.split_whitespace();
                let Some(count) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
                    continue;
                };
                match words.next() {
                    Some("passed") => tally.passed += count,
                    Some("failed") => tally.failed += count,
                    Some("ignored") => tally.ignored += count,
                    _ => {}
                }
            }
        }
        tally
    }

    /// What the step is worth. A run that fails although no test did (it does not compile, say) is one failure, and so
    /// is a run without any test: it proves nothing.
    pub(super) fn outcome(&self, success: bool) -> Outcome {
        let (failed, mut notes) = match (success, self.failed, self.passed) {
            (false, 0, _) => (1, vec!["the run itself failed".to_owned()]),
            (true, 0, 0) => (1, vec!["no test ran".to_owned()]),
            (_, failed, _) => (failed, Vec::new()),
        };
        if self.ignored > 0 {
            notes.push(format!("{} ignored", self.ignored));
        }
        Outcome { passed: self.passed, failed, note: notes.join(", ") }
    }
}

/// The parts of the output that speak of failure: compiler errors and what failing tests said.
pub(super) fn failures(text: &str) -> String {
    const MOST_LINES: usize = 200;
    let mut kept = Vec::new();
    let mut telling = false;
    for line in text.lines() {
        let begins = line.starts_with("error")
            || line == "failures:"
            || line.contains("panicked at")
            || line.starts_with("---- ");
        let ends =
            line.starts_with("test result:") || line.starts_with("     Running") || line.starts_with("   Compiling");
        telling = (telling || begins) && !ends;
        if telling || line.ends_with("... FAILED") {
            kept.push(format!("    {line}"));
        }
    }
    let surplus = kept.len().saturating_sub(MOST_LINES);
    kept.truncate(MOST_LINES);
    if surplus > 0 {
        kept.push(format!("    ... and {surplus} lines more"));
    }
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_PROGRAMS: &str = "\
running 3 tests
test a ... ok
test b ... FAILED
test c ... ignored

failures:

---- b stdout ----
thread 'b' panicked at src/x.rs:1:1:
left is not right

failures:
    b

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

     Running tests/core/main.rs
some printtest result: ok. 20 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out; finished in 1.25s
";

    #[test]
    fn all_programs_of_a_run_are_added_up() {
        let expected = Tally { passed: 21, failed: 1, ignored: 1 };
        assert_eq!(Tally::of(TWO_PROGRAMS), expected);
    }

    #[test]
    fn failing_and_ignored_tests_are_not_hidden() {
        let outcome = Tally::of(TWO_PROGRAMS).outcome(false);
        assert_eq!((outcome.passed, outcome.failed), (21, 1));
        assert_eq!(outcome.note, "1 ignored");
    }

    #[test]
    fn a_run_that_breaks_or_tests_nothing_is_a_failure() {
        let broken = Tally::of("error: could not compile").outcome(false);
        assert_eq!((broken.passed, broken.failed), (0, 1));
        let empty = Tally::of("test result: ok. 0 passed; 0 failed; 0 ignored").outcome(true);
        assert_eq!((empty.passed, empty.failed), (0, 1));
        let crashed = Tally::of("test result: ok. 5 passed; 0 failed; 0 ignored").outcome(false);
        assert_eq!((crashed.passed, crashed.failed), (5, 1));
    }

    #[test]
    fn what_failing_tests_said_is_shown_and_the_rest_is_not() {
        let shown = failures(TWO_PROGRAMS);
        assert!(shown.contains("test b ... FAILED") && shown.contains("left is not right"));
        assert!(!shown.contains("test a ... ok") && !shown.contains("Running"));
    }
}
