//! Words that carry a sign: verdicts, keys, and what is not available.

use leptos::prelude::*;

use super::{Icon, icon};

/// How a value stands to its limit. Good is quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Within,
    Near,
    Over,
    Unknown,
}

/// Sign and word; the word says by how much.
pub(crate) fn verdict(kind: Verdict, words: impl Into<String>) -> AnyView {
    let (class, sign) = match kind {
        Verdict::Within => ("verdict", Some(Icon::Check)),
        Verdict::Near => ("verdict near", Some(Icon::Near)),
        Verdict::Over => ("verdict bad", Some(Icon::Cross)),
        Verdict::Unknown => ("verdict na", None),
    };
    view! { <span class=class>{sign.map(icon)} {words.into()}</span> }.into_any()
}

/// A key of the keyboard.
pub(crate) fn key(name: &'static str) -> AnyView {
    view! { <kbd class="key">{name}</kbd> }.into_any()
}

/// A result that does not exist, and why.
pub(crate) fn not_available(because: impl Into<String>) -> AnyView {
    let because: String = because.into();
    view! { <span class="na">{format!("n/a, because {because}")}</span> }.into_any()
}
