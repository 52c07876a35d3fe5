//! The content security policy: what the page may load and run. Hosted and as a single file it differs in where things
//! come from, not in what is allowed: no foreign origin, no `unsafe-inline`, no `unsafe-eval`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// What `index.html` must say, word for word. A host that can send headers should send the same with
/// `; frame-ancestors 'none'`, which only a header can say.
pub(super) const HOSTED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// The policy of the single file: exactly its own script and its own style, and no connection at all.
pub(super) fn single(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data: blob:; connect-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'",
        source(script),
        source(style)
    )
}

/// How a policy names the text of an inline element.
fn source(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value browsers compute for this text, from the example in W3C "Content Security Policy Level 3", section 6.7.
    #[test]
    fn a_script_is_named_by_its_sha256_in_base64() {
        assert_eq!(source("doSomething();"), "sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=");
    }

    #[test]
    fn the_single_file_connects_nowhere() {
        let policy = single("a", "b");
        assert!(policy.contains("connect-src 'none'"));
        for word in ["unsafe-inline", "'unsafe-eval'", "'self'", "http"] {
            assert!(!policy.contains(word), "{word}");
        }
    }

    #[test]
    fn the_page_carries_the_hosted_policy() {
        let page = include_str!("../../../index.html");
        assert!(page.contains(&format!("content=\"{HOSTED}\"")));
    }
}
