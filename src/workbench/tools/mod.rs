//! Which programs are needed, and where they come from.
//!
//! A program of the user's is used when its version fits, and never changed. Otherwise the pinned version is installed
//! into the user's tool cache, in a folder named after tool and version, where the next clone finds it.

mod browsers;
mod cargo_tool;
mod npm_tool;
mod system;

pub(crate) use browsers::browsers;
pub(crate) use npm_tool::{WasmOpt, axe, bpmn_moddle, wasm_opt};

use std::path::{Path, PathBuf};

use super::place::Place;
use super::problem::Problem;
use super::process::{self, HOUR};
use super::say::Step;
use cargo_tool::CargoTool;

/// The target of the browser face.
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes the JavaScript glue. Must be the version of the `wasm-bindgen` crate in Cargo.lock, to the letter.
const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    binary: "wasm-bindgen",
    version: "0.2.125",
    why: "makes the JavaScript glue",
};

/// Builds, watches and serves the browser face. Newer versions need a newer compiler.
const TRUNK: CargoTool =
    CargoTool { package: "trunk", binary: "trunk", version: "0.21.14", why: "builds and serves the app" };

/// Checks licences, bans, sources and advisories of all dependencies.
const CARGO_DENY: CargoTool =
    CargoTool { package: "cargo-deny", binary: "cargo-deny", version: "0.20.2", why: "checks the dependencies" };

/// What trunk needs to run.
pub(crate) struct TrunkTools {
    /// The trunk program.
    pub(crate) trunk: PathBuf,
    /// The folder of the `wasm-bindgen` program; trunk looks for it on the search path.
    pub(crate) wasm_bindgen: PathBuf,
}

/// Provides the wasm target, wasm-bindgen and trunk.
pub(crate) fn for_trunk(place: &Place) -> Result<TrunkTools, Problem> {
    wasm_target(place)?;
    let wasm_bindgen = WASM_BINDGEN.provide(place)?;
    let folder = wasm_bindgen.parent().map(Path::to_path_buf);
    Ok(TrunkTools { trunk: TRUNK.provide(place)?, wasm_bindgen: folder.unwrap_or_default() })
}

/// Provides cargo-deny.
pub(crate) fn cargo_deny(place: &Place) -> Result<PathBuf, Problem> {
    CARGO_DENY.provide(place)
}

/// Provides the standard library for the browser, for the pinned toolchain.
pub(crate) fn wasm_target(place: &Place) -> Result<(), Problem> {
    let step = Step::begin(WASM_TARGET, "the standard library for the browser");
    let sysroot = process::ask(process::command("rustc").args(["--print", "sysroot"]).current_dir(&place.root))
        .ok_or_else(|| {
            Problem::Sentence(
                "`rustc --print sysroot` gave no answer. Install Rust with rustup and start again.".to_owned(),
            )
        })?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET);
    if library.is_dir() {
        step.done("ready");
        return Ok(());
    }
    let command = format!("rustup target add {WASM_TARGET}");
    if process::find_on_path("rustup").is_none() {
        return Err(Problem::Missing {
            what: format!("The standard library for {WASM_TARGET}"),
            why: "there is no rustup".to_owned(),
            command,
        });
    }
    // In the repository rustup obeys rust-toolchain.toml, so this is the pinned toolchain.
    process::run(
        process::command("rustup").args(["target", "add", WASM_TARGET]).current_dir(&place.root),
        HOUR,
        &place.scratch("logs")?.join("rustup.log"),
    )?;
    step.done("installed");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tool and crate must agree to the letter; this fails when only one of them is moved.
    #[test]
    fn wasm_bindgen_is_the_version_of_the_lock_file_and_of_trunk() {
        let lock = include_str!("../../../Cargo.lock");
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.version);
        assert!(lock.replace("\r\n", "\n").contains(&entry));
        let trunk = include_str!("../../../Trunk.toml");
        assert!(trunk.contains(&format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)));
        assert!(trunk.contains(&format!("trunk-version = \"^{}\"", TRUNK.version)));
    }
}
