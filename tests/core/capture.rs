//! Steps from typed lines and pasted rows.

use proptest::prelude::*;
use trivium_core::{
    catalog::samples,
    exchange::capture::{Captured, Rough, StepDraft, read},
    model::{Distribution, Elapsed, Share, WorkTime},
};

fn one(text: &str) -> StepDraft {
    let Captured { mut steps, problems } = read(text);
    assert!(problems.is_empty(), "{text:?}: {problems:?}");
    assert_eq!(steps.len(), 1, "{text:?}");
    steps.pop().unwrap().1
}

fn refused(text: &str) -> String {
    let Captured { steps, problems } = read(text);
    assert!(steps.is_empty(), "{text:?}: {steps:?}");
    assert_eq!(problems.len(), 1, "{text:?}: {problems:?}");
    problems[0].to_string()
}

#[expect(clippy::unnecessary_wraps, reason = "compared with what a draft may lack")]
fn work(low: f64, high: f64, assumed: bool) -> Option<Rough<WorkTime>> {
    let time = |hours| WorkTime::from_hours(hours).unwrap();
    Some(Rough { low: time(low), high: time(high), assumed })
}

#[expect(clippy::unnecessary_wraps, reason = "compared with what a draft may lack")]
fn total(low: f64, high: f64, assumed: bool) -> Option<Rough<Elapsed>> {
    let time = |hours| Elapsed::from_hours(hours).unwrap();
    Some(Rough { low: time(low), high: time(high), assumed })
}

fn expected() -> StepDraft {
    StepDraft {
        name: "Test".to_owned(),
        team: Some("Quality".to_owned()),
        work: work(4.0, 4.0, false),
        total: total(48.0, 72.0, true),
        complete_accurate: Some(Share::new(0.85).unwrap()),
    }
}

#[test]
fn the_line_of_the_manual() {
    assert_eq!(one("Test | Quality | 4h work | 2-3d total | 85%"), expected());
}

#[test]
fn order_separator_and_spelling_do_not_matter() {
    for text in [
        "Test\tQuality\t4h work\t2-3d total\t85%",
        "Test; Quality; 4 h work; 2 to 3 days total; 85 %",
        "85% | Test | 2–3 d total | Quality | 4 hours work",
        "Test | 4h | Quality | 2-3d | 85% C&A",
        "Test | Quality | 48h - 3d observed | 240 min work | %C&A 85",
        "  Test |Quality|work 4h|total: 2-3d|85 percent\r\n\r\n",
        "\u{feff}Test | Quality | 4h work time | 48..72h elapsed | 85%",
        "\"Test\" | \"Quality\" | 4,0h work | 2-3d | 85,0%",
    ] {
        assert_eq!(one(text), expected(), "{text}");
    }
}

#[test]
fn a_day_of_work_is_eight_hours_and_a_day_in_all_is_twenty_four() {
    let draft = one("Build | Web | 2d work | 1w total");
    assert_eq!((draft.work, draft.total), (work(16.0, 16.0, false), total(168.0, 168.0, false)));
    let draft = one("Build | 1w work | 1d 4h total");
    assert_eq!((draft.work, draft.total), (work(40.0, 40.0, false), total(28.0, 28.0, false)));
}

#[test]
fn rough_numbers_are_marked() {
    for text in ["Build | ~4h work", "Build | 4h? work", "Build | about 4h work", "Build | ca. 4 h work"] {
        assert_eq!(one(text).work, work(4.0, 4.0, true), "{text}");
    }
    assert_eq!(one("Build | 1,5-2h work").work, work(1.5, 2.0, true));
    assert_eq!(one("Build | 30min-2h work").work, work(0.5, 2.0, true));
}

#[test]
fn a_step_needs_only_a_name() {
    let draft = one("Watch");
    assert_eq!(draft, StepDraft { name: "Watch".into(), team: None, work: None, total: None, complete_accurate: None });
    assert_eq!(one("24h support | 2nd level").team.as_deref(), Some("2nd level"));
    assert_eq!(one("Deploy Thu 22:00 | Ops").name, "Deploy Thu 22:00");
}

