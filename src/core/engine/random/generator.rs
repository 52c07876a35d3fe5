//! xoshiro256++ seeded by splitmix64 (Blackman and Vigna, 2019; Steele, Lea and Flood, 2014).

/// The odd constant by which splitmix64 counts: 2⁶⁴ divided by the golden ratio.
pub(super) const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finaliser of splitmix64: a bijection of 64 bits in which every input bit reaches every output bit.
pub const fn mix(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// A number strictly between 0 and 1 from 64 random bits: (top 52 bits + ½) / 2⁵².
///
/// 52 bits and not 53, because 2⁵³ − ½ is no double: it would round up to exactly 1.
#[expect(clippy::cast_precision_loss, reason = "52 bits fit the 53 of a double exactly")]
pub const fn unit(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) / 4_503_599_627_370_496.0
}

/// A sequence of random numbers: xoshiro256++.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generator {
    state: [u64; 4],
}

impl Generator {
    /// The sequence of this seed. The state is filled by splitmix64, as its authors advise.
    pub const fn seeded(seed: u64) -> Self {
        let first = seed.wrapping_add(GOLDEN);
        let second = first.wrapping_add(GOLDEN);
        let third = second.wrapping_add(GOLDEN);
        let fourth = third.wrapping_add(GOLDEN);
        Self { state: [mix(first), mix(second), mix(third), mix(fourth)] }
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        // The published code in the same order: c ^= a, d ^= b, b ^= c, a ^= d, then c ^= (old b) << 17, d rotated.
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// The next number strictly between 0 and 1.
    pub const fn unit(&mut self) -> f64 {
        unit(self.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix_gives_the_published_numbers() {
        // First outputs of splitmix64 for seed 1234567 (Vigna's splitmix64.c).
        let outputs: Vec<u64> = (1..=3_u64).map(|k| mix(1_234_567_u64.wrapping_add(GOLDEN.wrapping_mul(k)))).collect();
        assert_eq!(outputs, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn xoshiro_gives_the_published_numbers() {
        // xoshiro256++ from state 1, 2, 3, 4 (the reference vector of the rand_xoshiro crate, made with Vigna's C).
        let mut generator = Generator { state: [1, 2, 3, 4] };
        let outputs: Vec<u64> = (0..5).map(|_| generator.bits()).collect();
        let published =
            [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205];
        assert_eq!(outputs, published);
    }

    #[test]
    fn units_exclude_both_ends() {
        assert!(unit(0) > 0.0);
        assert!(unit(u64::MAX) < 1.0);
    }
}
