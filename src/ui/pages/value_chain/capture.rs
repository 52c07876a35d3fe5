//! One line typed, or rows pasted from a spreadsheet, become steps.
//!
//! Everything that is read is added by one command. When some rows cannot be read nothing is added yet: each is named
//! with its line and reason, and the good ones are offered.

use leptos::prelude::*;
use trivium_core::{
    edit::{Command, NewIds},
    exchange::{
        adopt::{Adopted, adopt},
        capture::{self, StepDraft},
    },
    model::{Problem, StepId, StreamId, Workspace},
};

use super::{room::Room, words};
use crate::{
    platform::page,
    ui::kit::{Icon, icon},
};

/// The field in which steps are typed.
pub(super) const FIELD: &str = "chain-add-step";
/// The button that adds the good rows.
const ADD: &str = "chain-add-rows";
/// The most sentences shown about rows that could not be read.
const MOST_SHOWN: usize = 8;

/// What was read and waits for a decision.
#[derive(Debug, Clone, PartialEq)]
struct Pending {
    drafts: Vec<StepDraft>,
    sorry: Vec<String>,
}

/// The field, and what is wrong with what was typed.
pub(super) fn view(room: Room) -> AnyView {
    let text = RwSignal::new(String::new());
    let pending = RwSignal::new(None::<Pending>);
    let take = move |typed: String| take(room, &typed, text, pending);
    let on_key = move |ev: web_sys::KeyboardEvent| match ev.key().as_str() {
        "Enter" => {
            ev.prevent_default();
            take(text.get_untracked());
        }
        "Escape" => pending.set(None),
        _ => {}
    };
    let on_paste = move |ev: web_sys::ClipboardEvent| {
        let pasted = ev.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        // A single line is edited like any other text; rows are taken at once.
        if pasted.trim_end().contains('\n') {
            ev.prevent_default();
            take(pasted);
        }
    };
    let wrong = move || pending.with(Option::is_some);
    view! {
        <div class="field chain-capture" class:wrong=wrong>
            <label class="visually-hidden" for=FIELD>"Add a step"</label>
            <div class="box">
                <span class="chain-capture-sign" aria-hidden="true">{icon(Icon::Plus)}</span>
                <input id=FIELD type="text" autocomplete="off" spellcheck="false" placeholder="Type a step, or paste rows"
                    aria-describedby="chain-add-help" aria-invalid=move || wrong().then_some("true")
                    prop:value=move || text.get() on:input=move |ev| typed_on(&ev, text)
                    on:keydown=on_key on:paste=on_paste/>
            </div>
            <p class="help" id="chain-add-help">"Test | Quality | 4h work | 2-3d total | 85%. " {move || place(room)}</p>
            <div aria-live="polite">{move || pending.get().map(|found| decision(room, found, text, pending))}</div>
        </div>
    }
    .into_any()
}

/// Keeps what is typed; an empty field leaves undo to the chain.
fn typed_on(ev: &web_sys::Event, text: RwSignal<String>) {
    let typed = event_target_value(ev);
    page::mark_edited(ev, !typed.is_empty());
    text.set(typed);
}

/// Where new steps go.
fn place(room: Room) -> Option<String> {
    let after = room.selected.get().and_then(|id| room.step(id))?;
    Some(format!("Goes after {}.", after.name))
}

fn take(room: Room, typed: &str, text: RwSignal<String>, pending: RwSignal<Option<Pending>>) {
    let read = capture::read(typed);
    let drafts: Vec<StepDraft> = read.steps.into_iter().map(|(_, draft)| draft).collect();
    let mut sorry: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    if drafts.is_empty() && sorry.is_empty() {
        sorry.push("Type the name of a step, such as Test.".to_owned());
    }
    if sorry.is_empty() {
        add(room, &drafts, text, pending);
    } else {
        pending.set(Some(Pending { drafts, sorry }));
        page::focus_soon(ADD);
    }
}

/// What could not be read, and the rows that could.
fn decision(room: Room, found: Pending, text: RwSignal<String>, pending: RwSignal<Option<Pending>>) -> AnyView {
    let more = found.sorry.len().saturating_sub(MOST_SHOWN);
    let sentences =
        found.sorry.into_iter().take(MOST_SHOWN).map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let more = (more > 0).then(|| view! { <li>{format!("And {more} more.")}</li> });
    let offer = (!found.drafts.is_empty()).then(|| {
        let count = words::counted(found.drafts.len(), "step", "steps");
        let go_on = move |_| add(room, &found.drafts, text, pending);
        let leave = move |_| {
            pending.set(None);
            page::focus(FIELD);
        };
        view! {
            <div class="chain-capture-offer">
                <button type="button" class="button small" id=ADD on:click=go_on>{format!("Add the other {count}")}</button>
                <button type="button" class="button quiet small" on:click=leave>"Add none"</button>
            </div>
        }
    });
    view! { <ul class="chain-capture-sorry">{sentences} {more}</ul> {offer} }.into_any()
}

/// Adds the steps after the selected one, else at the end, and selects the last of them.
fn add(room: Room, drafts: &[StepDraft], text: RwSignal<String>, pending: RwSignal<Option<Pending>>) {
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return };
    let selected = room.selected.get_untracked();
    let at = stream.steps.iter().position(|step| Some(step.id) == selected).map_or(stream.steps.len(), |at| at + 1);
    let result = gesture(&workspace, stream.id, at, drafts).map_err(|problem| problem.to_string());
    match result.and_then(|(command, new, said)| room.session().commit(&command).map(|()| (new, said))) {
        Ok((new, said)) => {
            room.select(new.last().copied());
            room.session().say(said, true);
            text.set(String::new());
            page::set_edited(FIELD, false);
            pending.set(None);
        }
        Err(sentence) => pending.set(Some(Pending { drafts: Vec::new(), sorry: vec![sentence] })),
    }
    page::focus(FIELD);
}

/// One command for all steps and for the teams that they name for the first time, with the new steps and what is said
/// about it.
pub(super) fn gesture(
    workspace: &Workspace,
    stream: StreamId,
    at: usize,
    drafts: &[StepDraft],
) -> Result<(Command, Vec<StepId>, String), Problem> {
    let Adopted { teams, steps } = adopt(drafts, workspace, &mut NewIds::of(workspace));
    let new = steps.iter().map(|step| step.id).collect();
    let what = match steps.as_slice() {
        [step] => format!("Added {}", step.name),
        steps => format!("Added {}", words::counted(steps.len(), "step", "steps")),
    };
    let add = Command::AddSteps { stream, at, steps };
    if teams.is_empty() {
        return Ok((add, new, format!("{what}.")));
    }
    let names = teams.iter().map(|team| team.name.as_str()).collect::<Vec<_>>().join(", ");
    let label = format!("{} and team {names}", add.label(workspace));
    let mut commands: Vec<Command> = teams.into_iter().map(|team| Command::AddTeam { team }).collect();
    commands.push(add);
    let said = format!("{what}. New to the model, with one person each: {names}.");
    Ok((Command::together(workspace, &commands, label)?, new, said))
}
