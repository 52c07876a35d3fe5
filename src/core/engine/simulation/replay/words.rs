//! A replay as a log: one sentence for what happens at one moment.

use super::{
    super::{
        calendar::{DAY, WEEK},
        changes::ChangeClass,
        replication::whole,
    },
    Happening, HeldBy, Replay, ReplayStep, Sort, Way,
};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A moment of the measured time: `Wed 10:00, week 3`. Weeks count from 1; times of day are rounded to the minute.
pub(super) fn moment(hours: f64) -> String {
    // Whole minutes first, so that no time of day is ever 24:00 or 10:60.
    let minutes = whole((hours.max(0.0) * 60.0).round());
    let (hour, minute) = (minutes / 60, minutes % 60);
    let (week, day) = (hour / whole(WEEK), hour / whole(DAY) % 7);
    let day = DAYS.get(day).copied().unwrap_or_default();
    format!("{day} {:02}:{minute:02}, week {}", hour % whole(DAY), week + 1)
}

impl Replay {
    /// When an event happens, in words: `Wed 10:00, week 3`. Empty when there is no such event.
    pub fn moment_of(&self, event: usize) -> String {
        self.events.get(event).map_or_else(String::new, |event| moment(event.hours))
    }

    /// What happens, as a sentence with its moment: `Wed 10:00, week 3: CAB approved 7 changes.` Events of the same
    /// moment, kind and step are told by the first of them.
    ///
    /// `None` when an earlier event tells it too, and beyond the last event.
    pub fn describe(&self, event: usize) -> Option<String> {
        let count = self.told.get(event).copied().filter(|count| *count > 0)?;
        let event = self.events.get(event)?;
        Some(format!("{}: {}.", moment(event.hours), self.what(event.what, count)))
    }

    fn step(&self, step: u16) -> (&str, Sort) {
        let step = self.steps.get(usize::from(step));
        step.map_or(("a step", Sort::Work), |ReplayStep { name, sort, .. }| (name.as_str(), *sort))
    }

    fn name(&self, step: u16) -> &str {
        self.step(step).0
    }

