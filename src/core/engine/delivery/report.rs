//! The five metrics over one window.

use std::collections::BTreeSet;

use crate::{
    engine::statistics::{PoissonRate, poisson_rate},
    model::{DeliveryRecords, Deployment, Incident, order},
};

use super::{Durations, FailureMarks, Known, Linking, NotKnown, Rate, Span, Stretch, linking::Links, span::hours_from};

/// The five metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each metric is defined in its `definition`")]
pub enum Metric {
    LeadTime,
    Frequency,
    Recovery,
    ChangeFailRate,
    ReworkRate,
}

impl Metric {
    /// In the order in which they are shown: throughput, then instability.
    pub const ALL: [Self; 5] =
        [Self::LeadTime, Self::Frequency, Self::Recovery, Self::ChangeFailRate, Self::ReworkRate];
}

/// How many records there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Deployments.
    pub deployments: usize,
    /// Those marked as planned.
    pub planned: usize,
    /// Those marked as unplanned.
    pub unplanned: usize,
    /// Those that failed.
    pub failed: usize,
    /// Days on which something was deployed.
    pub days_with_deployment: usize,
    /// Incidents opened.
    pub incidents: usize,
    /// Those that are not resolved yet.
    pub open_incidents: usize,
}

/// How often something is deployed.
#[derive(Debug, Clone, PartialEq)]
pub struct Frequency {
    /// Deployments a week.
    pub per_week: PoissonRate,
    /// Planned deployments a week; `None` when no deployment says whether it was planned.
    pub planned_per_week: Option<PoissonRate>,
    /// Time between two deployments; `None` for a single one.
    pub between: Option<Durations>,
}

/// The five metrics of one service over one window. Durations in calendar hours.
#[derive(Debug, Clone, PartialEq)]
pub struct DeliveryReport {
    /// What was asked for.
    pub span: Span,
    /// From where to where time is counted; `None` when all records were asked for and there is no deployment.
    pub stretch: Option<Stretch>,
    /// How many records there are.
    pub counts: Counts,
    /// How incidents are linked, over all records.
    pub linking: Linking,
    /// What says that a deployment failed.
    pub failure_marks: FailureMarks,
    /// Change lead time.
    pub lead_time: Known<Durations>,
    /// Deployment frequency.
    pub frequency: Known<Frequency>,
    /// Failed deployment recovery time: incidents that belong to a deployment.
    pub recovery: Known<Durations>,
    /// The same of those only that a change caused, as the records say.
    pub recovery_caused_by_change: Known<Durations>,
    /// Time to restore of all incidents, whatever caused them.
    pub restore_all: Known<Durations>,
    /// Change fail rate of all deployments.
    pub change_fail_rate: Known<Rate>,
    /// Change fail rate of the planned deployments.
    pub change_fail_rate_of_planned: Known<Rate>,
    /// The same, leaving out failures that their incidents say no change caused.
    pub change_fail_rate_of_planned_caused_by_change: Known<Rate>,
    /// Deployment rework rate.
    pub rework_rate: Known<Rate>,
}

/// The five metrics from records. Pure: the same records and span always give the same report.
pub fn report(records: &DeliveryRecords, span: Span) -> DeliveryReport {
    let links = Links::of(records);
    let mut deployments: Vec<&Deployment> =
        records.deployments.iter().filter(|deployment| span.holds(deployment.finished_at)).collect();
    order::sort_by_key(&mut deployments, |deployment| deployment.finished_at);
    let incidents: Vec<&Incident> =
        records.incidents.iter().filter(|incident| span.holds(incident.opened_at)).collect();
    let stretch = span.stretch(records);
    let rows = Rows { links: &links, deployments, incidents, days: stretch.map_or(0.0, |stretch| stretch.days()) };
    DeliveryReport {
        span,
        stretch,
        counts: rows.counts(),
        linking: links.linking,
        failure_marks: links.marks,
        lead_time: rows.lead_time(),
        frequency: rows.frequency(),
        recovery: rows.recovery(|incident| links.belongs_to_a_deployment(incident), NotKnown::NoFailures),
        recovery_caused_by_change: rows
            .recovery(|incident| incident.cause_is_change == Some(true), NotKnown::NoFailures),
        restore_all: rows.recovery(|_| true, NotKnown::NoIncidents),
        change_fail_rate: rows.fail_rate(|_| true, |deployment| links.failed(deployment), NotKnown::NoDeployments),
        change_fail_rate_of_planned: rows.fail_rate(
            is_planned,
            |deployment| links.failed(deployment),
            NotKnown::NoPlannedDeployments,
        ),
        change_fail_rate_of_planned_caused_by_change: rows.fail_rate(
            is_planned,
            |deployment| links.failed_by_change(deployment),
            NotKnown::NoPlannedDeployments,
        ),
        rework_rate: rows.rework_rate(),
    }
}

