//! Today and a future state of a stream side by side: their times on one scale, the numbers of the whole, and step by step
//! what is different. Either can be the one that is simulated.

use leptos::prelude::*;
use trivium_core::{
    chart::map::{
        Ladder,
        compare::{Compared, Pair, Total},
    },
    edit::{Command, NewIds, future_of},
    engine::flow::{self, Known},
    model::{Lever, Prediction, Scenario, StepId, StreamId, StreamKind, ValueStream, Workspace},
};

use super::{room::Room, time_view, words};
use crate::ui::{
    kit::{Select, measured_width, not_available},
    router::{Page, Router},
    state::Simulations,
};

/// Which two streams: today first.
type Two = (StreamId, StreamId);

/// Both states, and what is different.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    names: (String, String),
    ladders: (Ladder, Ladder),
    kind: StreamKind,
    compared: Compared,
}

/// The view.
pub(super) fn view(room: Room) -> AnyView {
    let other = RwSignal::new(None::<StreamId>);
    let two = Memo::new(move |_| {
        let workspace = room.session().workspace().get()?;
        let here = room.stream.get()?;
        pair_of(&workspace, &here, other.get())
    });
    let shown = Memo::new(move |_| {
        let workspace = room.session().workspace().get()?;
        two.get().and_then(|two| shown(&workspace, two))
    });
    let any = Memo::new(move |_| two.get().is_some());
    let body = move || if any.get() { both(room, two, shown) } else { nothing(room) };
    view! {
        <div class="chain-compare">
            {choice(room, two, other)}
            {body}
        </div>
    }
    .into_any()
}

/// The stream on screen and its counterpart: its today, else its future, else what was asked for.
fn pair_of(workspace: &Workspace, here: &ValueStream, asked: Option<StreamId>) -> Option<Two> {
    let asked = asked.filter(|id| *id != here.id && workspace.stream(*id).is_some());
    let future = workspace.streams.iter().find(|stream| stream.future_of == Some(here.id)).map(|stream| stream.id);
    match (asked, here.future_of, future) {
        (Some(asked), Some(today), _) if asked == today => Some((today, here.id)),
        (Some(asked), ..) => Some((here.id, asked)),
        (None, Some(today), _) => Some((today, here.id)),
        (None, None, Some(future)) => Some((here.id, future)),
        (None, None, None) => None,
    }
}

fn shown(workspace: &Workspace, (today, future): Two) -> Option<Shown> {
    let (today, future) = workspace.stream(today).zip(workspace.stream(future))?;
    let sheets = (flow::sheet(workspace, today), flow::sheet(workspace, future));
    let longest = words::longest_wait(&sheets.0).max(words::longest_wait(&sheets.1));
    Some(Shown {
        names: (today.name.clone(), future.name.clone()),
        ladders: (Ladder::coloured(today, &sheets.0, longest), Ladder::coloured(future, &sheets.1, longest)),
        kind: future.kind,
        compared: Compared::of(workspace, (today, &sheets.0), (future, &sheets.1)),
    })
}

/// With which stream, and what can be done about the two.
fn choice(room: Room, two: Memo<Option<Two>>, other: RwSignal<Option<StreamId>>) -> AnyView {
    let others = Memo::new(move |_| {
        let here = room.stream.with(|stream| stream.as_ref().map(|stream| stream.id));
        let workspace = room.session().workspace().get();
        let streams = workspace.iter().flat_map(|workspace| workspace.streams.iter());
        let others = streams.filter(|stream| Some(stream.id) != here);
        others.map(|stream| (stream.id, stream.name.clone())).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || {
        let nothing = "Choose a stream".to_owned();
        std::iter::once(nothing).chain(others.get().into_iter().map(|(_, name)| name)).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        let here = room.stream.with(|stream| stream.as_ref().map(|stream| stream.id));
        let shown = two.get().map(|(today, future)| if Some(today) == here { future } else { today });
        others.with(|others| others.iter().position(|(id, _)| Some(*id) == shown)).map_or(0, |at| at + 1)
    });
    let choose = Callback::new(move |index: usize| {
        other
            .set(index.checked_sub(1).and_then(|at| others.with_untracked(|others| others.get(at).map(|(id, _)| *id))));
    });
    view! {
        <div class="chain-toolbar">
            <strong>{move || room.stream.with(|stream| stream.as_ref().map(|stream| stream.name.clone()))}</strong>
            <span class="muted">"beside"</span>
            <Select label="Compare with" bare=true options=options chosen=chosen choose=choose/>
            <button type="button" class="button small" on:click=move |_| make_future(room)>"Make a future state"</button>
        </div>
    }
    .into_any()
}

/// A stream without a counterpart.
fn nothing(room: Room) -> AnyView {
    view! {
        <div class="empty chain-empty">
            <h2>"One state so far"</h2>
            <p>"A future state begins as a copy of today. Change it as you wish it were: every difference is listed here, both are drawn on one scale, and either can be simulated."</p>
            <button type="button" class="button" on:click=move |_| make_future(room)>"Make a future state of this stream"</button>
        </div>
    }
    .into_any()
}

/// Adds a copy that stands for the future, and looks at it.
fn make_future(room: Room) {
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return };
    let future = future_of(&workspace, &stream, format!("Future of {}", stream.name));
    let (id, name) = (future.id, future.name.clone());
    room.session().change_saying(
        &Command::AddStream { stream: future },
        format!("Added {name}. Change it; nothing of today changes with it."),
    );
    if room.session().now().is_some_and(|workspace| workspace.stream(id).is_some()) {
        room.choose(id);
    }
}

