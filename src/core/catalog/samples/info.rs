//! What the start screen says of a sample. Everything that can be counted is counted, not typed.

use crate::model::{Cadence, Origin, ServiceHours, StepKind, ValueStream, Workspace};

use super::Sample;

/// A sample as the start screen shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleInfo {
    /// Which one.
    pub sample: Sample,
    /// Name of the workspace.
    pub name: String,
    /// Sector, for "Which is closest to you?".
    pub sector: &'static str,
    /// How its main stream moves: "9 changes a week, CAB approval on Wednesday, release on Thursday".
    pub summary: String,
    /// What its main service promises: "99.9 %, 24x7"; `None` when it promises nothing.
    pub promise: Option<String>,
    /// The opening line.
    pub opening: &'static str,
    /// What is in it.
    pub counts: SampleCounts,
}

/// What is in a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleCounts {
    /// Steps of the main stream.
    pub steps: usize,
    /// Services.
    pub services: usize,
    /// Value streams.
    pub streams: usize,
    /// Teams.
    pub teams: usize,
    /// Guided questions.
    pub scenarios: usize,
    /// Deployments in the records.
    pub deployments: usize,
    /// Incidents in the records.
    pub incidents: usize,
    /// Weeks the records cover, first to last record, begun weeks counted.
    pub weeks_of_records: u32,
    /// Whether the records are made up.
    pub synthetic: bool,
}

pub(super) fn of(sample: Sample, sector: &'static str, opening: &'static str) -> SampleInfo {
    let workspace = sample.workspace();
    SampleInfo {
        sample,
        sector,
        opening,
        summary: workspace.main_stream().map(|stream| summary(stream, workspace.origin)).unwrap_or_default(),
        promise: promise(&workspace),
        counts: counts(&workspace),
        name: workspace.name,
    }
}

fn counts(workspace: &Workspace) -> SampleCounts {
    let records = workspace.main_service().and_then(|service| workspace.tables.delivery_of(service.id));
    let deployments = records.map_or(&[][..], |records| &records.deployments);
    let incidents = records.map_or(&[][..], |records| &records.incidents);
    let days = deployments.iter().map(|deployment| deployment.finished_at.date());
    let days = days.chain(incidents.iter().map(|incident| incident.opened_at.date()));
    let span = days.clone().min().zip(days.max()).map_or(0, |(first, last)| (last - first).num_days() + 1);
    SampleCounts {
        steps: workspace.main_stream().map_or(0, |stream| stream.steps.len()),
        services: workspace.services.len(),
        streams: workspace.streams.len(),
        teams: workspace.teams.len(),
        scenarios: workspace.scenarios.len(),
        deployments: deployments.len(),
        incidents: incidents.len(),
        weeks_of_records: u32::try_from(span.max(0)).map_or(0, |span| span.div_ceil(7)),
        synthetic: records.is_some_and(|records| records.synthetic),
    }
}

fn promise(workspace: &Workspace) -> Option<String> {
    let service = workspace.main_service()?;
    let target = service.main_slo()?.target;
    Some(match service.hours {
        ServiceHours::Always => format!("{target} %, 24x7"),
        ServiceHours::Weekly { .. } => format!("{target} % in service hours"),
    })
}

/// Real records do not say how many changes come in a week, so their line leaves it out.
fn summary(stream: &ValueStream, origin: Origin) -> String {
    let mut parts = Vec::new();
    if origin != Origin::RealRecords {
        parts.push(rate(stream.demand.per_week));
    }
    for step in &stream.steps {
        match step.kind {
            StepKind::Approval { cadence: Some(cadence), .. } => {
                parts.push(format!("{} {}", step.name, rhythm(&cadence)));
            }
            StepKind::Deploy { cadence: Some(cadence), .. } => parts.push(format!("release {}", rhythm(&cadence))),
            _ => {}
        }
    }
    parts.join(", ")
}

/// "9 changes a week", or by the month where that is the rounder number.
fn rate(per_week: f64) -> String {
    if per_week >= 2.0 {
        format!("{per_week} changes a week")
    } else {
        format!("{:.0} changes a month", per_week * 52.0 / 12.0)
    }
}

fn rhythm(cadence: &Cadence) -> String {
    let day = format!("{:?}", cadence.day);
    match cadence.every_days {
        1 => "every day".to_owned(),
        7 => format!("on {day}"),
        14 => format!("every second {day}"),
        28 => format!("every fourth {day}"),
        42 => format!("every sixth {day}"),
        91 => "every quarter".to_owned(),
        days => format!("every {days} days"),
    }
}
