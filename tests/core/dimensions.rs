//! Coverage of the four dimensions.

use std::sync::Arc;

use trivium_core::{
    catalog::{dimensions::Dimension, samples::Sample},
    engine::governance::{DimensionCover, dimensions},
    model::{Place, Workspace},
};

fn of(workspace: &Workspace, dimension: Dimension) -> DimensionCover {
    dimensions(workspace).into_iter().find(|cover| cover.dimension == dimension).unwrap()
}

#[test]
fn the_four_come_in_their_order() {
    let found: Vec<Dimension> =
        dimensions(&Sample::Larkfield.workspace()).iter().map(|cover| cover.dimension).collect();
    assert_eq!(found, Dimension::ALL);
}

#[test]
fn what_is_filled_is_the_sum_of_its_counts() {
    for sample in Sample::ALL {
        for cover in dimensions(&sample.workspace()) {
            let (filled, of) = cover.filled();
            assert_eq!(filled, cover.signs.iter().map(|sign| sign.with).sum::<usize>());
            assert_eq!(of, cover.signs.iter().map(|sign| sign.of).sum::<usize>());
            assert!(filled <= of);
            for sign in &cover.signs {
                assert_eq!(sign.first_without.is_some(), sign.with < sign.of, "{sign:?}");
            }
        }
    }
}

#[test]
fn a_contract_that_no_team_fulfils_is_the_first_gap_of_partners() {
    let mut workspace = Sample::Larkfield.workspace();
    for team in Arc::make_mut(&mut workspace.teams).iter_mut() {
        team.contracts.clear();
    }
    let partners = of(&workspace, Dimension::PartnersAndSuppliers);
    let contracts = workspace.services.iter().map(|service| service.contracts.len()).sum::<usize>();
    assert!(contracts > 0);
    assert_eq!((partners.signs[0].with, partners.signs[0].of), (0, contracts));
    assert!(matches!(partners.signs[0].first_without, Some(Place::Service(_))));
    let first = workspace.services.iter().flat_map(|service| &service.contracts).next().unwrap().id;
    Arc::make_mut(&mut workspace.teams)[0].contracts.push(first);
    assert_eq!(of(&workspace, Dimension::PartnersAndSuppliers).signs[0].with, 1);
}

#[test]
fn a_step_without_a_team_is_a_gap_of_people_only() {
    let mut workspace = Sample::Larkfield.workspace();
    let before = dimensions(&workspace);
    let steps = &mut Arc::make_mut(&mut workspace.streams)[0].steps;
    steps[2].team = None;
    let step = steps[2].id;
    let after = dimensions(&workspace);
    assert_eq!(after[0].signs[0].with + 1, before[0].signs[0].with);
    assert!(matches!(after[0].signs[0].first_without, Some(Place::Step(_, id)) if id == step));
    assert_eq!(after[1..], before[1..]);
}
