//! The clock of the run: play, speed, single events, and a time line with deployments, failures and freezes.

use leptos::prelude::*;
use trivium_core::engine::simulation::{Happening, Replay};

use super::Watch;
use crate::{
    platform::page::{media_matches, now_ms},
    ui::kit::Segmented,
};

/// Words and hours of the run for each second of ours.
const SPEEDS: [(&str, f64); 4] = [("6 h/s", 6.0), ("1 d/s", 24.0), ("3 d/s", 72.0), ("1 week/s", 168.0)];

/// Milliseconds between two jumps where people prefer reduced motion.
const JUMP_EVERY: i32 = 1_000;

/// The row of buttons, and the time line.
pub(super) fn view(watch: Watch) -> AnyView {
    let hours = move || watch.replay.with(|replay| replay.as_ref().map_or(1.0, |replay| replay.whole_until().max(1.0)));
    let toggle = move || if watch.playing.get_untracked() { watch.playing.set(false) } else { play(watch) };
    let on_key = move |ev: web_sys::KeyboardEvent| match ev.key().as_str() {
        " " => {
            ev.prevent_default();
            toggle();
        }
        "n" => step(watch, 1),
        "b" => step(watch, -1),
        _ => {}
    };
    let now = move || {
        let at = watch.at.get();
        watch.replay.with(|replay| replay.as_ref().map(|replay| moment(replay, at)).unwrap_or_default())
    };
    let speed = Callback::new(move |index| watch.speed.set(index));
    let seek = move |ev: web_sys::Event| {
        if let Ok(hours) = event_target_value(&ev).parse::<f64>() {
            watch.playing.set(false);
            watch.events.set(None);
            watch.at.set(hours);
        }
    };
    view! {
        <div class="replay-clock">
            <div class="replay-buttons">
                <button type="button" class="button primary" on:click=move |_| toggle()>{move || if watch.playing.get() { "Pause" } else { "Play" }}</button>
                <Segmented label="Speed" options=SPEEDS.map(|(word, _)| word).to_vec() chosen=watch.speed choose=speed/>
                <button type="button" class="button small" on:click=move |_| step(watch, -1)>"Event before"</button>
                <button type="button" class="button small" on:click=move |_| step(watch, 1)>"Next event"</button>
                <strong class="replay-now">{now}</strong>
            </div>
            <div class="replay-line slider">
                {move || watch.replay.with(|replay| replay.as_ref().map(|replay| line(replay)))}
                <div class="track"><input type="range" min="0" max=move || format!("{:.0}", hours()) step="1" aria-label="Time in the run. Space plays and pauses, n and b step through events."
                    style:--at=move || format!("{:.2}", watch.at.get() / hours() * 100.0)
                    prop:value=move || format!("{:.0}", watch.at.get()) aria-valuetext=now on:input=seek on:keydown=on_key/></div>
            </div>
            <p class="help">"Ticks: deployments. Crosses: failed ones. Hatched: frozen."</p>
        </div>
    }
    .into_any()
}

