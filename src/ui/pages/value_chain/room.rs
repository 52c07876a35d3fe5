//! What the page looks at: one stream, one step of it, and what follows from them. And the few ways to change them.

use std::{cell::RefCell, sync::Arc};

use leptos::prelude::*;
use trivium_core::{
    chart::map::{self, LaneKind, Layout},
    edit::{Command, StreamDetails},
    engine::{
        flow::{self, StepSheet, StreamSheet},
        governance::{LinkHands, hand_overs},
    },
    model::{Edition, Practice, Step, StepId, StreamId, ValueStream, Workspace},
};

use super::{
    narrow::narrow,
    seats::{self, Look, Says, Seat},
};
use crate::{platform::page, ui::state::Session};

/// What the ground of a step says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tint {
    /// How long work waits there.
    Waiting,
    /// How busy its people are.
    Busy,
    /// Which of the three layers it serves most.
    Layer,
    /// Whether work changes hands on its way there, by who holds the roles.
    Hands,
    /// Whether it uses this practice.
    Uses(Practice),
}

/// In which form the chain is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Drawn in lanes.
    Chain,
    /// As a sheet of numbers.
    Sheet,
    /// Flow, feedback and learning.
    ThreeWays,
    /// Beside its future, or its today.
    Compare,
}

thread_local! {
    /// The stream that was chosen last, and in which workspace: who comes back to the page finds it again.
    static CHOSEN: RefCell<Option<(String, StreamId)>> = const { RefCell::new(None) };
}

/// The stream of this workspace that was chosen last; it may be gone.
pub(super) fn last_chosen(workspace: &Workspace) -> Option<StreamId> {
    CHOSEN.with_borrow(|chosen| chosen.as_ref().filter(|(id, _)| *id == workspace.id).map(|(_, stream)| *stream))
}

/// The state of the page. `Copy`; lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// Stored, since a handle of all handles is too large to be handed around.
    session: StoredValue<Session>,
    /// The stream on screen.
    pub(super) stream: Memo<Option<Arc<ValueStream>>>,
    /// What follows from it.
    pub(super) sheet: Memo<Option<Arc<StreamSheet>>>,
    /// Where everything stands in the drawing.
    pub(super) layout: Memo<Arc<Layout>>,
    /// Whether the window is as narrow as a phone.
    pub(super) narrow: Signal<bool>,
    /// What is said of each step, in the order of the list.
    seats: Memo<Vec<Seat>>,
    /// The selected step, when it still exists.
    pub(super) selected: Memo<Option<StepId>>,
    /// What the lanes are.
    pub(super) lanes: Memo<LaneKind>,
    pub(super) tint: RwSignal<Tint>,
    /// In whose hands its links are, while the colour asks for it; empty otherwise.
    pub(super) hands: Memo<Arc<Vec<LinkHands>>>,
    pub(super) by_team: RwSignal<bool>,
    pub(super) form: RwSignal<Form>,
    /// Whether the folded part of the inspector is open; it stays so from step to step.
    pub(super) more: RwSignal<bool>,
    /// Per cent of the natural size; `None` fits the drawing into its place.
    pub(super) zoom: RwSignal<Option<u16>>,
    /// Whether the drawer of templates is open.
    pub(super) templates: RwSignal<bool>,
    chosen: RwSignal<Option<StreamId>>,
    marked: RwSignal<Option<StepId>>,
    /// Further selected steps, beside the first one.
    also: RwSignal<Vec<StepId>>,
}

