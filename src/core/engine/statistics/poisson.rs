//! How often something happens, from a count in a span of time.

use libm::sqrt;

use super::{Interval, number, special};

/// Events per unit of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PoissonRate {
    /// Events counted.
    pub events: usize,
    /// Span, in the unit of time of the rate.
    pub span: f64,
    /// Events / span.
    pub rate: f64,
    /// Exact 95 % interval of the rate, for events that happen independently.
    pub interval: Interval,
}

/// Rate of a Poisson process of which `events` were counted in `span`; `None` unless the span is above 0 and finite.
pub fn poisson_rate(events: usize, span: f64) -> Option<PoissonRate> {
    if !(span > 0.0 && span.is_finite()) {
        return None;
    }
    let interval = poisson_mean_interval(events).scaled(1.0 / span);
    Some(PoissonRate { events, span, rate: number(events) / span, interval })
}

/// Exact 95 % interval of the mean of a Poisson variable that was seen once, as `events` (Garwood 1936): the 2.5 %
/// point of Gamma(events) and the 97.5 % point of Gamma(events + 1). The lower end is 0 for no events.
pub fn poisson_mean_interval(events: usize) -> Interval {
    let count = number(events);
    // Both points lie within 8 standard deviations, and a constant for small counts.
    let highest = count + 8.0 * sqrt(count) + 20.0;
    let low = if events == 0 { 0.0 } else { special::crossing(0.025, 0.0, count, |x| special::gamma(count, x)) };
    let high = special::crossing(0.975, count, highest, |x| special::gamma(count + 1.0, x));
    Interval { low, high }
}

/// P(at least `least` events) of a Poisson variable with this mean, which is P(Gamma(least) ≤ mean). `None` unless the
/// mean is 0 or more and finite.
pub fn poisson_at_least(least: usize, mean: f64) -> Option<f64> {
    let sound = mean >= 0.0 && mean.is_finite();
    sound.then(|| if least == 0 { 1.0 } else { special::gamma(number(least), mean) })
}
