//! What the page says of each step, in words that are ready to be shown.
//!
//! Every step has a seat that lasts as long as the step. A change of the chain goes over the seats once and tells only
//! those of which something else is said now; rows and boxes of all others are not touched. A memo for each row would
//! ask each row at every change, and that is what makes long chains slow.

use std::sync::Arc;

use leptos::prelude::*;
use trivium_core::{
    catalog::activities::{Strand, of_step},
    chart::{
        format,
        map::{LaneKey, LaneKind, Layout, lane_of},
    },
    engine::{
        flow::{StepSheet, StreamSheet},
        governance::{LinkHands, Passing},
    },
    model::{Edition, Share, Step, StepId, ValueStream},
};

use super::{hands, room::Tint, words};

/// The place of a step on the page.
#[derive(Clone)]
pub(super) struct Seat {
    pub(super) id: StepId,
    /// What is shown there; rows and boxes follow it.
    pub(super) says: ArcRwSignal<Says>,
    /// Of what the words were made.
    step: Step,
    row: StepSheet,
}

/// What is shown of a step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Says {
    pub(super) words: Arc<Words>,
    pub(super) place: Place,
    /// The name of its lane.
    pub(super) lane: Arc<str>,
}

/// What depends on the other steps and on what a person looks at.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Place {
    /// From 1, in the order of the list.
    pub(super) number: usize,
    /// The upper left corner in the drawing.
    pub(super) at: (f64, f64),
    /// Step of colour of its wait.
    pub(super) wait_level: u8,
    pub(super) ground: Ground,
    /// Links from it and to it, the implied ones of a plain list included.
    pub(super) links: (u16, u16),
    /// Whether somebody has put it where it stands.
    pub(super) pinned: bool,
    pub(super) selected: bool,
    /// Whether Tab comes to its row: the selected one, else the first.
    pub(super) reached: bool,
}

/// What its ground says, as the chosen colour has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ground {
    /// Step of colour of its wait, or of how busy it is.
    Level(u8),
    /// The layer that its activity serves most.
    Layer(Strand),
    /// What becomes of the hand-overs to it; `None` where nothing comes from another step.
    Hands(Option<Passing>),
}

impl Default for Ground {
    fn default() -> Self {
        Self::Level(0)
    }
}

impl Ground {
    /// The class that carries the colour.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Level(0) => "tint-0",
            Self::Level(1) => "tint-1",
            Self::Level(2) => "tint-2",
            Self::Level(_) => "tint-3",
            Self::Layer(Strand::Governance) => "tint-gov",
            Self::Layer(Strand::Velocity) => "tint-vel",
            Self::Layer(Strand::Reliability) => "tint-rel",
            Self::Hands(passing) => hands::ground(passing),
        }
    }

    /// What it says in words, with the name of it, since a colour alone says nothing to some; `None` when the box says it
    /// anyway.
    pub(super) fn said(self) -> Option<(&'static str, String)> {
        match self {
            Self::Layer(strand) => Some(("layer", strand.name().to_lowercase())),
            Self::Hands(passing) => Some(("hands", hands::word(passing).to_owned())),
            Self::Level(_) => None,
        }
    }

    fn of(look: &Look, step: &Step, row: &StepSheet, wait_level: u8) -> Self {
        match look.tint {
            Tint::Waiting => Self::Level(wait_level),
            Tint::Busy => Self::Level(row.utilisation.map_or(0, words::busy_level)),
            Tint::Layer => Self::Layer(of_step(step, look.edition).strand),
            Tint::Hands => Self::Hands(hands::arriving(&look.hands, step.id)),
            Tint::Uses(practice) => Self::Level(if step.practices.contains(&practice) { 2 } else { 0 }),
        }
    }
}

/// A step in words.
#[derive(Debug, PartialEq)]
pub(super) struct Words {
    pub(super) name: String,
    pub(super) work: String,
    pub(super) work_assumed: bool,
    /// As people observe it.
    pub(super) total: String,
    pub(super) total_assumed: bool,
    pub(super) accurate: String,
    pub(super) wait: String,
    pub(super) busy: String,
    /// Utilisation, 0 or more; `None` when nobody knows.
    pub(super) utilisation: Option<f64>,
}

