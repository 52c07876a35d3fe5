//! Roles, maturity, snapshots, graph, card and mapping tables: a workshop on the map, by keyboard.

use serde_json::Value;

use crate::kit::{Engine, Journey, Page};

const ENGINES: [Engine; 2] = [Engine::Chromium, Engine::Firefox];

fn open(page: &Page, form: &str) {
    page.go("Practices");
    page.role("tab", form).click();
    page.settle();
}

fn practices(page: &Page) -> Value {
    page.download_workspace()["document"]["practices"].clone()
}

/// Ten people say where problem management stands; what they said is hidden until it is shown, and their spread with it.
fn vote(page: &Page) {
    open(page, "Maturity");
    page.assert_accessible("the maturity of practices");
    page.wait_for_text("Work waits longest at \"CAB approval\"");
    page.tab_to("button Release management");
    page.press("Enter");
    page.assert_accessible("the maturity of a practice");
    page.tab_to("button Count a vote for 1, Ad hoc");
    page.press("Enter");
    page.wait_for_text("1 vote, covered.");
    for level in ["2", "2", "4"] {
        page.press(level);
    }
    page.wait_for_text("4 votes, covered.");
    page.tab_to("button Show");
    page.press("Enter");
    page.wait_for_text("4 votes");
    let maturity = practices(page)["maturity"].as_array().cloned().unwrap_or_default();
    let voted = maturity.iter().find(|one| one["practice"] == "release_management").cloned().unwrap_or_default();
    assert_eq!(voted["votes"].to_string(), "[1,2,0,1,0]");
}

#[test]
fn a_workshop_on_roles_and_maturity_is_kept_and_compared_by_keyboard() {
    for engine in ENGINES {
        Journey::named(&format!("map-workshop-{engine:?}")).engine(engine).run(|page| {
            page.set_viewport(1440, 900);
            page.open_larkfield();
            open(page, "Before and after");
            page.tab_to("button Take a snapshot");
            page.press("Enter");
            page.wait_for_text("What has changed");
            page.assert_accessible("a snapshot");

            open(page, "Role map");
            page.assert_accessible("the role map");
            page.screenshot("role-map");
            page.tab_to("input Add a person");
            page.type_text("Ana Silva, Quality");
            page.press("Enter");
            page.wait_for_text("Ana Silva");
            vote(page);

            open(page, "Before and after");
            page.wait_for_text("Ana Silva");
            page.wait_for_text("Release management");
            page.assert_accessible("what changed since a snapshot");
            page.screenshot("before-after");
            page.wait_until_saved();
            page.reload();
            page.wait_until_ready();
            page.wait_for_text("Ana Silva");
        });
    }
}

#[test]
fn the_graph_is_walked_by_arrow_keys_and_leads_to_the_card() {
    for engine in ENGINES {
        Journey::named(&format!("map-graph-{engine:?}")).engine(engine).run(|page| {
            page.set_viewport(1440, 900);
            page.open_larkfield();
            open(page, "Graph");
            page.assert_accessible("the graph");
            page.tab_to("option Change enablement");
            page.press("ArrowRight");
            let here = page.focus();
            assert!(here.contains("linked"), "{here} is no neighbour");
            page.press("ArrowLeft");
            let back = page.focus();
            assert!(back.contains("Change enablement"), "{back}");
            page.button("Open its card").click();
            page.wait_for_text("Used in value streams");
            page.assert_accessible("the card of a practice");
            page.screenshot("card");
        });
    }
}

#[test]
fn the_mapping_tables_say_what_is_true_here_and_can_be_put_in_own_words() {
    Journey::named("map-integration").run(|page| {
        page.set_viewport(1440, 900);
        page.open_larkfield();
        open(page, "Integration tables");
        page.assert_accessible("the mapping tables");
        // What the model says today, not what the table would like.
        page.wait_for_text("none stops deployments when the budget is spent");
        page.tab_to("button Change row Standard");
        page.press("Enter");
        page.assert_accessible("a row in own words");
        page.screenshot("integration-row");
        page.go("Value chain");
    });
}

#[test]
fn every_form_of_the_page_stands_on_a_phone() {
    Journey::named("map-phone").run(|page| {
        page.open_larkfield();
        page.set_viewport(390, 844);
        page.open("#/practices");
        page.wait_for_heading("Practices");
        for form in [
            "Heat map",
            "Matrix",
            "Graph",
            "RACI",
            "Role map",
            "Maturity",
            "Coverage",
            "Integration tables",
            "Before and after",
            "Glossary",
        ] {
            page.role("tab", form).click();
            page.settle();
            let over: f64 = page.eval("document.documentElement.scrollWidth - window.innerWidth");
            assert!(over <= 0.0, "{form} is {over} pixels wider than a phone");
            page.assert_accessible(&format!("{form} on a phone"));
        }
    });
}
