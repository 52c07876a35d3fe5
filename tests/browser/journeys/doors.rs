//! Ways in: from any folder of a web host, without a network afterwards, from the disk, without scripts.

use crate::kit::{Engine, Habits, Journey, Source};

use super::app::ROUTES;

#[test]
fn a_sub_path_is_enough_and_nothing_is_asked_of_the_network_afterwards() {
    Journey::named("sub-path").run(|page| {
        page.open_larkfield();
        page.stop_server();
        // From here on a request would fail, and the guard would see it.
        for (_, _, heading) in ROUTES {
            page.go(heading);
            page.settle();
        }
        page.download_workspace();
    });
}

#[test]
fn the_index_opened_from_the_disk_points_to_the_single_file() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let name = format!("index-from-disk-{engine:?}");
        Journey::named(&name).engine(engine).source(Source::IndexFromDisk).run(|page| {
            page.goto(&page.home);
            page.wait_for_text("trivium.html");
            // The browsers report the scripts they block; what matters is that the visitor is told what to do.
            page.session.findings();
        });
    }
}

#[test]
fn without_scripts_the_page_says_so() {
    let habits = Habits { blocks_scripts: true, ..Habits::default() };
    for source in [Source::Web, Source::SingleFile] {
        Journey::named("no-scripts").source(source).habits(habits).run(|page| {
            page.goto(&page.home);
            page.wait_for_text("JavaScript");
        });
    }
}

#[test]
fn an_address_that_names_no_page_leads_home_with_a_notice() {
    Journey::named("unknown-address").run(|page| {
        page.open("#/no-such-page<b>");
        page.wait_for_text("no-such-page");
        assert!(!page.has("#main b"), "the address was taken as markup");
    });
}
