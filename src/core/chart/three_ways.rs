//! The Three Ways of a stream in sentences.

use super::{format, map::words};
use crate::{
    engine::flow::{FeedbackWay, FlowWay, InProduction, LearningWay, PoolOwner, Signal, SignalKind, ThreeWays},
    model::{ImprovementStatus, StepId, ValueStream, WayOfWorking, Workspace},
};

/// So many signals are told, the latest first.
const MOST_SIGNALS: usize = 8;

/// One of the three, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayWords {
    /// "Flow".
    pub name: &'static str,
    /// What it asks.
    pub question: &'static str,
    /// The way of working that carries it, by our pairing.
    pub carried_by: &'static str,
    /// What the stream answers, the worst first.
    pub lines: Vec<WayLine>,
    /// What stands there when there are none.
    pub none: &'static str,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayLine {
    /// The sentence.
    pub sentence: String,
    /// The step it leads to.
    pub step: Option<StepId>,
}

/// Flow, feedback and learning.
pub fn three_ways_in_words(workspace: &Workspace, stream: &ValueStream, ways: &ThreeWays) -> [WayWords; 3] {
    [
        WayWords {
            name: "Flow",
            question: "Where does work pile up?",
            carried_by: "Process: what is known to work is done the same way each time.",
            lines: flow(workspace, stream, &ways.flow),
            none: "Nothing piles up that the model knows of: nobody is busy, and no step has an observed total time.",
        },
        WayWords {
            name: "Feedback",
            question: "Where do signals return, and how late?",
            carried_by: "Analyse: a fault is understood where it was made, not only where it was found.",
            lines: feedback(stream, &ways.feedback),
            none: "No signal returns: no step has a %C&A below 100\u{a0}%, and nothing stops a bad change.",
        },
        WayWords {
            name: "Learning",
            question: "What is being tried to get better?",
            carried_by: "Experiment: try it safely, look, and keep it or drop it.",
            lines: learning(workspace, &ways.learning),
            none: "No decision is attached to this stream: none was made on a scenario that moves it.",
        },
    ]
}

fn name_of(stream: &ValueStream, step: StepId) -> &str {
    stream.step(step).map_or("", |step| step.name.as_str())
}

fn flow(workspace: &Workspace, stream: &ValueStream, way: &FlowWay) -> Vec<WayLine> {
    let busy = way.busiest.iter().map(|(owner, utilisation, step)| {
        let who = match owner {
            PoolOwner::Team(team) => workspace.team(*team).map_or("", |team| team.name.as_str()),
            PoolOwner::Step(step) => name_of(stream, *step),
        };
        WayLine { sentence: format!("The people of {who} are busy {}.", format::percent(*utilisation)), step: *step }
    });
    let waits = way.longest_waits.iter().map(|(step, hours)| WayLine {
        sentence: format!("A change waits {} at {}.", words::calendar(*hours), name_of(stream, *step)),
        step: Some(*step),
    });
    let batches = way.batches.iter().map(|(step, size)| WayLine {
        sentence: format!("{} changes go through {} together.", words::short(*size), name_of(stream, *step)),
        step: Some(*step),
    });
    busy.chain(waits).chain(batches).collect()
}

fn feedback(stream: &ValueStream, way: &FeedbackWay) -> Vec<WayLine> {
    let mut lines: Vec<WayLine> = Vec::new();
    if let Some(live) = &way.in_production {
        lines.push(WayLine { sentence: in_production(stream, live), step: Some(live.made_at) });
    }
    if let Some(share) = way.stopped_before {
        let sentence = match share {
            0.0 => "Nothing stops a bad change before it goes live: users find it.".to_owned(),
            share => format!(
                "{} of the bad changes are stopped before they go live; users find the others.",
                format::percent(share)
            ),
        };
        lines.push(WayLine { sentence, step: None });
    }
    let told = way.signals.iter().take(MOST_SIGNALS);
    lines.extend(told.map(|signal| WayLine { sentence: returned(stream, signal), step: Some(signal.found_at) }));
    if let Some(left) = way.signals.len().checked_sub(MOST_SIGNALS).filter(|left| *left > 0) {
        lines.push(WayLine { sentence: format!("{left} more return sooner than these."), step: None });
    }
    lines
}

fn returned(stream: &ValueStream, signal: &Signal) -> String {
    let (found, made) = (name_of(stream, signal.found_at), name_of(stream, signal.made_at));
    let count = changes(signal.per_week);
    let what = match (signal.kind, signal.made_at == signal.found_at) {
        (_, true) => format!("{found} does {count} a week again"),
        (SignalKind::Rework | SignalKind::Approval, _) => format!("{found} sends {count} a week back to {made}"),
        (SignalKind::Gate, _) => format!("{found} stops {count} a week, which go back to {made}"),
    };
    match signal.late_hours {
        Ok(hours) => format!("{what}, {} later.", words::calendar(hours)),
        Err(missing) => format!("{what}. How late is n/a, because {missing}."),
    }
}

/// "1 change", "1.6 changes".
fn changes(count: f64) -> String {
    let count = words::short(count);
    if count == "1" { "1 change".to_owned() } else { format!("{count} changes") }
}

fn in_production(stream: &ValueStream, live: &InProduction) -> String {
    let count = words::short(live.per_week);
    let made = name_of(stream, live.made_at);
    let age = match live.late_hours {
        Ok(hours) => format!("{} after {made}", words::calendar(hours)),
        Err(missing) => format!("when after {made} is n/a, because {missing}"),
    };
    let notice = live.notice_hours.map(|hours| format!("; somebody notices {} later", words::calendar(hours)));
    format!("{count} bad changes a week go live, {age}{}.", notice.unwrap_or_default())
}

fn learning(workspace: &Workspace, way: &LearningWay) -> Vec<WayLine> {
    let attached = way.attached.iter().filter_map(|id| workspace.improvement(*id)).map(|decision| {
        let how = match decision.way {
            WayOfWorking::Process => "Process",
            WayOfWorking::Analyse => "Analyse",
            WayOfWorking::Experiment => "Experiment",
        };
        let status = match decision.status {
            ImprovementStatus::Planned => "planned",
            ImprovementStatus::UnderWay => "under way",
            ImprovementStatus::Kept => "kept",
            ImprovementStatus::Dropped => "dropped",
        };
        let will = decision.we_will.trim_end_matches('.');
        WayLine { sentence: format!("{how}, {status}: we will {will}."), step: None }
    });
    let mut lines: Vec<WayLine> = attached.collect();
    if let Some(sentence) = ways_of_working(way) {
        lines.push(WayLine { sentence, step: None });
    }
    if way.elsewhere > 0 {
        let elsewhere =
            words::counted(way.elsewhere, "decision of the workspace has", "decisions of the workspace have");
        lines.push(WayLine { sentence: format!("{elsewhere} nothing to do with this stream."), step: None });
    }
    lines
}

/// How the decisions that are not dropped are gone about: "Not dropped: 1 process, 2 analyse, 1 experiment."; `None`
/// without any.
fn ways_of_working(way: &LearningWay) -> Option<String> {
    let [process, analyse, experiment] = way.ways;
    (process + analyse + experiment > 0)
        .then(|| format!("Not dropped: {process} by process, {analyse} by analysis, {experiment} by experiment."))
}
