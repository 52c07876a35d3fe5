//! Where work changes hands, today and as the roles are planned.

use std::sync::Arc;

use trivium_core::{
    engine::governance::{Hand, HandOverTotals, Passing, hand_overs, hands_of},
    model::{Flow, FlowId, FlowKind, Holder, Person, PersonId, Role, RoleUse, Share, TeamId, Workspace},
};

use super::fixture;

const CHANGE: Role = Role::ChangeManager;
const PEER: Role = Role::PeerReviewer;
const DEVELOPER: Role = Role::Developer;

/// The shop: refine, develop, test, approve by the build team, deploy by operations. Developers are Ann and Ben of the
/// build team; the change manager is Carl of no team, who approves.
fn shop() -> Workspace {
    let mut workspace = fixture::workspace();
    let build = workspace.teams[0].id;
    let steps = &mut Arc::make_mut(&mut workspace.streams)[0].steps;
    steps[1].roles = vec![DEVELOPER];
    steps[3].roles = vec![CHANGE];
    let practices = Arc::make_mut(&mut workspace.practices);
    let person = |number, name: &str, team| Person { id: PersonId::new(number), name: name.to_owned(), team };
    practices.people =
        vec![person(801, "Ann", Some(build)), person(802, "Ben", Some(build)), person(803, "Carl", None)];
    practices.roles = vec![
        RoleUse { today: vec![holder(801), holder(802)], ..RoleUse::new(DEVELOPER) },
        RoleUse { today: vec![holder(803)], ..RoleUse::new(CHANGE) },
    ];
    workspace
}

fn holder(number: u64) -> Holder {
    Holder::Person(PersonId::new(number))
}

fn role(workspace: &mut Workspace, role: Role) -> &mut RoleUse {
    let roles = &mut Arc::make_mut(&mut workspace.practices).roles;
    roles.iter_mut().find(|used| used.role == role).unwrap()
}

fn passings(workspace: &Workspace) -> Vec<Passing> {
    hand_overs(workspace, &workspace.streams[0]).links.iter().map(|link| link.passing).collect()
}

fn totals(workspace: &Workspace) -> HandOverTotals {
    hand_overs(workspace, &workspace.streams[0]).totals
}

#[test]
fn holders_of_roles_win_over_the_team_and_people_count_for_their_team() {
    use Passing::{SameHands, Stays};
    let workspace = shop();
    let steps = &workspace.streams[0].steps;
    let build = Hand::Team(workspace.teams[0].id);
    assert_eq!(hands_of(&workspace, &steps[1], false), [build], "Ann and Ben are one team");
    assert_eq!(hands_of(&workspace, &steps[3], false), [Hand::Person(PersonId::new(803))]);
    assert_eq!(passings(&workspace), [SameHands, SameHands, Stays, Stays]);
    let found = totals(&workspace);
    assert_eq!((found.links, found.today(), found.later(), found.unknown), (4, 2, 2, 0));
    assert!((found.per_item_today - 2.0).abs() < 1e-12 && (found.per_item_later - 2.0).abs() < 1e-12);
}

/// The change manager's duties pass to peers of the build team: one hand-over goes, that to operations stays.
#[test]
fn a_role_that_nobody_will_hold_is_looked_for_where_its_duties_go() {
    use Passing::{Removed, SameHands, Stays};
    let mut workspace = shop();
    let used = role(&mut workspace, CHANGE);
    used.planned = Some(Vec::new());
    used.becomes = vec![PEER];
    let peers = RoleUse { today: vec![holder(801)], ..RoleUse::new(PEER) };
    Arc::make_mut(&mut workspace.practices).roles.push(peers);
    assert_eq!(passings(&workspace), [SameHands, SameHands, Removed, Stays]);
    let found = totals(&workspace);
    assert_eq!((found.removed, found.stays, found.created), (1, 1, 0));
    assert!((found.per_item_today - 2.0).abs() < 1e-12 && (found.per_item_later - 1.0).abs() < 1e-12);

    // What it becomes changes nothing as long as somebody goes on holding it.
    role(&mut workspace, CHANGE).planned = None;
    assert_eq!(totals(&workspace).later(), 2);
    // Where nobody takes the duties over, the step's team does.
    let used = role(&mut workspace, CHANGE);
    (used.planned, used.becomes) = (Some(Vec::new()), Vec::new());
    assert_eq!(passings(&workspace), [SameHands, SameHands, Removed, Stays]);
}

#[test]
fn a_plan_may_create_a_hand_over() {
    use Passing::{Created, Stays};
    let mut workspace = shop();
    role(&mut workspace, DEVELOPER).planned = Some(vec![holder(803)]);
    assert_eq!(passings(&workspace), [Created, Created, Stays, Stays]);
    let found = totals(&workspace);
    assert!((found.per_item_today - 2.0).abs() < 1e-12 && (found.per_item_later - 4.0).abs() < 1e-12);
}

#[test]
fn links_of_unknown_hands_are_counted_and_left_out() {
    let mut workspace = shop();
    Arc::make_mut(&mut workspace.streams)[0].steps[4].team = None;
    let found = totals(&workspace);
    assert_eq!((found.links, found.unknown, found.today()), (4, 1, 1));
    assert!((found.per_item_today - 1.0).abs() < 1e-12);
}

/// Of a branch of 70 and 30 %, each link counts for its share, and so does what follows it.
#[test]
fn links_are_weighted_by_their_shares() {
    let mut workspace = shop();
    let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
    let ids: Vec<_> = stream.steps.iter().map(|step| step.id).collect();
    let link = |number, from: usize, to: usize, share| Flow {
        id: FlowId::new(number),
        from: ids[from],
        to: ids[to],
        kind: FlowKind::Next { share: Share::clamped(share) },
    };
    // Refine, develop, test; from there 70 % to the approval and 30 % live at once.
    stream.flows = vec![
        link(901, 0, 1, 1.0),
        link(902, 1, 2, 1.0),
        link(903, 2, 3, 0.7),
        link(904, 2, 4, 0.3),
        link(905, 3, 4, 1.0),
    ];
    let found = hand_overs(&workspace, &workspace.streams[0]);
    let weights: Vec<f64> = found.links.iter().map(|link| link.per_item).collect();
    for (found, expected) in weights.iter().zip([1.0, 1.0, 0.7, 0.3, 0.7]) {
        assert!((found - expected).abs() < 1e-12, "{weights:?}");
    }
    assert_eq!(found.totals.today(), 3);
    assert!((found.totals.per_item_today - 1.7).abs() < 1e-12);
    assert_eq!(found.links[2].today.0, [Hand::Team(TeamId::new(workspace.teams[0].id.number()))]);
}
