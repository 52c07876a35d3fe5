//! How available parts are together, when they fail independently: all needed, any one of them enough, or k of n.

/// All are needed: Π Aᵢ. 1 for no part.
pub fn all_needed(parts: &[f64]) -> f64 {
    parts.iter().product()
}

/// One of them is enough: 1 − Π(1 − Aᵢ). 0 for no part.
pub fn one_is_enough(parts: &[f64]) -> f64 {
    1.0 - parts.iter().map(|part| 1.0 - part).product::<f64>()
}

/// `needed` of `parts` equal ones are enough: Σ over k ≥ needed of C(n, k)·Aᵏ·(1 − A)ⁿ⁻ᵏ.
///
/// `available` is a share in 0..=1. `None` when more are needed than there are, or more than 1,000 parts.
pub fn enough_of(parts: u32, needed: u32, available: f64) -> Option<f64> {
    if needed > parts || parts > 1_000 || !(0.0..=1.0).contains(&available) {
        return None;
    }
    // The chances of 0, 1, ... available parts, part by part: no factorial that could overflow.
    let mut chances = vec![1.0];
    for _ in 0..parts {
        let mut before = 0.0;
        for chance in &mut chances {
            let here = *chance;
            *chance = here * (1.0 - available) + before * available;
            before = here;
        }
        chances.push(before * available);
    }
    let needed = usize::try_from(needed).unwrap_or(usize::MAX);
    Some(chances.iter().skip(needed).fold(0.0, |sum, chance| sum + chance))
}
