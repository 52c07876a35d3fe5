//! A step: number, name, one sentence, five fields, more, and what the simulation says beside what is stated.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::flow::{Missing, StreamSheet},
    model::StepId,
};

use super::{
    super::{room::Room, typed, words},
    HEADING, fields, more, simulated, team,
};
use crate::ui::kit::Field;

/// The inspector of a step.
pub(super) fn view(room: Room, id: StepId) -> AnyView {
    let number = move || room.place_of(id).map(|(at, count)| format!("Step {} of {count}", at + 1));
    let name = move || room.step(id).map(|step| step.name);
    let sentence = move || room.sheet.with(|sheet| sheet.as_ref().map(|sheet| sentence(sheet, id)));
    let rename = fields::of_step(
        room,
        id,
        "Name",
        "",
        "What is done, such as Test the change.",
        (
            |step| step.name.clone(),
            |step, text| {
                step.name = typed::name(text)?;
                Ok(())
            },
        ),
    );
    view! {
        <p class="muted">{number}</p>
        <h2 class="subject" id=HEADING tabindex="-1">{name}</h2>
        <p class="second">{sentence}</p>
        {rename}
        {team::view(room, id)}
        {work(room, id)}
        {observed(room, id)}
        {accurate(room, id)}
        {more::view(room, id)}
        {simulated::view(room, id)}
    }
    .into_any()
}

/// How busy its people are, and what a little more work would do.
fn sentence(sheet: &StreamSheet, id: StepId) -> String {
    let Some(row) = sheet.steps.iter().find(|row| row.step == id) else { return String::new() };
    let pool = sheet.pools.iter().find(|pool| pool.steps.contains(&id));
    match (row.utilisation, pool.map(|pool| (pool.queue_wait, pool.queue_wait_with_a_tenth_more))) {
        (Ok(busy), _) if busy >= 1.0 => {
            format!("{} of the people's time is asked for: the queue never settles.", format::percent(busy))
        }
        (Ok(busy), Some((Ok(now), Ok(more)))) if more <= now => {
            format!("Busy {}. A tenth more work would add no waiting.", format::percent(busy))
        }
        (Ok(busy), Some((Ok(now), Ok(more)))) => {
            let added = words::calendar(more - now);
            format!("Busy {}. A tenth more work would add about {added} of waiting.", format::percent(busy))
        }
        (Ok(busy), Some((_, Err(Missing::NeverSettles)))) => {
            format!("Busy {}. With a tenth more work the queue would never settle.", format::percent(busy))
        }
        (Ok(busy), _) => match row.explained.for_date {
            Ok(wait) if wait > 0.0 => {
                format!("Busy {}. The next date is {} away on average.", format::percent(busy), words::calendar(wait))
            }
            _ => format!("Busy {}.", format::percent(busy)),
        },
        (Err(missing), _) => match row.explained.for_date {
            Ok(wait) if wait > 0.0 => format!("The next date is {} away on average.", words::calendar(wait)),
            _ => format!("How busy is not known, because {missing}."),
        },
    }
}

fn work(room: Room, id: StepId) -> AnyView {
    let value = Memo::new(move |_| room.step(id).map(|step| words::work_text(&step)).unwrap_or_default());
    let commit = Callback::new(move |text: String| {
        let work = typed::work(&text)?;
        room.edit(id, |step| {
            step.work = work.distribution();
            step.assumed = work.assumed;
            Ok(())
        })
    });
    let assumed = Signal::derive(move || room.step(id).is_some_and(|step| step.assumed));
    let hint = Signal::derive(move || {
        let mean = room.step(id).map(|step| (step.work.mean(), step.work.median()));
        let skewed = mean.filter(|(mean, median)| (mean - median).abs() > 1e-9);
        skewed
            .map(|(mean, median)| format!("half within {}, mean {}", words::work(median), words::work(mean)))
            .unwrap_or_default()
    });
    view! {
        <Field label="Work time" value=value commit=commit hint=hint assumed=assumed
            help="Hands on the work, without waiting: 4h, or usually 12-24h. A day of work is 8 h."/>
    }
    .into_any()
}

fn observed(room: Room, id: StepId) -> AnyView {
    let value = Memo::new(move |_| room.step(id).map(|step| words::observed_text(&step)).unwrap_or_default());
    let commit = Callback::new(move |text: String| {
        let total = typed::total(&text)?;
        room.edit(id, |step| {
            step.observed = total.map(Into::into);
            Ok(())
        })
    });
    let seen = move || room.step(id).and_then(|step| step.observed);
    let assumed = Signal::derive(move || seen().is_some_and(|seen| seen.assumed));
    let hint = Signal::derive(move || match seen() {
        Some(seen) if seen.assumed && seen.is_range() => "assumed range".to_owned(),
        Some(seen) if seen.assumed => "assumed".to_owned(),
        Some(_) => String::new(),
        None => "nobody has said".to_owned(),
    });
    view! {
        <Field label="Observed total time" value=value commit=commit hint=hint assumed=assumed
            help="From arriving to leaving, weekends included: 2-3d. Empty when nobody knows."/>
    }
    .into_any()
}

fn accurate(room: Room, id: StepId) -> AnyView {
    let value = Memo::new(move |_| {
        let share = room.step(id).and_then(|step| step.complete_accurate);
        share.map(|share| words::share_text(share.value())).unwrap_or_default()
    });
    let commit = Callback::new(move |text: String| {
        let share = typed::share_or_nothing(&text)?;
        room.edit(id, |step| {
            step.complete_accurate = share;
            Ok(())
        })
    });
    let hint = Signal::derive(move || rest(room, id).unwrap_or_default());
    view! {
        <Field label="%C&A, complete and accurate" unit="%" value=value commit=commit hint=hint
            help="Share that the receiver can use without asking back. Empty when nobody knows."/>
    }
    .into_any()
}

/// "15 % back to Build".
fn rest(room: Room, id: StepId) -> Option<String> {
    let stream = room.stream.get()?;
    let rest = stream.step(id)?.complete_accurate?.rest();
    let back = stream.rework_of(id);
    let to = if back == id { "done again here".to_owned() } else { format!("back to {}", stream.step(back)?.name) };
    (rest.value() > 0.0).then(|| format!("{} {to}", format::percent(rest.value())))
}
