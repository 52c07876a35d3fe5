//! How the work time varies: its shape, the numbers by which people know it, and a small picture.

use leptos::prelude::*;
use trivium_core::{
    catalog::shapes::{Parameter, Shape, values, with_values},
    chart::{WorkTimePicture, format, work_time_picture},
    model::{Distribution, MOST_OBSERVATIONS, Observations, StepId},
};

use super::super::{room::Room, typed};
use crate::ui::kit::{Field, Select};

/// Size of the picture, in pixels of its natural size.
const WIDTH: f64 = 260.0;
const HEIGHT: f64 = 56.0;

/// Shape, numbers, picture.
pub(super) fn view(room: Room, id: StepId) -> AnyView {
    let work = Memo::new(move |_| room.step(id).map(|step| step.work));
    let shape = Memo::new(move |_| work.get().map(|work| Shape::of(&work)));
    let options = Shape::ALL.map(|shape| shape.name().to_owned()).to_vec();
    let chosen = Signal::derive(move || Shape::ALL.iter().position(|known| Some(*known) == shape.get()).unwrap_or(0));
    let choose = Callback::new(move |index: usize| {
        if let Some(wanted) = Shape::ALL.get(index).filter(|wanted| Some(**wanted) != shape.get_untracked()) {
            let done = set(room, id, true, |work| Ok(wanted.like(work)));
            done.unwrap_or_else(|sentence| room.session().say(sentence, false));
        }
    });
    let good_for = move || shape.get().map(Shape::good_for);
    view! {
        <div class="chain-how-long" role="group" aria-label="How the work time varies">
            <Select label="How the work time varies" options=Signal::stored(options) chosen=chosen choose=choose/>
            <p class="help">{good_for}</p>
            {move || shape.get().map(|shape| numbers(room, id, work, shape))}
            {move || work.get().and_then(|work| work_time_picture(&work)).map(picture)}
        </div>
    }
    .into_any()
}

/// Changes the work time. What follows from another shape is a guess until somebody types a number.
fn set(
    room: Room,
    id: StepId,
    assumed: bool,
    change: impl FnOnce(&Distribution) -> Result<Distribution, String>,
) -> Result<(), String> {
    room.edit(id, |step| {
        let work = change(&step.work)?;
        if !work.is_valid() {
            return Err("These numbers do not fit each other. Type times above 0, the smaller ones first.".to_owned());
        }
        (step.work, step.assumed) = (work, assumed);
        Ok(())
    })
}

fn numbers(room: Room, id: StepId, work: Memo<Option<Distribution>>, shape: Shape) -> AnyView {
    if shape == Shape::Seen {
        return seen(room, id, work);
    }
    let fields =
        shape.parameters().iter().enumerate().map(|(place, parameter)| number(room, id, work, place, parameter));
    view! { <div class="chain-pair">{fields.collect_view()}</div> }.into_any()
}

/// One number of a shape.
fn number(
    room: Room,
    id: StepId,
    work: Memo<Option<Distribution>>,
    place: usize,
    parameter: &'static Parameter,
) -> AnyView {
    let at = move |work: &Distribution| values(work).get(place).copied().unwrap_or_default();
    let value = Memo::new(move |_| work.get().map(|work| short(at(&work))).unwrap_or_default());
    let commit = Callback::new(move |text: String| {
        let number =
            typed::number(&text, 0.0, 87_600.0, if parameter.unit.is_empty() { "this kind" } else { "hours" })?;
        set(room, id, false, |work| {
            let mut values = values(work);
            if let Some(value) = values.get_mut(place) {
                *value = number;
            }
            Ok(with_values(work, values))
        })
    });
    let Parameter { label, unit, help } = *parameter;
    view! { <Field label=label unit=unit help=help value=value commit=commit/> }.into_any()
}

/// A number as it is typed: no space between thousands.
fn short(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    rounded.to_string()
}

/// The list of observed times.
fn seen(room: Room, id: StepId, work: Memo<Option<Distribution>>) -> AnyView {
    let value = Memo::new(move |_| match work.get() {
        Some(Distribution::Empirical { values }) => {
            values.hours().iter().map(|hours| short(*hours)).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    });
    let commit = Callback::new(move |text: String| set(room, id, false, |_| read(&text)));
    view! {
        <Field label="Times we saw" unit="h" value=value commit=commit
            help="In hours, with a semicolon between them: 2; 3.5; 8. At most 20."/>
    }
    .into_any()
}

fn read(text: &str) -> Result<Distribution, String> {
    let mut hours = Vec::new();
    for part in text.split(';').filter(|part| !part.trim().is_empty()) {
        hours.push(typed::number(part, 0.0, 87_600.0, "hours")?);
    }
    match Observations::of(&hours).filter(|_| !hours.is_empty()) {
        Some(values) => Ok(Distribution::Empirical { values }),
        None => Err(format!("Type 1 to {MOST_OBSERVATIONS} times in hours, such as 2; 3.5; 8.")),
    }
}

/// The outline over the hours, with a line at "half" and one at "85 %".
fn picture(picture: WorkTimePicture) -> AnyView {
    let WorkTimePicture { outline, hours, half, most, sentence } = picture;
    let point = |(x, y): &(f64, f64)| format!("{:.1},{:.1}", x * WIDTH, HEIGHT - 1.0 - y * (HEIGHT - 4.0));
    let points = outline.iter().map(point).collect::<Vec<_>>().join(" ");
    let line = |at: f64, class: &'static str| {
        let x = format!("{:.1}", at * WIDTH);
        view! { <line class=class x1=x.clone() x2=x y1="0" y2=HEIGHT.to_string()/> }
    };
    view! {
        <svg class="chain-how-long-picture" role="img" aria-label=sentence.clone() viewBox=format!("0 0 {WIDTH} {HEIGHT}") width="100%">
            <polygon points=points/>
            {line(half, "half")}
            {line(most, "most")}
            <line class="base" x1="0" x2=WIDTH.to_string() y1=(HEIGHT - 0.5).to_string() y2=(HEIGHT - 0.5).to_string()/>
        </svg>
        <p class="help chain-how-long-ends"><span>"0"</span><span>{format!("{}\u{a0}h", format::number(hours))}</span></p>
        <p class="help">{sentence}</p>
    }
    .into_any()
}
