//! Starting and ending the two browsers, each with a fresh profile and a BiDi connection.
//!
//! Chromium is started by chromedriver, which answers `POST /session` with the address of the connection.
//! Firefox speaks BiDi by itself and writes its address into the profile.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::bidi::Connection;
use super::environment::program;
use super::http;
use super::process::{Running, TemporaryFolder, end_orphan};

/// How long a browser may take to come up.
const PATIENCE: Duration = Duration::from_mins(1);

/// The browsers Trivium is proven in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
}

/// What the visitor's browser is like.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Habits {
    /// All site data is blocked, as some company policies do (Chromium only).
    pub(crate) blocks_storage: bool,
    /// Scripts are switched off (Chromium only).
    pub(crate) blocks_scripts: bool,
    /// Whoever visits prefers reduced motion (Chromium only).
    pub(crate) reduced_motion: bool,
}

/// A running browser. Ends with everything it started when it goes out of scope.
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    pub(crate) connection: Connection,
    /// Where its downloads arrive.
    pub(crate) downloads: PathBuf,
    owner: Owner,
    process: Running,
    // Last, so that it is removed after the process has ended.
    profile: TemporaryFolder,
}

/// Who ends the browser in an orderly way.
enum Owner {
    Chromedriver { port: u16, session: String, browser: Option<u64> },
    Firefox,
}

impl Browser {
    /// Starts a browser.
    pub(crate) fn start(engine: Engine, habits: Habits) -> Result<Self, String> {
        match engine {
            Engine::Chromium => start_chromium(habits),
            Engine::Firefox => start_firefox(habits),
        }
    }

    /// A folder that lives as long as the browser, for files a journey writes.
    pub(crate) fn files(&self) -> &TemporaryFolder {
        &self.profile
    }

    /// The programs a browser needs; an error says which is missing and what to do.
    pub(crate) fn programs(engine: Engine) -> Result<Vec<PathBuf>, String> {
        match engine {
            Engine::Chromium => Ok(vec![
                program("CHROMEDRIVER", &["chromedriver"])?,
                program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?,
            ]),
            Engine::Firefox => Ok(vec![program("FIREFOX", &["firefox-esr", "firefox"])?]),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Errors mean that it has ended already; `process` and `profile` clean up in any case.
        match &self.owner {
            Owner::Chromedriver { port, session, browser } => {
                http::request(*port, "DELETE", &format!("/session/{session}"), &json!({})).ok();
                if let Some(id) = browser {
                    end_orphan(*id);
                }
            }
            Owner::Firefox => {
                self.connection.command("browser.close", &json!({})).ok();
                self.process.ends_within(Duration::from_secs(10));
            }
        }
    }
}

fn start_chromium(habits: Habits) -> Result<Browser, String> {
    let programs = Browser::programs(Engine::Chromium)?;
    let profile = TemporaryFolder::new()?;
    let downloads = profile.folder("downloads")?;
    let mut process = Running::start(Command::new(&programs[0]).arg("--port=0"), Stdio::piped())?;
    let port = process.first_line(|line| {
        line.split_once("started successfully on port ")?.1.trim_end_matches(['.', ' ']).parse::<u16>().ok()
    })?;

    let blocked = |yes: bool| if yes { 2 } else { 1 };
    let motion = if habits.reduced_motion { "--force-prefers-reduced-motion" } else { "--lang=en-GB" };
    let wanted = json!({ "capabilities": { "alwaysMatch": {
        "webSocketUrl": true,
        "unhandledPromptBehavior": "accept",
        "goog:chromeOptions": {
            "binary": programs[1],
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
                "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--window-size=1440,900", "--lang=en-GB",
                motion,
                format!("--user-data-dir={}", profile.folder("profile")?.display()),
            ],
            "prefs": {
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
                "profile.default_content_setting_values.automatic_downloads": 1,
                "profile.default_content_setting_values.cookies": blocked(habits.blocks_storage),
                "profile.default_content_setting_values.javascript": blocked(habits.blocks_scripts),
            },
        },
    } } });
    let answer = http::request(port, "POST", "/session", &wanted)?;
    let value = &answer["value"];
    let (Some(session), Some(address)) = (value["sessionId"].as_str(), value["capabilities"]["webSocketUrl"].as_str())
    else {
        return Err(format!("chromedriver opened no session: {value}"));
    };
    let owner = Owner::Chromedriver {
        port,
        session: session.to_owned(),
        browser: value["capabilities"]["goog:processID"].as_u64(),
    };
    let connection = Connection::open(address).map_err(|error| error.to_string())?;
    Ok(Browser { engine: Engine::Chromium, connection, downloads, owner, process, profile })
}

