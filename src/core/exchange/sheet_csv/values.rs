//! What stands in a cell, both ways: each word that is written is read back as what it was.

use std::fmt::Write;

use crate::{
    catalog::{
        activities::{ACTIVITIES, LIFECYCLE, about, about_lifecycle},
        practices, roles,
    },
    exchange::capture::{
        Fault,
        measure::{Amount, Clock, Measure, Unit, cut, measure},
    },
    model::{
        Activity, Cadence, Calendar, Elapsed, LifecycleActivity, Practice, Role, Share, StepKind, Together, Weekday,
        WorkTime, Workers, check::MOST_ROLES,
    },
};

/// A length of time, perhaps a range, perhaps a guess.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Time {
    /// Hours of the clock that was asked for.
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) assumed: bool,
}

/// A time: a bare number is in `unit`.
pub(super) fn time(text: &str, clock: Clock, unit: Unit) -> Result<Time, String> {
    let unreadable =
        || format!("\"{}\" is no length of time. Type a number, or one with its unit, such as 4 h.", cut(text));
    if text.starts_with('=') {
        return Err(format!("\"{}\" is a formula. Paste its value.", cut(text)));
    }
    let (low, high, assumed) = match number(text) {
        Some(bare) if bare < 0.0 => return Err(Fault::Negative(cut(text)).to_string()),
        Some(bare) => (Amount::one(bare, unit), Amount::one(bare, unit), false),
        None => match measure(text).ok_or_else(unreadable)?.map_err(|fault| fault.to_string())? {
            Measure::Time { low, high, assumed, clock: said } if said.is_none_or(|said| said == clock) => {
                (low, high, assumed)
            }
            Measure::Bare { low, high, assumed } => (Amount::one(low, unit), Amount::one(high, unit), assumed),
            Measure::Time { .. } | Measure::Percent(_) => return Err(unreadable()),
        },
    };
    let (low, high) = (low.hours(clock), high.hours(clock));
    if WorkTime::from_hours(low).is_err() || WorkTime::from_hours(high).is_err() {
        return Err(Fault::TooLong(cut(text)).to_string());
    }
    if low > high {
        return Err(Fault::Backwards(cut(text)).to_string());
    }
    Ok(Time { low, high, assumed })
}

/// A plain number, as programs write it.
fn number(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// A share: a bare number is in percent.
pub(in crate::exchange) fn share(text: &str) -> Result<Share, String> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let found = if plain {
        // Moving the point is exact where a division by 100 is not.
        format!("{text}e-2").parse().ok()
    } else {
        match measure(text) {
            Some(Ok(Measure::Percent(percent))) => Some(percent / 100.0),
            Some(Ok(Measure::Bare { low, high, .. })) if low.total_cmp(&high).is_eq() => Some(low / 100.0),
            _ => None,
        }
    };
    let found = found.and_then(|share| Share::new(share).ok());
    found.ok_or_else(|| Fault::Share(cut(text)).to_string())
}

/// The percentage of a share, without its sign: the point of its shortest number moved by two places.
pub(in crate::exchange) fn percent(share: Share) -> String {
    let number = share.value().to_string();
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let digits = format!("{whole}{part:0<2}");
    let (ahead, behind) = digits.split_at_checked(whole.len() + 2).unwrap_or((&digits, ""));
    let ahead = ahead.trim_start_matches('0');
    let ahead = if ahead.is_empty() { "0" } else { ahead };
    if behind.is_empty() { ahead.to_owned() } else { format!("{ahead}.{behind}") }
}

/// A whole number within bounds; `what` says what it counts.
fn whole(text: &str, most: u32, what: &str) -> Result<u16, String> {
    let read = text.parse::<u32>().ok().filter(|number| (1..=most).contains(number));
    let read = read.and_then(|number| u16::try_from(number).ok());
    read.ok_or_else(|| format!("\"{}\" is not a number of {what}. Type a whole number from 1 to {most}.", cut(text)))
}

