//! Which practices a step uses and which roles take part: lists to choose several from.

use leptos::prelude::*;
use trivium_core::{
    catalog::{practices, roles},
    model::{Practice, Role, Step, StepId},
};

use super::super::room::Room;
use crate::ui::kit::Check;

/// Both lists, folded: 34 and 56 boxes are for those who look for one.
pub(super) fn view(room: Room, id: StepId) -> AnyView {
    let used = Memo::new(move |_| room.step(id).map(|step| step.practices).unwrap_or_default());
    let taking_part = Memo::new(move |_| room.step(id).map(|step| step.roles).unwrap_or_default());
    let practice_names =
        move || used.with(|used| used.iter().map(|one| practices::about(*one).name).collect::<Vec<_>>().join(", "));
    let role_names =
        move || taking_part.with(|taking| taking.iter().map(|one| roles::name(*one)).collect::<Vec<_>>().join(", "));
    let practice_boxes = move || Practice::ALL.map(|one| practice(room, id, used, one)).into_iter().collect_view();
    let role_boxes = move || Role::ALL.map(|one| role(room, id, taking_part, one)).into_iter().collect_view();
    let practices = list(
        "Practices used",
        "What the organisation has to be good at to do this step. One to three are usual.",
        Signal::derive(practice_names),
        ViewFn::from(practice_boxes),
    );
    let roles = list(
        "Roles",
        "Who takes part, whatever team they are in. One or two are usual, at most 12.",
        Signal::derive(role_names),
        ViewFn::from(role_boxes),
    );
    view! { {practices} {roles} }.into_any()
}

/// A folded list: its boxes are made when it is opened.
fn list(label: &'static str, help: &'static str, chosen: Signal<String>, boxes: ViewFn) -> AnyView {
    let open = RwSignal::new(false);
    let toggled = move |ev: web_sys::Event| open.set(event_target::<web_sys::Element>(&ev).has_attribute("open"));
    let now = move || chosen.with(|chosen| if chosen.is_empty() { "none".to_owned() } else { chosen.clone() });
    view! {
        <details class="chain-uses" on:toggle=toggled>
            <summary><span>{label}</span> <span class="muted">{now}</span></summary>
            <p class="help">{help}</p>
            <div class="chain-uses-boxes" role="group" aria-label=label>
                {move || open.get().then(|| boxes.run())}
            </div>
        </details>
    }
    .into_any()
}

fn practice(room: Room, id: StepId, used: Memo<Vec<Practice>>, one: Practice) -> AnyView {
    let on = Signal::derive(move || used.with(|used| used.contains(&one)));
    let set = Callback::new(move |on: bool| {
        change(room, id, |step| {
            step.practices.retain(|known| *known != one);
            if on {
                step.practices.push(one);
            }
        });
    });
    view! { <Check label=practices::about(one).name on=on set=set/> }.into_any()
}

fn role(room: Room, id: StepId, taking_part: Memo<Vec<Role>>, one: Role) -> AnyView {
    let on = Signal::derive(move || taking_part.with(|roles| roles.contains(&one)));
    let set = Callback::new(move |on: bool| {
        change(room, id, |step| {
            step.roles.retain(|known| *known != one);
            if on {
                step.roles.push(one);
            }
        });
    });
    view! { <Check label=roles::name(one) on=on set=set/> }.into_any()
}

/// Changes the step; what is refused is said in a toast.
fn change(room: Room, id: StepId, change: impl FnOnce(&mut Step)) {
    let done = room.edit(id, |step| {
        change(step);
        Ok(())
    });
    done.unwrap_or_else(|sentence| room.session().say(sentence, false));
}
