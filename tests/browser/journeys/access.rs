//! Every page, in light and in dark, against the rules of accessibility.

use crate::kit::{Engine, Journey, Page, Source};

use super::app::{ROUTES, THEMES};

/// Judges every page in the colours that are chosen.
fn every_page(page: &Page, theme: &str) {
    for (name, _, heading) in ROUTES {
        page.go(heading);
        page.settle();
        page.assert_accessible(&format!("{name} ({theme})"));
    }
}

#[test]
fn no_page_of_the_worked_example_breaks_a_rule() {
    Journey::named("access").run(|page| {
        page.start();
        page.assert_accessible("start");
        page.open_larkfield();
        for theme in THEMES {
            page.choose_theme(theme);
            every_page(page, theme);
            page.start();
            page.assert_accessible(&format!("start ({theme})"));
            page.open("#/overview");
        }
    });
}

#[test]
fn no_page_of_the_real_records_breaks_a_rule() {
    Journey::named("access-records").run(|page| {
        page.open_rust_records();
        every_page(page, "light");
    });
}

#[test]
fn no_page_breaks_a_rule_on_a_phone() {
    Journey::named("access-phone").run(|page| {
        page.set_viewport(390, 844);
        page.start();
        page.assert_accessible("start on a phone");
        page.open_larkfield();
        for (name, route, _) in ROUTES {
            page.open(route);
            page.settle();
            page.assert_accessible(&format!("{name} on a phone"));
        }
    });
}

#[test]
fn no_page_of_the_single_file_breaks_a_rule_in_firefox() {
    Journey::named("access-firefox").engine(Engine::Firefox).source(Source::SingleFile).run(|page| {
        page.start();
        page.assert_accessible("start");
        page.open_larkfield();
        every_page(page, "light");
    });
}
