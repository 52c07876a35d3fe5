//! A run done in parts: deals out ranges, takes the parts in any order, and puts them together in the order of the
//! repetitions, so that the outcome has the same bits however the run was cut and whoever did what.

use std::{ops::Range, sync::Arc};

use super::{
    outcome::Outcome,
    part::{Finished, Part},
    plan::Plan,
    record::Record,
    run::Progress,
    settings::{Settings, SettingsError},
    tape::Tape,
};

/// A run that others do. It holds a few numbers for each repetition and histograms; parts that came before their turn
/// wait packed.
#[derive(Debug)]
pub struct Merge {
    plan: Arc<Plan>,
    settings: Settings,
    record: Record,
    /// Repetitions that are in the record: all before this one.
    merged: u32,
    /// Parts that came before their turn, by their first repetition.
    waiting: Vec<Part>,
    /// The first repetition that was never dealt.
    next: u32,
    /// Ranges that were dealt and given back.
    returned: Vec<Range<u32>>,
}

impl Merge {
    /// A run of which nothing is dealt.
    ///
    /// # Errors
    /// Settings out of range.
    pub fn new(plan: impl Into<Arc<Plan>>, settings: Settings) -> Result<Self, SettingsError> {
        let plan = plan.into();
        settings.check_for(&plan)?;
        let record = Record::new(&plan);
        Ok(Self { plan, settings, record, merged: 0, waiting: Vec::new(), next: 0, returned: Vec::new() })
    }

    /// Goes on to more repetitions, when all are done that were asked for: nothing is done twice. The plan is of the same
    /// fingerprint; its names are the ones that an outcome shows.
    ///
    /// # Errors
    /// Too many repetitions. Fewer than there are change nothing.
    pub fn extend(&mut self, plan: impl Into<Arc<Plan>>, replications: u32) -> Result<(), SettingsError> {
        let settings = Settings { replications: replications.max(self.settings.replications), ..self.settings };
        let plan = plan.into();
        settings.check_for(&plan)?;
        self.settings = settings;
        self.plan = plan;
        Ok(())
    }

    /// The next range to do, of at most `most` repetitions (at least 1); what was given back goes first. `None` when
    /// everything is dealt.
    pub fn deal(&mut self, most: u32) -> Option<Range<u32>> {
        let most = most.max(1);
        let mut range = match self.returned.pop() {
            Some(range) => range,
            None => self.next..self.settings.replications,
        };
        if range.is_empty() {
            return None;
        }
        let rest = range.start.saturating_add(most).min(range.end)..range.end;
        range.end = rest.start;
        if range.start == self.next {
            self.next = range.end;
        } else if !rest.is_empty() {
            self.returned.push(rest);
        }
        Some(range)
    }

    /// Takes back a range that was dealt and will not be done: it is dealt again.
    pub fn give_back(&mut self, range: Range<u32>) {
        if !range.is_empty() {
            self.returned.push(range);
            // The smallest is dealt first: what is finished can only be shown up to the first gap.
            self.returned.sort_unstable_by_key(|range| std::cmp::Reverse(range.start));
        }
    }

    /// Takes a part in, in any order. A part that is here already, or does not belong here, changes nothing.
    ///
    /// Returns whether everything could be read. It can, unless a part was made under another plan or damaged on its
    /// way; its range is dealt again then.
    pub fn take(&mut self, part: Part) -> bool {
        let known = part.first < self.merged || self.waiting.iter().any(|other| other.first == part.first);
        if !known && part.replications > 0 {
            self.waiting.push(part);
        }
        while let Some(place) = self.waiting.iter().position(|part| part.first == self.merged) {
            let part = self.waiting.swap_remove(place);
            let range = part.first..part.first.saturating_add(part.replications).min(self.next);
            if !self.add(part) {
                self.give_back(range);
                return false;
            }
        }
        true
    }

    /// Adds all repetitions of a part whose turn it is, or none of them.
    fn add(&mut self, part: Part) -> bool {
        let mut finished = Vec::new();
        let mut tape = Tape::of(part.bytes);
        for _ in 0..part.replications {
            let mut one = Finished::blank(&self.plan);
            one.pass(&mut tape);
            if !tape.is_whole() {
                return false;
            }
            finished.push(one);
        }
        let fits = part.replications <= self.settings.replications.saturating_sub(part.first);
        if !fits || !tape.is_at_end() {
            return false;
        }
        for one in &finished {
            self.record.add(&self.plan, &self.settings, one);
        }
        self.merged += part.replications;
        true
    }

    /// How far it is, counting parts that wait for their turn. Events are those of the outcome.
    pub fn progress(&self) -> Progress {
        let waiting: u32 = self.waiting.iter().map(|part| part.replications).sum();
        Progress {
            replications_done: self.merged + waiting,
            of: self.settings.replications,
            events: self.record.events(),
            finished: self.merged == self.settings.replications,
        }
    }

    /// Repetitions that an outcome of now counts: all before the first one that is missing.
    pub const fn merged(&self) -> u32 {
        self.merged
    }

    /// Repetitions that are yet to be dealt.
    pub fn undealt(&self) -> u32 {
        let returned: u32 = self.returned.iter().map(|range| range.end - range.start).sum();
        returned + (self.settings.replications - self.next)
    }

    /// The first repetition of the range that is dealt next; `None` when everything is dealt.
    pub fn upcoming(&self) -> Option<u32> {
        let fresh = (self.next < self.settings.replications).then_some(self.next);
        self.returned.last().map(|range| range.start).or(fresh)
    }

    /// The outcome of all repetitions before the first one that is missing: to the bit what a run of only so many
    /// gives. `None` before the first one is there.
    pub fn outcome(&self) -> Option<Outcome> {
        self.record.outcome(&self.plan, &self.settings)
    }

    /// The plan that runs.
    pub const fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Seed, repetitions and length.
    pub const fn settings(&self) -> Settings {
        self.settings
    }

    /// Bytes that are kept of what is finished, parts that wait included.
    pub fn kept_bytes(&self) -> usize {
        self.record.kept_bytes() + self.waiting.iter().map(|part| part.bytes.capacity()).sum::<usize>()
    }
}
