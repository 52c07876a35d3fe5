//! The proof of the kit: what it should do it does, and the guard catches every misdeed it is there for.

use std::time::Duration;

use crate::kit::site::Site;
use crate::kit::{Engine, Habits, Journey, Page, Source};

const BOTH: [Engine; 2] = [Engine::Chromium, Engine::Firefox];

/// Runs a story on a fixture in both browsers.
fn in_both(name: &str, source: Source, story: impl Fn(&Page)) {
    for engine in BOTH {
        Journey::named(&format!("kit-{name}-{engine:?}")).engine(engine).source(source).run(&story);
    }
}

/// Does something forbidden on a page and checks that the guard reports it in words that name it.
#[track_caller]
fn assert_caught(page: &Page, misdeed: &str, words: &[&str]) {
    page.eval::<serde_json::Value>(&format!("(() => {{ {misdeed} }})()"));
    let mut findings = Vec::new();
    page.wait_at_most(
        Duration::from_secs(10),
        &format!("the guard to report `{misdeed}`; it reported nothing that says {words:?}"),
        || {
            findings.extend(page.session.findings());
            findings.iter().any(|finding| words.iter().all(|word| finding.contains(word))).then_some(())
        },
    );
}

#[test]
fn a_clean_page_passes_the_guard() {
    in_both("clean", Source::Fixture("strict.html"), |page| {
        page.goto(&page.home);
        assert_eq!(page.heading(), "A page under a strict policy");
        assert_eq!(page.session.findings(), Vec::<String>::new());
    });
}

#[test]
#[should_panic(expected = "the page complains")]
fn a_finding_fails_the_journey() {
    Journey::named("kit-must-fail").source(Source::Fixture("loose.html")).run(|page| {
        page.goto(&page.home);
        page.eval::<()>("console.error('the page complains')");
    });
    // Reached only if the journey was skipped for want of a browser.
    panic!("the page complains: nobody could hear it");
}

#[test]
fn the_guard_hears_the_console() {
    in_both("console", Source::Fixture("loose.html"), |page| {
        page.goto(&page.home);
        assert_caught(page, "console.error('a plain error')", &["console message (error)", "a plain error"]);
        assert_caught(page, "console.warn('a plain warning')", &["console message (warn)", "a plain warning"]);
        assert_caught(page, "setTimeout(() => { throw new Error('thrown late') })", &["uncaught error", "thrown late"]);
        assert_caught(
            page,
            "Promise.reject(new Error('rejected alone')); return 1",
            &["uncaught error", "rejected alone"],
        );
        page.eval::<()>("console.log('harmless')");
    });
}

#[test]
fn the_guard_hears_workers() {
    in_both("worker", Source::Fixture("loose.html"), |page| {
        page.goto(&page.home);
        let other = Site::serve(crate::kit::environment::fixtures()).expect("a second server");
        page.eval::<()>("void (globalThis.worker = new Worker('worker.js'))");
        assert_caught(page, "worker.postMessage(['error'])", &["console message (error)", "an error in the worker"]);
        assert_caught(page, "worker.postMessage(['throw'])", &["uncaught error", "thrown in the worker"]);
        let fetch = format!("worker.postMessage(['fetch', '{}'])", other.address("strict.html"));
        assert_caught(page, &fetch, &["foreign request", &other.origin()]);
    });
}

#[test]
fn the_guard_sees_violations_of_the_policy() {
    in_both("policy", Source::Fixture("strict.html"), |page| {
        page.goto(&page.home);
        assert_caught(
            page,
            "document.body.setAttribute('style', 'color: red')",
            &["content security policy", "style-src"],
        );
        assert_caught(
            page,
            "new Image().src = 'https://example.invalid/spy.png'",
            &["content security policy", "img-src"],
        );
        assert_caught(
            page,
            "fetch('https://example.invalid/').catch(() => {})",
            &["content security policy", "connect-src"],
        );
        // Findings of the console that come with a violation belong to it.
        page.session.findings();
    });
}

#[test]
fn the_guard_sees_requests() {
    in_both("requests", Source::Fixture("loose.html"), |page| {
        page.goto(&page.home);
        let other = Site::serve(crate::kit::environment::fixtures()).expect("a second server");
        let foreign = |body: &str| body.replace("HERE", &other.address("strict.html"));
        assert_caught(page, &foreign("fetch('HERE', { mode: 'no-cors' }).catch(() => {})"), &["foreign request"]);
        assert_caught(page, &foreign("new Image().src = 'HERE?image'"), &["foreign request", "?image"]);
        assert_caught(page, &foreign("navigator.sendBeacon('HERE?beacon')"), &["foreign request", "?beacon"]);
        assert_caught(page, "fetch('missing.txt')", &["answered with 404", "missing.txt"]);
        page.stop_server();
        assert_caught(page, "fetch('worker.js').catch(() => {})", &["request failed", "worker.js"]);
        page.session.findings();
    });
}

