//! "Your numbers in 8 questions": a few rough answers become a whole workspace that can be simulated at once.
//!
//! What nobody answers is filled with a usual value of the sector. Usual values are ours, rounded, and to be replaced:
//! the workspace says of each whether it was answered or assumed, and every time and share that it brings besides is
//! marked as assumed where the model has a mark.

mod build;
mod scenarios;
mod typed;
mod usual;

pub use build::Made;
pub use typed::Refused;

use crate::model::{Elapsed, Share, Target, Weekday};

/// Most changes a week that eight rough answers can carry.
pub const MOST_CHANGES: f64 = 500.0;
/// Longest usual restoration: two weeks.
pub const LONGEST_RESTORE: Elapsed = Elapsed::clamped_hours(336.0);
/// Most changes that may be bad.
pub const MOST_BAD: Share = Share::clamped(0.5);

/// The line of business: says what is usual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sector {
    /// A bank or an insurer.
    Bank,
    /// A shop, on the web or not.
    Retail,
    /// A public body.
    Public,
    /// An online service.
    Online,
    /// None of these.
    #[default]
    Other,
}

impl Sector {
    /// All of them, in the order of asking.
    pub const ALL: [Self; 5] = [Self::Bank, Self::Retail, Self::Public, Self::Online, Self::Other];

    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bank => "Bank or insurance",
            Self::Retail => "Retail",
            Self::Public => "Public sector",
            Self::Online => "Online service",
            Self::Other => "Another sector",
        }
    }
}

/// How often changes are released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Each as soon as it is ready.
    OnDemand,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every second week.
    Fortnightly,
    /// Every fourth week.
    FourWeekly,
    /// Every quarter.
    Quarterly,
}

impl Rhythm {
    /// All of them, from the fastest.
    pub const ALL: [Self; 6] =
        [Self::OnDemand, Self::Daily, Self::Weekly, Self::Fortnightly, Self::FourWeekly, Self::Quarterly];

    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnDemand => "on demand",
            Self::Daily => "every day",
            Self::Weekly => "every week",
            Self::Fortnightly => "every second week",
            Self::FourWeekly => "every fourth week",
            Self::Quarterly => "every quarter",
        }
    }

    /// Days between two releases; `None` on demand.
    pub const fn every_days(self) -> Option<u16> {
        match self {
            Self::OnDemand => None,
            Self::Daily => Some(1),
            Self::Weekly => Some(7),
            Self::Fortnightly => Some(14),
            Self::FourWeekly => Some(28),
            Self::Quarterly => Some(91),
        }
    }
}

/// Who lets normal changes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// No board: nobody is waited for.
    Nobody,
    /// A board that meets every week on this day at 10:00.
    Board(Weekday),
}

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the question that its words ask")]
pub enum Question {
    Sector,
    Changes,
    Release,
    Approval,
    BadChanges,
    Restore,
    Slo,
    Standard,
}

impl Question {
    /// The eight, in the order of asking.
    pub const ALL: [Self; 8] = [
        Self::Sector,
        Self::Changes,
        Self::Release,
        Self::Approval,
        Self::BadChanges,
        Self::Restore,
        Self::Slo,
        Self::Standard,
    ];

    /// What is asked.
    pub const fn asks(self) -> &'static str {
        match self {
            Self::Sector => "Which sector are you in?",
            Self::Changes => "How many changes a week?",
            Self::Release => "How often do you release?",
            Self::Approval => "Approval day, and when are papers due?",
            Self::BadChanges => "How many changes are bad?",
            Self::Restore => "How long until service is restored?",
            Self::Slo => "What do you promise (SLO)?",
            Self::Standard => "How many changes are pre-approved?",
        }
    }

    /// What an answer means.
    pub const fn means(self) -> &'static str {
        match self {
            Self::Sector => "Says which values are usual.",
            Self::Changes => "To one service, of any size.",
            Self::Release => "When what is ready goes live.",
            Self::Approval => "The board of normal changes meets at 10:00.",
            Self::BadChanges => "Would fail in production if nothing stopped them.",
            Self::Restore => "From the failure to working again: half are faster.",
            Self::Slo => "Of all requests, in 28 days.",
            Self::Standard => "Standard changes: they pass by the board.",
        }
    }
}

