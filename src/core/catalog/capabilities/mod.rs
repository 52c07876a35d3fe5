//! The capabilities of the DORA catalogue: what each is for, whether research counts it among the core, which practices it
//! serves, and statements that a room can agree or disagree with.
//!
//! Names and the mark "core" are DORA's (dora.dev, CC-BY-4.0, as of June 2026); purposes and statements are in our own
//! words, so an answer here cannot be compared with a figure published there. That a capability serves a practice is our
//! judgement: where a technique of the same name exists, it serves the practices of that technique.

mod statements;

pub use statements::statements;

use crate::{
    catalog::practices::techniques,
    model::{Capability, Capability as C, Practice, Technique, Technique as T},
};

/// Whom to thank for the list.
pub const CREDIT: &str = "DORA, dora.dev, CC-BY-4.0";

/// What DORA says of a capability's place in its core model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoreMark {
    /// In the core model: 19.
    Core,
    /// Marked as not in it: 6.
    NotCore,
    /// Not marked: 9.
    Unmarked,
}

/// What the catalogue says of a capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in our own words: a phrase without a full stop.
    pub purpose: &'static str,
    /// Its place in the core model.
    pub core: CoreMark,
    /// The technique of the same name; `None` when practices have no counterpart of it.
    pub technique: Option<Technique>,
}

/// A capability. Source of names and marks: the catalogue of DORA.
#[expect(clippy::too_many_lines, reason = "a table")]
pub const fn about(capability: Capability) -> About {
    use CoreMark::{Core, NotCore, Unmarked};
    let (name, purpose, core, technique) = match capability {
        C::AiAccessibleInternalData => (
            "AI-accessible internal data",
            "Assistants can read what the organisation knows, within what each person may see",
            NotCore,
            None,
        ),
        C::ClearAndCommunicatedAiStance => (
            "Clear and communicated AI stance",
            "Everybody knows which help by machines is wanted, allowed and forbidden",
            NotCore,
            None,
        ),
        C::CodeMaintainability => (
            "Code maintainability",
            "People find, understand and change code that others wrote, without breaking it",
            Core,
            Some(T::CodeMaintainability),
        ),
        C::ContinuousDelivery => (
            "Continuous delivery",
            "What is on the main line could go live today, on demand and without drama",
            Core,
            Some(T::ContinuousDelivery),
        ),
        C::ContinuousIntegration => (
            "Continuous integration",
            "Everybody's work comes together daily, and a machine says at once when it does not fit",
            Core,
            Some(T::ContinuousIntegration),
        ),
        C::CustomerFeedback => (
            "Customer feedback",
            "What users say and do is gathered often, and changes what is built next",
            Unmarked,
            Some(T::CustomerFeedback),
        ),
        C::DatabaseChangeManagement => (
            "Database change management",
            "Changes of a database go the same safe way as changes of code",
            Core,
            Some(T::DatabaseChangeManagement),
        ),
        C::DeploymentAutomation => (
            "Deployment automation",
            "A machine puts a version into any environment, the same way each time",
            Core,
            Some(T::DeploymentAutomation),
        ),
        C::DocumentationQuality => (
            "Documentation quality",
            "What is written down is found, right and good enough to work by",
            Core,
            Some(T::DocumentationQuality),
        ),
        C::EmpoweringTeamsToChooseTools => (
            "Empowering teams to choose tools",
            "Those who use a tool have a say in which one it is",
            Core,
            Some(T::EmpoweringTeamsToChooseTools),
        ),
        C::FlexibleInfrastructure => (
            "Flexible infrastructure",
            "Computing is there when it is asked for, grows and shrinks, and is paid by use",
            Core,
            Some(T::FlexibleInfrastructure),
        ),
        C::GenerativeOrganizationalCulture => (
            "Generative organizational culture",
            "Bad news travels fast and is thanked for; failure leads to questions, not to blame",
            Core,
            Some(T::GenerativeOrganizationalCulture),
        ),
        C::HealthyDataEcosystems => (
            "Healthy data ecosystems",
            "Data of the organisation is right, joined up and within reach of those who may use it",
            NotCore,
            None,
        ),
        C::JobSatisfaction => (
            "Job satisfaction",
            "People have what they need to do work that they find worth doing",
            Core,
            Some(T::JobSatisfaction),
        ),
        C::LearningCulture => (
            "Learning culture",
            "Learning is paid for as an investment, with time in the week",
            Unmarked,
            Some(T::LearningCulture),
        ),
        C::LooselyCoupledTeams => (
            "Loosely coupled teams",
            "A team can change, test and deploy its part without waiting for others",
            Core,
            Some(T::LooselyCoupledTeams),
        ),
        C::MonitoringAndObservability => (
            "Monitoring and observability",
            "People see that something is wrong, and can ask the system why",
            Core,
            Some(T::MonitoringAndObservability),
        ),
        C::MonitoringSystemsToInformBusinessDecisions => (
            "Monitoring systems to inform business decisions",
            "What is measured in live systems reaches those who decide about the business",
            Unmarked,
            Some(T::MonitoringSystemsToInformBusinessDecisions),
        ),
        C::PervasiveSecurity => (
            "Pervasive security",
            "Security is part of design, building and testing, not an inspection at the end",
            Core,
            Some(T::PervasiveSecurity),
        ),
        C::PlatformEngineering => (
            "Platform engineering",
            "An inner product gives teams a paved road, which they walk without asking",
            NotCore,
            Some(T::PlatformEngineering),
        ),
        C::ProactiveFailureNotification => (
            "Proactive failure notification",
            "Systems call before users do, because a threshold or a trend says so",
            Unmarked,
            Some(T::ProactiveFailureNotification),
        ),
        C::StreamliningChangeApproval => (
            "Streamlining change approval",
            "Peers and automated checks approve changes; nobody waits for a distant board",
            Core,
            Some(T::StreamliningChangeApproval),
        ),
        C::TeamExperimentation => (
            "Team experimentation",
            "A team tries its own ideas and changes its plan by what it learned, without asking outside",
            Unmarked,
            Some(T::TeamExperimentation),
        ),
        C::TestAutomation => (
            "Test automation",
            "Tests that people trust run all the time, and developers own them",
            Core,
            Some(T::TestAutomation),
        ),
        C::TestDataManagement => (
            "Test data management",
            "There is enough test data, when it is needed, without anybody's secrets in it",
            Core,
            Some(T::TestDataManagement),
        ),
        C::TransformationalLeadership => (
            "Transformational leadership",
            "Leaders say where to go, remove what is in the way, and notice good work",
            Unmarked,
            Some(T::TransformationalLeadership),
        ),
        C::TrunkBasedDevelopment => (
            "Trunk-based development",
            "Branches live for hours, not weeks, and end on one main line",
            NotCore,
            Some(T::TrunkBasedDevelopment),
        ),
        C::UserCentricFocus => (
            "User-centric focus",
            "What users need decides what is built, and how good is good enough",
            NotCore,
            Some(T::UserCentricFocus),
        ),
        C::VersionControl => (
            "Version control",
            "Code, configuration, scripts and environments can be had as they were on any day",
            Core,
            Some(T::VersionControl),
        ),
        C::VisibilityOfWorkInTheValueStream => (
            "Visibility of work in the value stream",
            "Everybody sees how work goes from idea to user, and where it is now",
            Unmarked,
            Some(T::VisibilityOfWorkInTheValueStream),
        ),
        C::VisualManagement => (
            "Visual management",
            "Boards that the team looks at daily show quality, progress and what is stuck",
            Unmarked,
            Some(T::VisualManagement),
        ),
        C::WellBeing => (
            "Well-being",
            "Deployments hurt little, little has to be done twice, and nobody burns out",
            Core,
            Some(T::WellBeing),
        ),
        C::WipLimits => (
            "WIP limits",
            "Fewer things are begun at once, so that more are done, and what is in the way shows",
            Unmarked,
            Some(T::WipLimits),
        ),
        C::WorkingInSmallBatches => (
            "Working in small batches",
            "Work is cut so that each piece is useful, finished and checked within days",
            Core,
            Some(T::WorkingInSmallBatches),
        ),
    };
    About { name, purpose, core, technique }
}

