//! Names for new documents. The engine's randomness is its own and seeded; this one only has to differ.

/// `stem` without an earlier ending, and six new letters: `larkfield-stores-k3x9a2`. At most 64 of a-z, 0-9, hyphen.
pub(crate) fn document_id(stem: &str) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let plain: String =
        stem.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-').take(40).collect();
    let mut ending = String::new();
    for _ in 0..6 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= random < 1, times 32")]
        let index = (js_sys::Math::random() * 32.0) as usize;
        ending.push(char::from(LETTERS.get(index).copied().unwrap_or(b'a')));
    }
    let plain = plain.trim_matches('-');
    if plain.is_empty() { format!("workspace-{ending}") } else { format!("{plain}-{ending}") }
}
