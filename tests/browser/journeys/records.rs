//! Real records: the five DORA metrics of the Rust releases, as somebody else computed them from the same files.

use std::collections::BTreeMap;

use crate::kit::{Engine, Journey, Page, Source};

/// The metrics of `rust-stable`, 15 May 2015 to 26 March 2026, computed independently of this code from the release
/// notes' dates: lead time in days, deployments a week over 3,968 days, shares of all deployments, recovery in days.
mod answers {
    pub(super) const DEPLOYMENTS: u32 = 133;
    pub(super) const LEAD_TIME_MEDIAN: f64 = 42.0;
    pub(super) const LEAD_TIMES: u32 = 94;
    pub(super) const PER_WEEK: f64 = 0.234_627;
    pub(super) const FAILED: u32 = 31;
    pub(super) const FAIL_RATE: f64 = 23.308_3;
    pub(super) const FAIL_RATE_OF_PLANNED: f64 = 32.631_6;
    pub(super) const PLANNED: u32 = 95;
    pub(super) const UNPLANNED: u32 = 38;
    pub(super) const REWORK_RATE: f64 = 28.571_4;
    pub(super) const RECOVERY_MEDIAN: f64 = 14.0;
    pub(super) const RECOVERY_MEAN: f64 = 15.741_9;
    pub(super) const RECOVERIES: u32 = 31;
}

/// The table: the metric's name, then its cells from left to right.
fn metrics(page: &Page) -> BTreeMap<String, Vec<String>> {
    page.css(".metrics-table tbody tr");
    let rows: Vec<(String, Vec<String>)> = page.eval(
        "[...document.querySelectorAll('.metrics-table tbody tr')].map((row) => [
            row.querySelector('th strong').innerText.trim(),
            [...row.querySelectorAll('td')].map((cell) => cell.innerText.replace(/\\s+/g, ' ').trim()),
        ])",
    );
    rows.into_iter().collect()
}

/// Checks that `text` begins (or goes on after `lead`) with `truth`, rounded to the digits that are shown.
#[track_caller]
fn assert_shows(text: &str, lead: &str, truth: f64, unit: &str) {
    let rest = text.split_once(lead).unwrap_or_else(|| panic!("\"{lead}\" is not in \"{text}\"")).1.trim_start();
    let digits: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let shown: f64 = digits.parse().unwrap_or_else(|_| panic!("no number after \"{lead}\" in \"{text}\""));
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 * 0.1_f64.powi(i32::try_from(decimals).expect("few digits"));
    assert!((shown - truth).abs() <= half + 1e-9, "\"{text}\" shows {shown}, the truth is {truth}");
    assert!(digits.len() >= 2, "\"{text}\" shows too few digits to tell");
    assert!(rest[digits.len()..].trim_start().starts_with(unit), "\"{text}\" does not say {unit}");
}

#[test]
fn the_five_metrics_of_the_rust_releases_are_the_published_ones() {
    for (engine, source) in [(Engine::Chromium, Source::Web), (Engine::Firefox, Source::SingleFile)] {
        Journey::named(&format!("rust-records-{engine:?}")).engine(engine).source(source).run(|page| {
            page.open_rust_records();
            let rows = metrics(page);
            assert_eq!(rows.len(), 5, "there are five metrics: {rows:?}");
            let row = |part: &str| -> &Vec<String> {
                let found = rows.iter().find(|(name, _)| name.to_lowercase().contains(part));
                found.unwrap_or_else(|| panic!("no metric named {part} in {:?}", rows.keys())).1
            };
            let counted = |cell: &str, hits: u32| {
                assert!(cell.contains(&format!("{hits} of {}", answers::DEPLOYMENTS)), "{cell}");
            };

            let lead = row("lead time");
            assert_shows(&lead[0], "", answers::LEAD_TIME_MEDIAN, "d");
            assert!(lead[2].starts_with(&format!("{} ", answers::LEAD_TIMES)), "{lead:?}");

            let frequency = row("frequency");
            assert_shows(&frequency[0], "", answers::PER_WEEK, "a week");
            assert!(frequency[2].starts_with(&format!("{} deployments", answers::DEPLOYMENTS)), "{frequency:?}");

            let failing = row("fail rate");
            assert_shows(&failing[0], "", answers::FAIL_RATE, "%");
            assert_shows(
                &failing[0],
                "; ",
                answers::FAIL_RATE_OF_PLANNED,
                &format!("% of the {} planned", answers::PLANNED),
            );
            counted(&failing[2], answers::FAILED);

            let rework = row("rework");
            assert_shows(&rework[0], "", answers::REWORK_RATE, "%");
            counted(&rework[2], answers::UNPLANNED);

            let recovery = row("recovery");
            assert_shows(&recovery[0], "", answers::RECOVERY_MEDIAN, "d");
            assert_shows(&recovery[0], "mean ", answers::RECOVERY_MEAN, "d");
            assert!(recovery[2].starts_with(&format!("{} ", answers::RECOVERIES)), "{recovery:?}");
        });
    }
}

