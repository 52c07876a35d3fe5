//! What the simulation says of today and of the chosen scenario, kept up to date while the workspace changes.
//!
//! A change asks for a quick answer first (few replications), then for a sure one. A newer change forgets what was asked
//! before. Answers for the same plan, seed and number of replications are remembered while the app is open.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    sync::Arc,
    time::Duration,
};

use leptos::prelude::*;
use trivium_core::{
    engine::simulation::{Outcome, Settings},
    model::{Lever, ScenarioId, Workspace},
    wire,
};

use super::Session;
use crate::{
    platform::{page, workers},
    ui::simulating::{Desk, Reply, Request, Word},
};

/// Replications of the quick answer.
pub(crate) const QUICK: u32 = 10;
/// Replications of the sure answer.
pub(crate) const SURE: u32 = 300;
/// The seed of every run; shown with every result.
pub(crate) const SEED: u64 = 20_261_023;
/// Quiet time after a change before anything is asked.
const QUIET: Duration = Duration::from_millis(120);
/// Events in one slice on the page's own thread: some milliseconds.
const PAGE_SLICE: u64 = 30_000;

/// What is known of one run.
#[derive(Debug, Clone, Default)]
pub(crate) struct RunState {
    /// The newest answer for the workspace as it is.
    pub(crate) outcome: Option<Arc<Outcome>>,
    /// Replications done, of how many, while it runs.
    pub(crate) progress: Option<(u32, u32)>,
    /// Milliseconds since it began, while it runs.
    pub(crate) began: f64,
    /// Why it cannot be run.
    pub(crate) refused: Vec<String>,
    /// Whether the answer is one that Cancel kept.
    pub(crate) stopped: bool,
}

/// Which of the two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Today,
    Chosen,
}

/// Both runs. `Copy`, and lives as long as the app.
#[derive(Clone, Copy)]
pub(crate) struct Simulations {
    session: Session,
    today: RwSignal<RunState>,
    chosen: RwSignal<RunState>,
    scenario: RwSignal<Option<ScenarioId>>,
    back: StoredValue<Rc<Back>, LocalStorage>,
}

/// What does not need to be seen.
struct Back {
    engine: RefCell<Engine>,
    asked: RefCell<BTreeMap<u64, (Slot, String)>>,
    known: RefCell<BTreeMap<String, Arc<Outcome>>>,
    next: Cell<u64>,
    generation: Cell<u64>,
}

/// Who does the work.
enum Engine {
    None,
    Worker(workers::WorkerHandle),
    Page(Rc<RefCell<Desk>>),
}

impl Simulations {
    /// Starts to follow the workspace.
    pub(crate) fn start(session: Session) -> Self {
        let back = Back {
            engine: RefCell::new(Engine::None),
            asked: RefCell::default(),
            known: RefCell::default(),
            next: Cell::new(1),
            generation: Cell::new(0),
        };
        let all = Self {
            session,
            today: RwSignal::new(RunState::default()),
            chosen: RwSignal::new(RunState::default()),
            scenario: RwSignal::new(None),
            back: StoredValue::new_local(Rc::new(back)),
        };
        Effect::new(move || {
            session.workspace().track();
            all.scenario.track();
            all.ask_soon();
        });
        all
    }

    /// The simulations of this app.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// Today's run.
    pub(crate) fn today(self) -> Signal<RunState> {
        self.today.into()
    }

    /// The chosen scenario's run.
    pub(crate) fn chosen(self) -> Signal<RunState> {
        self.chosen.into()
    }

    /// The chosen scenario.
    pub(crate) fn scenario(self) -> Signal<Option<ScenarioId>> {
        self.scenario.into()
    }

    /// Chooses a scenario to compare with today.
    pub(crate) fn choose(self, scenario: Option<ScenarioId>) {
        if self.scenario.get_untracked() != scenario {
            self.scenario.set(scenario);
        }
    }

    /// Stops what runs; what is done so far is kept.
    pub(crate) fn stop(self) {
        self.tell(&Word::Stop);
        for state in [self.today, self.chosen] {
            state.update(|state| state.progress = None);
        }
    }

    fn back(self) -> Rc<Back> {
        self.back.with_value(Rc::clone)
    }

    /// Asks after a short quiet time, so that a drag asks once.
    fn ask_soon(self) {
        let back = self.back();
        let generation = back.generation.get() + 1;
        back.generation.set(generation);
        set_timeout(
            move || {
                if self.back().generation.get() == generation {
                    self.ask();
                }
            },
            QUIET,
        );
    }

