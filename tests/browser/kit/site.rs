//! A static web server as plain as the hosts Trivium is made for: files under a sub-path, no headers of its own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// The folder the app is served under: nothing may depend on being at the root of a host.
pub(crate) const SUB_PATH: &str = "/sub/path/";

/// A server on a free port of this machine; it stops when asked or when it goes out of scope.
pub(crate) struct Site {
    port: u16,
    stopping: Arc<AtomicBool>,
    listener: Option<JoinHandle<()>>,
}

impl Site {
    /// Serves the files of `folder` under [`SUB_PATH`].
    pub(crate) fn serve(folder: PathBuf) -> Result<Self, String> {
        let say = |error: std::io::Error| format!("cannot serve {}: {error}", folder.display());
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(say)?;
        let port = socket.local_addr().map_err(say)?.port();
        let stopping = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stopping);
        let listener = std::thread::spawn(move || {
            for stream in socket.incoming() {
                if flag.load(Ordering::Acquire) {
                    break;
                }
                let (folder, flag) = (folder.clone(), Arc::clone(&flag));
                if let Ok(stream) = stream {
                    // A browser may drop a connection at any time; that is its business.
                    std::thread::spawn(move || answer(stream, &folder, &flag).ok());
                }
            }
        });
        Ok(Self { port, stopping, listener: Some(listener) })
    }

    /// Scheme, host and port, as `location.origin` says it.
    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The address of a file.
    pub(crate) fn address(&self, name: &str) -> String {
        format!("{}{SUB_PATH}{name}", self.origin())
    }

    /// Stops serving: from now on a connection is refused, as on a machine without a network.
    pub(crate) fn stop(&mut self) {
        self.stopping.store(true, Ordering::Release);
        if let Some(listener) = self.listener.take() {
            // The thread waits for a connection: this one wakes it.
            drop(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)));
            listener.join().ok();
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
    }
}

fn answer(mut stream: TcpStream, folder: &Path, stopping: &AtomicBool) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    // Browsers open connections in advance: one of them may ask only after the server has stopped.
    if stopping.load(Ordering::Acquire) {
        return Ok(());
    }
    let target = request.split(' ').nth(1).unwrap_or_default();
    let found = file_of(target, folder).and_then(|path| Some((mime(&path), std::fs::read(&path).ok()?)));
    let (status, kind, body) = match found {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("404 Not Found", "text/plain; charset=utf-8", b"There is no such file.".to_vec()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

/// The file a request names; `None` outside of the sub-path or the folder.
fn file_of(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix(SUB_PATH)?;
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(path))
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
