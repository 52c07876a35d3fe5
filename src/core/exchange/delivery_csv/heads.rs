//! Which column holds what.

use super::{ImportError, Kind, bytes::Record, values::cut};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "named like the fields of the records")]
pub enum Column {
    Id,
    Service,
    Environment,
    Status,
    FinishedAt,
    CommitTime,
    Failed,
    /// The word with which a change record was closed: "successful", "unsuccessful".
    CloseCode,
    Unplanned,
    Changes,
    OpenedAt,
    ResolvedAt,
    DeploymentId,
    CauseIsChange,
    Severity,
    Impact,
}

/// Names by which tools call a column, the best first, written without anything but letters and digits.
/// Sources: ServiceNow incident and change request; `DevLake` webhook; `PagerDuty` analytics and its older export; GitHub and
/// GitLab deployments; Opsgenie; fourkeys tables.
const DEPLOYMENT: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "deploymentid", "deployid", "number", "changeid", "tagname", "version", "iid", "sha"]),
    (Column::Service, SERVICE),
    (Column::Environment, &["environment", "environmentname", "env", "environmenttier"]),
    (Column::Status, &["status", "result", "state"]),
    (
        Column::FinishedAt,
        &[
            "finishedat",
            "finisheddate",
            "deployedat",
            "workend",
            "timecreated",
            "publishedat",
            "completedat",
            "enddate",
            "timestamp",
            "createdat",
            "time",
            "date",
        ],
    ),
    (Column::CommitTime, &["committime", "committedat", "commitdate", "committeddate", "firstcommitat", "authoredat"]),
    (Column::Failed, &["failed", "isfailed", "changefailed", "failure"]),
    (Column::CloseCode, &["closecode"]),
    (Column::Unplanned, &["unplanned", "rework", "hotfix", "ishotfix"]),
    (Column::Changes, &["changes", "changecount", "numberofchanges", "batchsize"]),
];

const INCIDENT: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "incidentid", "number", "issuekey", "incidentnumber", "tinyid"]),
    (Column::Service, SERVICE),
    (
        Column::OpenedAt,
        &[
            "openedat",
            "startedat",
            "triggeredat",
            "timecreated",
            "createdat",
            "createdon",
            "createddate",
            "start",
            "opened",
        ],
    ),
    (
        Column::ResolvedAt,
        &["resolvedat", "resolvedon", "timeresolved", "resolutiondate", "resolved", "endedat", "closedat", "end"],
    ),
    (Column::DeploymentId, &["deploymentid", "deployid", "changeid", "causedby", "rfc"]),
    (Column::CauseIsChange, &["causeischange", "causedbychange", "changerelated"]),
    (Column::Severity, &["severity", "priority", "urgency"]),
    (Column::Impact, &["impact", "impactshare", "usershit"]),
];

const SERVICE: &[&str] = &["service", "servicename", "application", "businessservice", "cmdbci", "project"];

/// Columns that only one kind has: they tell the two apart.
const ONLY_DEPLOYMENTS: &[&str] = &[
    "finishedat",
    "finisheddate",
    "deployedat",
    "publishedat",
    "committime",
    "committedat",
    "commitdate",
    "committeddate",
    "failed",
    "unplanned",
    "rework",
    "hotfix",
    "environment",
    "environmentname",
    "sha",
    "tagname",
    "workend",
    "closecode",
    "deployid",
    "maincommit",
];
const ONLY_INCIDENTS: &[&str] = &[
    "openedat",
    "triggeredat",
    "createdon",
    "resolvedat",
    "resolvedon",
    "timeresolved",
    "resolutiondate",
    "severity",
    "priority",
    "urgency",
    "incidentid",
    "incidentnumber",
    "issuekey",
    "causeischange",
    "causedby",
];

/// The columns of a file.
pub(super) struct Heads {
    pub(super) kind: Kind,
    /// As the file names them.
    pub(super) names: Vec<String>,
    places: Vec<(Column, usize)>,
}

impl Heads {
    pub(super) fn of(record: &Record, wanted: Option<Kind>) -> Result<Self, ImportError> {
        let plain: Vec<String> = record.fields.iter().map(plain).collect();
        let count = |names: &[&str]| plain.iter().filter(|name| names.contains(&name.as_str())).count();
        let kind = match (wanted, count(ONLY_DEPLOYMENTS), count(ONLY_INCIDENTS)) {
            (Some(kind), _, _) => kind,
            (None, deployments, incidents) if deployments > incidents => Kind::Deployments,
            (None, deployments, incidents) if incidents > deployments => Kind::Incidents,
            _ => {
                let shown: Vec<String> =
                    record.fields.iter().take(8).map(|name| format!("\"{}\"", cut(name))).collect();
                return Err(ImportError::UnknownHeads(shown.join(", ")));
            }
        };
        let (aliases, time, when, head) = match kind {
            Kind::Deployments => (DEPLOYMENT, Column::FinishedAt, "finished", "finished_at"),
            Kind::Incidents => (INCIDENT, Column::OpenedAt, "began", "opened_at"),
        };
        let places: Vec<(Column, usize)> = aliases
            .iter()
            .filter_map(|(column, names)| {
                let place = names.iter().find_map(|name| plain.iter().position(|found| found == name))?;
                Some((*column, place))
            })
            .collect();
        if !places.iter().any(|(column, _)| *column == time) {
            return Err(ImportError::NoTime { kind, when, head });
        }
        Ok(Self { kind, names: record.fields.iter().map(str::to_owned).collect(), places })
    }

    /// The field of a row in this column; blank and absent are both `None`.
    pub(super) fn get<'a>(&self, record: &'a Record, column: Column) -> Option<&'a str> {
        let place = self.place(column)?;
        record.fields.get(place).filter(|text| !text.is_empty())
    }

    /// The name of a column in the file.
    pub(super) fn name(&self, column: Column) -> String {
        self.place(column).and_then(|place| self.names.get(place)).cloned().unwrap_or_default()
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.place(column).is_some()
    }

    /// Each column of the file with what it is used for, in the order of the file.
    pub(super) fn uses(&self) -> Vec<(String, Option<Column>)> {
        let used = |place: usize| self.places.iter().find(|(_, at)| *at == place).map(|(column, _)| *column);
        self.names.iter().enumerate().map(|(place, name)| (name.clone(), used(place))).collect()
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.places.iter().find(|(found, _)| *found == column).map(|(_, place)| *place)
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
