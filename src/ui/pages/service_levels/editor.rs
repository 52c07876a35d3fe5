//! The inspector: objective, hours, agreement, policy, and how failures are found and repaired.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::{Command, NewIds},
    exchange::adopt::usual_objective,
    model::{ErrorBudgetPolicy, Service, ServiceHours, Share, Sla, Slo, Target, Weekday},
};

use super::Desk;
use crate::ui::kit::{Check, Field, Select};

/// Service hours to choose from.
fn presets() -> [(&'static str, ServiceHours); 4] {
    use Weekday::{Friday, Monday, Saturday, Thursday, Tuesday, Wednesday};
    let week = [Monday, Tuesday, Wednesday, Thursday, Friday];
    let six = [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday];
    [
        ("24x7", ServiceHours::Always),
        ("Mon to Fri, 08 to 18", ServiceHours::daily(&week, 8, 18)),
        ("Mon to Fri, 09 to 17", ServiceHours::daily(&week, 9, 17)),
        ("Mon to Sat, 07 to 21", ServiceHours::daily(&six, 7, 21)),
    ]
}

/// A text of the chosen service.
fn read(desk: Desk, of: impl Fn(&Service) -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || desk.service.with(|service| service.as_ref().map(&of).unwrap_or_default()))
}

/// A text of its main objective.
fn read_slo(desk: Desk, of: impl Fn(&Slo) -> String + Send + Sync + 'static) -> Signal<String> {
    read(desk, move |service| service.main_slo().map(&of).unwrap_or_default())
}

/// A percentage that was typed.
fn share(typed: &str) -> Result<Share, String> {
    let bare = typed.trim().trim_end_matches('%').trim().replace(',', ".");
    let percent: f64 =
        bare.parse().map_err(|_| format!("\"{typed}\" is not a percentage. Type a number from 0 to 100."))?;
    Share::new(percent / 100.0)
        .map_err(|_| format!("{percent} is not between 0 and 100 %. Type a share of that range."))
}

/// Days of a window that were typed.
fn days(typed: &str) -> Result<u16, String> {
    let bare = typed.trim().trim_end_matches('d').trim();
    bare.parse()
        .ok()
        .filter(|days| (1..=366).contains(days))
        .ok_or_else(|| format!("\"{typed}\" is not 1 to 366 days. 28 keeps whole weeks."))
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    view! {
        <h2 class="subject">{read(desk, |service| service.name.clone())}</h2>
        <Field label="Name" value=read(desk, |service| service.name.clone())
            commit=Callback::new(move |name: String| desk.edit(|service| name.trim().clone_into(&mut service.name)))/>
        {move || if desk.service.with(|service| service.as_ref().is_some_and(|service| service.main_slo().is_some())) { objective(desk) } else { no_objective(desk) }}
        {hours(desk)}
        {agreement(desk)}
        {freeze(desk)}
        {incidents(desk)}
        {remove(desk)}
    }
    .into_any()
}

fn objective(desk: Desk) -> AnyView {
    let target = Callback::new(move |typed: String| {
        let target: Target =
            typed.replace(',', ".").parse().map_err(|error: trivium_core::model::UnitError| error.to_string())?;
        desk.edit_slo(|slo| slo.target = target)
    });
    let window = Callback::new(move |typed: String| {
        let days = days(&typed)?;
        desk.edit_slo(|slo| slo.window_days = days)
    });
    view! {
        <Field label="Objective" unit="%" value=read_slo(desk, |slo| slo.target.to_string()) commit=target
            help="What must succeed. Usual: 99 to 99.95."/>
        <Field label="Rolling window" unit="days" value=read_slo(desk, |slo| slo.window_days.to_string()) commit=window
            help="28 days keep whole weeks."/>
        <Field label="What counts as good" value=read_slo(desk, |slo| slo.description.clone())
            commit=Callback::new(move |text: String| desk.edit_slo(|slo| slo.description = text))/>
    }
    .into_any()
}

fn no_objective(desk: Desk) -> AnyView {
    let add = move |_| {
        let (Some(workspace), Some(service)) = (desk.session.now(), desk.service.get_untracked()) else { return };
        let slo = usual_objective(&mut NewIds::of(&workspace));
        desk.session.change_saying(&Command::AddSlo { service: service.id, slo }, "Objective of 99.9 % added.");
    };
    view! { <button type="button" class="button" on:click=add>"Add objective"</button> }.into_any()
}

