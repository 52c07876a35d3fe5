//! A chain goes out as a picture, a sheet and a process; the sheet comes in again, by keyboard, as one step back.

use std::path::PathBuf;

use crate::kit::{Journey, Page};

/// Opens the menu and chooses, by keyboard alone.
fn choose(page: &Page, entry: &str) {
    page.button("Exchange this chain").call("(button) => button.focus()");
    page.press("Enter");
    for _ in 0..8 {
        page.settle();
        if page.focus().contains(entry) {
            return page.press("Enter");
        }
        page.press("ArrowDown");
    }
    panic!("{entry} is not in the menu: {}", page.focus());
}

fn saved(page: &Page, entry: &str, extension: &str) -> PathBuf {
    let path = page.download(|| choose(page, entry));
    assert_eq!(path.extension().and_then(|found| found.to_str()), Some(extension), "{}", path.display());
    path
}

fn text(path: &PathBuf) -> String {
    std::fs::read_to_string(path).expect("the file is text")
}

/// Opens the drawer and gives it a file.
fn offer(page: &Page, name: &str, content: &str) {
    if !page.has(".drawer input[type=file]") {
        choose(page, "Import CSV");
    }
    let path = page.session.write_file(name, content.as_bytes()).unwrap_or_else(|problem| panic!("{problem}"));
    page.css(".drawer input[type=file]").choose_file(&path);
}

fn can_import(page: &Page) -> bool {
    page.eval("!document.querySelector('.drawer footer .button.primary').disabled")
}

#[test]
fn a_chain_is_taken_elsewhere_and_its_sheet_comes_back() {
    Journey::named("chain-exchange").run(|page| {
        page.set_viewport(1440, 900);
        page.open_larkfield();
        page.go("Value chain");

        let svg = text(&saved(page, "SVG, the map", "svg"));
        for words in ["<svg ", "CAB approval", "DORA clock starts", "Request to live", "Version "] {
            assert!(svg.contains(words), "the picture lacks {words}");
        }
        assert!(!svg.contains("class=") && !svg.contains("style="), "the picture is not safe for slides");
        let png = std::fs::read(saved(page, "PNG, the map", "png")).expect("the file can be read");
        assert!(png.starts_with(b"\x89PNG"), "the picture is no PNG");

        choose(page, "BPMN 2.0");
        page.wait_for_text("Where the DORA clock starts.");
        page.assert_accessible("what BPMN cannot hold");
        page.screenshot("chain-exchange-bpmn");
        let bpmn = text(&page.download(|| page.button("Download BPMN").click()));
        assert!(bpmn.contains("<bpmn:userTask ") && bpmn.contains("come back"), "{bpmn}");

        // What was just saved changes nothing; what was changed in it is shown, then done by one button.
        let before = page.download_workspace();
        let csv = text(&saved(page, "CSV, the sheet", "csv"));
        offer(page, "sheet.csv", &csv);
        page.wait_for_text("there is nothing to import");
        assert!(!can_import(page));
        offer(page, "other.csv", "a,b\n1,2\n");
        page.wait_for_text("name no column of steps");
        let changed = csv.replace("CAB approval", "Board approval");
        let changed = changed.replace("\r\n\"# ", "\r\n,Night check,Night crew\r\n\"# ");
        offer(page, "sheet.csv", &changed);
        page.wait_for_text("What will change: 1");
        page.wait_for_text("New teams, with one person each: Night crew.");
        page.wait_for_text("CAB approval: name.");
        page.assert_accessible("the preview of an import");
        page.screenshot("chain-exchange-import");
        page.set_viewport(390, 844);
        page.screenshot("chain-exchange-import-phone");
        page.set_viewport(1440, 900);
        page.button("Import into this chain").click();
        page.wait_for_text("Imported sheet.csv");
        let after = page.download_workspace();
        let written = after.to_string();
        assert!(
            written.contains("Board approval") && written.contains("Night check") && written.contains("Night crew")
        );

        // Out and in again: the same chain.
        let again = text(&saved(page, "CSV, the sheet", "csv"));
        offer(page, "again.csv", &again);
        page.wait_for_text("there is nothing to import");
        page.press("Escape");
        page.wait_for("the drawer to close", || (!page.has(".drawer")).then_some(()));
        page.css("h1").click();
        page.press("Control+z");
        page.wait_for("the chain as it was", || {
            (page.download_workspace()["document"] == before["document"]).then_some(())
        });
    });
}
