//! The levers that are not moved every day, each a choice between a few settings, folded at the end of their group.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    model::{Canary, FreezeRule, GateFamily, Lever, Risk, Service, Share, StepId, Workspace},
};

use super::{lever_values::Subject, levers::Panel};
use crate::ui::kit::Select;

/// What a gate of one family stops when nobody knows better: four of them stop half of the bad changes together.
const GATE_STOPS: f64 = 0.16;
/// And of the good ones by mistake: four stop 3 % together.
const GATE_STOPS_GOOD: f64 = 0.0076;
/// How often a feature flag helps when nobody knows better.
const FLAG_WORKS: f64 = 0.8;

/// A lever with a few settings.
struct Choice {
    label: String,
    /// Words and lever of each setting.
    settings: Vec<(String, Lever)>,
    /// Which one is today's.
    today: usize,
}

impl Choice {
    fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), settings: Vec::new(), today: 0 }
    }

    /// One more setting, left out when it is there already; `today` marks the one that holds today.
    fn or(mut self, words: impl Into<String>, lever: Lever, today: bool) -> Self {
        let known = self.settings.iter().position(|(_, known)| *known == lever);
        let place = known.unwrap_or(self.settings.len());
        if known.is_none() {
            self.settings.push((words.into(), lever));
        }
        if today {
            self.today = place;
        }
        self
    }

    fn view(self, panel: Panel) -> AnyView {
        let Self { label, settings, today } = self;
        let words =
            |place: usize, words: &String| if place == today { format!("{words}, as today") } else { words.clone() };
        let options: Vec<String> = settings.iter().enumerate().map(|(place, (text, _))| words(place, text)).collect();
        let levers = StoredValue::new(settings.into_iter().map(|(_, lever)| lever).collect::<Vec<_>>());
        let chosen = Signal::derive(move || {
            levers.with_value(|levers| {
                let set = levers.first().and_then(|like| panel.lever(like));
                set.and_then(|set| levers.iter().position(|lever| *lever == set)).unwrap_or(today)
            })
        });
        let choose = Callback::new(move |place: usize| {
            levers.with_value(|levers| {
                if let (Some(lever), Some(today)) = (levers.get(place), levers.get(today)) {
                    panel.set(lever.clone(), today);
                }
            });
        });
        view! {
            <div class="lever" class:changed=move || chosen.get() != today>
                <Select label=label options=Signal::stored(options) chosen=chosen choose=choose/>
            </div>
        }
        .into_any()
    }
}

/// A fold with these choices; nothing without any.
fn fold(panel: Panel, title: &'static str, choices: Vec<Choice>) -> Vec<AnyView> {
    if choices.is_empty() {
        return Vec::new();
    }
    let inside: Vec<AnyView> = choices.into_iter().map(|choice| choice.view(panel)).collect();
    vec![view! { <details class="more-levers"><summary>{title}</summary>{inside}</details> }.into_any()]
}

/// Approval without a person.
pub(super) fn governance(panel: Panel, workspace: &Workspace, subject: &Subject) -> Vec<AnyView> {
    let risk = subject.stream.demand.risk;
    // Where nobody has said how risky changes are, the choice would mean nothing.
    if risk.low == Share::NONE && risk.high == Share::NONE {
        return Vec::new();
    }
    let now = workspace.change_policy.auto_approve;
    let setting = |risk| Lever::AutoApproval { risk };
    let choice = Choice::new("Approved without a person")
        .or("No normal change", setting(None), now.is_none())
        .or("Low risk", setting(Some(Risk::Low)), now == Some(Risk::Low))
        .or("Low and medium risk", setting(Some(Risk::Medium)), now == Some(Risk::Medium))
        .or("Any risk", setting(Some(Risk::High)), now == Some(Risk::High));
    fold(panel, "Approval by risk", vec![choice])
}

