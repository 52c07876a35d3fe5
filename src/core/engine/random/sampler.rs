//! Distributions as inverse transforms: a uniform number in, a length of time out, larger for larger.

use crate::model::{Distribution, Observations, distribution::pert_shape, quantile};

/// A distribution made ready for drawing: constants that need a logarithm are computed once.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub enum Sampler {
    /// Always the same.
    Fixed(f64),
    /// `-mean · ln(1 − u)`.
    Exponential {
        /// Mean, hours.
        mean: f64,
    },
    /// `exp(ln median + σ · Φ⁻¹(u))`.
    Lognormal {
        /// Natural logarithm of the median in hours.
        log_median: f64,
        /// Standard deviation of the logarithm.
        sigma: f64,
    },
    /// Two square-root branches that meet at the mode.
    Triangular {
        /// Least, hours.
        low: f64,
        /// Most, hours.
        high: f64,
        /// (high − low)(mode − low).
        rising: f64,
        /// (high − low)(high − mode).
        falling: f64,
        /// Probability below the mode.
        turn: f64,
    },
    /// `scale · P⁻¹(shape, u)`, with P the regularised incomplete gamma function.
    Gamma {
        /// Shape.
        shape: f64,
        /// Mean / shape, hours.
        scale: f64,
    },
    /// `scale · (−ln(1 − u))^(1/shape)`.
    Weibull {
        /// 1/shape.
        power: f64,
        /// Scale, hours.
        scale: f64,
    },
    /// `low + width · I⁻¹(a, b, u)`, with I the regularised incomplete beta function.
    Pert {
        /// Least, hours.
        low: f64,
        /// Most less least, hours; above 0.
        width: f64,
        /// First parameter of the beta distribution.
        a: f64,
        /// Second parameter.
        b: f64,
    },
    /// The observed value of rank `u`.
    Empirical(Observations),
}

impl Sampler {
    /// From a valid distribution (`Distribution::is_valid`).
    pub fn of(distribution: &Distribution) -> Self {
        match *distribution {
            Distribution::Fixed { hours } => Self::Fixed(hours),
            Distribution::Exponential { mean } => Self::Exponential { mean },
            Distribution::Lognormal { median, p85 } if p85 > median => {
                let sigma = libm::log(p85 / median) / inverse_normal(0.85);
                Self::Lognormal { log_median: libm::log(median), sigma }
            }
            Distribution::Lognormal { median, .. } => Self::Fixed(median),
            Distribution::Triangular { low, mode, high } if high > low => Self::Triangular {
                low,
                high,
                rising: (high - low) * (mode - low),
                falling: (high - low) * (high - mode),
                turn: (mode - low) / (high - low),
            },
            Distribution::Pert { low, mode, high } if high > low => {
                let (a, b) = pert_shape(low, mode, high);
                Self::Pert { low, width: high - low, a, b }
            }
            Distribution::Triangular { low, .. } | Distribution::Pert { low, .. } => Self::Fixed(low),
            Distribution::Gamma { mean, shape } => Self::Gamma { shape, scale: mean / shape },
            Distribution::Weibull { shape, scale } => Self::Weibull { power: 1.0 / shape, scale },
            Distribution::Empirical { values } => Self::Empirical(values),
        }
    }

    /// The value below which the share `u` (0 < u < 1) of all draws lies.
    pub fn at(&self, u: f64) -> f64 {
        match *self {
            Self::Fixed(hours) => hours,
            Self::Exponential { mean } => -mean * libm::log(1.0 - u),
            Self::Lognormal { log_median, sigma } => libm::exp(log_median + sigma * inverse_normal(u)),
            Self::Triangular { low, high, rising, falling, turn } => {
                if u < turn {
                    low + libm::sqrt(u * rising)
                } else {
                    high - libm::sqrt((1.0 - u) * falling)
                }
            }
            Self::Gamma { shape, scale } => scale * quantile::gamma(shape, u),
            Self::Weibull { power, scale } => scale * libm::pow(-libm::log(1.0 - u), power),
            Self::Pert { low, width, a, b } => low + width * quantile::beta(a, b, u),
            Self::Empirical(values) => values.at(u),
        }
    }
}

/// Φ⁻¹: the point below which a standard normal variable lies with probability `p` (0 < p < 1).
///
/// Wichura's algorithm AS 241, PPND16 (Applied Statistics 37, 1988): relative error about 1e-16.
pub fn inverse_normal(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(r, &CENTRE_ABOVE) / polynomial(r, &CENTRE_BELOW);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = libm::sqrt(-libm::log(tail));
    let size = if r <= 5.0 {
        polynomial(r - 1.6, &TAIL_ABOVE) / polynomial(r - 1.6, &TAIL_BELOW)
    } else {
        polynomial(r - 5.0, &FAR_ABOVE) / polynomial(r - 5.0, &FAR_BELOW)
    };
    if q < 0.0 { -size } else { size }
}

