//! Suppliers and their contracts: who promises what to which service, who fulfils it, and what it leaves.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::{Command, NewIds},
    engine::{
        governance::open_contracts,
        reliability::{PromiseVerdict, promise_check},
    },
    model::{ContractKind, Party, Service, ServiceId, SupplierContract, SupplierId, Target, Team, TeamId, Workspace},
};

use super::Desk;
use crate::ui::{
    kit::{Adder, Check, Field, Segmented, Verdict, verdict},
    pages::value_chain::typed,
};

/// Where the service of a new contract is chosen.
const SERVICE: &str = "contract-service";

/// A contract with its service.
type Found = (ServiceId, SupplierContract);

/// Handles of the form. `Copy`.
#[derive(Clone, Copy)]
struct Stand {
    desk: Desk,
    chosen: RwSignal<Option<SupplierId>>,
    contract: Memo<Option<Found>>,
}

impl Stand {
    /// The service of the contract as it is now, without subscribing.
    fn service(self) -> Option<(Service, SupplierId)> {
        let (service, contract) = self.contract.get_untracked()?;
        Some((self.desk.session.now()?.service(service)?.clone(), contract.id))
    }

    fn edit(self, change: &dyn Fn(&mut SupplierContract)) -> Result<(), String> {
        let Some((mut service, id)) = self.service() else { return Ok(()) };
        if let Some(contract) = service.contracts.iter_mut().find(|contract| contract.id == id) {
            change(contract);
        }
        self.desk.session.commit(&Command::UpdateService { service })
    }

    fn read(self, of: fn(&SupplierContract) -> String) -> Signal<String> {
        Signal::derive(move || {
            self.contract.with(|found| found.as_ref().map(|(_, contract)| of(contract)).unwrap_or_default())
        })
    }
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let chosen = RwSignal::new(None::<SupplierId>);
    let contract = Memo::new(move |_| {
        let workspace = desk.workspace()?;
        let mut all =
            workspace.services.iter().flat_map(|service| service.contracts.iter().map(|known| (service.id, known)));
        let wanted = chosen.get();
        let found = all.clone().find(|(_, contract)| Some(contract.id) == wanted).or_else(|| all.next());
        found.map(|(service, contract)| (service, contract.clone()))
    });
    let stand = Stand { desk, chosen, contract };
    let id = Memo::new(move |_| contract.with(|found| found.as_ref().map(|(_, contract)| contract.id)));
    let editing = move || match id.get() {
        Some(_) => editor(stand),
        None => view! { <p class="second">"Add a contract to see what it leaves of the promise."</p> }.into_any(),
    };
    view! {
        <div class="teams-grid">
            <div class="teams-main">
                <section class="card flush">
                    <div class="card-head"><h2>"Contracts"</h2><span class="sentence">{move || sentence(desk)}</span></div>
                    {table(stand)}
                    <div class="card-foot">{add(stand)}
                        <button type="button" class="button" on:click=move |_| desk.add_one(Party::Supplier)>"Add supplier"</button></div>
                </section>
                {suppliers(desk)}
                {move || promises(desk)}
            </div>
            <aside class="card teams-inspector" aria-label="Contract">{editing}</aside>
        </div>
    }
    .into_any()
}

fn sentence(desk: Desk) -> String {
    let Some(workspace) = desk.workspace() else { return String::new() };
    let all: usize = workspace.services.iter().map(|service| service.contracts.len()).sum();
    match (all, open_contracts(&workspace).len()) {
        (0, _) => "Nobody promises anything to a service of ours in writing.".to_owned(),
        (_, 0) => "Each contract has a team that fulfils it.".to_owned(),
        (1, _) => "The one contract has no team that fulfils it.".to_owned(),
        (all, 1) => format!("1 of {all} contracts has no team that fulfils it."),
        (all, open) => format!("{open} of {all} contracts have no team that fulfils them."),
    }
}

/// The teams that fulfil a contract.
fn fulfils(workspace: &Workspace, contract: SupplierId) -> Vec<&Team> {
    workspace.teams.iter().filter(|team| team.contracts.contains(&contract)).collect()
}

fn kind_word(kind: ContractKind) -> &'static str {
    match kind {
        ContractKind::Ola => "OLA",
        ContractKind::Underpinning => "underpinning contract",
    }
}

/// Whether who fulfils a contract fits its kind; the sentence when they do not.
fn mismatch(kind: ContractKind, party: Party) -> Option<&'static str> {
    match (kind, party) {
        (ContractKind::Ola, Party::Supplier) => Some("an OLA stands between teams of one organisation"),
        (ContractKind::Underpinning, Party::Internal) => Some("an underpinning contract stands with a supplier"),
        _ => None,
    }
}

