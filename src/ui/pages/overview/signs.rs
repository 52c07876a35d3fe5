//! Rows of evidence: what is counted, how many of how many, which way it speaks, and a way to the first gap.

use leptos::prelude::*;
use trivium_core::{
    chart::{format, sign_count, sign_detail, sign_words},
    engine::governance::{Sign, Speaks},
};

use super::findings::page_of;
use crate::ui::kit::{Icon, icon};

/// A list of signs. `judged` adds which way each speaks, in a word and a sign; a count of coverage speaks no way.
pub(super) fn rows(signs: &[Sign], judged: bool) -> AnyView {
    let row = |sign: &Sign| {
        let (what, missing) = sign_words(sign.kind);
        // Why nothing can be counted needs the width of the row; a count does not.
        let (below, count) = if sign.speaks() == Speaks::NotAtAll {
            (Some(format::not_available(missing)), String::new())
        } else {
            (sign_detail(sign), sign_count(sign))
        };
        let below = below.map(|below| view! { <span class="sub">{below}</span> });
        let page = sign.first_without.map(page_of);
        let first = page.map(|page| view! { <a href=page.href()>"First gap: " {page.title()}</a> });
        view! {
            <li class="sign">
                {judged.then(|| word(sign.speaks()))}
                <span class="sign-what">{what}{below}</span>
                <strong class="sign-count">{count}</strong>
                <span class="sign-gap">{first}</span>
            </li>
        }
        .into_any()
    };
    view! { <ul class="signs">{signs.iter().map(row).collect_view()}</ul> }.into_any()
}

/// Which way a sign speaks. Evidence is no verdict, so none of it has a colour.
fn word(speaks: Speaks) -> AnyView {
    let (sign, word) = match speaks {
        Speaks::For => (Some(Icon::Check), "for"),
        Speaks::InPart => (Some(Icon::Near), "in part"),
        Speaks::Against => (Some(Icon::Cross), "against"),
        Speaks::NotAtAll => (None, "open"),
    };
    view! { <span class="verdict sign-word">{sign.map(icon)} {word}</span> }.into_any()
}
