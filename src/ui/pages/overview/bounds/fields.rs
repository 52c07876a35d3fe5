//! The three limits as fields. An empty field sets no limit.

use leptos::prelude::*;
use trivium_core::{
    edit::Command,
    model::{Bounds, Elapsed, Target, UnitError},
};

use crate::ui::{kit::Field, state::Session};

/// The row of fields.
pub(super) fn view(session: Session) -> AnyView {
    let read = move |of: fn(&Bounds) -> String| {
        Signal::derive(move || {
            session
                .workspace()
                .with(|workspace| workspace.as_ref().map(|workspace| of(&workspace.bounds)).unwrap_or_default())
        })
    };
    let set = move |put: fn(&mut Bounds, &str) -> Result<(), String>| {
        Callback::new(move |typed: String| {
            let Some(workspace) = session.now() else { return Ok(()) };
            let mut bounds = workspace.bounds;
            put(&mut bounds, typed.trim())?;
            session.commit(&Command::SetBounds { bounds })
        })
    };
    let slo = read(|bounds| bounds.lowest_slo.map(|least| least.to_string()).unwrap_or_default());
    let failures = read(|bounds| bounds.most_failures.map(plain).unwrap_or_default());
    let wait = read(|bounds| bounds.longest_wait.map(|most| plain(most.days())).unwrap_or_default());
    view! {
        <div class="grid three bounds-fields">
            <Field label="Lowest objective" unit="%" value=slo commit=set(put_slo) placeholder="no limit" id="bound-slo"
                help="No service may promise its users less. Empty for no limit."/>
            <Field label="Most failed deployments" unit="in 28 days" value=failures commit=set(put_failures) placeholder="no limit" id="bound-failures"
                help="On average. Empty for no limit."/>
            <Field label="Longest wait at one step" unit="days" value=wait commit=set(put_wait) placeholder="no limit" id="bound-wait"
                help="Mean wait of a change, calendar days. Empty for no limit."/>
        </div>
    }
    .into_any()
}

/// A number as somebody would type it: without the last digits of its computation.
fn plain(value: f64) -> String {
    ((value * 1e6).round() / 1e6).to_string()
}

fn number(typed: &str, what: &str) -> Result<f64, String> {
    let bare = typed.trim_end_matches('d').trim().replace(',', ".");
    bare.parse()
        .ok()
        .filter(|value: &f64| value.is_finite() && *value >= 0.0)
        .ok_or_else(|| format!("\"{typed}\" is not {what}"))
}

fn put_slo(bounds: &mut Bounds, typed: &str) -> Result<(), String> {
    let target = |typed: &str| typed.replace(',', ".").parse::<Target>().map_err(|error: UnitError| error.to_string());
    bounds.lowest_slo = if typed.is_empty() { None } else { Some(target(typed)?) };
    Ok(())
}

fn put_failures(bounds: &mut Bounds, typed: &str) -> Result<(), String> {
    let what = "a number of failures. Type 0 or more, such as 0.5; leave it empty for no limit.";
    bounds.most_failures = if typed.is_empty() { None } else { Some(number(typed, what)?) };
    Ok(())
}

fn put_wait(bounds: &mut Bounds, typed: &str) -> Result<(), String> {
    let what = "a number of days. Type 0 or more, such as 2.5; leave it empty for no limit.";
    bounds.longest_wait = if typed.is_empty() {
        None
    } else {
        Some(Elapsed::from_hours(number(typed, what)? * 24.0).map_err(|error| error.to_string())?)
    };
    Ok(())
}
