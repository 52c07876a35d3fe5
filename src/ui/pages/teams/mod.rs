//! Teams: who owns which capability, who provides what, and what it costs the streams.

use leptos::prelude::*;

use crate::ui::{router::Page, shell::PageHead};

/// The page.
pub(crate) fn view() -> AnyView {
    view! { <PageHead page=Page::Teams ruled=true actions=().into_any()/> }.into_any()
}
