//! Which incident belongs to which deployment, and which deployments failed.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DeliveryRecords, Deployment, Incident};

/// How incidents are linked to deployments, over all records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Linking {
    /// Incidents that name a deployment of the records.
    pub linked: usize,
    /// Incidents that name a deployment which the records do not have.
    pub unknown_deployment: usize,
    /// Incidents that name none.
    pub without: usize,
}

/// What says that a deployment failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureMarks {
    /// A mark on the deployments; those without one are left out of the rate.
    OnDeployments,
    /// No deployment has a mark: the links of incidents say it, and a deployment without one did not fail.
    ByLinks,
    /// Nothing.
    None,
}

/// The links of a set of records.
pub(super) struct Links<'a> {
    incidents: BTreeMap<&'a str, Vec<&'a Incident>>,
    known: BTreeSet<&'a str>,
    pub(super) linking: Linking,
    pub(super) marks: FailureMarks,
}

impl<'a> Links<'a> {
    pub(super) fn of(records: &'a DeliveryRecords) -> Self {
        let known: BTreeSet<&str> = records.deployments.iter().map(|deployment| deployment.id.as_str()).collect();
        let mut incidents: BTreeMap<&str, Vec<&Incident>> = BTreeMap::new();
        let mut linking = Linking::default();
        for incident in &records.incidents {
            match incident.deployment_id.as_deref() {
                None => linking.without += 1,
                Some(id) if known.contains(id) => {
                    linking.linked += 1;
                    incidents.entry(id).or_default().push(incident);
                }
                Some(_) => linking.unknown_deployment += 1,
            }
        }
        let marked = records.deployments.iter().any(|deployment| deployment.failed.is_some());
        let marks = match (marked, linking.linked) {
            (true, _) => FailureMarks::OnDeployments,
            (false, 0) => FailureMarks::None,
            (false, _) => FailureMarks::ByLinks,
        };
        Self { incidents, known, linking, marks }
    }

    /// Whether a deployment failed; `None` when nothing says so.
    pub(super) fn failed(&self, deployment: &Deployment) -> Option<bool> {
        match self.marks {
            FailureMarks::OnDeployments => deployment.failed,
            FailureMarks::ByLinks => {
                Some(self.linked(deployment).any(|incident| incident.cause_is_change != Some(false)))
            }
            FailureMarks::None => None,
        }
    }

    /// The same, but a failure that its incidents say no change caused does not count.
    pub(super) fn failed_by_change(&self, deployment: &Deployment) -> Option<bool> {
        let failed = self.failed(deployment)?;
        let mut linked = self.linked(deployment).peekable();
        let excused = linked.peek().is_some() && linked.all(|incident| incident.cause_is_change == Some(false));
        Some(failed && !excused)
    }

    /// Whether an incident belongs to a deployment: it names one of the records, or a change caused it.
    pub(super) fn belongs_to_a_deployment(&self, incident: &Incident) -> bool {
        let named = incident.deployment_id.as_deref().is_some_and(|id| self.known.contains(id));
        named || incident.cause_is_change == Some(true)
    }

    fn linked(&self, deployment: &Deployment) -> impl Iterator<Item = &'a Incident> {
        self.incidents.get(deployment.id.as_str()).into_iter().flatten().copied()
    }
}
