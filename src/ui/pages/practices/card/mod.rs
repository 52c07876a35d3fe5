//! Everything about one practice: what it is for, how much it does where, what corresponds to it and why, who takes part,
//! by what people see that it works, where it is used, and which page carries it out.

mod here;
mod links;

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        activities::{ACTIVITIES, LIFECYCLE, about as about_activity, about_lifecycle},
        practices::{Group, GroupInFive, Provenance, about, group, group_in_five, level, part},
    },
    model::{Edition, Part, Practice},
};

use super::Desk;
use crate::{
    platform::page,
    ui::kit::{Icon, icon, strand},
};

/// The card of the chosen practice; nothing while none is chosen.
pub(super) fn view(desk: Desk) -> AnyView {
    let card = move || desk.chosen.get().map(|practice| card(desk, practice));
    view! { {card} }.into_any()
}

/// Closes the card, and leaves the focus at what opened it.
fn close(desk: Desk) {
    if !page::focus_first(".heat-name[aria-pressed=\"true\"]") {
        page::focus_first(".graph-head .button");
    }
    desk.chosen.set(None);
}

fn card(desk: Desk, practice: Practice) -> AnyView {
    let found = about(practice);
    // Where it does not stand beside the form it stands above it, out of sight of who opened it.
    if page::media_matches("(max-width: 1023px)") {
        page::focus_soon("practice-card-name");
    }
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Escape" {
            ev.stop_propagation();
            close(desk);
        }
    };
    view! {
        <aside class="card practice-card" aria-labelledby="practice-card-name" on:keydown=on_key>
            <header>
                <h2 id="practice-card-name" class="subject" tabindex="-1">{found.name}</h2>
                <button type="button" class="button quiet icon" aria-label="Close the card" on:click=move |_| close(desk)>{icon(Icon::Close)}</button>
            </header>
            <p class="practice-card-strand">{strand(found.strand)}{found.strand.name()}<span class="muted small-text">"the layer it serves most, by our reading"</span></p>
            <p class="second">{format!("{}.", found.purpose)}</p>
            <p class="small-text muted">{groups(practice)}</p>
            {contributions(desk, practice)}
            {links::counterparts(desk, practice)}
            {links::roles(desk, practice)}
            {links::metrics(practice)}
            {here::streams(desk, practice)}
            {here::pages(practice)}
            {here::said(desk, practice)}
            {links::rows(practice)}
            {links::capabilities(practice)}
        </aside>
    }
    .into_any()
}

/// A part of the card with its title.
fn section(title: &'static str, body: AnyView) -> AnyView {
    view! { <section><h3>{title}</h3>{body}</section> }.into_any()
}

fn groups(practice: Practice) -> String {
    let four = match group(practice) {
        Group::General => "general management",
        Group::Service => "service management",
        Group::Technical => "technical management",
    };
    let five = match group_in_five(practice) {
        GroupInFive::General => "general management",
        GroupInFive::ProductAndService => "product and service management",
    };
    format!("ITIL 4: {four}. Version 5: {five}.")
}

/// A line for each activity of the edition in use: the level, and where it comes from.
fn contributions(desk: Desk, practice: Practice) -> AnyView {
    let edition = move || desk.workspace().map_or(Edition::Itil4, |workspace| workspace.edition);
    let rows = move || {
        desk.practices.with(|practices| match edition() {
            Edition::Itil4 => ACTIVITIES
                .map(|activity| {
                    let cell = level(practices, practice, activity);
                    (about_activity(activity).name, level_words(cell.level), source_words(cell.provenance))
                })
                .to_vec(),
            Edition::Itil5 => LIFECYCLE
                .map(|activity| {
                    let (words, source) = match part(practices, practice, activity) {
                        None => ("not told", "the table is not available"),
                        Some((part, own)) => (part_words(part), if own { "your own" } else { "second-hand" }),
                    };
                    (about_lifecycle(activity).name, words, source)
                })
                .to_vec(),
        })
    };
    let rows = move || {
        rows()
            .into_iter()
            .map(|(name, level, source)| {
                view! { <tr><th scope="row">{name}</th><td>{level}</td><td class="muted">{source}</td></tr> }
            })
            .collect_view()
    };
    section(
        "Contribution",
        view! {
            <table class="practice-card-levels">
                <thead class="visually-hidden"><tr><th scope="col">"Activity"</th><th scope="col">"Level"</th><th scope="col">"Source"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    )
}

const fn level_words(level: u8) -> &'static str {
    match level {
        0 => "0 none",
        1 => "1 low",
        2 => "2 medium",
        _ => "3 high",
    }
}

const fn source_words(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Published => "published",
        Provenance::FromText => "follows from the text",
        Provenance::Estimated => "our estimate",
        Provenance::Yours => "your own",
    }
}

const fn part_words(part: Part) -> &'static str {
    match part {
        Part::None => "takes no part",
        Part::Supporting => "S supporting",
        Part::Enabling => "E enabling",
    }
}
