//! Hash routing: it owns only `#/...`, so the app runs under any path, and from a file.
//!
//! Each navigation sets the title and moves focus to the page's heading; going back restores the scroll position.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

use super::kit::Icon;

/// A page that works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Page {
    Start,
    Overview,
    ValueChain,
    Practices,
    Teams,
    ServiceLevels,
    Dora,
    Simulator,
    Present,
    PresentChain,
}

impl Page {
    /// Pages in the rail, with the group that begins before them.
    pub(crate) const RAIL: [(Option<&'static str>, Self); 7] = [
        (None, Self::Overview),
        (Some("Model"), Self::ValueChain),
        (None, Self::Practices),
        (None, Self::Teams),
        (Some("Measure"), Self::ServiceLevels),
        (None, Self::Dora),
        (Some("Simulate"), Self::Simulator),
    ];

    const ALL: [Self; 10] = [
        Self::Start,
        Self::Overview,
        Self::ValueChain,
        Self::Practices,
        Self::Teams,
        Self::ServiceLevels,
        Self::Dora,
        Self::Simulator,
        Self::Present,
        Self::PresentChain,
    ];

    /// What stands in the address after `#`.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Start => "/",
            Self::Overview => "/overview",
            Self::ValueChain => "/value-chain",
            Self::Practices => "/practices",
            Self::Teams => "/teams",
            Self::ServiceLevels => "/service-levels",
            Self::Dora => "/dora",
            Self::Simulator => "/simulator",
            Self::Present => "/present",
            Self::PresentChain => "/value-chain/present",
        }
    }

    /// For links.
    pub(crate) fn href(self) -> String {
        format!("#{}", self.path())
    }

    /// Its name.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Start => "Start",
            Self::Overview => "Overview",
            Self::ValueChain => "Value chain",
            Self::Practices => "Practices",
            Self::Teams => "Teams",
            Self::ServiceLevels => "Service levels",
            Self::Dora => "DORA metrics",
            Self::Simulator => "Simulator",
            Self::Present => "Present",
            Self::PresentChain => "Present the value chain",
        }
    }

    /// The one question it answers.
    pub(crate) const fn question(self) -> &'static str {
        match self {
            Self::Start => "Where does your work wait, and what would another policy do?",
            Self::Overview => "Where do governance, velocity and reliability stand?",
            Self::ValueChain | Self::PresentChain => "Where does work wait?",
            Self::Practices => "Who does what, and where are the gaps?",
            Self::Teams => "Who owns which capability?",
            Self::ServiceLevels => "How reliable must we be, and what may we spend?",
            Self::Dora => "How fast and how stable is our delivery?",
            Self::Simulator | Self::Present => "What happens if ...?",
        }
    }

    /// Its sign in the rail.
    pub(crate) const fn icon(self) -> Icon {
        match self {
            Self::Start | Self::Overview => Icon::Overview,
            Self::ValueChain | Self::PresentChain => Icon::Chain,
            Self::Practices => Icon::Practices,
            Self::Teams => Icon::Teams,
            Self::ServiceLevels => Icon::ServiceLevels,
            Self::Dora => Icon::Dora,
            Self::Simulator | Self::Present => Icon::Simulator,
        }
    }

    /// The page of an address fragment such as `#/dora`; `None` when no page has it.
    fn from_fragment(fragment: &str) -> Option<Self> {
        let path = fragment.trim_start_matches('#');
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() { Some(Self::Start) } else { Self::ALL.into_iter().find(|page| page.path() == path) }
    }
}

/// What stands in the address for a form of a page: "Before and after" is `before-and-after`.
fn slug(form: &str) -> String {
    form.to_lowercase().replace(' ', "-")
}

/// The form that the address names, as its place among these.
pub(crate) fn form_in_address(forms: impl IntoIterator<Item = &'static str>) -> Option<usize> {
    let fragment = window().location().hash().ok()?;
    let (_, named) = fragment.split_once('?')?;
    forms.into_iter().position(|form| slug(form) == named)
}

/// Writes the form of a page into the address, without a new entry in the history of the browser: a reload finds it again.
pub(crate) fn show_form(page: Page, form: &str) {
    let here = window().location().hash().unwrap_or_default();
    if here.split('?').next() == Some(page.href().as_str())
        && let Ok(history) = window().history()
    {
        let address = format!("{}?{}", page.href(), slug(form));
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
}

/// The router: made once, at the root.
#[derive(Clone, Copy)]
pub(crate) struct Router {
    page: RwSignal<Page>,
    unknown: RwSignal<Option<String>>,
    scrolls: StoredValue<std::collections::BTreeMap<Page, f64>>,
    fresh: StoredValue<bool>,
}

impl Router {
    /// Reads the address and follows it from now on.
    pub(crate) fn start() -> Self {
        let router = Self {
            page: RwSignal::new(Page::Start),
            unknown: RwSignal::new(None),
            scrolls: StoredValue::new(std::collections::BTreeMap::new()),
            fresh: StoredValue::new(false),
        };
        router.read_address();
        let on_change = Closure::<dyn Fn()>::new(move || {
            router.leave();
            router.read_address();
            router.arrive();
        });
        let _ = window().add_event_listener_with_callback("hashchange", on_change.as_ref().unchecked_ref());
        on_change.forget();
        router
    }

    /// The page on screen.
    pub(crate) fn page(self) -> Signal<Page> {
        self.page.into()
    }

    /// An address that no page has, once; asking again answers `None`.
    pub(crate) fn take_unknown(self) -> Option<String> {
        let unknown = self.unknown.get();
        if unknown.is_some() {
            self.unknown.set(None);
        }
        unknown
    }

    /// Goes to a page, to its top.
    pub(crate) fn go(self, page: Page) {
        self.fresh.set_value(true);
        let _ = window().location().set_hash(page.path());
    }

    fn read_address(self) {
        let fragment = window().location().hash().unwrap_or_default();
        let page = Page::from_fragment(&fragment);
        if page.is_none() {
            self.unknown.set(Some(fragment));
        }
        self.page.set(page.unwrap_or(Page::Start));
    }

    fn leave(self) {
        let left = self.page.get_untracked();
        let at = window().scroll_y().unwrap_or_default();
        self.scrolls.update_value(|scrolls| {
            scrolls.insert(left, at);
        });
    }

    fn arrive(self) {
        let page = self.page.get_untracked();
        let fresh = self.fresh.get_value();
        self.fresh.set_value(false);
        let at =
            if fresh { 0.0 } else { self.scrolls.with_value(|scrolls| scrolls.get(&page).copied().unwrap_or(0.0)) };
        request_animation_frame(move || {
            window().scroll_to_with_x_and_y(0.0, at);
            crate::platform::page::focus_heading();
        });
    }
}
