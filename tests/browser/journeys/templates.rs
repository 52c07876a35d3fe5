//! A value stream from a template, by keyboard alone, and taken back again.

use crate::kit::{Journey, Page};

/// Opens the drawer with the last entry of the list of streams.
fn open_templates(page: &Page) {
    page.css(".chain-outline-head select").call("(select) => select.focus()");
    page.press("End");
    page.wait_for("the drawer of templates", || page.has(".templates").then_some(()));
    page.settle();
}

/// The stream on screen.
fn stream(page: &Page) -> String {
    page.eval("document.querySelector('.chain-outline-head select').selectedOptions[0].textContent")
}

#[test]
fn a_template_becomes_a_stream_in_one_step() {
    Journey::named("templates").run(|page| {
        page.set_viewport(1440, 900);
        page.open_larkfield();
        page.go("Value chain");
        let before = stream(page);
        open_templates(page);
        page.assert_accessible("the templates");
        page.screenshot("templates");

        page.press("Escape");
        page.wait_for("the drawer to be gone", || (!page.has(".templates")).then_some(()));
        assert_eq!(stream(page), before, "nothing was added, and the list says so");

        open_templates(page);
        page.tab_to("input Feature by CI/CD");
        page.press("ArrowDown");
        page.press("ArrowDown");
        page.press("Enter");
        page.wait_for("the new stream", || (stream(page) == "Emergency fix").then_some(()));
        page.wait_for_text("Added Emergency fix.");
        let here = page.focus();
        assert!(here.contains("Understand the failure"), "the first step has the focus, not {here}");

        page.css(".toast button").click();
        page.wait_for("the stream to be gone", || (stream(page) == before).then_some(()));
    });
}