fn table(stand: Stand) -> AnyView {
    let rows = move || {
        let workspace = stand.desk.workspace()?;
        let open = stand.contract.with(|found| found.as_ref().map(|(_, contract)| contract.id));
        let mut rows = Vec::new();
        for service in workspace.services.iter() {
            for contract in &service.contracts {
                let (id, here) = (contract.id, open == Some(contract.id));
                let teams = fulfils(&workspace, id);
                let each = |team: &Team| match mismatch(contract.kind, team.party) {
                    None => view! { <span class="teams-each">{team.name.clone()}</span> }.into_any(),
                    Some(why) => verdict(Verdict::Near, format!("{}: {why}", team.name)),
                };
                let by = match teams.as_slice() {
                    [] => verdict(Verdict::Near, "nobody"),
                    some => some.iter().map(|team| each(team)).collect::<Vec<AnyView>>().into_any(),
                };
                rows.push(view! {
                    <tr class:selected=here>
                        <th scope="row"><button type="button" class="link-row" id=row_id(id) aria-current=here.then_some("true")
                            on:click=move |_| { stand.chosen.set(Some(id)); crate::platform::page::focus_soon(&row_id(id)); }>
                            <strong>{contract.supplier.clone()}</strong></button></th>
                        <td>{service.name.clone()}</td><td>{kind_word(contract.kind)}</td>
                        <td class="number">{format::target(contract.target)}</td><td>{by}</td>
                    </tr>
                });
            }
        }
        Some(rows)
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Contracts"><table class="table">
            <thead><tr><th scope="col">"Who promises"</th><th scope="col">"To which service"</th><th scope="col">"Kind"</th>
                <th scope="col" class="number">"Target"</th><th scope="col">"Fulfilled by"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}

fn row_id(id: SupplierId) -> String {
    format!("contract-{}", id.number())
}

/// The id of the field with the name of a supplier.
pub(super) fn name_id(id: TeamId) -> String {
    format!("supplier-{}", id.number())
}

/// The suppliers by name; their people and their work are in the tab Teams, like those of every team.
fn suppliers(desk: Desk) -> AnyView {
    let all = Memo::new(move |_| {
        let workspace = desk.workspace();
        let teams = workspace.iter().flat_map(|workspace| workspace.teams.iter());
        teams.filter(|team| team.party == Party::Supplier).map(|team| team.id).collect::<Vec<_>>()
    });
    let row = move |id: TeamId| {
        let name = Signal::derive(move || {
            desk.workspace().and_then(|workspace| workspace.team(id).map(|team| team.name.clone())).unwrap_or_default()
        });
        let commit = Callback::new(move |text: String| {
            let Some(team) = desk.team_now(id) else { return Ok(()) };
            desk.rename(team, &text)
        });
        view! { <li><Field label="Name of the supplier" id=name_id(id) value=name commit=commit/></li> }
    };
    let card = move || {
        (!all.read().is_empty()).then(|| {
            view! {
                <section class="card"><h2>"Suppliers"</h2>
                    <ul class="teams-with"><For each=move || all.get() key=|id| *id children=row/></ul></section>
            }
        })
    };
    view! { {card} }.into_any()
}

/// What the contracts leave of each promise.
fn promises(desk: Desk) -> Option<AnyView> {
    let workspace = desk.workspace()?;
    let mut rows = Vec::new();
    for service in workspace.services.iter().filter(|service| !service.contracts.is_empty()) {
        let Some(slo) = service.main_slo() else {
            rows.push(
                view! { <li>{service.name.clone()}<span class="second">"n/a, because it has no objective"</span></li> }
                    .into_any(),
            );
            continue;
        };
        let check = promise_check(&workspace, service, slo);
        let minutes = |minutes: f64| format::duration_exact(minutes * 60.0, format::Clock::Calendar);
        let words = match check.verdict {
            PromiseVerdict::CannotBeKept => verdict(Verdict::Over, "the others alone break it"),
            PromiseVerdict::OwnPartMustReach(own) => verdict(
                if own > slo.target.ratio() { Verdict::Near } else { Verdict::Within },
                format!("if our own part reaches {}", format::percent(own)),
            ),
            PromiseVerdict::OwnPartOnly => verdict(Verdict::Within, "own part only"),
        };
        rows.push(
            view! {
                <li><span><strong>{service.name.clone()}</strong><span class="sub-line">{format!(
                    "Objective {}. All parts together may fail {} in {} days, {} are allowed.",
                    format::target(slo.target), minutes(check.bad_minutes), slo.window_days, minutes(check.budget.minutes)
                )}</span></span><span class="value">{words}</span></li>
            }
            .into_any(),
        );
    }
    (!rows.is_empty()).then(|| {
        view! { <section class="card"><h2>"What they leave of the promise"</h2><ul class="rows">{rows}</ul></section> }.into_any()
    })
}

/// Adds a contract of a service.
fn add(stand: Stand) -> AnyView {
    let services = Memo::new(move |_| {
        let workspace = stand.desk.workspace();
        let all = workspace.iter().flat_map(|workspace| workspace.services.iter());
        all.map(|service| (service.id, service.name.clone())).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || services.get().into_iter().map(|(_, name)| name).collect::<Vec<_>>());
    let choose = Callback::new(move |at: usize| {
        let id = services.with_untracked(|all| all.get(at).map(|(id, _)| *id));
        let Some((workspace, id)) = stand.desk.session.now().zip(id) else { return };
        let Some(mut service) = workspace.service(id).cloned() else { return };
        let new = NewIds::of(&workspace).contract();
        service.contracts.push(SupplierContract {
            id: new,
            supplier: "Supplier".to_owned(),
            kind: ContractKind::Underpinning,
            target: Target::THREE_NINES,
        });
        stand
            .desk
            .session
            .change_saying(&Command::UpdateService { service }, "Contract added, with a target of 99.9 %.");
        stand.chosen.set(Some(new));
        crate::platform::page::focus_first_soon("#contract-name");
    });
    view! { <Adder id=SERVICE label="The service of a new contract" word="Add a contract" options=options add=choose/> }
        .into_any()
}

fn editor(stand: Stand) -> AnyView {
    let name = Callback::new(move |text: String| {
        let name = typed::name(&text)?;
        stand.edit(&|contract| contract.supplier.clone_from(&name))
    });
    let target = Callback::new(move |text: String| {
        let target: Target =
            text.replace(',', ".").parse().map_err(|error: trivium_core::model::UnitError| error.to_string())?;
        stand.edit(&|contract| contract.target = target)
    });
    let kind = Signal::derive(move || {
        usize::from(
            stand
                .contract
                .with(|found| found.as_ref().is_some_and(|(_, known)| known.kind == ContractKind::Underpinning)),
        )
    });
    let choose = Callback::new(move |at: usize| {
        let kind = if at == 0 { ContractKind::Ola } else { ContractKind::Underpinning };
        if let Err(sentence) = stand.edit(&|contract| contract.kind = kind) {
            stand.desk.session.say(sentence, false);
        }
    });
    view! {
        <h2 class="subject">{stand.read(|contract| contract.supplier.clone())}</h2>
        <Field label="Who promises" id="contract-name" value=stand.read(|contract| contract.supplier.clone()) commit=name/>
        <Field label="Target" unit="%" value=stand.read(|contract| contract.target.to_string()) commit=target/>
        <div class="teams-choice"><span class="small-text second">"Between whom"</span>
            <Segmented label="Between whom it stands" options=vec!["OLA", "Underpinning"] chosen=kind choose=choose full=true/></div>
        <p class="small-text muted">"An OLA (operational level agreement) stands with a team of our own organisation, an underpinning contract with a supplier."</p>
        {holders(stand)}
        {remove(stand)}
    }
    .into_any()
}

/// The teams that fulfil it: none, one, or several together.
fn holders(stand: Stand) -> AnyView {
    let teams = Memo::new(move |_| stand.desk.names());
    let row = move |(id, name): (TeamId, String)| {
        let on = Signal::derive(move || {
            let contract = stand.contract.with(|found| found.as_ref().map(|(_, contract)| contract.id));
            let workspace = stand.desk.workspace();
            let team = workspace.as_deref().and_then(|workspace| workspace.team(id));
            team.zip(contract).is_some_and(|(team, contract)| team.contracts.contains(&contract))
        });
        let set = Callback::new(move |on: bool| {
            let contract = stand.contract.with_untracked(|found| found.as_ref().map(|(_, contract)| contract.id));
            let (Some(mut team), Some(contract)) = (stand.desk.team_now(id), contract) else { return };
            team.contracts.retain(|known| *known != contract);
            team.contracts.extend(on.then_some(contract));
            stand.desk.set(team);
        });
        view! { <Check label=name on=on set=set/> }
    };
    view! {
        <fieldset><legend><strong>"Fulfilled by"</strong></legend>
            <For each=move || teams.get() key=|team| team.clone() children=row/></fieldset>
    }
    .into_any()
}

fn remove(stand: Stand) -> AnyView {
    let act = move |_| {
        let Some((mut service, id)) = stand.service() else { return };
        service.contracts.retain(|contract| contract.id != id);
        stand.chosen.set(None);
        stand.desk.session.change_saying(&Command::UpdateService { service }, "Contract removed.");
        crate::platform::page::focus_soon(SERVICE);
    };
    view! { <button type="button" class="button danger" on:click=act>"Remove contract"</button> }.into_any()
}
