//! How `dist/` and `dist/trivium.html` come about, and how big they are.
//!
//! trunk compiles and gathers the files, `optimise` shrinks the wasm, `hosted` gives the files of one release one mark,
//! `single` puts everything into one file, `sizes` holds the result against the record.

mod hosted;
mod optimise;
mod page;
mod policy;
mod single;
mod sizes;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::arguments::BuildOptions;
use super::place::{self, Place};
use super::problem::Problem;
use super::process::{self, HOUR};
use super::say::Step;
use super::tools::{self, TrunkTools};

/// The files of a release: name in `dist/` and content.
type Files = BTreeMap<String, Vec<u8>>;

/// Names that `index.html`, `boot.js` and this room agree on.
const PAGE: &str = "index.html";
const WASM: &str = "trivium_bg.wasm";
const SINGLE: &str = "trivium.html";

/// Builds everything. `Ok(false)` when it was built but is bigger than the record allows.
pub(crate) fn run(place: &Place, options: &BuildOptions) -> Result<bool, Problem> {
    println!("Trivium: building dist/ and dist/{SINGLE}.");
    let trunk = tools::for_trunk(place)?;
    let wasm_opt = tools::wasm_opt(place)?;

    let mut files = compile(place, &trunk)?;
    let wasm = files.remove(WASM).unwrap_or_default();
    files.insert(WASM.to_owned(), optimise::optimise(place, &wasm_opt, &wasm)?);

    let step = Step::begin("dist", "marks the release and makes the single file");
    let page = text(&files, PAGE)?;
    files.insert(PAGE.to_owned(), hosted::mark(&page, &files)?.into_bytes());
    files.insert(SINGLE.to_owned(), single::assemble(&page, &files)?.into_bytes());
    deliver(&files, &place.dist)?;
    step.done("written");

    sizes::judge(place, &files, options.raise.as_deref())
}

/// A trunk command for this repository; the sub-command is to be added.
pub(crate) fn trunk(place: &Place, tools: &TrunkTools) -> Command {
    let mut command = process::command(&tools.trunk);
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(tools.wasm_bindgen.clone()).chain(env::split_paths(&path));
    command
        .current_dir(&place.root)
        .env("PATH", env::join_paths(folders).unwrap_or(path.clone()))
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env("TRIVIUM_BUILD", commit(place))
        .env("CARGO_ENCODED_RUSTFLAGS", flags(&cargo_home()))
        // With it trunk prints pages of its own call stack when a compile error would do.
        .env_remove("RUST_BACKTRACE");
    // This trunk takes the value for its own option and understands only true and false.
    if env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    command
}

/// Compiles the app for the browser and reads what trunk gathered.
fn compile(place: &Place, tools: &TrunkTools) -> Result<Files, Problem> {
    let step = Step::begin("wasm", "compiles the app for the browser");
    let folder = place.scratch("build")?;
    place::remove(&folder)?;
    process::run(
        trunk(place, tools).args(["build", "--release", "--dist"]).arg(&folder),
        HOUR,
        &place.scratch("logs")?.join("wasm.log"),
    )?;
    let mut files = Files::new();
    let entries = fs::read_dir(&folder).map_err(Problem::at("list", &folder))?;
    for entry in entries {
        let path = entry.map_err(Problem::at("list", &folder))?.path();
        if path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.insert(name.into_owned(), place::read(&path)?);
        }
    }
    step.done("compiled");
    Ok(files)
}

/// Replaces `dist` by `files`.
fn deliver(files: &Files, dist: &Path) -> Result<(), Problem> {
    place::remove(dist)?;
    fs::create_dir_all(dist).map_err(Problem::at("create", dist))?;
    for (name, content) in files {
        place::write(&dist.join(name), content)?;
    }
    Ok(())
}

/// The text of one of the files.
fn text(files: &Files, name: &str) -> Result<String, Problem> {
    let bytes = files.get(name).ok_or_else(|| Problem::Sentence(format!("The build made no {name}.")))?;
    // Browsers read CRLF as LF, and the hashes of inline scripts and styles count what browsers read.
    String::from_utf8(bytes.clone())
        .map(|text| text.replace("\r\n", "\n"))
        .map_err(|_| Problem::Sentence(format!("{name} is not UTF-8 text.")))
}

/// The commit that is being built, marked when files differ from it; "dev" outside a git clone.
fn commit(place: &Place) -> String {
    let mut git = process::command("git");
    git.args(["describe", "--always", "--exclude=*", "--abbrev=10", "--dirty"]).current_dir(&place.root);
    process::ask(&mut git)
        .map(|answer| answer.trim().to_owned())
        .filter(|hash| !hash.is_empty())
        .unwrap_or_else(|| "dev".to_owned())
}

/// Compiler flags, in cargo's own encoding: panic messages name the source files of dependencies, and the folders of
/// the developer's machine are nobody's business, nor may they make two builds differ.
fn flags(cargo_home: &Path) -> String {
    let mut registries: Vec<PathBuf> = fs::read_dir(cargo_home.join("registry/src"))
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    registries.sort();
    let flags: Vec<String> =
        registries.iter().map(|folder| format!("--remap-path-prefix={}=dependency", folder.display())).collect();
    flags.join("\u{1f}")
}

/// Where cargo keeps the sources of dependencies.
fn cargo_home() -> PathBuf {
    env::var_os("CARGO_HOME").map_or_else(|| env::home_dir().unwrap_or_default().join(".cargo"), PathBuf::from)
}
