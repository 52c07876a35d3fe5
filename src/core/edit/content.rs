//! Naming things by their content.

use sha2::{Digest, Sha256};

use crate::model::{Chunk, ChunkHash};

/// SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        for half in [byte >> 4, byte & 0x0f] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
        text
    })
}

/// The name of a chunk: SHA-256 of its canonical JSON. `None` when it has no JSON form, which sound records have.
pub fn chunk_hash(chunk: &Chunk) -> Option<ChunkHash> {
    serde_json::to_vec(chunk).ok().map(|bytes| ChunkHash(sha256_hex(&bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-2, appendix B.1 and the empty message.
    #[test]
    fn known_digests() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
