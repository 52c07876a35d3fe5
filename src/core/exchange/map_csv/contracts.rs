//! What suppliers and other teams promise to services, and which team keeps the promise.
//!
//! A contract that its service does not have yet is added, when its target is said: nobody promises an unknown figure.

use std::sync::Arc;

use super::{
    columns::Column,
    draft::{Draft, References, meant},
    index::{Found, Index, folded},
    known,
    sheet::{Cells, Key, Row, Sheet, Wrong, no_more},
    words,
};
use crate::{
    chart::Cell,
    exchange::capture::measure::cut,
    model::{ContractKind, ServiceId, SupplierContract, SupplierId, Target, TeamId, Workspace},
};

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Supplier, Column::Service],
    columns: |_| vec![Column::Id, Column::Service, Column::Supplier, Column::Kind, Column::Target, Column::FulfilledBy],
    more: no_more,
    rows,
    find,
    set,
};

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let references = References::of(workspace);
    let services = Index::of(workspace.services.iter().map(|service| service.name.as_str()));
    let mut rows = Vec::new();
    for service in workspace.services.iter() {
        let alone = matches!(services.find(&service.name), Found::One(_)) && service.name.parse::<ServiceId>().is_err();
        let called = if alone { service.name.clone() } else { service.id.to_string() };
        for contract in &service.contracts {
            let key = Key::Contract(service.id, contract.id);
            let name = format!("{} for {}", contract.supplier, service.name);
            rows.push(Row::new(key, name, columns, &|column| match column {
                Column::Id => Cell::text(contract.id.to_string()),
                Column::Service => words::text(&called),
                Column::Supplier => words::text(&contract.supplier),
                Column::Kind => Cell::text(words::contract_text(contract.kind)),
                Column::Target => Cell::text(contract.target.to_string()),
                Column::FulfilledBy => words::text(&references.teams(&who(workspace, contract.id))),
                _ => Cell::Missing,
            }));
        }
    }
    rows
}

/// The teams that fulfil a contract.
fn who(workspace: &Workspace, id: SupplierId) -> Vec<TeamId> {
    workspace.teams.iter().filter(|team| team.contracts.contains(&id)).map(|team| team.id).collect()
}

fn find(draft: &mut Draft<'_>, cells: &Cells) -> Result<Key, Wrong> {
    let at = service(draft, cells.get(&Column::Service)).map_err(Wrong::at(Column::Service))?;
    let supplier = cells.get(&Column::Supplier);
    let Some(service) = draft.after.services.get(at) else {
        return Err(Wrong(Column::Service, "this service is gone.".to_owned()));
    };
    let contracts = Index::of(service.contracts.iter().map(|contract| contract.supplier.as_str()));
    let id: Option<SupplierId> = cells.get(&Column::Id).parse().ok();
    let by_id = id.and_then(|id| service.contracts.iter().position(|contract| contract.id == id));
    let is = |contract: &SupplierContract| folded(&contract.supplier) == folded(supplier);
    let has_name = by_id.and_then(|at| service.contracts.get(at)).is_some_and(is);
    let found = meant(by_id, has_name, supplier, contracts.find(supplier)).map_err(Wrong::at(Column::Supplier))?;
    let service_id = service.id;
    if let Some(contract) = found.and_then(|at| service.contracts.get(at)) {
        return Ok(Key::Contract(service_id, contract.id));
    }
    let supplier = words::name(supplier).map_err(Wrong::at(Column::Supplier))?;
    let target = target(cells.get(&Column::Target)).map_err(Wrong::at(Column::Target))?;
    let id = draft.ids.contract();
    if let Some(service) = draft.service_mut(at) {
        service.contracts.push(SupplierContract { id, supplier, kind: ContractKind::Underpinning, target });
    }
    Ok(Key::Contract(service_id, id))
}

/// The place of a service that must exist, by its id or name.
fn service(draft: &Draft<'_>, text: &str) -> Result<usize, String> {
    let services = &draft.after.services;
    let by_id = text.parse().ok().and_then(|id: ServiceId| services.iter().position(|service| service.id == id));
    let named = Index::of(services.iter().map(|service| service.name.as_str())).find(text);
    let unknown = || known::unknown(text, &mut services.iter().map(|service| service.name.as_str()), "service");
    meant(by_id, true, text, named)?.ok_or_else(unknown)
}

/// A target: a percentage from 50 to below 100, with a decimal point or comma.
fn target(text: &str) -> Result<Target, String> {
    let read = text.replace(',', ".").parse();
    read.map_err(|_| format!("\"{}\" is no target. Type a percentage from 50 to below 100, such as 99.9.", cut(text)))
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let Key::Contract(service, id) = key else { return Ok(()) };
    if *column == Column::FulfilledBy {
        let teams = draft.teams(text)?;
        fulfil(draft, id, &teams);
        return Ok(());
    }
    let at = draft.after.services.iter().position(|other| other.id == service);
    let found = at.and_then(|at| draft.service_mut(at));
    let Some(contract) = found.and_then(|service| service.contracts.iter_mut().find(|contract| contract.id == id))
    else {
        return Ok(());
    };
    match column {
        Column::Supplier => contract.supplier = words::name(text)?,
        Column::Kind if !text.is_empty() => contract.kind = words::contract(text)?,
        Column::Target if !text.is_empty() => contract.target = target(text)?,
        _ => {}
    }
    Ok(())
}

/// These teams fulfil the contract, and no others.
fn fulfil(draft: &mut Draft<'_>, id: SupplierId, teams: &[TeamId]) {
    for team in Arc::make_mut(&mut draft.after.teams) {
        let wanted = teams.contains(&team.id);
        if wanted && !team.contracts.contains(&id) {
            team.contracts.push(id);
        }
        if !wanted {
            team.contracts.retain(|other| *other != id);
        }
    }
}
