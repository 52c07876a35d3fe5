//! Practices: who does what, how practices of ITIL meet those of DevOps and SRE, and where the gaps are.

mod before_after;
mod card;
mod coverage;
pub(super) mod exchange;
mod glossary;
mod graph;
mod heat_map;
mod integration;
mod matrix;
mod maturity;
mod raci;
mod role_map;

use std::{cell::Cell, sync::Arc};

use leptos::prelude::*;
use trivium_core::{
    catalog::{places::AppPage, trade_marks::TRADE_MARK},
    edit::{Command, MapEdit},
    model::{Practice, Practices, Workspace},
};

use crate::ui::{kit::Tabs, router::Page, shell::PageHead, state::Session};

/// A form of the page: its name, and its view.
type Form = (&'static str, fn(Desk) -> AnyView);

/// All of them, in the order of the tabs.
const FORMS: &[Form] = &[
    ("Heat map", heat_map::view),
    ("Matrix", matrix::view),
    ("Graph", graph::view),
    ("RACI", raci::view),
    ("Role map", role_map::view),
    ("Maturity", maturity::view),
    ("Coverage", coverage::view),
    ("Integration tables", integration::view),
    ("Before and after", before_after::view),
    ("Glossary", glossary::view),
];

thread_local! {
    /// The form that was open last: who comes back to the page finds it again.
    static OPEN: Cell<usize> = const { Cell::new(0) };
    /// The practice that was looked at last.
    static CHOSEN: Cell<Option<Practice>> = const { Cell::new(None) };
}

/// Opens a form of the page, by its name, and a practice in it; for links from other pages.
pub(crate) fn open_at(form: &str, practice: Option<Practice>) {
    OPEN.set(FORMS.iter().position(|(name, _)| *name == form).unwrap_or_default());
    CHOSEN.set(practice);
}

/// Handles of the page. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    /// The practice whose card is open.
    chosen: RwSignal<Option<Practice>>,
    /// What the workspace says about practices.
    practices: Memo<Arc<Practices>>,
}

impl Desk {
    /// The workspace. The page is only there while one is open.
    fn workspace(self) -> Option<Arc<Workspace>> {
        self.session.workspace().get()
    }

    /// Changes the map; what is refused is said in a toast.
    fn edit(self, edit: MapEdit) {
        self.session.change(&Command::EditMap { edit });
    }

    /// Changes the map and offers Undo in a toast with this sentence.
    fn edit_saying(self, edit: MapEdit, sentence: &'static str) {
        self.session.change_saying(&Command::EditMap { edit }, sentence);
    }

    /// Opens the card of a practice, or closes it when it is open.
    fn toggle(self, practice: Practice) {
        self.chosen.update(|chosen| *chosen = (*chosen != Some(practice)).then_some(practice));
    }

    /// Changes the map for a field: what is refused becomes the field's sentence.
    fn commit(self, edit: MapEdit) -> Result<(), String> {
        self.session.commit(&Command::EditMap { edit })
    }
}

/// The page that the catalogue names.
const fn page_of(page: AppPage) -> Page {
    match page {
        AppPage::Overview => Page::Overview,
        AppPage::ValueChain => Page::ValueChain,
        AppPage::Practices => Page::Practices,
        AppPage::Teams => Page::Teams,
        AppPage::ServiceLevels => Page::ServiceLevels,
        AppPage::Dora => Page::Dora,
        AppPage::Simulator => Page::Simulator,
    }
}

/// The page.
pub(crate) fn view() -> AnyView {
    let session = Session::expect();
    let practices = Memo::new(move |_| {
        session.workspace().get().map(|workspace| Arc::clone(&workspace.practices)).unwrap_or_default()
    });
    let desk = Desk { session, chosen: RwSignal::new(CHOSEN.get()), practices };
    let form = RwSignal::new(OPEN.get());
    Effect::new(move || OPEN.set(form.get()));
    Effect::new(move || CHOSEN.set(desk.chosen.get()));
    let table = Signal::derive(move || {
        let name = FORMS.get(form.get()).map_or("", |(name, _)| *name);
        let edition = session.workspace().with(|workspace| workspace.as_ref().map(|workspace| workspace.edition));
        exchange::table_of(name, edition.unwrap_or_default())
    });
    let names = Signal::stored(FORMS.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
    let body = move || FORMS.get(form.get()).map(|(_, view)| view(desk));
    view! {
        <PageHead page=Page::Practices ruled=true actions=exchange::view(session, table)/>
        <div class="page-tabs"><Tabs label="Forms of the practice map" options=names chosen=form/></div>
        <div class="page-body practices" class:with-card=move || desk.chosen.get().is_some()>
            <div class="practices-form">{body}</div>
            {card::view(desk)}
            <p class="small-text muted practices-foot">{TRADE_MARK}</p>
        </div>
    }
    .into_any()
}
