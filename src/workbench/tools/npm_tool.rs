//! Tools that come from npm: found in the cache, or installed once per user, by a lock file with checksums.
//!
//! Only they need Node.js. Binaryen comes this way because the crate registry and the distributions only have versions
//! that are too old for what rustc emits today.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::cargo_tool::InstallLock;
use super::system::{self, Package};
use crate::workbench::place::{self, Place};
use crate::workbench::problem::Problem;
use crate::workbench::process::{self, HOUR};
use crate::workbench::say::Step;

/// A package at one exact version, of which one file is needed.
struct NpmTool {
    package: &'static str,
    version: &'static str,
    /// The needed file, in the package.
    file: &'static str,
    why: &'static str,
    /// What npm reads: the wish, and the exact answer to it with a checksum.
    manifest: &'static str,
    lock: &'static str,
}

const BINARYEN: NpmTool = NpmTool {
    package: "binaryen",
    version: "132.0.0",
    file: "bin/wasm-opt",
    why: "shrinks the wasm",
    manifest: include_str!("npm/binaryen.json"),
    lock: include_str!("npm/binaryen-lock.json"),
};

const AXE: NpmTool = NpmTool {
    package: "axe-core",
    version: "4.14.1",
    file: "axe.min.js",
    why: "judges accessibility in the journeys",
    manifest: include_str!("npm/axe-core.json"),
    lock: include_str!("npm/axe-core-lock.json"),
};

const BPMN_MODDLE: NpmTool = NpmTool {
    package: "bpmn-moddle",
    version: "9.0.4",
    file: "dist/index.js",
    why: "reads exported processes",
    manifest: include_str!("npm/bpmn-moddle.json"),
    lock: include_str!("npm/bpmn-moddle-lock.json"),
};

/// A ready `wasm-opt`.
pub(crate) struct WasmOpt {
    node: PathBuf,
    script: PathBuf,
}

impl WasmOpt {
    /// What was made by another version is made again.
    pub(crate) const VERSION: &str = BINARYEN.version;

    /// A command to which the arguments of `wasm-opt` are to be added.
    pub(crate) fn command(&self) -> Command {
        let mut command = process::command(&self.node);
        command.arg(&self.script);
        command
    }
}

/// Provides `wasm-opt`, and Node.js for it.
pub(crate) fn wasm_opt(place: &Place) -> Result<WasmOpt, Problem> {
    Ok(WasmOpt {
        node: system::provide(place, "node", Package::Node, "runs wasm-opt")?,
        script: BINARYEN.provide(place)?,
    })
}

/// Provides the source of axe-core.
pub(crate) fn axe(place: &Place) -> Result<PathBuf, Problem> {
    AXE.provide(place)
}

/// Provides Node.js and bpmn-moddle for a script that reads BPMN.
pub(crate) fn bpmn_moddle(place: &Place) -> Result<(PathBuf, PathBuf), Problem> {
    Ok((system::provide(place, "node", Package::Node, "runs bpmn-moddle")?, BPMN_MODDLE.provide(place)?))
}

impl NpmTool {
    /// The needed file, installed now if need be.
    fn provide(&self, place: &Place) -> Result<PathBuf, Problem> {
        let name = format!("{}-{}", self.package, self.version);
        let shown = format!("{} {}", self.package, self.version);
        // Folders get this name only when they are complete.
        let home = place.tools.join(&name);
        let file = home.join("node_modules").join(self.package).join(self.file);
        if file.is_file() {
            Step::begin(&shown, self.why).done("ready");
            return Ok(file);
        }
        let npm = system::provide(place, "npm", Package::Node, "installs tools")?;
        let step = Step::begin(&shown, &format!("{}; installed once per user", self.why));
        let _lock = InstallLock::take(&home)?;
        // Another clone may have installed it while this one waited for the lock.
        if !file.is_file() {
            let unfinished = place.tools.join(format!(".{name}.unfinished"));
            place::remove(&unfinished)?;
            fs::create_dir_all(&unfinished).map_err(Problem::at("create", &unfinished))?;
            place::write(&unfinished.join("package.json"), self.manifest.as_bytes())?;
            place::write(&unfinished.join("package-lock.json"), self.lock.as_bytes())?;
            process::run(
                process::command(npm)
                    .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                    .current_dir(&unfinished),
                HOUR,
                &place.scratch("logs")?.join(format!("install-{}.log", self.package)),
            )?;
            place::remove(&home)?;
            fs::rename(&unfinished, &home).map_err(Problem::at("move into place", &unfinished))?;
        }
        if !file.is_file() {
            return Err(Problem::Sentence(format!(
                "{shown} was installed, but {} is not there. Remove {} and start again.",
                file.display(),
                home.display()
            )));
        }
        step.done("installed");
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_pinned_with_a_checksum() {
        for tool in [BINARYEN, AXE, BPMN_MODDLE] {
            let pin = format!("\"{}\": \"{}\"", tool.package, tool.version);
            assert!(tool.manifest.contains(&pin));
            assert!(tool.lock.contains(&pin));
            assert!(tool.lock.contains(&format!("\"version\": \"{}\"", tool.version)));
            assert!(tool.lock.contains("\"integrity\": \"sha512-"));
        }
    }
}
