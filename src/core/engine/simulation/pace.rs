//! How much to do at once: from measured times to sizes of slices and ranges, and to the time that is left. Times come
//! from outside; nothing here reads a clock.

/// Milliseconds that are left of a run, when `done` repetitions of `of` took so many; `None` before the first one.
/// Repetitions of one plan take about the same time, so the rest goes on at the pace so far.
pub fn time_left(done: u32, of: u32, spent_ms: f64) -> Option<f64> {
    (done > 0 && spent_ms >= 0.0).then(|| spent_ms / f64::from(done) * f64::from(of.saturating_sub(done)))
}

/// Events of the next slice, after one of `events` took `took_ms` and `aim_ms` is wanted. It grows at most twofold and
/// shrinks at most eightfold at once, within 100..=4,000,000.
pub fn next_slice(events: u64, took_ms: f64, aim_ms: f64) -> u64 {
    const LEAST: u64 = 100;
    const MOST: u64 = 4_000_000;
    let next = if took_ms * 2.0 <= aim_ms {
        events.saturating_mul(2)
    } else {
        // In 64ths, so that a whole number is scaled by a measured ratio.
        let share = super::replication::whole((aim_ms / took_ms * 64.0).clamp(8.0, 128.0));
        events.saturating_mul(u64::try_from(share).unwrap_or(64)) / 64
    };
    next.clamp(LEAST, MOST)
}

/// Repetitions of the next range for one of `workers`, when `left` are not dealt yet and one takes `each_ms` (`None`
/// when not measured yet): about a tenth of a second, and not so many that others would have nothing to do.
pub fn range_size(left: u32, workers: u32, each_ms: Option<f64>) -> u32 {
    const AIM_MS: f64 = 100.0;
    const UNKNOWN: u32 = 2;
    const MOST: u32 = 50;
    let fitting = match each_ms {
        Some(each) if each > 0.0 => {
            u32::try_from(super::replication::whole((AIM_MS / each).min(f64::from(MOST)))).unwrap_or(MOST)
        }
        Some(_) => MOST,
        None => UNKNOWN,
    };
    fitting.min(left.div_ceil(workers.max(1).saturating_mul(2))).max(1)
}

/// Workers to start on a machine that can do so many things at once (0 when it does not say): one thing is left for the
/// page where there are more than two; 1..=4.
pub fn workers_for(cores: u32) -> u32 {
    if cores > 2 { (cores - 1).min(4) } else { cores.max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_goes_on_at_the_pace_so_far() {
        assert_eq!(time_left(0, 500, 80.0), None);
        assert_eq!(time_left(100, 500, 1_000.0), Some(4_000.0));
        assert_eq!(time_left(500, 500, 5_000.0), Some(0.0));
        assert_eq!(time_left(600, 500, 5_000.0), Some(0.0));
        assert_eq!(time_left(1, 2, f64::NAN), None);
    }

    #[test]
    fn slices_find_their_length_and_stay_there() {
        // A machine that does 1,000 events a millisecond, then is ten times slower.
        let (mut events, mut slowest) = (500, 0.0_f64);
        for speed in [1_000.0, 100.0] {
            for round in 0..20 {
                let took = f64::from(u32::try_from(events).unwrap()) / speed;
                if round > 10 {
                    slowest = slowest.max(took);
                    assert!(took > 3.0, "{speed}: {took}");
                }
                events = next_slice(events, took, 6.0);
            }
        }
        assert!(slowest <= 8.0, "{slowest}");
    }

    #[test]
    fn slices_stay_in_bounds_whatever_the_clock_says() {
        for took in [0.0, -1.0, 1e9, f64::INFINITY, f64::NAN] {
            for events in [0, 1, 5_000, u64::MAX] {
                assert!((100..=4_000_000).contains(&next_slice(events, took, 6.0)), "{events} {took}");
            }
        }
    }

    #[test]
    fn ranges_are_a_tenth_of_a_second_and_leave_something_for_the_others() {
        assert_eq!(range_size(10, 2, None), 2);
        assert_eq!(range_size(500, 2, Some(5.0)), 20);
        assert_eq!(range_size(500, 2, Some(0.001)), 50);
        assert_eq!(range_size(500, 2, Some(4_000.0)), 1);
        assert_eq!(range_size(6, 2, Some(5.0)), 2);
        assert_eq!(range_size(1, 4, Some(5.0)), 1);
        assert_eq!(range_size(9, 0, Some(f64::NAN)), 5);
    }

    #[test]
    fn one_core_is_left_for_the_page_where_there_are_more_than_two() {
        assert_eq!([0, 1, 2, 3, 4, 5, 8, 64].map(workers_for), [1, 1, 2, 2, 3, 4, 4, 4]);
    }
}
