//! A journey: where the page comes from, in which browser, and the story told on it.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, PoisonError};

use super::browser::{Browser, Engine, Habits};
use super::environment::{dist, fixtures, must_run};
use super::page::Page;
use super::session::Session;
use super::site::Site;

/// Browsers are heavy and share the clock: one at a time, however many threads the harness was given.
static TURN: Mutex<()> = Mutex::new(());

/// Where the page comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The built `dist/`, served under a sub-path.
    Web,
    /// `dist/trivium.html`, opened from the disk.
    SingleFile,
    /// `dist/index.html`, opened from the disk by mistake.
    IndexFromDisk,
    /// A fixture of the kit, served.
    Fixture(&'static str),
    /// A fixture of the kit, opened from the disk.
    FixtureFile(&'static str),
}

/// One test in a browser.
pub(crate) struct Journey {
    name: String,
    engine: Engine,
    source: Source,
    habits: Habits,
}

impl Journey {
    /// A journey in Chromium on the served app. The name is used for screenshots.
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), engine: Engine::Chromium, source: Source::Web, habits: Habits::default() }
    }

    /// In another browser.
    pub(crate) fn engine(self, engine: Engine) -> Self {
        Self { engine, ..self }
    }

    /// From another place.
    pub(crate) fn source(self, source: Source) -> Self {
        Self { source, ..self }
    }

    /// With a browser that forbids something.
    pub(crate) fn habits(self, habits: Habits) -> Self {
        Self { habits, ..self }
    }

    /// Tells the story. The journey fails when the story panics, and when the guard found anything by its end.
    ///
    /// Without a browser or a built app it is skipped with a message, or fails if the whole suite must run; a missing
    /// Firefox alone never fails it.
    pub(crate) fn run(self, story: impl FnOnce(&Page)) {
        if let Err(missing) = self.check() {
            // Firefox is the second opinion: a machine that cannot have it still runs everything in Chromium.
            let optional = self.engine == Engine::Firefox && Browser::programs(Engine::Firefox).is_err();
            assert!(optional || !must_run(), "{}: {missing}", self.name);
            eprintln!("SKIPPED {}: {missing}", self.name);
            return;
        }
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let page = self.start().unwrap_or_else(|problem| panic!("{}: {problem}", self.name));
        let outcome = catch_unwind(AssertUnwindSafe(|| story(&page)));
        if let Err(panic) = outcome {
            eprintln!("{} failed.\n{}", self.name, page.evidence(&self.name));
            // The browser ends while the panic travels on.
            resume_unwind(panic);
        }
        let findings = page.session.findings();
        assert!(
            findings.is_empty(),
            "{}: the guard found:\n  {}\n{}",
            self.name,
            findings.join("\n  "),
            page.evidence(&self.name)
        );
    }

    /// Says what is missing.
    fn check(&self) -> Result<(), String> {
        Browser::programs(self.engine)?;
        let needed = match self.source {
            Source::Web | Source::IndexFromDisk => "index.html",
            Source::SingleFile => "trivium.html",
            Source::Fixture(_) | Source::FixtureFile(_) => return Ok(()),
        };
        let path = dist().join(needed);
        if path.is_file() {
            Ok(())
        } else {
            Err(format!("{} is missing; `cargo run -- build` makes it", path.display()))
        }
    }

    fn start(&self) -> Result<Page, String> {
        let (folder, file, served) = match self.source {
            Source::Web => (dist(), "", true),
            Source::SingleFile => (dist(), "trivium.html", false),
            Source::IndexFromDisk => (dist(), "index.html", false),
            Source::Fixture(name) => (fixtures(), name, true),
            Source::FixtureFile(name) => (fixtures(), name, false),
        };
        let site = if served { Some(Site::serve(folder.clone())?) } else { None };
        let home =
            site.as_ref().map_or_else(|| format!("file://{}", folder.join(file).display()), |site| site.address(file));
        let session = Session::start(self.engine, self.habits, site.as_ref().map(Site::origin))?;
        Ok(Page { session, site: RefCell::new(site), home })
    }
}
