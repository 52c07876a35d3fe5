//! The map as a picture of its own: golden files, and the part of SVG that programs for slides can read.
//!
//! `UPDATE_GOLDEN=1 cargo test --test core map_picture` writes the files anew; look at them before committing.

use std::sync::Arc;

use trivium_core::{
    catalog::samples,
    chart::{
        Svg, Theme,
        map::{self, LaneKind},
    },
    engine::flow,
    model::Workspace,
};

use crate::{chart_pictures::golden, fixture, long_chain::long_chain};

fn picture(workspace: &Workspace, kind: LaneKind) -> Svg {
    let stream = &workspace.streams[0];
    let sheet = flow::sheet(workspace, stream);
    map::picture(stream, &sheet, &map::layout(kind, workspace, stream, &sheet))
}

fn hostile() -> Workspace {
    let mut workspace = fixture::workspace();
    let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
    "<svg onload=\"x\"> & \u{202e}\u{0}".clone_into(&mut stream.name);
    for step in &mut stream.steps {
        step.name = format!("{}\"><script>alert('x')</script>", step.name);
    }
    workspace
}

fn pictures() -> Vec<(&'static str, Svg)> {
    vec![
        ("map-larkfield.svg", picture(&samples::larkfield(), LaneKind::Itil4)),
        ("map-rust-train.svg", picture(&samples::rust_train(), LaneKind::Itil5)),
        ("map-hostile.svg", picture(&hostile(), LaneKind::Teams)),
    ]
}

#[test]
fn pictures_are_the_same_everywhere() {
    for (name, svg) in pictures() {
        golden(name, &svg.footed("Larkfield Stores, Trivium 0.1.0", Theme::Light).standalone());
    }
}

#[test]
fn programs_for_slides_can_read_every_picture() {
    let mut all = pictures();
    all.push(("a long chain", picture(&long_chain(), LaneKind::Itil4)));
    for (name, svg) in all {
        let text = svg.footed("Trivium", Theme::Light).standalone();
        for word in [
            "class=",
            "style=",
            "<style",
            "url(",
            "href",
            "foreignObject",
            "currentColor",
            "paint-order",
            "marker",
            "rgba(",
            "transparent",
            "var(",
            "<script",
            "NaN",
            "inf\"",
        ] {
            assert!(!text.contains(word), "{name}: {word}");
        }
        for key in ["fill=\"", "stroke=\""] {
            for (at, _) in text.match_indices(key) {
                let colour = text[at + key.len()..].split('"').next().unwrap();
                assert!(colour == "none" || (colour.starts_with('#') && colour.len() == 7), "{name}: {key}{colour}");
            }
        }
        let tags: Vec<&str> = text
            .split('<')
            .skip(2)
            .map(|tag| tag.split([' ', '>', '/']).find(|part| !part.is_empty()).unwrap())
            .collect();
        let known = ["svg", "title", "desc", "g", "rect", "path", "text"];
        assert!(tags.iter().all(|tag| known.contains(tag)), "{name}");
        assert_eq!(text.matches("<g").count(), text.matches("</g>").count(), "{name}");
        assert!(text.contains("<text") && text.contains(" width=\"") && text.contains(" viewBox=\"0 0 "));
    }
}

#[test]
fn a_picture_tells_steps_numbers_waiting_and_the_clock() {
    let text = picture(&samples::larkfield(), LaneKind::Itil4).as_str().to_owned();
    for words in [
        "CAB approval",
        "busy",
        "DORA clock starts",
        "come back",
        "Request to live",
        "of calendar time is waiting",
        "Deliver and support",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn a_stream_without_steps_is_still_a_picture() {
    let mut workspace = fixture::workspace();
    let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
    stream.steps.clear();
    stream.flows.clear();
    stream.clock_starts_after = None;
    assert!(picture(&workspace, LaneKind::Itil4).as_str().contains("no step has an observed time"));
}