impl Room {
    /// Looks at the main stream, with no step selected.
    pub(super) fn new() -> Self {
        let session = Session::expect();
        let chosen = RwSignal::new(session.now().and_then(|workspace| last_chosen(&workspace)));
        let marked = RwSignal::new(None);
        let also = RwSignal::new(Vec::new());
        let by_team = RwSignal::new(false);
        let stream = Memo::new(move |_| {
            let workspace = session.workspace().get()?;
            let asked = chosen.get().and_then(|id| workspace.stream(id));
            asked.or_else(|| workspace.main_stream()).or(workspace.streams.first()).cloned().map(Arc::new)
        });
        let sheet = Memo::new(move |_| {
            let workspace = session.workspace().get()?;
            stream.get().map(|stream| Arc::new(flow::sheet(&workspace, &stream)))
        });
        let selected = Memo::new(move |_| {
            let id = marked.get()?;
            stream.with(|stream| stream.as_ref().and_then(|stream| stream.step(id)).map(|step| step.id))
        });
        let lanes = Memo::new(move |_| {
            let edition = session.workspace().with(|workspace| workspace.as_ref().map(|workspace| workspace.edition));
            match (by_team.get(), edition) {
                (true, _) => LaneKind::Teams,
                (false, Some(Edition::Itil5)) => LaneKind::Itil5,
                (false, _) => LaneKind::Itil4,
            }
        });
        let narrow = narrow();
        let layout = Memo::new(move |_| {
            let found = session.workspace().get().zip(stream.get()).zip(sheet.get());
            found.map_or_else(Arc::default, |((workspace, stream), sheet)| {
                let layout = if narrow.get() { map::layout_down } else { map::layout };
                let before = page::now_ms();
                let layout = Arc::new(layout(lanes.get(), &workspace, &stream, &sheet));
                page::measure("layout of the chain", page::now_ms() - before);
                layout
            })
        });
        let tint = RwSignal::new(Tint::Waiting);
        let hands = Memo::new(move |_| {
            let asked = tint.get() == Tint::Hands;
            let found = asked.then(|| session.workspace().get().zip(stream.get())).flatten();
            found.map_or_else(Arc::default, |(workspace, stream)| Arc::new(hand_overs(&workspace, &stream).links))
        });
        let seats = Memo::new_owning(move |old: Option<Vec<Seat>>| {
            let old = old.unwrap_or_default();
            match stream.get().zip(sheet.get()) {
                Some((stream, sheet)) => {
                    let (layout, selected, also) = (layout.get(), selected.get(), also.get());
                    let edition = session.workspace().with(|found| found.as_ref().map(|found| found.edition));
                    let edition = edition.unwrap_or_default();
                    let (tint, lanes) = (tint.get(), lanes.get());
                    let hands = hands.get();
                    let look = Look { stream, sheet, layout, selected, also, tint, hands, edition, lanes };
                    seats::after(old, &look)
                }
                None => (Vec::new(), !old.is_empty()),
            }
        });
        Self {
            session: StoredValue::new(session),
            stream,
            sheet,
            layout,
            narrow,
            seats,
            selected,
            lanes,
            tint,
            hands,
            by_team,
            form: RwSignal::new(Form::Chain),
            more: RwSignal::new(false),
            zoom: RwSignal::new(None),
            templates: RwSignal::new(false),
            chosen,
            marked,
            also,
        }
    }

    /// The open workspace, and the way to change it.
    pub(super) fn session(self) -> Session {
        self.session.get_value()
    }

    /// Looks at another stream.
    pub(super) fn choose(self, stream: StreamId) {
        self.select(None);
        if let Some(workspace) = self.session().now() {
            CHOSEN.set(Some((workspace.id.clone(), stream)));
        }
        self.chosen.set(Some(stream));
    }

    /// Selects a step, or the stream as a whole.
    pub(super) fn select(self, step: Option<StepId>) {
        if !self.also.with_untracked(Vec::is_empty) {
            self.also.set(Vec::new());
        }
        if self.marked.get_untracked() != step {
            self.marked.set(step);
        }
    }

    /// Selects a step beside those that are selected, as the first of them.
    pub(super) fn select_too(self, step: StepId) {
        if let Some(first) = self.selected.get_untracked().filter(|first| *first != step) {
            self.also.update(|also| {
                also.retain(|id| *id != step && *id != first);
                also.push(first);
            });
        }
        self.marked.set(Some(step));
    }

    /// Selects a step beside those that are selected, or takes it out of them.
    pub(super) fn toggle(self, step: StepId) {
        if self.selected.get_untracked() == Some(step) {
            let next = self.also.with_untracked(|also| also.last().copied());
            self.also.update(|also| also.truncate(also.len().saturating_sub(1)));
            self.marked.set(next);
        } else if self.also.with_untracked(|also| also.contains(&step)) {
            self.also.update(|also| also.retain(|id| *id != step));
        } else {
            self.select_too(step);
        }
    }

    /// Selects exactly these.
    pub(super) fn select_all(self, steps: &[StepId]) {
        self.marked.set(steps.first().copied());
        self.also.set(steps.iter().skip(1).copied().collect());
    }

    /// Everything that is selected and still exists, in the order of the list.
    pub(super) fn selection(self) -> Vec<StepId> {
        let first = self.selected.get();
        let chosen = |id: &StepId| Some(*id) == first || self.also.with(|also| also.contains(id));
        self.stream.with(|stream| {
            let steps = stream.iter().flat_map(|stream| &stream.steps).map(|step| step.id);
            steps.filter(chosen).collect()
        })
    }

