//! What a step does with the work, and the parameters of that.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    model::{Cadence, Share, Step, StepId, StepKind, Weekday},
};

use super::{
    super::{room::Room, typed, words},
    fields,
};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Which fields are shown: they are built anew only when this changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    kind: usize,
    dates: bool,
}

/// How a share is read and written.
type Bind = (fields::ReadStep, fields::WriteStep);

/// Kind and parameters.
pub(super) fn view(room: Room, id: StepId) -> AnyView {
    let options = ["Work", "Approval", "Automated gate", "Deployment"].map(str::to_owned).to_vec();
    let choice = fields::choice_of_step(
        room,
        id,
        ("Kind of step", "What it does with the work. Approvals let standard changes pass; deployments put work live."),
        options,
        (
            |step| index_of(&step.kind),
            |step, index| {
                if index_of(&step.kind) != index {
                    step.kind = new_kind(index);
                }
            },
        ),
    );
    let shape = Memo::new(move |_| {
        let step = room.step(id)?;
        Some(Shape { kind: index_of(&step.kind), dates: cadence(&step.kind).is_some() })
    });
    view! { {choice} {move || shape.get().map(|shape| parameters(room, id, shape))} }.into_any()
}

fn index_of(kind: &StepKind) -> usize {
    match kind {
        StepKind::Work => 0,
        StepKind::Approval { .. } => 1,
        StepKind::Gate { .. } => 2,
        StepKind::Deploy { .. } => 3,
    }
}

/// A kind that stops nothing and spoils nothing until somebody says so.
fn new_kind(index: usize) -> StepKind {
    match index {
        1 => StepKind::Approval { cadence: None, stops_bad: Share::NONE, stops_good: Share::NONE },
        2 => StepKind::Gate { stops_bad: Share::NONE, stops_good: Share::NONE },
        3 => StepKind::Deploy { cadence: None, fails: Share::NONE },
        _ => StepKind::Work,
    }
}

fn parameters(room: Room, id: StepId, shape: Shape) -> AnyView {
    let share = move |label, help, bind| fields::of_step(room, id, label, "%", help, bind);
    let bad: Bind = (|step| read(step, 0), |step, text| write(step, 0, text));
    let good: Bind = (|step| read(step, 1), |step, text| write(step, 1, text));
    let fails: Bind = (|step| read(step, 2), |step, text| write(step, 2, text));
    let stops = move || {
        let bad = share("Stops of the bad changes", "Share of the changes that would fail.", bad);
        let good = share("Stops of the good changes", "Sent back by mistake.", good);
        view! { {bad} {good} }
    };
    let fails = move || share("Fails by itself", "Share of deployments that fail for reasons of deploying.", fails);
    view! {
        {matches!(shape.kind, 1 | 3).then(|| when(room, id))}
        {shape.dates.then(|| dates(room, id))}
        {matches!(shape.kind, 1 | 2).then(stops)}
        {(shape.kind == 3).then(fails)}
    }
    .into_any()
}

fn when(room: Room, id: StepId) -> AnyView {
    let options = vec!["At once".to_owned(), "On fixed dates".to_owned()];
    fields::choice_of_step(
        room,
        id,
        ("When", "At once, or when people meet and release: weekly is usual for a board."),
        options,
        (
            |step| usize::from(cadence(&step.kind).is_some()),
            |step, index| {
                if let Some(place) = cadence_place(&mut step.kind) {
                    *place = (index == 1).then(|| place.unwrap_or(Cadence::weekly(Weekday::Monday, 9)));
                }
            },
        ),
    )
}

