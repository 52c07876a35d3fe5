//! Service levels: from promise to consequence, what is left of the budget, and when an alert would say so.

mod alerts;
mod burn;
mod editor;
mod list;
mod promise;

use leptos::prelude::*;
use trivium_core::{
    edit::{Command, NewIds},
    exchange::adopt::usual_service,
    model::{Service, ServiceId, Slo},
};

use crate::ui::{router::Page, shell::PageHead, state::Session};

/// Handles of the page. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    chosen: RwSignal<Option<ServiceId>>,
    service: Memo<Option<Service>>,
}

impl Desk {
    /// Changes the chosen service; what is refused becomes the sentence of a field.
    fn edit(self, change: impl FnOnce(&mut Service)) -> Result<(), String> {
        let Some(mut service) = self.service.get_untracked() else { return Ok(()) };
        change(&mut service);
        self.session.commit(&Command::UpdateService { service })
    }

    /// Changes the main objective of the chosen service.
    fn edit_slo(self, change: impl FnOnce(&mut Slo)) -> Result<(), String> {
        self.edit(|service| {
            let main = service.main_slo().map(|slo| slo.id);
            if let Some(slo) = service.slos.iter_mut().find(|slo| Some(slo.id) == main) {
                change(slo);
            }
        })
    }
}

/// The page.
pub(crate) fn view() -> AnyView {
    let session = Session::expect();
    let chosen = RwSignal::new(None::<ServiceId>);
    let service = Memo::new(move |_| {
        let workspace = session.workspace().get()?;
        let by_choice = chosen.get().and_then(|id| workspace.service(id));
        by_choice.or_else(|| workspace.main_service()).cloned()
    });
    let desk = Desk { session, chosen, service };
    let actions = view! {
        <button type="button" class="button primary" on:click=move |_| add_service(desk)>"Add service"</button>
    }
    .into_any();
    let has_service = Memo::new(move |_| service.with(Option::is_some));
    let body = move || if has_service.get() { page(desk) } else { nothing(desk) };
    view! {
        <PageHead page=Page::ServiceLevels ruled=true actions=actions/>
        {body}
    }
    .into_any()
}

fn page(desk: Desk) -> AnyView {
    view! {
        <div class="levels">
            <aside class="levels-list" aria-label="Services">{list::view(desk)}</aside>
            <div class="levels-main">
                {move || promise::view(desk)}
                <div class="card">{burn::view(desk)}</div>
                {move || alerts::view(desk)}
            </div>
            <aside class="levels-editor" aria-label="Service and objective">{editor::view(desk)}</aside>
        </div>
    }
    .into_any()
}

fn nothing(desk: Desk) -> AnyView {
    view! {
        <div class="page-body"><div class="empty">
            <h2>"No service yet"</h2>
            <p>"A service is what people depend on. With an objective it has an error budget: what may fail before somebody has to react."</p>
            <button type="button" class="button" on:click=move |_| add_service(desk)>"Add service"</button>
        </div></div>
    }
    .into_any()
}

fn add_service(desk: Desk) {
    let Some(workspace) = desk.session.now() else { return };
    let name = format!("Service {}", workspace.services.len() + 1);
    let service = usual_service(name, &mut NewIds::of(&workspace));
    let id = service.id;
    desk.session.change_saying(&Command::AddService { service }, "Service added, with an objective of 99.9 %.");
    desk.chosen.set(Some(id));
}
