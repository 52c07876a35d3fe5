//! What is typed into a field becomes a value, or a sentence that says what to type. Times and shares are read as the
//! outline reads them, so that both understand the same words.

use trivium_core::{
    exchange::capture::{self, Rough, StepDraft},
    model::{Elapsed, Share, WorkTime},
};

/// Work time: "4h", "12-24h", "~20 min". A bare number is hours.
pub(super) fn work(text: &str) -> Result<Rough<WorkTime>, String> {
    cell("Work (h)", text)?.work.ok_or_else(|| "Type the time of hands-on work, such as 4h or 12-24h.".to_owned())
}

/// Observed time: "2-3d", "5h". A bare number is days; nothing means that nobody knows.
pub(super) fn total(text: &str) -> Result<Option<Rough<Elapsed>>, String> {
    Ok(cell("Total (d)", text)?.total)
}

/// A share in percent; nothing means that nobody knows.
pub(in crate::ui::pages) fn share_or_nothing(text: &str) -> Result<Option<Share>, String> {
    let number = text.trim().trim_end_matches('%').trim_end().replace(',', ".").parse::<f64>();
    if number.is_ok_and(|number| !(0.0..=100.0).contains(&number)) {
        return Err(format!("\"{}\" is no share. Type a percentage from 0 to 100.", text.trim()));
    }
    Ok(cell("%C&A", text)?.complete_accurate)
}

/// A share in percent.
pub(in crate::ui::pages) fn share(text: &str) -> Result<Share, String> {
    share_or_nothing(text)?.ok_or_else(|| "Type a share from 0 to 100 %.".to_owned())
}

/// Time on the calendar, where a bare number is hours.
pub(super) fn cut_off(text: &str) -> Result<Elapsed, String> {
    let read = cell("Total (h)", text)?.total;
    Ok(read.map_or(Elapsed::ZERO, |time| time.high))
}

/// One column of a table of one row.
fn cell(column: &str, text: &str) -> Result<StepDraft, String> {
    let text = text.replace(['\t', '\n', '\r'], " ");
    let mut read = capture::read(&format!("Step\t{column}\nx\t{text}"));
    match (read.problems.first(), read.steps.pop()) {
        (None, Some((_, draft))) => Ok(draft),
        (Some(problem), _) => Err(sentence(&problem.fault.to_string())),
        (None, None) => Err(format!("\"{text}\" could not be read. Type a number and its unit.")),
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A number within bounds; `what` says what it counts: "changes a week".
pub(super) fn number(text: &str, low: f64, high: f64, what: &str) -> Result<f64, String> {
    let read = text.trim().replace(',', ".").parse::<f64>().ok().filter(|number| (low..=high).contains(number));
    read.ok_or_else(|| format!("\"{text}\" is not a number of {what}. Type a number from {low} to {high}."))
}

/// A whole number within bounds.
pub(in crate::ui::pages) fn whole(text: &str, low: u32, high: u32, what: &str) -> Result<u32, String> {
    let read = text.trim().parse::<u32>().ok().filter(|number| (low..=high).contains(number));
    read.ok_or_else(|| format!("\"{text}\" is not a number of {what}. Type a whole number from {low} to {high}."))
}

/// A time of day, as minutes from midnight: "10:00", "9", "22:30".
pub(super) fn time_of_day(text: &str) -> Result<u16, String> {
    let (hour, minute) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let read = hour.parse::<u16>().ok().filter(|hour| *hour < 24).zip(minute.parse::<u16>().ok().filter(|m| *m < 60));
    let read = read.map(|(hour, minute)| hour * 60 + minute);
    read.ok_or_else(|| format!("\"{text}\" is not a time of day. Type hours and minutes, such as 10:00."))
}

/// Words of at most so many characters.
pub(in crate::ui::pages) fn words(text: &str, most: usize, what: &str) -> Result<String, String> {
    let text = text.trim();
    if text.chars().count() > most {
        return Err(format!("The {what} is longer than {most} characters. Shorten it."));
    }
    Ok(text.to_owned())
}

/// A name: words, and not none.
pub(in crate::ui::pages) fn name(text: &str) -> Result<String, String> {
    let name = words(text, trivium_core::model::check::LONGEST_NAME, "name")?;
    if name.is_empty() { Err("Type a name, such as Regression test.".to_owned()) } else { Ok(name) }
}
