//! What the simulation says of today and of the chosen scenario, kept up to date while the workspace changes.
//!
//! A change asks for both runs; each shows a first answer after a few repetitions and goes on to a sure one. A newer
//! change ends the runs whose question has changed, and leaves the others alone. Who has more to ask, asks the
//! [`Pool`] of [`Simulations::pool`].

use std::{rc::Rc, time::Duration};

use leptos::prelude::*;
use trivium_core::{
    engine::simulation::{Begin, Forecast, Plan, Settings},
    model::{Lever, ScenarioId},
};

use super::Session;
use crate::ui::simulating::{Pool, Progress, Question, Sheet, Sink};

pub(crate) use crate::ui::simulating::RunState;

/// Repetitions of the first answer.
pub(crate) const QUICK: u32 = 10;
/// Repetitions of the sure answer.
pub(crate) const SURE: u32 = 500;
/// The seed of every run; shown with every result.
pub(crate) const SEED: u64 = 20_261_023;
/// Quiet time after a change before anything is asked.
const QUIET: Duration = Duration::from_millis(120);

/// Both runs. `Copy`, and lives as long as the app.
#[derive(Clone, Copy)]
pub(crate) struct Simulations {
    session: Session,
    today: RwSignal<RunState>,
    chosen: RwSignal<RunState>,
    /// How far both are.
    progress: [RwSignal<Option<Progress>>; 2],
    scenario: RwSignal<Option<ScenarioId>>,
    /// What every run begins with.
    begin: RwSignal<Begin>,
    pool: StoredValue<Rc<Pool>, LocalStorage>,
    /// What was asked last, for today and for the chosen scenario.
    asked: StoredValue<[Option<Asked>; 2], LocalStorage>,
    /// Raised with each change, so that only the last of many asks.
    generation: StoredValue<u64>,
}

/// A run, and its question.
struct Asked {
    run: u64,
    settings: Settings,
    sheet: Rc<Sheet>,
    levers: Vec<Lever>,
}

impl Simulations {
    /// Starts to follow the workspace.
    pub(crate) fn start(session: Session) -> Self {
        let all = Self {
            session,
            today: RwSignal::new(RunState::default()),
            chosen: RwSignal::new(RunState::default()),
            progress: [RwSignal::new(None), RwSignal::new(None)],
            scenario: RwSignal::new(None),
            begin: RwSignal::new(Begin::Empty),
            pool: StoredValue::new_local(Pool::new(move |sentence| session.notify(sentence, None))),
            asked: StoredValue::new_local([None, None]),
            generation: StoredValue::new(0),
        };
        Effect::new(move || {
            session.workspace().track();
            all.scenario.track();
            all.begin.track();
            all.ask_soon();
        });
        all
    }

    /// The simulations of this app.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// Who answers all questions.
    pub(crate) fn pool(self) -> Rc<Pool> {
        self.pool.with_value(Rc::clone)
    }

    /// What every run begins with.
    pub(crate) fn begin(self) -> RwSignal<Begin> {
        self.begin
    }

    /// The settings of so many repetitions, the same luck for all questions.
    pub(crate) fn settings(self, replications: u32) -> Settings {
        let usual = Settings { seed: SEED, replications, ..Settings::default() };
        match self.begin.get() {
            Begin::Empty => usual,
            begin @ Begin::Backlog => Settings { begin, warm_up_weeks: 0, ..usual },
        }
    }

    /// The open workspace as the engine reads it.
    ///
    /// # Errors
    /// A sentence, when there is none or it cannot be written.
    pub(crate) fn sheet(self) -> Result<Rc<Sheet>, String> {
        let workspace = self.session.now().ok_or("No workspace is open.")?;
        self.pool().sheet(&workspace)
    }

    /// Today's run.
    pub(crate) fn today(self) -> Signal<RunState> {
        self.today.into()
    }

    /// The chosen scenario's run.
    pub(crate) fn chosen(self) -> Signal<RunState> {
        self.chosen.into()
    }