fn hours(desk: Desk) -> AnyView {
    let now = Memo::new(move |_| desk.service.with(|service| service.as_ref().map(|service| service.hours.clone())));
    let custom = move || now.get().is_some_and(|hours| presets().iter().all(|(_, preset)| *preset != hours));
    let options = Signal::derive(move || {
        let mut words: Vec<String> = presets().iter().map(|(word, _)| (*word).to_owned()).collect();
        if custom() {
            words.push(now.get().map_or_else(String::new, |hours| {
                format!("{} hours a week, as stated", format::number(hours.hours_per_week()))
            }));
        }
        words
    });
    let chosen = Signal::derive(move || {
        let hours = now.get();
        presets().iter().position(|(_, preset)| Some(preset) == hours.as_ref()).unwrap_or(presets().len())
    });
    let choose = Callback::new(move |index: usize| {
        if let Some((_, hours)) = presets().into_iter().nth(index) {
            say(desk, desk.edit(|service| service.hours = hours));
        }
    });
    view! { <Select label="Service hours" options=options chosen=chosen choose=choose help="Failure outside of them costs nothing."/> }.into_any()
}

/// Says in a toast what a control without an error line was refused.
fn say(desk: Desk, answer: Result<(), String>) {
    if let Err(sentence) = answer {
        desk.session.say(sentence, false);
    }
}

fn agreement(desk: Desk) -> AnyView {
    let commit = Callback::new(move |typed: String| {
        if typed.trim().is_empty() {
            return desk.edit(|service| service.sla = None);
        }
        let target: Target =
            typed.replace(',', ".").parse().map_err(|error: trivium_core::model::UnitError| error.to_string())?;
        desk.edit(|service| match &mut service.sla {
            Some(sla) => sla.target = target,
            None => service.sla = Some(Sla { target, window_days: 30, credits: Vec::new() }),
        })
    });
    let value = read(desk, |service| service.sla.as_ref().map(|sla| sla.target.to_string()).unwrap_or_default());
    view! { <Field label="Agreement with the business (SLA)" unit="%" value=value commit=commit help="Empty when nothing is promised in writing."/> }.into_any()
}

fn freeze(desk: Desk) -> AnyView {
    let on = Signal::derive(move || {
        desk.service.with(|service| {
            service
                .as_ref()
                .and_then(|service| service.budget_policy.as_ref())
                .is_some_and(|policy| policy.freeze.is_some())
        })
    });
    let set = Callback::new(move |on: bool| {
        let answer = desk.edit(|service| {
            let owner = service.budget_policy.take().map(|policy| policy.owner).unwrap_or_default();
            service.budget_policy = on.then_some(ErrorBudgetPolicy { owner, ..ErrorBudgetPolicy::freeze_when_spent() });
        });
        say(desk, answer);
    });
    view! { <Check label="Freeze deployments when the budget is spent" on=on set=set/> }.into_any()
}

fn incidents(desk: Desk) -> AnyView {
    let percent = |share: Share| format!("{}", (share.percent() * 100.0).round() / 100.0);
    let impact = Callback::new(move |typed: String| {
        let share = share(&typed)?;
        desk.edit(|service| service.incidents.impact = share)
    });
    let monitoring = Callback::new(move |typed: String| {
        let share = share(&typed)?;
        desk.edit(|service| service.incidents.found_by_monitoring = share)
    });
    let background = Callback::new(move |typed: String| {
        let rate: f64 = typed
            .trim()
            .replace(',', ".")
            .parse()
            .map_err(|_| format!("\"{typed}\" is not a number of incidents. Type one such as 0.5."))?;
        desk.edit(|service| service.incidents.background_per_28_days = rate)
    });
    view! {
        <details>
            <summary><strong>"More"</strong>" how it fails and is repaired"</summary>
            <div class="levels-more">
                <Field label="Users hit by an incident" unit="%" value=read(desk, move |service| percent(service.incidents.impact)) commit=impact/>
                <Field label="Found by monitoring first" unit="%" value=read(desk, move |service| percent(service.incidents.found_by_monitoring)) commit=monitoring/>
                <Field label="Incidents without a change" unit="per 28 d" value=read(desk, |service| service.incidents.background_per_28_days.to_string()) commit=background/>
                <p class="small-text muted">{read(desk, |service| format!(
                    "Repair by hand: half within {}.", format::duration(service.incidents.repair.median() * 3600.0, format::Clock::Calendar)))}</p>
            </div>
        </details>
    }
    .into_any()
}

fn remove(desk: Desk) -> AnyView {
    let act = move |_| {
        if let Some(service) = desk.service.get_untracked() {
            desk.chosen.set(None);
            desk.session.change_saying(
                &Command::RemoveService { service: service.id },
                format!("Service \"{}\" removed.", service.name),
            );
        }
    };
    view! { <button type="button" class="button danger" on:click=act>"Remove service"</button> }.into_any()
}
