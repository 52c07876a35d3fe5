//! Points of Student's t distribution.

use libm::sqrt;

use super::{Z_95, number, special};
use crate::engine::random::inverse_normal;

/// From so many degrees of freedom the expansion in 1/degrees is exact to the last digits of a double.
const MANY: usize = 1_000;

/// The number of standard errors in half a two-sided 95 % interval of a mean, for `degrees` of freedom (n − 1).
///
/// `None` for 0 degrees: one observation says nothing about its spread.
pub fn student_t_95(degrees: usize) -> Option<f64> {
    point(degrees, 0.95, Z_95)
}

/// The same for a two-sided interval of any `confidence` (above 0, below 1), such as the one that several claims at
/// once need. `None` outside, and for 0 degrees.
pub fn student_t(degrees: usize, confidence: f64) -> Option<f64> {
    if !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    // The upper tail alone, so that a confidence close to 1 keeps its digits.
    point(degrees, confidence, -inverse_normal((1.0 - confidence) / 2.0))
}

/// Below 1000 degrees the equation `I_{v/(v+t²)}(v/2, 1/2) = 1 − confidence` is solved (Abramowitz and Stegun 26.7.1);
/// from there on the Cornish-Fisher expansion 26.7.5 around the normal point `z` is used, whose error is below 1e-12
/// at 95 %.
fn point(degrees: usize, confidence: f64, z: f64) -> Option<f64> {
    let v = number(degrees);
    match degrees {
        0 => None,
        1..MANY => {
            // In x = t²/(v+t²), P(|T| <= t) = I_x(1/2, v/2) rises from 0 to 1.
            let x = special::crossing(confidence, 0.0, 1.0, |x| special::beta(x, 0.5, v / 2.0));
            Some(sqrt(v * x / (1.0 - x)))
        }
        _ => {
            let square = z * z;
            let first = z * (square + 1.0) / 4.0;
            let second = z * ((5.0 * square + 16.0) * square + 3.0) / 96.0;
            let third = z * (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0;
            Some(z + (first + (second + third / v) / v) / v)
        }
    }
}
