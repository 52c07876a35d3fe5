//! How well a practice is done: criteria with evidence, a target, and votes.

use serde::{Deserialize, Serialize};

use super::Practice;
use crate::model::defaults::is_default;

/// How often each of five answers was given, the lowest first. Votes are counted, not named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Votes(pub [u16; 5]);

impl Votes {
    /// How many there are.
    pub fn count(self) -> u32 {
        self.0.iter().map(|count| u32::from(*count)).sum()
    }

    /// Mean answer, 1..=5; `None` without votes.
    pub fn mean(self) -> Option<f64> {
        let sum: f64 = (1_u8..).zip(self.0).map(|(answer, count)| f64::from(answer) * f64::from(count)).sum();
        (self.count() > 0).then(|| sum / f64::from(self.count()))
    }

    /// The answer in the middle, 1..=5; of two middle ones the lower, so that nobody is graded up by a tie. `None`
    /// without votes.
    pub fn median(self) -> Option<u8> {
        let middle = self.count().div_ceil(2);
        let mut seen = 0;
        (1_u8..).zip(self.0).find_map(|(answer, count)| {
            seen += u32::from(count);
            (middle > 0 && seen >= middle).then_some(answer)
        })
    }

    /// The lowest and the highest answer that was given; `None` without votes.
    pub fn spread(self) -> Option<(u8, u8)> {
        let mut given = (1_u8..).zip(self.0).filter(|(_, count)| *count > 0).map(|(answer, _)| answer);
        let lowest = given.next()?;
        Some((lowest, given.last().unwrap_or(lowest)))
    }
}

/// Whether a criterion holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionState {
    /// Nobody has looked.
    #[default]
    Open,
    /// True in most cases.
    Met,
    /// Not true in most cases.
    NotMet,
    /// It does not apply here, and is left out of the count.
    NotApplicable,
}

/// Something that must be true for a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The level it belongs to, 2..=5.
    pub level: u8,
    /// A statement that is true or not; never empty.
    pub text: String,
    /// Whether it holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub state: CriterionState,
    /// What shows it: records, links, names.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: Vec<String>,
}

/// What is said of one practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Maturity {
    /// The practice.
    pub practice: Practice,
    /// The level it should have, 1..=5; `None` when nobody has said. Not every practice aims at 5.
    #[serde(default, skip_serializing_if = "is_default")]
    pub target: Option<u8>,
    /// The team's own criteria.
    #[serde(default, skip_serializing_if = "is_default")]
    pub criteria: Vec<Criterion>,
    /// What participants said the level is today.
    #[serde(default, skip_serializing_if = "is_default")]
    pub votes: Votes,
}

impl Maturity {
    /// A practice of which nothing is said yet.
    pub const fn new(practice: Practice) -> Self {
        Self { practice, target: None, criteria: Vec::new(), votes: Votes([0; 5]) }
    }

    /// Whether nothing is said of it.
    pub fn is_empty(&self) -> bool {
        self.target.is_none() && self.criteria.is_empty() && self.votes.count() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_show_their_middle_and_their_spread() {
        let votes = Votes([1, 0, 2, 0, 1]);
        assert_eq!((votes.count(), votes.median(), votes.spread()), (4, Some(3), Some((1, 5))));
        assert!((votes.mean().unwrap() - 3.0).abs() < 1e-12);
        assert_eq!(Votes([1, 1, 0, 0, 0]).median(), Some(1), "a tie grades down");
        let none = Votes::default();
        assert_eq!((none.mean(), none.median(), none.spread()), (None, None, None));
    }
}
