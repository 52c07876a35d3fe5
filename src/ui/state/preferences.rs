//! How the app looks for this person: not part of any workspace.

use crate::platform::{page, storage};

/// Where the choice is kept.
const THEME_KEY: &str = "trivium:1:theme";

/// The colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
    Contrast,
}

impl Theme {
    /// In the order of the menu.
    pub(crate) const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// Its name.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Contrast => "High contrast",
        }
    }

    const fn value(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The choice from last time.
    pub(crate) fn remembered() -> Self {
        let kept = storage::read_preference(THEME_KEY);
        Self::ALL.into_iter().find(|theme| Some(theme.value()) == kept.as_deref()).unwrap_or(Self::System)
    }

    /// Keeps the choice, where storage allows.
    pub(crate) fn remember(self) {
        storage::write_preference(THEME_KEY, self.value());
    }

    /// What the choice comes to on this screen, now.
    pub(crate) fn resolved(self) -> Self {
        match self {
            Self::System if page::media_matches("(prefers-contrast: more)") => Self::Contrast,
            Self::System if page::media_matches("(prefers-color-scheme: dark)") => Self::Dark,
            Self::System => Self::Light,
            chosen => chosen,
        }
    }

    /// Puts it on the page.
    pub(crate) fn apply(self) {
        page::set_root_attribute("data-theme", Some(self.resolved().value()));
    }
}
