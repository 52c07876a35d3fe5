//! `wasm-opt` of binaryen, from npm: the only step that needs Node.js.
//!
//! The crate registry and the distributions only have versions that are too old for what rustc emits today.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::cargo_tool::InstallLock;
use super::system::{self, Package};
use crate::workbench::place::{self, Place};
use crate::workbench::problem::Problem;
use crate::workbench::process::{self, HOUR};
use crate::workbench::say::Step;

const VERSION: &str = "132";

/// The package to install and, with its checksum, the exact version of it.
const PACKAGE: &str = include_str!("package.json");
const PACKAGE_LOCK: &str = include_str!("package-lock.json");

/// A ready `wasm-opt`.
pub(crate) struct WasmOpt {
    node: PathBuf,
    script: PathBuf,
}

impl WasmOpt {
    /// The major version; what was made by another one is made again.
    pub(crate) const VERSION: &str = VERSION;

    /// A command to which the arguments of `wasm-opt` are to be added.
    pub(crate) fn command(&self) -> Command {
        let mut command = process::command(&self.node);
        command.arg(&self.script);
        command
    }

    fn fits(&self) -> bool {
        self.script.is_file()
            && process::ask(self.command().arg("--version"))
                .is_some_and(|answer| answer.split_whitespace().any(|word| word == VERSION))
    }
}

/// Provides `wasm-opt`, and Node.js for it.
pub(crate) fn wasm_opt(place: &Place) -> Result<WasmOpt, Problem> {
    let node = system::provide(place, "node", Package::Node, "runs wasm-opt")?;
    let name = format!("binaryen {VERSION}");
    let home = place.tools.join(format!("binaryen-{VERSION}"));
    let tool = WasmOpt { node, script: home.join("node_modules/binaryen/bin/wasm-opt") };
    if tool.fits() {
        Step::begin(&name, "optimises the wasm").done("ready");
        return Ok(tool);
    }
    let npm = system::provide(place, "npm", Package::Node, "installs binaryen")?;
    let step = Step::begin(&name, "optimises the wasm; installed once per user");
    let _lock = InstallLock::take(&home)?;
    if !tool.fits() {
        let unfinished = place.tools.join(format!(".binaryen-{VERSION}.unfinished"));
        place::remove(&unfinished)?;
        fs::create_dir_all(&unfinished).map_err(Problem::at("create", &unfinished))?;
        place::write(&unfinished.join("package.json"), PACKAGE.as_bytes())?;
        place::write(&unfinished.join("package-lock.json"), PACKAGE_LOCK.as_bytes())?;
        process::run(
            process::command(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&unfinished),
            HOUR,
            &place.scratch("logs")?.join("install-binaryen.log"),
        )?;
        place::remove(&home)?;
        fs::rename(&unfinished, &home).map_err(Problem::at("move into place", &unfinished))?;
    }
    if !tool.fits() {
        return Err(Problem::Sentence(format!(
            "wasm-opt was installed but does not answer with version {VERSION}. Remove {} and start again.",
            home.display()
        )));
    }
    step.done("installed");
    Ok(tool)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_is_pinned_with_a_checksum() {
        assert!(PACKAGE.contains(&format!("\"binaryen\": \"{VERSION}.0.0\"")));
        assert!(PACKAGE_LOCK.contains(&format!("\"version\": \"{VERSION}.0.0\"")));
        assert!(PACKAGE_LOCK.contains("\"integrity\": \"sha512-"));
    }
}
