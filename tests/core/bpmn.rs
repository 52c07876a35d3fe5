//! Streams as BPMN 2.0: golden files, which the workbench also hands to bpmn-moddle, and what must hold of every file.
//!
//! `UPDATE_GOLDEN=1 cargo test --test core bpmn` writes the files anew.

use std::{collections::BTreeSet, sync::Arc};

use trivium_core::{
    catalog::samples,
    chart::map::{self, LaneKind},
    engine::flow,
    exchange::bpmn,
    model::*,
};

use crate::{chart_pictures::golden_in, fixture, long_chain::long_chain};

fn written(workspace: &Workspace, at: usize, kind: LaneKind) -> String {
    let stream = &workspace.streams[at];
    let layout = map::layout(kind, workspace, stream, &flow::sheet(workspace, stream));
    bpmn::write(workspace, stream, &layout, "0.1.0").unwrap()
}

fn golden(name: &str, made: &str) {
    golden_in("bpmn", name, made);
}

/// A chain that divides, comes together, comes back and ends twice.
fn branches() -> Workspace {
    let mut workspace = fixture::workspace();
    let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
    let ids: Vec<StepId> = stream.steps.iter().map(|step| step.id).collect();
    let mut number = workspace.next_id;
    let mut link = |from: usize, to: usize, kind| {
        number += 1;
        Flow { id: FlowId::new(number - 1), from: ids[from], to: ids[to], kind }
    };
    let share = |share| FlowKind::Next { share: Share::clamped(share) };
    stream.flows = vec![
        link(0, 1, share(0.75)),
        link(0, 4, share(0.25)),
        link(1, 2, share(0.6)),
        link(1, 3, share(0.4)),
        link(2, 3, share(1.0)),
        link(2, 1, FlowKind::Rework {}),
        link(3, 0, FlowKind::Rework {}),
    ];
    stream.steps[0].activity = Activity::Engage;
    stream.steps[3].activity = Activity::DesignAndTransition;
    stream.steps[4].activity = Activity::DeliverAndSupport;
    workspace.next_id = number;
    workspace
}

/// Names and notes that markup, other alphabets and broken programs are made of.
fn hostile() -> Workspace {
    let mut workspace = fixture::workspace();
    let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
    "</bpmn:process><script>alert(1)</script>".clone_into(&mut stream.name);
    "\"a\" & 'b' <c>".clone_into(&mut stream.trigger);
    "]]> \u{202e}desrever".clone_into(&mut stream.outcome);
    let names = ["]]><x y=\"z\">", "a\u{0}b\u{1}c\u{b}", "\u{1F600} 測試 עברית", "\u{FFFE}\u{FFFF}&amp;", "x\r\n\ty"];
    for (step, name) in stream.steps.iter_mut().zip(names) {
        name.clone_into(&mut step.name);
        step.note = format!("{name}\n--> <!-- \u{1b}[31m");
    }
    workspace
}

fn all() -> Vec<(&'static str, String)> {
    let (larkfield, rust) = (samples::larkfield(), samples::rust_train());
    vec![
        ("larkfield.bpmn", written(&larkfield, 0, LaneKind::Itil4)),
        ("larkfield-teams.bpmn", written(&larkfield, 0, LaneKind::Teams)),
        ("rust-train.bpmn", written(&rust, 0, LaneKind::Itil5)),
        ("branches.bpmn", written(&branches(), 0, LaneKind::Itil4)),
        ("hostile.bpmn", written(&hostile(), 0, LaneKind::Itil4)),
    ]
}

#[test]
fn files_are_the_same_everywhere() {
    for (name, made) in all() {
        golden(name, &made);
    }
}

/// The values of an attribute, in order.
fn values<'a>(text: &'a str, attribute: &str) -> Vec<&'a str> {
    let key = format!(" {attribute}=\"");
    text.match_indices(&key).filter_map(|(at, key)| text[at + key.len()..].split('"').next()).collect()
}

