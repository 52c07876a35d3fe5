//! The text of the file.

use std::fmt::Write;

use super::{
    plan::{Kind, Node, Plan},
    route::Area,
};
use crate::{
    chart::text,
    model::{ValueStream, Workspace},
};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<bpmn:definitions xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" \
xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" \
xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" \
id=\"Definitions\" targetNamespace=\"urn:trivium:value-stream\" exporter=\"Trivium\">
";

pub(super) fn write(workspace: &Workspace, stream: &ValueStream, plan: &Plan) -> String {
    let mut out = String::from(HEAD);
    let name = attribute(&text::clean(&stream.name, 200));
    let service = stream.service.and_then(|id| workspace.service(id)).map_or("", |service| &service.name);
    let pool = if service.is_empty() { name.clone() } else { attribute(&text::clean(service, 200)) };
    let _ = write!(
        out,
        "  <bpmn:collaboration id=\"Collaboration\">\n    <bpmn:participant id=\"Pool\" name=\"{pool}\" \
         processRef=\"Process\" />\n  </bpmn:collaboration>\n  <bpmn:process id=\"Process\" name=\"{name}\" \
         isExecutable=\"false\">\n"
    );
    lanes(&mut out, plan);
    for (at, node) in plan.nodes.iter().enumerate() {
        element(&mut out, plan, at, node);
    }
    for (at, edge) in plan.edges.iter().enumerate() {
        let id = |at: usize| plan.nodes.get(at).map_or("", |node| node.id.as_str());
        let _ = write!(out, "    <bpmn:sequenceFlow id=\"Flow_{at}\"");
        named(&mut out, &edge.name);
        let _ = writeln!(out, " sourceRef=\"{}\" targetRef=\"{}\" />", id(edge.from), id(edge.to));
    }
    out.push_str("  </bpmn:process>\n");
    diagram(&mut out, plan);
    out.push_str("</bpmn:definitions>\n");
    out
}

fn lanes(out: &mut String, plan: &Plan) {
    out.push_str("    <bpmn:laneSet id=\"Lanes\">\n");
    for (at, lane) in plan.lanes.iter().enumerate() {
        let _ = writeln!(out, "      <bpmn:lane id=\"Lane_{at}\" name=\"{}\">", attribute(&lane.name));
        for node in plan.nodes.iter().filter(|node| node.lane == at) {
            let _ = writeln!(out, "        <bpmn:flowNodeRef>{}</bpmn:flowNodeRef>", node.id);
        }
        out.push_str("      </bpmn:lane>\n");
    }
    out.push_str("    </bpmn:laneSet>\n");
}

fn element(out: &mut String, plan: &Plan, at: usize, node: &Node) {
    let tag = match node.kind {
        Kind::Start => "startEvent",
        Kind::End => "endEvent",
        Kind::UserTask => "userTask",
        Kind::ServiceTask => "serviceTask",
        Kind::Gateway => "exclusiveGateway",
        Kind::Timer(_) => "intermediateCatchEvent",
    };
    let _ = write!(out, "    <bpmn:{tag} id=\"{}\"", node.id);
    named(out, &node.name);
    if node.kind == Kind::Gateway {
        out.push_str(" gatewayDirection=\"Diverging\"");
    }
    out.push_str(">\n");
    if !node.note.trim().is_empty() {
        let _ = writeln!(out, "      <bpmn:documentation>{}</bpmn:documentation>", text::escape(&allowed(&node.note)));
    }
    for (edge_at, edge) in plan.edges.iter().enumerate() {
        if edge.to == at {
            let _ = writeln!(out, "      <bpmn:incoming>Flow_{edge_at}</bpmn:incoming>");
        }
    }
    for (edge_at, edge) in plan.edges.iter().enumerate() {
        if edge.from == at {
            let _ = writeln!(out, "      <bpmn:outgoing>Flow_{edge_at}</bpmn:outgoing>");
        }
    }
    if let Kind::Timer(days) = node.kind {
        let _ = writeln!(
            out,
            "      <bpmn:timerEventDefinition id=\"{}_Dates\">\n        <bpmn:timeCycle \
             xsi:type=\"bpmn:tFormalExpression\">R/P{days}D</bpmn:timeCycle>\n      </bpmn:timerEventDefinition>",
            node.id
        );
    }
    let _ = writeln!(out, "    </bpmn:{tag}>");
}

fn diagram(out: &mut String, plan: &Plan) {
    out.push_str(
        "  <bpmndi:BPMNDiagram id=\"Diagram\">\n    <bpmndi:BPMNPlane id=\"Plane\" bpmnElement=\"Collaboration\">\n",
    );
    shape(out, "Pool", " isHorizontal=\"true\"", plan.pool);
    for (at, lane) in plan.lanes.iter().enumerate() {
        shape(out, &format!("Lane_{at}"), " isHorizontal=\"true\"", lane.place);
    }
    for node in &plan.nodes {
        let more = if node.kind == Kind::Gateway { " isMarkerVisible=\"true\"" } else { "" };
        shape(out, &node.id, more, node.place);
    }
    for (at, edge) in plan.edges.iter().enumerate() {
        let _ = writeln!(out, "      <bpmndi:BPMNEdge id=\"Flow_{at}_di\" bpmnElement=\"Flow_{at}\">");
        for (x, y) in &edge.points {
            let _ = writeln!(out, "        <di:waypoint x=\"{}\" y=\"{}\" />", whole(*x), whole(*y));
        }
        out.push_str("      </bpmndi:BPMNEdge>\n");
    }
    out.push_str("    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n");
}

fn shape(out: &mut String, id: &str, more: &str, place: Area) {
    let _ = writeln!(out, "      <bpmndi:BPMNShape id=\"{id}_di\" bpmnElement=\"{id}\"{more}>");
    let (x, y) = (whole(place.x), whole(place.y));
    let (width, height) = (whole(place.x + place.width) - x, whole(place.y + place.height) - y);
    let _ = writeln!(out, "        <dc:Bounds x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" />");
    out.push_str("      </bpmndi:BPMNShape>\n");
}

fn named(out: &mut String, name: &str) {
    if !name.is_empty() {
        let _ = write!(out, " name=\"{}\"", attribute(name));
    }
}

/// A text that has been cleaned, for an attribute.
fn attribute(name: &str) -> String {
    text::escape(&allowed(name))
}

/// Without what XML 1.0 has no way to write, and without what turns the direction of writing.
fn allowed(text: &str) -> String {
    let forbidden = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
    };
    text.replace(forbidden, "")
}

fn whole(value: f64) -> f64 {
    libm::round(value)
}
