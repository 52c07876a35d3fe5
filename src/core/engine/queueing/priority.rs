//! Queues in which the urgent go first.
//!
//! Source: Cobham, *Priority assignment in waiting line problems*, Operations Research 2 (1954); Gross et al.,
//! *Fundamentals of Queueing Theory*, 4th edition, 3.4.

use super::{erlang_c, positive};

/// One class of work, arriving at random.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Class {
    /// λ, per unit of time.
    pub arrivals: f64,
    /// E\[S\].
    pub service: f64,
    /// Squared coefficient of variation of S: 1 for exponential work, 0 for constant work.
    pub variation: f64,
}

impl Class {
    fn is_sound(&self) -> bool {
        positive(&[self.arrivals, self.service]) && self.variation >= 0.0 && self.variation.is_finite()
    }

    fn utilisation(&self) -> f64 {
        self.arrivals * self.service
    }
}

/// Mean waits behind one server that finishes what it has begun, the most urgent class first:
/// Wqₖ = W0/((1 − σₖ₋₁)(1 − σₖ)), σₖ = ρ₁ + … + ρₖ, W0 = Σ λᵢ·E\[Sᵢ²\]/2.
///
/// `None` when all classes together never settle, without a class, or for a number outside its range.
pub fn cobham_waits(classes: &[Class]) -> Option<Vec<f64>> {
    let sound = !classes.is_empty() && classes.iter().all(Class::is_sound);
    let square = |class: &Class| class.service * class.service * (1.0 + class.variation);
    let residual = classes.iter().map(|class| class.arrivals * square(class)).sum::<f64>() / 2.0;
    let busy: f64 = classes.iter().map(Class::utilisation).sum();
    (sound && busy < 1.0).then(|| waits(residual, classes.iter().map(Class::utilisation)))
}

/// The same with several `servers` and exponential work of one mean `service` in all classes: W0 = C/(cμ).
/// `arrivals` of each class, the most urgent first.
pub fn shared_servers_waits(servers: u32, arrivals: &[f64], service: f64) -> Option<Vec<f64>> {
    if arrivals.is_empty() || !positive(arrivals) || !positive(&[service]) {
        return None;
    }
    let total: f64 = arrivals.iter().sum();
    let each = service / f64::from(servers);
    let residual = erlang_c(servers, total * service)? * each;
    Some(waits(residual, arrivals.iter().map(|arrivals| arrivals * each)))
}

/// Mean times in the system of two classes with exponential work of mean `service`, of which the first interrupts the
/// second, which later goes on where it was: 1/(μ − λ₁) and (1/μ)/((1 − ρ₁)(1 − ρ₁ − ρ₂)).
pub fn preemptive_times(urgent: f64, other: f64, service: f64) -> Option<(f64, f64)> {
    if !positive(&[urgent, other, service]) {
        return None;
    }
    let (first, both) = (1.0 - urgent * service, 1.0 - (urgent + other) * service);
    (both > 0.0).then(|| (service / first, service / (first * both)))
}

fn waits(residual: f64, utilisations: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut more_urgent = 0.0;
    let wait = |own: f64| {
        let before = more_urgent;
        more_urgent += own;
        residual / ((1.0 - before) * (1.0 - more_urgent))
    };
    utilisations.map(wait).collect()
}
