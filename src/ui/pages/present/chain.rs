//! The value chain for the wall: where work waits, longest first, as bars true to scale. What a room can read from its
//! last row is the claim, the names and the times.

use leptos::prelude::*;
use trivium_core::{
    chart::{
        format,
        map::{Ladder, Rung, words},
    },
    engine::flow,
    model::{ValueStream, Workspace},
};

use crate::ui::{
    pages::value_chain,
    router::{Page, Router},
    state::Session,
};

/// Bars that a room can take in.
const MOST_BARS: usize = 6;

/// The page. Escape leaves it.
pub(crate) fn view() -> AnyView {
    let session = Session::expect();
    let router: Router = expect_context();
    let on_escape = window_event_listener(leptos::ev::keydown, move |ev| {
        if ev.key() == "Escape" {
            router.go(Page::ValueChain);
        }
    });
    on_cleanup(move || on_escape.remove());
    let shown = Memo::new(move |_| {
        let workspace = session.workspace().get()?;
        let stream = value_chain::last_looked_at(&workspace)?;
        Some(Shown::of(&workspace, stream))
    });
    let name = move || shown.get().map(|shown| format!("{}: where does work wait?", shown.name));
    let claim = move || shown.get().map(|shown| shown.claim);
    let bars = move || shown.get().map(|shown| bars(&shown));
    let foot = move || shown.get().map(|shown| shown.foot);
    view! {
        <main class="wall" id="main" tabindex="-1">
            <p class="wall-question">{name}</p>
            <h1 tabindex="-1">{claim}</h1>
            <div class="wall-bars" role="list">{bars}</div>
            <footer>
                <p>{foot}</p>
                <strong>"Shorten the waiting before the work."</strong>
                <button type="button" class="button wall-leave" on:click=move |_| router.go(Page::ValueChain)>"Leave (Esc)"</button>
            </footer>
        </main>
    }
    .into_any()
}

/// What stands on the wall.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    name: String,
    claim: String,
    /// The steps that take longest, and how long all the others take together.
    rungs: Vec<Rung>,
    /// In hours; the longest bar.
    longest: f64,
    foot: String,
}

impl Shown {
    fn of(workspace: &Workspace, stream: &ValueStream) -> Self {
        let sheet = flow::sheet(workspace, stream);
        let ladder = Ladder::of(stream, &sheet);
        let waiting: f64 = ladder.rungs.iter().map(|rung| rung.wait + rung.other).sum();
        let claim = match &ladder.longest {
            _ if ladder.rungs.is_empty() => "Nobody has said yet how long the steps take.".to_owned(),
            None => format!("Nothing waits: all of {} is work.", words::calendar(ladder.total)),
            Some((name, longest)) => format!(
                "{} of {}{} are waiting; {} of that at {name}.",
                format::percent(waiting / ladder.total),
                if ladder.unknown > 0 { "at least " } else { "" },
                words::calendar(ladder.total),
                format::percent(longest / waiting.max(f64::MIN_POSITIVE)),
            ),
        };
        let left_out = match ladder.unknown {
            0 => String::new(),
            unknown => format!(" Without {} that nobody has timed.", words::counted(unknown, "step", "steps")),
        };
        let mut rungs = ladder.rungs.clone();
        rungs.sort_by(|a, b| b.total().total_cmp(&a.total()));
        rungs.truncate(MOST_BARS);
        let lead = ladder
            .clock
            .map(|clock| format!(" Change lead time, from the first push: {}.", words::calendar(ladder.live - clock)));
        let live = format!("{}.", ladder.live_in_words(stream.kind));
        let most = match ladder.rungs.len() {
            count if count > MOST_BARS => format!(" The {MOST_BARS} longest of {count} steps."),
            _ => String::new(),
        };
        let longest = rungs.iter().map(Rung::total).fold(0.0, f64::max);
        Self {
            name: stream.name.clone(),
            claim,
            rungs,
            longest,
            foot: format!("{live}{}{left_out}{most}", lead.unwrap_or_default()),
        }
    }
}

fn bars(shown: &Shown) -> AnyView {
    let longest = shown.longest.max(f64::MIN_POSITIVE);
    let percent = move |hours: f64| format!("{:.2}%", hours / longest * 100.0);
    let bar = |rung: &Rung| {
        let (work, waiting) = (rung.work, rung.wait + rung.other);
        let strong = rung.level >= 3;
        view! {
            <div class="wall-bar" role="listitem">
                <span>{rung.name.clone()}</span>
                <span class="wall-bar-track" aria-hidden="true">
                    <span class="work" style:width=percent(work)></span>
                    <span class="waiting" class:strong=strong style:width=percent(waiting)></span>
                </span>
                <span class="wall-bar-number">{words::calendar(rung.total())}</span>
            </div>
        }
    };
    let rows = shown.rungs.iter().map(bar).collect_view();
    view! { {rows} <p class="wall-key"><span class="chain-swatch work"></span>"work" <span class="chain-swatch tint-3"></span>"waiting"</p> }
        .into_any()
}
