//! Stated beside simulated, in words: what a number is, both values, and why they differ.

use super::{
    format::{self, NBSP, Unit},
    map::words,
    sentence::capital,
};
use crate::engine::{
    flow::Known,
    simulation::{Beside, Bounds, Cause, MeanOf, Quantity},
};

/// Parts smaller than this share of all movements are told together.
const TRIFLE: f64 = 0.05;

/// A row of the sheet, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BesideWords {
    /// What: "Request to live".
    pub name: &'static str,
    /// What that is, in a sentence.
    pub meaning: &'static str,
    /// By the sheet, or "n/a, because ...".
    pub stated: String,
    /// By the run with its interval, or "n/a, because ...".
    pub simulated: String,
    /// Why they differ: "3.8 d longer: 1.7 d by repeated visits, 1.3 d in queues"; empty when one is missing.
    pub why: String,
}

/// A row in words.
pub fn beside_in_words(row: &Beside) -> BesideWords {
    let (name, meaning) = about(row.quantity);
    BesideWords {
        name,
        meaning,
        stated: stated_in_words(row.quantity, row.stated),
        simulated: row.simulated.map_or_else(
            |missing| format::not_available(&missing.to_string()),
            |mean| simulated_in_words(row.quantity, mean),
        ),
        why: why(row),
    }
}

/// A stated value in the unit of its quantity, or why there is none.
fn stated_in_words(quantity: Quantity, value: Known<f64>) -> String {
    value.map_or_else(|missing| format::not_available(&missing.to_string()), |value| amount(quantity, value))
}

/// What a quantity is called, and what it is.
const fn about(quantity: Quantity) -> (&'static str, &'static str) {
    match quantity {
        Quantity::Work => ("Process time", "Hands-on work for one change."),
        Quantity::RequestToLive => ("Request to live", "Lead time: from the request to running in production."),
        Quantity::ChangeLeadTime => (
            "Change lead time",
            "From where the DORA clock starts (first push) to running in production: a part of request to live, and \
             another number.",
        ),
        Quantity::Wait => ("Waiting", "Time in which nobody works on it, over all steps."),
        Quantity::DateWait => ("Waiting for dates", "For meetings and release dates: by formula, and as simulated."),
        Quantity::QueueWait => ("Waiting for people", "Because they are busy: by formula, and as simulated."),
        Quantity::FlowEfficiency => (
            "Flow efficiency",
            "Work of all time. The sheet counts hands-on hours; the run also counts the nights in which begun work lies.",
        ),
        Quantity::RolledCompleteAccurate => ("Rolled %C&A", "Changes that pass every step without coming back."),
        Quantity::Takt => ("Takt", "Working hours between two changes that come in; simulated: that go live."),
        Quantity::WorkInProgress => ("Work in progress", "Changes requested and not yet live, by Little's law."),
        Quantity::Bottleneck => ("Busiest people", "Share of their time that is taken."),
    }
}

fn amount(quantity: Quantity, value: f64) -> String {
    match quantity {
        Quantity::Work | Quantity::Takt => words::work(value),
        Quantity::RequestToLive
        | Quantity::ChangeLeadTime
        | Quantity::Wait
        | Quantity::DateWait
        | Quantity::QueueWait => words::calendar(value),
        Quantity::FlowEfficiency | Quantity::RolledCompleteAccurate | Quantity::Bottleneck => format::percent(value),
        Quantity::WorkInProgress => format::number(value),
    }
}

/// "19 d ± 0.5 d".
fn simulated_in_words(quantity: Quantity, MeanOf { mean, interval }: MeanOf) -> String {
    let half = interval.map(|Bounds { low, high }| (high - low) / 2.0).filter(|half| *half > 0.0);
    let half = half.map(|half| format!(" ±{NBSP}{}", size(quantity, half))).unwrap_or_default();
    format!("{}{half}", amount(quantity, mean))
}

/// An amount of difference: shares in percentage points.
fn size(quantity: Quantity, value: f64) -> String {
    match quantity {
        Quantity::FlowEfficiency | Quantity::RolledCompleteAccurate | Quantity::Bottleneck => {
            Unit::Points.show(value.abs())
        }
        _ => amount(quantity, value.abs()),
    }
}

/// Time is longer or shorter, the rest more or less.
const fn direction(quantity: Quantity, more: bool) -> &'static str {
    let time = matches!(
        quantity,
        Quantity::RequestToLive
            | Quantity::ChangeLeadTime
            | Quantity::Wait
            | Quantity::DateWait
            | Quantity::QueueWait
            | Quantity::Takt
    );
    match (time, more) {
        (true, true) => "longer",
        (true, false) => "shorter",
        (false, true) => "more",
        (false, false) => "less",
    }
}

/// "3.8 d longer: 1.7 d by repeated visits, 1.3 d in queues; 15 h less, because changes pass steps by."
fn why(row: &Beside) -> String {
    let Some(difference) = row.difference() else { return String::new() };
    if row.agrees() || row.parts.is_empty() {
        return "No difference we can be sure of.".to_owned();
    }
    let quantity = row.quantity;
    let head = format!("{} {}", size(quantity, difference), direction(quantity, difference > 0.0));
    let all: f64 = row.parts.iter().map(|(_, amount)| amount.abs()).sum();
    let told = |cause: Cause, amount: f64| cause != Cause::Rest && amount.abs() >= TRIFLE * all;
    let mut rest = 0.0;
    let (mut same, mut against) = (Vec::new(), Vec::new());
    for &(cause, amount) in &row.parts {
        if told(cause, amount) {
            let words = format!("{} {}", size(quantity, amount), cause_in_words(quantity, cause));
            if (amount > 0.0) == (difference > 0.0) { same.push(words) } else { against.push(words) }
        } else {
            rest += amount;
        }
    }
    if rest.abs() >= TRIFLE * all {
        let words = format!("{} {}", size(quantity, rest), cause_in_words(quantity, Cause::Rest));
        if (rest > 0.0) == (difference > 0.0) { same.push(words) } else { against.push(words) }
    }
    let same = if same.is_empty() { String::new() } else { format!(": {}", same.join(", ")) };
    let other = direction(quantity, difference <= 0.0);
    let against = if against.is_empty() { String::new() } else { format!("; {other} again: {}", against.join(", ")) };
    capital(&format!("{head}{same}{against}."))
}

const fn cause_in_words(quantity: Quantity, cause: Cause) -> &'static str {
    match (cause, quantity) {
        (Cause::Queues, _) => "in queues",
        (Cause::Dates, _) => "for dates and freezes",
        (Cause::Nights, Quantity::Wait | Quantity::FlowEfficiency) => {
            "because the nights and weekends in which begun work lies count as work"
        }
        (Cause::Nights, _) => "over nights, weekends and other duties",
        (Cause::Rework, _) => "by repeated visits",
        (Cause::PassedBy, _) => "by changes that pass steps by",
        (Cause::Room, _) => "without room at the next step",
        (Cause::Shared, _) => "by sharing the work of a deployment",
        (Cause::LeadTime, _) => "by the lead time",
        (Cause::Throughput, _) => "by how many come through",
        (Cause::Rest, _) => "by chance and how changes are counted",
    }
}