    fn ask(self) {
        let Some(workspace) = self.session.now() else { return };
        self.tell(&Word::Forget);
        self.back().asked.borrow_mut().clear();
        let chosen = self.scenario.get_untracked().and_then(|id| workspace.scenario(id).cloned());
        let document = match wire::write_document(&without_tables(&workspace)) {
            Ok(text) => text,
            Err(error) => {
                self.today.set(RunState { refused: vec![error.to_string()], ..RunState::default() });
                return;
            }
        };
        for replications in [QUICK, SURE] {
            self.request(Slot::Today, &document, &[], replications);
            if let Some(scenario) = &chosen {
                self.request(Slot::Chosen, &document, &scenario.levers, replications);
            }
        }
        if chosen.is_none() {
            self.chosen.set(RunState::default());
        }
    }

    fn request(self, slot: Slot, document: &str, levers: &[Lever], replications: u32) {
        let back = self.back();
        let settings = Settings { seed: SEED, replications, ..Settings::default() };
        let key = trivium_core::edit::sha256_hex(format!("{document}\n{levers:?}\n{settings:?}").as_bytes());
        let state = self.state(slot);
        if let Some(outcome) = back.known.borrow().get(&key) {
            state.set(RunState { outcome: Some(Arc::clone(outcome)), ..RunState::default() });
            return;
        }
        let number = back.next.get();
        back.next.set(number + 1);
        back.asked.borrow_mut().insert(number, (slot, key));
        state.update(|state| {
            state.progress = Some((0, replications));
            state.began = page::now_ms();
            state.stopped = false;
        });
        self.tell(&Word::Run(Box::new(Request {
            number,
            document: document.to_owned(),
            levers: levers.to_vec(),
            settings,
        })));
    }

    fn state(self, slot: Slot) -> RwSignal<RunState> {
        match slot {
            Slot::Today => self.today,
            Slot::Chosen => self.chosen,
        }
    }

    fn tell(self, word: &Word) {
        let back = self.back();
        if matches!(*back.engine.borrow(), Engine::None) {
            if matches!(word, Word::Run(_)) {
                self.hire(&back);
            } else {
                return;
            }
        }
        let page_desk = match &*back.engine.borrow() {
            Engine::Worker(worker) => {
                if let Ok(text) = serde_json::to_string(word) {
                    worker.post(&text);
                }
                None
            }
            Engine::Page(desk) => Some(Rc::clone(desk)),
            Engine::None => None,
        };
        if let Some(desk) = page_desk {
            let was_busy = desk.borrow().is_busy();
            let replies = desk.borrow_mut().hear(word.clone());
            for reply in replies {
                self.hear(reply);
            }
            if !was_busy && desk.borrow().is_busy() {
                self.turn(desk);
            }
        }
    }

    /// A worker where one can be had, else the page itself.
    fn hire(self, back: &Back) {
        let on_message = move |text: String| match serde_json::from_str(&text) {
            Ok(reply) => self.hear(reply),
            Err(error) => workers::complain(&format!("An answer of the simulation could not be read: {error}")),
        };
        // A worker that fails to start hands the work back to the page.
        let on_failure = move || {
            *self.back().engine.borrow_mut() = Engine::Page(Rc::default());
            self.ask_soon();
        };
        *back.engine.borrow_mut() = match workers::spawn(on_message, on_failure) {
            Some(worker) => Engine::Worker(worker),
            None => Engine::Page(Rc::default()),
        };
    }

    fn turn(self, desk: Rc<RefCell<Desk>>) {
        workers::later(move || {
            let reply = desk.borrow_mut().slice(PAGE_SLICE);
            if let Some(reply) = reply {
                self.hear(reply);
            }
            if desk.borrow().is_busy() {
                self.turn(Rc::clone(&desk));
            }
        });
    }

    fn hear(self, reply: Reply) {
        let back = self.back();
        let (Reply::Progress { number, .. } | Reply::Done { number, .. } | Reply::Refused { number, .. }) = reply;
        let Some((slot, key)) = back.asked.borrow().get(&number).cloned() else { return };
        let state = self.state(slot);
        match reply {
            Reply::Progress { done, of, .. } => state.update(|state| state.progress = Some((done, of))),
            Reply::Refused { sentences, .. } => {
                back.asked.borrow_mut().remove(&number);
                state.set(RunState { refused: sentences, ..RunState::default() });
            }
            Reply::Done { outcome, stopped, milliseconds, .. } => {
                back.asked.borrow_mut().remove(&number);
                page::measure("trivium:simulate", milliseconds);
                let outcome = Arc::<Outcome>::from(outcome);
                if !stopped {
                    back.known.borrow_mut().insert(key, Arc::clone(&outcome));
                }
                let more_to_come = !stopped && back.asked.borrow().values().any(|(other, _)| *other == slot);
                state.update(|state| {
                    state.outcome = Some(outcome);
                    state.refused.clear();
                    state.stopped = stopped;
                    if !more_to_come {
                        state.progress = None;
                    }
                });
            }
        }
    }
}

/// What the engine reads of a workspace: all but the records.
fn without_tables(workspace: &Workspace) -> Workspace {
    Workspace { tables: Arc::default(), scenarios: Arc::default(), ..workspace.clone() }
}
