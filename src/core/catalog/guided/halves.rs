//! The halves of each question: what is put to the room, what is assumed, and which levers that is.

use super::{
    Half,
    stage::{Post, Stage},
};
use crate::model::{
    Cadence, Canary, Elapsed, Lever, Place, Problem, Release, Service, Share, StepId, StepKind, Target, Weekday,
    check::LONGEST_NAME,
};

/// Share of the changes that become standard changes.
const STANDARD: f64 = 0.7;
/// Four gates together stop this share of the bad changes, and this share of the good ones by mistake.
const GATES: (f64, f64) = (0.5, 0.03);
/// A decision every day at 10:00, papers in 12 hours before: one day after asking, on average.
const DAILY: Cadence = Cadence {
    every_days: 1,
    day: Weekday::Monday,
    minute: 10 * 60,
    cut_off: Elapsed::clamped_hours(12.0),
    at_most: None,
};
/// Alerts find this share of the failures first.
const ALERTS: f64 = 0.95;
/// Automated rollback works in this share of the failures.
const ROLLBACK: f64 = 0.8;

fn half(name: impl Into<String>, question: &str, note: impl Into<String>, levers: Vec<Lever>) -> Half {
    Half { name: name.into(), question: question.to_owned(), note: note.into(), levers }
}

/// Two people where most hands-on work is done; one at the busiest of the other places.
pub(super) fn two_people(stage: &Stage<'_>) -> Result<Vec<Half>, Problem> {
    let posts = stage.posts();
    let first = most(&posts, None, |post| post.work);
    let second = first.and_then(|first| most(&posts, Some(first.step.id), |post| post.load));
    let (first, second) = first.zip(second).ok_or_else(|| {
        stage.missing(
            "does not say at two steps how many people work there",
            "Say it on the page Value chain: the question compares two places.",
        )
    })?;
    let at = |words: &str, post: &Post<'_>| -> String {
        words.chars().chain(" at ".chars()).chain(post.step.name.chars()).take(LONGEST_NAME).collect()
    };
    Ok(vec![
        half(
            at("Two more", &first),
            "Where would you put two more people? First answer: where most of the work is done.",
            "",
            vec![first.with(2)],
        ),
        half(
            at("One more", &second),
            "Where would you put two more people? Second answer: one of them where the fewest have the most to do.",
            "",
            vec![second.with(1)],
        ),
    ])
}

