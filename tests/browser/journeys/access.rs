//! Every page, in light and in dark, against the rules of accessibility.

use crate::kit::{Engine, Journey, Source};

/// Every route of the app, by the name its pictures get.
pub(super) const ROUTES: [(&str, &str); 6] = [
    ("start", "#/"),
    ("overview", "#/overview"),
    ("value-chain", "#/value-chain"),
    ("service-levels", "#/service-levels"),
    ("dora", "#/dora"),
    ("simulator", "#/simulator"),
];

#[test]
fn the_empty_app_breaks_no_rule() {
    for (engine, source) in [(Engine::Chromium, Source::Web), (Engine::Firefox, Source::SingleFile)] {
        Journey::named(&format!("access-{engine:?}")).engine(engine).source(source).run(|page| {
            for (name, route) in ROUTES {
                page.open(route);
                page.assert_accessible(name);
            }
        });
    }
}
