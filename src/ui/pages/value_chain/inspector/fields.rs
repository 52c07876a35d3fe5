//! Fields that are bound to one value of a step or of the stream.

use leptos::prelude::*;
use trivium_core::{
    edit::StreamDetails,
    model::{Share, Step, StepId},
};

use super::super::{room::Room, typed, words};
use crate::ui::kit::{Field, Select};

/// How a value of a step is written and read back.
pub(super) type ReadStep = fn(&Step) -> String;
pub(super) type WriteStep = fn(&mut Step, &str) -> Result<(), String>;

/// How a choice of a step is read and written.
pub(super) type ReadIndex = fn(&Step) -> usize;
pub(super) type WriteIndex = fn(&mut Step, usize);

/// A field of a step.
pub(super) fn of_step(
    room: Room,
    id: StepId,
    label: &'static str,
    unit: &'static str,
    help: &'static str,
    (read, write): (ReadStep, WriteStep),
) -> AnyView {
    let value = Memo::new(move |_| room.step(id).map(|step| read(&step)).unwrap_or_default());
    let commit = Callback::new(move |text: String| room.edit(id, |step| write(step, &text)));
    view! { <Field label=label unit=unit help=help value=value commit=commit/> }.into_any()
}

/// One of many for a step: the index of each.
pub(super) fn choice_of_step(
    room: Room,
    id: StepId,
    (label, help): (&'static str, &'static str),
    options: Vec<String>,
    (read, write): (ReadIndex, WriteIndex),
) -> AnyView {
    let chosen = Memo::new(move |_| room.step(id).map(|step| read(&step)).unwrap_or_default());
    let choose = Callback::new(move |index| {
        let done = room.edit(id, |step| {
            write(step, index);
            Ok(())
        });
        if let Err(sentence) = done {
            room.session().say(sentence, false);
        }
    });
    view! { <Select label=label help=help options=Signal::stored(options) chosen=chosen choose=choose/> }.into_any()
}

/// Words of the stream.
pub(super) fn words_of_stream(
    room: Room,
    label: &'static str,
    help: &'static str,
    read: fn(&StreamDetails) -> String,
    write: fn(&mut StreamDetails, &str) -> Result<(), String>,
) -> AnyView {
    let value = Memo::new(move |_| details(room).map(|details| read(&details)).unwrap_or_default());
    let commit = Callback::new(move |text: String| room.edit_stream(|details| write(details, &text)));
    view! { <Field label=label help=help value=value commit=commit/> }.into_any()
}

/// A share of the stream, in percent.
pub(super) fn share_of_stream(
    room: Room,
    label: &'static str,
    help: &'static str,
    read: fn(&StreamDetails) -> Share,
    write: fn(&mut StreamDetails, Share),
) -> AnyView {
    let value =
        Memo::new(move |_| details(room).map(|details| words::share_text(read(&details).value())).unwrap_or_default());
    let commit = Callback::new(move |text: String| {
        let share = typed::share(&text)?;
        room.edit_stream(|details| {
            write(details, share);
            Ok(())
        })
    });
    view! { <Field label=label unit="%" help=help value=value commit=commit/> }.into_any()
}

/// What is said about the stream.
pub(super) fn details(room: Room) -> Option<StreamDetails> {
    room.stream.with(|stream| stream.as_ref().map(|stream| StreamDetails::of(stream)))
}
