//! A small picture of how long something takes: an outline over the hours, and one sentence.

use super::map::words;
use crate::{
    engine::random::Sampler,
    model::{Distribution, MOST_OBSERVATIONS},
};

/// The tail that is not drawn: a lognormal's would make everything else narrow.
const TAIL: f64 = 0.03;
/// Points of an outline.
const POINTS: u32 = 48;

/// How likely each time is, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkTimePicture {
    /// From left to right: place along the hours and height, both 0..=1. It begins and ends at height 0.
    pub outline: Vec<(f64, f64)>,
    /// Hours at the right edge; the left edge is 0.
    pub hours: f64,
    /// Place of the time within which half are done, 0..=1.
    pub half: f64,
    /// Place of the time within which 85 % are done, 0..=1.
    pub most: f64,
    /// What it shows: "Half within 12 h, 85 % within 24 h, mean 15 h."
    pub sentence: String,
}

/// The picture; `None` for numbers that describe no distribution.
///
/// The outline comes from the inverse that the simulation draws from: between two neighbouring shares the density is
/// what lies between them over how far apart they are. So the picture shows what is simulated, whatever the shape.
pub fn work_time_picture(time: &Distribution) -> Option<WorkTimePicture> {
    if !time.is_valid() {
        return None;
    }
    let sampler = Sampler::of(time);
    let (half, most) = (sampler.at(0.5), sampler.at(0.85));
    let steps = bars(time, &sampler);
    let hours = steps.last().map_or(0.0, |(_, to, _)| *to).max(most * 1.1).max(f64::MIN_POSITIVE);
    let tallest = steps.iter().map(|(.., height)| *height).fold(0.0, f64::max);
    let mut outline = Vec::new();
    for (from, to, height) in &steps {
        let height = if tallest > 0.0 { height / tallest } else { 0.0 };
        // Bars keep their shoulders; a curve goes through their middles.
        if matches!(time, Distribution::Empirical { .. } | Distribution::Fixed { .. }) {
            outline.extend([(from / hours, 0.0), (from / hours, height), (to / hours, height), (to / hours, 0.0)]);
        } else {
            outline.push((f64::midpoint(*from, *to) / hours, height));
        }
    }
    if let (Some((first, ..)), Some((_, last, _))) = (steps.first(), steps.last()) {
        outline.insert(0, (first / hours, 0.0));
        outline.push((last / hours, 0.0));
    }
    let sentence = sentence(time, half, most);
    Some(WorkTimePicture { outline, hours, half: half / hours, most: most / hours, sentence })
}

/// From, to, and how likely an hour between them is.
fn bars(time: &Distribution, sampler: &Sampler) -> Vec<(f64, f64, f64)> {
    let narrow = sampler.at(0.999) * 0.02;
    let stick = |at: f64, share: f64| ((at - narrow / 2.0).max(0.0), at + narrow / 2.0, share);
    match time {
        Distribution::Fixed { hours } => vec![stick(*hours, 1.0)],
        Distribution::Empirical { values } => {
            let mut found: Vec<(f64, f64, f64)> = Vec::with_capacity(MOST_OBSERVATIONS);
            for bar in values.hours().iter().map(|hours| stick(*hours, 1.0)) {
                match found.last_mut() {
                    // Nearly the same time again: a taller bar.
                    Some(last) if bar.0 <= last.1 => last.2 += 1.0,
                    _ => found.push(bar),
                }
            }
            found
        }
        _ => {
            let share = |at: u32| 0.002 + f64::from(at) / f64::from(POINTS) * (1.0 - TAIL - 0.002);
            let mut from = (share(0), sampler.at(share(0)));
            let ends = (1..=POINTS).map(|at| (share(at), sampler.at(share(at))));
            let mut found = Vec::new();
            for to in ends {
                if to.1 > from.1 {
                    found.push((from.1, to.1, (to.0 - from.0) / (to.1 - from.1)));
                    from = to;
                }
            }
            if found.is_empty() { vec![stick(from.1, 1.0)] } else { found }
        }
    }
}

fn sentence(time: &Distribution, half: f64, most: f64) -> String {
    if most - half < 1e-9 && (time.mean() - half).abs() < 1e-9 {
        return format!("Always {}.", words::work(half));
    }
    let [half, most, mean] = [half, most, time.mean()].map(words::work);
    format!("Half within {half}, 85\u{a0}% within {most}, mean {mean}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::shapes::Shape;

    #[test]
    fn every_shape_has_a_picture_within_its_frame() {
        for shape in Shape::ALL {
            let time = shape.like(&Distribution::Fixed { hours: 8.0 });
            let picture = work_time_picture(&time).unwrap();
            let within = |value: f64| (-1e-9..=1.0 + 1e-9).contains(&value);
            assert!(picture.outline.iter().all(|(x, y)| within(*x) && within(*y)), "{shape:?} {picture:?}");
            assert!(picture.outline.iter().any(|(_, y)| (y - 1.0).abs() < 1e-9), "{shape:?}");
            assert!(picture.outline.is_sorted_by(|a, b| a.0 <= b.0 + 1e-12), "{shape:?} {picture:?}");
            assert!(picture.half <= picture.most && within(picture.most), "{shape:?}");
            assert!(picture.sentence.ends_with('.'));
        }
    }

    #[test]
    fn the_peak_lies_where_it_should() {
        let peak = |time: Distribution| {
            let picture = work_time_picture(&time).unwrap();
            let top = picture.outline.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            top.0 * picture.hours
        };
        // The mode of a lognormal is median · e^(−σ²); of a triangular it is given; of an exponential it is 0.
        let sigma = libm::log(2.0) / 1.036_433_389_493_79;
        let lognormal = peak(Distribution::Lognormal { median: 12.0, p85: 24.0 });
        assert!((lognormal - 12.0 * libm::exp(-sigma * sigma)).abs() < 0.8, "{lognormal}");
        assert!((peak(Distribution::Triangular { low: 2.0, mode: 4.0, high: 10.0 }) - 4.0).abs() < 0.3);
        assert!(peak(Distribution::Exponential { mean: 5.0 }) < 0.2);
    }

    #[test]
    fn what_is_no_distribution_has_no_picture() {
        assert_eq!(work_time_picture(&Distribution::Lognormal { median: 2.0, p85: 1.0 }), None);
        let nothing = work_time_picture(&Distribution::Fixed { hours: 0.0 }).unwrap();
        assert!(nothing.outline.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
        assert_eq!(nothing.sentence, "Always 0.");
        let skewed = work_time_picture(&Distribution::Lognormal { median: 12.0, p85: 24.0 }).unwrap();
        assert_eq!(skewed.sentence, "Half within 12\u{a0}h, 85\u{a0}% within 24\u{a0}h, mean 15\u{a0}h.");
    }
}
