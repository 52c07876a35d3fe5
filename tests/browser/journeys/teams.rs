//! Teams and roles by keyboard alone: a team is typed, a capability finds its home, a person is added.

use serde_json::Value;

use crate::kit::{Engine, Journey, Page};

/// What the first row of a table says that begins with these words.
fn row(page: &Page, table: &str, name: &str) -> Option<String> {
    page.eval(&format!(
        "[...document.querySelectorAll('{table} tbody tr')].map((row) => row.innerText.replace(/\\s+/g, ' ').trim())
            .find((row) => row.startsWith({name:?})) ?? null"
    ))
}

fn by_keyboard(page: &Page) {
    page.set_viewport(1440, 900);
    page.open_larkfield();
    page.open("#/teams");
    page.wait_for_heading("Teams");
    page.settle();

    page.tab_to("input Add a team");
    page.type_text("Data | weekly");
    page.press("Enter");
    page.wait_for_text("Line 1 says \"weekly\"");
    page.press("Control+a");
    page.type_text("Data | 3 people | 70% | enabling");
    page.press("Enter");
    let added = page.wait_for("the new team", || row(page, ".teams-table", "Data"));
    assert!(added.contains("Enabling 3 70 %"), "{added}");

    // From the first cell one down and one to the right: operations of the second team.
    page.tab_to("button Development, Web product team");
    page.press("ArrowDown");
    page.press("ArrowRight");
    assert!(page.focus().contains("Operations, "), "{}", page.focus());
    page.press("t");
    page.wait_for("the cell to say it", || page.focus().ends_with("traditional").then_some(()));
    page.press("Delete");
    page.wait_for("the cell to be empty", || page.focus().ends_with("not said").then_some(()));
    page.assert_accessible("the teams");

    page.tab_to("tab Teams");
    for (tab, part) in [
        ("Platform", "Services for other teams"),
        ("Suppliers", "Fulfilled by"),
        ("Picture", "Who provides what to whom"),
        ("Effect", "3 hand-overs"),
    ] {
        page.press("ArrowRight");
        page.wait_for_text(part);
        assert!(page.focus().starts_with(&format!("tab {tab}")), "{}", page.focus());
        page.assert_accessible(tab);
    }
}

#[test]
fn teams_are_typed_and_read_by_keyboard_alone() {
    Journey::named("teams-keyboard").run(by_keyboard);
}

#[test]
fn teams_are_typed_and_read_by_keyboard_alone_in_firefox() {
    Journey::named("teams-keyboard-firefox").engine(Engine::Firefox).run(by_keyboard);
}

#[test]
fn a_person_is_typed_and_the_chains_say_where_work_changes_hands() {
    Journey::named("roles-keyboard").run(|page| {
        page.set_viewport(1440, 900);
        page.open_larkfield();
        page.open("#/practices");
        page.wait_for_heading("Practices");
        page.tab_to("tab Heat map");
        while !page.focus().starts_with("tab Role map") {
            page.press("ArrowRight");
            assert!(!page.focus().starts_with("tab Heat map"), "there is no role map");
        }
        page.wait_for_text("hand-over removed");
        page.tab_to("input Add a person");
        page.type_text("Ana Silva, Quality");
        page.press("Enter");
        page.wait_for_text("Ana Silva");
        page.assert_accessible("the role map");
    });
}

fn teams(page: &Page) -> Vec<Value> {
    page.download_workspace()["document"]["teams"].as_array().cloned().unwrap_or_default()
}

/// It says what goes with it, leaves nothing behind that points to it, and comes back whole.
#[test]
fn a_team_that_goes_comes_back_whole() {
    Journey::named("teams-remove").run(|page| {
        page.set_viewport(1440, 900);
        page.open_larkfield();
        page.go("Teams");
        let before = teams(page);
        page.button("Web product team").click();
        page.button("Remove team").click();
        page.wait_for_text("No team works with \"Web product team\" or uses its services any more.");
        page.wait_for("the team to be gone", || (teams(page).len() == before.len() - 1).then_some(()));
        page.press("Control+z");
        page.wait_for("the team to be back", || (teams(page) == before).then_some(()));
    });
}