    /// How far both runs are together; `None` when nothing runs.
    pub(crate) fn progress(self) -> Option<Progress> {
        self.progress.iter().filter_map(|progress| progress.get()).reduce(|a, b| Progress {
            done: a.done + b.done,
            of: a.of + b.of,
            left: a.left.zip(b.left).map(|(a, b)| a.max(b)),
        })
    }

    /// The chosen scenario.
    pub(crate) fn scenario(self) -> Signal<Option<ScenarioId>> {
        self.scenario.into()
    }

    /// Chooses a scenario to compare with today.
    pub(crate) fn choose(self, scenario: Option<ScenarioId>) {
        if self.scenario.get_untracked() != scenario {
            // The answer of another scenario must not stand below the name of this one, not even for a moment.
            let last = self.asked.try_update_value(|asked| asked.get_mut(1).and_then(Option::take)).flatten();
            if let Some(last) = last {
                self.pool().forget(last.run);
            }
            self.progress.get(1).inspect(|progress| progress.set(None));
            self.chosen.set(RunState::default());
            self.scenario.set(scenario);
        }
    }

    /// The plan of these levers as the runs have it; `None` until what queues do not explain has been found, and when
    /// the levers cannot be pulled.
    pub(crate) fn plan(self, levers: &[Lever]) -> Option<Plan> {
        let sheet =
            self.asked.with_value(|asked| asked.iter().flatten().next().map(|asked| Rc::clone(&asked.sheet)))?;
        sheet.plan(levers)
    }

    /// What formulas say of these levers, at once; `None` where there is no plan.
    pub(crate) fn foresee(self, levers: &[Lever]) -> Option<Forecast> {
        Some(self.plan(levers)?.forecast())
    }

    /// Stops what runs; what is done so far is kept.
    pub(crate) fn stop(self) {
        let pool = self.pool();
        self.asked.with_value(|asked| asked.iter().flatten().for_each(|asked| pool.stop(asked.run)));
    }

    /// Asks after a short quiet time, so that a drag asks once.
    fn ask_soon(self) {
        let generation = self.generation.get_value() + 1;
        self.generation.set_value(generation);
        set_timeout(
            move || {
                if self.generation.get_value() == generation {
                    self.ask();
                }
            },
            QUIET,
        );
    }

    fn ask(self) {
        let Some(workspace) = self.session.now() else { return };
        let sheet = match self.pool().sheet(&workspace) {
            Ok(sheet) => sheet,
            Err(sentence) => {
                self.today.set(RunState { refused: vec![sentence], ..RunState::default() });
                return;
            }
        };
        let chosen = self.scenario.get_untracked().and_then(|id| workspace.scenario(id).cloned());
        self.request(0, self.today, &sheet, Some(Vec::new()));
        self.request(1, self.chosen, &sheet, chosen.map(|scenario| scenario.levers));
    }

    /// Asks for one of the two, unless the same was asked last; `None` asks for nothing.
    fn request(self, slot: usize, into: RwSignal<RunState>, sheet: &Rc<Sheet>, levers: Option<Vec<Lever>>) {
        let (pool, settings) = (self.pool(), untrack(|| self.settings(SURE)));
        let last = self.asked.try_update_value(|asked| asked.get_mut(slot).and_then(Option::take)).flatten();
        if let Some(last) = last {
            if Rc::ptr_eq(&last.sheet, sheet) && levers.as_ref() == Some(&last.levers) && last.settings == settings {
                self.remember(slot, last);
                return;
            }
            pool.forget(last.run);
        }
        let Some(levers) = levers else {
            self.progress.get(slot).inspect(|progress| progress.set(None));
            return into.set(RunState::default());
        };
        let sheet = Rc::clone(sheet);
        let question =
            Question { sheet: Rc::clone(&sheet), levers: levers.clone(), settings, quick: QUICK, patient: false };
        let progress = self.progress.get(slot).copied().unwrap_or_else(|| RwSignal::new(None));
        let run = pool.ask(question, Sink { answer: into.into(), progress: progress.into() });
        self.remember(slot, Asked { run, settings, sheet, levers });
    }

    fn remember(self, slot: usize, asked: Asked) {
        self.asked.update_value(|all| {
            if let Some(place) = all.get_mut(slot) {
                *place = Some(asked);
            }
        });
    }
}
