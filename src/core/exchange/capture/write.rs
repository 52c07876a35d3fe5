//! A draft becomes the line that reads back as it.

use crate::model::Share;

use super::{Rough, StepDraft, cells::one_line, measure::measure};

pub(super) fn line(draft: &StepDraft) -> String {
    let mut fields = vec![words(&draft.name)];
    fields.extend(draft.team.as_deref().filter(|team| !one_line(team).is_empty()).map(words));
    if let Some(Rough { low, high, assumed }) = draft.work {
        fields.push(format!("{} work", time(low.hours(), high.hours(), assumed, &[(60, "min"), (1, "h")])));
    }
    if let Some(Rough { low, high, assumed }) = draft.total {
        let units = if low.hours() >= 24.0 { [(-24, "d"), (1, "h")] } else { [(60, "min"), (1, "h")] };
        fields.push(format!("{} total", time(low.hours(), high.hours(), assumed, &units)));
    }
    fields.extend(draft.complete_accurate.map(percent));
    fields.join(" | ")
}

/// In quotation marks when it would otherwise be read as something else.
fn words(text: &str) -> String {
    let text = one_line(text);
    let plain = !text.contains(['|', ';', '"', '\t']) && measure(&text).is_none();
    if plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

/// `2-3d`, `~4h`, `15min`. A unit is (how many make an hour, or minus how many hours make one).
///
/// Short times are tried in minutes, long ones in days, and a unit is taken when it writes both ends as whole numbers
/// that read back exactly; hours, with all decimals, always do.
fn time(low: f64, high: f64, assumed: bool, units: &[(i32, &str)]) -> String {
    for &(per_hour, unit) in units {
        let size = f64::from(per_hour.abs());
        let there = |hours: f64| if per_hour > 0 { hours * size } else { hours / size };
        let back = |amount: f64| if per_hour > 0 { amount / size } else { amount * size };
        let (first, last) = (libm::round(there(low)), libm::round(there(high)));
        let exact = |amount: f64, hours: f64| back(amount).total_cmp(&hours).is_eq();
        let short = unit != "min" || high < 1.0;
        if short && exact(first, low) && exact(last, high) {
            return spell(first, last, assumed, unit);
        }
    }
    spell(low, high, assumed, "h")
}

fn spell(low: f64, high: f64, assumed: bool, unit: &str) -> String {
    if high > low {
        format!("{low}-{high}{unit}")
    } else if assumed {
        format!("~{low}{unit}")
    } else {
        format!("{low}{unit}")
    }
}

/// The shortest percentage that reads back as the share.
fn percent(share: Share) -> String {
    let value = share.value();
    let reads_back =
        |text: &String| text.parse::<f64>().is_ok_and(|percent| (percent / 100.0).total_cmp(&value).is_eq());
    let short = (0..=17).map(|decimals| format!("{:.decimals$}", share.percent())).find(reads_back);
    format!("{}%", short.unwrap_or_else(|| share.percent().to_string()))
}
