//! "Your numbers in 8 questions": a card that says what is asked, and a drawer that asks it.
//!
//! Rough answers will do, and each may be left out. Enter goes from answer to answer, and at last to the one button,
//! which opens a workspace of them and goes to its first simulated picture.

use leptos::prelude::*;
use trivium_core::{
    exchange::questions::{Answers, Approval, Filled, Made, Question, Rhythm, Sector},
    model::Weekday,
};

use super::open;
use crate::{
    platform::{page, random},
    ui::{
        kit::{Drawer, Field, Select},
        router::{Page, Router},
        state::Session,
    },
};

/// The controls, in the order of asking; the fourth question has two.
const CONTROLS: [&str; 10] = [
    "question-sector",
    "question-changes",
    "question-release",
    "question-board",
    "question-papers",
    "question-bad",
    "question-restore",
    "question-slo",
    "question-standard",
    "question-simulate",
];

/// Days on which a board may meet.
const DAYS: [Weekday; 5] = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// What is asked, with a usual answer each.
pub(super) fn card(asking: RwSignal<bool>) -> AnyView {
    let usual = Sector::Retail.usual();
    let rows = Question::ALL.into_iter().zip(1..).map(|(question, number)| {
        view! {
            <li>
                <span class="ordinal">{number}</span>
                <span>{question.asks()}</span>
                <span class="answer">{usual.says(question)}</span>
            </li>
        }
    });
    view! {
        <section aria-labelledby="numbers-title">
            <div class="card-head"><h2 id="numbers-title">"Your numbers in 8 questions"</h2></div>
            <div class="card flush numbers">
                <p class="second">"About 3 minutes. Rough answers will do; what you skip is filled with a usual value and marked as assumed."</p>
                <ol class="rows">{rows.collect_view()}</ol>
                <div class="card-foot">
                    <span class="muted small-text">"usual answers, here of retail"</span>
                    <span class="push"></span>
                    <button type="button" class="button" on:click=move |_| asking.set(true)>"Start with question 1"</button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// The eight questions.
pub(super) fn drawer(session: Session, router: Router, asking: RwSignal<bool>) -> AnyView {
    let answers = RwSignal::new(Answers::default());
    let close = Callback::new(move |()| asking.set(false));
    // The drawer itself goes to its close button first.
    page::after_frame(|| page::focus_soon("question-sector"));
    let body = view! {
        <p class="second">"Rough answers and ranges will do. What you leave empty takes the usual value beside it, marked as assumed."</p>
        <div class="questions" on:keydown=move |ev| go_on(&ev)>
            {choices(answers)}
            {text(answers, Question::BadChanges, "question-bad", "%")}
            {text(answers, Question::Restore, "question-restore", "h")}
            {text(answers, Question::Slo, "question-slo", "%")}
            {text(answers, Question::Standard, "question-standard", "%")}
        </div>
    }
    .into_any();
    let foot = view! {
        <button type="button" class="button" on:click=move |_| close.run(())>"Cancel"</button>
        <button type="button" class="button primary" id="question-simulate"
            on:click=move |_| simulate(session, router, answers.get_untracked())>"Simulate"</button>
    }
    .into_any();
    view! { <Drawer title="Your numbers in 8 questions" close=close body=body foot=foot/> }.into_any()
}

/// The first four questions: three are choices, one is a number.
fn choices(answers: RwSignal<Answers>) -> AnyView {
    let sectors = Sector::ALL.iter().map(|sector| sector.name().to_owned());
    let sectors: Vec<String> = std::iter::once("Not said".to_owned()).chain(sectors).collect();
    let sector = Callback::new(move |index: usize| {
        answers.update(|answers| answers.sector = at(&Sector::ALL, index, 1));
    });
    let release = Callback::new(move |index: usize| {
        answers.update(|answers| answers.release = at(&Rhythm::ALL, index, 1));
    });
    let board = Callback::new(move |index: usize| {
        let day = at(&DAYS, index, 2).map(Approval::Board);
        answers.update(|answers| answers.approval = if index == 1 { Some(Approval::Nobody) } else { day });
    });
    let rhythms = usual_first(answers, |usual| usual.release.name().to_owned(), &Rhythm::ALL.map(Rhythm::name));
    let days = usual_first(answers, usual_board, &["No board", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]);
    let sector_now = Signal::derive(move || place(&Sector::ALL, answers.get().sector, 1));
    let release_now = Signal::derive(move || place(&Rhythm::ALL, answers.get().release, 1));
    let board_now = Signal::derive(move || match answers.get().approval {
        Some(Approval::Nobody) => 1,
        Some(Approval::Board(day)) => place(&DAYS, Some(day), 2),
        None => 0,
    });
    view! {
        <Select id="question-sector" label=asks(Question::Sector) help=Question::Sector.means()
            options=Signal::stored(sectors) chosen=sector_now choose=sector/>
        {text(answers, Question::Changes, "question-changes", "a week")}
        <Select id="question-release" label=asks(Question::Release) help=Question::Release.means()
            options=rhythms chosen=release_now choose=release/>
        <div class="pair">
            <Select id="question-board" label=asks(Question::Approval) help=Question::Approval.means()
                options=days chosen=board_now choose=board/>
            {text(answers, Question::Approval, "question-papers", "h")}
        </div>
    }
    .into_any()
}

/// A question whose answer is typed; what is usual stands beside it.
fn text(answers: RwSignal<Answers>, question: Question, id: &'static str, unit: &'static str) -> AnyView {
    let kept = RwSignal::new(String::new());
    let commit = Callback::new(move |typed: String| {
        let mut now = answers.get_untracked();
        now.take(question, &typed).map_err(|sorry| sorry.to_string())?;
        answers.set(now);
        kept.set(typed);
        Ok(())
    });
    let hint = Signal::derive(move || {
        let now = answers.get();
        let usual = now.sector.unwrap_or_default().usual();
        match (question, now.filled().approval) {
            (Question::Approval, Approval::Nobody) => "no board, no papers".to_owned(),
            (Question::Approval, Approval::Board(_)) => format!("usual: {}", usual.papers()),
            _ => format!("usual: {}", usual.says(question)),
        }
    });
    let (label, help) = match question {
        Question::Approval => ("Papers due before it".to_owned(), "2d and 46h are understood."),
        _ => (asks(question), question.means()),
    };
    view! { <Field id=id label=label unit=unit help=help value=kept commit=commit hint=hint/> }.into_any()
}

/// "3. How often do you release?"
fn asks(question: Question) -> String {
    let number = Question::ALL.iter().position(|other| *other == question).map_or(0, |at| at + 1);
    format!("{number}. {}", question.asks())
}

/// The words of a choice, where the first says what is taken when nothing is chosen.
fn usual_first(answers: RwSignal<Answers>, usual: fn(&Filled) -> String, rest: &[&'static str]) -> Signal<Vec<String>> {
    let rest: Vec<String> = rest.iter().map(|word| (*word).to_owned()).collect();
    Signal::derive(move || {
        let first = format!("Usual: {}", usual(&answers.get().sector.unwrap_or_default().usual()));
        std::iter::once(first).chain(rest.iter().cloned()).collect()
    })
}

fn usual_board(usual: &Filled) -> String {
    match usual.approval {
        Approval::Nobody => "no board".to_owned(),
        Approval::Board(day) => format!("{day:?}"),
    }
}

/// What stands at a place of a list of choices that begins with others.
fn at<T: Copy>(all: &[T], index: usize, others: usize) -> Option<T> {
    all.get(index.checked_sub(others)?).copied()
}

/// The place of a value in such a list; the first when there is none.
fn place<T: PartialEq>(all: &[T], value: Option<T>, others: usize) -> usize {
    let found = value.and_then(|value| all.iter().position(|one| *one == value));
    found.map_or(0, |at| at + others)
}

/// Enter goes to the next answer, and from the last one to the button.
fn go_on(ev: &web_sys::KeyboardEvent) {
    let here = page::focused();
    let now = CONTROLS.iter().position(|control| *control == here);
    if let Some(next) = now.and_then(|now| CONTROLS.get(now + 1)).filter(|_| ev.key() == "Enter") {
        ev.prevent_default();
        page::focus(next);
    }
}

/// Opens a workspace of the answers at its first simulated picture, and says what it assumes.
fn simulate(session: Session, router: Router, answers: Answers) {
    if page::focus_first(".questions [aria-invalid=\"true\"]") {
        session.speak("One answer cannot be read.");
        return;
    }
    match answers.workspace(random::document_id("numbers"), "Our numbers") {
        Ok(Made { workspace, assumed }) => {
            open(session, router, workspace, Page::Simulator);
            let lead = if assumed.is_empty() {
                "Our numbers: all eight questions are answered.".to_owned()
            } else {
                format!("Our numbers: assumed, since nobody answered: {}.", assumed.join("; "))
            };
            session.notify_where(
                format!("{lead} The steps, their times and the sizes of the teams are usual values too."),
                &[("Correct the chain", "#/value-chain"), ("Correct the service", "#/service-levels")],
            );
        }
        Err(sorry) => session.say(sorry.to_string(), false),
    }
}
