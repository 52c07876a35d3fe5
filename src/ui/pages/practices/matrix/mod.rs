//! Practices beside what DevOps and SRE call their own: governance, velocity, reliability, and who takes part.

mod editor;

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        activities::Strand,
        practices::{Mapping, about, mapping, roles_of, technique_name, technique_strand, techniques_of},
        roles,
    },
    model::{Practice, Practices},
};

use super::Desk;
use crate::ui::kit::strand;

/// Handles of the table. `Copy`.
#[derive(Clone, Copy)]
struct Matrix {
    desk: Desk,
    words: RwSignal<String>,
    /// The practice whose links are being changed.
    open: RwSignal<Option<Practice>>,
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let matrix = Matrix { desk, words: RwSignal::new(String::new()), open: RwSignal::new(None) };
    let rows = Memo::new(move |_| {
        let (words, open) = (matrix.words.get().trim().to_lowercase(), matrix.open.get());
        // What is being changed stays in sight, whatever becomes of its links.
        desk.practices.with(|practices| {
            let shown = |practice: &Practice| open == Some(*practice) || says(practices, *practice, &words);
            Practice::ALL.into_iter().filter(shown).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="heat-bar">
            <div class="field heat-words">
                <div class="box"><input type="search" aria-label="Practice, counterpart or role" placeholder="Practice, counterpart or role ..." autocomplete="off"
                    prop:value=move || matrix.words.get() on:input=move |ev| matrix.words.set(event_target_value(&ev))/></div>
            </div>
            <span class="second">{move || format!("{} of 34 practices", rows.with(Vec::len))}</span>
        </div>
        <div class="card flush">
            <div class="card-head">
                <h2>"Three roads"</h2>
                <span class="sentence">"What each practice is called on the other two roads, and who takes part. The mark says which one a practice serves most: our reading."</span>
            </div>
            <div class="scroll-x" tabindex="-1">
                <table class="table matrix-table">
                    <thead><tr>
                        <th scope="col">"Practice"</th>
                        {head(Strand::Governance, "ITIL: roles")}{head(Strand::Velocity, "DevOps")}{head(Strand::Reliability, "SRE")}
                        <th scope="col">"Links"</th>
                    </tr></thead>
                    <tbody>
                        <For each=move || rows.get() key=|practice| *practice as u8 children=move |practice| row(matrix, practice)/>
                    </tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn head(which: Strand, words: &'static str) -> AnyView {
    view! { <th scope="col">{strand(which)}" "{which.name()}<span class="sub">{words}</span></th> }.into_any()
}

/// Whether a practice, one of its counterparts or one of its roles has these words in its name.
fn says(practices: &Practices, practice: Practice, words: &str) -> bool {
    let has = |name: &str| name.to_lowercase().contains(words);
    has(about(practice).name)
        || techniques_of(practices, practice).into_iter().any(|technique| has(technique_name(technique)))
        || roles_of(practices, practice).into_iter().any(|role| has(roles::name(role)))
}

fn row(matrix: Matrix, practice: Practice) -> AnyView {
    let found = about(practice);
    let cell = move |which: Strand| {
        let (techniques, roles) = matrix.desk.practices.with(|practices| {
            let techniques = techniques_of(practices, practice).into_iter();
            let techniques = techniques.filter(|technique| technique_strand(*technique) == which);
            let roles = roles_of(practices, practice).into_iter().filter(|role| roles::strand(*role) == which);
            (techniques.map(technique_name).collect::<Vec<_>>(), roles.map(roles::name).collect::<Vec<_>>())
        });
        let none = techniques.is_empty() && which != Strand::Governance;
        let most = found.strand == which;
        view! {
            <td class="matrix-cell" class:most=most>
                {most.then(|| view! { <span class="matrix-most">"serves this most"</span> })}
                {none.then(|| view! { <span class="muted">"No close counterpart"</span> })}
                {(!techniques.is_empty()).then(|| view! { <span class="matrix-techniques">{techniques.join(", ")}</span> })}
                {(!roles.is_empty()).then(|| view! { <span class="sub">{roles.join(", ")}</span> })}
            </td>
        }
        .into_any()
    };
    let own = move || {
        matrix.desk.practices.with(|practices| {
            practices.techniques.iter().any(|link| link.practice == practice)
                || practices.role_links.iter().any(|link| link.practice == practice)
        })
    };
    let from = move || match (own(), mapping(practice)) {
        (true, _) => "changed by you",
        (false, Mapping::PartlyPublished) => "partly published",
        (false, Mapping::Ours) => "our proposal",
    };
    let open = move || matrix.open.get() == Some(practice);
    let toggle = move |_| matrix.open.set((!open()).then_some(practice));
    view! {
        <tr class:selected=move || matrix.desk.chosen.get() == Some(practice)>
            <th scope="row">
                <button type="button" class="link heat-name" title=found.purpose on:click=move |_| matrix.desk.toggle(practice)>{found.name}</button>
            </th>
            {move || cell(Strand::Governance)}{move || cell(Strand::Velocity)}{move || cell(Strand::Reliability)}
            <td class="matrix-links">
                <span class="small-text second">{from}</span>
                <button type="button" class="button small" aria-label=format!("Change the links of {}", found.name) aria-expanded=move || if open() { "true" } else { "false" } on:click=toggle>"Change"</button>
            </td>
        </tr>
        {move || open().then(|| view! { <tr class="matrix-editor"><td colspan="5">{editor::view(matrix.desk, practice)}</td></tr> })}
    }
    .into_any()
}
