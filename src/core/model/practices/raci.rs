//! Who is responsible, accountable, consulted, informed.
//!
//! The model holds whatever people fill in, two accountable roles included: a table that is being filled in is not sound
//! yet. `engine::governance` says what is wrong with it.

use serde::{Deserialize, Serialize};

use super::{Practice, Role};
use crate::model::StepId;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A practice.
    Practice(Practice),
    /// A step of a value stream.
    Step(StepId),
}

/// What a role has to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letter {
    /// Does the work.
    Responsible,
    /// Answers for it.
    Accountable,
    /// Answers for it and does the work.
    AccountableAndResponsible,
    /// Is asked before.
    Consulted,
    /// Is told afterwards.
    Informed,
}

impl Letter {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 5] =
        [Self::Responsible, Self::Accountable, Self::AccountableAndResponsible, Self::Consulted, Self::Informed];

    /// As it stands in a table.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Responsible => "R",
            Self::Accountable => "A",
            Self::AccountableAndResponsible => "A/R",
            Self::Consulted => "C",
            Self::Informed => "I",
        }
    }

    /// A letter as somebody writes it: `R`, `a`, `A/R`, `AR`, `R, A`; nothing for an empty cell.
    ///
    /// # Errors
    /// A sentence, when the text is anything else.
    pub fn read(text: &str) -> Result<Option<Self>, String> {
        let bare: String =
            text.chars().filter(|sign| !matches!(sign, '/' | ',' | '+' | '&') && !sign.is_whitespace()).collect();
        let bare = bare.to_ascii_uppercase();
        match bare.as_str() {
            "" if text.trim().is_empty() => Ok(None),
            "AR" | "RA" => Ok(Some(Self::AccountableAndResponsible)),
            one => Self::ALL.into_iter().find(|letter| letter.sign() == one).map(Some).ok_or_else(|| {
                let shown: String = text.chars().take(20).collect();
                format!("\"{shown}\" is no letter of a RACI table. Use R, A, A/R, C or I, or leave the cell empty.")
            }),
        }
    }

    /// Whether it does the work.
    pub const fn does(self) -> bool {
        matches!(self, Self::Responsible | Self::AccountableAndResponsible)
    }

    /// Whether it answers for the work.
    pub const fn answers(self) -> bool {
        matches!(self, Self::Accountable | Self::AccountableAndResponsible)
    }
}

/// A filled cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// The column.
    pub role: Role,
    /// What stands in it.
    pub letter: Letter,
}

/// A row with at least one filled cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaciRow {
    /// What it is about.
    pub subject: Subject,
    /// Its filled cells; each role at most once.
    pub duties: Vec<Duty>,
}

impl RaciRow {
    /// What stands in the column of a role.
    pub fn letter(&self, role: Role) -> Option<Letter> {
        self.duties.iter().find(|duty| duty.role == role).map(|duty| duty.letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_people_write_them_and_nothing_else_is() {
        for (text, letter) in [("R", Letter::Responsible), (" a ", Letter::Accountable), ("c", Letter::Consulted)] {
            assert_eq!(Letter::read(text), Ok(Some(letter)));
        }
        for text in ["A/R", "AR", "r/a", "R, A", "A + R"] {
            assert_eq!(Letter::read(text), Ok(Some(Letter::AccountableAndResponsible)), "{text}");
        }
        assert_eq!(Letter::read("  "), Ok(None));
        for text in ["5", "\u{2713}", "-", "/", "RR", "yes", "RACI"] {
            assert!(Letter::read(text).is_err(), "{text}");
        }
    }
}
