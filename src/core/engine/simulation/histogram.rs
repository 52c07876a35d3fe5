//! Counts of lengths of time in bins that grow with the time: bounded memory, relative error below 0.8 %.

use super::tape::Tape;

/// Bins for each doubling, as bits: 2⁷ = 128 bins, each at most 1/128 wide.
const BITS: u32 = 7;
/// Everything below 2⁻⁸ hours (14 seconds) falls into the first bin.
const LOWEST_EXPONENT: u64 = 1023 - 8;
/// Doublings covered: up to 2¹⁸ hours (30 years); longer falls into the last bin.
const DOUBLINGS: usize = 26;
const BINS: usize = (DOUBLINGS << BITS) + 1;

/// A histogram of hours.
#[derive(Debug, Clone)]
pub(super) struct Histogram {
    counts: Vec<u32>,
    total: u64,
    highest: f64,
}

impl Histogram {
    pub(super) fn new() -> Self {
        Self { counts: vec![0; BINS], total: 0, highest: 0.0 }
    }

    pub(super) const fn total(&self) -> u64 {
        self.total
    }

    pub(super) fn add(&mut self, hours: f64) {
        if let Some(count) = self.counts.get_mut(bin(hours)) {
            *count = count.saturating_add(1);
        }
        self.total += 1;
        self.highest = self.highest.max(hours);
    }

    /// Adds all counts of another histogram.
    pub(super) fn merge(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count = count.saturating_add(*more);
        }
        self.total += other.total;
        self.highest = self.highest.max(other.highest);
    }

    /// Writes or reads the counts: every bin that is not empty, as its distance from the one before and its count.
    pub(super) fn pass(&mut self, tape: &mut Tape) {
        let filled: Vec<u64> = (0..).zip(&self.counts).filter(|(_, count)| **count > 0).map(|(bin, _)| bin).collect();
        let mut bin = 0;
        for index in 0..tape.length(filled.len()) {
            let mut jump = filled.get(index).map_or(0, |filled| filled - bin);
            tape.count(&mut jump);
            bin = bin.saturating_add(jump);
            let place = usize::try_from(bin).ok().and_then(|bin| self.counts.get_mut(bin));
            let mut count = place.as_deref().map_or(0, |place| u64::from(*place));
            tape.count(&mut count);
            if let Some(place) = place {
                *place = u32::try_from(count).unwrap_or(u32::MAX);
            }
        }
        tape.count(&mut self.total);
        tape.number(&mut self.highest);
    }

    /// Bytes on the heap.
    pub(super) fn kept_bytes(&self) -> usize {
        self.counts.capacity() * size_of::<u32>()
    }

    /// The time below which the share `p` lies: linear inside the bin. `None` when empty.
    pub(super) fn quantile(&self, p: f64) -> Option<f64> {
        let rank = p * as_number(self.total);
        let mut below = 0.0;
        for (index, &count) in self.counts.iter().enumerate() {
            let count = f64::from(count);
            if count > 0.0 && below + count >= rank {
                let (low, high) = (edge(index), edge(index + 1));
                let inside = ((rank - below) / count).clamp(0.0, 1.0);
                return Some((low + inside * (high - low)).min(self.highest));
            }
            below += count;
        }
        None
    }
}

/// The bin of a time: its exponent and the first bits of its fraction, read from the number's own bits.
fn bin(hours: f64) -> usize {
    let bits = hours.to_bits();
    let scaled = (bits >> (52 - BITS)).saturating_sub(LOWEST_EXPONENT << BITS);
    usize::try_from(scaled).map_or(BINS - 1, |scaled| if hours > 0.0 { scaled.min(BINS - 1) } else { 0 })
}

/// Lower edge of a bin.
fn edge(index: usize) -> f64 {
    if index == 0 {
        return 0.0;
    }
    let scaled = u64::try_from(index).unwrap_or(0) + (LOWEST_EXPONENT << BITS);
    f64::from_bits(scaled << (52 - BITS))
}

/// A count for arithmetic.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(super) const fn as_number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_narrow_and_hold_their_times() {
        for hours in [0.01, 0.3, 1.0, 1.007, 5.0, 443.3, 9_999.0, 200_000.0] {
            let index = bin(hours);
            let (low, high) = (edge(index), edge(index + 1));
            assert!(low <= hours && hours < high, "{hours}: {low} {high}");
            assert!((high - low) / low <= 1.0 / 128.0 + 1e-12);
        }
        assert_eq!(bin(0.0), 0);
        assert_eq!(bin(1e300), BINS - 1);
    }

    #[test]
    fn quantiles_lie_within_a_bin_of_the_truth() {
        let mut histogram = Histogram::new();
        assert_eq!(histogram.quantile(0.5), None);
        for k in 1..=1000 {
            histogram.add(f64::from(k));
        }
        for p in [0.05, 0.5, 0.85, 0.95] {
            let quantile = histogram.quantile(p).unwrap();
            assert!((quantile / (1000.0 * p) - 1.0).abs() < 0.01, "{p}: {quantile}");
        }
        assert_eq!(histogram.quantile(1.0), Some(1000.0));
    }
}