fn both(room: Room, two: Memo<Option<Two>>, shown: Memo<Option<Shown>>) -> AnyView {
    let sentence = move || shown.with(|shown| shown.as_ref().map(|shown| shown.compared.sentence()));
    view! {
        <section class="chain-compare-part" aria-labelledby="chain-compare-time">
            <div class="chain-time-head">
                <h2 id="chain-compare-time">"Both on one scale"</h2>
                <p class="second">{sentence}</p>
            </div>
            {ladders(shown)}
            {simulate(room, two)}
        </section>
        <section class="chain-compare-part" aria-labelledby="chain-compare-whole">
            <h2 id="chain-compare-whole">"The whole"</h2>
            {move || shown.get().map(|shown| totals(&shown))}
        </section>
        <section class="chain-compare-part" aria-labelledby="chain-compare-steps">
            <h2 id="chain-compare-steps">"Step by step"</h2>
            {move || shown.get().map(|shown| steps(room, two, &shown))}
        </section>
    }
    .into_any()
}

/// The times of both, on the scale of the longer one.
fn ladders(shown: Memo<Option<Shown>>) -> AnyView {
    let place = NodeRef::<leptos::html::Div>::new();
    let width = measured_width(place);
    let pictures = move || {
        let Shown { names, ladders, kind, .. } = shown.get()?;
        let longest = ladders.0.total.max(ladders.1.total);
        let picture = |name: String, ladder: &Ladder| {
            let label = match ladder.unknown {
                0 => format!("{name}: request to live {}.", words::calendar(ladder.live)),
                unknown => format!("{name}: {} without an observed time.", words::counted(unknown, "step", "steps")),
            };
            let drawn = (ladder.total > 0.0 && longest > 0.0).then(|| {
                time_view::picture(ladder, f64::from(width.get()), longest, ladder.live_in_words(kind), label)
            });
            let missing = drawn.is_none().then(|| not_available("no step has an observed time".to_owned()));
            let unknown = (ladder.unknown > 0)
                .then(|| format!(" without {} that nobody has timed", words::counted(ladder.unknown, "step", "steps")));
            view! { <p class="chain-compare-name">{name} <span class="muted">{unknown}</span></p> {drawn} {missing} }
        };
        Some(view! { {picture(names.0, &ladders.0)} {picture(names.1, &ladders.1)} })
    };
    view! { <div node_ref=place>{pictures}</div> }.into_any()
}

/// Which one is simulated, and the two ways to simulate the other.
fn simulate(room: Room, two: Memo<Option<Two>>) -> AnyView {
    let router: Router = expect_context();
    let state = Memo::new(move |_| {
        let workspace = room.session().workspace().get()?;
        let (today, future) = two.get()?;
        let main = workspace.main_stream().map(|stream| stream.id);
        let name = |id: StreamId| workspace.stream(id).map(|stream| stream.name.clone()).unwrap_or_default();
        let changes = workspace.stream(future).is_some_and(|stream| stream.kind == StreamKind::Change);
        Some((main == Some(today), main == Some(future), changes, name(today), name(future)))
    });
    let sentence = move || {
        state.get().map(|(is_today, is_future, changes, today, future)| match (is_today, is_future, changes) {
            (_, _, false) => "Only streams of changes are simulated.".to_owned(),
            (true, ..) => format!("{today} is the one that is simulated."),
            (_, true, _) => format!("{future} is the one that is simulated."),
            _ => "Another stream is the one that is simulated.".to_owned(),
        })
    };
    let may = move || state.get().is_some_and(|(_, _, changes, ..)| changes);
    let ask = move |_| {
        if let Some(((today, future), (_, is_future, ..))) = two.get_untracked().zip(state.get_untracked()) {
            ask_the_simulator(room, if is_future { today } else { future });
            router.go(Page::Simulator);
        }
    };
    let other = move || state.get().map(|(is_today, _, _, today, future)| if is_today { future } else { today });
    let make = move |_| {
        let Some(((today, future), (is_today, ..))) = two.get_untracked().zip(state.get_untracked()) else { return };
        let stream = if is_today { future } else { today };
        let name = other().unwrap_or_default();
        room.session()
            .change_saying(&Command::MoveStream { stream, to: 0 }, format!("{name} is the one that is simulated now."));
    };
    let buttons = move || {
        may().then(|| {
            let one_runs = move || state.get().is_some_and(|(is_today, is_future, ..)| is_today || is_future);
            let ask = move || one_runs().then(|| view! { <button type="button" class="button small" on:click=ask>{move || other().map(|name| format!("Ask what {name} would change"))}</button> });
            view! {
                {ask}
                <button type="button" class="button quiet small" on:click=make>{move || other().map(|name| format!("Simulate {name} instead"))}</button>
            }
        })
    };
    view! {
        <p class="chain-compare-act"><span class="second">{sentence}</span> {buttons}</p>
        <p class="small-text muted">"The simulation waits for dates, people and batches. An observed time only adds waiting that these do not explain: to make a board or a release faster, change its dates."</p>
    }
    .into_any()
}

