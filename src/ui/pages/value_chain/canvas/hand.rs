//! What a pointer does: press and drag steps, pull a line from one step to another, frame several, move the paper.

use std::collections::BTreeSet;

use leptos::prelude::*;
use trivium_core::{
    chart::map::{Direction, HEIGHT, Line, Point, WIDTH},
    edit::connection,
    model::StepId,
};

use super::{
    super::{
        gestures,
        room::{Room, step_around},
        toolbar,
    },
    CANVAS, DRAWING, focus_box,
};
use crate::platform::page;

/// A pointer that moves less than this has not moved, in pixels of the window.
const STILL: f64 = 4.0;
/// Two presses within this many milliseconds may be one double click.
const DOUBLE: f64 = 600.0;
/// Lines that are drawn anew while their steps are dragged; those of a step with more stay where they are until it is
/// put down.
const MOST_LINES: usize = 12;

/// What the pointer has got hold of.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Hold {
    /// A step, which has not moved yet.
    Press { id: StepId, at: (i32, i32) },
    /// The steps that are lifted, from here.
    Drag { from: Point },
    /// The end of a line that begins at this step.
    Pull { from: StepId },
    /// The paper: where the pointer was, and how far it was scrolled.
    Pan { at: (i32, i32), scrolled: (i32, i32) },
    /// A corner of a frame.
    Frame { from: Point },
}

/// Steps on their way, with the links that hang on them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lifted {
    /// Each with its place in the list and where it stood.
    pub(super) steps: Vec<(StepId, usize, Point)>,
    pub(super) lines: Vec<Line>,
}

impl Lifted {
    /// Where the step at this place of the list stands now, when it is one of these.
    pub(super) fn stands(&self, index: usize, by: Point) -> Option<Point> {
        let found = self.steps.iter().find(|(_, at, _)| *at == index)?;
        Some((found.2.0 + by.0, found.2.1 + by.1))
    }
}

/// The hand over the drawing. `Copy`; lives as long as the drawing.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    pub(super) room: Room,
    hold: StoredValue<Option<Hold>>,
    /// Whether the click that follows ends a drag and means nothing by itself.
    dragged: StoredValue<bool>,
    /// When the pointer went down last, and what was selected before it: a double click begins with two single ones.
    pressed_at: StoredValue<Option<f64>>,
    selected_before: StoredValue<Option<StepId>>,
    pub(super) lifted: RwSignal<Option<Lifted>>,
    /// How far what is lifted has moved.
    pub(super) by: RwSignal<Point>,
    /// Whether steps are moved by keys.
    pub(super) by_keys: RwSignal<bool>,
    /// A line that is pulled: from where to where.
    pub(super) line: RwSignal<Option<(Point, Point)>>,
    /// The step over which it is.
    pub(super) over: RwSignal<Option<StepId>>,
    /// Two corners of a frame.
    pub(super) frame: RwSignal<Option<(Point, Point)>>,
    /// The step whose link is being chosen from a list.
    pub(super) linking: RwSignal<Option<StepId>>,
}

impl Hand {
    pub(super) fn new(room: Room) -> Self {
        Self {
            room,
            hold: StoredValue::new(None),
            dragged: StoredValue::new(false),
            pressed_at: StoredValue::new(None),
            selected_before: StoredValue::new(None),
            lifted: RwSignal::new(None),
            by: RwSignal::new((0.0, 0.0)),
            by_keys: RwSignal::new(false),
            line: RwSignal::new(None),
            over: RwSignal::new(None),
            frame: RwSignal::new(None),
            linking: RwSignal::new(None),
        }
    }

    /// While something is held, a finger drags it and does not scroll.
    pub(super) fn is_holding(self) -> bool {
        self.hold.get_value().is_some()
    }

    /// Where the pointer is in the drawing.
    fn place(self, ev: &web_sys::MouseEvent) -> Option<Point> {
        let (x, y) = page::point_in(DRAWING, ev.client_x(), ev.client_y())?;
        self.room.layout.with_untracked(|layout| Some((x * layout.width, y * layout.height)))
    }

    fn step_at(self, (x, y): Point) -> Option<(StepId, usize)> {
        let index = self.room.layout.with_untracked(|layout| {
            let inside =
                |(left, top): &Point| (0.0..=WIDTH).contains(&(x - left)) && (0.0..=HEIGHT).contains(&(y - top));
            layout.boxes.iter().position(inside)
        })?;
        let id = self.room.stream.with_untracked(|stream| stream.as_ref()?.steps.get(index).map(|step| step.id))?;
        Some((id, index))
    }

