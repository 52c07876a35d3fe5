//! Drawing a laid-out picture of teams.

use super::{
    TeamPicture,
    frame::{Bar, Frame, Laid, key_words},
};
use crate::{
    chart::{
        backend::Size,
        geometry::Spot,
        palette::Theme,
        pen::{Line, Mark, Pen, Side, picture},
        svg::{ChartError, Svg},
        text,
    },
    model::{InteractionMode, TeamShape},
};

type Drawn = Result<(), ChartError>;

/// How deep corners are cut, and how far a point reaches.
const CUT: f64 = 9.0;

pub(super) fn draw(teams: &TeamPicture, frame: &Frame, theme: Theme, size: Size) -> Result<Svg, ChartError> {
    picture(theme, size, (&teams.title, &teams.sentence()), &|pen| {
        for (row, bar) in teams.rows.iter().zip(&frame.bars) {
            outline(pen, bar, row.shape, row.supplier)?;
            words(pen, bar, size)?;
        }
        for (number, (tie, laid)) in teams.ties.iter().zip(&frame.ties).enumerate() {
            line(pen, laid, tie.mode, number + 1)?;
        }
        if !frame.key.is_empty() {
            key(pen, frame)?;
        }
        for (number, laid) in frame.ties.iter().enumerate() {
            list(pen, laid, number + 1, size)?;
        }
        Ok(())
    })
}

/// The form of a bar says what kind of team it is.
fn outline(pen: &Pen<'_>, bar: &Bar, shape: Option<TeamShape>, supplier: bool) -> Drawn {
    let area = bar.area;
    let (left, top, right, bottom) = (area.left, area.top, area.right, area.bottom);
    let (cut, middle) = (CUT * pen.unit(), f64::midpoint(area.top, area.bottom));
    let plain = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
    let corners: Vec<Spot> = match shape.filter(|_| !supplier) {
        Some(TeamShape::StreamAligned) => {
            vec![(left, top), (right - cut, top), (right, middle), (right - cut, bottom), (left, bottom)]
        }
        Some(TeamShape::Enabling) => vec![(left + cut, top), (right, top), (right - cut, bottom), (left, bottom)],
        Some(TeamShape::ComplicatedSubsystem) => vec![
            (left + cut, top),
            (right - cut, top),
            (right, top + cut),
            (right, bottom - cut),
            (right - cut, bottom),
            (left + cut, bottom),
            (left, bottom - cut),
            (left, top + cut),
        ],
        Some(TeamShape::Platform) | None => plain,
    };
    let platform = shape == Some(TeamShape::Platform) && !supplier;
    pen.polygon(&corners, if platform { pen.palette.select } else { pen.palette.paper }, 1.0)?;
    let mut round = corners;
    round.extend(round.first().copied());
    let dash = supplier.then_some((6.0, 4.0));
    pen.line(&round, Line { color: pen.palette.line, width: 1.0, dash })?;
    if platform {
        pen.line(&[(left, bottom), (right, bottom)], Line::solid(pen.palette.ink, 3.0))?;
    }
    Ok(())
}

fn words(pen: &Pen<'_>, bar: &Bar, size: Size) -> Drawn {
    let line = text::line_height(size.text);
    let mut y = bar.area.top + 6.0 * pen.unit() + line / 2.0;
    let x = bar.area.left + 10.0 * pen.unit();
    for (lines, bold) in [(&bar.name, true), (&bar.about, false)] {
        for words in lines {
            let color = if bold { pen.palette.ink } else { pen.palette.ink2 };
            pen.text(words, (x, y), Side::Start, color, bold)?;
            y += line;
        }
    }
    Ok(())
}

/// Dash and gap of a mode; solid is what needs little talk.
const fn dash(mode: InteractionMode) -> Option<(f64, f64)> {
    match mode {
        InteractionMode::XAsAService => None,
        InteractionMode::Collaboration => Some((7.0, 4.0)),
        InteractionMode::Facilitating => Some((1.5, 3.5)),
    }
}

/// From a dot at the one who gives to a head at the one who takes; two dots when both do.
fn line(pen: &Pen<'_>, laid: &Laid, mode: InteractionMode, number: usize) -> Drawn {
    let Some(x) = laid.x else { return Ok(()) };
    let (u, ink) = (pen.unit(), pen.palette.ink);
    let (from, to) = laid.ends;
    pen.line(&[(x, from), (x, to)], Line { color: ink, width: 1.75, dash: dash(mode) })?;
    pen.mark(Mark::Dot, (x, from), 3.5, ink)?;
    if mode == InteractionMode::Collaboration {
        pen.mark(Mark::Dot, (x, to), 3.5, ink)?;
    } else {
        let back = if to < from { 9.0 } else { -9.0 } * u;
        pen.polygon(
            &[(x, to - back / 3.0), (x + 4.5 * u, to + back * 0.66), (x - 4.5 * u, to + back * 0.66)],
            ink,
            1.0,
        )?;
    }
    pen.text(&number.to_string(), (x + 7.0 * u, from), Side::Start, ink, true)
}

fn key(pen: &Pen<'_>, frame: &Frame) -> Drawn {
    let u = pen.unit();
    for ((mode, words), (x, y)) in InteractionMode::ALL.into_iter().zip(key_words()).zip(&frame.key) {
        let look = Line { color: pen.palette.ink, width: 1.75, dash: dash(mode) };
        pen.line(&[(*x, *y), (x + 18.0 * u, *y)], look)?;
        pen.text(&words, (x + 24.0 * u, *y), Side::Start, pen.palette.ink2, false)?;
    }
    Ok(())
}

fn list(pen: &Pen<'_>, laid: &Laid, number: usize, size: Size) -> Drawn {
    let u = pen.unit();
    pen.text(&number.to_string(), (18.0 * u, laid.y), Side::End, pen.palette.ink, true)?;
    let mut y = laid.y;
    for words in &laid.words {
        pen.text(words, (26.0 * u, y), Side::Start, pen.palette.ink, false)?;
        y += text::line_height(size.text);
    }
    Ok(())
}