/// Horner's scheme; coefficients from the highest power to the constant.
fn polynomial(x: f64, coefficients: &[f64; 8]) -> f64 {
    coefficients.iter().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

const CENTRE_ABOVE: [f64; 8] = [
    2.509_080_928_730_122_7e3,
    3.343_057_558_358_813e4,
    6.726_577_092_700_87e4,
    4.592_195_393_154_987e4,
    1.373_169_376_550_946e4,
    1.971_590_950_306_551_4e3,
    1.331_416_678_917_843_8e2,
    3.387_132_872_796_366_5,
];
const CENTRE_BELOW: [f64; 8] = [
    5.226_495_278_852_854e3,
    2.872_908_573_572_194_3e4,
    3.930_789_580_009_271e4,
    2.121_379_430_158_66e4,
    5.394_196_021_424_751e3,
    6.871_870_074_920_579e2,
    4.231_333_070_160_091e1,
    1.0,
];
const TAIL_ABOVE: [f64; 8] = [
    7.745_450_142_783_414e-4,
    2.272_384_498_926_918_4e-2,
    2.417_807_251_774_506e-1,
    1.270_458_252_452_368_4,
    3.647_848_324_763_204_5,
    5.769_497_221_460_691,
    4.630_337_846_156_546,
    1.423_437_110_749_683_5,
];
const TAIL_BELOW: [f64; 8] = [
    1.050_750_071_644_416_9e-9,
    5.475_938_084_995_345e-4,
    1.519_866_656_361_645_7e-2,
    1.481_039_764_274_800_8e-1,
    6.897_673_349_851e-1,
    1.676_384_830_183_803_8,
    2.053_191_626_637_759,
    1.0,
];
const FAR_ABOVE: [f64; 8] = [
    2.010_334_399_292_288_1e-7,
    2.711_555_568_743_487_6e-5,
    1.242_660_947_388_078_4e-3,
    2.653_218_952_657_612_4e-2,
    2.965_605_718_285_048_7e-1,
    1.784_826_539_917_291_3,
    5.463_784_911_164_114,
    6.657_904_643_501_103,
];
const FAR_BELOW: [f64; 8] = [
    2.044_263_103_389_939_8e-15,
    1.421_511_758_316_446e-7,
    1.846_318_317_510_054_8e-5,
    7.868_691_311_456_133e-4,
    1.487_536_129_085_061_5e-2,
    1.369_298_809_227_358e-1,
    5.998_322_065_558_88e-1,
    1.0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_normal_inverts_the_normal() {
        // Φ(z) = erfc(−z/√2)/2, from libm: an independent road back.
        for p in [1e-300, 1e-16, 1e-9, 0.001, 0.05, 0.074, 0.076, 0.3, 0.5, 0.7, 0.85, 0.924, 0.926, 0.975, 0.999_9] {
            let z = inverse_normal(p);
            let back = 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
            assert!((back / p - 1.0).abs() < 1e-12, "{p}: {z} {back}");
        }
        assert!((inverse_normal(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
    }

    #[test]
    fn samplers_keep_the_mean_and_the_median_of_their_distribution() {
        let cases = [
            Distribution::Fixed { hours: 3.0 },
            Distribution::Exponential { mean: 2.0 },
            Distribution::Lognormal { median: 4.0, p85: 8.0 },
            Distribution::Triangular { low: 1.0, mode: 2.0, high: 6.0 },
            Distribution::Triangular { low: 1.0, mode: 1.0, high: 1.0 },
            Distribution::Lognormal { median: 4.0, p85: 4.0 },
            Distribution::Gamma { mean: 6.0, shape: 3.0 },
            Distribution::Gamma { mean: 6.0, shape: 0.7 },
            Distribution::Weibull { shape: 1.5, scale: 4.0 },
            Distribution::Pert { low: 1.0, mode: 2.0, high: 9.0 },
            Distribution::Pert { low: 2.0, mode: 2.0, high: 2.0 },
            Distribution::Empirical { values: Observations::of(&[5.0, 1.0, 2.0]).unwrap() },
        ];
        for case in cases {
            let sampler = Sampler::of(&case);
            let n = 60_000;
            // The midpoint rule over u: an integral, not an experiment.
            let mean = (0..n).map(|k| sampler.at((f64::from(k) + 0.5) / f64::from(n))).sum::<f64>() / f64::from(n);
            assert!((mean / case.mean() - 1.0).abs() < 2e-4, "{case:?}: {mean}");
            assert!((sampler.at(0.5) - case.median()).abs() < 1e-9, "{case:?}");
            let rising = [0.001, 0.1, 0.4, 0.5, 0.8, 0.999].map(|u| sampler.at(u));
            assert!(rising.is_sorted(), "{case:?}: {rising:?}");
        }
    }
}
