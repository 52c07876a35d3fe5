//! Levers in words, for labels of policies and ends of bars.

use super::format::{self, Unit};
use crate::{
    engine::experiment::{Axis, AxisUnit},
    model::{Lever, Release, Risk, StepId, Workspace},
};

/// The number of a lever in words: "70 %", "every 7 days", "3 people".
pub fn lever_number(unit: AxisUnit, number: f64) -> String {
    match unit {
        AxisUnit::Share => format::percent(number),
        AxisUnit::Days if number < 0.5 => "at once".to_owned(),
        AxisUnit::Days if number < 1.5 => "every day".to_owned(),
        AxisUnit::Days => format!("every {} days", format::number(number)),
        AxisUnit::People if number < 1.5 => "1 person".to_owned(),
        AxisUnit::People => format!("{} people", format::number(number)),
        AxisUnit::Items => format!("{} at most", format::number(number)),
        AxisUnit::Levels if number < 1.5 => "1 level".to_owned(),
        AxisUnit::Levels => format!("{} levels", format::number(number)),
        AxisUnit::PerWeek => Unit::Of("a week".to_owned()).show(number),
        AxisUnit::Factor => format!("{} times as long", format::number(number)),
        AxisUnit::Percent => format!("{}\u{a0}%", percent_in_full(number)),
        AxisUnit::Switch if number >= 0.5 => "on".to_owned(),
        AxisUnit::Switch => "off".to_owned(),
    }
}

/// A target keeps its nines: 99.95, not 100.
fn percent_in_full(number: f64) -> String {
    let text = format!("{number:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What a lever does, in a few words: "70 % standard changes", "CAB at once".
pub fn lever_in_words(workspace: &Workspace, lever: &Lever) -> String {
    match lever {
        Lever::UseStream { stream } => {
            let name = workspace.stream(*stream).map_or("another stream", |stream| &stream.name);
            return format!("work by \"{name}\"");
        }
        Lever::AutoApproval { risk: None } => return "no automatic approval".to_owned(),
        Lever::AutoApproval { risk: Some(risk) } => {
            let risk = match risk {
                Risk::Low => "low",
                Risk::Medium => "medium",
                Risk::High => "high",
            };
            return format!("automatic approval up to {risk} risk");
        }
        Lever::Release { release: Release::Together { together }, .. } => {
            return format!("{} released together", format::counted(u64::from(together.at), "change", "changes"));
        }
        Lever::WipLimit { limit: None, step } => {
            let step = workspace.stream_of_step(*step).and_then(|stream| stream.step(*step));
            return format!("any number at \"{}\"", step.map_or("a step", |step| &step.name));
        }
        _ => {}
    }
    let (Ok(axis), Some(number)) = (Axis::of(lever, workspace), Axis::number(lever)) else {
        return "a lever whose target is gone".to_owned();
    };
    let number = lever_number(axis.unit, number);
    let step = |id: StepId| {
        let step = workspace.stream_of_step(id).and_then(|stream| stream.step(id));
        step.map(|step| step.name.clone()).unwrap_or_default()
    };
    match lever {
        Lever::StandardChanges { .. } => format!("{number} standard changes"),
        Lever::ApprovalCadence { step: id, .. } | Lever::Release { step: id, .. } => format!("{} {number}", step(*id)),
        Lever::StopsBad { step: id, .. } => format!("{} stops {number}", step(*id)),
        Lever::Gates { .. } => format!("gates stop {number}"),
        Lever::BadChanges { .. } => format!("{number} bad changes"),
        Lever::People { step: id, .. } => format!("{} with {number}", step(*id)),
        Lever::Demand { .. } => format!("{number} requested"),
        Lever::FoundByMonitoring { .. } => format!("monitoring finds {number}"),
        Lever::RepairTime { .. } => format!("repair {number}"),
        Lever::Rollback { .. } => format!("rollback works in {number}"),
        Lever::SloTarget { .. } => format!("objective {number}"),
        Lever::Freeze { .. } => format!("freeze {number}"),
        _ => format!("{}: {number}", axis.label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_keeps_its_nines_and_one_is_singular() {
        assert_eq!(lever_number(AxisUnit::Percent, 99.95), "99.95\u{a0}%");
        assert_eq!(lever_number(AxisUnit::People, 1.0), "1 person");
        assert_eq!(lever_number(AxisUnit::Days, 0.0), "at once");
        assert_eq!(lever_number(AxisUnit::Share, 0.7), "70\u{a0}%");
    }

    #[test]
    fn a_lever_without_its_target_says_so() {
        let workspace = Workspace::empty("w", "Nothing");
        let gone = Lever::Freeze { service: crate::model::ServiceId::new(9), on: true };
        assert_eq!(lever_in_words(&workspace, &gone), "a lever whose target is gone");
    }
}
