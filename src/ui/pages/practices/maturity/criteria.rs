//! The criteria of a practice, level by level: a state each, and what shows it.

use leptos::prelude::*;
use trivium_core::{
    catalog::maturity,
    engine::governance::{ENOUGH_EVIDENCE, LevelCount, gate},
    model::{Criterion, CriterionState, Maturity},
};

use super::sheet::Sheet;
use crate::{
    platform::page,
    ui::kit::{Field, Select, TextArea, fresh_dom_id},
};

/// The states, in the order of the list.
const STATES: [(CriterionState, &str); 4] = [
    (CriterionState::Open, "Open"),
    (CriterionState::Met, "Met"),
    (CriterionState::NotMet, "Not met"),
    (CriterionState::NotApplicable, "Not applicable"),
];

/// What a new criterion says until somebody says it better.
const NEW: &str = "What must be true in most cases";

/// All levels that have criteria.
pub(super) fn view(sheet: Sheet) -> AnyView {
    let any = Memo::new(move |_| sheet.said.with(|said| !said.criteria.is_empty()));
    // The place whose form is open. One at a time: after a removal, places mean other criteria.
    let opened = RwSignal::new(None::<usize>);
    let take = move |_| {
        sheet.change_saying("Criteria to begin with taken over. Change them to what is true here.", |said| {
            said.criteria = maturity::starter_criteria();
        });
    };
    let invitation = move || {
        (!any.get()).then(|| {
            view! {
                <div class="empty">
                    <p>"No criteria yet: the level is the median of the votes. With criteria it is the highest one of which all are met, and of all below it."</p>
                    <button type="button" class="button" on:click=take>"Take over 13 to begin with"</button>
                    <p class="small-text muted">"They are ours: generic, and meant to be changed."</p>
                </div>
            }
        })
    };
    view! {
        <h3>"Criteria"</h3>
        {invitation}
        {(2..=5).map(|level| level_view(sheet, opened, level)).collect_view()}
    }
    .into_any()
}

/// Where the criteria of a level stand among all of the practice.
fn places(said: &Maturity, level: u8) -> Vec<usize> {
    let of_level = said.criteria.iter().enumerate().filter(|(_, criterion)| criterion.level == level);
    of_level.map(|(place, _)| place).collect()
}

fn level_view(sheet: Sheet, opened: RwSignal<Option<usize>>, level: u8) -> AnyView {
    let at = Memo::new(move |_| sheet.said.with(|said| places(said, level)));
    let counted = move || {
        let gate = sheet.said.with(|said| gate(&said.criteria));
        gate.levels.iter().find(|counted| counted.level == level).map(count_words)
    };
    let name = maturity::about(level).name;
    let add = move |_| {
        sheet.change(|said| {
            let state = CriterionState::Open;
            said.criteria.push(Criterion { level, text: NEW.to_owned(), state, evidence: Vec::new() });
        });
    };
    view! {
        <div class="criteria-level">
            <div class="criteria-head">
                <h4>{format!("{level} {name}")}</h4>
                <span class="muted small-text">{counted}</span>
                <button type="button" class="button quiet small" aria-label=format!("Add a criterion of level {level}") on:click=add>"Add"</button>
            </div>
            <ul class="criteria-list">
                <For each=move || at.get() key=|place| *place children=move |place| criterion_view(sheet, opened, place)/>
            </ul>
        </div>
    }
    .into_any()
}

fn count_words(counted: &LevelCount) -> String {
    let LevelCount { met, of, thin, not_applicable, .. } = *counted;
    match (of, thin) {
        (0, _) if not_applicable == 0 => "no criteria".to_owned(),
        (0, _) => format!("none of {not_applicable} applies"),
        (_, 0) => format!("{met} of {of} met"),
        _ => format!("{met} of {of} met, {thin} on fewer than {ENOUGH_EVIDENCE} pieces of evidence"),
    }
}