    /// Whether a step is selected, without subscribing.
    pub(super) fn is_selected(self, step: StepId) -> bool {
        self.selected.get_untracked() == Some(step) || self.also.with_untracked(|also| also.contains(&step))
    }

    /// Selects a step, and moves focus to its row.
    pub(super) fn go_to(self, step: StepId) {
        self.select(Some(step));
        page::focus_soon(&row_id(step));
    }

    /// The step as it is.
    pub(super) fn step(self, id: StepId) -> Option<Step> {
        self.stream.with(|stream| stream.as_ref().and_then(|stream| stream.step(id).cloned()))
    }

    /// Its place in the list, from 0, and how many there are.
    pub(super) fn place_of(self, id: StepId) -> Option<(usize, usize)> {
        self.stream.with(|stream| {
            let steps = &stream.as_ref()?.steps;
            Some((steps.iter().position(|step| step.id == id)?, steps.len()))
        })
    }

    /// The same, without subscribing to the chain.
    pub(super) fn place_of_untracked(self, id: StepId) -> Option<(usize, usize)> {
        untrack(|| self.place_of(id))
    }

    /// Its row of the sheet.
    pub(super) fn row(self, id: StepId) -> Option<StepSheet> {
        self.sheet.with(|sheet| sheet.as_ref()?.steps.iter().find(|row| row.step == id).cloned())
    }

    /// Changes one step, for a field.
    pub(super) fn edit(self, id: StepId, change: impl FnOnce(&mut Step) -> Result<(), String>) -> Result<(), String> {
        let found = self.stream.get_untracked().and_then(|stream| Some((stream.id, stream.step(id)?.clone())));
        let Some((stream, mut step)) = found else { return Ok(()) };
        change(&mut step)?;
        self.session().commit(&Command::UpdateStep { stream, step })
    }

    /// Changes what is said about the stream as a whole, for a field.
    pub(super) fn edit_stream(
        self,
        change: impl FnOnce(&mut StreamDetails) -> Result<(), String>,
    ) -> Result<(), String> {
        let Some(stream) = self.stream.get_untracked() else { return Ok(()) };
        let mut details = StreamDetails::of(&stream);
        change(&mut details)?;
        self.session().commit(&Command::UpdateStream { stream: stream.id, details })
    }

    /// Moves a step one place up or down the list; focus stays with its row.
    pub(super) fn shift(self, id: StepId, down: bool) {
        self.shift_here(id, down);
        page::focus_soon(&row_id(id));
    }

    /// The same; focus stays where it is.
    pub(super) fn shift_here(self, id: StepId, down: bool) {
        let Some(stream) = self.stream.get_untracked() else { return };
        let Some(at) = stream.steps.iter().position(|step| step.id == id) else { return };
        let to = if down { at + 1 } else { at.saturating_sub(1) };
        if to == at || to >= stream.steps.len() {
            return;
        }
        self.session().change(&Command::MoveStep { stream: stream.id, step: id, to });
        self.session().speak(format!("Moved to place {} of {}.", to + 1, stream.steps.len()));
    }

    /// Each step with what is said of it. Changes with the steps and their order; what is said changes by itself.
    pub(super) fn seats(self) -> Vec<(StepId, ArcRwSignal<Says>)> {
        self.seats_where(|_| true)
    }

    /// The same of the steps at these places of the list.
    pub(super) fn seats_where(self, wanted: impl Fn(usize) -> bool) -> Vec<(StepId, ArcRwSignal<Says>)> {
        self.seats.with(|seats| {
            let wanted = seats.iter().enumerate().filter(|(index, _)| wanted(*index));
            wanted.map(|(_, seat)| (seat.id, seat.says.clone())).collect()
        })
    }
}

/// How the ids of rows in the outline and of boxes in the drawing begin; the number of the step follows.
const ROW: &str = "chain-row-";
const BOX: &str = "chain-box-";

/// The row of a step in the outline.
pub(super) fn row_id(step: StepId) -> String {
    format!("{ROW}{}", step.number())
}

/// Its box in the drawing.
pub(super) fn box_id(step: StepId) -> String {
    format!("{BOX}{}", step.number())
}

/// The step in whose row or box something happened.
pub(super) fn step_around(event: &web_sys::Event) -> Option<StepId> {
    let id = page::id_around(event, "tr, .chain-step");
    let number = id.strip_prefix(ROW).or_else(|| id.strip_prefix(BOX))?;
    number.parse().ok().map(StepId::new)
}
