//! Programs that only the package manager of the system can install: browsers and Node.js.
//!
//! They are installed when that needs no password: as root, with a sudo that asks nothing, or by a manager that works for
//! plain users. Otherwise the exact command is named.

use std::path::PathBuf;

use crate::workbench::place::Place;
use crate::workbench::problem::Problem;
use crate::workbench::process::{self, HOUR};
use crate::workbench::say::Step;

/// Something a package manager has, under names that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Package {
    Chromium,
    ChromeDriver,
    Firefox,
    Node,
}

/// A package manager.
#[derive(Debug, PartialEq, Eq)]
struct Manager {
    program: &'static str,
    /// Arguments that fetch the lists of packages, where that is a step of its own.
    refresh: Option<&'static [&'static str]>,
    /// Arguments before the names of packages.
    install: &'static [&'static str],
    /// Whether only the administrator may install.
    as_root: bool,
}

/// In the order they are looked for.
const MANAGERS: [Manager; 6] = [
    Manager {
        program: "apt-get",
        refresh: Some(&["update"]),
        install: &["install", "--yes", "--no-install-recommends"],
        as_root: true,
    },
    Manager { program: "dnf", refresh: None, install: &["install", "--assumeyes"], as_root: true },
    Manager { program: "pacman", refresh: None, install: &["-Sy", "--noconfirm", "--needed"], as_root: true },
    Manager { program: "zypper", refresh: None, install: &["--non-interactive", "install"], as_root: true },
    Manager { program: "apk", refresh: None, install: &["add"], as_root: true },
    Manager { program: "brew", refresh: None, install: &["install"], as_root: false },
];

impl Manager {
    /// What `package` is called here; several names where it is split.
    fn names(&self, package: Package) -> &'static [&'static str] {
        match (package, self.program) {
            (Package::Chromium, "brew") => &["google-chrome"],
            (Package::ChromeDriver, "apt-get") => &["chromium-driver"],
            // With pacman the driver comes with the browser.
            (Package::Chromium, _) | (Package::ChromeDriver, "pacman") => &["chromium"],
            (Package::ChromeDriver, "apk") => &["chromium-chromedriver"],
            (Package::ChromeDriver, _) => &["chromedriver"],
            (Package::Firefox, "apt-get" | "apk") => &["firefox-esr"],
            (Package::Firefox, "zypper") => &["MozillaFirefox"],
            (Package::Firefox, _) => &["firefox"],
            (Package::Node, "brew") => &["node"],
            (Package::Node, "dnf") => &["nodejs", "nodejs-npm"],
            (Package::Node, _) => &["nodejs", "npm"],
        }
    }

    /// The arguments that install all of `packages`.
    fn arguments(&self, packages: &[Package]) -> Vec<&'static str> {
        let mut arguments = self.install.to_vec();
        for package in packages {
            for name in self.names(*package) {
                if !arguments.contains(name) {
                    arguments.push(name);
                }
            }
        }
        arguments
    }
}

/// How commands reach the administrator's rights here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rights {
    /// They have them, or need none.
    Direct,
    /// `sudo` grants them without a password.
    Sudo,
    /// They would have to ask.
    None,
}

/// The program `name`, installed as `package` if it is missing.
pub(crate) fn provide(place: &Place, name: &str, package: Package, why: &str) -> Result<PathBuf, Problem> {
    if let Some(found) = process::find_on_path(name) {
        return Ok(found);
    }
    install(place, name, why, &[package])?;
    process::find_on_path(name).ok_or_else(|| {
        Problem::Sentence(format!(
            "`{name}` is still not on the search path after its package was installed. Install it and start again."
        ))
    })
}

/// Installs `packages` with the package manager of the system, or says how.
pub(crate) fn install(place: &Place, what: &str, why: &str, packages: &[Package]) -> Result<(), Problem> {
    let Some(manager) = MANAGERS.iter().find(|manager| process::find_on_path(manager.program).is_some()) else {
        return Err(Problem::Sentence(format!(
            "{what} is missing ({why}), and no package manager was found that has it. Install it, put it on the search path, and start again."
        )));
    };
    let arguments = manager.arguments(packages);
    let rights = rights(manager);
    if rights == Rights::None {
        return Err(Problem::Missing {
            what: format!("{what} ({why})"),
            why: format!("{} needs the administrator", manager.program),
            command: format!("sudo {} {}", manager.program, arguments.join(" ")),
        });
    }
    let step = Step::begin(what, &format!("{why}; {} installs it", manager.program));
    let logs = place.scratch("logs")?;
    if let Some(refresh) = manager.refresh {
        run(manager, rights, refresh, &logs.join("packages-refresh.log"))?;
    }
    run(manager, rights, &arguments, &logs.join("packages.log"))?;
    step.done("installed");
    Ok(())
}

fn run(manager: &Manager, rights: Rights, arguments: &[&str], log: &std::path::Path) -> Result<(), Problem> {
    let mut command = match rights {
        Rights::Sudo => {
            let mut sudo = process::command("sudo");
            // The variable would not pass through sudo by itself.
            sudo.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive"]).arg(manager.program);
            sudo
        }
        Rights::Direct | Rights::None => process::command(manager.program),
    };
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    process::run(&mut command, HOUR, log).map(drop)
}

fn rights(manager: &Manager) -> Rights {
    if !manager.as_root {
        return Rights::Direct;
    }
    let user = process::ask(process::command("id").arg("-u"));
    if user.is_some_and(|id| id.trim() == "0") {
        return Rights::Direct;
    }
    match process::ask(process::command("sudo").args(["-n", "true"])) {
        Some(_) => Rights::Sudo,
        None => Rights::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manager(program: &str) -> &'static Manager {
        MANAGERS.iter().find(|manager| manager.program == program).expect("a known manager")
    }

    #[test]
    fn names_differ_by_manager() {
        let browsers = [Package::Chromium, Package::ChromeDriver, Package::Firefox];
        assert_eq!(
            manager("apt-get").arguments(&browsers),
            ["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver", "firefox-esr"]
        );
        assert_eq!(manager("pacman").arguments(&browsers), ["-Sy", "--noconfirm", "--needed", "chromium", "firefox"]);
    }
}
