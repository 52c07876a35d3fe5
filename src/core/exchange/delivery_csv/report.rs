//! What a file held, and what became of it.

use std::{collections::BTreeMap, sync::Arc};

use super::{Column, bytes::Record};
use crate::{
    chart::{Cell, Table},
    exchange::csv_out::{self, Separator},
    model::{DeliveryRecords, Deployment, Incident, order},
};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Finished deployments.
    Deployments,
    /// Incidents.
    Incidents,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Deployments => "deployments",
            Self::Incidents => "incidents",
        })
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is not in the records.
    LeftOut,
    /// It is in the records, with something a reader must know.
    Kept,
}

/// A remark on one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRemark {
    /// Row as a spreadsheet numbers it: the head is row 1. Empty lines are not counted.
    pub row: usize,
    /// The column, as the file names it; empty when the whole row is meant.
    pub field: String,
    /// Whole sentences: what, and what became of it.
    pub sentence: String,
    /// Whether the row is used.
    pub outcome: Outcome,
}

/// What a file held: a draft that one command applies.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// What it holds.
    pub kind: Kind,
    /// Rows that are not blank, without the head.
    pub rows_read: usize,
    /// Usable deployments; empty in a file of incidents.
    pub deployments: Vec<Deployment>,
    /// Usable incidents; empty in a file of deployments.
    pub incidents: Vec<Incident>,
    /// Remarks, in the order of the rows; at most one that leaves a row out.
    pub remarks: Vec<RowRemark>,
    /// What holds for the whole file, each a whole sentence, said once.
    pub notes: Vec<String>,
    /// Columns of the file and what they are used for; `None`: not used.
    pub columns: Vec<(String, Option<Column>)>,
    /// Services that the rows name, with how many rows each, whether usable or not. With more than one, let a person
    /// choose and read again: the metrics are those of one service.
    pub services: BTreeMap<String, usize>,
    pub(super) left_out: Vec<Record>,
}

impl Import {
    /// Rows that can be applied.
    pub fn usable(&self) -> usize {
        self.deployments.len() + self.incidents.len()
    }

    /// Rows that are left out.
    pub fn left_out(&self) -> usize {
        self.left_out.len()
    }

    /// The rows that were left out, each with its reason, as a CSV file to correct and import again.
    pub fn left_out_csv(&self) -> String {
        let reasons: BTreeMap<usize, &str> = self
            .remarks
            .iter()
            .filter(|remark| remark.outcome == Outcome::LeftOut)
            .map(|remark| (remark.row, remark.sentence.as_str()))
            .collect();
        let mut head: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let width = head.len();
        head.push("reason".to_owned());
        let rows = self.left_out.iter().map(|Record { row, fields }| {
            let padded = fields.iter().chain(std::iter::repeat("")).take(width.max(fields.len()));
            padded.map(Cell::text).chain([Cell::text(reasons.get(row).copied().unwrap_or_default())]).collect()
        });
        csv_out::write(&Table { head, rows: rows.collect() }, Separator::Comma)
    }

    /// The records of a service with this file's rows in the place of the earlier ones of the same kind. Made-up
    /// records are never mixed with imported ones: they go entirely.
    pub fn records(&self, earlier: Option<&DeliveryRecords>, file_name: &str) -> Arc<DeliveryRecords> {
        let kept = earlier.filter(|records| !records.synthetic).cloned().unwrap_or_default();
        let source = match (self.kind, kept.source.is_empty()) {
            (_, true) => file_name.to_owned(),
            _ if kept.source.split(" and ").any(|name| name == file_name) => kept.source.clone(),
            (Kind::Deployments, false) if kept.incidents.is_empty() => file_name.to_owned(),
            (Kind::Incidents, false) if kept.deployments.is_empty() => file_name.to_owned(),
            _ => format!("{} and {file_name}", kept.source),
        };
        let (mut deployments, mut incidents) = match self.kind {
            Kind::Deployments => (self.deployments.clone(), kept.incidents),
            Kind::Incidents => (kept.deployments, self.incidents.clone()),
        };
        order::sort_by_key(&mut deployments, |row| row.finished_at);
        order::sort_by_key(&mut incidents, |row| row.opened_at);
        Arc::new(DeliveryRecords { source, synthetic: false, deployments, incidents })
    }
}
