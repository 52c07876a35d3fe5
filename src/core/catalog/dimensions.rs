//! The four dimensions, and the six outer factors that act on all of them.
//!
//! ITIL 4 calls them the four dimensions of service management, ITIL (Version 5) those of product and service management;
//! their names are the same in both. What each covers is told in our own words. The outer factors are the six of PESTLE.

use crate::model::Edition;

/// A dimension that every product and service must be looked at from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names explain themselves, and `covers` says the rest")]
pub enum Dimension {
    OrganizationsAndPeople,
    InformationAndTechnology,
    PartnersAndSuppliers,
    ValueStreamsAndProcesses,
}

impl Dimension {
    /// All four, in their usual order.
    pub const ALL: [Self; 4] = [
        Self::OrganizationsAndPeople,
        Self::InformationAndTechnology,
        Self::PartnersAndSuppliers,
        Self::ValueStreamsAndProcesses,
    ];

    /// Its name, in both editions.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OrganizationsAndPeople => "Organizations and people",
            Self::InformationAndTechnology => "Information and technology",
            Self::PartnersAndSuppliers => "Partners and suppliers",
            Self::ValueStreamsAndProcesses => "Value streams and processes",
        }
    }

    /// What it covers, in our own words: a phrase without a full stop.
    pub const fn covers(self) -> &'static str {
        match self {
            Self::OrganizationsAndPeople => "Who does the work, who answers for it, and what they are able to do",
            Self::InformationAndTechnology => "What is known and recorded, and what machines do with it",
            Self::PartnersAndSuppliers => "Whom we depend on, what they promise, and whether that is enough",
            Self::ValueStreamsAndProcesses => "How work goes from a wish to its outcome, step by step",
        }
    }

    /// What an edition calls the four of them.
    pub const fn title(edition: Edition) -> &'static str {
        match edition {
            Edition::Itil4 => "Four dimensions of service management",
            Edition::Itil5 => "Four dimensions of product and service management",
        }
    }
}

/// Something outside of the organisation that acts on all four dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names explain themselves, and `question` says the rest")]
pub enum OuterFactor {
    Political,
    Economic,
    Social,
    Technological,
    Legal,
    Environmental,
}

impl OuterFactor {
    /// All six: PESTLE.
    pub const ALL: [Self; 6] =
        [Self::Political, Self::Economic, Self::Social, Self::Technological, Self::Legal, Self::Environmental];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Political => "Political",
            Self::Economic => "Economic",
            Self::Social => "Social",
            Self::Technological => "Technological",
            Self::Legal => "Legal",
            Self::Environmental => "Environmental",
        }
    }

    /// What to ask about it, in our own words.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Political => "Whose decision outside could change what we may or must do?",
            Self::Economic => "What if money, prices or demand change by a tenth?",
            Self::Social => "What do people expect today that they did not expect a year ago?",
            Self::Technological => "Which technology will be gone, or be everywhere, in three years?",
            Self::Legal => "Which law, contract or audit binds how we work?",
            Self::Environmental => "What does running this cost the world around it, and who asks?",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dimensions_and_factors_have_words_of_their_own() {
        let covers = Dimension::ALL.map(Dimension::covers);
        assert!(covers.iter().all(|words| !words.ends_with('.') && words.len() > 30));
        let first: String = OuterFactor::ALL.iter().filter_map(|factor| factor.name().chars().next()).collect();
        assert_eq!(first, "PESTLE");
        assert!(OuterFactor::ALL.iter().all(|factor| factor.question().ends_with('?')));
        assert_ne!(Dimension::title(Edition::Itil4), Dimension::title(Edition::Itil5));
    }
}
