//! What the checks of a value stream found, in one sentence each: what it costs first, then the cause.

use super::format::{self, Clock};
use crate::{
    engine::{
        flow::PoolOwner,
        governance::{ChainFinding, Flaw, Rule},
    },
    model::{StepId, TeamId, ValueStream, WorkTime, Workspace},
};

/// What was found, as a sentence. A finding about a rule of the service value chain says which.
pub fn finding_sentence(workspace: &Workspace, stream: &ValueStream, finding: &ChainFinding) -> String {
    let sentence = said(workspace, stream, finding);
    finding.flaw.rule().map_or_else(|| sentence.clone(), |rule| format!("{sentence} {}", rule_sentence(rule)))
}

/// A rule of the service value chain with its number: "Rule 1: contact with anybody outside goes through Engage."
pub const fn rule_sentence(rule: Rule) -> &'static str {
    match rule {
        Rule::Outside => "Rule 1: contact with anybody outside goes through Engage.",
        Rule::Resources => "Rule 2: new resources come through Obtain/build.",
        Rule::Planning => "Rule 3: planning at every level goes through Plan.",
        Rule::Improvement => "Rule 4: improvement at every level goes through Improve.",
    }
}

/// Where it leads, as the words of a link: the step, or that there are several; "Add one" when there is no such step.
pub fn finding_link(stream: &ValueStream, finding: &ChainFinding) -> String {
    match finding.steps.as_slice() {
        [] => "Add one".to_owned(),
        [step] => name_of(stream, *step).to_owned(),
        steps => format!("Show the {} in turn", steps.len()),
    }
}

fn said(workspace: &Workspace, stream: &ValueStream, finding: &ChainFinding) -> String {
    let first = finding.steps.first().map_or("", |step| name_of(stream, *step));
    let steps = |one: &str, many: &str| counted(finding.steps.len(), one, many);
    match &finding.flaw {
        Flaw::NoDeployment => "Nothing goes live, and nothing can be simulated: no step deploys.".to_owned(),
        Flaw::NeverSettles { owner, utilisation } => format!(
            "The queue never settles: {} of the time of {} is asked for.",
            format::percent(*utilisation),
            owner_in_words(workspace, stream, *owner)
        ),
        Flaw::Busy { owner, utilisation, a_tenth_more_adds_hours } => {
            busy(&owner_in_words(workspace, stream, *owner), *utilisation, *a_tenth_more_adds_hours)
        }
        Flaw::WorkExceedsObserved => {
            format!("{} more work than total time: one of both is wrong.", steps("step has", "steps have"))
        }
        Flaw::Unreached => format!("No work comes to {}: no link leads there.", steps("step", "steps")),
        Flaw::EndsBeforeLive { share } => {
            format!("{} of the changes never go live: they end without a deployment.", format::percent(*share))
        }
        Flaw::LetGo { per_item } => format!(
            "{} of the changes go on although something is wrong: it has come back ten times.",
            format::percent(per_item.min(1.0))
        ),
        Flaw::EmptyLinks { links } => {
            format!("No work takes {}: the share is 0\u{a0}%.", counted(links.len(), "link", "links"))
        }
        Flaw::StopsMoreGood { bad, good } => format!(
            "{first} stops {} of the good changes, but {} of the bad ones.",
            format::percent(*good),
            format::percent(*bad)
        ),
        Flaw::StopsNothing { wait_hours } => match finding.steps.len() {
            1 => idle(*wait_hours, first, "stops"),
            _ => idle(*wait_hours, &steps("step", "steps"), "stop"),
        },
        Flaw::ApprovalWait { wait_hours, work_hours, of_hours } => {
            let of = of_hours.map(|hours| format!(" of {}", time(hours))).unwrap_or_default();
            let decision = format::work(WorkTime::clamped_hours(*work_hours));
            format!("{}{of} go to waiting for {first}; the decision takes {decision}.", time(*wait_hours))
        }
        Flaw::MostlyWaiting { share, of_hours, longest_hours } => format!(
            "{} of {} are waiting, {} of that at {first}.",
            format::percent(*share),
            time(*of_hours),
            time(*longest_hours)
        ),
        Flaw::HandOvers { between, of } => format!(
            "{between} of {of} links hand work to another team: each is a place to wait and to lose what was known."
        ),
        Flaw::SupplierWithoutEngage { team } => format!(
            "{} is a supplier, and nobody in Engage hands {first} over or takes it back.",
            team_name(workspace, *team)
        ),
        Flaw::RequestsOutsideEngage => format!("Requests come from outside, and {first} does not lie in Engage."),
        Flaw::ObtainedElsewhere => {
            format!("{} something outside Obtain/build.", steps("step acquires", "steps acquire"))
        }
        Flaw::NothingIsMade => "What goes live is made nowhere: no step lies in Obtain/build.".to_owned(),
        Flaw::NothingInImprove { decisions: 0 } => NOT_LEARNED.to_owned(),
        Flaw::NothingInImprove { decisions } => {
            format!("{NOT_LEARNED} {} around it.", counted(*decisions, "decision goes", "decisions go"))
        }
        Flaw::NoClock => {
            "Change lead time does not exist: nobody has said after which step the DORA clock starts.".to_owned()
        }
        Flaw::NoObservedTime => {
            format!("The total is unknown: {} no observed time.", steps("step has", "steps have"))
        }
        Flaw::NoCompleteAccurate => {
            format!(
                "Rework is counted too low: {} no %C&A, which counts as 100\u{a0}%.",
                steps("step has", "steps have")
            )
        }
        Flaw::NoTeam => format!("Nobody can say how busy they are: {} no team.", steps("step has", "steps have")),
        Flaw::NoPractice => {
            format!("{} no practice: nobody knows what to get better at.", steps("step has", "steps have"))
        }
        Flaw::Assumed => format!("{} assumed times: ask those who do the work.", steps("step has", "steps have")),
        Flaw::LongWork { work_hours } => format!(
            "{} of hands-on work for one item at {first}: more than a working week. Was the total time meant?",
            format::work(WorkTime::clamped_hours(*work_hours))
        ),
        Flaw::UnderAMinute => {
            format!("{} less than a minute in all: was another unit meant?", steps("step takes", "steps take"))
        }
        Flaw::OverAYear => {
            format!("{} more than a year in all: was another unit meant?", steps("step takes", "steps take"))
        }
    }
}

