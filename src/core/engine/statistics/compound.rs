//! How much time is lost in a window: a random number of incidents, each of random length.
//!
//! Incidents come independently (Poisson, n in a window on average), their lengths X are independent of each other and
//! of the number, and they do not overlap. Then the lost time has mean n·E\[X\] and variance n·E\[X²\], and is 0 with
//! probability e^−n. The chance to lose more than a limit needs the distribution of X and not only its mean: a heavier
//! tail misses a tight limit less often and a loose one more often.

use libm::{exp, sqrt};

use super::number;

/// More incidents than this in a window leave the smallest number of a double as P(none); they would be no incidents
/// but a state.
const MOST: f64 = 700.0;

/// Mean and standard deviation of the time lost in a window, and the chance to lose none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LostTime {
    /// n·E\[X\].
    pub mean: f64,
    /// √(n·E\[X²\]).
    pub deviation: f64,
    /// e^−n.
    pub none: f64,
}

impl LostTime {
    /// From the incidents in a window (0 or more) and the mean and mean square of a length; `None` when one of them
    /// is negative or not finite.
    pub fn of(incidents: f64, mean: f64, mean_square: f64) -> Option<Self> {
        let sound = [incidents, mean, mean_square].iter().all(|value| *value >= 0.0 && value.is_finite());
        sound.then(|| Self { mean: incidents * mean, deviation: sqrt(incidents * mean_square), none: exp(-incidents) })
    }
}

/// P(time lost in a window > `limit`), for `incidents` in a window on average and lengths with the distribution
/// function `below` (P(X ≤ x), rising from 0 to 1).
///
/// Panjer's recursion (ASTIN Bulletin 12, 1981) on a grid of `cells` below the limit (16..=4096): a length is rounded to
/// the grid, and the limit lies in the middle between two of its points. With smooth distributions and 400 cells the
/// error is below 1e-4. `None` for a limit that is not above 0, for more than 700 incidents, or cells outside the range.
pub fn chance_to_lose_more(incidents: f64, below: impl Fn(f64) -> f64, limit: f64, cells: usize) -> Option<f64> {
    let sound = (0.0..=MOST).contains(&incidents) && limit > 0.0 && limit.is_finite() && (16..=4096).contains(&cells);
    if !sound {
        return None;
    }
    let cell = limit / (number(cells) + 0.5);
    // P(rounded length = j cells), times the incidents and j: what the recursion multiplies.
    let mut reached = below(cell / 2.0);
    let mut total = exp(-incidents * (1.0 - reached));
    let mut weights = Vec::with_capacity(cells);
    let mut chances = Vec::with_capacity(cells + 1);
    chances.push(total);
    for at in 1..=cells {
        let next = below((number(at) + 0.5) * cell);
        weights.push(incidents * number(at) * (next - reached).max(0.0));
        reached = next;
        let sum: f64 = weights.iter().zip(chances.iter().rev()).map(|(weight, chance)| weight * chance).sum();
        let chance = sum / number(at);
        chances.push(chance);
        total += chance;
    }
    Some((1.0 - total).clamp(0.0, 1.0))
}
