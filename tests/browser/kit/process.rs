//! Child processes and temporary folders that never outlive the test.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A child process, ended when it goes out of scope.
///
/// It stays in the process group of the test, so that Ctrl+C in a terminal reaches it too.
pub(crate) struct Running(Child);

impl Running {
    /// Starts the command without input and without output, except for what `stdout` asks for.
    pub(crate) fn start(command: &mut Command, stdout: Stdio) -> Result<Self, String> {
        command
            .stdin(Stdio::null())
            .stdout(stdout)
            .stderr(Stdio::null())
            .spawn()
            .map(Self)
            .map_err(|error| format!("cannot start {}: {error}", command.get_program().to_string_lossy()))
    }

    /// Reads lines of the piped standard output until `pick` recognises one.
    pub(crate) fn first_line<T>(&mut self, pick: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let output = self.0.stdout.take().ok_or("the output of the child is not piped")?;
        let mut seen = String::new();
        for line in BufReader::new(output).lines() {
            let line = line.map_err(|error| format!("cannot read the output of the child: {error}"))?;
            if let Some(found) = pick(&line) {
                return Ok(found);
            }
            seen.push_str(&line);
            seen.push('\n');
        }
        Err(format!("the child ended without saying what was expected; it said:\n{seen}"))
    }

    /// Waits until the child has ended by itself; false when it is still there after `patience`.
    pub(crate) fn ends_within(&mut self, patience: Duration) -> bool {
        let start = Instant::now();
        while start.elapsed() < patience {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// True while the child runs.
    pub(crate) fn is_alive(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Errors mean that it is gone already.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Ends a process that a child of ours started and left behind (a browser whose driver was ended first).
pub(crate) fn end_orphan(id: u64) {
    if Path::new(&format!("/proc/{id}")).exists() {
        Command::new("kill").arg("-KILL").arg(id.to_string()).stderr(Stdio::null()).status().ok();
    }
}

/// A folder of our own, removed when it goes out of scope.
pub(crate) struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Makes an empty folder in the system's temporary folder.
    pub(crate) fn new() -> Result<Self, String> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("trivium-journey-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&path).map_err(|error| format!("cannot make {}: {error}", path.display()))?;
        Ok(Self(path))
    }

    /// Makes and names a folder inside.
    pub(crate) fn folder(&self, name: &str) -> Result<PathBuf, String> {
        let path = self.0.join(name);
        std::fs::create_dir_all(&path).map_err(|error| format!("cannot make {}: {error}", path.display()))?;
        Ok(path)
    }

    /// Writes a file inside and names it.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf, String> {
        let path = self.0.join(name);
        std::fs::write(&path, content).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        Ok(path)
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // A browser may still be writing its last files: try for a moment, then leave it to the system.
        for _ in 0..20 {
            if std::fs::remove_dir_all(&self.0).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
