//! What a step has besides its five first fields.

use leptos::prelude::*;
use trivium_core::{
    chart::map::{CHAIN, LIFE},
    edit::{Command, Connection, connect},
    model::{Calendar, Step, StepId, Workers, check::LONGEST_NOTE},
};

use super::{
    super::{gestures, room::Room, typed},
    fields::{ReadStep, WriteStep, choice_of_step, of_step},
    how_long, kind, links, pull, uses,
};
use crate::ui::kit::{Check, Icon, Select, TextArea, icon};

/// The folded part. It is built when it is opened: most people walk from step to step without it.
pub(super) fn view(room: Room, id: StepId) -> AnyView {
    let toggled = move |ev: web_sys::Event| room.more.set(event_target::<web_sys::Element>(&ev).has_attribute("open"));
    view! {
        <details class="chain-more" open=move || room.more.get() on:toggle=toggled>
            <summary><strong>"More"</strong> <span class="muted">"activity, practices, kind, times, people, links, note"</span> {icon(Icon::ChevronRight)}</summary>
            {move || room.more.get().then(|| fields(room, id))}
        </details>
    }
    .into_any()
}

/// What is inside.
fn fields(room: Room, id: StepId) -> AnyView {
    let chain = CHAIN.iter().map(|(_, name, _)| (*name).to_owned()).collect();
    let life = LIFE.iter().map(|(_, name, _)| (*name).to_owned()).collect();
    let activity = choice_of_step(
        room,
        id,
        ("Value chain activity", "Where it lies in the service value chain of ITIL 4."),
        chain,
        (
            |step| CHAIN.iter().position(|(activity, ..)| *activity == step.activity).unwrap_or_default(),
            |step, index| {
                if let Some((activity, ..)) = CHAIN.get(index) {
                    step.activity = *activity;
                }
            },
        ),
    );
    let lifecycle = choice_of_step(
        room,
        id,
        ("Lifecycle activity", "Where it lies in the lifecycle of ITIL (Version 5)."),
        life,
        (
            |step| LIFE.iter().position(|(activity, ..)| *activity == step.lifecycle).unwrap_or_default(),
            |step, index| {
                if let Some((activity, ..)) = LIFE.get(index) {
                    step.lifecycle = *activity;
                }
            },
        ),
    );
    view! {
        <div class="chain-fields">
            {activity}
            {lifecycle}
            {uses::view(room, id)}
            {kind::view(room, id)}
            {how_long::view(room, id)}
            {workers(room, id)}
            {calendar(room, id)}
            {pull::view(room, id)}
            {links::view(room, id)}
            {rework(room, id)}
            {clock(room, id)}
            {note(room, id)}
            <button type="button" class="button danger" on:click=move |_| gestures::remove_one(room, id)>"Delete step"</button>
        </div>
    }
    .into_any()
}

fn workers(room: Room, id: StepId) -> AnyView {
    let options = ["The team, shared with its other steps", "People of its own", "Nobody is waited for"];
    let choice = choice_of_step(
        room,
        id,
        ("Who works here", "Capacity: shared people make one step wait for another. Nobody is waited for at machines."),
        options.map(str::to_owned).to_vec(),
        (
            |step| match step.workers {
                Workers::Team => 0,
                Workers::Own { .. } => 1,
                Workers::Unlimited => 2,
            },
            |step, index| {
                step.workers = match index {
                    0 => Workers::Team,
                    1 => Workers::Own { people: 1 },
                    _ => Workers::Unlimited,
                };
            },
        ),
    );
    let own = Memo::new(move |_| room.step(id).is_some_and(|step| matches!(step.workers, Workers::Own { .. })));
    let people: (ReadStep, WriteStep) = (
        |step| match step.workers {
            Workers::Own { people } => people.to_string(),
            Workers::Team | Workers::Unlimited => String::new(),
        },
        |step, text| {
            let people = typed::whole(text, 1, 1000, "people")?;
            step.workers = Workers::Own { people: u16::try_from(people).unwrap_or(u16::MAX) };
            Ok(())
        },
    );
    let people = move || {
        own.get().then(|| of_step(room, id, "People of its own", "people", "How many can work on it at once.", people))
    };
    view! { {choice} {people} }.into_any()
}

fn calendar(room: Room, id: StepId) -> AnyView {
    let options = vec!["Monday to Friday, 09:00 to 17:00".to_owned(), "Day and night".to_owned()];
    choice_of_step(
        room,
        id,
        ("When they work", "Work that is begun lies over nights and weekends. Office hours are usual."),
        options,
        (
            |step| usize::from(step.calendar == Calendar::Always),
            |step, index| step.calendar = if index == 1 { Calendar::Always } else { Calendar::BusinessHours },
        ),
    )
}

/// Where work that is not complete and accurate goes back to.
fn rework(room: Room, id: StepId) -> AnyView {
    let steps = Memo::new(move |_| {
        room.stream.with(|stream| {
            stream.iter().flat_map(|stream| &stream.steps).map(|step| (step.id, step.name.clone())).collect::<Vec<_>>()
        })
    });
    let options = Signal::derive(move || {
        let name = |(step, name): &(StepId, String)| {
            if *step == id { "This step, done again".to_owned() } else { name.clone() }
        };
        steps.with(|steps| steps.iter().map(name).collect::<Vec<_>>())
    });
    let chosen = Signal::derive(move || {
        let to = room.stream.with(|stream| stream.as_ref().map(|stream| stream.rework_of(id)));
        steps.with(|steps| steps.iter().position(|(step, _)| Some(*step) == to)).unwrap_or_default()
    });
    let choose = Callback::new(move |index: usize| {
        let to = steps.with_untracked(|steps| steps.get(index).map(|(step, _)| *step));
        let found = room.session().now().zip(room.stream.get_untracked()).zip(to);
        let Some(((workspace, stream), to)) = found.filter(|((_, stream), to)| stream.rework_of(id) != *to) else {
            return;
        };
        match connect(&workspace, &stream, (id, to), Connection::Back) {
            Ok(command) => room.session().change(&command),
            Err(problem) => room.session().say(problem.to_string(), false),
        }
    });
    view! {
        <Select label="What is not accurate goes back to" options=options chosen=chosen choose=choose
            help="How much goes back is the rest of the step's %C&A."/>
    }
    .into_any()
}

fn clock(room: Room, id: StepId) -> AnyView {
    let on = Signal::derive(move || {
        room.stream.with(|stream| stream.as_ref().is_some_and(|stream| stream.clock_starts_after == Some(id)))
    });
    let set = Callback::new(move |on: bool| {
        if let Some(stream) = room.stream.get_untracked() {
            room.session().change(&Command::SetClock { stream: stream.id, after: on.then_some(id) });
        }
    });
    view! { <Check label="The DORA clock starts at the end of this step" on=on set=set/> }.into_any()
}

fn note(room: Room, id: StepId) -> AnyView {
    let value = Memo::new(move |_| room.step(id).map(|step| step.note).unwrap_or_default());
    let commit = Callback::new(move |text: String| {
        let note = typed::words(&text, LONGEST_NOTE, "note")?;
        room.edit(id, |step: &mut Step| {
            step.note = note;
            Ok(())
        })
    });
    view! { <TextArea label="Note" value=value commit=commit placeholder="Who said so, and when"/> }.into_any()
}