#[test]
fn the_guard_sees_dialogs() {
    in_both("dialog", Source::Fixture("loose.html"), |page| {
        page.goto(&page.home);
        assert_caught(page, "setTimeout(() => alert('surprise'))", &["opened a dialog", "surprise"]);
    });
}

#[test]
fn a_page_from_the_disk_may_fetch_nothing() {
    in_both("disk", Source::FixtureFile("loose.html"), |page| {
        page.goto(&page.home);
        let other = Site::serve(crate::kit::environment::fixtures()).expect("a second server");
        let fetch = format!("fetch('{}', {{ mode: 'no-cors' }}).catch(() => {{}})", other.address("strict.html"));
        assert_caught(page, &fetch, &["foreign request"]);
        // Both browsers keep files apart; Firefox under remote control would not, unless its profile insists.
        let read = page.try_eval("fetch('bench.js').then((answer) => answer.text())");
        assert!(read.is_err(), "a file could read another file: {read:?}");
        page.session.findings();
    });
}

#[test]
fn hands_keys_and_files_are_real() {
    in_both("hands", Source::Fixture("bench.html"), |page| {
        page.goto(&page.home);
        page.wait_until_ready();
        page.tab_to("input Name");
        page.press("Control+a");
        page.type_text("Zoë + 1");
        assert_eq!(page.focused().value(), "Zoë + 1");
        page.button("Greet").click();
        page.wait_for_text("Hello, Zoë + 1");
        assert!(!page.text().contains("by a script"), "the click was not a real one");
        page.press("Control+z");
        page.wait_for_text("undo, by hand");
        let file = page.session.write_file("records.csv", "häuser;1".as_bytes()).expect("a file");
        page.css("#file").choose_file(&file);
        page.wait_for_text("records.csv: häuser;1");
        let saved = page.download(|| page.button("Save a file").click());
        assert_eq!(std::fs::read_to_string(&saved).expect("the download"), "saved Zoë + 1");
        assert!(page.has_role("button", "Greet") && !page.has_role("button", "Gree"), "names match exactly");
    });
}

#[test]
fn pictures_have_the_size_of_the_viewport() {
    in_both("viewport", Source::Fixture("bench.html"), |page| {
        page.set_viewport(390, 844);
        page.goto(&page.home);
        assert_eq!(page.eval::<(u32, u32)>("[innerWidth, innerHeight]"), (390, 844));
        let picture = std::fs::read(page.screenshot("kit-viewport")).expect("the picture");
        let size = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
        assert_eq!((size(16), size(20)), (390, 844), "width and height stand in the first chunk of a PNG");
    });
}

#[test]
fn storage_survives_a_reload_and_no_other_visitor_sees_it() {
    in_both("storage", Source::FixtureFile("bench.html"), |page| {
        page.goto(&page.home);
        assert_eq!(page.eval::<Option<String>>("localStorage.getItem('kept')"), None);
        page.eval::<()>("localStorage.setItem('kept', 'yes')");
        page.reload();
        assert_eq!(page.eval::<Option<String>>("localStorage.getItem('kept')").as_deref(), Some("yes"));
    });
}

#[test]
fn storage_can_be_blocked() {
    let habits = Habits { blocks_storage: true, ..Habits::default() };
    for source in [Source::Fixture("bench.html"), Source::FixtureFile("bench.html")] {
        Journey::named("kit-storage-blocked").source(source).habits(habits).run(|page| {
            page.goto(&page.home);
            let problem = page.try_eval("localStorage.length").expect_err("storage should be blocked");
            assert!(problem.contains("SecurityError") || problem.contains("Access is denied"), "{problem}");
        });
    }
}

#[test]
fn scripts_can_be_blocked() {
    let habits = Habits { blocks_scripts: true, ..Habits::default() };
    Journey::named("kit-scripts-blocked").source(Source::Fixture("bench.html")).habits(habits).run(|page| {
        page.goto(&page.home);
        page.wait_for_text("This page needs scripts.");
        assert!(!page.has("body[data-ready]"), "a script ran");
    });
}

#[test]
fn axe_judges_and_leaves_no_trace() {
    in_both("axe", Source::Fixture("strict.html"), |page| {
        page.goto(&page.home);
        assert_eq!(page.accessibility_violations(), Vec::<String>::new());
        assert!(!page.eval::<bool>("'axe' in globalThis"), "axe-core is visible to the page");
        page.goto(&page.home.replace("strict", "barriers"));
        let violations = page.accessibility_violations().join("\n");
        for rule in ["image-alt", "label", "html-has-lang", "document-title", "landmark-one-main"] {
            assert!(violations.contains(rule), "axe-core does not report {rule}:\n{violations}");
        }
    });
}
