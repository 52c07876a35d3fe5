//! The sentence over a picture: what it shows, computed from the same numbers.
//!
//! Present tense, numbers with their unit, who or what is affected. No method, no adjectives.

use super::axis::Measure;
use super::format::{self, Unit};

/// Where a line starts, where it ends, and when it passes the limit: "Web Shop goes from 40 to 5 min; budget spent on
/// day 23." `None` without values.
///
/// `limit`: name of the limit and the place where the line is first beyond it.
pub fn course(
    name: &str,
    values: &[(f64, f64)],
    along: &Measure,
    up: &Measure,
    limit: Option<(&str, f64)>,
) -> Option<String> {
    let (first, last) = (values.first()?, values.last()?);
    let passing = limit.map_or(String::new(), |(limit, x)| format!("; {limit} at {}", along.show(x)));
    if values.len() == 1 {
        return Some(format!("{name} is {} at {}{passing}.", up.show(first.1), along.show(first.0)));
    }
    let (from, to) = (up.show(first.1), up.show(last.1));
    let verb = if from == to {
        let lowest = values.iter().map(|v| v.1).fold(f64::INFINITY, f64::min);
        let highest = values.iter().map(|v| v.1).fold(f64::NEG_INFINITY, f64::max);
        if up.show(lowest) == up.show(highest) {
            return Some(format!("{name} stays at {from}{passing}."));
        }
        return Some(format!("{name} starts and ends at {from}, {}{passing}.", up.between(lowest, highest)));
    } else if last.1 > first.1 {
        "rises"
    } else {
        "falls"
    };
    Some(format!("{name} {verb} from {from} at {} to {to} at {}{passing}.", along.show(first.0), along.show(last.0)))
}

/// The place where values that start on one side of a limit are first on the other; a joined line is read between
/// its points. `None` if they never are, or start there.
pub fn first_beyond(values: &[(f64, f64)], limit: f64, stepped: bool) -> Option<f64> {
    let start = values.iter().map(|(_, y)| y - limit).find(|d| *d != 0.0)?;
    values.windows(2).find_map(|pair| {
        let [(x0, y0), (x1, y1)] = pair else {
            return None;
        };
        let beyond = if start > 0.0 { *y1 < limit } else { *y1 > limit };
        beyond.then(|| if stepped { *x1 } else { x0 + (limit - y0) / (y1 - y0) * (x1 - x0) })
    })
}

/// A distribution against another: "Half of all changes are live within 12.9 d instead of 18.2 d." Without a
/// baseline the second part is left out. Medians in the unit of `measure`.
pub fn half_within(what: &str, median: f64, baseline: Option<f64>, measure: &Measure) -> String {
    let instead = baseline.map_or(String::new(), |b| format!(" instead of {}", measure.show(b)));
    format!("Half of {what} within {}{instead}.", measure.show(median))
}

/// What is left of a budget, in minutes: "4.3 of 20.2 min are left; at the present rate the budget is spent on 28
/// Oct." Below zero it says by how much it is overspent. `spent_on`: when it runs out, already in words.
pub fn budget_left(left: f64, total: f64, spent_on: Option<&str>) -> String {
    let total = Unit::Of("min".to_owned()).show(total);
    if left < 0.0 {
        return format!("The budget of {total} is overspent by {}.", Unit::Of("min".to_owned()).show(-left));
    }
    let rest = spent_on.map_or(String::new(), |when| format!("; at the present rate the budget is spent on {when}"));
    format!("{} of {total} are left{rest}.", format::number(left))
}

/// How the value of a scenario compares with today's in words: "28 % shorter", "nine times as many", "a sixth".
/// `None` if today's value is not above zero, or the new one is negative or not finite. Whether the difference can
/// be told from chance is not decided here: see [`difference`].
///
/// `less` and `more`: "shorter" and "longer", "fewer" and "more".
pub fn change(today: f64, scenario: f64, less: &str, more: &str) -> Option<String> {
    if !(today > 0.0 && today.is_finite() && scenario >= 0.0 && scenario.is_finite()) {
        return None;
    }
    let ratio = scenario / today;
    let times = libm::round(ratio);
    Some(if (ratio - 1.0).abs() < 0.000_5 {
        "the same".to_owned()
    } else if ratio >= 1.95 && (ratio - times).abs() <= 0.05 * times && times <= 12.0 {
        format!("{} as {}", times_word(times), if more == "more" { "many" } else { more })
    } else if ratio >= 2.0 {
        format!("{} times as {}", format::number(ratio), if more == "more" { "many" } else { more })
    } else if ratio > 1.0 {
        format!("{} {more}", format::percent(ratio - 1.0))
    } else {
        format!("{} {less}", format::percent(1.0 - ratio))
    })
}

fn times_word(times: f64) -> String {
    const WORDS: [&str; 13] = [
        "none",
        "once",
        "twice",
        "three times",
        "four times",
        "five times",
        "six times",
        "seven times",
        "eight times",
        "nine times",
        "ten times",
        "eleven times",
        "twelve times",
    ];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 12")]
    let at = times.clamp(0.0, 12.0) as usize;
    WORDS.get(at).map_or_else(|| format!("{} times", format::number(times)), |word| (*word).to_owned())
}

/// What a paired difference means: its words if the interval excludes zero, otherwise the admission that it does not.
pub fn difference(interval: (f64, f64), words: impl FnOnce() -> String) -> String {
    let (low, high) = interval;
    if low > 0.0 || high < 0.0 { words() } else { "no difference we can be sure of".to_owned() }
}

/// The sentence with a capital first letter.
pub fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
