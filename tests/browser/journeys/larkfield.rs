//! The natural way through, by keyboard alone: the worked example, an edit, undo, a prediction, an answer, and all of
//! it still there after a reload.

use crate::kit::{Journey, Page, Source};

const NEW_NAME: &str = "Build and commit";

#[test]
fn from_the_start_to_an_answer_and_back_after_a_reload_by_keyboard_alone() {
    for source in [Source::Web, Source::SingleFile] {
        Journey::named(&format!("larkfield-{source:?}")).source(source).run(|page| {
            page.start();
            page.tab_to("button Open Larkfield Stores");
            page.press("Enter");
            page.wait_for_heading("Overview");

            page.tab_to("a Value chain");
            page.press("Enter");
            page.wait_for_heading("Value chain");
            let old_name = edit_the_third_step(page);
            undo(page, &old_name);
            rename_again(page);

            page.tab_to("a Simulator");
            page.press("Enter");
            page.wait_for_heading("Simulator");
            predict(page);
            page.wait_until_simulated();
            let rows = page.result_rows();
            check_the_answer(&rows);
            look_into_the_mirror(page);
            decide(page);

            page.wait_until_saved();
            page.reload();
            page.wait_until_ready();
            page.wait_until_simulated();
            assert_eq!(page.result_rows(), rows, "the answer is another one after a reload");
            assert_eq!(decisions(page).len(), 1, "the decision is gone after a reload");
            page.open("#/value-chain");
            page.wait_for(&format!("the step \"{NEW_NAME}\" to be there after a reload"), || {
                step_names(page).contains(&NEW_NAME.to_owned()).then_some(())
            });
        });
    }
}

/// Names of the steps in the outline.
fn step_names(page: &Page) -> Vec<String> {
    page.eval(
        "[...document.querySelectorAll('.chain-steps tbody th')].map((cell) => cell.lastChild.textContent.trim())",
    )
}

/// Walks to the third row with the arrow keys, goes to its fields with Enter, and types a new name.
fn edit_the_third_step(page: &Page) -> String {
    page.css(".chain-steps tbody tr");
    let old_name = step_names(page)[2].clone();
    page.tab_to("row 1");
    page.press("ArrowDown");
    page.press("ArrowDown");
    page.wait_for(&format!("the row of {old_name} to have the focus"), || {
        page.focus().contains(&old_name).then_some(())
    });
    page.press("Enter");
    page.wait_for("the fields of the step", || page.focus().starts_with("h2").then_some(()));
    type_name(page);
    old_name
}

fn type_name(page: &Page) {
    page.tab_to("input Name");
    page.press("Control+a");
    page.type_text(NEW_NAME);
    page.press("Enter");
    page.wait_for("the new name in the outline", || (step_names(page)[2] == NEW_NAME).then_some(()));
}

/// Outside of a field, Control and Z take back the last step.
fn undo(page: &Page, old_name: &str) {
    page.tab_to("button Undo");
    page.press("Control+z");
    page.wait_for("the old name in the outline", || (step_names(page)[2] == old_name).then_some(()));
}

fn rename_again(page: &Page) {
    page.tab_to("button Redo");
    page.press("Enter");
    page.wait_for("the new name again", || (step_names(page)[2] == NEW_NAME).then_some(()));
}

/// Ten people say what they expect; then the answer may be seen.
fn predict(page: &Page) {
    for (question, votes) in [
        ("Request to live, Shorter", ["1", "1", "1", "1", "1", "1", "2", "2", "2", "2"]),
        ("Failed deployments, Fewer", ["1", "1", "1", "1", "1", "2", "2", "2", "2", "3"]),
        ("Error budget used, Less", ["1", "1", "1", "1", "1", "1", "1", "2", "2", "3"]),
    ] {
        page.tab_to(&format!("button Add a vote: {question}"));
        for vote in votes {
            page.press(vote);
        }
    }
    page.tab_to("button Show the result");
    page.press("Enter");
}

/// Every step stands in the mirror with what is observed and simulated; Escape leads back.
fn look_into_the_mirror(page: &Page) {
    page.tab_to("button Does this look like you?");
    page.press("Enter");
    let rows: Vec<Vec<String>> = page.wait_for("the mirror", || {
        let rows: Vec<Vec<String>> = page.eval(
            "[...document.querySelectorAll('.mirror tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))",
        );
        (!rows.is_empty()).then_some(rows)
    });
    assert_eq!(rows.len(), 9, "{rows:?}");
    assert!(rows.iter().all(|row| row[1].contains(|c: char| c.is_ascii_digit())), "{rows:?}");
    page.press("Escape");
    page.wait_for("the way back", || page.focus().contains("Does this look like you?").then_some(()));
}

/// What was decided, as sentences.
fn decisions(page: &Page) -> Vec<String> {
    page.eval("[...document.querySelectorAll('.decisions li > span:first-child')].map((row) => row.textContent)")
}

/// A decision needs what we will do, and then stands as a sentence.
fn decide(page: &Page) {
    page.tab_to("button Save decision");
    page.press("Enter");
    page.wait_for("the sentence about what is missing", || {
        let help: String = page.eval("document.querySelector('.decide > .help').textContent");
        help.contains("We will").then_some(())
    });
    page.tab_to("input We will");
    page.type_text("decide on low-risk changes at once");
    page.tab_to("input Owner");
    page.type_text("M. Okafor");
    page.tab_to("button Save decision");
    page.press("Enter");
    let sentence = page.wait_for("the decision", || decisions(page).pop());
    assert!(sentence.contains("We will decide on low-risk changes at once; owner M. Okafor"), "{sentence}");
}

/// The table says today, the scenario, the difference with its interval, and what the room said.
fn check_the_answer(rows: &std::collections::BTreeMap<String, Vec<String>>) {
    let row = |name: &str| -> &Vec<String> {
        rows.iter().find(|(measure, _)| measure.contains(name)).unwrap_or_else(|| panic!("no row {name} in {rows:?}")).1
    };
    let lead = row("Request to live");
    assert_eq!(lead.len(), 5, "{lead:?}");
    for (cell, what) in [(&lead[0], "today"), (&lead[1], "the scenario"), (&lead[2], "the difference")] {
        assert!(
            cell.chars().any(|c| c.is_ascii_digit()) && cell.contains('d'),
            "{what} is \"{cell}\", not a number of days"
        );
    }
    assert!(lead[2].contains(" to "), "the difference with its interval is \"{}\"", lead[2]);
    assert!(lead[3].contains('%') || lead[3].contains("no difference we can be sure of"), "in words: \"{}\"", lead[3]);
    assert!(lead[4].contains("6 less, 4 the same, 0 more"), "the room said \"{}\"", lead[4]);
    for (measure, cells) in rows {
        assert!(cells.iter().all(|cell| !cell.contains("NaN") && !cell.contains("inf")), "{measure}: {cells:?}");
    }
}
