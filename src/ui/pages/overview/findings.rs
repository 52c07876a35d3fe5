//! What costs most, and how much of the model is filled in: sentences with a way to the place.

use leptos::prelude::*;
use trivium_core::{
    chart::format::{self, Clock, Unit},
    engine::governance::{Coverage, CoverageKind, Finding, FindingKind},
    model::Place,
};

use crate::ui::router::Page;

/// Findings shown; the costliest come first.
const MOST: usize = 6;

/// Two cards.
pub(super) fn view(findings: &[Finding], coverage: &[Coverage]) -> AnyView {
    let items = findings.iter().take(MOST).enumerate().map(|(index, finding)| {
        let page = page_of(finding.place);
        view! {
            <li>
                <span class="ordinal">{index + 1}</span>
                <span>{sentence(finding)}" "<a href=page.href()>{page.title()}</a></span>
            </li>
        }
    });
    let none = findings.is_empty().then(|| view! { <p class="second">"Nothing stands out."</p> });
    view! {
        <div class="grid side-cards">
            <section class="card" aria-labelledby="findings-title">
                <div class="card-head"><h2 id="findings-title">"Top findings"</h2><span class="sentence">"The costliest of each kind first."</span></div>
                <ol class="rows">{items.collect_view()}</ol>
                {none}
            </section>
            <section class="card" aria-labelledby="coverage-title">
                <div class="card-head"><h2 id="coverage-title">"Coverage"</h2><span class="sentence">"How much of the model is filled in."</span></div>
                <ul class="rows">{coverage.iter().map(coverage_row).collect_view()}</ul>
            </section>
        </div>
    }
    .into_any()
}

/// Where an element is edited.
pub(super) const fn page_of(place: Place) -> Page {
    match place {
        Place::Service(_) | Place::Slo(..) => Page::ServiceLevels,
        Place::Records => Page::Dora,
        Place::Scenario(_) | Place::Improvement(_) => Page::Simulator,
        Place::Practice(_) | Place::Person(_) | Place::Snapshot(_) => Page::Practices,
        Place::Team(_) => Page::Teams,
        Place::Workspace | Place::Stream(_) | Place::Step(..) | Place::Flow(..) => Page::ValueChain,
    }
}

fn time(hours: f64) -> String {
    format::duration(hours * 3600.0, Clock::Calendar)
}

fn minutes(minutes: f64) -> String {
    format::duration_exact(minutes * 60.0, Clock::Calendar)
}

/// Cost first, then cause.
fn sentence(finding: &Finding) -> String {
    let subject = &finding.subject;
    match &finding.kind {
        FindingKind::ApprovalWait { wait_hours, of_hours, .. } => match of_hours {
            Some(all) => {
                format!("{} of {} go to waiting for {subject}.", time(*wait_hours), Unit::Days.show(all / 24.0))
            }
            None => format!("{} go to waiting for {subject}.", time(*wait_hours)),
        },
        FindingKind::ReleaseWait { wait_hours } => {
            format!("{} go to waiting for the date of {subject}.", time(*wait_hours))
        }
        FindingKind::Busy { utilisation, .. } if *utilisation >= 1.0 => {
            format!("{subject} cannot keep up: {} busy, so its queue never settles.", format::percent(*utilisation))
        }
        FindingKind::Busy { utilisation, a_tenth_more_adds_hours, .. } => match a_tenth_more_adds_hours {
            Some(more) if *more <= 0.0 => {
                format!("{subject} is {} busy; a tenth more work would add no waiting.", format::percent(*utilisation))
            }
            Some(more) => format!(
                "{subject} is {} busy; a tenth more work would add {} of waiting.",
                format::percent(*utilisation),
                time(*more)
            ),
            None => format!(
                "{subject} is {} busy; a tenth more work and its queue never settles.",
                format::percent(*utilisation)
            ),
        },
        FindingKind::Rework { share, work_per_week, .. } => {
            format!(
                "{} of what leaves {subject} comes back: {} of work a week.",
                format::percent(*share),
                time(*work_per_week)
            )
        }
        FindingKind::OtherWaiting { wait_hours } => {
            format!("{} at {subject} are waiting that nothing in the model explains.", time(*wait_hours))
        }
        FindingKind::PromiseCannotBeKept { weakest, expected_minutes, allowed_minutes } => format!(
            "{weakest} breaks the promise of {subject}: {} of failure expected, {} allowed.",
            minutes(*expected_minutes),
            minutes(*allowed_minutes)
        ),
        FindingKind::BudgetOverspent { used_minutes, allowed_minutes } => {
            format!("{subject} used {} of its budget of {}.", minutes(*used_minutes), minutes(*allowed_minutes))
        }
        FindingKind::NoBudgetPolicy => format!("A spent budget of {subject} has no consequence: no policy is set."),
        FindingKind::NoObjective => format!("{subject} has no objective, so nobody knows what may fail."),
        FindingKind::ObjectiveNotStricter => {
            format!("The objective of {subject} is no stricter than its agreement: no room to react.")
        }
        FindingKind::NothingInImprove => {
            format!("No step of {subject} lies in Improve: what is learned does not come back.")
        }
        FindingKind::NoClock => format!("{subject} does not say where the DORA clock starts."),
        FindingKind::AssumedTimes => format!("Times of {subject} are assumed."),
        FindingKind::WorkExceedsObserved => {
            format!("{subject} is said to take more work than it takes in all: one of both is wrong.")
        }
    }
}

fn coverage_row(coverage: &Coverage) -> AnyView {
    let name = match coverage.kind {
        CoverageKind::StepsWithMeasuredTimes => "Steps with measured times",
        CoverageKind::StepsWithCompleteAccurate => "Steps with %C&A",
        CoverageKind::StepsWithTeam => "Steps with a team",
        CoverageKind::ServicesWithObjective => "Services with an objective",
        CoverageKind::ServicesWithBudgetPolicy => "Services with a budget policy",
        CoverageKind::ServicesWithRecords => "Services with records",
    };
    #[expect(clippy::cast_precision_loss, reason = "counts of steps and services are small")]
    let filled = if coverage.all == 0 { 0.0 } else { coverage.filled as f64 / coverage.all as f64 * 92.0 };
    view! {
        <li>
            {name}
            <svg class="coverage-bar" viewBox="0 0 92 8" width="92" height="8" aria-hidden="true">
                <rect class="frame" x="0.5" y="0.5" width="91" height="7"/><rect x="0" y="0" width=format!("{filled:.1}") height="8"/>
            </svg>
            <span class="coverage-count">{format!("{} of {}", coverage.filled, coverage.all)}</span>
        </li>
    }
    .into_any()
}
