//! Rows become deployments or incidents, each with its remarks.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::{
    Column, Import, ImportError, Kind, MOST_ROWS, Outcome, RowRemark,
    bytes::Record,
    heads::Heads,
    values::{cut, share, time, yes},
};
use crate::model::{Deployment, Incident, order};

/// Longest field, in bytes. Longer ones come from a quotation mark that is never closed.
const LONGEST_FIELD: usize = 10_000;

/// What one row became.
enum Row {
    Deployment(Deployment),
    Incident(Incident),
}

/// A row that is usable so far.
struct Kept {
    record: Record,
    row: Row,
}

struct Reader<'a> {
    heads: &'a Heads,
    remarks: Vec<RowRemark>,
    left_out: Vec<(usize, Vec<String>)>,
    /// Times without a zone.
    unzoned: usize,
    /// Rows without an id of their own.
    unnamed: usize,
    /// Rows whose environment is not production.
    elsewhere: usize,
    /// Rows of other services than the chosen one.
    of_others: usize,
}

pub(super) fn read(
    heads: &Heads,
    service: Option<&str>,
    table: impl Iterator<Item = Record>,
) -> Result<Import, ImportError> {
    let mut services: BTreeMap<String, usize> = BTreeMap::new();
    let mut reader =
        Reader { heads, remarks: Vec::new(), left_out: Vec::new(), unzoned: 0, unnamed: 0, elsewhere: 0, of_others: 0 };
    let mut rows_read = 0;
    let mut kept: Vec<Kept> = Vec::new();
    for record in table {
        rows_read += 1;
        if rows_read > MOST_ROWS {
            return Err(ImportError::TooManyRows);
        }
        if let Some(name) = heads.get(&record, Column::Service) {
            *services.entry(name.to_owned()).or_default() += 1;
        }
        if service.is_some() && heads.get(&record, Column::Service) != service {
            reader.of_others += 1;
            continue;
        }
        match reader.row(&record) {
            Ok(row) => kept.push(Kept { record, row }),
            Err(why) => reader.leave_out(record, why),
        }
    }
    if rows_read == 0 {
        return Err(ImportError::Empty);
    }
    let kept = reader.keep_last(kept);
    Ok(reader.finish(kept, rows_read, services))
}

/// Why a row is left out: the column, and a sentence.
type Refusal = (String, String);

