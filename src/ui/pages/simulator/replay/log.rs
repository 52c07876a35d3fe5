//! The same run as text: the newest sentences on the page, all of them in a file.

use leptos::prelude::*;
use trivium_core::engine::simulation::Replay;

use super::Watch;
use crate::platform::files;

/// Sentences on the page.
const MOST: usize = 12;

/// The newest sentences at the present moment, the newest first.
pub(super) fn view(watch: Watch) -> AnyView {
    let count = Memo::new(move |_| {
        let (at, events) = (watch.at.get(), watch.events.get());
        watch.replay.with(|replay| replay.as_ref().map_or(0, |replay| events.unwrap_or_else(|| replay.count_until(at))))
    });
    let rows = move || {
        let count = count.get();
        watch.replay.with(|replay| {
            replay.as_ref().map(|replay| {
                told(replay, count).take(MOST).map(|sentence| view! { <li>{sentence}</li> }).collect_view()
            })
        })
    };
    let cut = move || {
        watch.replay.with(|replay| replay.as_ref().filter(|replay| replay.is_cut()).map(|replay| {
            let weeks = (replay.whole_until() / 168.0).floor();
            view! { <p class="na">{format!("More happens in this run than can be kept: it is whole until week {weeks:.0}.")}</p> }
        }))
    };
    let save = move |_| {
        let text = watch.replay.with_untracked(|replay| replay.as_ref().map(|replay| whole(replay)));
        if let Some(text) = text {
            let name = files::safe_name(&format!("run {}", watch.repetition.get_untracked() + 1), "txt");
            files::download_text(&name, "text/plain", &text);
        }
    };
    view! {
        <div class="card ask-card">
            <div class="label-row"><h3>"What happened, the newest first"</h3>
                <button type="button" class="button small" on:click=save>"Save the whole log"</button></div>
            {cut}
            <div class="replay-log" tabindex="0" role="log" aria-live="off" aria-label="Events of the run, the newest first"><ol>{rows}</ol></div>
        </div>
    }
    .into_any()
}

/// Sentences of what happened before, the newest first.
fn told(replay: &Replay, count: usize) -> impl Iterator<Item = String> + '_ {
    (0..count).rev().filter(|event| is_told(replay, *event)).filter_map(|event| replay.describe(event))
}

fn is_told(replay: &Replay, event: usize) -> bool {
    replay.events().get(event).is_some_and(|found| found.hours >= 0.0 && !found.what.is_detail())
}

/// The whole log, details too, in the order of time.
fn whole(replay: &Replay) -> String {
    let mut text = String::new();
    for sentence in (0..replay.events().len()).filter_map(|event| replay.describe(event)) {
        text.push_str(&sentence);
        text.push('\n');
    }
    text
}
