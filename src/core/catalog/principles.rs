//! The seven guiding principles, the same in ITIL 4 and ITIL (Version 5).
//!
//! Names are those of ITIL 4 Foundation, in their order; what each asks is told in our own words. What a model can show of
//! a principle is the business of `engine::governance`, what it can never show stands here.

/// A guiding principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names explain themselves, and `about` says the rest")]
pub enum Principle {
    FocusOnValue,
    StartWhereYouAre,
    ProgressIteratively,
    Collaborate,
    ThinkHolistically,
    KeepItSimple,
    OptimizeAndAutomate,
}

/// What the catalogue says of a principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub name: &'static str,
    /// What it asks, in our own words: a phrase without a full stop.
    pub asks: &'static str,
    /// What no model shows of it: a question to those in the room.
    pub ask_people: &'static str,
}

impl Principle {
    /// All seven, in their usual order.
    pub const ALL: [Self; 7] = [
        Self::FocusOnValue,
        Self::StartWhereYouAre,
        Self::ProgressIteratively,
        Self::Collaborate,
        Self::ThinkHolistically,
        Self::KeepItSimple,
        Self::OptimizeAndAutomate,
    ];

    /// What the catalogue says of it.
    pub const fn about(self) -> About {
        let (name, asks, ask_people) = match self {
            Self::FocusOnValue => (
                "Focus on value",
                "Whatever is done serves somebody, and it is known whom and with what",
                "Would those who use it say that the outcome is worth their time?",
            ),
            Self::StartWhereYouAre => (
                "Start where you are",
                "Look at what is there and measure it before anything new is built",
                "Has anybody watched the work being done, instead of being told about it?",
            ),
            Self::ProgressIteratively => (
                "Progress iteratively with feedback",
                "Go in small steps, and look after each whether it was one forward",
                "When did feedback last change what was planned?",
            ),
            Self::Collaborate => (
                "Collaborate and promote visibility",
                "Those who do the work plan it together, and everybody sees how it stands",
                "Who learned last about something that concerned them?",
            ),
            Self::ThinkHolistically => (
                "Think and work holistically",
                "The whole is looked at from end to end, with all that it depends on",
                "What gets worse elsewhere when this gets better?",
            ),
            Self::KeepItSimple => (
                "Keep it simple and practical",
                "What brings about nothing is left out: steps, rules and figures alike",
                "Which step would nobody miss if it were gone tomorrow?",
            ),
            Self::OptimizeAndAutomate => (
                "Optimize and automate",
                "Make the work good first, then let machines do what needs no judgement",
                "What is done by hand again and again, and ends the same way each time?",
            ),
        };
        About { name, asks, ask_people }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_principle_has_words_of_its_own() {
        for (at, one) in Principle::ALL.into_iter().enumerate() {
            let about = one.about();
            assert!(!about.asks.ends_with('.') && about.asks.len() > 30, "{}", about.name);
            assert!(about.ask_people.ends_with('?'), "{}", about.name);
            for other in Principle::ALL.into_iter().skip(at + 1).map(Principle::about) {
                assert!(about.name != other.name && about.asks != other.asks && about.ask_people != other.ask_people);
            }
        }
    }
}
