//! Files nobody should have sent: each is refused with a sentence that says what is wrong and where, nothing of it is
//! applied, and nothing that was there is lost. Text that looks like code is text.

use serde_json::{Value, json};

use crate::kit::{Journey, Page};

/// A file, and the words its refusal must contain.
struct Case {
    name: &'static str,
    content: Vec<u8>,
    words: Vec<String>,
}

fn case(name: &'static str, content: impl Into<Vec<u8>>, words: &[&str]) -> Case {
    Case { name, content: content.into(), words: words.iter().map(|word| (*word).to_owned()).collect() }
}

/// A copy of the file with something changed.
fn changed(file: &Value, change: impl FnOnce(&mut Value)) -> String {
    let mut copy = file.clone();
    change(&mut copy);
    serde_json::to_string_pretty(&copy).expect("a value can be written")
}

/// The line, counted from 1, of the first place where `part` stands.
fn line_of(text: &str, part: &str) -> usize {
    let at = text.find(part).unwrap_or_else(|| panic!("the file does not contain {part}"));
    text[..at].lines().count()
}

/// Ways to break a sound workspace file.
fn cases(file: &Value) -> Vec<Case> {
    let text = serde_json::to_string_pretty(file).expect("a value can be written");
    let steps = |copy: &mut Value, change: &dyn Fn(&mut Vec<Value>)| {
        change(copy["document"]["value_streams"][0]["steps"].as_array_mut().expect("the first stream has steps"));
    };
    let first_name = file["document"]["value_streams"][0]["steps"][0]["name"].as_str().expect("a name").to_owned();

    let nan = text.replacen("\"next_id\": ", "\"next_id\": NaN, \"was\": ", 1);
    let nan_line = format!("line {}", line_of(&nan, "NaN"));
    let endless = text.replacen("\"per_week\": ", "\"per_week\": 1e999, \"was\": ", 1);
    let negative = changed(file, |copy| {
        steps(copy, &|steps| steps[0]["work"] = json!({ "kind": "fixed", "hours": -4.0 }));
    });
    let duplicate = changed(file, |copy| {
        steps(copy, &|steps| steps[1]["id"] = steps[0]["id"].clone());
    });
    let dangling = changed(file, |copy| {
        steps(copy, &|steps| steps[0]["team"] = json!("team-987654"));
    });
    let circle = changed(file, |copy| {
        let stream = &mut copy["document"]["value_streams"][0];
        let (one, two) = (stream["steps"][0]["id"].clone(), stream["steps"][1]["id"].clone());
        let next = |id: &str, from: &Value, to: &Value| json!({ "id": id, "from": from, "to": to, "kind": { "kind": "next", "share": 1.0 } });
        stream["flows"] = json!([next("flow-900001", &one, &two), next("flow-900002", &two, &one)]);
        copy["document"]["next_id"] = json!(900_003);
    });
    let newer = changed(file, |copy| copy["schema"] = json!(99));
    let foreign = changed(file, |copy| copy["document"]["colour"] = json!("red"));
    let twice = text.replacen("\"schema\"", "\"schema\": 1, \"schema\"", 1);

    vec![
        case("empty.json", "", &["empty"]),
        case("truncated.json", &text.as_bytes()[..text.len() / 2], &["cut off", "line"]),
        case("huge.json", vec![b' '; 6_000_000], &["6.0 MB", "at most"]),
        case("deep.json", "[".repeat(100_000), &["deeper", "line 1"]),
        case("newer.json", newer, &["newer", "schema 99"]),
        case("nan.json", nan, &["not valid JSON", &nan_line]),
        case("endless.json", endless, &["number out of range", "line"]),
        case("negative.json", negative, &[&first_name, "length of time"]),
        case("duplicate.json", duplicate, &["used twice"]),
        case("dangling.json", dangling, &[&first_name, "team-987654", "does not exist"]),
        case("circle.json", circle, &["circle", &first_name]),
        case("unknown-field.json", foreign, &["document.colour"]),
        case("double-key.json", twice, &["\"schema\"", "twice"]),
        case("picture.json", [0x89, b'P', b'N', b'G', 0xff, 0xfe].as_slice(), &["UTF-8"]),
        case("other.json", "{\"hello\": \"world\"}", &["not a Trivium workspace"]),
    ]
}