/// Letters and digits only, so that spelling does not matter much.
pub(in crate::exchange) fn bare(text: &str) -> String {
    text.to_lowercase().replace('&', "and").chars().filter(|c| c.is_alphanumeric()).collect()
}

/// An activity of ITIL 4 by its name.
pub(super) fn activity(text: &str) -> Result<Activity, String> {
    let wanted = bare(text);
    let found = ACTIVITIES.into_iter().find(|known| bare(about(*known).name) == wanted);
    found.ok_or_else(|| {
        let known = ACTIVITIES.map(|known| about(known).name).join(", ");
        format!("\"{}\" is no activity of ITIL 4. Type one of: {known}.", cut(text))
    })
}

/// A lifecycle activity by its name.
pub(super) fn lifecycle(text: &str) -> Result<LifecycleActivity, String> {
    let wanted = bare(text);
    let found = LIFECYCLE.into_iter().find(|known| bare(about_lifecycle(*known).name) == wanted);
    found.ok_or_else(|| {
        let known = LIFECYCLE.map(|known| about_lifecycle(known).name).join(", ");
        format!("\"{}\" is no lifecycle activity. Type one of: {known}.", cut(text))
    })
}

/// Practices by their names, each once.
pub(super) fn practices(text: &str) -> Result<Vec<Practice>, String> {
    let places = listed(text, &Practice::ALL.map(|practice| practices::about(practice).name), "practice")?;
    Ok(places.into_iter().filter_map(|at| Practice::ALL.get(at).copied()).collect())
}

/// Roles by their names, each once.
pub(super) fn roles(text: &str) -> Result<Vec<Role>, String> {
    let places = listed(text, &Role::ALL.map(roles::name), "role")?;
    if places.len() > MOST_ROLES {
        return Err(format!(
            "{} roles stand here; at most {MOST_ROLES} are allowed. Keep those that matter.",
            places.len()
        ));
    }
    Ok(places.into_iter().filter_map(|at| Role::ALL.get(at).copied()).collect())
}

/// Places of the names in a list of known ones.
fn listed(text: &str, known: &[&str], what: &str) -> Result<Vec<usize>, String> {
    let mut found = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let wanted = bare(part);
        let place = known.iter().position(|name| bare(name) == wanted);
        let place = place
            .ok_or_else(|| format!("\"{}\" is no {what} of the list. Type its name as the page does.", cut(part)))?;
        if found.contains(&place) {
            return Err(format!("\"{}\" stands here twice. Keep one.", cut(part)));
        }
        found.push(place);
    }
    Ok(found)
}

/// The four kinds of steps, in the order of the model.
pub(super) const KINDS: [&str; 4] = ["work", "approval", "gate", "deploy"];

/// The place of a kind among [`KINDS`].
pub(super) const fn kind_index(kind: &StepKind) -> usize {
    match kind {
        StepKind::Work => 0,
        StepKind::Approval { .. } => 1,
        StepKind::Gate { .. } => 2,
        StepKind::Deploy { .. } => 3,
    }
}

/// A kind by its word.
pub(super) fn kind(text: &str) -> Result<usize, String> {
    let wanted = match bare(text).as_str() {
        "task" => "work".to_owned(),
        "approve" | "decision" => "approval".to_owned(),
        "check" | "automatedcheck" => "gate".to_owned(),
        "deployment" | "release" => "deploy".to_owned(),
        other => other.to_owned(),
    };
    let found = KINDS.iter().position(|kind| *kind == wanted);
    found.ok_or_else(|| format!("\"{}\" is no kind of step. Type work, approval, gate or deploy.", cut(text)))
}

/// Who can work on it at the same time, as a word.
pub(super) fn people_text(workers: Workers) -> String {
    match workers {
        Workers::Team => "team".to_owned(),
        Workers::Own { people } => people.to_string(),
        Workers::Unlimited => "unlimited".to_owned(),
    }
}

