//! The table: letters by key, by menu of letters below, and by copy and paste.

use std::fmt::Write;

use leptos::prelude::*;
use trivium_core::{
    catalog::roles,
    edit::{Command, MapEdit},
    engine::governance::{RowFault, RowVerdict, judge_row},
    exchange::raci_paste::{self, Pasted},
    model::{Letter, Role, Subject},
};

use super::{Sheet, columns};
use crate::ui::kit::{self, Segmented, verdict};

/// A letter in a word.
pub(super) const fn word(letter: Letter) -> &'static str {
    match letter {
        Letter::Responsible => "responsible",
        Letter::Accountable => "accountable",
        Letter::AccountableAndResponsible => "accountable and responsible",
        Letter::Consulted => "consulted",
        Letter::Informed => "informed",
    }
}

/// What becomes of a cell when a letter is typed: A and R join, the same letter again changes nothing.
const fn typed(key: char, now: Option<Letter>) -> Letter {
    use Letter::{Accountable, AccountableAndResponsible, Consulted, Informed, Responsible};
    match (key, now) {
        ('r', Some(Accountable | AccountableAndResponsible)) | ('a', Some(Responsible | AccountableAndResponsible)) => {
            AccountableAndResponsible
        }
        ('r', _) => Responsible,
        ('a', _) => Accountable,
        ('c', _) => Consulted,
        _ => Informed,
    }
}

fn on_key(sheet: Sheet, ev: &web_sys::KeyboardEvent) {
    if !crate::platform::page::is_inside(ev, ".raci-cell") || sheet.cursor.follow(ev) {
        return;
    }
    if ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
        return;
    }
    let key = ev.key().to_lowercase();
    match key.as_str() {
        "delete" | "backspace" => sheet.fill(|_| None),
        "r" | "a" | "c" | "i" => {
            let key = key.chars().next().unwrap_or('i');
            sheet.fill(|now| Some(typed(key, now)));
        }
        _ => return,
    }
    ev.prevent_default();
}

/// The chosen block as rows of a spreadsheet.
fn on_copy(sheet: Sheet, ev: &web_sys::ClipboardEvent) {
    let ((top, bottom), (left, right)) = untrack(|| sheet.cursor.block());
    let line = |row: usize| {
        let cells = (left..=right).map(|column| {
            let letter = untrack(|| sheet.at((row, column)).and_then(|(subject, role)| sheet.letter(subject, role)));
            letter.map_or("", Letter::sign)
        });
        cells.collect::<Vec<_>>().join("\t")
    };
    let text = (top..=bottom).map(line).collect::<Vec<_>>().join("\n");
    if let Some(data) = ev.clipboard_data()
        && data.set_data("text/plain", &text).is_ok()
    {
        ev.prevent_default();
    }
}

/// Rows of a spreadsheet: where their headings say, else from the cell at hand on; one letter fills all that is chosen.
fn on_paste(sheet: Sheet, ev: &web_sys::ClipboardEvent) {
    let text = ev.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    ev.prevent_default();
    if !text.trim_end().contains(['\t', '\n'])
        && let Ok(letter) = Letter::read(&text)
    {
        return sheet.fill(|_| letter);
    }
    let at = untrack(|| sheet.cursor.at());
    let pasted = sheet
        .rows
        .with_untracked(|rows| sheet.columns.with_untracked(|columns| raci_paste::place(&text, rows, columns, at)));
    match pasted {
        Err(sentence) => sheet.desk.session.say(sentence, false),
        Ok(Pasted { cells, outside, unknown }) => {
            let filled = cells.len();
            let mut sentence =
                if filled == 1 { "1 letter pasted.".to_owned() } else { format!("{filled} letters pasted.") };
            if outside > 0 {
                let _ = write!(sentence, " {outside} did not fit into the table and were left out");
                let few = unknown.get(..unknown.len().min(4)).unwrap_or_default();
                let named =
                    if few.is_empty() { ".".to_owned() } else { format!(": it has no \"{}\".", few.join("\", \"")) };
                sentence.push_str(&named);
            }
            if filled == 0 {
                return sheet.desk.session.say(sentence, false);
            }
            sheet.desk.session.change_saying(&Command::EditMap { edit: MapEdit::SetDuties { cells } }, sentence);
        }
    }
}

/// The table with what is wrong at the end of each row.
pub(super) fn table(sheet: Sheet) -> AnyView {
    let columns = sheet.columns.get();
    let heads: Vec<AnyView> = columns.iter().enumerate().map(|(at, role)| columns::head(sheet, *role, at)).collect();
    let row = {
        let columns = columns.clone();
        move |(at, (subject, name)): (usize, (Subject, String))| row(sheet, &columns, at, subject, name)
    };
    let rows = move || sheet.rows.get().into_iter().enumerate().map(&row).collect_view();
    view! {
        <div class="card flush">
            <div class="card-head">
                <h2>"Who does what"</h2>
                <span class="sentence">{move || sentence(sheet)}</span>
            </div>
            <div class="scroll-x heat-scroll" tabindex="-1" on:keydown=move |ev| on_key(sheet, &ev) on:copy=move |ev| on_copy(sheet, &ev) on:paste=move |ev| on_paste(sheet, &ev)>
                <table class="table heat-table raci-table" role="grid" aria-label="Who does what" aria-multiselectable="true">
                    <thead><tr><th scope="col">"Practice or step"</th>{heads}<th scope="col" class="raci-verdict">"Is it clear?"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {hand(sheet)}
        </div>
    }
    .into_any()
}

