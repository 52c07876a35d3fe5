//! The studio: a chain is built and simulated by keyboard alone, and edited where it is drawn by mouse and by finger. How
//! much of the page a drag touches is counted.

use serde_json::Value;

use super::chain::open_long_chain;
use crate::kit::{Journey, Page, Pointer};

/// Nodes of the page that one move of the pointer may touch while a step is dragged.
const MOST_NODES_A_MOVE: usize = 20;

/// Milliseconds in which the whole chain is laid out.
const LAYOUT_BUDGET: f64 = 200.0;

/// The place of a step in the drawing, by its name.
fn place(page: &Page, name: &str) -> (f64, f64) {
    page.wait_for(&format!("the box of {name}"), || {
        let found: Value = page.eval(&format!(
            "(() => {{
                const box = [...document.querySelectorAll('.chain-step')].find((one) => one.getAttribute('aria-label').startsWith({name:?} + ' work '));
                return box && box.getAttribute('transform').match(/-?[\\d.]+/g).map(Number);
            }})()"
        ));
        serde_json::from_value(found).ok()
    })
}

/// Names of the steps in the outline.
fn names(page: &Page) -> Vec<String> {
    page.eval(
        "[...document.querySelectorAll('.chain-steps tbody th')].map((cell) => cell.lastChild.textContent.trim())",
    )
}

fn open_larkfield(page: &Page) {
    page.start();
    page.button("Open Larkfield Stores").click();
    page.wait_for_heading("Overview");
    page.go("Value chain");
    page.css(".chain-step");
    page.settle();
}

#[test]
fn four_steps_with_a_rework_loop_are_built_and_simulated_by_keyboard_alone() {
    Journey::named("studio-keyboard").run(|page| {
        page.set_viewport(1440, 900);
        page.start();
        page.tab_to("input First step");
        page.type_text("Agree | Product | 2h work | 1d total | 90%");
        page.press("Enter");
        page.wait_for_heading("Value chain");
        page.tab_to("row 1");
        page.tab_to("input Add a step");
        for line in [
            "Build | Shop | 12h work | 3d total | 92%",
            "Test | Quality | 4h work | 2d total | 80%",
            "Deploy | Shop | 1h work | 4h total",
        ] {
            page.type_text(line);
            page.press("Enter");
            page.settle();
        }
        assert_eq!(names(page), ["Agree", "Build", "Test", "Deploy"]);

        // In the drawing: to Test by arrows, and what is not accurate there goes back to Build.
        page.tab_to("option Deploy");
        for _ in 0..4 {
            if page.focus().starts_with("option Test") {
                break;
            }
            page.press("ArrowLeft");
            page.settle();
        }
        assert!(page.focus().starts_with("option Test"), "arrows lead to {}", page.focus());
        page.press("l");
        page.wait_for("the list of steps", || page.focus().starts_with("select To which step").then_some(()));
        page.press("B");
        page.settle();
        page.press("Enter");
        page.wait_for_text("comes back to Build");
        page.wait_for("focus to come back", || page.focus().starts_with("option Test").then_some(()));
        assert!(page.text().contains("20 % come back"), "the way back is not drawn");

        // A step is moved by keys, and one undo puts it back.
        let before = place(page, "Test");
        page.press("m");
        for _ in 0..4 {
            page.press("ArrowRight");
        }
        page.press("Enter");
        page.settle();
        let after = place(page, "Test");
        assert!(
            (after.0 - before.0 - 40.0).abs() <= 4.0 && (after.1 - before.1).abs() <= 4.0,
            "{before:?} to {after:?}"
        );
        page.press("Control+z");
        page.settle();
        assert_eq!(place(page, "Test"), before);
        page.screenshot("studio-keyboard-desktop");
        page.assert_accessible("a chain that was built by keyboard");

        page.tab_to("a Simulator");
        page.press("Enter");
        page.wait_for_heading("Simulator");
        page.tab_to("button Add scenario");
        page.press("Enter");
        page.tab_to("button Skip and show");
        page.press("Enter");
        page.wait_until_simulated();
        assert!(!page.result_rows().is_empty(), "the chain that was built gives no answer");
    });
}

#[test]
fn steps_are_moved_linked_framed_and_added_with_a_mouse() {
    Journey::named("studio-mouse").run(|page| {
        page.set_viewport(1440, 900);
        open_larkfield(page);

        // Into another lane: the activity follows, and one undo takes all of it back.
        let before = place(page, "Peer review");
        let from = page.spot(".chain-step", "Peer review");
        page.drag(Pointer::Mouse, from, (from.0 + 20, from.1 + 130), 8);
        page.wait_for_text("Peer review moved to Deliver and support");
        assert_ne!(place(page, "Peer review"), before);
        page.press("Control+z");
        page.settle();
        assert_eq!(place(page, "Peer review"), before);

        // Within its lane it is pinned where it was put, and arranging lets it go.
        let from = page.spot(".chain-step", "Deploy");
        page.drag(Pointer::Mouse, from, (from.0 + 10, from.1 + 24), 4);
        let pinned = place(page, "Deploy");
        page.button("Unpin").click();
        page.settle();
        assert_ne!(place(page, "Deploy"), pinned);

        // A line from the ring of one step to another one.
        page.css(".chain-step").click();
        let ring = page.spot(".chain-step.selected .chain-handle", "");
        let to = page.spot(".chain-step", "Regression test");
        page.drag(Pointer::Mouse, ring, to, 6);
        page.wait_for_text("Agree request hands on to Regression test");
        page.press("Control+z");
        page.settle();

        // A double click on a lane adds a step there, and its name is what is typed next.
        let lane = page.spot(".chain-drawing text.lane-name", "Deliver and support");
        page.double_click((lane.0 + 300, lane.1 + 40));
        page.wait_for("the name to be typed", || page.focus().starts_with("input Name").then_some(()));
        page.type_text("Answer questions");
        page.press("Enter");
        page.wait_for("the new step", || names(page).contains(&"Answer questions".to_owned()).then_some(()));
        page.screenshot("studio-mouse-desktop");
        page.assert_accessible("the studio after editing with a mouse");
    });
}

