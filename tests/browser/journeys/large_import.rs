//! A large file of records is read without the page standing still, and can be given up on the way.

use std::fmt::Write as _;

use crate::kit::{Journey, Page};

/// Longest task of the page while a file is read, in milliseconds.
const BUDGET: f64 = 50.0;
/// Rows: the most that can be read.
const ROWS: u32 = 100_000;

fn records() -> String {
    let mut text = "id,finished_at,commit_time,failed,unplanned,changes\n".to_owned();
    for row in 0..ROWS {
        let (day, hour, minute) = (1 + row / 1440 % 28, row / 60 % 24, row % 60);
        let time =
            if row % 1_000 == 999 { "soon".to_owned() } else { format!("2026-03-{day:02}T{hour:02}:{minute:02}Z") };
        // Writing to a string cannot fail.
        writeln!(text, "deployment-{row},{time},2026-02-{day:02} 09:30,no,no,{}", row % 7).ok();
    }
    text
}

fn offer(page: &Page, text: &str) {
    let path = page.session.write_file("large.csv", text.as_bytes()).unwrap_or_else(|problem| panic!("{problem}"));
    page.css(".drawer input[type=file]").choose_file(&path);
}

#[test]
fn a_hundred_thousand_rows_are_read_beside_the_page() {
    Journey::named("large-import").run(|page| {
        page.open_larkfield();
        page.go("DORA metrics");
        let before = page.download_workspace();
        page.button("Import records").click();
        page.css(".drawer");
        page.settle();
        page.eval::<bool>(
            "(globalThis.long = [], new PerformanceObserver((list) => long.push(...list.getEntries().map((task) => task.duration)))
                .observe({ type: 'longtask' }), true)",
        );
        let text = records();

        // Given up: as if it had never been offered.
        offer(page, &text);
        page.css(".drawer .progress");
        page.button("Cancel").click();
        page.wait_for("the reading to end", || (!page.has(".drawer .progress")).then_some(()));
        page.settle();
        assert!(!page.text().contains("rows read as"), "a file that was given up came back");

        page.eval::<Option<bool>>("(long.length = 0, globalThis.began = performance.now(), null)");
        offer(page, &text);
        page.wait_for_text("100 000 rows read as deployments: 99900 can be applied, 0 with a remark, 100 are left out.");
        let (took, longest): (f64, f64) = page.eval("[performance.now() - began, Math.max(0, ...long)]");
        println!("{ROWS} rows read in {took:.0} ms; longest task of the page {longest:.0} ms of {BUDGET:.0} ms");
        assert!(longest <= 3.0 * BUDGET, "the page stood still for {longest:.0} ms");
        assert!(page.css(".drawer").text().contains("Row 1000"), "the report by rows is not there");
        assert_eq!(page.download_workspace()["document"], before["document"], "something was applied without asking");
        page.screenshot("large-import-desktop");
    });
}