/// Whether a deployment is marked as planned.
fn is_planned(deployment: &Deployment) -> bool {
    deployment.unplanned == Some(false)
}

/// The records of one window, deployments by time.
pub(super) struct Rows<'a> {
    pub(super) links: &'a Links<'a>,
    pub(super) deployments: Vec<&'a Deployment>,
    pub(super) incidents: Vec<&'a Incident>,
    pub(super) days: f64,
}

impl Rows<'_> {
    pub(super) fn counts(&self) -> Counts {
        let deployments = |holds: fn(&Deployment) -> bool| self.deployments.iter().filter(|row| holds(row)).count();
        let days: BTreeSet<_> = self.deployments.iter().map(|deployment| deployment.finished_at.date()).collect();
        Counts {
            deployments: self.deployments.len(),
            planned: deployments(is_planned),
            unplanned: deployments(|row| row.unplanned == Some(true)),
            failed: self.deployments.iter().filter(|row| self.links.failed(row) == Some(true)).count(),
            days_with_deployment: days.len(),
            incidents: self.incidents.len(),
            open_incidents: self.incidents.iter().filter(|incident| incident.resolved_at.is_none()).count(),
        }
    }

    pub(super) fn lead_time(&self) -> Known<Durations> {
        if self.deployments.is_empty() {
            return Err(NotKnown::NoDeployments);
        }
        let hours = |row: &&Deployment| row.commit_time.map(|commit| hours_from(commit, row.finished_at));
        Durations::of(self.deployments.iter().map(hours)).map_err(|_| NotKnown::NoCommitTimes)
    }

    fn frequency(&self) -> Known<Frequency> {
        if self.deployments.is_empty() {
            return Err(NotKnown::NoDeployments);
        }
        let weeks = self.days / 7.0;
        let counts = self.counts();
        let per_week = poisson_rate(counts.deployments, weeks).ok_or(NotKnown::NoTime)?;
        let marked = counts.planned + counts.unplanned > 0;
        let gaps = self.deployments.windows(2).map(|pair| match pair {
            [earlier, later] => Some(hours_from(earlier.finished_at, later.finished_at)),
            _ => None,
        });
        Ok(Frequency {
            per_week,
            planned_per_week: marked.then(|| poisson_rate(counts.planned, weeks)).flatten(),
            between: Durations::of(gaps).ok(),
        })
    }

    pub(super) fn recovery(&self, counts: impl Fn(&Incident) -> bool, none: NotKnown) -> Known<Durations> {
        let counted: Vec<&&Incident> = self.incidents.iter().filter(|incident| counts(incident)).collect();
        if counted.is_empty() {
            return Err(none);
        }
        let hours = |row: &&&Incident| row.resolved_at.map(|end| hours_from(row.opened_at, end));
        Durations::of(counted.iter().map(hours)).map_err(|open| NotKnown::NothingResolved { open })
    }

    /// Failure of the deployments that count. `none` is the reason when there is none.
    fn fail_rate(
        &self,
        counts: impl Fn(&Deployment) -> bool,
        failed: impl Fn(&Deployment) -> Option<bool>,
        none: NotKnown,
    ) -> Known<Rate> {
        let counted: Vec<&&Deployment> = self.deployments.iter().filter(|row| counts(row)).collect();
        if counted.is_empty() {
            return Err(if self.deployments.is_empty() { NotKnown::NoDeployments } else { none });
        }
        Rate::of(counted.iter().map(|row| failed(row)), self.days).ok_or(NotKnown::NoFailureMarks)
    }

    fn rework_rate(&self) -> Known<Rate> {
        if self.deployments.is_empty() {
            return Err(NotKnown::NoDeployments);
        }
        Rate::of(self.deployments.iter().map(|row| row.unplanned), self.days).ok_or(NotKnown::NoReworkMarks)
    }
}
