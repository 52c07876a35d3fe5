//! Where work goes on to from a step. The shares of its links always add up to 100 %, so no link changes alone.

use leptos::prelude::*;
use trivium_core::{
    chart::{
        format,
        map::{next_links, order_of},
    },
    edit::{Command, Connection, connect},
    model::{Flow, FlowId, FlowKind, Share, StepId, ValueStream},
};

use super::super::{room::Room, typed, words};
use crate::ui::kit::{Field, Icon, Select, icon};

/// What the editor shows.
#[derive(Debug, Clone, PartialEq, Default)]
struct Next {
    links: Vec<Link>,
    /// How the shares add up, or why there are none.
    sentence: String,
    /// Steps that a further link may lead to, the later ones first.
    others: Vec<(StepId, String)>,
}

/// A link that stands in the model.
#[derive(Debug, Clone, PartialEq)]
struct Link {
    flow: Flow,
    share: Share,
    to: String,
    /// Whether it is the only one, and so takes everything.
    only: bool,
}

/// The links, and one more.
pub(super) fn view(room: Room, id: StepId) -> AnyView {
    let next = Memo::new(move |_| {
        room.stream.with(|stream| stream.as_ref().and_then(|stream| next_of(stream, id)).unwrap_or_default())
    });
    view! {
        <div class="chain-next" role="group" aria-labelledby="chain-next-head">
            <h3 id="chain-next-head">"Hands on to"</h3>
            <For each=move || next.get().links key=|link| (link.flow.id, link.to.clone(), link.only)
                children=move |link| link_view(room, id, link)/>
            <p class="help" aria-live="polite">{move || next.read().sentence.clone()}</p>
            {one_more(room, id, next)}
        </div>
    }
    .into_any()
}

fn next_of(stream: &ValueStream, id: StepId) -> Option<Next> {
    let order = order_of(stream);
    let me = *order.get(&id)?;
    let all = next_links(stream, &order);
    let name = |index: usize| stream.steps.get(index).map(|step| step.name.clone()).unwrap_or_default();
    let mut links: Vec<Link> = stream.flows.iter().filter(|flow| flow.from == id).filter_map(written).collect();
    let only = links.len() == 1;
    for link in &mut links {
        link.to = order.get(&link.flow.to).map(|index| name(*index)).unwrap_or_default();
        link.only = only;
    }
    // A link to a step from which work comes here would close a circle.
    let mut before = vec![false; stream.steps.len()];
    if let Some(mark) = before.get_mut(me) {
        *mark = true;
    }
    let mut grows = true;
    while grows {
        grows = false;
        for &(from, to, _) in all.iter().rev() {
            let leads_here = before.get(to).copied().unwrap_or_default();
            if let Some(mark) = before.get_mut(from).filter(|mark| leads_here && !**mark) {
                (*mark, grows) = (true, true);
            }
        }
    }
    let mine: Vec<usize> = all.iter().filter(|(from, ..)| *from == me).map(|(_, to, _)| *to).collect();
    let free = |index: &usize| !mine.contains(index) && !before.get(*index).copied().unwrap_or(true);
    let others = (me + 1..stream.steps.len()).chain(0..me).filter(free);
    let others = others.filter_map(|index| Some((stream.steps.get(index)?.id, name(index)))).collect();
    let implied = mine.first().filter(|_| links.is_empty()).map(|index| name(*index));
    Some(Next { sentence: sentence(&links, implied), links, others })
}

fn written(flow: &Flow) -> Option<Link> {
    match flow.kind {
        FlowKind::Next { share } => Some(Link { flow: *flow, share, to: String::new(), only: false }),
        FlowKind::Rework {} => None,
    }
}

/// How the shares add up; `implied` is the next step of a list without links.
fn sentence(links: &[Link], implied: Option<String>) -> String {
    match (links, implied) {
        ([], Some(name)) => {
            format!("{name} takes everything: it is the next in the list. A link writes the whole order down as links.")
        }
        ([], None) => "The chain ends here: no link leads on.".to_owned(),
        ([_], _) => "This link takes everything.".to_owned(),
        (links, _) => {
            let sum = format::percent(links.iter().map(|link| link.share.value()).sum());
            format!("The shares add up to {sum}. When you change one, the others share the rest as before.")
        }
    }
}

fn link_view(room: Room, id: StepId, Link { flow, share, to, only }: Link) -> AnyView {
    let about = if only {
        view! { <span class="chain-next-only">{to.clone()} <span class="muted">"100\u{a0}%"</span></span> }.into_any()
    } else {
        let now = move || {
            room.stream.with(|stream| {
                let flows = stream.as_ref().map(|stream| stream.flows.as_slice()).unwrap_or_default();
                let found = flows.iter().find(|found| found.id == flow.id).and_then(written);
                words::share_text(found.map_or(share, |link| link.share).value())
            })
        };
        let commit = Callback::new(move |text: String| {
            let flow = Flow { kind: FlowKind::Next { share: typed::share(&text)? }, ..flow };
            let Some(stream) = room.stream.get_untracked() else { return Ok(()) };
            room.session().commit(&Command::UpdateFlow { stream: stream.id, flow })
        });
        view! { <Field label=to.clone() unit="%" value=Signal::derive(now) commit=commit/> }.into_any()
    };
    view! {
        <div class="chain-next-link">
            {about}
            <button type="button" class="button quiet icon" aria-label=format!("Remove the link to {to}")
                on:click=move |_| remove(room, id, flow.id)>{icon(Icon::Close)}</button>
        </div>
    }
    .into_any()
}

fn remove(room: Room, id: StepId, flow: FlowId) {
    let Some(stream) = room.stream.get_untracked() else { return };
    room.session().change(&Command::RemoveFlow { stream: stream.id, flow });
    crate::platform::page::focus_soon(&add_id(id));
}

/// The button that adds a link; focus goes there when a link goes away.
fn add_id(id: StepId) -> String {
    format!("chain-next-add-{}", id.number())
}

/// To which step one more link leads.
fn one_more(room: Room, id: StepId, next: Memo<Next>) -> AnyView {
    let asked = RwSignal::new(None::<StepId>);
    let options = Signal::derive(move || next.read().others.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>());
    let chosen = Signal::derive(move || {
        let asked = asked.get();
        next.read().others.iter().position(|(step, _)| Some(*step) == asked).unwrap_or_default()
    });
    let choose = Callback::new(move |index: usize| {
        asked.set(next.with_untracked(|next| next.others.get(index).map(|(step, _)| *step)));
    });
    let add = move |_| {
        let at = chosen.get_untracked();
        let to = next.with_untracked(|next| next.others.get(at).map(|(step, _)| *step));
        if let Some(to) = to {
            add(room, id, to);
        }
    };
    let any = Memo::new(move |_| !next.read().others.is_empty());
    let controls = move || {
        any.get().then(|| {
            view! {
                <div class="chain-next-link">
                    <Select label="One more link" options=options chosen=chosen choose=choose/>
                    <button type="button" class="button" id=add_id(id) on:click=add>"Add"</button>
                </div>
            }
        })
    };
    view! { {controls} }.into_any()
}

/// A new link takes an equal part; the others share the rest as before.
fn add(room: Room, from: StepId, to: StepId) {
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return };
    match connect(&workspace, &stream, (from, to), Connection::Onwards) {
        Ok(command) => room.session().change(&command),
        Err(problem) => room.session().say(problem.to_string(), false),
    }
}