impl Reader<'_> {
    fn row(&mut self, record: &Record) -> Result<Row, Refusal> {
        let width = self.heads.names.len();
        if record.fields.iter().skip(width).any(|field| !field.is_empty()) {
            let count = record.fields.len();
            return Err((
                String::new(),
                format!(
                    "The row has {count} fields, the head names {width}. Put texts that hold the separator in quotation marks."
                ),
            ));
        }
        if record.fields.iter().any(|field| field.len() > LONGEST_FIELD) {
            let sentence = format!(
                "A field is longer than {LONGEST_FIELD} bytes: look for a quotation mark that is never closed."
            );
            return Err((String::new(), sentence));
        }
        match self.heads.kind {
            Kind::Deployments => self.deployment(record).map(Row::Deployment),
            Kind::Incidents => self.incident(record).map(Row::Incident),
        }
    }

    fn deployment(&mut self, record: &Record) -> Result<Deployment, Refusal> {
        self.in_production(record)?;
        self.finished(record)?;
        let finished_at = self.required(record, Column::FinishedAt)?;
        let id = self.id(record);
        let commit_time = self.optional(record, Column::CommitTime);
        if let Some(commit) = commit_time
            && commit > finished_at
        {
            let late = length(commit - finished_at);
            self.remark(
                record,
                Column::CommitTime,
                format!("Committed {late} after it was live. Kept, lead time n/a."),
            );
        }
        Ok(Deployment {
            id,
            finished_at,
            commit_time,
            failed: self.failed(record),
            unplanned: self.flag(record, Column::Unplanned),
            changes: self.changes(record),
        })
    }

    fn incident(&mut self, record: &Record) -> Result<Incident, Refusal> {
        let opened_at = self.required(record, Column::OpenedAt)?;
        let id = self.id(record);
        let resolved_at = self.optional(record, Column::ResolvedAt);
        if let Some(resolved) = resolved_at
            && resolved < opened_at
        {
            let early = length(opened_at - resolved);
            let sentence = format!("Resolved {early} before it was opened. Kept, recovery time n/a.");
            self.remark(record, Column::ResolvedAt, sentence);
        }
        let text = |column: Column| self.heads.get(record, column).map(str::to_owned);
        let (deployment_id, severity) = (text(Column::DeploymentId), text(Column::Severity));
        Ok(Incident {
            id,
            opened_at,
            resolved_at,
            deployment_id,
            cause_is_change: self.flag(record, Column::CauseIsChange),
            severity,
            impact: self.heads.get(record, Column::Impact).and_then(share),
        })
    }

    /// Other environments than production say nothing about the DORA metrics.
    fn in_production(&mut self, record: &Record) -> Result<(), Refusal> {
        let Some(environment) = self.heads.get(record, Column::Environment) else { return Ok(()) };
        if environment.to_lowercase().starts_with("prod") || environment.eq_ignore_ascii_case("live") {
            return Ok(());
        }
        self.elsewhere += 1;
        let sentence = format!("\"{}\" is not production, and only production counts.", cut(environment));
        Err((self.heads.name(Column::Environment), sentence))
    }

    /// A run that never reached production is no deployment, and no failed change either.
    fn finished(&self, record: &Record) -> Result<(), Refusal> {
        let Some(status) = self.heads.get(record, Column::Status) else { return Ok(()) };
        let never = [
            "failure",
            "failed",
            "error",
            "aborted",
            "canceled",
            "cancelled",
            "skipped",
            "queued",
            "pending",
            "running",
            "in_progress",
            "in progress",
            "inactive",
            "created",
            "blocked",
            "todo",
        ];
        if never.contains(&status.to_lowercase().as_str()) {
            let sentence = format!("A run that ends \"{}\" has deployed nothing.", cut(status));
            return Err((self.heads.name(Column::Status), sentence));
        }
        Ok(())
    }

    fn required(&mut self, record: &Record, column: Column) -> Result<NaiveDateTime, Refusal> {
        let name = self.heads.name(column);
        let Some(text) = self.heads.get(record, column) else {
            return Err((name, "The time is missing.".to_owned()));
        };
        let Some(found) = time(text) else { return Err((name, no_time(text))) };
        self.unzoned += usize::from(!found.zoned);
        Ok(found.utc)
    }

    fn optional(&mut self, record: &Record, column: Column) -> Option<NaiveDateTime> {
        let text = self.heads.get(record, column)?;
        if let Some(found) = time(text) {
            self.unzoned += usize::from(!found.zoned);
            Some(found.utc)
        } else {
            self.remark(record, column, format!("{} Kept as unknown.", no_time(text)));
            None
        }
    }

    fn flag(&mut self, record: &Record, column: Column) -> Option<bool> {
        let text = self.heads.get(record, column)?;
        let found = yes(text);
        if found.is_none() {
            self.remark(record, column, format!("\"{}\" is neither yes nor no. Kept as unknown.", cut(text)));
        }
        found
    }

    /// The flag when there is one, else the word with which a change record was closed. "Successful with issues" does
    /// not say whether somebody had to step in at once.
    fn failed(&mut self, record: &Record) -> Option<bool> {
        if self.heads.get(record, Column::Failed).is_some() {
            return self.flag(record, Column::Failed);
        }
        let text = self.heads.get(record, Column::CloseCode)?;
        match text.to_lowercase().as_str() {
            "successful" | "success" => Some(false),
            "unsuccessful" | "failed" | "backed out" => Some(true),
            _ => {
                let sentence = format!("\"{}\" does not say whether the change failed. Kept as unknown.", cut(text));
                self.remark(record, Column::CloseCode, sentence);
                None
            }
        }
    }

    fn changes(&mut self, record: &Record) -> Option<u32> {
        let text = self.heads.get(record, Column::Changes)?;
        let found = text.parse().ok();
        if found.is_none() {
            self.remark(record, Column::Changes, format!("\"{}\" is not a count. Kept as unknown.", cut(text)));
        }
        found
    }

    /// The row's own name, or one made of its number.
    fn id(&mut self, record: &Record) -> String {
        if let Some(id) = self.heads.get(record, Column::Id) {
            return id.to_owned();
        }
        self.unnamed += 1;
        format!("row {}", record.row)
    }

    fn remark(&mut self, record: &Record, column: Column, sentence: String) {
        let field = self.heads.name(column);
        self.remarks.push(RowRemark { row: record.row, field, sentence, outcome: Outcome::Kept });
    }

    /// A row that is left out has one remark: why.
    fn leave_out(&mut self, record: Record, why: Refusal) {
        while self.remarks.last().is_some_and(|remark| remark.row == record.row) {
            self.remarks.pop();
        }
        self.refuse(record, why);
    }

    fn refuse(&mut self, record: Record, (field, sentence): Refusal) {
        let sentence = format!("{sentence} Left out.");
        self.remarks.push(RowRemark { row: record.row, field, sentence, outcome: Outcome::LeftOut });
        self.left_out.push((record.row, record.fields));
    }

    /// Of rows with the same id, only the last.
    fn keep_last(&mut self, kept: Vec<Kept>) -> Vec<Kept> {
        let mut last: BTreeMap<String, usize> = BTreeMap::new();
        for row in &kept {
            if let Some(id) = self.heads.get(&row.record, Column::Id) {
                last.insert(id.to_owned(), row.record.row);
            }
        }
        let mut unique = Vec::with_capacity(kept.len());
        let mut again: BTreeMap<usize, (String, String)> = BTreeMap::new();
        let mut repeated = Vec::new();
        for row in kept {
            let id = self.heads.get(&row.record, Column::Id).map(str::to_owned);
            match id.and_then(|id| last.get(&id).map(|at| (id, *at))) {
                Some((id, at)) if at != row.record.row => {
                    let sentence = format!("\"{}\" comes again in row {at}, and the last one counts.", cut(&id));
                    again.insert(row.record.row, (self.heads.name(Column::Id), sentence));
                    repeated.push(row.record);
                }
                _ => unique.push(row),
            }
        }
        self.remarks.retain(|remark| !again.contains_key(&remark.row) || remark.outcome == Outcome::LeftOut);
        for record in repeated {
            if let Some(why) = again.remove(&record.row) {
                self.refuse(record, why);
            }
        }
        unique
    }

    fn finish(mut self, kept: Vec<Kept>, rows_read: usize, services: BTreeMap<String, usize>) -> Import {
        let impact_is_share = self.impact_is_share(&kept);
        let notes = self.notes(&kept, impact_is_share, &services);
        let (mut deployments, mut incidents) = (Vec::new(), Vec::new());
        for row in kept {
            match row.row {
                Row::Deployment(deployment) => deployments.push(deployment),
                Row::Incident(incident) => {
                    incidents.push(Incident { impact: incident.impact.filter(|_| impact_is_share), ..incident });
                }
            }
        }
        order::sort_by_key(&mut self.remarks, |remark| remark.row);
        order::sort_by_key(&mut self.left_out, |(row, _)| *row);
        Import {
            kind: self.heads.kind,
            rows_read,
            deployments,
            incidents,
            remarks: self.remarks,
            notes,
            columns: self.heads.uses(),
            services,
            left_out: self.left_out,
        }
    }

    /// ServiceNow's impact is a level from 1 to 3, not a share: a column with anything above 1 or without any value
    /// between 0 and 1 is one.
    fn impact_is_share(&self, kept: &[Kept]) -> bool {
        let values: Vec<&str> = kept.iter().filter_map(|row| self.heads.get(&row.record, Column::Impact)).collect();
        let between = |text: &&str| text.ends_with('%') || share(text).is_some_and(|share| share > 0.0 && share < 1.0);
        values.iter().all(|text| share(text).is_some()) && values.iter().any(between)
    }

    fn notes(&self, kept: &[Kept], impact_is_share: bool, services: &BTreeMap<String, usize>) -> Vec<String> {
        let mut notes = Vec::new();
        if self.unzoned > 0 {
            notes.push("Times without a zone are read as UTC.".to_owned());
        }
        if self.unnamed > 0 {
            notes.push(format!("{} rows have no id and are named by their row.", self.unnamed));
        }
        if self.elsewhere > 0 {
            notes.push(format!("{} rows are not from production and are left out.", self.elsewhere));
        }
        if self.heads.has(Column::Impact)
            && !impact_is_share
            && kept.iter().any(|row| self.heads.get(&row.record, Column::Impact).is_some())
        {
            notes.push(format!(
                "\"{}\" holds levels, not shares of users, and is not used.",
                cut(&self.heads.name(Column::Impact))
            ));
        }
        if self.of_others > 0 {
            notes.push(format!("{} rows are of other services and are not used.", self.of_others));
        } else if services.len() > 1 {
            notes.push(format!(
                "The rows name {} services. DORA metrics are those of one service: choose one.",
                services.len()
            ));
        }
        let unknown_failures = self.heads.kind == Kind::Deployments
            && !self.heads.has(Column::Failed)
            && !self.heads.has(Column::CloseCode);
        if unknown_failures {
            notes.push("No column says which deployments failed, so the change fail rate is n/a.".to_owned());
        }
        notes
    }
}

fn no_time(text: &str) -> String {
    format!("\"{}\" is not a date and time. Write 2026-04-24 or 2026-04-24T22:00Z.", cut(text))
}

/// A length in the largest unit of which it has at least one.
fn length(time: TimeDelta) -> String {
    match (time.num_days(), time.num_hours(), time.num_minutes()) {
        (days, _, _) if days >= 1 => format!("{days} d"),
        (_, hours, _) if hours >= 1 => format!("{hours} h"),
        (_, _, minutes) if minutes >= 1 => format!("{minutes} min"),
        _ => format!("{} s", time.num_seconds()),
    }
}
