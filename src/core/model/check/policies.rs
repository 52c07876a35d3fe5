//! Rules about policies: how changes are let in, how incidents are handled, what a spent budget does, what it costs.

use super::{Findings, Place};
use crate::model::{
    BudgetAction, ChangePolicy, Distribution, ErrorBudgetPolicy, IncidentPolicy, OpenPeriod, RequiredGate, Service,
    Step, StepKind, Together, ValueStream, Workspace,
};

/// Most steps of an error budget policy, severity classes or levels of an escalation.
const MOST_CLASSES: usize = 8;
/// Most calendar freezes, and most weekly deploy windows.
const MOST_PERIODS: usize = 60;

/// Whether no two of a few elements have the same key.
fn distinct<T, K: PartialEq>(elements: &[T], key: impl Fn(&T) -> K) -> bool {
    elements.iter().enumerate().all(|(at, element)| elements.iter().take(at).all(|other| key(other) != key(element)))
}

/// Whether open periods are in order, without overlap, each with a start before its end.
pub(super) fn in_order(open: &[OpenPeriod]) -> bool {
    let ordered = open.windows(2).all(|pair| match pair {
        [a, b] => a.day < b.day || (a.day == b.day && a.to_minute <= b.from_minute),
        _ => true,
    });
    ordered && open.iter().all(|period| period.from_minute < period.to_minute && period.to_minute <= 1440)
}

/// Whether a step of the budget can begin at the first and end at the second level.
pub(super) fn is_range(at: f64, until: f64) -> bool {
    (-10.0..=1.0).contains(&at) && (-10.0..=1.0).contains(&until) && until >= at
}

/// Whether so many can go together.
pub(super) fn is_batch(together: Together) -> bool {
    (1..=10_000).contains(&together.at)
}

impl Findings {
    pub(super) fn change_policy(&mut self, policy: &ChangePolicy) {
        let place = Place::Workspace;
        if !distinct(&policy.gates, |gate: &RequiredGate| gate.family) {
            let what = "The change policy asks for the same family of gates twice.";
            self.add(place, what, "Keep one gate of each family.");
        }
        for gate in &policy.gates {
            self.distribution(place, &format!("Change policy, {}", gate.family.name()), &gate.takes);
        }
        if !in_order(&policy.windows) || policy.windows.len() > MOST_PERIODS {
            let what = "The deploy windows of the change policy overlap, run backwards, or are more than 60.";
            self.add(place, what, "Give each window a start before its end, in the order of the week.");
        }
        if policy.freezes.len() > MOST_PERIODS {
            self.add(place, "The change policy has more than 60 calendar freezes.", "Remove some.");
        }
        for freeze in &policy.freezes {
            self.name(place, "calendar freeze", &freeze.name);
            if freeze.from.index().is_none() || freeze.to.index().is_none() {
                let what = format!("The freeze \"{}\" begins or ends on a day that no year has.", freeze.name);
                self.add(place, what, "Correct the day and the month.");
            }
        }
        if policy.measured_from.is_some_and(|day| day.index().is_none()) {
            let what = "The simulated weeks of the change policy begin on a day that no year has.";
            self.add(place, what, "Correct the day and the month.");
        }
    }

    pub(super) fn budget_policy(&mut self, place: Place, service: &Service) {
        let Some(policy) = &service.budget_policy else { return };
        self.note(place, &policy.owner);
        let name = &service.name;
        let ErrorBudgetPolicy { freeze, steps, .. } = policy;
        if freeze.is_some_and(|freeze| !is_range(freeze.at_remaining, freeze.until_remaining)) {
            self.add(
                place,
                format!("Service \"{name}\": the freeze would end below the level at which it begins."),
                "Let it end at the same level or above.",
            );
        }
        if steps.len() > MOST_CLASSES {
            let what = format!("Service \"{name}\": the error budget policy has more than {MOST_CLASSES} steps.");
            self.add(place, what, "Remove some.");
        }
        for step in steps {
            if !is_range(step.at_remaining, step.until_remaining) {
                let what = format!(
                    "Service \"{name}\": the step at {:.0} % of the budget would end below the level at which it begins.",
                    step.at_remaining * 100.0
                );
                self.add(place, what, "Let it end at the same level or above, from -1000 to 100 %.");
            }
            if !distinct(&step.actions, kind_of) {
                let what = format!("Service \"{name}\": a step of the error budget policy does the same thing twice.");
                self.add(place, what, "Keep one action of each kind.");
            }
            for action in &step.actions {
                match action {
                    BudgetAction::ExtraGate { takes, .. } => {
                        self.distribution(place, &format!("Service \"{name}\", extra gate"), takes);
                    }
                    BudgetAction::SlowerDates { factor } if !(2..=52).contains(factor) => {
                        let what = format!("Service \"{name}\": every {factor}th date is not every 2nd to 52nd.");
                        self.add(place, what, "Type 2 to 52.");
                    }
                    _ => {}
                }
            }
        }
    }

