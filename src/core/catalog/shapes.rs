//! How times of work vary: which shapes there are, what each is good for, and by which numbers people know it.
//!
//! What each shape is for is common knowledge of the trade, in our words; the starting numbers (85 % within twice the
//! usual time, three parts in a row, shape 1.5 for product development) are ours to set, and everybody's to change.

use crate::model::{Distribution, Observations};

/// A shape of [`Distribution`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Always the same.
    Fixed,
    /// Lognormal.
    Skewed,
    /// Exponential.
    Memoryless,
    /// Triangular.
    Triangular,
    /// PERT.
    Pert,
    /// Gamma.
    Parts,
    /// Weibull.
    FirstOfMany,
    /// Empirical.
    Seen,
}

/// A number by which people know a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// What it is called.
    pub label: &'static str,
    /// `h` for hours; empty for a bare number.
    pub unit: &'static str,
    /// What it means, and what is usual.
    pub help: &'static str,
}

const fn hours(label: &'static str, help: &'static str) -> Parameter {
    Parameter { label, unit: "h", help }
}

/// Of triangular and PERT alike.
const THREE_POINTS: [Parameter; 3] = [
    hours("At least", "Never faster. Often half the most likely time."),
    hours("Most likely", "What people say first."),
    hours("At most", "Never longer. Often two to four times the most likely time."),
];

impl Shape {
    /// All of them, from the plainest on.
    pub const ALL: [Self; 8] = [
        Self::Fixed,
        Self::Skewed,
        Self::Triangular,
        Self::Pert,
        Self::Memoryless,
        Self::Parts,
        Self::FirstOfMany,
        Self::Seen,
    ];

    /// The shape of a distribution.
    pub const fn of(time: &Distribution) -> Self {
        match time {
            Distribution::Fixed { .. } => Self::Fixed,
            Distribution::Exponential { .. } => Self::Memoryless,
            Distribution::Lognormal { .. } => Self::Skewed,
            Distribution::Triangular { .. } => Self::Triangular,
            Distribution::Gamma { .. } => Self::Parts,
            Distribution::Weibull { .. } => Self::FirstOfMany,
            Distribution::Pert { .. } => Self::Pert,
            Distribution::Empirical { .. } => Self::Seen,
        }
    }

    /// What people call it, with its name in books.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fixed => "Always the same",
            Self::Skewed => "Mostly short, sometimes long (lognormal)",
            Self::Memoryless => "Done any moment (exponential)",
            Self::Triangular => "Between two ends (triangular)",
            Self::Pert => "Between two ends, mostly usual (PERT)",
            Self::Parts => "Several parts in a row (gamma)",
            Self::FirstOfMany => "The first of many chances (Weibull)",
            Self::Seen => "One of the times we saw",
        }
    }

    /// What it is good for: a sentence.
    pub const fn good_for(self) -> &'static str {
        match self {
            Self::Fixed => "For machines and meetings.",
            Self::Skewed => "For work by people and for repairs: the usual choice.",
            Self::Memoryless => "When the time already spent says nothing about the rest, as with calls.",
            Self::Triangular => "When people only know the ends and the most likely time.",
            Self::Pert => "The same, with more trust in the most likely time.",
            Self::Parts => "When it is the sum of alike parts, each of which may take any time.",
            Self::FirstOfMany => "For product development and for what is interrupted.",
            Self::Seen => "When there are records: each time is as likely as every other.",
        }
    }

    /// The numbers by which people know it, in the order of [`values`]; none for [`Shape::Seen`], which is a list.
    pub const fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::Fixed => const { &[hours("Work time", "Of every item.")] },
            Self::Skewed => {
                const {
                    &[
                        hours("Usual", "Half are done within it."),
                        hours("85\u{a0}% done within", "Often twice the usual time."),
                    ]
                }
            }
            Self::Memoryless => const { &[hours("Mean", "63\u{a0}% are done within it.")] },
            Self::Triangular | Self::Pert => &THREE_POINTS,
            Self::Parts => {
                const {
                    &[
                        hours("Mean", "All parts together."),
                        Parameter {
                            label: "Parts",
                            unit: "",
                            help: "1 is any time at all; 3 is usual; the more, the more even.",
                        },
                    ]
                }
            }
            Self::FirstOfMany => {
                const {
                    &[
                        hours("63\u{a0}% done within", "A little more than the mean."),
                        Parameter {
                            label: "Shape",
                            unit: "",
                            help: "About 1.5 in product development; below 1 for what is interrupted; 1 is any time at all.",
                        },
                    ]
                }
            }
            Self::Seen => &[],
        }
    }

    /// A distribution of this shape that takes as long as another one usually does.
    pub fn like(self, other: &Distribution) -> Distribution {
        let usual = other.median().max(1.0 / 60.0);
        match self {
            Self::Fixed => Distribution::Fixed { hours: other.median() },
            Self::Skewed => Distribution::Lognormal { median: usual, p85: usual * 2.0 },
            Self::Memoryless => Distribution::Exponential { mean: usual },
            Self::Triangular => Distribution::Triangular { low: usual / 2.0, mode: usual, high: usual * 2.0 },
            Self::Pert => Distribution::Pert { low: usual / 2.0, mode: usual, high: usual * 2.0 },
            Self::Parts => Distribution::Gamma { mean: usual, shape: 3.0 },
            Self::FirstOfMany => Distribution::Weibull { shape: 1.5, scale: usual },
            Self::Seen => {
                Observations::of(&[other.median()]).map_or(*other, |values| Distribution::Empirical { values })
            }
        }
    }
}

