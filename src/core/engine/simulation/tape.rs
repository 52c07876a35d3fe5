//! Counts and numbers as bytes, and back: one list of fields serves both ways, so that what is written and what is read
//! cannot drift apart. Both ends are the same build, so there is no version in it.
//!
//! A count takes a byte for every seven bits. A number takes its own bits, the sign and exponent first: zero and small
//! whole numbers take one to three bytes, any other at most ten.

/// Bytes being written, or being read.
#[derive(Debug)]
pub(super) struct Tape {
    bytes: Vec<u8>,
    /// Where reading stands; `None` while writing.
    at: Option<usize>,
    /// Something was asked for that is not there.
    torn: bool,
}

impl Tape {
    /// An empty tape to write on.
    pub(super) const fn blank() -> Self {
        Self { bytes: Vec::new(), at: None, torn: false }
    }

    /// A tape to read.
    pub(super) const fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, at: Some(0), torn: false }
    }

    /// What was written.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Whether everything that was read was there.
    pub(super) const fn is_whole(&self) -> bool {
        !self.torn
    }

    /// Whether nothing is left to read.
    pub(super) fn is_at_end(&self) -> bool {
        self.at == Some(self.bytes.len())
    }

    /// A count: written, or read into its place.
    pub(super) fn count(&mut self, count: &mut u64) {
        let Some(at) = &mut self.at else {
            let mut rest = *count;
            while rest > 0x7F {
                self.bytes.push(rest.to_le_bytes()[0] | 0x80);
                rest >>= 7;
            }
            return self.bytes.push(rest.to_le_bytes()[0]);
        };
        let (mut read, mut shift) = (0, 0);
        loop {
            let Some(byte) = self.bytes.get(*at).copied().filter(|_| shift < 64) else {
                self.torn = true;
                *count = 0;
                return;
            };
            *at += 1;
            read |= u64::from(byte & 0x7F) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        *count = read;
    }

    /// A number, to the bit.
    pub(super) fn number(&mut self, number: &mut f64) {
        let mut bits = number.to_bits().swap_bytes();
        self.count(&mut bits);
        *number = f64::from_bits(bits.swap_bytes());
    }

    /// How many items follow: `length` while writing; while reading what was written, never more than bytes are left.
    pub(super) fn length(&mut self, length: usize) -> usize {
        let mut count = u64::try_from(length).unwrap_or(u64::MAX);
        self.count(&mut count);
        let Some(at) = self.at else { return length };
        let left = self.bytes.len() - at;
        usize::try_from(count).ok().filter(|count| *count <= left).unwrap_or_else(|| {
            self.torn = true;
            0
        })
    }

    /// A list of small counts.
    pub(super) fn counts(&mut self, counts: &mut Vec<u32>) {
        let length = self.length(counts.len());
        counts.resize(length, 0);
        for small in counts {
            let mut count = u64::from(*small);
            self.count(&mut count);
            *small = u32::try_from(count).unwrap_or_else(|_| {
                self.torn = true;
                0
            });
        }
    }

    /// A list of numbers.
    pub(super) fn numbers(&mut self, numbers: &mut Vec<f64>) {
        let length = self.length(numbers.len());
        numbers.resize(length, 0.0);
        for number in numbers {
            self.number(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_to_the_bit() {
        let numbers = vec![0.0, -0.0, 1.0, 0.1, -1e300, f64::MIN_POSITIVE, f64::INFINITY, f64::MAX];
        let counts = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        let mut out = Tape::blank();
        out.numbers(&mut numbers.clone());
        for mut count in counts {
            out.count(&mut count);
        }
        let mut tape = Tape::of(out.into_bytes());
        let mut read = Vec::new();
        tape.numbers(&mut read);
        let bits = |numbers: &[f64]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&read), bits(&numbers));
        for count in counts {
            let mut again = 7;
            tape.count(&mut again);
            assert_eq!(again, count);
        }
        assert!(tape.is_whole() && tape.is_at_end());
    }

    #[test]
    fn zero_and_small_whole_numbers_are_short() {
        let bytes = |number: f64| {
            let mut tape = Tape::blank();
            tape.number(&mut number.clone());
            tape.into_bytes().len()
        };
        assert_eq!((bytes(0.0), bytes(1.0), bytes(-24.0)), (1, 3, 2));
        assert!(bytes(0.1) <= 10);
    }

    #[test]
    fn what_is_cut_off_is_torn_and_never_read_as_more() {
        let mut out = Tape::blank();
        out.numbers(&mut vec![0.1; 9]);
        let whole = out.into_bytes();
        for length in 0..whole.len() {
            let mut tape = Tape::of(whole.iter().copied().take(length).collect());
            let mut read = vec![1.0];
            tape.numbers(&mut read);
            assert!(!tape.is_whole() && read.len() <= 9, "{length}");
        }
        // A number of eleven bytes, and a list said to be longer than the tape.
        for bytes in [vec![0xFF; 11], vec![0xFF, 0x7F, 0]] {
            let mut tape = Tape::of(bytes);
            let mut read = Vec::new();
            tape.numbers(&mut read);
            assert!(!tape.is_whole() && read.is_empty());
        }
    }
}