#[test]
fn ids_are_names_and_stand_once_and_references_lead_somewhere() {
    for (name, text) in all() {
        let ids = values(&text, "id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{name}");
        assert!(ids.iter().all(|id| id.starts_with(|c: char| c.is_ascii_alphabetic())), "{name}");
        assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')), "{name}");
        for attribute in ["bpmnElement", "sourceRef", "targetRef", "processRef"] {
            assert!(values(&text, attribute).iter().all(|id| known.contains(id)), "{name}: {attribute}");
        }
        assert!(!text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{name}");
    }
}

/// Every tag is closed by its own name, and nothing but a tag begins with `<`: readers of BPMN are lenient, XML is not.
fn is_well_formed(text: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for piece in text.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').ok_or("a tag without an end")?;
        let name = tag.split([' ', '/', '?']).find(|part| !part.is_empty()).unwrap_or_default();
        match tag {
            _ if tag.matches('"').count() % 2 == 1 => return Err(format!("an open quotation mark in {tag}")),
            _ if tag.starts_with('?') || tag.ends_with('/') => {}
            _ if tag.starts_with('/') => {
                let last = open.pop();
                if last != Some(name) {
                    return Err(format!("{last:?} is closed by {name}"));
                }
            }
            _ => open.push(name),
        }
        let entities = ["amp;", "lt;", "gt;", "quot;", "apos;"];
        for rest in piece.split('&').skip(1) {
            if !entities.iter().any(|entity| rest.starts_with(entity)) {
                return Err(format!("a bare & before {rest}"));
            }
        }
        if after.contains('>') {
            return Err(format!("a bare > in {after}"));
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} are never closed")) }
}

#[test]
fn files_are_well_formed_whatever_people_type() {
    for (name, text) in all() {
        assert_eq!(is_well_formed(&text), Ok(()), "{name}");
    }
    for wrong in ["<a>", "<a></b>", "<a b=\"<\"/>", "<a>&b;</a>", "<a>></a>", "<a b=\"/>"] {
        assert!(is_well_formed(wrong).is_err(), "{wrong}");
    }
}

/// The rectangles of the elements that are no pool and no lane.
fn boxes(text: &str) -> Vec<(String, [f64; 4])> {
    let mut found = Vec::new();
    for shape in text.split("<bpmndi:BPMNShape ").skip(1) {
        let id = values(&format!(" {shape}"), "bpmnElement")[0].to_owned();
        let number = |attribute: &str| values(shape, attribute)[0].parse::<f64>().unwrap();
        if id != "Pool" && !id.starts_with("Lane_") {
            found.push((id, [number("x"), number("y"), number("width"), number("height")]));
        }
    }
    found
}

#[test]
fn elements_stand_apart_and_inside_their_lanes() {
    let mut files = all();
    let long = long_chain();
    files.push(("a long chain", written(&long, 0, LaneKind::Itil4)));
    for (name, text) in files {
        let found = boxes(&text);
        for (at, (id, [x, y, width, height])) in found.iter().enumerate() {
            for (other, [ox, oy, owidth, oheight]) in found.iter().skip(at + 1) {
                let apart = x + width <= *ox || ox + owidth <= *x || y + height <= *oy || oy + oheight <= *y;
                assert!(apart, "{name}: {id} lies on {other}");
            }
        }
    }
}

#[test]
fn a_stream_without_steps_is_no_process() {
    let mut workspace = fixture::workspace();
    let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
    stream.steps.clear();
    stream.flows.clear();
    let layout = map::layout(
        LaneKind::Itil4,
        &workspace,
        &workspace.streams[0],
        &flow::sheet(&workspace, &workspace.streams[0]),
    );
    assert_eq!(bpmn::write(&workspace, &workspace.streams[0], &layout, "0.1.0"), None);
}

#[test]
fn what_does_not_survive_is_what_the_stream_has() {
    let workspace = fixture::workspace();
    let all = bpmn::lost(&workspace, &workspace.streams[0]);
    let says = |sentences: &[String], words: &str| sentences.iter().any(|sentence| sentence.contains(words));
    for words in ["work times of 5\u{a0}steps", "%C&A", "DORA clock", "fail", "policies", "does again by itself"] {
        assert!(says(&all, words), "{words}: {all:#?}");
    }
    for words in ["day and night", "in progress", "together", "cut-off", "roles", "future"] {
        assert!(!says(&all, words), "{words}: {all:#?}");
    }
    assert!(all.iter().all(|sentence| sentence.ends_with('.')));
    let mut plain = Workspace::empty("plain", "Plain");
    let stream = ValueStream {
        steps: vec![Step::new(StepId::new(2), "One")],
        flows: Vec::new(),
        service: None,
        clock_starts_after: None,
        demand: Demand::of(1.0, ChangeMix { standard: Share::NONE, emergency: Share::NONE }),
        ..workspace.streams[0].clone()
    };
    plain.streams = Arc::new(vec![stream]);
    assert_eq!(bpmn::lost(&plain, &plain.streams[0]).len(), 2, "work time and demand");
}
