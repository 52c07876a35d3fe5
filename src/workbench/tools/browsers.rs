//! The browsers of the journeys.

use std::path::{Path, PathBuf};

use super::system::{self, Package};
use crate::workbench::place::Place;
use crate::workbench::problem::Problem;
use crate::workbench::process;
use crate::workbench::say::Step;

/// Browsers that are installed and fit each other.
pub(crate) struct Browsers {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
    /// Runs only the journeys that do not depend on Chromium; without it they run there alone.
    pub(crate) firefox: Option<PathBuf>,
}

/// Where Chromium may be found, the best first.
const CHROMIUM: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const CHROMEDRIVER: [&str; 4] = [
    "chromedriver",
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
    "/usr/lib64/chromium-browser/chromedriver",
];
const FIREFOX: [&str; 3] = ["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/// Provides the browsers, and makes sure that the driver drives the browser it is paired with.
pub(crate) fn browsers(place: &Place) -> Result<Browsers, Problem> {
    let chromium = find("CHROMIUM", &CHROMIUM)?;
    let chromedriver = find("CHROMEDRIVER", &CHROMEDRIVER)?;
    if chromium.is_none() || chromedriver.is_none() {
        let packages = [Package::Chromium, Package::ChromeDriver];
        system::install(place, "Chromium and its driver", "run the journeys", &packages)?;
    }
    let chromium = present(chromium, "CHROMIUM", &CHROMIUM)?;
    let chromedriver = present(chromedriver, "CHROMEDRIVER", &CHROMEDRIVER)?;
    let (browser, driver) = (version(&chromium)?, version(&chromedriver)?);
    let step = Step::begin(&format!("Chromium {browser}"), "runs all journeys");
    if major(&browser) != major(&driver) {
        return Err(Problem::Sentence(format!(
            "{} has version {driver}, but {} has version {browser}. Install a pair with the same first number, or name one with CHROMIUM and CHROMEDRIVER.",
            chromedriver.display(),
            chromium.display()
        )));
    }
    step.done("ready");
    Ok(Browsers { chromium, chromedriver, firefox: firefox(place)? })
}

/// Firefox where it is there or can be had; its absence is said, and fails nothing.
fn firefox(place: &Place) -> Result<Option<PathBuf>, Problem> {
    let mut found = find("FIREFOX", &FIREFOX)?;
    if found.is_none() {
        let why = "runs the portable journeys";
        if let Err(problem) = system::install(place, "Firefox", why, &[Package::Firefox]) {
            println!("  Firefox is not there, so its journeys are left out. {problem}");
            return Ok(None);
        }
        found = find("FIREFOX", &FIREFOX)?;
    }
    if let Some(path) = &found {
        let name = format!("Firefox {}", version(path)?);
        Step::begin(&name, "runs the portable journeys").done("ready");
    }
    Ok(found)
}

/// The program named by the variable, which must exist then, or the first of `candidates` that exists.
fn find(variable: &str, candidates: &[&str]) -> Result<Option<PathBuf>, Problem> {
    if let Some(named) = std::env::var_os(variable).filter(|value| !value.is_empty()) {
        let path = PathBuf::from(named);
        if path.is_absolute() && path.is_file() {
            return Ok(Some(path));
        }
        return Err(Problem::Sentence(format!(
            "{variable} names {}, which is not the absolute path of a file. Correct it, or unset it to have one found.",
            path.display()
        )));
    }
    Ok(candidates.iter().find_map(|candidate| {
        let path = Path::new(candidate);
        if path.is_absolute() {
            return path.is_file().then(|| path.to_path_buf());
        }
        process::find_on_path(candidate)
    }))
}

/// `found`, or what can be found now that packages were installed.
fn present(found: Option<PathBuf>, variable: &'static str, candidates: &[&str]) -> Result<PathBuf, Problem> {
    match found {
        Some(path) => Ok(path),
        None => find(variable, candidates)?.ok_or_else(|| {
            Problem::Sentence(format!(
                "{} is still not found after its package was installed. Install it and name it with {variable}.",
                candidates.first().unwrap_or(&variable)
            ))
        }),
    }
}

/// The version a browser or driver says it has.
fn version(program: &Path) -> Result<String, Problem> {
    process::ask(process::command(program).arg("--version")).and_then(|answer| version_in(&answer)).ok_or_else(|| {
        Problem::Sentence(format!(
            "`{} --version` gave no version. Is it a working browser or driver?",
            program.display()
        ))
    })
}

/// The first word that looks like a browser's version: at least two numbers with points between.
fn version_in(answer: &str) -> Option<String> {
    answer
        .split_whitespace()
        .map(|word| word.trim_end_matches("esr"))
        .find(|word| word.contains('.') && word.split('.').all(|part| part.parse::<u32>().is_ok()))
        .map(str::to_owned)
}

/// The number before the first point.
fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_browsers_say() {
        let cases = [
            ("Chromium 156.0.8078.79 built on Debian GNU/Linux 12", "156.0.8078.79"),
            ("/usr/bin/chromium: 9: [: odd\nChromium 156.0.1.2", "156.0.1.2"),
            ("ChromeDriver 156.0.8078.79 (0123abc-refs/heads@{#1})", "156.0.8078.79"),
            ("Mozilla Firefox 153.1.0esr", "153.1.0"),
        ];
        for (answer, expected) in cases {
            assert_eq!(version_in(answer).as_deref(), Some(expected));
        }
        assert_eq!(version_in("no display"), None);
    }

    #[test]
    fn browser_and_driver_are_compared_by_the_first_number() {
        assert_eq!(major("156.0.8078.79"), "156");
        assert_eq!(major("156.0.8078.79"), major("156.9.1.1"));
        assert_ne!(major("156.0.8078.79"), major("155.0.8078.79"));
    }
}
