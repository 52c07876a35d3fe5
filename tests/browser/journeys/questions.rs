//! Beside the answer of one scenario: comparing, what matters, what must be true, what is possible.

use std::time::Duration;

use crate::kit::{Journey, Page, Source};

/// Thousands of runs, on a machine that is busy with other things.
const LONG: Duration = Duration::from_mins(3);
/// The first row of the comparison.
const CELLS: &str = "[...document.querySelectorAll('.ask .result-table tbody tr:first-child td')]\
    .map((cell) => cell.innerText.replace(/\\s+/g, ' '))";
/// Moves the focus, as a click would.
const FOCUS: &str = "(element) => element.focus()";

/// Opens the worked example and shows the answer of its first scenario.
fn at_the_answer(page: &Page) {
    page.open_larkfield();
    page.go("Simulator");
    page.skip_and_show();
    page.wait_until_simulated();
}

/// Goes to a question by the keys of the row.
fn go_to(page: &Page, name: &str) {
    page.tab_to("tab ");
    page.press("Home");
    for _ in 0..8 {
        if page.focus().contains(name) {
            return;
        }
        page.press("ArrowRight");
    }
    panic!("\"{name}\" is not in the row of questions");
}

/// Asks, and waits for a headline that is no waiting word.
fn ask(page: &Page, button: &str) -> String {
    page.tab_to(&format!("button {button}"));
    page.press("Enter");
    page.wait_at_most(LONG, "the answer", || {
        let running = page.has(".ask .progress");
        let said: String = page.eval(
            "[...document.querySelectorAll('.ask [aria-live].verdict-title, .ask [aria-live].subject')].map((line) => line.textContent).join(' ')",
        );
        (!running && !said.is_empty() && !said.contains(" ...")).then_some(said)
    })
}

#[test]
fn what_must_be_true_what_is_possible_and_which_is_best() {
    for source in [Source::Web, Source::SingleFile] {
        Journey::named(&format!("questions-{source:?}")).source(source).run(|page| {
            page.start();
            at_the_answer(page);

            go_to(page, "What must be true");
            let said = ask(page, "Find the number");
            assert!(said.contains("tie in") || said.contains("whatever the number is"), "{said}");
            assert!(page.has(".ask figure.chart svg"), "the difference is drawn");

            go_to(page, "Trade-offs");
            let said = ask(page, "Try every combination");
            assert!(said.contains("never beaten"), "{said}");
            let before: usize = page.eval("document.querySelectorAll('.scenario-tab').length");
            page.css(".ask table button").call(FOCUS);
            page.press("Enter");
            page.wait_for("the new scenario", || {
                let now: usize = page.eval("document.querySelectorAll('.scenario-tab').length");
                (now == before + 1).then_some(())
            });
            page.assert_accessible("trade-offs");

            go_to(page, "Compare");
            page.wait_at_most(LONG, "the compared scenario", || {
                let cells: Vec<String> = page.eval(CELLS);
                (cells.len() == 2 && cells.iter().all(|cell| cell.contains(" d"))).then_some(())
            });
            let said = ask(page, "Find the best");
            assert!(said.contains("is best in") || said.contains("Nobody can tell"), "{said}");
            page.assert_accessible("compare");
        });
    }
}

#[test]
fn a_scenario_that_nobody_has_judged_yet_takes_part_in_no_question() {
    Journey::named("questions-hidden").run(|page| {
        page.start();
        page.open_larkfield();
        page.go("Simulator");
        for name in ["What must be true", "Trade-offs", "Compare"] {
            go_to(page, name);
            page.wait_for("the reason why it cannot be asked yet", || {
                page.css(".ask").text().contains("whose answer the room has seen").then_some(())
            });
        }
    });
}
