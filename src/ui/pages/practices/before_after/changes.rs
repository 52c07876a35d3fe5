//! The differences as a list, part by part: a sign, a word and a coloured bar for each.

use leptos::prelude::*;
use trivium_core::engine::governance::{DiffPart, Difference, Kind};

use super::Two;

/// The list.
pub(super) fn view(two: Two) -> AnyView {
    let parts = move || {
        two.differences
            .with(|found| DiffPart::ALL.into_iter().filter_map(|part| part_view(part, found)).collect::<Vec<_>>())
    };
    view! { {parts} }.into_any()
}

fn part_view(part: DiffPart, found: &[Difference]) -> Option<AnyView> {
    let rows: Vec<AnyView> = found.iter().filter(|difference| difference.about.part() == part).map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let count = rows.len();
    Some(
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label=part.name()>
                <table class="table diff-table">
                    <caption><strong>{part.name()}</strong>" "<span class="muted">{count}</span></caption>
                    <thead><tr><th scope="col">"Change"</th><th scope="col">"What"</th><th scope="col">"Before"</th><th scope="col">"After"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    )
}

/// The class that carries the colour of a kind of difference.
pub(super) const fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "diff-added",
        Kind::Removed => "diff-removed",
        Kind::Changed => "diff-changed",
    }
}

fn row(difference: &Difference) -> AnyView {
    let kind = difference.kind();
    let (sign, word) = kind.sign();
    let value = |value: Option<&String>| match value {
        Some(value) => view! { <td>{value.clone()}</td> }.into_any(),
        None => view! { <td class="muted">"not there"</td> }.into_any(),
    };
    view! {
        <tr class=class(kind)>
            <td class="diff-sign"><strong aria-hidden="true">{sign}</strong>" "{word}</td>
            <th scope="row">{difference.what.clone()}</th>
            {value(difference.before.as_ref())}{value(difference.after.as_ref())}
        </tr>
    }
    .into_any()
}
