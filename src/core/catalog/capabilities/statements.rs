//! What a room is asked about a capability: statements answered from 1, strongly disagree, to 5, strongly agree.
//!
//! The form is that of DORA's Quick Check; the sentences are our own. More agreement is always better, so that nobody has
//! to think around a corner.

use crate::model::{Capability, Capability as C};

/// The statements of a capability of the core; none for the others.
#[expect(clippy::too_many_lines, reason = "a table")]
pub const fn statements(capability: Capability) -> &'static [&'static str] {
    match capability {
        C::CodeMaintainability => &[
            "I can find the code that I need, whoever wrote it.",
            "I can change code of other teams where I have to.",
            "We can add a library, or a new version of one, without breaking what others use.",
        ],
        C::ContinuousDelivery => &[
            "Our software could go live at any moment of this week.",
            "Keeping it that way comes before new features.",
            "Everybody in the team sees at once whether it could go live.",
            "When it could not, putting that right comes first.",
        ],
        C::ContinuousIntegration => &[
            "Each of us brings work to the main line at least once a day.",
            "Each time, a machine builds it and runs the tests.",
            "When a build breaks, somebody repairs it within minutes.",
            "What a developer needs to know about a build is known within ten minutes.",
        ],
        C::DatabaseChangeManagement => &[
            "Changes of the database are scripts, kept with the code.",
            "They reach the live system the same way as the code, without waiting for another team.",
            "Everybody in the team sees which change of the database is where.",
        ],
        C::DeploymentAutomation => &[
            "Putting a version into the live system takes no step by hand.",
            "Test and live environments are filled by the same way.",
            "Anybody in the team may start a deployment, and dares to.",
        ],
        C::DocumentationQuality => &[
            "I find what I need to know about our services in writing.",
            "What is written there is true today.",
            "In an incident I can rely on it.",
        ],
        C::EmpoweringTeamsToChooseTools => {
            &["Our team chooses the tools it works with.", "When something better comes up, we may try it."]
        }
        C::FlexibleInfrastructure => &[
            "We get an environment by ourselves, within minutes.",
            "What we run grows and shrinks with its use.",
            "We see what it uses and what it costs.",
        ],
        C::GenerativeOrganizationalCulture => &[
            "Who brings bad news is thanked.",
            "A failure makes us ask how it could happen, not who it was.",
            "Information that others need goes to them without being asked for.",
            "New ideas are welcome, wherever they come from.",
        ],
        C::JobSatisfaction => &[
            "I have the tools and the means to do my work well.",
            "My work uses what I can, and is worth doing.",
            "I would tell a friend to come and work here.",
        ],
        C::LooselyCoupledTeams => &[
            "We change large parts of our system without the leave of people outside the team.",
            "We can finish our work without close talks with other teams.",
            "We deploy when we want, whatever other teams deploy.",
            "We test what we need without an environment that all teams share.",
        ],
        C::MonitoringAndObservability => &[
            "We know whether our service works for its users right now.",
            "We find out why it does not, without a new release to look inside.",
            "What the whole of the system does can be seen in one place.",
        ],
        C::PervasiveSecurity => &[
            "Security people are there when we design something, not only before it goes live.",
            "Our pipeline tests what we are asked to keep secure.",
            "There are parts and tools that make the safe way the easy way.",
        ],
        C::StreamliningChangeApproval => &[
            "A usual change reaches the live system without approval from outside the team.",
            "Each change is looked at by a peer before it goes on, and that is on record.",
            "Everybody knows the way of each kind of change, from begun to accepted.",
        ],
        C::TestAutomation => &[
            "When the tests pass, we believe that it can go live.",
            "When a test fails, there is something wrong with the software, not with the test.",
            "Developers write the tests, and can run them on their own machine.",
        ],
        C::TestDataManagement => &[
            "Test data is there when a test needs it.",
            "The lack of data never keeps us from a test.",
            "Data of real people does not stand in our test systems.",
        ],
        C::VersionControl => &[
            "Code, and what builds and deploys it, is under version control.",
            "So is the configuration of systems and applications.",
            "From version control alone we could set the service up anew.",
        ],
        C::WellBeing => &[
            "A deployment does not keep anybody awake.",
            "I can leave work behind at the end of the day.",
            "I am not worn out by my work.",
            "Most of my week goes to what was planned, not to repairs.",
        ],
        C::WorkingInSmallBatches => &[
            "What we begin is done and in use within a week.",
            "We cut work so that each piece can be shown to a user.",
            "Waiting pieces that belong together are few.",
        ],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::capabilities::{CoreMark, about};

    #[test]
    fn each_capability_of_the_core_has_two_to_four_statements_and_no_other_has_any() {
        let mut seen: Vec<&str> = Vec::new();
        for capability in C::ALL {
            let of = statements(capability);
            let fits =
                if about(capability).core == CoreMark::Core { (2..=4).contains(&of.len()) } else { of.is_empty() };
            assert!(fits, "{}", about(capability).name);
            for statement in of {
                assert!(statement.ends_with('.') && !seen.contains(statement), "{statement}");
                seen.push(statement);
            }
        }
    }
}