/// Who can work on it at the same time.
pub(super) fn people(text: &str) -> Result<Workers, String> {
    match bare(text).as_str() {
        "team" => Ok(Workers::Team),
        "unlimited" => Ok(Workers::Unlimited),
        _ => {
            // The text as it stands: without its point or sign a number would be another one.
            let people = whole(text.trim(), 1_000, "people").map_err(|_| {
                format!("\"{}\" is neither team, nor unlimited, nor a number of people from 1 to 1000.", cut(text))
            })?;
            Ok(Workers::Own { people })
        }
    }
}

/// When people work, as words.
pub(super) const fn calendar_text(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::BusinessHours => "business hours",
        Calendar::Always => "always",
    }
}

/// When people work.
pub(super) fn calendar(text: &str) -> Result<Calendar, String> {
    match bare(text).as_str() {
        "businesshours" | "office" | "officehours" => Ok(Calendar::BusinessHours),
        "always" | "247" | "dayandnight" => Ok(Calendar::Always),
        _ => Err(format!("\"{}\" is no calendar. Type business hours, or always.", cut(text))),
    }
}

/// Most items at once.
pub(super) fn limit(text: &str) -> Result<u16, String> {
    whole(text, 10_000, "items")
}

/// Yes or no; nothing is no.
pub(super) fn yes(text: &str) -> Result<bool, String> {
    match bare(text).as_str() {
        "yes" | "y" | "true" | "1" | "x" => Ok(true),
        "no" | "n" | "false" | "0" | "" => Ok(false),
        _ => Err(format!("\"{}\" is neither yes nor no. Type one of them.", cut(text))),
    }
}

/// Dates in words: `every 7 days from Thu 10:00, cut-off 24 h, at most 5`.
pub(super) fn cadence_text(cadence: &Cadence) -> String {
    let Cadence { every_days, day, minute, cut_off, at_most } = cadence;
    let mut text = format!("every {every_days} days from {} {:02}:{:02}", day.short(), minute / 60, minute % 60);
    if cut_off.hours() > 0.0 {
        let _ = write!(text, ", cut-off {} h", cut_off.hours());
    }
    if let Some(most) = at_most {
        let _ = write!(text, ", at most {most}");
    }
    text
}

/// Dates. `daily` and `weekly` stand for their days; a day and a time that are not said are Monday, 00:00.
pub(super) fn cadence(text: &str) -> Result<Cadence, String> {
    let lower = text.to_lowercase();
    read_cadence(&lower).ok_or_else(|| {
        format!("\"{}\" says no dates. Type them as: every 7 days from Thu 10:00, cut-off 24 h, at most 5.", cut(text))
    })
}

fn read_cadence(text: &str) -> Option<Cadence> {
    let mut found = Cadence { every_days: 0, ..Cadence::weekly(Weekday::Monday, 0) };
    for (index, part) in text.split(',').map(str::trim).enumerate() {
        if index == 0 {
            found.every_days = 0;
            let mut words = part.split_whitespace().peekable();
            while let Some(word) = words.next() {
                match word {
                    "daily" => found.every_days = 1,
                    "weekly" => found.every_days = 7,
                    "every" => {
                        let count: u16 = words.next()?.parse().ok()?;
                        found.every_days = match words.next()? {
                            "day" | "days" => count,
                            "week" | "weeks" => count.checked_mul(7)?,
                            _ => return None,
                        };
                    }
                    "from" | "on" | "at" => {}
                    _ => match time_of_day(word) {
                        Some(minute) => found.minute = minute,
                        None => found.day = weekday(word)?,
                    },
                }
            }
        } else if let Some(rest) = part.strip_prefix("cut-off") {
            let read = time(rest.trim(), Clock::Calendar, Unit::Hour).ok()?;
            found.cut_off = Elapsed::from_hours(read.high).ok()?;
        } else {
            found.at_most = Some(part.strip_prefix("at most")?.trim().parse().ok().filter(|most| *most > 0)?);
        }
    }
    let period = f64::from(found.every_days) * 24.0;
    ((1..=366).contains(&found.every_days) && found.cut_off.hours() < period).then_some(found)
}

