//! Tables of the map go out as CSV and come in again, by keyboard, as one step back.

use crate::kit::{Journey, Page};

/// Opens the menu and chooses, by keyboard alone.
fn choose(page: &Page, entry: &str) {
    page.button("Exchange these tables").call("(button) => button.focus()");
    page.press("Enter");
    for _ in 0..6 {
        page.settle();
        if page.focus().contains(entry) {
            return page.press("Enter");
        }
        page.press("ArrowDown");
    }
    panic!("{entry} is not in the menu: {}", page.focus());
}

/// The text of a file that the menu saves.
fn saved(page: &Page, entry: &str) -> String {
    let path = page.download(|| choose(page, entry));
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
fn tables_of_the_map_are_taken_elsewhere_and_come_back() {
    Journey::named("map-exchange").run(|page| {
        page.set_viewport(1440, 900);
        page.open_larkfield();
        page.go("Practices");
        page.role("tab", "Heat map").click();
        let before = page.download_workspace();

        // What was just saved changes nothing; what was changed in it is shown, then done by one button.
        let csv = saved(page, "CSV, Heat map, ITIL 4");
        assert!(csv.contains("Service desk,0,"), "{csv}");
        offer(page, "heat map.csv", &csv);
        page.wait_for_text("there is nothing to import");
        assert!(!can_import(page));
        offer(page, "other.csv", "a,b\n1,2\n");
        page.wait_for_text("has no column");
        offer(page, "heat map.csv", "Practice,Plan,Mood\nService desk,2,good\nServise desk,1,\n");
        page.wait_for_text("Service desk: Plan 0 → 2");
        page.wait_for_text("Do you mean \"Service desk\"");
        page.wait_for_text("no such columns: Mood");
        page.assert_accessible("the preview of a table");
        page.screenshot("map-exchange-import");
        page.set_viewport(390, 844);
        page.screenshot("map-exchange-import-phone");
        page.set_viewport(1440, 900);
        page.button("Import").click();
        page.wait_for_text("Imported heat map.csv into Heat map, ITIL 4.");
        page.wait_for_text("1 cell is your own");
        page.press("Control+z");
        page.wait_for_text("no cell is your own");
        assert_eq!(page.download_workspace()["document"], before["document"], "undo gives back what was there");

        // A table of another form is known by its heads.
        offer(page, "holders.csv", "Role,Held today by\nChange manager,Ana Ruiz\n");
        page.wait_for_text("Role map: 2 changes.");
        page.wait_for_text("New person: Ana Ruiz.");
        page.button("Import").click();
        page.wait_for_text("Imported holders.csv into Role map.");

        choose(page, "CSV, other tables");
        page.wait_for_text("Written and read back");
        page.assert_accessible("the list of tables");
        page.screenshot("map-exchange-tables");
        let people = page.download(|| page.button("Download People").click());
        let people = std::fs::read_to_string(people).expect("the file is text");
        assert!(people.contains("Ana Ruiz"), "{people}");
        let load = page.download(|| page.button("Download RACI load").click());
        assert!(std::fs::read_to_string(load).expect("the file is text").contains("Responsible (rows)"));
    });
}
