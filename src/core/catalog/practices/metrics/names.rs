//! The metrics, each in one spelling, with the other names that people know it by.

macro_rules! metrics {
    ($($name:ident = $words:literal $(, also $($other:literal)+)?;)*) => {
        /// A measure by which people see that a practice works.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each name says what it is")]
        pub enum SuccessMetric {
            $($name),*
        }

        impl SuccessMetric {
            /// All of them, roughly in the order of the practices.
            pub const ALL: [Self; [$(Self::$name),*].len()] = [$(Self::$name),*];

            /// What people call it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $words),*
                }
            }

            /// Other names for the same figure, or for what is left of 100 %.
            pub const fn also(self) -> &'static [&'static str] {
                match self {
                    $(Self::$name => &[$($($other),+)?]),*
                }
            }
        }
    };
}

metrics! {
    ChangesCheckedAgainstArchitecture = "Important changes checked against the target architecture";
    DeviationsFromArchitecture = "Deviations from the target architecture";
    ArchitectureRoadmapProgress = "Progress on the architecture roadmap";
    DecisionsBlockedByArchitecture = "Decisions that the architecture blocked";
    ImprovementsThatWorked = "Improvements that worked as intended";
    ImprovementsOnTime = "Improvements done when planned";
    ReturnOnImprovement = "Return on improvement";
    AgeOfOpenImprovements = "Open improvements by age";
    ServicesWithSecurityRequirements = "Services with stated security requirements";
    RisksWithOwnerAndTreatment = "Risks with an owner and a treatment", also "risks analysed and treated";
    PlansTestedInAYear = "Plans tested within a year";
    SecurityIncidents = "Security incidents, and the time to repair them";
    KnowledgeUsedAgain = "Cases solved with knowledge that was there";
    SatisfactionWithInformation = "Satisfaction with information for decisions";
    AccuracyOfInformation = "Information that is right and complete";
    TimeToFirstOnCall = "Time until a newcomer can be on call";
    ObjectivesThatAreMeasured = "Objectives that are measured";
    ReportsWithoutErrors = "Reports without errors in their data";
    TimeFromDataToDecision = "Time from data to a decision";
    ReportsMadeByMachines = "Reports made without hands";
    AwarenessOfTheChange = "Awareness of a change, and attitude to it";
    AdoptionRate = "Adoption rate";
    SatisfactionWithTheChange = "Satisfaction with a change that was made";
    Resistance = "Level of resistance";
    ReturnAgainstPlan = "Return against plan";
    DecisionsSupported = "Strategic decisions with portfolio figures behind them";
    PortfolioReviewsHeld = "Portfolio reviews held when due";
    PortfolioDecisionsTakenBack = "Portfolio decisions that proved wrong";
    ProjectsOnTimeAndBudget = "Projects on time and within budget";
    BenefitsRealised = "Benefits realised", also "value realised";
    SatisfactionWithProgress = "Satisfaction with progress";
    FailuresOfApproach = "Failures that the approach caused";
    StakeholderSatisfaction = "Stakeholder satisfaction";
    BrokenRelationships = "Broken relationships";
    SatisfactionWithCollaboration = "Satisfaction of employees with working together";
    NetPromoterScore = "Net promoter score";
    RisksReviewedInHalfAYear = "Risks reviewed within six months";
    RisksRaisedByAnybody = "Risks raised by people outside risk management";
    AgeOfTheRiskAppetite = "Time since the risk appetite was looked at";
    CostPerService = "Cost of a service or transaction";
    BudgetVariance = "Spending against budget";
    AccuracyOfFinancialInformation = "Financial figures that are right";
    DecisionsBlockedByFigures = "Decisions that wait for financial figures";
    ObjectivesAchieved = "Objectives achieved";
    InitiativesFulfilled = "Initiatives fulfilled";
    ServicesInLineWithStrategy = "Services in line with strategy";
    AwarenessOfStrategy = "Awareness of the strategy";
    SupplierBreaches = "Supplier agreements broken";
    IncidentsCausedBySuppliers = "Incidents caused by suppliers";
    DelayByThirdParties = "Delay in the value stream through third parties";
    ContractsKept = "Contracts kept";
    Attrition = "People who leave";
    EmployeeSatisfaction = "Employee satisfaction";
    CompetenceGaps = "Missing skills that hold plans up";
    OnCallLoad = "On-call load for each person";
    AvailabilityAgainstTarget = "Availability against target", also "service level attained";
    TimeBetweenFailures = "Mean time between failures", also "MTBF";
    TimeToRestore = "Time to restore service", also "time to diagnose and resolve";
    Downtime = "Total and longest downtime";
    NumberOfDisruptions = "Number of disruptions";
    SatisfactionWithSolutions = "Satisfaction with solutions";
    MisunderstoodRequirements = "Requirements that were misunderstood";
    ProposalsInTime = "Proposals in time for the decision";
    BreachesByCapacity = "Breaches for lack of capacity";
    UnplannedUpgrades = "Capacity added without a plan";
    ForecastAccuracy = "Accuracy of demand forecasts";
    ServicesMonitored = "Services whose load is monitored";
    Headroom = "Utilisation and headroom";
    ChangeFailRate = "Change fail rate",
        also "change success rate" "release success rate" "deployment success rate" "change failure rate";
    RequestToLive = "Time from request to live", also "time to realise a change" "lead time from specification to release";
    IncidentsCausedByChanges = "Incidents caused by changes",
        also "change-related incidents" "release-related incidents" "deployment-related incidents";
    SatisfactionOfRequesters = "Satisfaction of those who asked for a change";
    AuditFindings = "Audit findings";
    TimeToDetect = "Time to detect";
    FoundByMonitoring = "Incidents found by monitoring first", also "incidents that monitoring missed";
    SolvedAtFirstContact = "Solved at first contact", also "first-time resolution" "first-contact resolution";
    Reassignments = "Reassignments of an incident";
    SolvedByMachines = "Incidents solved without hands";
    AssetsOnRecord = "Assets on record against plan";
    AssetsWhoseUseIsKnown = "Assets whose use is known";
    TotalCostOfOwnership = "Total cost of ownership";
    AlertsThatNeededAction = "Alerts that needed somebody to act", also "alert noise";
    MonitoringDataQuality = "Quality of monitoring data";
    RepeatIncidents = "Incidents that came back";
    IncidentsWithoutKnownError = "Incidents without a known error";
    OpenKnownErrors = "Open known errors, and what they cost";
    IncidentsPrevented = "Incidents prevented";
    ActionItemsDoneInTime = "Post-mortem actions done in time";
    DeploymentFrequency = "Deployment frequency", also "delivery frequency";
    ReleasesOnSchedule = "Releases on schedule";
    ReleaseBacklog = "Work ready and not yet released";
    CatalogueCompleteness = "Services that are in the catalogue";
    CatalogueErrors = "Errors in the catalogue";
    SatisfactionWithCatalogue = "Satisfaction with the catalogue";
    SelfServiceRate = "Share of self-service";
    AccuracyOfConfiguration = "Configuration records that are right", also "CMDB accuracy";
    RecordsVerified = "Records verified in a period";
    RecordsUsed = "Records that somebody uses";
    DecisionsHarmedByBadRecords = "Decisions harmed by wrong records";
    DriftFound = "Drift found";
    RecoveryTimeAgainstObjective = "Recovery time against its objective", also "RTO";
    DataLossAgainstObjective = "Data loss against its objective", also "RPO";
    FindingsClosed = "Findings of exercises that are closed";
    ServicesFitForPurposeAndUse = "Services fit for purpose and fit for use", also "utility and warranty";
    ApproachKept = "Work done by the agreed approach", also "deviations from the approach";
    UserExperienceScore = "User experience score";
    UserSatisfaction = "User satisfaction";
    WrongTriage = "Cases sent to the wrong place first";
    ConvenienceOfChannels = "Convenience of the channels";
    QualityOfFirstRecord = "Quality of what is written down first";
    ServicesWithObjective = "Services with an objective or an agreement";
    AgreementsMet = "Agreements met";
    OverdueAgreementReviews = "Agreement reviews that are overdue";
    CustomerSatisfaction = "Customer satisfaction";
    ServiceQualityTrend = "Trend of service quality";
    RequestsInTime = "Requests fulfilled in time";
    RequestsDoneByMachines = "Requests fulfilled without hands";
    TimeAndCostOfARequest = "Time and cost of a request";
    DeviationsFromModel = "Requests that left their model";
    EscapedDefects = "Defects that reached users", also "defects after release" "escaped defects";
    TestCoverage = "Test coverage";
    ServicesThatMeetCriteria = "Services that meet their acceptance criteria";
    LossesFromMissedDefects = "Losses from defects that tests missed";
    ChangeLeadTime = "Change lead time", also "lead time to deploy";
    DeploymentReworkRate = "Deployment rework rate";
    ReworkAfterRelease = "Rework after a release";
    FailedDeploymentRecoveryTime = "Failed deployment recovery time";
    InfrastructureIncidents = "Incidents of the infrastructure";
    ConstraintsOnTeams = "Limits that the platform sets to teams";
    SatisfactionWithPlatform = "Satisfaction with the platform";
    ProvisioningTime = "Time to get an environment";
    TechnicalDebt = "Technical debt";
    ResourceUse = "Use of people and means";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No two metrics share a name, and no other name of one is the name of another.
    #[test]
    fn one_spelling_each() {
        let mut seen: Vec<String> = Vec::new();
        for metric in SuccessMetric::ALL {
            for name in std::iter::once(metric.name()).chain(metric.also().iter().copied()) {
                let name = name.to_lowercase();
                assert!(!seen.contains(&name), "{name}");
                seen.push(name);
            }
            assert!(!metric.name().ends_with('.'), "{metric:?}");
        }
    }
}
