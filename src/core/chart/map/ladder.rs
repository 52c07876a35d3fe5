//! The time of one change, step after step, on one scale: what "Where the time goes" draws and says.

use crate::{
    chart::format,
    engine::flow::StreamSheet,
    model::{StepId, StepKind, StreamKind, ValueStream},
};

use super::words;

/// A step on the time line. Times in hours on the calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung {
    /// Which step.
    pub step: StepId,
    /// What people call it.
    pub name: String,
    /// Since the request.
    pub start: f64,
    /// Hands-on work.
    pub work: f64,
    /// Waiting that the model explains: for people, for dates, for the next working hour.
    pub wait: f64,
    /// Waiting that it does not.
    pub other: f64,
    /// Step of colour.
    pub level: u8,
}

impl Rung {
    /// From arriving to leaving.
    pub fn total(&self) -> f64 {
        self.work + self.wait + self.other
    }

    /// When it ends.
    pub fn end(&self) -> f64 {
        self.start + self.total()
    }
}

/// The whole time line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ladder {
    /// The steps on it, in the order of the list.
    pub rungs: Vec<Rung>,
    /// All of it, in hours.
    pub total: f64,
    /// When a change is live: the end of the last deployment; without one, the end.
    pub live: f64,
    /// When the DORA clock starts.
    pub clock: Option<f64>,
    /// Steps that work comes to but whose time nobody has stated.
    pub unknown: usize,
    /// The step at which a change waits longest, and that wait.
    pub longest: Option<(String, f64)>,
}

impl Ladder {
    /// Puts the observed times of the steps end to end, in the order of the list.
    pub fn of(stream: &ValueStream, sheet: &StreamSheet) -> Self {
        Self::coloured(stream, sheet, words::longest_wait(sheet))
    }

    /// The same, coloured by a longest wait, in hours, that it shares with another one.
    pub fn coloured(stream: &ValueStream, sheet: &StreamSheet, longest: f64) -> Self {
        let mut ladder = Self::default();
        for (step, row) in
            stream.steps.iter().zip(&sheet.steps).filter(|(_, row)| row.visits > 0.0 && row.clean_visits > 0.0)
        {
            let Ok(observed) = row.observed else {
                ladder.unknown += 1;
                continue;
            };
            // On a branch the mean item spends only its share of the time.
            let (work, observed) = (row.work.min(observed) * row.clean_visits, observed * row.clean_visits);
            let waiting = observed - work;
            let other = (row.other_waiting.unwrap_or(0.0) * row.clean_visits).min(waiting);
            let rung = Rung {
                step: step.id,
                name: step.name.clone(),
                start: ladder.total,
                work,
                wait: waiting - other,
                other,
                level: words::wait_level(waiting, longest).max(1),
            };
            ladder.total = rung.end();
            if matches!(step.kind, StepKind::Deploy { .. }) {
                ladder.live = rung.end();
            }
            if stream.clock_starts_after == Some(step.id) {
                ladder.clock = Some(rung.end());
            }
            if waiting > ladder.longest.as_ref().map_or(0.0, |(_, wait)| *wait) {
                ladder.longest = Some((step.name.clone(), waiting));
            }
            ladder.rungs.push(rung);
        }
        if ladder.live <= 0.0 {
            ladder.live = ladder.total;
        }
        ladder.clock = ladder.clock.filter(|clock| *clock < ladder.live);
        ladder
    }

    /// What its time up to going live is called, by what runs through the stream; "at least" when steps are missing.
    pub fn live_in_words(&self, kind: StreamKind) -> String {
        let what = match kind {
            StreamKind::Change => "Request to live",
            StreamKind::Incident => "Detected to restored",
            StreamKind::Request => "Request to fulfilled",
        };
        let least = if self.unknown > 0 { " at least" } else { "" };
        format!("{what}{least} {}", words::calendar(self.live))
    }

    /// "27 h of work in 15.8 d, all steps: 93 % of calendar time is waiting, 35 % of that at CAB approval."
    pub fn sentence(&self, sheet: &StreamSheet) -> Result<String, String> {
        let (observed, wait) = match (sheet.observed, sheet.wait) {
            (Ok(observed), Ok(wait)) if observed > 0.0 => (observed, wait),
            (Err(missing), _) | (_, Err(missing)) => return Err(missing.to_string()),
            _ => return Err("all observed times are zero".to_owned()),
        };
        let most = self.longest.as_ref().filter(|_| wait > 0.0).map(|(name, longest)| {
            let part = longest / self.rungs.iter().map(|rung| rung.wait + rung.other).sum::<f64>();
            format!(", {} of that at {name}", format::percent(part))
        });
        let (work, observed_words) = (words::work(sheet.work), words::calendar(observed));
        let waiting = format::percent(wait / observed);
        let most = most.unwrap_or_default();
        Ok(format!("{work} of work in {observed_words}, all steps: {waiting} of calendar time is waiting{most}."))
    }
}