fn weekday(word: &str) -> Option<Weekday> {
    // Three letters of a day, or its whole name.
    let known = |day: &Weekday| {
        let short = day.short().to_lowercase();
        word.strip_prefix(short.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with("day"))
    };
    Weekday::ALL.into_iter().find(known)
}

fn time_of_day(word: &str) -> Option<u16> {
    let (hour, minute) = word.split_once(':')?;
    let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Items that go together, in words: `5 items, or after 48 h`.
pub(super) fn together_text(together: &Together) -> String {
    format!("{} items, or after {} h", together.at, together.or_after.hours())
}

/// Items that go together.
pub(super) fn together(text: &str) -> Result<Together, String> {
    let lower = text.to_lowercase();
    let read = || {
        let (at, after) = lower.split_once(',')?;
        let at = at.trim().trim_end_matches("items").trim_end_matches("item").trim().parse().ok()?;
        let after = after.trim().trim_start_matches("or after").trim();
        let or_after = Elapsed::from_hours(time(after, Clock::Calendar, Unit::Hour).ok()?.high).ok()?;
        (1..=10_000).contains(&at).then_some(Together { at, or_after })
    };
    read().ok_or_else(|| {
        format!("\"{}\" does not say how many go together. Type it as: 5 items, or after 48 h.", cut(text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_say_them() {
        let thursday = Cadence::weekly(Weekday::Thursday, 10);
        assert_eq!(cadence("weekly on Thursday at 10:00"), Ok(thursday));
        assert_eq!(cadence("every 2 weeks from Thu 10:00"), Ok(Cadence { every_days: 14, ..thursday }));
        let cut_off = Elapsed::clamped_hours(24.0);
        let full = Cadence { cut_off, at_most: Some(5), ..thursday };
        assert_eq!(cadence("every 7 days from Thu 10:00, cut-off 1d, at most 5"), Ok(full));
        assert_eq!(cadence(&cadence_text(&full)), Ok(full));
        for wrong in [
            "",
            "thursdays maybe",
            "every 0 days",
            "every 400 days",
            "daily, cut-off 24 h",
            "weekly, at most 0",
            "weekly 25:00",
        ] {
            assert!(cadence(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn percentages_are_short_and_exact() {
        let shares =
            [(0.0, "0"), (1.0, "100"), (0.5, "50"), (0.07, "7"), (0.005, "0.5"), (0.875, "87.5"), (1e-7, "0.00001")];
        for (value, text) in shares {
            assert_eq!((percent(Share::clamped(value)).as_str(), share(text)), (text, Ok(Share::clamped(value))));
        }
        // No number of percent divided by 100 gives this share.
        let odd = Share::clamped(0.708_176_059_613_937_5);
        assert_eq!(share(&percent(odd)), Ok(odd));
        assert_eq!((share("85 %"), share("85,5"), share("~85")), (share("85"), share("85.5"), share("85")));
        for wrong in ["101", "-1", "NaN", "4 h", "50-60 %", "1.2.3", "."] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn times_take_numbers_units_and_ranges_and_refuse_the_rest() {
        let read = |text| time(text, Clock::Calendar, Unit::Hour);
        let one = |hours| Ok(Time { low: hours, high: hours, assumed: false });
        assert_eq!((read("4"), read("1e-7"), read("2 d"), read("1,5")), (one(4.0), one(1e-7), one(48.0), one(1.5)));
        assert_eq!(read("2-3d"), Ok(Time { low: 48.0, high: 72.0, assumed: true }));
        for wrong in ["-4", "NaN", "inf", "1e9", "=A1", "4 h work", "soon", "85 %", "3-2 d", "4 5"] {
            assert!(read(wrong).is_err(), "{wrong}: {:?}", read(wrong));
        }
    }
}
