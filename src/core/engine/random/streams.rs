//! One random number for each (purpose, entity, detail).

use super::generator::{GOLDEN, Generator, mix, unit};

/// What a number is drawn for. The order is part of every result: new purposes go to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Gaps between arriving changes.
    Arrival,
    /// Standard, normal or emergency.
    ChangeType,
    /// Whether a change is bad when it arrives.
    Badness,
    /// Work time at a step and visit.
    Work,
    /// Whether what left a step comes back.
    Rework,
    /// Which of several next links a change takes.
    Route,
    /// Whether an approval or a gate stops a change.
    Judgement,
    /// Whether a stopped bad change was mended.
    Mending,
    /// Whether deploying itself fails.
    Deploying,
    /// Gaps between incidents that no change causes.
    Background,
    /// Who finds an incident first.
    FoundBy,
    /// Start to detection.
    Detection,
    /// Detection to acknowledgement.
    Acknowledgement,
    /// Repair by hand.
    Repair,
    /// Whether a rollback works.
    RollbackWorks,
    /// How long a rollback takes.
    Rollback,
    /// What a change is about.
    WorkType,
    /// How risky a change is.
    Risk,
    /// Whether a change becomes reliability work while the budget is short.
    Redirection,
    /// Which class an incident is of.
    Severity,
    /// Whether a failure shows while few users have the change.
    Canary,
    /// Whether switching a feature off works.
    FlagWorks,
    /// How long that takes.
    Flag,
    /// Whether an incident that no change causes still happens after reliability work.
    Thinning,
    /// What lies at the steps when a run begins with today's backlog.
    Backlog,
}

/// Number of purposes.
const PURPOSES: usize = Purpose::Backlog as usize + 1;

/// All random numbers of one repetition.
#[derive(Debug, Clone)]
pub struct Streams {
    keys: [u64; PURPOSES],
}

impl Streams {
    /// The streams of a repetition: fixed by the seed and its index, by nothing else.
    pub fn new(seed: u64, repetition: u32) -> Self {
        let base = mix(mix(seed ^ GOLDEN).wrapping_add(u64::from(repetition).wrapping_mul(GOLDEN)));
        let mut keys = [0; PURPOSES];
        let mut counter = base;
        for key in &mut keys {
            counter = counter.wrapping_add(GOLDEN);
            *key = mix(counter);
        }
        Self { keys }
    }

    /// A sequence for one purpose.
    pub const fn generator(&self, purpose: Purpose) -> Generator {
        Generator::seeded(self.key(purpose))
    }

    /// The number, strictly between 0 and 1, of an entity and a detail (a step and visit, or 0).
    pub const fn unit(&self, purpose: Purpose, entity: u32, detail: u64) -> f64 {
        let of_entity = mix(self.key(purpose).wrapping_add((entity as u64).wrapping_mul(GOLDEN)));
        unit(mix(of_entity ^ detail.wrapping_mul(0xD6E8_FEB8_6659_FD93)))
    }

    #[expect(clippy::indexing_slicing, reason = "a purpose is below the number of purposes by construction")]
    const fn key(&self, purpose: Purpose) -> u64 {
        self.keys[purpose as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pearson's statistic of `counts` against equal shares.
    fn chi_squared(counts: &[u32]) -> f64 {
        let total: f64 = counts.iter().map(|count| f64::from(*count)).sum();
        let expected = total / f64::from(u32::try_from(counts.len()).unwrap());
        counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
    }

    #[test]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cells of a table")]
    fn neighbouring_keys_give_unrelated_numbers() {
        let streams = Streams::new(1, 0);
        let next = Streams::new(1, 1);
        // Pairs (this key, a neighbouring key) fill the unit square evenly: 100 cells, chi-squared below its
        // 99.99 % point of 161.3 at 99 degrees of freedom.
        let pairs: [&dyn Fn(u32) -> (f64, f64); 4] = [
            &|k| (streams.unit(Purpose::Work, k, 0), streams.unit(Purpose::Work, k + 1, 0)),
            &|k| (streams.unit(Purpose::Work, k, 1), streams.unit(Purpose::Work, k, 2)),
            &|k| (streams.unit(Purpose::Work, k, 0), streams.unit(Purpose::Rework, k, 0)),
            &|k| (streams.unit(Purpose::Work, k, 0), next.unit(Purpose::Work, k, 0)),
        ];
        for pair in pairs {
            let mut cells = vec![0; 100];
            for k in 0..100_000 {
                let (a, b) = pair(k);
                cells[(a * 10.0) as usize * 10 + (b * 10.0) as usize] += 1;
            }
            let statistic = chi_squared(&cells);
            assert!(statistic < 161.3, "{statistic}");
        }
    }

    #[test]
    fn a_number_depends_on_its_key_alone() {
        let (streams, again) = (Streams::new(7, 3), Streams::new(7, 3));
        let first = streams.unit(Purpose::Repair, 5, 0);
        again.unit(Purpose::Work, 1, 9);
        assert_eq!(first.to_bits(), again.unit(Purpose::Repair, 5, 0).to_bits());
        assert_ne!(first.to_bits(), Streams::new(8, 3).unit(Purpose::Repair, 5, 0).to_bits());
    }
}