#[test]
fn a_part_is_copied_to_another_stream() {
    Journey::named("studio-copy").run(|page| {
        page.set_viewport(1440, 900);
        open_larkfield(page);
        page.css(".chain-step").click();
        page.press("Control+a");
        page.button("Copy").click();
        page.wait_for_text("Paste it here, or in another stream");
        let steps = names(page).len();
        page.css(".chain-outline-head select")
            .call("(list) => { list.selectedIndex = 1; list.dispatchEvent(new Event('change', { bubbles: true })); }");
        page.settle();
        let others = names(page).len();
        page.css(".chain-step").click();
        page.button("Paste").click();
        page.wait_for("the pasted steps", || (names(page).len() == others + steps).then_some(()));
        page.press("Control+z");
        page.wait_for("one undo to take them away", || (names(page).len() == others).then_some(()));
    });
}

#[test]
fn a_finger_moves_a_step_and_taps_buttons_on_a_phone() {
    Journey::named("studio-touch").run(|page| {
        page.set_viewport(1024, 768);
        open_larkfield(page);
        let before = place(page, "Build");
        let from = page.spot(".chain-step", "Build");
        page.drag(Pointer::Finger, from, (from.0 + 40, from.1 + 30), 6);
        assert_ne!(place(page, "Build"), before, "a finger moves a step");

        // On a phone the chain runs down and a finger scrolls; what is dragged elsewhere has buttons.
        page.set_viewport(360, 740);
        page.settle();
        page.tap(page.spot(".chain-step", "Design"));
        page.wait_for("Design to be selected", || {
            page.has(".chain-step.selected[aria-label^='Design ']").then_some(())
        });
        let order = names(page);
        page.tap(page.spot(".chain-actions button", "Down"));
        page.wait_for("the step to move down", || (names(page) != order).then_some(()));
        page.tap(page.spot(".chain-actions button", "Link"));
        page.wait_for("the form of a link", || page.has(".chain-link-form").then_some(()));
        page.tap(page.spot(".chain-link-form button", "Cancel"));
        page.screenshot("studio-phone");
        page.assert_accessible("the studio on a phone");
    });
}

#[test]
fn a_drag_in_a_long_chain_touches_few_nodes() {
    Journey::named("studio-long").run(|page| {
        page.set_viewport(1440, 900);
        open_long_chain(page);
        // What is changed between one move of the pointer and the next belongs to the first of the two.
        page.eval::<Value>(
            "(() => {
                globalThis.moves = [];
                addEventListener('pointermove', () => moves.push(new Set()), true);
                new MutationObserver((changes) => changes.forEach((change) => moves.at(-1)?.add(change.target)))
                    .observe(document.querySelector('.chain-studio'), { subtree: true, childList: true, attributes: true, characterData: true });
                return null;
            })()",
        );
        let layouts: Vec<f64> =
            page.eval("performance.getEntriesByName('layout of the chain').map((entry) => entry.duration)");
        let layout = layouts.iter().copied().fold(f64::NAN, f64::max);
        println!("layout of 200 steps and 600 links: {layout:.0} of {LAYOUT_BUDGET:.0} ms");
        assert!(layout <= 3.0 * LAYOUT_BUDGET, "the layout took {layout:.0} ms");
        let before = place(page, "Step 3 of many");
        let from = page.spot(".chain-step", "Step 3 of many");
        page.drag(Pointer::Mouse, from, (from.0 + 120, from.1 + 40), 12);
        assert_ne!(place(page, "Step 3 of many"), before);
        let touched: Vec<usize> = page.eval("moves.map((move) => move.size)");
        // The first two moves select and lift the step, the last one puts it down.
        let moving = touched.get(3..touched.len().saturating_sub(1)).unwrap_or_default();
        let most = moving.iter().max().copied().expect("the pointer moved");
        println!("a drag at 200 steps: at most {most} of {MOST_NODES_A_MOVE} nodes touched by a move: {touched:?}");
        assert!(most <= MOST_NODES_A_MOVE, "a move touched {most} nodes: {touched:?}");
        assert!(moving.iter().filter(|nodes| **nodes > 0).count() >= 6, "the step did not follow: {touched:?}");
    });
}

#[test]
fn today_and_a_future_are_compared_and_either_is_simulated() {
    Journey::named("studio-compare").run(|page| {
        page.set_viewport(1440, 900);
        open_larkfield(page);
        page.button("Compare").click();
        page.button("Make a future state of this stream").click();
        page.wait_for_text("Both states have the same steps");
        page.button("Chain").click();
        page.css(".chain-step").click();
        page.press("Delete");
        page.button("Compare").click();
        page.wait_for_text("1 gone");
        page.screenshot("studio-compare-desktop");
        page.assert_accessible("two states of a stream");
        page.button("Ask what Future of Feature to production would change").click();
        page.wait_for_heading("Simulator");
        page.wait_for_text("What happens if we work as in");
    });
}