    /// What happened to `count` changes, of which `what` names one.
    fn what(&self, what: Happening, count: u32) -> String {
        let who = |change: u32| {
            if count == 1 { format!("change {change}") } else { format!("{count} changes") }
        };
        // A subject that begins the sentence, and its verb.
        let they = |change: u32, one: &str, many: &str| {
            if count == 1 { format!("Change {change} {one}") } else { format!("{count} changes {many}") }
        };
        match what {
            Happening::Requested { change, class, .. } => match (count, class) {
                (1, ChangeClass::Emergency) => format!("Emergency change {change} was requested"),
                (1, ChangeClass::Standard) => format!("Standard change {change} was requested"),
                (1, ChangeClass::Normal) => format!("Normal change {change} was requested"),
                _ => format!("{count} changes were requested"),
            },
            Happening::KeptOut { change } => {
                format!("{} outside, because the error budget is short", they(change, "waits", "wait"))
            }
            Happening::Moved { change, to, .. } => {
                format!("{} to {}", they(change, "came", "came"), self.name(to))
            }
            Happening::Held { change, step, by } => {
                let until = match by {
                    HeldBy::Date => "the next date of",
                    HeldBy::Company => "company at",
                    HeldBy::Closed => "an end of the freeze at",
                };
                format!("{} for {until} {}", they(change, "waits", "wait"), self.name(step))
            }
            Happening::TakenUp { step, changes } => {
                let what = if changes == 1 { "1 change".to_owned() } else { format!("{changes} changes") };
                match self.step(step) {
                    (name, Sort::Deploy) => format!("{name} began with {what} that had waited"),
                    (name, _) => format!("{name} took up {what}"),
                }
            }
            Happening::Queues { change, step } => {
                format!("{} for people at {}", they(change, "waits", "wait"), self.name(step))
            }
            Happening::Started { change, step } => {
                format!("Work on {} began at {}", who(change), self.name(step))
            }
            Happening::Passed { change, step } => match self.step(step) {
                (name, Sort::Approval) => format!("{name} approved {}", who(change)),
                (name, _) => format!("{name} let {} pass", who(change)),
            },
            Happening::Stopped { change, step } => format!("{} stopped {}", self.name(step), who(change)),
            Happening::SentBack { change, step } => {
                format!("{} back from {}: not complete and accurate", they(change, "went", "went"), self.name(step))
            }
            Happening::LetThrough { change, step } => {
                let name = self.name(step);
                format!("{} let through at {name}, after too many returns", they(change, "was", "were"))
            }
            Happening::NoRoom { change, step } => {
                format!("{} for room at {}: its limit is reached", they(change, "waits", "wait"), self.name(step))
            }
            Happening::Deployed { deployment } => self.deployed(deployment),
            Happening::Failed { .. } => "The deployment failed".to_owned(),
            Happening::Live { change } => format!("{} in production", they(change, "runs", "run")),
            Happening::Finished { change } => format!("{} done", they(change, "is", "are")),
            Happening::FreezeBegan => "The error budget is spent: deployments are frozen".to_owned(),
            Happening::FreezeEnded => "The freeze is over".to_owned(),
            Happening::PolicyBegan { step } => {
                format!("The error budget is short: step {} of its policy begins", u32::from(step) + 1)
            }
            Happening::PolicyEnded { step } => {
                format!("Step {} of the error budget policy ends", u32::from(step) + 1)
            }
            Happening::Calendar { freeze: true, .. } => "The calendar freezes deployments".to_owned(),
            Happening::Calendar { outside_window: true, .. } => "The deploy window has closed".to_owned(),
            Happening::Calendar { .. } => "Deployments are open again by the calendar".to_owned(),
            Happening::IncidentBegan { .. }
            | Happening::ReachedAll { .. }
            | Happening::Detected { .. }
            | Happening::Acknowledged { .. }
            | Happening::Restored { .. } => of_incident(what),
        }
    }

    fn deployed(&self, deployment: u32) -> String {
        let found = usize::try_from(deployment).ok().and_then(|at| self.deployments.get(at));
        let Some(found) = found else { return "A deployment is done".to_owned() };
        let name = self.name(found.step);
        match self.changes_of(deployment) {
            [change] => format!("{name} put change {change} into production"),
            changes => format!("{name} put {} changes into production", changes.len()),
        }
    }
}

fn of_incident(what: Happening) -> String {
    match what {
        Happening::IncidentBegan { incident, by_change: true, .. } => {
            format!("Incident {incident} began, caused by the deployment")
        }
        Happening::IncidentBegan { incident, .. } => format!("Incident {incident} began, without a change"),
        Happening::ReachedAll { incident } => format!("Incident {incident} reached all users"),
        Happening::Detected { incident, by_monitoring: true } => format!("Monitoring detected incident {incident}"),
        Happening::Detected { incident, .. } => format!("Users reported incident {incident}"),
        Happening::Acknowledged { incident, level: 0 } => format!("Somebody works on incident {incident}"),
        Happening::Acknowledged { incident, level } => format!("Level {level} of call works on incident {incident}"),
        Happening::Restored { incident, way } => {
            let how = match way {
                Way::ByHand => "by hand",
                Way::Rollback => "by rollback",
                Way::Flag => "by switching the feature off",
                Way::Canary => "before all users had it",
            };
            format!("Incident {incident} is over: restored {how}")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn moments_are_days_of_weeks() {
        assert_eq!(moment(0.0), "Mon 00:00, week 1");
        assert_eq!(moment(2.0 * 168.0 + 58.0), "Wed 10:00, week 3");
        assert_eq!(moment(168.0 - 1e-9), "Mon 00:00, week 2");
        assert_eq!(moment(167.99), "Sun 23:59, week 1");
    }
}
