//! Pictures for people to look at, in `target/screenshots`. Nothing is compared; what must hold on each is that
//! nothing but canvases and wide tables scrolls sideways.

use crate::kit::{Journey, Page};

use super::app::ROUTES;

/// Name, width and height in CSS pixels, colours.
const SIZES: [(&str, u32, u32, &str); 4] = [
    ("desktop", 1440, 900, "Light"),
    ("dark", 1440, 900, "Dark"),
    ("phone", 390, 844, "Light"),
    ("projector", 1920, 1080, "Light"),
];

#[test]
fn every_page_is_pictured_and_none_scrolls_sideways() {
    Journey::named("pictures").run(|page| {
        page.set_viewport(1440, 900);
        page.start();
        picture(page, "start", "desktop");
        page.set_viewport(390, 844);
        picture(page, "start", "phone");
        page.set_viewport(1440, 900);
        page.open_larkfield();
        for (size, width, height, theme) in SIZES {
            page.set_viewport(1440, 900);
            page.choose_theme(theme);
            page.set_viewport(width, height);
            for (name, route, _) in ROUTES {
                page.open(route);
                picture(page, name, size);
            }
        }
        page.set_viewport(1440, 900);
        page.open_rust_records();
        picture(page, "dora-rust", "desktop");
    });
}

/// 400 % zoom of a window of 1280 pixels leaves 320 of them.
#[test]
fn nothing_scrolls_sideways_at_four_hundred_percent() {
    Journey::named("zoom").run(|page| {
        page.set_viewport(320, 256);
        page.start();
        fits(page, "start at 400 %");
        page.set_viewport(1440, 900);
        page.open_larkfield();
        page.set_viewport(320, 256);
        for (name, route, _) in ROUTES {
            page.open(route);
            page.settle();
            fits(page, &format!("{name} at 400 %"));
        }
    });
}

fn picture(page: &Page, name: &str, size: &str) {
    page.settle();
    page.screenshot(&format!("{name}-{size}"));
    fits(page, &format!("{name}-{size}"));
}

#[track_caller]
fn fits(page: &Page, what: &str) {
    let (content, window): (u32, u32) =
        page.eval("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assert!(content <= window, "{what}: the page is {content} px wide in a window of {window} px");
}