/// The first with the most of something, of all but one.
fn most<'a>(posts: &[Post<'a>], but: Option<StepId>, of: fn(&Post<'_>) -> f64) -> Option<Post<'a>> {
    let mut best: Option<Post<'a>> = None;
    for post in posts.iter().filter(|post| Some(post.step.id) != but) {
        if best.is_none_or(|best| of(post) > of(&best)) {
            best = Some(*post);
        }
    }
    best
}

/// Most changes pre-approved, each deployed when it is ready; nothing in the meeting's place, then gates; then the
/// meeting again, which stops more.
pub(super) fn skip_the_meeting(stage: &Stage<'_>) -> Result<Vec<Half>, Problem> {
    stage.must_deploy()?;
    let meeting = stage.meeting().ok_or_else(|| {
        stage.missing(
            "has no approval that waits for a date, so there is no meeting to skip",
            "If there is one, give the approval its dates on the page Value chain.",
        )
    })?;
    let standard = more_standard(stage).ok_or_else(|| {
        stage.missing("has as many standard changes as this question makes of them", "Try the other questions.")
    })?;
    let mut levers = vec![pre_approve(stage, standard)];
    levers.extend(on_demand(stage));
    let gated = [levers.clone(), vec![gates(stage)]].concat();
    let today = match meeting.kind {
        StepKind::Approval { stops_bad, .. } => stops_bad,
        _ => Share::NONE,
    };
    // As many as the gates; who stops as many already, half of the rest.
    let today = today.value();
    let stops_more = if today < GATES.0 { GATES.0 } else { f64::midpoint(today, 1.0) };
    Ok(vec![
        half(
            "Without the meeting",
            "Most changes become standard changes and go live when they are ready: better or worse?",
            format!(
                "{} % become standard changes; the others still go to \"{}\". Nothing replaces what it stopped.",
                whole(standard.value()),
                meeting.name
            ),
            levers,
        ),
        half("With four gates", "... and with four automated gates in its place?", gates_note(), gated),
        half(
            "A meeting that stops more",
            "How many bad changes must the meeting stop to be worth its wait?",
            format!(
                "As today, and \"{}\" stops {} % of the bad changes instead of {} %. Try other shares.",
                meeting.name,
                whole(stops_more),
                whole(today)
            ),
            vec![Lever::StopsBad { step: meeting.id, share: Share::clamped(stops_more) }],
        ),
    ])
}

/// A freeze as things are, then the same rule when recovery is fast; nothing else, so that the price of the rule shows.
pub(super) fn budget_spent(stage: &Stage<'_>) -> Result<Vec<Half>, Problem> {
    stage.must_deploy()?;
    let (service, _) = stage.promise()?;
    if service.budget_policy.as_ref().is_some_and(|policy| policy.freeze.is_some()) {
        return Err(Problem::error(
            Place::Service(service.id),
            format!(
                "\"{}\" freezes already when its budget is spent, so today shows what a freeze does.",
                service.name
            ),
            "To ask this question, take the rule out of its error budget policy first.",
        ));
    }
    let freeze = Lever::Freeze { service: service.id, on: true };
    Ok(vec![
        half(
            "Freeze when spent",
            "The error budget is spent: freeze. Does it help?",
            "As today, and deployments stop while no budget is left. Emergency changes still go out.",
            vec![freeze.clone()],
        ),
        half(
            "Freeze, recovery repaired",
            "... and when machines find the failures and undo them?",
            format!("{} The rule is the same.", recovery_note()),
            [recovery(service), vec![freeze]].concat(),
        ),
    ])
}

/// Equal steps first, or the room will say it is rigged; then what machines can do.
pub(super) fn fewer_or_faster(stage: &Stage<'_>) -> Result<Vec<Half>, Problem> {
    stage.must_deploy()?;
    let (service, _) = stage.promise()?;
    let bad = stage.stream.bad_changes;
    if bad == Share::NONE {
        return Err(stage.missing(
            "has no bad changes today, so there is nothing to halve",
            "Say on the page Value chain how many changes would fail if nothing stopped them.",
        ));
    }
    Ok(vec![
        half(
            "Half the bad changes",
            "Halve the failures, or recover faster? First: half as many bad changes.",
            "",
            vec![Lever::BadChanges { stream: stage.stream.id, share: Share::clamped(bad.value() / 2.0) }],
        ),
        half(
            "Half the repair time",
            "Halve the failures, or recover faster? Second: repair in half the time.",
            "",
            vec![Lever::RepairTime { service: service.id, factor: 0.5 }],
        ),
        half(
            "Alerts and rollback",
            "Halve the failures, or recover faster? Third: machines find and undo them.",
            recovery_note(),
            recovery(service),
        ),
    ])
}

/// The better promise as things are; everything together; both.
pub(super) fn all_of_it(stage: &Stage<'_>) -> Result<Vec<Half>, Problem> {
    stage.must_deploy()?;
    let (service, slo) = stage.promise()?;
    let better = Target::nearest_percent(100.0 - slo.target.budget() * 50.0)
        .filter(|better| better.budget() < slo.target.budget());
    let better = better.ok_or_else(|| {
        Problem::error(
            Place::Slo(service.id, slo.id),
            format!(
                "\"{}\" promises {} %: half of what may fail cannot be written any more.",
                service.name, slo.target
            ),
            "Try the other questions.",
        )
    })?;
    let promise = Lever::SloTarget { service: service.id, target: better };
    let all = [governed(stage), recovery(service), vec![Lever::Canary { canary: Some(Canary::assumed()) }]].concat();
    let promised = format!("An objective of {better} % instead of {} %.", slo.target);
    Ok(vec![
        half(
            "More promised",
            "What if we promise more, and change nothing else?",
            promised.clone(),
            vec![promise.clone()],
        ),
        half(
            "All of it",
            "What if we do all of it?",
            "Standard changes, automated gates, approval within a day, alerts, automated rollback, and few users first.",
            all.clone(),
        ),
        half(
            "All of it, more promised",
            "... and could we promise more then?",
            promised,
            [all, vec![promise]].concat(),
        ),
    ])
}

/// Standard changes on demand behind gates, and a decision within a day for the rest: as much of it as is not so today.
fn governed(stage: &Stage<'_>) -> Vec<Lever> {
    let mut levers: Vec<Lever> = more_standard(stage).map(|share| pre_approve(stage, share)).into_iter().collect();
    levers.extend(on_demand(stage));
    levers.push(gates(stage));
    levers.extend(stage.meeting().map(|step| Lever::ApprovalCadence { step: step.id, cadence: Some(DAILY) }));
    levers
}

/// A larger share of standard changes; `None` where there are as many today. Emergencies stay what they are.
fn more_standard(stage: &Stage<'_>) -> Option<Share> {
    let mix = stage.stream.demand.mix;
    let share = Share::clamped(STANDARD.min(mix.emergency.rest().value()));
    (share > mix.standard).then_some(share)
}

const fn pre_approve(stage: &Stage<'_>, share: Share) -> Lever {
    Lever::StandardChanges { stream: stage.stream.id, share }
}

/// Every deployment that waits for a date or for others, as soon as it is ready.
fn on_demand<'a>(stage: &'a Stage<'_>) -> impl Iterator<Item = Lever> + 'a {
    let waits = stage
        .deploys()
        .filter(|step| step.together.is_some() || matches!(step.kind, StepKind::Deploy { cadence: Some(_), .. }));
    waits.map(|step| Lever::Release { step: step.id, release: Release::OnDemand })
}

fn gates(stage: &Stage<'_>) -> Lever {
    let (stops_bad, stops_good) = (Share::clamped(GATES.0), Share::clamped(GATES.1));
    Lever::Gates { stream: stage.stream.id, stops_bad, stops_good }
}

fn gates_note() -> String {
    format!(
        "Together the gates stop {} % of the bad changes, and {} % of the good ones by mistake: both assumed.",
        whole(GATES.0),
        whole(GATES.1)
    )
}

/// Alerts and automated rollback, each at least as good as today.
fn recovery(service: &Service) -> Vec<Lever> {
    let incidents = &service.incidents;
    let undone = incidents.rollback.as_ref().map_or(Share::NONE, |repair| repair.success);
    let at_least = |share: f64, today: Share| Share::clamped(share.max(today.value()));
    vec![
        Lever::FoundByMonitoring { service: service.id, share: at_least(ALERTS, incidents.found_by_monitoring) },
        Lever::Rollback { service: service.id, success: at_least(ROLLBACK, undone) },
    ]
}

fn recovery_note() -> String {
    format!(
        "Alerts find {} % of the failures first, and automated rollback works in {} %: both assumed.",
        whole(ALERTS),
        whole(ROLLBACK)
    )
}

/// A share in whole percent.
fn whole(share: f64) -> f64 {
    libm::round(share * 100.0)
}
