//! The links of a stream by places of its list.

use std::collections::BTreeMap;

use crate::model::{Flow, FlowKind, StepId, ValueStream};

/// Where each step stands in the list.
pub type Order = BTreeMap<StepId, usize>;

/// Where each step of the stream stands in its list.
pub fn order_of(stream: &ValueStream) -> Order {
    stream.steps.iter().enumerate().map(|(index, step)| (step.id, index)).collect()
}

/// Where work goes on: from, to, and the share, by places of the list. Without any next link, from each step to the
/// next.
pub fn next_links(stream: &ValueStream, order: &Order) -> Vec<(usize, usize, f64)> {
    let mut found = Vec::new();
    for flow in &stream.flows {
        if let (FlowKind::Next { share }, Some((from, to))) = (flow.kind, ends(flow, order)) {
            found.push((from, to, share.value()));
        }
    }
    if found.is_empty() {
        found.extend((1..stream.steps.len()).map(|to| (to - 1, to, 1.0)));
    }
    found
}

/// Where work comes back to another step: from and to, by places of the list.
pub fn rework_links(stream: &ValueStream, order: &Order) -> Vec<(usize, usize)> {
    let back = stream.flows.iter().filter(|flow| flow.kind == FlowKind::Rework {} && flow.from != flow.to);
    back.filter_map(|flow| ends(flow, order)).collect()
}

fn ends(flow: &Flow, order: &Order) -> Option<(usize, usize)> {
    Some((*order.get(&flow.from)?, *order.get(&flow.to)?))
}