    pub(super) fn down(self, ev: &web_sys::PointerEvent) {
        // On a phone a finger scrolls; what is dragged elsewhere has buttons there. A second finger does nothing.
        if ev.button() != 0 || !ev.is_primary() || self.room.narrow.get_untracked() || self.by_keys.get_untracked() {
            return;
        }
        if self.pressed_at.get_value().is_none_or(|before| page::now_ms() - before > DOUBLE) {
            self.selected_before.set_value(self.room.selected.get_untracked());
        }
        self.pressed_at.set_value(Some(page::now_ms()));
        let at = (ev.client_x(), ev.client_y());
        let hold = match (step_around(ev), self.place(ev)) {
            (Some(from), Some(_)) if page::is_inside(ev, ".chain-handle") => Some(Hold::Pull { from }),
            (Some(id), _) => Some(Hold::Press { id, at }),
            (None, Some(from)) if ev.shift_key() => Some(Hold::Frame { from }),
            // A finger on the paper scrolls by itself.
            (None, Some(_)) if ev.pointer_type() != "touch" => Some(Hold::Pan { at, scrolled: page::scrolled(CANVAS) }),
            _ => None,
        };
        self.dragged.set_value(false);
        self.hold.set_value(hold);
    }

    pub(super) fn moved(self, ev: &web_sys::PointerEvent) {
        let (Some(hold), Some(here)) = (self.hold.get_value(), self.place(ev)) else { return };
        // Released where nobody heard it: nothing is held any more.
        if ev.buttons() == 0 {
            return self.let_go();
        }
        match hold {
            Hold::Press { id, at } => {
                let far = f64::from(ev.client_x() - at.0).hypot(f64::from(ev.client_y() - at.1));
                if far >= STILL {
                    if !self.room.is_selected(id) {
                        self.room.select(Some(id));
                    }
                    self.begin(ev);
                    self.lift();
                    self.hold.set_value(Some(Hold::Drag { from: here }));
                }
            }
            Hold::Drag { from } => {
                page::nudge(CANVAS, ev.client_x(), ev.client_y());
                self.by.set((here.0 - from.0, here.1 - from.1));
            }
            Hold::Pull { from } => {
                self.begin(ev);
                page::nudge(CANVAS, ev.client_x(), ev.client_y());
                self.pull(from, here);
            }
            Hold::Pan { at, scrolled } => {
                let by = (ev.client_x() - at.0, ev.client_y() - at.1);
                if by.0.abs() + by.1.abs() >= 4 {
                    self.begin(ev);
                    page::scroll_to(CANVAS, (scrolled.0 - by.0, scrolled.1 - by.1));
                }
            }
            Hold::Frame { from } => {
                self.begin(ev);
                self.frame.set(Some((from, here)));
            }
        }
    }

    /// From now on the moves of this pointer belong to the drawing.
    fn begin(self, ev: &web_sys::PointerEvent) {
        if !self.dragged.get_value() {
            self.dragged.set_value(true);
            page::capture_pointer(DRAWING, ev.pointer_id());
        }
    }

    fn pull(self, from: StepId, here: Point) {
        let Some((index, _)) = self.room.place_of_untracked(from) else { return };
        let (x, y) = self.room.layout.with_untracked(|layout| layout.at(index));
        self.line.set(Some(((x + WIDTH, y + HEIGHT / 2.0), here)));
        let over = self.step_at(here).map(|(id, _)| id).filter(|id| *id != from);
        if self.over.get_untracked() != over {
            self.over.set(over);
        }
    }

    pub(super) fn up(self, ev: &web_sys::PointerEvent) {
        let here = self.place(ev);
        match (self.hold.get_value(), here) {
            (Some(Hold::Drag { .. }), _) => self.put_down(),
            (Some(Hold::Pull { from }), Some(here)) if self.dragged.get_value() => match self.step_at(here) {
                Some((to, _)) if to != from => self.link(from, to, ev.alt_key()),
                _ => self.room.session().speak("No line was drawn: it ended on no step."),
            },
            (Some(Hold::Frame { from }), Some(here)) => self.choose_framed(from, here),
            _ => {}
        }
        self.let_go();
    }

    /// Everything is as it was.
    pub(super) fn let_go(self) {
        self.hold.set_value(None);
        self.by_keys.set(false);
        self.lifted.set(None);
        self.line.set(None);
        self.over.set(None);
        self.frame.set(None);
    }

    /// A click that is not the end of a drag selects; with Shift or Ctrl beside what is selected.
    pub(super) fn click(self, ev: &web_sys::MouseEvent) {
        if self.dragged.get_value() {
            self.dragged.set_value(false);
            return;
        }
        if self.by_keys.get_untracked() {
            self.end_move(false);
        }
        match step_around(ev) {
            Some(id) if ev.shift_key() || ev.ctrl_key() || ev.meta_key() => self.room.toggle(id),
            Some(id) => self.room.select(Some(id)),
            None => self.room.select(None),
        }
    }

    /// On a step: to its fields. On a lane: a new step there.
    pub(super) fn double(self, ev: &web_sys::MouseEvent) {
        match (step_around(ev), self.place(ev)) {
            (Some(_), _) => gestures::edit(self.room),
            // Its two clicks have let go of what was selected before them.
            (None, Some((x, y))) => {
                let place = (x - WIDTH / 2.0, y - HEIGHT / 2.0);
                gestures::add_at(self.room, place, self.selected_before.get_value());
            }
            (None, None) => {}
        }
    }

