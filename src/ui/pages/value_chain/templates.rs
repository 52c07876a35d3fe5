//! Start from a template: the streams of the catalogue, group by group, and a blank one.

use leptos::prelude::*;
use trivium_core::{
    catalog::templates::{ALL, Group, Template},
    exchange::template::{self, Addition},
};

use super::{add_blank, room::Room, words};
use crate::{platform::page, ui::kit::Drawer};

/// The drawer. What is chosen is added by its one button, or by Enter on the list.
pub(super) fn view(room: Room) -> AnyView {
    let chosen = RwSignal::new(0);
    let close = Callback::new(move |()| room.templates.set(false));
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Enter" {
            ev.prevent_default();
            add(room, chosen.get_untracked());
        }
    };
    let groups = Group::ALL.map(|group| {
        let entries = ALL.iter().enumerate().filter(|(_, template)| template.group == group);
        let entries = entries.map(|(index, template)| entry(index, template, chosen)).collect_view();
        view! { <fieldset><legend>{group.name()}</legend>{entries}</fieldset> }
    });
    let body = view! {
        <p class="second">"Steps, teams, practices and rhythms to start from. Every time is a usual value and marked as assumed: put yours in its place."</p>
        <div class="templates" on:keydown=on_key>
            <fieldset><legend>"Your own"</legend>{blank(chosen)}</fieldset>
            {groups}
        </div>
    }
    .into_any();
    let foot = view! {
        <button type="button" class="button" on:click=move |_| close.run(())>"Cancel"</button>
        <button type="button" class="button primary" on:click=move |_| add(room, chosen.get_untracked())>"Add this stream"</button>
    }
    .into_any();
    view! { <Drawer title="New value stream" close=close body=body foot=foot/> }.into_any()
}

/// One template; the chosen one says where it comes from.
fn entry(index: usize, template: &'static Template, chosen: RwSignal<usize>) -> AnyView {
    let steps = template.steps();
    let count = words::counted(steps.len(), "step", "steps");
    let steps = format!("{count}: {}", steps.join(", "));
    let more = view! {
        <span class="muted" id=format!("template-steps-{index}")>{steps}</span>
        <span class="small-text" id=format!("template-source-{index}") hidden=move || chosen.get() != index>{template.source}</span>
    }
    .into_any();
    choice(index, template.name, template.purpose, more, chosen)
}

/// The first choice: no template at all.
fn blank(chosen: RwSignal<usize>) -> AnyView {
    choice(ALL.len(), "A blank stream", "No steps yet: type them, or paste rows.", ().into_any(), chosen)
}

fn choice(index: usize, name: &'static str, purpose: &'static str, more: AnyView, chosen: RwSignal<usize>) -> AnyView {
    let purpose_id = format!("template-purpose-{index}");
    // The blank stream has no steps to tell, and comes from nowhere.
    let says = if index < ALL.len() {
        format!("{purpose_id} template-steps-{index} template-source-{index}")
    } else {
        purpose_id.clone()
    };
    view! {
        <label class="template" class:selected=move || chosen.get() == index>
            <span class="check">
                <input type="radio" name="template" aria-labelledby=format!("template-name-{index}") aria-describedby=says
                    prop:checked=move || chosen.get() == index on:change=move |_| chosen.set(index)/>
            </span>
            <span class="template-says">
                <strong id=format!("template-name-{index}")>{name}</strong>
                <span id=purpose_id>{purpose}</span>
                {more}
            </span>
        </label>
    }
    .into_any()
}

/// Adds the chosen stream and its teams as one step of the history, looks at it, and goes to its first step.
fn add(room: Room, chosen: usize) {
    let Some(workspace) = room.session().now() else { return };
    let Some(template) = ALL.get(chosen) else {
        room.templates.set(false);
        add_blank(room);
        return;
    };
    let added = template::add(template, &workspace).map_err(|problem| problem.to_string());
    let added =
        added.and_then(|Addition { command, stream, said }| room.session().commit(&command).map(|()| (stream, said)));
    match added {
        Ok((stream, said)) => {
            room.templates.set(false);
            room.choose(stream);
            room.session().say(said, true);
            // The drawer gives focus back when it closes; the first step of the new stream is where people go on.
            page::after_frame(move || {
                let first = room.stream.get_untracked().and_then(|stream| stream.steps.first().map(|step| step.id));
                if let Some(first) = first {
                    room.go_to(first);
                }
            });
        }
        Err(sentence) => room.session().say(sentence, false),
    }
}