/// What all seats depend on.
pub(super) struct Look {
    pub(super) stream: Arc<ValueStream>,
    pub(super) sheet: Arc<StreamSheet>,
    pub(super) layout: Arc<Layout>,
    pub(super) selected: Option<StepId>,
    /// Further selected steps.
    pub(super) also: Vec<StepId>,
    pub(super) tint: Tint,
    /// In whose hands the links are, while the colour asks for it.
    pub(super) hands: Arc<Vec<LinkHands>>,
    pub(super) edition: Edition,
    /// What the lanes are.
    pub(super) lanes: LaneKind,
}

/// How many links leave and reach each step, work that comes back included, by places of the list.
fn count_links(look: &Look) -> Vec<(u16, u16)> {
    let mut links = vec![(0_u16, 0_u16); look.stream.steps.len()];
    for line in look.layout.links.iter().chain(&look.layout.returns) {
        if let Some((out, _)) = links.get_mut(line.ends.0) {
            *out = out.saturating_add(1);
        }
        if let Some((_, back)) = links.get_mut(line.ends.1) {
            *back = back.saturating_add(1);
        }
    }
    links
}

/// The seats after a change, and whether they are others or in another order than before.
pub(super) fn after(mut old: Vec<Seat>, look: &Look) -> (Vec<Seat>, bool) {
    let longest = words::longest_wait(&look.sheet);
    let links = count_links(look);
    let lanes: Vec<(LaneKey, Arc<str>)> =
        look.layout.bands.iter().map(|band| (band.key, Arc::from(band.name.as_str()))).collect();
    let mut moved = old.len() != look.stream.steps.len();
    let mut seats = Vec::with_capacity(look.stream.steps.len());
    // Seats are taken from the end of the reversed list, where the next one usually is.
    old.reverse();
    for (index, (step, row)) in look.stream.steps.iter().zip(&look.sheet.steps).enumerate() {
        let wait_level = row.wait.map_or(0, |wait| words::wait_level(wait, longest));
        let place = Place {
            number: index + 1,
            at: look.layout.at(index),
            wait_level,
            ground: Ground::of(look, step, row, wait_level),
            links: links.get(index).copied().unwrap_or_default(),
            pinned: step.pin.is_some(),
            selected: look.selected == Some(step.id) || look.also.contains(&step.id),
            reached: look.selected.map_or(index == 0, |selected| selected == step.id),
        };
        let lane = lanes.iter().find(|(key, _)| *key == lane_of(step, look.lanes)).map(|(_, name)| Arc::clone(name));
        let lane = lane.unwrap_or_else(|| Arc::from(""));
        let seat = if let Some(found) = old.iter().rposition(|seat| seat.id == step.id) {
            moved |= found + 1 != old.len();
            let mut seat = old.remove(found);
            seat.tell(step, row, place, &lane);
            seat
        } else {
            moved = true;
            Seat::new(step, row, place, &lane)
        };
        seats.push(seat);
    }
    (seats, moved)
}

impl Seat {
    fn new(step: &Step, row: &StepSheet, place: Place, lane: &Arc<str>) -> Self {
        let says = ArcRwSignal::new(Says { words: Arc::new(Words::of(step, row)), place, lane: Arc::clone(lane) });
        Self { id: step.id, says, step: step.clone(), row: row.clone() }
    }

    fn tell(&mut self, step: &Step, row: &StepSheet, place: Place, lane: &Arc<str>) {
        if self.step != *step || self.row != *row {
            self.step.clone_from(step);
            self.row.clone_from(row);
            self.says.set(Says { words: Arc::new(Words::of(step, row)), place, lane: Arc::clone(lane) });
        } else if self.says.with_untracked(|says| says.place != place || says.lane != *lane) {
            self.says.update(|says| {
                says.place = place;
                says.lane = Arc::clone(lane);
            });
        }
    }
}

impl Words {
    fn of(step: &Step, row: &StepSheet) -> Self {
        let or_nobody_knows = |share: Option<f64>| share.map_or_else(|| "n/a".to_owned(), format::percent);
        let utilisation = row.utilisation.ok();
        Self {
            name: step.name.clone(),
            work: words::work(row.work),
            work_assumed: step.assumed,
            total: step.observed.as_ref().map_or_else(|| "n/a".to_owned(), words::observed),
            total_assumed: step.observed.is_some_and(|seen| seen.assumed),
            accurate: or_nobody_knows(step.complete_accurate.map(Share::value)),
            wait: words::known_calendar(row.wait),
            busy: or_nobody_knows(utilisation),
            utilisation,
        }
    }
}