/// Gates one by one, careful delivery, limits of work.
pub(super) fn velocity(panel: Panel, workspace: &Workspace, subject: &Subject) -> Vec<AnyView> {
    let mut all: Vec<Choice> = Vec::new();
    for family in GateFamily::ALL {
        let now = workspace.change_policy.gates.iter().find(|gate| gate.family == family);
        let off = Lever::RequiredGate { family, stops_bad: Share::NONE, stops_good: Share::NONE };
        let usual = (Share::clamped(GATE_STOPS), Share::clamped(GATE_STOPS_GOOD));
        let on = |(stops_bad, stops_good): (Share, Share)| Lever::RequiredGate { family, stops_bad, stops_good };
        let stops = |share: Share| format!("Stops {} of the bad changes", format::share(share));
        let mut choice = Choice::new(family.name()).or("Off", off, now.is_none()).or(stops(usual.0), on(usual), false);
        if let Some(gate) = now {
            choice = choice.or(stops(gate.stops_bad), on((gate.stops_bad, gate.stops_good)), true);
        }
        all.push(choice);
    }
    let canary = workspace.change_policy.canary;
    let reaches = |canary: Canary| {
        format!("{} of the users first, for {}", format::share(canary.share), format::elapsed(canary.lasts))
    };
    let setting = |canary| Lever::Canary { canary };
    let mut choice = Choice::new("How a deployment reaches users")
        .or("All at once", setting(None), canary.is_none())
        .or(reaches(Canary::assumed()), setting(Some(Canary::assumed())), false);
    if let Some(canary) = canary {
        choice = choice.or(reaches(canary), setting(Some(canary)), true);
    }
    all.push(choice);
    for (step, name, people) in subject.staffed().into_iter().take(1) {
        all.push(work_limit(step, &name, people, subject));
    }
    let stream = subject.stream.id;
    let now = subject.stream.demand.work.reliability;
    let setting = |share| Lever::ReliabilityWork { stream, share };
    let mut choice = Choice::new("Reliability work, of all changes").or(format::share(now), setting(now), true);
    for percent in [0.0, 10.0, 20.0, 30.0] {
        let share = Share::clamped(percent / 100.0);
        choice = choice.or(format::share(share), setting(share), false);
    }
    all.push(choice);
    fold(panel, "Gates, canary and limits of work", all)
}

fn work_limit(step: StepId, name: &str, people: u16, subject: &Subject) -> Choice {
    let now = subject.stream.step(step).and_then(|step| step.wip_limit);
    let setting = |limit| Lever::WipLimit { step, limit };
    let mut choice = Choice::new(format!("Most changes at {name}")).or("Any number", setting(None), now.is_none());
    if let Some(now) = now {
        choice = choice.or(now.to_string(), setting(Some(now)), true);
    }
    for limit in [people, people.saturating_mul(2), people.saturating_mul(4)] {
        choice = choice.or(limit.to_string(), setting(Some(limit.max(1))), false);
    }
    choice
}

/// Feature flags, levels of call, when a freeze begins.
pub(super) fn reliability(panel: Panel, service: &Service) -> Vec<AnyView> {
    let id = service.id;
    let mut all: Vec<Choice> = Vec::new();
    let now = service.incidents.feature_flag.as_ref().map_or(Share::NONE, |flag| flag.success);
    let setting = |success| Lever::FeatureFlag { service: id, success };
    let helps = |share: Share| {
        if share == Share::NONE { "None".to_owned() } else { format!("Switch off {} of them", format::share(share)) }
    };
    let usual = Share::clamped(FLAG_WORKS);
    all.push(
        Choice::new("Feature flags for failed changes")
            .or(helps(now), setting(now), true)
            .or(helps(Share::NONE), setting(Share::NONE), false)
            .or(helps(usual), setting(usual), false),
    );
    let levels = service.incidents.escalation.len();
    if levels > 0 {
        let mut choice = Choice::new("Levels of call");
        for level in 1..=8_u8 {
            if usize::from(level) <= levels.max(3) {
                let words = format::counted(u64::from(level), "level", "levels");
                let lever = Lever::OnCallLevels { service: id, levels: level };
                choice = choice.or(words, lever, usize::from(level) == levels);
            }
        }
        all.push(choice);
    }
    if let Some(rule) = service.budget_policy.as_ref().and_then(|policy| policy.freeze) {
        all.push(freeze_at(service, rule));
    }
    fold(panel, "Flags, call and freeze", all)
}

fn freeze_at(service: &Service, rule: FreezeRule) -> Choice {
    let setting =
        |at: f64, until: f64| Lever::FreezeAt { service: service.id, at_remaining: at, until_remaining: until };
    let words =
        |at: f64, until: f64| format!("Below {} left, until {} is back", format::percent(at), format::percent(until));
    let (at, until) = (rule.at_remaining, rule.until_remaining);
    let mut choice = Choice::new("Deployments freeze").or(words(at, until), setting(at, until), true);
    for (at, until) in [(0.0, 0.0), (0.0, 0.1), (0.25, 0.35)] {
        choice = choice.or(words(at, until), setting(at, until), false);
    }
    choice
}