/// The values of the parameters, in the order of [`Shape::parameters`]; what is not there is 0.
pub const fn values(time: &Distribution) -> [f64; 3] {
    match *time {
        Distribution::Fixed { hours } => [hours, 0.0, 0.0],
        Distribution::Exponential { mean } => [mean, 0.0, 0.0],
        Distribution::Lognormal { median, p85 } => [median, p85, 0.0],
        Distribution::Triangular { low, mode, high } | Distribution::Pert { low, mode, high } => [low, mode, high],
        Distribution::Gamma { mean, shape } => [mean, shape, 0.0],
        Distribution::Weibull { shape, scale } => [scale, shape, 0.0],
        Distribution::Empirical { .. } => [0.0; 3],
    }
}

/// The same shape with these values. They may not fit each other: ask [`Distribution::is_valid`].
pub const fn with_values(time: &Distribution, [first, second, third]: [f64; 3]) -> Distribution {
    match *time {
        Distribution::Fixed { .. } => Distribution::Fixed { hours: first },
        Distribution::Exponential { .. } => Distribution::Exponential { mean: first },
        Distribution::Lognormal { .. } => Distribution::Lognormal { median: first, p85: second },
        Distribution::Triangular { .. } => Distribution::Triangular { low: first, mode: second, high: third },
        Distribution::Pert { .. } => Distribution::Pert { low: first, mode: second, high: third },
        Distribution::Gamma { .. } => Distribution::Gamma { mean: first, shape: second },
        Distribution::Weibull { .. } => Distribution::Weibull { shape: second, scale: first },
        Distribution::Empirical { .. } => *time,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_sound_and_keeps_the_usual_time() {
        for start in [0.0, 0.2, 12.0] {
            let start = Distribution::Fixed { hours: start };
            for shape in Shape::ALL {
                let time = shape.like(&start);
                assert!(time.is_valid() && Shape::of(&time) == shape, "{shape:?} {time:?}");
                assert!(!shape.name().ends_with('.') && shape.good_for().ends_with('.'));
                assert!((time.median() - start.median()).abs() < 0.5 * start.median().max(0.04), "{shape:?} {time:?}");
            }
        }
    }

    #[test]
    fn values_are_written_and_read_in_the_order_of_the_parameters() {
        for shape in Shape::ALL {
            let time = shape.like(&Distribution::Fixed { hours: 6.0 });
            assert_eq!(with_values(&time, values(&time)), time, "{shape:?}");
            let count = shape.parameters().len();
            assert!(values(&time).iter().take(count).all(|value| *value > 0.0), "{shape:?}");
            assert!(values(&time).iter().skip(count).all(|value| *value == 0.0), "{shape:?}");
        }
        let wrong = with_values(&Shape::Pert.like(&Distribution::Fixed { hours: 1.0 }), [3.0, 2.0, 1.0]);
        assert!(!wrong.is_valid());
    }
}
