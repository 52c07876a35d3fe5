//! Ways in: from any folder of a web host, without a network afterwards, from the disk, without scripts.

use crate::kit::{Engine, Habits, Journey, Source};

use super::access::ROUTES;

#[test]
fn a_sub_path_is_enough_and_nothing_is_asked_of_the_network_afterwards() {
    Journey::named("sub-path").run(|page| {
        page.open("#/");
        page.stop_server();
        // Following links, as a person does: a request would fail now, and the guard would see it.
        for (name, route) in ROUTES {
            page.eval::<()>(&format!("void (location.hash = '{route}')"));
            page.wait_for(&format!("the page {name} to have a heading"), || (!page.heading().is_empty()).then_some(()));
        }
    });
}

#[test]
fn the_index_opened_from_the_disk_points_to_the_single_file() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        Journey::named(&format!("index-from-disk-{engine:?}")).engine(engine).source(Source::IndexFromDisk).run(
            |page| {
                page.goto(&page.home);
                page.wait_for_text("trivium.html");
                // The browsers report the blocked scripts; what matters is that the visitor is told what to do.
                page.session.findings();
            },
        );
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