/// "Wed 10:00, week 3", of a moment between events too.
fn moment(replay: &Replay, hours: f64) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let whole = hours.min(replay.hours()).max(0.0);
    let (day, hour) = ((whole / 24.0).floor(), whole % 24.0);
    let name = DAYS.get(index(day % 7.0)).copied().unwrap_or("Sun");
    format!("{name} {:02.0}:00, week {:.0}", hour.floor(), (day / 7.0).floor() + 1.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a day of the week")]
fn index(day: f64) -> usize {
    day as usize
}

/// One event on or back. The clock goes to its moment; what it is gets spoken.
fn step(watch: Watch, by: isize) {
    watch.playing.set(false);
    let spoken = watch.replay.with_untracked(|replay| {
        let replay = replay.as_ref()?;
        let now = watch.events.get_untracked().unwrap_or_else(|| replay.count_until(watch.at.get_untracked()));
        let count = next_told(replay, now, by)?;
        let event = count.checked_sub(1)?;
        Some((count, replay.events().get(event)?.hours.max(0.0), replay.describe(event)))
    });
    if let Some((count, hours, sentence)) = spoken {
        watch.events.set(Some(count));
        watch.at.set(hours);
        watch.bench.session.speak(sentence.unwrap_or_default());
    }
}

/// The count of events at which the next event that is told has just happened, forwards or backwards.
fn next_told(replay: &Replay, now: usize, by: isize) -> Option<usize> {
    let told = |count: &usize| {
        count.checked_sub(1).is_some_and(|event| {
            replay.events().get(event).is_some_and(|found| !found.what.is_detail()) && replay.describe(event).is_some()
        })
    };
    if by > 0 { (now + 1..=replay.events().len()).find(told) } else { (1..now).rev().find(told) }
}

/// Plays on from here, or from the start when it stands at the end.
fn play(watch: Watch) {
    let end = watch.replay.with_untracked(|replay| replay.as_ref().map_or(0.0, |replay| replay.whole_until()));
    if watch.at.get_untracked() >= end {
        watch.at.set(0.0);
    }
    watch.events.set(None);
    watch.playing.set(true);
    if media_matches("(prefers-reduced-motion: reduce)") {
        jump(watch);
    } else {
        roll(watch, now_ms());
    }
}

fn roll(watch: Watch, before: f64) {
    request_animation_frame(move || {
        let now = now_ms();
        // A page that was hidden goes on where it stood.
        if advance(watch, (now - before).min(100.0)) {
            roll(watch, now);
        }
    });
}

fn jump(watch: Watch) {
    crate::platform::workers::after(JUMP_EVERY, move || {
        if advance(watch, f64::from(JUMP_EVERY)) {
            jump(watch);
        }
    });
}

/// Moves the clock by so many of our milliseconds; whether it goes on.
fn advance(watch: Watch, milliseconds: f64) -> bool {
    if watch.playing.try_get_untracked() != Some(true) {
        return false;
    }
    let end = watch.replay.with_untracked(|replay| replay.as_ref().map_or(0.0, |replay| replay.whole_until()));
    let speed = SPEEDS.get(watch.speed.get_untracked()).map_or(24.0, |(_, speed)| *speed);
    let to = (watch.at.get_untracked() + speed * milliseconds / 1000.0).min(end);
    watch.at.set(to);
    if to >= end {
        watch.playing.set(false);
    }
    to < end
}

/// Deployments, failures and freezes over the whole run.
fn line(replay: &Replay) -> AnyView {
    let length = replay.hours().max(1.0);
    let x = move |hours: f64| hours.clamp(0.0, length) / length * 1000.0;
    let mut frozen = Vec::new();
    let mut since = None;
    for event in replay.events() {
        match event.what {
            Happening::FreezeBegan => since = Some(event.hours),
            Happening::FreezeEnded => frozen.push((since.take().unwrap_or(0.0), event.hours)),
            _ => {}
        }
    }
    frozen.extend(since.map(|since| (since, length)));
    let frozen = frozen.into_iter().map(|(from, to)| {
        view! { <rect class="frozen" x=x(from) y="0" width=x(to) - x(from) height="16"/> }
    });
    let mark = |failed: bool, at: f64| {
        let at = x(at);
        if failed { format!("M{:.1} 3l6 10M{:.1} 3l-6 10", at - 3.0, at + 3.0) } else { format!("M{at:.1} 5v6") }
    };
    let path = |failed: bool| -> String {
        replay
            .deployments()
            .iter()
            .filter(|one| one.failed == failed && one.hours >= 0.0)
            .map(|one| mark(failed, one.hours))
            .collect()
    };
    view! {
        <svg viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">
            {frozen.collect_view()}
            <path class="fine" d=path(false)/>
            <path class="failed" d=path(true)/>
        </svg>
    }
    .into_any()
}
