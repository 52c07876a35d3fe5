//! Which gap is worth closing first: those that matter to what holds the main stream back.

use leptos::prelude::*;
use trivium_core::{
    catalog::{activities, practices::about},
    chart::format,
    engine::governance::{Constraint, Gap, HeldBackBy, NoConstraint, gaps},
};

use super::Room;
use crate::ui::pages::practices::Desk;

/// The card.
pub(super) fn view(room: Room, held_back: Memo<Result<Constraint, NoConstraint>>) -> AnyView {
    let desk = room.desk;
    let found = Memo::new(move |_| {
        let activity = held_back.get().ok().map(|found| found.activity);
        desk.practices.with(|practices| gaps(practices, activity))
    });
    let body = move || {
        let gaps = found.get();
        if gaps.is_empty() { nothing() } else { list(room, &gaps) }
    };
    view! {
        <section class="card flush" aria-labelledby="gaps-title">
            <div class="card-head"><h2 id="gaps-title">"Gaps"</h2><span class="side">"worth most first"</span></div>
            <p class="maturity-words second">{move || held_back_words(desk, held_back.get())}</p>
            {body}
        </section>
    }
    .into_any()
}

/// What holds the stream back, and what follows from it for the order.
fn held_back_words(desk: Desk, found: Result<Constraint, NoConstraint>) -> String {
    let found = match found {
        Ok(found) => found,
        Err(reason) => {
            return format!(
                "What holds the main stream back is n/a, because {reason}. Ordered by missing levels alone."
            );
        }
    };
    let workspace = desk.session.now();
    let step = workspace.as_ref().and_then(|workspace| workspace.stream(found.stream)?.step(found.step));
    let name = step.map(|step| step.name.clone()).unwrap_or_default();
    let activity = activities::about(found.activity).name;
    let why = match found.because {
        HeldBackBy::Waiting(hours) => {
            format!("Work waits longest at \"{name}\": {}", format::duration(hours * 3600.0, format::Clock::Calendar))
        }
        HeldBackBy::Busy(share) => {
            format!("Nobody has said how long work waits; \"{name}\" is busiest, {}", format::percent(share))
        }
    };
    format!("{why}. It is part of {activity}, so missing levels count times the contribution to {activity}.")
}

fn list(room: Room, gaps: &[Gap]) -> AnyView {
    let weighted = gaps.iter().any(|gap| gap.contribution.is_some());
    let row = |gap: &Gap| {
        let practice = gap.practice;
        let worth = gap.contribution.map(|contribution| {
            view! { <td class="number">{contribution.level}</td><td class="number"><strong>{gap.weight()}</strong></td> }
        });
        view! {
            <tr>
                <th scope="row"><button type="button" class="link" on:click=move |_| room.open(practice)>{about(practice).name}</button></th>
                <td class="number">{gap.now}" \u{2192} "{gap.target}</td><td class="number">{gap.size()}</td>{worth}
            </tr>
        }
    };
    let head = weighted.then(|| {
        view! { <th scope="col" class="number">"Contributes"</th><th scope="col" class="number">"Product"</th> }
    });
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Gaps"><table class="table gaps-table">
            <thead><tr>
                <th scope="col">"Practice"</th><th scope="col" class="number">"Now \u{2192} target"</th><th scope="col" class="number">"Missing"</th>{head}
            </tr></thead>
            <tbody>{gaps.iter().map(row).collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <p class="maturity-words muted">"No practice is below a target yet. Open a practice, vote or check its criteria, and say which level it should have."</p>
    }
    .into_any()
}
