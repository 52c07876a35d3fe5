//! Icons on a 16 px grid, the strand of a layer, and the mark.

use leptos::prelude::*;
use trivium_core::catalog::activities::Strand;

/// Every icon in the app. Always beside a word, or on a control with an accessible name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    Overview,
    Chain,
    Practices,
    Teams,
    ServiceLevels,
    Dora,
    Simulator,
    Undo,
    Redo,
    Check,
    Cross,
    Near,
    ChevronDown,
    ChevronRight,
    Up,
    Theme,
    Close,
    Plus,
    Minus,
    Table,
    Download,
    Menu,
    More,
    File,
    Saving,
    Present,
}

impl Icon {
    /// Stroked path data.
    const fn path(self) -> &'static str {
        match self {
            Self::Overview => "M2 4h11M2 8h7M2 12h9",
            Self::Chain => "M1.5 6h4v4h-4zM10.5 6h4v4h-4zM5.5 8h5",
            Self::Practices => "M2 2.5h5v5H2zM9 2.5h5v5H9zM2 9.5h5v4H2zM9 9.5h5v4H9z",
            Self::Teams => {
                "M5.5 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM1.5 13c0-2.6 1.6-4 4-4s4 1.4 4 4M11 7.2a1.9 1.9 0 1 0-.6-3.7M11.4 9.2c2 .2 3.1 1.6 3.1 3.8"
            }
            Self::ServiceLevels => "M2 4h2M6 4h2M10 4h2M2 7c4 0 5 5 12 5M12 9.5 14.5 12 12 14",
            Self::Dora => "M3 13V9M6.5 13V5M10 13V7.5M13.5 13V3",
            Self::Simulator => "M2 8h5c3 0 3-4 7-4M7 8c3 0 3 4 7 4M7 8h7",
            Self::Undo => "M6 3 2.5 6.5 6 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6",
            Self::Redo => "M10 3l3.5 3.5L10 10M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10",
            Self::Check => "M3 8.5 6.5 12 13 4.5",
            Self::Cross => "M3.5 3.5l9 9M12.5 3.5l-9 9",
            Self::Near => "M8 2.5 14.5 13.5H1.5zM8 6.5v3.5M8 11.8v.2",
            Self::ChevronDown => "M4 6l4 4 4-4",
            Self::ChevronRight => "M6 4l4 4-4 4",
            Self::Up => "M4 10l4-4 4 4",
            Self::Theme => "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11M9.5 3v10M11 4v8M12.3 5.5v5",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Minus => "M3 8h10",
            Self::Table => "M2 3h12v10H2zM2 6.5h12M7 6.5V13",
            Self::Download => "M8 2.5v8M5 7.5l3 3 3-3M3 13.5h10",
            Self::Menu => "M2 4h12M2 8h12M2 12h12",
            Self::More => "M3 8h.1M8 8h.1M13 8h.1",
            Self::File => "M4 1.5h5.5L12.5 5v9.5H4zM9.5 1.5V5h3",
            Self::Saving => "M8 2.5A5.5 5.5 0 1 0 13.5 8",
            Self::Present => "M1.5 3h13v8h-13zM8 11v3M5 14h6",
        }
    }
}

/// The icon, hidden from assistive technology.
pub(crate) fn icon(which: Icon) -> AnyView {
    view! {
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
            <path d=which.path()/>
        </svg>
    }
    .into_any()
}

/// The CSS class that carries the colour of a layer.
pub(crate) const fn strand_class(which: Strand) -> &'static str {
    match which {
        Strand::Governance => "strand gov",
        Strand::Velocity => "strand vel",
        Strand::Reliability => "strand rel",
    }
}

/// The small form of the mark: a line and a ring in the colour of the layer. Its word stands beside it or is spoken.
pub(crate) fn strand(which: Strand) -> AnyView {
    view! {
        <svg class=strand_class(which) width="18" height="8" viewBox="0 0 18 8" fill="none" stroke="currentColor"
            stroke-width="2" role="img" aria-label=which.name()>
            <path d="M0 4h11"/>
            <circle cx="14" cy="4" r="2.8"/>
        </svg>
    }
    .into_any()
}

/// Three strands meet in a node.
#[component]
pub(crate) fn Mark() -> AnyView {
    let strand = |class: &'static str, d: &'static str| {
        view! { <path class=class d=d stroke="currentColor"/> }
    };
    view! {
        <svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke-width="2.6" stroke-linecap="round" aria-hidden="true">
            {strand("gov", "M2.5 4.5c4 0 6 1.5 7.4 4.4")}
            {strand("vel", "M21.5 4.5c-4 0-6 1.5-7.4 4.4")}
            {strand("rel", "M12 15.4V21.5")}
            <circle class="ink" cx="12" cy="12" r="3.4" stroke="currentColor"/>
        </svg>
    }
    .into_any()
}
