//! The cell at hand in words, and what can be done to it; keys do the same.

use leptos::prelude::*;
use trivium_core::{
    catalog::practices::{about, contribution, part_published},
    edit::{Command, MapEdit},
    model::{Edition, Part, Practice},
};

use super::{Column, Map, cell::Value, value};
use crate::ui::kit::Segmented;

/// What a choice makes of a cell: `None` puts it back.
fn edit(practice: Practice, column: Column, choice: Option<usize>) -> MapEdit {
    match column {
        Column::Four(activity) => {
            // A level that is what the catalogue says anyway is not the team's own.
            let level = choice.and_then(|level| u8::try_from(level).ok());
            let level = level.filter(|level| *level != contribution(practice, activity).level);
            MapEdit::SetLevel { practice, activity, level }
        }
        Column::Five(activity) => {
            let part = choice.and_then(|at| [Part::None, Part::Supporting, Part::Enabling].get(at).copied());
            MapEdit::SetPart { practice, activity, part: part.filter(|part| part_published(practice) != Some(*part)) }
        }
    }
}

/// Sets all chosen cells.
fn set(map: Map, choice: Option<usize>) {
    let Some(workspace) = map.desk.session.now() else { return };
    let cells: Vec<(Practice, Column)> =
        untrack(|| map.cursor.chosen().into_iter().filter_map(|spot| map.at(spot)).collect());
    let mut commands: Vec<Command> = Vec::new();
    for (practice, column) in &cells {
        commands.push(Command::EditMap { edit: edit(*practice, *column, choice) });
    }
    match commands.as_slice() {
        [one] => map.desk.session.change(one),
        many => match Command::together(&workspace, many, format!("Change {} cells of the heat map", many.len())) {
            Ok(all) => map.desk.session.change(&all),
            Err(problem) => map.desk.session.say(problem.to_string(), false),
        },
    }
    let words = untrack(|| map.at(map.cursor.at()).map(|(practice, column)| value(map, practice, column).words()));
    map.desk.session.speak(words.unwrap_or_default());
}

/// 0 to 3 (E, S and - in Version 5) set what is chosen; Delete puts it back; Enter opens the practice.
pub(super) fn on_key(map: Map, ev: &web_sys::KeyboardEvent) {
    if ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
        return;
    }
    let four = map.edition.get_untracked() == Edition::Itil4;
    let choice = match (ev.key().to_lowercase().as_str(), four) {
        ("0", true) | ("-" | "n", false) => Some(0),
        ("1", true) | ("s", false) => Some(1),
        ("2", true) | ("e", false) => Some(2),
        ("3", true) => Some(3),
        ("delete" | "backspace", _) => None,
        ("enter", _) => {
            if let Some((practice, _)) = untrack(|| map.at(map.cursor.at())) {
                map.desk.toggle(practice);
            }
            ev.prevent_default();
            return;
        }
        _ => return,
    };
    ev.prevent_default();
    set(map, choice);
}

/// The bar below the table.
pub(super) fn view(map: Map) -> AnyView {
    let body = move || {
        let (practice, column) = map.at(map.cursor.at())?;
        let now = value(map, practice, column);
        let count = map.cursor.chosen().len();
        let what =
            if count > 1 { format!("{count} cells") } else { format!("{}, {}", about(practice).name, column.name()) };
        let published = published(practice, column);
        let words = match (count, now.own) {
            (1, true) => format!("{}; {published}", now.words()),
            (1, false) => now.words(),
            _ => String::new(),
        };
        let options = if matches!(column, Column::Four(_)) { vec!["0", "1", "2", "3"] } else { vec!["–", "S", "E"] };
        let chosen = Signal::stored(place(column, now).filter(|_| count == 1).unwrap_or(9));
        let choose = Callback::new(move |at: usize| set(map, Some(at)));
        let back = now.own || count > 1;
        Some(view! {
            <strong>{what}</strong><span class="second">{words}</span>
            <span class="heat-hand-actions">
                <Segmented label="Value" options=options chosen=chosen choose=choose/>
                <button type="button" class="button small" disabled=!back on:click=move |_| set(map, None)>"Put back"</button>
            </span>
        }
        .into_any())
    };
    view! {
        <div class="heat-hand" role="group" aria-label="The chosen cell">{body}</div>
        <p class="small-text second heat-keys">{move || match map.edition.get() {
            Edition::Itil4 => "Arrow keys move, Shift extends, 0 to 3 set, Delete puts back, Enter opens the practice.",
            Edition::Itil5 => "Arrow keys move, Shift extends, E, S and - set, Delete puts back, Enter opens the practice.",
        }}</p>
    }
    .into_any()
}

/// "4 cells, from Strategy management, Plan to Supplier management, Improve".
fn several(map: Map, count: usize) -> String {
    let ((top, bottom), (left, right)) = map.cursor.block();
    let name = |spot| map.at(spot).map(|(practice, column)| format!("{}, {}", about(practice).name, column.name()));
    match (name((top, left)), name((bottom, right))) {
        (Some(from), Some(to)) => format!("{count} cells, from {from} to {to}"),
        _ => format!("{count} cells"),
    }
}

/// Which of the choices stands in the cell.
fn place(column: Column, now: Value) -> Option<usize> {
    let level = usize::from(now.level?);
    Some(match column {
        Column::Four(_) => level,
        Column::Five(_) => level.div_ceil(2),
    })
}

/// What the catalogue says of a cell.
fn published(practice: Practice, column: Column) -> String {
    let built_in = Value::of(&trivium_core::model::Practices::default(), practice, column);
    match built_in.level {
        Some(_) => format!("{} is {}", built_in.shown, built_in.from),
        None => "nothing is published".to_owned(),
    }
}