fn start_firefox(habits: Habits) -> Result<Browser, String> {
    if habits.blocks_storage || habits.blocks_scripts || habits.reduced_motion {
        return Err("journeys with storage or scripts blocked, or with reduced motion, run in Chromium only".to_owned());
    }
    let programs = Browser::programs(Engine::Firefox)?;
    let profile = TemporaryFolder::new()?;
    let downloads = profile.folder("downloads")?;
    let home = profile.folder("profile")?;
    std::fs::write(home.join("user.js"), firefox_preferences(&downloads))
        .map_err(|error| format!("cannot write user.js: {error}"))?;
    let mut process = Running::start(
        Command::new(&programs[0])
            .args(["--headless", "--no-remote", "--new-instance", "--remote-debugging-port", "0", "--profile"])
            .arg(&home),
        Stdio::null(),
    )?;
    let address = firefox_address(&home, &mut process)?;
    let mut connection = Connection::open(&address).map_err(|error| error.to_string())?;
    let wanted = json!({ "capabilities": { "alwaysMatch": { "unhandledPromptBehavior": { "default": "accept" } } } });
    connection.command("session.new", &wanted).map_err(|error| error.to_string())?;
    Ok(Browser { engine: Engine::Firefox, connection, downloads, owner: Owner::Firefox, process, profile })
}

/// Firefox listens on a port it chooses and writes it into `WebDriverBiDiServer.json` of the profile.
fn firefox_address(profile: &Path, process: &mut Running) -> Result<String, String> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let text = std::fs::read_to_string(profile.join("WebDriverBiDiServer.json")).unwrap_or_default();
        if let Ok(server) = serde_json::from_str::<Value>(&text)
            && let (Some(host), Some(port)) = (server["ws_host"].as_str(), server["ws_port"].as_u64())
        {
            return Ok(format!("ws://{host}:{port}/session"));
        }
        if !process.is_alive() {
            return Err("Firefox ended before it listened".to_owned());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(format!("Firefox did not listen within {} s", PATIENCE.as_secs()))
}

/// No request of the browser's own, downloads without questions, and file:// pages as apart as users have them.
fn firefox_preferences(downloads: &Path) -> String {
    let text = |value: &str| Value::from(value).to_string();
    let downloads = text(&downloads.to_string_lossy());
    let preferences = [
        // Firefox under remote control loosens this one; journeys must see what users see.
        ("security.fileuri.strict_origin_policy", "true"),
        ("remote.prefs.recommended", "true"),
        ("browser.download.folderList", "2"),
        ("browser.download.dir", &downloads),
        ("browser.download.useDownloadDir", "true"),
        ("browser.download.always_ask_before_handling_new_types", "false"),
        ("browser.download.alwaysOpenPanel", "false"),
        ("browser.shell.checkDefaultBrowser", "false"),
        ("browser.aboutwelcome.enabled", "false"),
        ("browser.startup.page", "0"),
        ("browser.startup.homepage_override.mstone", "\"ignore\""),
        ("datareporting.policy.dataSubmissionEnabled", "false"),
        ("toolkit.telemetry.enabled", "false"),
        ("app.update.disabledForTesting", "true"),
        ("app.normandy.enabled", "false"),
        ("network.captive-portal-service.enabled", "false"),
        ("network.connectivity-service.enabled", "false"),
        ("extensions.getAddons.cache.enabled", "false"),
        ("intl.accept_languages", "\"en-GB, en\""),
        ("ui.systemUsesDarkTheme", "0"),
    ];
    let mut file = String::new();
    for (name, value) in preferences {
        // Writing to a string cannot fail.
        writeln!(file, "user_pref({}, {value});", text(name)).ok();
    }
    file
}