/// A delivery file with everything wrong that people and machines put into one. Two of its rows are sound.
const HOSTILE: &str = "id,finished_at,commit_time,failed,unplanned\n\
    good-1,2026-01-05,2026-01-01,false,false\n\
    bad-date,31/02/2026,2026-01-01,false,false\n\
    backwards,2026-01-06,2026-01-09,false,false\n\
    <img src=x onerror=alert(1)>,NaN,2026-01-01,false,false\n\
    \"=cmd|' /C calc'!A0\",never,2026-01-01,false,false\n\
    good-1,2026-01-07,2026-01-03,true,false\n\
    odd,2026-01-08,2026-01-04,perhaps,false\n";

#[test]
fn a_hostile_csv_is_reported_row_by_row_and_applied_only_when_asked() {
    Journey::named("hostile-csv").run(|page| {
        page.open_larkfield();
        page.go("DORA metrics");
        let before = page.download_workspace();
        page.button("Import records").click();
        let offer = |name: &str, content: &[u8]| {
            let path = page.session.write_file(name, content).unwrap_or_else(|problem| panic!("{problem}"));
            page.css(".drawer input[type=file]").choose_file(&path);
        };

        offer("binary.csv", &[b'i', b'd', b'\n', 0xff, 0xfe, 0x00]);
        page.wait_for_text("Nothing was applied.");
        page.wait_for_text("binary.csv: Line 2");
        offer("heads.csv", b"colour,shape\nred,round\n");
        page.wait_for_text("\"colour\", \"shape\"");
        offer("nothing.csv", b"id,finished_at\n");
        page.wait_for_text("no rows");

        offer("hostile.csv", HOSTILE.as_bytes());
        page.wait_for_text("7 rows read as deployments");
        let report = page.css(".drawer").text();
        for words in [
            "Row 3",
            "\"31/02/2026\" is not a date",
            "Row 4",
            "lead time n/a",
            "Row 5",
            "\"NaN\" is not a date",
            "Row 6",
            "\"never\" is not a date",
            "\"good-1\" comes again in row 7",
            "\"perhaps\" is neither yes nor no",
            "Nothing is applied yet",
        ] {
            assert!(report.contains(words), "the report does not say {words}:\n{report}");
        }
        let saved = page.download(|| page.css(".drawer .drawer-body button.link").click());
        let left_out = std::fs::read_to_string(saved).expect("the rows left out are text");
        assert!(left_out.contains("'=cmd|"), "a formula is not disarmed in the file of rows left out: {left_out}");
        assert!(left_out.contains("<img src=x onerror=alert(1)>"), "text is not kept as it is: {left_out}");

        page.button("Close").click();
        page.wait_for("the drawer to close", || (!page.has(".drawer")).then_some(()));
        assert_eq!(page.download_workspace()["document"], before["document"], "something was applied");

        page.button("Import records").click();
        offer("hostile.csv", HOSTILE.as_bytes());
        page.wait_for_text("Apply 3 rows");
        page.css(".drawer footer button.primary").click();
        page.wait_for_text("3 rows from hostile.csv applied.");
        page.wait_for("the records to change", || {
            (page.download_workspace()["document"] != before["document"]).then_some(())
        });
        page.css("h1").click();
        page.press("Control+z");
        page.wait_for_text("Undone");
        assert_eq!(page.download_workspace()["document"], before["document"], "the import is not undone in one step");
    });
}
