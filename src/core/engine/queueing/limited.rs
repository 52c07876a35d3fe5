//! Queues with few places, or with few who ask.
//!
//! Source: Gross et al., *Fundamentals of Queueing Theory*, 4th edition, 2.5 (M/M/c/K) and 2.7 (finite source).

use super::positive;

/// Most states that are added up.
pub const MOST_STATES: u32 = 100_000;

/// The queue M/M/c/K: who finds all K places taken goes away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounded {
    /// L, all in the system on average.
    pub in_system: f64,
    /// The share that is turned away: the chance that all K places are taken. For K = c it is Erlang B.
    pub turned_away: f64,
    /// W, mean time in the system of those who are let in.
    pub time: f64,
}

impl Bounded {
    /// c `servers`, at most `places` (K ≥ c ≥ 1) in the system, λ `arrivals`, mean `service`:
    /// pₙ ∝ aⁿ/n! below c, aⁿ/(c!·cⁿ⁻ᶜ) from there on. It always settles. `None` for numbers outside their range, or
    /// more than [`MOST_STATES`] places.
    pub fn new(servers: u32, places: u32, arrivals: f64, service: f64) -> Option<Self> {
        let sound = positive(&[arrivals, service]) && servers >= 1 && places >= servers && places <= MOST_STATES;
        if !sound {
            return None;
        }
        let load = arrivals * service;
        let chances = Chances::of(places, |n| load / f64::from(n.min(servers)));
        let accepted = arrivals * (1.0 - chances.last);
        (accepted > 0.0).then(|| Self {
            in_system: chances.mean,
            turned_away: chances.last,
            time: chances.mean / accepted,
        })
    }
}

/// N things that fail by themselves, each after 1/λ on average, and c who repair, each in 1/μ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FiniteSource {
    /// Things that are down, on average.
    pub down: f64,
    /// Repairers who are busy, on average.
    pub busy: f64,
}

impl FiniteSource {
    /// `things` N and `repairers` c (both at least 1), failures λ of each working thing, mean `repair`:
    /// pₙ₊₁ = pₙ·(N − n)λ/(min(n + 1, c)·μ).
    pub fn new(things: u32, repairers: u32, failures: f64, repair: f64) -> Option<Self> {
        let sound = positive(&[failures, repair]) && things >= 1 && repairers >= 1 && things <= MOST_STATES;
        if !sound {
            return None;
        }
        let load = failures * repair;
        let ratio = |n: u32| f64::from(things - (n - 1)) * load / f64::from(n.min(repairers));
        let down = Chances::of(things, ratio).mean;
        // What fails is repaired: busy·μ = (N − down)·λ.
        Some(Self { down, busy: (f64::from(things) - down) * load })
    }
}

/// Mean and last probability of a birth-death chain with the states 0..=last.
struct Chances {
    mean: f64,
    last: f64,
}

impl Chances {
    /// `ratio(n)` is pₙ/pₙ₋₁.
    fn of(last: u32, ratio: impl Fn(u32) -> f64) -> Self {
        let (mut term, mut sum, mut weighted) = (1.0_f64, 1.0_f64, 0.0_f64);
        for n in 1..=last {
            term *= ratio(n);
            sum += term;
            weighted += term * f64::from(n);
            // Terms grow without limit at a high load; only their proportions count.
            if sum > 1e200 {
                (term, sum, weighted) = (term / sum, 1.0, weighted / sum);
            }
        }
        Self { mean: weighted / sum, last: term / sum }
    }
}