#[test]
fn a_pasted_table_may_name_its_columns() {
    let text = "Team\tStep\tWork (min)\tTotal [h]\t%C&A\tRemark\n\
                Web\tBuild\t90\t48-72\t\tany 4 words\n\
                \n\
                Quality\tTest\t~30\t2d\t85%\t\n";
    let captured = read(text);
    assert!(captured.problems.is_empty(), "{:?}", captured.problems);
    let lines: Vec<usize> = captured.steps.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 4]);
    let build = &captured.steps[0].1;
    assert_eq!((build.name.as_str(), build.team.as_deref()), ("Build", Some("Web")));
    assert_eq!((build.work, build.total), (work(1.5, 1.5, false), total(48.0, 72.0, true)));
    let test = &captured.steps[1].1;
    assert_eq!((test.work, test.total), (work(0.5, 0.5, true), total(48.0, 48.0, false)));
    assert_eq!(test.complete_accurate, Some(Share::new(0.85).unwrap()));
}

#[test]
fn cells_of_a_spreadsheet_may_hold_line_ends_and_quotation_marks() {
    let captured = read("\"Build\nand \"\"test\"\"\"\tWeb\t4h\nDeploy\tOps\tone hour\n");
    assert_eq!(captured.steps[0].1.name, "Build and \"test\"");
    assert_eq!(captured.problems[0].to_string().split(':').next(), Some("Line 3, field 3"));
}

