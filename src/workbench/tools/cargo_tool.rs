//! Tools that come as crates: found, or compiled once per user.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::workbench::place::{self, Place};
use crate::workbench::problem::Problem;
use crate::workbench::process::{self, HOUR};
use crate::workbench::say::Step;

/// A program that cargo can install, at one exact version.
pub(crate) struct CargoTool {
    /// The crate.
    pub(crate) package: &'static str,
    /// The program in it, without the ending some systems add.
    pub(crate) binary: &'static str,
    /// The exact version, in the crate and in the answer to `--version`.
    pub(crate) version: &'static str,
    /// What it is for, in a few words.
    pub(crate) why: &'static str,
}

impl CargoTool {
    /// The program at the pinned version, installed now if need be.
    pub(crate) fn provide(&self, place: &Place) -> Result<PathBuf, Problem> {
        let name = format!("{} {}", self.package, self.version);
        if let Some(own) = process::find_on_path(self.binary).filter(|own| self.fits(own)) {
            Step::begin(&name, self.why).done("yours fits");
            return Ok(own);
        }
        let home = place.tools.join(format!("{}-{}", self.package, self.version));
        let program = home.join("bin").join(format!("{}{}", self.binary, std::env::consts::EXE_SUFFIX));
        if self.fits(&program) {
            Step::begin(&name, self.why).done("ready");
            return Ok(program);
        }
        let why = format!("{}; compiled once per user, takes minutes", self.why);
        let step = Step::begin(&name, &why);
        let _lock = InstallLock::take(&home)?;
        // Another clone may have installed it while this one waited for the lock.
        if !self.fits(&program) {
            self.install(place, &home)?;
        }
        if !self.fits(&program) {
            return Err(Problem::Sentence(format!(
                "{} was installed but does not answer with version {}. Remove {} and start again.",
                program.display(),
                self.version,
                home.display()
            )));
        }
        step.done("installed");
        Ok(program)
    }

    /// Whether `program` is there and says it has the pinned version.
    fn fits(&self, program: &Path) -> bool {
        program.is_file()
            && process::ask(process::command(program).arg("--version"))
                .is_some_and(|answer| answers_with(&answer, self.version))
    }

    /// Compiles into a folder beside `home` and moves it there when it is complete, so that an interrupted
    /// installation is never taken for a finished one. What was compiled already is kept for the next attempt.
    fn install(&self, place: &Place, home: &Path) -> Result<(), Problem> {
        let unfinished = beside(home, "unfinished");
        let compiled = beside(home, "compiled");
        place::remove(&unfinished)?;
        let mut cargo = process::cargo();
        cargo
            .args(["install", "--locked", "--force", self.package])
            .args(["--version", &format!("={}", self.version)])
            .arg("--root")
            .arg(&unfinished)
            .arg("--target-dir")
            .arg(&compiled)
            .env_remove("CARGO_BUILD_TARGET")
            .current_dir(&place.root);
        let log = place.scratch("logs")?.join(format!("install-{}.log", self.package));
        process::run(&mut cargo, HOUR, &log)?;
        place::remove(home)?;
        fs::rename(&unfinished, home).map_err(Problem::at("move into place", &unfinished))?;
        place::remove(&compiled)
    }
}

/// Whether a tool's answer to `--version` names exactly `version`.
fn answers_with(answer: &str, version: &str) -> bool {
    answer.split_whitespace().any(|word| word == version)
}

/// `home` with an ending that no tool folder has.
fn beside(home: &Path, ending: &str) -> PathBuf {
    let name = home.file_name().unwrap_or_default().to_string_lossy();
    home.with_file_name(format!(".{name}.{ending}"))
}

/// Only one workbench at a time installs a tool. The system frees the lock when its holder ends, however it ends.
pub(crate) struct InstallLock {
    _file: File,
}

impl InstallLock {
    /// Waits for its turn to install into `home`; creates the folder above it.
    pub(crate) fn take(home: &Path) -> Result<Self, Problem> {
        if let Some(cache) = home.parent() {
            fs::create_dir_all(cache).map_err(Problem::at("create", cache))?;
        }
        let path = beside(home, "lock");
        let file = File::create(&path).map_err(Problem::at("create", &path))?;
        file.lock().map_err(Problem::at("lock", &path))?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_version_fits() {
        assert!(answers_with("trunk 0.21.14\n", "0.21.14"));
        assert!(answers_with("wasm-opt version 132 (version_132)\n", "132"));
        assert!(!answers_with("trunk 0.21.140\n", "0.21.14"));
        assert!(!answers_with("trunk 0.22.0 (was 0.21.14-beta)\n", "0.21.14"));
    }

    #[test]
    fn unfinished_folders_have_names_of_their_own() {
        let home = Path::new("/cache/tools/trunk-0.21.14");
        assert_eq!(beside(home, "unfinished"), Path::new("/cache/tools/.trunk-0.21.14.unfinished"));
    }
}
