//! How mature each practice is, where it should be, and which gap is worth closing first.

mod ballot;
mod capabilities;
mod criteria;
mod gaps;
mod levels;
mod pictures;
mod sheet;
mod table;

use leptos::prelude::*;
use trivium_core::{
    catalog::maturity,
    engine::governance::{NoConstraint, Standing, Stop, constraint},
    model::Practice,
};

pub(super) use self::pictures::spread_words;
use super::Desk;
use crate::{platform::page, ui::kit::Segmented};

/// Handles of the form. `Copy`.
#[derive(Clone, Copy)]
struct Room {
    desk: Desk,
    /// The practice that is looked at here. Its card of the other forms is closed meanwhile: one is enough beside.
    opened: RwSignal<Option<Practice>>,
    /// Whether the votes on it may be seen: not before somebody shows them.
    shown: RwSignal<bool>,
}

impl Room {
    fn open(self, practice: Practice) {
        self.shown.set(false);
        self.opened.set(Some(practice));
        page::focus_soon(sheet::HEAD);
    }

    /// Whether the votes on a practice are being counted, and nobody has shown them yet.
    fn covers(self, practice: Practice) -> bool {
        self.opened.get() == Some(practice) && !self.shown.get()
    }
}

/// The form: practices or capabilities.
pub(super) fn view(desk: Desk) -> AnyView {
    let room = Room { desk, opened: RwSignal::new(desk.chosen.get_untracked()), shown: RwSignal::new(false) };
    Effect::new(move || {
        if let Some(practice) = desk.chosen.get() {
            room.shown.set(false);
            room.opened.set(Some(practice));
            desk.chosen.set(None);
        }
    });
    let what = RwSignal::new(0_usize);
    let body = move || if what.get() == 1 { capabilities::view(desk) } else { practices(room) };
    view! {
        <div><Segmented label="What is judged" options=vec!["Practices", "Capabilities of DORA"] chosen=what choose=Callback::new(move |index| what.set(index))/></div>
        {body}
    }
    .into_any()
}

/// All practices, and beside them either one of them or what follows from all.
fn practices(room: Room) -> AnyView {
    let desk = room.desk;
    let held_back = Memo::new(move |_| {
        desk.session.workspace().get().map_or(Err(NoConstraint::NoStream), |workspace| constraint(&workspace))
    });
    let beside = move || match room.opened.get() {
        Some(practice) => sheet::view(room, practice),
        None => view! { {gaps::view(room, held_back)} {levels::view(desk)} }.into_any(),
    };
    view! {
        <div class="maturity">
            <div class="maturity-main">{table::view(room)}</div>
            <div class="maturity-side">{beside}</div>
        </div>
    }
    .into_any()
}

/// How a practice stands, read again only when it changes.
fn standing(desk: Desk, practice: Practice) -> Memo<Standing> {
    Memo::new(move |_| desk.practices.with(|practices| Standing::of(practices, practice)))
}

/// "Level 3, Defined".
fn level_words(level: u8) -> String {
    format!("Level {level}, {}", maturity::about(level).name)
}

/// What stands before the next level: a sentence without a full stop.
fn stop_words(stop: Stop) -> String {
    match stop {
        Stop::NotMet(at) => {
            let open = if at.open > 0 { format!(", {} not looked at", at.open) } else { String::new() };
            format!("{} of {} criteria of level {} are met{open}", at.met, at.of, at.level)
        }
        Stop::NoCriteria(level) => format!("there are no criteria for level {level}"),
    }
}
