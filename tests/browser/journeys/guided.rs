//! Guided questions: put to the room half by half, and what each half teaches stands below its answer.

use std::time::Duration;

use crate::kit::{Journey, Page};

/// Thousands of runs, on a machine that is busy with other things.
const LONG: Duration = Duration::from_mins(3);

fn tabs(page: &Page) -> Vec<String> {
    page.eval("[...document.querySelectorAll('.scenario-tab')].map((tab) => tab.textContent.trim())")
}

fn lesson(page: &Page) -> String {
    page.wait_at_most(LONG, "what this half teaches", || {
        let said: String = page.eval("document.querySelector('.insight .subject')?.textContent ?? ''");
        (!said.is_empty()).then_some(said)
    })
}

#[test]
fn a_question_is_put_to_the_room_half_by_half() {
    Journey::named("guided").run(|page| {
        page.start();
        page.open_larkfield();
        page.go("Simulator");
        // Without scenarios of its own, everything that is asked comes from the question.
        for _ in 0..tabs(page).len() {
            page.button("More about this scenario").click();
            page.role("menuitem", "Remove").click();
        }
        page.wait_for("an empty bench", || tabs(page).is_empty().then_some(()));

        page.tab_to("button Guided questions");
        page.press("Enter");
        page.wait_for("the drawer", || page.has(".drawer .guided").then_some(()));
        page.assert_accessible("guided questions");
        page.tab_to("button Put to the room: Where would you put two more people?");
        page.press("Enter");
        page.wait_for("both halves", || (tabs(page).len() == 2 && !page.has(".drawer")).then_some(()));
        page.settle();

        page.skip_and_show();
        page.wait_until_simulated();
        let first = lesson(page);
        assert!(first.contains("Build"), "{first}");
        page.eval::<bool>(
            "(() => { const next = document.querySelector('.insight button'); next.click(); return true; })()",
        );
        page.skip_and_show();
        page.wait_until_simulated();
        // What both halves teach follows from what the engine computes of both.
        let second = lesson(page);
        assert!(second.contains("Put people where work waits"), "{second}");
        page.assert_accessible("a lesson");

        // One step of the history added both.
        page.press("Control+z");
        for _ in 0..4 {
            if tabs(page).is_empty() {
                break;
            }
            page.press("Control+z");
            page.settle();
        }
        assert!(tabs(page).is_empty(), "{:?}", tabs(page));
    });
}

#[test]
fn a_scenario_is_named_drawn_and_moved_by_keyboard() {
    Journey::named("scenario-form").run(|page| {
        page.start();
        page.open_larkfield();
        page.go("Simulator");
        let before = tabs(page);
        page.button("More about this scenario").click();
        page.role("menuitem", "Name, question, note, order").click();
        page.wait_for("the form", || page.has(".drawer .scenario-order").then_some(()));
        page.assert_accessible("the form of a scenario");
        page.tab_to("input Name");
        page.press("Control+a");
        page.type_text("First of all");
        page.tab_to("button Move right");
        page.press("Enter");
        page.wait_for("the new place and name", || {
            let now = tabs(page);
            (now.len() == before.len() && now[1] == "First of all" && now[0] == before[1]).then_some(())
        });
        page.press("Escape");
        page.wait_until_saved();
        page.reload();
        page.wait_until_ready();
        page.wait_for("name and order after a reload", || {
            (tabs(page).get(1).is_some_and(|name| name == "First of all")).then_some(())
        });
    });
}
