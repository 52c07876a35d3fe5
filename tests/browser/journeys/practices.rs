//! The map of practices by keyboard alone, in both browsers: a level of the heat map, the RACI table, a counterpart.

use serde_json::Value;

use crate::kit::{Engine, Journey, Page};

const ENGINES: [Engine; 2] = [Engine::Chromium, Engine::Firefox];

/// Opens a form of the page.
fn open(page: &Page, form: &str) {
    page.go("Practices");
    page.role("tab", form).click();
    page.settle();
}

/// What the workspace says about practices, as it is downloaded.
fn saved(page: &Page) -> Value {
    page.download_workspace()["document"]["practices"].clone()
}

#[test]
fn a_level_is_changed_seen_and_put_back_by_keyboard() {
    for engine in ENGINES {
        Journey::named(&format!("practices-heat-{engine:?}")).engine(engine).run(|page| {
            page.set_viewport(1440, 900);
            page.open_larkfield();
            open(page, "Heat map");
            page.assert_accessible("the heat map");
            page.screenshot("practices-heat");
            page.tab_to("button Architecture management, Plan: 3, published in the figure of its guide");
            page.press("ArrowRight");
            page.press("ArrowDown");
            assert_eq!(page.focus(), "button Continual improvement, Improve: 3, published in the figure of its guide");
            page.press("1");
            assert_eq!(page.focus(), "button Continual improvement, Improve: 1, your own");
            page.wait_for_text("1 cell is your own");
            // A block: two rows below it too.
            page.press("Shift+ArrowDown");
            page.press("Shift+ArrowDown");
            page.press("0");
            page.wait_for_text("3 cells are your own");
            let levels = saved(page)["levels"].as_array().cloned().unwrap_or_default();
            assert_eq!(levels.len(), 3, "{levels:?}");
            assert_eq!(levels[0]["level"], 0);

            page.reload();
            page.wait_until_ready();
            page.wait_for_text("3 cells are your own");
            page.button("Put all cells back").click();
            page.wait_for_text("no cell is your own");
            page.press("Control+z");
            page.wait_for_text("3 cells are your own");
        });
    }
}

#[test]
fn cells_that_nobody_publishes_are_empty_and_can_be_filled() {
    Journey::named("practices-five").run(|page| {
        page.set_viewport(1440, 900);
        page.open_larkfield();
        open(page, "Heat map");
        page.button("Version 5").click();
        page.wait_for_text("the rest is empty rather than guessed");
        page.tab_to("button Architecture management, Discover: empty, nobody has said");
        page.press("e");
        assert_eq!(page.focus(), "button Architecture management, Discover: E, your own");
        page.press("ArrowDown");
        assert_eq!(page.focus(), "button Continual improvement, Discover: E, told second-hand");
        page.assert_accessible("the heat map of Version 5");
        assert_eq!(saved(page)["parts"][0]["part"], "enabling");
    });
}

#[test]
fn a_raci_table_is_filled_in_bulk_and_says_what_is_wrong() {
    for engine in ENGINES {
        Journey::named(&format!("practices-raci-{engine:?}")).engine(engine).run(|page| {
            page.set_viewport(1440, 900);
            page.open_larkfield();
            open(page, "RACI");
            page.assert_accessible("the RACI table");
            page.screenshot("practices-raci");
            // The two faults that the example has on purpose.
            page.wait_for_text("2 are not clear");
            page.wait_for_text("2 answer (2 A's)");
            page.wait_for_text("nobody does it (no R)");
            page.tab_to("button Knowledge management, Product owner: empty");
            page.press("a");
            assert_eq!(page.focus(), "button Knowledge management, Product owner: A, accountable");
            page.press("r");
            assert_eq!(page.focus(), "button Knowledge management, Product owner: A/R, accountable and responsible");
            page.wait_for_text("8 of 16 rows are filled; 2 are not clear.");
            // Twelve cells at once, and one undo for all of them.
            page.press("ArrowRight");
            for chord in
                ["Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown"]
            {
                page.press(chord);
            }
            page.press("c");
            page.wait_for_text("5 are not clear");
            page.press("Control+z");
            page.wait_for_text("8 of 16 rows are filled; 2 are not clear.");

            // The change authority no longer answers for changes: one A is left, and somebody has to do it.
            page.role("button", "Change enablement, Change authority: A/R, accountable and responsible").click();
            page.press("Delete");
            page.wait_for_text("2 are not clear");
            page.press("r");
            page.wait_for_text("1 is not clear");
            let rows = saved(page)["raci"].as_array().cloned().unwrap_or_default();
            let change = rows.iter().find(|row| row["subject"]["practice"] == "change_enablement").cloned();
            let duties = change.unwrap_or_default()["duties"].to_string();
            assert!(duties.contains("{\"letter\":\"responsible\",\"role\":\"change_authority\"}"), "{duties}");
        });
    }
}

#[test]
fn a_counterpart_is_added_and_taken_away() {
    Journey::named("practices-matrix").run(|page| {
        page.set_viewport(1440, 900);
        page.open_larkfield();
        open(page, "Matrix");
        page.assert_accessible("the matrix");
        page.role("searchbox", "Practice, counterpart or role").click();
        page.type_text("chaos");
        // Chaos engineering is a technique of testing; its links to availability and risk are ours.
        page.wait_for_text("Service validation and testing");
        page.tab_to("button Change the links of Service validation and testing");
        page.press("Enter");
        page.assert_accessible("the links of a practice");
        page.button("Take Chaos engineering away").click();
        page.wait_for_text("changed by you");
        let links = saved(page)["techniques"].to_string();
        assert_eq!(
            links,
            "[{\"linked\":false,\"practice\":\"service_validation_and_testing\",\"technique\":\"chaos_engineering\"}]"
        );
        page.screenshot("practices-matrix");
        page.button("Put back").click();
        page.wait_for_text("All links are as in the catalogue again.");
    });
}
