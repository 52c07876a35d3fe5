//! Where this app realises a row, and what it does not do. A page that does not exist is not promised.

use crate::{
    catalog::places::AppPage::{self, Dora, Overview, Practices, ServiceLevels, Simulator, Teams, ValueChain},
    model::{IntegrationRow, IntegrationRow as I},
};

/// How a row is realised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Realised {
    /// The pages that realise it; none when nothing does.
    pub pages: &'static [AppPage],
    /// What they do for it: a phrase without a full stop. Empty when nothing does.
    pub how: &'static str,
    /// What of the row the app does not do: a phrase without a full stop. Empty when it does all of it.
    pub lacks: &'static str,
}

const fn done(pages: &'static [AppPage], how: &'static str) -> Realised {
    Realised { pages, how, lacks: "" }
}

const fn partly(pages: &'static [AppPage], how: &'static str, lacks: &'static str) -> Realised {
    Realised { pages, how, lacks }
}

const fn not_yet(lacks: &'static str) -> Realised {
    Realised { pages: &[], how: "", lacks }
}

const NO_POST_MORTEMS: &str = "incidents come in with records, but what was learned from them is not kept";

/// Where a row is realised.
#[expect(clippy::too_many_lines, reason = "a table")]
pub const fn realised(row: IntegrationRow) -> Realised {
    match row {
        I::LayerDevops => {
            done(&[Overview, ValueChain, Dora], "streams with their gates and deployments, measured by five metrics")
        }
        I::LayerSre => done(&[Overview, ServiceLevels], "objectives, error budgets, and the policy for a spent one"),
        I::LayerItil => {
            done(&[Overview, Practices], "limits with their verdicts, and practices that streams use or leave out")
        }
        I::ChangeStandard => {
            done(&[ValueChain, Simulator], "the share of standard changes of a stream, which pass by approvals")
        }
        I::ChangeNormal => partly(
            &[ValueChain, Simulator],
            "approval steps with their dates, and approval by risk as a lever",
            "the rule for approval by risk is tried in the Simulator, not yet kept as a policy",
        ),
        I::ChangeEmergency => partly(
            &[ValueChain, ServiceLevels, Simulator],
            "the share of emergencies, which wait for no date, and automated rollback of a service",
            "the review afterwards is not tracked",
        ),
        I::GateTests | I::GateSecurity | I::GateVerification | I::GateMonitoring => partly(
            &[Simulator, ValueChain],
            "a gate of this kind as a lever, and gates as steps of a stream",
            "a gate that is a step does not say which kind it is",
        ),
        I::LevelSla => done(&[ServiceLevels], "the agreement of a service with its window and credits"),
        I::LevelSlo => done(&[ServiceLevels], "objectives, compared with the agreement and with what contracts allow"),
        I::LevelSli => partly(
            &[ServiceLevels],
            "each objective says what counts as good",
            "the measurement itself stays in the tools that measure",
        ),
        I::LevelBudget => {
            done(&[ServiceLevels, Simulator], "minutes that may fail, what is left of them, and how often they run out")
        }
        I::StepNegotiate | I::StepDerive | I::StepDefine | I::StepCompute => {
            done(&[ServiceLevels], "from promise to consequence, service by service")
        }
        I::StepGovern => {
            done(&[ServiceLevels, Simulator], "the freeze when the budget is spent, and what it costs and saves")
        }
        I::IncidentCategories => partly(
            &[Simulator],
            "severity classes with their impact are simulated where a service has them",
            "no page edits them yet: they come with examples and files",
        ),
        I::IncidentEscalation => partly(
            &[Simulator],
            "levels of call, one after the other, as a lever",
            "nobody is paged from here, and no ticket is kept",
        ),
        I::IncidentMajor => partly(
            &[Practices, ValueChain],
            "the roles of major incident manager and incident commander, in steps and in the role map",
            "a major incident is not run from here",
        ),
        I::IncidentReview => partly(
            &[ValueChain, Practices],
            "the step of a stream in which the review is held, and who owns it",
            NO_POST_MORTEMS,
        ),
        I::ProblemIdentification | I::ProblemKnownErrors => not_yet(NO_POST_MORTEMS),
        I::ProblemCauses => not_yet("contributing factors are not kept: nothing here records a post-mortem"),
        I::ProblemFix => partly(
            &[Overview, Simulator],
            "decisions with an owner and a date, and reliability work that makes failures rarer",
            "single action items of a post-mortem are not tracked",
        ),
        I::MonitoringEvents => partly(
            &[ServiceLevels, Simulator],
            "what monitoring finds first, and how soon",
            "events themselves stay in the tools that see them",
        ),
        I::MonitoringCategories => partly(
            &[ServiceLevels],
            "alerts on burn rate: which pages somebody, and which opens a ticket",
            "events that are only informational have no place here",
        ),
        I::MonitoringResponse => {
            done(&[ServiceLevels, Simulator], "automated rollback and feature flags, with how often they work")
        }
        I::MonitoringReporting => done(&[ServiceLevels, Dora], "the budget day by day, and five metrics, from records"),
        I::TeamDevelopment | I::TeamOperations | I::TeamSupport | I::TeamSecurity | I::TeamTesting => {
            done(&[Teams], "where each team has this capability")
        }
        I::PlatformPipeline
        | I::PlatformOrchestration
        | I::PlatformObservability
        | I::PlatformSecrets
        | I::PlatformSelfService => {
            done(&[Teams], "what teams provide to others, who uses it, and how much of it without asking")
        }
        I::DoraFrequency | I::DoraLeadTime | I::DoraFailRate | I::DoraRestore | I::DoraRework => {
            done(&[Dora, Simulator], "the metric from records, and simulated for a scenario")
        }
        I::DoraReliability => {
            done(&[ServiceLevels, Simulator], "attainment of the objective, from records and simulated")
        }
        I::WayFlow | I::WayFeedback | I::WayLearning => {
            done(&[ValueChain], "the Three Ways of a stream, computed from its steps")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_realised_somewhere_or_says_why_not() {
        for row in I::ALL {
            let Realised { pages, how, lacks } = realised(row);
            assert_eq!(pages.is_empty(), how.is_empty(), "{row:?}");
            assert!(!pages.is_empty() || !lacks.is_empty(), "{row:?}");
            assert!(!how.ends_with('.') && !lacks.ends_with('.'), "{row:?}");
            for (at, page) in pages.iter().enumerate() {
                assert!(!pages[..at].contains(page), "{row:?}");
            }
        }
    }

    /// What post-mortems teach is nowhere kept yet, and the table does not pretend.
    #[test]
    fn what_no_page_does_is_said() {
        let nowhere: Vec<I> = I::ALL.into_iter().filter(|row| realised(*row).pages.is_empty()).collect();
        assert_eq!(nowhere, [I::ProblemIdentification, I::ProblemCauses, I::ProblemKnownErrors]);
    }
}