#[test]
fn a_hostile_file_is_refused_with_a_sentence_and_changes_nothing() {
    Journey::named("hostile-files").run(|page| {
        page.open_larkfield();
        page.wait_until_saved();
        let before = page.download_workspace();
        page.start();
        for Case { name, content, words } in cases(&before) {
            page.offer_workspace(name, &content);
            let mut said = String::new();
            page.wait_for(&format!("{name} to be refused in words that contain {words:?}"), || {
                said = alerts(page);
                (said.contains(name) && words.iter().all(|word| said.contains(word.as_str()))).then_some(())
            });
            assert!(said.contains("Nothing was opened"), "{name}: {said}");
            assert!(!page.has_role("button", "Open it"), "{name} can be opened");
        }
        page.open("#/overview");
        assert_eq!(page.download_workspace()["document"], before["document"], "the open workspace has changed");
    });
}

fn alerts(page: &Page) -> String {
    page.eval("[...document.querySelectorAll('#main [role=alert]')].map((alert) => alert.innerText).join(' ')")
}

/// Names that would do something if anybody took them for more than text.
const TRICKS: [&str; 5] = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "=cmd|' /C calc'!A0",
    "javascript:alert(3)",
    "safe \u{202e}txt.exe\u{2066} end",
];

#[test]
fn names_are_shown_as_they_are_and_never_run() {
    Journey::named("hostile-names").run(|page| {
        page.open_larkfield();
        let mut file = page.download_workspace();
        file["document"]["name"] = json!(TRICKS[0]);
        let steps = file["document"]["value_streams"][0]["steps"].as_array_mut().expect("steps");
        for (step, name) in steps.iter_mut().zip(TRICKS) {
            step["name"] = json!(name);
        }
        for team in file["document"]["teams"].as_array_mut().expect("teams") {
            team["name"] = json!(TRICKS[1]);
        }
        page.start();
        page.offer_workspace("names.json", file.to_string().as_bytes());
        page.wait_for_text(TRICKS[0]);
        page.button("Open it").click();
        page.wait_for_heading("Overview");
        for (_, _, heading) in super::app::ROUTES {
            page.go(heading);
            page.settle();
            assert!(page.text().contains(TRICKS[0]), "{heading} does not show the workspace's name literally");
            let foreign: usize = page.eval(
                "document.querySelectorAll('img[src=x], #main script, [onerror], a[href^=\"javascript\"]').length",
            );
            assert_eq!(foreign, 0, "{heading}: a name became an element");
        }
        page.go("Value chain");
        let shown = page.text()
            + &page.eval::<String>("[...document.querySelectorAll('input')].map((field) => field.value).join(' ')");
        for trick in &TRICKS[..4] {
            assert!(shown.contains(trick), "the value chain does not show {trick}");
        }
    });
}

#[test]
fn a_damaged_store_opens_what_it_can_and_keeps_the_rest() {
    Journey::named("hostile-store").run(|page| {
        page.open_larkfield();
        page.wait_until_saved();
        // Half of each stored record is gone, as after a full disk.
        let cut: Vec<String> = page.eval(
            "(() => {
                const cut = [];
                for (const key of Object.keys(localStorage)) {
                    const value = localStorage.getItem(key);
                    if (key.startsWith('trivium:') && value.length > 2000) {
                        localStorage.setItem(key, value.slice(0, value.length / 2));
                        cut.push(value.slice(0, value.length / 2));
                    }
                }
                return cut;
            })()",
        );
        assert!(!cut.is_empty(), "nothing was stored");
        page.reload();
        page.wait_until_ready();
        page.button("Download what was found");
        let kept: Vec<String> = page.eval("Object.values(localStorage)");
        for record in cut {
            let part: String = record.chars().take(200).collect();
            let bare = |text: &str| text.replace(['\\', '"'], "");
            assert!(kept.iter().any(|value| bare(value).contains(&bare(&part))), "a damaged record was deleted");
        }
    });
}
