//! What failure and delay cost: amounts that somebody has to name, none of them guessed.

use leptos::prelude::*;
use trivium_core::model::{Costs, Service};

use super::Desk;
use crate::ui::kit::Field;

/// What stands where no amount was named.
const UNNAMED: Costs = Costs { currency: String::new(), outage_hour: 0.0, change_day: 0.0, fee: 0.0 };
/// The currency of a first amount, until another one is typed.
const FIRST_CURRENCY: &str = "EUR";

/// The fields, folded.
pub(super) fn view(desk: Desk) -> AnyView {
    let currency =
        Callback::new(move |typed: String| set(desk, move |costs| typed.trim().clone_into(&mut costs.currency)));
    view! {
        <details>
            <summary><strong>"Money"</strong>" what failure and delay cost"</summary>
            <div class="levels-more">
                <Field label="Currency" value=read(desk, |costs| costs.currency.clone()) commit=currency help="Such as EUR. One for all amounts."/>
                {amount(desk, "An hour in which nobody can use it", |costs| costs.outage_hour, |costs, to| costs.outage_hour = to,
                    "Inside the service hours; less in proportion when fewer users are hit. Turnover of an hour is a usual start.")}
                {amount(desk, "A change that is live a day later", |costs| costs.change_day, |costs, to| costs.change_day = to,
                    "The value of a usual change in a year, divided by 365. 0 when nobody can say.")}
                {amount(desk, "Fee for one window of the agreement", |costs| costs.fee, |costs, to| costs.fee = to,
                    "Of it, credits are paid back when the agreement is missed.")}
            </div>
        </details>
    }
    .into_any()
}

fn read(desk: Desk, of: fn(&Costs) -> String) -> Signal<String> {
    let read = move |service: &Service| service.costs.as_ref().map(of).unwrap_or_default();
    Signal::derive(move || desk.service.with(|service| service.as_ref().map(read).unwrap_or_default()))
}

fn amount(
    desk: Desk,
    label: &'static str,
    get: fn(&Costs) -> f64,
    put: fn(&mut Costs, f64),
    help: &'static str,
) -> AnyView {
    let commit = Callback::new(move |typed: String| {
        let bare: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        let bare = if bare.is_empty() { "0" } else { bare.as_str() }.replace(',', ".");
        let amount: f64 = bare
            .parse()
            .ok()
            .filter(|amount: &f64| (0.0..=1e12).contains(amount))
            .ok_or_else(|| format!("\"{typed}\" is not an amount. Type a number of 0 or more, such as 7140."))?;
        set(desk, move |costs| put(costs, amount))
    });
    let value = Signal::derive(move || {
        let costs = desk.service.with(|service| service.as_ref().and_then(|service| service.costs.clone()));
        costs
            .map(|costs| get(&costs))
            .filter(|amount| *amount > 0.0)
            .map(|amount| amount.to_string())
            .unwrap_or_default()
    });
    view! { <Field label=label value=value commit=commit help=help/> }.into_any()
}

/// Changes the amounts; when none is left, there are no costs.
fn set(desk: Desk, change: impl FnOnce(&mut Costs)) -> Result<(), String> {
    desk.edit(|service| {
        let mut costs = service.costs.take().unwrap_or(UNNAMED);
        change(&mut costs);
        if costs.currency.is_empty() && costs.outage_hour + costs.change_day + costs.fee > 0.0 {
            FIRST_CURRENCY.clone_into(&mut costs.currency);
        }
        service.costs = (costs.outage_hour + costs.change_day + costs.fee > 0.0).then_some(costs);
    })
}
