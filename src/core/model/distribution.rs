//! How long something takes.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{WorkTime, quantile};

/// How long something takes. All values in hours; whether of work or elapsed is said where it is used.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Distribution {
    /// Always the same.
    Fixed {
        /// Hours, 0 or more.
        hours: f64,
    },
    /// Memoryless.
    Exponential {
        /// Mean in hours, above 0.
        mean: f64,
    },
    /// Skewed to the right, as human work and repairs are.
    Lognormal {
        /// Half are done within this many hours; above 0.
        median: f64,
        /// 85 % are done within this many hours; at least the median.
        p85: f64,
    },
    /// Between a least, a most likely and a most value.
    Triangular {
        /// Least, hours.
        low: f64,
        /// Most likely, hours.
        mode: f64,
        /// Most, hours.
        high: f64,
    },
    /// The sum of `shape` memoryless parts when `shape` is whole (Erlang); anything between otherwise.
    Gamma {
        /// Mean in hours, above 0.
        mean: f64,
        /// Shape, 0.05..=1000. 1 is exponential; the larger, the more even. CV² = 1/shape.
        shape: f64,
    },
    /// What waits for the first of many chances: product development (shape about 1.5), interruptions (below 1).
    Weibull {
        /// Shape, 0.1..=100.
        shape: f64,
        /// 63 % are done within this many hours; above 0.
        scale: f64,
    },
    /// As [`Distribution::Triangular`], with more weight on the most likely value: the estimate of PERT, a beta
    /// distribution with mean (low + 4·mode + high)/6.
    Pert {
        /// Least, hours.
        low: f64,
        /// Most likely, hours.
        mode: f64,
        /// Most, hours.
        high: f64,
    },
    /// One of the values that were seen, each as likely as every other.
    Empirical {
        /// The values.
        values: Observations,
    },
}

/// Most values of an empirical distribution.
pub const MOST_OBSERVATIONS: usize = 20;

/// A short list of observed times in hours, ordered from the shortest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observations {
    hours: [f64; MOST_OBSERVATIONS],
    count: u8,
}

impl Observations {
    /// The values in any order; `None` of more than [`MOST_OBSERVATIONS`]. An empty list is no distribution, which
    /// [`Distribution::is_valid`] says.
    pub fn of(values: &[f64]) -> Option<Self> {
        let count = u8::try_from(values.len()).ok()?;
        let mut hours = [0.0; MOST_OBSERVATIONS];
        hours.get_mut(..values.len())?.copy_from_slice(values);
        hours.get_mut(..values.len())?.sort_by(f64::total_cmp);
        Some(Self { hours, count })
    }

    /// The values, from the shortest.
    pub fn hours(&self) -> &[f64] {
        self.hours.get(..usize::from(self.count)).unwrap_or_default()
    }

    /// The value below which the share `u` (0 < u < 1) of them lies: one of the values.
    pub fn at(&self, u: f64) -> f64 {
        let place = u * f64::from(self.count);
        let reached = self.hours().iter().zip(1_u8..).find(|(_, rank)| place < f64::from(*rank));
        reached.map(|(hours, _)| *hours).or_else(|| self.hours().last().copied()).unwrap_or(0.0)
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { hours: self.hours.map(|hours| hours * factor), count: self.count }
    }
}

impl Serialize for Observations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.hours().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Observations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = Vec::<f64>::deserialize(deserializer)?;
        Self::of(&values).ok_or_else(|| D::Error::custom(format!("more than {MOST_OBSERVATIONS} observed times")))
    }
}

/// The 85 % point of the standard normal distribution, by which a median and a p85 fix a lognormal's sigma.
pub(crate) const Z_85: f64 = 1.036_433_389_493_79;

/// The two parameters of the beta distribution of a PERT estimate, for `high` above `low`.
pub(crate) fn pert_shape(low: f64, mode: f64, high: f64) -> (f64, f64) {
    let width = high - low;
    (1.0 + 4.0 * (mode - low) / width, 1.0 + 4.0 * (high - mode) / width)
}

impl Distribution {
    /// The mean, in hours. Lognormal: median · exp(σ²/2) with σ = ln(p85/median)/z₀.₈₅; Weibull: scale · Γ(1 + 1/shape).
    pub fn mean(&self) -> f64 {
        match *self {
            Self::Fixed { hours } => hours,
            Self::Exponential { mean } | Self::Gamma { mean, .. } => mean,
            Self::Lognormal { median, p85 } => {
                let sigma = libm::log(p85 / median) / Z_85;
                median * libm::exp(sigma * sigma / 2.0)
            }
            Self::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Self::Weibull { shape, scale } => scale * libm::tgamma(1.0 + 1.0 / shape),
            Self::Pert { low, mode, high } => (low + 4.0 * mode + high) / 6.0,
            Self::Empirical { values } => {
                let count = f64::from(values.count.max(1));
                values.hours().iter().sum::<f64>() / count
            }
        }
    }

    /// Half are done within this many hours.
    pub fn median(&self) -> f64 {
        match *self {
            Self::Fixed { hours } => hours,
            Self::Exponential { mean } => mean * std::f64::consts::LN_2,
            Self::Lognormal { median, .. } => median,
            Self::Triangular { low, mode, high } => {
                if high <= low {
                    low
                } else if mode >= f64::midpoint(low, high) {
                    low + libm::sqrt((high - low) * (mode - low) / 2.0)
                } else {
                    high - libm::sqrt((high - low) * (high - mode) / 2.0)
                }
            }
            Self::Gamma { mean, shape } => mean / shape * quantile::gamma(shape, 0.5),
            Self::Weibull { shape, scale } => scale * libm::pow(std::f64::consts::LN_2, 1.0 / shape),
            Self::Pert { low, high, .. } if high <= low => low,
            Self::Pert { low, mode, high } => {
                let (a, b) = pert_shape(low, mode, high);
                low + (high - low) * quantile::beta(a, b, 0.5)
            }
            Self::Empirical { values } => values.at(0.5),
        }
    }

