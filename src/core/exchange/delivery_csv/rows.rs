//! Rows become deployments or incidents, each with its remarks.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::{
    Column, Import, ImportError, Kind, MOST_ROWS, Outcome, RowRemark,
    bytes::Record,
    heads::Heads,
    part,
    values::{cut, share, time, yes},
};
use crate::model::{Deployment, Incident};

/// Longest field, in bytes. Longer ones come from a quotation mark that is never closed.
const LONGEST_FIELD: usize = 10_000;

/// What one row became.
enum Row {
    Deployment(Deployment),
    Incident(Incident),
}

/// A row that was read.
struct Seen {
    record: Record,
    row: Result<Row, Refusal>,
    remarks: Vec<RowRemark>,
}

/// The rows of a file, as far as they have been read.
pub(super) struct Rows {
    heads: Heads,
    /// The service whose rows are wanted; `None`: all.
    service: Option<String>,
    seen: Vec<Seen>,
    /// The last usable row of each id.
    last: BTreeMap<String, usize>,
    services: BTreeMap<String, usize>,
    read: usize,
    /// Remarks on the row that is being read.
    remarks: Vec<RowRemark>,
    /// Times without a zone.
    unzoned: usize,
    /// Rows without an id of their own.
    unnamed: usize,
    /// Rows whose environment is not production.
    elsewhere: usize,
    /// Rows of other services than the chosen one.
    of_others: usize,
}

/// Why a row is left out: the column, and a sentence.
type Refusal = (String, String);

impl Rows {
    pub(super) fn new(heads: Heads, service: Option<String>) -> Self {
        Self {
            heads,
            service,
            seen: Vec::new(),
            last: BTreeMap::new(),
            services: BTreeMap::new(),
            read: 0,
            remarks: Vec::new(),
            unzoned: 0,
            unnamed: 0,
            elsewhere: 0,
            of_others: 0,
        }
    }

    /// Reads one more row.
    pub(super) fn take(&mut self, record: Record) -> Result<(), ImportError> {
        self.read += 1;
        if self.read > MOST_ROWS {
            return Err(ImportError::TooManyRows);
        }
        let service = self.heads.get(&record, Column::Service);
        if let Some(name) = service {
            match self.services.get_mut(name) {
                Some(rows) => *rows += 1,
                None => drop(self.services.insert(name.to_owned(), 1)),
            }
        }
        if self.service.is_some() && service != self.service.as_deref() {
            self.of_others += 1;
            return Ok(());
        }
        let row = self.row(&record);
        if row.is_ok()
            && let Some(id) = self.heads.get(&record, Column::Id)
        {
            self.last.insert(id.to_owned(), record.row);
        }
        let remarks = std::mem::take(&mut self.remarks);
        self.seen.push(Seen { record, row, remarks });
        Ok(())
    }

    /// Every row has been read.
    pub(super) fn settling(mut self) -> Result<Settling, ImportError> {
        if self.read == 0 {
            return Err(ImportError::Empty);
        }
        let seen = std::mem::take(&mut self.seen);
        let import = Import {
            kind: self.heads.kind,
            rows_read: self.read,
            deployments: Vec::new(),
            incidents: Vec::new(),
            remarks: Vec::new(),
            notes: Vec::new(),
            columns: self.heads.uses(),
            services: std::mem::take(&mut self.services),
            left_out: Vec::new(),
        };
        let of = seen.len();
        Ok(Settling { rows: self, seen: seen.into_iter(), of, import, impact: Impact::default() })
    }

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
}

/// What the values of the column Impact are.
#[derive(Default)]
struct Impact {
    /// A row has a value.
    stated: bool,
    /// A value cannot be a share.
    too_large: bool,
    /// A value can only be a share.
    between: bool,
}

impl Impact {
    fn see(&mut self, text: &str) {
        let value = share(text);
        self.stated = true;
        self.too_large |= value.is_none();
        self.between |= text.ends_with('%') || value.is_some_and(|share| share > 0.0 && share < 1.0);
    }

    /// `ServiceNow`'s impact is a level from 1 to 3, not a share: a column with anything above 1 or without any value
    /// between 0 and 1 is one.
    const fn is_share(&self) -> bool {
        !self.too_large && self.between
    }
}

/// Rows that have all been read, on their way into the import: of rows with the same id, only the last counts.
pub(super) struct Settling {
    rows: Rows,
    seen: std::vec::IntoIter<Seen>,
    /// How many they were.
    of: usize,
    import: Import,
    impact: Impact,
}

impl Settling {
    /// Settles the next rows. `true` once there are none left.
    pub(super) fn settle(&mut self, rows: usize) -> bool {
        for _ in 0..rows {
            let Some(Seen { record, row, remarks }) = self.seen.next() else { break };
            match row {
                Ok(row) => match self.comes_again(&record) {
                    Some(why) => self.leave_out(record, why),
                    None => self.keep(&record, row, remarks),
                },
                Err(why) => self.leave_out(record, why),
            }
        }
        self.seen.as_slice().is_empty()
    }

    /// How much is settled, 0..=1.
    pub(super) fn done(&self) -> f64 {
        part(self.of - self.seen.len(), self.of)
    }

    /// What the file held.
    pub(super) fn finish(self) -> Import {
        let Self { rows, mut import, impact, .. } = self;
        import.notes = rows.notes(&impact, &import.services);
        if !impact.is_share() {
            for incident in &mut import.incidents {
                incident.impact = None;
            }
        }
        import
    }

    fn comes_again(&self, record: &Record) -> Option<Refusal> {
        let id = self.rows.heads.get(record, Column::Id)?;
        let last = self.rows.last.get(id).filter(|last| **last != record.row)?;
        let sentence = format!("\"{}\" comes again in row {last}, and the last one counts.", cut(id));
        Some((self.rows.heads.name(Column::Id), sentence))
    }

    fn keep(&mut self, record: &Record, row: Row, remarks: Vec<RowRemark>) {
        self.import.remarks.extend(remarks);
        match row {
            Row::Deployment(deployment) => self.import.deployments.push(deployment),
            Row::Incident(incident) => {
                if let Some(text) = self.rows.heads.get(record, Column::Impact) {
                    self.impact.see(text);
                }
                self.import.incidents.push(incident);
            }
        }
    }

    /// A row that is left out has one remark: why.
    fn leave_out(&mut self, record: Record, (field, sentence): Refusal) {
        let sentence = format!("{sentence} Left out.");
        self.import.remarks.push(RowRemark { row: record.row, field, sentence, outcome: Outcome::LeftOut });
        self.import.left_out.push(record);
    }
}

impl Rows {
    /// What holds for the whole file.
    fn notes(&self, impact: &Impact, services: &BTreeMap<String, usize>) -> Vec<String> {
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
        if impact.stated && !impact.is_share() {
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
