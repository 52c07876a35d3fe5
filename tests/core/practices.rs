//! Practices and roles: what a step says of them, and what the catalogue knows.

use trivium_core::{
    edit::Command,
    model::{Practice, Role, Step, Workspace},
    wire::{read_file, write_file},
};

use super::fixture::workspace;

const AT: &str = "2026-11-20T09:00:00Z";

fn with(change: impl FnOnce(&mut Step)) -> Result<Workspace, String> {
    let before = workspace();
    let stream = &before.streams[0];
    let mut step = stream.steps[0].clone();
    change(&mut step);
    Command::UpdateStep { stream: stream.id, step }.apply(&before).map_err(|problem| problem.what)
}

#[test]
fn a_step_names_each_practice_and_role_once() {
    let all = with(|step| {
        step.practices = Practice::ALL.to_vec();
        step.roles = Role::ALL[..12].to_vec();
    });
    assert_eq!(all.unwrap().streams[0].steps[0].practices.len(), 34);
    let twice =
        with(|step| step.practices = vec![Practice::ServiceDesk, Practice::ServiceDesign, Practice::ServiceDesk]);
    assert_eq!(twice.unwrap_err(), "Step \"Refine\" names a practice twice.");
    let twice = with(|step| step.roles = vec![Role::Developer, Role::Developer]);
    assert_eq!(twice.unwrap_err(), "Step \"Refine\" names a role twice.");
    let crowd = with(|step| step.roles = Role::ALL[..13].to_vec());
    assert_eq!(crowd.unwrap_err(), "Step \"Refine\" names 13 roles; at most 12 are allowed.");
}

#[test]
fn practices_and_roles_are_written_by_name_and_read_again() {
    let plain = write_file(&workspace(), AT).unwrap();
    assert!(!plain.contains("\"roles\""), "a step that names no role looks as an older version wrote it");
    let named = with(|step| {
        step.practices = Practice::ALL.to_vec();
        step.roles = vec![Role::SiteReliabilityEngineer, Role::UxDesigner];
    });
    let named = named.unwrap();
    let text = write_file(&named, AT).unwrap();
    for word in ["organizational_change_management", "it_asset_management", "site_reliability_engineer", "ux_designer"]
    {
        assert!(text.contains(&format!("\"{word}\"")), "{word}");
    }
    assert_eq!(read_file(text.as_bytes()).unwrap().workspace, named);
    let misspelt = text.replace("\"ux_designer\"", "\"ux_desinger\"");
    assert!(read_file(misspelt.as_bytes()).is_err(), "a role that does not exist is not kept as text");
}