    pub(super) fn incidents(&mut self, workspace: &Workspace, place: Place, service: &Service) {
        let policy: &IncidentPolicy = &service.incidents;
        let name = &service.name;
        if !(0.0..=10_000.0).contains(&policy.background_per_28_days) {
            self.add(
                place,
                format!(
                    "Service \"{name}\": {} background incidents in 28 days is not 0 to 10 000.",
                    policy.background_per_28_days
                ),
                "Type a rate.",
            );
        }
        if !(0.0..=10.0).contains(&policy.batch_repair_factor) {
            self.add(place, format!("Service \"{name}\": the batch repair factor is not 0 to 10."), "0.15 is usual.");
        }
        if !(1..=1000).contains(&policy.responders) {
            self.add(
                place,
                format!("Service \"{name}\": {} responders is not 1 to 1000.", policy.responders),
                "Type how many can work on incidents at once.",
            );
        }
        let times: [(&str, Option<&Distribution>); 6] = [
            ("detection by monitoring", Some(&policy.detect_by_monitoring)),
            ("detection by users", Some(&policy.detect_by_users)),
            ("acknowledgement", Some(&policy.acknowledge)),
            ("repair", Some(&policy.repair)),
            ("rollback", policy.rollback.as_ref().map(|repair| &repair.takes)),
            ("feature flag", policy.feature_flag.as_ref().map(|repair| &repair.takes)),
        ];
        for (what, time) in times {
            if let Some(time) = time {
                self.distribution(place, &format!("Service \"{name}\", {what}"), time);
            }
        }
        self.responders(workspace, place, service);
        self.severities(place, service);
        if !distinct(&policy.learning, |learning| learning.on) {
            let what = format!("Service \"{name}\": reliability work acts on the same thing twice.");
            self.add(place, what, "Keep one entry for each thing it acts on.");
        }
    }

    fn responders(&mut self, workspace: &Workspace, place: Place, service: &Service) {
        let policy = &service.incidents;
        let name = &service.name;
        if let Some(team) = policy.responders_from
            && workspace.team(team).is_none()
        {
            let what = format!("Service \"{name}\": its responders come from {team}, which does not exist.");
            self.add(place, what, "Choose a team, or give it responders of its own.");
        }
        if !(0.1..=100.0).contains(&policy.off_hours_factor) {
            let what = format!("Service \"{name}\": the factor for off-hours is not 0.1 to 100.");
            self.add(place, what, "1 makes no difference.");
        }
        let levels = &policy.escalation;
        let last = levels.len().saturating_sub(1);
        let sound = levels.iter().enumerate().all(|(at, level)| {
            let timed = level.timeout.is_some_and(|timeout| timeout.hours() > 0.0);
            level.mean.hours() > 0.0 && (if at < last { timed } else { level.timeout.is_none() })
        });
        if !sound || levels.len() > MOST_CLASSES {
            let what = format!(
                "Service \"{name}\": the escalation is longer than {MOST_CLASSES} levels, or one of them lacks a time."
            );
            self.add(place, what, "Give each level a mean time above 0, and each but the last a time-out above 0.");
        }
        for level in levels {
            self.name(place, "level of escalation", &level.name);
        }
    }

