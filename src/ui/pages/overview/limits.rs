//! Limits set by governance, with the value of today and a verdict that says by how much.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::governance::{Limit, LimitKind, Quantity, SetBy, Source, Verdict},
};

use crate::ui::kit::{self, verdict};

/// The card.
pub(super) fn view(limits: &[Limit]) -> AnyView {
    let broken = limits
        .iter()
        .filter(|limit| matches!(limit.verdict, Verdict::Over(_) | Verdict::CannotBeKept | Verdict::NotSet))
        .count();
    let near =
        limits.iter().filter(|limit| matches!(limit.verdict, Verdict::Near | Verdict::OnlyIfOwnPartReaches(_))).count();
    let sentence = match (broken, near) {
        (0, 0) if !limits.iter().any(|limit| limit.verdict == Verdict::Within) => "None can be judged yet.".to_owned(),
        (0, 0) => "Those that can be judged hold.".to_owned(),
        (broken, near) => format!("{broken} of {} are broken or missing, {near} near.", limits.len()),
    };
    let rows = limits.iter().map(row).collect_view();
    view! {
        <section class="card flush" aria-labelledby="limits-title">
            <div class="card-head"><h2 id="limits-title">"Limits set by governance"</h2><span class="sentence">{sentence}</span></div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Table of limits"><table class="table">
                <thead><tr>
                    <th scope="col">"Limit"</th><th scope="col">"Set by"</th><th scope="col" class="number">"Allowed"</th>
                    <th scope="col" class="number">"Now"</th><th scope="col">"Verdict"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        </section>
    }
    .into_any()
}

fn row(limit: &Limit) -> AnyView {
    let what = match limit.kind {
        LimitKind::ErrorBudget => "error budget",
        LimitKind::Promise => "promise of all parts",
        LimitKind::Busy => "busiest step",
        LimitKind::BudgetPolicy => "error budget policy",
    };
    let set_by = match limit.set_by {
        SetBy::Objective => "objective",
        SetBy::Contract => "contracts",
        SetBy::FlowRule => "flow rule",
        SetBy::Policy => "policy",
    };
    let source = match limit.source {
        Source::Records => "from records",
        Source::Simulation => "simulated",
        Source::Model => "from the model",
    };
    view! {
        <tr>
            <th scope="row">{limit.subject.clone()}<span class="sub">{what}</span></th>
            <td>{set_by}</td>
            <td class="number">{limit.allowed.map(amount)}</td>
            <td class="number">{limit.now.map(amount)}<span class="sub">{limit.now.map(|_| source)}</span></td>
            <td>{judged(limit.verdict)}</td>
        </tr>
    }
    .into_any()
}

/// Minutes of failure exactly, shares in percent.
fn amount(quantity: Quantity) -> String {
    match quantity {
        Quantity::Minutes(minutes) => format::duration_exact(minutes * 60.0, format::Clock::Calendar),
        Quantity::Share(share) => format::percent(share),
    }
}

fn judged(found: Verdict) -> AnyView {
    match found {
        Verdict::Within => verdict(kit::Verdict::Within, "within"),
        Verdict::Near => verdict(kit::Verdict::Near, "near"),
        Verdict::OnlyIfOwnPartReaches(own) => {
            verdict(kit::Verdict::Near, format!("only if our own part reaches {}", format::percent(own)))
        }
        Verdict::Over(Quantity::Share(by)) => verdict(kit::Verdict::Over, format!("over by {}", format::points(by))),
        Verdict::Over(by @ Quantity::Minutes(_)) => verdict(kit::Verdict::Over, format!("over by {}", amount(by))),
        Verdict::CannotBeKept => verdict(kit::Verdict::Over, "cannot be kept"),
        Verdict::NotSet => verdict(kit::Verdict::Over, "not set"),
        Verdict::NotJudged(why) => kit::not_available(why.to_string()),
    }
}
