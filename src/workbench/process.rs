//! How another program is run, and ended.
//!
//! Every program gets a process group of its own, and the group is ended with the workbench: after Ctrl+C, after a time
//! limit, and when the program itself leaves helpers behind. So nothing keeps a port or a file once the workbench is gone.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::problem::Problem;

/// Long enough for anything that works; stops what hangs.
pub(crate) const HOUR: Duration = Duration::from_hours(1);

/// How often a running program is looked at.
const LOOK: Duration = Duration::from_millis(25);

/// How long programs may take to end themselves before they are ended.
const GRACE: Duration = Duration::from_secs(3);

/// The running programs, each the leader of its group.
static RUNNING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// Set once the developer wants out: nothing is started any more.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// What a program that ended has printed, and whether it succeeded.
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    /// Standard output and standard error, in the order they came.
    pub(crate) text: String,
}

/// A command for `program` as the workbench runs all of them: no input, and none of the variables `cargo run` adds for
/// this binary, because they would make cargo see changed inputs.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let added = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO_PRIMARY_PACKAGE"
        });
        if added {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo this workbench was started by.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Runs to the end and fails unless the program succeeds; what it printed is in the problem then.
pub(crate) fn run(command: &mut Command, limit: Duration, log: &Path) -> Result<String, Problem> {
    let finished = finish(command, limit, Some(log))?;
    if finished.status.success() {
        return Ok(finished.text);
    }
    Err(Problem::Program {
        program: shown(command),
        status: finished.status.to_string(),
        log: tail(&finished.text, Some(log)),
    })
}

/// Runs to the end whatever the result. Output goes to `log` as it comes, when there is one.
pub(crate) fn finish(command: &mut Command, limit: Duration, log: Option<&Path>) -> Result<Finished, Problem> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut group = Group::start(command)?;
    let printed = Arc::new(Mutex::new(Printed::new(log)?));
    let readers = [
        group.child.stdout.take().map(|pipe| follow(pipe, &printed)),
        group.child.stderr.take().map(|pipe| follow(pipe, &printed)),
    ];
    let status = group.wait(Some(limit));
    // Helpers left behind would hold the pipes open.
    drop(group);
    for reader in readers.into_iter().flatten() {
        // A reader only ends early when it panicked, and then it has nothing more to give.
        drop(reader.join());
    }
    let printed = printed.lock().unwrap_or_else(PoisonError::into_inner);
    let text = String::from_utf8_lossy(&printed.bytes).into_owned();
    match status? {
        Some(status) => Ok(Finished { status, text }),
        None => Err(Problem::TooLong { program: shown(command), seconds: limit.as_secs(), log: tail(&text, log) }),
    }
}

/// Asks a program a short question; `None` when it is missing or fails.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let finished = finish(command, Duration::from_secs(30), None).ok()?;
    finished.status.success().then_some(finished.text)
}

/// Finds a program on the search path.
pub(crate) fn find_on_path(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|candidate| candidate.is_file())
}

/// A running program and everything it started. Dropping it ends them all.
pub(crate) struct Group {
    child: Child,
}

impl Group {
    /// Starts `command` in a group of its own.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Problem> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        // Held over the start, so that an interrupt sees the new program or prevents it.
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if STOPPING.load(Ordering::SeqCst) {
            return Err(Problem::Sentence("Stopped.".to_owned()));
        }
        let child = command.spawn().map_err(|source| Problem::Start {
            program: command.get_program().to_string_lossy().into_owned(),
            source,
        })?;
        running.insert(child.id());
        Ok(Self { child })
    }

    /// Waits for the program to end; `None` when `limit` is over first.
    pub(crate) fn wait(&mut self, limit: Option<Duration>) -> Result<Option<ExitStatus>, Problem> {
        let started = Instant::now();
        loop {
            let ended =
                self.child.try_wait().map_err(|source| Problem::Start { program: "wait".to_owned(), source })?;
            // The interrupt handler ends the children and then this process: report nothing before it does.
            if !STOPPING.load(Ordering::SeqCst) {
                if let Some(status) = ended {
                    return Ok(Some(status));
                }
                if limit.is_some_and(|limit| started.elapsed() > limit) {
                    return Ok(None);
                }
            }
            thread::sleep(LOOK);
        }
    }

    /// Whether the program has not ended yet.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let id = self.child.id();
        end_group(id, false);
        let started = Instant::now();
        while self.is_running() {
            if started.elapsed() > GRACE {
                end_group(id, true);
            }
            thread::sleep(LOOK);
        }
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// From now on Ctrl+C, a closed terminal and a request to end reach all children before the workbench ends.
pub(crate) fn end_children_on_interrupt() -> Result<(), Problem> {
    ctrlc::set_handler(|| {
        STOPPING.store(true, Ordering::SeqCst);
        let groups = RUNNING.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for group in &groups {
            end_group(*group, false);
        }
        let started = Instant::now();
        while started.elapsed() < GRACE && groups.iter().any(|group| lives(*group)) {
            thread::sleep(LOOK);
        }
        for group in groups.iter().filter(|group| lives(**group)) {
            end_group(*group, true);
        }
        println!("\nStopped.");
        std::process::exit(130);
    })
    .map_err(|error| Problem::Sentence(format!("Ctrl+C could not be prepared for: {error}")))
}

