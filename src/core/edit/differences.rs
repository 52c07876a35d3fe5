//! Which fields an update changes, in words: for undo labels, and to tell typing in one field from anything else.

use super::StreamDetails;
use crate::model::{Bounds, ChangePolicy, Improvement, Scenario, Service, Slo, Step, Team};

macro_rules! differences {
    ($(#[$doc:meta])* $name:ident($type:ty): $($field:ident = $word:literal),* $(,)?) => {
        $(#[$doc])*
        pub(super) fn $name(before: &$type, after: &$type) -> Vec<&'static str> {
            [$((before.$field != after.$field).then_some($word)),*].into_iter().flatten().collect()
        }
    };
}

differences! { step(Step):
    name = "name", activity = "activity", lifecycle = "lifecycle activity", team = "team", practices = "practices",
    roles = "roles", kind = "kind", work = "work time", observed = "observed time", workers = "people", calendar = "calendar",
    complete_accurate = "%C&A", wip_limit = "limit of items", together = "batch", assumed = "mark as assumed", note = "note",
    pin = "place in the drawing", was = "step of today",
}

differences! { stream(StreamDetails):
    name = "name", kind = "kind", service = "service", trigger = "trigger", outcome = "outcome", demand = "demand",
    bad_changes = "share of bad changes", rework_effort = "rework effort",
}

differences! { service(Service):
    name = "name", tier = "tier", hours = "service hours", sla = "agreement", contracts = "contracts",
    slos = "objectives", depends_on = "dependencies", events_per_28_days = "volume",
    budget_policy = "error budget policy", incidents = "incident policy", costs = "costs", note = "note",
}

differences! { slo(Slo):
    indicator = "indicator", description = "description", target = "target", window_days = "window",
}

differences! { team(Team):
    name = "name", people = "people", planned_share = "time for planned work", party = "party",
    ahead_minutes = "clock", shape = "kind of team", capabilities = "capabilities", interactions = "ways of working together",
    provides = "services it provides", contracts = "contracts",
}

differences! { bounds(Bounds):
    lowest_slo = "lowest objective", most_failures = "most failures", longest_wait = "longest wait",
}

differences! { change_policy(ChangePolicy):
    auto_approve = "automatic approval", approve_emergencies_afterwards = "approval of emergencies",
    gates = "required gates", windows = "deploy windows", freezes = "calendar freezes",
    measured_from = "first measured day", canary = "progressive delivery",
}

differences! { scenario(Scenario):
    name = "name", question = "question", note = "note", colour = "colour", levers = "levers", prediction = "prediction",
}

differences! { improvement(Improvement):
    we_will = "what we will do", because = "reason", owner = "owner", measure = "measure", baseline = "baseline",
    target = "target", review_on = "review date", scenario = "scenario", way = "way of working", status = "status",
    outcome = "outcome",
}
