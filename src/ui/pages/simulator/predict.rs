//! "What do you expect?": the room commits before it sees the answer.

use leptos::prelude::*;
use trivium_core::{
    edit::Command,
    engine::simulation::Measure,
    model::{Prediction, Tally},
};

use super::{Bench, in_unit};
use crate::{
    platform::page,
    ui::kit::{Field, Icon, Strand, icon, key, strand},
};

/// One question to the room.
#[derive(Clone, Copy)]
struct Question {
    index: usize,
    layer: Strand,
    name: &'static str,
    measure: Measure,
    words: [&'static str; 3],
}

const QUESTIONS: [Question; 3] = [
    Question {
        index: 0,
        layer: Strand::Velocity,
        name: "Request to live",
        measure: Measure::RequestToLive,
        words: ["Shorter", "About the same", "Longer"],
    },
    Question {
        index: 1,
        layer: Strand::Reliability,
        name: "Failed deployments",
        measure: Measure::FailedDeployments,
        words: ["Fewer", "About the same", "More"],
    },
    Question {
        index: 2,
        layer: Strand::Reliability,
        name: "Error budget used",
        measure: Measure::BudgetUsed,
        words: ["Less", "About the same", "More"],
    },
];

/// People in the room before anybody said how many.
const USUAL_ROOM: u16 = 10;

fn tally(prediction: &Prediction, question: usize) -> Tally {
    match question {
        0 => prediction.lead_time,
        1 => prediction.failures,
        _ => prediction.budget,
    }
}

fn votes(tally: Tally, option: usize) -> u16 {
    match option {
        0 => tally.less,
        1 => tally.same,
        _ => tally.more,
    }
}

/// Handles of the page. `Copy`.
#[derive(Clone, Copy)]
struct Room {
    bench: Bench,
    prediction: Memo<Prediction>,
}

impl Room {
    fn people(self) -> u16 {
        self.prediction.with(|prediction| if prediction.people == 0 { USUAL_ROOM } else { prediction.people })
    }

    fn change(self, change: impl FnOnce(&mut Prediction)) {
        let Some(scenario) = self.bench.scenario.get_untracked() else { return };
        let mut prediction = scenario.prediction;
        change(&mut prediction);
        self.bench.session.change(&Command::SetPrediction { scenario: scenario.id, prediction });
    }

    fn vote(self, question: usize, option: usize, more: bool) {
        let people = untrack(|| self.people());
        self.change(|prediction| {
            prediction.people = people;
            let tally = match question {
                0 => &mut prediction.lead_time,
                1 => &mut prediction.failures,
                _ => &mut prediction.budget,
            };
            let full = tally.total() >= people;
            let count = match option {
                0 => &mut tally.less,
                1 => &mut tally.same,
                _ => &mut tally.more,
            };
            if !more {
                *count = count.saturating_sub(1);
            } else if !full {
                *count += 1;
            }
        });
    }

    fn total(self, question: usize) -> u16 {
        self.prediction.with(|prediction| tally(prediction, question).total())
    }

    fn open_questions(self) -> usize {
        QUESTIONS.iter().filter(|question| self.total(question.index) < self.people()).count()
    }

    fn reveal(self) {
        self.change(|prediction| prediction.revealed = true);
        page::after_frame(|| page::focus("claim"));
    }
}

/// The questions, and the way to the answer.
pub(super) fn view(bench: Bench) -> AnyView {
    let prediction = Memo::new(move |_| {
        bench
            .scenario
            .with(|scenario| scenario.as_ref().map(|scenario| scenario.prediction.clone()).unwrap_or_default())
    });
    let room = Room { bench, prediction };
    let title = move || {
        bench.scenario.with(|scenario| {
            scenario.as_ref().map_or(String::new(), |scenario| {
                if scenario.question.is_empty() {
                    format!("What do you expect of \"{}\"?", scenario.name)
                } else {
                    scenario.question.clone()
                }
            })
        })
    };
    let note = move || {
        bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.note.clone()).unwrap_or_default())
    };
    view! {
        <section class="predict" aria-labelledby="predict-title">
            <p class="muted">{move || bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.name.clone()))}</p>
            <h2 class="verdict-title" id="predict-title">{title}</h2>
            <p class="second">{note}</p>
            <p class="second">
                "Say what you expect before you see it. Raise hands, or type "{key("1")}" "{key("2")}" "{key("3")}
                " once per person while a question has focus. Tallies are covered once all are in."
            </p>
            {naming(bench)}
            {QUESTIONS.map(|question| question_view(room, question))}
            <Field label="What makes you think so? (optional, shown beside the result)"
                value=Signal::derive(move || prediction.with(|prediction| prediction.reason.clone()))
                commit=Callback::new(move |reason: String| { room.change(|prediction| prediction.reason = reason); Ok(()) })/>
            {foot(room)}
        </section>
    }
    .into_any()
}