fn criterion_view(sheet: Sheet, opened: RwSignal<Option<usize>>, place: usize) -> AnyView {
    let criterion = Memo::new(move |_| sheet.said.with(|said| said.criteria.get(place).cloned()));
    let open = Memo::new(move |_| opened.get() == Some(place));
    let id = fresh_dom_id("criterion");
    let controls = id.clone();
    let text = move || criterion.with(|criterion| criterion.as_ref().map(|criterion| criterion.text.clone()));
    let chosen = Signal::derive(move || {
        let state = criterion.with(|criterion| criterion.as_ref().map(|criterion| criterion.state));
        STATES.iter().position(|(other, _)| Some(*other) == state).unwrap_or_default()
    });
    let choose = Callback::new(move |index: usize| {
        let Some((state, _)) = STATES.get(index) else { return };
        sheet.change(|said| {
            if let Some(criterion) = said.criteria.get_mut(place) {
                criterion.state = *state;
            }
        });
    });
    let options = STATES.iter().map(|(_, word)| (*word).to_owned()).collect::<Vec<_>>();
    let evidence = move || criterion.with(|criterion| criterion.as_ref().map(evidence_words));
    view! {
        <li>
            <div class="criterion">
                <Select label="State" bare=true options=Signal::stored(options) chosen=chosen choose=choose/>
                <span>{text}<span class="sub">{evidence}</span></span>
                <button type="button" class="button quiet small" aria-expanded=move || if open.get() { "true" } else { "false" } aria-controls=controls
                    on:click=move |_| opened.set((!open.get_untracked()).then_some(place))>{move || if open.get() { "Done" } else { "Edit" }}</button>
            </div>
            <div id=id>{move || open.get().then(|| form(sheet, opened, place, criterion))}</div>
        </li>
    }
    .into_any()
}

fn evidence_words(criterion: &Criterion) -> String {
    let count = criterion.evidence.len();
    let few = criterion.state == CriterionState::Met && count < ENOUGH_EVIDENCE;
    let wanted = if few { format!(" of {ENOUGH_EVIDENCE} that make it more than a claim") } else { String::new() };
    match count {
        0 if few => format!("no evidence: {ENOUGH_EVIDENCE} pieces make it more than a claim"),
        0 => "no evidence yet".to_owned(),
        1 => format!("1 piece of evidence{wanted}"),
        many => format!("{many} pieces of evidence{wanted}"),
    }
}

fn form(sheet: Sheet, opened: RwSignal<Option<usize>>, place: usize, criterion: Memo<Option<Criterion>>) -> AnyView {
    let read = move |of: fn(&Criterion) -> String| {
        Signal::derive(move || criterion.with(|criterion| criterion.as_ref().map(of).unwrap_or_default()))
    };
    let write = move |must: bool, set: fn(&mut Criterion, &str)| {
        Callback::new(move |typed: String| {
            if must && typed.trim().is_empty() {
                return Err("Type the criterion.".to_owned());
            }
            sheet.commit(|said| {
                if let Some(criterion) = said.criteria.get_mut(place) {
                    set(criterion, &typed);
                }
            })
        })
    };
    let remove = move |_| {
        page::focus_soon(super::sheet::HEAD);
        opened.set(None);
        sheet.change_saying("Criterion removed.", |said| {
            if place < said.criteria.len() {
                said.criteria.remove(place);
            }
        });
    };
    view! {
        <div class="criterion-form">
            <Field label="What must be true" value=read(|criterion| criterion.text.clone())
                commit=write(true, |criterion, typed| typed.trim().clone_into(&mut criterion.text))/>
            <TextArea label="Evidence, a piece on each line" placeholder="Change calendar of March" value=read(|criterion| criterion.evidence.join("\n"))
                commit=write(false, |criterion, typed| {
                    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
                    criterion.evidence = lines.map(str::to_owned).collect();
                })/>
            <button type="button" class="button danger small" on:click=remove>"Remove criterion"</button>
        </div>
    }
    .into_any()
}