/// What was answered; `None` where nothing was.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Answers {
    /// The sector.
    pub sector: Option<Sector>,
    /// Changes a week, above 0, at most [`MOST_CHANGES`].
    pub changes_per_week: Option<f64>,
    /// How often they are released.
    pub release: Option<Rhythm>,
    /// Who approves normal changes, and when.
    pub approval: Option<Approval>,
    /// How long before the board meets its papers are due; less than a week.
    pub cut_off: Option<Elapsed>,
    /// Share of the changes that would fail when nothing stops them; at most [`MOST_BAD`].
    pub bad_changes: Option<Share>,
    /// Median time from a failure to restored service, above 0, at most [`LONGEST_RESTORE`].
    pub restore: Option<Elapsed>,
    /// The objective, over 28 days.
    pub slo: Option<Target>,
    /// Share of standard changes.
    pub standard: Option<Share>,
}

/// Answers without a gap: each as in [`Answers`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "Answers explains each field")]
pub struct Filled {
    pub sector: Sector,
    pub changes_per_week: f64,
    pub release: Rhythm,
    pub approval: Approval,
    pub cut_off: Elapsed,
    pub bad_changes: Share,
    pub restore: Elapsed,
    pub slo: Target,
    pub standard: Share,
}

impl Answers {
    /// Answers, and usual values of the sector where there is none.
    pub fn filled(&self) -> Filled {
        let sector = self.sector.unwrap_or_default();
        let usual = usual::of(sector);
        Filled {
            sector,
            changes_per_week: self.changes_per_week.unwrap_or(usual.changes_per_week),
            release: self.release.unwrap_or(usual.release),
            approval: self.approval.unwrap_or(usual.approval),
            cut_off: self.cut_off.unwrap_or(usual.cut_off),
            bad_changes: self.bad_changes.unwrap_or(usual.bad_changes),
            restore: self.restore.unwrap_or(usual.restore),
            slo: self.slo.unwrap_or(usual.slo),
            standard: self.standard.unwrap_or(usual.standard),
        }
    }

    /// Whether a question has its whole answer. Papers for a board need a time; without a board there are none.
    pub fn has(&self, question: Question) -> bool {
        match question {
            Question::Sector => self.sector.is_some(),
            Question::Changes => self.changes_per_week.is_some(),
            Question::Release => self.release.is_some(),
            Question::Approval => match self.approval {
                Some(Approval::Nobody) => true,
                Some(Approval::Board(_)) => self.cut_off.is_some(),
                None => false,
            },
            Question::BadChanges => self.bad_changes.is_some(),
            Question::Restore => self.restore.is_some(),
            Question::Slo => self.slo.is_some(),
            Question::Standard => self.standard.is_some(),
        }
    }
}

impl Filled {
    /// When papers for the board are due, in words: "46 h".
    pub fn papers(&self) -> String {
        typed::hours(self.cut_off)
    }

    /// The answer to a question in words: "9", "every week", "Wednesday 10:00, papers 46 h before".
    pub fn says(&self, question: Question) -> String {
        match question {
            Question::Sector => self.sector.name().to_owned(),
            Question::Changes => format!("{}", self.changes_per_week),
            Question::Release => self.release.name().to_owned(),
            Question::Approval => match self.approval {
                Approval::Nobody => "no board".to_owned(),
                Approval::Board(day) => format!("{day:?} 10:00, papers {} before", typed::hours(self.cut_off)),
            },
            Question::BadChanges => typed::percent(self.bad_changes),
            Question::Restore => typed::hours(self.restore),
            Question::Slo => format!("{} %", self.slo),
            Question::Standard => typed::percent(self.standard),
        }
    }
}