    fn severities(&mut self, place: Place, service: &Service) {
        let name = &service.name;
        let classes = &service.incidents.severities;
        if classes.is_empty() {
            return;
        }
        let total: f64 = classes.iter().map(|class| class.share.value()).sum();
        if (total - 1.0).abs() > 1e-6 || classes.len() > MOST_CLASSES {
            let what =
                format!("Service \"{name}\": its severities take {:.1} % of the incidents in all.", total * 100.0);
            self.add(place, what, "Make them add up to 100 %, in at most 8 classes.");
        }
        for class in classes {
            self.name(place, "severity", &class.name);
            if !(class.repair_factor > 0.0 && class.repair_factor <= 100.0) {
                let what = format!(
                    "Service \"{name}\": repair of \"{}\" cannot take {} times as long.",
                    class.name, class.repair_factor
                );
                self.add(place, what, "Type a factor above 0 and at most 100.");
            }
        }
    }

    pub(super) fn costs(&mut self, place: Place, service: &Service) {
        let Some(costs) = &service.costs else { return };
        self.name(place, "currency", &costs.currency);
        let amounts = [costs.outage_hour, costs.change_day, costs.fee];
        if !amounts.iter().all(|amount| (0.0..=1e12).contains(amount)) {
            let what = format!("Service \"{}\": a cost is negative, or no number.", service.name);
            self.add(place, what, "Type amounts of 0 or more.");
        }
    }

    pub(super) fn demand(&mut self, place: Place, stream: &ValueStream) {
        let demand = &stream.demand;
        let name = &stream.name;
        let work = demand.work;
        if work.defect.value() + work.reliability.value() + work.risk.value() > 1.0 + 1e-9 {
            let what =
                format!("Value stream \"{name}\": defects, reliability work and risks add up to more than 100 %.");
            self.add(place, what, "Lower one of them.");
        }
        let risk = demand.risk;
        if risk.low.value() + risk.high.value() > 1.0 + 1e-9 {
            let what = format!("Value stream \"{name}\": changes of low and of high risk add up to more than 100 %.");
            self.add(place, what, "Lower one of them.");
        }
        if !(0.0..=100.0).contains(&risk.low_is_bad) || !(0.0..=100.0).contains(&risk.high_is_bad) {
            let what =
                format!("Value stream \"{name}\": how often risky changes are bad is not 0 to 100 times as often.");
            self.add(place, what, "0.5 for low and 2 for high risk are usual.");
        }
        if let crate::model::Arrivals::InBatches { size } = demand.arrivals
            && !(2..=1000).contains(&size)
        {
            let what = format!("Value stream \"{name}\": batches of {size} are not 2 to 1000 items.");
            self.add(place, what, "Type the items of a batch, or let them arrive one by one.");
        }
    }

    /// Limits and batches of a step.
    pub(super) fn pull(&mut self, place: Place, step: &Step) {
        let name = &step.name;
        if step.wip_limit.is_some_and(|limit| !(1..=10_000).contains(&limit)) {
            let what = format!("Step \"{name}\": nothing fits into a limit of {} items.", step.wip_limit.unwrap_or(0));
            self.add(place, what, "Type 1 to 10 000, or remove the limit.");
        }
        let Some(together) = step.together else { return };
        if !is_batch(together) {
            let what = format!("Step \"{name}\": {} items do not go together.", together.at);
            self.add(place, what, "Type 1 to 10 000.");
        }
        let dates = matches!(
            step.kind,
            StepKind::Approval { cadence: Some(_), .. } | StepKind::Deploy { cadence: Some(_), .. }
        );
        if dates {
            let what = format!("Step \"{name}\" waits both for dates and for enough items.");
            self.add(place, what, "Keep one of the two.");
        }
        if step.wip_limit.is_some_and(|limit| limit < together.at) {
            let what = format!("Step \"{name}\" waits for {} items, and has room for fewer.", together.at);
            self.add(place, what, "Raise the limit, or wait for fewer.");
        }
    }
}

fn kind_of(action: &BudgetAction) -> u8 {
    match action {
        BudgetAction::ExtraGate { .. } => 0,
        BudgetAction::Hold {} => 1,
        BudgetAction::SlowerDates { .. } => 2,
        BudgetAction::ReliabilityWork { .. } => 3,
    }
}
