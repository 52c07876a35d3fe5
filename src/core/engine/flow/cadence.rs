//! Waiting for a date.

use crate::model::Cadence;

/// When work comes to a step with dates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arrivals {
    /// At any time alike.
    AtRandom,
    /// After each date of an earlier step, so many hours later.
    After {
        /// The earlier dates.
        dates: Cadence,
        /// Calendar hours from such a date to arriving here.
        hours: f64,
    },
}

/// Hours of the engine's calendar (from Monday 00:00 of its first week) at which the first date falls.
fn first_date(cadence: &Cadence) -> f64 {
    f64::from(cadence.day.index()) * 24.0 + f64::from(cadence.minute) / 60.0
}

/// Mean calendar hours that an item waits for the next date it is not too late for.
///
/// Arrivals at random wait half a period and the cut-off. Arrivals after the dates of an earlier step wait from there to
/// the next date here, averaged over one common period of both rhythms. A limit of items for one date is left out: it is
/// a queue, and the simulation has it.
pub fn cadence_wait(cadence: &Cadence, arrivals: Arrivals) -> f64 {
    match arrivals {
        Arrivals::AtRandom => cadence.mean_wait().hours(),
        Arrivals::After { dates, hours } => {
            let period = f64::from(cadence.every_days) * 24.0;
            let earlier_period = f64::from(dates.every_days) * 24.0;
            let rounds = cadence.every_days / common_divisor(cadence.every_days, dates.every_days);
            let waits = (0..rounds).map(|round| {
                let arrival = first_date(&dates) + f64::from(round) * earlier_period + hours;
                let in_time_for = arrival + cadence.cut_off.hours() - first_date(cadence);
                let date = (in_time_for / period).ceil() * period + first_date(cadence);
                date - arrival
            });
            waits.sum::<f64>() / f64::from(rounds.max(1))
        }
    }
}

/// Mean wait of items that come at random to a rhythm of irregular gaps g: E\[g²\]/(2·E\[g\]), in the unit of the gaps.
/// `None` without a gap above 0.
pub fn irregular_cadence_wait(gaps: &[f64]) -> Option<f64> {
    let total: f64 = gaps.iter().sum();
    let squares: f64 = gaps.iter().map(|gap| gap * gap).sum();
    (total > 0.0 && squares.is_finite()).then(|| squares / (2.0 * total))
}

fn common_divisor(a: u16, b: u16) -> u16 {
    if b == 0 { a.max(1) } else { common_divisor(b, a % b) }
}
