// Reads exported processes with bpmn-moddle, as programs that show BPMN do, and then deliberately broken ones.
//
//   node tests/bpmn/validate.mjs <bpmn-moddle/dist/index.js> <folder of .bpmn files>
//
// A file holds when bpmn-moddle neither fails nor warns, every shape and edge of the diagram stands for an element, every
// flow node lies in exactly one lane and has a shape, and every sequence flow has both ends, an edge, and is known to them.
// The result is printed as `cargo test` prints it.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [library, folder] = process.argv.slice(2);
const { BpmnModdle, default: fallback } = await import(pathToFileURL(library).href);
const Moddle = BpmnModdle ?? fallback;

/** Everything that is wrong with a file, as sentences; none when it holds. */
async function faults(xml) {
  const found = [];
  let read;
  try {
    read = await new Moddle().fromXML(xml);
  } catch (error) {
    return [error.message, ...(error.warnings ?? []).map((warning) => warning.message)];
  }
  found.push(...read.warnings.map((warning) => warning.message));
  const { rootElement, elementsById } = read;
  const processes = rootElement.rootElements.filter((element) => element.$type === "bpmn:Process");
  const drawn = new Map();
  for (const diagram of rootElement.diagrams ?? []) {
    for (const piece of diagram.plane.planeElement ?? []) {
      const element = piece.bpmnElement;
      if (!element || elementsById[element.id] !== element) {
        found.push(`${piece.id} stands for no element`);
        continue;
      }
      drawn.set(element.id, piece);
      if (piece.$type === "bpmndi:BPMNEdge" && (piece.waypoint ?? []).length < 2) {
        found.push(`${piece.id} has no way`);
      }
      if (piece.$type === "bpmndi:BPMNShape" && !(piece.bounds?.width > 0 && piece.bounds?.height > 0)) {
        found.push(`${piece.id} has no size`);
      }
    }
  }
  if (processes.length !== 1) {
    found.push(`there are ${processes.length} processes`);
  }
  for (const { flowElements = [], laneSets = [] } of processes) {
    const lanes = laneSets.flatMap((set) => set.lanes ?? []);
    const nodes = flowElements.filter((element) => element.$instanceOf("bpmn:FlowNode"));
    const flows = flowElements.filter((element) => element.$instanceOf("bpmn:SequenceFlow"));
    for (const node of nodes) {
      const homes = lanes.filter((lane) => (lane.flowNodeRef ?? []).includes(node)).length;
      if (homes !== 1) {
        found.push(`${node.id} lies in ${homes} lanes`);
      }
      if (drawn.get(node.id)?.$type !== "bpmndi:BPMNShape") {
        found.push(`${node.id} has no shape`);
      }
    }
    for (const flow of flows) {
      const { sourceRef, targetRef } = flow;
      if (!nodes.includes(sourceRef) || !nodes.includes(targetRef)) {
        found.push(`${flow.id} lacks an end`);
      } else if (!(sourceRef.outgoing ?? []).includes(flow) || !(targetRef.incoming ?? []).includes(flow)) {
        found.push(`${flow.id} is not known to its ends`);
      }
      if (drawn.get(flow.id)?.$type !== "bpmndi:BPMNEdge") {
        found.push(`${flow.id} has no edge`);
      }
    }
    for (const kind of ["bpmn:StartEvent", "bpmn:EndEvent", "bpmn:Task"]) {
      if (!nodes.some((node) => node.$instanceOf(kind))) {
        found.push(`there is no ${kind}`);
      }
    }
  }
  return found;
}

/** What is done to a sound file, and a word of what must be said about it. */
const breaks = [
  ["cut short", (xml) => xml.slice(0, xml.length / 2), "unclosed tag"],
  ["a tag that is never closed", (xml) => xml.replace("</bpmn:laneSet>", ""), "unrecognized element"],
  ["an id that stands twice", (xml) => xml.replace(/id="Start"/, 'id="Process"'), "duplicate ID"],
  ["an id that is no name", (xml) => xml.replaceAll("Start", "1st start"), "illegal ID"],
  ["an element of no standard", (xml) => xml.replaceAll("bpmn:userTask", "bpmn:teaBreak"), "bpmn:TeaBreak"],
  ["a shape of nothing", (xml) => xml.replace('bpmnElement="Start"', 'bpmnElement="Nobody"'), "unresolved reference"],
  ["a step without a lane", (xml) => xml.replace(/<bpmn:flowNodeRef>Step_\d+<\/bpmn:flowNodeRef>/, ""), "lies in 0 lanes"],
  ["a step in two lanes", (xml) => xml.replace(/(<bpmn:lane id="Lane_1"[^>]*>)/, "$1<bpmn:flowNodeRef>Start</bpmn:flowNodeRef>"), "lies in 2 lanes"],
  ["a flow to nowhere", (xml) => xml.replace(/ targetRef="[^"]*"/, ""), "lacks an end"],
  ["a flow that its end does not know", (xml) => xml.replace(/<bpmn:incoming>.*?<\/bpmn:incoming>/, ""), "not known to its ends"],
  ["a flow without an edge", (xml) => xml.replace(/<bpmndi:BPMNEdge[^]*?<\/bpmndi:BPMNEdge>/, ""), "has no edge"],
  ["an edge of one point", (xml) => xml.replace(/<di:waypoint [^>]*\/>\s*(?=<\/)/g, "").replace(/<di:waypoint [^>]*\/>\s*(?=<\/)/g, "").replace(/<di:waypoint [^>]*\/>\s*(?=<\/)/g, ""), "has no way"],
  ["no end", (xml) => xml.replaceAll("bpmn:endEvent", "bpmn:task"), "there is no bpmn:EndEvent"],
];

const files = (await readdir(folder)).filter((name) => name.endsWith(".bpmn")).sort();
const results = [];
for (const name of files) {
  const said = await faults(await readFile(join(folder, name), "utf8"));
  results.push([name, said.length === 0, said.join("\n")]);
}
if (files.length > 0) {
  const sound = await readFile(join(folder, files[0]), "utf8");
  for (const [name, damage, expected] of breaks) {
    const broken = damage(sound);
    const said = broken === sound ? ["the damage changes nothing"] : await faults(broken);
    const refused = said.some((sentence) => sentence.includes(expected));
    results.push([`${name} is refused`, refused, `expected "${expected}", got: ${said.join("; ") || "nothing"}`]);
  }
}
for (const [name, good, why] of results) {
  console.log(`test ${name} ... ${good ? "ok" : "FAILED"}`);
  if (!good) {
    console.log(`---- ${name} ----\n${why}`);
  }
}
const failed = results.filter(([, good]) => !good).length;
const verdict = failed === 0 && files.length > 0 ? "ok" : "FAILED";
console.log(`test result: ${verdict}. ${results.length - failed} passed; ${failed} failed; 0 ignored`);
process.exitCode = verdict === "ok" ? 0 : 1;
