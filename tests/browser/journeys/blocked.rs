//! A browser that forbids storage: everything works, nothing is pretended, and a file is the way out.

use crate::kit::{Habits, Journey, Source};

#[test]
fn everything_works_in_memory_and_says_so() {
    let habits = Habits { blocks_storage: true, ..Habits::default() };
    for source in [Source::Web, Source::SingleFile] {
        Journey::named("storage-blocked").source(source).habits(habits).run(|page| {
            page.open_larkfield();
            page.wait_for_text("Nothing is kept in this browser");
            assert!(page.css(".save-state").text().contains("In memory only"), "the top bar pretends");
            page.choose_theme("Dark");
            page.go("DORA metrics");
            page.go("Value chain");
            let file = page.download_workspace();
            assert_eq!(file["document"]["name"], "Larkfield Stores");
            // The file brings everything back in the same browser.
            page.start();
            page.offer_workspace("larkfield.json", file.to_string().as_bytes());
            page.wait_for_text("larkfield.json holds \"Larkfield Stores\"");
            page.button("Open it").click();
            page.wait_for_heading("Overview");
        });
    }
}