fn dates(room: Room, id: StepId) -> AnyView {
    let every = fields::of_step(
        room,
        id,
        "Every",
        "days",
        "7 is weekly.",
        (
            |step| on_dates(step, |cadence| cadence.every_days.to_string()),
            |step, text| {
                set_dates(step, |cadence| {
                    let days = typed::whole(text, 1, 366, "days")?;
                    cadence.every_days = u16::try_from(days).unwrap_or(u16::MAX);
                    Ok(())
                })
            },
        ),
    );
    let day = fields::choice_of_step(
        room,
        id,
        ("Day of the first date", "The rhythm counts from here."),
        DAYS.map(str::to_owned).to_vec(),
        (
            |step| cadence(&step.kind).map(|cadence| usize::from(cadence.day.index())).unwrap_or_default(),
            |step, index| {
                if let Some((cadence, day)) = cadence_of(step).zip(Weekday::ALL.get(index)) {
                    cadence.day = *day;
                }
            },
        ),
    );
    let time = fields::of_step(
        room,
        id,
        "Time of day",
        "",
        "Such as 10:00.",
        (
            |step| on_dates(step, |cadence| format!("{:02}:{:02}", cadence.minute / 60, cadence.minute % 60)),
            |step, text| {
                set_dates(step, |cadence| {
                    cadence.minute = typed::time_of_day(text)?;
                    Ok(())
                })
            },
        ),
    );
    let cut_off = fields::of_step(
        room,
        id,
        "Cut-off before the date",
        "",
        "What arrives later waits for the next one: 46h, 2d, or 0.",
        (
            |step| on_dates(step, |cadence| format!("{} h", format::number(cadence.cut_off.hours()))),
            |step, text| {
                set_dates(step, |cadence| {
                    cadence.cut_off = typed::cut_off(text)?;
                    Ok(())
                })
            },
        ),
    );
    let most = fields::of_step(
        room,
        id,
        "At most",
        "a date",
        "Empty takes all.",
        (
            |step| on_dates(step, |cadence| cadence.at_most.map(|most| most.to_string()).unwrap_or_default()),
            |step, text| {
                set_dates(step, |cadence| {
                    let most =
                        if text.trim().is_empty() { None } else { Some(typed::whole(text, 1, 10_000, "items")?) };
                    cadence.at_most = most;
                    Ok(())
                })
            },
        ),
    );
    view! { <div class="chain-pair">{every} {day} {time} {cut_off} {most}</div> }.into_any()
}

fn cadence(kind: &StepKind) -> Option<Cadence> {
    match kind {
        StepKind::Approval { cadence, .. } | StepKind::Deploy { cadence, .. } => *cadence,
        StepKind::Work | StepKind::Gate { .. } => None,
    }
}

fn cadence_place(kind: &mut StepKind) -> Option<&mut Option<Cadence>> {
    match kind {
        StepKind::Approval { cadence, .. } | StepKind::Deploy { cadence, .. } => Some(cadence),
        StepKind::Work | StepKind::Gate { .. } => None,
    }
}

fn cadence_of(step: &mut Step) -> Option<&mut Cadence> {
    cadence_place(&mut step.kind).and_then(Option::as_mut)
}

fn on_dates(step: &Step, write: fn(&Cadence) -> String) -> String {
    cadence(&step.kind).as_ref().map(write).unwrap_or_default()
}

fn set_dates(step: &mut Step, change: impl FnOnce(&mut Cadence) -> Result<(), String>) -> Result<(), String> {
    cadence_of(step).map_or(Ok(()), change)
}

/// The shares of a kind: of bad changes stopped, of good ones stopped, of deployments that fail.
fn shares(kind: &mut StepKind) -> [Option<&mut Share>; 3] {
    match kind {
        StepKind::Approval { stops_bad, stops_good, .. } | StepKind::Gate { stops_bad, stops_good } => {
            [Some(stops_bad), Some(stops_good), None]
        }
        StepKind::Deploy { fails, .. } => [None, None, Some(fails)],
        StepKind::Work => [None, None, None],
    }
}

/// The share at this place of [`shares`], as it is typed.
fn read(step: &Step, which: usize) -> String {
    let mut kind = step.kind.clone();
    let share = shares(&mut kind).into_iter().nth(which).flatten();
    share.map(|share| words::share_text(share.value())).unwrap_or_default()
}

fn write(step: &mut Step, which: usize, text: &str) -> Result<(), String> {
    let value = typed::share(text)?;
    if let Some(share) = shares(&mut step.kind).into_iter().nth(which).flatten() {
        *share = value;
    }
    Ok(())
}
