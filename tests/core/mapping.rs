//! The rows of the mapping tables on whole workspaces: each says something true of today, or why it cannot.

use trivium_core::{
    catalog::samples::Sample,
    chart::{gates_today, row_today},
    model::{
        Ability, Arrangement, Distribution, ErrorBudgetPolicy, GateFamily, IntegrationRow, IntegrationRow as I,
        PlatformService, Provision, RequiredGate, Risk, Share, TeamCapability, Workspace,
    },
};

fn said(workspace: &Workspace, row: IntegrationRow) -> String {
    row_today(workspace, row).unwrap_or_else(|why| format!("n/a, because {why}")).replace('\u{a0}', " ")
}

/// Whether each row is a sentence, or a reason that can stand after "because".
#[test]
fn every_row_of_every_sample_is_a_sentence_or_a_reason() {
    let empty = Workspace::empty("w", "Nothing");
    for workspace in Sample::ALL.map(Sample::workspace).iter().chain([&empty]) {
        for row in I::ALL {
            match row_today(workspace, row) {
                Ok(sentence) => assert!(sentence.ends_with('.') && !sentence.contains("NaN"), "{row:?}: {sentence}"),
                Err(why) => assert!(!why.ends_with('.') && why.len() > 10, "{row:?}: {why}"),
            }
        }
    }
}

#[test]
fn an_empty_workspace_says_why_it_has_no_answer() {
    let empty = Workspace::empty("w", "Nothing");
    assert_eq!(said(&empty, I::ChangeStandard), "n/a, because no value stream of changes is drawn");
    assert_eq!(said(&empty, I::LevelBudget), "n/a, because no service is stated");
    assert_eq!(said(&empty, I::ProblemCauses), "n/a, because post-mortems are not recorded here");
    assert_eq!(
        said(&empty, I::GateSecurity),
        "No gate for compliance: the policy requires none, and no stream has a gate as a step."
    );
}

#[test]
fn the_worked_example_tells_its_numbers() {
    let shop = Sample::Larkfield.workspace();
    let expected = [
        (I::LayerDevops, "In \"Feature to production\" no gate works by itself, and deployments go live every 7 days."),
        (I::LayerSre, "3 of 3 services have an objective; none stops deployments when the budget is spent."),
        (
            I::ChangeStandard,
            "10 % of the changes in \"Feature to production\" are pre-approved and pass by \"CAB approval\".",
        ),
        (I::LevelSlo, "\"Web Shop\" aims at 99.9 % over 28 days, stricter than its agreement of 99.5 %."),
        (I::LevelBudget, "\"Web Shop\" may fail for 40 min 19 s in 28 days of service hours."),
        (I::StepGovern, "Freeze when the budget is spent: no, for no service."),
        (I::DoraFailRate, "\"Web Shop\": 23 % of 26 deployments on record failed."),
        (I::DoraLeadTime, "\"Web Shop\": 11.9 d, the median of 26 changes on record."),
        (I::WayFlow, "\"Feature to production\": The people of Regression test are busy 84 %."),
    ];
    for (row, sentence) in expected {
        assert_eq!(said(&shop, row), sentence, "{row:?}");
    }
}

#[test]
fn what_is_changed_changes_its_sentence() {
    let mut shop = Sample::Larkfield.workspace();
    assert_eq!(
        gates_today(&shop),
        "What the pipeline deploys does not count as standard yet. Missing for every change: a gate for quality, \
         compliance, operation and observability."
    );
    let gate = |family| RequiredGate {
        family,
        stops_bad: Share::clamped(0.16),
        stops_good: Share::clamped(0.01),
        takes: Distribution::Fixed { hours: 0.2 },
    };
    shop.change_policy.gates = GateFamily::ALL.map(gate).to_vec();
    shop.change_policy.auto_approve = Some(Risk::Low);
    assert_eq!(gates_today(&shop), "All four gates stand, so what the pipeline deploys may count as standard.");
    assert_eq!(
        said(&shop, I::GateMonitoring),
        "Every change passes a gate for observability, which stops 16 % of the bad changes and 1 % of the good ones."
    );
    assert_eq!(
        said(&shop, I::ChangeNormal),
        "89 % of the changes in \"Feature to production\" are normal: those of low risk are approved without a person; \
         the others stop at \"CAB approval\"."
    );

    let mut services = shop.services.to_vec();
    services[0].budget_policy = Some(ErrorBudgetPolicy::freeze_when_spent());
    shop.services = services.into();
    assert_eq!(
        said(&shop, I::StepGovern),
        "Freeze when the budget is spent: yes, but not emergencies and reliability work, for \"Web Shop\". 1 of 3 services \
         has such a rule."
    );

    let mut teams = shop.teams.to_vec();
    for team in &mut teams {
        team.capabilities.clear();
        team.provides.clear();
    }
    let arranged = |arrangement| vec![TeamCapability { ability: Ability::Testing, arrangement }];
    teams[0].capabilities = arranged(Arrangement::Integrated);
    teams[1].capabilities = arranged(Arrangement::Traditional);
    let consumers = vec![teams[1].id];
    teams[0].provides = vec![PlatformService {
        name: "Build farm".to_owned(),
        kind: Provision::Pipeline,
        practices: Vec::new(),
        consumers,
        self_service: Some(Share::clamped(0.8)),
    }];
    let name = teams[0].name.clone();
    shop.teams = teams.into();
    assert_eq!(
        said(&shop, I::TeamTesting),
        "Inside 1 of 2 teams that say where it is; 1 hands it to a team of its own."
    );
    assert_eq!(
        said(&shop, I::PlatformPipeline),
        format!("\"{name}\" provides \"Build farm\" to 1 team, 80 % of it by self-service.")
    );
}