#[test]
fn good_rows_are_kept_beside_bad_ones() {
    let captured = read("Build | Web | 4h\nTest | Quality | 4x work\nDeploy | Ops | 1h");
    assert_eq!(captured.steps.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(
        captured.problems[0].to_string(),
        "Line 2, field 3: \"4x work\" is neither a time such as \"4h work\" or \"2-3d total\", nor a share such as \
         \"85%\"."
    );
}

#[test]
fn each_fault_says_where_and_what_to_do() {
    for (text, start, part) in [
        ("| Quality | 4h", "Line 1, field 1", "no name"),
        ("4h work | 85%", "Line 1", "no name"),
        ("\n\nTest | 4", "Line 3, field 2", "has no unit"),
        ("Test | 4 work", "Line 1, field 2", "has no unit"),
        ("Test | -4h", "Line 1, field 2", "below zero"),
        ("Test | 3-2d", "Line 1, field 2", "backwards"),
        ("Test | 900w total", "Line 1, field 2", "ten years"),
        ("Test | 120%", "Line 1, field 2", "not one share"),
        ("Test | 80-90%", "Line 1, field 2", "not one share"),
        ("Test | 4h work | 5h work", "Line 1, field 3", "says again"),
        ("Test | 4h | 5h | 6h", "Line 1, field 4", "says again"),
        ("Test | Quality | Web", "Line 1, field 3", "neither"),
        ("\"Test | 4h", "Line 1, field 1", "never closed"),
    ] {
        let sentence = refused(text);
        assert!(sentence.starts_with(&format!("{start}: ")) && sentence.contains(part), "{text}: {sentence}");
    }
    assert!(refused(&"x".repeat(201)).contains("longer than 200"));
}

#[test]
fn too_many_rows_are_refused_once() {
    let captured = read(&"Build\n".repeat(10_005));
    assert_eq!((captured.steps.len(), captured.problems.len()), (10_000, 1));
    assert_eq!(captured.problems[0].line, 10_001);
}

/// √(4 · 9) = 6: seven of ten lie between 4 and 9 hours.
#[test]
fn a_range_of_work_becomes_a_skewed_time() {
    let rough = one("Build | 4-9h work").work.unwrap();
    assert_eq!(rough.distribution(), Distribution::Lognormal { median: 6.0, p85: 9.0 });
    let rough = one("Build | 0-4h work").work.unwrap();
    assert_eq!(rough.distribution(), Distribution::Triangular { low: 0.0, mode: 2.0, high: 4.0 });
}

/// Copying the steps of a sample and pasting them again gives the same steps.
#[test]
fn steps_of_the_samples_survive_copy_and_paste() {
    for sample in samples::Sample::ALL {
        let workspace = sample.workspace();
        for step in workspace.streams.iter().flat_map(|stream| &stream.steps) {
            let team = step.team.and_then(|id| workspace.team(id)).map(|team| team.name.as_str());
            let draft = StepDraft::of(step, team);
            let again = one(&draft.line());
            assert_eq!(again, draft, "{}", draft.line());
            let (before, after) = (step.work, again.work.unwrap().distribution());
            assert!((before.mean() - after.mean()).abs() < 1e-9, "{before:?} {after:?}");
        }
    }
    let stream = samples::larkfield();
    let build = &stream.main_stream().unwrap().steps[2];
    assert_eq!(StepDraft::of(build, Some("Web")).line(), "Build | Web | 6-24h work | 3-4d total");
}

fn words() -> impl Strategy<Value = String> {
    let wild = any::<String>().prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let tricky = "[0-9]{0,3}[ a-z|;\"%~?.,-]{0,12}(h|d|min|work|total)?"
        .prop_map(|text: String| text.split_whitespace().collect::<Vec<_>>().join(" "));
    prop_oneof![wild, tricky].prop_filter("a name is not empty and fits", |text| {
        !text.is_empty() && text.chars().count() <= 200 && !text.starts_with('\u{feff}')
    })
}

fn hours() -> impl Strategy<Value = f64> {
    prop_oneof![
        (0u32..2_000).prop_map(|minutes| f64::from(minutes) / 60.0),
        (0u32..4_000).prop_map(f64::from),
        0.0..80_000.0f64
    ]
}

fn range() -> impl Strategy<Value = (f64, f64, bool)> {
    (hours(), hours(), any::<bool>(), any::<bool>()).prop_map(|(a, b, single, guess)| {
        if single || a.total_cmp(&b).is_eq() { (a, a, guess) } else { (a.min(b), a.max(b), true) }
    })
}

proptest! {
    /// Writing a draft as a line and reading the line gives the draft, whatever its name looks like.
    #[test]
    fn a_line_reads_back_as_its_draft(
        name in words(),
        team in proptest::option::of(words()),
        effort in proptest::option::of(range()),
        seen in proptest::option::of(range()),
        accurate in proptest::option::of(prop_oneof![(0u32..=1000).prop_map(|p| f64::from(p) / 1000.0), 0.0..=1.0f64]),
    ) {
        let draft = StepDraft {
            name,
            team,
            work: effort.and_then(|(low, high, assumed)| work(low, high, assumed)),
            total: seen.and_then(|(low, high, assumed)| total(low, high, assumed)),
            complete_accurate: accurate.map(Share::clamped),
        };
        let line = draft.line();
        let again = one(&line);
        prop_assert_eq!((&again.name, &again.team, again.work, again.total), (&draft.name, &draft.team, draft.work, draft.total), "{}", line);
        let near = |a: Option<Share>, b: Option<Share>| match (a, b) {
            (Some(a), Some(b)) => (a.value() - b.value()).abs() < 1e-15,
            (None, None) => true,
            _ => false,
        };
        prop_assert!(near(again.complete_accurate, draft.complete_accurate), "{}", line);
    }

    /// Any text at all gives an answer, and every row that is not blank is a step or a problem.
    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        let captured = read(&text);
        for problem in &captured.problems {
            prop_assert!(problem.line >= 1 && !problem.to_string().is_empty());
        }
    }

    /// The same for texts that look like rows.
    #[test]
    fn any_rows_are_answered(text in "([a-z0-9 |;\"\t\n%~?.,-]|h|d|work|total|Step|Team){0,60}") {
        let captured = read(&text);
        prop_assert!(captured.steps.iter().all(|(_, draft)| !draft.name.is_empty()));
    }
}
