//! Shrinks the wasm, once per input: the optimiser runs in Node.js and is slow, and most builds change nothing.

use std::fs;

use sha2::{Digest as _, Sha256};

use super::super::place::{self, Place};
use super::super::problem::Problem;
use super::super::process::{self, HOUR};
use super::super::say::{self, Step};
use super::super::tools::WasmOpt;

/// `-Os`: `-Oz` gained 0.4 % before and lost 0.1 % after compression in a trial, and takes longer.
const FLAGS: [&str; 1] = ["-Os"];

/// How many results are kept.
const KEPT: usize = 8;

/// The optimised form of `wasm`, from the cache if it was made before.
pub(super) fn optimise(place: &Place, tool: &WasmOpt, wasm: &[u8]) -> Result<Vec<u8>, Problem> {
    if wasm.is_empty() {
        return Err(Problem::Sentence(format!("The build made no {}.", super::WASM)));
    }
    let step = Step::begin("wasm-opt", "shrinks the wasm");
    let cache = place.scratch("wasm-opt")?;
    let result = cache.join(format!("{}.wasm", key(wasm, &FLAGS, WasmOpt::VERSION)));
    if !result.is_file() {
        let input = cache.join("input.tmp");
        let output = cache.join("output.tmp");
        place::write(&input, wasm)?;
        process::run(
            tool.command().args(FLAGS).arg(&input).arg("-o").arg(&output),
            HOUR,
            &place.scratch("logs")?.join("wasm-opt.log"),
        )?;
        forget_oldest(&cache)?;
        fs::rename(&output, &result).map_err(Problem::at("move into place", &output))?;
    }
    let bytes = place::read(&result)?;
    step.done(&format!("{} to {} B", say::bytes(wasm.len() as u64), say::bytes(bytes.len() as u64)));
    Ok(bytes)
}

/// What the result depends on, as one name.
fn key(wasm: &[u8], flags: &[&str], version: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(version);
    for flag in flags {
        // Separated, so that two flags never read like one.
        hash.update([0]);
        hash.update(flag);
    }
    hash.update([0, 0]);
    hash.update(wasm);
    super::policy::hexadecimal(&hash.finalize())
}

/// Makes room for one more result.
fn forget_oldest(cache: &std::path::Path) -> Result<(), Problem> {
    let entries = fs::read_dir(cache).map_err(Problem::at("list", cache))?;
    let mut results: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "wasm"))
        .filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path)))
        .collect();
    results.sort();
    let surplus = (results.len() + 1).saturating_sub(KEPT);
    for (_, path) in results.iter().take(surplus) {
        fs::remove_file(path).map_err(Problem::at("remove", path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_depends_on_input_flags_and_version() {
        let base = key(b"wasm", &["-Os"], "132");
        assert_eq!(base, key(b"wasm", &["-Os"], "132"));
        assert_ne!(base, key(b"wasn", &["-Os"], "132"));
        assert_ne!(base, key(b"wasm", &["-Oz"], "132"));
        assert_ne!(base, key(b"wasm", &["-Os"], "133"));
        assert_ne!(key(b"wasm", &["-a", "-b"], "1"), key(b"wasm", &["-a-b"], "1"));
    }
}
