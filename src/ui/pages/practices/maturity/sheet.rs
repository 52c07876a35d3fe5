//! One practice: its level and why, its target, what participants say, and its criteria.

use leptos::prelude::*;
use trivium_core::{
    catalog::{maturity, practices::about},
    edit::MapEdit,
    engine::governance::{Gate, Standing},
    model::{Maturity, Practice, Votes},
};

use super::{
    Room,
    ballot::{self, Ballot},
    criteria, level_words, standing, stop_words,
};
use crate::ui::{
    kit::{Icon, Select, icon},
    pages::practices::Desk,
};

/// The id of its head, where the focus goes when it opens.
pub(super) const HEAD: &str = "maturity-sheet";

/// Handles of the sheet. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    desk: Desk,
    /// What is said of the practice.
    pub(super) said: Memo<Maturity>,
}

impl Sheet {
    /// Changes what is said as one step of the history.
    ///
    /// # Errors
    /// The sentence for the field.
    pub(super) fn commit(self, change: impl FnOnce(&mut Maturity)) -> Result<(), String> {
        self.desk.session.seal();
        let answer = self.count(change);
        self.desk.session.seal();
        answer
    }

    /// Changes what is said; what is refused is said in a toast.
    pub(super) fn change(self, change: impl FnOnce(&mut Maturity)) {
        if let Err(sentence) = self.commit(change) {
            self.desk.session.say(sentence, false);
        }
    }

    /// The same, with a sentence and Undo in a toast.
    pub(super) fn change_saying(self, sentence: &'static str, change: impl FnOnce(&mut Maturity)) {
        match self.commit(change) {
            Ok(()) => self.desk.session.say(sentence, true),
            Err(refused) => self.desk.session.say(refused, false),
        }
    }

    /// Changes what is said; one after the other they are one step of the history.
    fn count(self, change: impl FnOnce(&mut Maturity)) -> Result<(), String> {
        let mut maturity = self.said.get_untracked();
        change(&mut maturity);
        self.desk.commit(MapEdit::SetMaturity { maturity })
    }
}

/// The card.
pub(super) fn view(room: Room, practice: Practice) -> AnyView {
    let desk = room.desk;
    let said = Memo::new(move |_| {
        let found = desk.practices.with(|practices| practices.maturity_of(practice).cloned());
        found.unwrap_or_else(|| Maturity::new(practice))
    });
    let sheet = Sheet { desk, said };
    let stands = standing(desk, practice);
    let close = move |_| room.opened.set(None);
    view! {
        <section class="card maturity-sheet" aria-labelledby=HEAD>
            <div class="card-head">
                <h2 id=HEAD tabindex="-1">{about(practice).name}</h2>
                <span class="side"><button type="button" class="button quiet icon small" aria-label="Close" on:click=close>{icon(Icon::Close)}</button></span>
            </div>
            <p class="second">{about(practice).purpose}"."</p>
            <p class="maturity-now">{move || now_words(stands.get(), room.covers(practice))}</p>
            {target(sheet)}
            <details class="maturity-votes" open=said.with_untracked(|said| said.criteria.is_empty())>
                <summary><strong>"Vote"</strong>" what participants say the level is today"</summary>
                {ballot::view(votes(sheet, room.shown))}
            </details>
            {criteria::view(sheet)}
        </section>
    }
    .into_any()
}

/// The level, where it comes from, what stands before the next one, and what votes say beside the criteria.
fn now_words(standing: Standing, covered: bool) -> String {
    let median = standing.votes.median();
    let meaning = |level: u8| lower(maturity::about(level).meaning);
    let criteria = match standing.gate {
        Some(gate) if gate.is_judged() => {
            let stop = gate.stop.map(|stop| format!(" For the next level: {}.", stop_words(stop))).unwrap_or_default();
            let votes = match median {
                Some(_) if covered => " Votes are covered until you show them.".to_owned(),
                Some(voted) => format!(" Votes say {voted}, their median."),
                None => String::new(),
            };
            return format!("{} by its criteria: {}.{stop}{votes}", level_words(gate.level), meaning(gate.level));
        }
        gate => gate.map(|gate| format!(" By criteria: {}.", not_judged_words(gate))).unwrap_or_default(),
    };
    match (median, standing.gate) {
        (Some(_), _) if covered => {
            format!("The level is the median of the votes. They are covered until you show them.{criteria}")
        }
        (Some(level), _) => {
            format!("Votes say {level}, their median. {}, voted: {}.{criteria}", level_words(level), meaning(level))
        }
        (None, Some(gate)) => {
            let open = gate.open();
            format!("Level n/a, because {open} criteria have not been looked at and nobody has voted.{criteria}")
        }
        (None, None) => "Level n/a, because nobody has voted and there are no criteria.".to_owned(),
    }
}

/// Why criteria do not judge a practice yet: a clause without a full stop.
fn not_judged_words(gate: Gate) -> String {
    let reached = if gate.level > 1 { format!("; level {} is reached", gate.level) } else { String::new() };
    format!("not judged yet ({} not looked at{reached})", gate.open())
}

/// With a small first letter, for the middle of a sentence.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn target(sheet: Sheet) -> AnyView {
    let mut options = vec!["No target".to_owned()];
    options.extend((1..=5).map(|level| format!("{level} {}", maturity::about(level).name)));
    let chosen = Signal::derive(move || sheet.said.with(|said| usize::from(said.target.unwrap_or_default())));
    let choose = Callback::new(move |index: usize| {
        sheet.change(|said| said.target = u8::try_from(index).ok().filter(|level| *level > 0));
    });
    view! {
        <Select label="Target" options=Signal::stored(options) chosen=chosen choose=choose
            help="The level that is worth its effort. Not every practice aims at 5."/>
    }
    .into_any()
}

fn votes(sheet: Sheet, shown: RwSignal<bool>) -> Ballot {
    let [one, two, three, four, five] = maturity::LEVELS;
    Ballot {
        about: "Votes on the level today",
        words: [one.name, two.name, three.name, four.name, five.name],
        votes: Signal::derive(move || sheet.said.with(|said| said.votes)),
        shown,
        put: Callback::new(move |votes: Votes| {
            if let Err(sentence) = sheet.count(|said| said.votes = votes) {
                sheet.desk.session.say(sentence, false);
            }
        }),
    }
}
