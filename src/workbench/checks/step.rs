//! The steps, what may come out of them, and how that is counted.

use std::time::Duration;

/// A step of `cargo run -- test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepName {
    Format,
    Clippy,
    ClippyWeb,
    Docs,
    Deny,
    Native,
    Bpmn,
    Build,
    Journeys,
}

impl StepName {
    /// All steps, the cheap ones first.
    pub(crate) const ALL: [Self; 9] = [
        Self::Format,
        Self::Clippy,
        Self::ClippyWeb,
        Self::Docs,
        Self::Deny,
        Self::Native,
        Self::Bpmn,
        Self::Build,
        Self::Journeys,
    ];

    /// The steps that need neither a release build nor a network.
    pub(crate) const QUICK: [Self; 5] = [Self::Format, Self::Clippy, Self::ClippyWeb, Self::Docs, Self::Native];

    /// The word for it on the command line and in the table.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::ClippyWeb => "clippy-web",
            Self::Docs => "docs",
            Self::Deny => "deny",
            Self::Native => "native",
            Self::Bpmn => "bpmn",
            Self::Build => "build",
            Self::Journeys => "journeys",
        }
    }

    /// The step a word names.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }
}

/// What came out of a step.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) passed: u64,
    pub(super) failed: u64,
    /// What the counts do not say.
    pub(super) note: String,
}

impl Outcome {
    /// A step that is one check, and holds.
    pub(super) fn passed() -> Self {
        Self { passed: 1, failed: 0, note: String::new() }
    }

    /// A step that is one check, and does not hold.
    pub(super) fn failed(note: &str) -> Self {
        Self { passed: 0, failed: 1, note: note.to_owned() }
    }

    /// The same with a remark.
    pub(super) fn noting(self, note: String) -> Self {
        Self { note, ..self }
    }

    pub(super) fn is_failure(&self) -> bool {
        self.failed > 0
    }

    /// The result in the table.
    pub(super) fn shown(&self) -> String {
        let counts = match (self.passed, self.failed) {
            (0 | 1, 0) => "passed".to_owned(),
            (0, 1) => "FAILED".to_owned(),
            (passed, 0) => format!("{passed} passed"),
            (passed, failed) => format!("FAILED: {failed} of {}", passed + failed),
        };
        if self.note.is_empty() { counts } else { format!("{counts}; {}", self.note) }
    }
}

/// A line of the closing table.
pub(super) struct Row {
    pub(super) name: StepName,
    pub(super) outcome: Outcome,
    pub(super) time: Duration,
}

/// How many checks passed and failed: tests one by one, every other step as one.
pub(super) fn sum(rows: &[Row]) -> (u64, u64) {
    rows.iter().fold((0, 0), |(passed, failed), row| (passed + row.outcome.passed, failed + row.outcome.failed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_names_its_step() {
        for step in StepName::ALL {
            assert_eq!(StepName::from_word(step.word()), Some(step));
        }
        assert_eq!(StepName::from_word("tests"), None);
    }

    #[test]
    fn tests_count_one_by_one_and_other_steps_as_one() {
        let row = |name, outcome| Row { name, outcome, time: Duration::ZERO };
        let many = Outcome { passed: 40, failed: 2, note: String::new() };
        let rows = [
            row(StepName::Format, Outcome::passed()),
            row(StepName::Docs, Outcome::failed("see above")),
            row(StepName::Native, many),
        ];
        assert_eq!(sum(&rows), (41, 3));
    }

    #[test]
    fn results_read_well() {
        let tests = |passed, failed| Outcome { passed, failed, note: String::new() };
        assert_eq!(Outcome::passed().shown(), "passed");
        assert_eq!(Outcome::failed("see above").shown(), "FAILED; see above");
        assert_eq!(tests(12, 0).shown(), "12 passed");
        assert_eq!(tests(12, 3).shown(), "FAILED: 3 of 15");
    }
}
