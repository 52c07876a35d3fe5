//! What the five levels of maturity mean, and criteria to begin with.
//!
//! The levels restate the ITIL maturity model of 2021 in our own words; so does the rule that automation is asked for
//! from level 3 on. The criteria are **ours**: generic, fit for any practice, and meant to be changed. Those of the model
//! itself differ for each practice and are not ours to copy.

use crate::model::{Criterion, CriterionState};

/// What a level means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelAbout {
    /// One word.
    pub name: &'static str,
    /// What is true of a practice at this level: a phrase without a full stop.
    pub meaning: &'static str,
}

/// The levels from 1 to 5. Source: ITIL maturity model, 2021, in our own words.
pub const LEVELS: [LevelAbout; 5] = [
    LevelAbout {
        name: "Ad hoc",
        meaning: "It is done when somebody thinks of it, and reaches its purpose only in part",
    },
    LevelAbout {
        name: "Basic",
        meaning: "Its basic activities are done the same way each time, and reach the purpose",
    },
    LevelAbout {
        name: "Defined",
        meaning: "It is agreed, has people and means of its own, and fits together with other practices",
    },
    LevelAbout { name: "Measured", meaning: "What it achieves is measured where it matters, and decided upon" },
    LevelAbout { name: "Improving", meaning: "It is made better all the time, by what is measured and learned" },
];

/// What a level of 1 to 5 means; beyond it the nearest one.
pub fn about(level: u8) -> LevelAbout {
    let [lowest, .., highest] = LEVELS;
    let beyond = if level == 0 { lowest } else { highest };
    LEVELS.get(usize::from(level).wrapping_sub(1)).copied().unwrap_or(beyond)
}

/// Criteria to begin with: level and statement. Ours.
const STARTERS: [(u8, &str); 13] = [
    (2, "What it is for is known to everybody who takes part, and what they do serves it"),
    (2, "The same work is done the same way, whoever does it"),
    (2, "Somebody answers for it"),
    (3, "How it is done is written down, agreed, and followed"),
    (3, "The people who do it have the time and the skills for it"),
    (3, "It gets what it needs from other practices, and gives them what they need"),
    (3, "Work that comes back often is automated, or there is a plan to automate it"),
    (4, "It has a few measures, each with a target, and the figures are trusted"),
    (4, "Figures come from the tools by themselves, not from people who type them"),
    (4, "When a figure leaves its range somebody decides what to do"),
    (5, "Improvements are chosen by what they are worth, tried, and checked by figures"),
    (5, "What was learned here is used by others, and the other way round"),
    (5, "Its automation is reviewed and extended when the work changes"),
];

/// Criteria to begin with, all of them open. A team takes them over and changes them.
pub fn starter_criteria() -> Vec<Criterion> {
    let criterion = |(level, text): (u8, &str)| Criterion {
        level,
        text: text.to_owned(),
        state: CriterionState::Open,
        evidence: Vec::new(),
    };
    STARTERS.into_iter().map(criterion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_five_and_beyond_them_the_nearest_counts() {
        assert_eq!(about(1).name, "Ad hoc");
        assert_eq!(about(5), about(9));
        assert_eq!(about(0), about(1));
        for (at, one) in LEVELS.iter().enumerate() {
            assert!(!one.meaning.ends_with('.') && one.meaning.len() > 30, "{}", one.name);
            assert!(LEVELS.iter().skip(at + 1).all(|other| other.name != one.name));
        }
    }

    /// Each level of 2 to 5 has two to four; automation is asked for from level 3 on, as in the model.
    #[test]
    fn every_level_has_a_few_criteria_and_automation_begins_at_three() {
        for level in 2..=5 {
            let texts: Vec<&str> = STARTERS.into_iter().filter(|(at, _)| *at == level).map(|(_, text)| text).collect();
            assert!((2..=4).contains(&texts.len()), "level {level}");
            let automation = texts.iter().any(|text| text.contains("automat") || text.contains("by themselves"));
            assert_eq!(automation, level >= 3, "level {level}");
        }
        assert!(STARTERS.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 != pair[1].1));
        assert!(starter_criteria().iter().all(|criterion| criterion.state == CriterionState::Open));
    }
}