/// Sends the whole group of `leader` the request, or the order, to end. A group that is gone already is fine.
#[cfg(unix)]
fn end_group(leader: u32, at_once: bool) {
    use nix::sys::signal::{Signal, killpg};
    let signal = if at_once { Signal::SIGKILL } else { Signal::SIGTERM };
    if let Ok(leader) = i32::try_from(leader) {
        // The only error that can come is that nobody is left, and that is what is wanted.
        let _gone = killpg(nix::unistd::Pid::from_raw(leader), signal);
    }
}

/// Whether any process of the group of `leader` is left.
#[cfg(unix)]
fn lives(leader: u32) -> bool {
    i32::try_from(leader).is_ok_and(|leader| nix::sys::signal::killpg(nix::unistd::Pid::from_raw(leader), None).is_ok())
}

/// Windows has no process groups of this kind; its task killer walks the tree of children.
#[cfg(not(unix))]
fn end_group(leader: u32, _at_once: bool) {
    let mut killer = Command::new("taskkill");
    killer.args(["/T", "/F", "/PID", &leader.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
    drop(killer.status());
}

/// The task killer has waited for the end already.
#[cfg(not(unix))]
fn lives(_leader: u32) -> bool {
    false
}

/// What a program has printed so far, here and in its log.
struct Printed {
    bytes: Vec<u8>,
    log: Option<File>,
}

impl Printed {
    fn new(log: Option<&Path>) -> Result<Self, Problem> {
        let log = log.map(|path| File::create(path).map_err(Problem::at("create", path))).transpose()?;
        Ok(Self { bytes: Vec::new(), log })
    }

    fn add(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
        // A full disk must not stop the program that is being followed; its output is still in memory.
        if let Some(log) = &mut self.log
            && log.write_all(piece).is_err()
        {
            self.log = None;
        }
    }
}

/// Reads a pipe to its end in a thread.
fn follow(mut pipe: impl Read + Send + 'static, printed: &Arc<Mutex<Printed>>) -> thread::JoinHandle<()> {
    let printed = Arc::clone(printed);
    thread::spawn(move || {
        let mut piece = [0_u8; 8192];
        while let Ok(length) = pipe.read(&mut piece) {
            let Some(read) = piece.get(..length).filter(|read| !read.is_empty()) else {
                break;
            };
            printed.lock().unwrap_or_else(PoisonError::into_inner).add(read);
        }
    })
}

/// The command line, to be shown.
fn shown(command: &Command) -> String {
    let program =
        Path::new(command.get_program()).file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    command.get_args().fold(program, |mut line, word| {
        line.push(' ');
        line.push_str(&word.to_string_lossy());
        line
    })
}

/// The last lines of what was printed, indented, and where the rest is.
fn tail(text: &str, log: Option<&Path>) -> String {
    const LINES: usize = 60;
    let lines: Vec<&str> = text.lines().collect();
    let kept = lines.get(lines.len().saturating_sub(LINES)..).unwrap_or(&[]);
    if kept.is_empty() {
        return String::new();
    }
    let place = match log {
        Some(log) if kept.len() < lines.len() => {
            format!(" Its last lines (all of them: {}):", log.display())
        }
        _ => " It said:".to_owned(),
    };
    format!("{place}\n\n    {}\n", kept.join("\n    "))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = command("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_outputs_and_the_result_are_kept() {
        let finished = finish(&mut shell("echo out; echo err >&2; exit 3"), HOUR, None).expect("sh is there");
        assert!(finished.text.contains("out\n") && finished.text.contains("err\n"));
        assert_eq!(finished.status.code(), Some(3));
    }

    #[test]
    fn a_limit_ends_the_program() {
        let started = Instant::now();
        let result = finish(&mut shell("echo before; sleep 60"), Duration::from_millis(200), None);
        assert!(matches!(result, Err(Problem::TooLong { .. })));
        assert!(started.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn helpers_left_behind_are_ended_and_do_not_hold_the_pipe() {
        let started = Instant::now();
        let finished = finish(&mut shell("sleep 60 & echo $!"), HOUR, None).expect("sh is there");
        assert!(started.elapsed() < Duration::from_secs(30));
        let id: i32 = finished.text.trim().parse().expect("a process id");
        let helper = nix::unistd::Pid::from_raw(id);
        let gone = (0..100).any(|_| {
            thread::sleep(LOOK);
            // Where nobody collects orphans it stays as a dead entry; that counts as gone.
            let state = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            nix::sys::signal::kill(helper, None).is_err() || state.contains(") Z ")
        });
        assert!(gone, "the helper lives on");
    }

    #[test]
    fn a_missing_program_is_named() {
        let Err(problem) = finish(&mut command("trivium-no-such-program"), HOUR, None) else {
            panic!("a program that does not exist was run");
        };
        assert!(problem.to_string().contains("`trivium-no-such-program`"));
    }

    #[test]
    fn only_the_last_lines_are_shown_and_the_log_is_named() {
        let text: String = (0..100).flat_map(|line| ["line ".to_owned(), line.to_string(), "\n".to_owned()]).collect();
        let shown = tail(&text, Some(Path::new("/logs/x.log")));
        assert!(shown.contains("line 99") && shown.contains("line 40"));
        assert!(!shown.contains("line 39\n") && shown.contains("/logs/x.log"));
    }
}