/// Name and question of a scenario of one's own.
fn naming(bench: Bench) -> AnyView {
    let read = move |of: fn(&trivium_core::model::Scenario) -> String| {
        Signal::derive(move || bench.scenario.with(|scenario| scenario.as_ref().map(of).unwrap_or_default()))
    };
    let write = move |set: fn(&mut trivium_core::model::Scenario, String)| {
        Callback::new(move |text: String| {
            let Some(mut scenario) = bench.scenario.get_untracked() else { return Ok(()) };
            set(&mut scenario, text);
            bench.session.commit(&Command::UpdateScenario { scenario })
        })
    };
    view! {
        <details class="naming">
            <summary>"Name and question of this scenario"</summary>
            <div class="grid two">
                <Field label="Scenario name" value=read(|scenario| scenario.name.clone()) commit=write(|scenario, text| scenario.name = text)/>
                <Field label="Question to the room" value=read(|scenario| scenario.question.clone()) commit=write(|scenario, text| scenario.question = text)/>
            </div>
        </details>
    }
    .into_any()
}

fn question_view(room: Room, question: Question) -> AnyView {
    let id = format!("question-{}", question.index);
    let labelled = id.clone();
    let covered = Memo::new(move |_| room.total(question.index) >= room.people());
    let today = move || {
        let outcome = room.bench.simulations.today().get().outcome?;
        let estimate = outcome.estimate(question.measure)?;
        Some(format!("today {}", in_unit(question.measure, estimate.mean)))
    };
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if page::is_typing(&ev) || ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
            return;
        }
        match ev.key().as_str() {
            "1" => room.vote(question.index, 0, true),
            "2" => room.vote(question.index, 1, true),
            "3" => room.vote(question.index, 2, true),
            _ => return,
        }
        ev.prevent_default();
    };
    let count = move || format!("{} of {}", room.total(question.index), room.people());
    let state = move || {
        if covered.get() {
            "all in, covered".to_owned()
        } else {
            format!("{} to come", room.people().saturating_sub(room.total(question.index)))
        }
    };
    view! {
        <div class="question-row" role="group" aria-labelledby=labelled on:keydown=on_key>
            <div class="question-name">
                <span class="muted">{strand(question.layer)}" "{question.layer.name()}</span>
                <h3 id=id>{question.name}</h3>
                <span class="second">{today}</span>
            </div>
            {[0, 1, 2].map(|option| option_view(room, question, option, covered))}
            <div class="question-count"><strong>{count}</strong><span class="muted small-text">{state}</span></div>
        </div>
    }
    .into_any()
}

fn option_view(room: Room, question: Question, option: usize, covered: Memo<bool>) -> AnyView {
    let word = question.words[option];
    let count = Memo::new(move |_| room.prediction.with(|prediction| votes(tally(prediction, question.index), option)));
    let strokes = move || {
        if covered.get() {
            view! { <span class="covered" role="img" aria-label="covered until all are in"></span> }.into_any()
        } else {
            let label = format!("{} votes", count.get());
            view! { <span class="strokes" role="img" aria-label=label>{tally_marks(count.get())}</span> }.into_any()
        }
    };
    let name = move |verb: &str| format!("{verb} a vote: {}, {}", question.name, word);
    view! {
        <div class="option" class:is-covered=move || covered.get()>
            <div class="option-head"><strong>{word}</strong>{key(["1", "2", "3"][option])}</div>
            <div class="option-body">
                {strokes}
                <span class="option-buttons">
                    <button type="button" class="button quiet icon small" aria-label=name("Take back") disabled=move || count.get() == 0
                        on:click=move |_| room.vote(question.index, option, false)>{icon(Icon::Minus)}</button>
                    <button type="button" class="button icon small" aria-label=name("Add") disabled=move || covered.get()
                        on:click=move |_| room.vote(question.index, option, true)>{icon(Icon::Plus)}</button>
                </span>
            </div>
        </div>
    }
    .into_any()
}

/// Strokes in fives, as on paper.
fn tally_marks(count: u16) -> AnyView {
    let five = |_| view! { <span class="five">"||||"</span> };
    let fives = (0..count / 5).map(five).collect_view();
    view! { {fives}<span>{"|".repeat(usize::from(count % 5))}</span> }.into_any()
}

fn foot(room: Room) -> AnyView {
    let people = move |by: i32| {
        let now = i32::from(untrack(|| room.people()));
        let people = u16::try_from((now + by).clamp(1, 500)).unwrap_or(USUAL_ROOM);
        room.change(|prediction| prediction.people = people);
    };
    let waiting = move || match room.open_questions() {
        0 => String::new(),
        1 => "One question still open".to_owned(),
        many => format!("{many} questions still open"),
    };
    let open = Memo::new(move |_| room.open_questions() > 0);
    view! {
        <div class="predict-foot">
            <span>"People in the room"</span>
            <button type="button" class="button icon" aria-label="One person fewer" on:click=move |_| people(-1)>{icon(Icon::Minus)}</button>
            <strong>{move || room.people()}</strong>
            <button type="button" class="button icon" aria-label="One person more" on:click=move |_| people(1)>{icon(Icon::Plus)}</button>
            <span class="push muted">{waiting}</span>
            <button type="button" class="button" on:click=move |_| room.reveal()>"Skip and show"</button>
            <button type="button" class="button primary" disabled=move || open.get() on:click=move |_| room.reveal()>"Show the result"</button>
        </div>
    }
    .into_any()
}