    /// With Ctrl the wheel zooms; without, it scrolls as everywhere.
    pub(super) fn wheel(self, ev: &web_sys::WheelEvent) {
        if ev.ctrl_key() || ev.meta_key() {
            ev.prevent_default();
            toolbar::zoom_by(self.room, ev.delta_y() < 0.0);
        }
    }

    /// Lifts what is selected.
    fn lift(self) {
        let ids = untrack(|| self.room.selection());
        let steps = ids.into_iter().filter_map(|id| {
            let (index, _) = self.room.place_of_untracked(id)?;
            Some((id, index, self.room.layout.with_untracked(|layout| layout.at(index))))
        });
        let steps: Vec<(StepId, usize, Point)> = steps.collect();
        let lines = self.room.layout.with_untracked(|layout| {
            let places: BTreeSet<usize> = steps.iter().map(|(_, at, _)| *at).collect();
            let hangs = |line: &&Line| places.contains(&line.ends.0) || places.contains(&line.ends.1);
            let lines = layout.links.iter().chain(&layout.returns).filter(hangs);
            let lines: Vec<Line> = lines.take(MOST_LINES + 1).cloned().collect();
            if lines.len() > MOST_LINES { Vec::new() } else { lines }
        });
        self.by.set((0.0, 0.0));
        self.lifted.set((!steps.is_empty()).then_some(Lifted { steps, lines }));
    }

    fn put_down(self) {
        let (lifted, by) = (self.lifted.get_untracked(), self.by.get_untracked());
        if let Some(lifted) = lifted {
            let moved: Vec<(StepId, Point)> =
                lifted.steps.iter().map(|(id, _, (x, y))| (*id, (x + by.0, y + by.1))).collect();
            gestures::put(self.room, &moved);
        }
    }

    /// A line to a step from which work comes here is the way back; with Alt it is that anyway.
    fn link(self, from: StepId, to: StepId, back: bool) {
        let Some(stream) = self.room.stream.get_untracked() else { return };
        let meant = if back { trivium_core::edit::Connection::Back } else { connection(&stream, from, to) };
        gestures::link(self.room, (from, to), meant);
    }

    fn choose_framed(self, from: Point, to: Point) {
        let (left, right) = (from.0.min(to.0), from.0.max(to.0));
        let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
        let inside = |(x, y): &Point| *x < right && x + WIDTH > left && *y < bottom && y + HEIGHT > top;
        let found: Vec<bool> = self.room.layout.with_untracked(|layout| layout.boxes.iter().map(inside).collect());
        let ids = self.room.stream.with_untracked(|stream| {
            let steps = stream.iter().flat_map(|stream| &stream.steps);
            steps.zip(&found).filter(|(_, found)| **found).map(|(step, _)| step.id).collect::<Vec<_>>()
        });
        self.room.select_all(&ids);
        if let Some(first) = ids.first() {
            focus_box(*first);
        }
    }

    // By keys.

    /// Begins to move what is selected by keys.
    pub(super) fn take_up(self) {
        self.lift();
        if self.lifted.with_untracked(Option::is_some) && !self.room.narrow.get_untracked() {
            self.by_keys.set(true);
            self.room.session().speak(
                "Moving. Arrow keys move by 10, with Shift by 1. Enter puts it down, Escape leaves it where it was.",
            );
        } else {
            self.lifted.set(None);
        }
    }

    /// Moves it on.
    pub(super) fn push(self, direction: Direction, pixels: f64) {
        let (x, y) = self.by.get_untracked();
        self.by.set(match direction {
            Direction::Left => (x - pixels, y),
            Direction::Right => (x + pixels, y),
            Direction::Up => (x, y - pixels),
            Direction::Down => (x, y + pixels),
        });
        let lane = lane_below(self);
        if let Some(lane) = lane {
            self.room.session().speak(lane);
        }
    }

    /// Whether Escape has something to let go of.
    pub(super) fn is_dragging(self) -> bool {
        self.is_holding() && self.dragged.get_value()
    }

    /// Puts it where it is now, or back where it was.
    pub(super) fn end_move(self, keep: bool) {
        if keep {
            self.put_down();
        } else {
            self.room.session().speak("Left where it was.");
        }
        self.let_go();
    }
}

/// The name of the lane in which the first lifted step would lie.
pub(super) fn lane_below(hand: Hand) -> Option<String> {
    let by = hand.by.get_untracked();
    let (_, _, (_, y)) = hand.lifted.with_untracked(|lifted| lifted.as_ref()?.steps.first().copied())?;
    hand.room.layout.with_untracked(|layout| layout.band_at(y + by.1 + HEIGHT / 2.0).map(|band| band.name.clone()))
}
