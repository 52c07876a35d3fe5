//! What the journeys need from outside, and where they look for it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version of axe-core the accessibility journeys run.
const AXE_VERSION: &str = "4.14.1";

/// True when the whole suite was asked for (`E2E=1`): whatever is missing fails instead of being skipped.
pub(crate) fn must_run() -> bool {
    env::var("E2E").is_ok_and(|value| value == "1")
}

/// The built app: `TRIVIUM_DIST` (absolute), else `dist/` beside `Cargo.toml`.
pub(crate) fn dist() -> PathBuf {
    env::var_os("TRIVIUM_DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// Pages that exist only to prove the kit.
pub(crate) fn fixtures() -> PathBuf {
    root().join("tests/browser/fixtures")
}

/// Where pictures for people go: `target/screenshots`.
pub(crate) fn screenshots() -> PathBuf {
    // Cargo names `<target>/tmp` when it compiles an integration test; the target folder itself it does not.
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the temporary folder lies in the target folder")
        .join("screenshots")
}

/// The programs of a browser, from the variable when it is set, else the first of the names found on `PATH`.
pub(crate) fn program(variable: &str, names: &[&str]) -> Result<PathBuf, String> {
    if let Some(given) = env::var_os(variable) {
        let path = PathBuf::from(given);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!("{variable} names {}, which is not a file", path.display()))
        };
    }
    let folders: Vec<PathBuf> = env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
        .ok_or_else(|| format!("none of {} is on PATH; install it or set {variable}", names.join(", ")))
}

/// The source of axe-core: the file `AXE_JS` names, else the copy in the per-user tool cache.
///
/// It is never fetched while a page is open. When the whole suite must run and the copy is missing,
/// npm puts it into the cache first.
pub(crate) fn axe_source() -> Result<String, String> {
    let path = match env::var_os("AXE_JS") {
        Some(given) => PathBuf::from(given),
        None => cached_axe()?,
    };
    std::fs::read_to_string(&path).map_err(|error| format!("cannot read axe-core at {}: {error}", path.display()))
}

fn cached_axe() -> Result<PathBuf, String> {
    let folder = tool_cache()?.join(format!("axe-core-{AXE_VERSION}"));
    let path = folder.join("node_modules/axe-core/axe.min.js");
    if path.is_file() {
        return Ok(path);
    }
    let package = format!("axe-core@{AXE_VERSION}");
    if !must_run() {
        return Err(format!(
            "axe-core is missing; run `npm install --ignore-scripts --prefix {} {package}` or set AXE_JS",
            folder.display()
        ));
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let status = Command::new("npm")
        .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
        .arg(&folder)
        .arg(&package)
        .status()
        .map_err(|error| format!("cannot run npm to get {package}: {error}"))?;
    if status.success() && path.is_file() {
        Ok(path)
    } else {
        Err(format!("npm could not install {package}: {status}"))
    }
}

/// The cache the workbench keeps its tools in.
fn tool_cache() -> Result<PathBuf, String> {
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
        .ok_or("neither XDG_CACHE_HOME nor HOME is set, so there is no tool cache")?;
    Ok(base.join("trivium/tools"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
