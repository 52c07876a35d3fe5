//! From values to pixels and back.
//!
//! One scale serves the picture and the crosshair, so the value under the pointer is the value that was drawn.

/// A linear map from a domain of values to a range of pixels. Both may run downwards; neither is empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Scale {
    /// `None` if a bound is not finite, or the domain or the range is empty or too wide to subtract.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Option<Self> {
        let usable = |(a, b): (f64, f64)| a.is_finite() && b.is_finite() && (b - a).is_finite() && (b - a) != 0.0;
        (usable(domain) && usable(range)).then_some(Self { domain, range })
    }

    /// The values at both ends.
    pub fn domain(self) -> (f64, f64) {
        self.domain
    }

    /// The pixels at both ends.
    pub fn range(self) -> (f64, f64) {
        self.range
    }

    /// The pixel of a value; values outside the domain land outside the range.
    pub fn pixel(self, value: f64) -> f64 {
        mix(self.range, part(self.domain, value))
    }

    /// The value of a pixel: the inverse of [`Scale::pixel`] up to rounding of the last digits.
    pub fn value(self, pixel: f64) -> f64 {
        mix(self.domain, part(self.range, pixel))
    }

    /// The value, moved to the nearest end of the domain if it is outside.
    pub fn clamp(self, value: f64) -> f64 {
        let (a, b) = self.domain;
        value.clamp(a.min(b), a.max(b))
    }

    /// Whether the value is inside the domain, ends included.
    pub fn contains(self, value: f64) -> bool {
        let (a, b) = self.domain;
        (a.min(b)..=a.max(b)).contains(&value)
    }
}

/// Where `at` lies between the ends: 0 at the first, 1 at the second.
fn part((a, b): (f64, f64), at: f64) -> f64 {
    (at - a) / (b - a)
}

/// The point at `t` between the ends, exact at both.
fn mix((a, b): (f64, f64), t: f64) -> f64 {
    a * (1.0 - t) + b * t
}
