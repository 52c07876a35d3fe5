//! Numbers that carry their unit and their range in the type.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a number is not a value of its unit.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum UnitError {
    /// A share outside 0..=1, or not a number.
    #[error("{0} is not a share: type a number from 0 to 100 %")]
    Share(f64),
    /// A duration that is negative, not finite, or longer than ten years.
    #[error("{0} hours is not a duration: type a length of time from 0 to 10 years")]
    Duration(f64),
    /// A target that leaves no budget, or is no percentage.
    #[error(
        "\"{0}\" is not a target: type a percentage of at least 50 % and below 100 %, such as 99.9, with at most five decimals"
    )]
    Target(String),
}

/// The longest duration accepted: ten years, in hours. Longer ones are typing errors, and would overflow calendars.
const LONGEST_HOURS: f64 = 24.0 * 3_660.0;

macro_rules! hours {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $name(f64);

        impl $name {
            /// No time at all.
            pub const ZERO: Self = Self(0.0);

            /// A length in hours, 0 to ten years.
            ///
            /// # Errors
            /// [`UnitError::Duration`] when negative, not finite, or longer.
            pub fn from_hours(hours: f64) -> Result<Self, UnitError> {
                if (0.0..=LONGEST_HOURS).contains(&hours) { Ok(Self(hours)) } else { Err(UnitError::Duration(hours)) }
            }

            /// The nearest valid length: negative or not a number becomes zero, longer becomes ten years.
            /// For constants and computed values; what a person typed goes through [`Self::from_hours`].
            pub const fn clamped_hours(hours: f64) -> Self {
                if hours > LONGEST_HOURS {
                    Self(LONGEST_HOURS)
                } else if hours > 0.0 {
                    Self(hours)
                } else {
                    Self::ZERO
                }
            }

            /// Hours.
            pub const fn hours(self) -> f64 {
                self.0
            }

            /// Minutes.
            pub const fn minutes(self) -> f64 {
                self.0 * 60.0
            }
        }

        impl TryFrom<f64> for $name {
            type Error = UnitError;

            fn try_from(hours: f64) -> Result<Self, UnitError> {
                Self::from_hours(hours)
            }
        }

        impl From<$name> for f64 {
            fn from(time: $name) -> Self {
                time.0
            }
        }
    )*};
}

hours! {
    /// Hands-on work, in working hours, as if undisturbed.
    WorkTime;
    /// Time on the calendar, in hours, nights and weekends included.
    Elapsed;
}

impl Elapsed {
    /// Days of 24 hours.
    pub const fn days(self) -> f64 {
        self.hours() / 24.0
    }

    /// The nearest valid length of so many days of 24 hours.
    pub const fn clamped_days(days: f64) -> Self {
        Self::clamped_hours(days * 24.0)
    }
}

/// A share or probability, 0..=1.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Share(f64);

impl Share {
    /// Nothing.
    pub const NONE: Self = Self(0.0);
    /// Everything.
    pub const ALL: Self = Self(1.0);

    /// A share from 0 to 1.
    ///
    /// # Errors
    /// [`UnitError::Share`] outside that range, or when not a number.
    pub fn new(value: f64) -> Result<Self, UnitError> {
        if (0.0..=1.0).contains(&value) { Ok(Self(value)) } else { Err(UnitError::Share(value)) }
    }

    /// The nearest share; not a number becomes 0.
    pub const fn clamped(value: f64) -> Self {
        if value >= 1.0 {
            Self(1.0)
        } else if value > 0.0 {
            Self(value)
        } else {
            Self(0.0)
        }
    }

    /// 0..=1.
    pub const fn value(self) -> f64 {
        self.0
    }

    /// 0..=100.
    pub const fn percent(self) -> f64 {
        self.0 * 100.0
    }

    /// What is left: 1 − share.
    #[must_use]
    pub const fn rest(self) -> Self {
        Self(1.0 - self.0)
    }
}

impl TryFrom<f64> for Share {
    type Error = UnitError;

    fn try_from(value: f64) -> Result<Self, UnitError> {
        Self::new(value)
    }
}

impl From<Share> for f64 {
    fn from(share: Share) -> Self {
        share.0
    }
}

