//! What was asked for: the command line, read strictly.

use thiserror::Error;

use super::checks::StepName;

/// Printed by `cargo run -- help`, and after a command line that was not understood.
pub(crate) const HELP: &str = "\
Trivium workbench. Run it with cargo from anywhere in the repository.

  cargo run                      build the app and serve it on http://127.0.0.1:8080/, rebuild on change
  cargo run -- serve [options]   the same, with options
      --port N                     start looking for a free port at N (default 8080)
      --no-open                    do not open a browser
  cargo run -- build [options]   make dist/ (any static host, any sub-path) and dist/trivium.html (one file, by
                                 double click), optimise, print sizes, compare them with size-ratchet.json
      --raise REASON               accept the new sizes: write them and the reason into size-ratchet.json
  cargo run -- test [options]    prove everything: format, clippy, clippy-web, docs, deny, native, bpmn, build, journeys
      STEP ...                     only the named steps
      --quick                      only format, clippy, clippy-web, docs and native
      --filter TEXT                of the native tests and journeys only those whose name contains TEXT
  cargo run -- help              this text

  cargo test                     the fast native tests alone

Missing tools are installed on first use: the wasm target (rustup), wasm-bindgen-cli, trunk and cargo-deny (cargo),
binaryen, axe-core and bpmn-moddle (npm) into a cache of yours, never over tools you installed yourself; Chromium, its
driver, Firefox and Node.js by the package manager of the system, where that is allowed without a password.

Environment
  XDG_CACHE_HOME                 where the tool cache lives (default ~/.cache, or %LOCALAPPDATA% on Windows)
  CHROMIUM, CHROMEDRIVER,        programs the journeys shall use instead of those found
  FIREFOX
  CARGO_TARGET_DIR               where build results go (default target/)";

/// One run of the workbench.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    Help,
    Serve(ServeOptions),
    Build(BuildOptions),
    Test(TestOptions),
}

/// How to serve.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    /// The first port to try.
    pub(crate) port: u16,
    /// Whether a browser may be opened.
    pub(crate) open: bool,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self { port: 8080, open: true }
    }
}

/// How to build.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BuildOptions {
    /// Why the recorded sizes may change; `None` leaves them as they are.
    pub(crate) raise: Option<String>,
}

/// What to prove.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TestOptions {
    /// The steps to run, in the order of [`StepName::ALL`].
    pub(crate) steps: Vec<StepName>,
    /// Part of the names of the tests to run; `None` runs all.
    pub(crate) filter: Option<String>,
}

/// A command line that was not understood.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum NotUnderstood {
    #[error("There is no command `{0}`. The commands are serve, build, test and help.")]
    Command(String),
    #[error("`{command}` does not know `{word}`.")]
    Word { command: &'static str, word: String },
    #[error("`{0}` needs a value after it.")]
    Value(&'static str),
    #[error("`--port` needs a number from 1 to 65535, not `{0}`.")]
    Port(String),
}

/// Reads the words after the program's name.
pub(crate) fn parse(words: &[String]) -> Result<Request, NotUnderstood> {
    let mut words = words.iter().map(String::as_str);
    match words.next() {
        None => Ok(Request::Serve(ServeOptions::default())),
        Some("serve") => serve(words).map(Request::Serve),
        Some("build") => build(words).map(Request::Build),
        Some("test") => test(words).map(Request::Test),
        Some("help" | "--help" | "-h") => Ok(Request::Help),
        Some(other) => Err(NotUnderstood::Command(other.to_owned())),
    }
}

fn serve<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<ServeOptions, NotUnderstood> {
    let mut options = ServeOptions::default();
    while let Some(word) = words.next() {
        match word {
            "--port" => {
                let value = words.next().ok_or(NotUnderstood::Value("--port"))?;
                options.port = value
                    .parse()
                    .ok()
                    .filter(|port| *port != 0)
                    .ok_or_else(|| NotUnderstood::Port(value.to_owned()))?;
            }
            "--no-open" => options.open = false,
            other => return Err(unknown("serve", other)),
        }
    }
    Ok(options)
}

fn build<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<BuildOptions, NotUnderstood> {
    let mut options = BuildOptions::default();
    while let Some(word) = words.next() {
        match word {
            "--raise" => {
                let reason = words.next().map(str::trim).filter(|text| !text.is_empty());
                options.raise = Some(reason.ok_or(NotUnderstood::Value("--raise"))?.to_owned());
            }
            other => return Err(unknown("build", other)),
        }
    }
    Ok(options)
}

fn test<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<TestOptions, NotUnderstood> {
    let mut named = Vec::new();
    let mut filter = None;
    while let Some(word) = words.next() {
        match word {
            "--quick" => named.extend(StepName::QUICK),
            "--filter" => {
                let value = words.next().ok_or(NotUnderstood::Value("--filter"))?;
                filter = Some(value.to_owned());
            }
            other => match StepName::from_word(other) {
                Some(step) => named.push(step),
                None => return Err(unknown("test", other)),
            },
        }
    }
    let wanted = |step: &StepName| named.is_empty() || named.contains(step);
    Ok(TestOptions { steps: StepName::ALL.into_iter().filter(wanted).collect(), filter })
}

fn unknown(command: &'static str, word: &str) -> NotUnderstood {
    NotUnderstood::Word { command, word: word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Request, NotUnderstood> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn nothing_means_serve_on_8080() {
        let expected = ServeOptions { port: 8080, open: true };
        assert_eq!(parsed(""), Ok(Request::Serve(expected)));
    }

    #[test]
    fn serve_takes_a_port_and_may_stay_quiet() {
        let expected = ServeOptions { port: 9000, open: false };
        assert_eq!(parsed("serve --port 9000 --no-open"), Ok(Request::Serve(expected)));
    }

    #[test]
    fn a_port_is_a_number_from_1_to_65535() {
        for bad in ["0", "65536", "-1", "http"] {
            assert_eq!(parsed(&format!("serve --port {bad}")), Err(NotUnderstood::Port(bad.to_owned())));
        }
        assert_eq!(parsed("serve --port"), Err(NotUnderstood::Value("--port")));
    }

    #[test]
    fn raising_the_sizes_needs_a_reason() {
        assert_eq!(parsed("build --raise"), Err(NotUnderstood::Value("--raise")));
        let words = ["build", "--raise", "  "].map(str::to_owned);
        assert_eq!(parse(&words), Err(NotUnderstood::Value("--raise")));
        let words = ["build", "--raise", "the chart room"].map(str::to_owned);
        let expected = BuildOptions { raise: Some("the chart room".to_owned()) };
        assert_eq!(parse(&words), Ok(Request::Build(expected)));
    }

    #[test]
    fn test_runs_all_steps_unless_some_are_named() {
        let Ok(Request::Test(all)) = parsed("test") else {
            panic!("`test` was not understood");
        };
        assert_eq!(all.steps, StepName::ALL);
        let Ok(Request::Test(some)) = parsed("test journeys format --filter chart") else {
            panic!("named steps were not understood");
        };
        assert_eq!(some.steps, [StepName::Format, StepName::Journeys]);
        assert_eq!(some.filter.as_deref(), Some("chart"));
    }

    #[test]
    fn what_is_not_known_is_named() {
        assert_eq!(parsed("deploy"), Err(NotUnderstood::Command("deploy".to_owned())));
        assert_eq!(
            parsed("test everything"),
            Err(NotUnderstood::Word { command: "test", word: "everything".to_owned() })
        );
    }

    #[test]
    fn the_help_names_every_step() {
        for step in StepName::ALL {
            assert!(HELP.contains(step.word()), "{} is missing", step.word());
        }
    }
}
