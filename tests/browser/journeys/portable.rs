//! What must work wherever Trivium is opened: storage, the worker, the same bits, export. In Chromium over http and
//! from a file, in Firefox over http and from a file.

use trivium_core::wire;

use crate::kit::{Engine, Journey, Page, Source};

use super::simulating::native_fingerprint;

const PLACES: [(Engine, Source); 4] = [
    (Engine::Chromium, Source::Web),
    (Engine::Chromium, Source::SingleFile),
    (Engine::Firefox, Source::Web),
    (Engine::Firefox, Source::SingleFile),
];

#[test]
fn the_same_question_has_the_same_answer_everywhere() {
    for (engine, source) in PLACES {
        Journey::named(&format!("portable-{engine:?}-{source:?}")).engine(engine).source(source).run(|page| {
            page.open_larkfield();
            page.go("Simulator");
            page.skip_and_show();
            page.wait_until_simulated();
            let method = page.method();
            assert!(method.replications >= 100, "only {} runs stand behind the answer", method.replications);

            let file = page.download_workspace();
            let read = wire::read_file(file.to_string().as_bytes()).expect("what was exported can be read");
            let scenario = &read.workspace.scenarios[0];
            assert_eq!(
                method.fingerprint,
                native_fingerprint(&read.workspace, scenario, &method),
                "{engine:?} from {source:?} computes other bits than this machine"
            );

            kept_over_a_reload(page);
        });
    }
}

/// What was shown is shown again, from storage.
#[track_caller]
fn kept_over_a_reload(page: &Page) {
    page.wait_until_saved();
    let rows = page.result_rows();
    page.reload();
    page.wait_until_ready();
    page.wait_until_simulated();
    assert_eq!(page.result_rows(), rows, "the answer is another one after a reload");
}