const NOT_LEARNED: &str = "What is learned does not come back: no step lies in Improve.";

fn busy(who: &str, utilisation: f64, a_tenth_more_adds_hours: Option<f64>) -> String {
    let busy = format::percent(utilisation);
    match a_tenth_more_adds_hours {
        Some(more) if more <= 0.0 => format!("A tenth more work adds no waiting: {who} are busy {busy}."),
        Some(more) => format!("A tenth more work adds {} of waiting: {who} are busy {busy}.", time(more)),
        None => format!("With a tenth more work the queue never settles: {who} are busy {busy}."),
    }
}

fn idle(wait_hours: Option<f64>, who: &str, verb: &str) -> String {
    let cost = wait_hours.filter(|hours| *hours > 0.0).map(|hours| format!("{} of waiting buy nothing: ", time(hours)));
    format!("{}{who} {verb} no bad change.", cost.unwrap_or_default())
}

fn time(hours: f64) -> String {
    format::duration(hours * 3600.0, Clock::Calendar)
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format::counted(u64::try_from(count).unwrap_or(u64::MAX), one, many)
}

fn name_of(stream: &ValueStream, step: StepId) -> &str {
    stream.step(step).map_or("", |step| step.name.as_str())
}

fn team_name(workspace: &Workspace, team: TeamId) -> &str {
    workspace.team(team).map_or("", |team| team.name.as_str())
}

/// Whose time: "the team Quality", "the people of Regression test".
fn owner_in_words(workspace: &Workspace, stream: &ValueStream, owner: PoolOwner) -> String {
    match owner {
        PoolOwner::Team(team) => format!("the people of {}", team_name(workspace, team)),
        PoolOwner::Step(step) => format!("the people of {}", name_of(stream, step)),
    }
}