/// The target of an objective or agreement: a percentage from 50 % to below 100 %, exact to five decimals.
///
/// Kept as a whole number of ten-millionths that may *fail*, so that the budget of 99.9 % is exactly 0.1 % and not
/// `1.0 - 0.999`. Written as a decimal text, `"99.9"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Target {
    /// Ten-millionths that may fail, 1 to 5 000 000.
    may_fail: u32,
}

/// Ten-millionths in a whole.
const WHOLE: u32 = 10_000_000;

impl Target {
    /// The target that lets so many ten-millionths fail; `None` outside 1..=5 000 000.
    pub const fn from_budget_ten_millionths(may_fail: u32) -> Option<Self> {
        if may_fail >= 1 && may_fail <= WHOLE / 2 { Some(Self { may_fail }) } else { None }
    }

    /// 99.9 %: the most common objective, and the default of a new one.
    pub const THREE_NINES: Self = Self { may_fail: 10_000 };

    /// The share that may fail, 0..0.5: the error budget as a ratio.
    pub fn budget(self) -> f64 {
        f64::from(self.may_fail) / f64::from(WHOLE)
    }

    /// The share that must succeed, 0.5..1.
    pub fn ratio(self) -> f64 {
        f64::from(WHOLE - self.may_fail) / f64::from(WHOLE)
    }

    /// The target whose percentage is nearest; `None` when it would leave no budget or lies below 50 %.
    pub fn nearest_percent(percent: f64) -> Option<Self> {
        format!("{percent:.5}").parse().ok()
    }
}

impl std::fmt::Display for Target {
    /// The percentage without a sign and without needless zeros: `99.9`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let good = WHOLE - self.may_fail;
        let (whole, decimals) = (good / 100_000, good % 100_000);
        if decimals == 0 {
            write!(f, "{whole}")
        } else {
            let digits = format!("{decimals:05}");
            write!(f, "{whole}.{}", digits.trim_end_matches('0'))
        }
    }
}

impl std::str::FromStr for Target {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let refuse = || UnitError::Target(text.chars().take(40).collect());
        let bare = text.trim().trim_end_matches('%').trim_end();
        let (whole, decimals) = bare.split_once('.').unwrap_or((bare, ""));
        let digits_only = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || decimals.len() > 5 || !digits_only(whole) || !digits_only(decimals) {
            return Err(refuse());
        }
        let whole: u32 = whole.parse().map_err(|_| refuse())?;
        let decimals: u32 = format!("{decimals:0<5}").parse().map_err(|_| refuse())?;
        let good = whole * 100_000 + decimals;
        WHOLE.checked_sub(good).and_then(Self::from_budget_ten_millionths).ok_or_else(refuse)
    }
}

impl TryFrom<String> for Target {
    type Error = UnitError;

    fn try_from(text: String) -> Result<Self, UnitError> {
        text.parse()
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

/// Day of the week. The engine's week starts on Monday 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the days explain themselves")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Days since Monday, 0..=6.
    pub const fn index(self) -> u8 {
        self as u8
    }

    /// `Mon` to `Sun`.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Monday => "Mon",
            Self::Tuesday => "Tue",
            Self::Wednesday => "Wed",
            Self::Thursday => "Thu",
            Self::Friday => "Fri",
            Self::Saturday => "Sat",
            Self::Sunday => "Sun",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_exact_decimals() {
        let target: Target = "99.9".parse().unwrap();
        assert!((target.budget() - 0.001).abs() < f64::EPSILON);
        assert_eq!(target.to_string(), "99.9");
        assert_eq!("99.998 %".parse::<Target>().unwrap().to_string(), "99.998");
        assert_eq!("95".parse::<Target>().unwrap().to_string(), "95");
        assert_eq!(Target::nearest_percent(99.95).unwrap().to_string(), "99.95");
    }

    #[test]
    fn targets_without_a_budget_are_refused() {
        for text in ["100", "100.0", "49.9", "", "99,9", "-99", "99.9999999", "NaN", "1e2"] {
            assert!(text.parse::<Target>().is_err(), "{text}");
        }
    }

    #[test]
    fn shares_and_durations_refuse_nonsense() {
        for bad in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert!(Share::new(bad).is_err());
        }
        for bad in [-1.0, f64::NAN, f64::INFINITY, 1e9] {
            assert!(WorkTime::from_hours(bad).is_err());
        }
        assert_eq!(WorkTime::clamped_hours(f64::NAN), WorkTime::ZERO);
    }
}
