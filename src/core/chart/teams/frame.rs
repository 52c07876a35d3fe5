//! Where everything in the picture of teams stands.

use super::TeamPicture;
use crate::chart::{backend::Size, format, geometry::Rect, key, svg::ChartError, text};

/// Between the bars, and around the words in them.
const GAP: f64 = 10.0;
const PAD: f64 = 6.0;
/// Room for a line with its number.
const LANE: f64 = 28.0;
/// Most lines of a team's name.
const NAME_LINES: usize = 2;
/// Most lines of a tie in the list.
const TIE_LINES: usize = 3;

/// A laid-out picture.
pub(super) struct Frame {
    pub(super) bars: Vec<Bar>,
    pub(super) ties: Vec<Laid>,
    /// Samples of the modes: left end and middle of each.
    pub(super) key: Vec<(f64, f64)>,
}

/// A team.
pub(super) struct Bar {
    pub(super) area: Rect,
    pub(super) name: Vec<String>,
    pub(super) about: Vec<String>,
}

/// A tie.
pub(super) struct Laid {
    /// The place of its line; `None` when there is no room for it: the list still tells it.
    pub(super) x: Option<f64>,
    /// Heights of its two ends.
    pub(super) ends: (f64, f64),
    /// Where a reader finds it.
    pub(super) area: Rect,
    /// Its lines in the list, and the middle of the first.
    pub(super) words: Vec<String>,
    pub(super) y: f64,
}

/// The words of the key, in the order of the modes.
pub(super) fn key_words() -> Vec<String> {
    use crate::{catalog::teams::mode, model::InteractionMode};
    InteractionMode::ALL.into_iter().map(|known| mode(known).0.to_owned()).collect()
}

impl Frame {
    pub(super) fn new(picture: &TeamPicture, size: Size) -> Result<Self, ChartError> {
        if picture.rows.is_empty() {
            return Err(ChartError::Empty { chart: picture.title.clone() });
        }
        let (frame, height) = lay(picture, size);
        if height > f64::from(size.height) || !size.is_usable() {
            return Err(ChartError::TooSmall { chart: picture.title.clone(), width: size.width, height: size.height });
        }
        Ok(frame)
    }
}

/// The height that the picture needs.
pub(super) fn needed(picture: &TeamPicture, size: Size) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let height = libm::ceil(lay(picture, size).1).clamp(10.0, 1e6) as u32;
    height
}

fn lay(picture: &TeamPicture, size: Size) -> (Frame, f64) {
    let (u, width) = (size.text / 12.0, f64::from(size.width));
    let line = text::line_height(size.text);
    let words = (width * 0.38).clamp(110.0 * u, 240.0 * u);
    let mut bars = Vec::with_capacity(picture.rows.len());
    let mut y = 1.0;
    for row in &picture.rows {
        let room = words - 2.0 * PAD * u;
        let name = text::wrap(&text::clean(&row.name, 160), room, size.text, true, NAME_LINES);
        let about = format!("{}, {}", row.kind(), format::counted(u64::from(row.people), "person", "people"));
        let about = text::wrap(&about, room, size.text, false, NAME_LINES);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let height = (name.len() + about.len()) as f64 * line + 2.0 * PAD * u;
        bars.push(Bar { area: Rect { left: 1.0, top: y, right: width - 1.0, bottom: y + height }, name, about });
        y += height + GAP * u;
    }
    let middle = |row: usize| bars.get(row).map_or(0.0, |bar: &Bar| f64::midpoint(bar.area.top, bar.area.bottom));
    let lanes = lanes(picture, (words + LANE * u, width - LANE * u), LANE * u);
    let (key, key_height) = if picture.ties.is_empty() { (Vec::new(), 0.0) } else { key::flow(&key_words(), size) };
    let key = key.into_iter().map(|(x, at)| (x, at + y)).collect();
    y += key_height + GAP * u;
    let mut ties = Vec::with_capacity(picture.ties.len());
    for (tie, x) in picture.ties.iter().zip(lanes) {
        let said = text::clean(&picture.tie_in_words(tie), 400);
        let said = text::wrap(&said, width - LANE * u, size.text, false, TIE_LINES);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let height = said.len() as f64 * line;
        let ends = (middle(tie.from), middle(tie.to));
        let in_list = Rect { left: 0.0, top: y, right: width, bottom: y + height };
        let area = x.map_or(in_list, |x| Rect {
            left: x - 8.0 * u,
            top: ends.0.min(ends.1) - 8.0 * u,
            right: x + 8.0 * u,
            bottom: ends.0.max(ends.1) + 8.0 * u,
        });
        ties.push(Laid { x, ends, area, words: said, y: y + line / 2.0 });
        y += height + 2.0 * u;
    }
    (Frame { bars, ties, key }, y + 1.0)
}

/// The place of each line: the first one from the left that no line before it takes at these rows.
fn lanes(picture: &TeamPicture, (left, right): (f64, f64), step: f64) -> Vec<Option<f64>> {
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut found = Vec::with_capacity(picture.ties.len());
    for tie in &picture.ties {
        let span = (tie.from.min(tie.to), tie.from.max(tie.to));
        let free = |lane: &Vec<(usize, usize)>| lane.iter().all(|(low, high)| span.1 < *low || span.0 > *high);
        let at = taken.iter().position(free).unwrap_or(taken.len());
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let x = left + at as f64 * step;
        if x > right {
            found.push(None);
            continue;
        }
        if let Some(lane) = taken.get_mut(at) {
            lane.push(span);
        } else {
            taken.push(vec![span]);
        }
        found.push(Some(x));
    }
    found
}