/// The practices that a capability serves, in the order of the list of practices.
pub fn practices(capability: Capability) -> Vec<Practice> {
    let without_technique: &[Practice] = match capability {
        C::AiAccessibleInternalData => &[Practice::InformationSecurityManagement, Practice::KnowledgeManagement],
        C::ClearAndCommunicatedAiStance => &[Practice::OrganizationalChangeManagement, Practice::RiskManagement],
        C::HealthyDataEcosystems => &[Practice::KnowledgeManagement, Practice::MeasurementAndReporting],
        _ => &[],
    };
    match about(capability).technique {
        Some(technique) => {
            Practice::ALL.into_iter().filter(|practice| techniques(*practice).contains(&technique)).collect()
        }
        None => without_technique.to_vec(),
    }
}

/// The capabilities that serve a practice, in the order of the alphabet.
pub fn of_practice(practice: Practice) -> Vec<Capability> {
    Capability::ALL.into_iter().filter(|capability| practices(*capability).contains(&practice)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::practices::technique_name;

    /// 19 core, 6 marked as not core, 9 without a mark: 34.
    #[test]
    fn the_marks_have_their_published_counts() {
        let of = |mark| C::ALL.into_iter().filter(|one| about(*one).core == mark).count();
        assert_eq!((of(CoreMark::Core), of(CoreMark::NotCore), of(CoreMark::Unmarked)), (19, 6, 9));
    }

    #[test]
    fn names_follow_the_alphabet_and_each_purpose_is_its_own() {
        for (at, one) in C::ALL.into_iter().enumerate() {
            let here = about(one);
            assert!(here.purpose.len() > 30 && !here.purpose.ends_with('.'), "{}", here.name);
            for other in C::ALL.into_iter().skip(at + 1).map(about) {
                assert!(here.name.to_lowercase() < other.name.to_lowercase(), "{}", here.name);
                assert_ne!(here.purpose, other.purpose);
            }
        }
    }

    #[test]
    fn a_technique_has_the_name_of_its_capability() {
        for about in C::ALL.map(about) {
            if let Some(technique) = about.technique {
                assert_eq!(technique_name(technique), about.name);
            }
        }
        let shared =
            T::ALL.into_iter().filter(|one| C::ALL.into_iter().any(|other| about(other).name == technique_name(*one)));
        assert_eq!(shared.count(), 31, "all but the three about data and AI");
    }

    #[test]
    fn every_capability_serves_a_practice_and_most_practices_are_served() {
        for capability in C::ALL {
            assert!(!practices(capability).is_empty(), "{}", about(capability).name);
        }
        assert!(of_practice(Practice::ChangeEnablement).contains(&C::StreamliningChangeApproval));
        let unserved: Vec<Practice> = Practice::ALL.into_iter().filter(|one| of_practice(*one).is_empty()).collect();
        assert_eq!(unserved, [Practice::SupplierManagement, Practice::ItAssetManagement]);
    }
}
