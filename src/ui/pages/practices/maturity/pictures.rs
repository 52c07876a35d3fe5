//! Two small pictures for a row of a table: from now to the target, and how often each answer was given.

use leptos::prelude::*;
use trivium_core::model::Votes;

/// Width of a level on the scale from 1 to 5, in pixels.
const LEVEL: u8 = 26;
/// Where level 1 stands.
const FIRST: u8 = 8;
/// Width of the scale.
pub(super) const SCALE: u8 = FIRST * 2 + LEVEL * 4;

/// Where a level stands on the scale.
fn at(level: u8) -> u8 {
    FIRST + LEVEL * level.clamp(1, 5).saturating_sub(1)
}

/// A ring for now, a bar for the target, a line between them.
pub(super) fn dumbbell(now: Option<u8>, target: Option<u8>) -> AnyView {
    let words = match (now, target) {
        (Some(now), Some(target)) => format!("now {now}, target {target}"),
        (Some(now), None) => format!("now {now}, no target"),
        (None, Some(target)) => format!("not judged, target {target}"),
        (None, None) => "not judged, no target".to_owned(),
    };
    let ticks = (1..=5).map(|level| {
        view! { <line class="tick" x1=at(level) x2=at(level) y1="6" y2="10"/> }
    });
    let way = now.zip(target).map(|(now, target)| view! { <line class="way" x1=at(now) x2=at(target) y1="8" y2="8"/> });
    let target = target.map(|target| view! { <line class="target" x1=at(target) x2=at(target) y1="1" y2="15"/> });
    let now = now.map(|now| view! { <circle class="now" cx=at(now) cy="8" r="4.5"/> });
    view! {
        <svg class="dumbbell" width=SCALE height="16" role="img" aria-label=words>
            <line class="scale" x1=at(1) x2=at(5) y1="8" y2="8"/>
            {ticks.collect_view()} {way} {target} {now}
        </svg>
    }
    .into_any()
}

/// The numbers of the scale, for the head of a column of dumbbells.
pub(super) fn scale() -> AnyView {
    let number = |level: u8| view! { <text x=at(level) y="11" text-anchor="middle">{level}</text> };
    view! { <svg class="dumbbell" width=SCALE height="14" aria-hidden="true">{(1..=5).map(number).collect_view()}</svg> }
        .into_any()
}

/// A bar for each answer, as high as it was given often; said in words as well.
pub(super) fn spread(votes: Votes) -> AnyView {
    let most = votes.0.into_iter().max().unwrap_or_default().max(1);
    let bar = |(place, count): (u8, u16)| {
        let high = f64::from(count) / f64::from(most) * 16.0;
        view! {
            <rect class="base" x=place * 10 y="17" width="8" height="1"/>
            <rect x=place * 10 y=17.0 - high width="8" height=high/>
        }
    };
    let bars = (0_u8..).zip(votes.0).map(bar).collect_view();
    view! { <svg class="vote-bars" width="50" height="18" role="img" aria-label=spread_words(votes)>{bars}</svg> }
        .into_any()
}

/// "7 votes from 2 to 4, mean 3.1, median 3".
pub(in super::super) fn spread_words(votes: Votes) -> String {
    let (Some(mean), Some(median), Some((low, high))) = (votes.mean(), votes.median(), votes.spread()) else {
        return "no votes".to_owned();
    };
    let count = votes.count();
    let noun = if count == 1 { "vote" } else { "votes" };
    let all = if low == high { format!(", all {low}") } else { format!(" from {low} to {high}") };
    format!("{count} {noun}{all}; mean {mean:.1}, median {median}")
}