/// "7 of 13 rows are filled; 2 are not clear."
fn sentence(sheet: Sheet) -> String {
    let (mut filled, mut wrong) = (0, 0);
    let rows = sheet.rows.get();
    sheet.desk.practices.with(|practices| {
        for (subject, _) in &rows {
            let duties = practices.row(*subject).map(|row| row.duties.as_slice()).unwrap_or_default();
            if let RowVerdict::Filled(faults) = judge_row(duties) {
                filled += 1;
                wrong += usize::from(faults.iter().any(|fault| fault.is_error()));
            }
        }
    });
    let unclear = match wrong {
        0 if filled == 0 => String::new(),
        0 => "; all of them are clear".to_owned(),
        1 => "; 1 is not clear".to_owned(),
        wrong => format!("; {wrong} are not clear"),
    };
    format!("{filled} of {} rows are filled{unclear}.", rows.len())
}

fn row(sheet: Sheet, columns: &[Role], at: usize, subject: Subject, name: String) -> AnyView {
    let cells: Vec<AnyView> =
        columns.iter().enumerate().map(|(column, role)| cell(sheet, subject, &name, *role, (at, column))).collect();
    let head = match subject {
        Subject::Practice(practice) => view! {
            <button type="button" class="link heat-name" on:click=move |_| sheet.desk.toggle(practice)>{name}</button>
        }
        .into_any(),
        Subject::Step(_) => view! { {name} }.into_any(),
    };
    let faults = move || {
        let judged = sheet
            .desk
            .practices
            .with(|practices| judge_row(practices.row(subject).map(|row| row.duties.as_slice()).unwrap_or_default()));
        match judged {
            RowVerdict::NotFilled => view! { <span class="muted">"not filled"</span> }.into_any(),
            RowVerdict::Filled(faults) if faults.is_empty() => verdict(kit::Verdict::Within, "clear"),
            RowVerdict::Filled(faults) => faults.into_iter().map(fault).collect_view().into_any(),
        }
    };
    view! {
        <tr>
            <th scope="row">{head}</th>
            {cells}
            <td class="raci-verdict">{faults}</td>
        </tr>
    }
    .into_any()
}

fn fault(fault: RowFault) -> AnyView {
    let kind = if fault.is_error() { kit::Verdict::Over } else { kit::Verdict::Near };
    let words = match fault {
        RowFault::NobodyAnswers => "nobody answers (no A)".to_owned(),
        RowFault::SeveralAnswer(count) => format!("{count} A's: only one may answer"),
        RowFault::NobodyDoes => "nobody does it (no R)".to_owned(),
        RowFault::ManyDo(count) => format!("{count} do it: each may wait for the others"),
    };
    verdict(kind, words)
}

fn cell(sheet: Sheet, subject: Subject, name: &str, role: Role, spot: (usize, usize)) -> AnyView {
    let letter = Memo::new(move |_| sheet.letter(subject, role));
    let what = format!("{name}, {}", roles::name(role));
    let label = move || match letter.get() {
        Some(letter) => format!("{what}: {}, {}", letter.sign(), word(letter)),
        None => format!("{what}: empty"),
    };
    let class = move || match letter.get() {
        Some(letter) if letter.answers() => "raci answers",
        Some(letter) if letter.does() => "raci does",
        Some(_) => "raci told",
        None => "raci",
    };
    view! {
        <td class="raci-cell" role="gridcell" aria-selected=move || if sheet.cursor.holds(spot) { "true" } else { "false" }>
            <button type="button" class=class id=sheet.cursor.cell_id(spot) tabindex=move || sheet.cursor.tab_index(spot)
                aria-label=label class:at-hand=move || sheet.cursor.at() == spot
                on:click=move |ev: web_sys::MouseEvent| sheet.cursor.go(spot, ev.shift_key())
                on:focus=move |_| { if untrack(|| sheet.cursor.at()) != spot { sheet.cursor.go(spot, false); } }>
                {move || letter.get().map_or("", Letter::sign)}
            </button>
        </td>
    }
    .into_any()
}

/// The chosen cells in words, and the letters as buttons.
fn hand(sheet: Sheet) -> AnyView {
    let what = move || {
        let count = sheet.cursor.count();
        let (subject, role) = sheet.at(sheet.cursor.at())?;
        let name =
            sheet.rows.with(|rows| rows.iter().find(|(other, _)| *other == subject).map(|(_, name)| name.clone()));
        Some(if count > 1 {
            format!("{count} cells")
        } else {
            format!("{}, {}", name.unwrap_or_default(), roles::name(role))
        })
    };
    let chosen = Signal::derive(move || {
        let now = sheet.at(sheet.cursor.at()).and_then(|(subject, role)| sheet.letter(subject, role));
        let one = sheet.cursor.count() == 1;
        now.filter(|_| one).and_then(|now| Letter::ALL.into_iter().position(|letter| letter == now)).unwrap_or(9)
    });
    let choose = Callback::new(move |at: usize| {
        if let Some(letter) = Letter::ALL.into_iter().nth(at) {
            sheet.fill(|_| Some(letter));
        }
    });
    view! {
        <div class="heat-hand" role="group" aria-label="The chosen cells">
            <strong>{what}</strong>
            <span class="heat-hand-actions">
                <Segmented label="Letter" options=Letter::ALL.into_iter().map(Letter::sign).collect() chosen=chosen choose=choose/>
                <button type="button" class="button small" on:click=move |_| sheet.fill(|_| None)>"Empty"</button>
            </span>
        </div>
        <p class="small-text second heat-keys">"R does it, A answers for it, C is asked before, I is told afterwards. Arrow keys move, Shift extends, Ctrl A takes all; R, A, C and I fill all that is chosen (A on an R makes A/R), Delete empties, Ctrl C and Ctrl V take letters to a spreadsheet and back."</p>
    }
    .into_any()
}
