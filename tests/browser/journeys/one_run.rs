//! One run, watched: by keys, and as text.

use std::time::Duration;

use crate::kit::{Habits, Journey, Page};

/// A first answer, on a machine that is busy with other things.
const LONG: Duration = Duration::from_mins(2);

fn watch(page: &Page) {
    page.start();
    page.open_larkfield();
    page.go("Simulator");
    page.skip_and_show();
    page.wait_until_simulated();
    page.role("tab", "One run").click();
    page.wait_at_most(LONG, "the chain", || page.has(".replay-chain").then_some(()));
}

fn moment(page: &Page) -> String {
    page.css(".replay-now").text()
}

fn newest(page: &Page) -> String {
    page.eval("document.querySelector('.replay-log li')?.textContent ?? ''")
}

#[test]
fn a_run_is_stepped_through_event_by_event_and_played() {
    Journey::named("one-run").run(|page| {
        watch(page);
        assert_eq!(moment(page), "Mon 00:00, week 1");

        page.tab_to("button Next event");
        page.press("Enter");
        let first = page.wait_for("the first event", || Some(newest(page)).filter(|line| !line.is_empty()));
        page.press("Enter");
        let second = page.wait_for("the second event", || Some(newest(page)).filter(|line| *line != first));
        page.tab_to("button Event before");
        page.press("Enter");
        page.wait_for("the first event again", || (newest(page) == first).then_some(()));
        assert_ne!(first, second);

        // Everybody who was requested is somewhere: live, done or under way.
        page.tab_to("input Time in the run");
        page.press("End");
        let counts: Vec<String> = page.wait_for("the end of the run", || {
            let counts: Vec<String> =
                page.eval("[...document.querySelectorAll('.replay-counts dd')].map((cell) => cell.textContent)");
            (counts.first().is_some_and(|requested| requested != "0")).then_some(counts)
        });
        let requested: u32 = counts[0].parse().expect("a count");
        assert!(requested > 150, "half a year of nine changes a week: {counts:?}");

        page.press("Home");
        page.wait_for("the start", || (moment(page) == "Mon 00:00, week 1").then_some(()));
        page.press("Space");
        page.wait_for("the clock to move", || (moment(page) != "Mon 00:00, week 1").then_some(()));
        page.press("Space");
        page.settle();
        let stands = moment(page);
        page.settle();
        assert_eq!(moment(page), stands, "a paused clock stands");
        page.assert_accessible("one run");

        let log = page.download(|| page.button("Save the whole log").click());
        let text = std::fs::read_to_string(log).expect("the log is text");
        assert!(text.lines().count() > 500 && text.contains(", week 26: "), "{}", text.lines().count());
    });
}

/// With reduced motion the clock jumps once a second instead of moving.
#[test]
fn a_run_moves_in_steps_where_people_prefer_reduced_motion() {
    Journey::named("one-run-still").habits(Habits { reduced_motion: true, ..Habits::default() }).run(|page| {
        watch(page);
        page.button("Play").click();
        page.wait_for("the first jump", || (moment(page) != "Mon 00:00, week 1").then_some(()));
        let look = "(() => { const seen = new Set(); let left = 30; window.seen = null; const look = () => { \
             seen.add(document.querySelector('.replay-now').textContent); \
             if (left--) requestAnimationFrame(look); else window.seen = seen.size; }; look(); return true; })()";
        assert!(page.eval::<bool>(look));
        let moments: u32 = page.wait_for("thirty frames", || page.eval::<Option<u32>>("window.seen"));
        assert!(moments <= 2, "{moments} different moments within thirty frames");
    });
}
