//! Where sources, results and the tool cache lie.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::problem::Problem;

/// The folders the workbench works with; all absolute.
#[derive(Debug)]
pub(crate) struct Place {
    /// The repository.
    pub(crate) root: PathBuf,
    /// What cargo builds.
    pub(crate) target: PathBuf,
    /// What is delivered.
    pub(crate) dist: PathBuf,
    /// Where this user's tools lie, one folder per tool and version, shared by all clones.
    pub(crate) tools: PathBuf,
}

impl Place {
    /// Finds the repository this binary was built from, and the user's cache.
    pub(crate) fn find() -> Result<Self, Problem> {
        let root =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        if !root.join("Trunk.toml").is_file() {
            return Err(Problem::Sentence(format!(
                "{} is not the Trivium repository any more. Run `cargo run` in the repository.",
                root.display()
            )));
        }
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { dist: root.join("dist"), tools: cache_home()?.join("trivium").join("tools"), target, root })
    }

    /// A folder for the workbench's own intermediate results; created when missing.
    pub(crate) fn scratch(&self, name: &str) -> Result<PathBuf, Problem> {
        let folder = self.target.join("workbench").join(name);
        fs::create_dir_all(&folder).map_err(Problem::at("create", &folder))?;
        Ok(folder)
    }
}

/// The user's cache folder, by the custom of the system.
fn cache_home() -> Result<PathBuf, Problem> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("LOCALAPPDATA"))
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .ok_or_else(|| {
            Problem::Sentence(
                "There is no home folder to keep tools in. Set XDG_CACHE_HOME to an absolute path.".to_owned(),
            )
        })
}

/// Reads a file, naming it when that fails.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    fs::read(path).map_err(Problem::at("read", path))
}

/// Reads a text file, naming it when that fails.
pub(crate) fn read_text(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(Problem::at("read", path))
}

/// Writes a file, naming it when that fails.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    fs::write(path, bytes).map_err(Problem::at("write", path))
}

/// Removes a folder with all it holds; a missing one is fine.
pub(crate) fn remove(folder: &Path) -> Result<(), Problem> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Problem::at("remove", folder)(error)),
        _ => Ok(()),
    }
}