    /// Variance in hours². Exponential: mean²; lognormal: (e^(σ²) − 1)·mean²; triangular:
    /// (a² + b² + c² − ab − ac − bc)/18; gamma: mean²/shape; Weibull: scale²·(Γ(1 + 2/k) − Γ(1 + 1/k)²); PERT:
    /// (mean − low)(high − mean)/7.
    pub fn variance(&self) -> f64 {
        match *self {
            Self::Fixed { .. } => 0.0,
            Self::Exponential { mean } => mean * mean,
            Self::Lognormal { median, .. } => {
                // mean = median · e^(σ²/2), so e^(σ²) = (mean/median)².
                let ratio = self.mean() / median;
                (ratio * ratio - 1.0) * self.mean() * self.mean()
            }
            Self::Triangular { low, mode, high } => {
                (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18.0
            }
            Self::Gamma { mean, shape } => mean * mean / shape,
            Self::Weibull { shape, scale } => {
                let mean = libm::tgamma(1.0 + 1.0 / shape);
                scale * scale * (libm::tgamma(1.0 + 2.0 / shape) - mean * mean)
            }
            Self::Pert { low, high, .. } => (self.mean() - low) * (high - self.mean()) / 7.0,
            Self::Empirical { values } => {
                let mean = self.mean();
                let squares: f64 = values.hours().iter().map(|hours| (hours - mean) * (hours - mean)).sum();
                squares / f64::from(values.count.max(1))
            }
        }
    }

    /// The same shape, with every time multiplied by `factor` (above 0).
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        match *self {
            Self::Fixed { hours } => Self::Fixed { hours: hours * factor },
            Self::Exponential { mean } => Self::Exponential { mean: mean * factor },
            Self::Lognormal { median, p85 } => Self::Lognormal { median: median * factor, p85: p85 * factor },
            Self::Triangular { low, mode, high } => {
                Self::Triangular { low: low * factor, mode: mode * factor, high: high * factor }
            }
            Self::Gamma { mean, shape } => Self::Gamma { mean: mean * factor, shape },
            Self::Weibull { shape, scale } => Self::Weibull { shape, scale: scale * factor },
            Self::Pert { low, mode, high } => {
                Self::Pert { low: low * factor, mode: mode * factor, high: high * factor }
            }
            Self::Empirical { values } => Self::Empirical { values: values.scaled(factor) },
        }
    }

    /// Whether the numbers describe a distribution: finite, not negative, in order, at most ten years.
    pub fn is_valid(&self) -> bool {
        let time = |hours: f64| WorkTime::from_hours(hours).is_ok();
        match *self {
            Self::Fixed { hours } => time(hours),
            Self::Exponential { mean } => time(mean) && mean > 0.0,
            Self::Lognormal { median, p85 } => time(median) && time(p85) && median > 0.0 && p85 >= median,
            Self::Triangular { low, mode, high } | Self::Pert { low, mode, high } => {
                time(low) && time(mode) && time(high) && low <= mode && mode <= high
            }
            Self::Gamma { mean, shape } => time(mean) && mean > 0.0 && (0.05..=1000.0).contains(&shape),
            Self::Weibull { shape, scale } => time(scale) && scale > 0.0 && (0.1..=100.0).contains(&shape),
            Self::Empirical { values } => !values.hours().is_empty() && values.hours().iter().all(|hours| time(*hours)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_and_spreads_have_their_textbook_values() {
        // Truth D1: Weibull k 0.8, scale 10: mean 11.330031.
        let weibull = Distribution::Weibull { shape: 0.8, scale: 10.0 };
        assert!((weibull.mean() - 11.330_031).abs() < 5e-7);
        let erlang = Distribution::Gamma { mean: 6.0, shape: 3.0 };
        assert!((erlang.variance() - 12.0).abs() < 1e-12);
        // Median of Erlang 3 with rate 1 is 2.674060.
        assert!((erlang.median() - 2.0 * 2.674_060_3).abs() < 1e-6);
        // PERT 1, 2, 9: mean 3, variance (3 − 1)(9 − 3)/7.
        let pert = Distribution::Pert { low: 1.0, mode: 2.0, high: 9.0 };
        assert!((pert.mean() - 3.0).abs() < 1e-12 && (pert.variance() - 12.0 / 7.0).abs() < 1e-12);
        // A symmetric one has its median in the middle.
        let even = Distribution::Pert { low: 0.0, mode: 5.0, high: 10.0 };
        assert!((even.median() - 5.0).abs() < 1e-9);
        let seen = Distribution::Empirical { values: Observations::of(&[4.0, 1.0, 1.0]).unwrap() };
        assert!((seen.mean() - 2.0).abs() < 1e-12 && (seen.variance() - 2.0).abs() < 1e-12);
        assert!((seen.median() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn observations_are_ordered_and_bounded() {
        let values = Observations::of(&[3.0, 1.0, 2.0]).unwrap();
        assert_eq!(values.hours(), [1.0, 2.0, 3.0]);
        let quarters: Vec<f64> = [0.1, 0.4, 0.9, 0.999].iter().map(|u| values.at(*u)).collect();
        assert_eq!(quarters, [1.0, 2.0, 3.0, 3.0]);
        assert_eq!(Observations::of(&[1.0; MOST_OBSERVATIONS + 1]), None);
        let empty = Distribution::Empirical { values: Observations::of(&[]).unwrap() };
        assert!(!empty.is_valid());
        assert!(serde_json::from_str::<Observations>(&format!("{:?}", [1.0; 21])).is_err());
    }
}