/// A scenario that uses the other stream, the one that is there or a new one; it is the one on the bench then.
fn ask_the_simulator(room: Room, future: StreamId) {
    let Some(workspace) = room.session().now() else { return };
    let lever = Lever::UseStream { stream: future };
    if let Some(known) = workspace.scenarios.iter().find(|scenario| scenario.levers == [lever.clone()]) {
        return Simulations::expect().choose(Some(known.id));
    }
    let name = workspace.stream(future).map(|stream| stream.name.clone()).unwrap_or_default();
    let scenario = Scenario {
        id: NewIds::of(&workspace).scenario(),
        question: format!("What happens if we work as in \"{name}\"?"),
        name,
        note: String::new(),
        colour: None,
        levers: vec![lever],
        prediction: Prediction::default(),
    };
    let id = scenario.id;
    room.session().change_saying(&Command::AddScenario { scenario }, "Added a scenario that uses the other state.");
    Simulations::expect().choose(Some(id));
}

fn or_why(value: &Known<String>) -> String {
    value.as_ref().map_or_else(|missing| format!("n/a, because {missing}"), Clone::clone)
}

fn totals(shown: &Shown) -> AnyView {
    let row = |Total { what, today, future, change }: &Total| {
        let different = change.as_deref().is_some_and(|change| change != "the same");
        let change = change.clone().unwrap_or_else(|| "n/a, because one of the two is not known".to_owned());
        view! {
            <tr class:changed=different>
                <th scope="row">{*what}</th>
                <td class="number">{or_why(today)}</td><td class="number">{or_why(future)}</td>
                <td class="number">{change}</td>
            </tr>
        }
    };
    view! {
        <div class="chain-canvas" tabindex="0" role="region" aria-label="The whole, in both states">
            <table class="table chain-compare-table">
                <thead><tr>
                    <th scope="col">"What"</th><th scope="col" class="number">{shown.names.0.clone()}</th>
                    <th scope="col" class="number">{shown.names.1.clone()}</th><th scope="col" class="number">"Difference"</th>
                </tr></thead>
                <tbody>{shown.compared.totals.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn steps(room: Room, two: Memo<Option<Two>>, shown: &Shown) -> AnyView {
    let row = |pair: &Pair| step_row(room, two, pair);
    view! {
        <div class="chain-canvas" tabindex="0" role="region" aria-label="The steps of both states">
            <table class="table chain-compare-table">
                <thead><tr><th scope="col">"Step"</th><th scope="col">"State"</th><th scope="col">"What is different"</th></tr></thead>
                <tbody>{shown.compared.pairs.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A sign and a word say the state; colour only repeats it.
fn step_row(room: Room, two: Memo<Option<Two>>, pair: &Pair) -> AnyView {
    let (class, state) = match pair {
        Pair { today: None, .. } => ("new", "+ new"),
        Pair { future: None, .. } => ("gone", "\u{2212} gone"),
        pair if pair.is_same() => ("same", "the same"),
        _ => ("changed", "\u{2260} changed"),
    };
    let differences = pair.differences.iter().map(|difference| {
        let (what, today, future) = (difference.what, difference.today.clone(), difference.future.clone());
        view! { <li>{what} ": " <span class="muted">{today}</span> " \u{2192} " {future}</li> }
    });
    let differences = differences.collect_view();
    let (name, ids) = (pair.name.clone(), (pair.today, pair.future));
    view! {
        <tr class=class>
            <th scope="row"><button type="button" class="link" on:click=move |_| show(room, two, ids)>{name}</button></th>
            <td>{state}</td>
            <td><ul>{differences}</ul></td>
        </tr>
    }
    .into_any()
}

/// To the step, in the state in which it is.
fn show(room: Room, two: Memo<Option<Two>>, ids: (Option<StepId>, Option<StepId>)) {
    let Some((today, future)) = two.get_untracked() else { return };
    let Some((stream, step)) = ids.1.map(|step| (future, step)).or(ids.0.map(|step| (today, step))) else { return };
    if room.stream.with_untracked(|here| here.as_ref().map(|here| here.id)) != Some(stream) {
        room.choose(stream);
    }
    room.go_to(step);
}
