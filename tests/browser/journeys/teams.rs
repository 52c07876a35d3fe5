//! Teams: where a capability is at home, who provides what, and what it costs the streams.

use serde_json::Value;

use crate::kit::{Engine, Journey, Page};

fn teams(page: &Page) -> Vec<Value> {
    page.download_workspace()["document"]["teams"].as_array().cloned().unwrap_or_default()
}

fn team(page: &Page, name: &str) -> Value {
    teams(page).into_iter().find(|team| team["name"] == name).unwrap_or_else(|| panic!("no team {name}"))
}

#[test]
fn capabilities_are_set_by_keyboard_and_teams_are_typed() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        Journey::named(&format!("teams-{engine:?}")).engine(engine).run(|page| {
            page.set_viewport(1440, 900);
            page.open_larkfield();
            page.go("Teams");
            page.assert_accessible("the teams");
            page.screenshot("teams");
            page.tab_to("input Add a team");
            page.type_text("Search | 5 people | 70% | stream-aligned");
            page.press("Enter");
            page.wait_for_text("Search");
            let search = team(page, "Search");
            assert_eq!((search["people"].clone(), search["shape"].clone()), (5.into(), "stream_aligned".into()));

            page.tab_to("button Development, Web product team: integrated");
            page.press("ArrowDown");
            assert_eq!(page.focus(), "button Operations, Web product team: traditional");
            page.press("i");
            assert_eq!(page.focus(), "button Operations, Web product team: integrated");
            let web = team(page, "Web product team").to_string();
            assert!(web.contains("{\"ability\":\"operations\",\"arrangement\":\"integrated\"}"), "{web}");
            page.press("Control+z");
            page.wait_for("the undo", || {
                page.has("[aria-label=\"Operations, Web product team: traditional\"]").then_some(())
            });
        });
    }
}

#[test]
fn platform_suppliers_picture_and_effect_are_told_of_the_model() {
    Journey::named("teams-forms").run(|page| {
        page.set_viewport(1440, 900);
        page.open_larkfield();
        page.go("Teams");
        for (form, words) in [
            ("Platform 2", "Build pipeline"),
            ("Suppliers 2", "CloudHost"),
            ("Picture", "5 ties join 4 teams; 5 teams are tied to none."),
            ("Effect on the streams", "3 hand-overs, 3.7 d of waiting at the steps that receive them"),
        ] {
            page.role("tab", form).click();
            page.wait_for_text(words);
            page.assert_accessible(form);
            page.screenshot(&format!("teams-{}", form.split(' ').next().unwrap_or_default().to_lowercase()));
        }
        // A team that goes leaves nothing behind that points to it, and comes back whole.
        let before = teams(page);
        page.role("tab", "Teams 9").click();
        page.button("Web product team").click();
        page.button("Remove team").click();
        page.wait_for("the team to be gone", || (teams(page).len() == before.len() - 1).then_some(()));
        page.press("Control+z");
        page.wait_for("the team to be back", || (teams(page) == before).then_some(()));
    });
}
